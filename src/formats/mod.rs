//! Bytes in, bytes out. Knows `text/` only.

pub mod apart;
pub mod grid;
pub mod spreadsheet;
pub mod table;
pub mod word;

/// A kind of file that tables leave the server in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Csv,
    Xlsx,
    Word,
}

impl FileKind {
    pub const ALL: [FileKind; 3] = [FileKind::Word, FileKind::Xlsx, FileKind::Csv];

    pub fn extension(self) -> &'static str {
        match self {
            FileKind::Csv => "csv",
            FileKind::Xlsx => "xlsx",
            FileKind::Word => "docx",
        }
    }

    pub fn of_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.extension() == extension)
    }

    pub fn media_type(self) -> &'static str {
        match self {
            FileKind::Csv => table::MEDIA_TYPE,
            FileKind::Xlsx => spreadsheet::MEDIA_TYPE,
            FileKind::Word => word::MEDIA_TYPE,
        }
    }
}
