//! In what is published, what is about third persons is taken out: a mark stands where it was.

use super::super::store::{self, Input, MayCommit, Redaction};
use super::super::views;
use crate::db::{Conn, Tx};
use crate::journal::{self, Scope};
use crate::procedure::keys::{PublicId, SubmissionKey};
use crate::procedure::sight::sight;
use crate::procedure::submissions::{may_redact, may_undo_redaction};
use crate::procedure::{Moment, Standing};
use crate::rounds::digests;
use crate::rounds::store::{self as rounds, Round};
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;

/// What stands in the place of what was taken out, in every language.
pub const MARK: &str = "[redacted]";

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

/// What was taken out of a submission is taken out of what comes in its place, wherever it stands there: nobody may have looked at it
/// again before it is published. Where the same words were left in what an input was copied from, they are left in it. Like every
/// redaction it can be undone until it is published.
pub(super) fn carry_on(
    tx: &mut Tx,
    permit: &MayCommit<'_>,
    (scope, replaced): (Scope, Option<SubmissionKey>),
    inputs: &[Input],
    now: Moment,
) -> Result<(), Error> {
    let mut before: Vec<SubmissionKey> = replaced.into_iter().collect();
    let mut sources = Vec::new();
    for input in inputs {
        let source = store::copied_from(tx, input.id)?;
        before.extend(source.as_ref().map(|source| source.submission_id));
        sources.push(source);
    }
    before.sort_unstable();
    before.dedup();
    let words = taken_out_of(tx, &before)?;
    for (input, source) in inputs.iter().zip(sources) {
        let left = source.map(|source| published(tx, &source)).transpose()?;
        let was_left = |word: &str| {
            left.as_ref().is_some_and(|left| {
                [&left.body, &left.quoted, &left.proposed].iter().any(|part| part.contains(word))
            })
        };
        let mut text = published(tx, input)?;
        let parts = [&mut text.body, &mut text.quoted, &mut text.proposed];
        let stands = |word: &str| parts.iter().any(|part| part.contains(word));
        let standing: Vec<String> =
            words.iter().filter(|word| stands(word) && !was_left(word)).cloned().collect();
        if standing.is_empty() {
            continue;
        }
        take_out(parts, &standing);
        let detail = json!({ "stretches": standing.len() });
        text.words = standing;
        store::carry_redaction(tx, permit, &text, now)?;
        let (by, id) = (digests::server(), &input.public_id);
        journal::record(tx, scope, &by, "input.redacted", id, detail, now)?;
    }
    Ok(())
}

fn taken_out_of(conn: &mut Conn, submissions: &[SubmissionKey]) -> QueryResult<Vec<String>> {
    let mut words = Vec::new();
    for submission in submissions {
        for input in store::inputs_of(conn, *submission)? {
            words.extend(
                store::redaction_of(conn, input.id)?.map(|one| one.words).unwrap_or_default(),
            );
        }
    }
    words.sort_unstable();
    words.dedup();
    Ok(words)
}

fn take_out(parts: [&mut String; 3], words: &[String]) -> Vec<String> {
    let stands = |word: &&String| parts.iter().any(|part| part.contains(word.as_str()));
    let missing: Vec<String> = words.iter().filter(|word| !stands(word)).cloned().collect();
    if missing.is_empty() {
        for part in parts {
            // The longest first, or a name would be left half where it stands within another.
            let mut words: Vec<&String> = words.iter().collect();
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
            for word in words {
                *part = part.replace(word.as_str(), MARK);
            }
        }
    }
    missing
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
