//! Bracketed text written out.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Alternative, Bracketed, Note, Piece, Row, Unplaced, What};
use crate::text::difference::Op;

/// How deletions and insertions are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Legend {
    /// Both in brackets; the words beside them say which is which.
    #[default]
    Brackets,
    /// Deleted words struck out, inserted ones bold and underlined.
    Marks,
}

/// A word that names no legend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown legend: {0}")]
pub struct UnknownLegend(pub String);

impl Legend {
    pub const ALL: [Legend; 2] = [Legend::Brackets, Legend::Marks];

    pub fn as_str(self) -> &'static str {
        match self {
            Legend::Brackets => "brackets",
            Legend::Marks => "marks",
        }
    }
}

impl FromStr for Legend {
    type Err = UnknownLegend;

    fn from_str(word: &str) -> Result<Self, UnknownLegend> {
        Legend::ALL
            .into_iter()
            .find(|legend| legend.as_str() == word)
            .ok_or_else(|| UnknownLegend(word.to_owned()))
    }
}

/// What is done at a bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Delete,
    Add,
    Replace,
}

impl Act {
    /// What is done where these words go and those come.
    pub fn of(deleted: &str, inserted: &str) -> Self {
        match (deleted.is_empty(), inserted.is_empty()) {
            (_, true) => Act::Delete,
            (true, false) => Act::Add,
            (false, false) => Act::Replace,
        }
    }
}

/// What a person reads beside the words of the text, said by whoever knows their language.
pub trait Said {
    /// What the row is called.
    fn citation(&self, what: &What) -> String;
    /// What is done and by whom, as it stands in parentheses.
    fn attribution(&self, act: Act, sources: &[usize]) -> String;
    /// "PP2 alt 2", and why it stands there.
    fn alternative(&self, what: &What, alternative: &Alternative) -> String;
    /// Who proposes an alternative, as it stands in parentheses.
    fn names(&self, sources: &[usize]) -> String;
    fn note(&self, note: &Note) -> String;
    /// What is said of the row that no proposal says.
    fn beside(&self, _: &What) -> Option<String> {
        None
    }
    /// What is proposed where nobody knows where.
    fn unplaced(&self, unplaced: &Unplaced) -> String;
    /// Stands before what has no place.
    fn unplaced_title(&self) -> String;
}

/// The bracketed text as plain text, a paragraph for each row.
pub fn plain(text: &Bracketed, legend: Legend, said: &impl Said) -> String {
    let mut out = String::new();
    for row in &text.rows {
        write_row(&mut out, row, legend, said);
        out.push('\n');
    }
    if !text.unplaced.is_empty() {
        out.push_str(&format!("{}\n\n", said.unplaced_title()));
        for unplaced in &text.unplaced {
            let words = [unplaced.quoted.trim(), unplaced.wording.trim()];
            let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
            let names = said.names(&unplaced.sources);
            out.push_str(&format!(
                "{}: {} ({names})\n\n",
                said.unplaced(unplaced),
                words.join(" → ")
            ));
        }
    }
    out
}

fn write_row(out: &mut String, row: &Row, legend: Legend, said: &impl Said) {
    let citation = said.citation(&row.what);
    if !citation.is_empty() {
        out.push_str(&format!("{citation}  "));
    }
    out.push_str(&"[".repeat(row.opens.len()));
    for piece in &row.pieces {
        match piece {
            Piece::Kept(words) => out.push_str(words),
            Piece::Edit { deleted, inserted, sources } => {
                let (lead, tail) = around(deleted, inserted);
                let mut marked = Vec::new();
                if !deleted.trim().is_empty() {
                    marked.push(struck(deleted.trim(), legend));
                }
                if !inserted.trim().is_empty() {
                    marked.push(bold(inserted.trim(), legend));
                }
                let who = said.attribution(Act::of(deleted, inserted), sources);
                out.push_str(&format!("{lead}{} ({who}){tail}", marked.join(" ")));
            }
        }
    }
    for sources in &row.closes {
        out.push_str(&format!("] ({})", said.attribution(Act::Delete, sources)));
    }
    out.push('\n');
    if let Some(beside) = said.beside(&row.what) {
        out.push_str(&format!("    {beside}\n"));
    }
    for alternative in &row.alternatives {
        let label = said.alternative(&row.what, alternative);
        let words = match alternative.runs.is_empty() {
            true => alternative.wording.clone(),
            false => alternative.runs.iter().filter(|run| run.op != Op::Deleted).fold(
                String::new(),
                |mut words, run| {
                    match (run.op, legend) {
                        (Op::Inserted, Legend::Marks) => words.push_str(&bold(&run.text, legend)),
                        _ => words.push_str(&run.text),
                    }
                    words
                },
            ),
        };
        out.push_str(&format!("    [{label}: {words}] ({})\n", said.names(&alternative.sources)));
    }
    for note in &row.notes {
        out.push_str(&format!("    – {} ({})\n", said.note(note), said.names(&note.sources)));
    }
}

/// The space before and after the words of an edit, which stands outside its brackets.
pub fn around<'a>(deleted: &'a str, inserted: &'a str) -> (&'a str, &'a str) {
    let edges = |words: &'a str| {
        let lead = words.len() - words.trim_start().len();
        (&words[..lead], &words[words.trim_end().len().max(lead)..])
    };
    let ((lead, tail), (other_lead, other_tail)) = (edges(inserted), edges(deleted));
    let longer = |one: &'a str, other: &'a str| if one.is_empty() { other } else { one };
    (longer(lead, other_lead), longer(tail, other_tail))
}

fn struck(words: &str, legend: Legend) -> String {
    match legend {
        Legend::Brackets => format!("[{words}]"),
        Legend::Marks => format!("~~{words}~~"),
    }
}

fn bold(words: &str, legend: Legend) -> String {
    match legend {
        Legend::Brackets => format!("[{words}]"),
        Legend::Marks => format!("__{words}__"),
    }
}
