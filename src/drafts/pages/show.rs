//! `/drafts/{id}`: the text to read and to take away; for the team, what becomes of it next.

use super::{Scene, scene};
use crate::app::App;
use crate::drafts::importing::with_references;
use crate::drafts::reading::{self, Reading};
use crate::drafts::{self, store};
use crate::formats::word;
use crate::procedure::Moment;
use crate::procedure::drafts::{may_bring_in, may_finalize, may_revise};
use crate::procedure::keys::PublicId;
use crate::procedure::reviews::may_read_reviews;
use crate::text::json;
use crate::text::plain::render_plain;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, download, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "drafts/show.html")]
struct Show {
    frame: Frame,
    zone: String,
    scene: Scene,
    reading: Reading,
    based_on: Option<store::Draft>,
    may_revise: bool,
    may_begin: bool,
    may_finalize: bool,
    may_read_reviews: bool,
    /// Rounds that go on asking for comments on it.
    still_open: Vec<String>,
    fields: Fields,
    errors: Errors,
}

/// The text as one file that can be read and printed anywhere.
#[derive(Template)]
#[template(path = "drafts/standalone.html")]
struct Standalone {
    frame: Frame,
    consultation: String,
    disclaimer: String,
    draft: store::Draft,
    reading: Reading,
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let language = Fields::from_query(req.query_string()).get("lang").to_owned();
    let page = app
        .read(move |conn| {
            let scene = scene(conn, &asking, &id, now)?;
            page(conn, scene, &language, Fields::default(), Errors::default(), now)
        })
        .await?;
    html(page)
}

fn page(
    conn: &mut crate::db::Conn,
    scene: Scene,
    language: &str,
    fields: Fields,
    errors: Errors,
    now: Moment,
) -> Result<Show, Error> {
    let language = if language.is_empty() { scene.t().code() } else { language };
    let is_drafting = may_bring_in(&scene.who, scene.consultation.id).is_ok();
    let based_on = match scene.draft.based_on_id {
        // The way to an earlier text is shown to those who may read it for certain.
        Some(key) if scene.who.is_team() => Some(store::find(conn, key)?),
        _ => None,
    };
    Ok(Show {
        frame: scene.frame(),
        zone: scene.consultation.time_zone.clone(),
        reading: reading::read(conn, &scene.draft, language)?,
        based_on,
        may_revise: may_revise(&scene.who, &scene.facts).is_ok(),
        may_begin: is_drafting && scene.facts.has_elements,
        may_finalize: may_finalize(&scene.who, &scene.facts).is_ok(),
        may_read_reviews: may_read_reviews(&scene.who, scene.consultation.id).is_ok(),
        still_open: drafts::views::open_rounds_of(conn, scene.draft.id, now)?,
        scene,
        fields,
        errors,
    })
}

/// The draft's text as a file: `draft.json`, `draft.txt`, `draft.html`, `draft.docx`.
pub async fn file(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(PublicId, String)>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let (now, instance) = (app.now(), app.settings.origin.clone());
    let (id, format) = path.into_inner();
    let language = Fields::from_query(req.query_string()).get("lang").to_owned();
    let (name, media_type, body) = app
        .read(move |conn| {
            let scene = scene(conn, &asking, &id, now)?;
            let Some((body, media_type)) =
                rendered(conn, scene, &language, &format, &instance, now)?
            else {
                return Err(Error::NotFound);
            };
            let name = format!("draft-{id}.{format}");
            Ok((name, media_type, body))
        })
        .await?;
    Ok(download(&name, media_type, body))
}

fn rendered(
    conn: &mut crate::db::Conn,
    scene: Scene,
    language: &str,
    format: &str,
    instance: &str,
    now: Moment,
) -> Result<Option<(Vec<u8>, &'static str)>, Error> {
    let (rows, text) = store::rows_and_text(conn, scene.draft.id)?;
    let known = reading::languages(&text, &scene.draft.language);
    let language = known.iter().find(|known| *known == language).unwrap_or(&known[0]);
    Ok(match format {
        "json" => {
            let references = store::references(conn, scene.draft.id)?;
            let text = with_references(text, &references);
            Some((json::write(&text).into_bytes(), "application/json; charset=utf-8"))
        }
        "txt" => Some((render_plain(&text, language).into_bytes(), "text/plain; charset=utf-8")),
        "html" => {
            let reading = reading::reading(&rows, &text, language, &scene.draft.language);
            let page = Standalone {
                frame: scene.frame(),
                consultation: scene.consultation.title,
                disclaimer: scene.consultation.disclaimer,
                draft: scene.draft,
                reading,
            };
            let body = page.render().map_err(|error| Error::Internal(error.into()))?;
            Some((body.into_bytes(), "text/html; charset=utf-8"))
        }
        "docx" => {
            let reading = reading::reading(&rows, &text, language, &scene.draft.language);
            let title = &scene.consultation.title;
            let paper = drafts::word::clean(&scene.draft, &reading, title, instance, now);
            let body = word::write(&paper).map_err(|error| Error::Internal(error.into()))?;
            Some((body, word::MEDIA_TYPE))
        }
        _ => None,
    })
}

/// The draft as a standalone HTML file, for the command line: in English around the text.
pub fn standalone(
    draft: store::Draft,
    reading: Reading,
    consultation: String,
    disclaimer: String,
) -> Result<String, askama::Error> {
    let asking = Asking {
        session: None,
        language: crate::languages::Language::English,
        language_was_chosen: true,
        here: "/".to_owned(),
        said: None,
    };
    Standalone { frame: Frame::plain(&asking), consultation, disclaimer, draft, reading }.render()
}

/// Begins a working draft from this one.
pub async fn begin(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let scene = scene(tx, &asking, &id, now)?;
            may_bring_in(&scene.who, scene.consultation.id)?;
            let label = fields.trimmed("label").replace('\0', "");
            let mut errors = Errors::default();
            if label.is_empty() {
                errors.add("label", "draft-error-label");
            } else if label.chars().count() > 200 {
                errors.add("label", "draft-error-label-long");
            }
            if !errors.is_empty() {
                let page = page(tx, scene, "", fields, errors, now)?;
                return Ok(After::faulty(page));
            }
            let text = store::text(tx, scene.draft.id)?;
            let next = match drafts::just_begun(tx, scene.consultation.id, &label, &text)? {
                Some(next) if next.based_on_id == Some(scene.draft.id) => next,
                _ => drafts::begin_from(tx, &scene.who, &scene.draft, &label, now)?,
            };
            Ok(After::See(format!("{}/edit", next.path()), "flash-draft-begun"))
        })
        .await?;
    after.answer()
}

/// Marks the draft final, with its document symbol.
pub async fn finalize(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let scene = scene(tx, &asking, &id, now)?;
            may_finalize(&scene.who, &scene.facts)?;
            let symbol = fields.trimmed("symbol").replace('\0', "");
            let mut errors = Errors::default();
            if symbol.is_empty() || symbol.chars().count() > 60 {
                errors.add("symbol", "draft-error-symbol");
            } else if !fields.is_ticked("sure") {
                errors.add("sure", "draft-error-sure");
            }
            if !errors.is_empty() {
                let page = page(tx, scene, "", fields, errors, now)?;
                return Ok(After::faulty(page));
            }
            drafts::finalize(tx, &scene.who, &scene.draft, &symbol, now)?;
            Ok(After::See(scene.draft.path(), "flash-draft-final"))
        })
        .await?;
    after.answer()
}
