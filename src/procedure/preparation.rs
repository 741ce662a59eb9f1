//! What comes before a round: the consultation itself, who takes part, and who is let in.

use super::keys::{AccountKey, ConsultationKey, DoorRequestKey, NoteVerbaleKey, ParticipantKey};
use super::rights::Denied;
use super::standing::Actor;
use super::words::ParticipantKind;
use super::{Capacity, Refusal, Right, Standing, What, decide, permit};

permit! {
    /// To say who is a member of a group.
    MayKeepMembers { consultation: ConsultationKey }
}
permit! { MayCreateConsultation { } }
permit! { MayChangeConsultation { consultation: ConsultationKey } }
permit! { MayKeepTimeline { consultation: ConsultationKey } }
permit! { MayShowAttribution { consultation: ConsultationKey } }
permit! { MayRegisterParticipants { consultation: ConsultationKey } }
permit! { MayDecideAtTheDoor { request: DoorRequestKey } }
permit! { MayInviteColleague { participant: ParticipantKey } }
permit! { MayChangeParticipant { participant: ParticipantKey } }
permit! { MayHandOverMandate { consultation: ConsultationKey } }
permit! { MayTakeMandate { consultation: ConsultationKey } }
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
    let by = decide(who, Right::AttributionUpdate, What::default()).actor()?;
    Ok(MayShowAttribution { by, consultation })
}

/// The mandate is its holder's to hand over.
pub fn may_hand_over_mandate(
    who: &Standing,
    consultation: ConsultationKey,
) -> Result<MayHandOverMandate, Denied> {
    let by = decide(who, Right::MandateHandOver, What::default()).actor()?;
    Ok(MayHandOverMandate { by, consultation })
}

/// Whoever was invited takes the mandate over, as long as the invitation stands: it was not taken
/// back, and who gave it holds the mandate still.
pub fn may_take_mandate(
    account: AccountKey,
    invited: AccountKey,
    consultation: ConsultationKey,
    stands: bool,
) -> Result<MayTakeMandate, Denied> {
    if account != invited {
        return Err(Denied::Unknown);
    }
    if !stands {
        return Err(Refusal::HandoverOver.into());
    }
    let by = Actor { account: Some(account), capacity: Capacity::Lead };
    Ok(MayTakeMandate { by, consultation })
}

/// Milestones and themes are kept by the whole team.
pub fn may_keep_timeline(
    who: &Standing,
    consultation: ConsultationKey,
) -> Result<MayKeepTimeline, Denied> {
    let by = decide(who, Right::TimelineUpdate, What::default()).actor()?;
    Ok(MayKeepTimeline { by, consultation })
}

/// Which participants are members of a group is kept by whoever registers participants.
pub fn may_keep_members(
    who: &Standing,
    consultation: ConsultationKey,
    kind: ParticipantKind,
) -> Result<MayKeepMembers, Denied> {
    let by = decide(who, Right::ParticipantRegister, What::default()).actor()?;
    match kind.is_group() {
        true => Ok(MayKeepMembers { by, consultation }),
        false => Err(Refusal::NotAGroup.into()),
    }
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

/// A delegation passes from its focal point to a colleague.
pub fn may_hand_over_delegation(who: &Standing, participant: ParticipantKey) -> Result<(), Denied> {
    decide(who, Right::DelegationHandOver, What::of(participant)).actor().map(drop)
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
    fn a_mandate_goes_from_its_holder_to_whoever_was_invited() {
        let consultation = ConsultationKey(3);
        assert!(may_hand_over_mandate(&office(Role::Lead), consultation).is_ok());
        for other in [Role::Drafter, Role::RoundAdministrator] {
            let answer = may_hand_over_mandate(&office(other), consultation).unwrap_err();
            assert_eq!(answer, Denied::Refused(Refusal::NotYourRole), "{other}");
        }
        let take = |account, stands| {
            may_take_mandate(AccountKey(account), AccountKey(5), consultation, stands).err()
        };
        assert_eq!(take(5, true), None);
        assert_eq!(take(6, true), Some(Denied::Unknown));
        assert_eq!(take(5, false), Some(Denied::Refused(Refusal::HandoverOver)));
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
