//! Who was written to in a round, and the notes verbales.

use crate::db::{Backend, Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{ConsultationKey, NoteVerbaleKey, ParticipantKey, PublicId, RoundKey};
use crate::procedure::preparation::{MayApproveNote, MayRecordDispatch};
use crate::procedure::rounds::MayWriteToParticipants;
use crate::procedure::words::{Dispatch, Occasion};
use crate::schema::{invitations, notes_verbales};
use crate::secrets;
use diesel::prelude::*;

/// A note verbale to a mission: drafted, approved by hand and then numbered, dispatched.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = notes_verbales, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct NoteVerbale {
    pub id: NoteVerbaleKey,
    pub public_id: PublicId,
    pub consultation_id: ConsultationKey,
    pub round_id: Option<RoundKey>,
    pub participant_id: ParticipantKey,
    pub occasion: Occasion,
    /// "NV/2026/001", given when it is approved.
    pub number: Option<String>,
    pub language: String,
    pub body: String,
    pub drafted_at: Moment,
    pub approved_at: Option<Moment>,
    /// A civil date: "2026-03-02".
    pub dispatched_on: Option<String>,
    pub dispatched_how: Option<Dispatch>,
    pub row_version: i64,
}

impl NoteVerbale {
    pub fn path(&self) -> String {
        format!("/notes-verbales/{}", self.public_id)
    }

    pub fn is_approved(&self) -> bool {
        self.approved_at.is_some()
    }
}

pub fn note_by_public_id(conn: &mut Conn, id: &PublicId) -> QueryResult<NoteVerbale> {
    notes_verbales::table
        .filter(notes_verbales::public_id.eq(id))
        .select(NoteVerbale::as_select())
        .first(conn)
}

pub fn note(conn: &mut Conn, id: NoteVerbaleKey) -> QueryResult<NoteVerbale> {
    notes_verbales::table.find(id).select(NoteVerbale::as_select()).first(conn)
}

/// The notes verbales of a round, in the order in which they were drafted.
pub fn notes_of_round(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<NoteVerbale>> {
    notes_verbales::table
        .filter(notes_verbales::round_id.eq(round))
        .order(notes_verbales::id)
        .select(NoteVerbale::as_select())
        .load(conn)
}

/// Invited to the round by letter or note verbale, and when that was.
pub fn invited(
    conn: &mut Conn,
    round: RoundKey,
) -> QueryResult<Vec<(ParticipantKey, Moment, Option<Moment>)>> {
    invitations::table
        .filter(invitations::round_id.eq(round))
        .select((invitations::participant_id, invitations::written_at, invitations::reminded_at))
        .load(conn)
}

pub(in crate::rounds) fn insert_note(
    tx: &mut Tx,
    permit: &MayWriteToParticipants,
    round: RoundKey,
    participant: ParticipantKey,
    occasion: Occasion,
    (language, body): (&str, &str),
    now: Moment,
) -> QueryResult<PublicId> {
    let id = secrets::public_id();
    diesel::insert_into(notes_verbales::table)
        .values((
            notes_verbales::public_id.eq(&id),
            notes_verbales::consultation_id.eq(permit.consultation()),
            notes_verbales::round_id.eq(round),
            notes_verbales::participant_id.eq(participant),
            notes_verbales::occasion.eq(occasion),
            notes_verbales::language.eq(language),
            notes_verbales::body.eq(body),
            notes_verbales::drafted_at.eq(now),
        ))
        .execute(&mut **tx)?;
    Ok(id)
}

/// False when somebody changed the note since `version` was read.
pub(in crate::rounds) fn change_note(
    tx: &mut Tx,
    permit: &MayApproveNote,
    body: &str,
    version: i64,
) -> QueryResult<bool> {
    let note =
        notes_verbales::table.find(permit.note()).filter(notes_verbales::row_version.eq(version));
    let changed = diesel::update(note)
        .set((notes_verbales::body.eq(body), notes_verbales::row_version.eq(version + 1)))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// The next number of the consultation in that year. Call it while the consultation is held: the
/// numbers have no gaps and no two notes share one.
pub(in crate::rounds) fn next_number(
    tx: &mut Tx,
    consultation: ConsultationKey,
    year: i16,
) -> QueryResult<String> {
    let given: i64 = notes_verbales::table
        .filter(notes_verbales::consultation_id.eq(consultation))
        .filter(notes_verbales::number.like(format!("NV/{year}/%")))
        .count()
        .get_result(&mut **tx)?;
    Ok(format!("NV/{year}/{:03}", given + 1))
}

/// False when somebody changed the note since `version` was read: what is approved is what was seen.
pub(in crate::rounds) fn approve_note(
    tx: &mut Tx,
    permit: &MayApproveNote,
    number: &str,
    version: i64,
    now: Moment,
) -> QueryResult<bool> {
    let note =
        notes_verbales::table.find(permit.note()).filter(notes_verbales::row_version.eq(version));
    let changed = diesel::update(note)
        .set((
            notes_verbales::number.eq(number),
            notes_verbales::approved_at.eq(now),
            notes_verbales::approved_by.eq(permit.by().account),
            notes_verbales::row_version.eq(version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

pub(in crate::rounds) fn record_dispatch(
    tx: &mut Tx,
    permit: &MayRecordDispatch,
    on: &str,
    how: Dispatch,
    now: Moment,
) -> QueryResult<()> {
    diesel::update(notes_verbales::table.find(permit.note()))
        .set((
            notes_verbales::dispatched_on.eq(on),
            notes_verbales::dispatched_how.eq(how),
            notes_verbales::dispatch_recorded_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Notes that a participant was invited to the round, once.
pub(in crate::rounds) fn was_invited(
    tx: &mut Tx,
    round: RoundKey,
    participant: ParticipantKey,
    now: Moment,
) -> QueryResult<()> {
    let known: i64 = invitations::table
        .filter(invitations::round_id.eq(round))
        .filter(invitations::participant_id.eq(participant))
        .count()
        .get_result(&mut **tx)?;
    if known == 0 {
        diesel::insert_into(invitations::table)
            .values((
                invitations::round_id.eq(round),
                invitations::participant_id.eq(participant),
                invitations::written_at.eq(now),
            ))
            .execute(&mut **tx)?;
    }
    Ok(())
}

pub(in crate::rounds) fn was_reminded(
    tx: &mut Tx,
    round: RoundKey,
    participant: ParticipantKey,
    now: Moment,
) -> QueryResult<()> {
    let invitation = invitations::table
        .filter(invitations::round_id.eq(round))
        .filter(invitations::participant_id.eq(participant));
    diesel::update(invitation).set(invitations::reminded_at.eq(now)).execute(&mut **tx).map(drop)
}
