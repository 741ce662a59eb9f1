//! Tables as people fill them in.

use super::*;
use crate::formats::grid::{Cell, Grid, Joined, Line};
use crate::text::operations::Operation;
use crate::text::parsing::parse;

fn rivers() -> Text {
    let source = "Rivers\n\nThe General Assembly,\n\nRecalling that rivers know no borders,\n\nRecalling two,\n\n\
        Article 1\n\nAll rivers are free to run to the sea.\n\nArticle 2\n\n1. States shall protect every river.\n\n\
        2. States shall:\n\n(a) Act together in time of flood;\n\n(b) Rest.";
    parse(source, "en").into_text(|n| format!("id-{n}"))
}

fn grid(rows: &[&[&str]]) -> Grid {
    let line = |(at, cells): (usize, &&[&str])| Line {
        number: at + 1,
        cells: cells
            .iter()
            .map(|words| match *words {
                "<" => Cell::joined(Joined::Before),
                "^" => Cell::joined(Joined::Above),
                words => Cell::of(words),
            })
            .collect(),
    };
    let mut rows: Vec<Line> = rows.iter().enumerate().map(line).collect();
    rows.retain(|line| !line.is_blank());
    Grid { rows }
}

const ISO: &[&str] = &[
    "MB/NC¹",
    "Line number\n(e.g. 17)",
    "Clause/\nSubclause\n(e.g. 3.1)",
    "Paragraph/\nFigure/Table\n(e.g. Table 1)",
    "Type of com-ment²",
    "Comments",
    "Proposed change",
    "Observations of the secretariat",
];

fn of(rows: &[&[&str]]) -> Read {
    let text = rivers();
    read(&[grid(rows)], &About::new(&text, vec!["en".into()])).unwrap()
}

fn said(read: &Read) -> Vec<(usize, Option<String>, String, Option<Change>)> {
    let cited = citations(&rivers());
    let one = |entry: &Entry| {
        let place = entry.place.element().map(|at| cited[at].short());
        (entry.row, place, entry.comment.clone(), entry.change.clone())
    };
    read.entries.iter().map(one).collect()
}

fn remarks(read: &Read) -> Vec<(usize, String)> {
    let reason = |one: &Remark| (one.row, one.reason(Language::English));
    read.remarks.iter().map(reason).collect()
}

#[test]
fn the_iso_template_is_read_row_by_row() {
    let read = of(&[
        &[
            "Template for comments and secretariat observations",
            "<",
            "<",
            "<",
            "",
            "Date: 2026-03-02",
            "Document: Rivers",
            "Project: Rivers",
        ],
        &[],
        ISO,
        &["1", "2", "(3)", "4", "5", "(6)", "(7)", "(8)"],
        &["QY", "", "", "", "ge", "We welcome the draft.", "", ""],
        &[
            "QY",
            "17",
            "2",
            "1",
            "te",
            "Too weak.",
            "States shall protect and restore every river.",
            "Noted",
        ],
        &["QY", "", "Article 2", "2 (a)", "ed", "", "Delete", ""],
        &["QY", "", "Preamble", "PP1", "", "As the chair said.", "Retain.", ""],
        &["QY", "", "1", "", "te", "Say which sea.", "Clarify what “sea” means.", ""],
        &["", "", "", "", "", "", "", ""],
        &[
            "QY",
            "",
            "2.2",
            "",
            "",
            "More is needed.",
            "Add after this paragraph\nLakes are rivers too.",
            "",
        ],
    ]);
    assert_eq!(remarks(&read), []);
    let place = |name: &str| Some(name.to_owned());
    assert_eq!(
        said(&read),
        [
            (5, None, "We welcome the draft.".into(), None),
            (
                6,
                place("art. 2 (1)"),
                "Too weak.".into(),
                Some(Change::Wording("States shall protect and restore every river.".into()))
            ),
            (7, place("art. 2 (2) (a)"), String::new(), Some(Change::Deleted)),
            (8, place("PP1"), "As the chair said.".into(), Some(Change::Retained)),
            (
                9,
                place("art. 1"),
                "Say which sea.".into(),
                Some(Change::InWords("Clarify what “sea” means.".into()))
            ),
            (
                11,
                place("art. 2 (2)"),
                "More is needed.".into(),
                Some(Change::Added(Operation::AddAfter, "Lakes are rivers too.".into()))
            ),
        ]
    );
    assert_eq!(read.names, ["QY"]);
    let kinds: Vec<Option<CommentType>> = read.entries.iter().map(|one| one.kind).collect();
    assert_eq!(
        kinds[..3],
        [CommentType::Substantive, CommentType::Technical, CommentType::Editorial].map(Some)
    );
    assert!(matches!(read.entries[0].place, Place::Whole));
}

