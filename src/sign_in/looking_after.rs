//! What a system administrator does with other people's accounts: never signing in as them, never
//! reading what is theirs. Each act has a reason, which is kept beside the account; the journal,
//! which tells nothing about people, says only what was done.

use super::links::{self, Purpose};
use super::store::{self, decisions, sessions};
use super::{acts, second_factor};
use crate::db::{Conn, Tx};
use crate::journal::{self, Scope};
use crate::post::Desk;
use crate::procedure::keys::{AccountKey, PublicId};
use crate::procedure::rights::{Denied, may};
use crate::procedure::standing::Actor;
use crate::procedure::words::AccountDecision;
use crate::procedure::{Capacity, Moment, Right, Standing, What};
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;

/// Whoever acts at the console, who has no account.
const CONSOLE: Actor = Actor { account: None, capacity: Capacity::SystemAdministrator };

/// What came of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    Done,
    /// Nobody would be left to look after the installation.
    LastAdministrator,
}

pub fn may_look_after_accounts(who: &Standing) -> Result<Actor, Denied> {
    Ok(may(who, Right::AccountDisable, What::default())?.by().clone())
}

/// Carries the decision out. One that is in force already (a form that was sent twice) is done.
pub fn decide_about(
    tx: &mut Tx,
    desk: &Desk,
    who: &Standing,
    account: &PublicId,
    decision: AccountDecision,
    reason: &str,
    now: Moment,
) -> Result<Decided, Error> {
    journal::hold(tx, Scope::Installation)?;
    let by = may_look_after_accounts(who)?;
    let listed = decisions::one(tx, account)?;
    let key = listed.id;
    let is_last = listed.system_administrator
        && listed.deactivated_at.is_none()
        && decisions::administrators(tx)? == 1;
    match decision {
        AccountDecision::Deactivated | AccountDecision::NoLongerAdministrator if is_last => {
            return Ok(Decided::LastAdministrator);
        }
        AccountDecision::Deactivated if listed.deactivated_at.is_none() => {
            decisions::set_deactivated(tx, key, Some(now))?;
            sessions::end_all(tx, key, None)?;
            acts::void_links(tx, key, &links::OF_AN_ACCOUNT, now)?;
        }
        AccountDecision::Reactivated if listed.deactivated_at.is_some() => {
            decisions::set_deactivated(tx, key, None)?;
        }
        AccountDecision::SecondFactorReset if store::second_factors::is_on(tx, key)? => {
            let account = store::find(tx, key)?;
            second_factor::reset(tx, desk, &account, now)?;
        }
        AccountDecision::SessionsEnded => {
            sessions::end_all(tx, key, None)?;
            acts::void_links(tx, key, &[Purpose::NewAddress], now)?;
        }
        AccountDecision::MadeAdministrator if !listed.system_administrator => {
            decisions::set_administrator(tx, key, true)?;
            sessions::shorten(tx, key, now)?;
        }
        AccountDecision::NoLongerAdministrator if listed.system_administrator => {
            decisions::set_administrator(tx, key, false)?;
        }
        _ => return Ok(Decided::Done),
    }
    note(tx, &by, key, account, decision, reason, now)?;
    Ok(Decided::Done)
}

/// For the last administrator, who cannot ask another: takes the second factor away at the
/// console. False when the address has no account with one.
pub fn reset_second_factor_at_console(
    tx: &mut Tx,
    desk: &Desk,
    email: &str,
    now: Moment,
) -> QueryResult<bool> {
    let Some(account) = store::find_by_email(tx, email)? else { return Ok(false) };
    if !store::second_factors::is_on(tx, account.id)? {
        return Ok(false);
    }
    journal::hold(tx, Scope::Installation)?;
    second_factor::reset(tx, desk, &account, now)?;
    let decision = AccountDecision::SecondFactorReset;
    note(tx, &CONSOLE, account.id, &account.public_id, decision, "", now)?;
    Ok(true)
}

fn note(
    tx: &mut Tx,
    by: &Actor,
    account: AccountKey,
    id: &PublicId,
    decision: AccountDecision,
    reason: &str,
    now: Moment,
) -> QueryResult<()> {
    decisions::insert(tx, account, decision, reason, by.account, now)?;
    let detail = json!({ "decision": decision });
    journal::record(tx, Scope::Installation, by, "account.decided_about", id, detail, now)
}

/// Somebody was given a role: from now on their sessions last as long as those of the staff.
pub fn became_staff(tx: &mut Tx, account: AccountKey, now: Moment) -> QueryResult<()> {
    sessions::shorten(tx, account, now)
}

/// The addresses of these accounts, as they are now.
pub fn addresses(
    conn: &mut Conn,
    accounts: &[AccountKey],
) -> QueryResult<std::collections::HashMap<AccountKey, String>> {
    Ok(store::emails(conn, accounts)?.into_iter().collect())
}
