//! How long what was received is kept: until somebody who may decide it says otherwise. What States
//! and others send to the United Nations is a record of it, and removing it needs an authority that is
//! written down (ST/SGB/2007/5, section 2).

use super::rights::{Denied, Right, What, decide};
use super::rounds::{Phase, RoundFacts};
use super::standing::Standing;
use super::submissions::{MayErase, SubmissionFacts};
use super::{Moment, Refusal};

/// The most that is kept of an authority's name, in characters.
pub const LONGEST_AUTHORITY: usize = 300;

/// At the console, once the round is over: until then people may still replace and withdraw.
pub fn may_purge(
    who: &Standing,
    round: &RoundFacts,
    submission: &SubmissionFacts,
    now: Moment,
) -> Result<MayErase, Denied> {
    let by = decide(who, Right::RecordPurge, What::default()).actor()?;
    match round.phase(now) {
        Phase::Closed => Ok(MayErase { by, submission: submission.submission }),
        _ => Err(Refusal::RoundStillOpen { closes_at: round.ends_at() }.into()),
    }
}

/// What names an authority: one line that says something.
pub fn is_authority(typed: &str) -> bool {
    let typed = typed.trim();
    typed.chars().count() <= LONGEST_AUTHORITY
        && typed.chars().filter(|c| c.is_alphanumeric()).count() >= 8
        && !typed.chars().any(char::is_control)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_is_one_line_that_says_something() {
        for typed in ["ST/SGB/2007/5, retention schedule 12", "Decision 2027/3 of the archivist"] {
            assert!(is_authority(typed), "{typed}");
        }
        for typed in
            ["", "  ", "yes", "--------------", "first line\nsecond line", &"a".repeat(301)]
        {
            assert!(!is_authority(typed), "{typed}");
        }
    }
}
