//! Accounts and sessions; one-time links and the throttle's memory are beside them.

pub(super) mod links;
pub(super) mod throttles;

use crate::db::{Backend, Conn, Tx, on};
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, PublicId};
use crate::schema::{accounts, sessions};
use crate::secrets;
use diesel::prelude::*;

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = accounts, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Account {
    pub id: AccountKey,
    pub public_id: PublicId,
    pub email: String,
    pub name: String,
    pub language: String,
    pub system_administrator: bool,
}

/// How long a session lasts without an act (a POST; autosave is one too), in seconds.
const IDLE: i64 = 8 * 3600;
/// How long a session lasts at most, in days.
const LONGEST: i64 = 7;
/// Acts within this many seconds of one another count as one, and write nothing.
const SAME_VISIT: i64 = 5 * 60;

/// A session that is still good, and whose it is.
pub fn session(conn: &mut Conn, digest: &[u8], now: Moment) -> QueryResult<Option<(i64, Account)>> {
    sessions::table
        .inner_join(accounts::table)
        .filter(sessions::token_hash.eq(digest))
        .filter(sessions::expires_at.gt(now))
        .filter(accounts::deactivated_at.is_null())
        .select((sessions::id, Account::as_select()))
        .first(conn)
        .optional()
}

pub fn find(conn: &mut Conn, id: AccountKey) -> QueryResult<Account> {
    accounts::table.find(id).select(Account::as_select()).first(conn)
}

/// The account of an address that is already normalized, unless it was deactivated.
pub fn find_by_email(conn: &mut Conn, email: &str) -> QueryResult<Option<Account>> {
    accounts::table
        .filter(accounts::email.eq(email))
        .filter(accounts::deactivated_at.is_null())
        .select(Account::as_select())
        .first(conn)
        .optional()
}

pub fn is_empty(conn: &mut Conn) -> QueryResult<bool> {
    let one = accounts::table.select(accounts::id).limit(1).first::<AccountKey>(conn).optional()?;
    Ok(one.is_none())
}

/// Adds an account without a password, unless there is one for this address.
pub(super) fn insert_account(
    tx: &mut Tx,
    email: &str,
    name: &str,
    language: &str,
    now: Moment,
) -> QueryResult<()> {
    let row = (
        accounts::public_id.eq(secrets::public_id()),
        accounts::email.eq(email),
        accounts::name.eq(name),
        accounts::language.eq(language),
        accounts::created_at.eq(now),
    );
    on!(&mut **tx, |c| diesel::insert_into(accounts::table)
        .values(row)
        .on_conflict(accounts::email)
        .do_nothing()
        .execute(c))?;
    Ok(())
}

/// The account of a normalized address, whether it may sign in or not.
pub(super) fn any_by_email(conn: &mut Conn, email: &str) -> QueryResult<Account> {
    accounts::table.filter(accounts::email.eq(email)).select(Account::as_select()).first(conn)
}

pub(super) fn password_hash(conn: &mut Conn, account: AccountKey) -> QueryResult<Option<String>> {
    accounts::table.find(account).select(accounts::password_hash).first(conn)
}

pub(super) fn set_password_hash(
    tx: &mut Tx,
    account: AccountKey,
    hash: &str,
    now: Moment,
) -> QueryResult<()> {
    diesel::update(accounts::table.find(account))
        .set((accounts::password_hash.eq(hash), accounts::password_changed_at.eq(now)))
        .execute(&mut **tx)
        .map(drop)
}

/// The same password, hashed at a higher cost.
pub(super) fn replace_hash(
    tx: &mut Tx,
    account: AccountKey,
    old: &str,
    new: &str,
) -> QueryResult<()> {
    diesel::update(accounts::table.find(account).filter(accounts::password_hash.eq(old)))
        .set(accounts::password_hash.eq(new))
        .execute(&mut **tx)
        .map(drop)
}

pub(super) fn set_profile(
    tx: &mut Tx,
    account: AccountKey,
    name: &str,
    language: &str,
) -> QueryResult<()> {
    diesel::update(accounts::table.find(account))
        .set((accounts::name.eq(name), accounts::language.eq(language)))
        .execute(&mut **tx)
        .map(drop)
}

pub(super) fn make_system_administrator(tx: &mut Tx, account: AccountKey) -> QueryResult<()> {
    diesel::update(accounts::table.find(account))
        .set(accounts::system_administrator.eq(true))
        .execute(&mut **tx)
        .map(drop)
}

pub(super) fn insert_session(
    tx: &mut Tx,
    account: AccountKey,
    digest: &[u8],
    now: Moment,
) -> QueryResult<()> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(digest),
            sessions::account_id.eq(account),
            sessions::created_at.eq(now),
            sessions::last_seen_at.eq(now),
            sessions::expires_at.eq(now.plus_seconds(IDLE)),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Until when an act at `now` would lengthen this session; None when there is nothing to write.
pub(super) fn lengthened(
    conn: &mut Conn,
    digest: &[u8],
    now: Moment,
) -> QueryResult<Option<Moment>> {
    let found: Option<(Moment, Moment)> = sessions::table
        .filter(sessions::token_hash.eq(digest))
        .filter(sessions::expires_at.gt(now))
        .filter(sessions::last_seen_at.lt(now.plus_seconds(-SAME_VISIT)))
        .select((sessions::created_at, sessions::expires_at))
        .first(conn)
        .optional()?;
    Ok(found.and_then(|(created, expires)| {
        let until = now.plus_seconds(IDLE).min(created.plus_days(LONGEST));
        (until > expires).then_some(until)
    }))
}

pub(super) fn lengthen(tx: &mut Tx, digest: &[u8], until: Moment, now: Moment) -> QueryResult<()> {
    diesel::update(sessions::table.filter(sessions::token_hash.eq(digest)))
        .set((sessions::last_seen_at.eq(now), sessions::expires_at.eq(until)))
        .execute(&mut **tx)
        .map(drop)
}

pub(super) fn end_session(tx: &mut Tx, session: i64) -> QueryResult<()> {
    diesel::delete(sessions::table.find(session)).execute(&mut **tx).map(drop)
}

/// Ends every session of the account but `kept`.
pub(super) fn end_sessions(
    tx: &mut Tx,
    account: AccountKey,
    kept: Option<i64>,
) -> QueryResult<usize> {
    diesel::delete(
        sessions::table
            .filter(sessions::account_id.eq(account))
            .filter(sessions::id.ne(kept.unwrap_or(0))),
    )
    .execute(&mut **tx)
}

/// Forgets sessions that ended long ago.
pub(super) fn forget_sessions(tx: &mut Tx, before: Moment) -> QueryResult<usize> {
    diesel::delete(sessions::table.filter(sessions::expires_at.lt(before))).execute(&mut **tx)
}
