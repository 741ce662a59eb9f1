//! In what is published, what is about third persons is taken out: a mark stands where it was.

use super::super::store::{self, Input, Redaction};
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
