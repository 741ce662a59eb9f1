//! Which row of a table has the headings of a comment form, and what stands below them.

use super::columns::{self, Column, known};
use super::{Remark, What};
use crate::formats::grid::{Grid, Line};
use crate::languages::Language;

/// The headings of a form: where they stand, and what stands below them.
#[derive(Debug, Clone, PartialEq)]
pub struct Headings {
    /// The first row below them, by its place in the table.
    pub below: usize,
    pub columns: Vec<(Column, usize)>,
    pub remarks: Vec<Remark>,
    /// The language that they are in, where it can be told.
    pub language: Option<Language>,
}

impl Headings {
    pub fn has_words(&self) -> bool {
        self.at(Column::Comment).or_else(|| self.at(Column::Change)).is_some()
    }

    pub fn at(&self, column: Column) -> Option<usize> {
        self.columns.iter().find(|(one, _)| *one == column).map(|(_, at)| *at)
    }

    /// The column at a place.
    pub fn of(&self, at: usize) -> Option<Column> {
        self.columns.iter().find(|(_, one)| *one == at).map(|(column, _)| *column)
    }
}

/// A form's head says what the document is, and when, before its headings.
const MOST_ROWS_ABOVE: usize = 30;

/// The row of a table that has the headings of a comment form: three at least, or two with one for
/// the words.
pub fn find(grid: &Grid) -> Option<Headings> {
    let rows = grid.rows.iter().enumerate().take(MOST_ROWS_ABOVE);
    let (at, line) = rows.into_iter().find(|(_, line)| is_heading(line))?;
    let mut words: Vec<String> = line.cells.iter().map(|cell| cell.words.clone()).collect();
    let mut below = at + 1;
    // Headings over two rows: "From" above "page" and "line".
    if let Some(next) = grid.rows.get(below)
        && is_second(line, next)
    {
        under(&mut words, line, next);
        below += 1;
    }
    // Some forms number their columns.
    if grid.rows.get(below).is_some_and(is_numbering) {
        below += 1;
    }
    let mut found = Headings {
        below,
        columns: Vec::new(),
        remarks: Vec::new(),
        language: columns::language(&words),
    };
    let mut unknown = Vec::new();
    for (at, words) in words.iter().enumerate() {
        match known(words) {
            Some(column) if found.at(column).is_none() => found.columns.push((column, at)),
            // "page, line, page, line": the second are where it ends.
            Some(Column::Page) if found.at(Column::ToPage).is_none() => {
                found.columns.push((Column::ToPage, at));
            }
            Some(Column::Line) if found.at(Column::ToLine).is_none() => {
                found.columns.push((Column::ToLine, at));
            }
            Some(_) => found
                .remarks
                .push(Remark { row: line.number, what: What::HeadingTwice(in_one_line(words)) }),
            None if words.is_empty() => {}
            None => unknown.push(in_one_line(words)),
        }
    }
    if !unknown.is_empty() {
        found.remarks.push(Remark { row: line.number, what: What::UnknownHeadings(unknown) });
    }
    Some(found)
}

fn is_heading(line: &Line) -> bool {
    let mut columns: Vec<Column> =
        line.cells.iter().filter_map(|cell| known(&cell.words)).collect();
    columns.sort_unstable();
    columns.dedup();
    let has_words = columns.iter().any(|one| matches!(one, Column::Comment | Column::Change));
    columns.len() >= 3 || (columns.len() == 2 && has_words)
}

/// Does the row go on with the headings above it? Its cells stand under joined ones, and say
/// where a place begins and ends.
fn is_second(above: &Line, line: &Line) -> bool {
    let said = |at: usize| !line.words(at).is_empty();
    let under_joined = |at: usize| above.is_joined_before(at) || above.is_joined_before(at + 1);
    let places = (0..line.cells.len()).filter(|at| said(*at));
    let mut any = false;
    for at in places {
        if !under_joined(at) || !known(line.words(at)).is_some_and(Column::is_place) {
            return false;
        }
        any = true;
    }
    any
}

/// "From" and "page", below it, are "From page".
fn under(words: &mut Vec<String>, above: &Line, line: &Line) {
    let mut first = 0;
    for at in 0..line.cells.len().max(words.len()) {
        if !above.is_joined_before(at) {
            first = at;
        }
        let over = above.words(first).to_owned();
        if words.len() <= at {
            words.resize(at + 1, String::new());
        }
        let own = line.words(at);
        if !own.is_empty() {
            words[at] = format!("{over} {own}");
            // "Beginning" and "page" is a page all the same.
            if known(&words[at]).is_none() {
                words[at] = own.to_owned();
            }
        }
    }
}

/// "1 | 2 | (3) | 4": the numbers of the columns.
fn is_numbering(line: &Line) -> bool {
    let said = line.cells.iter().map(|cell| cell.words.trim()).filter(|words| !words.is_empty());
    let numbers: Vec<Option<usize>> =
        said.map(|words| words.trim_matches(['(', ')', ' ']).parse().ok()).collect();
    let follow = numbers.windows(2).all(|pair| pair[0] < pair[1]);
    numbers.len() >= 3 && numbers[0] == Some(1) && follow && numbers.iter().all(Option::is_some)
}

fn in_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
