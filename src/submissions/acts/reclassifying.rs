//! Who may read what was submitted is changed afterwards: towards public by the submitter, towards secret
//! by the submitter or the lead.

use super::super::store::{self, Input, Submission};
use super::super::views;
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::sight::InputFacts;
use crate::procedure::submissions::{MayReclassify, may_reclassify};
use crate::procedure::words::PublicationClass;
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::web::Error;
use serde_json::json;

/// Moves one input; nothing happens where it is of that class already.
pub fn reclassify(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    input: &Input,
    to: PublicationClass,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    // Read anew: somebody may have moved it in between.
    let input = store::find_input(tx, &input.public_id)?;
    let submission = store::find(tx, input.submission_id)?;
    let facts = views::facts(&input, &submission);
    let Some(permit) = asked(tx, who, round, &facts, to, now)? else { return Ok(()) };
    store::reclassify(tx, &permit, input.id, now)?;
    let (act, detail) = said(&permit);
    Ok(journal::record(tx, scope, permit.by(), act, &input.public_id, detail, now)?)
}

/// Moves everything that was sent, files too; all of it, or nothing.
pub fn reclassify_all(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    submission: &Submission,
    to: PublicationClass,
    now: Moment,
) -> Result<(), Error> {
    for input in store::inputs_of(tx, submission.id)? {
        reclassify(tx, who, round, &input, to, now)?;
    }
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    for file in store::attachments_of(tx, submission.id)? {
        let facts = views::file_facts(&file, submission);
        let Some(permit) = asked(tx, who, round, &facts, to, now)? else { continue };
        store::reclassify_file(tx, &permit, file.id, now)?;
        let (act, detail) = said(&permit);
        journal::record(tx, scope, permit.by(), act, &file.public_id, detail, now)?;
    }
    Ok(())
}

fn asked(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    facts: &InputFacts,
    to: PublicationClass,
    now: Moment,
) -> Result<Option<MayReclassify>, Error> {
    let permit = may_reclassify(who, &rounds::facts(tx, round)?, facts, to, now)?;
    Ok((facts.class != Some(to)).then_some(permit))
}

fn said(permit: &MayReclassify) -> (&'static str, serde_json::Value) {
    let act = if permit.retracts() { "input.retracted" } else { "input.reclassified" };
    (act, json!({ "from": permit.from().as_str(), "to": permit.to().as_str() }))
}
