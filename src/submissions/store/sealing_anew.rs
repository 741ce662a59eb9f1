//! Everything sealed, sealed anew: when a key takes the place of another. In batches, each in a
//! transaction of its own; whoever stops in between goes on where it stopped.

use super::erasing::seal_erasures_anew;
use super::files::seal_facts;
use super::parts::{PART_OF_FILE, PART_ROW, Part, PartRow, place_of_part};
use super::redacting::seal_redactions_anew;
use super::sealed::{open_excerpt_salt, put_cover, put_words, seal_excerpt_salt};
use super::{Attachment, Input, Submission};
use crate::db::{Conn, Tx};
use crate::procedure::keys::{ConsultationKey, PublicId};
use crate::schema::{
    attachment_parts, attachments, committed_files, committed_inputs, erasures, inputs,
    letter_texts, positions, redactions, rounds, submissions,
};
use crate::sealing::{self, Place};
use diesel::prelude::*;

/// Rows of one batch; parts of files are long.
const ROWS: i64 = 100;
const PARTS: i64 = 8;

/// How many rows are sealed with this key.
pub fn sealed_with(conn: &mut Conn, key: &str) -> QueryResult<i64> {
    let covers: i64 =
        submissions::table.filter(submissions::key_id.eq(key)).count().get_result(conn)?;
    let words: i64 = inputs::table.filter(inputs::key_id.eq(key)).count().get_result(conn)?;
    let files: i64 =
        attachments::table.filter(attachments::key_id.eq(key)).count().get_result(conn)?;
    let parts: i64 = attachment_parts::table
        .filter(attachment_parts::key_id.eq(key))
        .count()
        .get_result(conn)?;
    let salts: i64 = committed_inputs::table
        .filter(committed_inputs::key_id.eq(key))
        .count()
        .get_result(conn)?;
    let of_files: i64 =
        committed_files::table.filter(committed_files::key_id.eq(key)).count().get_result(conn)?;
    let salts = salts + of_files;
    let redacted: i64 =
        redactions::table.filter(redactions::key_id.eq(key)).count().get_result(conn)?;
    let erased: i64 = erasures::table.filter(erasures::key_id.eq(key)).count().get_result(conn)?;
    let positions: i64 =
        positions::table.filter(positions::key_id.eq(key)).count().get_result(conn)?;
    let letters: i64 =
        letter_texts::table.filter(letter_texts::key_id.eq(key)).count().get_result(conn)?;
    let meetings = super::meetings::meetings_sealed_with(conn, key)?;
    Ok(covers + words + files + parts + salts + redacted + erased + positions + letters + meetings)
}

/// How many rows an earlier version stored without sealing what is sealed now.
pub fn not_yet_sealed(conn: &mut Conn) -> QueryResult<i64> {
    let salts: i64 = committed_inputs::table
        .filter(committed_inputs::salt.is_not_null())
        .filter(committed_inputs::key_id.is_null())
        .count()
        .get_result(conn)?;
    let redacted: i64 =
        redactions::table.filter(redactions::key_id.is_null()).count().get_result(conn)?;
    let erased: i64 =
        erasures::table.filter(erasures::key_id.is_null()).count().get_result(conn)?;
    Ok(salts + redacted + erased)
}

/// Seals a batch of a consultation's rows anew that are not sealed with the newest key, or with none
/// yet; says how many. The caller holds the consultation, so that nobody changes them meanwhile.
pub fn seal_anew(tx: &mut Tx, consultation: ConsultationKey) -> QueryResult<usize> {
    Ok(covers(tx, consultation)?
        + words(tx, consultation)?
        + files(tx, consultation)?
        + parts(tx, consultation)?
        + excerpt_salts(tx, consultation)?
        + file_salts(tx, consultation)?
        + seal_redactions_anew(tx, consultation, ROWS)?
        + seal_erasures_anew(tx, consultation, ROWS)?
        + super::seal_positions_anew(tx, consultation, ROWS)?
        + super::letter_texts::seal_letter_texts_anew(tx, consultation, ROWS)?
        + super::meetings::seal_meetings_anew(tx, consultation, ROWS)?)
}

fn covers(tx: &mut Tx, consultation: ConsultationKey) -> QueryResult<usize> {
    let sealer = sealing::sealer(tx)?;
    let old: Vec<Submission> = submissions::table
        .inner_join(rounds::table)
        .filter(rounds::consultation_id.eq(consultation))
        .filter(submissions::key_id.ne(sealer.key_id()))
        .limit(ROWS)
        .select(Submission::as_select())
        .load(&mut **tx)?;
    for submission in &old {
        put_cover(tx, submission)?;
    }
    Ok(old.len())
}

