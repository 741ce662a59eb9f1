//! What somebody said at a meeting on behalf of a participant: registered by the secretariat, and
//! answered for by the participant.

use super::super::acts::intervening::{self, Said};
use super::super::store::{self, Input, Intervention, Meeting, Submission};
use super::super::views;
use super::super::written::{MOST_CHARACTERS, Spot, Written, tidy};
use super::cards::{self, Card};
use super::excerpts::{excerpt, is_read_by_registrar, more_cautious};
use super::form;
use super::meeting::{blank_form, days, find, frame, path, place};
use super::scene::Scene;
use super::submission::scene_of;
use crate::app::App;
use crate::db::{Conn, Tx};
use crate::participants::store::{self as participants, Participant};
use crate::procedure::keys::PublicId;
use crate::procedure::limits;
use crate::procedure::meetings::may_answer_intervention;
use crate::procedure::rights::Denied;
use crate::procedure::submissions::may_register;
use crate::procedure::words::{InputKind, Operation, ParticipantKind, Verification};
use crate::procedure::{Moment, Refusal};
use crate::text::{Run, difference};
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;

pub(super) fn mark(verification: Verification) -> &'static str {
    match verification {
        Verification::Unverified => "warn",
        Verification::Confirmed | Verification::Corrected => "good",
        Verification::Disowned => "idle",
    }
}

pub(super) fn path_of(submission: &Submission) -> String {
    format!("{}/intervention", cards::path(submission))
}

/// What became of what was said on somebody's behalf, for the team.
pub struct Spoken {
    pub participant: String,
    pub verification: String,
    pub mark: &'static str,
    pub answered: Option<String>,
    /// How the participant corrected the comment or the justification, and the wording.
    pub corrected: Vec<Run>,
    pub proposed: Vec<Run>,
    /// Why it is not the participant's, if that was said.
    pub reason: Option<String>,
}

/// What was said at the meeting, as far as whoever registers may read it.
pub(super) fn spoken_at(
    conn: &mut Conn,
    scene: &Scene,
    meeting: &Meeting,
) -> Result<Vec<(Card, Spoken)>, Error> {
    let mut spoken = Vec::new();
    for one in store::interventions_at(conn, meeting)? {
        let recorded = store::find(conn, one.submission_id)?;
        let author = participants::find(conn, recorded.participant_id)?;
        let correction = match one.correction_id {
            Some(key) => {
                let submission = store::find(conn, key)?;
                let input = views::inputs_left(conn, key)?.into_iter().next();
                // What the participant sends itself is read when, and as long as, everything of its kind is.
                let is_read = match &input {
                    Some(input) => views::one(conn, &scene.sight(), input.id)?.is_some(),
                    None => false,
                };
                input.filter(|_| is_read).map(|input| (submission, input))
            }
            None => None,
        };
        for input in views::inputs_left(conn, recorded.id)? {
            if !is_read_by_registrar(scene, &recorded, input.publication_class) {
                continue;
            }
            // A class that the participant chose for its correction is the correction's.
            let read = correction.as_ref().filter(|(submission, corrected)| {
                is_read_by_registrar(scene, submission, corrected.publication_class)
            });
            spoken.push(said_to_team(
                scene,
                &one,
                (&recorded, &input, &author),
                read.map(|r| &r.1),
            ));
        }
    }
    Ok(spoken)
}

fn said_to_team(
    scene: &Scene,
    one: &Intervention,
    (recorded, input, author): (&Submission, &Input, &Participant),
    correction: Option<&Input>,
) -> (Card, Spoken) {
    let t = scene.t();
    let differs = |old: &str, new: &str| match old == new {
        true => Vec::new(),
        false => difference(old, new),
    };
    let card = Card { class_path: None, ..Card::of_own(scene, input, recorded, author) };
    let spoken = Spoken {
        participant: author.name.clone(),
        verification: t.word(one.verification),
        mark: mark(one.verification),
        answered: one.answered_at.map(|at| t.day(at, scene.zone())),
        corrected: correction.map(|new| differs(&input.body, &new.body)).unwrap_or_default(),
        proposed: correction.map(|new| differs(&input.proposed, &new.proposed)).unwrap_or_default(),
        reason: recorded.withdrawal_reason.clone(),
    };
    (card, spoken)
}

