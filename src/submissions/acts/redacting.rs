//! In what is published, what is about third persons is taken out: a mark stands where it was.

use super::super::store::{self, Input, Redaction};
use super::super::views;
use crate::db::{Conn, Tx};
use crate::journal::{self, Scope};
use crate::procedure::keys::{PublicId, SubmissionKey};
use crate::procedure::sight::sight;
use crate::procedure::submissions::{MaySubmit, may_redact, may_undo_redaction};
use crate::procedure::{Moment, Standing};
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
    store::put_redaction(tx, &permit, &text, now)?;
    let detail = json!({ "stretches": words.len() });
    journal::record(tx, scope, permit.by(), "input.redacted", input, detail, now)?;
    Ok(Vec::new())
}

/// What was taken out of a submission is taken out of what replaces it, wherever it stands there: nobody may have looked at it again
/// before it is published. Like every redaction it can be undone until then.
pub(super) fn carry_on(
    tx: &mut Tx,
    permit: &MaySubmit,
    replaced: SubmissionKey,
    inputs: &[Input],
    now: Moment,
) -> Result<(), Error> {
    let mut words: Vec<String> = Vec::new();
    for input in store::inputs_of(tx, replaced)? {
        let Some(left) = store::redaction_of(tx, input.id)? else { continue };
        let parts = [
            (&input.body, &left.body),
            (&input.quoted, &left.quoted),
            (&input.proposed, &left.proposed),
        ];
        words.extend(parts.into_iter().flat_map(|(whole, left)| taken_out(whole, left)));
    }
    words.sort_unstable();
    words.dedup();
    for input in inputs {
        let mut text = published(tx, input)?;
        let parts = [&mut text.body, &mut text.quoted, &mut text.proposed];
        let standing: Vec<String> = words
            .iter()
            .filter(|word| parts.iter().any(|part| part.contains(word.as_str())))
            .cloned()
            .collect();
        if !standing.is_empty() {
            take_out(parts, &standing);
            store::carry_redaction(tx, permit, &text, now)?;
        }
    }
    Ok(())
}

/// The words of a text in whose places marks stand.
fn taken_out(whole: &str, left: &str) -> Vec<String> {
    let mut parts = left.split(MARK);
    let Some(mut rest) = parts.next().and_then(|first| whole.strip_prefix(first)) else {
        return Vec::new();
    };
    let mut words = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let end = match (part.is_empty(), parts.peek()) {
            (true, None) => Some(rest.len()),
            (false, None) => rest.rfind(part),
            _ => rest.find(part),
        };
        let Some(end) = end else { break };
        words.push(rest[..end].to_owned());
        rest = &rest[end + part.len()..];
    }
    words.retain(|word| !word.trim().is_empty() && word != MARK);
    words
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_out_is_found_again() {
        for (whole, words, found) in [
            (
                "Ask Ana Marran, of Vessel.",
                vec!["Ana Marran", "Vessel"],
                vec!["Ana Marran", "Vessel"],
            ),
            ("Ana Marran", vec!["Ana Marran"], vec!["Ana Marran"]),
            ("Ana and Ana came.", vec!["Ana"], vec!["Ana", "Ana"]),
            ("He met Ana", vec!["Ana"], vec!["Ana"]),
            ("Nobody is named.", vec![], vec![]),
        ] {
            let (mut body, mut quoted, mut proposed) =
                (whole.to_owned(), String::new(), String::new());
            let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            take_out([&mut body, &mut quoted, &mut proposed], &words);
            assert_eq!(taken_out(whole, &body), found, "{body}");
        }
    }
}
