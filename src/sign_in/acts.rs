//! What people do with their accounts. Each act is journaled in the installation's chain, by the
//! account's public id: never with an address, neither of e-mail nor of the network.

use super::letters::Receiver;
use super::links::{self, Link, NewLink, PASSWORD_RESET_MINUTES, Purpose};
use super::sessions::{Begun, start_session, start_whole_session};
use super::store::sessions;
use super::store::{self, Account};
use super::{accounts, guessing, letters, second_factor};
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::post::{self, Desk};
use crate::procedure::keys::{AccountKey, PublicId};
use crate::procedure::standing::Actor;
use crate::procedure::{Capacity, Moment};
use crate::secrets::{Token, public_id};
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;

pub(super) fn record(
    tx: &mut Tx,
    by: Option<AccountKey>,
    act: &str,
    subject: &PublicId,
    now: Moment,
) -> QueryResult<()> {
    let by = Actor { account: by, capacity: Capacity::Visitor };
    journal::record(tx, Scope::Installation, &by, act, subject, json!({}), now)
}

/// [`Error::SignIn`] where the session that a request came with has been ended since it came, by a new password, say: what it does
/// would undo that.
pub(super) fn still_signed_in(tx: &mut Tx, session: Option<i64>) -> Result<(), Error> {
    journal::hold(tx, Scope::Installation)?;
    match session {
        Some(session) if sessions::is_there(tx, session)? => Ok(()),
        _ => Err(Error::SignIn),
    }
}

/// Links that were asked for before somebody was recognized anew: who had the account until then may have asked for them.
pub(super) fn void_links(
    tx: &mut Tx,
    account: AccountKey,
    purposes: &[Purpose],
    now: Moment,
) -> QueryResult<()> {
    for purpose in purposes {
        store::links::void(tx, purpose.as_str(), Some(account), now)?;
    }
    Ok(())
}

/// A password that was right: `verified` is the hash that said so, `better` the same password at
/// today's cost. None when the password was changed in between; [`Error::TooMany`] when so many others were tried
/// meanwhile that this one would not have been looked at.
pub(super) fn begin_visit(
    tx: &mut Tx,
    account: &Account,
    verified: &str,
    better: Option<&str>,
    now: Moment,
) -> Result<Option<Begun>, Error> {
    journal::hold(tx, Scope::Installation)?;
    guessing::may_try(tx, &account.email, now)?;
    if store::password_hash(tx, account.id)?.as_deref() != Some(verified) {
        return Ok(None);
    }
    if let Some(better) = better {
        store::replace_hash(tx, account.id, verified, better)?;
    }
    guessing::forgive(tx, &account.email)?;
    let begun = start_session(tx, account.id, now)?;
    let act = if begun.is_half { "account.password_accepted" } else { "account.signed_in" };
    record(tx, Some(account.id), act, &account.public_id, now)?;
    Ok(Some(begun))
}

/// The second step of signing in: half a session becomes a whole one, with a token of its own.
/// None when the code is wrong; [`Error::TooMany`] when too many were tried, in this moment too.
pub(super) fn pass_second_factor(
    tx: &mut Tx,
    account: &Account,
    half: i64,
    code: &str,
    now: Moment,
) -> Result<Option<Token>, Error> {
    journal::hold(tx, Scope::Installation)?;
    // A new password may have ended it meanwhile.
    if !sessions::is_there(tx, half)? {
        return Err(Error::SignIn);
    }
    guessing::may_try_code(tx, &account.email, now)?;
    if !second_factor::accept(tx, account, code, now)? {
        second_factor::note_wrong_code(tx, account, now)?;
        return Ok(None);
    }
    sessions::end(tx, account.id, half)?;
    guessing::forgive_codes(tx, &account.email)?;
    record(tx, Some(account.id), "account.signed_in", &account.public_id, now)?;
    Ok(Some(start_whole_session(tx, account.id, now)?))
}

/// Somebody with a session has shown again that the account is theirs.
pub(super) fn confirm(
    tx: &mut Tx,
    account: &Account,
    session: i64,
    now: Moment,
) -> QueryResult<()> {
    sessions::confirm(tx, session, now)?;
    guessing::forgive(tx, &account.email)?;
    record(tx, Some(account.id), "account.confirmed", &account.public_id, now)
}

/// A password that was wrong, or for an account that is not there.
pub(super) fn note_failure(
    tx: &mut Tx,
    email: &str,
    account: Option<&Account>,
    now: Moment,
) -> QueryResult<()> {
    guessing::note_failure(tx, email, now)?;
    let nobody = PublicId::from("nobody");
    let subject = account.map_or(&nobody, |account| &account.public_id);
    record(tx, None, "account.sign_in_failed", subject, now)
}

pub(super) fn sign_out(
    tx: &mut Tx,
    account: &Account,
    session: Option<i64>,
    now: Moment,
) -> QueryResult<()> {
    if let Some(session) = session {
        sessions::end(tx, account.id, session)?;
    }
    record(tx, Some(account.id), "account.signed_out", &account.public_id, now)
}