#[derive(Template)]
#[template(path = "submissions/intervention_form.html")]
struct FormPage {
    frame: Frame,
    action: String,
    meeting: String,
    participants: Vec<(String, String)>,
    choices: Vec<(String, String)>,
    operations: Vec<(&'static str, String)>,
    languages: Vec<(&'static str, String)>,
    classes: Vec<(&'static str, String)>,
    fields: Fields,
    errors: Errors,
}

/// A modification, an addition, a deletion, a retention: what one hears at a meeting.
const HEARD: [Operation; 5] = [
    Operation::Modify,
    Operation::AddBefore,
    Operation::AddAfter,
    Operation::Delete,
    Operation::Retain,
];

fn form_page(
    conn: &mut Conn,
    scene: &Scene,
    meeting: &Meeting,
    fields: Fields,
    errors: Errors,
) -> Result<FormPage, Error> {
    let t = scene.t();
    Ok(FormPage {
        frame: frame(scene, Some(meeting)),
        action: format!("{}/interventions", path(meeting)),
        meeting: meeting.facts.title.clone(),
        participants: speakers(conn, scene)?
            .into_iter()
            .map(|one| (one.public_id.to_string(), one.name))
            .collect(),
        choices: scene.choices(),
        operations: HEARD.iter().map(|word| (word.as_str(), t.word(*word))).collect(),
        languages: form::languages(t),
        classes: more_cautious(t, scene.round.registered_class),
        fields,
        errors,
    })
}

/// On whose behalf somebody can speak: a meeting does not speak at a meeting.
fn speakers(conn: &mut Conn, scene: &Scene) -> Result<Vec<Participant>, Error> {
    let mut all = participants::of_consultation(conn, scene.consultation.id)?;
    all.retain(|one| one.kind != ParticipantKind::RegionalMeeting);
    Ok(all)
}

/// `GET /meetings/{id}/interventions/new`
pub async fn new(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (scene, meeting, submission) = find(conn, &asking, &id, now)?;
            let fields = blank_form(&submission);
            form_page(conn, &scene, &meeting, fields, Errors::default())
        })
        .await?;
    html(page)
}

/// `POST /meetings/{id}/interventions`
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
            let (scene, meeting, _) = find(tx, &asking, &id, now)?;
            may_register(&scene.who, &scene.facts)?;
            let named = fields.trimmed("participant").to_owned();
            let all = speakers(tx, &scene)?;
            let participant = all.iter().find(|one| one.public_id.as_str() == named);
            let read = excerpt(tx, &scene, &fields)?;
            let (participant, written) = match (participant, read) {
                (Some(participant), Ok(written)) => (participant.id, written),
                (participant, read) => {
                    let mut errors = Errors::default();
                    if participant.is_none() {
                        errors.add("participant", "registered-participant-missing");
                    }
                    if let Err(more) = read {
                        errors.absorb(more);
                    }
                    return Ok(After::faulty(form_page(tx, &scene, &meeting, fields, errors)?));
                }
            };
            let said = (&written, fields.filled("form_key"));
            let by = (&scene.who, &desk);
            intervening::register(tx, by, &scene.round, &meeting, participant, said, now)?;
            let to = format!("{}#interventions", path(&meeting));
            Ok(After::See(to, "flash-intervention-registered"))
        })
        .await?;
    after.answer()
}

#[derive(Template)]
#[template(path = "submissions/intervention.html")]
struct AnswerPage {
    frame: Frame,
    action: String,
    participant: String,
    meeting: String,
    place: String,
    days: String,
    verification: String,
    mark: &'static str,
    answered: Option<String>,
    card: Option<Card>,
    /// The correction, where there is one, as it stands now.
    correction: Option<String>,
    is_proposal: bool,
    takes_wording: bool,
    /// It can be answered, by this person now.
    open: bool,
    refusal: Option<String>,
    fields: Fields,
    errors: Errors,
}

/// What was recorded, for the people of the participant that it names. Nobody else knows of it here.
fn own(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    now: Moment,
) -> Result<(Scene, Submission, Intervention, Meeting), Error> {
    crate::sign_in::signed_in(conn, asking, now)?;
    let (scene, submission) = scene_of(conn, asking, id, now)?;
    let found = store::intervention_of(conn, submission.id)?;
    let (intervention, meeting) = found.ok_or(Error::NotFound)?;
    let is_recorded = intervention.submission_id == submission.id;
    match is_recorded && scene.sight().own.contains(&submission.participant_id) {
        true => Ok((scene, submission, intervention, meeting)),
        false => Err(Error::NotFound),
    }
}

