//! Answering in Word: a file is handed out, worked on, brought back, read, and confirmed.

mod delegate;

use std::io::{Cursor, Read, Write};

use diesel::prelude::*;
use travaux::drafts::{self, store};
use travaux::procedure::Standing;
use travaux::procedure::words::DraftState;

use crate::access::scene::submit;
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

#[tokio::test]
async fn the_file_stays_restricted_and_a_copy_of_what_is_public_of_it_stands_for_it() {
    let stage = stage::set().await;
    let file = changed(&handout(&stage).await, "word/document.xml", |xml| {
        let mut xml = xml;
        for (words, new) in [
            ("States shall respect and protect this right.", " Fulfilment is public."),
            ("Share lanterns in time of storm;", " Nameless oil."),
            ("Keep harbours open to all peoples.", " Wicks in confidence."),
        ] {
            xml = reworded(xml, words, &[kept(words), inserted(new)].concat());
        }
        xml
    });
    let (path, _) = brought(&stage, &file).await;
    for (number, place, class, proposed) in [
        ("0", "art. 1 (2)", "public", "States shall respect this right. Fulfilment is public."),
        ("1", "art. 2 (a)", "name_withheld", "Share lanterns; Nameless oil."),
        ("2", "art. 2 (b)", "confidential", "Keep harbours open. Wicks in confidence."),
    ] {
        let [take, at, says] = ["take", "place", "proposed"].map(|name| format!("{name}-{number}"));
        let form =
            [("sent", "yes"), ("class", class), (&*take, "yes"), (&*at, place), (&*says, proposed)];
        let done = stage.avaria_focal.post(&path, &form).await;
        assert_eq!(done.status, 303, "{}", done.text());
    }
    let sent = submit(&stage, &stage.avaria_focal, &stage.round, stage.avaria).await;
    let (whole, copy) = (format!("/submissions/{sent}"), format!("/submissions/{sent}/text.docx"));
    let own = stage.avaria_focal.get(&whole).await;
    assert!(own.has(&copy) && own.has("The Word file that you brought is not published"));
    for who in [&stage.lothmar_focal, &stage.visitor] {
        assert_eq!(who.get(&copy).await.status, 404, "it is not published yet");
    }
    stage.server.it_is("2026-05-04T12:00:00Z");
    let publication = format!("/rounds/{}/publication", stage.round);
    assert_eq!(stage.administrator.post(&publication, &[]).await.status, 303);
    let brought = path.strip_suffix("/proposals").unwrap();
    for who in [&stage.visitor, &stage.lothmar_focal, &stage.avaria_focal, &stage.lead] {
        assert!(who.get(&whole).await.has(&copy));
        let file = who.get(&copy).await;
        assert_eq!(file.status, 200, "{}", file.text());
        let told = file.unpacked();
        for not in ["Nameless oil", "in confidence", "Quillon", "HandoutToken"] {
            assert!(!told.contains(not), "{not}: {told}");
        }
        let read = travaux::formats::word::read(&file.bytes).expect("a Word file");
        let said =
            |accepted| travaux::formats::word::settled(&read.paragraphs, accepted).join("\n");
        assert!(said(true).contains("2.\tStates shall respect this right. Fulfilment is public."));
        assert!(said(false).contains("2.\tStates shall respect and protect this right."));
        let is_its = std::ptr::eq(who, &stage.avaria_focal);
        assert_eq!(who.get(brought).await.status, if is_its { 200 } else { 404 }, "the file");
    }
    assert!(!stage.visitor.get(&whole).await.has("that you brought"));
    // What is no longer public is in no copy.
    let class = format!("{whole}/class");
    stage.avaria_focal.post(&class, &[("class", "confidential")]).await;
    assert_eq!(stage.visitor.get(&copy).await.status, 404);
    assert!(!stage.avaria_focal.get(&whole).await.has(&copy));
}

