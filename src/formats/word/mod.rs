//! Word files (.docx, ECMA-376 and ISO/IEC 29500): read with every tracked change, comment and
//! footnote in them, within limits, whoever wrote them.

mod look;
mod numbering;
mod package;
mod papers;
mod paragraphs;
mod reading;
pub mod sheet;
mod tables;
#[cfg(test)]
mod tests;
mod writing;
mod xml;

use serde::{Deserialize, Serialize};

pub use look::REMARK;
pub use package::{MOST_OF_A_FILE, Package};
pub use papers::{Notes, broken, cell};
pub use paragraphs::{Change, How, Paragraph, Place, Run, settled};
pub use reading::{Comment, Document, read};
pub use tables::grids;
pub use writing::{Block, Form, Margin, Paper, Piece, Style, Table, lines, write};

/// The container could not be written.
pub type Unwritten = zip::result::ZipError;

/// Of .docx.
pub const MEDIA_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

impl Unreadable {
    /// The key of a sentence that says so of a file, `name`.
    pub fn key(self) -> &'static str {
        match self {
            Self::TooLarge => "word-too-large",
            Self::OldWord => "word-old-word",
            Self::OpenDocument => "word-open-document",
            Self::Pdf => "word-pdf",
            Self::NoWord => "word-no-word",
            Self::Damaged => "word-damaged",
            Self::Bomb => "word-bomb",
            Self::TooSlow => "word-too-slow",
        }
    }
}

/// Why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Unreadable {
    #[error("it is larger than 20 MB; take pictures out, or divide it")]
    TooLarge,
    /// .doc, or a .docx under a password: the two begin alike.
    #[error("it is an older Word file (.doc) or under a password; save it as .docx without one")]
    OldWord,
    #[error("it is an OpenDocument file; save it as Word (.docx)")]
    OpenDocument,
    #[error(
        "it is a PDF file, in which nothing is tracked; send the Word file that it was made from"
    )]
    Pdf,
    #[error("it is no Word file (.docx)")]
    NoWord,
    #[error("it is damaged or not whole; open it in Word and save it again")]
    Damaged,
    /// Built to be more than it seems: too much, too deep, or with a document type.
    #[error("it unpacks to more than a document of text is; copy the text into a new document")]
    Bomb,
    #[error("it takes too long to read; accept the changes that are settled in it, or divide it")]
    TooSlow,
}
