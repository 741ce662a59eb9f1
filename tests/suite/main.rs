//! One test binary. A test is a sentence spoken by a named cast (`support/stage.rs`).
#![allow(clippy::unwrap_used)]

mod arrows;
mod languages;
mod letters;
mod outcome;
mod rounds;
mod security;
mod support;
