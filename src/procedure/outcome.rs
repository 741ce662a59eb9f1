//! What is made of a round's inputs for reading: the compilation and the bracketed text.

use super::keys::{ConsultationKey, RoundKey};
use super::rights::Denied;
use super::rounds::{Phase, RoundFacts};
use super::words::PublicationRule;
use super::{Moment, Refusal, Right, Standing, What, decide, permit};

permit! { MayPublishCompilation { round: RoundKey, consultation: ConsultationKey } }

/// The compilation is the team's until it is published; then it is read by whoever reads the draft (`shown`).
pub fn may_read_compilation(
    who: &Standing,
    round: &RoundFacts,
    shown: bool,
    now: Moment,
) -> Result<(), Denied> {
    decide(who, Right::CompilationRead, What::public(shown)).actor()?;
    after_the_closing(who, round, now)
}

/// The bracketed text is the team's. An intergovernmental reading may show it to whoever reads the draft
/// (`shown`).
pub fn may_read_bracketed(
    who: &Standing,
    round: &RoundFacts,
    shown: bool,
    now: Moment,
) -> Result<(), Denied> {
    decide(who, Right::BracketedRead, What::public(shown)).actor()?;
    after_the_closing(who, round, now)
}

/// The team waits for the closing, unless the round says otherwise. Others read only what is published.
fn after_the_closing(who: &Standing, round: &RoundFacts, now: Moment) -> Result<(), Denied> {
    let waits = round.phase(now) == Phase::Open && !round.team_reads_before_close;
    match who.is_team() && waits {
        true => Err(Refusal::TeamWaitsForClosing { closes_at: round.ends_at() }.into()),
        false => Ok(()),
    }
}

/// A compilation is published after the round has closed, with what is published of the submissions.
pub fn may_publish_compilation(
    who: &Standing,
    round: &RoundFacts,
    now: Moment,
) -> Result<MayPublishCompilation, Denied> {
    let permit = may_withhold_compilation(who, round)?;
    if round.publication_rule == PublicationRule::Never {
        return Err(Refusal::NeverPublished.into());
    }
    if round.phase(now) != Phase::Closed {
        return Err(Refusal::RoundStillOpen { closes_at: round.ends_at() }.into());
    }
    Ok(permit)
}

/// Whoever publishes it takes it back, at any time.
pub fn may_withhold_compilation(
    who: &Standing,
    round: &RoundFacts,
) -> Result<MayPublishCompilation, Denied> {
    let by = decide(who, Right::CompilationPublish, What::default()).actor()?;
    Ok(MayPublishCompilation { by, round: round.round, consultation: round.consultation })
}

#[cfg(test)]
mod tests {
    use super::super::rounds::tests::{day, office, round, seated};
    use super::super::words::{Role, SeatRole};
    use super::*;

    #[test]
    fn others_read_only_what_is_shown_and_the_team_waits_for_the_closing() {
        let visitor = Standing::visitor();
        let focal = seated(SeatRole::FocalPoint);
        let drafter = office(Role::Drafter);
        for read in [may_read_compilation, may_read_bracketed] {
            for outside in [&visitor, &focal] {
                assert_eq!(read(outside, &round(), false, day(30)), Err(Denied::Unknown));
                assert_eq!(read(outside, &round(), true, day(30)), Ok(()));
            }
            assert_eq!(read(&drafter, &round(), false, day(30)), Ok(()));
            let waits = Refusal::TeamWaitsForClosing { closes_at: round().ends_at() };
            assert_eq!(read(&drafter, &round(), false, day(15)), Err(Denied::Refused(waits)));
            let early = RoundFacts { team_reads_before_close: true, ..round() };
            assert_eq!(read(&drafter, &early, false, day(15)), Ok(()));
        }
    }

    #[test]
    fn a_compilation_is_published_after_the_closing_by_those_who_publish() {
        let lead = office(Role::Lead);
        assert!(may_publish_compilation(&lead, &round(), day(30)).is_ok());
        assert!(
            may_publish_compilation(&office(Role::RoundAdministrator), &round(), day(30)).is_ok()
        );
        assert!(may_publish_compilation(&lead, &round(), day(15)).is_err());
        assert!(may_withhold_compilation(&lead, &round()).is_ok());
        for other in [office(Role::Drafter), seated(SeatRole::FocalPoint)] {
            let refused = may_publish_compilation(&other, &round(), day(30)).err();
            assert_eq!(refused, Some(Denied::Refused(Refusal::NotYourRole)));
        }
        let never = RoundFacts { publication_rule: PublicationRule::Never, ..round() };
        let refused = may_publish_compilation(&lead, &never, day(30)).err();
        assert_eq!(refused, Some(Denied::Refused(Refusal::NeverPublished)));
    }
}
