//! What a file says, piece by piece, as the person who brings it confirms, corrects or drops it.

use super::Reading;
use crate::formats::word::{Comment, Document};
use crate::languages::Language;
use crate::procedure::words::{CommentType, InputKind, Placement, PublicationClass};
use crate::submissions::Written;
use crate::submissions::written::tidy;
use crate::text::elements::marks;
use crate::text::operations::Operation;
use crate::text::returned::{Found, Tracked, Why};
use crate::text::{Particulars, Text};
use std::collections::{BTreeMap, HashSet};

/// One piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub what: What,
    /// The element that it is put on, if one is known; else it is on the whole text.
    pub place: Option<String>,
    pub proposed: String,
    /// The reason of a proposal, or the words of a comment.
    pub body: String,
    /// It is ticked beforehand.
    pub is_offered: bool,
    /// The words of the element were others in the draft that the file was made from.
    pub is_outdated: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
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

    /// It as something that could be written, on a text.
    pub fn written(&self, text: &Text, language: &str, class: Option<PublicationClass>) -> Written {
        let (operation, particulars) = match &self.what {
            What::Proposal { operation, particulars, .. } => {
                (Some(*operation), particulars.clone())
            }
            _ => (None, Particulars::default()),
        };
        let element = self.place.as_deref().and_then(|place| text.get(place));
        let quoted = match operation {
            Some(Operation::Merge) => {
                let all = text.elements.iter().filter(|one| {
                    Some(&one.id) == self.place.as_ref() || particulars.others.contains(&one.id)
                });
                let all: Vec<&str> = all.map(|one| one.wording(language)).collect();
                all.join(&format!("\n{}\n", crate::text::operations::SPLIT_LINE))
            }
            Some(_) => element.map(|one| tidy(one.wording(language))).unwrap_or_default(),
            None => String::new(),
        };
        let takes_words = operation.is_some_and(Operation::takes_wording);
        Written {
            identity: self.place.clone(),
            question: None,
            kind: self.kind(),
            operation,
            particulars,
            comment_type: None::<CommentType>,
            body: tidy(&self.body),
            quoted,
            proposed: if takes_words { tidy(&self.proposed) } else { String::new() },
            language: language.to_owned(),
            class,
            placement: Placement::Exact,
            mismatch: None,
        }
    }
}

/// The pieces in the order of the file: the same file gives the same pieces.
pub fn items(reading: &Reading, document: &Document, t: Language) -> Vec<Item> {
    let notes = new_notes(document, t);
    let mut taken: HashSet<&str> = HashSet::new();
    let mut items: Vec<(usize, Item)> = Vec::new();
    for found in &reading.returned.found {
        let threads = threads_on(reading, document, found, &mut taken);
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
            proposed: String::new(),
            body: with_notes(&left.words, &notes),
            is_offered: false,
            is_outdated: false,
        };
        items.push((left.line, item));
    }
    for comment in document.comments.iter().filter(|one| one.replies_to.is_none()) {
        if !taken.contains(comment.id.as_str()) {
            let line = line_of(reading, document, comment);
            let place = line.and_then(|line| reading.returned.places.get(line).cloned().flatten());
            let item = Item {
                what: What::Comment { is_settled: comment.is_resolved },
                place: present(reading, place),
                proposed: String::new(),
                body: thread(document, comment),
                is_offered: !comment.is_resolved,
                is_outdated: false,
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
    }
}

/// The element, if the round's text has it still.
fn present(reading: &Reading, place: Option<String>) -> Option<String> {
    place.filter(|place| reading.text.get(place).is_some())
}

/// What is said in the margin of a change is why: each thread once, with the first change there.
fn threads_on<'a>(
    reading: &Reading,
    document: &'a Document,
    found: &Found,
    taken: &mut HashSet<&'a str>,
) -> Vec<String> {
    let mut threads = Vec::new();
    for comment in document.comments.iter().filter(|one| one.replies_to.is_none()) {
        let is_here =
            line_of(reading, document, comment).is_some_and(|at| found.lines.contains(&at));
        if is_here && !comment.is_resolved && taken.insert(&comment.id) {
            threads.push(thread(document, comment));
        }
    }
    threads
}

fn line_of(reading: &Reading, document: &Document, comment: &Comment) -> Option<usize> {
    let on = document.paragraphs.iter().position(|one| one.comments.contains(&comment.id))?;
    reading.paragraphs.iter().position(|paragraph| *paragraph == on)
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
