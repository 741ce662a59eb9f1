//! The pages of a consultation that are about the consultation itself.

pub mod facts;
mod handover;
mod home;
mod journal;
mod moved;
mod settings;
mod team;
mod timeline;

pub use handover::{
    begin as begin_handover, cancel as cancel_handover, offered as mandate, show as handover,
    take as take_mandate,
};
pub use home::home;
pub use journal::{Lines, journal};
pub use moved::former_addresses;
pub use settings::{create, new, save, settings};
pub use team::{appoint, attribution, end_role, team};
pub use timeline::{add_milestone, add_theme, remove_milestone, rename_theme, show as timeline};
