//! What participants send in a round: comments, proposals, answers and files.
//!
//! | file | what happens there |
//! |---|---|
//! | [`written`], [`cover`] | what a person typed, parsed once: an input; what stands beside the inputs |
//! | [`effects`] | what a proposal would do, word by word and in words |
//! | [`acts`] | write, attach, submit, replace, withdraw, register, enter a meeting, place, publish |
//! | [`commitment`], [`committed`], [`receipts`] | the digest that a receipt stands for, and the receipt |
//! | [`carrying`] | files between the database and the depot |
//! | [`import`] | a comment table |
//! | [`returned`] | Word files: handed out, and read when they come back |
//! | [`positions`] | who holds what, where States negotiate |
//! | [`supporters`] | who stands behind a text beside its author |
//! | [`views`] | what a reader may see: the one entrance |

pub mod acts;
pub mod carrying;
pub mod commitment;
pub mod committed;
pub mod counting;
mod cover;
pub mod effects;
pub mod import;
mod letters;
pub mod naming;
pub mod pages;
pub mod positions;
pub mod receipts;
pub mod returned;
pub mod store;
pub mod supporters;
pub mod tables;
mod taken_out;
pub mod uploads;
pub mod views;
pub mod written;

pub use acts::{
    aligning, co_submitting, drafting, intervening, meeting, positioning, publishing, purging,
    registering, submitting,
};
pub use cover::Cover;
pub use written::{Written, mismatch_said};
