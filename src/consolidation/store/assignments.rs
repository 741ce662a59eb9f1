//! Whose it is to work on a part of a round's text.

use crate::db::{Backend, Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::consolidation::MayAssign;
use crate::procedure::keys::{AccountKey, RoundKey};
use crate::schema::assignments;
use crate::secrets;
use diesel::prelude::*;

/// An element of the round's text (its identity) with all under it, or what lies beside the text,
/// given to one of the team.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = assignments, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Assignment {
    pub place: String,
    pub account_id: AccountKey,
    /// "2026-04-30".
    pub due_on: Option<String>,
}

/// The assignments of a round as they stand.
pub fn assignments(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<Assignment>> {
    assignments::table
        .filter(assignments::round_id.eq(round))
        .filter(assignments::ended_at.is_null())
        .order(assignments::id)
        .select(Assignment::as_select())
        .load(conn)
}

pub(in crate::consolidation) fn assign(
    tx: &mut Tx,
    permit: &MayAssign,
    place: &str,
    to: AccountKey,
    due_on: Option<&str>,
    now: Moment,
) -> QueryResult<()> {
    diesel::insert_into(assignments::table)
        .values((
            assignments::public_id.eq(secrets::public_id()),
            assignments::round_id.eq(permit.round()),
            assignments::place.eq(place),
            assignments::account_id.eq(to),
            assignments::due_on.eq(due_on),
            assignments::assigned_by.eq(permit.by().account),
            assignments::assigned_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Ends the assignment that stands at a place; false where there is none.
pub(in crate::consolidation) fn end_assignment(
    tx: &mut Tx,
    permit: &MayAssign,
    place: &str,
    now: Moment,
) -> QueryResult<bool> {
    let standing = assignments::table
        .filter(assignments::round_id.eq(permit.round()))
        .filter(assignments::place.eq(place))
        .filter(assignments::ended_at.is_null());
    let ended = diesel::update(standing).set(assignments::ended_at.eq(now)).execute(&mut **tx)?;
    Ok(ended > 0)
}
