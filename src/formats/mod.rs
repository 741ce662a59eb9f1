//! Bytes in, bytes out. Knows `text/` only.

pub mod table;
