//! The pages of the record.

pub mod heads;
pub mod verify;
