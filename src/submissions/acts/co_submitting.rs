//! Whoever is named beside a submission is told, and says for itself whether it is with it.

use super::super::letters;
use super::super::store::{self, Submission};
use crate::consultations::store as consultations;
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::participants::{store as participants, writable_people};
use crate::post::{self, Desk};
use crate::procedure::alignments::may_answer_co_submission;
use crate::procedure::keys::{ParticipantKey, PublicId};
use crate::procedure::words::SeatRole;
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::web::Error;
use serde_json::json;

/// Tells the focal points of those who are named beside what was just sent or registered. The letter
/// names nobody and nothing.
pub(super) fn tell(
    tx: &mut Tx,
    desk: &Desk,
    round: &Round,
    submission: &Submission,
    now: Moment,
) -> Result<(), Error> {
    let slug = consultations::find(tx, round.consultation_id)?.slug;
    for other in store::co_submitters(tx, submission.id)? {
        let Some(key) = other.participant_id else { continue };
        let named = participants::find(tx, key)?;
        let people = writable_people(tx, key)?;
        for person in people
            .iter()
            .filter(|person| person.role == SeatRole::FocalPoint && person.accepted_at.is_some())
        {
            let letter = letters::co_submission(desk, &named, person, round, &slug);
            post::enqueue(tx, desk, &letter, now)?;
        }
    }
    Ok(())
}

/// Confirms, or objects. It may be said otherwise later.
pub fn answer(
    tx: &mut Tx,
    who: &Standing,
    submission: &PublicId,
    participant: ParticipantKey,
    confirms: bool,
    now: Moment,
) -> Result<(), Error> {
    let submission = store::find_by_public_id(tx, submission)?;
    let round = rounds::find(tx, submission.round_id)?;
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let submission = store::find(tx, submission.id)?;
    let named =
        submission.co_submitters.iter().find(|other| other.participant_id == Some(participant));
    let permit = may_answer_co_submission(who, participant, named.is_some(), submission.state)?;
    let is_said = |other: &store::CoSubmitter| {
        (other.is_confirmed, other.has_objected) == (confirms, !confirms)
    };
    if named.is_some_and(is_said) {
        return Ok(());
    }
    store::answer_co_submission(tx, &permit, &submission, confirms)?;
    let by = permit.by().without_name();
    let act = if confirms { "co_submission.confirmed" } else { "co_submission.objected" };
    let detail = json!({ "round": round.public_id });
    Ok(journal::record(tx, scope, &by, act, &submission.public_id, detail, now)?)
}
