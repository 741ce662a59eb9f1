//! Spreadsheets (.xlsx, ECMA-376) as tables: what their cells show, with formulas as they were last
//! worked out.

use std::io::Cursor;

use calamine::{Data, DataRef, Dimensions, Reader, Xlsx, open_workbook_from_rs};

use super::{Cell, Grid, Joined, Line};
use crate::formats::word::{Package, Unreadable};

/// So many cells of a sheet are read, from the first on: more no comment table has.
const MOST_ROWS: u32 = 50_000;
const MOST_COLUMNS: u32 = 64;

/// Is it a package that holds a workbook?
///
/// # Errors
/// Where it is a package that is not read at all.
pub fn is_spreadsheet(bytes: &[u8]) -> Result<bool, Unreadable> {
    // Its parts lie under "xl/", wherever the writer put them.
    let may_be = bytes.starts_with(b"PK") && bytes.windows(3).any(|window| window == b"xl/");
    Ok(may_be && Package::open(bytes)?.has("xl/workbook.xml"))
}

/// Its sheets in order, the blank ones left out.
///
/// # Errors
/// Where it is damaged.
pub fn of_spreadsheet(bytes: &[u8]) -> Result<Vec<Grid>, Unreadable> {
    let mut book: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let names = book.sheet_names();
    let mut grids = Vec::new();
    for name in names {
        let grid = sheet(&mut book, &name)?;
        if !grid.rows.is_empty() {
            grids.push(grid);
        }
    }
    Ok(grids)
}

fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Grid, Unreadable> {
    let joined = book.merge_cells_by_sheet_name(name).map_err(|_| Unreadable::Damaged)?;
    let mut grid = Grid::default();
    {
        // Cell by cell: a sheet with one cell in its last corner is as small as it is.
        let mut cells = match book.worksheet_cells_reader(name) {
            Ok(cells) => cells,
            // A sheet of charts has no cells.
            Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(grid),
            Err(_) => return Err(Unreadable::Damaged),
        };
        while let Some(cell) = cells.next_cell().map_err(|_| Unreadable::Damaged)? {
            let (row, column) = cell.get_position();
            if row < MOST_ROWS && column < MOST_COLUMNS {
                put(&mut grid, (row, column), shown(cell.get_value()));
            }
        }
    }
    grid.rows.retain(|line| !line.is_blank());
    grid.rows.sort_by_key(|line| line.number);
    for region in joined {
        join(&mut grid, region);
    }
    Ok(grid)
}

fn put(grid: &mut Grid, (row, column): (u32, u32), words: String) {
    let (number, column) = (row as usize + 1, column as usize);
    // Cells come row by row.
    if grid.rows.last().is_none_or(|line| line.number != number) {
        grid.rows.push(Line { number, cells: Vec::new() });
    }
    let Some(line) = grid.rows.last_mut() else { return };
    if line.cells.len() <= column {
        line.cells.resize(column + 1, Cell::default());
    }
    line.cells[column] = Cell::of(&words);
}

/// Marks the cells of a region but its first, in the rows that are there.
fn join(grid: &mut Grid, region: Dimensions) {
    let (first, last) = (region.start.1 as usize, region.end.1.min(MOST_COLUMNS - 1) as usize);
    for line in &mut grid.rows {
        let row = line.number - 1;
        if row < region.start.0 as usize || row > region.end.0 as usize {
            continue;
        }
        if line.cells.len() <= last {
            line.cells.resize(last + 1, Cell::default());
        }
        for column in first..=last {
            let joined = match (row == region.start.0 as usize, column == first) {
                (true, true) => continue,
                (_, false) => Joined::Before,
                (false, true) => Joined::Above,
            };
            line.cells[column] = Cell::joined(joined);
        }
    }
}

fn shown(value: &DataRef) -> String {
    match Data::from(value.clone()) {
        Data::Error(_) | Data::Empty => String::new(),
        // What was typed as a clause ("4.2") and turned into a date stays to be seen as one.
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        value => value.to_string(),
    }
}
