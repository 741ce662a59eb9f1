//! Footnotes: set apart from the text before it is read, placed under their marks afterwards.

use std::collections::HashSet;

use super::blocks::Block;
use super::markers::{Marker, superscript};
use super::{Doubt, Recognized};
use crate::text::elements::{Kind, marks};

/// A footnote as typed.
pub(super) struct Note {
    label: String,
    typed: String,
    text: String,
    line: usize,
}

/// Takes the footnotes out of the blocks, and writes marks that were typed as "²" or "[2]" as
/// `[^2]`, where such a footnote stands in the source.
pub(super) fn set_apart(blocks: Vec<Block>) -> (Vec<Note>, Vec<Block>) {
    let mut notes: Vec<Note> = Vec::new();
    let mut rest: Vec<Block> = Vec::new();
    for block in blocks {
        match &block.marker {
            Some(Marker::Note { label, typed, rest: text }) if is_note(typed, label, &rest) => {
                notes.push(Note {
                    label: label.clone(),
                    typed: typed.clone(),
                    text: text.clone(),
                    line: block.line,
                });
            }
            _ => rest.push(block),
        }
    }
    let raised: Vec<&str> = notes
        .iter()
        .filter(|n| n.typed.starts_with(|c| superscript(c).is_some()))
        .map(|n| n.label.as_str())
        .collect();
    let bracketed: Vec<&str> = notes
        .iter()
        .filter(|n| n.typed.starts_with('[') && !n.typed.starts_with("[^"))
        .map(|n| n.label.as_str())
        .collect();
    if !raised.is_empty() || !bracketed.is_empty() {
        for block in &mut rest {
            let text = with_marks(&block.text, &raised, &bracketed);
            if text != block.text {
                block.marker = super::marker_of(&text);
                block.text = text;
            }
        }
    }
    (notes, rest)
}

/// "[2] …" is a footnote only where an earlier block has the mark "[2]": brackets in a text under
/// negotiation mean that it is not agreed. "² …" likewise.
fn is_note(typed: &str, label: &str, earlier: &[Block]) -> bool {
    if typed.starts_with("[^") {
        return true;
    }
    let raised: String = typed.to_owned();
    let bracketed = format!("[{label}]");
    earlier.iter().any(|block| {
        !block.text.starts_with(typed)
            && (block.text.contains(&raised) || block.text.contains(&bracketed))
    })
}

fn with_marks(text: &str, raised: &[&str], bracketed: &[&str]) -> String {
    let mut text = text.to_owned();
    for label in bracketed {
        text = text.replace(&format!("[{label}]"), &format!("[^{label}]"));
    }
    if raised.is_empty() {
        return text;
    }
    let mut marked = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let label: String = rest.chars().map_while(superscript).collect();
        let length: usize = rest.chars().take(label.len()).map(char::len_utf8).sum();
        if !label.is_empty() && raised.contains(&label.as_str()) {
            marked.push_str(&format!("[^{label}]"));
            rest = &rest[length..];
        } else {
            let length = length.max(c.len_utf8());
            marked.push_str(&rest[..length]);
            rest = &rest[length..];
        }
    }
    marked
}

/// Puts each footnote directly after the element that first carries its mark.
pub(super) fn placed(elements: Vec<Recognized>, notes: Vec<Note>) -> Vec<Recognized> {
    let mut notes: Vec<Option<Note>> = notes.into_iter().map(Some).collect();
    let mut taken: HashSet<String> = HashSet::new();
    let mut moved_to: Vec<usize> = Vec::with_capacity(elements.len());
    let mut all: Vec<Recognized> = Vec::with_capacity(elements.len() + notes.len());
    for mut element in elements {
        let carrier = all.len();
        moved_to.push(carrier);
        element.parent = element.parent.and_then(|parent| moved_to.get(parent).copied());
        let line = element.line;
        let labels: Vec<String> = marks(&element.text).iter().map(|m| m.label.to_owned()).collect();
        all.push(element);
        for label in labels {
            if !taken.insert(label.clone()) {
                continue;
            }
            let note = notes.iter_mut().find(|n| n.as_ref().is_some_and(|n| n.label == label));
            all.push(match note.and_then(Option::take) {
                Some(note) => footnote(note, Some(carrier), None),
                None => footnote(
                    Note { label: label.clone(), typed: String::new(), text: String::new(), line },
                    Some(carrier),
                    Some(Doubt::UnknownFootnote { label }),
                ),
            });
        }
    }
    for note in notes.into_iter().flatten() {
        let label = note.label.clone();
        let doubt = if taken.contains(&label) {
            Doubt::RepeatedFootnote { label }
        } else {
            Doubt::UnplacedFootnote { label }
        };
        all.push(footnote(note, None, Some(doubt)));
    }
    all
}

fn footnote(note: Note, parent: Option<usize>, doubt: Option<Doubt>) -> Recognized {
    Recognized {
        kind: Kind::Footnote,
        parent,
        text: note.text,
        line: note.line,
        marker: note.typed,
        doubts: doubt.into_iter().collect(),
    }
}