#[tokio::test]
async fn a_file_made_from_an_earlier_draft_is_put_on_the_same_paragraphs_of_the_present_one() {
    let stage = stage::set().await;
    let file = changed(&handout(&stage).await, "word/document.xml", |xml| {
        let words = "States shall respect and protect this right.";
        let xml = reworded(xml, words, &[kept(words), inserted(" Always.")].concat());
        let words = "Keep harbours open to all peoples.";
        reworded(xml, words, &[kept(words), inserted(" Gladly.")].concat())
    });
    let now = stage.server.now();
    stage.server.write(|tx| {
        let who = Standing::at_the_console(None);
        let earlier = store::find(tx, stage.draft_key)?;
        let begun = drafts::begin_from(tx, &who, &earlier, "Second text", now);
        let next = begun.map_err(|error| panic!("{error}")).unwrap();
        let revision = drafts::Revision::Word {
            language: "en".into(),
            wording: "States shall respect this right.".into(),
        };
        let revised = drafts::revise(tx, &who, &next, &stage.identities[6], &revision, now);
        assert!(revised.map_err(|error| panic!("{error}")).unwrap().is_ok());
        use travaux::schema::{drafts as texts, rounds};
        diesel::update(texts::table.find(next.id))
            .set((texts::state.eq(DraftState::Circulated), texts::circulated_at.eq(now)))
            .execute(&mut **tx)?;
        diesel::update(rounds::table.find(stage.round_key))
            .set(rounds::draft_id.eq(next.id))
            .execute(&mut **tx)
    });
    let (path, page) = brought(&stage, &file).await;
    let text = page.text();
    for said in [
        "The file was made from an earlier draft",
        "Modify art. 1 (2)",
        "Modify art. 2 (b)",
        "States shall respect and protect this right. Always.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let outdated = "This paragraph was worded otherwise in the draft that the file was made from";
    assert_eq!(text.matches(outdated).count(), 1, "{text}");
    assert!(!text.contains("no mark of a hand-out") && !text.contains("another participant"));
    let form = [
        ("sent", "yes"),
        ("class", "public"),
        ("take-1", "yes"),
        ("place-1", "art. 2 (b)"),
        ("proposed-1", "Keep harbours open to all peoples. Gladly."),
    ];
    assert_eq!(stage.avaria_focal.post(&path, &form).await.status, 303);
    let mine = stage.avaria_focal.get(&format!("/c/{}/submissions", stage.slug)).await;
    let whole = stage.avaria_focal.get(&mine.links("/submissions/")[0]).await;
    assert!(whole.text().contains("all peoples. Gladly."), "{}", whole.text());
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
    let pictures = [b"PK\x03\x04".as_slice(), &[7; 20 * 1024 * 1024]].concat();
    let files: [(&str, Vec<u8>, &str); 13] = [
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
        ("twenty megabytes and more", pictures, "is larger than 20 MB"),
        (
            "more paragraphs than anybody reads",
            body(&"<w:p/>".repeat(30_001)),
            "takes too long to read",
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
    let mark = format!("<w:pPr><w:rPr><w:ins {BY}/></w:rPr></w:pPr>");
    let many: String = (0..2_000)
        .map(|number| {
            format!(
                "<w:p>{mark}{}</w:p>",
                inserted(&format!("Recalling the lantern of year {number},"))
            )
        })
        .collect();
    let many = changed(&good, "word/document.xml", |xml| {
        let at = xml.find("<w:p><w:pPr><w:pStyle w:val=\"Preambular\"/>").unwrap();
        format!("{}{many}{}", &xml[..at], &xml[at..])
    });
    let (_, page) = brought(&stage, &many).await;
    assert_eq!(page.body.matches("name=\"take-").count(), 2_000);
    let mine = stage.avaria_focal.get(&format!("/c/{}/submissions", stage.slug)).await;
    let whole = stage.avaria_focal.get(&mine.links("/submissions/")[0]).await;
    let files = whole.links("/files/");
    assert_eq!(files.iter().filter(|path| path.ends_with("/proposals")).count(), 2, "{files:?}");
}
