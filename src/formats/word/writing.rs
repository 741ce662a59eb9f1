//! A text written as a Word file, as documents of the United Nations look. The same text gives the
//! same bytes.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::look;

/// A text to be written.
#[derive(Debug, Clone, Default)]
pub struct Paper {
    /// What the file says that it is.
    pub title: String,
    /// The language of the text, as BCP 47 has it, and whether it runs from the right.
    pub language: String,
    pub is_rtl: bool,
    /// Who made the file: the instance. No person is ever named in its properties.
    pub maker: String,
    /// When, in UTC (RFC 3339).
    pub made_at: String,
    /// What is changed in it is tracked. It is never locked: whoever clears it must be able to
    /// accept and reject.
    pub is_tracking: bool,
    /// Of the file, for whoever reads it back: a name and what it says.
    pub properties: Vec<(String, String)>,
    /// What every page says at its foot, before its number.
    pub foot: String,
    pub blocks: Vec<Block>,
    /// Footnotes, in the order of [`Piece::Note`].
    pub notes: Vec<Vec<Piece>>,
}

/// A paragraph.
#[derive(Debug, Clone)]
pub struct Block {
    pub style: Style,
    /// How deep it stands, for its indent: 0 at the margin.
    pub depth: usize,
    /// The number before it; not a part of its words.
    pub label: String,
    pub pieces: Vec<Piece>,
    /// The name by which it is known again: at most 40 letters, digits and low lines (Word's own
    /// limit). One that begins with "_" is hidden from whoever reads.
    pub bookmark: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Title,
    EnactingBody,
    Preambular,
    Heading,
    Article,
    Paragraph,
    /// Said about the text, and none of it.
    Remark,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Plain(String),
    Emphasis(String),
    Break,
    /// The mark of a footnote, by its place in [`Paper::notes`].
    Note(usize),
}

impl Style {
    /// Its id; [`look::styles`] has how it looks, and what it is called.
    const fn id(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::EnactingBody => "EnactingBody",
            Self::Preambular => "Preambular",
            Self::Heading => "Heading1",
            Self::Article => "Heading2",
            Self::Paragraph => "DraftPara",
            Self::Remark => "Remark",
        }
    }
}

