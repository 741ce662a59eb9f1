//! The full text of a letter that was registered: sealed, whatever its class, as its file is.

use crate::db::{Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{ConsultationKey, PublicId, SubmissionKey};
use crate::procedure::submissions::{MayErase, MayTypeLetter};
use crate::schema::{letter_texts, rounds, submissions};
use crate::sealing::{self, Place};
use diesel::prelude::*;

const TEXT: &str = "the text of the letter";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterText {
    pub text: String,
    pub row_version: i64,
}

pub fn letter_text(conn: &mut Conn, submission: SubmissionKey) -> QueryResult<Option<LetterText>> {
    let row: Option<(PublicId, Vec<u8>, i64)> = letter_texts::table
        .inner_join(submissions::table)
        .filter(letter_texts::submission_id.eq(submission))
        .select((submissions::public_id, letter_texts::sealed, letter_texts::row_version))
        .first(conn)
        .optional()?;
    let Some((id, sealed, row_version)) = row else { return Ok(None) };
    let text = sealing::open_document(Place::of(TEXT, id.as_str()), &sealed)?;
    Ok(Some(LetterText { text, row_version }))
}

/// Stores the text, in the place of what was typed before.
pub fn put_letter_text(
    tx: &mut Tx,
    permit: &MayTypeLetter,
    id: &PublicId,
    text: &str,
    now: Moment,
) -> QueryResult<()> {
    let sealer = sealing::sealer(tx)?;
    let sealed = sealer.seal_document(Place::of(TEXT, id.as_str()), &text)?;
    let of_it = letter_texts::table.filter(letter_texts::submission_id.eq(permit.submission()));
    let changed = diesel::update(of_it)
        .set((
            letter_texts::sealed.eq(&sealed),
            letter_texts::key_id.eq(sealer.key_id()),
            letter_texts::written_at.eq(now),
            letter_texts::row_version.eq(letter_texts::row_version + 1),
        ))
        .execute(&mut **tx)?;
    if changed == 0 {
        diesel::insert_into(letter_texts::table)
            .values((
                letter_texts::submission_id.eq(permit.submission()),
                letter_texts::sealed.eq(&sealed),
                letter_texts::key_id.eq(sealer.key_id()),
                letter_texts::written_at.eq(now),
            ))
            .execute(&mut **tx)?;
    }
    Ok(())
}

/// The text goes with whatever of the letter is erased: it holds the same words.
pub fn erase_letter_text(
    tx: &mut Tx,
    _permit: &MayErase,
    submission: SubmissionKey,
) -> QueryResult<()> {
    diesel::delete(letter_texts::table.filter(letter_texts::submission_id.eq(submission)))
        .execute(&mut **tx)
        .map(drop)
}

/// Seals a batch of a consultation's texts that the newest key does not seal yet; says how many.
pub(super) fn seal_letter_texts_anew(
    tx: &mut Tx,
    consultation: ConsultationKey,
    most: i64,
) -> QueryResult<usize> {
    let sealer = sealing::sealer(tx)?;
    let old: Vec<(i64, PublicId, Vec<u8>)> = letter_texts::table
        .inner_join(submissions::table.inner_join(rounds::table))
        .filter(rounds::consultation_id.eq(consultation))
        .filter(letter_texts::key_id.ne(sealer.key_id()))
        .limit(most)
        .select((letter_texts::id, submissions::public_id, letter_texts::sealed))
        .load(&mut **tx)?;
    for (row, id, sealed) in &old {
        let place = Place::of(TEXT, id.as_str());
        let sealed = sealer.seal(place, &sealing::open(place, sealed)?)?;
        diesel::update(letter_texts::table.find(row))
            .set((letter_texts::sealed.eq(sealed), letter_texts::key_id.eq(sealer.key_id())))
            .execute(&mut **tx)?;
    }
    Ok(old.len())
}
