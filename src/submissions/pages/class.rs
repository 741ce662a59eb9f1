//! Who may read what was submitted, changed afterwards: one input, or all of a submission.

use super::super::acts::reclassifying;
use super::super::store::{self, Input, Submission};
use super::super::views;
use super::cards;
use super::form;
use super::scene::Scene;
use super::submission::scene_of;
use crate::app::App;
use crate::db::Conn;
use crate::procedure::Moment;
use crate::procedure::keys::PublicId;
use crate::procedure::submissions::{may_lower, may_reclassify};
use crate::procedure::words::PublicationClass;
use crate::rounds::store as rounds;
use crate::sign_in;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/class.html")]
struct ClassPage {
    frame: Frame,
    action: String,
    what: String,
    body: String,
    language: String,
    /// What the public has read already.
    is_published: bool,
    /// Those that this person may choose.
    classes: Vec<(&'static str, String, String)>,
    fields: Fields,
    errors: Errors,
    back: String,
}

/// An input that was submitted, for somebody who may see it and move it.
struct Moved {
    scene: Scene,
    input: Input,
    submission: Submission,
}

impl Moved {
    fn find(conn: &mut Conn, asking: &Asking, id: &PublicId, now: Moment) -> Result<Self, Error> {
        sign_in::signed_in(conn, asking, now)?;
        let input = store::find_input(conn, id)?;
        let submission = store::find(conn, input.submission_id)?;
        let round = rounds::find(conn, input.round_id)?;
        let scene = Scene::of(conn, asking, round, now)?;
        if views::one(conn, &scene.sight(), input.id)?.is_none() {
            return Err(Error::NotFound);
        }
        may_lower(&scene.who, submission.participant_id)?;
        Ok(Self { scene, input, submission })
    }

    /// Back to where this person reads it.
    fn back(&self) -> String {
        match self.scene.sight().own.contains(&self.submission.participant_id) {
            true => format!("{}#i-{}", cards::path(&self.submission), self.input.public_id),
            false => format!("{}/submissions", self.scene.round.path()),
        }
    }

    fn page(&self, fields: Fields, errors: Errors) -> ClassPage {
        let (scene, t) = (&self.scene, self.scene.t());
        let facts = views::facts(&self.input, &self.submission);
        let may = |class: &str| {
            class.parse::<PublicationClass>().is_ok_and(|to| {
                may_reclassify(&scene.who, &scene.facts, &facts, to, scene.now).is_ok()
            })
        };
        ClassPage {
            frame: scene
                .frame()
                .under(format!("{}/submissions", scene.round.path()), t.say("submissions-list")),
            action: cards::class_path(&self.input.public_id),
            what: cards::said(scene, &self.input),
            body: crate::text::with_marks(&self.input.body),
            language: self.input.language.clone(),
            is_published: facts.published && facts.class != Some(PublicationClass::Confidential),
            classes: form::classes(t, scene.consultation.kind)
                .into_iter()
                .filter(|(class, ..)| may(class))
                .collect(),
            fields,
            errors,
            back: self.back(),
        }
    }
}

/// `GET /inputs/{id}/class`
pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let moved = Moved::find(conn, &asking, &id, now)?;
            let class = moved.input.publication_class.map_or("", PublicationClass::as_str);
            Ok(moved.page(Fields::of(&[("class", class)]), Errors::default()))
        })
        .await?;
    html(page)
}

/// `POST /inputs/{id}/class`
pub async fn change(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let moved = Moved::find(tx, &asking, &id, now)?;
            let Some(to) = fields.parsed("class") else {
                let mut errors = Errors::default();
                errors.add("class", "class-missing");
                return Ok(After::faulty(moved.page(fields, errors)));
            };
            let Moved { scene, input, .. } = &moved;
            reclassifying::reclassify(tx, &scene.who, &scene.round, input, to, now)?;
            Ok(After::See(moved.back(), "flash-class-changed"))
        })
        .await?;
    after.answer()
}

/// `POST /submissions/{id}/class`: all of it.
pub async fn change_all(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let to = app
        .write(move |tx| {
            sign_in::signed_in(tx, &asking, now)?;
            let (scene, submission) = scene_of(tx, &asking, &id, now)?;
            if !views::shows_any(tx, &scene.sight(), &submission)? {
                return Err(Error::NotFound);
            }
            may_lower(&scene.who, submission.participant_id)?;
            let to = fields.parsed("class").ok_or(Error::BadRequest)?;
            reclassifying::reclassify_all(tx, &scene.who, &scene.round, &submission, to, now)?;
            Ok(match scene.sight().own.contains(&submission.participant_id) {
                true => cards::path(&submission),
                false => format!("{}/submissions", scene.round.path()),
            })
        })
        .await?;
    Ok(crate::web::see_other_saying(&to, "flash-class-changed"))
}
