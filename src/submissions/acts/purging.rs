//! What a round brought in is removed, once it is over and an authority says so. What stays are the
//! rows without words, their commitments, and the journal: the record of that it was received.

use super::super::store::{self, Submission, Why};
use super::erasing::Erasing;
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::keys::PublicId;
use crate::procedure::retention::may_purge;
use crate::procedure::words::SubmissionState;
use crate::procedure::{Moment, Standing};
use crate::rounds::store as rounds;
use crate::web::Error;
use serde_json::json;

/// What is removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Purged {
    /// Whatever was never published, and what nobody sent.
    Unpublished,
    /// Everything that was drafted or sent, published or not.
    All,
}

/// How much was removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Removed {
    pub sent: usize,
    pub drafts: usize,
}

/// Removes what the round brought in, and writes down by whose authority: `why` into each mark,
/// sealed; the authority into the journal, in clear.
pub fn purge(
    tx: &mut Tx,
    who: &Standing,
    round: &PublicId,
    what: Purged,
    why: &Why<'_>,
    now: Moment,
) -> Result<Removed, Error> {
    let round = rounds::find_by_public_id(tx, round)?;
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let facts = rounds::facts(tx, &round)?;
    let mut all: Vec<Submission> = store::of_round(tx, round.id)?.into_values().collect();
    all.sort_by_key(|one| one.id.0);
    tx.removes_for_good()?;
    let (mut removed, mut lines, mut by) = (Removed::default(), Vec::new(), None);
    for one in all {
        let permit = may_purge(who, &facts, &store::facts(tx, &one)?, now)?;
        if what == Purged::Unpublished && one.published_at.is_some() {
            continue;
        }
        by = Some(permit.by().clone());
        let erasing = Erasing { permit: &permit, by: permit.by(), why, now };
        if one.state == SubmissionState::Drafting {
            removed.drafts += usize::from(erasing.the_draft(tx, &one)?);
            continue;
        }
        let erased = erasing.the_submission(tx, &one)?;
        removed.sent += erased.iter().filter(|(act, _)| *act == "submission.erased").count();
        lines.extend(erased);
    }
    let Some(by) = by.filter(|_| removed != Removed::default()) else { return Ok(removed) };
    for (act, subject) in lines {
        journal::record(tx, scope, &by, act, &subject, json!({}), now)?;
    }
    let detail = json!({ "authority": why.authority, "submissions": removed.sent, "drafts": removed.drafts });
    journal::record(tx, scope, &by, "round.purged", &round.public_id, detail, now)?;
    Ok(removed)
}
