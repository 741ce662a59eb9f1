use std::io::{Cursor, Write};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
     xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"";
const RELATIONS: &str = "<Relationships \
     xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn packed(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part begins");
        zip.write_all(part).expect("a part is written");
    }
    zip.finish().expect("a package").into_inner()
}

/// A file with this body, and these parts beside it: (kind of relation, name, XML).
fn file(body: &str, beside: &[(&str, &str, &str)]) -> Vec<u8> {
    let main = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    let top = format!(
        "{RELATIONS}<Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" \
         Target=\"word/document.xml\"/></Relationships>"
    );
    let mut leads = RELATIONS.to_owned();
    for (n, (kind, name, _)) in beside.iter().enumerate() {
        let line =
            format!("<Relationship Id=\"b{n}\" Type=\"{OFFICE}/{kind}\" Target=\"{name}\"/>");
        leads.push_str(&line);
    }
    leads.push_str("</Relationships>");
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
        ("_rels/.rels".to_owned(), top),
        ("word/document.xml".to_owned(), main),
        ("word/_rels/document.xml.rels".to_owned(), leads),
    ];
    parts.extend(beside.iter().map(|(_, name, xml)| (format!("word/{name}"), (*xml).to_owned())));
    let parts: Vec<(&str, Vec<u8>)> =
        parts.iter().map(|(name, xml)| (name.as_str(), xml.clone().into_bytes())).collect();
    packed(&parts)
}

fn said(body: &str) -> (Vec<String>, Vec<String>) {
    let document = read(&file(body, &[])).expect("a Word file");
    (settled(&document.paragraphs, true), settled(&document.paragraphs, false))
}

