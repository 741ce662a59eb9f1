//! What a consultation writes to those who run it.

use super::Consultation;
use super::store::handovers::Handover;
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

/// "You are asked to take over the mandate": to the successor.
pub(super) fn handover(
    consultation: &Consultation,
    account: &Account,
    handover: &Handover,
    link: String,
) -> Letter {
    let t = Language::of(&account.language);
    Letter {
        consultation: Some(consultation.id),
        occasion: Occasion::Handover,
        reason: format!("handover:{}", handover.public_id),
        to_email: account.email.clone(),
        to_name: account.name.clone(),
        language: t,
        subject: t.say("letter-handover-subject"),
        paragraphs: vec![
            t.say1("letter-handover-what", "title", consultation.title.as_str()),
            t.say("letter-handover-how"),
        ],
        link: Some((t.say("letter-handover-link"), link)),
    }
}
