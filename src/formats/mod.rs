//! Bytes in, bytes out. Knows `text/` only.

pub mod spreadsheet;
pub mod table;
pub mod word;
