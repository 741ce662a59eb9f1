//! What a proposal does to the text, and (in [`by_hand`]) what a drafter does.
//!
//! Every function leaves the text as it was when it refuses, and a sound tree sound.

mod by_hand;

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::elements::{Element, Kind, Text};
use super::parsing::{Marker, marker_of};

pub use by_hand::{
    merge_with_next, move_after, move_down, move_up, set_kind, set_text, split, split_at_line,
};

/// The operation of a textual proposal. (A comment does nothing to the text, and moving is done
/// by hand with [`move_after`].)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    Modify,
    AddAfter,
    Delete,
    Retain,
}

/// A word that names no operation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown operation: {0}")]
pub struct UnknownOperation(pub String);

impl Operation {
    pub const ALL: [Operation; 4] =
        [Operation::Modify, Operation::AddAfter, Operation::Delete, Operation::Retain];

    /// The word that stands for this operation in files, forms and the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Operation::Modify => "modify",
            Operation::AddAfter => "add_after",
            Operation::Delete => "delete",
            Operation::Retain => "retain",
        }
    }
}

impl FromStr for Operation {
    type Err = UnknownOperation;

    fn from_str(word: &str) -> Result<Self, UnknownOperation> {
        Operation::ALL
            .into_iter()
            .find(|operation| operation.as_str() == word)
            .ok_or_else(|| UnknownOperation(word.to_owned()))
    }
}

/// What an operation did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The element that was modified, added or retained; the target of a deletion.
    pub id: String,
    /// Its wording before, in the language of the operation; `None` for an addition.
    pub before: Option<String>,
    /// What was deleted, in order: the target and everything under it.
    pub removed: Vec<Element>,
    /// The number typed before the wording and left out because numbers are computed; mostly "".
    pub marker: String,
}

/// Why an operation cannot be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "cannot", rename_all = "snake_case")]
pub enum CannotApply {
    UnknownElement {
        id: String,
    },
    EmptyWording,
    /// The new id is already that of another element.
    IdTaken {
        id: String,
    },
    /// Nothing can be added after this one.
    NothingMayFollow {
        id: String,
        kind: Kind,
    },
    NotAllowedUnder {
        id: String,
        kind: Kind,
        parent: Option<Kind>,
    },
    /// A child could not stand under the new kind.
    ChildNotAllowed {
        id: String,
        kind: Kind,
        child: String,
    },
    /// There is no sibling before or after it.
    NoPlace {
        id: String,
    },
    /// An element cannot stand after or in what it holds itself.
    InsideItself {
        id: String,
    },
    /// Nothing would be left on one side of the split.
    EmptyPart {
        id: String,
    },
    /// The element has no wording in this language.
    NoWording {
        id: String,
        language: String,
    },
}

/// Does one operation to the text. `wording` counts for modify and add_after, `new_id` for
/// add_after only. A number of the element's own kind before the wording ("(a) …") is left out
/// and told in [`Applied::marker`].
pub fn apply(
    text: &mut Text,
    operation: Operation,
    target: &str,
    wording: &str,
    language: &str,
    new_id: &str,
) -> Result<Applied, CannotApply> {
    let at = place(text, target)?;
    let before = text.elements[at].wording(language).to_owned();
    let mut applied = Applied {
        id: target.to_owned(),
        before: Some(before),
        removed: Vec::new(),
        marker: String::new(),
    };
    match operation {
        Operation::Retain => {}
        Operation::Modify => {
            let (marker, wording) = without_marker(text.elements[at].kind, wording);
            if wording.is_empty() {
                return Err(CannotApply::EmptyWording);
            }
            text.elements[at].text.insert(language.to_owned(), wording);
            applied.marker = marker;
        }
        Operation::AddAfter => {
            applied.marker = add_after(text, at, wording, language, new_id)?;
            applied.id = new_id.to_owned();
            applied.before = None;
        }
        Operation::Delete => applied.removed = text.elements.drain(text.subtree(at)).collect(),
    }
    Ok(applied)
}

/// Adds a wording after the element at `at` and all under it, as its next sibling; after a
/// heading, as the first thing under it. Says the number that was left out.
fn add_after(
    text: &mut Text,
    at: usize,
    wording: &str,
    language: &str,
    new_id: &str,
) -> Result<String, CannotApply> {
    free(text, new_id)?;
    let target = &text.elements[at];
    let (kind, parent, place) = match target.kind {
        Kind::Footnote => {
            return Err(CannotApply::NothingMayFollow { id: target.id.clone(), kind: target.kind });
        }
        Kind::Title | Kind::EnactingBody => {
            (Kind::Preambular, target.parent.clone(), text.subtree(at).end)
        }
        Kind::Heading => {
            let next = text.elements[at + 1..].iter().find(|e| e.kind != Kind::Heading);
            let kind = match next.map(|e| e.kind) {
                Some(kind @ (Kind::Preambular | Kind::Article)) => kind,
                _ => Kind::Paragraph,
            };
            (kind, Some(target.id.clone()), at + 1)
        }
        // What follows the text that introduces a list is the first of the list.
        Kind::Chapeau if list_follows(text, at) => {
            (Kind::Subparagraph, target.parent.clone(), after_notes(text, at))
        }
        Kind::Chapeau => (Kind::Paragraph, target.parent.clone(), text.subtree(at).end),
        kind => (kind, target.parent.clone(), text.subtree(at).end),
    };
    let (marker, wording) = without_marker(kind, wording);
    if wording.is_empty() {
        return Err(CannotApply::EmptyWording);
    }
    let mut added = Element::new(new_id, kind, language, &wording);
    added.parent = parent;
    text.elements.insert(place, added);
    Ok(marker)
}

fn list_follows(text: &Text, chapeau: usize) -> bool {
    let chapeau = &text.elements[chapeau];
    chapeau.parent.is_some()
        && text.children(chapeau.parent.as_deref()).iter().any(|e| e.kind == Kind::Subparagraph)
}

fn after_notes(text: &Text, at: usize) -> usize {
    let mut end = at + 1;
    while text.elements.get(end).is_some_and(|e| {
        e.kind == Kind::Footnote && e.parent.as_deref() == Some(text.elements[at].id.as_str())
    }) {
        end += 1;
    }
    end
}

/// The wording without a number of this kind before it, and the number.
fn without_marker(kind: Kind, wording: &str) -> (String, String) {
    let wording = wording.trim();
    let stripped = match (kind, marker_of(wording)) {
        (
            Kind::Paragraph | Kind::Chapeau | Kind::Preambular,
            Some(Marker::Number { typed, rest, .. }),
        ) => Some((typed, rest)),
        (Kind::Subparagraph | Kind::Item, Some(Marker::Letter { typed, rest, .. })) => {
            Some((typed, rest))
        }
        (Kind::Article, Some(Marker::Article { typed, rest, .. })) => Some((typed, rest)),
        _ => None,
    };
    match stripped {
        Some((typed, rest)) if !rest.is_empty() => (typed, rest),
        _ => (String::new(), wording.to_owned()),
    }
}

fn place(text: &Text, id: &str) -> Result<usize, CannotApply> {
    text.position(id).ok_or_else(|| CannotApply::UnknownElement { id: id.to_owned() })
}

fn free(text: &Text, id: &str) -> Result<(), CannotApply> {
    match text.position(id) {
        Some(_) => Err(CannotApply::IdTaken { id: id.to_owned() }),
        None => Ok(()),
    }
}

fn parent_kind(text: &Text, at: usize) -> Option<Kind> {
    text.elements[at].parent.as_deref().and_then(|parent| text.get(parent)).map(|e| e.kind)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
