//! The name behind an input that is shown without one: asked for, recorded, shown once.

use super::super::acts::identifying;
use super::super::store;
use super::super::views;
use super::cards;
use super::files::FileLine;
use super::scene::Scene;
use super::submission::scene_of;
use crate::app::App;
use crate::procedure::keys::PublicId;
use crate::rounds::store as rounds;
use crate::sign_in;
use crate::web::{self as pages, Asking, Error, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/identity.html")]
struct IdentityPage {
    frame: Frame,
    name: String,
    note: String,
    on_behalf_of: Option<String>,
    others: Vec<String>,
    what: String,
    class: Option<String>,
    body: String,
    language: String,
    /// Files that came with it: each is read by an act of its own too.
    files: Vec<FileLine>,
    back: String,
}

/// `POST /inputs/{id}/identity`
pub async fn identify(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .write(move |tx| {
            sign_in::signed_in(tx, &asking, now)?;
            let input = store::find_input(tx, &id)?;
            let submission = store::find(tx, input.submission_id)?;
            let round = rounds::find(tx, input.round_id)?;
            let scene = Scene::of(tx, &asking, round, now)?;
            let about = (&input, &submission);
            identifying::identify(tx, &scene.who, &scene.round, about, now)?;
            let t = scene.t();
            let author = views::author_of(tx, &submission, t)?;
            let others = store::co_submitters(tx, submission.id)?;
            let mut files = store::attachments_of(tx, submission.id)?;
            files.retain(|file| file.replaced_at.is_none());
            let back = format!("{}/submissions", scene.round.path());
            Ok(IdentityPage {
                note: cards::kind_and_region(t, &author),
                name: author.name,
                on_behalf_of: submission.on_behalf_of.clone(),
                others: others.into_iter().map(|other| other.name).collect(),
                what: cards::said(&scene, &input),
                class: input.publication_class.map(|class| t.word(class)),
                body: crate::text::with_marks(&input.body),
                language: input.language,
                files: files.iter().map(|file| FileLine::of(&scene, file, false)).collect(),
                frame: scene.frame().under(back.as_str(), t.say("submissions-list")),
                back,
            })
        })
        .await?;
    html(page)
}

/// `POST /files/{id}/identity`: a file whose letterhead would tell whose it is.
pub async fn file(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (file, stored) = app
        .write(move |tx| {
            sign_in::signed_in(tx, &asking, now)?;
            let file = store::find_attachment(tx, &id)?;
            let submission = store::find(tx, file.submission_id)?;
            let (scene, submission) = scene_of(tx, &asking, &submission.public_id, now)?;
            let about = (&file, &submission);
            identifying::identify_file(tx, &scene.who, &scene.round, about, now)?;
            let stored = store::stored(tx, file.id)?;
            Ok((file, stored))
        })
        .await?;
    let bytes = app.aside(move || Ok(stored.bytes()?)).await?;
    Ok(pages::download(&file.name, &file.media_type, bytes))
}
