//! The lists of digests of a round: each is written once.

use crate::db::{Backend, Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::RoundKey;
use crate::schema::{digest_lines, digest_lists};
use diesel::prelude::*;

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = digest_lists, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct List {
    pub id: i64,
    pub round_id: RoundKey,
    /// 1 is the list of the closing; the others are supplements to it.
    pub number: i64,
    pub count: i64,
    /// The file, byte for byte.
    pub body: String,
    pub fixed_at: Moment,
}

/// A list about to be fixed.
pub(in super::super) struct NewList<'a> {
    pub round: RoundKey,
    pub number: i64,
    pub digests: &'a [Vec<u8>],
    pub body: &'a str,
}

pub(in super::super) fn insert(tx: &mut Tx, new: &NewList, now: Moment) -> QueryResult<List> {
    let id: i64 = diesel::insert_into(digest_lists::table)
        .values((
            digest_lists::round_id.eq(new.round),
            digest_lists::number.eq(new.number),
            digest_lists::count.eq(new.digests.len() as i64),
            digest_lists::body.eq(new.body),
            digest_lists::fixed_at.eq(now),
        ))
        .returning(digest_lists::id)
        .get_result(&mut **tx)?;
    for digest in new.digests {
        diesel::insert_into(digest_lines::table)
            .values((digest_lines::list_id.eq(id), digest_lines::commitment.eq(digest)))
            .execute(&mut **tx)?;
    }
    digest_lists::table.find(id).select(List::as_select()).first(&mut **tx)
}

/// The round's lists, in order.
pub fn of_round(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<List>> {
    let lists = digest_lists::table.filter(digest_lists::round_id.eq(round));
    lists.order(digest_lists::number).select(List::as_select()).load(conn)
}

pub fn find(conn: &mut Conn, round: RoundKey, number: i64) -> QueryResult<List> {
    let lists = digest_lists::table.filter(digest_lists::round_id.eq(round));
    lists.filter(digest_lists::number.eq(number)).select(List::as_select()).first(conn)
}

/// The list that a commitment stands in, if any.
pub fn listing(conn: &mut Conn, commitment: &[u8]) -> QueryResult<Option<List>> {
    digest_lines::table
        .inner_join(digest_lists::table)
        .filter(digest_lines::commitment.eq(commitment))
        .select(List::as_select())
        .first(conn)
        .optional()
}

/// The commitments of a list as rows, which the file must agree with.
pub fn lines(conn: &mut Conn, list: i64) -> QueryResult<Vec<Vec<u8>>> {
    let lines = digest_lines::table.filter(digest_lines::list_id.eq(list));
    lines.order(digest_lines::commitment).select(digest_lines::commitment).load(conn)
}
