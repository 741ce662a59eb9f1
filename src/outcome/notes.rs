//! The explanatory notes of a draft, numbered in the order of the text.

use super::comparing::{Comparison, base};
use super::quoted::Quotable;
use super::sentences::{change_key, heading};
use super::store::{self, Note};
use crate::db::Conn;
use crate::drafts::store::Draft;
use crate::formats::table;
use crate::languages::Language;
use crate::text::comparison::Compared;
use crate::text::{Citation, paragraphs};
use diesel::QueryResult;
use serde_json::{Value, json};

/// A draft with its notes and what they explain.
pub struct Explained {
    pub draft: Draft,
    /// The text that it is compared with.
    pub against: Option<Draft>,
    pub comparison: Option<Comparison>,
    pub notes: Vec<Numbered>,
}

impl Explained {
    pub fn load(conn: &mut Conn, draft: Draft) -> QueryResult<Self> {
        let against = base(conn, &draft)?;
        let comparison = match &against {
            Some(against) => Some(Comparison::load(conn, against, &draft, &draft.language)?),
            None => None,
        };
        let notes = numbered(comparison.as_ref(), store::of_draft(conn, draft.id)?);
        Ok(Self { draft, against, comparison, notes })
    }

    /// The texts that a note may quote: this one and the one before.
    pub fn quotable(&self, t: Language) -> Quotable {
        let Some(comparison) = &self.comparison else { return Quotable::default() };
        let old = self.against.iter().map(|against| (against.label.as_str(), &comparison.old));
        Quotable::new(t, old.chain([(self.draft.label.as_str(), &comparison.new)]))
    }
}

/// A note with its number, which is its place among the changes.
#[derive(Debug, Clone)]
pub struct Numbered {
    pub number: usize,
    pub note: Note,
}

impl Numbered {
    /// The note's text as it was written, paragraph by paragraph.
    pub fn paragraphs(&self) -> Vec<String> {
        paragraphs(&self.note.body)
    }
}

/// Numbers the notes in text order; a note on an element that is in neither text comes last.
pub fn numbered(comparison: Option<&Comparison>, mut notes: Vec<Note>) -> Vec<Numbered> {
    let place = |note: &Note| {
        comparison.and_then(|comparison| comparison.place(&note.identity)).unwrap_or(usize::MAX)
    };
    notes.sort_by_key(|note| (place(note), note.id));
    notes.into_iter().zip(1..).map(|(note, number)| Numbered { number, note }).collect()
}

/// The note on a change.
pub fn on<'a>(notes: &'a [Numbered], identity: &str) -> Option<&'a Numbered> {
    notes.iter().find(|numbered| numbered.note.identity == identity)
}

/// What a note stands under: the citation, and what became of the element.
pub fn title(t: Language, comparison: Option<&Comparison>, note: &Note) -> String {
    let found = comparison.and_then(|all| Some((all, all.row(&note.identity)?)));
    found.map_or_else(String::new, |(comparison, row)| title_of(t, comparison, row))
}

pub fn title_of(t: Language, comparison: &Comparison, row: &Compared) -> String {
    let heading = heading(t, comparison, row);
    match change_key(row) {
        Some(key) => format!("{heading} · {}", t.say(key)),
        None => heading,
    }
}

/// The notes as plain text.
pub fn plain(
    t: Language,
    draft: &Draft,
    against: Option<&Draft>,
    comparison: Option<&Comparison>,
    notes: &[Numbered],
) -> String {
    let mut out = format!("{}\n{}\n", t.say("note-title"), draft.label);
    if let Some(symbol) = &draft.symbol {
        out.push_str(&format!("{symbol}\n"));
    }
    if let Some(against) = against {
        let line = t.say1("note-compared-with", "draft", against.label.as_str());
        out.push_str(&format!("{line}\n"));
    }
    for numbered in notes {
        let title = title(t, comparison, &numbered.note);
        let body = numbered.note.body.trim();
        out.push_str(&format!("\n{}. {title}\n\n{body}\n", numbered.number));
    }
    out
}

/// The columns of the notes as a table.
pub const COLUMNS: [&str; 6] =
    ["number", "element", "citation", "former_citation", "change", "note"];

/// The notes as a table that a spreadsheet opens without running anything that is in it.
pub fn csv(comparison: Option<&Comparison>, notes: &[Numbered]) -> Vec<u8> {
    let cells = |numbered: &Numbered| {
        let row = comparison.and_then(|comparison| comparison.row(&numbered.note.identity));
        let said = |citation: Option<&Citation>| citation.map(Citation::long).unwrap_or_default();
        let change = row.and_then(change_key).unwrap_or_default();
        [
            numbered.number.to_string(),
            numbered.note.identity.clone(),
            said(row.and_then(|row| row.new_citation.as_ref())),
            said(row.and_then(|row| row.old_citation.as_ref())),
            change.trim_start_matches("redline-").to_owned(),
            numbered.note.body.clone(),
        ]
    };
    table::write(&COLUMNS, notes.iter().map(cells))
}

/// The notes as data: citations in English as everywhere in files, the element by its id.
pub fn data(
    draft: &Draft,
    against: Option<&Draft>,
    comparison: Option<&Comparison>,
    notes: &[Numbered],
) -> Value {
    let note = |numbered: &Numbered| {
        let row = comparison.and_then(|comparison| comparison.row(&numbered.note.identity));
        json!({
            "number": numbered.number,
            "element": numbered.note.identity,
            "citation": row.and_then(|r| r.new_citation.as_ref()).map(|c| c.long()),
            "former_citation": row.and_then(|r| r.old_citation.as_ref()).map(|c| c.long()),
            "change": row.and_then(change_key).map(|key| key.trim_start_matches("redline-")),
            "note": numbered.note.body,
        })
    };
    json!({
        "draft": draft.public_id,
        "label": draft.label,
        "symbol": draft.symbol,
        "against": against.map(|against| &against.public_id),
        "notes": notes.iter().map(note).collect::<Vec<_>>(),
    })
}
