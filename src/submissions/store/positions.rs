//! Positions: what a participant holds of a paragraph, or of another's proposal. Whose it is, of what,
//! and which, is sealed.

use crate::db::{Backend, Conn, Tx};
use crate::journal::frozen::Frozen;
use crate::procedure::Moment;
use crate::procedure::agreement::{MayTakePosition, MayWithdrawPosition};
use crate::procedure::keys::{ConsultationKey, ParticipantKey, PublicId, RoundKey};
use crate::procedure::sight::InputFacts;
use crate::procedure::submissions::MayPublish;
use crate::procedure::words::{PublicationClass, Stance, SubmissionState};
use crate::schema::{positions, rounds};
use crate::sealing::{self, Place};
use crate::secrets;
use crate::signing::hex;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

const POSITION: &str = "the position";

/// What somebody holds, and of what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub participant: ParticipantKey,
    /// The identity of the element.
    pub identity: String,
    /// The proposal on that element; None: the paragraph as it stands.
    pub proposal: Option<PublicId>,
    pub stance: Stance,
    pub remark: String,
}

#[derive(Debug, Clone)]
pub struct Position {
    pub id: i64,
    pub public_id: PublicId,
    pub round_id: RoundKey,
    pub class: PublicationClass,
    pub late: bool,
    pub taken_at: Moment,
    pub published_at: Option<Moment>,
    pub withdrawn_at: Option<Moment>,
    pub held: Held,
    /// Of the digest in the journal: nobody guesses from it who holds what. None was kept once.
    salt: String,
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(flatten)]
    held: Held,
    #[serde(default)]
    salt: String,
}

impl Position {
    /// What visibility turns on.
    pub fn facts(&self) -> InputFacts {
        InputFacts {
            participant: self.held.participant,
            state: match self.withdrawn_at {
                None => SubmissionState::Submitted,
                Some(_) => SubmissionState::Withdrawn,
            },
            class: Some(self.class),
            published: self.published_at.is_some(),
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = positions, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
struct Row {
    id: i64,
    public_id: PublicId,
    round_id: RoundKey,
    sealed: Vec<u8>,
    publication_class: PublicationClass,
    late: bool,
    taken_at: Moment,
    published_at: Option<Moment>,
    withdrawn_at: Option<Moment>,
}

impl Row {
    fn open(self) -> QueryResult<Position> {
        let place = Place::of(POSITION, self.public_id.as_str());
        let Kept { held, salt } = sealing::open_document(place, &self.sealed)?;
        Ok(Position {
            id: self.id,
            public_id: self.public_id,
            round_id: self.round_id,
            class: self.publication_class,
            late: self.late,
            taken_at: self.taken_at,
            published_at: self.published_at,
            withdrawn_at: self.withdrawn_at,
            held,
            salt,
        })
    }
}

/// One row, opened.
pub(super) fn open_position(conn: &mut Conn, row: i64) -> QueryResult<Position> {
    positions::table.find(row).select(Row::as_select()).first(conn)?.open()
}

/// Stores a position in the place of the one that the participant held of the same.
pub fn take_position(
    tx: &mut Tx,
    permit: &MayTakePosition,
    held: &Held,
    class: PublicationClass,
    published: bool,
    now: Moment,
) -> QueryResult<PublicId> {
    let id = secrets::public_id();
    let sealer = sealing::sealer(tx)?;
    let kept = Kept { held: held.clone(), salt: hex(&secrets::random::<32>()) };
    diesel::insert_into(positions::table)
        .values((
            positions::public_id.eq(&id),
            positions::round_id.eq(permit.round()),
            positions::participant_index.eq(sealer.index_of(held.participant, permit.round())),
            positions::sealed.eq(sealer.seal_document(Place::of(POSITION, id.as_str()), &kept)?),
            positions::key_id.eq(sealer.key_id()),
            positions::publication_class.eq(class),
            positions::late.eq(permit.late()),
            positions::taken_at.eq(now),
            positions::published_at.eq(published.then_some(now)),
        ))
        .execute(&mut **tx)?;
    Ok(id)
}

/// The position that another takes the place of.
pub fn end_position(
    tx: &mut Tx,
    _permit: &MayTakePosition,
    old: &Position,
    now: Moment,
) -> QueryResult<()> {
    end(tx, old, now)
}

pub fn withdraw_position(
    tx: &mut Tx,
    _permit: &MayWithdrawPosition,
    old: &Position,
    now: Moment,
) -> QueryResult<()> {
    end(tx, old, now)
}

fn end(tx: &mut Tx, old: &Position, now: Moment) -> QueryResult<()> {
    diesel::update(positions::table.find(old.id))
        .set(positions::withdrawn_at.eq(now))
        .execute(&mut **tx)
        .map(drop)
}

/// Publishes the positions of a round with its submissions; says how many.
pub fn publish_positions(tx: &mut Tx, permit: &MayPublish, now: Moment) -> QueryResult<usize> {
    diesel::update(
        positions::table
            .filter(positions::round_id.eq(permit.round()))
            .filter(positions::withdrawn_at.is_null())
            .filter(positions::published_at.is_null()),
    )
    .set(positions::published_at.eq(now))
    .execute(&mut **tx)
}

/// The positions that are held in a round, in the order in which they were taken.
pub fn positions_in(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<Position>> {
    let rows: Vec<Row> = positions::table
        .filter(positions::round_id.eq(round))
        .filter(positions::withdrawn_at.is_null())
        .order(positions::id)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::open).collect()
}

/// Every position that was ever taken in a round, in that order; those that cannot be read, too.
pub fn positions_ever(
    conn: &mut Conn,
    round: RoundKey,
) -> QueryResult<Vec<(PublicId, QueryResult<Position>)>> {
    let rows: Vec<Row> = positions::table
        .filter(positions::round_id.eq(round))
        .order(positions::id)
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.public_id.clone(), row.open())).collect())
}

