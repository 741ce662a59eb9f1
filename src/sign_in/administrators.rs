//! System administrators: the first one by a link on the console, others by command.

use super::links::{self, NewLink, Purpose};
use super::{accounts, store};
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::standing::Actor;
use crate::procedure::{Capacity, Moment};
use crate::secrets::Token;
use diesel::QueryResult;
use serde_json::json;

/// Whoever acts at the console, who has no account.
const CONSOLE: Actor = Actor { account: None, capacity: Capacity::SystemAdministrator };

/// While nobody has an account: a fresh link for the first administrator; those printed before
/// are void.
pub fn invite_first_administrator(tx: &mut Tx, now: Moment) -> QueryResult<Option<Token>> {
    if !store::is_empty(tx)? {
        return Ok(None);
    }
    store::links::void(tx, Purpose::FirstAdministrator.as_str(), None, now)?;
    let link = NewLink {
        purpose: Purpose::FirstAdministrator,
        account: None,
        person: None,
        email: "",
        detail: json!({}),
    };
    links::issue(tx, &link, links::DAYS, now).map(Some)
}

/// Makes the account of this address a system administrator's, and answers the token of a link
/// where a password is chosen (a new one, if there is one already).
pub fn create_administrator(
    tx: &mut Tx,
    email: &str,
    name: &str,
    language: &str,
    now: Moment,
) -> QueryResult<Token> {
    let account = accounts::find_or_create(tx, email, name, language, now)?;
    store::make_system_administrator(tx, account.id)?;
    store::sessions::shorten(tx, account.id, now)?;
    let purpose = match accounts::has_password(tx, account.id)? {
        true => Purpose::PasswordReset,
        false => Purpose::Team,
    };
    let link = NewLink {
        purpose,
        account: Some(account.id),
        person: None,
        email: &account.email,
        detail: json!({}),
    };
    let act = "administrator.made";
    journal::record(tx, Scope::Installation, &CONSOLE, act, &account.public_id, json!({}), now)?;
    links::issue(tx, &link, links::DAYS, now)
}
