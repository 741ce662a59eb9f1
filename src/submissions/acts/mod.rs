//! The acts: each in one transaction, and each asks its rule first.

pub mod aligning;
pub mod co_submitting;
pub mod committing;
pub mod drafting;
pub mod erasing;
pub mod identifying;
pub mod intervening;
pub mod meeting;
pub mod positioning;
pub mod publishing;
pub mod purging;
pub mod reclassifying;
pub mod redacting;
pub mod registering;
pub mod submitting;
