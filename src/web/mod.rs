//! What every page shares: who is asking, forms with what was typed, how an error looks, the
//! headers of every answer, and the stylesheet and script.

mod asking;
pub mod assets;
mod connections;
mod errors;
mod fields;
mod frame;
mod guard;
pub mod health;
pub(crate) mod labels;
mod network;
mod requests;
mod respond;
mod sent;
mod shelf;
mod taken;
mod times;
mod unchanged;

pub use asking::{Asking, language_cookie, session_cookie};
pub use connections::server;
pub use errors::{Confirm, Error, Problem, Stranger, error_pages, nowhere, wrong_method};
pub use fields::{Errors, Fields, Upload};
pub use frame::{Crumb, Frame, NavLink};
pub use guard::{cross_origin_guard, headers};
pub use health::Health;
pub use labels::{is_somebodys, is_text, label, shown};
pub use network::sender;
pub use requests::{RequestId, requests};
pub use respond::{After, download, html, html_with, json, see_other, see_other_saying};
pub use sent::{read_sent, read_word};
pub use shelf::{Shelf, rendered_once};
pub use taken::{Taken, only_what_is_taken};
pub use times::time;
pub use unchanged::unless_unchanged;
