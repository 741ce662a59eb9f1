//! What one participant sends in one round: drafted, submitted, replaced or withdrawn until it is
//! published; or registered by the secretariat from what came on paper.

use super::keys::{ConsultationKey, InputKey, ParticipantKey, RoundKey, SubmissionKey};
use super::rights::Denied;
use super::rounds::{Phase, RoundFacts, may_draft_input};
use super::sight::{InputFacts, sight};
use super::words::{PublicationClass, PublicationRule, SubmissionState};
use super::{Moment, Refusal, Right, Standing, What, decide, permit};

/// What the rules need to know of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmissionFacts {
    pub submission: SubmissionKey,
    pub participant: ParticipantKey,
    pub state: SubmissionState,
    pub published: bool,
    /// It holds at least one input or file.
    pub has_content: bool,
    /// It was recorded at a meeting as said on the participant's behalf, and the participant has not
    /// answered.
    pub unverified: bool,
}

permit! {
    /// To send the participant's submission; `late` is decided by the round's closing.
    MaySubmit { submission: SubmissionKey, round: RoundKey, participant: ParticipantKey, late: bool }
}
permit! { MayWithdraw { submission: SubmissionKey } }
permit! { MayReplace { submission: SubmissionKey, round: RoundKey, participant: ParticipantKey } }
permit! { MayRegister { round: RoundKey } }
permit! { MayTypeLetter { submission: SubmissionKey } }
permit! { MayRemoveExcerpt { input: InputKey } }
permit! { MayReadIdentity { participant: ParticipantKey } }
permit! { MayExportIdentities { round: RoundKey } }
permit! {
    /// To move an input or a file from one publication class to another.
    MayReclassify { from: PublicationClass, to: PublicationClass, retracts: bool }
}
permit! { MayPublish { round: RoundKey, consultation: ConsultationKey } }
permit! { MayErase { submission: SubmissionKey } }
permit! { MayRedact { input: InputKey } }
permit! { MayUndoRedaction { input: InputKey } }

pub fn may_submit(
    who: &Standing,
    round: &RoundFacts,
    submission: &SubmissionFacts,
    now: Moment,
) -> Result<MaySubmit, Denied> {
    let by = decide(who, Right::SubmissionSubmit, What::of(submission.participant)).actor()?;
    if submission.state != SubmissionState::Drafting {
        return Err(Refusal::AlreadySubmitted.into());
    }
    let drafting = may_draft_input(who, round, submission.participant, None, now)?;
    if !submission.has_content {
        return Err(Refusal::NothingToSubmit.into());
    }
    Ok(MaySubmit {
        by,
        submission: submission.submission,
        round: round.round,
        participant: submission.participant,
        late: drafting.late,
    })
}

/// Until publication a participant takes its submission back; afterwards it can only lower what
/// is shown of it.
pub fn may_withdraw(who: &Standing, submission: &SubmissionFacts) -> Result<MayWithdraw, Denied> {
    let by = decide(who, Right::SubmissionWithdraw, What::of(submission.participant)).actor()?;
    match submission.state {
        _ if submission.unverified => Err(Refusal::InterventionWaits.into()),
        _ if submission.published => Err(Refusal::AlreadyPublished.into()),
        SubmissionState::Submitted => Ok(MayWithdraw { by, submission: submission.submission }),
        _ => Err(Refusal::NotSubmitted.into()),
    }
}

/// A new text begun from the old one, which stands until the new one is submitted.
pub fn may_replace(
    who: &Standing,
    round: &RoundFacts,
    submission: &SubmissionFacts,
    now: Moment,
) -> Result<MayReplace, Denied> {
    let by = decide(who, Right::SubmissionSubmit, What::of(submission.participant)).actor()?;
    if submission.unverified {
        return Err(Refusal::InterventionWaits.into());
    }
    if submission.published {
        return Err(Refusal::AlreadyPublished.into());
    }
    if submission.state != SubmissionState::Submitted {
        return Err(Refusal::NotSubmitted.into());
    }
    may_draft_input(who, round, submission.participant, None, now)?;
    Ok(MayReplace {
        by,
        submission: submission.submission,
        round: round.round,
        participant: submission.participant,
    })
}

/// What came by e-mail, letter or note verbale is registered at any time after circulation.
pub fn may_register(who: &Standing, round: &RoundFacts) -> Result<MayRegister, Denied> {
    let by = decide(who, Right::SubmissionRegister, What::default()).actor()?;
    if !round.circulated {
        return Err(Refusal::RoundNotCirculated.into());
    }
    Ok(MayRegister { by, round: round.round })
}

/// Whoever registers types the text of the letter beside its file. Once it is published as it is, it stays so.
pub fn may_type_letter(
    who: &Standing,
    round: &RoundFacts,
    submission: &SubmissionFacts,
    is_typed: bool,
) -> Result<MayTypeLetter, Denied> {
    let by = may_register(who, round)?.by;
    match is_typed && submission.published {
        true => Err(Refusal::AlreadyPublished.into()),
        false => Ok(MayTypeLetter { by, submission: submission.submission }),
    }
}