#[test]
fn the_review_table_names_pages_and_lines_and_its_words_tell_the_place() {
    let read = of(&[
        &["Reviewer name", "Chapter", "From", "<", "To", "<", "Comment"],
        &["^", "^", "page", "line", "page", "line", "^"],
        &["Marsh", "", "0", "0", "", "", "A good draft."],
        &[
            "Marsh",
            "",
            "2",
            "17",
            "2",
            "19",
            "“States shall protect every river.” says too little.",
        ],
        &["Marsh", "", "3", "4", "3", "4", "Hm."],
        &["Marsh", "Article 1", "1", "9", "", "", "Which sea?"],
    ]);
    let places: Vec<Place> = read.entries.iter().map(|one| one.place).collect();
    assert_eq!(places[0], Place::Whole);
    assert!(matches!(places[1], Place::ByWords(_)), "{places:?}");
    assert_eq!(places[2], Place::Unknown);
    assert!(matches!(places[3], Place::On(_)), "{places:?}");
    assert_eq!(said(&read)[1].1.as_deref(), Some("art. 2 (1)"));
    assert_eq!(remarks(&read).iter().map(|(row, _)| *row).collect::<Vec<_>>(), [4, 5]);
    assert!(remarks(&read)[1].1.contains("3, 4, 3, 4"), "{:?}", remarks(&read));
}

#[test]
fn what_is_wrong_is_named_by_its_row_and_the_rest_is_kept() {
    let mut headings = ISO.to_vec();
    headings.push("Mood");
    headings.push("Comments");
    let read = of(&[
        &headings,
        &["Chapter one", "<", "<", "<", "<", "<", "<", "<", "", ""],
        &["QY", "", "2", "9", "te", "On the clause.", "", "", "", ""],
        &["QY", "", "Article 9", "", "te", "Nowhere.", "", "", "", ""],
        &["QY", "", "2", "1", "xx", "A type that is none.", "", "", "", ""],
        &["QY", "", "2", "1", "te", "One cell for two.", "<", "", "", ""],
        &["QY", "", "2", "1", "te", "", "", "", "", ""],
        &["QY", "", "^", "^", "ed", "The same paragraph.", "", "", "", ""],
        &["QY", "", "2", "1", "te", "", "Something else altogether is meant here.", "", "", ""],
    ]);
    let expected: &[(usize, &str)] = &[
        (1, "twice"),
        (1, "“Mood”"),
        (2, "“Chapter one”"),
        (3, "put on the clause"),
        (4, "“Article 9” is no one place"),
        (5, "“xx” is no type"),
        (6, "“Comments, Proposed change” are merged"),
        (7, "neither a comment nor a change"),
        (8, "“Clause/Subclause, Paragraph”"),
        (9, "Hardly a word"),
    ];
    let found = remarks(&read);
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for ((row, said), (at, words)) in found.iter().zip(expected) {
        assert!(row == at && said.contains(words), "{row}: {said}; expected {at}: {words}");
    }
    let rows: Vec<usize> = read.entries.iter().map(|one| one.row).collect();
    assert_eq!(rows, [3, 4, 5, 8, 9]);
    assert_eq!(said(&read)[3].1.as_deref(), Some("art. 2 (1)"));
    assert!(matches!(read.entries[0].place, Place::Within(_)));
}

#[test]
fn what_is_no_form_is_none() {
    let text = rivers();
    let about = About::new(&text, vec!["en".into()]);
    let of = |rows: &[&[&str]]| read(&[grid(rows)], &about).unwrap_err();
    assert_eq!(of(&[&["Dear Sir,"], &["thank you for your letter."]]), NoForm::Headings);
    assert_eq!(of(&[&["MB/NC", "Clause", "Paragraph"], &["QY", "2", "1"]]), NoForm::Words);
    assert_eq!(of(&[]), NoForm::Headings);
}

#[test]
fn our_own_forms_are_read_in_every_language_of_the_pages() {
    let text = rivers();
    let about = About::new(&text, vec!["en".into()]);
    for t in Language::ALL {
        for form in Form::ALL {
            let columns = form.columns();
            let headings: Vec<String> =
                columns.iter().map(|(one, _)| t.say(one.heading(form))).collect();
            let mut rows = vec![headings];
            for row in writing::blank(t, &text, "Quillay") {
                let said = |(column, _): &(Column, u16)| match column {
                    Column::Clause => row.clause.clone(),
                    Column::Paragraph => row.paragraph.clone(),
                    Column::Comment => "Heard.".to_owned(),
                    _ => String::new(),
                };
                rows.push(columns.iter().map(said).collect());
            }
            let rows: Vec<Vec<&str>> =
                rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
            let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            let read = read(&[grid(&rows)], &about).unwrap();
            assert_eq!(remarks(&read), [], "{t:?} {form:?}");
            let places: Vec<Place> = read.entries.iter().map(|one| one.place).collect();
            let on = (0..text.elements.len()).map(Place::On);
            let expected: Vec<Place> = std::iter::once(Place::Whole).chain(on).collect();
            assert_eq!(places, expected, "{t:?} {form:?}");
            assert_eq!(read.said_in, t.code());
        }
    }
}
