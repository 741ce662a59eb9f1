//! What somebody said at a meeting on behalf of a participant. The secretariat registers it, and it is
//! nobody's word until the participant confirms it, corrects it, or says that it is not its own.

use super::super::commitment::{Content, commitment};
use super::super::cover::Cover;
use super::super::letters;
use super::super::receipts;
use super::super::store::{
    self, Input, Intervention, MayCommit, Meeting, Registered, Sealed, Submission,
};
use super::super::written::Written;
use super::committing::commit_registered;
use super::submitting::submitted;
use super::{redacting, registering};
use crate::consultations::store as consultations;
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::participants::{store as participants, writable_people};
use crate::post::{self, Desk};
use crate::procedure::keys::{ParticipantKey, PublicId};
use crate::procedure::meetings::{MayAnswerIntervention, may_answer_intervention};
use crate::procedure::rights::Denied;
use crate::procedure::words::{PublicationRule, SeatRole, Source, Verification};
use crate::procedure::{Moment, Refusal, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::secrets;
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;

/// Registers what was said on behalf of the participant, as the record of the meeting has it, and
/// tells its focal points.
pub fn register(
    tx: &mut Tx,
    (who, desk): (&Standing, &Desk),
    round: &Round,
    meeting: &Meeting,
    participant: ParticipantKey,
    (written, form_key): (&Written, Option<&str>),
    now: Moment,
) -> Result<Submission, Error> {
    let permit = registering::permit(tx, who, round)?;
    if let Some(form_key) = form_key
        && let Some(before) = store::registered_by_form(tx, form_key)?
    {
        return Ok(before);
    }
    let at = store::find(tx, meeting.submission_id)?;
    let new = Registered {
        participant,
        source: Source::Meeting,
        submitted_at: at.submitted_at.unwrap_or(now),
        late: at.late,
        received_on: at.received_on,
        cover: Cover { language: written.language.clone(), ..Cover::default() },
        form_key: form_key.map(str::to_owned),
    };
    let at_once = round.publication_rule == PublicationRule::OnSubmission;
    let submission = store::register(tx, &permit, &new, at_once, now)?;
    let asked = written.class.unwrap_or(round.registered_class);
    let written = Written { class: Some(asked.max(round.registered_class)), ..written.clone() };
    let origin = store::Origin::default();
    store::insert_registered_input(tx, &permit, submission.id, &written, origin, now)?;
    store::insert_intervention(tx, &permit, meeting, submission.id)?;
    commit_registered(tx, &permit, desk, round, &submission, now)?;
    let scope = Scope::Consultation(round.consultation_id);
    let detail = json!({ "round": round.public_id, "meeting": meeting.public_id });
    let id = &submission.public_id;
    journal::record(tx, scope, permit.by(), "intervention.registered", id, detail, now)?;
    tell(tx, desk, round, participant, now)?;
    Ok(submission)
}

/// The letter names nobody and nothing.
fn tell(
    tx: &mut Tx,
    desk: &Desk,
    round: &Round,
    participant: ParticipantKey,
    now: Moment,
) -> Result<(), Error> {
    let slug = consultations::find(tx, round.consultation_id)?.slug;
    let named = participants::find(tx, participant)?;
    let people = writable_people(tx, participant)?;
    for person in people
        .iter()
        .filter(|person| person.role == SeatRole::FocalPoint && person.accepted_at.is_some())
    {
        let letter = letters::intervention(desk, &named, person, round, &slug);
        post::enqueue(tx, desk, &letter, now)?;
    }
    Ok(())
}

/// What a participant says of it.
#[derive(Debug, Clone)]
pub enum Said<'a> {
    ItWasSo,
    ItWas(&'a Written),
    ItIsNotOurs { reason: &'a str },
}

/// Answers for what was said, once.
pub fn answer(
    tx: &mut Tx,
    (who, desk): (&Standing, &Desk),
    submission: &PublicId,
    said: &Said<'_>,
    now: Moment,
) -> Result<(), Error> {
    let submission = store::find_by_public_id(tx, submission)?;
    let round = rounds::find(tx, submission.round_id)?;
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let submission = store::find(tx, submission.id)?;
    let found = store::intervention_of(tx, submission.id)?;
    let (intervention, _) = found.ok_or(Error::NotFound)?;
    let round_facts = rounds::facts(tx, &round)?;
    let facts = store::facts(tx, &submission)?;
    let is_erased = !store::erasures_of(tx, submission.id)?.is_empty();
    let verification = intervention.verification;
    let asked = may_answer_intervention(who, &round_facts, &facts, verification, is_erased);
    let permit = match asked {
        Err(Denied::Refused(Refusal::InterventionAnswered))
            if is_said(tx, &intervention, said)? =>
        {
            return Ok(());
        }
        asked => asked?,
    };
    // Who of the participant says it is sealed with what it sends: the journal tells the capacity alone.
    let by = permit.by().without_name();
    let detail = json!({ "round": round.public_id });
    let (act, detail) = match said {
        Said::ItWasSo => {
            store::confirm(tx, &permit, now)?;
            ("intervention.confirmed", detail)
        }
        Said::ItIsNotOurs { reason } => {
            store::disown(tx, &permit, reason, now)?;
            ("intervention.disowned", detail)
        }
        Said::ItWas(written) => {
            let correction = correct(tx, &permit, desk, &round, &submission, written, now)?;
            ("intervention.corrected", json!({ "by": correction.public_id }))
        }
    };
    Ok(journal::record(tx, scope, &by, act, &submission.public_id, detail, now)?)
}

/// Was it answered so already?
fn is_said(tx: &mut Tx, intervention: &Intervention, said: &Said<'_>) -> QueryResult<bool> {
    Ok(match (said, intervention.correction_id) {
        (Said::ItWasSo, _) => intervention.verification == Verification::Confirmed,
        (Said::ItIsNotOurs { .. }, _) => intervention.verification == Verification::Disowned,
        (Said::ItWas(written), Some(correction)) => store::inputs_of(tx, correction)?
            .first()
            .is_some_and(|now| (&now.body, &now.proposed) == (&written.body, &written.proposed)),
        (Said::ItWas(_), None) => false,
    })
}

/// The participant's own words in the place of those that were recorded, submitted as they are written.
fn correct(
    tx: &mut Tx,
    permit: &MayAnswerIntervention,
    desk: &Desk,
    round: &Round,
    recorded: &Submission,
    written: &Written,
    now: Moment,
) -> Result<Submission, Error> {
    let (submission, input) = store::begin_correction(tx, permit, recorded, written, now)?;
    let inputs: [Input; 1] = [input];
    let salt = secrets::random::<32>().to_vec();
    let content = Content {
        submission: &submission,
        at: now,
        late: recorded.late,
        others: &[],
        inputs: &inputs,
        files: &[],
    };
    let sealed = Sealed {
        receipt_code: secrets::receipt_code(),
        commitment: commitment(&salt, &content),
        salt,
        published: recorded.published_at.is_some(),
    };
    let late = recorded.late;
    let correction = Submission { late, ..submission };
    store::finish_correction(tx, permit, &correction, &sealed, now)?;
    let committing = MayCommit::Answering(permit);
    let redacted = redacting::carry_on(tx, &committing, &correction, &inputs, now)?;
    let scope = Scope::Consultation(round.consultation_id);
    let detail = submitted(round, late, &sealed, redacted);
    let id = &correction.public_id;
    let by = permit.by().without_name();
    journal::record(tx, scope, &by, "submission.submitted", id, detail, now)?;
    store::keep_committed(tx, &committing, &inputs, &[])?;
    let (code, commitment) = (&sealed.receipt_code, &sealed.commitment);
    let received = receipts::Received { code, commitment, at: now };
    let receipt = receipts::write(tx, desk, round, &received, now)?;
    store::insert_receipt(tx, &committing, correction.id, &receipt)?;
    Ok(correction)
}
