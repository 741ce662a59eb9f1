//! Reading a text as it is typed or pasted: which lines are a title, an article, a subparagraph.
//!
//! Source → [`blocks`]: lines become blocks (a wrapped paragraph is one), Markdown signs go →
//! [`structure`]: each block becomes an element in the tree, from how UN texts are written →
//! [`footnotes`]: footnotes go under the element that carries their mark.
//! [`markers`] knows what a number, a letter, an article line looks like; [`vocabulary`] the words
//! of the six languages.
//!
//! Nothing typed is lost: what fits nowhere is kept as the likeliest element, with a [`Doubt`].

mod blocks;
mod footnotes;
mod markers;
mod structure;
mod vocabulary;

pub(super) use vocabulary::roman;

#[cfg(test)]
mod tests;

use serde::Serialize;

use super::elements::{Element, Kind, Text};

pub(crate) use markers::{Marker, marker_of};

/// Why a person should look at a recognised element again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "doubt", rename_all = "snake_case")]
pub enum Doubt {
    /// The number typed does not follow the one before it.
    NumberOutOfOrder { expected: String, found: String },
    /// The mark has no footnote; an empty one was made.
    UnknownFootnote { label: String },
    /// A footnote whose mark stands nowhere in the text.
    UnplacedFootnote { label: String },
    /// A second footnote of the same label.
    RepeatedFootnote { label: String },
    /// Short and without a final stop: taken for a heading.
    LooksLikeHeading,
    /// Taken for the title of its article.
    LooksLikeArticleTitle,
    /// Stands between the title and the enacting body: taken for more of the title.
    LooksLikeTitle,
    /// "(i)" could be the letter after (h) or the first item.
    LetterOrItem { taken_as: Kind },
    /// A subparagraph that stands under nothing that could introduce it.
    Unintroduced,
    /// A bullet has no number; it was taken for the next subparagraph or item.
    Bullet,
    /// The article has one paragraph, typed with a number; it will be printed without.
    SoleParagraphNumbered,
}

/// One element as recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recognized {
    pub kind: Kind,
    /// Index of the parent in the same list; always smaller than the element's own.
    pub parent: Option<usize>,
    /// The wording, without its number.
    pub text: String,
    /// The line of the source it begins on, counted from 1.
    pub line: usize,
    /// The number before it, as typed: "1.", "(a)", "Article premier", "[^2]:". Empty where none.
    pub marker: String,
    pub doubts: Vec<Doubt>,
}

/// What was recognised, in document order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Parsed {
    pub language: String,
    pub elements: Vec<Recognized>,
}

impl Parsed {
    /// How many elements of a kind there are.
    pub fn count(&self, kind: Kind) -> usize {
        self.elements.iter().filter(|e| e.kind == kind).count()
    }

    /// Whether a person should look at anything again.
    pub fn has_doubts(&self) -> bool {
        self.elements.iter().any(|e| !e.doubts.is_empty())
    }

    /// The text as a tree; `new_id` is asked once for each element, in order, with its index.
    pub fn into_text(self, new_id: impl FnMut(usize) -> String) -> Text {
        let ids: Vec<String> = (0..self.elements.len()).map(new_id).collect();
        let elements = self.elements.into_iter().enumerate().map(|(index, recognized)| {
            let mut element =
                Element::new(&ids[index], recognized.kind, &self.language, &recognized.text);
            element.parent = recognized.parent.and_then(|parent| ids.get(parent).cloned());
            element
        });
        Text::new(elements.collect())
    }
}

/// Recognizes the elements of a text in one language from how UN texts are written. Never fails:
/// an empty source has no elements.
pub fn parse(source: &str, language: &str) -> Parsed {
    let blocks = blocks::blocks(source);
    let (notes, blocks) = footnotes::set_apart(blocks);
    let elements = structure::structure(blocks);
    let elements = footnotes::placed(elements, notes);
    Parsed { language: language.to_owned(), elements }
}

/// Whether a line standing alone is read as a heading by its words ("Part I", "Preamble").
pub(crate) fn is_heading_line(line: &str) -> bool {
    matches!(marker_of(line), Some(Marker::Heading { .. }))
}
