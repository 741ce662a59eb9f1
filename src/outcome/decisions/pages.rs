//! `/c/{slug}/decisions`: the log, its file, and the form by which the lead adds to it.

use super::log::{self, Kind, Line};
use super::note_decision;
use super::store::NewDecision;
use crate::app::App;
use crate::consultations::store::Consultation;
use crate::consultations::{self, Tab};
use crate::db::Conn;
use crate::drafts::store as drafts;
use crate::languages::Language;
use crate::outcome::access::Scene;
use crate::outcome::behind::For;
use crate::procedure::rights::may;
use crate::procedure::{Moment, Right, What, decide, limits};
use crate::sign_in;
use crate::text::citations;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, download, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "outcome/decisions.html")]
struct Show {
    frame: Frame,
    errors: Errors,
    consultation: Consultation,
    lines: Vec<Line>,
    total: usize,
    /// Those who decided, and the elements decided on: identity and citation.
    people: Vec<String>,
    elements: Vec<(String, String)>,
    filter: Fields,
    query: String,
    /// What was typed of a decision to be added.
    fields: Fields,
    may_write: bool,
    /// The elements of the newest draft: "draft/identity", and what it is called.
    places: Vec<(String, String)>,
}

fn enter(conn: &mut Conn, asking: &Asking, slug: &str, now: Moment) -> Result<Scene, Error> {
    let scene = Scene::of_slug(conn, asking, slug, now)?;
    may(&scene.who, Right::DecisionLogRead, What::default())?;
    Ok(scene)
}

impl Show {
    fn of(
        conn: &mut Conn,
        scene: &Scene,
        query: String,
        fields: Fields,
        now: Moment,
    ) -> Result<Self, Error> {
        let Scene { viewer, who, consultation } = scene;
        let frame = consultations::frame(viewer, who, consultation, Tab::Consolidation);
        let t = frame.t;
        let all = log::lines(conn, t, who, consultation, For::Eyes, now)?;
        let filter = Fields::from_query(&query);
        let mut people: Vec<String> =
            all.iter().map(|line| line.by.clone()).filter(|by| !by.is_empty()).collect();
        people.sort();
        people.dedup();
        let named = all.iter().filter(|line| !line.citation.is_empty());
        let elements: BTreeMap<String, String> = named
            .filter_map(|line| Some((line.identity.clone()?, line.citation.clone())))
            .collect();
        let mut elements: Vec<(String, String)> = elements.into_iter().collect();
        elements.sort_by(|one, other| one.1.cmp(&other.1));
        let total = all.len();
        let may_write = decide(who, Right::DecisionLogWrite, What::default()).is_yes();
        Ok(Self {
            places: if may_write { places(conn, t, consultation)? } else { Vec::new() },
            lines: filtered(all, &filter),
            errors: Errors::default(),
            consultation: consultation.clone(),
            frame,
            total,
            people,
            elements,
            filter,
            query,
            fields,
            may_write,
        })
    }

    fn path(&self) -> String {
        format!("{}/decisions", self.consultation.path())
    }

    fn csv_path(&self) -> String {
        let path = format!("{}.csv", self.path());
        if self.query.is_empty() { path } else { format!("{path}?{}", self.query) }
    }

    /// What is no date is given back in a field that holds anything.
    fn date_field(&self) -> &'static str {
        if self.errors.has("on_date") { "text" } else { "date" }
    }

    fn kinds(&self) -> [Kind; 8] {
        Kind::ALL
    }

    fn when(&self, line: &Line) -> String {
        match &line.day {
            Some(day) => self.frame.t.civil(day),
            None => self.frame.t.moment(line.at, &self.consultation.time_zone),
        }
    }

    fn by(&self, line: &Line) -> String {
        match line.by.is_empty() && line.kind != Kind::Undone {
            true => self.frame.t.say("journal-console"),
            false => line.by.clone(),
        }
    }
}

/// Keeps the lines that the filter of the page asks for.
fn filtered(lines: Vec<Line>, filter: &Fields) -> Vec<Line> {
    let (kind, by, on) = (filter.filled("kind"), filter.filled("by"), filter.filled("element"));
    lines
        .into_iter()
        .filter(|line| kind.is_none_or(|kind| line.kind.as_str() == kind))
        .filter(|line| by.is_none_or(|by| line.by == by))
        .filter(|line| on.is_none_or(|on| line.identity.as_deref() == Some(on)))
        .collect()
}

/// The elements of the newest draft.
fn places(
    conn: &mut Conn,
    t: Language,
    consultation: &Consultation,
) -> Result<Vec<(String, String)>, Error> {
    let Some(draft) = drafts::of_consultation(conn, consultation.id)?.pop() else {
        return Ok(Vec::new());
    };
    let text = drafts::text(conn, draft.id)?;
    let cited = citations(&text);
    let all = text.elements.iter().zip(&cited);
    Ok(all
        .map(|(element, citation)| {
            (format!("{}/{}", draft.public_id, element.id), t.citation_first(citation))
        })
        .collect())
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = req.query_string().to_owned();
    let page = app
        .read(move |conn| {
            let scene = enter(conn, &asking, &slug, now)?;
            Show::of(conn, &scene, query, Fields::default(), now)
        })
        .await?;
    html(page)
}

pub async fn csv(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let filter = Fields::from_query(req.query_string());
    let bytes = app
        .read(move |conn| {
            let scene = enter(conn, &asking, &slug, now)?;
            let consultation = &scene.consultation;
            let t = Language::of(consultation.original_language());
            let all = log::lines(conn, t, &scene.who, consultation, For::Leaving, now)?;
            Ok(log::csv(&filtered(all, &filter), &consultation.time_zone))
        })
        .await?;
    Ok(download("decisions.csv", "text/csv; charset=utf-8", bytes))
}

pub async fn add(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (present, body) = (fields.trimmed("present").to_owned(), fields.trimmed("body").to_owned());
    let mut errors = Errors::default();
    if fields.trimmed("on_date").parse::<jiff::civil::Date>().is_err() {
        errors.add("on_date", "milestone-date-bad");
    }
    if body.is_empty() {
        errors.add("body", "decision-body-missing");
    }
    errors.hold("present", &present, limits::NOTE);
    errors.hold("body", &body, limits::REASON);
    let after = app
        .write(move |tx| {
            sign_in::viewer(tx, &asking, now)?.signed_in()?;
            let scene = enter(tx, &asking, &slug, now)?;
            may(&scene.who, Right::DecisionLogWrite, What::default())?;
            if !errors.is_empty() {
                let mut page = Show::of(tx, &scene, String::new(), fields, now)?;
                page.errors = errors;
                return Ok(After::faulty(page));
            }
            let place = fields.trimmed("place").split_once('/');
            let place = match place {
                Some((draft, identity)) => {
                    let draft = drafts::find_by_public_id(tx, &draft.into())?;
                    if draft.consultation_id != scene.consultation.id {
                        return Err(Error::NotFound);
                    }
                    let element = drafts::element_of_identity(tx, draft.id, identity)?;
                    Some((draft.id, element.identity))
                }
                None => None,
            };
            let new = NewDecision {
                draft: place.as_ref().map(|(draft, _)| *draft),
                identity: place.as_ref().map(|(_, identity)| identity.as_str()),
                on_date: fields.trimmed("on_date"),
                present: &present,
                body: &body,
            };
            note_decision(tx, &scene.who, &scene.consultation, &new, now)?;
            let path = format!("{}/decisions", scene.consultation.path());
            Ok(After::See(path, "flash-decision-noted"))
        })
        .await?;
    after.answer()
}
