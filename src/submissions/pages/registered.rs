//! What came by e-mail, letter or note verbale, registered with its original file.

use super::super::acts::registering;
use super::super::cover::Cover;
use super::super::store::Registered;
use super::cards;
use super::files::checked;
use super::form;
use super::scene::Scene;
use crate::app::App;
use crate::db::{Conn, Tx};
use crate::participants::store as participants;
use crate::procedure::keys::PublicId;
use crate::procedure::moments::{CivilTime, Edge};
use crate::procedure::submissions::may_register;
use crate::procedure::words::Source;
use crate::secrets;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;

pub(super) const SOURCES: [Source; 4] =
    [Source::Email, Source::Letter, Source::NoteVerbale, Source::Meeting];

#[derive(Template)]
#[template(path = "submissions/registered.html")]
pub struct RegisterPage {
    frame: Frame,
    action: String,
    class: String,
    participants: Vec<(String, String)>,
    sources: Vec<(&'static str, String)>,
    languages: Vec<(&'static str, String)>,
    fields: Fields,
    errors: Errors,
}

fn register_page(
    conn: &mut Conn,
    scene: &Scene,
    fields: Fields,
    errors: Errors,
) -> Result<RegisterPage, Error> {
    scene.viewer.signed_in()?;
    may_register(&scene.who, &scene.facts)?;
    let t = scene.t();
    let everyone = participants::of_consultation(conn, scene.consultation.id)?;
    Ok(RegisterPage {
        frame: scene
            .frame()
            .under(format!("{}/submissions", scene.round.path()), t.say("submissions-list")),
        action: format!("{}/registered", scene.round.path()),
        class: t.word(scene.round.registered_class),
        participants: everyone
            .iter()
            .map(|one| (one.public_id.to_string(), one.name.clone()))
            .collect(),
        sources: SOURCES.iter().map(|source| (source.as_str(), t.word(*source))).collect(),
        languages: form::languages(t),
        fields,
        errors,
    })
}

pub async fn new(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let scene = Scene::find(conn, &asking, &id, now)?;
            let today = now.in_zone(scene.zone()).date().to_string();
            let language = scene.consultation.original_language().to_owned();
            let fields = Fields::of(&[
                ("received_on", today.as_str()),
                ("language", language.as_str()),
                ("form_key", secrets::public_id().as_str()),
            ]);
            register_page(conn, &scene, fields, Errors::default())
        })
        .await?;
    html(page)
}

/// What the form says, or what is wrong with it.
fn read(tx: &mut Tx, scene: &Scene, fields: &Fields) -> Result<Result<Registered, Errors>, Error> {
    let everyone = participants::of_consultation(tx, scene.consultation.id)?;
    let mut errors = Errors::default();
    let named = fields.trimmed("participant");
    let participant = everyone.iter().find(|one| one.public_id.as_str() == named);
    if participant.is_none() {
        errors.add("participant", "registered-participant-missing");
    }
    let source = fields.parsed::<Source>("source").filter(|source| SOURCES.contains(source));
    if source.is_none() {
        errors.add("source", "registered-source-missing");
    }
    let received = fields.trimmed("received_on");
    // A date alone stands for the end of its day: what came on the closing day is on time.
    let is_date = received.len() == 10;
    let at = CivilTime::parse(received, scene.zone(), Edge::Closes).ok().filter(|_| is_date);
    match &at {
        None => errors.add("received_on", "submission-date-bad"),
        Some(at) if scene.now < at.at.plus_days(-1) => {
            errors.add("received_on", "registered-date-to-come");
        }
        Some(_) => {}
    }
    let cover = Cover::read(fields, &everyone);
    let (Some(participant), Some(source), Some(at), Ok(cover)) = (participant, source, at, &cover)
    else {
        let mut all = errors;
        if let Err(more) = cover {
            all.absorb(more);
        }
        return Ok(Err(all));
    };
    if !errors.is_empty() {
        return Ok(Err(errors));
    }
    Ok(Ok(Registered {
        participant: participant.id,
        source,
        // Not in the future, though the day it came may not be over.
        submitted_at: at.at.plus_seconds(-1).min(scene.now),
        late: received > last_day(scene).as_str(),
        received_on: Some(received.to_owned()),
        cover: cover.clone(),
        form_key: fields.filled("form_key").map(str::to_owned),
    }))
}

/// The day on which the round closes: what came on it is on time, at whatever hour.
pub(super) fn last_day(scene: &Scene) -> String {
    scene.facts.ends_at().plus_seconds(-1).in_zone(scene.zone()).date().to_string()
}

pub async fn register(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let desk = app.post();
    let after = app
        .write(move |tx| {
            crate::sign_in::viewer(tx, &asking, now)?.signed_in()?;
            let scene = Scene::find(tx, &asking, &id, now)?;
            may_register(&scene.who, &scene.facts)?;
            let has_file = fields.files("original").next().is_some();
            let original = match has_file {
                true => checked(&fields, "original").map(|files| files.into_iter().next()),
                false => Ok(None),
            };
            let (new, original) = match (read(tx, &scene, &fields)?, original) {
                (Ok(new), Ok(original)) => (new, original),
                (read, original) => {
                    let mut errors = read.err().unwrap_or_default();
                    if let Err(more) = original {
                        errors.absorb(more);
                    }
                    let page = register_page(tx, &scene, fields, errors)?;
                    return Ok(After::faulty(page));
                }
            };
            let (who, round) = (&scene.who, &scene.round);
            let made = registering::register(tx, who, &desk, round, &new, original.as_ref(), now)?;
            let to = format!("{}/excerpts", cards::path(&made));
            Ok(After::See(to, "flash-submission-registered"))
        })
        .await?;
    after.answer()
}
