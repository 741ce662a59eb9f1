//! What is written here is read by another reader (calamine), and the parts of the file by hand.
#![allow(clippy::unwrap_used)]

use super::*;
use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use std::io::{Cursor, Read};

const COLUMNS: [Column<'_>; 3] = [
    Column { name: "who", width: 20.0, is_text: false },
    Column { name: "comment", width: 40.0, is_text: true },
    Column { name: "reason", width: 40.0, is_text: true },
];

fn file(rows: &[[&str; 3]]) -> Vec<u8> {
    let sheet = Sheet {
        name: "Comments: [all]",
        title: "Aid & solidarity",
        maker: "https://consult.example",
        made_at: 1_777_000_000,
        columns: &COLUMNS,
        kept: 1,
        part: "part",
    };
    write(&sheet, rows.iter().map(|row| row.map(str::to_owned).to_vec())).unwrap()
}

/// The rows as another reader has them, and how many of the cells are formulas.
fn read(file: &[u8]) -> (Vec<Vec<Data>>, usize) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file.to_vec())).unwrap();
    assert_eq!(book.sheet_names(), ["Comments all"]);
    let formulas = book.worksheet_formula("Comments all").unwrap();
    let formulas = formulas.cells().filter(|(.., formula)| !formula.is_empty()).count();
    let range = book.worksheet_range("Comments all").unwrap();
    (range.rows().map(<[Data]>::to_vec).collect(), formulas)
}

fn texts(row: &[Data]) -> Vec<String> {
    let text = |cell: &Data| match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        other => panic!("not a text: {other:?}"),
    };
    row.iter().map(text).collect()
}

fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn whatever_was_written_stays_text() {
    let payloads = [
        "=HYPERLINK(\"http://evil.example\")",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\tx",
        "12",
        "1.5e3",
        "TRUE",
        "2026-01-01",
        "http://evil.example",
        "'quoted'",
        "{=A1}",
        "_x0041_",
        "<c><f>1</f></c> & so on",
        " spaces ",
        "مرفأ\u{200f} 港口",
        "two\nlines",
    ];
    let rows: Vec<[&str; 3]> = payloads.iter().map(|text| [*text, *text, "="]).collect();
    let (read, formulas) = read(&file(&rows));
    assert_eq!(formulas, 0);
    assert_eq!(texts(&read[0]), ["who", "comment", "reason", "part"]);
    for (row, payload) in read[1..].iter().zip(payloads) {
        assert_eq!(texts(row), [payload, payload, "=", ""], "{payload:?}");
    }
    // A carriage return ends a line here; other control characters stand in no such file.
    let (read, _) = self::read(&file(&[["\r=1", "a\r\nb\u{0}\u{1b}\u{ffff}c", ""]]));
    assert_eq!(texts(&read[1])[..2], ["\n=1", "a\nbc"]);
}

#[test]
fn a_text_longer_than_a_cell_goes_on_below_and_none_of_it_is_lost() {
    let long = "A comment of some words. ".repeat(4000);
    let (read, _) = read(&file(&[["Avaria", &long, "Once"], ["Lothmar", "Short", "Twice"]]));
    let rows: Vec<Vec<String>> = read.iter().map(|row| texts(row)).collect();
    assert_eq!(rows.len(), 1 + 4 + 1);
    let column = |at: usize| rows[1..5].iter().map(|row| row[at].clone()).collect::<Vec<_>>();
    assert_eq!(column(0), ["Avaria"; 4]);
    assert_eq!(column(1).concat(), long);
    assert!(column(1)[..3].iter().all(|piece| piece.ends_with(". ") || piece.ends_with(' ')));
    assert_eq!(column(2), ["Once", "", "", ""]);
    assert_eq!(column(3), ["1/4", "2/4", "3/4", "4/4"]);
    assert_eq!(rows[5], ["Lothmar", "Short", "Twice", ""]);
}

#[test]
fn it_prints_and_scrolls_as_a_table_and_names_nobody() {
    let bytes = file(&[["Avaria", "Yes", ""]]);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for wanted in [
        "topLeftCell=\"B2\"",
        "state=\"frozen\"",
        "<autoFilter ref=\"A1:D2\"/>",
        "orientation=\"landscape\"",
        "paperSize=\"9\"",
        "fitToWidth=\"2\"",
        "Aid &amp;&amp; solidarity",
    ] {
        assert!(sheet.contains(wanted), "{wanted} in {sheet}");
    }
    assert!(part(&bytes, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.contains("<dc:creator>https://consult.example</dc:creator>"), "{core}");
    assert!(core.contains("2026-04-24T03:06:40Z") && !core.contains("Avaria"), "{core}");
    assert!(!part(&bytes, "docProps/app.xml").contains("Avaria"));
    assert_eq!(bytes, file(&[["Avaria", "Yes", ""]]), "the same rows are the same bytes");
}

proptest! {
    #[test]
    fn pieces_fit_and_are_the_text(
        word in "[ -~é港😀]{1,40}", times in 0_usize..6000, blanks in any::<bool>(),
    ) {
        let word = if blanks { word } else { word.replace(' ', "") };
        let text = word.repeat(times);
        let pieces = split(&text);
        prop_assert!(pieces.iter().all(|piece| piece.encode_utf16().count() <= MOST_OF_A_CELL));
        prop_assert!(pieces.len() == 1 || pieces.iter().all(|piece| !piece.is_empty()));
        prop_assert_eq!(pieces.concat(), text);
    }
}
