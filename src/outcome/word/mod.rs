//! What comes of a consultation as Word files.

mod consolidated;
mod redline;

pub use consolidated::{Names, Wanted, consolidated_of, participants};
pub use redline::redline_between;

use crate::app::App;
use crate::formats::word::{Paper, Style};
use crate::languages::Language;
use crate::procedure::Moment;
use crate::web::Asking;

/// Who makes a file, when, and in which language it says what it says itself.
#[derive(Debug, Clone)]
pub struct Making {
    pub t: Language,
    /// The instance.
    pub maker: String,
    pub now: Moment,
}

impl Making {
    pub fn of(app: &App, asking: &Asking) -> Self {
        Self { t: asking.language, maker: app.settings.origin.clone(), now: app.now() }
    }

    /// A paper of a round with its head: what it is (`key`) and of what, the consultation, the draft,
    /// and what must be said of it.
    pub fn paper(&self, t: Language, key: &str, head: &Head<'_>) -> Paper {
        let title = t.say2("labelled", "label", t.say(key), "value", head.title);
        let mut paper = Paper::about(&title, t.code(), &self.maker, &self.now.iso());
        paper.say(Style::Plain, head.consultation);
        paper.say(Style::Plain, head.draft.unwrap_or_default());
        paper.say(Style::Remark, head.disclaimer);
        paper
    }
}

/// What stands at the head of a paper.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    pub title: &'a str,
    pub consultation: &'a str,
    pub draft: Option<&'a str>,
    pub disclaimer: &'a str,
}
