//! Accounts: who may come in, and who it is that asks.
//!
//! A session is a random token in one cookie; the database holds its digest. What a person may do
//! is asked anew on every request ([`Viewer::standing`]), so that a change of role counts at once.
//! Where a second factor is on, a password alone opens half a session. Before what matters an act
//! asks [`recently_confirmed`], which makes sure that the person is still there.

mod accounts;
mod acts;
mod address;
mod administrators;
mod breached;
mod confirming;
mod guessing;
mod hashing;
mod letters;
pub mod links;
mod local_paths;
mod looking_after;
pub mod pages;
mod parked;
mod passwords;
mod sealed;
mod second_factor;
mod second_factor_first;
mod sessions;
pub mod store;
mod throttle;
mod viewer;
mod views;

pub use accounts::{find_or_create, has_password, normalized, one_line, parse_email, set_password};
pub use administrators::{create_administrator, invite_first_administrator};
pub use breached::Breached;
pub use confirming::{confirmed_who_may, recently_confirmed};
pub use hashing::{Hasher, HashingCost};
pub use local_paths::local_path;
pub use looking_after::{
    Decided, addresses, became_staff, decide_about, may_look_after_accounts,
    reset_second_factor_at_console,
};
pub use parked::forget_parked_forms;
pub use passwords::{Password, WeakPassword, new_password};
pub use sealed::{look_at_secrets, seal_secrets_anew, secrets_sealed_with};
pub use second_factor::{RECOVERY_CODES, SharedSecret};
pub use second_factor_first::{WhenSecondFactor, second_factor_first};
pub use sessions::{Begun, lengthen_session, session_cookie_for, start_session};
pub use store::Account;
pub use store::sessions::{count as count_sessions, end_every_session};
pub use throttle::{Limits, Throttle, Try, forget_tries, hold_back, hold_back_network};
pub use viewer::{Viewer, signed_in, viewer};
pub use views::standing;
