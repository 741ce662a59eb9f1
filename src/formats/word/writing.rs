//! A text written as a Word file, as documents of the United Nations look. The same text gives the
//! same bytes.

mod beside;
mod body;

use std::io::{Cursor, Write as _};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::look;
use super::paragraphs::{Change, How};

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
    /// When, in UTC (RFC 3339). Every change and comment has this date: when somebody wrote what is
    /// not the file's to tell.
    pub made_at: String,
    /// What is changed in it is tracked. It is never locked: whoever clears it must be able to
    /// accept and reject.
    pub is_tracking: bool,
    /// The page lies on its long side, for wide tables.
    pub is_wide: bool,
    /// Of the file, for whoever reads it back: a name and what it says.
    pub properties: Vec<(String, String)>,
    /// What every page says at its foot, before its number.
    pub foot: String,
    pub blocks: Vec<Block>,
    /// Footnotes, in the order of [`Piece::Note`].
    pub notes: Vec<Vec<Piece>>,
    /// Comments in the margin, in the order of [`Piece::CommentBegins`].
    pub comments: Vec<Margin>,
}

/// A comment in the margin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Margin {
    /// As it stands beside it.
    pub author: String,
    /// A paragraph for each line.
    pub text: String,
}

/// A paragraph; or a table in its place.
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
    /// What became of its mark: without it, the words go on in the next paragraph.
    pub mark: Option<Change>,
    /// The form that it had before a change, and who changed it.
    pub was: Option<(Form, String)>,
    /// Whether it runs from the right, where that is not as the whole file does.
    pub is_rtl: Option<bool>,
    pub table: Option<Table>,
}

/// How a paragraph stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    pub style: Style,
    pub depth: usize,
    /// A number hangs before its words.
    pub is_numbered: bool,
}

/// Rows of cells, each with paragraphs.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// How wide the columns are, beside one another.
    pub widths: Vec<usize>,
    /// So many rows at its head stand on every page.
    pub heads: usize,
    pub rows: Vec<Vec<Vec<Block>>>,
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
    /// A wording that another paragraph may have.
    Alternative,
    /// A heading within what is said, at the margin.
    Subheading,
    /// What is said, in paragraphs.
    Plain,
    Cell,
    CellHead,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Plain(String),
    Emphasis(String),
    Strong(String),
    /// Words that would go, in a text that nothing tracks.
    Struck(String),
    /// Words that would come in, in such a text.
    Added(String),
    /// A number, where it may be changed itself; and what stands between it and the words.
    Label(String),
    Tab,
    Break,
    /// The mark of a footnote, by its place in [`Paper::notes`].
    Note(usize),
    /// What stands under one change.
    Changed(Change, Vec<Piece>),
    /// Where what a comment is on begins and ends, by its place in [`Paper::comments`].
    CommentBegins(usize),
    CommentEnds(usize),
}

impl Block {
    pub fn new(style: Style, pieces: Vec<Piece>) -> Self {
        Self {
            style,
            depth: 0,
            label: String::new(),
            pieces,
            bookmark: None,
            mark: None,
            was: None,
            is_rtl: None,
            table: None,
        }
    }

    pub fn text(style: Style, text: &str) -> Self {
        Self::new(style, lines(text))
    }

    pub fn table(table: Table) -> Self {
        Self { table: Some(table), ..Self::new(Style::Plain, Vec::new()) }
    }

    pub fn form(&self) -> Form {
        fn has_label(pieces: &[Piece]) -> bool {
            pieces.iter().any(|piece| match piece {
                Piece::Label(_) => true,
                Piece::Changed(_, inside) => has_label(inside),
                _ => false,
            })
        }
        let is_numbered =
            self.style == Style::Paragraph && (!self.label.is_empty() || has_label(&self.pieces));
        Form { style: self.style, depth: self.depth, is_numbered }
    }
}

/// Words, with a break wherever a line ends.
pub fn lines(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            pieces.push(Piece::Break);
        }
        if !line.is_empty() {
            pieces.push(Piece::Plain(line.to_owned()));
        }
    }
    pieces
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
            Self::Alternative => "Alternative",
            Self::Subheading => "Heading3",
            Self::Plain => "BodyText",
            Self::Cell => "TableText",
            Self::CellHead => "TableHead",
        }
    }
}

impl How {
    /// What it is called around words, and on a paragraph's mark.
    const fn element(self) -> &'static str {
        match self {
            Self::Inserted => "ins",
            Self::Deleted => "del",
            Self::MovedAway => "moveFrom",
            Self::MovedHere => "moveTo",
        }
    }
}

/// Writes the file.
///
/// # Errors
/// Only where the container cannot be written, which in memory does not happen.
pub fn write(paper: &Paper) -> Result<Vec<u8>, ZipError> {
    let has = look::Has { notes: !paper.notes.is_empty(), comments: !paper.comments.is_empty() };
    let mut parts = vec![
        ("[Content_Types].xml", look::content_types(has)),
        ("_rels/.rels", look::top_relations()),
        ("word/document.xml", body::document(paper)),
        ("word/_rels/document.xml.rels", look::relations(has)),
        ("word/styles.xml", look::styles(&escaped(&paper.language), paper.is_rtl)),
        ("word/settings.xml", look::settings(paper.is_tracking, has.notes)),
        ("word/footer1.xml", look::footer(&escaped(&paper.foot), paper.is_rtl)),
    ];
    if has.notes {
        parts.push(("word/footnotes.xml", beside::footnotes(paper)));
    }
    if has.comments {
        parts.push(("word/comments.xml", beside::comments(paper)));
    }
    parts.push(("docProps/core.xml", beside::core_properties(paper)));
    parts.push(("docProps/custom.xml", beside::custom_properties(paper)));
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