#[test]
fn changes_are_read_with_and_without_them() {
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let out =
        |text: &str| format!("<w:r><w:delText xml:space=\"preserve\">{text}</w:delText></w:r>");
    let by = "w:id=\"1\" w:author=\"Ada\" w:date=\"2026-03-01T10:00:00Z\"";
    for (what, body, accepted, rejected) in [
        (
            "a word for a word",
            format!(
                "<w:p>{}<w:del {by}>{}</w:del><w:ins {by}>{}</w:ins>{}</w:p>",
                run("States "), out("should"), run("shall"), run(" act.")
            ),
            vec!["States shall act."],
            vec!["States should act."],
        ),
        (
            "a paragraph split",
            format!(
                "<w:p><w:pPr><w:rPr><w:ins {by}/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>",
                run("One."), run("Two.")
            ),
            vec!["One.", "Two."],
            vec!["One.Two."],
        ),
        (
            "paragraphs merged",
            format!(
                "<w:p><w:pPr><w:rPr><w:del {by}/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>",
                run("One. "), run("Two.")
            ),
            vec!["One. Two."],
            vec!["One. ", "Two."],
        ),
        (
            "a new paragraph at the end",
            format!(
                "<w:p><w:pPr><w:rPr><w:ins {by}/></w:rPr></w:pPr>{}</w:p>\
                 <w:p><w:ins {by}>{}</w:ins></w:p>",
                run("One."), run("New.")
            ),
            vec!["One.", "New."],
            vec!["One."],
        ),
        (
            "a row taken out of a table",
            format!(
                "<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr>\
                 <w:tr><w:trPr><w:del {by}/></w:trPr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
                run("kept"), run("gone")
            ),
            vec!["kept"],
            vec!["kept", "gone"],
        ),
        (
            "an insertion of one that another took out again",
            format!(
                "<w:p>{}<w:ins {by}><w:del w:id=\"2\" w:author=\"Bo\">{}</w:del></w:ins></w:p>",
                run("One."), out(" Never.")
            ),
            vec!["One."],
            vec!["One."],
        ),
        (
            "what a field says, and not how it is worked out",
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText>\
             <w:t>hidden</w:t></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\
             <w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
                .to_owned(),
            vec!["7"],
            vec!["7"],
        ),
    ] {
        assert_eq!(said(&body), (owned(&accepted), owned(&rejected)), "{what}");
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn moves_comments_threads_notes_and_properties_are_read() {
    let comments = format!(
        "<w:comments {W}><w:comment w:id=\"0\" w:author=\"Ada\"><w:p w14:paraId=\"0A\"><w:r>\
         <w:t>Why?</w:t></w:r></w:p></w:comment><w:comment w:id=\"1\" w:author=\"Bo\">\
         <w:p w14:paraId=\"0B\"><w:r><w:t>Because.</w:t></w:r></w:p></w:comment></w:comments>"
    );
    let threads = format!(
        "<w15:commentsEx {W}><w15:commentEx w15:paraId=\"0A\" w15:done=\"1\"/>\
         <w15:commentEx w15:paraId=\"0B\" w15:paraIdParent=\"0A\"/></w15:commentsEx>"
    );
    let notes = format!(
        "<w:footnotes {W}><w:footnote w:id=\"-1\" w:type=\"separator\"><w:p/></w:footnote>\
         <w:footnote w:id=\"2\"><w:p><w:r><w:t>See above.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let settings = format!("<w:settings {W}><w:trackRevisions/></w:settings>");
    let body = "<w:p><w:bookmarkStart w:id=\"1\" w:name=\"_dp_abc\"/><w:moveFromRangeStart w:id=\"3\" \
         w:name=\"move1\"/><w:moveFrom w:id=\"4\" w:author=\"Ada\"><w:r><w:t>Moved.</w:t></w:r>\
         </w:moveFrom><w:moveFromRangeEnd w:id=\"3\"/></w:p><w:p><w:commentRangeStart w:id=\"0\"/>\
         <w:r><w:t>Here</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r>\
         <w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r><w:r>\
         <w:commentReference w:id=\"1\"/></w:r></w:p>";
    let bytes = file(
        body,
        &[
            ("comments", "comments.xml", &comments),
            ("commentsExtended", "commentsExtended.xml", &threads),
            ("footnotes", "footnotes.xml", &notes),
            ("settings", "settings.xml", &settings),
        ],
    );
    let document = read(&bytes).expect("a Word file");
    assert!(document.is_tracking);
    assert_eq!(document.paragraphs[0].bookmarks, ["_dp_abc"]);
    let moved = &document.paragraphs[0].runs[0].changes[0];
    assert_eq!((moved.how, moved.name.as_deref()), (How::MovedAway, Some("move1")));
    assert_eq!(document.paragraphs[1].text(true), "Here[^f2]");
    assert_eq!(document.paragraphs[1].comments, ["0", "1"]);
    assert_eq!(settled(&document.notes["f2"], true), ["See above."]);
    assert_eq!(document.notes.len(), 1, "what separates notes is none");
    let [first, second] = document.comments.as_slice() else { panic!("two comments") };
    assert_eq!((first.text.as_str(), first.is_resolved), ("Why?", true));
    assert_eq!(second.replies_to.as_deref(), Some("0"));
}

#[test]
fn what_is_no_word_file_or_a_trap_is_refused_and_told_apart() {
    let main = |body: &str| format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    let whole = file("<w:p/>", &[]);
    let deep = "<w:tbl>".repeat(5_000) + &"</w:tbl>".repeat(5_000);
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"\"")).collect();
    let doctype = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>".to_owned();
    let blanks = main(&" ".repeat(24 * 1024 * 1024));
    let document = |xml: String| packed(&[("word/document.xml", xml.into_bytes())]);
    for (what, bytes, expected) in [
        ("nothing", vec![], Unreadable::Damaged),
        (
            "a .doc, or a password",
            [&[0xd0, 0xcf, 0x11, 0xe0][..], &[0; 600]].concat(),
            Unreadable::OldWord,
        ),
        ("a PDF", b"%PDF-1.7".to_vec(), Unreadable::Pdf),
        ("text", b"Article 1".to_vec(), Unreadable::NoWord),
        ("half a file", whole[..whole.len() / 2].to_vec(), Unreadable::Damaged),
        ("a package of something else", packed(&[("a.xml", b"<a/>".to_vec())]), Unreadable::NoWord),
        (
            "an .odt",
            packed(&[("mimetype", b"application/vnd.oasis.opendocument.text".to_vec())]),
            Unreadable::OpenDocument,
        ),
        ("too large", vec![b'P'; MOST_OF_A_FILE + 1], Unreadable::TooLarge),
        ("too deep", document(main(&deep)), Unreadable::Bomb),
        ("an entity from elsewhere", document(doctype + &main("<w:p/>")), Unreadable::Bomb),
        ("a hundred thousand attributes", document(format!("<a{attributes}/>")), Unreadable::Bomb),
        ("much of nothing", document(blanks), Unreadable::Bomb),
        (
            "thirty thousand and one paragraphs",
            file(&"<w:p/>".repeat(30_001), &[]),
            Unreadable::TooSlow,
        ),
        ("half a tag", document(main("<w:p")[..60].to_owned()), Unreadable::Damaged),
    ] {
        assert_eq!(read(&bytes).err(), Some(expected), "{what}");
    }
}

/// Files with what an independent tool made of them when it accepted and rejected everything. It
/// leaves an empty paragraph where one was moved from, so empty ones do not count.
#[test]
fn accepted_and_rejected_are_what_another_tool_makes_of_real_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/word");
    let Ok(entries) = std::fs::read_dir(&folder) else { return };
    let mut pairs = 0;
    for entry in entries {
        let path = entry.expect("a file").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        for (ending, accepted) in [("-Accepted", true), ("-Rejected", false)] {
            let Some(of) = name.strip_suffix(ending) else { continue };
            let texts = |name: &str, accepted: bool| {
                let bytes = std::fs::read(folder.join(format!("{name}.docx"))).expect("a file");
                let mut texts = settled(&read(&bytes).expect("a Word file").paragraphs, accepted);
                texts.retain(|text| !text.is_empty());
                texts
            };
            assert_eq!(texts(of, accepted), texts(&name, true), "{name}");
            pairs += 1;
        }
    }
    assert!(pairs > 0, "no pair in {}", folder.display());
}
