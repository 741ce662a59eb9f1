//! What was submitted is published, each input as its class allows.

use super::super::store;
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::submissions::may_publish;
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::web::Error;
use serde_json::json;

/// Publishes what was submitted in a closed round; says how many submissions are new to the
/// public. Doing it again publishes what came in since.
pub fn publish(tx: &mut Tx, who: &Standing, round: &Round, now: Moment) -> Result<usize, Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let facts = rounds::facts(tx, round)?;
    let permit = may_publish(who, &facts, now)?;
    let count = store::publish(tx, &permit, now)?;
    let positions = store::publish_positions(tx, &permit, now)?;
    if count + positions > 0 {
        let positions = Some(positions).filter(|positions| *positions > 0);
        let detail = json!({ "submissions": count, "positions": positions });
        let act = "submissions.published";
        journal::record(tx, scope, permit.by(), act, &round.public_id, detail, now)?;
    }
    Ok(count)
}
