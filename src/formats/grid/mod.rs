//! Tables cell by cell, as people lay them out: with rows above the headings, cells over several
//! columns or rows, and rows that are headings themselves.

mod spreadsheet;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::table;

pub use spreadsheet::{is_spreadsheet, of_spreadsheet};

/// A table of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    pub rows: Vec<Line>,
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What a person calls it: the row of the sheet or of the table, the line of a text file; counted
    /// from 1.
    pub number: usize,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    pub words: String,
    pub joined: Joined,
}

/// Whether a cell is one with another, which has the words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Joined {
    #[default]
    No,
    /// With the one before it in its row.
    Before,
    /// With the one above it.
    Above,
}

impl Cell {
    pub fn of(words: &str) -> Self {
        Self { words: words.trim().to_owned(), joined: Joined::No }
    }

    pub fn joined(joined: Joined) -> Self {
        Self { words: String::new(), joined }
    }
}

impl Line {
    pub fn words(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", |cell| cell.words.as_str())
    }

    /// Are the cell and the one before it one?
    pub fn is_joined_before(&self, at: usize) -> bool {
        self.cells.get(at).is_some_and(|cell| cell.joined == Joined::Before)
    }

    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.words.trim().is_empty())
    }
}

/// A text file as a table; none where it is no text.
pub fn of_csv(bytes: &[u8]) -> Option<Grid> {
    let rows = table::rows(bytes).ok()?;
    let line = |row: table::Row| Line {
        number: row.line,
        cells: row.cells.iter().map(|cell| Cell::of(cell)).collect(),
    };
    let rows: Vec<Line> = rows.into_iter().map(line).collect();
    (!rows.is_empty()).then_some(Grid { rows })
}