/// Ends one of one's own sessions, or all but the one that is in use.
pub(super) fn end_sessions(
    tx: &mut Tx,
    account: &Account,
    which: Ending,
    now: Moment,
) -> QueryResult<()> {
    match which {
        Ending::One(session) => sessions::end(tx, account.id, session)?,
        Ending::AllBut(session) => {
            sessions::end_all(tx, account.id, session)?;
            void_links(tx, account.id, &[Purpose::NewAddress], now)?;
        }
    }
    record(tx, Some(account.id), "account.sessions_ended", &account.public_id, now)
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Ending {
    One(i64),
    AllBut(Option<i64>),
}

pub(super) fn change_profile(
    tx: &mut Tx,
    account: &Account,
    name: &str,
    language: &str,
    now: Moment,
) -> QueryResult<()> {
    store::set_profile(tx, account.id, name, language)?;
    record(tx, Some(account.id), "account.changed", &account.public_id, now)
}

/// A new password, chosen by somebody who knew the old one (`verified` is the hash that said so): every session ends, and the one
/// in use goes on under another token. [`Error::Conflict`] when the password was changed in between.
pub(super) fn change_password(
    tx: &mut Tx,
    account: &Account,
    (session, verified): (Option<i64>, Option<&str>),
    hash: &str,
    now: Moment,
) -> Result<Token, Error> {
    still_signed_in(tx, session)?;
    if store::password_hash(tx, account.id)?.as_deref() != verified {
        return Err(Error::Conflict);
    }
    guessing::may_try(tx, &account.email, now)?;
    accounts::set_password(tx, account.id, hash, now)?;
    void_links(tx, account.id, &[Purpose::PasswordReset, Purpose::NewAddress], now)?;
    guessing::forgive(tx, &account.email)?;
    record(tx, Some(account.id), "account.password_changed", &account.public_id, now)?;
    Ok(begin_anew(tx, account, now)?)
}

/// Ends every session of somebody who has just been recognized anew, and begins another.
pub(super) fn begin_anew(tx: &mut Tx, account: &Account, now: Moment) -> QueryResult<Token> {
    sessions::end_all(tx, account.id, None)?;
    start_whole_session(tx, account.id, now)
}

/// Writes a letter with a link to a new password, if there is an account. The page says the same
/// in either case, and is asked to wait after as many tries. For nobody the same work is done and undone, so that the time
/// that the answer takes tells no more than what it says.
pub(super) fn ask_for_reset(
    tx: &mut Tx,
    desk: &Desk,
    email: &str,
    now: Moment,
) -> Result<(), Error> {
    guessing::may_ask_for_reset(tx, email, now)?;
    match store::find_by_email(tx, email)? {
        Some(account) => {
            let to = Receiver {
                id: &account.public_id,
                email: &account.email,
                name: &account.name,
                language: &account.language,
            };
            Ok(write_reset(tx, desk, Some(account.id), &to, now)?)
        }
        None => {
            let nobody =
                Receiver { id: &public_id(), email, name: "Nobody At Home", language: "en" };
            Ok(tx.undone(|tx| write_reset(tx, desk, None, &nobody, now))?)
        }
    }
}

fn write_reset(
    tx: &mut Tx,
    desk: &Desk,
    account: Option<AccountKey>,
    to: &Receiver,
    now: Moment,
) -> QueryResult<()> {
    let link = NewLink {
        purpose: Purpose::PasswordReset,
        account,
        person: None,
        email: to.email,
        detail: json!({}),
    };
    let until = now.plus_seconds(PASSWORD_RESET_MINUTES * 60);
    let token = links::issue_until(tx, &link, until, now)?;
    post::enqueue(tx, desk, &letters::password_reset(desk, to, &token, now), now)?;
    record(tx, None, "account.password_reset_asked", to.id, now)
}

/// Uses up a link that was opened by `account`'s person, who has chosen a password.
pub(super) fn choose_password(
    tx: &mut Tx,
    link: &Link,
    account: AccountKey,
    hash: &str,
    now: Moment,
) -> Result<Begun, Error> {
    use_up(tx, link, now)?;
    let account = store::find(tx, account)?;
    accounts::set_password(tx, account.id, hash, now)?;
    sessions::end_all(tx, account.id, None)?;
    void_links(tx, account.id, &links::OF_AN_ACCOUNT, now)?;
    guessing::forgive(tx, &account.email)?;
    record(tx, Some(account.id), "account.password_chosen", &account.public_id, now)?;
    Ok(start_session(tx, account.id, now)?)
}

/// Uses up a link of somebody who has a password already: there is nothing to choose.
pub(super) fn use_up(tx: &mut Tx, link: &Link, now: Moment) -> Result<(), Error> {
    journal::hold(tx, Scope::Installation)?;
    match links::consume(tx, link, now)? {
        true => Ok(()),
        false => Err(Error::Conflict),
    }
}

/// The person who started the server becomes its first administrator.
pub(super) fn become_first_administrator(
    tx: &mut Tx,
    link: &Link,
    email: &str,
    name: &str,
    language: &str,
    hash: &str,
    now: Moment,
) -> Result<Begun, Error> {
    use_up(tx, link, now)?;
    if !store::is_empty(tx)? {
        return Err(Error::Conflict);
    }
    let account = accounts::find_or_create(tx, email, name, language, now)?;
    store::make_system_administrator(tx, account.id)?;
    accounts::set_password(tx, account.id, hash, now)?;
    record(tx, Some(account.id), "administrator.first", &account.public_id, now)?;
    Ok(start_session(tx, account.id, now)?)
}
