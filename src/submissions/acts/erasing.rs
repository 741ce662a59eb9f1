//! Where somebody is in danger: what was sent is erased for good. The commitment stays in the
//! lists, and means nothing without the salt; the journal says that it was done, not why.

use super::super::store::{self, Submission, Why};
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::keys::PublicId;
use crate::procedure::submissions::{MayErase, may_erase};
use crate::procedure::words::SubmissionState;
use crate::procedure::{Capacity, Moment, Standing};
use crate::rounds::store as rounds;
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;

/// Erases a whole submission, or one input of it; and every copy of it, such as what it replaced.
pub fn erase(
    tx: &mut Tx,
    who: &Standing,
    submission: &PublicId,
    input: Option<&PublicId>,
    why: &Why<'_>,
    now: Moment,
) -> Result<(), Error> {
    let submission = store::find_by_public_id(tx, submission)?;
    let round = rounds::find(tx, submission.round_id)?;
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let submission = store::find(tx, submission.id)?;
    let input = match input {
        Some(id) => Some(store::find_input(tx, id)?),
        None => None,
    };
    if input.as_ref().is_some_and(|input| input.submission_id != submission.id) {
        return Err(Error::NotFound);
    }
    let before = store::erasures_of(tx, submission.id)?;
    let key = input.as_ref().map(|input| input.id);
    let is_erased = before.iter().any(|one| one.input_id.is_none() || one.input_id == key);
    let permit = may_erase(who, &store::facts(tx, &submission)?, is_erased)?;

    // Its own focal point is not named: that would tell who sent it.
    let by = match permit.by().capacity {
        Capacity::FocalOwn => permit.by().without_name(),
        _ => permit.by().clone(),
    };
    tx.removes_for_good()?;
    let mut lines = Vec::new();
    match &input {
        None => {
            whole(tx, &permit, &submission)?;
            lines.push(("submission.erased", submission.public_id.clone()));
        }
        Some(input) => {
            store::erase_texts(tx, &permit, input)?;
            if store::is_excerpt(tx, input)? {
                store::drop_excerpt_salt(tx, &permit, input.id)?;
            } else {
                store::drop_salt(tx, &permit, submission.id)?;
            }
            // The submission is not named with it: its other inputs may tell whose it is.
            lines.push(("input.erased", input.public_id.clone()));
        }
    }
    store::mark_erased(tx, &permit, submission.id, key, (&by, why), now)?;
    for copy in store::copies_of(tx, &submission)? {
        let before = store::erasures_of(tx, copy.id)?;
        if before.iter().any(|one| one.input_id.is_none()) {
            continue;
        }
        whole(tx, &permit, &copy)?;
        // Nobody is told what a delegation drafts; and it may write there again.
        if copy.state != SubmissionState::Drafting {
            store::mark_erased(tx, &permit, copy.id, None, (&by, why), now)?;
            lines.push(("submission.erased", copy.public_id.clone()));
        }
    }
    for (act, subject) in lines {
        journal::record(tx, scope, &by, act, &subject, json!({}), now)?;
    }
    Ok(())
}

fn whole(tx: &mut Tx, permit: &MayErase, submission: &Submission) -> QueryResult<()> {
    for input in store::inputs_of(tx, submission.id)? {
        store::erase_texts(tx, permit, &input)?;
        store::drop_excerpt_salt(tx, permit, input.id)?;
    }
    for file in store::attachments_of(tx, submission.id)? {
        store::erase_file(tx, permit, &file)?;
    }
    store::erase_letter_text(tx, permit, submission.id)?;
    store::erase_cover(tx, permit, submission.id)?;
    store::drop_salt(tx, permit, submission.id)
}
