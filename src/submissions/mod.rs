//! What participants send in a round: comments, proposals, answers and files.

pub mod pages;
pub mod store;
pub mod views;
