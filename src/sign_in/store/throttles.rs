//! Failed sign-ins, counted by account in rows, so that a restart forgives nobody.

use crate::db::{Conn, Tx};
use crate::procedure::Moment;
use crate::schema::throttles;
use diesel::prelude::*;

/// When the failures since `since` happened, oldest first.
pub(in crate::sign_in) fn since(
    conn: &mut Conn,
    key: &str,
    since: Moment,
) -> QueryResult<Vec<Moment>> {
    throttles::table
        .filter(throttles::key.eq(key))
        .filter(throttles::at.gt(since))
        .order(throttles::at)
        .limit(1000)
        .select(throttles::at)
        .load(conn)
}

pub(in crate::sign_in) fn note(tx: &mut Tx, key: &str, now: Moment) -> QueryResult<()> {
    diesel::insert_into(throttles::table)
        .values((throttles::key.eq(key), throttles::at.eq(now)))
        .execute(&mut **tx)
        .map(drop)
}

/// After a good sign-in.
pub(in crate::sign_in) fn forgive(tx: &mut Tx, key: &str) -> QueryResult<()> {
    diesel::delete(throttles::table.filter(throttles::key.eq(key))).execute(&mut **tx).map(drop)
}

pub(in crate::sign_in) fn forget(tx: &mut Tx, before: Moment) -> QueryResult<usize> {
    diesel::delete(throttles::table.filter(throttles::at.lt(before))).execute(&mut **tx)
}

pub(in crate::sign_in) fn is_any_older(conn: &mut Conn, than: Moment) -> QueryResult<bool> {
    let old = throttles::table.filter(throttles::at.lt(than));
    diesel::select(diesel::dsl::exists(old)).get_result(conn)
}
