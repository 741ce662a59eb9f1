//! What drafts' pages read of other tables.

use crate::db::Conn;
use crate::procedure::Moment;
use crate::procedure::keys::{DraftKey, PublicId};
use crate::schema::{closures, rounds};
use diesel::prelude::*;

/// A round in which the draft was circulated.
#[derive(Debug, Clone, Queryable)]
pub struct CirculatedIn {
    pub public_id: PublicId,
    pub title: String,
    pub open_to_public: bool,
}

/// The titles of those rounds of the draft that still take comments on it at `now`.
pub fn open_rounds_of(conn: &mut Conn, draft: DraftKey, now: Moment) -> QueryResult<Vec<String>> {
    rounds::table
        .left_join(closures::table)
        .filter(rounds::draft_id.eq(draft))
        .filter(rounds::circulated_at.is_not_null())
        .filter(rounds::closes_at.gt(now))
        .filter(closures::id.is_null())
        .order(rounds::id)
        .select(rounds::title)
        .load(conn)
}

pub fn rounds_of(conn: &mut Conn, draft: DraftKey) -> QueryResult<Vec<CirculatedIn>> {
    rounds::table
        .filter(rounds::draft_id.eq(draft))
        .filter(rounds::circulated_at.is_not_null())
        .order(rounds::id)
        .select((rounds::public_id, rounds::title, rounds::open_to_public))
        .load(conn)
}