/// What the journal commits to when a position is taken; None for what an earlier version stored.
pub fn digest_of_position(conn: &mut Conn, one: &Position) -> QueryResult<Option<String>> {
    if one.salt.is_empty() {
        return Ok(None);
    }
    let round = crate::rounds::store::find(conn, one.round_id)?.public_id;
    let held = &one.held;
    let holder = crate::participants::store::find(conn, held.participant)?.public_id;
    let frozen = Frozen::new("travaux/v1/position")
        .text(&one.salt)
        .text(one.public_id.as_str())
        .text(round.as_str())
        .text(holder.as_str())
        .text(&held.identity)
        .maybe(held.proposal.as_ref().map(|id| id.as_str()))
        .text(held.stance.as_str())
        .text(&held.remark)
        .text(one.class.as_str())
        .flag(one.late)
        .moment(Some(one.taken_at));
    Ok(Some(frozen.digest()))
}

pub fn find_position(conn: &mut Conn, id: &PublicId) -> QueryResult<Position> {
    let row: Row = positions::table
        .filter(positions::public_id.eq(id))
        .select(Row::as_select())
        .first(conn)?;
    row.open()
}

/// Seals what is held in this row, with the newest key.
pub fn seal_position(tx: &mut Tx, position: &Position, held: &Held) -> QueryResult<usize> {
    let sealer = sealing::sealer(tx)?;
    let place = Place::of(POSITION, position.public_id.as_str());
    let kept = Kept { held: held.clone(), salt: position.salt.clone() };
    diesel::update(positions::table.find(position.id))
        .set((
            positions::sealed.eq(sealer.seal_document(place, &kept)?),
            positions::participant_index.eq(sealer.index_of(held.participant, position.round_id)),
            positions::key_id.eq(sealer.key_id()),
        ))
        .execute(&mut **tx)
}

/// Seals a batch of positions anew that are not sealed with the newest key; says how many.
pub(super) fn seal_positions_anew(
    tx: &mut Tx,
    consultation: ConsultationKey,
    most: i64,
) -> QueryResult<usize> {
    let sealer = sealing::sealer(tx)?;
    let old: Vec<Row> = positions::table
        .inner_join(rounds::table)
        .filter(rounds::consultation_id.eq(consultation))
        .filter(positions::key_id.ne(sealer.key_id()))
        .limit(most)
        .select(Row::as_select())
        .load(&mut **tx)?;
    let count = old.len();
    for row in old {
        let position = row.open()?;
        seal_position(tx, &position, &position.held)?;
    }
    Ok(count)
}
