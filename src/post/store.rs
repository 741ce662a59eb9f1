//! The outbox's table.

use super::Letter;
use crate::db::{Tx, on};
use crate::procedure::Moment;
use crate::procedure::keys::PublicId;
use crate::procedure::words::LetterState;
use crate::schema::letters;
use diesel::prelude::*;

/// Queues a letter; false when one for the same reason is there already.
pub(super) fn insert(
    tx: &mut Tx,
    id: &PublicId,
    message_id: &str,
    letter: &Letter,
    text: &str,
    html: &str,
    now: Moment,
) -> QueryResult<bool> {
    let row = (
        letters::public_id.eq(id),
        letters::message_id.eq(message_id),
        letters::reason_key.eq(&letter.reason),
        letters::consultation_id.eq(letter.consultation.map(|key| key.0)),
        letters::occasion.eq(letter.occasion),
        letters::to_email.eq(&letter.to_email),
        letters::to_name.eq(&letter.to_name),
        letters::language.eq(letter.language.code()),
        letters::subject.eq(&letter.subject),
        letters::body_text.eq(text),
        letters::body_html.eq(html),
        letters::state.eq(LetterState::Queued),
        letters::enqueued_at.eq(now),
        letters::next_attempt_at.eq(now),
    );
    let added = on!(&mut **tx, |c| diesel::insert_into(letters::table)
        .values(row)
        .on_conflict(letters::reason_key)
        .do_nothing()
        .execute(c))?;
    Ok(added == 1)
}
