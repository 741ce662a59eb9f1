//! What the team notes for itself: themes on inputs, notes beside paragraphs and inputs.

use super::hold;
use crate::consolidation::store::{self, Beside, Note};
use crate::db::Tx;
use crate::journal;
use crate::procedure::consolidation::{may_consolidate, may_correct_note, may_note};
use crate::procedure::keys::{InputKey, ThemeKey};
use crate::procedure::{Moment, Standing};
use crate::rounds::store::Round;
use crate::web::Error;
use serde_json::json;

/// One of the consultation's themes, or a name that becomes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tag {
    Known(ThemeKey),
    New(String),
}

/// Tags an input with a theme; once is enough.
pub fn tag(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    input: InputKey,
    tag: &Tag,
    now: Moment,
) -> Result<(), Error> {
    let held = hold(tx, who, round, now)?;
    let permit = may_consolidate(who, &held.facts, now)?;
    let seen = held.input(tx, input)?;
    let theme = match tag {
        Tag::New(name) => store::theme_named(tx, &permit, name)?,
        Tag::Known(theme) if store::is_theme_of(tx, permit.consultation(), *theme)? => *theme,
        Tag::Known(_) => return Err(Error::NotFound),
    };
    if store::tag(tx, &permit, input, theme)? {
        let detail = json!({ "theme": theme });
        let id = &seen.input.public_id;
        journal::record(tx, held.scope, permit.by(), "input.tagged", id, detail, now)?;
    }
    Ok(())
}

pub fn untag(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    input: InputKey,
    theme: ThemeKey,
    now: Moment,
) -> Result<(), Error> {
    let held = hold(tx, who, round, now)?;
    let permit = may_consolidate(who, &held.facts, now)?;
    let seen = held.input(tx, input)?;
    if store::untag(tx, &permit, input, theme)? {
        let detail = json!({ "theme": theme });
        let id = &seen.input.public_id;
        journal::record(tx, held.scope, permit.by(), "input.untagged", id, detail, now)?;
    }
    Ok(())
}

/// Writes a note. The same note of the same person at the same place, sent twice, is one note.
pub fn note(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    beside: &Beside,
    body: &str,
    now: Moment,
) -> Result<(), Error> {
    let held = hold(tx, who, round, now)?;
    let permit = may_note(who, &held.facts, now)?;
    if let Beside::Input(input) = beside {
        held.input(tx, *input)?;
    }
    let by = permit.by().account.ok_or(Error::SignIn)?;
    let is_this = |note: &Note| {
        let stands = match (&note.identity, note.input_id) {
            (_, Some(input)) => Beside::Input(input),
            (Some(identity), None) => Beside::Paragraph(identity.clone()),
            (None, None) => Beside::Round,
        };
        note.account_id == by && note.body == body && stands == *beside
    };
    if store::notes(tx, round.id)?.iter().any(is_this) {
        return Ok(());
    }
    let id = store::insert_note(tx, &permit, by, beside, body, now)?;
    journal::record(tx, held.scope, permit.by(), "note.written", &id, json!({}), now)?;
    Ok(())
}

/// Its author writes a note anew, if nobody did (in another window) since `version` was read; the
/// inner result is the note as it is stored where somebody did.
pub fn correct_note(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    note: &Note,
    body: &str,
    version: i64,
    now: Moment,
) -> Result<Result<(), Note>, Error> {
    let held = hold(tx, who, round, now)?;
    let stored = store::find_note(tx, &note.public_id)?;
    if let Some(input) = stored.input_id {
        held.input(tx, input)?;
    }
    let permit = may_correct_note(who, &held.facts, stored.account_id, now)?;
    if stored.body == body {
        return Ok(Ok(()));
    }
    if stored.row_version != version {
        return Ok(Err(stored));
    }
    store::rewrite_note(tx, &permit, &stored.public_id, body, now)?;
    let id = &stored.public_id;
    journal::record(tx, held.scope, permit.by(), "note.corrected", id, json!({}), now)?;
    Ok(Ok(()))
}
