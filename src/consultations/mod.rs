//! A consultation: the whole process for one instrument.

pub mod pages;
pub mod store;
mod tabs;

pub use tabs::{Tab, frame};
