//! What of a Word file only those know who handed it out: its marks, its language, who wrote in it.

use crate::drafts::store::ElementRow;
use crate::drafts::word::BOOKMARK;
use crate::formats::word::{Change, Document};
use crate::text::Text;
use std::collections::{BTreeSet, HashMap};

/// By hidden mark: the element's identity.
pub fn marks(rows: &[ElementRow]) -> HashMap<String, String> {
    let mark = |row: &ElementRow| (format!("{BOOKMARK}{}", row.public_id), row.identity.clone());
    rows.iter().map(mark).collect()
}

/// The language of the draft that the file is in: the one in which most of its paragraphs stand.
pub fn language(document: &Document, text: &Text, original: &str) -> String {
    let said: BTreeSet<String> = document
        .paragraphs
        .iter()
        .map(|one| squeezed(&one.text(false)))
        .filter(|words| !words.is_empty())
        .collect();
    let mut best = (0, original.to_owned());
    for language in crate::drafts::reading::languages(text, original) {
        let is_said = |wording: &str| {
            let words = squeezed(wording);
            !words.is_empty() && said.iter().any(|one| one.ends_with(&words))
        };
        let known = text.elements.iter().filter(|one| is_said(one.wording(&language))).count();
        if known > best.0 {
            best = (known, language);
        }
    }
    best.1
}

fn squeezed(words: &str) -> String {
    let bare = crate::text::elements::without_marks(words);
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everybody whom the file names as having written in it.
pub fn names(document: &Document) -> Vec<String> {
    let of = |changes: &[Change]| changes.iter().map(|one| one.author.clone()).collect::<Vec<_>>();
    let paragraphs = document.paragraphs.iter().chain(document.notes.values().flatten());
    let changes = paragraphs.flat_map(|one| {
        let runs = one.runs.iter().flat_map(|run| of(&run.changes));
        runs.chain(of(&one.mark)).chain(of(&one.around)).collect::<Vec<_>>()
    });
    let comments = document.comments.iter().map(|one| one.author.clone());
    let all: BTreeSet<String> = changes.chain(comments).collect();
    all.into_iter().filter(|name| !name.trim().is_empty()).collect()
}
