//! A text that somebody worked on and sent back, paragraph by paragraph, as proposals on the text
//! that they were given: what was changed, where, and whether it was tracked.
//!
//! | file | question it answers |
//! |---|---|
//! | [`sheet`] | which paragraphs were there before the changes, and which are there after them? |
//! | [`aligning`] | which of those from before are which elements of the text? |
//! | [`links`] | where is what is left of each element? |
//! | [`changes`] | what became of each element, and what is new? |
//! | [`placing`] | where does something new or moved stand? |

mod aligning;
mod changes;
mod links;
mod placing;
mod sheet;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::elements::Text;
use super::operations::{Operation, Particulars};

pub use sheet::{Line, Span};

/// What a text that came back says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Returned {
    /// In the order of the text that came back. Several additions in one place stand in their
    /// order; a move comes before the change of what was moved.
    pub found: Vec<Found>,
    /// By line of the sheet: the element that it belongs to, or the one before it.
    pub places: Vec<Option<String>>,
    pub left: Vec<Left>,
    /// The elements that do not stand in it, and that nobody may be said to have deleted: those
    /// before its first paragraph and after its last, and long stretches between.
    pub missing: Vec<String>,
    /// How many of the elements were found in it.
    pub known: usize,
    /// Of how many, footnotes left out.
    pub of: usize,
}

/// One change, as a proposal says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The identity of the element that the operation is on.
    pub target: String,
    pub operation: Operation,
    /// The new wording, where the operation takes one. A footnote of the sheet that the text does
    /// not have keeps the mark that it has there.
    pub proposed: String,
    pub particulars: Particulars,
    pub tracked: Tracked,
    /// Lines of the sheet that say it.
    pub lines: Vec<usize>,
}

/// Whether a change can be told from what the file marks as changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tracked {
    Wholly,
    Partly,
    /// Only the comparison with the text that was handed out shows it.
    Not,
}

/// A paragraph that is no proposal by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    pub line: usize,
    pub words: String,
    pub why: Why,
}

/// Why a paragraph is left to a person to place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It stands before or after all that is known, as a letter's head and a signature do.
    Outside,
    /// It was deleted, while what stands under it was left.
    OthersUnderIt,
    /// Nothing can stand there.
    NoPlace,
}

/// Reads a sheet against the text that it was made from. `labels` are the numbers printed before
/// the elements, one for each; they are no part of any wording.
///
/// `notes` are the footnotes of the file by their marks, which the lines have as "[^f2]".
pub fn read(
    text: &Text,
    language: &str,
    labels: &[String],
    sheet: &[Line],
    notes: &BTreeMap<String, Vec<Line>>,
) -> Returned {
    let sheet = sheet::Sheet::of(sheet);
    let (sheet, aligned) = aligning::align(text, language, labels, &sheet);
    changes::told(text, language, &sheet, &aligned, notes)
}
