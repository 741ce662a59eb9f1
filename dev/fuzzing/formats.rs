//! Of the formats, those that the reader has a part in.

#[path = "../../src/formats/apart.rs"]
pub mod apart;
#[path = "../../src/formats/grid/mod.rs"]
pub mod grid;
#[path = "../../src/formats/table.rs"]
pub mod table;
#[path = "../../src/formats/word/mod.rs"]
pub mod word;
