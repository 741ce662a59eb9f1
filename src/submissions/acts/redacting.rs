//! In what is published, what is about third persons is taken out: a mark stands where it was.

use super::super::store::{self, Input, MayCommit, Redaction, Submission};
pub use super::super::taken_out::MARK;
use super::super::taken_out::{missing_from, take_out, without};
use super::super::views;
use crate::db::{Conn, Tx};
use crate::journal::{self, Scope};
use crate::procedure::keys::PublicId;
use crate::procedure::sight::sight;
use crate::procedure::submissions::{may_redact, may_undo_redaction};
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;

/// What those outside read: as it was sent, or without what was taken out.
pub fn published(conn: &mut Conn, input: &Input) -> QueryResult<Redaction> {
    Ok(store::redaction_of(conn, input.id)?.unwrap_or_else(|| Redaction {
        input_id: input.id,
        body: input.body.clone(),
        quoted: input.quoted.clone(),
        proposed: input.proposed.clone(),
        words: Vec::new(),
    }))
}

/// The input, if this person may see it at all.
pub fn find(
    conn: &mut Conn,
    who: &Standing,
    input: &PublicId,
    now: Moment,
) -> Result<(views::Seen, Round), Error> {
    let input = store::find_input(conn, input)?;
    let round = rounds::find(conn, input.round_id)?;
    let sight = sight(who, &rounds::facts(conn, &round)?, now);
    let seen = views::one(conn, &sight, input.id)?.ok_or(Error::NotFound)?;
    Ok((seen, round))
}

/// Takes these words out, wherever they stand in the input's texts. Answers those that stand
/// nowhere; then nothing is done.
pub fn redact(
    tx: &mut Tx,
    who: &Standing,
    input: &PublicId,
    words: &[String],
    now: Moment,
) -> Result<Vec<String>, Error> {
    let (_, round) = find(tx, who, input, now)?;
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let (seen, _) = find(tx, who, input, now)?;
    let facts = views::facts(&seen.input, &seen.submission);
    let permit = may_redact(who, seen.input.id, &facts)?;
    let mut text = published(tx, &seen.input)?;
    let parts = [&mut text.body, &mut text.quoted, &mut text.proposed];
    let missing = take_out(parts, words);
    if !missing.is_empty() {
        return Ok(missing);
    }
    text.words.extend_from_slice(words);
    store::put_redaction(tx, &permit, &text, now)?;
    let detail = json!({ "stretches": words.len() });
    journal::record(tx, scope, permit.by(), "input.redacted", input, detail, now)?;
    Ok(Vec::new())
}

/// What was taken out of anything that the participant sent in the round is taken out of this too, as it is submitted: nobody may look
/// at it again before it is published. Where somebody redacted what an input was copied from, and left the words there, they stay. Like
/// every redaction it can be undone until it is published. Answers of how many inputs something was taken out; the journal names
/// none of them, which would tell whose they are.
pub(super) fn carry_on(
    tx: &mut Tx,
    permit: &MayCommit<'_>,
    submission: &Submission,
    inputs: &[Input],
    now: Moment,
) -> QueryResult<usize> {
    let words = taken_out_of(tx, submission)?;
    let mut redacted = 0;
    for input in inputs {
        let left = match store::copied_from(tx, input.id)? {
            Some(source) => store::redaction_of(tx, source.id)?,
            None => None,
        };
        let was_left = |word: &String| {
            left.as_ref().is_some_and(|left| {
                [&left.body, &left.quoted, &left.proposed].iter().any(|part| part.contains(word))
            })
        };
        let words: Vec<String> = words.iter().filter(|word| !was_left(word)).cloned().collect();
        let mut text = published(tx, input)?;
        let mut is_changed = false;
        for part in [&mut text.body, &mut text.quoted, &mut text.proposed] {
            if let Some(without) = without(part, &words) {
                *part = without;
                is_changed = true;
            }
        }
        if is_changed {
            text.words = words;
            store::carry_redaction(tx, permit, &text, now)?;
            redacted += 1;
        }
    }
    Ok(redacted)
}

/// The words that were taken out of what a participant sent in the round of this submission.
fn taken_out_of(conn: &mut Conn, submission: &Submission) -> QueryResult<Vec<String>> {
    let mut all: Vec<String> = Vec::new();
    for one in store::of_participants(conn, &[submission.participant_id])? {
        if one.round_id != submission.round_id || one.id == submission.id {
            continue;
        }
        for input in store::inputs_of(conn, one.id)? {
            let Some(Redaction { body, quoted, proposed, words, .. }) =
                store::redaction_of(conn, input.id)?
            else {
                continue;
            };
            let (mut b, mut q, mut p) =
                (input.body.clone(), input.quoted.clone(), input.proposed.clone());
            let known = take_out([&mut b, &mut q, &mut p], &words).is_empty();
            all.extend(words);
            // Somebody else may have stored it who kept no words.
            if !known || (&b, &q, &p) != (&body, &quoted, &proposed) {
                for (left, whole) in
                    [(&body, &input.body), (&quoted, &input.quoted), (&proposed, &input.proposed)]
                {
                    all.extend(missing_from(left, whole));
                }
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// Puts back what was taken out, until it is published.
pub fn undo(tx: &mut Tx, who: &Standing, input: &PublicId, now: Moment) -> Result<(), Error> {
    let (_, round) = find(tx, who, input, now)?;
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let (seen, _) = find(tx, who, input, now)?;
    let facts = views::facts(&seen.input, &seen.submission);
    let permit = may_undo_redaction(who, seen.input.id, &facts)?;
    if store::remove_redaction(tx, &permit)? {
        let act = "input.redaction_undone";
        journal::record(tx, scope, permit.by(), act, input, json!({}), now)?;
    }
    Ok(())
}
