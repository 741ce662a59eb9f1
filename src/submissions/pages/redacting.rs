//! To take what is about third persons out of what is published.

use super::super::acts::redacting;
use super::super::store::{self, Redaction};
use super::super::views;
use super::super::written::tidy;
use super::cards;
use super::scene::Scene;
use crate::app::App;
use crate::db::Conn;
use crate::procedure::Moment;
use crate::procedure::keys::PublicId;
use crate::procedure::submissions::{may_redact, may_undo_redaction};
use crate::rounds::store as rounds;
use crate::text::with_marks;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html, see_other_saying};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/redaction.html")]
struct RedactionPage {
    frame: Frame,
    what: String,
    action: String,
    language: String,
    /// As those outside read it.
    text: Redaction,
    is_redacted: bool,
    may_undo: bool,
    fields: Fields,
    errors: Errors,
}

fn scene_of(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    now: Moment,
) -> Result<(Scene, views::Seen), Error> {
    crate::sign_in::viewer(conn, asking, now)?.signed_in()?;
    let input = store::find_input(conn, id)?;
    let round = rounds::find(conn, input.round_id)?;
    let scene = Scene::of(conn, asking, round, now)?;
    let (seen, _) = redacting::find(conn, &scene.who, id, now)?;
    Ok((scene, seen))
}

fn page(
    conn: &mut Conn,
    scene: &Scene,
    seen: &views::Seen,
    (fields, errors): (Fields, Errors),
) -> Result<RedactionPage, Error> {
    let (input, facts) = (&seen.input, views::facts(&seen.input, &seen.submission));
    may_redact(&scene.who, input.id, &facts)?;
    let path = format!("{}/submissions", scene.round.path());
    let frame = scene.frame().under(path, scene.t().say("submissions-list"));
    Ok(RedactionPage {
        what: cards::said(scene, input),
        action: format!("/inputs/{}/redaction", input.public_id),
        language: input.language.clone(),
        text: marked(redacting::published(conn, input)?),
        is_redacted: seen.is_redacted,
        may_undo: seen.is_redacted && may_undo_redaction(&scene.who, input.id, &facts).is_ok(),
        frame,
        fields,
        errors,
    })
}

fn marked(text: Redaction) -> Redaction {
    Redaction {
        body: with_marks(&text.body),
        quoted: with_marks(&text.quoted),
        proposed: with_marks(&text.proposed),
        ..text
    }
}

pub async fn redaction(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (scene, seen) = scene_of(conn, &asking, &id, now)?;
            page(conn, &scene, &seen, (Fields::default(), Errors::default()))
        })
        .await?;
    html(page)
}

pub async fn redact(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let (scene, seen) = scene_of(tx, &asking, &id, now)?;
            let typed = tidy(fields.get("words"));
            let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
            let words: Vec<String> = lines.map(str::to_owned).collect();
            let mut errors = Errors::default();
            if words.is_empty() {
                errors.add("words", "redact-words-missing");
            } else {
                let missing = redacting::redact(tx, &scene.who, &id, &words, now)?;
                if missing.is_empty() {
                    return Ok(After::See(format!("/inputs/{id}/redaction"), "flash-redacted"));
                }
                let words = vec![("words", missing.join("; "))];
                errors.add_with("words", "redact-words-unknown", words);
            }
            Ok(After::faulty(page(tx, &scene, &seen, (fields, errors))?))
        })
        .await?;
    after.answer()
}

pub async fn undo(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let path = format!("/inputs/{id}/redaction");
    app.write(move |tx| {
        let (scene, _) = scene_of(tx, &asking, &id, now)?;
        redacting::undo(tx, &scene.who, &id, now)
    })
    .await?;
    Ok(see_other_saying(&path, "flash-redaction-undone"))
}
