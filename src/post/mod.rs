//! Letters: written in the transaction of the act that causes them, kept in the outbox, sent by
//! one worker with leases and backoff.
//!
//! A letter has a *reason key*: two letters to one person for one reason are one letter.

pub mod store;

use crate::config::Settings;
use crate::db::Tx;
use crate::languages::Language;
use crate::procedure::Moment;
use crate::procedure::keys::{ConsultationKey, PublicId};
use crate::procedure::words::Occasion;
use crate::secrets;
use diesel::QueryResult;

/// What acts need to write letters: where their links lead.
#[derive(Debug, Clone)]
pub struct Desk {
    origin: String,
    host: String,
}

impl Desk {
    pub fn new(settings: &Settings) -> Self {
        let host = settings.origin.split("://").last().unwrap_or_default();
        let host = host.split(':').next().unwrap_or_default().to_owned();
        Self { origin: settings.origin.clone(), host }
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
