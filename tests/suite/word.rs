//! Answering in Word: a file is handed out, worked on, brought back, read, and confirmed.

mod delegate;

use std::io::{Cursor, Read, Write};

use crate::support::Page;
use crate::support::stage::{self, Stage};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const BY: &str = "w:id=\"77\" w:author=\"Legal Adviser Quillon\" w:date=\"2026-03-02T08:00:00Z\"";

fn inserted(words: &str) -> String {
    format!("<w:ins {BY}><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:ins>")
}

fn deleted(words: &str) -> String {
    format!("<w:del {BY}><w:r><w:delText xml:space=\"preserve\">{words}</w:delText></w:r></w:del>")
}

fn kept(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// The file with one of its parts changed, as another program would write it.
fn changed(file: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().to_string();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if name == part {
            bytes = change(String::from_utf8(bytes).unwrap()).into_bytes();
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// The words in place of a run that says them.
fn reworded(xml: String, words: &str, with: &str) -> String {
    let run = kept(words);
    assert!(xml.contains(&run), "{words}: {xml}");
    xml.replace(&run, with)
}

async fn handout(stage: &Stage) -> Vec<u8> {
    let page = stage.avaria_focal.get(&format!("/rounds/{}/word", stage.round)).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let own = page.links("for=");
    assert!(!own.is_empty(), "{}", page.text());
    stage.avaria_focal.get(&own[0]).await.bytes
}

async fn sent(stage: &Stage, file: &[u8]) -> Page {
    let to = format!("/rounds/{}/word", stage.round);
    stage.avaria_focal.post_files(&to, &[], &[("file", "avaria.docx", file)]).await
}

/// Brings the file back and answers the page that says what was read.
async fn brought(stage: &Stage, file: &[u8]) -> (String, Page) {
    let answer = sent(stage, file).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let path = answer.location().split('?').next().unwrap().to_owned();
    let page = stage.avaria_focal.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    (path, page)
}

#[tokio::test]
async fn a_file_worked_on_in_word_becomes_proposals_that_its_person_confirms() {
    let stage = stage::set().await;
    let file = handout(&stage).await;
    let file = changed(&file, "word/document.xml", |xml| {
        let xml = reworded(
            xml,
            "States shall respect and protect this right.",
            &[
                &kept("States shall respect"),
                &*deleted(" and"),
                &inserted(","),
                &kept(" protect"),
                &inserted(" and fulfil"),
                &kept(" this right."),
            ]
            .concat(),
        );
        // Nothing marks this one.
        reworded(xml, "Share lanterns in time of storm;", &kept("Share lanterns in every storm;"))
    });
    let (path, page) = brought(&stage, &file).await;
    let text = page.text();
    for said in [
        "Modify art. 1 (2)",
        "Modify art. 2 (a) Not tracked in the file",
        "One change is not tracked",
        "Legal Adviser Quillon",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("no mark of a hand-out") && !text.contains("another participant"));
    // Nothing is in the submission but the file, until it is confirmed.
    let mine = stage.avaria_focal.get(&format!("/c/{}/submissions", stage.slug)).await;
    let submission = mine.links("/submissions/")[0].clone();
    assert!(!stage.avaria_focal.get(&submission).await.text().contains("fulfil"));
    let form = [
        ("sent", "yes"),
        ("class", "public"),
        ("take-0", "yes"),
        ("place-0", "art. 1 (2)"),
        ("proposed-0", "States shall respect, protect and fulfil this right at all times."),
        ("body-0", "Respect alone is not enough."),
        ("take-1", "yes"),
        ("place-1", "art. 9"),
        ("proposed-1", "Share lanterns in every storm;"),
    ];
    let faulty = stage.avaria_focal.post(&path, &form).await;
    assert_eq!(faulty.status, 422);
    assert!(faulty.text().contains("No one paragraph is called “art. 9”"), "{}", faulty.text());
    assert!(faulty.text().contains("fulfil this right at all times"), "what was typed is there");
    let mut form = form;
    form[7] = ("place-1", "art. 2 (a)");
    for _ in 0..2 {
        let done = stage.avaria_focal.post(&path, &form).await;
        assert_eq!(done.status, 303, "{}", done.text());
    }
    let whole = stage.avaria_focal.get(&submission).await.text();
    assert_eq!(whole.matches("fulfil this right at all times").count(), 1, "{whole}");
    assert!(whole.contains("Respect alone is not enough.") && whole.contains("every storm"));
    assert!(!whole.contains("Quillon"), "whose hand it was is nobody's business");
    let taken = stage.avaria_focal.get(&path).await.text();
    assert_eq!(taken.matches("In your submission").count(), 2, "{taken}");
    // Nobody else's.
    for who in [&stage.avaria_reader, &stage.lothmar_focal, &stage.lead, &stage.visitor] {
        let page = who.get(&path).await;
        assert!([401, 404].contains(&page.status), "{}", page.status);
    }
}

#[tokio::test]
async fn whose_hand_out_it_is_and_of_which_text_is_said() {
    let stage = stage::set().await;
    let file = handout(&stage).await;
    let said = |page: &Page, words: &str| assert!(page.text().contains(words), "{}", page.text());
    let with = |from: &'static str, to: &'static str| {
        changed(&file, "docProps/custom.xml", move |xml| xml.replace(from, to))
    };
    let (_, page) = brought(&stage, &file).await;
    said(&page, "changes nothing and comments on nothing");
    let (_, page) = brought(&stage, &with("name=\"HandoutToken\"", "name=\"Other\"")).await;
    said(&page, "carries no mark of a hand-out");
    let (_, page) = brought(&stage, &with("name=\"DraftId\"", "name=\"Other\"")).await;
    said(&page, "changes nothing");
    let stranger = changed(&file, "docProps/custom.xml", |xml| {
        let at = xml.find("HandoutToken").unwrap();
        let token = xml[at..].find("<vt:lpwstr>").unwrap() + at + "<vt:lpwstr>".len();
        format!("{}ffff{}", &xml[..token], &xml[token + 4..])
    });
    let (_, page) = brought(&stage, &stranger).await;
    said(&page, "handed out for another participant");
    let other = changed(&file, "docProps/custom.xml", |xml| {
        xml.replace(stage.draft.as_str(), "00000000000000000000000000")
    });
    let (_, page) = brought(&stage, &other).await;
    said(&page, "made from another draft");
    let letter = changed(&other, "word/document.xml", |xml| {
        let start = xml.find("<w:body>").unwrap() + "<w:body>".len();
        let end = xml.find("<w:sectPr").unwrap();
        let paragraph = format!("<w:p>{}</w:p>", kept("A recipe for bread, of no text at all."));
        format!("{}{}{}", &xml[..start], paragraph, &xml[end..])
    });
    let (path, page) = brought(&stage, &letter).await;
    said(&page, "not in this consultation");
    assert!(!page.text().contains("bread"));
    let form = [("sent", "yes"), ("take-0", "yes"), ("body-0", "bread")];
    assert_eq!(stage.avaria_focal.post(&path, &form).await.status, 303);
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_told_apart_and_the_server_goes_on() {
    let stage = stage::set().await;
    let good = handout(&stage).await;
    let body = |xml: &str| {
        changed(&good, "word/document.xml", |whole| {
            whole.replace("<w:body>", &format!("<w:body>{xml}"))
        })
    };
    let deep = format!("{}{}", "<w:p>".repeat(100_000), "</w:p>".repeat(100_000));
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"1\"")).collect();
    let blanks = vec![b' '; 40 * 1024 * 1024];
    let entity = changed(&good, "word/document.xml", |xml| {
        let doctype = "<!DOCTYPE w:document [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
        let start = xml.find("<w:document").unwrap();
        format!("{}{doctype}{}", &xml[..start], &xml[start..])
            .replace("Everyone has", "&e; Everyone has")
    });
    let files: [(&str, Vec<u8>, &str); 11] = [
        ("a PDF file", b"%PDF-1.7 Everyone has".to_vec(), "is a PDF file"),
        ("an old one", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old".to_vec(), "an older Word file"),
        (
            "OpenDocument",
            packed(&[
                ("mimetype", b"application/vnd.oasis.opendocument.text"),
                ("content.xml", b"<a/>"),
            ]),
            "is an OpenDocument file",
        ),
        ("text", b"Everyone has the right".to_vec(), "No table with the headings"),
        ("half of it", good[..good.len() / 2].to_vec(), "is damaged"),
        ("nothing", Vec::new(), "Choose a file."),
        ("a zip of something", packed(&[("a.txt", b"a")]), "is neither a Word file"),
        ("what comes from elsewhere", entity, "unpacks to more"),
        ("too deep", body(&deep), "unpacks to more"),
        ("attributes", body(&format!("<w:p{attributes}/>")), "unpacks to more"),
        (
            "blanks",
            packed(&[("[Content_Types].xml", b"<a/>"), ("word/document.xml", &blanks)]),
            "unpacks to more",
        ),
    ];
    for (what, file, said) in files {
        let answer = sent(&stage, &file).await;
        assert_eq!(answer.status, 422, "{what}: {}", answer.text());
        assert!(answer.text().contains(said), "{what}: {}", answer.text());
        assert!(!answer.text().contains("root:"), "{what}");
    }
    let nothing = stage.avaria_focal.post(&format!("/rounds/{}/word", stage.round), &[]).await;
    assert_eq!(nothing.status, 422);
    assert!(brought(&stage, &good).await.1.text().contains("changes nothing"));
    let mine = stage.avaria_focal.get(&format!("/c/{}/submissions", stage.slug)).await;
    let whole = stage.avaria_focal.get(&mine.links("/submissions/")[0]).await;
    let files = whole.links("/files/");
    assert_eq!(files.iter().filter(|path| path.ends_with("/proposals")).count(), 1, "{files:?}");
}
