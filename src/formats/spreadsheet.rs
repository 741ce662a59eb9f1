//! Spreadsheets that Excel and LibreOffice open (XLSX). Every cell is written as text: nothing that a
//! participant wrote is ever a formula, a number or a link.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};

/// Of .xlsx.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// A cell holds this many UTF-16 units; what is longer goes on in the row below.
const MOST_OF_A_CELL: usize = 32_767;
/// A sheet is called by this many characters at most, and by none of [`NOT_IN_A_NAME`].
const MOST_OF_A_NAME: usize = 31;
const NOT_IN_A_NAME: [char; 8] = ['[', ']', ':', '*', '?', '/', '\\', '\''];
/// What a page says at its head, with the codes for it, is 255 characters at most.
const MOST_OF_A_HEAD: usize = 150;
const A4: u8 = 9;

/// A column: its name, and how wide it is in characters.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    pub name: &'a str,
    pub width: f64,
    /// It holds texts. In a row that goes on below they are not said twice; short words are, so
    /// that a filter keeps the rows together.
    pub is_text: bool,
}

/// A sheet but for its rows.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// What its tab says.
    pub name: &'a str,
    /// What every printed page says at its head.
    pub title: &'a str,
    /// Who made the file: the instance. No person is ever named in its properties.
    pub maker: &'a str,
    /// When, in seconds since 1970: the properties say it.
    pub made_at: i64,
    pub columns: &'a [Column<'a>],
    /// How many of the first columns stay in sight, and are printed on each page.
    pub kept: u16,
    /// The name of a last column that numbers the rows over which one long row goes: "1/3".
    pub part: &'a str,
}

/// Writes the sheet: its header row stays in sight, filters, and is repeated on every page
/// (A4, landscape, two pages wide). Texts longer than a cell go on in the next row.
pub fn write(
    sheet: &Sheet<'_>,
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made_at = ExcelDateTime::from_timestamp(sheet.made_at)?;
    book.set_properties(
        &DocProperties::new().set_author(sheet.maker).set_creation_datetime(&made_at),
    );
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color("#E8EDF1")
        .set_border_bottom(FormatBorder::Thin);
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);

    let page = book.add_worksheet();
    page.set_name(name_of_sheet(sheet.name))?;
    let columns = sheet.columns.iter().map(|column| (column.name, column.width));
    let columns = columns.chain([(sheet.part, 7.0)]);
    let mut last = 0;
    for (at, (name, width)) in (0_u16..).zip(columns) {
        page.set_column_width(at, width)?;
        page.write_string_with_format(0, at, name, &head)?;
        last = at;
    }
    let mut line = 0;
    for row in rows {
        for cells in parts(sheet.columns, &row) {
            line += 1;
            for (at, cell) in (0_u16..).zip(cells) {
                page.write_string_with_format(line, at, cell, &body)?;
            }
        }
    }
    page.set_freeze_panes(1, sheet.kept)?;
    page.autofilter(0, 0, line, last)?;
    page.set_repeat_rows(0, 0)?;
    if let Some(kept) = sheet.kept.checked_sub(1) {
        page.set_repeat_columns(0, kept)?;
    }
    page.set_landscape().set_paper_size(A4).set_print_fit_to_pages(2, 0);
    let title: String = sheet.title.chars().take(MOST_OF_A_HEAD).collect();
    page.set_header(format!("&L{}&R&P / &N", title.replace('&', "&&")));
    book.save_to_buffer()
}

fn name_of_sheet(wanted: &str) -> String {
    let name = wanted.chars().filter(|c| !NOT_IN_A_NAME.contains(c) && !c.is_control());
    name.take(MOST_OF_A_NAME).collect()
}

/// A row as the rows that it takes. Where they are several, the last cell of each numbers it.
fn parts(columns: &[Column<'_>], row: &[String]) -> Vec<Vec<String>> {
    let cells: Vec<Vec<String>> = row.iter().map(|cell| split(&written(cell))).collect();
    let rows = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let cell = |at: usize, part: usize| {
        let is_text = columns.get(at).is_some_and(|column| column.is_text);
        let again = cells[at].len() == 1 && !is_text;
        let at_part = cells[at].get(if again { 0 } else { part });
        at_part.cloned().unwrap_or_default()
    };
    let numbered = |part: usize| match rows {
        1 => String::new(),
        _ => format!("{}/{rows}", part + 1),
    };
    (0..rows)
        .map(|part| (0..cells.len()).map(|at| cell(at, part)).chain([numbered(part)]).collect())
        .collect()
}

/// A text as a cell holds it: lines end alike, and what no file of this kind may hold is left out.
fn written(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let may_stand = |c: &char| match c {
        '\t' | '\n' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        c => *c >= ' ',
    };
    lines.chars().filter(may_stand).collect()
}

/// A text in pieces that each fit a cell, cut after a blank where there is one. Put together they
/// are the text.
fn split(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(end) = end_of_cell(rest) {
        let (piece, after) = rest.split_at(end);
        pieces.push(piece.to_owned());
        rest = after;
    }
    pieces.push(rest.to_owned());
    pieces
}

/// Where the cell is full; None where all of it fits.
fn end_of_cell(text: &str) -> Option<usize> {
    let mut units = 0;
    let mut blank = None;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > MOST_OF_A_CELL {
            return Some(blank.filter(|blank| *blank > at / 2).unwrap_or(at));
        }
        if c.is_whitespace() {
            blank = Some(at + c.len_utf8());
        }
    }
    None
}

#[cfg(test)]
mod tests;