fn answer_page(
    conn: &mut Conn,
    scene: &Scene,
    submission: &Submission,
    (intervention, meeting): (&Intervention, &Meeting),
    fields: Fields,
    errors: Errors,
) -> Result<AnswerPage, Error> {
    let t = scene.t();
    let author = participants::find(conn, submission.participant_id)?;
    let input = store::inputs_of(conn, submission.id)?.into_iter().next();
    let facts = store::facts(conn, submission)?;
    let is_erased = !store::erasures_of(conn, submission.id)?.is_empty();
    let verification = intervention.verification;
    let may = may_answer_intervention(&scene.who, &scene.facts, &facts, verification, is_erased);
    let correction = match intervention.correction_id {
        Some(key) => Some(cards::path(&store::find(conn, key)?)),
        None => None,
    };
    let operation = input.as_ref().and_then(|input| input.operation);
    Ok(AnswerPage {
        frame: super::submission::frame(scene, true),
        action: path_of(submission),
        participant: author.name.clone(),
        meeting: meeting.facts.title.clone(),
        place: place(&meeting.facts),
        days: days(t, &meeting.facts),
        verification: t.word(verification),
        mark: mark(verification),
        answered: intervention.answered_at.map(|at| t.day(at, scene.zone())),
        is_proposal: operation.is_some(),
        takes_wording: operation.is_some_and(Operation::takes_wording),
        card: input.as_ref().map(|input| Card {
            class_path: None,
            submission: None,
            ..Card::of_own(scene, input, submission, &author)
        }),
        correction,
        open: may.is_ok(),
        refusal: match may {
            Err(Denied::Refused(refusal)) if verification == Verification::Unverified => {
                Some(t.refusal(&refusal, scene.zone()))
            }
            _ => None,
        },
        fields,
        errors,
    })
}

/// `GET /submissions/{id}/intervention`
pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (scene, submission, intervention, meeting) = own(conn, &asking, &id, now)?;
            let input = store::inputs_of(conn, submission.id)?.into_iter().next();
            let fields = input.map(|input| input.fields()).unwrap_or_default();
            let of = (&intervention, &meeting);
            answer_page(conn, &scene, &submission, of, fields, Errors::default())
        })
        .await?;
    html(page)
}

/// `POST /submissions/{id}/intervention`
pub async fn answer(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let desk = app.post();
    let after = app
        .write(move |tx| {
            let (scene, submission, intervention, meeting) = own(tx, &asking, &id, now)?;
            let facts = store::facts(tx, &submission)?;
            let erased = !store::erasures_of(tx, submission.id)?.is_empty();
            let verification = intervention.verification;
            // The same answer twice is one: the act knows.
            let (who, round) = (&scene.who, &scene.facts);
            match may_answer_intervention(who, round, &facts, verification, erased) {
                Ok(_) | Err(Denied::Refused(Refusal::InterventionAnswered)) => {}
                Err(denied) => return Err(denied.into()),
            }
            let read = corrected(tx, &scene, &submission, &fields)?;
            let reason = tidy(fields.get("reason"));
            let (said, flash) = match (fields.get("answer"), &read) {
                ("confirm", _) => (Ok(Said::ItWasSo), "flash-intervention-confirmed"),
                ("correct", Ok(written)) => {
                    (Ok(Said::ItWas(written)), "flash-intervention-corrected")
                }
                ("correct", Err(errors)) => (Err(errors.clone()), ""),
                ("disown", _) => match too_long(&reason) {
                    None => {
                        let reason = reason.as_str();
                        (Ok(Said::ItIsNotOurs { reason }), "flash-intervention-disowned")
                    }
                    Some(errors) => (Err(errors), ""),
                },
                _ => {
                    let mut errors = Errors::default();
                    errors.add("answer", "intervention-answer-missing");
                    (Err(errors), "")
                }
            };
            match said {
                Err(errors) => {
                    let of = (&intervention, &meeting);
                    let page = answer_page(tx, &scene, &submission, of, fields, errors)?;
                    Ok(After::faulty(page))
                }
                Ok(said) => {
                    intervening::answer(tx, (&scene.who, &desk), &id, &said, now)?;
                    Ok(After::See(path_of(&submission), flash))
                }
            }
        })
        .await?;
    after.answer()
}

fn too_long(reason: &str) -> Option<Errors> {
    let mut errors = Errors::default();
    errors.hold("reason", reason, limits::REASON);
    (!errors.is_empty()).then_some(errors)
}

/// The words as the participant has them, on the same paragraph.
fn corrected(
    tx: &mut Tx,
    scene: &Scene,
    submission: &Submission,
    fields: &Fields,
) -> Result<Result<Written, Errors>, Error> {
    let input = store::inputs_of(tx, submission.id)?.into_iter().next().ok_or(Error::NotFound)?;
    let mut errors = Errors::default();
    let takes_wording = input.operation.is_some_and(Operation::takes_wording);
    let proposed = match takes_wording {
        true => tidy(fields.get("proposed")),
        false => input.proposed.clone(),
    };
    let written = Written { body: tidy(fields.get("body")), proposed, ..input.written() };
    errors.hold("body", &written.body, MOST_CHARACTERS);
    errors.hold("proposed", &written.proposed, MOST_CHARACTERS);
    let text = views::text(tx, &scene.round)?;
    let spot = match &input.identity {
        Some(identity) => Spot::Element { identity: identity.clone(), text },
        None => Spot::Whole,
    };
    errors.absorb(written.unfinished(&spot));
    if written.body == input.body && written.proposed == input.proposed {
        let field = if input.kind == InputKind::Proposal { "proposed" } else { "body" };
        errors.add(field, "intervention-same");
    }
    Ok(errors.check().map(|()| written))
}