/// Writes the file.
///
/// # Errors
/// Only where the container cannot be written, which in memory does not happen.
pub fn write(paper: &Paper) -> Result<Vec<u8>, ZipError> {
    let has_notes = !paper.notes.is_empty();
    let mut parts = vec![
        ("[Content_Types].xml", look::content_types(has_notes)),
        ("_rels/.rels", look::top_relations()),
        ("word/document.xml", document(paper)),
        ("word/_rels/document.xml.rels", look::relations(has_notes)),
        ("word/styles.xml", look::styles(&escaped(&paper.language), paper.is_rtl)),
        ("word/settings.xml", look::settings(paper.is_tracking, has_notes)),
        ("word/footer1.xml", look::footer(&escaped(&paper.foot), paper.is_rtl)),
    ];
    if has_notes {
        parts.push(("word/footnotes.xml", footnotes(paper)));
    }
    parts.push(("docProps/core.xml", core_properties(paper)));
    parts.push(("docProps/custom.xml", custom_properties(paper)));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, part) in parts {
        zip.start_file(name, options)?;
        zip.write_all(part.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn document(paper: &Paper) -> String {
    let mut xml = look::opening("document");
    xml.push_str("<w:body>");
    for (number, block) in paper.blocks.iter().enumerate() {
        paragraph(&mut xml, paper, number, block);
    }
    xml.push_str(&look::section(paper.is_rtl));
    xml.push_str("</w:body></w:document>");
    xml
}

fn paragraph(xml: &mut String, paper: &Paper, number: usize, block: &Block) {
    xml.push_str("<w:p><w:pPr>");
    let _ = write!(xml, "<w:pStyle w:val=\"{}\"/>", block.style.id());
    // What is said about the text is said in a language of the pages, which run from the left.
    if paper.is_rtl && block.style != Style::Remark {
        xml.push_str("<w:bidi/>");
    }
    if block.style == Style::Paragraph {
        xml.push_str(&look::indent(block.depth, !block.label.is_empty()));
    }
    xml.push_str("</w:pPr>");
    if let Some(name) = &block.bookmark {
        let _ = write!(xml, "<w:bookmarkStart w:id=\"{number}\" w:name=\"{}\"/>", escaped(name));
    }
    if !block.label.is_empty() {
        label(xml, paper, block);
    }
    pieces(xml, paper, &block.pieces);
    if block.bookmark.is_some() {
        let _ = write!(xml, "<w:bookmarkEnd w:id=\"{number}\"/>");
    }
    xml.push_str("</w:p>");
}

/// The number in a style of its own, so that it can be told from the words again.
fn label(xml: &mut String, paper: &Paper, block: &Block) {
    let form = "<w:rStyle w:val=\"ParaLabel\"/>";
    let after = match block.style {
        Style::Paragraph => "<w:tab/>",
        _ if block.pieces.is_empty() => "",
        _ => "<w:br/>",
    };
    run(xml, paper, form, &text_element(&block.label));
    if !after.is_empty() {
        run(xml, paper, form, after);
    }
}

fn pieces(xml: &mut String, paper: &Paper, pieces: &[Piece]) {
    for piece in pieces {
        match piece {
            Piece::Plain(text) => run(xml, paper, "", &text_element(text)),
            Piece::Emphasis(text) => run(xml, paper, "<w:i/><w:iCs/>", &text_element(text)),
            Piece::Break => run(xml, paper, "", "<w:br/>"),
            // The numbers 0 and 1 are the lines that separate notes from the text.
            Piece::Note(number) => run(
                xml,
                paper,
                "<w:rStyle w:val=\"FootnoteReference\"/>",
                &format!("<w:footnoteReference w:id=\"{}\"/>", number + 2),
            ),
        }
    }
}

fn run(xml: &mut String, paper: &Paper, form: &str, inside: &str) {
    let direction = if paper.is_rtl { "<w:rtl/>" } else { "" };
    xml.push_str("<w:r>");
    if !(form.is_empty() && direction.is_empty()) {
        let _ = write!(xml, "<w:rPr>{form}{direction}</w:rPr>");
    }
    let _ = write!(xml, "{inside}</w:r>");
}

fn text_element(text: &str) -> String {
    format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(text))
}

fn footnotes(paper: &Paper) -> String {
    let mut xml = look::opening("footnotes");
    xml.push_str(look::NOTE_SEPARATORS);
    for (number, note) in paper.notes.iter().enumerate() {
        let _ = write!(xml, "<w:footnote w:id=\"{}\"><w:p><w:pPr>", number + 2);
        xml.push_str("<w:pStyle w:val=\"FootnoteText\"/>");
        if paper.is_rtl {
            xml.push_str("<w:bidi/>");
        }
        xml.push_str("</w:pPr>");
        run(&mut xml, paper, "<w:rStyle w:val=\"FootnoteReference\"/>", "<w:footnoteRef/>");
        run(&mut xml, paper, "", &text_element(" "));
        pieces(&mut xml, paper, note);
        xml.push_str("</w:p></w:footnote>");
    }
    xml.push_str("</w:footnotes>");
    xml
}

fn core_properties(paper: &Paper) -> String {
    let (title, maker) = (escaped(&paper.title), escaped(&paper.maker));
    let (language, made_at) = (escaped(&paper.language), escaped(&paper.made_at));
    format!(
        "{}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title>\
         <dc:creator>{maker}</dc:creator><dc:language>{language}</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{made_at}</dcterms:created>\
         </cp:coreProperties>",
        look::HEAD
    )
}

fn custom_properties(paper: &Paper) -> String {
    let mut xml = format!(
        "{}<Properties \
         xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">",
        look::HEAD
    );
    // The number 1 is not for use (ISO/IEC 29500-1, 22.3).
    for (number, (name, value)) in (2..).zip(&paper.properties) {
        let (name, value) = (escaped(name), escaped(value));
        let _ = write!(
            xml,
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{number}\" \
             name=\"{name}\"><vt:lpwstr>{value}</vt:lpwstr></property>"
        );
    }
    xml.push_str("</Properties>");
    xml
}

/// Text as XML 1.0 can hold it: what it cannot hold at all is left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push(letter),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}
