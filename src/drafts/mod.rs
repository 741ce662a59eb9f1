//! A draft: one version of the text. While it is a working draft the team edits it; once
//! circulated it never changes again.

pub mod pages;
pub mod store;
