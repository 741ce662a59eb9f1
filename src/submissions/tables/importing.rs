//! A table that the team received, as rows of our own comment table ([`crate::submissions::import`]).

use super::{About, NoForm, Place, Remark, read};
use crate::formats::apart::Sent;
use crate::formats::grid::Grid;
use crate::formats::table::{Row, Table};
use crate::languages::Language;
use crate::text::Text;

/// Columns that the rows of a form have once they are read.
const COLUMNS: [&str; 8] = [
    "participant",
    "element",
    "unplaced",
    "operation",
    "type",
    "comment",
    "proposed_text",
    "language",
];

/// What a file says in the columns of our own comment table, with what is to be known of its rows.
/// `whose` are all of its rows where the team says so, whatever they name.
///
/// # Errors
/// Where it has no comment table.
pub fn table(
    sent: &Sent,
    (text, languages): (&Text, Vec<String>),
    whose: Option<&str>,
    t: Language,
) -> Result<(Table, Vec<Remark>), NoForm> {
    let grids = sent.tables();
    if let Some(mut own) = grids.iter().find_map(own) {
        if let Some(whose) = whose {
            own.fill("participant", whose);
        }
        return Ok((own, Vec::new()));
    }
    let read = read(&grids, &About::new(text, languages))?;
    let rows = read
        .entries
        .iter()
        .map(|entry| Row { line: entry.row, cells: cells(text, entry, whose, &read, t) });
    let table = Table { header: COLUMNS.map(str::to_owned).to_vec(), rows: rows.collect() };
    Ok((table, read.remarks))
}

fn cells(
    text: &Text,
    entry: &super::Entry,
    whose: Option<&str>,
    read: &super::Read,
    t: Language,
) -> Vec<String> {
    let (element, unplaced) = match entry.place {
        Place::On(at) | Place::Within(at) => (text.elements[at].id.clone(), String::new()),
        Place::Whole => (String::new(), String::new()),
        // Nobody looks at each row as it comes in: what its words alone are like is no place.
        Place::ByWords(_) | Place::Unknown | Place::Several => {
            let named = Some(entry.named.clone()).filter(|named| !named.is_empty());
            (String::new(), named.unwrap_or_else(|| "?".to_owned()))
        }
    };
    let operation = entry.change.as_ref().and_then(super::Change::operation);
    vec![
        whose.unwrap_or(&entry.who).to_owned(),
        element,
        unplaced,
        operation.map_or("comment", |operation| operation.as_str()).to_owned(),
        entry.kind.map(|kind| kind.as_str()).unwrap_or_default().to_owned(),
        entry.body(|words| t.say1("table-change-in-words", "words", words.to_owned())),
        entry.change.as_ref().map(super::Change::wording).unwrap_or_default().to_owned(),
        match operation {
            Some(_) => read.language.clone(),
            None => read.said_in.clone(),
        },
    ]
}

/// The table as it stands, where its first row has the columns of our own.
fn own(grid: &Grid) -> Option<Table> {
    let mut rows = grid.rows.iter();
    let of = |line: &crate::formats::grid::Line| -> Vec<String> {
        line.cells.iter().map(|cell| cell.words.clone()).collect()
    };
    let header = of(rows.next()?);
    let rows = rows.map(|line| Row { line: line.number, cells: of(line) }).collect();
    let table = Table { header, rows };
    let has = |name| table.column(name).is_some();
    (has("participant") && has("operation")).then_some(table)
}