/// An excerpt that was anchored by mistake is taken away by whoever registers, until the submission is
/// published.
pub fn may_remove_excerpt(
    who: &Standing,
    round: &RoundFacts,
    submission: &SubmissionFacts,
    input: InputKey,
) -> Result<MayRemoveExcerpt, Denied> {
    let by = may_register(who, round)?.by;
    match submission.published {
        true => Err(Refusal::AlreadyPublished.into()),
        false => Ok(MayRemoveExcerpt { by, input }),
    }
}

/// Submissions are published once, after the round has closed.
pub fn may_publish(who: &Standing, round: &RoundFacts, now: Moment) -> Result<MayPublish, Denied> {
    let by = decide(who, Right::SubmissionPublish, What::default()).actor()?;
    if round.publication_rule == PublicationRule::Never {
        return Err(Refusal::NeverPublished.into());
    }
    if round.phase(now) != Phase::Closed {
        return Err(Refusal::RoundStillOpen { closes_at: round.ends_at() }.into());
    }
    Ok(MayPublish { by, round: round.round, consultation: round.consultation })
}

/// Those who draft for a participant, and they alone, open the pages on which it writes.
pub fn may_write_for(who: &Standing, participant: ParticipantKey) -> Result<(), Denied> {
    decide(who, Right::CommentDraftWrite, What::of(participant)).actor().map(drop)
}

/// The receipt is for those who draft and submit.
pub fn may_read_receipt(who: &Standing, participant: ParticipantKey) -> Result<(), Denied> {
    decide(who, Right::ReceiptRead, What::of(participant)).actor().map(drop)
}

/// The name behind a name-withheld or confidential input is read by an act of its own, which the
/// journal records; whoever may not know the input learns nothing from asking.
pub fn may_read_identity(
    who: &Standing,
    round: &RoundFacts,
    input: &InputFacts,
    now: Moment,
) -> Result<MayReadIdentity, Denied> {
    if !sight(who, round, now).shows(input) {
        return Err(Denied::Unknown);
    }
    let right = match input.class {
        Some(PublicationClass::Public) => return Err(Denied::Unknown),
        Some(PublicationClass::NameWithheld) => Right::WithheldIdentityRead,
        Some(PublicationClass::Confidential) | None => Right::ConfidentialIdentityRead,
    };
    let by = decide(who, right, What::of(input.participant)).actor()?;
    Ok(MayReadIdentity { by, participant: input.participant })
}

/// The matrix with every name in it and the confidential inputs, for the lead alone.
pub fn may_export_identities(
    who: &Standing,
    round: &RoundFacts,
    now: Moment,
) -> Result<MayExportIdentities, Denied> {
    let by = decide(who, Right::MatrixExportWithIdentities, What::default()).actor()?;
    if round.phase(now) == Phase::Open && !round.team_reads_before_close {
        return Err(Refusal::TeamWaitsForClosing { closes_at: round.ends_at() }.into());
    }
    Ok(MayExportIdentities { by, round: round.round })
}

/// Towards public only the submitter moves an input, towards secret the submitter or the lead, at any
/// time once it was submitted. What is being drafted is changed on its own page.
pub fn may_reclassify(
    who: &Standing,
    round: &RoundFacts,
    input: &InputFacts,
    to: PublicationClass,
    now: Moment,
) -> Result<MayReclassify, Denied> {
    if !sight(who, round, now).shows(input) {
        return Err(Denied::Unknown);
    }
    let from = input.class.unwrap_or(PublicationClass::Confidential);
    let right = match to < from {
        true => Right::VisibilityRaise,
        false => Right::VisibilityLower,
    };
    let by = decide(who, right, What::of(input.participant)).actor()?;
    if input.state != SubmissionState::Submitted {
        return Err(Refusal::NotSubmitted.into());
    }
    // What the public has read and is to read no more is said to be withdrawn from publication.
    let retracts = input.published && to == PublicationClass::Confidential;
    Ok(MayReclassify { by, from, to, retracts })
}

/// May this person move it anywhere at all?
pub fn may_lower(who: &Standing, participant: ParticipantKey) -> Result<(), Denied> {
    decide(who, Right::VisibilityLower, What::of(participant)).actor().map(drop)
}

/// Where somebody is in danger, the lead erases what was sent; its own focal point too. At any
/// time: before the closing, after publication.
pub fn may_erase(
    who: &Standing,
    submission: &SubmissionFacts,
    is_erased: bool,
) -> Result<MayErase, Denied> {
    let by = decide(who, Right::ContentErase, What::of(submission.participant)).actor()?;
    match submission.state {
        SubmissionState::Drafting => Err(Refusal::NotSubmitted.into()),
        _ if is_erased => Err(Refusal::AlreadyErased.into()),
        _ => Ok(MayErase { by, submission: submission.submission }),
    }
}

