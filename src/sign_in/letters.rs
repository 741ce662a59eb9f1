//! What is written to people about their accounts.

use super::store::Account;
use crate::languages::Language;
use crate::post::{Desk, Letter};
use crate::procedure::Moment;
use crate::procedure::keys::PublicId;
use crate::procedure::words::Occasion;
use crate::secrets::Token;

/// Whom a letter about a new password goes to.
pub(super) struct Receiver<'a> {
    pub id: &'a PublicId,
    pub email: &'a str,
    pub name: &'a str,
    pub language: &'a str,
}

pub(super) fn password_reset(desk: &Desk, to: &Receiver, token: &Token, now: Moment) -> Letter {
    let t = Language::of(to.language);
    Letter {
        consultation: None,
        occasion: Occasion::PasswordReset,
        reason: format!("password-reset:{}:{}", to.id, now.as_micros()),
        to_email: to.email.to_owned(),
        to_name: to.name.to_owned(),
        language: t,
        subject: t.say("password-reset-subject"),
        paragraphs: vec![t.say("password-reset-letter"), t.say("password-reset-ignore")],
        link: Some((
            t.say("password-reset-link"),
            desk.link(&format!("/links/{}", token.reveal())),
        )),
    }
}

/// A letter that something about an account was changed, with a neutral subject and no link: who
/// did not do it themselves asks the secretariat.
fn changed(account: &Account, to_email: &str, what: &str, now: Moment) -> Letter {
    let t = Language::of(&account.language);
    Letter {
        consultation: None,
        occasion: Occasion::AccountChanged,
        reason: format!("{what}:{}:{}", account.public_id, now.as_micros()),
        to_email: to_email.to_owned(),
        to_name: account.name.clone(),
        language: t,
        subject: t.say("account-letter-subject"),
        paragraphs: vec![t.say(what), t.say("account-letter-not-you")],
        link: None,
    }
}

pub(super) fn second_factor_reset(account: &Account, now: Moment) -> Letter {
    changed(account, &account.email, "account-letter-second-factor-reset", now)
}

/// To the address that is still the account's: whoever did not ask for another can stop it in time.
pub(super) fn address_asked(account: &Account, now: Moment) -> Letter {
    changed(account, &account.email, "account-letter-address-asked", now)
}

/// To the old address: it is no longer the account's.
pub(super) fn address_changed(account: &Account, now: Moment) -> Letter {
    changed(account, &account.email, "account-letter-address-changed", now)
}

/// To an address that somebody else's account is to have, though it has one already.
pub(super) fn address_in_use(account: &Account, address: &str, now: Moment) -> Letter {
    let letter = changed(account, address, "account-letter-address-in-use", now);
    // Its person is not whoever asked.
    Letter { to_name: address.to_owned(), ..letter }
}

pub(super) fn new_address(
    desk: &Desk,
    account: &Account,
    address: &str,
    token: &Token,
    now: Moment,
) -> Letter {
    let t = Language::of(&account.language);
    Letter {
        consultation: None,
        occasion: Occasion::NewAddress,
        reason: format!("new-address:{}:{}", account.public_id, now.as_micros()),
        to_email: address.to_owned(),
        to_name: account.name.clone(),
        language: t,
        subject: t.say("account-letter-subject"),
        paragraphs: vec![t.say("account-letter-new-address"), t.say("letter-confirm-address-not")],
        link: Some((
            t.say("account-letter-new-address-link"),
            desk.link(&format!("/links/{}", token.reveal())),
        )),
    }
}
