//! Accounts: one per e-mail address.

use super::passwords::Password;
use super::store::{self, Account};
use super::views;
use crate::db::{Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::AccountKey;
use diesel::QueryResult;

/// The account of this address, made without a password where there is none: whoever has a link
/// sent to the address chooses one. An account that is there keeps its own name and language.
pub fn find_or_create(
    tx: &mut Tx,
    email: &str,
    name: &str,
    language: &str,
    now: Moment,
) -> QueryResult<Account> {
    let email = normalized(email);
    store::insert_account(tx, &email, &one_line(name), language, now)?;
    store::any_by_email(tx, &email)
}

/// Stores the hash of a new password; sessions and links of before are the caller's to end.
pub fn set_password(tx: &mut Tx, account: AccountKey, hash: &str, now: Moment) -> QueryResult<()> {
    store::set_password_hash(tx, account, hash, now)
}

pub fn has_password(conn: &mut Conn, account: AccountKey) -> QueryResult<bool> {
    Ok(store::password_hash(conn, account)?.is_some())
}

/// What a new password of this account is held to: its least length, and the words that do not
/// count (see [`Password::parse`]).
pub(super) fn demands(conn: &mut Conn, account: &Account) -> QueryResult<(usize, Vec<String>)> {
    let least = match store::sessions::is_staff(conn, account.id)? {
        true => Password::LEAST_OF_STAFF,
        false => Password::LEAST,
    };
    let mut about = views::surroundings(conn, account.id)?;
    about.extend([account.name.clone(), account.email.clone()]);
    Ok((least, about))
}

/// An address as it is kept and compared: without white space around it or control characters
/// in it, in lower case.
pub fn normalized(email: &str) -> String {
    email.trim().chars().filter(|c| !c.is_control()).collect::<String>().to_lowercase()
}

/// The address in its normal form, or None when no letter could be sent to it.
pub fn parse_email(typed: &str) -> Option<String> {
    let email = normalized(typed);
    let plausible = email.len() <= 254 && email.parse::<lettre::Address>().is_ok();
    plausible.then_some(email)
}

/// A name as it is kept: one line.
pub fn one_line(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || c.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_form() {
        assert_eq!(parse_email(" Ana@Avaria.Example\n").as_deref(), Some("ana@avaria.example"));
        assert_eq!(parse_email("ana"), None);
        assert_eq!(parse_email("ana@avaria.example, bo@x.example"), None);
        assert_eq!(normalized("a\r\nBcc: b@c.d"), "abcc: b@c.d");
        assert_eq!(one_line(" Ana \r\n Morel\u{0}"), "Ana Morel");
    }
}
