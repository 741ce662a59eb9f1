//! Second factors and recovery codes: one secret per account, ten codes.

use crate::db::{Backend, Conn, Tx, on};
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, PublicId};
use crate::schema::{accounts, recovery_codes, second_factors};
use crate::sign_in::sealed::Sealed;
use diesel::dsl::exists;
use diesel::prelude::*;

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = second_factors, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct SecondFactor {
    /// Sealed.
    pub secret: Vec<u8>,
    pub confirmed_at: Moment,
}

pub fn find(conn: &mut Conn, account: AccountKey) -> QueryResult<Option<SecondFactor>> {
    second_factors::table
        .filter(second_factors::account_id.eq(account))
        .select(SecondFactor::as_select())
        .first(conn)
        .optional()
}

/// Does signing in take a code?
pub fn is_on(conn: &mut Conn, account: AccountKey) -> QueryResult<bool> {
    let there = second_factors::table.filter(second_factors::account_id.eq(account));
    diesel::select(exists(there)).get_result(conn)
}

pub(in crate::sign_in) fn put(
    tx: &mut Tx,
    account: AccountKey,
    sealed: &Sealed,
    step: i64,
    now: Moment,
) -> QueryResult<()> {
    let row = (
        second_factors::account_id.eq(account),
        second_factors::key_id.eq(&sealed.key_id),
        second_factors::secret.eq(&sealed.bytes),
        second_factors::last_step.eq(step),
        second_factors::confirmed_at.eq(now),
    );
    on!(&mut **tx, |c| diesel::insert_into(second_factors::table)
        .values(row)
        .on_conflict(second_factors::account_id)
        .do_update()
        .set((
            second_factors::key_id.eq(&sealed.key_id),
            second_factors::secret.eq(&sealed.bytes),
            second_factors::last_step.eq(step),
            second_factors::confirmed_at.eq(now),
        ))
        .execute(c))?;
    Ok(())
}

pub(in crate::sign_in) fn sealed_with(conn: &mut Conn, key: &str) -> QueryResult<i64> {
    second_factors::table.filter(second_factors::key_id.eq(key)).count().get_result(conn)
}

/// Some of those that are not sealed with this key, with the public id of their account.
pub(in crate::sign_in) fn sealed_with_others(
    conn: &mut Conn,
    key: &str,
    most: i64,
) -> QueryResult<Vec<(AccountKey, PublicId, Vec<u8>)>> {
    second_factors::table
        .inner_join(accounts::table.on(second_factors::account_id.eq(accounts::id)))
        .filter(second_factors::key_id.ne(key))
        .order(second_factors::id)
        .limit(most)
        .select((accounts::id, accounts::public_id, second_factors::secret))
        .load(conn)
}

pub(in crate::sign_in) fn reseal(
    tx: &mut Tx,
    account: AccountKey,
    sealed: &Sealed,
) -> QueryResult<()> {
    diesel::update(second_factors::table.filter(second_factors::account_id.eq(account)))
        .set((second_factors::key_id.eq(&sealed.key_id), second_factors::secret.eq(&sealed.bytes)))
        .execute(&mut **tx)
        .map(drop)
}

/// Uses up every code to this step; false when it was used up before.
pub(in crate::sign_in) fn use_step(
    tx: &mut Tx,
    account: AccountKey,
    step: i64,
) -> QueryResult<bool> {
    let unused = second_factors::table
        .filter(second_factors::account_id.eq(account))
        .filter(second_factors::last_step.lt(step));
    let used = diesel::update(unused).set(second_factors::last_step.eq(step)).execute(&mut **tx)?;
    Ok(used == 1)
}

pub(in crate::sign_in) fn forget(tx: &mut Tx, account: AccountKey) -> QueryResult<()> {
    forget_codes(tx, account)?;
    diesel::delete(second_factors::table.filter(second_factors::account_id.eq(account)))
        .execute(&mut **tx)
        .map(drop)
}

pub(in crate::sign_in) fn insert_code(
    tx: &mut Tx,
    account: AccountKey,
    digest: &[u8],
    now: Moment,
) -> QueryResult<()> {
    diesel::insert_into(recovery_codes::table)
        .values((
            recovery_codes::account_id.eq(account),
            recovery_codes::code_hash.eq(digest),
            recovery_codes::created_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Marks it used; false when there is no such code, or it was used before.
pub(in crate::sign_in) fn use_code(
    tx: &mut Tx,
    account: AccountKey,
    digest: &[u8],
    now: Moment,
) -> QueryResult<bool> {
    let unused = recovery_codes::table
        .filter(recovery_codes::account_id.eq(account))
        .filter(recovery_codes::code_hash.eq(digest))
        .filter(recovery_codes::used_at.is_null());
    let used = diesel::update(unused).set(recovery_codes::used_at.eq(now)).execute(&mut **tx)?;
    Ok(used == 1)
}

pub(in crate::sign_in) fn forget_codes(tx: &mut Tx, account: AccountKey) -> QueryResult<()> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::account_id.eq(account)))
        .execute(&mut **tx)
        .map(drop)
}

pub(in crate::sign_in) fn codes_left(conn: &mut Conn, account: AccountKey) -> QueryResult<i64> {
    recovery_codes::table
        .filter(recovery_codes::account_id.eq(account))
        .filter(recovery_codes::used_at.is_null())
        .count()
        .get_result(conn)
}
