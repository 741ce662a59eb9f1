//! outcome

pub mod pages;
pub mod store;
