//! Tables as people send them: CSV out of any spreadsheet, in any of its habits.
//!
//! [`read`] takes UTF-8, UTF-16 and Windows-1252, with or without a byte order mark, fields
//! separated by comma, semicolon or tab, and quoted fields with line breaks. [`write`] makes CSV
//! that a spreadsheet opens without running anything that a participant wrote.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Of CSV as it is written here.
pub const MEDIA_TYPE: &str = "text/csv; charset=utf-8";
/// A file may be this long.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;

/// A table with a header.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns, as written.
    pub header: Vec<String>,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file on which the row begins, counted from 1.
    pub line: usize,
    pub cells: Vec<String>,
}

/// Why a file could not be read as a table at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("the file is longer than 20 MiB")]
    TooLong,
    #[error("the file is empty")]
    Empty,
    /// A spreadsheet file, a PDF …: anything that is not text.
    #[error("the file is not a text file; save it as CSV first")]
    NotText,
}

impl Unreadable {
    /// The key of what a person reads.
    pub fn key(self) -> &'static str {
        match self {
            Self::TooLong => "table-too-long",
            Self::Empty => "table-empty",
            Self::NotText => "table-not-text",
        }
    }
}

impl Table {
    /// Where the column of that name is. Case, spaces, hyphens and underscores do not matter.
    pub fn column(&self, name: &str) -> Option<usize> {
        let wanted = folded(name);
        self.header.iter().position(|column| folded(column) == wanted)
    }

    /// Writes the same into every row's cell in the column of that name, where there is one.
    pub fn fill(&mut self, name: &str, words: &str) {
        let Some(column) = self.column(name) else { return };
        for row in &mut self.rows {
            if row.cells.len() <= column {
                row.cells.resize(column + 1, String::new());
            }
            words.clone_into(&mut row.cells[column]);
        }
    }

    /// The row's cell in the column of that name, trimmed; empty where there is none.
    pub fn cell<'a>(&self, row: &'a Row, name: &str) -> &'a str {
        let cell = self.column(name).and_then(|column| row.cells.get(column));
        cell.map_or("", |cell| cell.trim())
    }
}

impl Row {
    /// Nothing in it: spreadsheets leave such rows at the end.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Reads a table. Its first line that is not blank is the header; blank rows are left out.
pub fn read(bytes: &[u8]) -> Result<Table, Unreadable> {
    let mut rows = rows(bytes)?.into_iter();
    let header = rows.next().ok_or(Unreadable::Empty)?;
    let header = header.cells.iter().map(|name| name.trim().to_owned()).collect();
    Ok(Table { header, rows: rows.collect() })
}

/// All rows but the blank ones.
pub fn rows(bytes: &[u8]) -> Result<Vec<Row>, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooLong);
    }
    let text = decode(bytes)?;
    let (text, skipped, separator) = separator(&text);

    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut lines = Lines { bytes: text.as_bytes(), at: 0, line: 1 + skipped };
    let mut rows = Vec::new();
    for record in reader.records() {
        // The text is valid and rows may be of any length: there is nothing left to go wrong.
        let record = record.map_err(|_| Unreadable::NotText)?;
        let start = record.position().map_or(0, csv::Position::byte);
        let cells = record.iter().map(unguarded).map(str::to_owned).collect();
        let row = Row { line: lines.of(usize::try_from(start).unwrap_or_default()), cells };
        if !row.is_blank() {
            rows.push(row);
        }
    }
    Ok(rows)
}

fn decode(bytes: &[u8]) -> Result<String, Unreadable> {
    const ZIP: &[u8] = b"PK\x03\x04";
    const OLD_OFFICE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];
    if bytes.starts_with(ZIP) || bytes.starts_with(OLD_OFFICE) || bytes.starts_with(b"%PDF") {
        return Err(Unreadable::NotText);
    }
    let (text, ..) = encoding(bytes).decode(bytes);
    if text.contains('\0') {
        return Err(Unreadable::NotText);
    }
    Ok(text.into_owned())
}

fn encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    // Without a mark, every other byte of Latin text in UTF-16 is zero.
    match bytes {
        [0, second, ..] if *second != 0 => UTF_16BE,
        [first, 0, ..] if *first != 0 => UTF_16LE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => WINDOWS_1252,
    }
}

/// The text without a line such as "sep=;", how many lines that took, and what separates fields.
fn separator(text: &str) -> (&str, usize, u8) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(named) = first.trim().strip_prefix("sep=") {
        let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
        return (rest, 1, named.bytes().next().unwrap_or(b'\t'));
    }
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: u8| {
        let mut quoted = false;
        let outside = header.bytes().filter(|byte| {
            quoted ^= *byte == b'"';
            *byte == separator && !quoted
        });
        outside.count()
    };
    // The first of the most frequent; a comma where there is one column only.
    let most = [b'\t', b';', b','].into_iter().max_by_key(|separator| count(*separator));
    (text, 0, most.unwrap_or(b','))
}

/// Counts lines up to a row, where the reader counts blank ones to the row after them.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, start: usize) -> usize {
        while self.at < self.bytes.len() {
            let byte = self.bytes[self.at];
            if self.at >= start && byte != b'\n' && byte != b'\r' {
                break;
            }
            let ends = byte == b'\n'
                || byte == b'\r' && self.bytes.get(self.at + 1).is_none_or(|next| *next != b'\n');
            self.line += usize::from(ends);
            self.at += 1;
        }
        self.line
    }
}

