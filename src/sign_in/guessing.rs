//! Slows down guessing one account's password, from wherever it comes, across restarts.

use super::store::throttles;
use crate::db::{Conn, Tx};
use crate::procedure::Moment;
use crate::sealing;
use crate::signing::hex;
use crate::web::Error;
use diesel::QueryResult;

/// So many failures within [`WINDOW`] seconds, then nobody tries until the oldest is older.
const MOST: usize = 10;
const WINDOW: i64 = 15 * 60;
/// New passwords, or other addresses, asked for within an hour.
const MOST_RESETS: usize = 5;
const HOUR: i64 = 3600;

/// The seconds to wait before this account's password is looked at again. What is turned away is
/// not counted, so the wait ends however often somebody tries; and a new password ends it at once.
pub(super) fn wait(conn: &mut Conn, email: &str, now: Moment) -> QueryResult<Option<u64>> {
    let key = key(conn, "sign-in", email)?;
    seconds_to_wait(conn, &key, now)
}

/// The same within the act: several may have been tried at once, each before any other had failed.
pub(super) fn may_try(tx: &mut Tx, email: &str, now: Moment) -> Result<(), Error> {
    wait(tx, email, now)?.map_or(Ok(()), |seconds| Err(Error::TooMany { seconds }))
}

/// Of codes likewise.
pub(super) fn may_try_code(tx: &mut Tx, email: &str, now: Moment) -> Result<(), Error> {
    wait_for_code(tx, email, now)?.map_or(Ok(()), |seconds| Err(Error::TooMany { seconds }))
}

fn seconds_to_wait(conn: &mut Conn, key: &str, now: Moment) -> QueryResult<Option<u64>> {
    let failures = throttles::since(conn, key, now.plus_seconds(-WINDOW))?;
    let Some(nth) = failures.len().checked_sub(MOST) else { return Ok(None) };
    let seconds = now.seconds_until(failures[nth].plus_seconds(WINDOW));
    Ok(Some(u64::try_from(seconds).unwrap_or(1).max(1)))
}

pub(super) fn note_failure(tx: &mut Tx, email: &str, now: Moment) -> QueryResult<()> {
    let key = key(tx, "sign-in", email)?;
    throttles::note(tx, &key, now)
}

pub(super) fn forgive(tx: &mut Tx, email: &str) -> QueryResult<()> {
    let key = key(tx, "sign-in", email)?;
    throttles::forgive(tx, &key)
}

/// The seconds to wait before this account's next code is looked at. It counts by itself: whoever
/// guesses codes has the password, and the owner's tries at the password are not to suffer.
pub(super) fn wait_for_code(conn: &mut Conn, email: &str, now: Moment) -> QueryResult<Option<u64>> {
    let key = key(conn, "code", email)?;
    seconds_to_wait(conn, &key, now)
}

pub(super) fn note_wrong_code(tx: &mut Tx, email: &str, now: Moment) -> QueryResult<()> {
    let key = key(tx, "code", email)?;
    throttles::note(tx, &key, now)
}

pub(super) fn forgive_codes(tx: &mut Tx, email: &str) -> QueryResult<()> {
    let key = key(tx, "code", email)?;
    throttles::forgive(tx, &key)
}

/// Notes that another address was asked for; [`Error::TooMany`] when that was too often.
pub(super) fn may_ask_for_address(tx: &mut Tx, email: &str, now: Moment) -> Result<(), Error> {
    let key = key(tx, "address", email)?;
    may_ask(tx, &key, now)
}

/// Notes that a new password was asked for, whether or not the address has an account;
/// [`Error::TooMany`] when that was too often.
pub(super) fn may_ask_for_reset(tx: &mut Tx, email: &str, now: Moment) -> Result<(), Error> {
    let key = key(tx, "reset", email)?;
    may_ask(tx, &key, now)
}

fn may_ask(tx: &mut Tx, key: &str, now: Moment) -> Result<(), Error> {
    let asked = throttles::since(tx, key, now.plus_seconds(-HOUR))?;
    let Some(nth) = asked.len().checked_sub(MOST_RESETS) else {
        return Ok(throttles::note(tx, key, now)?);
    };
    let seconds = now.seconds_until(asked[nth].plus_seconds(HOUR));
    Err(Error::TooMany { seconds: u64::try_from(seconds).unwrap_or(1).max(1) })
}

/// What no wait goes back to any more.
pub(super) fn forget_old(tx: &mut Tx, now: Moment) -> QueryResult<usize> {
    throttles::forget(tx, now.plus_seconds(-HOUR))
}

pub(super) fn is_any_old(conn: &mut Conn, now: Moment) -> QueryResult<bool> {
    throttles::is_any_older(conn, now.plus_seconds(-HOUR))
}

/// Addresses are not kept here: most that are tried belong to nobody we know. Nor can they be tried out on what is kept:
/// the hash has a key, which is in no database.
fn key(conn: &mut Conn, what: &str, email: &str) -> QueryResult<String> {
    let digest = sealing::newest(conn)?.index_of_text("a guess", email);
    Ok(format!("{what}:{}", hex(&digest[..16])))
}
