//! Speaking with others: a participant aligns itself with another's submission, or answers for having
//! been named beside one.

use super::keys::{ParticipantKey, RoundKey};
use super::rights::Denied;
use super::rounds::{RoundFacts, may_draft_input};
use super::sight::{InputFacts, Sight};
use super::submissions::{MayRegister, may_register};
use super::words::{PublicationClass, SubmissionState};
use super::{Moment, Refusal, Right, Standing, What, decide, permit};

/// The submission that somebody would align itself with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlignedWith {
    pub author: ParticipantKey,
    pub state: SubmissionState,
    /// It is an alignment itself: there is no text to align with.
    pub is_alignment: bool,
    /// It was recorded at a meeting, and whoever is named has not answered for it: it is nobody's word yet.
    pub is_unverified: bool,
    /// The reader sees some of it under its author's name, or has its receipt's code.
    pub is_known: bool,
}

permit! {
    /// To align one participant with another's submission; `late` is decided by the round's closing.
    MayAlign { round: RoundKey, participant: ParticipantKey, late: bool }
}
permit! { MayAnswerCoSubmission { participant: ParticipantKey } }

/// A participant aligns itself with what it may read, as long as it could submit.
pub fn may_align(
    who: &Standing,
    round: &RoundFacts,
    participant: ParticipantKey,
    with: &AlignedWith,
    now: Moment,
) -> Result<MayAlign, Denied> {
    let late = may_align_at_all(who, round, participant, now)?;
    if !with.is_known {
        return Err(Denied::Unknown);
    }
    stands(participant, with)?;
    let by = decide(who, Right::SubmissionSubmit, What::of(participant)).actor()?;
    Ok(MayAlign { by, round: round.round, participant, late })
}

/// Could it, with anything? Answers whether it would be late.
pub fn may_align_at_all(
    who: &Standing,
    round: &RoundFacts,
    participant: ParticipantKey,
    now: Moment,
) -> Result<bool, Denied> {
    decide(who, Right::SubmissionSubmit, What::of(participant)).actor()?;
    Ok(may_draft_input(who, round, participant, None, now)?.late())
}

/// What a statement on paper says ("aligns itself with the statement of …") the secretariat records.
pub fn may_register_alignment(
    who: &Standing,
    round: &RoundFacts,
    participant: ParticipantKey,
    with: &AlignedWith,
) -> Result<MayRegister, Denied> {
    let permit = may_register(who, round)?;
    if !with.is_known {
        return Err(Denied::Unknown);
    }
    stands(participant, with)?;
    Ok(permit)
}

fn stands(participant: ParticipantKey, with: &AlignedWith) -> Result<(), Denied> {
    if with.state != SubmissionState::Submitted || with.is_alignment {
        return Err(Refusal::NotSubmitted.into());
    }
    if with.author == participant {
        return Err(Refusal::OwnSubmission.into());
    }
    match with.is_unverified {
        true => Err(Refusal::AlignsWithUnverified.into()),
        false => Ok(()),
    }
}

/// Whoever was named beside a submission says for itself whether it is with it, at any time while the
/// submission stands. Nobody else knows that it was asked.
pub fn may_answer_co_submission(
    who: &Standing,
    participant: ParticipantKey,
    is_named: bool,
    state: SubmissionState,
) -> Result<MayAnswerCoSubmission, Denied> {
    if !is_named {
        return Err(Denied::Unknown);
    }
    let by = decide(who, Right::SubmissionSubmit, What::of(participant)).actor()?;
    match state {
        SubmissionState::Submitted => Ok(MayAnswerCoSubmission { by, participant }),
        _ => Err(Refusal::NotSubmitted.into()),
    }
}

/// How much of an alignment a reader is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    No,
    /// That there is one, and its author's kind where that does not tell who it is.
    Unnamed,
    Named,
}

