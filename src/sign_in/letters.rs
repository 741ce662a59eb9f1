//! What is written to people about their accounts.

use super::store::Account;
use crate::languages::Language;
use crate::post::{Desk, Letter};
use crate::procedure::Moment;
use crate::procedure::words::Occasion;
use crate::secrets::Token;

pub(super) fn password_reset(desk: &Desk, account: &Account, token: &Token, now: Moment) -> Letter {
    let t = Language::of(&account.language);
    Letter {
        consultation: None,
        occasion: Occasion::PasswordReset,
        reason: format!("password-reset:{}:{}", account.public_id, now.as_micros()),
        to_email: account.email.clone(),
        to_name: account.name.clone(),
        language: t,
        subject: t.say("password-reset-subject"),
        paragraphs: vec![t.say("password-reset-letter"), t.say("password-reset-ignore")],
        link: Some((
            t.say("password-reset-link"),
            desk.link(&format!("/links/{}", token.reveal())),
        )),
    }
}
