//! One file that may be anything: it is read, settled, said as JSON and placed in a text, and nothing may panic, run
//! away or come out otherwise the second time.
//!
//! What begins with "PK" is a package as it is. Anything else is its parts, each behind a line "=== NAME", which are
//! packed here: so XML is tried that no change of packed bytes would ever reach.

#![no_main]
#![allow(dead_code, unused_imports)]

mod formats;
#[path = "../../src/text/mod.rs"]
mod text;

use std::io::{Cursor, Write};

use formats::word::{Document, read, settled, sheet};
use libfuzzer_sys::fuzz_target;
use text::{Element, Kind, Text, citations, marker};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fuzz_target!(|data: &[u8]| {
    let packed = match data.starts_with(b"PK") {
        true => data.to_vec(),
        false => match packed(data) {
            Some(packed) => packed,
            None => return,
        },
    };
    let Ok(document) = read(&packed) else { return };
    let said = serde_json::to_string(&document).expect("it can be said");
    let told: Document = serde_json::from_str(&said).expect("it is understood");
    for accepted in [true, false] {
        assert_eq!(settled(&document.paragraphs, accepted), settled(&told.paragraphs, accepted));
    }
    place(&told);
});

/// What it says against a text with one of everything.
fn place(document: &Document) {
    let of = |id: &str, kind, words: &str| Element::new(id, kind, "en", words);
    let text = Text::new(vec![
        of("t", Kind::Title, "Draft declaration on lamps"),
        of("pp", Kind::Preambular, "Recalling that lamps burn,"),
        of("a1", Kind::Article, ""),
        of("p1", Kind::Paragraph, "States shall keep every lamp burning[^1].").under("a1"),
        of("n1", Kind::Footnote, "See the report.").under("p1"),
        of("p2", Kind::Paragraph, "States shall cooperate:").under("a1"),
        of("s1", Kind::Subparagraph, "By sending oil;").under("p2"),
        of("s2", Kind::Subparagraph, "By sending wicks.").under("p2"),
        of("a2", Kind::Article, "Of fog"),
        of("p3", Kind::Paragraph, "Fog is no excuse.").under("a2"),
        of("p4", Kind::Paragraph, "Nothing here dims another lamp.").under("a2"),
    ]);
    let labels: Vec<String> = citations(&text).iter().map(marker).collect();
    let ids = text.elements.iter().map(|one| (format!("_dp_{}", one.id), one.id.clone()));
    let (lines, _) = sheet::lines(document, &ids.collect());
    let notes = sheet::notes(document);
    let read = || text::returned::read(&text, "en", &labels, &lines, &notes);
    let returned = read();
    assert_eq!(returned, read(), "the same file says the same");
    assert_eq!(returned.places.len(), lines.len());
    for found in &returned.found {
        assert!(text.get(&found.target).is_some());
        assert!(found.lines.iter().all(|line| *line < lines.len()));
    }
}

/// The parts as a package, with what leads from one to the other.
fn packed(data: &[u8]) -> Option<Vec<u8>> {
    let text = String::from_utf8_lossy(data);
    let mut parts: Vec<(&str, String)> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("=== "), parts.last_mut()) {
            (Some(name), _) => parts.push((name, String::new())),
            (None, Some((_, part))) => part.push_str(line),
            (None, None) => return None,
        }
    }
    let related = |to: &str, all: &[(&str, &str)]| {
        let mut xml = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">".to_owned();
        for (kind, part) in all {
            xml.push_str(&format!(
                "<Relationship Id=\"{part}\" Type=\"{to}/{kind}\" Target=\"{part}\"/>"
            ));
        }
        xml + "</Relationships>"
    };
    let kinds: Vec<(&str, String)> =
        parts.iter().map(|(kind, _)| (*kind, format!("{kind}.xml"))).collect();
    let beside: Vec<(&str, &str)> =
        kinds.iter().map(|(kind, part)| (*kind, part.as_str())).collect();
    let top = [("officeDocument", "document.xml"), ("custom-properties", "custom-properties.xml")];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut put = |name: &str, part: &str| -> Option<()> {
        zip.start_file(name, options).ok()?;
        zip.write_all(part.as_bytes()).ok()
    };
    put("_rels/.rels", &related(OFFICE, &top))?;
    put("_rels/document.xml.rels", &related(OFFICE, &beside))?;
    for ((_, part), (_, name)) in parts.iter().zip(&kinds) {
        put(name, part)?;
    }
    Some(zip.finish().ok()?.into_inner())
}
