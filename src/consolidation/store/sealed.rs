//! The words that the team writes for itself and for authors: the reason of a response and how it was
//! approved, and internal notes. They quote what they answer, and say who is behind it; so all of
//! them are sealed, whatever the class of the input is now or becomes.

use super::{Note, Response};
use crate::db::{Backend, Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{
    AccountKey, ConsultationKey, InputKey, PublicId, ResponseKey, RoundKey,
};
use crate::procedure::words::Treatment;
use crate::schema::{inputs, internal_notes, responses, rounds};
use crate::sealing::{self, Broken, Looked, Place, look_at, opened_at_loading};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

const RESPONSE: &str = "what is sealed of the response";
const NOTE: &str = "the internal note";
/// Rows of one batch.
const ROWS: i64 = 100;

#[derive(Queryable, Selectable)]
#[diesel(table_name = responses, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct ResponseRow {
    id: ResponseKey,
    public_id: PublicId,
    input_id: InputKey,
    treatment: Treatment,
    reason: String,
    covered_by_id: Option<InputKey>,
    drafted_by: AccountKey,
    drafted_at: Moment,
    validated_by: Option<AccountKey>,
    validated_at: Option<Moment>,
    validation_note: Option<String>,
    released_at: Option<Moment>,
    row_version: i64,
    sealed: Option<Vec<u8>>,
}

#[derive(Serialize, Deserialize)]
struct ResponseWords {
    reason: String,
    note: Option<String>,
    /// Of the digest in the journal: nobody guesses a short reason from it. None was kept once.
    #[serde(default)]
    salt: String,
}

impl ResponseRow {
    fn open(self) -> Result<Response, Broken> {
        let place = Place::of(RESPONSE, self.public_id.as_str());
        let words = match &self.sealed {
            Some(sealed) => sealing::open_document(place, sealed)?,
            None => ResponseWords {
                reason: self.reason,
                note: self.validation_note,
                salt: String::new(),
            },
        };
        Ok(Response {
            id: self.id,
            public_id: self.public_id,
            input_id: self.input_id,
            treatment: self.treatment,
            reason: words.reason,
            covered_by_id: self.covered_by_id,
            drafted_by: self.drafted_by,
            drafted_at: self.drafted_at,
            validated_by: self.validated_by,
            validated_at: self.validated_at,
            validation_note: words.note,
            released_at: self.released_at,
            row_version: self.row_version,
            salt: words.salt,
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = internal_notes, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct NoteRow {
    id: i64,
    public_id: PublicId,
    round_id: RoundKey,
    identity: Option<String>,
    input_id: Option<InputKey>,
    body: String,
    account_id: AccountKey,
    at: Moment,
    row_version: i64,
    sealed: Option<Vec<u8>>,
}

impl NoteRow {
    fn open(self) -> Result<Note, Broken> {
        let place = Place::of(NOTE, self.public_id.as_str());
        let body = match &self.sealed {
            Some(sealed) => sealing::open_document(place, sealed)?,
            None => self.body,
        };
        Ok(Note {
            id: self.id,
            public_id: self.public_id,
            round_id: self.round_id,
            identity: self.identity,
            input_id: self.input_id,
            body,
            account_id: self.account_id,
            at: self.at,
            row_version: self.row_version,
        })
    }
}

opened_at_loading! { Response = ResponseRow, Note = NoteRow }

/// The columns of a response's words: nothing is left in their own.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = responses, treat_none_as_null = true)]
pub(super) struct ResponseColumns {
    reason: String,
    validation_note: Option<String>,
    sealed: Option<Vec<u8>>,
    key_id: Option<String>,
}

pub(super) fn response_columns(
    tx: &mut Tx,
    id: &PublicId,
    reason: &str,
    note: Option<&str>,
    salt: &str,
) -> QueryResult<ResponseColumns> {
    let sealer = sealing::sealer(tx)?;
    let (reason, note) = (reason.to_owned(), note.map(str::to_owned));
    let words = ResponseWords { reason, note, salt: salt.to_owned() };
    let sealed = sealer.seal_document(Place::of(RESPONSE, id.as_str()), &words)?;
    Ok(ResponseColumns {
        reason: String::new(),
        validation_note: None,
        sealed: Some(sealed),
        key_id: Some(sealer.key_id().to_owned()),
    })
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = internal_notes, treat_none_as_null = true)]
pub(super) struct NoteColumns {
    body: String,
    sealed: Option<Vec<u8>>,
    key_id: Option<String>,
}

pub(super) fn note_columns(tx: &mut Tx, id: &PublicId, body: &str) -> QueryResult<NoteColumns> {
    let sealer = sealing::sealer(tx)?;
    let sealed = sealer.seal_document(Place::of(NOTE, id.as_str()), &body)?;
    Ok(NoteColumns {
        body: String::new(),
        sealed: Some(sealed),
        key_id: Some(sealer.key_id().to_owned()),
    })
}

/// Opens every response and every internal note.
pub fn look_at_sealed(conn: &mut Conn, looked: &mut Looked) -> QueryResult<()> {
    look_at!(looked, conn, responses as Response, internal_notes as Note);
    Ok(())
}

/// How many rows are sealed with this key.
pub fn sealed_with(conn: &mut Conn, key: &str) -> QueryResult<i64> {
    let answers: i64 =
        responses::table.filter(responses::key_id.eq(key)).count().get_result(conn)?;
    let notes: i64 =
        internal_notes::table.filter(internal_notes::key_id.eq(key)).count().get_result(conn)?;
    Ok(answers + notes)
}

/// How many rows an earlier version stored without sealing them.
pub fn not_yet_sealed(conn: &mut Conn) -> QueryResult<i64> {
    let answers: i64 =
        responses::table.filter(responses::key_id.is_null()).count().get_result(conn)?;
    let notes: i64 =
        internal_notes::table.filter(internal_notes::key_id.is_null()).count().get_result(conn)?;
    Ok(answers + notes)
}

/// Seals a batch of a consultation's rows that the newest key does not seal yet; says how many.
/// The caller holds the consultation.
pub fn seal_anew(tx: &mut Tx, consultation: ConsultationKey) -> QueryResult<usize> {
    let sealer = sealing::sealer(tx)?;
    let key = sealer.key_id();
    let answers: Vec<Response> = responses::table
        .inner_join(inputs::table.on(inputs::id.eq(responses::input_id)))
        .inner_join(rounds::table.on(rounds::id.eq(inputs::round_id)))
        .filter(rounds::consultation_id.eq(consultation))
        .filter(responses::key_id.is_null().or(responses::key_id.ne(key)))
        .limit(ROWS)
        .select(Response::as_select())
        .load(&mut **tx)?;
    for one in &answers {
        let note = one.validation_note.as_deref();
        let columns = response_columns(tx, &one.public_id, &one.reason, note, &one.salt)?;
        diesel::update(responses::table.find(one.id)).set(columns).execute(&mut **tx)?;
    }
    let notes: Vec<Note> = internal_notes::table
        .filter(internal_notes::consultation_id.eq(consultation))
        .filter(internal_notes::key_id.is_null().or(internal_notes::key_id.ne(key)))
        .limit(ROWS)
        .select(Note::as_select())
        .load(&mut **tx)?;
    for one in &notes {
        let columns = note_columns(tx, &one.public_id, &one.body)?;
        diesel::update(internal_notes::table.find(one.id)).set(columns).execute(&mut **tx)?;
    }
    Ok(answers.len() + notes.len())
}
