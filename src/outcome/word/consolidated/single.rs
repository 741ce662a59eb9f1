//! The text as one participant alone would have it, as tracked changes under its name: with all of them
//! accepted it is that text, with all rejected the draft. What cannot be put into a text is said beside it.

use super::Told;
use crate::drafts::consolidated::Voices;
use crate::drafts::reading::{Reading, unstored_in};
use crate::drafts::tracked::{Side, Signed, placed_changes};
use crate::formats::word::{Margin, Paper, Piece};
use crate::text::bracketed::{Piece as Words, Row, What, Why};
use crate::text::comparison::compare_along;
use crate::text::operations::{self, Operation, apply};
use crate::text::{Lineage, Quote, Text, match_quote};
use std::collections::HashMap;
use std::sync::Arc;

pub fn as_one_would_have_it(told: &Told, reading: &Reading, original: &str) -> Paper {
    let base = &told.brackets.of.text;
    let language = told.brackets.language.as_str();
    let wish = wished(told);
    let mut lineage = Lineage::of_identities(base, &wish.text);
    for (from, to) in &wish.lineage {
        lineage.add(from, to);
    }
    // It keeps the numbers of the text that it revises: what is added is "bis".
    let text = wish.text.revising(Arc::new(base.clone()));
    let rows = compare_along(base, &text, language, &lineage);
    let read = unstored_in(&text, language, original);
    let all: Vec<usize> = (0..told.brackets.of.seen.len()).collect();
    let author = match told.brackets.of.seen.first() {
        Some(_) => told.lead(&all),
        None => told.secretariat(),
    };
    let signed = Signed { author, ..Signed::by_secretariat(language) };
    let sides = (Side { text: base, reading }, Side { text: &text, reading: &read });
    let (mut paper, places) = placed_changes(&sides.0, &sides.1, &rows, &signed);
    paper.language = language.to_owned();
    paper.is_rtl = reading.direction == "rtl";
    // Where each element stands in the file, in the text as it would be or as it is.
    let mut stands: HashMap<&str, usize> = HashMap::new();
    for (at, (was, is)) in places.iter().enumerate().rev() {
        let ids = [was.map(|n| &base.elements[n]), is.map(|n| &text.elements[n])];
        for element in ids.into_iter().flatten() {
            stands.insert(element.id.as_str(), at);
        }
    }
    let mut beside: Vec<(usize, Margin)> = Vec::new();
    let first = std::iter::once(told.head("word-single-hint")).chain(told.general.clone());
    beside.extend(first.map(|one| (0, one)));
    for (source, (id, said)) in wish.said.into_iter().enumerate() {
        let at = id.and_then(|id| stands.get(id.as_str()).copied()).unwrap_or(0);
        let lead = told.lead(&[source]);
        beside.extend(said.map(|text| (at, Margin { author: lead, text })));
        beside.extend(told.reasons(source).into_iter().map(|one| (at, one)));
    }
    for (element, remarks) in &told.remarks {
        let at = stands.get(base.elements[*element].id.as_str()).copied().unwrap_or(0);
        beside.extend(remarks.iter().map(|one| (at, one.clone())));
    }
    beside.sort_by_key(|(at, _)| *at);
    for (at, comment) in beside {
        let Some(block) = paper.blocks.get_mut(at) else { continue };
        let number = paper.comments.len();
        paper.comments.push(comment);
        block.pieces.insert(0, Piece::CommentBegins(number));
        block.pieces.push(Piece::CommentEnds(number));
    }
    paper
}

/// The text that one participant wishes.
struct Wish {
    text: Text,
    lineage: Vec<(String, String)>,
    /// Of each proposal: the element it is on, or that it adds, and what is said of it in words.
    said: Vec<(Option<String>, Option<String>)>,
}

fn wished(told: &Told) -> Wish {
    let (of, made) = (&told.brackets.of, &told.brackets.made);
    let language = told.brackets.language.as_str();
    let target = |source: usize| of.seen[source].input.identity.clone();
    let mut wish = Wish {
        text: Text::new(of.text.elements.clone()),
        lineage: Vec::new(),
        said: (0..of.seen.len()).map(|source| (target(source), None)).collect(),
    };
    for row in &made.rows {
        let What::Element(at) = row.what else { continue };
        if let Some(wording) = reworded(row) {
            wish.text.elements[at].text.insert(language.to_owned(), wording);
        }
        for (number, alternative) in row.alternatives.iter().enumerate() {
            // Of two wordings for one place the first stands in the text.
            if is_first(row, number) || alternative.wording.is_empty() {
                continue;
            }
            let said = told.alternative(&row.what, number + 1, alternative);
            let said = format!("{said}: {}", alternative.wording);
            for source in &alternative.sources {
                wish.said[*source].1 = Some(said.clone());
            }
        }
        for note in &row.notes {
            for source in &note.sources {
                wish.said[*source].1 = Some(told.note(note));
            }
        }
    }
    for one in &made.unplaced {
        for source in &one.sources {
            let said = format!("{}: {}", told.unplaced(one), one.wording);
            wish.said[*source].1 = Some(said);
        }
    }
    arrange(told, &mut wish);
    wish
}

/// The wording with everything inserted, or that of the first of those that clash.
fn reworded(row: &Row) -> Option<String> {
    let is_edited = row.pieces.iter().any(|piece| matches!(piece, Words::Edit { .. }));
    let clash = row.alternatives.iter().enumerate().find(|(number, _)| is_first(row, *number));
    if let Some((_, clash)) = clash {
        return Some(clash.wording.clone());
    }
    let text = row.pieces.iter().map(|piece| match piece {
        Words::Kept(text) | Words::Edit { inserted: text, .. } => text.as_str(),
    });
    is_edited.then(|| text.collect())
}

fn is_first(row: &Row, number: usize) -> bool {
    let takes = |at: usize| {
        let one = &row.alternatives[at];
        one.why == Why::Clash && !one.wording.trim().is_empty()
    };
    takes(number) && !(0..number).any(takes)
}

/// What adds, deletes, moves, splits and merges, one after the other; what cannot be done is said.
fn arrange(told: &Told, wish: &mut Wish) {
    let of = &told.brackets.of;
    let mut number = 0;
    for (source, seen) in of.seen.iter().enumerate() {
        let input = &seen.input;
        let (Some(operation), Some(target)) = (input.operation, input.identity.as_deref()) else {
            continue;
        };
        // To delete a part is to reword.
        let base = of.text.get(target).map_or("", |on| on.wording(&told.brackets.language));
        let is_of_a_part = operation == Operation::Delete
            && matches!(match_quote(base, &input.quoted), Quote::Fragment { .. });
        if matches!(operation, Operation::Modify | Operation::Retain) || is_of_a_part {
            continue;
        }
        let todo = operations::Proposal {
            operation,
            target,
            wording: &input.proposed,
            language: &input.language,
            particulars: &input.particulars,
        };
        let mut new_id = || {
            number += 1;
            format!("added-{number}")
        };
        match apply(&mut wish.text, &todo, &mut new_id) {
            Ok(done) => {
                wish.lineage.extend(done.lineage);
                if let Some(added) = done.added.first().filter(|_| operation.is_addition()) {
                    wish.said[source].0 = Some(added.clone());
                }
                if operation.is_addition() || operation == Operation::Delete {
                    wish.said[source].1 = None;
                }
            }
            Err(_) => {
                let said = wish.said[source].1.take();
                let words = input.proposed.trim().to_owned();
                wish.said[source].1 =
                    said.or(Some(told.t.say1("bracketed-cannot", "wording", words)));
            }
        }
    }
}
