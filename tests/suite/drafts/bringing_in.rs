//! Texts brought in, from a form or a file, and taken away.

use super::*;

#[tokio::test]
async fn a_pasted_text_is_corrected_before_anything_is_stored() {
    let stage = stage::set().await;
    let address = format!("/c/{}/drafts/new", stage.slug);
    let form = [("label", "Second text"), ("language", "en"), ("source", TEXT), ("step", "read")];
    let parse = stage.drafter.post(&address, &form).await;
    assert!(parse.has("2 articles") && parse.has("1 footnote"), "{}", parse.text());
    let drafts = |stage: &Stage| {
        stage.server.read(|conn| store::of_consultation(conn, stage.consultation)).len()
    };
    assert_eq!(drafts(&stage), 1);

    let mut fields = rows_of(&parse);
    let at = fields.iter().position(|(_, text)| text == "Trim wicks.").unwrap();
    let n: usize = fields[at].0.trim_start_matches("text-").parse().unwrap();
    fields[at].1 = "Trim all wicks.".to_owned();
    fields.push((format!("joins-{n}"), "yes".to_owned()));
    fields.push(("label".to_owned(), "Second text".to_owned()));
    fields.push(("language".to_owned(), "en".to_owned()));
    let mut check = fields.clone();
    check.push(("step".to_owned(), "check".to_owned()));
    let again = stage.drafter.post_files(&address, &borrowed(&check), &[]).await;
    assert!(again.has("Share oil; Trim all wicks."), "{}", again.text());
    assert_eq!(drafts(&stage), 1);

    fields.push(("step".to_owned(), "save".to_owned()));
    let saved = stage.drafter.post_files(&address, &borrowed(&fields), &[]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    assert_eq!(drafts(&stage), 2);
    // Pressed twice: one draft, not two.
    let twice = stage.drafter.post_files(&address, &borrowed(&fields), &[]).await;
    assert_eq!(twice.location(), saved.location());
    assert_eq!(drafts(&stage), 2);
    let path = saved.location().split('?').next().unwrap();
    assert!(wordings(&stage, path).contains(&"Share oil; Trim all wicks.".to_owned()));
    let page = stage.drafter.get(saved.location()).await;
    assert!(page.has("footnote-mark") && page.has("<em>Recalling</em>"), "{}", page.body);
}

#[tokio::test]
async fn what_cannot_be_saved_is_named_row_by_row_and_nothing_typed_is_lost() {
    let stage = stage::set().await;
    let address = format!("/c/{}/drafts/new", stage.slug);
    let form = [("label", "Third"), ("language", "en"), ("source", TEXT), ("step", "read")];
    let parse = stage.drafter.post(&address, &form).await;
    let mut fields = rows_of(&parse);
    let first = fields.iter_mut().find(|(name, _)| name == "kind-0").unwrap();
    first.1 = "item".to_owned();
    for (name, value) in [("label", ""), ("language", "en"), ("step", "save"), ("source", TEXT)] {
        fields.push((name.to_owned(), value.to_owned()));
    }
    let page = stage.drafter.post_files(&address, &borrowed(&fields), &[]).await;
    assert_eq!(page.status, 422);
    assert!(page.has("Give the text a label") && page.has("cannot stand here"), "{}", page.text());
    assert!(page.has("Nobody is left in the dark."));
    let empty = [("label", "x"), ("language", "en"), ("source", " "), ("step", "read")];
    assert_eq!(stage.drafter.post(&address, &empty).await.status, 422);
}

#[tokio::test]
async fn a_broken_word_file_is_refused_in_words_on_the_page_and_by_the_command() {
    let stage = stage::set().await;
    let address = format!("/c/{}/drafts/new", stage.slug);
    let word = b"PK\x03\x04\x14\x00[Content_Types].xml\n\nArticle 1".as_slice();
    let form = [("label", "Word"), ("language", "en"), ("source", ""), ("step", "read")];
    let page = stage.drafter.post_files(&address, &form, &[("file", "draft.docx", word)]).await;
    assert_eq!(page.status, 422);
    assert!(page.has("is damaged or not whole"), "{}", page.text());
    assert!(!page.has("Content_Types"));
    let new = Import {
        consultation: &stage.slug,
        label: "Word",
        language: "en",
        based_on: None,
        name: "draft.docx",
        bytes: word,
    };
    let said = import(&console(&stage), &new).unwrap_err().to_string();
    assert!(said.contains("draft.docx: it is damaged or not whole"), "{said}");
    let picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR".as_slice();
    let page = stage.drafter.post_files(&address, &form, &[("file", "draft.png", picture)]).await;
    assert_eq!(page.status, 422);
    assert!(page.has("This is not a text file.") && page.has("plain text"), "{}", page.text());
}

/// A list that Word counts itself, a heading that only its style tells, a change, a footnote.
fn word_file() -> Vec<u8> {
    use std::io::Write;
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let run = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    let line = |form: &str, inside: &str| format!("<w:p><w:pPr>{form}</w:pPr>{inside}</w:p>");
    let plain = |words: &str| line("", &run(words));
    let item = |level: u8, words: &str| {
        let form = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"4\"/></w:numPr>");
        line(&form, &run(words))
    };
    let note = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    let change = "<w:del w:id=\"1\" w:author=\"A\"><w:r><w:delText>should</w:delText></w:r></w:del>\
                  <w:ins w:id=\"2\" w:author=\"A\"><w:r><w:t>shall</w:t></w:r></w:ins>";
    let body = [
        plain("Draft declaration on lanterns"),
        plain("The General Assembly,"),
        line("", &format!("{}{note}{}", run("Recalling the storms"), run(","))),
        plain("Declares:"),
        line("<w:pStyle w:val=\"H\"/>", &run("Of light and its keepers")),
        plain("Article 1"),
        item(0, "Everyone has a lantern."),
        line(
            "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"4\"/></w:numPr>",
            &format!("{}{change}{}", run("States "), run(" see to:")),
        ),
        item(1, "The oil;"),
        item(1, "The wick."),
        plain("Article 2"),
        plain("Nothing is left in the dark."),
    ]
    .concat();
    let level = |at: u8, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
             <w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let relation = |id: u8, kind: &str, to: &str| {
        format!("<Relationship Id=\"r{id}\" Type=\"{office}/{kind}\" Target=\"{to}\"/>")
    };
    let relations = |all: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             {all}</Relationships>"
        )
    };
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("_rels/.rels", relations(&relation(1, "officeDocument", "word/document.xml"))),
        ("word/document.xml", format!("<w:document {space}><w:body>{body}</w:body></w:document>")),
        (
            "word/_rels/document.xml.rels",
            relations(
                &[
                    relation(1, "numbering", "numbering.xml"),
                    relation(2, "styles", "styles.xml"),
                    relation(3, "footnotes", "footnotes.xml"),
                ]
                .concat(),
            ),
        ),
        (
            "word/numbering.xml",
            format!(
                "<w:numbering {space}><w:abstractNum w:abstractNumId=\"7\">{}{}</w:abstractNum>\
                 <w:num w:numId=\"4\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>",
                level(0, "decimal", "%1."),
                level(1, "lowerLetter", "(%2)")
            ),
        ),
        (
            "word/styles.xml",
            format!(
                "<w:styles {space}><w:style w:type=\"paragraph\" w:styleId=\"H\">\
                 <w:name w:val=\"heading 1\"/></w:style></w:styles>"
            ),
        ),
        (
            "word/footnotes.xml",
            format!(
                "<w:footnotes {space}><w:footnote w:id=\"2\"><w:p>{}</w:p></w:footnote></w:footnotes>",
                run("Of the year of the great wind.")
            ),
        ),
    ];
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_word_file_is_read_with_its_numbers_headings_notes_and_changes_accepted() {
    let stage = stage::set().await;
    let address = format!("/c/{}/drafts/new", stage.slug);
    let form = [("label", "Word"), ("language", "en"), ("source", ""), ("step", "read")];
    let file = word_file();
    let page = stage.drafter.post_files(&address, &form, &[("file", "draft.docx", &file)]).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let mut fields = rows_of(&page);
    for (name, value) in [("label", "Word"), ("language", "en"), ("step", "save"), ("source", "")] {
        fields.push((name.to_owned(), value.to_owned()));
    }
    let saved = stage.drafter.post_files(&address, &borrowed(&fields), &[]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let draft = saved.location().split('?').next().unwrap().to_owned();
    let text = stage.drafter.get(&format!("{draft}/draft.txt")).await.body;
    for line in [
        "Of light and its keepers",
        "1. Everyone has a lantern.",
        "2. States shall see to:",
        "(a) The oil;",
        "(b) The wick.",
        "Article 2",
        "Of the year of the great wind.",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    let json = stage.drafter.get(&format!("{draft}/draft.json")).await.body;
    assert_eq!(json.matches("\"heading\"").count(), 1, "{json}");
    let new = Import {
        consultation: &stage.slug,
        label: "Word, from the console",
        language: "en",
        based_on: None,
        name: "draft.docx",
        bytes: &file,
    };
    import(&console(&stage), &new).unwrap();
}

#[tokio::test]
async fn nine_hundred_elements_travel_in_the_form() {
    let stage = stage::set().await;
    let address = format!("/c/{}/drafts/new", stage.slug);
    let wording = "States shall share lanterns in time of storm, among themselves and with all. ";
    let source: String =
        (1..=900).map(|n| format!("{n}. {}\n\n", wording.repeat(1 + n % 5))).collect();
    let form = [("label", "Long"), ("language", "en"), ("source", &source), ("step", "read")];
    let began = Instant::now();
    let parse = stage.drafter.post(&address, &form).await;
    assert!(parse.has("900 paragraphs"), "{}", &parse.text()[..500]);
    let read = began.elapsed();
    let mut fields = rows_of(&parse);
    assert_eq!(fields.len(), 2700);
    for (name, value) in
        [("label", "Long"), ("language", "en"), ("step", "save"), ("source", &source)]
    {
        fields.push((name.to_owned(), value.to_owned()));
    }
    let began = Instant::now();
    let saved = stage.drafter.post_files(&address, &borrowed(&fields), &[]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    eprintln!("900 elements: read in {read:?}, saved in {:?}", began.elapsed());
    assert_eq!(stage.drafter.get(saved.location()).await.status, 200);
}

#[tokio::test]
async fn a_file_is_read_in_its_own_encoding_and_json_keeps_its_names() {
    let stage = stage::set().await;
    let address = format!("/c/{}/drafts/new", stage.slug);
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("Réaffirmant l’entraide,".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let form = [("label", "Fichier"), ("language", "fr"), ("step", "read")];
    let page = stage.drafter.post_files(&address, &form, &[("file", "texte.txt", &utf16)]).await;
    assert!(page.has("Réaffirmant l’entraide,"), "{}", page.text());

    let broken = br#"[{"id":"a","kind":"clause","text":{"en":"x"}},{"kind":"article"}]"#;
    let form = [("label", "JSON"), ("language", "en"), ("step", "read")];
    let page = stage.drafter.post_files(&address, &form, &[("file", "a.json", broken)]).await;
    assert_eq!(page.status, 422);
    assert!(
        page.has("there is no kind “clause”") && page.has("“id” is missing"),
        "{}",
        page.text()
    );

    let good = r#"[{"id":"one","kind":"article"},
        {"id":"one-1","kind":"paragraph","parent":"one","text":{"en":"All.","fr":"Tous."}}]"#;
    let file = [("file", "a.json", good.as_bytes())];
    let page = stage.drafter.post_files(&address, &form, &file).await;
    assert!(page.status == 200 && page.has("French"), "{}", page.text());
    let form = [("label", "JSON"), ("language", "en"), ("step", "save_json"), ("source", good)];
    let saved = stage.drafter.post_files(&address, &form, &[]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let path = saved.location().split('?').next().unwrap().to_owned();
    let draft = draft_at(&stage, &path);
    let references = stage.server.read(|conn| store::references(conn, draft.id));
    assert_eq!(references.len(), 2);
    let file = stage.drafter.get(&format!("{path}/draft.json")).await;
    assert_eq!(json::read(&file.body).unwrap(), json::read(good).unwrap());
    assert!(stage.drafter.get(&format!("{path}?lang=fr")).await.has("Tous."));
}

pub(super) fn console(stage: &Stage) -> Console {
    let app = &stage.server.app;
    Console { db: app.db.clone(), settings: app.settings.clone(), now: app.now() }
}

fn counts(stage: &Stage, id: &PublicId) -> HashMap<Kind, usize> {
    let text = stage.server.read(|conn| {
        let draft = store::find_by_public_id(conn, id)?;
        store::text(conn, draft.id)
    });
    let mut counts = HashMap::new();
    for element in text.elements {
        *counts.entry(element.kind).or_default() += 1;
    }
    counts
}

fn file<'a>(name: &'a str, bytes: &'a [u8]) -> Import<'a> {
    Import {
        consultation: "mutual-aid",
        label: "Imported",
        language: "en",
        based_on: None,
        name,
        bytes,
    }
}

#[tokio::test]
async fn a_draft_imports_as_it_exports_and_may_continue_another() {
    let stage = stage::set().await;
    let console = console(&stage);
    let first = import(&console, &file("a.md", TEXT.as_bytes())).unwrap();
    let json = export(&console, first.as_str(), Format::Json, None).unwrap();
    let second = import(&console, &file("b.json", json.as_bytes())).unwrap();
    assert_eq!(export(&console, second.as_str(), Format::Json, None).unwrap(), json);
    let next = Import { based_on: Some(first.as_str()), ..file("b.json", json.as_bytes()) };
    let next = import(&console, &next).unwrap();
    let rows = |id: &PublicId| {
        stage.server.read(|conn| {
            let draft = store::find_by_public_id(conn, id)?;
            store::rows(conn, draft.id)
        })
    };
    let same = rows(&first).into_iter().zip(rows(&next)).all(|(a, b)| a.identity == b.identity);
    assert!(same);
    let text = export(&console, first.as_str(), Format::Text, None).unwrap();
    assert!(text.contains("(b) Trim wicks.") && text.contains("[^1]: Or a candle."), "{text}");
    let html = export(&console, first.as_str(), Format::Html, None).unwrap();
    assert!(html.starts_with("<!doctype html>") && html.contains("Share oil;"));
    let nowhere = Import { consultation: "nowhere", ..file("a.txt", TEXT.as_bytes()) };
    let said = import(&console, &nowhere).unwrap_err().to_string();
    assert_eq!(said, "there is no consultation \"nowhere\"");
    assert!(import(&console, &file("a.json", b"{}")).is_err());
    assert!(import(&console, &file("a.txt", b" ")).is_err());
}

fn shared(path: &str) -> Option<Vec<u8>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    std::fs::read(root.join("../shared/data").join(path)).ok()
}

#[tokio::test]
async fn the_draft_of_2014_comes_in_without_correction() {
    let Some(bytes) = shared("solidarity/draft_2014.txt") else {
        eprintln!("no ../shared/data: not run");
        return;
    };
    let stage = stage::set().await;
    let id = import(&console(&stage), &file("draft_2014.txt", &bytes)).unwrap();
    let counts = counts(&stage, &id);
    let count = |kind: Kind| counts.get(&kind).copied().unwrap_or(0);
    assert_eq!(count(Kind::Preambular), 13);
    assert_eq!(count(Kind::Article), 12);
    assert_eq!(count(Kind::Paragraph) + count(Kind::Chapeau), 29);
    assert_eq!(count(Kind::Subparagraph), 42);
    assert_eq!(count(Kind::Footnote), 15);
}

#[tokio::test]
async fn a_text_of_nine_hundred_elements_in_four_languages_comes_in_quickly() {
    let Some(bytes) = shared("gdpr/base.json") else {
        eprintln!("no ../shared/data: not run");
        return;
    };
    let base: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let flat: Vec<serde_json::Value> = base
        .as_array()
        .unwrap()
        .iter()
        .map(|e| serde_json::json!({ "id": e["id"], "kind": "paragraph", "text": e["text"] }))
        .collect();
    let stage = stage::set().await;
    let json = serde_json::to_vec(&flat).unwrap();
    let began = Instant::now();
    let id = import(&console(&stage), &file("gdpr.json", &json)).unwrap();
    let took = began.elapsed();
    eprintln!("{} elements in {took:?}", flat.len());
    assert!(took.as_secs() < 5, "{took:?}");
    assert_eq!(counts(&stage, &id)[&Kind::Paragraph], 884);
    let began = Instant::now();
    assert_eq!(stage.lead.get(&format!("/drafts/{id}?lang=fr")).await.status, 200);
    eprintln!("the reading page in {:?}", began.elapsed());
}
