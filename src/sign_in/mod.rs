//! Accounts: who may come in, and who it is that asks.
//!
//! A session is a random token in one cookie; the database holds its digest. What a person may do
//! is asked anew on every request ([`Viewer::standing`]), so that a change of role counts at once.

mod accounts;
mod acts;
mod administrators;
mod guessing;
mod hashing;
mod letters;
pub mod links;
mod local_paths;
pub mod pages;
mod passwords;
mod sessions;
pub mod store;
mod throttle;
mod viewer;
mod views;

pub use accounts::{find_or_create, has_password, normalized, one_line, parse_email, set_password};
pub use administrators::{create_administrator, invite_first_administrator};
pub use hashing::{Hasher, HashingCost};
pub use local_paths::local_path;
pub use passwords::{Password, WeakPassword};
pub use sessions::{lengthen_session, session_cookie_for, start_session};
pub use store::Account;
pub use throttle::{Throttle, Try};
pub use viewer::{Viewer, signed_in, viewer};
pub use views::standing;
