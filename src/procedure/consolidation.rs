//! The team reads what came in, answers it, and writes the next draft from it.

use super::drafts::{DraftFacts, MayReviseDraft, may_revise};
use super::keys::{AccountKey, ConsultationKey, DraftKey, InputKey, RoundKey};
use super::rights::Denied;
use super::rounds::{Phase, RoundFacts};
use super::standing::Actor;
use super::words::{ParticipantKind, Role};
use super::{Moment, Refusal, Right, Standing, What, decide, permit};

permit! { MayConsolidate { consultation: ConsultationKey, round: RoundKey } }
permit! { MayNote { consultation: ConsultationKey, round: RoundKey } }
permit! { MayRespond { input: InputKey } }
permit! {
    /// To validate a response; `own` where a sole lead validates what they drafted themselves.
    MayValidate { input: InputKey, own: bool }
}
permit! { MayRelease { input: InputKey } }
permit! { MayAssign { round: RoundKey } }
permit! { MayApply { draft: DraftKey, input: InputKey } }
permit! { MayExplain { draft: DraftKey } }
permit! { MayKeepFramework { consultation: ConsultationKey } }
permit! { MayPublishFramework { consultation: ConsultationKey } }

/// The team sees inputs beside their paragraphs after closing, or before where the round allows.
pub fn may_consolidate(
    who: &Standing,
    round: &RoundFacts,
    now: Moment,
) -> Result<MayConsolidate, Denied> {
    let by = decide(who, Right::InputConsolidate, What::default()).actor()?;
    let permit = MayConsolidate { by, consultation: round.consultation, round: round.round };
    match round.phase(now) {
        Phase::Prepared => Err(Refusal::RoundNotCirculated.into()),
        Phase::Closed => Ok(permit),
        Phase::Upcoming | Phase::Open if round.team_reads_before_close => Ok(permit),
        Phase::Upcoming | Phase::Open => {
            Err(Refusal::TeamWaitsForClosing { closes_at: round.ends_at() }.into())
        }
    }
}

/// A response is written, and written anew, until its author was told.
pub fn may_respond(
    who: &Standing,
    round: &RoundFacts,
    input: InputKey,
    released: bool,
    now: Moment,
) -> Result<MayRespond, Denied> {
    let by = decide(who, Right::ResponseWrite, What::default()).actor()?;
    may_consolidate(who, round, now)?;
    if released {
        return Err(Refusal::AlreadyReleased.into());
    }
    Ok(MayRespond { by, input })
}

/// Internal notes are read by those who draft.
pub fn may_read_notes(who: &Standing) -> bool {
    decide(who, Right::InternalNoteRead, What::default()).is_yes()
}

/// Internal notes are the team's, beside a paragraph or an input.
pub fn may_note(who: &Standing, round: &RoundFacts, now: Moment) -> Result<MayNote, Denied> {
    let by = decide(who, Right::InternalNoteWrite, What::default()).actor()?;
    may_consolidate(who, round, now)?;
    Ok(MayNote { by, consultation: round.consultation, round: round.round })
}

/// A note is corrected by the person who wrote it.
pub fn may_correct_note(
    who: &Standing,
    round: &RoundFacts,
    author: AccountKey,
    now: Moment,
) -> Result<MayNote, Denied> {
    let permit = may_note(who, round, now)?;
    match who.account == Some(author) {
        true => Ok(permit),
        false => Err(Refusal::NotYourRole.into()),
    }
}

/// Two people: drafted, then validated by another. A lead whom no other lead or drafter could
/// stand in for (`alone`) may validate their own, marked so.
pub fn may_validate(
    who: &Standing,
    input: InputKey,
    drafted_by: Option<AccountKey>,
    alone: bool,
) -> Result<MayValidate, Denied> {
    let by = decide(who, Right::ResponseWrite, What::default()).actor()?;
    let own = drafted_by.is_some() && drafted_by == who.account;
    if own && !(alone && who.has(Role::Lead)) {
        return Err(Refusal::OtherPersonMustValidate.into());
    }
    Ok(MayValidate { by, input, own })
}

