//! The acts on a whole submission: keep its cover, submit it, replace it, withdraw it.

use super::super::acts::submitting::{self, Classes, Outcome};
use super::super::cover::Cover;
use super::super::store::Submission;
use super::super::written::{MOST_OF_A_LINE, tidy};
use super::cards;
use super::scene::Scene;
use super::submission::{SubmissionPage, Told, page, scene_of};
use crate::app::App;
use crate::db::Tx;
use crate::participants::store as participants;
use crate::procedure::Moment;
use crate::procedure::keys::PublicId;
use crate::procedure::submissions::{may_withdraw, may_write_for};
use crate::web::{Asking, Error, Errors, Fields, html_with, json, see_other, see_other_saying};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

type Refused = (StatusCode, Box<SubmissionPage>);

fn own(
    tx: &mut Tx,
    asking: &Asking,
    id: &PublicId,
    now: Moment,
) -> Result<(Scene, Submission), Error> {
    crate::sign_in::viewer(tx, asking, now)?.signed_in()?;
    let (scene, submission) = scene_of(tx, asking, id, now)?;
    may_write_for(&scene.who, submission.participant_id)?;
    Ok((scene, submission))
}

fn refused(
    tx: &mut Tx,
    scene: &Scene,
    submission: &Submission,
    status: StatusCode,
    told: Told,
) -> Result<Refused, Error> {
    Ok((status, Box::new(page(tx, scene, submission, told)?)))
}

/// Keeps the cover: by its button, or as it is typed (the script).
pub async fn cover(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let by_script = req.headers().contains_key("x-requested-with");
    let done = app
        .write(move |tx| {
            let (scene, submission) = own(tx, &asking, &id, now)?;
            let everyone = participants::of_consultation(tx, scene.consultation.id)?;
            let cover = match Cover::read(&fields, &everyone) {
                Ok(cover) => cover,
                Err(errors) => {
                    let told = Told { fields: Some(fields), errors, ..Told::default() };
                    let status = StatusCode::UNPROCESSABLE_ENTITY;
                    return Ok(Err(refused(tx, &scene, &submission, status, told)?));
                }
            };
            let classes = Classes::read(&fields);
            let (who, round) = (&scene.who, &scene.round);
            let version = fields.parsed("version");
            let kept =
                submitting::keep_cover(tx, who, round, &id, (&cover, &classes), version, now)?;
            match kept {
                Some(submission) => Ok(Ok(submission)),
                None => {
                    let told = Told { fields: Some(fields), changed: true, ..Told::default() };
                    Ok(Err(refused(tx, &scene, &submission, StatusCode::CONFLICT, told)?))
                }
            }
        })
        .await?;
    match done {
        Ok(kept) if by_script => {
            Ok(json(&json!({ "saved_at": now.iso(), "version": kept.row_version })))
        }
        Ok(kept) => Ok(see_other_saying(&cards::path(&kept), "flash-submission-kept")),
        Err((status, _)) if by_script => Ok(HttpResponse::build(status).finish()),
        Err((status, page)) => html_with(status, *page),
    }
}

/// Sends it; then the receipt.
pub async fn submit(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    let done = app
        .write(move |tx| {
            let (scene, submission) = own(tx, &asking, &id, now)?;
            let account = scene.viewer.signed_in()?;
            let everyone = participants::of_consultation(tx, scene.consultation.id)?;
            // A form without a cover sends what is kept.
            let cover = match fields.filled("language") {
                None => None,
                Some(_) => match Cover::read(&fields, &everyone) {
                    Ok(cover) => Some((cover, Classes::read(&fields))),
                    Err(errors) => {
                        let told = Told { fields: Some(fields), errors, ..Told::default() };
                        let status = StatusCode::UNPROCESSABLE_ENTITY;
                        return Ok(Err(refused(tx, &scene, &submission, status, told)?));
                    }
                },
            };
            let cover = cover.as_ref().map(|(cover, classes)| (cover, classes));
            let version = fields.parsed("version");
            let outcome =
                submitting::submit(tx, &scene.who, account, &desk, &id, cover, version, now)?;
            let told = match outcome {
                Outcome::Submitted(sent) | Outcome::Already(sent) => {
                    return Ok(Ok(format!("{}/receipt", cards::path(&sent))));
                }
                Outcome::Lacking(lacking) => {
                    let submission = super::super::store::find(tx, submission.id)?;
                    let told = Told { fields: Some(fields), lacking, ..Told::default() };
                    let status = StatusCode::UNPROCESSABLE_ENTITY;
                    return Ok(Err(refused(tx, &scene, &submission, status, told)?));
                }
                Outcome::Changed(_) => {
                    Told { fields: Some(fields), changed: true, ..Told::default() }
                }
                Outcome::Alone(submission) => {
                    let told = Told { fields: Some(fields), alone: true, ..Told::default() };
                    return Ok(Err(refused(tx, &scene, &submission, StatusCode::CONFLICT, told)?));
                }
            };
            Ok(Err(refused(tx, &scene, &submission, StatusCode::CONFLICT, told)?))
        })
        .await?;
    match done {
        Ok(path) => Ok(see_other(path)),
        Err((status, page)) => html_with(status, *page),
    }
}

pub async fn replace(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let path = app
        .write(move |tx| {
            let (scene, _) = own(tx, &asking, &id, now)?;
            let begun = submitting::replace(tx, &scene.who, &id, now)?;
            Ok(cards::path(&begun))
        })
        .await?;
    Ok(see_other_saying(&path, "flash-submission-replacing"))
}

pub async fn withdraw(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let done = app
        .write(move |tx| {
            let (scene, submission) = own(tx, &asking, &id, now)?;
            may_withdraw(&scene.who, &super::super::store::facts(tx, &submission)?)?;
            let reason = tidy(fields.get("reason"));
            let mut errors = Errors::default();
            if reason.is_empty() {
                errors.add("reason", "submission-reason-missing");
            } else if reason.chars().count() > 10 * MOST_OF_A_LINE {
                let most = vec![("most", (10 * MOST_OF_A_LINE).to_string())];
                errors.add_with("reason", "submission-line-too-long", most);
            }
            if !errors.is_empty() {
                let told = Told { fields: Some(fields), errors, ..Told::default() };
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                return Ok(Err(refused(tx, &scene, &submission, status, told)?));
            }
            submitting::withdraw(tx, &scene.who, &id, &reason, now)?;
            Ok(Ok(cards::path(&submission)))
        })
        .await?;
    match done {
        Ok(path) => Ok(see_other_saying(&path, "flash-submission-withdrawn")),
        Err((status, page)) => html_with(status, *page),
    }
}
