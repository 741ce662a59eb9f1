//! A Word file as a text to be parsed: its words with every change accepted, the numbers that Word
//! counts before them, and its footnotes below.

use crate::formats::word::{Document, Paragraph};
use std::collections::HashSet;
use std::fmt::Write;

/// What a Word file says of a text, before it is parsed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// Paragraphs with an empty line between.
    pub source: String,
    /// The words of those that the file has in the style of a heading.
    pub headings: HashSet<String>,
    /// How many changes were tracked in it, and are accepted here.
    pub changes: usize,
}

pub fn read(document: &Document) -> Read {
    let mut read = Read::default();
    let mut open = String::new();
    for paragraph in &document.paragraphs {
        read.changes += paragraph.runs.iter().filter(|run| !run.changes.is_empty()).count();
        if !paragraph.around.iter().all(|change| change.how.adds()) {
            continue;
        }
        if let (true, Some(number)) = (open.is_empty(), &paragraph.number) {
            let _ = write!(open, "{number} ");
        }
        open.push_str(&paragraph.text(true));
        if !(paragraph.mark_stays(true) || paragraph.ends_cell) {
            continue;
        }
        let words = tidy(&std::mem::take(&mut open));
        if words.is_empty() {
            continue;
        }
        if is_heading(document, paragraph) {
            read.headings.insert(words.clone());
        }
        read.source.push_str(&words);
        read.source.push_str("\n\n");
    }
    let rest = tidy(&open);
    if !rest.is_empty() {
        let _ = write!(read.source, "{rest}\n\n");
    }
    for (mark, note) in &document.notes {
        let words: Vec<String> = note.iter().map(|one| one.text(true)).collect();
        let words = tidy(&words.join(" "));
        if !words.is_empty() && read.source.contains(&format!("[^{mark}]")) {
            let _ = write!(read.source, "[^{mark}]: {words}\n\n");
        }
    }
    read
}

/// "heading 1" … and what programs in other languages have written under the same ids.
fn is_heading(document: &Document, paragraph: &Paragraph) -> bool {
    let Some(id) = &paragraph.style else { return false };
    let name = document.styles.get(id).unwrap_or(id).to_lowercase();
    name.starts_with("heading ") || id.to_lowercase().starts_with("heading")
}

/// A line break within a paragraph stays one; no line is left empty, which would end it.
fn tidy(words: &str) -> String {
    let lines = words.replace('\t', " ");
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}
