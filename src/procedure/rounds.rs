//! A round: the days in which one draft is open, to whom, for which kinds of input. It opens and
//! closes by its dates; an administrator may extend it, or close it, with a reason.

use super::keys::{ConsultationKey, ParticipantKey, RoundKey};
use super::rights::Denied;
use super::words::{InputKind, Operation, PublicationRule};
use super::{Moment, Refusal, Right, Standing, What, decide, permit};
use std::collections::HashSet;

/// What the rules need to know of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundFacts {
    pub round: RoundKey,
    pub consultation: ConsultationKey,
    pub opens_at: Moment,
    pub closes_at: Moment,
    /// Closed by an administrator before its date.
    pub closed_early_at: Option<Moment>,
    /// Its closing has been recorded and announced: whatever the clock says since, it is closed.
    pub has_ended: bool,
    /// The lead has put a draft (or a call without one) into the round.
    pub circulated: bool,
    pub open_to_public: bool,
    pub accept_late: bool,
    pub team_reads_before_close: bool,
    pub allowed: Vec<InputKind>,
    /// The operations that it takes; None: all.
    pub operations: Option<Vec<Operation>>,
    /// The identities of the elements that are open; None: all.
    pub open_elements: Option<HashSet<String>>,
    /// Since when it takes nothing, while the team revises.
    pub paused_at: Option<Moment>,
    pub publication_rule: PublicationRule,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Prepared by the administrator, no text in it yet.
    Prepared,
    Upcoming,
    Open,
    Closed,
}

impl RoundFacts {
    /// The instant at which it closes or closed, early closing and extensions considered.
    pub fn ends_at(&self) -> Moment {
        match self.closed_early_at {
            Some(at) if at < self.closes_at => at,
            _ => self.closes_at,
        }
    }

    pub fn phase(&self, now: Moment) -> Phase {
        if !self.circulated {
            Phase::Prepared
        } else if self.has_ended || now >= self.ends_at() {
            Phase::Closed
        } else if now < self.opens_at {
            Phase::Upcoming
        } else {
            Phase::Open
        }
    }

    pub fn takes(&self, kind: InputKind) -> bool {
        self.allowed.contains(&kind)
    }

    pub fn takes_operation(&self, operation: Operation) -> bool {
        self.operations.as_ref().is_none_or(|taken| taken.contains(&operation))
    }

    pub fn is_open_element(&self, identity: &str) -> bool {
        self.open_elements.as_ref().is_none_or(|open| open.contains(identity))
    }

    /// Input made now would be late, and marked so.
    pub fn is_late(&self, now: Moment) -> bool {
        self.phase(now) == Phase::Closed
    }
}

permit! { MayReadRound { round: RoundKey } }
permit! { MayPrepareRound { consultation: ConsultationKey } }
permit! { MayChangeRound { round: RoundKey } }
permit! { MayOpenCall { round: RoundKey } }
permit! { MayExtend { round: RoundKey } }
permit! { MayClose { round: RoundKey } }
permit! { MayPause { round: RoundKey } }
permit! { MayResume { round: RoundKey } }
permit! {
    /// To write, change or remove drafts of inputs for one participant in one round.
    MayDraftInput { round: RoundKey, participant: ParticipantKey, late: bool }
}
permit! { MayWriteToParticipants { consultation: ConsultationKey } }

/// Everyone reads a circulated text where the round is public; otherwise those invited do.
pub fn may_read_round(
    who: &Standing,
    round: &RoundFacts,
    now: Moment,
) -> Result<MayReadRound, Denied> {
    if matches!(round.phase(now), Phase::Prepared | Phase::Upcoming) && !who.is_team() {
        return Err(Denied::Unknown);
    }
    let by = decide(who, Right::DraftRead, What::public(round.open_to_public)).actor()?;
    Ok(MayReadRound { by, round: round.round })
}

pub fn may_prepare_round(
    who: &Standing,
    consultation: ConsultationKey,
) -> Result<MayPrepareRound, Denied> {
    let by = decide(who, Right::RoundCreate, What::default()).actor()?;
    Ok(MayPrepareRound { by, consultation })
}

/// What a round asks is settled while it is prepared. Once people read it, only its dates move:
/// by extension and closure, each with a reason.
pub fn may_change_round(who: &Standing, round: &RoundFacts) -> Result<MayChangeRound, Denied> {
    let by = decide(who, Right::RoundCreate, What::default()).actor()?;
    if round.circulated {
        return Err(Refusal::RoundHasDraft.into());
    }
    Ok(MayChangeRound { by, round: round.round })
}