/// An answer to a single proposal reaches its author only where the lead releases it.
pub fn may_release(who: &Standing, input: InputKey, validated: bool) -> Result<MayRelease, Denied> {
    let by = decide(who, Right::ResponseRelease, What::default()).actor()?;
    if !validated {
        return Err(Refusal::NotValidated.into());
    }
    Ok(MayRelease { by, input })
}

/// Those who draft share the work among themselves.
pub fn may_assign(who: &Standing, round: &RoundFacts, now: Moment) -> Result<MayAssign, Denied> {
    let by = decide(who, Right::AssignmentWrite, What::default()).actor()?;
    may_consolidate(who, round, now)?;
    Ok(MayAssign { by, round: round.round })
}

/// When responses are released in a batch: is this one among them unless the lead leaves it out? What
/// is answered to a State is in the explanatory notes; a State is told of a single response only where
/// the lead asks for it. Of whom the kind is not known, it is not known that they are no State.
pub fn is_released_by_default(kind: Option<ParticipantKind>) -> bool {
    kind.is_some_and(|kind| !kind.is_state())
}

/// To put a proposal's wording into a working draft.
pub fn may_apply(who: &Standing, draft: &DraftFacts, input: InputKey) -> Result<MayApply, Denied> {
    let permit = may_revise(who, draft)?;
    Ok(MayApply { by: permit.by, draft: draft.draft, input })
}

/// Who may apply a proposal may change the draft so.
impl From<&MayApply> for MayReviseDraft {
    fn from(permit: &MayApply) -> Self {
        Self { by: permit.by.clone(), draft: permit.draft }
    }
}

/// Explanatory notes are written on working drafts, and corrected until the draft is final.
pub fn may_explain(who: &Standing, draft: &DraftFacts) -> Result<MayExplain, Denied> {
    let by: Actor = decide(who, Right::ExplanatoryNoteWrite, What::default()).actor()?;
    if draft.state != super::words::DraftState::Working {
        return Err(Refusal::AlreadyCirculated.into());
    }
    Ok(MayExplain { by, draft: draft.draft })
}

/// Elements of a framework are gathered by those who draft, from what they see of each round.
pub fn may_keep_framework(
    who: &Standing,
    consultation: ConsultationKey,
) -> Result<MayKeepFramework, Denied> {
    let by = decide(who, Right::FrameworkUpdate, What::default()).actor()?;
    Ok(MayKeepFramework { by, consultation })
}