/// Writes a table as CSV in UTF-8, every field in quotes. A field that a spreadsheet would take
/// for a formula gets an apostrophe in front, which [`read`] takes away again.
pub fn write<R, C>(header: &[&str], rows: impl IntoIterator<Item = R>) -> Vec<u8>
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut out = line(header.iter().copied());
    for row in rows {
        let cells: Vec<C> = row.into_iter().collect();
        out.push_str(&line(cells.iter().map(AsRef::as_ref)));
    }
    out.into_bytes()
}

fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let quoted = |cell: &str| format!("\"{}\"", guarded(cell).replace('"', "\"\""));
    cells.map(quoted).collect::<Vec<_>>().join(",") + "\r\n"
}

fn looks_like_formula(cell: &str) -> bool {
    // The full-width signs, too: East Asian keyboards write them, and programs read them as the others.
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

fn guarded(cell: &str) -> String {
    let bare = cell.trim_start_matches('\'');
    if looks_like_formula(bare) { format!("'{cell}") } else { cell.to_owned() }
}

fn unguarded(cell: &str) -> &str {
    let bare = cell.trim_start_matches('\'');
    if looks_like_formula(bare) { cell.strip_prefix('\'').unwrap_or(cell) } else { cell }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn cells(table: &Table) -> Vec<(usize, Vec<&str>)> {
        let mut all = Vec::new();
        for row in &table.rows {
            all.push((row.line, row.cells.iter().map(String::as_str).collect()));
        }
        all
    }

    #[test]
    fn every_encoding_and_separator_that_spreadsheets_write_is_read() {
        let text = "Name;E-mail\r\nRépublique d’Avaria;a@avaria.example\r\n";
        let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
        let with_mark = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
        let little: Vec<u8> = utf16(u16::to_le_bytes);
        let big: Vec<u8> = utf16(u16::to_be_bytes);
        for bytes in [
            text.as_bytes().to_vec(),
            with_mark(&[0xEF, 0xBB, 0xBF], text.into()),
            with_mark(&[0xFF, 0xFE], little.clone()),
            with_mark(&[0xFE, 0xFF], big.clone()),
            little,
            big,
            WINDOWS_1252.encode(text).0.into_owned(),
            text.replace(';', "\t").into_bytes(),
            text.replace(';', ",").into_bytes(),
            text.replace("\r\n", "\r").into_bytes(),
            text.replace("\r\n", "\n").trim_end().as_bytes().to_vec(),
        ] {
            let table = read(&bytes).unwrap();
            assert_eq!(table.header, ["Name", "E-mail"]);
            assert_eq!(table.cell(&table.rows[0], "NAME"), "République d’Avaria");
            assert_eq!(table.cell(&table.rows[0], "email"), "a@avaria.example");
            assert_eq!(table.rows[0].line, 2);
        }
    }

    #[test]
    fn rows_know_their_lines() {
        let table = read(b"a,b\n\n1,\"two\nlines, \"\"quoted\"\"\"\n\n\n2\n,\n3,4,5\n").unwrap();
        assert_eq!(
            cells(&table),
            [(3, vec!["1", "two\nlines, \"quoted\""]), (7, vec!["2"]), (9, vec!["3", "4", "5"]),]
        );
        let named = read(b"sep=;\na;b\n1,5;2\n").unwrap();
        assert_eq!(cells(&named), [(3, vec!["1,5", "2"])]);
    }

    #[test]
    fn what_is_no_table_is_said_to_be_none() {
        assert_eq!(read(b" \n\n"), Err(Unreadable::Empty));
        assert_eq!(read(b"PK\x03\x04rest"), Err(Unreadable::NotText));
        assert_eq!(read(b"a,b\n\0\0\0"), Err(Unreadable::NotText));
        assert_eq!(read(&vec![b'a'; MOST_BYTES + 1]), Err(Unreadable::TooLong));
    }

    #[test]
    fn no_field_is_a_formula_and_everything_comes_back_as_it_was() {
        let row = ["=HYPERLINK(\"x\")", "+1", "- item", "@you", "\tx", "'=1", "it's", "'quoted'"];
        let file = write(&["a", "b", "c", "d", "e", "f", "g", "h"], [row]);
        let text = String::from_utf8(file.clone()).unwrap();
        assert!(text.starts_with("\"a\",\"b\""));
        assert!(text.contains("\"'=HYPERLINK(\"\"x\"\")\",\"'+1\",\"'- item\",\"'@you\""));
        assert!(text.contains("\"''=1\",\"it's\",\"'quoted'\""));
        assert_eq!(read(&file).unwrap().rows[0].cells, row);
        let wide = ["＝1+1", "＋1", "－1", "＠SUM(1)", "one ＝ 1"];
        let file = write(&["a", "b", "c", "d", "e"], [wide]);
        let text = String::from_utf8(file.clone()).unwrap();
        assert!(text.contains("\"'＝1+1\",\"'＋1\",\"'－1\",\"'＠SUM(1)\",\"one ＝ 1\""), "{text}");
        assert_eq!(read(&file).unwrap().rows[0].cells, wide);
    }
}
