//! Meetings: their record is a source of comments that are a region's, and of what somebody said on
//! behalf of a participant. Until that participant has answered, it is nobody's word but the rapporteur's.

use super::keys::{ParticipantKey, RoundKey, SubmissionKey};
use super::rights::Denied;
use super::rounds::RoundFacts;
use super::submissions::{SubmissionFacts, may_register};
use super::words::{SubmissionState, Verification};
use super::{Refusal, Right, Standing, What, decide, permit};

permit! { MayCorrectMeeting { submission: SubmissionKey } }
permit! { MayKeepRecord { submission: SubmissionKey } }
permit! {
    /// To say whether the participant said what was recorded.
    MayAnswerIntervention {
        submission: SubmissionKey,
        round: RoundKey,
        participant: ParticipantKey,
    }
}

/// What is known of a meeting is corrected by whoever registers, until its comments are published.
pub fn may_correct_meeting(
    who: &Standing,
    round: &RoundFacts,
    submission: &SubmissionFacts,
) -> Result<MayCorrectMeeting, Denied> {
    let by = may_register(who, round)?.by;
    match submission.published {
        true => Err(Refusal::AlreadyPublished.into()),
        false => Ok(MayCorrectMeeting { by, submission: submission.submission }),
    }
}

/// The record of a meeting is kept as a file by whoever registers, also when its comments are published: it may
/// come late. Another takes its place only until then; what is published stays.
pub fn may_keep_record(
    who: &Standing,
    round: &RoundFacts,
    submission: &SubmissionFacts,
    (is_there, is_erased): (bool, bool),
) -> Result<MayKeepRecord, Denied> {
    let by = may_register(who, round)?.by;
    if is_erased {
        return Err(Refusal::AlreadyErased.into());
    }
    match is_there && submission.published {
        true => Err(Refusal::AlreadyPublished.into()),
        false => Ok(MayKeepRecord { by, submission: submission.submission }),
    }
}

