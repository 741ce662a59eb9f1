//! Participants, their people, and those who ask at the open door.

pub mod groups;
pub mod meetings;

use super::NewParticipant;
use crate::db::{Backend, Conn, Tx};
use crate::journal::frozen::Frozen;
use crate::procedure::Moment;
use crate::procedure::keys::{
    AccountKey, ConsultationKey, DoorRequestKey, ParticipantKey, PersonKey, PublicId,
};
use crate::procedure::preparation::{
    MayChangeParticipant, MayDecideAtTheDoor, MayInviteColleague, MayRegisterParticipants,
};
use crate::procedure::words::{DoorDecision, ParticipantKind, RegionalGroup, SeatRole};
use crate::schema::{door_requests, participants, people};
use crate::secrets;
use crate::sign_in;
use crate::signing::hex;
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
    /// Of its facts.
    pub row_version: i64,
}

impl Participant {
    /// Where its page is.
    pub fn path(&self) -> String {
        format!("/participants/{}", self.public_id)
    }
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

/// Somebody who asks to take part without having been invited.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = door_requests, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct DoorRequest {
    pub id: DoorRequestKey,
    pub public_id: PublicId,
    pub consultation_id: ConsultationKey,
    pub person_name: String,
    pub email: String,
    pub participant_name: String,
    pub kind: ParticipantKind,
    pub regional_group: Option<RegionalGroup>,
    pub language: String,
    pub statement: String,
    pub requested_at: Moment,
    pub confirmed_at: Option<Moment>,
    pub decided_at: Option<Moment>,
    pub decision: Option<DoorDecision>,
    pub reason: Option<String>,
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

pub fn find_by_name(
    conn: &mut Conn,
    consultation: ConsultationKey,
    name: &str,
) -> QueryResult<Option<Participant>> {
    participants::table
        .filter(participants::consultation_id.eq(consultation))
        .filter(participants::name.eq(name))
        .select(Participant::as_select())
        .first(conn)
        .optional()
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
    let mut people = people::table
        .filter(people::participant_id.eq(participant))
        .filter(people::ended_at.is_null())
        .order(people::id)
        .select(Person::as_select())
        .load(conn)?;
    people.sort_by_key(|person: &Person| person.role);
    with_present_addresses(conn, people)
}

/// Whoever has an account is written to where the account's letters go, also after a change.
fn with_present_addresses(conn: &mut Conn, mut people: Vec<Person>) -> QueryResult<Vec<Person>> {
    let accounts: Vec<AccountKey> = people.iter().filter_map(|person| person.account_id).collect();
    let addresses = sign_in::addresses(conn, &accounts)?;
    for person in &mut people {
        let present = person.account_id.and_then(|account| addresses.get(&account));
        if let Some(present) = present.filter(|_| person.accepted_at.is_some()) {
            person.email.clone_from(present);
        }
    }
    Ok(people)
}

/// The people of all participants of a consultation who have not left.
pub fn people_of_consultation(conn: &mut Conn, id: ConsultationKey) -> QueryResult<Vec<Person>> {
    let of_it =
        participants::table.filter(participants::consultation_id.eq(id)).select(participants::id);
    let people = people::table
        .filter(people::participant_id.eq_any(of_it))
        .filter(people::ended_at.is_null())
        .order(people::id)
        .select(Person::as_select())
        .load(conn)?;
    with_present_addresses(conn, people)
}

pub fn find_person(conn: &mut Conn, id: PersonKey) -> QueryResult<Person> {
    people::table.find(id).select(Person::as_select()).first(conn)
}

pub(super) fn insert(
    tx: &mut Tx,
    consultation: ConsultationKey,
    new: &NewParticipant,
    admitted_by: &str,
    now: Moment,
) -> QueryResult<Participant> {
    let id = secrets::public_id();
    diesel::insert_into(participants::table)
        .values((
            participants::public_id.eq(&id),
            participants::consultation_id.eq(consultation),
            participants::name.eq(&new.name),
            participants::kind.eq(new.kind),
            participants::regional_group.eq(new.regional_group),
            participants::language.eq(&new.language),
            participants::email.eq(&new.email),
            participants::address.eq(&new.address),
            participants::admitted_by.eq(admitted_by),
            participants::created_at.eq(now),
            participants::salt.eq(secrets::random::<32>().to_vec()),
        ))
        .execute(&mut **tx)?;
    find_by_public_id(tx, &id)
}

/// What the journal commits to of a participant, as it is stored now: who it is, where it is written to, who
/// submits. None for one that was registered before it did.
pub fn digest(conn: &mut Conn, participant: ParticipantKey) -> QueryResult<Option<String>> {
    let one = find(conn, participant)?;
    let salt: Option<Vec<u8>> =
        participants::table.find(participant).select(participants::salt).first(conn)?;
    let Some(salt) = salt else { return Ok(None) };
    let frozen = Frozen::new("travaux/v1/participant")
        .text(&hex(&salt))
        .text(one.public_id.as_str())
        .text(&one.name)
        .text(one.kind.as_str())
        .maybe(one.regional_group.map(|group| group.as_str()))
        .text(&one.language)
        .text(&one.email)
        .text(&one.address)
        .flag(one.contributors_may_submit);
    Ok(Some(frozen.digest()))
}

/// False when somebody changed the facts since `version` was read.
pub(super) fn update(
    tx: &mut Tx,
    _permit: &MayRegisterParticipants,
    participant: ParticipantKey,
    new: &NewParticipant,
    version: i64,
) -> QueryResult<bool> {
    let row = participants::table.find(participant).filter(participants::row_version.eq(version));
    let changed = diesel::update(row)
        .set((
            participants::name.eq(&new.name),
            participants::kind.eq(new.kind),
            participants::regional_group.eq(new.regional_group),
            participants::language.eq(&new.language),
            participants::email.eq(&new.email),
            participants::address.eq(&new.address),
            participants::row_version.eq(version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

pub(super) fn let_contributors_submit(
    tx: &mut Tx,
    permit: &MayChangeParticipant,
    may: bool,
) -> QueryResult<()> {
    diesel::update(participants::table.find(permit.participant()))
        .set(participants::contributors_may_submit.eq(may))
        .execute(&mut **tx)
        .map(drop)
}

/// A new person of a participant, not yet accepted.
#[derive(Debug, Clone)]
pub(super) struct NewPerson<'a> {
    pub participant: ParticipantKey,
    pub name: &'a str,
    pub email: &'a str,
    pub role: SeatRole,
}

pub(super) fn insert_person(tx: &mut Tx, new: &NewPerson, now: Moment) -> QueryResult<Person> {
    let id = secrets::public_id();
    diesel::insert_into(people::table)
        .values((
            people::public_id.eq(&id),
            people::participant_id.eq(new.participant),
            people::name.eq(new.name),
            people::email.eq(new.email),
            people::role.eq(new.role),
            people::invited_at.eq(now),
        ))
        .execute(&mut **tx)?;
    people::table.filter(people::public_id.eq(&id)).select(Person::as_select()).first(&mut **tx)
}

pub(super) fn set_role(
    tx: &mut Tx,
    _permit: &MayInviteColleague,
    person: PersonKey,
    role: SeatRole,
) -> QueryResult<()> {
    diesel::update(people::table.find(person))
        .set(people::role.eq(role))
        .execute(&mut **tx)
        .map(drop)
}

/// The person took the seat: from now on the account has it.
pub(super) fn seat(
    tx: &mut Tx,
    person: PersonKey,
    account: AccountKey,
    name: &str,
    now: Moment,
) -> QueryResult<()> {
    let waiting = people::table.find(person).filter(people::accepted_at.is_null());
    diesel::update(waiting)
        .set((
            people::account_id.eq(Some(account)),
            people::name.eq(name),
            people::accepted_at.eq(Some(now)),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub(super) fn end_seat(
    tx: &mut Tx,
    permit: &MayChangeParticipant,
    person: PersonKey,
    now: Moment,
) -> QueryResult<()> {
    let row = people::table
        .find(person)
        .filter(people::participant_id.eq(permit.participant()))
        .filter(people::ended_at.is_null());
    diesel::update(row).set(people::ended_at.eq(Some(now))).execute(&mut **tx).map(drop)
}

pub fn find_request(conn: &mut Conn, id: &PublicId) -> QueryResult<DoorRequest> {
    door_requests::table
        .filter(door_requests::public_id.eq(id))
        .select(DoorRequest::as_select())
        .first(conn)
}

/// Everyone who asked at the door, the latest first.
pub fn requests(conn: &mut Conn, id: ConsultationKey) -> QueryResult<Vec<DoorRequest>> {
    door_requests::table
        .filter(door_requests::consultation_id.eq(id))
        .order(door_requests::id.desc())
        .select(DoorRequest::as_select())
        .load(conn)
}

pub(super) fn insert_request(
    tx: &mut Tx,
    consultation: ConsultationKey,
    asked: &super::door::Asked,
    now: Moment,
) -> QueryResult<DoorRequest> {
    let id = secrets::public_id();
    diesel::insert_into(door_requests::table)
        .values((
            door_requests::public_id.eq(&id),
            door_requests::consultation_id.eq(consultation),
            door_requests::person_name.eq(&asked.person_name),
            door_requests::email.eq(&asked.participant.email),
            door_requests::participant_name.eq(&asked.participant.name),
            door_requests::kind.eq(asked.participant.kind),
            door_requests::regional_group.eq(asked.participant.regional_group),
            door_requests::language.eq(&asked.participant.language),
            door_requests::statement.eq(&asked.statement),
            door_requests::requested_at.eq(now),
        ))
        .execute(&mut **tx)?;
    find_request(tx, &id)
}

/// Somebody who has not confirmed the address yet says it otherwise.
pub(super) fn reword_request(
    tx: &mut Tx,
    request: DoorRequestKey,
    asked: &super::door::Asked,
) -> QueryResult<()> {
    let row = door_requests::table.find(request).filter(door_requests::confirmed_at.is_null());
    diesel::update(row)
        .set((
            door_requests::person_name.eq(&asked.person_name),
            door_requests::participant_name.eq(&asked.participant.name),
            door_requests::kind.eq(asked.participant.kind),
            door_requests::regional_group.eq(asked.participant.regional_group),
            door_requests::language.eq(&asked.participant.language),
            door_requests::statement.eq(&asked.statement),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub(super) fn confirm_request(
    tx: &mut Tx,
    request: DoorRequestKey,
    now: Moment,
) -> QueryResult<()> {
    let row = door_requests::table.find(request).filter(door_requests::confirmed_at.is_null());
    diesel::update(row).set(door_requests::confirmed_at.eq(Some(now))).execute(&mut **tx).map(drop)
}

pub(super) fn decide_request(
    tx: &mut Tx,
    permit: &MayDecideAtTheDoor,
    decision: DoorDecision,
    reason: &str,
    participant: Option<ParticipantKey>,
    now: Moment,
) -> QueryResult<()> {
    diesel::update(door_requests::table.find(permit.request()))
        .set((
            door_requests::decided_at.eq(Some(now)),
            door_requests::decided_by.eq(permit.by().account.map(|account| account.0)),
            door_requests::decision.eq(Some(decision)),
            door_requests::reason.eq(Some(reason)),
            door_requests::participant_id.eq(participant.map(|key| key.0)),
        ))
        .execute(&mut **tx)
        .map(drop)
}
