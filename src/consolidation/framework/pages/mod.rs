//! The team's pages of the elements of a framework.

mod element;
mod list;

pub use element::{change, element, link, place, remove, unlink};
pub use list::{add, list, publish};

use super::Wanted;
use super::gathering::{Gathered, gathered};
use super::store::{self, FrameworkElement};
use crate::consolidation::pages::author;
use crate::consultations::store::Theme;
use crate::consultations::{self, Consultation, Tab};
use crate::db::Conn;
use crate::drafts::reading::{self, Line, direction};
use crate::drafts::store as drafts;
use crate::languages::Language;
use crate::procedure::consolidation::may_keep_framework;
use crate::procedure::keys::{FrameworkElementKey, InputKey, PublicId, ThemeKey};
use crate::procedure::limits;
use crate::procedure::{Moment, Standing};
use crate::sign_in::{Viewer, one_line};
use crate::submissions::views::Seen;
use crate::text::elements::without_marks;
use crate::text::with_marks;
use crate::web::{Error, Errors, Fields, Frame};
use std::collections::{HashMap, HashSet};

/// Whoever gathers, and what there is to gather from.
struct Table {
    viewer: Viewer,
    who: Standing,
    consultation: Consultation,
    elements: Vec<FrameworkElement>,
    themes: Vec<Theme>,
    rounds: Vec<Gathered>,
    sources: HashMap<FrameworkElementKey, Vec<InputKey>>,
    paragraphs: HashMap<FrameworkElementKey, Vec<String>>,
    /// By identity: what the paragraph is called in the newest draft that has it, and where it is.
    called: HashMap<String, Paragraph>,
    /// Those of the newest draft, in its order.
    newest: Vec<Paragraph>,
}

/// A paragraph of a draft, to lead to or to choose.
#[derive(Debug, Clone)]
pub struct Paragraph {
    pub identity: String,
    /// "art. 4 (2)".
    pub label: String,
    /// The draft that it is called so in.
    pub draft: String,
    pub to: String,
    /// Its first words.
    pub begins: String,
}

/// An answer or a comment, shown as a source.
pub struct Source {
    pub id: PublicId,
    pub author: String,
    /// The question that it answers, or what it is.
    pub about: String,
    /// Its first words, in its own language.
    pub begins: String,
    pub language: String,
    pub direction: &'static str,
    pub to: String,
}

impl Table {
    fn set(
        conn: &mut Conn,
        viewer: Viewer,
        (consultation, who): (Consultation, Standing),
        now: Moment,
    ) -> Result<Self, Error> {
        may_keep_framework(&who, consultation.id)?;
        let t = viewer.frame().t;
        let (called, newest) = called(conn, t, &consultation)?;
        Ok(Self {
            elements: store::of_consultation(conn, consultation.id)?,
            themes: consultations::store::themes(conn, consultation.id)?,
            rounds: gathered(conn, &who, &consultation, now)?,
            sources: store::sources(conn, consultation.id)?,
            paragraphs: store::paragraphs(conn, consultation.id)?,
            viewer,
            who,
            consultation,
            called,
            newest,
        })
    }

    fn path(&self) -> String {
        format!("{}/framework", self.consultation.path())
    }

    fn frame(&self) -> Frame {
        let tab = Tab::Consolidation;
        let frame = consultations::frame(&self.viewer, &self.who, &self.consultation, tab);
        let label = frame.t.say("tab-consolidation");
        frame.under(format!("{}/consolidation", self.consultation.path()), label)
    }

    fn grew(&self, element: FrameworkElementKey) -> Vec<Paragraph> {
        let identities = self.paragraphs.get(&element).into_iter().flatten();
        identities.filter_map(|identity| self.called.get(identity).cloned()).collect()
    }

    /// The sources of an element that this person may see.
    fn sources_of(&self, t: Language, element: FrameworkElementKey) -> Vec<Source> {
        let keys: HashSet<InputKey> =
            self.sources.get(&element).into_iter().flatten().copied().collect();
        self.shown(t, |_, seen| keys.contains(&seen.input.id))
    }

