//! What is left to say of what was erased: a mark to its own people, a number to the team.

use super::{facts, was_shown};
use crate::db::Conn;
use crate::procedure::Moment;
use crate::procedure::keys::{RoundKey, SubmissionKey};
use crate::procedure::sight::Sight;
use crate::submissions::store::{self, Erasure, Input, Submission};
use diesel::QueryResult;
use std::collections::HashSet;

/// How many inputs of the round were erased, of those that this reader would read: nothing else is said
/// of them but to their own people.
pub fn erased(conn: &mut Conn, sight: &Sight, round: RoundKey) -> QueryResult<usize> {
    let erasures = store::erasures_in(conn, round)?;
    let of: HashSet<SubmissionKey> = erasures.iter().map(|one| one.submission_id).collect();
    let mut count = 0;
    for submission in of {
        let submission = store::find(conn, submission)?;
        let inputs = store::inputs_of(conn, submission.id)?;
        let taken = inputs.iter().filter(|input| erased_at(&erasures, input).is_some());
        count += taken.filter(|input| sight.counts_erased(&facts(input, &submission))).count();
    }
    Ok(count)
}

/// Was something of it erased that this reader read under its author's name?
pub fn is_erased_for(conn: &mut Conn, sight: &Sight, submission: &Submission) -> QueryResult<bool> {
    Ok(!store::erasures_of(conn, submission.id)?.is_empty() && was_shown(conn, sight, submission)?)
}

/// The inputs of a submission that were not erased: what whoever registered them goes on reading.
pub fn inputs_left(conn: &mut Conn, submission: SubmissionKey) -> QueryResult<Vec<Input>> {
    let erasures = store::erasures_of(conn, submission)?;
    let mut inputs = store::inputs_of(conn, submission)?;
    inputs.retain(|input| erased_at(&erasures, input).is_none());
    Ok(inputs)
}

/// When the input was erased, by itself or with its submission.
pub fn erased_at(erasures: &[Erasure], input: &Input) -> Option<Moment> {
    let found = erasures.iter().find(|one| one.takes(input.submission_id, input.id));
    found.map(|one| one.at)
}