/// The lead publishes the elements as they are then; there must be one.
pub fn may_publish_framework(
    who: &Standing,
    consultation: ConsultationKey,
    is_empty: bool,
) -> Result<MayPublishFramework, Denied> {
    let by = decide(who, Right::FrameworkPublish, What::default()).actor()?;
    match is_empty {
        true => Err(Refusal::FrameworkEmpty.into()),
        false => Ok(MayPublishFramework { by, consultation }),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::rounds::tests::{day, office, round};
    use super::*;

    #[test]
    fn the_team_reads_before_closing_only_where_the_round_allows() {
        let drafter = office(Role::Drafter);
        assert!(may_consolidate(&drafter, &round(), day(21)).is_ok());
        assert_eq!(
            may_consolidate(&drafter, &round(), day(15)).unwrap_err(),
            Denied::Refused(Refusal::TeamWaitsForClosing { closes_at: day(20) })
        );
        let open_book = RoundFacts { team_reads_before_close: true, ..round() };
        assert!(may_consolidate(&drafter, &open_book, day(15)).is_ok());
        let administrator = office(Role::RoundAdministrator);
        assert_eq!(
            may_consolidate(&administrator, &round(), day(21)).unwrap_err(),
            Denied::Unknown
        );
    }

    #[test]
    fn a_second_person_validates_unless_the_lead_is_alone() {
        let me = AccountKey(5);
        let mut drafter = office(Role::Drafter);
        drafter.account = Some(me);
        let mut lead = office(Role::Lead);
        lead.account = Some(me);
        let asked =
            |who, by, alone| may_validate(who, InputKey(1), Some(by), alone).map(|may| may.own());
        let refused = Err(Denied::Refused(Refusal::OtherPersonMustValidate));
        for (who, by, alone, expected) in [
            (&drafter, AccountKey(6), false, Ok(false)),
            (&drafter, me, false, refused.clone()),
            (&drafter, me, true, refused.clone()),
            (&lead, AccountKey(6), false, Ok(false)),
            (&lead, me, false, refused),
            (&lead, me, true, Ok(true)),
        ] {
            assert_eq!(asked(who, by, alone), expected);
        }
    }

    #[test]
    fn a_response_that_its_author_knows_stays_as_it_is() {
        let drafter = office(Role::Drafter);
        assert!(may_respond(&drafter, &round(), InputKey(1), false, day(21)).is_ok());
        assert_eq!(
            may_respond(&drafter, &round(), InputKey(1), true, day(21)).unwrap_err(),
            Denied::Refused(Refusal::AlreadyReleased)
        );
    }

    #[test]
    fn states_are_told_of_single_responses_only_where_the_lead_asks_for_it() {
        for kind in ParticipantKind::ALL {
            assert_eq!(is_released_by_default(Some(*kind)), !kind.is_state(), "{kind}");
        }
        assert!(!is_released_by_default(None));
    }

    #[test]
    fn only_those_who_draft_share_the_work() {
        assert!(may_assign(&office(Role::Drafter), &round(), day(21)).is_ok());
        assert!(may_assign(&office(Role::Lead), &round(), day(15)).is_err());
        let administrator = office(Role::RoundAdministrator);
        assert_eq!(may_assign(&administrator, &round(), day(21)).unwrap_err(), Denied::Unknown);
    }

    #[test]
    fn a_note_is_corrected_by_its_author_only() {
        let mut drafter = office(Role::Drafter);
        drafter.account = Some(AccountKey(5));
        assert!(may_correct_note(&drafter, &round(), AccountKey(5), day(21)).is_ok());
        assert_eq!(
            may_correct_note(&drafter, &round(), AccountKey(6), day(21)).unwrap_err(),
            Denied::Refused(Refusal::NotYourRole)
        );
    }

    #[test]
    fn only_the_lead_releases_and_only_what_is_validated() {
        assert!(may_release(&office(Role::Lead), InputKey(1), true).is_ok());
        assert_eq!(
            may_release(&office(Role::Lead), InputKey(1), false).unwrap_err(),
            Denied::Refused(Refusal::NotValidated)
        );
        assert_eq!(
            may_release(&office(Role::Drafter), InputKey(1), true).unwrap_err(),
            Denied::Refused(Refusal::NotYourRole)
        );
    }
    #[test]
    fn the_lead_alone_publishes_elements_and_not_an_empty_list() {
        let here = ConsultationKey(1);
        let (lead, drafter) = (office(Role::Lead), office(Role::Drafter));
        assert!(may_keep_framework(&drafter, here).is_ok());
        assert!(may_publish_framework(&lead, here, false).is_ok());
        assert_eq!(
            may_publish_framework(&lead, here, true).unwrap_err(),
            Denied::Refused(Refusal::FrameworkEmpty)
        );
        assert_eq!(
            may_publish_framework(&drafter, here, false).unwrap_err(),
            Denied::Refused(Refusal::NotYourRole)
        );
        let administrator = office(Role::RoundAdministrator);
        assert_eq!(may_keep_framework(&administrator, here).unwrap_err(), Denied::Unknown);
    }
}
