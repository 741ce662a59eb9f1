//! Participants, their people, and those who ask at the open door.

use crate::db::{Backend, Conn};
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, ConsultationKey, ParticipantKey, PersonKey, PublicId};
use crate::procedure::words::{ParticipantKind, RegionalGroup, SeatRole};
use crate::schema::{participants, people};
use diesel::prelude::*;

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = participants, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Participant {
    pub id: ParticipantKey,
    pub public_id: PublicId,
    pub consultation_id: ConsultationKey,
    pub name: String,
    pub kind: ParticipantKind,
    pub regional_group: Option<RegionalGroup>,
    /// The language that it is written to in.
    pub language: String,
    /// Where the first invitation goes; empty for missions that are written to on paper only.
    pub email: String,
    /// The mission's address for notes verbales, line by line.
    pub address: String,
    pub contributors_may_submit: bool,
    pub created_at: Moment,
}

/// A person of a participant.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = people, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Person {
    pub id: PersonKey,
    pub public_id: PublicId,
    pub participant_id: ParticipantKey,
    pub account_id: Option<AccountKey>,
    pub name: String,
    pub email: String,
    pub role: SeatRole,
    pub invited_at: Moment,
    pub accepted_at: Option<Moment>,
    pub ended_at: Option<Moment>,
}

pub fn find(conn: &mut Conn, id: ParticipantKey) -> QueryResult<Participant> {
    participants::table.find(id).select(Participant::as_select()).first(conn)
}

pub fn find_by_public_id(conn: &mut Conn, id: &PublicId) -> QueryResult<Participant> {
    participants::table
        .filter(participants::public_id.eq(id))
        .select(Participant::as_select())
        .first(conn)
}

/// All participants of a consultation, by name.
pub fn of_consultation(conn: &mut Conn, id: ConsultationKey) -> QueryResult<Vec<Participant>> {
    participants::table
        .filter(participants::consultation_id.eq(id))
        .order(participants::name)
        .select(Participant::as_select())
        .load(conn)
}

/// The people of a participant who have not left, those who submit first.
pub fn people_of(conn: &mut Conn, participant: ParticipantKey) -> QueryResult<Vec<Person>> {
    people::table
        .filter(people::participant_id.eq(participant))
        .filter(people::ended_at.is_null())
        .order((people::role.desc(), people::id))
        .select(Person::as_select())
        .load(conn)
}
