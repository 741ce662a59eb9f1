//! What drafts' pages read of other tables.

use crate::db::Conn;
use crate::procedure::keys::{DraftKey, PublicId};
use crate::schema::rounds;
use diesel::prelude::*;

/// A round in which the draft was circulated.
#[derive(Debug, Clone, Queryable)]
pub struct CirculatedIn {
    pub public_id: PublicId,
    pub title: String,
    pub open_to_public: bool,
}

pub fn rounds_of(conn: &mut Conn, draft: DraftKey) -> QueryResult<Vec<CirculatedIn>> {
    rounds::table
        .filter(rounds::draft_id.eq(draft))
        .filter(rounds::circulated_at.is_not_null())
        .order(rounds::id)
        .select((rounds::public_id, rounds::title, rounds::open_to_public))
        .load(conn)
}
