//! A closed review: the lead shows one version of a text to reviewers whom they name, until a day.
//! What these say is read by whoever drafts, and by nobody else.

use super::drafts::DraftFacts;
use super::keys::{ConsultationKey, DraftKey, ReviewCommentKey, ReviewKey, ReviewerKey};
use super::rights::Denied;
use super::standing::Actor;
use super::{Capacity, Moment, Refusal, Right, Standing, What, decide, permit};

/// What the rules need to know of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewFacts {
    pub review: ReviewKey,
    pub consultation: ConsultationKey,
    pub closes_at: Moment,
    /// When the lead ended it, if they did.
    pub ended_at: Option<Moment>,
}

impl ReviewFacts {
    /// When it takes nothing more: at its date, or when it was ended before.
    pub fn ends_at(&self) -> Moment {
        self.ended_at.map_or(self.closes_at, |ended| ended.min(self.closes_at))
    }

    pub fn is_over(&self, now: Moment) -> bool {
        self.ends_at() <= now
    }
}

permit! { MayOpenReview { consultation: ConsultationKey, draft: DraftKey } }
permit! { MayRunReview { review: ReviewKey } }
permit! { MayReadReview { consultation: ConsultationKey } }
permit! {
    /// To write in a review, as one of those named in it.
    MayAnswerReview { review: ReviewKey, reviewer: ReviewerKey }
}
permit! { MayConsider { comment: ReviewCommentKey } }

impl MayOpenReview {
    /// Whoever opens a review names the first of its reviewers.
    pub fn naming(&self, review: ReviewKey) -> MayRunReview {
        MayRunReview { by: self.by.clone(), review }
    }
}

/// The lead shows a text, working or circulated, to reviewers until a day that is to come.
pub fn may_open_review(
    who: &Standing,
    draft: &DraftFacts,
    closes_at: Moment,
    now: Moment,
) -> Result<MayOpenReview, Denied> {
    let by = decide(who, Right::ReviewRun, What::default()).actor()?;
    if !draft.has_elements {
        return Err(Refusal::EmptyDraft.into());
    }
    if closes_at <= now {
        return Err(Refusal::DeadlinePast.into());
    }
    Ok(MayOpenReview { by, consultation: draft.consultation, draft: draft.draft })
}

/// Naming more reviewers, and ending the review: while it is open. A reviewer is dismissed at any time.
pub fn may_run_review(
    who: &Standing,
    review: &ReviewFacts,
    now: Moment,
) -> Result<MayRunReview, Denied> {
    let by = decide(who, Right::ReviewRun, What::default()).actor()?;
    if review.is_over(now) {
        return Err(Refusal::ReviewOver { ended_at: review.ends_at() }.into());
    }
    Ok(MayRunReview { by, review: review.review })
}

pub fn may_dismiss_reviewer(who: &Standing, review: &ReviewFacts) -> Result<MayRunReview, Denied> {
    let by = decide(who, Right::ReviewRun, What::default()).actor()?;
    Ok(MayRunReview { by, review: review.review })
}

/// To a later day, also after the first has passed; never where the lead has ended it.
pub fn may_extend_review(
    who: &Standing,
    review: &ReviewFacts,
    closes_at: Moment,
    now: Moment,
) -> Result<MayRunReview, Denied> {
    let by = decide(who, Right::ReviewRun, What::default()).actor()?;
    if review.ended_at.is_some() {
        return Err(Refusal::ReviewEnded.into());
    }
    if closes_at <= review.closes_at {
        return Err(Refusal::ReviewWouldShorten { closes_at: review.closes_at }.into());
    }
    if closes_at <= now {
        return Err(Refusal::DeadlinePast.into());
    }
    Ok(MayRunReview { by, review: review.review })
}

/// Those who draft read all reviews of the consultation.
pub fn may_read_reviews(
    who: &Standing,
    consultation: ConsultationKey,
) -> Result<MayReadReview, Denied> {
    let by = decide(who, Right::ReviewRead, What::default()).actor()?;
    Ok(MayReadReview { by, consultation })
}

/// Whoever is named reads the version and their own comments, also when it is over.
pub fn may_see_review(who: &Standing, named: bool) -> Result<(), Denied> {
    let what = What { text_visible: named, ..What::default() };
    decide(who, Right::ReviewAnswer, what).actor().map(drop)
}

/// Whoever is named writes, changes and removes comments of their own until it is over. The journal does not
/// name them.
pub fn may_answer_review(
    who: &Standing,
    review: &ReviewFacts,
    reviewer: Option<ReviewerKey>,
    now: Moment,
) -> Result<MayAnswerReview, Denied> {
    may_see_review(who, reviewer.is_some())?;
    let reviewer = reviewer.ok_or(Denied::Unknown)?;
    if review.is_over(now) {
        return Err(Refusal::ReviewOver { ended_at: review.ends_at() }.into());
    }
    let by = Actor { account: None, capacity: Capacity::Reviewer };
    Ok(MayAnswerReview { by, review: review.review, reviewer })
}

