//! To say whose it is to work on a part of the text.

use super::hold;
use crate::consolidation::store::{self, Assignment};
use crate::consultations::views::team;
use crate::db::Tx;
use crate::journal;
use crate::procedure::consolidation::may_assign;
use crate::procedure::keys::AccountKey;
use crate::procedure::{Moment, Standing};
use crate::rounds::store::Round;
use crate::web::Error;
use serde_json::json;

/// Gives places of a round to one of those who draft, or (with nobody) takes them back. Each place
/// is an element's identity, with all under it, or one of the names of [`crate::consolidation::working`].
pub fn assign(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    places: &[String],
    to: Option<AccountKey>,
    due_on: Option<&str>,
    now: Moment,
) -> Result<(), Error> {
    let held = hold(tx, who, round, now)?;
    let permit = may_assign(who, &held.facts, now)?;
    if let Some(to) = to {
        let team = team(tx, round.consultation_id)?;
        if !team.iter().any(|member| member.account == to && member.role.drafts()) {
            return Err(Error::BadRequest);
        }
    }
    let standing = store::assignments(tx, round.id)?;
    let mut changed = 0;
    for place in places {
        let wanted = to.map(|account_id| Assignment {
            place: place.clone(),
            account_id,
            due_on: due_on.map(str::to_owned),
        });
        // The same again is a second click.
        if standing.iter().find(|assigned| assigned.place == *place) == wanted.as_ref() {
            continue;
        }
        store::end_assignment(tx, &permit, place, now)?;
        if let Some(to) = to {
            store::assign(tx, &permit, place, to, due_on, now)?;
        }
        changed += 1;
    }
    if changed > 0 {
        let act = if to.is_some() { "paragraphs.assigned" } else { "paragraphs.taken-back" };
        let detail = json!({ "places": changed, "due_on": due_on });
        journal::record(tx, held.scope, permit.by(), act, &round.public_id, detail, now)?;
    }
    Ok(())
}
