//! What a bracketed text is made of.

use serde::Serialize;

use crate::text::difference::Run;
use crate::text::elements::Kind;
use crate::text::operations::{CannotApply, Operation, Particulars};

/// A textual proposal, as far as the text is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub operation: Operation,
    /// Where something is moved, with what it is merged.
    pub particulars: Particulars,
    /// The id of the element that it is on; none while nobody has placed it.
    pub target: Option<String>,
    pub wording: String,
    /// The current text as it was quoted; "" where nothing was.
    pub quoted: String,
    pub language: String,
    /// The name that orders it; those without come last.
    pub author: Option<String>,
}

/// The proposals behind something, by their places in the list given, in the order of their authors. Never empty.
pub type Sources = Vec<usize>;

/// A text with every proposal on it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bracketed {
    pub rows: Vec<Row>,
    /// What has no place in this text.
    pub unplaced: Vec<Unplaced>,
    /// What became of each proposal, in the order given.
    pub fates: Vec<Fate>,
}

/// One element of the text, or one that is proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub what: What,
    /// Deletions of this element with all under it: the brackets that open before it.
    pub opens: Vec<Sources>,
    pub pieces: Vec<Piece>,
    pub alternatives: Vec<Alternative>,
    pub notes: Vec<Note>,
    /// The brackets that close after it, the innermost first.
    pub closes: Vec<Sources>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// An element of the text, by its place.
    Element(usize),
    Added(Added),
}

/// Where an addition stands and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    pub kind: Kind,
    /// How deep it stands: 0 at the top.
    pub depth: usize,
    /// The sibling of its kind before it, by its place in the text: it is called "bis" after that.
    pub follows: Option<usize>,
    /// Where none stands before it, the one after it: it is called "ante".
    pub precedes: Option<usize>,
    /// Its number among those added there: 1 is "bis", 2 "ter".
    pub number: usize,
    /// The element that it was proposed for, by its place.
    pub target: usize,
    pub language: String,
}

/// A stretch of a wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Kept(String),
    /// Deleted, inserted, or one in the place of the other.
    Edit {
        deleted: String,
        inserted: String,
        sources: Sources,
    },
}

/// A rival wording of one element.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    pub wording: String,
    /// How it differs from the text; empty where the two cannot be compared.
    pub runs: Vec<Run>,
    pub language: String,
    pub why: Why,
    /// Its number among the rivals of its element: 1 is "alt", 2 "alt 2".
    pub number: usize,
    pub sources: Sources,
}

/// Why a reading stands below the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It changes what another reading changes too.
    Clash,
    OtherLanguage,
    /// It quotes another text than the element's.
    QuotesOther,
}

/// What is said in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub what: Remark,
    pub wording: String,
    pub language: String,
    pub sources: Sources,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// It shall stay as it is.
    Retain,
    /// What is proposed is what stands there, but for typography.
    AsItStands,
    /// New wording without a word.
    NoWording,
    /// It shall be moved, split or merged; the wording is that of the proposal.
    Rearrange { operation: Operation, particulars: Particulars },
    /// It cannot be done to this text.
    Cannot(CannotApply),
}

/// A proposal that nobody has placed in this text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    pub operation: Operation,
    pub wording: String,
    pub quoted: String,
    pub language: String,
    pub sources: Sources,
}

/// What became of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Fate {
    pub place: FatePlace,
    /// Another proposal reads the same and shares its brackets.
    pub merged: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FatePlace {
    /// In the text itself.
    Inline,
    Alternative,
    Addition,
    /// A bracket around the whole element.
    Deletion,
    Retain,
    AsItStands,
    /// Said in words beside the element.
    InWords,
    Unplaced,
}

impl FatePlace {
    pub const ALL: [FatePlace; 8] = [
        FatePlace::Inline,
        FatePlace::Alternative,
        FatePlace::Addition,
        FatePlace::Deletion,
        FatePlace::Retain,
        FatePlace::AsItStands,
        FatePlace::InWords,
        FatePlace::Unplaced,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            FatePlace::Inline => "inline",
            FatePlace::Alternative => "alternative",
            FatePlace::Addition => "addition",
            FatePlace::Deletion => "deletion",
            FatePlace::Retain => "retain",
            FatePlace::AsItStands => "as_it_stands",
            FatePlace::InWords => "in_words",
            FatePlace::Unplaced => "unplaced",
        }
    }
}

impl Row {
    /// The element's wording, when everything inserted is gone and every bracket taken off; "" for an addition.
    pub fn base(&self) -> String {
        let kept = self.pieces.iter().map(|piece| match piece {
            Piece::Kept(text) | Piece::Edit { deleted: text, .. } => text.as_str(),
        });
        kept.collect()
    }

    /// Who proposes an addition; nobody for what stands there.
    pub(super) fn sources(&self) -> &[usize] {
        match (&self.what, self.pieces.as_slice()) {
            (What::Added(_), [Piece::Edit { sources, .. }]) => sources,
            _ => &[],
        }
    }

    /// Was anything proposed about it?
    pub fn is_touched(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Edit { .. }))
            || !(self.opens.is_empty() && self.closes.is_empty())
            || !(self.alternatives.is_empty() && self.notes.is_empty())
    }
}

impl Bracketed {
    /// How many proposals came where, and how many of them share their brackets with others.
    pub fn count(&self, place: FatePlace) -> (usize, usize) {
        let there = self.fates.iter().filter(|fate| fate.place == place);
        (there.clone().count(), there.filter(|fate| fate.merged).count())
    }
}
