//! Regional meetings among the participants: what their records say is said in their name.

use super::{Participant, find, find_by_name, insert};
use crate::db::Tx;
use crate::participants::{NewParticipant, tell};
use crate::procedure::Moment;
use crate::procedure::keys::{ConsultationKey, ParticipantKey};
use crate::procedure::meetings::MayCorrectMeeting;
use crate::procedure::submissions::MayRegister;
use crate::procedure::words::{ParticipantKind, RegionalGroup};
use crate::schema::participants;
use diesel::prelude::*;

/// In whose name the comments of a meeting are: the one of that name, or a new one, which the journal tells
/// of. None where another kind of participant has the name.
pub fn meeting_named(
    tx: &mut Tx,
    permit: &MayRegister,
    consultation: ConsultationKey,
    (name, region): (&str, Option<RegionalGroup>),
    language: &str,
    now: Moment,
) -> QueryResult<Option<Participant>> {
    if let Some(known) = find_by_name(tx, consultation, name)? {
        return Ok(Some(known).filter(|one| one.kind == ParticipantKind::RegionalMeeting));
    }
    let new = NewParticipant {
        name: name.to_owned(),
        kind: ParticipantKind::RegionalMeeting,
        regional_group: region,
        language: language.to_owned(),
        email: String::new(),
        address: String::new(),
    };
    let participant = insert(tx, consultation, &new, "meeting", now)?;
    tell(tx, permit.by(), "participant.registered", &participant, now)?;
    Ok(Some(participant))
}

/// The meeting under another name, or of another region.
pub fn rename_meeting(
    tx: &mut Tx,
    permit: &MayCorrectMeeting,
    meeting: ParticipantKey,
    (name, region): (&str, Option<RegionalGroup>),
    now: Moment,
) -> QueryResult<Participant> {
    let row = participants::table
        .find(meeting)
        .filter(participants::kind.eq(ParticipantKind::RegionalMeeting));
    diesel::update(row)
        .set((
            participants::name.eq(name),
            participants::regional_group.eq(region),
            participants::row_version.eq(participants::row_version + 1),
        ))
        .execute(&mut **tx)?;
    let renamed = find(tx, meeting)?;
    tell(tx, permit.by(), "participant.changed", &renamed, now)?;
    Ok(renamed)
}
