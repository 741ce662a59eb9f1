//! Of the formats, this one only.

#[path = "../../src/formats/word/mod.rs"]
pub mod word;
