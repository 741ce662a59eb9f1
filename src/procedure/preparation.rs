//! What comes before a round: the consultation itself, who takes part, and who is let in.

use super::keys::{ConsultationKey, DoorRequestKey, NoteVerbaleKey, ParticipantKey};
use super::rights::Denied;
use super::standing::Actor;
use super::{Refusal, Right, Standing, What, decide, permit};

permit! { MayCreateConsultation { } }
permit! { MayChangeConsultation { consultation: ConsultationKey } }
permit! { MayKeepTimeline { consultation: ConsultationKey } }
permit! { MayShowAttribution { consultation: ConsultationKey } }
permit! { MayRegisterParticipants { consultation: ConsultationKey } }
permit! { MayDecideAtTheDoor { request: DoorRequestKey } }
permit! { MayInviteColleague { participant: ParticipantKey } }
permit! { MayChangeParticipant { participant: ParticipantKey } }
permit! { MayApproveNote { note: NoteVerbaleKey } }
permit! { MayRecordDispatch { note: NoteVerbaleKey } }

/// A system administrator creates a consultation and becomes its first round administrator.
pub fn may_create_consultation(who: &Standing) -> Result<MayCreateConsultation, Denied> {
    let by = decide(who, Right::ConsultationCreate, What::default()).actor()?;
    Ok(MayCreateConsultation { by })
}

pub fn may_change_consultation(
    who: &Standing,
    consultation: ConsultationKey,
) -> Result<MayChangeConsultation, Denied> {
    let by = decide(who, Right::ConsultationUpdate, What::default()).actor()?;
    Ok(MayChangeConsultation { by, consultation })
}

/// Whether those who proposed a change are named outside is the lead's own choice.
pub fn may_show_attribution(
    who: &Standing,
    consultation: ConsultationKey,
) -> Result<MayShowAttribution, Denied> {
    let by = decide(who, Right::ResponseRelease, What::default()).actor()?;
    Ok(MayShowAttribution { by, consultation })
}

/// Milestones and themes are kept by the whole team.
pub fn may_keep_timeline(
    who: &Standing,
    consultation: ConsultationKey,
) -> Result<MayKeepTimeline, Denied> {
    let may = |right| decide(who, right, What::default()).actor();
    let by = may(Right::InputConsolidate).or_else(|_| may(Right::ConsultationUpdate))?;
    Ok(MayKeepTimeline { by, consultation })
}

pub fn may_register_participants(
    who: &Standing,
    consultation: ConsultationKey,
) -> Result<MayRegisterParticipants, Denied> {
    let by = decide(who, Right::ParticipantRegister, What::default()).actor()?;
    Ok(MayRegisterParticipants { by, consultation })
}

/// Those who ask at the open door are decided upon once they have confirmed their address.
pub fn may_decide_at_the_door(
    who: &Standing,
    request: DoorRequestKey,
    confirmed: bool,
    decided: bool,
) -> Result<MayDecideAtTheDoor, Denied> {
    let by = decide(who, Right::ParticipantAdmit, What::default()).actor()?;
    if decided {
        return Err(Refusal::AlreadyDecided.into());
    }
    if !confirmed {
        return Err(Refusal::NotConfirmed.into());
    }
    Ok(MayDecideAtTheDoor { by, request })
}

/// A focal point invites colleagues of the same delegation or organization; the administrator too.
pub fn may_invite_colleague(
    who: &Standing,
    participant: ParticipantKey,
) -> Result<MayInviteColleague, Denied> {
    let by = decide(who, Right::ColleagueInvite, What::of(participant)).actor()?;
    Ok(MayInviteColleague { by, participant })
}

/// A delegation's own settings are its focal point's.
pub fn may_change_participant(
    who: &Standing,
    participant: ParticipantKey,
) -> Result<MayChangeParticipant, Denied> {
    let by = decide(who, Right::ColleagueInvite, What::of(participant)).actor()?;
    Ok(MayChangeParticipant { by, participant })
}

/// A note verbale is approved by hand before it is dispatched, once.
pub fn may_approve_note(
    who: &Standing,
    note: NoteVerbaleKey,
    approved: bool,
) -> Result<MayApproveNote, Denied> {
    let by: Actor = decide(who, Right::LetterWrite, What::default()).actor()?;
    if approved {
        return Err(Refusal::AlreadyApproved.into());
    }
    Ok(MayApproveNote { by, note })
}

pub fn may_record_dispatch(
    who: &Standing,
    note: NoteVerbaleKey,
    approved: bool,
) -> Result<MayRecordDispatch, Denied> {
    let by: Actor = decide(who, Right::LetterWrite, What::default()).actor()?;
    if !approved {
        return Err(Refusal::NotApproved.into());
    }
    Ok(MayRecordDispatch { by, note })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::rounds::tests::{office, seated};
    use super::super::words::{Role, SeatRole};
    use super::*;

    #[test]
    fn the_door_is_opened_by_the_team_to_confirmed_addresses() {
        let administrator = office(Role::RoundAdministrator);
        let request = DoorRequestKey(1);
        assert!(may_decide_at_the_door(&administrator, request, true, false).is_ok());
        assert_eq!(
            may_decide_at_the_door(&administrator, request, false, false).unwrap_err(),
            Denied::Refused(Refusal::NotConfirmed)
        );
        assert_eq!(
            may_decide_at_the_door(&administrator, request, true, true).unwrap_err(),
            Denied::Refused(Refusal::AlreadyDecided)
        );
    }

    #[test]
    fn colleagues_are_invited_by_their_own_focal_point() {
        let focal = seated(SeatRole::FocalPoint);
        assert!(may_invite_colleague(&focal, ParticipantKey(7)).is_ok());
        assert!(may_invite_colleague(&focal, ParticipantKey(8)).is_err());
        assert!(may_invite_colleague(&seated(SeatRole::Contributor), ParticipantKey(7)).is_err());
        assert!(may_invite_colleague(&office(Role::RoundAdministrator), ParticipantKey(7)).is_ok());
    }
}