/// The lead opens a prepared round without a draft: a call for inputs.
pub fn may_open_call(who: &Standing, round: &RoundFacts) -> Result<MayOpenCall, Denied> {
    let by = decide(who, Right::DraftCirculate, What::default()).actor()?;
    if round.circulated {
        return Err(Refusal::RoundHasDraft.into());
    }
    Ok(MayOpenCall { by, round: round.round })
}

/// A round is extended, never shortened, and also after it closed by its date.
pub fn may_extend(
    who: &Standing,
    round: &RoundFacts,
    new_closing: Moment,
    now: Moment,
) -> Result<MayExtend, Denied> {
    let by = decide(who, Right::RoundExtend, What::default()).actor()?;
    if round.closed_early_at.is_some() {
        return Err(Refusal::RoundClosedEarly.into());
    }
    if new_closing <= round.closes_at || new_closing <= now {
        return Err(Refusal::WouldShorten { closes_at: round.closes_at }.into());
    }
    Ok(MayExtend { by, round: round.round })
}

pub fn may_close(who: &Standing, round: &RoundFacts, now: Moment) -> Result<MayClose, Denied> {
    let by = decide(who, Right::RoundClose, What::default()).actor()?;
    match round.phase(now) {
        Phase::Closed => Err(Refusal::RoundClosed { closed_at: round.ends_at() }.into()),
        Phase::Prepared => Err(Refusal::RoundNotCirculated.into()),
        Phase::Upcoming | Phase::Open => Ok(MayClose { by, round: round.round }),
    }
}

/// While the team revises, an administrator pauses a round: it takes nothing until it is resumed.
pub fn may_pause(who: &Standing, round: &RoundFacts, now: Moment) -> Result<MayPause, Denied> {
    let by = decide(who, Right::RoundClose, What::default()).actor()?;
    if let Some(since) = round.paused_at {
        return Err(Refusal::RoundPaused { since }.into());
    }
    match round.phase(now) {
        Phase::Prepared => Err(Refusal::RoundNotCirculated.into()),
        Phase::Closed if !round.accept_late => {
            Err(Refusal::RoundClosed { closed_at: round.ends_at() }.into())
        }
        Phase::Upcoming | Phase::Open | Phase::Closed => Ok(MayPause { by, round: round.round }),
    }
}

pub fn may_resume(who: &Standing, round: &RoundFacts) -> Result<MayResume, Denied> {
    let by = decide(who, Right::RoundClose, What::default()).actor()?;
    match round.paused_at {
        Some(_) => Ok(MayResume { by, round: round.round }),
        None => Err(Refusal::RoundNotPaused.into()),
    }
}

/// What somebody is about to say, as far as a round may take it or not.
#[derive(Debug, Clone, Copy)]
pub struct Saying<'a> {
    pub kind: InputKind,
    pub operation: Option<Operation>,
    /// The identity of the element that it is on.
    pub element: Option<&'a str>,
}

/// The same question as [`may_draft_input`], with the rules of the round's stage: on which
/// elements, with which operations.
pub fn may_say(
    who: &Standing,
    round: &RoundFacts,
    participant: ParticipantKey,
    saying: &Saying<'_>,
    now: Moment,
) -> Result<MayDraftInput, Denied> {
    let permit = may_draft_input(who, round, participant, Some(saying.kind), now)?;
    if saying.element.is_some_and(|element| !round.is_open_element(element)) {
        return Err(Refusal::ElementNotOpen.into());
    }
    if saying.operation.is_some_and(|operation| !round.takes_operation(operation)) {
        return Err(Refusal::OperationNotTaken.into());
    }
    Ok(permit)
}

/// A participant's people draft while the round is open, and afterwards where late input is taken.
pub fn may_draft_input(
    who: &Standing,
    round: &RoundFacts,
    participant: ParticipantKey,
    kind: Option<InputKind>,
    now: Moment,
) -> Result<MayDraftInput, Denied> {
    let by = decide(who, Right::CommentDraftWrite, What::of(participant)).actor()?;
    let late = match round.phase(now) {
        Phase::Prepared => return Err(Refusal::RoundNotCirculated.into()),
        Phase::Upcoming => {
            return Err(Refusal::RoundNotYetOpen { opens_at: round.opens_at }.into());
        }
        Phase::Open => false,
        Phase::Closed if round.accept_late => true,
        Phase::Closed => return Err(Refusal::RoundClosed { closed_at: round.ends_at() }.into()),
    };
    if let Some(since) = round.paused_at {
        return Err(Refusal::RoundPaused { since }.into());
    }
    if kind.is_some_and(|kind| !round.takes(kind)) {
        return Err(Refusal::KindNotTaken.into());
    }
    Ok(MayDraftInput { by, round: round.round, participant, late })
}

