//! A draft is edited while it is a working draft; once circulated it never changes again.

use super::keys::{ConsultationKey, DraftKey, RoundKey};
use super::rights::Denied;
use super::rounds::RoundFacts;
use super::words::DraftState;
use super::{Refusal, Right, Standing, What, decide, permit};

/// What the rules need to know of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFacts {
    pub draft: DraftKey,
    pub consultation: ConsultationKey,
    pub state: DraftState,
    pub has_elements: bool,
}

permit! { MayBringIn { consultation: ConsultationKey } }
permit! { MayReviseDraft { draft: DraftKey } }
permit! { MayCirculate { draft: DraftKey, round: RoundKey } }
permit! { MayFinalize { draft: DraftKey } }

/// The team begins a draft: by pasting, from a file, or from an earlier draft.
pub fn may_bring_in(who: &Standing, consultation: ConsultationKey) -> Result<MayBringIn, Denied> {
    let by = decide(who, Right::WorkingDraftUpdate, What::default()).actor()?;
    Ok(MayBringIn { by, consultation })
}

pub fn may_revise(who: &Standing, draft: &DraftFacts) -> Result<MayReviseDraft, Denied> {
    let by = decide(who, Right::WorkingDraftUpdate, What::default()).actor()?;
    if draft.state != DraftState::Working {
        return Err(Refusal::AlreadyCirculated.into());
    }
    Ok(MayReviseDraft { by, draft: draft.draft })
}

impl From<&MayReviseDraft> for MayReviseDraft {
    fn from(permit: &MayReviseDraft) -> Self {
        permit.clone()
    }
}

/// The lead puts a working draft into a round that the administrator prepared.
pub fn may_circulate(
    who: &Standing,
    draft: &DraftFacts,
    round: &RoundFacts,
) -> Result<MayCirculate, Denied> {
    let by = decide(who, Right::DraftCirculate, What::default()).actor()?;
    if draft.consultation != round.consultation {
        return Err(Refusal::NotThisConsultation.into());
    }
    if draft.state != DraftState::Working {
        return Err(Refusal::AlreadyCirculated.into());
    }
    if !draft.has_elements {
        return Err(Refusal::EmptyDraft.into());
    }
    if round.circulated {
        return Err(Refusal::RoundHasDraft.into());
    }
    Ok(MayCirculate { by, draft: draft.draft, round: round.round })
}

/// The lead marks a draft final, with its document symbol.
pub fn may_finalize(who: &Standing, draft: &DraftFacts) -> Result<MayFinalize, Denied> {
    let by = decide(who, Right::DraftCirculate, What::default()).actor()?;
    match draft.state {
        DraftState::Final => Err(Refusal::AlreadyCirculated.into()),
        _ if !draft.has_elements => Err(Refusal::EmptyDraft.into()),
        _ => Ok(MayFinalize { by, draft: draft.draft }),
    }
}

/// Working drafts are the team's; circulated and final ones are read where their round is.
pub fn may_read_draft(who: &Standing, draft: &DraftFacts, public: bool) -> Result<(), Denied> {
    let right = match draft.state {
        DraftState::Working => Right::WorkingDraftRead,
        DraftState::Circulated | DraftState::Final => Right::DraftRead,
    };
    decide(who, right, What::public(public)).actor().map(drop)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::rounds::tests::{office, round};
    use super::super::words::Role;
    use super::*;

    fn draft(state: DraftState) -> DraftFacts {
        DraftFacts {
            draft: DraftKey(1),
            consultation: ConsultationKey(1),
            state,
            has_elements: true,
        }
    }

    #[test]
    fn only_the_lead_circulates_and_only_once() {
        let prepared = RoundFacts { circulated: false, ..round() };
        let lead = office(Role::Lead);
        assert!(may_circulate(&lead, &draft(DraftState::Working), &prepared).is_ok());
        for (who, facts, into, refusal) in [
            (office(Role::Drafter), draft(DraftState::Working), &prepared, Refusal::NotYourRole),
            (lead.clone(), draft(DraftState::Circulated), &prepared, Refusal::AlreadyCirculated),
            (lead.clone(), draft(DraftState::Working), &round(), Refusal::RoundHasDraft),
            (
                lead.clone(),
                DraftFacts { has_elements: false, ..draft(DraftState::Working) },
                &prepared,
                Refusal::EmptyDraft,
            ),
            (
                lead.clone(),
                DraftFacts { consultation: ConsultationKey(2), ..draft(DraftState::Working) },
                &prepared,
                Refusal::NotThisConsultation,
            ),
        ] {
            let said = may_circulate(&who, &facts, into).unwrap_err();
            assert_eq!(said, Denied::Refused(refusal));
        }
    }

    #[test]
    fn a_circulated_draft_never_changes() {
        let drafter = office(Role::Drafter);
        assert!(may_revise(&drafter, &draft(DraftState::Working)).is_ok());
        for state in [DraftState::Circulated, DraftState::Final] {
            let said = may_revise(&drafter, &draft(state)).unwrap_err();
            assert_eq!(said, Denied::Refused(Refusal::AlreadyCirculated));
        }
    }
}
