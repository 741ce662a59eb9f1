//! A Word file as a sheet: which words were there before its changes, and which are after them.

use crate::drafts::store::ElementRow;
use crate::drafts::word::BOOKMARK;
use crate::formats::word::{Change, Document, How, Paragraph, REMARK};
use crate::text::Text;
use crate::text::returned::{Line, Span};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// By hidden mark: the element's identity.
pub fn marks(rows: &[ElementRow]) -> HashMap<String, String> {
    let mark = |row: &ElementRow| (format!("{BOOKMARK}{}", row.public_id), row.identity.clone());
    rows.iter().map(mark).collect()
}

/// The file's paragraphs as lines, and by line which paragraph it is. What is said about the text
/// at the head of a hand-out is none of it.
pub fn lines(document: &Document, marks: &HashMap<String, String>) -> (Vec<Line>, Vec<usize>) {
    let own = document.paragraphs.iter().enumerate().filter(|(_, one)| !is_remark(document, one));
    own.map(|(at, paragraph)| (line(paragraph, marks), at)).unzip()
}

/// Programs rename the ids of styles, and keep their names.
fn is_remark(document: &Document, paragraph: &Paragraph) -> bool {
    let Some(id) = &paragraph.style else { return false };
    document.styles.get(id).unwrap_or(id) == REMARK
}

fn line(paragraph: &Paragraph, marks: &HashMap<String, String>) -> Line {
    let around = &paragraph.around;
    let is_there = |changes: &[Change], accepted: bool| {
        let all = changes.iter().chain(around);
        all.into_iter().all(|change| change.how.adds() == accepted)
    };
    let spans = paragraph.runs.iter().map(|run| Span {
        text: run.text.clone(),
        stood: is_there(&run.changes, false),
        stands: is_there(&run.changes, true),
        moved: run
            .changes
            .iter()
            .any(|change| matches!(change.how, How::MovedAway | How::MovedHere)),
    });
    Line {
        marks: paragraph.bookmarks.iter().filter_map(|name| marks.get(name)).cloned().collect(),
        spans: spans.collect(),
        stood: paragraph.ends_cell || is_there(&paragraph.mark, false),
        stands: paragraph.ends_cell || is_there(&paragraph.mark, true),
    }
}

pub fn notes(document: &Document) -> BTreeMap<String, Vec<Line>> {
    let none = HashMap::new();
    let lines = |paragraphs: &[Paragraph]| paragraphs.iter().map(|one| line(one, &none)).collect();
    document.notes.iter().map(|(mark, all)| (mark.clone(), lines(all))).collect()
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
