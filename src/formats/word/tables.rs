//! The tables of a Word file, cell by cell, with every change accepted.

use super::Document;
use super::paragraphs::Place;
use crate::formats::grid::{Cell, Grid, Joined, Line};
use crate::text::elements::without_marks;

/// The tables of a document in order. What stands in a table within a cell belongs to the cell.
pub fn grids(document: &Document) -> Vec<Grid> {
    let mut grids: Vec<Grid> = Vec::new();
    let mut last: Option<Place> = None;
    for paragraph in &document.paragraphs {
        let Some(place) = paragraph.cell else { continue };
        let is_out = |changes: &[super::Change]| changes.iter().any(|one| !one.how.adds());
        if is_out(&paragraph.around) {
            continue;
        }
        while grids.len() <= place.table {
            grids.push(Grid::default());
        }
        let rows = &mut grids[place.table].rows;
        if rows.last().is_none_or(|line| line.number != place.row + 1) {
            rows.push(Line { number: place.row + 1, cells: Vec::new() });
        }
        let Some(line) = rows.last_mut() else { continue };
        let words = without_marks(&paragraph.text(true));
        if last == Some(place)
            && let Some(cell) = line.cells.get_mut(place.column)
        {
            cell.words = format!("{}\n{words}", cell.words).trim().to_owned();
        } else {
            begin(line, place, &words);
        }
        last = Some(place);
    }
    for grid in &mut grids {
        grid.rows.retain(|line| !line.is_blank());
    }
    grids.retain(|grid| !grid.rows.is_empty());
    grids
}

fn begin(line: &mut Line, place: Place, words: &str) {
    line.cells.resize(place.column, Cell::default());
    line.cells.push(match place.goes_on {
        true => Cell::joined(Joined::Above),
        false => Cell::of(words),
    });
    let over = (1..place.across).map(|_| Cell::joined(Joined::Before));
    line.cells.extend(over);
}
