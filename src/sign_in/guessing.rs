//! Slows down guessing one account's password, from wherever it comes, across restarts.

use super::store::throttles;
use crate::db::{Conn, Tx};
use crate::procedure::Moment;
use crate::secrets::digest_of_token;
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
    seconds_to_wait(conn, &key("sign-in", email), now)
}

fn seconds_to_wait(conn: &mut Conn, key: &str, now: Moment) -> QueryResult<Option<u64>> {
    let failures = throttles::since(conn, key, now.plus_seconds(-WINDOW))?;
    let Some(nth) = failures.len().checked_sub(MOST) else { return Ok(None) };
    let seconds = now.seconds_until(failures[nth].plus_seconds(WINDOW));
    Ok(Some(u64::try_from(seconds).unwrap_or(1).max(1)))
}

pub(super) fn note_failure(tx: &mut Tx, email: &str, now: Moment) -> QueryResult<()> {
    throttles::forget(tx, now.plus_days(-1))?;
    throttles::note(tx, &key("sign-in", email), now)
}

pub(super) fn forgive(tx: &mut Tx, email: &str) -> QueryResult<()> {
    throttles::forgive(tx, &key("sign-in", email))
}

/// The seconds to wait before this account's next code is looked at. It counts by itself: whoever
/// guesses codes has the password, and the owner's tries at the password are not to suffer.
pub(super) fn wait_for_code(conn: &mut Conn, email: &str, now: Moment) -> QueryResult<Option<u64>> {
    seconds_to_wait(conn, &key("code", email), now)
}

pub(super) fn note_wrong_code(tx: &mut Tx, email: &str, now: Moment) -> QueryResult<()> {
    throttles::note(tx, &key("code", email), now)
}

pub(super) fn forgive_codes(tx: &mut Tx, email: &str) -> QueryResult<()> {
    throttles::forgive(tx, &key("code", email))
}

/// Notes that another address was asked for; [`Error::TooMany`] when that was too often.
pub(super) fn may_ask_for_address(tx: &mut Tx, email: &str, now: Moment) -> Result<(), Error> {
    may_ask(tx, &key("address", email), now)
}

/// Notes that a new password was asked for, whether or not the address has an account;
/// [`Error::TooMany`] when that was too often.
pub(super) fn may_ask_for_reset(tx: &mut Tx, email: &str, now: Moment) -> Result<(), Error> {
    may_ask(tx, &key("reset", email), now)
}

fn may_ask(tx: &mut Tx, key: &str, now: Moment) -> Result<(), Error> {
    let asked = throttles::since(tx, key, now.plus_seconds(-HOUR))?;
    let Some(nth) = asked.len().checked_sub(MOST_RESETS) else {
        return Ok(throttles::note(tx, key, now)?);
    };
    let seconds = now.seconds_until(asked[nth].plus_seconds(HOUR));
    Err(Error::TooMany { seconds: u64::try_from(seconds).unwrap_or(1).max(1) })
}

/// Addresses are not kept here: most that are tried belong to nobody we know.
fn key(what: &str, email: &str) -> String {
    let digest = digest_of_token(email);
    let hex: String = digest.iter().skip(1).take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("{what}:{hex}")
}