fn words(tx: &mut Tx, consultation: ConsultationKey) -> QueryResult<usize> {
    let sealer = sealing::sealer(tx)?;
    let old: Vec<Input> = inputs::table
        .inner_join(rounds::table)
        .filter(rounds::consultation_id.eq(consultation))
        .filter(inputs::key_id.ne(sealer.key_id()))
        .limit(ROWS)
        .select(Input::as_select())
        .load(&mut **tx)?;
    for input in &old {
        put_words(tx, input, !input.is_sealed)?;
    }
    Ok(old.len())
}

fn files(tx: &mut Tx, consultation: ConsultationKey) -> QueryResult<usize> {
    let sealer = sealing::sealer(tx)?;
    let old: Vec<Attachment> = attachments::table
        .inner_join(submissions::table.inner_join(rounds::table))
        .filter(rounds::consultation_id.eq(consultation))
        .filter(attachments::key_id.ne(sealer.key_id()))
        .limit(ROWS)
        .select(Attachment::as_select())
        .load(&mut **tx)?;
    for file in &old {
        let (sealed, key_id) = seal_facts(tx, file)?;
        diesel::update(attachments::table.find(file.id))
            .set((attachments::sealed.eq(sealed), attachments::key_id.eq(key_id)))
            .execute(&mut **tx)?;
    }
    Ok(old.len())
}

/// Those that lie here: who changes the keys brings in the others first.
fn parts(tx: &mut Tx, consultation: ConsultationKey) -> QueryResult<usize> {
    let sealer = sealing::sealer(tx)?;
    let old = attachment_parts::table
        .inner_join(attachments::table.inner_join(submissions::table.inner_join(rounds::table)))
        .filter(rounds::consultation_id.eq(consultation))
        .filter(attachment_parts::key_id.ne(sealer.key_id()))
        .filter(attachment_parts::object.is_null())
        .limit(PARTS)
        .select((attachment_parts::id, PART_ROW))
        .load::<(i64, PartRow)>(&mut **tx)?;
    let count = old.len();
    for (key, row) in old {
        let id = place_of_part(&row.0, row.1);
        let sealed = sealer.seal(Place::of(PART_OF_FILE, &id), &Part::from(row).open()?)?;
        diesel::update(attachment_parts::table.find(key))
            .set((
                attachment_parts::bytes.eq(sealed),
                attachment_parts::key_id.eq(sealer.key_id()),
                attachment_parts::sealed_for.eq(None::<String>),
            ))
            .execute(&mut **tx)?;
    }
    Ok(count)
}

fn excerpt_salts(tx: &mut Tx, consultation: ConsultationKey) -> QueryResult<usize> {
    type Row = (i64, PublicId, Option<Vec<u8>>, Option<String>);
    let key = sealing::sealer(tx)?.key_id().to_owned();
    let old: Vec<Row> = committed_inputs::table
        .inner_join(inputs::table.inner_join(rounds::table))
        .filter(rounds::consultation_id.eq(consultation))
        .filter(committed_inputs::salt.is_not_null())
        .filter(committed_inputs::key_id.is_null().or(committed_inputs::key_id.ne(&key)))
        .limit(ROWS)
        .select((
            committed_inputs::id,
            inputs::public_id,
            committed_inputs::salt,
            committed_inputs::key_id,
        ))
        .load(&mut **tx)?;
    let count = old.len();
    for (row, input, stored, key) in old {
        let salt = open_excerpt_salt(&input, stored, key.as_deref())?.unwrap_or_default();
        let (sealed, key) = seal_excerpt_salt(tx, &input, &salt)?;
        diesel::update(committed_inputs::table.find(row))
            .set((committed_inputs::salt.eq(sealed), committed_inputs::key_id.eq(key)))
            .execute(&mut **tx)?;
    }
    Ok(count)
}

fn file_salts(tx: &mut Tx, consultation: ConsultationKey) -> QueryResult<usize> {
    type Row = (i64, PublicId, Option<Vec<u8>>, Option<String>);
    let key = sealing::sealer(tx)?.key_id().to_owned();
    let old: Vec<Row> = committed_files::table
        .inner_join(attachments::table.inner_join(submissions::table.inner_join(rounds::table)))
        .filter(rounds::consultation_id.eq(consultation))
        .filter(committed_files::salt.is_not_null())
        .filter(committed_files::key_id.ne(&key))
        .limit(ROWS)
        .select((
            committed_files::id,
            attachments::public_id,
            committed_files::salt,
            committed_files::key_id,
        ))
        .load(&mut **tx)?;
    let count = old.len();
    for (row, file, stored, key) in old {
        let salt = open_excerpt_salt(&file, stored, key.as_deref())?.unwrap_or_default();
        let (sealed, key) = seal_excerpt_salt(tx, &file, &salt)?;
        diesel::update(committed_files::table.find(row))
            .set((committed_files::salt.eq(sealed), committed_files::key_id.eq(key)))
            .execute(&mut **tx)?;
    }
    Ok(count)
}
