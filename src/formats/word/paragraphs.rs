//! Paragraphs as they stand in a file: what was there, what was put in and taken out, and by whom
//! the file says.

use serde::{Deserialize, Serialize};

/// What a tracked change does to the words or to the paragraph mark that it stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    Inserted,
    Deleted,
    MovedAway,
    MovedHere,
}

impl How {
    /// Is what it stands on there only with the change, or only without it?
    pub fn adds(self) -> bool {
        matches!(self, Self::Inserted | Self::MovedHere)
    }
}

/// One tracked change, as the file has it. Who and when are the file's word only: a name can be
/// anybody's, and Word writes local time with a "Z".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub how: How,
    pub author: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// What the two sides of a move are called alike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Words under the same changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    pub text: String,
    pub changes: Vec<Change>,
}

/// A cell of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The table, its row and its column, each counted from 0.
    pub table: usize,
    pub row: usize,
    pub column: usize,
    /// Over how many columns it goes.
    pub across: usize,
    /// It is one with the cell above it.
    pub goes_on: bool,
}

/// A paragraph of the file: up to its mark, which may itself have been inserted or deleted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    pub runs: Vec<Run>,
    pub mark: Vec<Change>,
    /// Changes of the row and of the cell that it stands in.
    pub around: Vec<Change>,
    /// The style by its id; [`super::Document::styles`] has the names.
    pub style: Option<String>,
    /// Automatic numbering: its level, and the list.
    pub numbering: Option<(u32, String)>,
    /// The number that the file's program counts before it, with every change accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    pub bookmarks: Vec<String>,
    /// The comments that begin in it, by id; or stand on it, without words of their own.
    pub comments: Vec<String>,
    pub is_in_table: bool,
    /// The cell that it stands in; of a table within a cell, that cell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<Place>,
    pub ends_cell: bool,
    /// How many changes are of the form alone.
    pub restyled: usize,
    #[serde(skip)]
    pub(super) identity: Option<String>,
}

impl Paragraph {
    /// Its words with every change accepted, or with every change rejected.
    pub fn text(&self, accepted: bool) -> String {
        let stays = self.runs.iter().filter(|run| stays(&run.changes, accepted));
        stays.map(|run| run.text.as_str()).collect()
    }

    pub fn mark_stays(&self, accepted: bool) -> bool {
        stays(&self.mark, accepted)
    }

    pub(super) fn push(&mut self, text: &str, changes: &[Change]) {
        match self.runs.last_mut() {
            Some(run) if run.changes == changes => run.text.push_str(text),
            _ => self.runs.push(Run { text: text.to_owned(), changes: changes.to_vec() }),
        }
    }
}

/// What stands under these changes: is it there when all are accepted, or all rejected?
pub(super) fn stays(changes: &[Change], accepted: bool) -> bool {
    changes.iter().all(|change| change.how.adds() == accepted)
}

/// The paragraphs of a text with every change accepted, or rejected: where a mark goes, what
/// follows joins; where a row or a cell goes, all that is in it.
pub fn settled(paragraphs: &[Paragraph], accepted: bool) -> Vec<String> {
    let mut settled = Vec::new();
    let mut open: Option<String> = None;
    for paragraph in paragraphs.iter().filter(|one| stays(&one.around, accepted)) {
        let text = paragraph.text(accepted);
        let whole = open.take().unwrap_or_default() + &text;
        if paragraph.mark_stays(accepted) || paragraph.ends_cell {
            settled.push(whole);
        } else {
            open = Some(whole);
        }
    }
    settled.extend(open.filter(|rest| !rest.is_empty()));
    settled
}
