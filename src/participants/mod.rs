//! Participants: States, organizations and persons, and their people.

mod colleagues;
pub mod door;
pub mod groups;
mod import;
mod invitations;
mod letters;
mod new;
pub mod pages;
pub mod store;

pub use colleagues::{
    NewColleague, end_seat, hand_over, invite_colleague, let_contributors_submit,
};
pub use import::{Bad, Imported, import};
pub use invitations::{accept, ensure_focal_point, invitation_link, writable_people};
pub use new::{NewParticipant, kind_of, region_of};
pub use store::{Participant, Person};

use crate::consultations::Consultation;
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::preparation::may_register_participants;
use crate::procedure::standing::Actor;
use crate::procedure::{Moment, Standing};
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;

/// A participant that was registered now, or was there before under the same name.
#[derive(Debug, Clone)]
pub struct Registered {
    pub participant: Participant,
    pub is_new: bool,
}

/// Registers a participant. One of the same name stays as it is.
pub fn register(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    new: &NewParticipant,
    now: Moment,
) -> Result<Registered, Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    let permit = may_register_participants(who, consultation.id)?;
    if let Some(participant) = store::find_by_name(tx, consultation.id, &new.name)? {
        return Ok(Registered { participant, is_new: false });
    }
    let participant = store::insert(tx, permit.consultation(), new, "registration", now)?;
    tell(tx, permit.by(), "participant.registered", &participant, now)?;
    Ok(Registered { participant, is_new: true })
}

/// What came of a change to the facts of a participant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Done,
    /// Another participant has that name.
    NameTaken,
    /// Somebody else stored other facts since they were read.
    Conflict,
}

/// Changes the facts of a participant, as they were read at `version`. What is registered so
/// already (a form that was sent twice) is done.
pub fn change(
    tx: &mut Tx,
    who: &Standing,
    participant: &Participant,
    new: &NewParticipant,
    version: i64,
    now: Moment,
) -> Result<Change, Error> {
    let scope = Scope::Consultation(participant.consultation_id);
    journal::hold(tx, scope)?;
    let permit = may_register_participants(who, participant.consultation_id)?;
    if NewParticipant::of(&store::find(tx, participant.id)?) == *new {
        return Ok(Change::Done);
    }
    let same_name = store::find_by_name(tx, participant.consultation_id, &new.name)?;
    if same_name.is_some_and(|other| other.id != participant.id) {
        return Ok(Change::NameTaken);
    }
    if !store::update(tx, &permit, participant.id, new, version)? {
        return Ok(Change::Conflict);
    }
    let changed = store::find(tx, participant.id)?;
    tell(tx, permit.by(), "participant.changed", &changed, now)?;
    Ok(Change::Done)
}

/// The journal's line on who a participant is now, wherever it was registered or changed.
pub fn tell(
    tx: &mut Tx,
    by: &Actor,
    act: &str,
    participant: &Participant,
    now: Moment,
) -> QueryResult<()> {
    let detail = json!({
        "kind": participant.kind,
        "regional_group": participant.regional_group,
        "sha256": store::digest(tx, participant.id)?,
    });
    let scope = Scope::Consultation(participant.consultation_id);
    journal::record(tx, scope, by, act, &participant.public_id, detail, now)
}
