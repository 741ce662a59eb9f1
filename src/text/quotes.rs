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
pub(super) fn place(whole: &[Folded], part: &[Folded]) -> Option<(usize, usize)> {
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
pub(super) fn is_spaced_letter(letter: char) -> bool {
    letter.is_alphanumeric()
        && !matches!(u32::from(letter), 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

fn said(folded: &[Folded]) -> String {
    let said: String = folded.iter().map(|f| f.letter).collect();
    said.trim().to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::print_stderr)]
mod tests {
    use std::collections::{BTreeMap, HashMap};

    use serde_json::Value;

    use super::*;
    use crate::text::samples::shared;

    #[test]
    fn a_quote_is_said_as_it_is() {
        let element = "Everyone has the right to “clean” water,[^2] and to l’eau.";
        assert_eq!(match_quote(element, "  "), Quote::Absent);
        assert_eq!(match_quote(element, &format!(" {element}\n")), Quote::Exact);
        for same in [
            "(a) Everyone has the right to \"clean\" water, and to l'eau.",
            "1. Everyone  has the right to “clean” water, and to l’eau.",
            "\"Everyone has the right to “clean” water,[^2] and to l’eau.\"",
        ] {
            assert_eq!(match_quote(element, same), Quote::Same, "{same}");
        }
        let Quote::Fragment { start, end } = match_quote(element, "\"clean\" water, and") else {
            panic!()
        };
        assert_eq!(&element[start..end], "“clean” water,[^2] and");
        assert!(matches!(match_quote(element, "very"), Quote::Differs { .. }), "not inside a word");
        assert_eq!(
            match_quote(element, &format!("Paragraph 1 reads: {element} It is good.")),
            Quote::Contains { before: "Paragraph 1 reads:".into(), after: "It is good.".into() }
        );
        let Quote::Differs { runs, similarity } =
            match_quote(element, &element.replace("has", "enjoys"))
        else {
            panic!()
        };
        assert!(similarity > 0.7 && runs.len() == 4, "{similarity} {runs:?}");
        let Quote::Differs { similarity, .. } = match_quote(element, "Die Einwilligung") else {
            panic!()
        };
        assert!(similarity < 0.1);
        assert_eq!(
            match_quote("人人有权享有水。", "有权享有"),
            Quote::Fragment { start: 6, end: 18 }
        );
    }

    /// 883 real amendments: what a commentator takes from a PDF file.
    #[test]
    fn the_quotes_of_the_gdpr_amendments_are_all_told() {
        let (Some(base), Some(proposals)) =
            (shared("gdpr/base.json"), shared("gdpr/proposals_dev.jsonl"))
        else {
            return;
        };
        let base: Vec<Value> = serde_json::from_str(&base).unwrap();
        let wordings: HashMap<&str, &str> = base
            .iter()
            .map(|e| (e["id"].as_str().unwrap(), e["text"]["en"].as_str().unwrap()))
            .collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut by_their_word: BTreeMap<(String, String), usize> = BTreeMap::new();
        for line in proposals.lines() {
            let proposal: Value = serde_json::from_str(line).unwrap();
            let old = proposal["old"].as_str().unwrap();
            let said = match proposal["targets"].as_array().unwrap().as_slice() {
                [] => "no target".to_owned(),
                targets => {
                    let target = targets[0].as_str().unwrap().trim_end_matches('+');
                    match wordings.get(target) {
                        None => "unknown target".to_owned(),
                        Some(wording) => match_quote(wording, old).as_str().to_owned(),
                    }
                }
            };
            let theirs = proposal["quote_match"].as_str().unwrap().to_owned();
            *counts.entry(said.clone()).or_default() += 1;
            *by_their_word.entry((theirs, said)).or_default() += 1;
        }
        eprintln!("{counts:?} {by_their_word:?}");
        assert_eq!(counts.values().sum::<usize>(), 883);
        assert!(counts["exact"] + counts["same"] > 650, "{counts:?}");
    }
}
