//! The pages of participants, their people, and the open door.

mod door;
mod import;
mod invitation;
mod list;
mod participant;
mod requests;

pub use door::{ask, confirm, door, to_confirm};
pub use import::{import, upload};
pub use invitation::{accept, invitation};
pub use list::{list, new, register};
pub use participant::{
    add_member, delegation, end_membership, end_seat, hand_over, invite, participant, save, settle,
};
pub use requests::{admit, refuse, requests};

use crate::languages::Language;
use crate::procedure::words::{ParticipantKind, RegionalGroup};
use crate::web::Fields;

/// A choice of a list.
pub struct Choice {
    pub value: &'static str,
    pub label: String,
    pub chosen: bool,
}

fn kinds(t: Language, fields: &Fields, with_states: bool) -> Vec<Choice> {
    let kinds = ParticipantKind::ALL.iter().filter(|kind| with_states || !kind.is_state());
    let choice = |kind: &ParticipantKind| Choice {
        value: kind.as_str(),
        label: t.word(*kind),
        chosen: fields.has("kind", kind.as_str()),
    };
    kinds.map(choice).collect()
}

fn regions(t: Language, fields: &Fields) -> Vec<Choice> {
    let choice = |region: &RegionalGroup| Choice {
        value: region.as_str(),
        label: t.word(*region),
        chosen: fields.has("regional_group", region.as_str()),
    };
    RegionalGroup::ALL.iter().map(choice).collect()
}

fn languages(t: Language, fields: &Fields) -> Vec<Choice> {
    let choice = |code: &'static str| Choice {
        value: code,
        label: t.language_name(code),
        chosen: fields.has("language", code),
    };
    crate::consultations::LANGUAGES.into_iter().map(choice).collect()
}
