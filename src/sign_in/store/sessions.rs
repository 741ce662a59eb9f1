//! Sessions. Half a session has the password and waits for the second factor: it opens nothing but
//! the page that asks for the code.

use super::Account;
use crate::db::{Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::AccountKey;
use crate::schema::{accounts, roles, sessions};
use diesel::dsl::exists;
use diesel::prelude::*;

/// How long a session lasts.
struct Limits {
    /// Without an act (a POST; autosave is one too), in seconds.
    idle: i64,
    /// At most, in seconds from its beginning.
    longest: i64,
}

/// Participants write for days, from capitals, on slow lines; what they see is their own, and
/// what is public. They stay signed in over a working day, and a week at most.
const PARTICIPANTS: Limits = Limits { idle: 8 * 3600, longest: 7 * 86_400 };
/// Whoever has a role sees what others wrote in confidence: a desk that was left is closed after
/// an hour, and every day begins with a sign-in.
const STAFF: Limits = Limits { idle: 3600, longest: 12 * 3600 };
/// Time enough to find the telephone.
const HALF: i64 = 10 * 60;
/// Acts within this many seconds of one another count as one, and write nothing.
const SAME_VISIT: i64 = 5 * 60;

/// One of somebody's own sessions.
#[derive(Debug, Clone, Queryable)]
pub struct Session {
    pub id: i64,
    pub created_at: Moment,
    pub last_seen_at: Moment,
}

/// Has this account a role in any consultation, or the installation to look after?
pub fn is_staff(conn: &mut Conn, account: AccountKey) -> QueryResult<bool> {
    let office =
        roles::table.filter(roles::account_id.eq(account)).filter(roles::ended_at.is_null());
    if diesel::select(exists(office)).get_result(conn)? {
        return Ok(true);
    }
    accounts::table.find(account).select(accounts::system_administrator).first(conn)
}

fn limits(conn: &mut Conn, account: AccountKey) -> QueryResult<Limits> {
    Ok(if is_staff(conn, account)? { STAFF } else { PARTICIPANTS })
}

/// A session that is still good, and whose it is.
pub fn find(conn: &mut Conn, digest: &[u8], now: Moment) -> QueryResult<Option<(i64, Account)>> {
    find_either(conn, digest, false, now)
}

/// Half a session: whose password was right.
pub fn find_half(
    conn: &mut Conn,
    digest: &[u8],
    now: Moment,
) -> QueryResult<Option<(i64, Account)>> {
    find_either(conn, digest, true, now)
}

fn find_either(
    conn: &mut Conn,
    digest: &[u8],
    half: bool,
    now: Moment,
) -> QueryResult<Option<(i64, Account)>> {
    sessions::table
        .inner_join(accounts::table)
        .filter(sessions::token_hash.eq(digest))
        .filter(sessions::half.eq(half))
        .filter(sessions::expires_at.gt(now))
        .filter(accounts::deactivated_at.is_null())
        .select((sessions::id, Account::as_select()))
        .first(conn)
        .optional()
}

/// The sessions of an account that are still good, the latest act first.
pub fn of_account(conn: &mut Conn, account: AccountKey, now: Moment) -> QueryResult<Vec<Session>> {
    sessions::table
        .filter(sessions::account_id.eq(account))
        .filter(sessions::half.eq(false))
        .filter(sessions::expires_at.gt(now))
        .order((sessions::last_seen_at.desc(), sessions::id.desc()))
        .select((sessions::id, sessions::created_at, sessions::last_seen_at))
        .load(conn)
}

/// How many people are signed in, on so many devices.
pub fn count(conn: &mut Conn, now: Moment) -> QueryResult<i64> {
    sessions::table
        .filter(sessions::half.eq(false))
        .filter(sessions::expires_at.gt(now))
        .count()
        .get_result(conn)
}

/// Has nobody ended it?
pub fn is_there(conn: &mut Conn, session: i64) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(sessions::table.find(session))).get_result(conn)
}

