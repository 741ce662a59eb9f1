//! Letters: written in the transaction of the act that causes them, kept in the outbox, sent by
//! one worker with leases and backoff.
//!
//! A letter has a *reason key*: two letters to one person for one reason are one letter.

mod delivery;
mod mailer;
mod message;
pub mod pages;
mod refusals;
mod secrets_of_links;
pub mod store;

pub use delivery::deliver;
pub use mailer::Mailer;
pub use message::message;
pub use secrets_of_links::without_secrets;

use crate::config::Settings;
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::languages::Language;
use crate::procedure::keys::{ConsultationKey, PublicId};
use crate::procedure::rights::{Denied, May, may};
use crate::procedure::words::Occasion;
use crate::procedure::{Moment, Right, Standing, What};
use crate::secrets;
use crate::signing::Signer;
use diesel::QueryResult;
use store::StoredLetter;

/// What acts need to write letters, and receipts: where their links lead, and who signs.
#[derive(Debug, Clone)]
pub struct Desk {
    origin: String,
    host: String,
    signer: Signer,
}

impl Desk {
    pub fn new(settings: &Settings) -> Self {
        let host = settings.origin.split("://").last().unwrap_or_default();
        let host = host.split(':').next().unwrap_or_default().to_owned();
        Self { origin: settings.origin.clone(), host, signer: Signer::of(&settings.data) }
    }

    /// Signs what the instance vouches for.
    pub fn signer(&self) -> &Signer {
        &self.signer
    }

    /// The full address of a path of ours.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

/// A letter to one person, said in their language.
#[derive(Debug, Clone)]
pub struct Letter {
    pub consultation: Option<ConsultationKey>,
    pub occasion: Occasion,
    /// What makes this letter this letter, such as "round-closed:ROUND:PERSON".
    pub reason: String,
    pub to_email: String,
    pub to_name: String,
    pub language: Language,
    /// Neutral: a subject must not incriminate its reader.
    pub subject: String,
    /// Paragraphs of plain text.
    pub paragraphs: Vec<String>,
    /// One link, with the words that stand on it.
    pub link: Option<(String, String)>,
}

/// Puts a letter into the outbox, unless one for the same reason is there already. Answers the
/// letter's id when it is new.
pub fn enqueue(
    tx: &mut Tx,
    desk: &Desk,
    letter: &Letter,
    now: Moment,
) -> QueryResult<Option<PublicId>> {
    let id = secrets::public_id();
    let message_id = format!("<{id}@{}>", desk.host);
    let queued = store::insert(tx, &id, &message_id, letter, &plain(letter), &html(letter), now)?;
    Ok(queued.then_some(id))
}

/// The letter as plain text.
pub fn plain(letter: &Letter) -> String {
    let t = letter.language;
    let mut parts = vec![t.say1("letter-greeting", "name", letter.to_name.as_str())];
    parts.extend(letter.paragraphs.iter().cloned());
    if let Some((label, to)) = &letter.link {
        parts.push(format!("{label}\n{to}"));
    }
    parts.push(t.say("letter-closing"));
    parts.join("\n\n") + "\n"
}

#[derive(askama::Template)]
#[template(path = "post/letter.html")]
struct Html<'a> {
    letter: &'a Letter,
    greeting: String,
    closing: String,
}

/// The letter as HTML.
pub fn html(letter: &Letter) -> String {
    let t = letter.language;
    let page = Html {
        letter,
        greeting: t.say1("letter-greeting", "name", letter.to_name.as_str()),
        closing: t.say("letter-closing"),
    };
    askama::Template::render(&page).unwrap_or_else(|_| plain(letter))
}

/// May this person read letters as they were written, and send them again? The administrator of
/// rounds the letters of the consultation, a system administrator all.
pub fn may_handle(who: &Standing) -> Result<May, Denied> {
    may(who, Right::LetterRead, What::default())
}

/// Makes a letter that failed, or waits for its next try, due at once. False when it has been
/// sent in between, or is just being sent.
pub fn retry(tx: &mut Tx, may: &May, letter: &StoredLetter, now: Moment) -> QueryResult<bool> {
    if !store::requeue(tx, letter.id, now)? {
        return Ok(false);
    }
    let scope = letter.consultation.map_or(Scope::Installation, Scope::Consultation);
    let detail = serde_json::json!({ "occasion": letter.occasion });
    journal::record(tx, scope, may.by(), "letter.retried", &letter.public_id, detail, now)?;
    Ok(true)
}
