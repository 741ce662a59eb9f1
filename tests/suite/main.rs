//! One test binary. A test is a sentence spoken by a named cast (`support/stage.rs`).
#![allow(clippy::unwrap_used)]

mod arrows;
mod consolidation;
mod languages;
mod security;
mod support;
