//! `/rounds/{id}/table`: a comment table that came by e-mail or on paper, of one participant or of many.

use super::super::import::{Imported, bring};
use super::said;
use super::scene::Scene;
use super::unplaced;
use crate::app::App;
use crate::db::Conn;
use crate::participants::store as participants;
use crate::post::Desk;
use crate::procedure::Moment;
use crate::procedure::keys::PublicId;
use crate::procedure::submissions::may_register;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/importing.html")]
struct ImportPage {
    frame: Frame,
    path: String,
    class: String,
    participants: Vec<(String, String)>,
    fields: Fields,
    errors: Errors,
    /// There are inputs without a place that this person may place.
    places: bool,
    /// What became of the last table.
    done: Option<Imported>,
}

/// The round, for those who may bring a table into it.
fn enter(conn: &mut Conn, asking: &Asking, id: &PublicId, now: Moment) -> Result<Scene, Error> {
    let scene = Scene::find(conn, asking, id, now)?;
    scene.viewer.signed_in()?;
    may_register(&scene.who, &scene.facts)?;
    Ok(scene)
}

fn page(
    conn: &mut Conn,
    scene: &Scene,
    (fields, errors): (Fields, Errors),
    done: Option<Imported>,
) -> Result<ImportPage, Error> {
    let t = scene.t();
    let list = format!("{}/submissions", scene.round.path());
    let everyone = participants::of_consultation(conn, scene.consultation.id)?;
    let named = |one: &participants::Participant| (one.public_id.to_string(), one.name.clone());
    Ok(ImportPage {
        frame: scene.frame().under(list, t.say("submissions-list")),
        path: scene.round.path(),
        places: !unplaced::seen(conn, scene)?.is_empty(),
        class: t.word(scene.round.registered_class),
        participants: everyone.iter().map(named).collect(),
        fields,
        errors,
        done,
    })
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let scene = enter(conn, &asking, &id, now)?;
            page(conn, &scene, Default::default(), None)
        })
        .await?;
    html(page)
}

/// Brings a table into the round: good rows are kept, the others are named.
pub async fn import(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), Desk::new(&app.settings));
    let id = id.into_inner();
    let upload = fields.files("file").next().cloned();
    // Nothing is read for whoever may not bring it.
    let (who, round) = (asking.clone(), id.clone());
    app.read(move |conn| enter(conn, &who, &round, now).map(drop)).await?;
    let mut errors = Errors::default();
    let sent = said::read_upload(&app, upload.as_ref(), &mut errors).await?;
    let after = app
        .write(move |tx| {
            let scene = enter(tx, &asking, &id, now)?;
            let of = (&scene.consultation, &scene.round);
            let everyone = participants::of_consultation(tx, scene.consultation.id)?;
            let whose = match fields.trimmed("participant") {
                "" => None,
                id => {
                    let found = everyone.iter().find(|one| one.public_id.as_str() == id);
                    if found.is_none() {
                        errors.add("participant", "registered-participant-missing");
                    }
                    found.map(|one| one.name.as_str())
                }
            };
            let Some(sent) = sent.filter(|_| errors.is_empty()) else {
                return Ok(After::faulty(page(tx, &scene, (fields, errors), None)?));
            };
            let by = (&scene.who, &desk);
            match bring(tx, by, of, (&sent, whose, false), scene.t(), now)? {
                Ok(done) => {
                    let is_whole = done.bad.is_empty();
                    let page = page(tx, &scene, (fields, errors), Some(done))?;
                    match is_whole {
                        true => Ok(After::Again(StatusCode::OK, page)),
                        false => Ok(After::faulty(page)),
                    }
                }
                Err(no_form) => {
                    errors.add("file", no_form.key());
                    Ok(After::faulty(page(tx, &scene, (fields, errors), None)?))
                }
            }
        })
        .await?;
    after.answer()
}
