//! The pages of a consultation that are about the consultation itself.

mod home;
mod journal;
mod settings;
mod team;
mod timeline;

pub use home::home;
pub use journal::journal;
pub use settings::{create, new, save, settings};
pub use team::{appoint, attribution, end_role, team};
pub use timeline::{add_milestone, add_theme, remove_milestone, rename_theme, show as timeline};
