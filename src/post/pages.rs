//! How the outbox is shown: `templates/post/outbox_rows.html` is a list that any page may include
//! which has `frame` and `outbox: Vec<OutboxRow>`.

use super::store::StoredLetter;
use crate::languages::Language;
use crate::procedure::words::LetterState;

/// A letter as a row of the outbox.
#[derive(Debug, Clone)]
pub struct OutboxRow {
    pub letter: StoredLetter,
    /// The zone that its times are said in.
    pub zone: String,
}

impl OutboxRow {
    pub fn of(letters: Vec<StoredLetter>, zone: &str) -> Vec<Self> {
        let row = |letter| Self { letter, zone: zone.to_owned() };
        letters.into_iter().map(row).collect()
    }

    pub fn path(&self) -> String {
        format!("/post/letters/{}", self.letter.public_id)
    }

    /// Its class in the stylesheet.
    pub fn mark(&self) -> &'static str {
        match self.letter.state {
            LetterState::Queued => "idle",
            LetterState::Sent => "good",
            LetterState::Failed => "bad",
        }
    }

    pub fn state(&self, t: &Language) -> String {
        t.word(self.letter.state)
    }

    pub fn occasion(&self, t: &Language) -> String {
        t.word(self.letter.occasion)
    }

    /// When it was sent, or else written.
    pub fn when(&self, t: &Language) -> String {
        t.moment(self.letter.sent_at.unwrap_or(self.letter.enqueued_at), &self.zone)
    }

    /// When a queued letter that could not be sent is tried again.
    pub fn tried_again(&self, t: &Language) -> Option<String> {
        let waits = self.letter.state == LetterState::Queued && self.letter.last_error.is_some();
        waits.then(|| t.moment(self.letter.next_attempt_at, &self.zone))
    }

    pub fn may_be_retried(&self) -> bool {
        self.letter.state == LetterState::Failed || self.letter.last_error.is_some()
    }
}
