//! Which element a row means.

use super::changes::likeness;
use super::{About, Place};
use crate::text::find_among;
use std::collections::HashMap;
use unicode_segmentation::UnicodeSegmentation;

/// Words for the text as a whole, in the column where a clause stands.
const WHOLE: [&str; 22] = [
    "general",
    "general comment",
    "general comments",
    "all",
    "whole document",
    "whole text",
    "whole draft",
    "entire document",
    "entire text",
    "throughout",
    "document",
    "text",
    "n/a",
    "-",
    "–",
    "—",
    "0",
    "général",
    "generalites",
    "ensemble du texte",
    "tout le texte",
    "observations générales",
];

/// What a row says of its place.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said<'a> {
    pub clause: &'a str,
    pub paragraph: &'a str,
    /// It names a page or a line: what they mean is only known to whoever has the same paper.
    pub has_lines: bool,
}

/// Where a row with these words belongs. Where it does not say so itself, it belongs where what it
/// proposes or quotes is worded alike.
pub fn place(about: &About, said: Said, words: &[&str]) -> Place {
    let is_whole = |words: &str| {
        let words = words.trim().trim_end_matches('.').to_lowercase();
        words.is_empty() || WHOLE.contains(&words.as_str())
    };
    if is_whole(said.clause) && is_whole(said.paragraph) {
        return match said.has_lines {
            true => by_words(about, words),
            false => Place::Whole,
        };
    }
    let mut several = false;
    let mut one = |wanted: &str| match find_among(&about.citations, wanted)[..] {
        [at] => Some(at),
        [] => None,
        _ => {
            several = true;
            None
        }
    };
    let (clause, paragraph) = (said.clause.trim(), said.paragraph.trim());
    let found = match (is_whole(clause), is_whole(paragraph)) {
        (false, false) => {
            let both = one(&format!("{clause} {paragraph}"));
            // "art. 4" and "art. 4 (2)": the second says all. A bare "2" does not.
            let says_all = paragraph.chars().filter(|c| c.is_alphabetic()).count() > 1;
            let found = both.or_else(|| says_all.then(|| one(paragraph)).flatten());
            if found.is_none()
                && let Some(at) = one(clause)
            {
                return Place::Within(at);
            }
            found
        }
        (false, true) => one(clause),
        _ => one(paragraph),
    };
    match found {
        Some(at) => Place::On(at),
        None => match by_words(about, words) {
            Place::Unknown if several => Place::Several,
            place => place,
        },
    }
}

/// Wordings are alike from here on.
const LEAST_ALIKE: f64 = 0.7;
/// So many of those that share the most words are compared to the letter.
const MOST_COMPARED: usize = 4;

/// The element whose wording is most like one of these.
fn by_words(about: &About, words: &[&str]) -> Place {
    let mut best = (LEAST_ALIKE, None);
    for said in words.iter().filter(|said| said.unicode_words().count() > 3) {
        let own = counted(said);
        let shares = about.words.iter().map(|(at, language, words)| {
            let shared: usize = own
                .iter()
                .map(|(word, count)| words.get(word).copied().unwrap_or_default().min(*count))
                .sum();
            (2 * shared * 100 / (total(&own) + total(words)).max(1), *at, *language)
        });
        let mut shares: Vec<(usize, usize, usize)> =
            shares.filter(|(share, ..)| *share >= 50).collect();
        shares.sort_by_key(|(share, at, _)| (usize::MAX - share, *at));
        for (_, at, language) in shares.into_iter().take(MOST_COMPARED) {
            let wording = about.text.elements[at].wording(&about.languages[language]);
            let alike = likeness(wording, said);
            if alike > best.0 {
                best = (alike, Some(at));
            }
        }
    }
    best.1.map_or(Place::Unknown, Place::ByWords)
}

/// How often each word is there, in lower case.
pub(super) type Counted = HashMap<String, usize>;

pub(super) fn counted(wording: &str) -> Counted {
    let mut counted = Counted::new();
    for word in wording.unicode_words() {
        *counted.entry(word.to_lowercase()).or_default() += 1;
    }
    counted
}

fn total(words: &Counted) -> usize {
    words.values().sum()
}