/// When its person last said the password (and a code).
pub fn confirmed_at(conn: &mut Conn, session: i64) -> QueryResult<Option<Moment>> {
    sessions::table.find(session).select(sessions::confirmed_at).first(conn)
}

pub fn insert(
    tx: &mut Tx,
    account: AccountKey,
    digest: &[u8],
    half: bool,
    now: Moment,
) -> QueryResult<()> {
    let seconds = if half { HALF } else { limits(tx, account)?.idle };
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(digest),
            sessions::account_id.eq(account),
            sessions::created_at.eq(now),
            sessions::last_seen_at.eq(now),
            sessions::expires_at.eq(now.plus_seconds(seconds)),
            sessions::half.eq(half),
            sessions::confirmed_at.eq((!half).then_some(now)),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn confirm(tx: &mut Tx, session: i64, now: Moment) -> QueryResult<()> {
    diesel::update(sessions::table.find(session))
        .set(sessions::confirmed_at.eq(now))
        .execute(&mut **tx)
        .map(drop)
}

/// Until when an act at `now` would lengthen this session; None when there is nothing to write.
pub fn lengthened(conn: &mut Conn, digest: &[u8], now: Moment) -> QueryResult<Option<Moment>> {
    let found: Option<(AccountKey, Moment, Moment)> = sessions::table
        .filter(sessions::token_hash.eq(digest))
        .filter(sessions::half.eq(false))
        .filter(sessions::expires_at.gt(now))
        .filter(sessions::last_seen_at.lt(now.plus_seconds(-SAME_VISIT)))
        .select((sessions::account_id, sessions::created_at, sessions::expires_at))
        .first(conn)
        .optional()?;
    let Some((account, created, expires)) = found else { return Ok(None) };
    let Limits { idle, longest } = limits(conn, account)?;
    let until = now.plus_seconds(idle).min(created.plus_seconds(longest));
    Ok((until > expires).then_some(until))
}

pub fn lengthen(tx: &mut Tx, digest: &[u8], until: Moment, now: Moment) -> QueryResult<()> {
    diesel::update(sessions::table.filter(sessions::token_hash.eq(digest)))
        .set((sessions::last_seen_at.eq(now), sessions::expires_at.eq(until)))
        .execute(&mut **tx)
        .map(drop)
}

/// Everybody has to sign in again; answers how many sessions there were.
pub fn end_every_session(tx: &mut Tx) -> QueryResult<usize> {
    diesel::delete(sessions::table).execute(&mut **tx)
}

/// Somebody was given a role: the sessions that are open end as those of the staff do.
pub fn shorten(tx: &mut Tx, account: AccountKey, now: Moment) -> QueryResult<()> {
    let until = now.plus_seconds(STAFF.idle);
    let longer = sessions::table
        .filter(sessions::account_id.eq(account))
        .filter(sessions::expires_at.gt(until));
    diesel::update(longer).set(sessions::expires_at.eq(until)).execute(&mut **tx).map(drop)
}

/// Ends one of the account's sessions.
pub fn end(tx: &mut Tx, account: AccountKey, session: i64) -> QueryResult<()> {
    diesel::delete(sessions::table.find(session).filter(sessions::account_id.eq(account)))
        .execute(&mut **tx)
        .map(drop)
}

/// Ends every session of the account but `kept`.
pub fn end_all(tx: &mut Tx, account: AccountKey, kept: Option<i64>) -> QueryResult<usize> {
    diesel::delete(
        sessions::table
            .filter(sessions::account_id.eq(account))
            .filter(sessions::id.ne(kept.unwrap_or(0))),
    )
    .execute(&mut **tx)
}

/// Forgets sessions that ended long ago.
pub fn forget(tx: &mut Tx, before: Moment) -> QueryResult<usize> {
    diesel::delete(sessions::table.filter(sessions::expires_at.lt(before))).execute(&mut **tx)
}
