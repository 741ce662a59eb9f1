//! The field's own forms for comments: the ISO/IEC template for comments and secretariat
//! observations (ISO/IEC Directives, part 1, consolidated ISO supplement), and the review table of
//! IPBES and the CBD. People fill them in by the row; here they are read, and written.
//!
//! | file | question it answers |
//! |---|---|
//! | [`columns`] | which columns does a form have, and what are they called? |
//! | [`headings`] | which row has the headings, and what stands in which column? |
//! | [`rows`] | what does each row say, and which say nothing that can be taken? |
//! | [`places`] | which element does a row mean? |
//! | [`changes`] | what does a proposed change propose? |
//! | [`items`] | how is it shown to whoever confirms it? |
//! | [`importing`] | how does a table of many participants come into a round? |
//! | [`writing`] | how does such a form look? |

mod changes;
mod columns;
mod headings;
pub mod importing;
mod items;
mod places;
mod rows;
#[cfg(test)]
mod tests;
pub mod writing;

use crate::formats::grid::Grid;
use crate::languages::Language;
use crate::procedure::words::CommentType;
use crate::text::{Citation, Text, citations};

pub use changes::Change;
pub use columns::{Column, Form};
use headings::Headings;
pub use items::items;

/// What a table says, against the text that it is about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Read {
    pub entries: Vec<Entry>,
    /// In the order of the rows.
    pub remarks: Vec<Remark>,
    /// The language of the text in which the wordings are that it proposes.
    pub language: String,
    /// The language that comments are in: that of the headings, where it can be told.
    pub said_in: String,
    /// Whom the first column names, each once.
    pub names: Vec<String>,
}

/// What one row says.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The row of the file, counted from 1.
    pub row: usize,
    /// Whose it is, as the row says it; empty where it does not.
    pub who: String,
    pub place: Place,
    /// The place in the row's own words: "4, (2)", "page 3, line 17".
    pub named: String,
    pub kind: Option<CommentType>,
    pub comment: String,
    pub change: Option<Change>,
}

/// Where a row belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Whole,
    /// On this element, by its place in the text.
    On(usize),
    /// The clause is this element; the paragraph that the row names there is not found.
    Within(usize),
    /// It names no place that is found; its words are most like those of this element.
    ByWords(usize),
    /// It names nothing that there is, or more than one thing.
    Unknown,
    Several,
}

impl Place {
    pub fn element(self) -> Option<usize> {
        match self {
            Self::On(at) | Self::Within(at) | Self::ByWords(at) => Some(at),
            Self::Whole | Self::Unknown | Self::Several => None,
        }
    }
}

/// Something about a row, or about the headings, that a person has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    pub row: usize,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Columns that are not read: their headings.
    UnknownHeadings(Vec<String>),
    /// A heading stands there a second time.
    HeadingTwice(String),
    /// Cells of these columns are one: the row is not taken.
    Joined(Vec<Column>),
    /// The whole row is one cell, as headings within a table are: it is not taken.
    OneCell(String),
    /// Cells over several rows: read as if each row said it.
    Spread(Vec<Column>),
    /// It says neither a comment nor a change: it is not taken.
    SaysNothing,
    UnknownKind(String),
    UnknownPlace(String),
    SeveralPlaces(String),
    UnknownParagraph(String),
    PlacedByWords(String),
    /// Hardly a word of the element stands in what is proposed for it.
    NewWording,
}

impl What {
    /// Is the row not taken for it?
    pub fn is_loss(&self) -> bool {
        matches!(self, Self::Joined(_) | Self::OneCell(_) | Self::SaysNothing)
    }
}

impl Remark {
    /// "Row 7: The cells of “Comments, Proposed change” are merged."
    pub fn said(&self, t: Language) -> String {
        t.say2("table-row-said", "row", self.row, "said", self.reason(t))
    }

    pub fn reason(&self, t: Language) -> String {
        let of = |columns: &[Column]| {
            let names = columns.iter().map(|column| t.say(column.key()));
            names.collect::<Vec<_>>().join(", ")
        };
        let (key, shown) = match &self.what {
            What::UnknownHeadings(names) => ("table-unknown-headings", names.join(", ")),
            What::HeadingTwice(name) => ("table-heading-twice", name.clone()),
            What::Joined(columns) => ("table-joined", of(columns)),
            What::OneCell(words) => ("table-one-cell", words.clone()),
            What::Spread(columns) => ("table-spread", of(columns)),
            What::NewWording => ("table-new-wording", String::new()),
            What::SaysNothing => ("table-says-nothing", String::new()),
            What::UnknownKind(typed) => ("table-unknown-kind", typed.clone()),
            What::UnknownPlace(named) => ("table-unknown-place", named.clone()),
            What::SeveralPlaces(named) => ("table-several-places", named.clone()),
            What::UnknownParagraph(named) => ("table-unknown-paragraph", named.clone()),
            What::PlacedByWords(named) => ("table-placed-by-words", named.clone()),
        };
        let shown: String = shown.chars().take(120).collect();
        t.say1(key, "shown", shown)
    }
}

/// Why a file is no comment table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoForm {
    /// No row has the headings of one.
    Headings,
    /// The headings are there, and no column for a comment or a change.
    Words,
}

impl NoForm {
    pub fn key(self) -> &'static str {
        match self {
            Self::Headings => "table-no-headings",
            Self::Words => "table-no-words",
        }
    }
}

/// What a text is called and says, for reading many rows against it.
pub struct About<'a> {
    text: &'a Text,
    citations: Vec<Citation>,
    /// The languages that it has, its original one first.
    languages: Vec<String>,
    /// The words of each element in each language, both by their place.
    words: Vec<(usize, usize, places::Counted)>,
}

impl<'a> About<'a> {
    pub fn new(text: &'a Text, languages: Vec<String>) -> Self {
        let mut words = Vec::new();
        for (at, element) in text.elements.iter().enumerate() {
            for (number, language) in languages.iter().enumerate() {
                let wording = element.wording(language);
                if !wording.is_empty() {
                    words.push((at, number, places::counted(wording)));
                }
            }
        }
        Self { text, citations: citations(text), languages, words }
    }
}

/// Reads the first of the tables that is a comment form.
///
/// # Errors
/// Where none is one.
pub fn read(grids: &[Grid], about: &About) -> Result<Read, NoForm> {
    let (grid, headings) = form(grids)?;
    Ok(rows::read(grid, &headings, about))
}

fn form(grids: &[Grid]) -> Result<(&Grid, Headings), NoForm> {
    let mut why = NoForm::Headings;
    for grid in grids {
        match headings::find(grid) {
            Some(found) if found.has_words() => return Ok((grid, found)),
            Some(_) => why = NoForm::Words,
            None => {}
        }
    }
    Err(why)
}

/// Is one of them a comment form? What a Word file with another table says is read otherwise.
///
/// # Errors
/// Where none is one.
pub fn has_form(grids: &[Grid]) -> Result<(), NoForm> {
    form(grids).map(drop)
}
