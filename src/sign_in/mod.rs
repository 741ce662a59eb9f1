//! Accounts: who may come in, and who it is that asks.
//!
//! A session is a random token in one cookie; the database holds its digest. What a person may do
//! is asked anew on every request ([`Viewer::standing`]), so that a change of role counts at once.

mod hashing;
mod passwords;
pub mod store;
mod throttle;
mod viewer;
mod views;

pub use hashing::{Hasher, HashingCost};
pub use passwords::{Password, WeakPassword};
pub use throttle::{Throttle, Try};
pub use viewer::{Viewer, viewer};
