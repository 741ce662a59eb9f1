//! `/drafts/{id}/translation`: a translation pasted as one text goes to the same elements.

use super::{LanguageChoice, Scene, language_choices, scene};
use crate::app::App;
use crate::db::Conn;
use crate::drafts::importing::decode;
use crate::drafts::translating::{Mismatch, translate as do_translate};
use crate::drafts::{reading, store};
use crate::procedure::drafts::may_revise;
use crate::procedure::keys::PublicId;
use crate::text::parse;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "drafts/translation.html")]
struct Translation {
    frame: Frame,
    scene: Scene,
    choices: Vec<LanguageChoice>,
    fields: Fields,
    errors: Errors,
    mismatch: Option<Explained>,
}

/// Where the two texts part, beside each other.
struct Explained {
    citation: String,
    wording: String,
    language: String,
    line: Option<usize>,
    kind: String,
    found: String,
}

pub async fn form(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let scene = scene(conn, &asking, &id, now)?;
            may_revise(&scene.who, &scene.facts)?;
            Ok(page(scene, Fields::default(), Errors::default(), None))
        })
        .await?;
    html(page)
}

fn page(scene: Scene, fields: Fields, errors: Errors, mismatch: Option<Explained>) -> Translation {
    let mut choices = language_choices(scene.t(), &scene.consultation);
    choices.retain(|choice| choice.code != scene.draft.language);
    Translation { frame: scene.frame_under(), choices, scene, fields, errors, mismatch }
}

pub async fn translate(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    mut fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let file = fields.files("file").next().map(|file| decode(&file.bytes));
    let is_no_text = matches!(file, Some(Err(_)));
    if let Some(Ok(source)) = file {
        fields.set("source", source);
    }
    let after = app
        .write(move |tx| {
            let scene = scene(tx, &asking, &id, now)?;
            may_revise(&scene.who, &scene.facts)?;
            let mut errors = Errors::default();
            let language = fields.trimmed("language").to_owned();
            let is_choice = language_choices(scene.t(), &scene.consultation)
                .iter()
                .any(|choice| choice.code == language);
            if !is_choice || language == scene.draft.language {
                errors.add("language", "draft-error-language");
            }
            if is_no_text {
                errors.add("file", "draft-error-not-text");
            } else if fields.trimmed("source").is_empty() {
                errors.add("source", "draft-error-empty");
            }
            if !errors.is_empty() {
                let page = page(scene, fields, errors, None);
                return Ok(After::faulty(page));
            }
            let parsed = parse(&fields.get("source").replace('\0', ""), &language);
            match do_translate(tx, &scene.who, &scene.draft, &parsed, now)? {
                Ok(()) => {
                    let to = format!("{}?lang={language}", scene.draft.path());
                    Ok(After::See(to, "flash-draft-translated"))
                }
                Err(mismatch) => {
                    errors.add("source", "draft-error-mismatch");
                    let explained = explained(tx, &scene, mismatch)?;
                    let page = page(scene, fields, errors, Some(explained));
                    Ok(After::faulty(page))
                }
            }
        })
        .await?;
    after.answer()
}

fn explained(conn: &mut Conn, scene: &Scene, mismatch: Mismatch) -> Result<Explained, Error> {
    let t = scene.t();
    let (rows, text) = store::rows_and_text(conn, scene.draft.id)?;
    let original = &scene.draft.language;
    let reading = reading::reading(&rows, &text, original, original);
    let line = mismatch.element.and_then(|(index, _)| reading.lines.get(index));
    Ok(Explained {
        citation: line.map_or(t.say("draft-mismatch-end"), |line| t.citation(&line.citation)),
        wording: line.map_or(String::new(), |line| line.wording.clone()),
        language: original.clone(),
        line: mismatch.found.as_ref().map(|found| found.line),
        kind: match &mismatch.found {
            Some(found) => t.word(found.kind),
            None => t.say("draft-mismatch-end"),
        },
        found: mismatch.found.map_or(String::new(), |found| found.text),
    })
}
