//! One test binary. A test is a sentence spoken by a named cast (`support/stage.rs`).
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod accounts;
mod arrows;
mod command_line;
mod consolidation;
mod consultations;
mod drafts;
mod durability;
mod example;
mod faults;
mod journal;
mod journeys;
mod languages;
mod letters;
mod outcome;
mod pages;
mod participants;
mod post;
mod real_data;
mod rounds;
mod schema;
mod sealing;
mod security;
mod sign_in;
mod submissions;
mod support;
