//! What became of each element from one version of a text to the next.
use super::citations::Citation;
use super::difference::Run;
use super::elements::{Kind, Text};
use serde::Serialize;

/// What became of an element.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    Kept,
    Edited {
        runs: Vec<Run>,
    },
    Moved,
    MovedAndEdited {
        runs: Vec<Run>,
    },
    New {
        text: String,
    },
    Deleted {
        text: String,
    },
    /// The old element went into these; `runs` leads to its own new wording, if it lives on.
    Split {
        into: Vec<String>,
        runs: Vec<Run>,
    },
    /// The new element was made of these; `runs` leads from their joined wording.
    Merged {
        from: Vec<String>,
        runs: Vec<Run>,
    },
}

/// One element of either version, in reading order of the new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Compared {
    pub id: String,
    pub kind: Kind,
    /// Index in the old text, where it stood there.
    pub old: Option<usize>,
    /// Index in the new text, where it stands there.
    pub new: Option<usize>,
    pub change: Change,
    pub old_citation: Option<Citation>,
    pub new_citation: Option<Citation>,
    /// Ids of the old elements it came from by split or merge (never its own).
    pub from: Vec<String>,
}

impl Compared {
    /// Whether it is in both versions under different citations.
    pub fn is_renumbered(&self) -> bool {
        matches!((&self.old_citation, &self.new_citation), (Some(old), Some(new)) if old != new)
    }
}

/// Compares two versions in one language. `lineage` lists (old id, new id) for splits and merges.
pub fn compare(
    old: &Text,
    new: &Text,
    language: &str,
    lineage: &[(String, String)],
) -> Vec<Compared> {
    let _ = (old, new, language, lineage);
    vec![]
}
