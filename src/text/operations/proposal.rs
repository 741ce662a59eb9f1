//! What a proposal says: an operation, on an element, with what it needs.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text::elements::Kind;

/// The operation of a textual proposal. (A comment does nothing to the text.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    Modify,
    AddBefore,
    AddAfter,
    /// Under the element, before all that stands there.
    AddFirst,
    /// Under the element, after all that stands there.
    AddLast,
    Delete,
    Move,
    Split,
    Merge,
    /// "No change": it must stay as it is.
    Retain,
}

/// A word that names no operation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown operation: {0}")]
pub struct UnknownOperation(pub String);

impl Operation {
    pub const ALL: [Operation; 10] = [
        Operation::Modify,
        Operation::AddBefore,
        Operation::AddAfter,
        Operation::AddFirst,
        Operation::AddLast,
        Operation::Delete,
        Operation::Move,
        Operation::Split,
        Operation::Merge,
        Operation::Retain,
    ];

    /// The word that stands for this operation in files, forms and the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Operation::Modify => "modify",
            Operation::AddBefore => "add_before",
            Operation::AddAfter => "add_after",
            Operation::AddFirst => "add_first",
            Operation::AddLast => "add_last",
            Operation::Delete => "delete",
            Operation::Move => "move",
            Operation::Split => "split",
            Operation::Merge => "merge",
            Operation::Retain => "retain",
        }
    }

    /// Does it bring a new element? Then the wording of its target plays no part.
    pub fn is_addition(self) -> bool {
        matches!(self, Self::AddBefore | Self::AddAfter | Self::AddFirst | Self::AddLast)
    }

    /// Must it come with words? (A merger may: without, the wordings are joined.)
    pub fn needs_wording(self) -> bool {
        self.is_addition() || matches!(self, Self::Modify | Self::Split)
    }

    /// Can it come with words?
    pub fn takes_wording(self) -> bool {
        self.needs_wording() || self == Self::Merge
    }

    /// Does it do nothing to the words of its target?
    pub fn keeps_words(self) -> bool {
        self.is_addition() || matches!(self, Self::Move | Self::Retain)
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
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

/// On which side of another element something goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Before,
    /// After it and all that stands under it.
    After,
    /// Under it, before all that stands there.
    First,
    /// Under it, after all that stands there.
    Last,
}

impl Side {
    pub const ALL: [Side; 4] = [Side::Before, Side::After, Side::First, Side::Last];

    pub fn as_str(self) -> &'static str {
        match self {
            Side::Before => "before",
            Side::After => "after",
            Side::First => "first",
            Side::Last => "last",
        }
    }
}

impl FromStr for Side {
    type Err = UnknownOperation;

    fn from_str(word: &str) -> Result<Self, UnknownOperation> {
        let found = Side::ALL.into_iter().find(|side| side.as_str() == word);
        found.ok_or_else(|| UnknownOperation(word.to_owned()))
    }
}

/// Where an element is to be moved.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Destination {
    /// The identity of the element that it should stand beside or under.
    pub anchor: String,
    pub side: Side,
}

/// What an operation needs beside its target and its words. Ids only: nothing that anybody typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Particulars {
    /// Of which kind the new element is, where that is not what is usual there; for a move, which
    /// kind it becomes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// For a move.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Destination>,
    /// For a merger: with which elements. For a split: with which of what stands under the element
    /// each new part begins; none where all of it stays with the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
}

impl Particulars {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One operation to be done to a text.
#[derive(Debug, Clone, Copy)]
pub struct Proposal<'a> {
    pub operation: Operation,
    /// The identity of the element that it is on.
    pub target: &'a str,
    /// The new wording; for a split the wordings of its parts, see [`parts`].
    pub wording: &'a str,
    pub language: &'a str,
    pub particulars: &'a Particulars,
}

/// A line of this alone stands between the parts of a split.
pub const SPLIT_LINE: &str = "---";

/// The parts of a wording that is split, each as one line: one more than it has lines "---".
pub fn parts(wording: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for line in wording.lines().map(str::trim) {
        if line == SPLIT_LINE {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            if !part.is_empty() && !line.is_empty() {
                part.push(' ');
            }
            part.push_str(line);
        }
    }
    parts
}
