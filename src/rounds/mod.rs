//! A round: the days in which one draft is open, to whom, for which kinds of input.

pub mod pages;
pub mod store;
