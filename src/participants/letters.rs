//! What participants are written, in their language. Subjects name no consultation.

use super::store::{DoorRequest, Participant, Person};
use crate::consultations::Consultation;
use crate::languages::Language;
use crate::post::Letter;
use crate::procedure::Moment;
use crate::procedure::words::Occasion;

/// "A colleague invites you": again at most once a day.
pub(super) fn colleague(
    participant: &Participant,
    person: &Person,
    link: String,
    now: Moment,
) -> Letter {
    let t = Language::of(&participant.language);
    let day = now.in_zone("UTC").date();
    let role = t.word(person.role);
    Letter {
        consultation: Some(participant.consultation_id),
        occasion: Occasion::Colleague,
        reason: format!("colleague:{}:{day}", person.public_id),
        to_email: person.email.clone(),
        to_name: person.name.clone(),
        language: t,
        subject: t.say("letter-colleague-subject"),
        paragraphs: vec![
            t.say2("letter-colleague-what", "participant", participant.name.as_str(), "role", role),
            t.say("letter-colleague-how"),
        ],
        link: Some((t.say("letter-colleague-link"), link)),
    }
}

/// "You submit from now on": to the colleague who has the delegation in hand.
pub(super) fn handed_over(
    participant: &Participant,
    person: &Person,
    link: String,
    now: Moment,
) -> Letter {
    let t = Language::of(&participant.language);
    Letter {
        consultation: Some(participant.consultation_id),
        occasion: Occasion::Colleague,
        reason: format!("handed-over:{}:{}", person.public_id, now.as_micros()),
        to_email: person.email.clone(),
        to_name: person.name.clone(),
        language: t,
        subject: t.say("letter-handed-over-subject"),
        paragraphs: vec![t.say1(
            "letter-handed-over-what",
            "participant",
            participant.name.as_str(),
        )],
        link: Some((t.say("letter-handed-over-link"), link)),
    }
}

/// "Is this address yours?" It says nothing of any consultation: whoever typed the address may
/// not be its owner.
pub(super) fn confirm_address(request: &DoorRequest, link: String) -> Letter {
    let t = Language::of(&request.language);
    Letter {
        consultation: Some(request.consultation_id),
        occasion: Occasion::ConfirmAddress,
        reason: format!("confirm-address:{}", request.public_id),
        to_email: request.email.clone(),
        to_name: request.person_name.clone(),
        language: t,
        subject: t.say("letter-confirm-address-subject"),
        paragraphs: vec![t.say("letter-confirm-address-what"), t.say("letter-confirm-address-not")],
        link: Some((t.say("letter-confirm-address-link"), link)),
    }
}

pub(super) fn admission(
    consultation: &Consultation,
    request: &DoorRequest,
    link: String,
) -> Letter {
    let t = Language::of(&request.language);
    Letter {
        consultation: Some(consultation.id),
        occasion: Occasion::Admission,
        reason: format!("admission:{}", request.public_id),
        to_email: request.email.clone(),
        to_name: request.person_name.clone(),
        language: t,
        subject: t.say("letter-admission-subject"),
        paragraphs: vec![
            t.say2(
                "letter-admission-what",
                "participant",
                request.participant_name.as_str(),
                "title",
                consultation.title.as_str(),
            ),
            t.say("letter-admission-how"),
        ],
        link: Some((t.say("letter-admission-link"), link)),
    }
}

pub(super) fn not_admitted(
    consultation: &Consultation,
    request: &DoorRequest,
    reason: &str,
) -> Letter {
    let t = Language::of(&request.language);
    let mut paragraphs = vec![
        t.say1("letter-not-admitted-what", "title", consultation.title.as_str()),
        reason.to_owned(),
    ];
    if !consultation.contact.is_empty() {
        let contact = consultation.contact.as_str();
        paragraphs.push(t.say1("letter-not-admitted-contact", "contact", contact));
    }
    Letter {
        consultation: Some(consultation.id),
        occasion: Occasion::NotAdmitted,
        reason: format!("not-admitted:{}", request.public_id),
        to_email: request.email.clone(),
        to_name: request.person_name.clone(),
        language: t,
        subject: t.say("letter-not-admitted-subject"),
        paragraphs,
        link: None,
    }
}
