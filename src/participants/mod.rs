//! Participants: States, organizations and persons, and their people.

pub mod pages;
pub mod store;
