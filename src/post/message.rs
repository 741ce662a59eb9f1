//! A stored letter as an e-mail message: built from its row alone, so that a letter tried again
//! is the same letter, byte for byte.

use super::store::StoredLetter;
use crate::languages::Language;
use crate::procedure::Moment;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};
use std::time::{Duration, UNIX_EPOCH};

/// Why no message can be made of a letter.
#[derive(Debug, thiserror::Error)]
pub enum Unsendable {
    #[error("no letter can be sent to this address: {0}")]
    Address(#[from] lettre::address::AddressError),
    #[error("the message cannot be written: {0}")]
    Message(#[from] lettre::error::Error),
}

/// The message, in plain text and HTML.
pub fn message(letter: &StoredLetter, from: &Mailbox) -> Result<Message, Unsendable> {
    let name = Some(one_line(&letter.to_name)).filter(|name| !name.is_empty());
    let to = Mailbox::new(name, letter.to_email.parse()?);
    // The moment it was written, not sent: it is the same at every try.
    let written = u64::try_from(letter.enqueued_at.as_micros()).unwrap_or_default();
    let message = Message::builder()
        .from(from.clone())
        .to(to)
        .subject(one_line(&letter.subject))
        .message_id(Some(one_line(&letter.message_id)))
        .date(UNIX_EPOCH + Duration::from_micros(written))
        .header(AutoSubmitted)
        .header(ContentLanguage(letter.language.clone()))
        .multipart(bodies(letter))?;
    Ok(message)
}

/// A letter that only shows that letters arrive.
pub(super) fn trial(from: &Mailbox, to: Mailbox, now: Moment) -> Result<Message, Unsendable> {
    let written = u64::try_from(now.as_micros()).unwrap_or_default();
    let said = Language::English;
    Ok(Message::builder()
        .from(from.clone())
        .to(to)
        .subject(said.say("trial-letter-subject"))
        .date(UNIX_EPOCH + Duration::from_micros(written))
        .header(AutoSubmitted)
        .body(format!("{}\n", said.say("trial-letter")))?)
}

fn bodies(letter: &StoredLetter) -> MultiPart {
    // lettre's own boundary would be another one at every try.
    MultiPart::alternative()
        .boundary(format!("travaux-{}", letter.public_id))
        .singlepart(SinglePart::plain(letter.body_text.clone()))
        .singlepart(SinglePart::html(letter.body_html.clone()))
}

/// What comes from people is one line in a header, so that nobody writes a header of their own.
fn one_line(value: &str) -> String {
    let words = value.split(|c: char| c.is_whitespace() || c.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Nobody answered in person (RFC 3834), so that no absence notice comes back.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".into())
    }
}

#[derive(Clone)]
struct ContentLanguage(String);

impl Header for ContentLanguage {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Language")
    }

    fn parse(code: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(code.into()))
    }

    fn display(&self) -> HeaderValue {
        let code = self.0.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        HeaderValue::new(Self::name(), code)
    }
}

#[cfg(test)]
#[path = "message_tests.rs"]
mod tests;