/// Those who draft say that they considered a comment, and why they did what they did with it.
pub fn may_consider(who: &Standing, comment: ReviewCommentKey) -> Result<MayConsider, Denied> {
    let by = decide(who, Right::ReviewRead, What::default()).actor()?;
    Ok(MayConsider { by, comment })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::rounds::tests::office;
    use super::super::words::{DraftState, Role};
    use super::*;

    fn at(second: i64) -> Moment {
        Moment::from_micros(second * 1_000_000).unwrap()
    }

    fn review(ended_at: Option<Moment>) -> ReviewFacts {
        ReviewFacts {
            review: ReviewKey(1),
            consultation: ConsultationKey(1),
            closes_at: at(100),
            ended_at,
        }
    }

    fn refused<T: std::fmt::Debug>(said: Result<T, Denied>) -> Refusal {
        match said.unwrap_err() {
            Denied::Refused(refusal) => refusal,
            Denied::Unknown => panic!("unknown"),
        }
    }

    #[test]
    fn the_lead_alone_opens_a_review_of_a_text_until_a_day_to_come() {
        let draft = DraftFacts {
            draft: DraftKey(1),
            consultation: ConsultationKey(1),
            state: DraftState::Working,
            has_elements: true,
        };
        let lead = office(Role::Lead);
        for state in [DraftState::Working, DraftState::Circulated, DraftState::Final] {
            let draft = DraftFacts { state, ..draft.clone() };
            assert!(may_open_review(&lead, &draft, at(100), at(99)).is_ok());
        }
        let empty = DraftFacts { has_elements: false, ..draft.clone() };
        for (who, draft, now, refusal) in [
            (Role::Drafter, &draft, at(1), Refusal::NotYourRole),
            (Role::Lead, &empty, at(1), Refusal::EmptyDraft),
            (Role::Lead, &draft, at(100), Refusal::DeadlinePast),
        ] {
            assert_eq!(refused(may_open_review(&office(who), draft, at(100), now)), refusal);
        }
        for role in [Role::RoundAdministrator, Role::Auditor] {
            let said = may_open_review(&office(role), &draft, at(100), at(1));
            assert_eq!(said.unwrap_err(), Denied::Unknown);
            assert_eq!(
                may_read_reviews(&office(role), ConsultationKey(1)).unwrap_err(),
                Denied::Unknown
            );
        }
    }

    #[test]
    fn it_takes_comments_from_those_named_until_it_is_over() {
        let (nobody, named) = (Standing::visitor(), Some(ReviewerKey(7)));
        let permit = may_answer_review(&nobody, &review(None), named, at(99)).unwrap();
        assert_eq!((permit.by().account, permit.by().capacity), (None, Capacity::Reviewer));
        for (review, now, ended_at) in [
            (review(None), at(100), at(100)),
            (review(Some(at(50))), at(50), at(50)),
            (review(Some(at(500))), at(600), at(100)),
        ] {
            let said = refused(may_answer_review(&nobody, &review, named, now));
            assert_eq!(said, Refusal::ReviewOver { ended_at });
        }
        for who in [nobody, office(Role::Lead), office(Role::Auditor)] {
            let said = may_answer_review(&who, &review(None), None, at(1));
            assert_eq!(said.unwrap_err(), Denied::Unknown);
            assert!(may_see_review(&who, false).is_err() && may_see_review(&who, true).is_ok());
        }
    }

    #[test]
    fn it_is_extended_after_its_date_too_but_never_shortened_nor_taken_up_again() {
        let lead = office(Role::Lead);
        assert!(may_extend_review(&lead, &review(None), at(200), at(150)).is_ok());
        for (facts, closes_at, now, refusal) in [
            (review(Some(at(50))), at(200), at(60), Refusal::ReviewEnded),
            (review(None), at(100), at(1), Refusal::ReviewWouldShorten { closes_at: at(100) }),
            (review(None), at(200), at(200), Refusal::DeadlinePast),
        ] {
            assert_eq!(refused(may_extend_review(&lead, &facts, closes_at, now)), refusal);
        }
        let over = Refusal::ReviewOver { ended_at: at(100) };
        assert_eq!(refused(may_run_review(&lead, &review(None), at(100))), over);
        assert!(may_dismiss_reviewer(&lead, &review(None)).is_ok());
        assert!(may_consider(&office(Role::Drafter), ReviewCommentKey(1)).is_ok());
    }
}
