//! The pages of this slice.

mod cards;
mod files;
mod form;
mod here;
mod inputs;
mod mine;
mod place;
mod published;
mod registered;
mod scene;
mod sending;
mod submission;
mod text;
mod unplaced;

pub use files::{attach, detach, download, files};
pub use inputs::{autosave, change, edit, remove};
pub use mine::mine;
pub use place::{autosave_new, preview, show as place, write};
pub use published::{list as published, publish};
pub use registered::{add_excerpt, excerpts, new as new_registered, register};
pub use sending::{cover, replace, submit, withdraw};
pub use submission::{receipt, show as submission};
pub use text::show as text;
pub use unplaced::{list as unplaced, place as place_unplaced};
