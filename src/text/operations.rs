//! What a proposal, or a drafter's hand, does to the text.
use super::elements::{Element, Kind, Text};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// The operation of a textual proposal.
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
    /// Its wording before, in the language of the operation. `None` for an addition.
    pub before: Option<String>,
    /// What was deleted, in order: the target and everything under it.
    pub removed: Vec<Element>,
    /// The number that was typed before the wording and left out, because it is computed.
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
    /// There is no element of the same family before or after it.
    NoPlace {
        id: String,
    },
    /// An element cannot stand inside itself.
    InsideItself {
        id: String,
    },
    /// Nothing would be left on one side.
    EmptyPart {
        id: String,
    },
    /// The element has no wording in this language.
    NoWording {
        id: String,
        language: String,
    },
}

/// Does one operation to the text.
pub fn apply(
    text: &mut Text,
    operation: Operation,
    target: &str,
    wording: &str,
    language: &str,
    new_id: &str,
) -> Result<Applied, CannotApply> {
    let _ = (text, operation, target, wording, language, new_id);
    Err(CannotApply::EmptyWording)
}

/// Sets the wording in a language; an empty one takes the language away.
pub fn set_text(
    text: &mut Text,
    id: &str,
    language: &str,
    wording: &str,
) -> Result<(), CannotApply> {
    let _ = (text, id, language, wording);
    Err(CannotApply::EmptyWording)
}

/// Makes the element another kind, where it and what is under it may stand.
pub fn set_kind(text: &mut Text, id: &str, kind: Kind) -> Result<(), CannotApply> {
    let _ = (text, id, kind);
    Err(CannotApply::EmptyWording)
}

/// Moves the element, with all under it, before its elder sibling.
pub fn move_up(text: &mut Text, id: &str) -> Result<(), CannotApply> {
    let _ = (text, id);
    Err(CannotApply::EmptyWording)
}

/// Moves the element, with all under it, after its younger sibling.
pub fn move_down(text: &mut Text, id: &str) -> Result<(), CannotApply> {
    let _ = (text, id);
    Err(CannotApply::EmptyWording)
}

/// Moves the element, with all under it, after another or, where it may stand under it, into it.
pub fn move_after(text: &mut Text, id: &str, after: &str) -> Result<(), CannotApply> {
    let _ = (text, id, after);
    Err(CannotApply::EmptyWording)
}

/// Splits the wording at a character offset; the second part becomes the element `new_id`.
pub fn split(
    text: &mut Text,
    id: &str,
    language: &str,
    at: usize,
    new_id: &str,
) -> Result<(), CannotApply> {
    let _ = (text, id, language, at, new_id);
    Err(CannotApply::EmptyWording)
}

/// Splits where `line` stands alone on a line of `wording`.
pub fn split_at_line(
    text: &mut Text,
    id: &str,
    language: &str,
    wording: &str,
    line: &str,
    new_id: &str,
) -> Result<(), CannotApply> {
    let _ = (text, id, language, wording, line, new_id);
    Err(CannotApply::EmptyWording)
}

/// Joins the next sibling to this element; says the id of the one that went.
pub fn merge_with_next(text: &mut Text, id: &str) -> Result<String, CannotApply> {
    let _ = (text, id);
    Err(CannotApply::EmptyWording)
}
