//! The acts: each in one transaction, and each asks its rule first.

pub mod drafting;
pub mod identifying;
pub mod publishing;
pub mod reclassifying;
pub mod registering;
pub mod submitting;