/// What a reader is shown of an alignment beside the submission that it is with. The people of that
/// submission see at once what the class lets others see after publication.
pub fn shown(sight: &Sight, alignment: &InputFacts, author: ParticipantKey) -> Shown {
    let stands = alignment.state == SubmissionState::Submitted;
    if stands && sight.own.contains(&author) && !sight.own.contains(&alignment.participant) {
        match alignment.class {
            Some(PublicationClass::Public) => return Shown::Named,
            Some(PublicationClass::NameWithheld) => return Shown::Unnamed,
            Some(PublicationClass::Confidential) | None => return Shown::No,
        }
    }
    match (sight.shows(alignment), sight.names(alignment)) {
        (false, _) => Shown::No,
        (true, false) => Shown::Unnamed,
        (true, true) => Shown::Named,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::rounds::tests::{day, office, round, seated};
    use super::super::sight::sight;
    use super::super::words::{Role, SeatRole};
    use super::*;

    const OWN: ParticipantKey = ParticipantKey(7);

    fn with() -> AlignedWith {
        AlignedWith {
            author: ParticipantKey(9),
            state: SubmissionState::Submitted,
            is_alignment: false,
            is_unverified: false,
            is_known: true,
        }
    }

    #[test]
    fn a_focal_point_aligns_with_what_it_knows_and_nobody_else_does() {
        let focal = seated(SeatRole::FocalPoint);
        assert!(!may_align(&focal, &round(), OWN, &with(), day(15)).unwrap().late());
        assert!(may_align(&focal, &round(), OWN, &with(), day(30)).unwrap().late());
        let contributor = seated(SeatRole::Contributor);
        assert_eq!(
            may_align(&contributor, &round(), OWN, &with(), day(15)).unwrap_err(),
            Denied::Refused(Refusal::OnlyFocalPoints)
        );
        for other in [office(Role::Lead), seated(SeatRole::Reader), Standing::visitor()] {
            let denied = may_align(&other, &round(), OWN, &with(), day(15)).unwrap_err();
            assert_eq!(denied, Denied::Unknown);
        }
        let strict = RoundFacts { accept_late: false, ..round() };
        assert!(matches!(
            may_align(&focal, &strict, OWN, &with(), day(30)).unwrap_err(),
            Denied::Refused(Refusal::RoundClosed { .. })
        ));
    }

    #[test]
    fn nobody_aligns_with_what_they_may_not_see_nor_with_themselves() {
        let focal = seated(SeatRole::FocalPoint);
        let ask = |with: &AlignedWith| may_align(&focal, &round(), OWN, with, day(15)).unwrap_err();
        assert_eq!(ask(&AlignedWith { is_known: false, ..with() }), Denied::Unknown);
        let own = AlignedWith { author: OWN, ..with() };
        assert_eq!(ask(&own), Denied::Refused(Refusal::OwnSubmission));
        for state in [SubmissionState::Drafting, SubmissionState::Withdrawn] {
            let gone = AlignedWith { state, ..with() };
            assert_eq!(ask(&gone), Denied::Refused(Refusal::NotSubmitted));
        }
        let nobodys = AlignedWith { is_unverified: true, ..with() };
        assert_eq!(ask(&nobodys), Denied::Refused(Refusal::AlignsWithUnverified));
        let unknown = AlignedWith { is_known: false, ..nobodys };
        assert_eq!(ask(&unknown), Denied::Unknown);
        let chain = AlignedWith { is_alignment: true, ..with() };
        assert_eq!(ask(&chain), Denied::Refused(Refusal::NotSubmitted));
        let desk = office(Role::RoundAdministrator);
        assert!(may_register_alignment(&desk, &round(), OWN, &with()).is_ok());
        assert!(may_register_alignment(&focal, &round(), OWN, &with()).is_err());
    }

    #[test]
    fn only_whoever_was_named_answers() {
        let focal = seated(SeatRole::FocalPoint);
        let sent = SubmissionState::Submitted;
        assert!(may_answer_co_submission(&focal, OWN, true, sent).is_ok());
        assert_eq!(
            may_answer_co_submission(&focal, OWN, false, sent).unwrap_err(),
            Denied::Unknown
        );
        let lead = office(Role::Lead);
        assert_eq!(may_answer_co_submission(&lead, OWN, true, sent).unwrap_err(), Denied::Unknown);
        assert!(may_answer_co_submission(&focal, OWN, true, SubmissionState::Replaced).is_err());
    }

    #[test]
    fn the_group_sees_who_aligned_as_the_class_allows() {
        use PublicationClass::*;
        let group = ParticipantKey(7);
        let own = sight(&seated(SeatRole::FocalPoint), &round(), day(15));
        let public = Sight::public();
        let facts = |class, published| InputFacts {
            participant: ParticipantKey(9),
            state: SubmissionState::Submitted,
            class: Some(class),
            published,
        };
        for (class, published, to_group, to_all) in [
            (Public, false, Shown::Named, Shown::No),
            (Public, true, Shown::Named, Shown::Named),
            (NameWithheld, false, Shown::Unnamed, Shown::No),
            (NameWithheld, true, Shown::Unnamed, Shown::Unnamed),
            (Confidential, true, Shown::No, Shown::No),
        ] {
            let facts = facts(class, published);
            assert_eq!(shown(&own, &facts, group), to_group, "{class} {published}");
            assert_eq!(shown(&public, &facts, group), to_all, "{class} {published}");
        }
        let withdrawn = InputFacts { state: SubmissionState::Withdrawn, ..facts(Public, false) };
        assert_eq!(shown(&own, &withdrawn, group), Shown::No);
    }
}
