//! Inputs that name no paragraph, or several: the team places them.

use super::super::acts::registering;
use super::super::store;
use super::super::views;
use super::cards::Card;
use super::scene::Scene;
use crate::app::App;
use crate::db::Conn;
use crate::procedure::consolidation::may_consolidate;
use crate::procedure::keys::PublicId;
use crate::procedure::rights::Denied;
use crate::procedure::submissions::may_register;
use crate::web::{Asking, Error, Frame, html, see_other_saying};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/unplaced.html")]
struct UnplacedPage {
    frame: Frame,
    /// Each with what it quotes.
    cards: Vec<(Card, String)>,
    choices: Vec<(String, String)>,
    /// There may be more, which the team does not read yet.
    waits: Option<String>,
}

/// The unplaced inputs that this reader may see.
pub(super) fn seen(conn: &mut Conn, scene: &Scene) -> Result<Vec<views::Seen>, Error> {
    let keys = store::unplaced(conn, scene.round.id)?;
    let all = views::visible_to(conn, &scene.sight(), scene.round.id)?;
    Ok(all.into_iter().filter(|seen| keys.contains(&seen.input.id)).collect())
}

pub async fn list(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            crate::sign_in::viewer(conn, &asking, now)?.signed_in()?;
            let scene = Scene::find(conn, &asking, &id, now)?;
            may_register(&scene.who, &scene.facts)?;
            let seen = seen(conn, &scene)?;
            let waits = match may_consolidate(&scene.who, &scene.facts, now) {
                Err(Denied::Refused(refusal)) => Some(scene.t().refusal(&refusal, scene.zone())),
                Err(Denied::Unknown) | Ok(_) => None,
            };
            let path = format!("{}/submissions", scene.round.path());
            Ok(UnplacedPage {
                frame: scene.frame().under(path, scene.t().say("submissions-list")),
                cards: seen
                    .iter()
                    .map(|seen| {
                        (Card::of_seen(&scene, seen), crate::text::with_marks(&seen.input.quoted))
                    })
                    .collect(),
                choices: scene.choices(),
                waits,
            })
        })
        .await?;
    html(page)
}

pub async fn place(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: crate::web::Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let path = app
        .write(move |tx| {
            crate::sign_in::viewer(tx, &asking, now)?.signed_in()?;
            let input = store::find_input(tx, &id)?;
            let round = crate::rounds::store::find(tx, input.round_id)?;
            let scene = Scene::of(tx, &asking, round, now)?;
            may_register(&scene.who, &scene.facts)?;
            let seen = seen(tx, &scene)?;
            let is_seen = seen.iter().any(|seen| seen.input.id == input.id);
            let chosen: PublicId = fields.trimmed("element").into();
            let reading = scene.reading.as_ref().ok_or(Error::NotFound)?;
            let line = reading.line_of(&chosen).ok_or(Error::BadRequest)?;
            if !is_seen {
                return Err(Error::NotFound);
            }
            registering::place(tx, &scene.who, &scene.round, &id, &line.identity, now)?;
            Ok(format!("{}/unplaced", scene.round.path()))
        })
        .await?;
    Ok(see_other_saying(&path, "flash-input-placed"))
}