/// Letters and notes verbales are the administrator's; they are written for the consultation.
pub fn may_write_to_participants(
    who: &Standing,
    consultation: ConsultationKey,
) -> Result<MayWriteToParticipants, Denied> {
    let by = decide(who, Right::LetterWrite, What::default()).actor()?;
    Ok(MayWriteToParticipants { by, consultation })
}

/// People are invited to a round whose text is there, as long as it takes input.
pub fn may_invite_to(
    who: &Standing,
    round: &RoundFacts,
    now: Moment,
) -> Result<MayWriteToParticipants, Denied> {
    let permit = may_write_to_participants(who, round.consultation)?;
    match round.phase(now) {
        Phase::Prepared => Err(Refusal::RoundNotCirculated.into()),
        Phase::Closed if !round.accept_late => {
            Err(Refusal::RoundClosed { closed_at: round.ends_at() }.into())
        }
        Phase::Upcoming | Phase::Open | Phase::Closed => Ok(permit),
    }
}

/// Reminders go out before the closing.
pub fn may_remind(
    who: &Standing,
    round: &RoundFacts,
    now: Moment,
) -> Result<MayWriteToParticipants, Denied> {
    let permit = may_write_to_participants(who, round.consultation)?;
    match round.phase(now) {
        Phase::Prepared => Err(Refusal::RoundNotCirculated.into()),
        Phase::Closed => Err(Refusal::RoundClosed { closed_at: round.ends_at() }.into()),
        Phase::Upcoming | Phase::Open => Ok(permit),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(super) mod tests {
    use super::super::keys::PersonKey;
    use super::super::standing::{Office, Seat};
    use super::super::words::{Role, SeatRole};
    use super::*;

    pub fn day(n: i64) -> Moment {
        Moment::from_micros(0).unwrap().plus_days(n)
    }

    pub fn round() -> RoundFacts {
        RoundFacts {
            round: RoundKey(1),
            consultation: ConsultationKey(1),
            opens_at: day(10),
            closes_at: day(20),
            has_ended: false,
            closed_early_at: None,
            circulated: true,
            open_to_public: true,
            accept_late: true,
            team_reads_before_close: false,
            allowed: InputKind::ALL.to_vec(),
            operations: None,
            open_elements: None,
            paused_at: None,
            publication_rule: PublicationRule::AfterClosing,
        }
    }

    pub fn seated(role: SeatRole) -> Standing {
        let seat = Seat {
            participant: ParticipantKey(7),
            person: PersonKey(1),
            role,
            contributors_may_submit: false,
        };
        Standing { seats: vec![seat], ..Standing::default() }
    }

    pub fn office(role: Role) -> Standing {
        Standing { offices: vec![Office { role, clearance: false }], ..Standing::default() }
    }

    #[test]
    fn a_stage_takes_some_operations_on_some_elements_and_nothing_while_it_is_paused() {
        let own = ParticipantKey(7);
        let who = seated(SeatRole::Contributor);
        let facts = RoundFacts {
            operations: Some(vec![Operation::Modify]),
            open_elements: Some(HashSet::from(["e1".to_owned()])),
            ..round()
        };
        let paused = RoundFacts { paused_at: Some(day(14)), ..round() };
        let proposal = |operation, element| Saying {
            kind: InputKind::Proposal,
            operation: Some(operation),
            element: Some(element),
        };
        let comment = Saying { kind: InputKind::Comment, operation: None, element: Some("e2") };
        let general = Saying { kind: InputKind::General, operation: None, element: None };
        for (facts, saying, refusal) in [
            (&facts, proposal(Operation::Modify, "e1"), None),
            (&facts, proposal(Operation::Delete, "e1"), Some(Refusal::OperationNotTaken)),
            (&facts, proposal(Operation::Modify, "e2"), Some(Refusal::ElementNotOpen)),
            (&facts, comment, Some(Refusal::ElementNotOpen)),
            (&facts, general, None),
            (&paused, general, Some(Refusal::RoundPaused { since: day(14) })),
        ] {
            let said = may_say(&who, facts, own, &saying, day(15)).map(drop);
            assert_eq!(said, refusal.map_or(Ok(()), |refusal| Err(Denied::Refused(refusal))));
        }
        let secretariat = office(Role::RoundAdministrator);
        assert!(may_pause(&secretariat, &facts, day(15)).is_ok());
        assert!(may_pause(&secretariat, &paused, day(15)).is_err());
        assert!(may_resume(&secretariat, &paused).is_ok());
        assert!(may_resume(&secretariat, &facts).is_err());
        assert!(may_pause(&who, &facts, day(15)).is_err());
    }

    #[test]
    fn who_may_draft_input_when() {
        let own = ParticipantKey(7);
        let contributor = seated(SeatRole::Contributor);
        let strict = RoundFacts { accept_late: false, ..round() };
        let empty = RoundFacts { circulated: false, ..round() };
        let closed = RoundFacts { closed_early_at: Some(day(12)), accept_late: false, ..round() };
        let refused = |refusal: Refusal| Err(Denied::Refused(refusal));

        for (who, facts, on, answer) in [
            (
                &contributor,
                &round(),
                day(9),
                refused(Refusal::RoundNotYetOpen { opens_at: day(10) }),
            ),
            (&contributor, &round(), day(10), Ok(false)),
            (&contributor, &round(), day(20), Ok(true)),
            (&contributor, &strict, day(20), refused(Refusal::RoundClosed { closed_at: day(20) })),
            (&contributor, &closed, day(13), refused(Refusal::RoundClosed { closed_at: day(12) })),
            (&contributor, &empty, day(15), refused(Refusal::RoundNotCirculated)),
            (&seated(SeatRole::Reader), &round(), day(15), Err(Denied::Unknown)),
            (&office(Role::Lead), &round(), day(15), Err(Denied::Unknown)),
            (&Standing::visitor(), &round(), day(15), Err(Denied::Unknown)),
        ] {
            let said = may_draft_input(who, facts, own, None, on).map(|permit| permit.late());
            assert_eq!(said, answer, "{who:?} {on:?}");
        }
        let other = may_draft_input(&contributor, &round(), ParticipantKey(8), None, day(15));
        assert_eq!(other.unwrap_err(), Denied::Unknown);
    }

    #[test]
    fn a_clock_that_goes_back_opens_no_round_that_has_ended() {
        let ended = RoundFacts { has_ended: true, ..round() };
        for now in [day(9), day(12), day(20), day(21)] {
            assert_eq!(ended.phase(now), Phase::Closed);
        }
        assert_eq!(round().phase(day(12)), Phase::Open);
    }

    #[test]
    fn a_round_takes_only_the_kinds_that_it_says() {
        let comments_only = RoundFacts { allowed: vec![InputKind::Comment], ..round() };
        let who = seated(SeatRole::FocalPoint);
        let said = may_draft_input(
            &who,
            &comments_only,
            ParticipantKey(7),
            Some(InputKind::Proposal),
            day(15),
        );
        assert_eq!(said.unwrap_err(), Denied::Refused(Refusal::KindNotTaken));
    }

    #[test]
    fn a_round_is_extended_and_never_shortened() {
        let administrator = office(Role::RoundAdministrator);
        assert!(may_extend(&administrator, &round(), day(25), day(15)).is_ok());
        assert!(may_extend(&administrator, &round(), day(25), day(22)).is_ok());
        let shorter = may_extend(&administrator, &round(), day(19), day(15)).unwrap_err();
        assert_eq!(shorter, Denied::Refused(Refusal::WouldShorten { closes_at: day(20) }));
        let lead = may_extend(&office(Role::Lead), &round(), day(25), day(15)).unwrap_err();
        assert_eq!(lead, Denied::Refused(Refusal::NotYourRole));
    }

    #[test]
    fn what_a_round_asks_is_settled_before_it_is_circulated() {
        let administrator = office(Role::RoundAdministrator);
        let prepared = RoundFacts { circulated: false, ..round() };
        assert!(may_change_round(&administrator, &prepared).is_ok());
        assert_eq!(
            may_change_round(&administrator, &round()).unwrap_err(),
            Denied::Refused(Refusal::RoundHasDraft)
        );
        assert!(may_open_call(&office(Role::Lead), &prepared).is_ok());
        assert!(may_open_call(&administrator, &prepared).is_err());
    }

    #[test]
    fn a_private_round_is_unknown_to_visitors() {
        let private = RoundFacts { open_to_public: false, ..round() };
        assert!(may_read_round(&Standing::visitor(), &round(), day(15)).is_ok());
        assert_eq!(
            may_read_round(&Standing::visitor(), &private, day(15)).unwrap_err(),
            Denied::Unknown
        );
        assert!(may_read_round(&seated(SeatRole::Reader), &private, day(15)).is_ok());
        assert_eq!(
            may_read_round(&seated(SeatRole::Reader), &round(), day(5)).unwrap_err(),
            Denied::Unknown
        );
        assert!(may_read_round(&office(Role::Drafter), &round(), day(5)).is_ok());
    }
}
