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
permit! { MayTrace { from: DraftKey, to: DraftKey } }

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

/// The team says what became of the elements of one draft in another, in whatever state the two
/// are: their texts are not touched.
pub fn may_trace(who: &Standing, from: &DraftFacts, to: &DraftFacts) -> Result<MayTrace, Denied> {
    let by = decide(who, Right::LineageUpdate, What::default()).actor()?;
    if from.consultation != to.consultation || from.draft == to.draft {
        return Err(Refusal::NotThisConsultation.into());
    }
    Ok(MayTrace { by, from: from.draft, to: to.draft })
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
    fn lineage_is_the_drafters_to_say_and_of_two_drafts_of_one_consultation() {
        let of = |key: i64, consultation: i64| DraftFacts {
            draft: DraftKey(key),
            consultation: ConsultationKey(consultation),
            ..draft(DraftState::Circulated)
        };
        let drafter = office(Role::Drafter);
        assert!(may_trace(&drafter, &of(1, 1), &of(2, 1)).is_ok());
        for (who, from, to, refusal) in [
            (office(Role::RoundAdministrator), of(1, 1), of(2, 1), Refusal::NotYourRole),
            (drafter.clone(), of(1, 1), of(2, 2), Refusal::NotThisConsultation),
            (drafter.clone(), of(1, 1), of(1, 1), Refusal::NotThisConsultation),
        ] {
            assert_eq!(may_trace(&who, &from, &to).unwrap_err(), Denied::Refused(refusal));
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
