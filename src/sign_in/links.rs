//! One-time links: what a letter (or the console) hands to one person. Opening the address
//! changes nothing, since mail scanners open every link; only a POST uses it up, once.

pub use super::store::links::Link;

use super::store;
use crate::db::{Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, PersonKey};
use crate::secrets::{Token, digest_of_token};
use diesel::QueryResult;

/// What a link is good for. A link for one purpose is never taken for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Makes whoever opens it a system administrator: printed on the console only.
    FirstAdministrator,
    /// A seat at a participant's table; its page is `/invitations/{token}`.
    Invitation,
    PasswordReset,
    /// A role in a consultation, or in the installation.
    Team,
    /// Whoever asked at the open door shows that the address is theirs.
    ConfirmAddress,
    /// An account gets another address.
    NewAddress,
}

/// Whoever has one of these has the account, or will have it.
pub(super) const OF_AN_ACCOUNT: [Purpose; 3] =
    [Purpose::PasswordReset, Purpose::Team, Purpose::NewAddress];

impl Purpose {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FirstAdministrator => "first_administrator",
            Self::Invitation => "invitation",
            Self::PasswordReset => "password_reset",
            Self::Team => "team",
            Self::ConfirmAddress => "confirm_address",
            Self::NewAddress => "new_address",
        }
    }
}

/// A link about to be handed out.
#[derive(Debug, Clone)]
pub struct NewLink<'a> {
    pub purpose: Purpose,
    pub account: Option<AccountKey>,
    pub person: Option<PersonKey>,
    pub email: &'a str,
    pub detail: serde_json::Value,
}

/// How long links are good for, in days, except for a new password.
pub const DAYS: i64 = 14;
/// How long a new address waits to be confirmed.
pub const NEW_ADDRESS_DAYS: i64 = 2;
/// How long a link to a new password is good for.
pub const PASSWORD_RESET_MINUTES: i64 = 60;

/// Makes a link and answers its token, which is shown once and not stored. The page of
/// [`Purpose::FirstAdministrator`], [`Purpose::Team`], [`Purpose::PasswordReset`] and
/// [`Purpose::NewAddress`] is `/links/{token}`; the others have pages in their slices.
pub fn issue(tx: &mut Tx, new: &NewLink, valid_days: i64, now: Moment) -> QueryResult<Token> {
    issue_until(tx, new, now.plus_days(valid_days), now)
}

pub(super) fn issue_until(
    tx: &mut Tx,
    new: &NewLink,
    expires_at: Moment,
    now: Moment,
) -> QueryResult<Token> {
    let token = Token::fresh();
    store::links::insert(tx, new, &token.digest(), expires_at, now)?;
    Ok(token)
}

/// The link, if it is for this purpose, not used and not too old.
pub fn find(
    conn: &mut Conn,
    token: &str,
    purpose: Purpose,
    now: Moment,
) -> QueryResult<Option<Link>> {
    Ok(find_any(conn, token, now)?.filter(|link| link.is_for(purpose)))
}

/// The link, whatever it is for.
pub(super) fn find_any(conn: &mut Conn, token: &str, now: Moment) -> QueryResult<Option<Link>> {
    store::links::find(conn, &digest_of_token(token), now)
}

/// Uses the link up. False when it has been used in between: then nothing may be done with it.
pub fn consume(tx: &mut Tx, link: &Link, now: Moment) -> QueryResult<bool> {
    store::links::consume(tx, link.id, now)
}

impl Link {
    pub fn is_for(&self, purpose: Purpose) -> bool {
        self.purpose == purpose.as_str()
    }
}