/// Whoever submits for the participant answers, once; at any time, also after publication: its name
/// stands beside the words. Afterwards it is dealt with as anything else that it sent.
pub fn may_answer_intervention(
    who: &Standing,
    round: &RoundFacts,
    submission: &SubmissionFacts,
    verification: Verification,
    is_erased: bool,
) -> Result<MayAnswerIntervention, Denied> {
    let by = decide(who, Right::SubmissionSubmit, What::of(submission.participant)).actor()?;
    if verification != Verification::Unverified || submission.state != SubmissionState::Submitted {
        return Err(Refusal::InterventionAnswered.into());
    }
    if is_erased {
        return Err(Refusal::AlreadyErased.into());
    }
    Ok(MayAnswerIntervention {
        by,
        submission: submission.submission,
        round: round.round,
        participant: submission.participant,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::rounds::tests::{day, office, round, seated};
    use super::super::submissions::{may_replace, may_withdraw};
    use super::super::words::{Role, SeatRole};
    use super::*;

    fn recorded() -> SubmissionFacts {
        SubmissionFacts {
            submission: SubmissionKey(3),
            participant: ParticipantKey(7),
            state: SubmissionState::Submitted,
            published: false,
            has_content: true,
            unverified: true,
        }
    }

    fn answer(who: &Standing, facts: &SubmissionFacts, is: Verification) -> Result<(), Denied> {
        may_answer_intervention(who, &round(), facts, is, false).map(drop)
    }

    #[test]
    fn only_whoever_submits_for_the_participant_answers_for_what_was_said() {
        use Verification::Unverified;
        assert!(answer(&seated(SeatRole::FocalPoint), &recorded(), Unverified).is_ok());
        let contributor = answer(&seated(SeatRole::Contributor), &recorded(), Unverified);
        assert_eq!(contributor.unwrap_err(), Denied::Refused(Refusal::OnlyFocalPoints));
        let strangers = [
            seated(SeatRole::Reader),
            office(Role::Lead),
            office(Role::Drafter),
            office(Role::RoundAdministrator),
            office(Role::Auditor),
            Standing::visitor(),
        ];
        for who in strangers {
            assert_eq!(answer(&who, &recorded(), Unverified).unwrap_err(), Denied::Unknown);
        }
        let of_another = SubmissionFacts { participant: ParticipantKey(8), ..recorded() };
        let other = answer(&seated(SeatRole::FocalPoint), &of_another, Unverified);
        assert_eq!(other.unwrap_err(), Denied::Unknown);
    }

    #[test]
    fn it_is_answered_once_before_or_after_publication_and_never_when_erased() {
        let focal = seated(SeatRole::FocalPoint);
        let published = SubmissionFacts { published: true, ..recorded() };
        assert!(answer(&focal, &published, Verification::Unverified).is_ok());
        for said in [Verification::Confirmed, Verification::Corrected, Verification::Disowned] {
            let again = answer(&focal, &recorded(), said).unwrap_err();
            assert_eq!(again, Denied::Refused(Refusal::InterventionAnswered), "{said}");
        }
        for state in [SubmissionState::Replaced, SubmissionState::Withdrawn] {
            let gone = SubmissionFacts { state, ..recorded() };
            let said = answer(&focal, &gone, Verification::Unverified).unwrap_err();
            assert_eq!(said, Denied::Refused(Refusal::InterventionAnswered));
        }
        let is = Verification::Unverified;
        let erased = may_answer_intervention(&focal, &round(), &recorded(), is, true).unwrap_err();
        assert_eq!(erased, Denied::Refused(Refusal::AlreadyErased));
    }

    /// What is not theirs yet is not taken back or replaced like a thing of theirs.
    #[test]
    fn until_it_is_answered_it_is_neither_withdrawn_nor_replaced() {
        let focal = seated(SeatRole::FocalPoint);
        let waits = Denied::Refused(Refusal::InterventionWaits);
        assert_eq!(may_withdraw(&focal, &recorded()).unwrap_err(), waits);
        assert_eq!(may_replace(&focal, &round(), &recorded(), day(15)).unwrap_err(), waits);
        let theirs = SubmissionFacts { unverified: false, ..recorded() };
        assert!(may_withdraw(&focal, &theirs).is_ok());
        assert!(may_replace(&focal, &round(), &theirs, day(15)).is_ok());
    }

    #[test]
    fn a_record_may_come_late_and_is_replaced_until_it_is_published() {
        let office = office(Role::RoundAdministrator);
        let keep = |published, has| {
            let facts = SubmissionFacts { published, ..recorded() };
            may_keep_record(&office, &round(), &facts, has).map(drop)
        };
        for published in [false, true] {
            assert!(keep(published, (false, false)).is_ok());
            let erased = keep(published, (false, true)).unwrap_err();
            assert_eq!(erased, Denied::Refused(Refusal::AlreadyErased));
        }
        assert!(keep(false, (true, false)).is_ok());
        let stays = keep(true, (true, false)).unwrap_err();
        assert_eq!(stays, Denied::Refused(Refusal::AlreadyPublished));
        for who in [seated(SeatRole::FocalPoint), Standing::visitor()] {
            let denied = may_keep_record(&who, &round(), &recorded(), (false, false)).unwrap_err();
            assert_eq!(denied, Denied::Unknown);
        }
    }

    #[test]
    fn a_meeting_is_corrected_by_whoever_registers_until_its_comments_are_published() {
        let published = SubmissionFacts { published: true, ..recorded() };
        for role in [Role::RoundAdministrator, Role::Lead, Role::Drafter] {
            assert!(may_correct_meeting(&office(role), &round(), &recorded()).is_ok(), "{role}");
            assert_eq!(
                may_correct_meeting(&office(role), &round(), &published).unwrap_err(),
                Denied::Refused(Refusal::AlreadyPublished)
            );
        }
        for who in [seated(SeatRole::FocalPoint), office(Role::Auditor), Standing::visitor()] {
            let denied = may_correct_meeting(&who, &round(), &recorded()).unwrap_err();
            assert_eq!(denied, Denied::Unknown);
        }
    }
}
