//! The acts: each in one transaction, and each asks its rule first.

pub mod drafting;
pub mod publishing;
pub mod registering;
pub mod submitting;
