//! What is not as it was written, in words for the console.

use crate::journal::walking;
use crate::procedure::keys::PublicId;

/// One thing that was found wrong. `of` names the consultation, or "the installation".
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("{of}: line {line} of the journal: {fault}")]
    Line { of: String, line: i64, fault: walking::Fault },
    #[error("a chain of the journal belongs to nothing here: {0}")]
    Chain(String),
    #[error("{of}: line {line} of the journal: submission {id}: {what}")]
    Submission { of: String, line: i64, id: PublicId, what: &'static str },
    #[error("{of}: submission {id}: {what}")]
    Unsaid { of: String, id: PublicId, what: &'static str },
    #[error("{of}: line {line} of the journal: list {number} of round {round}: {what}")]
    List { of: String, line: i64, round: PublicId, number: i64, what: &'static str },
    #[error("{of}: line {line} of the journal: {thing} {id}: {what}")]
    Frozen { of: String, line: i64, thing: &'static str, id: PublicId, what: &'static str },
    #[error("{of}: {thing} {id}: {what}")]
    Untold { of: String, thing: &'static str, id: PublicId, what: &'static str },
    #[error("it does not open: {0}")]
    Sealed(String),
    #[error("signing key {0}: it is not the key of that id")]
    Key(String),
    #[error("the database cannot be read: {0}")]
    Database(#[from] diesel::result::Error),
}
