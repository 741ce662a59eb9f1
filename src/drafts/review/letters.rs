//! What a closed review writes to those named in it. Neither a subject nor a letter says what the text is
//! about beyond the title of the consultation.

use super::store::{Review, Reviewer};
use crate::consultations::Consultation;
use crate::db::Tx;
use crate::languages::Language;
use crate::post::{self, Desk, Letter};
use crate::procedure::Moment;
use crate::procedure::words::Occasion;
use crate::sign_in;
use crate::sign_in::links::{self, NewLink, Purpose};
use diesel::QueryResult;
use serde_json::json;

/// What a letter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Named,
    Extended,
    Ended,
}

impl About {
    const fn word(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Extended => "extended",
            Self::Ended => "ended",
        }
    }
}

/// One letter to one reviewer.
pub(super) fn write(
    tx: &mut Tx,
    desk: &Desk,
    consultation: &Consultation,
    review: &Review,
    to: &Reviewer,
    about: About,
    now: Moment,
) -> QueryResult<()> {
    let t = Language::of(&to.language);
    let closes = format!("{} ({})", t.civil(&review.closes_civil), review.time_zone);
    let word = about.word();
    let what = t.say2(
        &format!("letter-review-{word}"),
        "title",
        consultation.title.as_str(),
        "closes",
        closes,
    );
    let how = (about != About::Ended).then(|| t.say("letter-review-how"));
    let link = match about {
        About::Ended => None,
        _ => Some((t.say("letter-review-link"), way_in(tx, desk, review, to, now)?)),
    };
    let letter = Letter {
        consultation: Some(consultation.id),
        occasion: Occasion::Review,
        reason: format!("review:{}:{}:{word}:{}", review.public_id, to.public_id, now.as_micros()),
        to_email: to.email.clone(),
        to_name: to.name.clone(),
        language: t,
        subject: t.say("letter-review-subject"),
        paragraphs: [what].into_iter().chain(how).collect(),
        link,
    };
    post::enqueue(tx, desk, &letter, now)?;
    Ok(())
}

/// To the review, by way of a password where there is none.
fn way_in(
    tx: &mut Tx,
    desk: &Desk,
    review: &Review,
    to: &Reviewer,
    now: Moment,
) -> QueryResult<String> {
    if sign_in::has_password(tx, to.account)? {
        return Ok(desk.link(&review.path()));
    }
    let link = NewLink {
        purpose: Purpose::Team,
        account: Some(to.account),
        person: None,
        email: &to.email,
        detail: json!({ "next": review.path() }),
    };
    let token = links::issue(tx, &link, 30, now)?;
    Ok(desk.link(&format!("/links/{}", token.reveal())))
}
