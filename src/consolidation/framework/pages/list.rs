//! The elements theme by theme, and what has not been gathered yet.

use super::super::store::published;
use super::super::{add as add_element, publish as publish_elements};
use super::{Paragraph, Source, Table, theme, ticked, wanted};
use crate::app::App;
use crate::consultations;
use crate::consultations::store::Theme;
use crate::db::Conn;
use crate::languages::Language;
use crate::procedure::consolidation::may_publish_framework;
use crate::procedure::rights::Denied;
use crate::procedure::{Moment, Refusal};
use crate::sign_in;
use crate::text::paragraphs;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "consolidation/framework.html")]
struct ListPage {
    frame: Frame,
    errors: Errors,
    fields: Fields,
    path: String,
    themes: Vec<Theme>,
    groups: Vec<Group>,
    /// What the sources offered are narrowed to.
    filter: String,
    sources: Vec<Source>,
    /// When it was published last.
    published: Option<String>,
    /// The form to publish, or why not.
    publishing: Option<Result<(), Refusal>>,
    zone: String,
}

struct Group {
    theme: Option<String>,
    elements: Vec<Shown>,
}

struct Shown {
    title: String,
    body: Vec<String>,
    path: String,
    sources: usize,
    grew: Vec<Paragraph>,
}

impl ListPage {
    fn of(
        conn: &mut Conn,
        table: Table,
        query: &Fields,
        (fields, errors): (Fields, Errors),
    ) -> Result<Self, Error> {
        let frame = table.frame();
        let t = frame.t;
        let is_empty = table.elements.is_empty();
        let zone = table.consultation.time_zone.clone();
        Ok(Self {
            path: table.path(),
            groups: groups(t, &table),
            filter: query.trimmed("theme").to_owned(),
            sources: table.not_gathered(t, theme(query)),
            published: published(conn, table.consultation.id)?
                .map(|framework| t.moment(framework.published_at, &zone)),
            publishing: match may_publish_framework(&table.who, table.consultation.id, is_empty) {
                Ok(_) => Some(Ok(())),
                Err(Denied::Refused(Refusal::NotYourRole)) | Err(Denied::Unknown) => None,
                Err(Denied::Refused(refusal)) => Some(Err(refusal)),
            },
            themes: table.themes,
            frame,
            errors,
            fields,
            zone,
        })
    }

    fn chose(&self, theme: &Theme) -> bool {
        self.fields.get("theme") == theme.id.0.to_string()
    }

    fn narrows(&self, theme: &Theme) -> bool {
        self.filter == theme.id.0.to_string()
    }
}

/// The elements by theme, in the order of the first of each; those without a theme last.
fn groups(t: Language, table: &Table) -> Vec<Group> {
    let mut groups: Vec<(Option<i64>, Group)> = Vec::new();
    for element in &table.elements {
        let shown = Shown {
            title: element.title.clone(),
            body: paragraphs(&element.body),
            path: element.path(),
            sources: table.sources_of(t, element.id).len(),
            grew: table.grew(element.id),
        };
        let key = element.theme_id.map(|theme| theme.0);
        match groups.iter_mut().find(|(theme, _)| *theme == key) {
            Some((_, group)) => group.elements.push(shown),
            None => {
                let theme = table.theme(element.theme_id).map(|theme| theme.name.clone());
                groups.push((key, Group { theme, elements: vec![shown] }));
            }
        }
    }
    groups.sort_by_key(|(theme, _)| theme.is_none());
    groups.into_iter().map(|(_, group)| group).collect()
}

fn table(conn: &mut Conn, asking: &Asking, slug: &str, now: Moment) -> Result<Table, Error> {
    let viewer = sign_in::signed_in(conn, asking, now)?;
    let entered = consultations::enter(conn, &viewer, slug)?;
    Table::set(conn, viewer, entered, now)
}

/// `GET /c/{slug}/framework`
pub async fn list(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = Fields::from_query(request.query_string());
    let page = app
        .read(move |conn| {
            let table = table(conn, &asking, &slug, now)?;
            let fields = Fields::of(&[("theme", query.trimmed("theme"))]);
            ListPage::of(conn, table, &query, (fields, Errors::default()))
        })
        .await?;
    html(page)
}

/// `POST /c/{slug}/framework`
pub async fn add(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let table = table(tx, &asking, &slug, now)?;
            let wanted = match wanted(&fields) {
                Ok(wanted) => wanted,
                Err(errors) => {
                    let page = ListPage::of(tx, table, &Fields::default(), (fields, errors))?;
                    return Ok(After::faulty(page));
                }
            };
            let sources = ticked(&fields);
            let (who, consultation) = (&table.who, &table.consultation);
            let id = add_element(tx, who, consultation, &wanted, &sources, now)?;
            Ok(After::See(format!("/framework/{id}"), "flash-framework-added"))
        })
        .await?;
    after.answer()
}

/// `POST /c/{slug}/framework/publication`
pub async fn publish(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let viewer = sign_in::signed_in(tx, &asking, now)?;
            let (consultation, who) = consultations::enter(tx, &viewer, &slug)?;
            publish_elements(tx, &who, &consultation, now)?;
            let to = format!("{}/framework/published", consultation.path());
            Ok(After::<ListPage>::See(to, "flash-framework-published"))
        })
        .await?;
    after.answer()
}
