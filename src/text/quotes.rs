//! Does what somebody quoted stand in the element? Said as it is: never guessed, never dropped.

use serde::Serialize;

use super::difference::{Run, difference, similarity};
use super::elements::{marks, without_marks};
use super::folding::{Folded, folded, without_number};

/// How a quote relates to the wording of the element it is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "quote", rename_all = "snake_case")]
pub enum Quote {
    /// The wording of the element, but for space around it.
    Exact,
    /// Equal but for typography, the number before it, quotation marks around it or footnote marks.
    Same,
    /// Part of the element; byte offsets in the element's wording.
    Fragment { start: usize, end: usize },
    /// Holds the element and more: what the quote has before it and after it, folded.
    Contains { before: String, after: String },
    /// Something else; `runs` leads from the element's wording to the quote.
    Differs { runs: Vec<Run>, similarity: f64 },
    /// Nothing was quoted.
    Absent,
}

impl Quote {
    /// Whether the quote is the wording of the element, so that a proposal on it stands as made.
    pub fn is_whole(&self) -> bool {
        matches!(self, Quote::Exact | Quote::Same)
    }

    /// The word that stands for this relation in files and the database.
    pub fn as_str(&self) -> &'static str {
        match self {
            Quote::Exact => "exact",
            Quote::Same => "same",
            Quote::Fragment { .. } => "fragment",
            Quote::Contains { .. } => "contains",
            Quote::Differs { .. } => "differs",
            Quote::Absent => "absent",
        }
    }
}

/// Compares a quote with the wording of the element it is about.
pub fn match_quote(element_text: &str, quote: &str) -> Quote {
    let (trimmed_text, trimmed_quote) = (element_text.trim(), quote.trim());
    if trimmed_quote.is_empty() {
        return Quote::Absent;
    }
    if trimmed_text == trimmed_quote {
        return Quote::Exact;
    }
    let element = unmarked(element_text);
    let whole_element = without_number(&element);
    let typed = unmarked(quote);
    // The number is taken off only second: "(a) …" may be part of a quote that holds the element.
    let as_typed =
        [&typed[..], without_number(&typed), unquoted(&typed), without_number(unquoted(&typed))];
    if as_typed.iter().any(|quoted| same(quoted, whole_element) || same(quoted, &element)) {
        return Quote::Same;
    }
    for quoted in as_typed {
        if let Some((start, end)) = place(&element, quoted) {
            return Quote::Fragment { start: element[start].start, end: element[end - 1].end };
        }
    }
    if let Some((start, end)) = place(&typed, whole_element) {
        return Quote::Contains { before: said(&typed[..start]), after: said(&typed[end..]) };
    }
    let runs = difference(element_text, quote);
    let alike = difference(&without_marks(&said(whole_element)), &said(without_number(&typed)));
    Quote::Differs { runs, similarity: similarity(&alike) }
}

/// Folded, with footnote marks gone and the places in the source kept.
fn unmarked(wording: &str) -> Vec<Folded> {
    let marks = marks(wording);
    let mut kept = folded(wording);
    kept.retain(|f| !marks.iter().any(|mark| mark.start <= f.start && f.end <= mark.end));
    kept
}

fn unquoted(folded: &[Folded]) -> &[Folded] {
    match folded {
        [first, inner @ .., last] if first.letter == '"' && last.letter == '"' => inner,
        [first, inner @ .., last] if first.letter == '\'' && last.letter == '\'' => inner,
        all => all,
    }
}

fn same(one: &[Folded], other: &[Folded]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.letter == b.letter)
}

/// Where `part` stands in `whole` as whole words.
fn place(whole: &[Folded], part: &[Folded]) -> Option<(usize, usize)> {
    if part.is_empty()
        || part.len() > whole.len()
        || !part.iter().any(|f| f.letter.is_alphanumeric())
    {
        return None;
    }
    let text: String = whole.iter().map(|f| f.letter).collect();
    let wanted: String = part.iter().map(|f| f.letter).collect();
    let mut from = 0;
    while let Some(at) = text[from..].find(&wanted) {
        let byte = from + at;
        let start = text[..byte].chars().count();
        let end = start + part.len();
        let cuts = |a: Option<&Folded>, b: Option<&Folded>| match (a, b) {
            (Some(a), Some(b)) => is_spaced_letter(a.letter) && is_spaced_letter(b.letter),
            _ => false,
        };
        let before = start.checked_sub(1).and_then(|n| whole.get(n));
        if !cuts(before, whole.get(start)) && !cuts(whole.get(end - 1), whole.get(end)) {
            return Some((start, end));
        }
        from = byte + wanted.chars().next().map_or(1, char::len_utf8);
    }
    None
}

/// A letter of a script that puts spaces between words; Han, kana and the like do not.
fn is_spaced_letter(letter: char) -> bool {
    letter.is_alphanumeric()
        && !matches!(u32::from(letter), 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

fn said(folded: &[Folded]) -> String {
    let said: String = folded.iter().map(|f| f.letter).collect();
    said.trim().to_owned()
}
