//! Comment tables: taken as a form, filled in with programs that are not ours, brought back, confirmed; and
//! what the team receives brought in, with what is wrong named by its row.

use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Command;

use diesel::prelude::*;
use travaux::procedure::words::{Operation, Placement};
use travaux::schema::*;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::Page;
use crate::support::stage::{self, Stage};

/// What a script of Debian's own Python does, which has python-docx and openpyxl (dev/test installs
/// them): it is given the names of a file to read and of one to write. What it wrote.
fn python(folder: &Path, given: &[u8], script: &str) -> Vec<u8> {
    let (from, to) = (folder.join("given"), folder.join("made"));
    std::fs::write(&from, given).unwrap();
    let run = Command::new("/usr/bin/python3")
        .args(["-c", &format!("import sys, docx, openpyxl\n{script}")])
        .args([&from, &to])
        .output()
        .expect("python3 runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    std::fs::read(to).unwrap()
}

/// A Word document that python-docx made, or filled in: what is done to `document` before it is saved.
fn with_python_docx(folder: &Path, given: Option<&[u8]>, done: &str) -> Vec<u8> {
    let begin = match given {
        Some(_) => "document = docx.Document(sys.argv[1])",
        None => "document = docx.Document()",
    };
    let script = format!("{begin}\n{done}\ndocument.save(sys.argv[2])\n");
    python(folder, given.unwrap_or_default(), &script)
}

/// The same with a spreadsheet: what is done to `sheet`.
fn with_openpyxl(folder: &Path, given: Option<&[u8]>, done: &str) -> Vec<u8> {
    let begin = match given {
        Some(_) => "book = openpyxl.load_workbook(open(sys.argv[1], 'rb'))",
        None => "book = openpyxl.Workbook()",
    };
    let script =
        format!("{begin}\nsheet = book.active\n{done}\nbook.save(open(sys.argv[2], 'wb'))\n");
    python(folder, given.unwrap_or_default(), &script)
}

/// What all cells of a file say, as those two read it.
fn cells(folder: &Path, kind: &str, file: &[u8]) -> String {
    let rows = match kind {
        "csv" => return String::from_utf8(file.to_vec()).unwrap(),
        "xlsx" => {
            "[[cell or '' for cell in row] for row in openpyxl.load_workbook(open(sys.argv[1], 'rb')).active.values]"
        }
        _ => {
            "[[cell.text for cell in row.cells] for row in docx.Document(sys.argv[1]).tables[0].rows]"
        }
    };
    let said = format!(
        "rows = {rows}\nopen(sys.argv[2], 'w').write('\\n'.join(' | '.join(map(str, row)) for row in rows))"
    );
    String::from_utf8(python(folder, file, &said)).unwrap()
}

async fn form(stage: &Stage, form: &str, kind: &str) -> Vec<u8> {
    let page = stage.avaria_focal.get(&format!("/rounds/{}/word", stage.round)).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let wanted = format!("form={form}&as={kind}");
    let link = page.links("comment-form").into_iter().find(|link| link.contains(&wanted));
    let file = stage.avaria_focal.get(&link.expect("the form is offered")).await;
    assert_eq!(file.status, 200);
    file.bytes
}

/// Brings a file back; the address and the page that says what was read.
async fn brought(stage: &Stage, name: &str, file: &[u8]) -> (String, Page) {
    let to = format!("/rounds/{}/word", stage.round);
    let answer = stage.avaria_focal.post_files(&to, &[], &[("file", name, file)]).await;
    assert_eq!(answer.status, 303, "{name}: {}", answer.text());
    let path = answer.location().split('?').next().unwrap().to_owned();
    let page = stage.avaria_focal.get(&path).await;
    assert_eq!(page.status, 200, "{name}: {}", page.text());
    (path, page)
}

/// Fills in a form that was taken: the rows of an article's paragraph, of a preambular one, of a
/// subparagraph, and one more below that somebody added by hand.
const FILLED: &str = r#"
table = document.tables[0]
heads = [cell.text for cell in table.rows[0].cells]
def say(row, **said):
    for name, words in said.items():
        row.cells[heads.index({"kind": "Type of comment", "comment": "Comments", "change": "Proposed change",
            "clause": "Clause/Subclause", "paragraph": "Paragraph"}[name])].text = words
places = {row.cells[heads.index("Paragraph")].text or row.cells[heads.index("Clause/Subclause")].text: row
    for row in table.rows[1:]}
say(places["art. 1 (2)"], kind="te", comment="Respect alone is too little.",
    change="States shall respect, protect and fulfil this right.")
say(places["PP1"], kind="ed", comment="We could live without.", change="Delete")
say(places["General"], kind="ge", comment="A good text.")
say(places["art. 2 (a)"], comment="Unclear.", change="Clarify which lanterns are meant.")
extra = table.add_row()
say(extra, clause="Article 3", comment="Add a paragraph on boats.",
    change="Add after this paragraph\nBoats are lent without interest.")
"#;

const SAID: [&str; 5] = [
    "A good text.",
    "Respect alone is too little.",
    "Row 9",
    "Proposed change: Clarify which lanterns",
    "Boats are lent without interest.",
];

#[tokio::test]
async fn a_form_filled_in_elsewhere_becomes_inputs_that_its_person_confirms() {
    let stage = stage::set().await;
    let folder = tempfile::tempdir().unwrap();
    let blank = form(&stage, "iso", "docx").await;
    let file = with_python_docx(folder.path(), Some(&blank), FILLED);
    let (path, page) = brought(&stage, "avaria.docx", &file).await;
    let text = page.text();
    for said in SAID {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(text.contains("Modify art. 1 (2)") && text.contains("Delete PP1"), "{text}");
    assert!(!text.contains("others in its first column"), "{text}");
    // The same in a spreadsheet, and as CSV.
    let fill = "for row in sheet.iter_rows():\n    if row[3].value == 'art. 1 (2)':\n        row[4].value, row[5].value, row[6].value = 'te', 'Too little.', 'States shall respect, protect and fulfil this right.'";
    let sheet = with_openpyxl(folder.path(), Some(&form(&stage, "iso", "xlsx").await), fill);
    let csv = String::from_utf8(form(&stage, "iso", "csv").await).unwrap();
    let filled = csv.replacen(
        "\"art. 1 (2)\",\"\",\"\",\"\",",
        "\"art. 1 (2)\",\"te\",\"Too little.\",\"States shall respect, protect and fulfil this right.\",",
        1,
    );
    assert_ne!(csv, filled, "{csv}");
    for (name, file) in [("filled.xlsx", sheet.as_slice()), ("filled.csv", filled.as_bytes())] {
        let (_, page) = brought(&stage, name, file).await;
        let text = page.text();
        assert!(
            text.contains("Modify art. 1 (2)") && text.contains("Too little."),
            "{name}: {text}"
        );
        assert!(text.contains("Piece 1") && !text.contains("Piece 2"), "{name}: {text}");
    }
    // What is confirmed enters, as it was corrected; the rest does not.
    let form = [
        ("sent", "yes"),
        ("class", "public"),
        ("take-1", "yes"),
        ("place-1", "PP1"),
        ("body-1", "We could live without it."),
        ("take-2", "yes"),
        ("place-2", "art. 1 (2)"),
        ("proposed-2", "States shall respect, protect and fulfil this right."),
        ("body-2", "Respect alone is too little."),
    ];
    let done = stage.avaria_focal.post(&path, &form).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let mine = stage.avaria_focal.get(&format!("/c/{}/submissions", stage.slug)).await;
    let whole = stage.avaria_focal.get(&mine.links("/submissions/")[0]).await.text();
    assert!(
        whole.contains("We could live without it.") && whole.contains("protect and fulfil"),
        "{whole}"
    );
    assert!(!whole.contains("Boats") && !whole.contains("A good text."), "{whole}");
    let kept: Vec<Option<Operation>> = stage
        .server
        .read(|conn| inputs::table.order(inputs::id).select(inputs::operation).load(conn));
    assert_eq!(kept, [Some(Operation::Delete), Some(Operation::Modify)]);
}

#[tokio::test]
async fn what_is_no_form_is_said_to_be_none_before_it_is_kept() {
    let stage = stage::set().await;
    let to = format!("/rounds/{}/word", stage.round);
    for (name, file, said) in [
        ("letter.txt", &b"Dear colleagues,\nthank you."[..], "No table with the headings"),
        (
            "places.csv",
            b"MB/NC,Clause,Paragraph\nQY,1,2\n",
            "has no column \u{201c}Comments\u{201d}",
        ),
    ] {
        let page = stage.avaria_focal.post_files(&to, &[], &[("file", name, file)]).await;
        assert_eq!(page.status, 422, "{name}");
        assert!(page.text().contains(said), "{name}: {}", page.text());
    }
    let kept: i64 = stage.server.read(|conn| attachments::table.count().get_result(conn));
    assert_eq!(kept, 0);
}

/// A table as a secretariat collects it in Word: a head, a row that is a heading, merged cells, clauses
/// that there are not, a participant that nobody knows.
const COLLECTED: &str = r#"
document.add_paragraph("Comments received, 2 March 2026")
rows = [
    ["MB/NC1", "Line number (e.g. 17)", "Clause/ Subclause (e.g. 3.1)", "Paragraph/ Figure/Table", "Type of comment2",
     "Comments", "Proposed change", "Observations of the secretariat"],
    ["Chapter 1", "", "", "", "", "", "", ""],
    ["Republic of Avaria", "", "1", "2", "te", "Too little.", "States shall respect, protect and fulfil this right.", ""],
    ["Kingdom of Lothmar", "", "Preamble", "PP2", "ge", "Well said.", "", ""],
    ["Kingdom of Lothmar", "", "Article 9", "", "te", "There is none.", "", ""],
    ["Kingdom of Lothmar", "", "2", "(a)", "te", "One cell for two.", "", ""],
    ["The Moon", "", "1", "1", "ge", "We see you.", "", ""],
]
table = document.add_table(rows=0, cols=8)
for row in rows:
    for cell, words in zip(table.add_row().cells, row):
        cell.text = words
table.rows[1].cells[0].merge(table.rows[1].cells[7])
table.rows[5].cells[5].merge(table.rows[5].cells[6])
"#;

#[tokio::test]
async fn the_team_brings_in_what_it_received_and_is_told_of_every_row() {
    let stage = stage::recorded().await;
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<String> = stage.server.read(|conn| {
        participants::table.order(participants::id).select(participants::name).load(conn)
    });
    let collected =
        COLLECTED.replace("Republic of Avaria", &names[0]).replace("Kingdom of Lothmar", &names[1]);
    let file = with_python_docx(folder.path(), None, &collected);
    let to = format!("/rounds/{}/table", stage.round);
    let page = stage.drafter.get(&to).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let answer = stage
        .drafter
        .post_files(&to, &[("participant", "")], &[("file", "received.docx", &file)])
        .await;
    assert_eq!(answer.status, 422, "{}", answer.text());
    let text = answer.text();
    for said in [
        "3 comments were added.",
        "One names no one place in the draft.",
        "3 rows were not taken.",
        "Row 2: One cell over the whole row was read as a heading, and not as a comment: “Chapter 1”.",
        "Row 6: The cells of “Comments, Proposed change” are merged.",
        "Row 7:",
        "Row 5: “Article 9” is no one place in the draft.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    // The same again changes nothing; nor does it make the unknown one known.
    let again = stage
        .drafter
        .post_files(&to, &[("participant", "")], &[("file", "received.docx", &file)])
        .await;
    assert!(
        again.text().contains("No comment was added. 3 were there already."),
        "{}",
        again.text()
    );
    let kept: Vec<(String, Option<Operation>, Placement)> = stage.server.read(|conn| {
        inputs::table
            .inner_join(submissions::table)
            .filter(inputs::round_id.eq(stage.round_key))
            .order(inputs::id)
            .select((inputs::public_id, inputs::operation, inputs::placement))
            .load(conn)
    });
    let said: Vec<(Option<Operation>, Placement)> =
        kept.into_iter().map(|(_, operation, placement)| (operation, placement)).collect();
    let expected = [
        (Some(Operation::Modify), Placement::Exact),
        (None, Placement::Exact),
        (None, Placement::Unplaced),
    ];
    assert_eq!(said, expected);
    // Before the closing the team does not read what it will place.
    let waits = stage.drafter.get(&format!("/rounds/{}/unplaced", stage.round)).await.text();
    assert!(waits.contains("closing") && !waits.contains("has its place"), "{waits}");
    stage.server.it_is("2026-05-04T12:00:00Z");
    let unplaced = stage.drafter.get(&format!("/rounds/{}/unplaced", stage.round)).await;
    assert!(
        unplaced.text().contains("There is none.") && unplaced.text().contains("Article 9"),
        "{}",
        unplaced.text()
    );
    // All of it may be said to be one participant's.
    let lothmar: String = stage.server.read(|conn| {
        participants::table.find(stage.lothmar).select(participants::public_id).first(conn)
    });
    let all = stage
        .drafter
        .post_files(&to, &[("participant", &lothmar)], &[("file", "received.docx", &file)])
        .await;
    assert!(all.text().contains("2 were there already."), "{}", all.text());
    // So may our own table, whatever its rows say.
    let own = b"participant,operation,comment\nThe Moon,comment,We are told to be Lothmar.\n";
    let own = [("file", "own.csv", &own[..])];
    let all = stage.drafter.post_files(&to, &[("participant", &lothmar)], &own).await;
    assert!(all.status == 200 && all.text().contains("One comment was added."), "{}", all.text());
    let strangers = participants::table.filter(participants::name.eq("The Moon")).count();
    assert_eq!(stage.server.read(|conn| strangers.get_result::<i64>(conn)), 0);
    // The console brings in the review table from a spreadsheet.
    let rows = "for row in [['Reviewer name', 'Chapter', 'From page', 'From line', 'To page', 'To line', 'Comment'],\n        ['Marsh', 'Article 3', 1, 2, None, None, 'Say it shorter.'], ['Marsh', None, 4, 4, None, None, 'Somewhere.']]:\n    sheet.append(row)";
    let sheet = folder.path().join("review.xlsx");
    std::fs::write(&sheet, with_openpyxl(folder.path(), None, rows)).unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_travaux"))
        .args(["inputs", "import", "--round", stage.round.as_str(), "--participant", &lothmar])
        .arg(&sheet)
        .env("DATABASE_URL", &stage.server.app.settings.database_url)
        .env("TRAVAUX_KEYS", &stage.server.app.settings.keys)
        .current_dir(stage.server.data())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(
        done.status.success()
            && said
                .contains("2 added: 1 on their element, 0 on a part of it, 0 flagged, 1 unplaced"),
        "{said}"
    );
    assert!(said.contains("Row 3: “4, 4” is no one place"), "{said}");
    for who in [&stage.avaria_focal, &stage.visitor, &stage.auditor] {
        let page = who.post_files(&to, &[], &[("file", "received.docx", &file)]).await;
        assert!([401, 403, 404].contains(&page.status), "{}", page.status);
    }
}

#[tokio::test]
async fn the_matrix_leaves_in_the_fields_own_forms_and_comes_back_the_same() {
    let stage = stage::set().await;
    let folder = tempfile::tempdir().unwrap();
    let to = format!("/rounds/{}/table", stage.round);
    let name: String = stage.server.read(|conn| {
        participants::table.find(stage.lothmar).select(participants::name).first(conn)
    });
    let table = format!(
        "MB/NC,Clause,Paragraph,Type of comment,Comments,Proposed change\n\
         {name},1,2,te,Too little.,\"States shall respect, protect and fulfil this right.\"\n\
         {name},,PP1,ed,=1+1 is no formula.,Delete\n\
         {name},3,,tr,,\"Add before this paragraph\nBoats are lent without interest.\"\n\
         {name},general,,ge,A good text.,\n"
    );
    let answer = stage.drafter.post_files(&to, &[], &[("file", "all.csv", table.as_bytes())]).await;
    assert!(
        answer.status == 200 && answer.text().contains("4 comments were added."),
        "{}",
        answer.text()
    );
    stage.server.it_is("2026-05-04T12:00:00Z");
    let matrix = format!("/rounds/{}/matrix", stage.round);
    let page = stage.lead.get(&matrix).await;
    assert!(
        page.links("form=iso").len() == 3 && page.links("form=review").len() == 3,
        "{}",
        page.text()
    );
    let mut read_again = Vec::new();
    for form in ["iso", "review"] {
        for kind in ["csv", "xlsx", "docx"] {
            let file = stage.lead.get(&format!("{matrix}.{kind}?form={form}")).await;
            assert_eq!(file.status, 200);
            let csv = cells(folder.path(), kind, &file.bytes);
            for said in [
                "art. 1 (2)",
                "protect and fulfil",
                "Add before this paragraph",
                "=1+1 is no formula.",
                "A good text.",
            ] {
                assert!(csv.contains(said), "{form} {kind}: {said}: {csv}");
            }
            read_again.push((format!("{form}.{kind}"), file.bytes));
        }
    }
    // Each of them says, read again, what was said.
    let rows = |stage: &Stage| -> Vec<(Option<String>, Option<Operation>, Placement)> {
        let mut all: Vec<(Option<String>, Option<Operation>, Placement)> =
            stage.server.read(|conn| {
                inputs::table
                    .select((inputs::identity, inputs::operation, inputs::placement))
                    .load(conn)
            });
        all.sort_by_key(|row| format!("{row:?}"));
        all
    };
    let first = rows(&stage);
    assert_eq!(first.len(), 4);
    for (name, file) in read_again {
        let other = stage::set().await;
        let answer = other
            .drafter
            .post_files(
                &to.replace(stage.round.as_str(), other.round.as_str()),
                &[],
                &[("file", &name, &file)],
            )
            .await;
        assert!(answer.text().contains("4 comments were added."), "{name}: {}", answer.text());
        assert_eq!(rows(&other).len(), 4, "{name}");
        let without_ids = |rows: Vec<(Option<String>, Option<Operation>, Placement)>| -> Vec<(bool, Option<Operation>, Placement)> {
            let mut all: Vec<_> = rows.into_iter().map(|(identity, operation, placement)| (identity.is_some(), operation, placement)).collect();
            all.sort_by_key(|row| format!("{row:?}"));
            all
        };
        assert_eq!(without_ids(rows(&other)), without_ids(first.clone()), "{name}");
    }
}

/// A package of these parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// The file with its first sheet as `change` makes it.
fn with_sheet(file: &[u8], change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let (name, mut text) = (entry.name().unwrap().to_string(), String::new());
        entry.read_to_string(&mut text).unwrap();
        let text = if name.ends_with("sheet1.xml") { change(text) } else { text };
        parts.push((name, text));
    }
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    packed(&parts)
}

#[tokio::test]
async fn a_spreadsheet_that_is_a_trap_is_refused_and_the_server_goes_on() {
    let stage = stage::set().await;
    let good = form(&stage, "iso", "xlsx").await;
    let blanks = vec![b' '; 40 * 1024 * 1024];
    let entity = with_sheet(&good, |xml| {
        let doctype = "<!DOCTYPE worksheet [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
        let start = xml.find("<worksheet").unwrap();
        format!("{}{doctype}{}", &xml[..start], &xml[start..].replace("<v>", "<v>&e;"))
    });
    // Every cell far from the one before it: as a block they would be a million million.
    let scattered = with_sheet(&good, |xml| {
        let (before, rest) = xml.split_once("<sheetData>").unwrap();
        let (_, after) = rest.split_once("</sheetData>").unwrap();
        let rows: String = (1..=400_u32)
            .map(|row| format!("<row r=\"{0}\"><c r=\"XFD{0}\"><v>1</v></c></row>", row * 2_500))
            .collect();
        format!("{before}<sheetData>{rows}</sheetData>{after}")
    });
    let files: [(&str, Vec<u8>, &str); 7] = [
        ("half of it", good[..good.len() / 2].to_vec(), "is damaged"),
        ("under a password", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old".to_vec(), "under a password"),
        (
            "OpenDocument",
            packed(&[
                ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
                ("content.xml", b"<a/>"),
            ]),
            "is an OpenDocument file",
        ),
        (
            "blanks",
            packed(&[("[Content_Types].xml", b"<a/>"), ("xl/workbook.xml", &blanks)]),
            "unpacks to more",
        ),
        (
            "no workbook in it",
            packed(&[("[Content_Types].xml", b"<a/>"), ("xl/workbook.xml", b"<a>")]),
            "is damaged",
        ),
        // What an entity stands for is never read: the headings are gone with it.
        ("what comes from elsewhere", entity, "No table with the headings"),
        ("scattered cells", scattered, "No table with the headings"),
    ];
    let to = format!("/rounds/{}/word", stage.round);
    for (what, file, said) in files {
        let answer =
            stage.avaria_focal.post_files(&to, &[], &[("file", "table.xlsx", &file)]).await;
        assert_eq!(answer.status, 422, "{what}: {}", answer.text());
        assert!(answer.text().contains(said), "{what}: {}", answer.text());
        assert!(!answer.text().contains("root:"), "{what}");
    }
    let (_, page) = brought(&stage, "table.xlsx", &good).await;
    assert!(page.text().contains("No row of the table says anything"), "{}", page.text());
}
