//! The log of decisions, for the team: every decision on the text, who took it, when and why; and
//! what the lead notes by hand of what was settled by word of mouth.

mod log;
pub mod pages;
pub mod store;
mod views;

use crate::consultations::store::Consultation;
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::keys::PublicId;
use crate::procedure::rights::may;
use crate::procedure::{Moment, Right, Standing, What};
use crate::web::Error;
use serde_json::json;
use store::NewDecision;

/// Notes a decision by hand; the same again is a second click.
pub fn note_decision(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    new: &NewDecision,
    now: Moment,
) -> Result<PublicId, Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    let permit = may(who, Right::DecisionLogWrite, What::default())?;
    let author = permit.by().account.ok_or(Error::SignIn)?;
    let known = store::of_consultation(tx, consultation.id)?.into_iter().find(|(one, _)| {
        (one.on_date.as_str(), one.present.as_str(), one.body.as_str())
            == (new.on_date, new.present, new.body)
            && (one.draft_id, one.identity.as_deref()) == (new.draft, new.identity)
    });
    if let Some((known, _)) = known {
        return Ok(known.public_id);
    }
    let id = store::insert(tx, &permit, consultation.id, author, new, now)?;
    journal::record(tx, scope, permit.by(), "decision.noted", &id, json!({}), now)?;
    Ok(id)
}
