//! One element: its words, what it was gathered from, and the paragraphs that grew from it.

use super::super::{self as framework, FrameworkElement, Named, Way};
use super::{Paragraph, Source, Table, of_element, theme, ticked, wanted};
use crate::app::App;
use crate::consultations::Consultation;
use crate::consultations::store::Theme;
use crate::db::{Conn, Tx};
use crate::procedure::keys::PublicId;
use crate::procedure::{Moment, Standing};
use crate::sign_in;
use crate::text::paragraphs;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "consolidation/framework_element.html")]
struct ElementPage {
    frame: Frame,
    errors: Errors,
    fields: Fields,
    path: String,
    title: String,
    themes: Vec<Theme>,
    sources: Vec<Source>,
    /// What could be gathered into it, narrowed to a theme.
    offered: Vec<Source>,
    filter: String,
    grew: Vec<Paragraph>,
    /// The paragraphs of the newest draft, to choose from.
    choices: Vec<Paragraph>,
    /// What is stored now, where somebody else wrote it in between.
    stored: Option<(String, Vec<String>)>,
    version: i64,
}

impl ElementPage {
    fn of(table: &Table, id: &PublicId, query: &Fields) -> Result<Self, Error> {
        let known = table.elements.iter().find(|one| one.public_id == *id);
        let element = known.ok_or(Error::NotFound)?;
        let frame = table.frame();
        let t = frame.t;
        let title = t.say("framework-title");
        let frame = frame.under(table.path(), title);
        // Its own theme, unless another was chosen, or none ("all").
        let own = element.theme_id.map(|theme| theme.0.to_string()).unwrap_or_default();
        let filter = query.filled("theme").unwrap_or(&own).to_owned();
        let grew = table.grew(element.id);
        let is_known = |one: &&Paragraph| grew.iter().all(|known| known.identity != one.identity);
        let choices = table.newest.iter().filter(is_known).cloned().collect();
        Ok(Self {
            path: element.path(),
            title: element.title.clone(),
            themes: table.themes.clone(),
            sources: table.sources_of(t, element.id),
            offered: table.not_gathered(t, theme(&Fields::of(&[("theme", &filter)]))),
            fields: Fields::of(&[
                ("title", &element.title),
                ("body", &element.body),
                ("theme", &own),
            ]),
            filter,
            grew,
            choices,
            stored: None,
            version: element.row_version,
            errors: Errors::default(),
            frame,
        })
    }

    fn chose(&self, theme: &Theme) -> bool {
        self.fields.get("theme") == theme.id.0.to_string()
    }

    fn narrows(&self, theme: &Theme) -> bool {
        self.filter == theme.id.0.to_string()
    }
}

fn table(conn: &mut Conn, asking: &Asking, id: &PublicId, now: Moment) -> Result<Table, Error> {
    let viewer = sign_in::signed_in(conn, asking, now)?;
    let entered = of_element(conn, &viewer, id)?;
    Table::set(conn, viewer, entered, now)
}

/// `GET /framework/{id}`
pub async fn element(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = Fields::from_query(request.query_string());
    let page = app
        .read(move |conn| ElementPage::of(&table(conn, &asking, &id, now)?, &id, &query))
        .await?;
    html(page)
}

/// `POST /framework/{id}`
pub async fn change(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let table = table(tx, &asking, &id, now)?;
            let page = ElementPage::of(&table, &id, &Fields::default())?;
            let wanted = match wanted(&fields) {
                Ok(wanted) => wanted,
                Err(errors) => return Ok(After::faulty(ElementPage { fields, errors, ..page })),
            };
            let version = fields.parsed("version").unwrap_or_default();
            let (who, consultation) = (&table.who, &table.consultation);
            match framework::change(tx, who, consultation, &id, &wanted, version, now)? {
                Ok(()) => Ok(After::See(page.path, "flash-framework-changed")),
                Err(stored) => {
                    let FrameworkElement { title, body, row_version, .. } = stored;
                    let stored = Some((title, paragraphs(&body)));
                    let page = ElementPage { fields, stored, version: row_version, ..page };
                    Ok(After::Again(StatusCode::CONFLICT, page))
                }
            }
        })
        .await?;
    after.answer()
}

/// One act on an element; then its page.
async fn act(
    app: web::Data<App>,
    asking: Asking,
    id: PublicId,
    work: impl FnOnce(
        &mut Tx,
        &Standing,
        &Consultation,
        Moment,
    ) -> Result<(String, &'static str), Error>
    + Send
    + 'static,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let viewer = sign_in::signed_in(tx, &asking, now)?;
            let (consultation, who) = of_element(tx, &viewer, &id)?;
            let (to, said) = work(tx, &who, &consultation, now)?;
            Ok(After::<ElementPage>::See(to, said))
        })
        .await?;
    after.answer()
}

/// What was ticked or chosen.
fn named(fields: &Fields) -> Vec<Named> {
    let paragraph = fields.filled("paragraph").map(|one| Named::Paragraph(one.to_owned()));
    ticked(fields).into_iter().map(Named::Source).chain(paragraph).collect()
}

/// `POST /framework/{id}/links`: sources that were ticked, a paragraph that was chosen, or both.
pub async fn link(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let id = id.into_inner();
    act(app, asking, id.clone(), move |tx, who, consultation, now| {
        let named = named(&fields);
        for one in &named {
            framework::link(tx, who, consultation, &id, one, now)?;
        }
        let said = match named.is_empty() {
            true => "flash-framework-nothing-chosen",
            false => "flash-framework-linked",
        };
        Ok((format!("/framework/{id}"), said))
    })
    .await
}

/// `POST /framework/{id}/links/removal`
pub async fn unlink(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let id = id.into_inner();
    act(app, asking, id.clone(), move |tx, who, consultation, now| {
        for one in &named(&fields) {
            framework::unlink(tx, who, consultation, &id, one, now)?;
        }
        Ok((format!("/framework/{id}"), "flash-framework-unlinked"))
    })
    .await
}

/// `POST /framework/{id}/place`
pub async fn place(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let id = id.into_inner();
    act(app, asking, id.clone(), move |tx, who, consultation, now| {
        let way = match fields.trimmed("way") {
            "up" => Way::Up,
            "down" => Way::Down,
            _ => return Err(Error::BadRequest),
        };
        framework::place(tx, who, consultation, &id, way, now)?;
        Ok((format!("{}/framework", consultation.path()), "flash-framework-placed"))
    })
    .await
}

/// `POST /framework/{id}/removal`
pub async fn remove(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let id = id.into_inner();
    act(app, asking, id.clone(), move |tx, who, consultation, now| {
        framework::remove(tx, who, consultation, &id, now)?;
        Ok((format!("{}/framework", consultation.path()), "flash-framework-removed"))
    })
    .await
}
