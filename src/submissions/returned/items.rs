//! What a file says, piece by piece, as the person who brings it confirms, corrects or drops it.

use super::Reading;
use crate::formats::word::{Comment, Document};
use crate::languages::Language;
use crate::procedure::words::{CommentType, InputKind, Placement, PublicationClass};
use crate::submissions::Written;
use crate::submissions::written::{Spot, tidy};
use crate::text::elements::marks;
use crate::text::operations::Operation;
use crate::text::returned::{Found, Tracked, Why};
use crate::text::{Particulars, Text};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// One piece.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    pub what: What,
    /// The element that it is put on, if one is known; else it is on the whole text.
    pub place: Option<String>,
    pub proposed: String,
    /// The reason of a proposal, or the words of a comment.
    pub body: String,
    pub comment_type: Option<CommentType>,
    /// It is ticked beforehand.
    pub is_offered: bool,
    /// The words of the element were others in the draft that the file was made from.
    pub is_outdated: bool,
    /// The language that it is in, where that is not the one of the file's wordings.
    pub language: Option<String>,
    /// The row of the table that says it, counted from 1.
    pub row: Option<usize>,
    /// What to look at before it is taken over: sentences.
    pub doubts: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum What {
    Proposal {
        operation: Operation,
        particulars: Particulars,
        tracked: Tracked,
    },
    /// A comment in the margin.
    Comment {
        is_settled: bool,
    },
    /// A row of a table that proposes nothing by itself.
    #[default]
    Row,
    /// Words that are no change of anything.
    Left(Why),
}

impl Item {
    pub fn kind(&self) -> InputKind {
        match (&self.what, &self.place) {
            (What::Proposal { .. }, _) => InputKind::Proposal,
            (_, Some(_)) => InputKind::Comment,
            (_, None) => InputKind::General,
        }
    }

    /// What it is on, in a text.
    pub fn spot(&self, text: &Arc<Text>) -> Spot {
        match &self.place {
            Some(place) => Spot::Element { identity: place.clone(), text: text.clone() },
            None => Spot::Whole,
        }
    }

    /// It as something that could be written there.
    pub fn written(&self, spot: &Spot, language: &str, class: Option<PublicationClass>) -> Written {
        let (operation, particulars) = match &self.what {
            What::Proposal { operation, particulars, .. } => {
                (Some(*operation), particulars.clone())
            }
            _ => (None, Particulars::default()),
        };
        let quoted = match operation {
            Some(operation) => spot.quoted(operation, &particulars, language),
            None => String::new(),
        };
        let takes_words = operation.is_some_and(Operation::takes_wording);
        Written {
            identity: self.place.clone(),
            question: None,
            kind: self.kind(),
            operation,
            particulars,
            comment_type: self.comment_type,
            body: tidy(&self.body),
            quoted,
            proposed: if takes_words { tidy(&self.proposed) } else { String::new() },
            language: self.language.clone().unwrap_or_else(|| language.to_owned()),
            class,
            placement: Placement::Exact,
            mismatch: None,
        }
    }
}

/// The pieces in the order of the file: the same file gives the same pieces.
pub fn items(reading: &Reading, document: &Document, t: Language) -> Vec<Item> {
    if !reading.is_of_this_text() {
        return Vec::new();
    }
    let notes = new_notes(document, t);
    let lines = super::comment_lines(document, &reading.paragraphs);
    let line_of = |comment: &Comment| lines.get(comment.id.as_str()).copied();
    let threads: Vec<(&Comment, Option<usize>)> = document
        .comments
        .iter()
        .filter(|one| one.replies_to.is_none())
        .map(|one| (one, line_of(one)))
        .collect();
    let mut taken: HashSet<&str> = HashSet::new();
    let mut items: Vec<(usize, Item)> = Vec::new();
    for found in &reading.returned.found {
        let threads = threads_on(document, &threads, found, &mut taken);
        let line = found.lines.first().copied().unwrap_or(usize::MAX);
        items.push((line, proposal(reading, found, &threads, &notes)));
    }
    for left in &reading.returned.left {
        let place = match left.why {
            Why::OthersUnderIt => reading.returned.places.get(left.line).cloned().flatten(),
            Why::Outside | Why::NoPlace => None,
        };
        let item = Item {
            what: What::Left(left.why),
            place: present(reading, place),
            body: with_notes(&left.words, &notes),
            is_offered: false,
            ..Item::default()
        };
        items.push((left.line, item));
    }
    for (comment, line) in threads {
        if !taken.contains(comment.id.as_str()) {
            let place = line.and_then(|line| reading.returned.places.get(line).cloned().flatten());
            let item = Item {
                what: What::Comment { is_settled: comment.is_resolved },
                place: present(reading, place),
                body: thread(document, comment),
                is_offered: !comment.is_resolved,
                ..Item::default()
            };
            items.push((line.unwrap_or(usize::MAX), item));
        }
    }
    items.sort_by_key(|(line, _)| *line);
    items.into_iter().map(|(_, item)| item).collect()
}

