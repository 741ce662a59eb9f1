//! What becomes of a submission as a whole: sent, replaced, withdrawn, published. Each statement
//! asks for the permit of its act.

use super::super::commitment::Form;
use super::sealed::{put_cover, seal_salt, settle};
use crate::db::{Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{RoundKey, SubmissionKey};
use crate::procedure::submissions::{MayPublish, MaySubmit, MayWithdraw};
use crate::procedure::words::SubmissionState;
use crate::schema::submissions;
use diesel::prelude::*;

/// What makes a submission provable later: the code, and the commitment to its content.
pub struct Sealed {
    pub receipt_code: String,
    pub salt: Vec<u8>,
    pub commitment: Vec<u8>,
    /// Published in the same moment, where the round's rule says so.
    pub published: bool,
}

pub fn submit(tx: &mut Tx, permit: &MaySubmit, sealed: &Sealed, now: Moment) -> QueryResult<()> {
    let mut submission = super::find(tx, permit.submission())?;
    submission.submitted_by = permit.by().account;
    // What was confirmed is what was sent before: those named beside it are asked anew.
    for other in &mut submission.co_submitters {
        (other.is_confirmed, other.has_objected) = (false, false);
    }
    put_cover(tx, &submission)?;
    let salt = seal_salt(tx, &submission.public_id, &sealed.salt)?;
    diesel::update(submissions::table.find(permit.submission()))
        .set((
            submissions::state.eq(SubmissionState::Submitted),
            submissions::submitted_at.eq(now),
            submissions::late.eq(permit.late()),
            submissions::receipt_code.eq(&sealed.receipt_code),
            submissions::salt.eq(salt),
            submissions::commitment.eq(&sealed.commitment),
            submissions::commitment_form.eq(Form::NEW.number()),
            submissions::published_at.eq(sealed.published.then_some(now)),
            submissions::row_version.eq(submissions::row_version + 1),
        ))
        .execute(&mut **tx)?;
    settle(tx, permit.submission())
}

/// The submission that the new one takes the place of.
pub fn mark_replaced(tx: &mut Tx, _permit: &MaySubmit, old: SubmissionKey) -> QueryResult<()> {
    diesel::update(submissions::table.find(old))
        .set(submissions::state.eq(SubmissionState::Replaced))
        .execute(&mut **tx)?;
    settle(tx, old)
}

pub fn withdraw(tx: &mut Tx, permit: &MayWithdraw, reason: &str, now: Moment) -> QueryResult<()> {
    let mut submission = super::find(tx, permit.submission())?;
    submission.withdrawal_reason = Some(reason.to_owned());
    put_cover(tx, &submission)?;
    diesel::update(submissions::table.find(permit.submission()))
        .set((submissions::state.eq(SubmissionState::Withdrawn), submissions::withdrawn_at.eq(now)))
        .execute(&mut **tx)?;
    settle(tx, permit.submission())
}

/// Publishes what was submitted in the round and is not published yet; says how many.
pub fn publish(tx: &mut Tx, permit: &MayPublish, now: Moment) -> QueryResult<usize> {
    diesel::update(
        submissions::table
            .filter(submissions::round_id.eq(permit.round()))
            .filter(submissions::state.eq(SubmissionState::Submitted))
            .filter(submissions::published_at.is_null()),
    )
    .set(submissions::published_at.eq(now))
    .execute(&mut **tx)
}

/// How many would be published.
pub fn unpublished(conn: &mut Conn, round: RoundKey) -> QueryResult<i64> {
    submissions::table
        .filter(submissions::round_id.eq(round))
        .filter(submissions::state.eq(SubmissionState::Submitted))
        .filter(submissions::published_at.is_null())
        .count()
        .get_result(conn)
}
