//! Somebody was named beside a submission: what is public in it, and whether they are with it.

use super::super::acts::co_submitting;
use super::super::store::{self, Submission};
use super::super::views;
use super::cards::{self, Card};
use super::place::chosen;
use super::scene::{Scene, Status};
use super::submission::{frame, scene_of};
use crate::app::App;
use crate::db::Conn;
use crate::participants::store::{self as participants, Participant};
use crate::procedure::Moment;
use crate::procedure::alignments::may_answer_co_submission;
use crate::procedure::keys::PublicId;
use crate::procedure::rights::Denied;
use crate::procedure::sight::Sight;
use crate::procedure::words::{CoSubmission, SubmissionState};
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/co_submission.html")]
struct CoSubmissionPage {
    frame: Frame,
    status: Status,
    action: String,
    author: String,
    author_note: String,
    when: Option<String>,
    /// Those of one's own who were named, with what each says; public id, name, word, mark.
    named: Vec<(String, String, String, &'static str)>,
    cards: Vec<Card>,
    refusal: Option<String>,
    fields: Fields,
    errors: Errors,
}

/// The submission, and which of one's own participants it names. Nobody else knows of it.
fn find(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    now: Moment,
) -> Result<(Scene, Submission, Vec<Participant>), Error> {
    crate::sign_in::signed_in(conn, asking, now)?;
    let (scene, submission) = scene_of(conn, asking, id, now)?;
    let own = scene.sight().own;
    let mut named = Vec::new();
    for other in &submission.co_submitters {
        if let Some(key) = other.participant_id.filter(|key| own.contains(key)) {
            named.push(participants::find(conn, key)?);
        }
    }
    // What is drafted is its authors' alone.
    if named.is_empty() || submission.state == SubmissionState::Drafting {
        return Err(Error::NotFound);
    }
    Ok((scene, submission, named))
}

fn page(
    conn: &mut Conn,
    scene: &Scene,
    submission: &Submission,
    own: &[Participant],
    fields: Fields,
    errors: Errors,
) -> Result<CoSubmissionPage, Error> {
    let t = scene.t();
    let author = participants::find(conn, submission.participant_id)?;
    let sight = Sight::of_co_submitter(own.iter().map(|one| one.id).collect());
    let cards = views::visible_to(conn, &sight, submission.round_id)?
        .iter()
        .filter(|seen| seen.submission.id == submission.id && seen.author.is_some())
        .map(|seen| Card { submission: None, ..Card::of_seen(scene, seen) })
        .collect();
    let says = |one: &Participant| {
        let others = submission.co_submitters.iter();
        let other = others.into_iter().find(|other| other.participant_id == Some(one.id));
        other.map_or(CoSubmission::Unconfirmed, store::CoSubmitter::says)
    };
    let refusal = own.first().and_then(|one| {
        match may_answer_co_submission(&scene.who, one.id, true, submission.state) {
            Err(Denied::Refused(refusal)) => Some(t.refusal(&refusal, scene.zone())),
            _ => None,
        }
    });
    Ok(CoSubmissionPage {
        frame: frame(scene, true),
        status: scene.status(),
        action: format!("{}/co-submission", cards::path(submission)),
        author_note: cards::kind_and_region(t, &author),
        author: author.name,
        when: submission.submitted_at.map(|at| t.day(at, scene.zone())),
        named: own
            .iter()
            .map(|one| {
                let said = says(one);
                (one.public_id.to_string(), one.name.clone(), t.word(said), mark(said))
            })
            .collect(),
        cards,
        refusal,
        fields,
        errors,
    })
}

pub(super) fn mark(said: CoSubmission) -> &'static str {
    match said {
        CoSubmission::Confirmed => "good",
        CoSubmission::Unconfirmed => "idle",
        CoSubmission::Objected => "warn",
    }
}

/// `GET /submissions/{id}/co-submission`
pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (scene, submission, own) = find(conn, &asking, &id, now)?;
            page(conn, &scene, &submission, &own, Fields::default(), Errors::default())
        })
        .await?;
    html(page)
}

/// `POST /submissions/{id}/co-submission`
pub async fn answer(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let (scene, submission, own) = find(tx, &asking, &id, now)?;
            let one = chosen(&own, &fields).ok_or(Error::NotFound)?;
            may_answer_co_submission(&scene.who, one.id, true, submission.state)?;
            let confirms = match fields.get("answer") {
                "confirm" => true,
                "object" => false,
                _ => {
                    let mut errors = Errors::default();
                    errors.add("answer", "co-submission-answer-missing");
                    let page = page(tx, &scene, &submission, &own, fields, errors)?;
                    return Ok(After::faulty(page));
                }
            };
            co_submitting::answer(tx, &scene.who, &id, one.id, confirms, now)?;
            let said = match confirms {
                true => "flash-co-submission-confirmed",
                false => "flash-co-submission-objected",
            };
            Ok(After::See(format!("{}/co-submission", cards::path(&submission)), said))
        })
        .await?;
    after.answer()
}
