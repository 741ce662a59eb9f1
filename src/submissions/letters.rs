//! What this slice writes to people: the receipt, for those who want it by e-mail.

use super::store::Submission;
use crate::languages::Language;
use crate::participants::{Participant, Person};
use crate::post::{Desk, Letter};
use crate::procedure::Moment;
use crate::procedure::words::Occasion;
use crate::rounds::store::Round;
use crate::secrets;
use crate::sign_in::store::Account;

/// The receipt: when, and the code. No text, no title, no participant's name.
pub fn receipt(
    desk: &Desk,
    account: &Account,
    round: &Round,
    submission: &Submission,
    code: &str,
    now: Moment,
) -> Letter {
    let t = Language::of(&account.language);
    let when = format!("{} ({})", t.moment(now, &round.time_zone), round.time_zone);
    Letter {
        consultation: Some(round.consultation_id),
        occasion: Occasion::Receipt,
        // Not whose and of what: the outbox must not tell who sent what.
        reason: format!("receipt:{}", secrets::public_id()),
        to_email: account.email.clone(),
        to_name: account.name.clone(),
        language: t,
        subject: t.say("letter-receipt-subject"),
        paragraphs: vec![
            t.say2("letter-receipt-received", "when", when, "utc", t.utc(now)),
            t.say1("letter-receipt-code", "code", code.to_owned()),
        ],
        link: Some((
            t.say("letter-receipt-link"),
            desk.link(&format!("/submissions/{}/receipt", submission.public_id)),
        )),
    }
}

/// Something waits for an answer. It names nobody and nothing: the outbox must not tell who sends what
/// with whom.
pub fn co_submission(
    desk: &Desk,
    named: &Participant,
    person: &Person,
    round: &Round,
    slug: &str,
) -> Letter {
    to_answer(desk, (Occasion::CoSubmission, "co-submission"), named, person, round, slug)
}

/// Words were recorded as said on the participant's behalf. The letter says no word of them, nor where.
pub fn intervention(
    desk: &Desk,
    named: &Participant,
    person: &Person,
    round: &Round,
    slug: &str,
) -> Letter {
    to_answer(desk, (Occasion::Intervention, "intervention"), named, person, round, slug)
}

fn to_answer(
    desk: &Desk,
    (occasion, word): (Occasion, &str),
    named: &Participant,
    person: &Person,
    round: &Round,
    slug: &str,
) -> Letter {
    let t = Language::of(&named.language);
    let say = |what: &str| t.say(&format!("letter-{word}-{what}"));
    Letter {
        consultation: Some(round.consultation_id),
        occasion,
        reason: format!("{word}:{}", secrets::public_id()),
        to_email: person.email.clone(),
        to_name: person.name.clone(),
        language: t,
        subject: say("subject"),
        paragraphs: vec![say("what")],
        link: Some((say("link"), desk.link(&format!("/c/{slug}/submissions")))),
    }
}
