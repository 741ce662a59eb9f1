//! One alignment, for its own people and for whoever recorded it: with what, except where; to withdraw
//! it, and to change who may read it.

use super::super::acts::aligning;
use super::super::store::{self, Alignment, Submission};
use super::super::supporters;
use super::super::views;
use super::super::written::{MOST_OF_A_LINE, tidy};
use super::cards;
use super::form;
use super::scene::{Scene, Status};
use super::submission::scene_of;
use crate::app::App;
use crate::db::Conn;
use crate::participants::store as participants;
use crate::procedure::Moment;
use crate::procedure::keys::PublicId;
use crate::procedure::submissions::{
    may_erase, may_lower, may_read_receipt, may_reclassify, may_register, may_withdraw,
};
use crate::procedure::words::{PublicationClass, SubmissionState};
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/alignment.html")]
struct AlignmentPage {
    frame: Frame,
    status: Status,
    path: String,
    /// The submission's own address, for its receipt and its erasure.
    submission: String,
    member: String,
    state: String,
    state_mark: &'static str,
    late: bool,
    is_void: bool,
    facts: Vec<(String, String)>,
    /// With whose submission, and where it is; None where it is known by its receipt's code only.
    with: Option<(String, String)>,
    except: Vec<(String, Option<String>)>,
    remark: String,
    class: (&'static str, String),
    receipt: bool,
    /// The receipt is the secretariat's to hand over.
    to_hand_over: bool,
    may_withdraw: bool,
    may_erase: bool,
    /// Those that this person may move it to.
    classes: Vec<(&'static str, String, String)>,
    fields: Fields,
    errors: Errors,
}

/// The alignment, for those who may know of it.
fn find(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    now: Moment,
) -> Result<(Scene, Submission, Alignment), Error> {
    crate::sign_in::signed_in(conn, asking, now)?;
    let (scene, made) = scene_of(conn, asking, id, now)?;
    let alignment = made.alignment.clone().ok_or(Error::NotFound)?;
    match is_for(&scene, &made) {
        true => Ok((scene, made, alignment)),
        false => Err(Error::NotFound),
    }
}

/// Its own people, and whoever recorded it.
pub(super) fn is_for(scene: &Scene, made: &Submission) -> bool {
    let is_own = scene.sight().own.contains(&made.participant_id);
    let recorded = scene.has_registered(made);
    is_own || recorded
}

pub(super) fn path(made: &Submission) -> String {
    format!("/alignments/{}", made.public_id)
}

fn page(
    conn: &mut Conn,
    scene: &Scene,
    (made, alignment): (&Submission, &Alignment),
    fields: Fields,
    errors: Errors,
) -> Result<AlignmentPage, Error> {
    let t = scene.t();
    let member = participants::find(conn, made.participant_id)?;
    let with = store::find_by_public_id(conn, &alignment.with)?;
    let with = match supporters::is_known(conn, &scene.sight(), &with)? {
        true => Some((views::author_of(conn, &with, t)?.name, cards::path(&with))),
        false => None,
    };
    let mut facts = vec![(t.say("submission-source"), t.word(made.source))];
    if let Some(at) = made.submitted_at {
        let when = format!("{} ({}) · {}", t.moment(at, scene.zone()), scene.zone(), t.utc(at));
        facts.push((t.say("submission-when"), when));
    }
    if let Some(date) = &made.received_on {
        facts.push((t.say("submission-received-on"), t.civil(date)));
    }
    if let Some(at) = made.withdrawn_at {
        facts.push((t.say("submission-withdrawn-at"), t.moment(at, scene.zone())));
    }
    let said = |identity: &String| {
        let citation = scene.citation(identity).unwrap_or_else(|| t.say("input-no-element"));
        (citation, scene.element_path(identity))
    };
    let facts_of_it = store::facts(conn, made)?;
    let of_visibility = made.alignment_facts().ok_or(Error::NotFound)?;
    let stands = made.state == SubmissionState::Submitted;
    let movable = |class: &str| {
        class.parse::<PublicationClass>().is_ok_and(|to| {
            to != alignment.class
                && may_reclassify(&scene.who, &scene.facts, &of_visibility, to, scene.now).is_ok()
        })
    };
    let is_erased = store::erasures_of(conn, made.id)?.iter().any(|one| one.input_id.is_none());
    Ok(AlignmentPage {
        frame: super::submission::frame(scene, scene.sight().own.contains(&member.id)),
        status: scene.status(),
        path: path(made),
        submission: cards::path(made),
        member: member.name,
        state: t.word(made.state),
        state_mark: match made.state {
            SubmissionState::Submitted => "good",
            SubmissionState::Drafting => "idle",
            SubmissionState::Replaced | SubmissionState::Withdrawn => "warn",
        },
        late: made.late,
        is_void: stands && aligning::is_void(conn, alignment)?,
        facts,
        with,
        except: alignment.except.iter().map(said).collect(),
        remark: crate::text::with_marks(&alignment.remark),
        class: (cards::style(alignment.class), t.word(alignment.class)),
        receipt: may_read_receipt(&scene.who, made.participant_id).is_ok()
            && made.receipt_code.is_some(),
        to_hand_over: made.registered_by.is_some()
            && made.receipt_code.is_some()
            && may_register(&scene.who, &scene.facts).is_ok(),
        may_withdraw: may_withdraw(&scene.who, &facts_of_it).is_ok(),
        may_erase: may_erase(&scene.who, &facts_of_it, is_erased).is_ok(),
        classes: form::aligning_classes(t, scene.consultation.kind)
            .into_iter()
            .filter(|class| movable(class.0))
            .collect(),
        fields,
        errors,
    })
}

/// `GET /alignments/{id}`
pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (scene, made, alignment) = find(conn, &asking, &id, now)?;
            page(conn, &scene, (&made, &alignment), Fields::default(), Errors::default())
        })
        .await?;
    html(page)
}

/// `POST /alignments/{id}/withdrawal`
pub async fn withdraw(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let (scene, made, alignment) = find(tx, &asking, &id, now)?;
            may_withdraw(&scene.who, &store::facts(tx, &made)?)?;
            let mut errors = Errors::default();
            errors.hold("reason", fields.get("reason"), 10 * MOST_OF_A_LINE);
            if !errors.is_empty() {
                let page = page(tx, &scene, (&made, &alignment), fields, errors)?;
                return Ok(After::faulty(page));
            }
            let reason = tidy(fields.get("reason"));
            aligning::withdraw(tx, &scene.who, &scene.round, &id, &reason, now)?;
            Ok(After::See(path(&made), "flash-alignment-withdrawn"))
        })
        .await?;
    after.answer()
}

/// `POST /alignments/{id}/class`
pub async fn reclassify(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let (scene, made, alignment) = find(tx, &asking, &id, now)?;
            may_lower(&scene.who, made.participant_id)?;
            let Some(to) = fields.parsed::<PublicationClass>("class") else {
                let mut errors = Errors::default();
                errors.add("class", "submission-choose-class");
                let page = page(tx, &scene, (&made, &alignment), fields, errors)?;
                return Ok(After::faulty(page));
            };
            aligning::reclassify(tx, &scene.who, &scene.round, &id, to, now)?;
            Ok(After::See(path(&made), "flash-class-changed"))
        })
        .await?;
    after.answer()
}