fn proposal(
    reading: &Reading,
    found: &Found,
    threads: &[String],
    notes: &BTreeMap<String, String>,
) -> Item {
    let place = present(reading, Some(found.target.clone()));
    let mut is_outdated = false;
    if let Some((_, earlier)) = &reading.made_from {
        let wording =
            |text: &Text| text.get(&found.target).map(|one| tidy(one.wording(&reading.language)));
        is_outdated = !found.operation.keeps_words() && wording(earlier) != wording(&reading.text);
    }
    let known = |id: &String| reading.text.get(id).is_some();
    let mut particulars = found.particulars.clone();
    particulars.others.retain(known);
    particulars.to = particulars.to.filter(|to| known(&to.anchor));
    Item {
        what: What::Proposal { operation: found.operation, particulars, tracked: found.tracked },
        is_offered: place.is_some(),
        place,
        proposed: with_notes(&found.proposed, notes),
        body: threads.join("\n\n"),
        is_outdated,
        ..Item::default()
    }
}

/// The element, if the round's text has it still.
fn present(reading: &Reading, place: Option<String>) -> Option<String> {
    place.filter(|place| reading.text.get(place).is_some())
}

/// What is said in the margin of a change is why: each thread once, with the first change there.
fn threads_on<'a>(
    document: &Document,
    threads: &[(&'a Comment, Option<usize>)],
    found: &Found,
    taken: &mut HashSet<&'a str>,
) -> Vec<String> {
    let is_here = |line: &Option<usize>| line.is_some_and(|line| found.lines.contains(&line));
    let here = threads.iter().filter(|(one, line)| is_here(line) && !one.is_resolved);
    here.filter(|(one, _)| taken.insert(&one.id)).map(|(one, _)| thread(document, one)).collect()
}

/// A comment with its replies, in their order, without the names of who wrote them.
fn thread(document: &Document, comment: &Comment) -> String {
    let replies =
        document.comments.iter().filter(|one| one.replies_to.as_ref() == Some(&comment.id));
    let all = std::iter::once(comment).chain(replies).map(|one| one.text.trim());
    all.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The words of the file's footnotes by their marks.
fn new_notes(document: &Document, t: Language) -> BTreeMap<String, String> {
    let words = |mark: &String, paragraphs: &Vec<crate::formats::word::Paragraph>| {
        let words: Vec<String> = paragraphs.iter().map(|one| one.text(true)).collect();
        (mark.clone(), t.say1("word-new-note", "words", words.join(" ").trim().to_owned()))
    };
    document.notes.iter().map(|(mark, paragraphs)| words(mark, paragraphs)).collect()
}

/// A footnote that the text does not have yet stands in the words, in brackets.
fn with_notes(words: &str, notes: &BTreeMap<String, String>) -> String {
    let mut whole = String::with_capacity(words.len());
    let mut from = 0;
    for mark in marks(words) {
        if let Some(note) = notes.get(mark.label) {
            whole.push_str(&words[from..mark.start]);
            whole.push_str(note);
            from = mark.end;
        }
    }
    whole.push_str(&words[from..]);
    whole
}
