//! Forms that wait for their authors: one for each account, sealed.

use crate::db::{Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::AccountKey;
use crate::schema::parked_forms;
use crate::sign_in::sealed::Sealed;
use diesel::prelude::*;

/// In the place of what waited for this account before.
pub(in crate::sign_in) fn keep(
    tx: &mut Tx,
    account: AccountKey,
    form: &Sealed,
    now: Moment,
) -> QueryResult<()> {
    diesel::delete(parked_forms::table.filter(parked_forms::account_id.eq(account)))
        .execute(&mut **tx)?;
    diesel::insert_into(parked_forms::table)
        .values((
            parked_forms::account_id.eq(account),
            parked_forms::parked_at.eq(now),
            parked_forms::sealed.eq(&form.bytes),
            parked_forms::key_id.eq(&form.key_id),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub(in crate::sign_in) fn of(
    conn: &mut Conn,
    account: AccountKey,
    since: Moment,
) -> QueryResult<Option<Vec<u8>>> {
    parked_forms::table
        .filter(parked_forms::account_id.eq(account))
        .filter(parked_forms::parked_at.gt(since))
        .select(parked_forms::sealed)
        .first(conn)
        .optional()
}

pub(in crate::sign_in) fn forget(tx: &mut Tx, before: Moment) -> QueryResult<usize> {
    diesel::delete(parked_forms::table.filter(parked_forms::parked_at.le(before)))
        .execute(&mut **tx)
}

pub(in crate::sign_in) fn is_any_older(conn: &mut Conn, than: Moment) -> QueryResult<bool> {
    let old = parked_forms::table.filter(parked_forms::parked_at.le(than));
    diesel::select(diesel::dsl::exists(old)).get_result(conn)
}

pub(in crate::sign_in) fn sealed_with(conn: &mut Conn, key: &str) -> QueryResult<i64> {
    parked_forms::table.filter(parked_forms::key_id.eq(key)).count().get_result(conn)
}

/// Those that are sealed with another key than this.
pub(in crate::sign_in) fn sealed_with_others(
    conn: &mut Conn,
    key: &str,
    most: i64,
) -> QueryResult<Vec<(AccountKey, Vec<u8>)>> {
    parked_forms::table
        .filter(parked_forms::key_id.ne(key))
        .order(parked_forms::id)
        .limit(most)
        .select((parked_forms::account_id, parked_forms::sealed))
        .load(conn)
}

pub(in crate::sign_in) fn reseal(
    tx: &mut Tx,
    account: AccountKey,
    form: &Sealed,
) -> QueryResult<()> {
    diesel::update(parked_forms::table.filter(parked_forms::account_id.eq(account)))
        .set((parked_forms::sealed.eq(&form.bytes), parked_forms::key_id.eq(&form.key_id)))
        .execute(&mut **tx)
        .map(drop)
}
