//! Groups: which participants are members of which, from a date to a date.

use super::Participant;
use crate::db::{Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{ConsultationKey, ParticipantKey, PublicId};
use crate::procedure::preparation::MayKeepMembers;
use crate::schema::{memberships, participants};
use crate::secrets;
use diesel::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Membership {
    pub id: i64,
    pub public_id: PublicId,
    pub group: ParticipantKey,
    pub member: ParticipantKey,
    /// "2026-03-01"; empty: from the beginning.
    pub from_date: String,
    /// The last day; empty: without an end.
    pub to_date: String,
}

impl Membership {
    /// Is it in force on that day ("2026-03-15")?
    pub fn holds_on(&self, day: &str) -> bool {
        self.from_date.as_str() <= day && (self.to_date.is_empty() || day <= self.to_date.as_str())
    }
}

/// The members of a group, past and present, by name.
pub fn members_of(
    conn: &mut Conn,
    group: ParticipantKey,
) -> QueryResult<Vec<(Membership, Participant)>> {
    memberships::table
        .inner_join(participants::table.on(participants::id.eq(memberships::member_id)))
        .filter(memberships::group_id.eq(group))
        .order((participants::name, memberships::id))
        .select((COLUMNS, Participant::as_select()))
        .load(conn)
}

/// The groups that a participant is or was in, by name.
pub fn groups_of(
    conn: &mut Conn,
    member: ParticipantKey,
) -> QueryResult<Vec<(Membership, Participant)>> {
    memberships::table
        .inner_join(participants::table.on(participants::id.eq(memberships::group_id)))
        .filter(memberships::member_id.eq(member))
        .order((participants::name, memberships::id))
        .select((COLUMNS, Participant::as_select()))
        .load(conn)
}

type Columns = (
    memberships::id,
    memberships::public_id,
    memberships::group_id,
    memberships::member_id,
    memberships::from_date,
    memberships::to_date,
);

const COLUMNS: Columns = (
    memberships::id,
    memberships::public_id,
    memberships::group_id,
    memberships::member_id,
    memberships::from_date,
    memberships::to_date,
);

pub fn find_membership(conn: &mut Conn, id: &PublicId) -> QueryResult<Membership> {
    memberships::table.filter(memberships::public_id.eq(id)).select(COLUMNS).first(conn)
}

pub(in super::super) fn insert_member(
    tx: &mut Tx,
    _permit: &MayKeepMembers,
    group: ParticipantKey,
    member: ParticipantKey,
    (from, to): (&str, &str),
    now: Moment,
) -> QueryResult<()> {
    diesel::insert_into(memberships::table)
        .values((
            memberships::public_id.eq(secrets::public_id()),
            memberships::group_id.eq(group),
            memberships::member_id.eq(member),
            memberships::from_date.eq(from),
            memberships::to_date.eq(to),
            memberships::added_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub(in super::super) fn set_end(
    tx: &mut Tx,
    _permit: &MayKeepMembers,
    membership: &Membership,
    to: &str,
) -> QueryResult<()> {
    diesel::update(memberships::table.find(membership.id))
        .set(memberships::to_date.eq(to))
        .execute(&mut **tx)
        .map(drop)
}

/// Participants of a consultation that could be members of a group: all but itself.
pub fn eligible(
    conn: &mut Conn,
    consultation: ConsultationKey,
    group: ParticipantKey,
) -> QueryResult<Vec<Participant>> {
    let mut all = super::of_consultation(conn, consultation)?;
    all.retain(|one| one.id != group);
    Ok(all)
}