/// Whoever publishes takes out what is about third persons, also after publication.
pub fn may_redact(who: &Standing, key: InputKey, input: &InputFacts) -> Result<MayRedact, Denied> {
    let by = decide(who, Right::ContentRedact, What::default()).actor()?;
    match (input.state, input.class) {
        (_, Some(PublicationClass::Confidential) | None) => Err(Refusal::NeverPublished.into()),
        (SubmissionState::Submitted, _) => Ok(MayRedact { by, input: key }),
        _ => Err(Refusal::NotSubmitted.into()),
    }
}

/// What was taken out is put back only while nobody outside has read it without.
pub fn may_undo_redaction(
    who: &Standing,
    key: InputKey,
    input: &InputFacts,
) -> Result<MayUndoRedaction, Denied> {
    let by = decide(who, Right::ContentRedact, What::default()).actor()?;
    match input.published {
        true => Err(Refusal::AlreadyPublished.into()),
        false => Ok(MayUndoRedaction { by, input: key }),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::rounds::tests::{day, office, round, seated};
    use super::super::words::{Role, SeatRole};
    use super::*;

    fn submission(state: SubmissionState) -> SubmissionFacts {
        SubmissionFacts {
            submission: SubmissionKey(3),
            participant: ParticipantKey(7),
            state,
            published: false,
            has_content: true,
            unverified: false,
        }
    }

    #[test]
    fn focal_points_submit_on_time_or_late_and_contributors_do_not() {
        let focal = seated(SeatRole::FocalPoint);
        let drafting = submission(SubmissionState::Drafting);
        assert!(!may_submit(&focal, &round(), &drafting, day(15)).unwrap().late());
        assert!(may_submit(&focal, &round(), &drafting, day(30)).unwrap().late());
        let contributor = seated(SeatRole::Contributor);
        assert_eq!(
            may_submit(&contributor, &round(), &drafting, day(15)).unwrap_err(),
            Denied::Refused(Refusal::OnlyFocalPoints)
        );
        let empty = SubmissionFacts { has_content: false, ..drafting };
        assert_eq!(
            may_submit(&focal, &round(), &empty, day(15)).unwrap_err(),
            Denied::Refused(Refusal::NothingToSubmit)
        );
        let sent = submission(SubmissionState::Submitted);
        assert_eq!(
            may_submit(&focal, &round(), &sent, day(15)).unwrap_err(),
            Denied::Refused(Refusal::AlreadySubmitted)
        );
    }

    #[test]
    fn what_is_published_is_not_taken_back() {
        let focal = seated(SeatRole::FocalPoint);
        let sent = submission(SubmissionState::Submitted);
        assert!(may_withdraw(&focal, &sent).is_ok());
        let published = SubmissionFacts { published: true, ..sent };
        assert_eq!(
            may_withdraw(&focal, &published).unwrap_err(),
            Denied::Refused(Refusal::AlreadyPublished)
        );
    }

    #[test]
    fn only_the_lead_and_its_own_focal_point_erase_and_only_what_was_sent() {
        let sent = submission(SubmissionState::Submitted);
        let published = SubmissionFacts { published: true, ..sent.clone() };
        for facts in [&sent, &published, &submission(SubmissionState::Withdrawn)] {
            assert!(may_erase(&office(Role::Lead), facts, false).is_ok());
            assert!(may_erase(&seated(SeatRole::FocalPoint), facts, false).is_ok());
            assert!(may_erase(&seated(SeatRole::Contributor), facts, false).is_err());
            let administrator = may_erase(&office(Role::RoundAdministrator), facts, false);
            assert_eq!(administrator.unwrap_err(), Denied::Unknown);
        }
        let again = may_erase(&office(Role::Lead), &sent, true).unwrap_err();
        assert_eq!(again, Denied::Refused(Refusal::AlreadyErased));
        let draft = submission(SubmissionState::Drafting);
        let draft = may_erase(&seated(SeatRole::FocalPoint), &draft, false).unwrap_err();
        assert_eq!(draft, Denied::Refused(Refusal::NotSubmitted));
    }

    #[test]
    fn a_redaction_is_undone_only_before_publication() {
        let facts = |published| InputFacts {
            participant: ParticipantKey(7),
            state: SubmissionState::Submitted,
            class: Some(PublicationClass::Public),
            published,
        };
        let key = InputKey(1);
        let administrator = office(Role::RoundAdministrator);
        assert!(may_redact(&administrator, key, &facts(true)).is_ok());
        assert!(may_redact(&office(Role::Drafter), key, &facts(false)).is_err());
        assert!(may_redact(&seated(SeatRole::FocalPoint), key, &facts(false)).is_err());
        assert!(may_undo_redaction(&administrator, key, &facts(false)).is_ok());
        assert!(may_undo_redaction(&administrator, key, &facts(true)).is_err());
    }
}
