//! What the reader of Word files takes for large ones, in a process of its own and within its limits, as the server
//! starts it: 256 MB and 10 seconds. And what placing what was read takes, which the server does itself.
//! `dev/fuzz --large` runs it.

#![allow(dead_code, unused_imports)]

mod formats;
#[path = "../../src/text/mod.rs"]
mod text;

use formats::apart::{Apart, read_word, serve};
use formats::word::{Document, sheet};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::Path;
use std::time::Instant;
use text::{Element, Kind, Text, citations, marker, returned};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const WORDS: &str = "States shall take all the steps that are needed to keep every lamp on their coasts burning at night, \
     alone and together with others, and to the maximum of the oil that they have";

fn main() {
    // The reader is this program, started anew.
    if std::env::args().nth(1).is_some() {
        return serve().unwrap();
    }
    let program = std::env::current_exe().unwrap();
    let text = text(2_000);
    let pictures = [pixels(9 << 20), pixels(9 << 20)];
    for (what, file) in [
        ("a hand-out of 2,000 paragraphs", file(&body(2_000, 0), &[])),
        ("the same with 2,000 changes", file(&body(2_000, 2_000), &[])),
        ("20 MB, most of it pictures", file(&body(20_000, 2_000), &pictures)),
        ("30,000 paragraphs, 30,000 changes", file(&body(30_000, 30_000), &[])),
        ("100,000 paragraphs", file(&body(100_000, 0), &[])),
    ] {
        measure(what, &program, &file, &text);
    }
}

fn measure(what: &str, program: &Path, file: &[u8], text: &Text) {
    let begun = Instant::now();
    let read = read_word(program, file);
    let reading = begun.elapsed();
    let said = match &read {
        Ok(document) => {
            let begun = Instant::now();
            let found = place(document, text);
            format!("{found} changes placed in {:.1?}", begun.elapsed())
        }
        Err(Apart::Unreadable(unreadable)) => unreadable.to_string(),
        Err(error) => panic!("{error}"),
    };
    println!("{what:<36}{:>8} kB {reading:>9.1?}  {said}", file.len() / 1024);
}

fn place(document: &Document, text: &Text) -> usize {
    let ids = text.elements.iter().map(|one| (format!("_dp_{}", one.id), one.id.clone()));
    let (lines, _) = sheet::lines(document, &ids.collect());
    let labels: Vec<String> = citations(text).iter().map(marker).collect();
    returned::read(text, "en", &labels, &lines, &BTreeMap::new()).found.len()
}

/// Articles with four paragraphs each.
fn text(paragraphs: usize) -> Text {
    let mut elements = Vec::new();
    for number in 0..paragraphs {
        let article = format!("a{}", number / 4);
        if number % 4 == 0 {
            elements.push(Element::new(&article, Kind::Article, "en", ""));
        }
        let (id, wording) = (format!("p{number}"), format!("{WORDS}, in case {number}."));
        elements.push(Element::new(&id, Kind::Paragraph, "en", &wording).under(&article));
    }
    Text::new(elements)
}

/// The paragraphs, so many of them with a change.
fn body(paragraphs: usize, changes: usize) -> String {
    let mut xml = String::new();
    let run = |words: &str| {
        format!(
            "<w:r><w:rPr><w:lang w:val=\"en\"/></w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>"
        )
    };
    for number in 0..paragraphs {
        if number % 4 == 0 {
            xml.push_str(&format!("<w:p>{}</w:p>", run(&format!("Article {}", number / 4 + 1))));
        }
        let mark = format!(
            "<w:bookmarkStart w:id=\"{number}\" w:name=\"_dp_p{number}\"/><w:bookmarkEnd w:id=\"{number}\"/>"
        );
        let by = "w:id=\"1\" w:author=\"A\" w:date=\"2026-03-01T10:00:00Z\"";
        let change = match number < changes {
            true => format!("<w:ins {by}>{}</w:ins>", run(" indeed")),
            false => String::new(),
        };
        let (words, end) = (run(WORDS), run(&format!(", in case {number}.")));
        xml.push_str(&format!(
            "<w:p>{mark}{}{words}{change}{end}</w:p>",
            run(&format!("{}.\t", number % 4 + 1))
        ));
    }
    xml
}

/// Bytes that no packing makes smaller, as in pictures.
fn pixels(count: usize) -> Vec<u8> {
    let mut seed = 7_u64;
    let next = |_| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed.to_le_bytes()[0]
    };
    (0..count).map(next).collect()
}

fn file(body: &str, pictures: &[Vec<u8>]) -> Vec<u8> {
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file("word/document.xml", options).unwrap();
    zip.write_all(document.as_bytes()).unwrap();
    for (number, picture) in pictures.iter().enumerate() {
        zip.start_file(format!("word/media/image{number}.png"), options).unwrap();
        zip.write_all(picture).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
