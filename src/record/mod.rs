//! The record proves itself: that what was received is unchanged, and counted.
//!
//! | file | what happens there |
//! |---|---|
//! | [`checking`] | every chain, line by line, from the database |
//! | `submitted` | every commitment, receipt and list of digests |
//! | `frozen` | what was frozen or published besides: drafts, notes, summaries, responses |
//! | `facts` | what stands in a row and is read everywhere: settings, rounds, participants, positions |
//! | `opening` | everything sealed, opened once |
//! | [`asking`] | what a stranger is told of a receipt or a list |
//! | `pages` | the check page, the public keys, the heads of the journal's chains |
//!
//! What is checked is made where it belongs: lines in [`crate::journal`], commitments and receipts
//! in [`crate::submissions`], lists of digests in [`crate::rounds`]. docs/record.md has the formats.

pub mod asking;
pub mod checking;
mod facts;
mod fault;
mod frozen;
mod lines;
mod opening;
pub mod pages;
mod submitted;

pub use fault::Fault;