    /// What was said on this theme, or at all, and is a source of no element yet.
    fn not_gathered(&self, t: Language, theme: Option<ThemeKey>) -> Vec<Source> {
        let known: HashSet<InputKey> = self.sources.values().flatten().copied().collect();
        self.shown(t, |round, seen| {
            !known.contains(&seen.input.id)
                && theme.is_none_or(|theme| round.is_tagged(seen.input.id, theme))
        })
    }

    fn shown(&self, t: Language, keep: impl Fn(&Gathered, &Seen) -> bool) -> Vec<Source> {
        let mut shown = Vec::new();
        for round in &self.rounds {
            let kept = round.sources().filter(|seen| keep(round, seen));
            shown.extend(kept.map(|seen| self.source(t, round, seen)));
        }
        shown
    }

    fn source(&self, t: Language, round: &Gathered, seen: &Seen) -> Source {
        let (author, is) = author(t, seen);
        let input = &seen.input;
        let about = round.question(seen).map(str::to_owned);
        let about = about.or_else(|| {
            let called = self.called.get(input.identity.as_ref()?)?;
            Some(called.label.clone())
        });
        Source {
            id: input.public_id.clone(),
            author: t.say2("framework-source-author", "name", author, "is", is),
            about: about.unwrap_or_else(|| t.word(input.kind)),
            begins: first_words(&input.body),
            language: input.language.clone(),
            direction: direction(&input.language),
            to: format!("/inputs/{}/response", input.public_id),
        }
    }

    fn theme(&self, theme: Option<ThemeKey>) -> Option<&Theme> {
        self.themes.iter().find(|one| Some(one.id) == theme)
    }
}

/// What every paragraph is called in the newest draft that has it, and those of the newest draft.
fn called(
    conn: &mut Conn,
    t: Language,
    consultation: &Consultation,
) -> Result<(HashMap<String, Paragraph>, Vec<Paragraph>), Error> {
    let mut called = HashMap::new();
    let mut newest = Vec::new();
    for draft in drafts::of_consultation(conn, consultation.id)? {
        let reading = reading::read(conn, &draft, &draft.language)?;
        let paragraph = |line: &Line| Paragraph {
            identity: line.identity.clone(),
            label: t.citation_short(&line.citation),
            draft: draft.label.clone(),
            to: format!("{}#{}", draft.path(), line.anchor),
            begins: first_words(&without_marks(&line.wording)),
        };
        newest = reading.lines.iter().map(paragraph).collect();
        called.extend(newest.iter().map(|one| (one.identity.clone(), one.clone())));
    }
    Ok((called, newest))
}

/// Enough of a text to know it by.
fn first_words(text: &str) -> String {
    const MOST: usize = 240;
    let text = with_marks(text.trim());
    if text.chars().count() <= MOST {
        return text;
    }
    let mut short: String = text.chars().take(MOST).collect();
    if let Some(space) = short.rfind(' ') {
        short.truncate(space);
    }
    short + " …"
}

/// Reads the form of an element.
fn wanted(fields: &Fields) -> Result<Wanted, Errors> {
    let mut errors = Errors::default();
    let title = one_line(fields.get("title"));
    let body = fields.trimmed("body").replace("\r\n", "\n");
    if title.is_empty() {
        errors.add("title", "framework-title-missing");
    }
    errors.hold("title", &title, limits::TITLE);
    errors.hold("body", &body, limits::PAGE);
    errors.check()?;
    Ok(Wanted { theme: theme(fields), title, body })
}

fn theme(fields: &Fields) -> Option<ThemeKey> {
    fields.parsed::<i64>("theme").map(ThemeKey)
}

/// The inputs that were ticked.
fn ticked(fields: &Fields) -> Vec<PublicId> {
    fields.all("inputs").map(PublicId::from).collect()
}

/// The consultation of an element, for whoever may know of it.
fn of_element(
    conn: &mut Conn,
    viewer: &Viewer,
    id: &PublicId,
) -> Result<(Consultation, Standing), Error> {
    let element = store::find(conn, id)?;
    let consultation = consultations::store::find(conn, element.consultation_id)?;
    let who = viewer.standing(conn, consultation.id)?;
    may_keep_framework(&who, consultation.id)?;
    Ok((consultation, who))
}
