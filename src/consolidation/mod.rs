//! consolidation

pub mod pages;
pub mod store;
