//! What a consultation writes to those who run it.

use super::Consultation;
use crate::languages::Language;
use crate::post::Letter;
use crate::procedure::Moment;
use crate::procedure::words::{Occasion, Role};
use crate::sign_in::store::Account;

/// "You are now a drafter": with the way in. One letter for each time that a role is given.
pub(super) fn team(
    consultation: &Consultation,
    account: &Account,
    role: Role,
    link: String,
    now: Moment,
) -> Letter {
    let t = Language::of(&account.language);
    Letter {
        consultation: Some(consultation.id),
        occasion: Occasion::Team,
        reason: format!(
            "team:{}:{}:{role}:{}",
            consultation.public_id,
            account.public_id,
            now.as_micros()
        ),
        to_email: account.email.clone(),
        to_name: account.name.clone(),
        language: t,
        subject: t.say("letter-team-subject"),
        paragraphs: vec![
            t.say2("letter-team-what", "title", consultation.title.as_str(), "role", t.word(role)),
            t.say("letter-team-how"),
        ],
        link: Some((t.say("letter-team-link"), link)),
    }
}
