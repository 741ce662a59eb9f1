//! What the team does. Each act holds the consultation's journal, reads its facts, asks the rule,
//! stores and records: all or nothing.

pub mod annotating;
pub mod applying;
pub mod assigning;
pub mod responding;

use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::keys::InputKey;
use crate::procedure::rounds::RoundFacts;
use crate::procedure::sight::{Sight, sight};
use crate::procedure::words::SubmissionState;
use crate::procedure::{Moment, Standing};
use crate::rounds::store::Round;
use crate::submissions::views::{Seen, one};
use crate::{rounds, web::Error};

/// A round as it is from now on until the act ends, and what this person sees in it.
struct Held {
    facts: RoundFacts,
    sight: Sight,
    scope: Scope,
}

fn hold(tx: &mut Tx, who: &Standing, round: &Round, now: Moment) -> Result<Held, Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let round = rounds::store::find(tx, round.id)?;
    let facts = rounds::store::facts(tx, &round)?;
    let sight = sight(who, &facts, now);
    Ok(Held { facts, sight, scope })
}

impl Held {
    /// An input of this round that was submitted and that the person sees.
    fn input(&self, tx: &mut Tx, input: InputKey) -> Result<Seen, Error> {
        let seen = one(tx, &self.sight, input)?.ok_or(Error::NotFound)?;
        let is_here = seen.input.round_id == self.facts.round
            && seen.submission.state == SubmissionState::Submitted;
        if is_here { Ok(seen) } else { Err(Error::NotFound) }
    }
}
