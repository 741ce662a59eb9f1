//! Tables of files that were made by another program, or written here by hand.

use super::*;
use rust_xlsxwriter::{Format, Workbook};

fn words(grid: &Grid) -> Vec<(usize, Vec<&str>)> {
    let line = |line: &'_ Line| line.number;
    grid.rows
        .iter()
        .map(|row| (line(row), row.cells.iter().map(|cell| cell.words.as_str()).collect()))
        .collect()
}

#[test]
fn a_sheet_is_read_with_its_merged_cells() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Notes").unwrap();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 2, "Head", &plain).unwrap();
    sheet.write_string(2, 0, "Clause").unwrap();
    sheet.write_string(2, 1, " Comments ").unwrap();
    sheet.merge_range(3, 0, 4, 0, "4", &plain).unwrap();
    sheet.write_number(3, 1, 4.2).unwrap();
    sheet.write_string(4, 1, "two").unwrap();
    // A cell far away makes no table of a million rows.
    sheet.write_string(1_000_000, 500, "far").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert!(is_spreadsheet(&bytes).unwrap());
    let grids = of_spreadsheet(&bytes).unwrap();
    assert_eq!(grids.len(), 1);
    let grid = &grids[0];
    let expected = [
        (1, vec!["Head", "", ""]),
        (3, vec!["Clause", "Comments"]),
        (4, vec!["4", "4.2"]),
        (5, vec!["", "two"]),
    ];
    assert_eq!(words(grid), expected);
    let joined: Vec<Joined> = grid.rows[0].cells.iter().map(|cell| cell.joined).collect();
    assert_eq!(joined, [Joined::No, Joined::Before, Joined::Before]);
    assert_eq!(grid.rows[3].cells[0].joined, Joined::Above);
}

#[test]
fn a_text_file_is_a_table_and_other_files_are_none() {
    let grid = of_csv("Clause;Comments\n\n2;\"one\ntwo\"\n".as_bytes()).unwrap();
    assert_eq!(words(&grid), [(1, vec!["Clause", "Comments"]), (3, vec!["2", "one\ntwo"])]);
    assert_eq!(of_csv(b""), None);
    assert_eq!(of_csv(b"%PDF-1.7"), None);
    assert!(!is_spreadsheet(b"PK\x03\x04 no such thing").unwrap());
}
