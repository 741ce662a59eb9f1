//! To answer inputs: draft, validate, release.

use super::hold;
use crate::consolidation::store::{self, Response, Wanted};
use crate::consultations::views::has_drafting_colleagues;
use crate::db::Tx;
use crate::journal;
use crate::procedure::consolidation::{may_consolidate, may_release, may_respond, may_validate};
use crate::procedure::keys::{InputKey, PublicId};
use crate::procedure::words::Treatment;
use crate::procedure::{Moment, Standing};
use crate::rounds::store::Round;
use crate::web::{Error, Errors, Fields};
use serde_json::json;

/// A reason may be this long.
const MOST: usize = 20_000;

/// How an act on a response ended.
#[derive(Debug, Clone)]
pub enum Outcome {
    Done,
    /// Somebody else wrote it anew in between: this is what is stored now. Nothing was changed.
    Changed(Box<Response>),
}

/// A response as it was typed: the treatment and its reason. Which input it is covered by is
/// looked up by the caller, who knows what the person may see.
#[derive(Debug, Clone)]
pub struct Typed {
    pub treatment: Treatment,
    pub reason: String,
}

impl Typed {
    pub fn read(fields: &Fields) -> Result<Self, Errors> {
        let mut errors = Errors::default();
        let treatment = fields.parsed::<Treatment>("treatment");
        let reason = fields.trimmed("reason").replace("\r\n", "\n");
        match treatment {
            None => errors.add("treatment", "response-treatment-missing"),
            Some(treatment) if treatment.needs_reason() && reason.is_empty() => {
                errors.add("reason", "response-reason-missing");
            }
            Some(_) => {}
        }
        if reason.chars().count() > MOST {
            errors.add("reason", "response-reason-too-long");
        }
        errors.check()?;
        let treatment = treatment.unwrap_or(Treatment::Noted);
        Ok(Self { treatment, reason })
    }
}

/// Writes the response to an input, if nobody wrote it anew since `version` was read (0: there
/// was none). The same words sent twice are one response.
pub fn respond(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    input: InputKey,
    wanted: &Wanted,
    version: i64,
    now: Moment,
) -> Result<Outcome, Error> {
    let held = hold(tx, who, round, now)?;
    may_consolidate(who, &held.facts, now)?;
    let seen = held.input(tx, input)?;
    if let Some(other) = wanted.covered_by {
        held.input(tx, other)?;
    }
    let stored = store::response_to(tx, input)?;
    let released = stored.as_ref().is_some_and(Response::is_released);
    let permit = may_respond(who, &held.facts, input, released, now)?;
    let by = permit.by().account.ok_or(Error::SignIn)?;
    let response = match stored {
        Some(stored) if stored.says(wanted) && stored.drafted_by == by => return Ok(Outcome::Done),
        Some(stored) if stored.row_version != version => {
            return Ok(Outcome::Changed(Box::new(stored)));
        }
        Some(stored) => {
            store::rewrite_response(tx, &permit, by, wanted, now)?;
            stored.public_id
        }
        None => store::insert_response(tx, &permit, by, wanted, now)?.public_id,
    };
    let digest = digest(tx, &response)?;
    let detail = json!({
        "input": seen.input.public_id, "treatment": wanted.treatment, "sha256": digest,
    });
    journal::record(tx, held.scope, permit.by(), "response.drafted", &response, detail, now)?;
    Ok(Outcome::Done)
}

/// Writes one response to several inputs that have none yet; says which it left as they are, because
/// they were answered in between.
pub fn respond_to_all(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    inputs: &[InputKey],
    wanted: &Wanted,
    now: Moment,
) -> Result<Vec<InputKey>, Error> {
    let held = hold(tx, who, round, now)?;
    may_consolidate(who, &held.facts, now)?;
    if let Some(other) = wanted.covered_by {
        held.input(tx, other)?;
    }
    let mut left = Vec::new();
    for input in inputs {
        let seen = held.input(tx, *input)?;
        let covers_itself = wanted.covered_by == Some(*input);
        if covers_itself || store::response_to(tx, *input)?.is_some() {
            left.push(*input);
            continue;
        }
        let permit = may_respond(who, &held.facts, *input, false, now)?;
        let by = permit.by().account.ok_or(Error::SignIn)?;
        let response = store::insert_response(tx, &permit, by, wanted, now)?.public_id;
        let digest = digest(tx, &response)?;
        let detail = json!({
            "input": seen.input.public_id, "treatment": wanted.treatment, "sha256": digest,
        });
        journal::record(tx, held.scope, permit.by(), "response.drafted", &response, detail, now)?;
    }
    Ok(left)
}

/// A second person agrees with a response as they read it; a sole lead may agree with their own.
pub fn validate(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    input: InputKey,
    note: Option<&str>,
    version: i64,
    now: Moment,
) -> Result<Outcome, Error> {
    let held = hold(tx, who, round, now)?;
    may_consolidate(who, &held.facts, now)?;
    let seen = held.input(tx, input)?;
    let stored = store::response_to(tx, input)?.ok_or(Error::NotFound)?;
    let alone = !has_drafting_colleagues(tx, round.consultation_id, stored.drafted_by)?;
    let permit = may_validate(who, input, Some(stored.drafted_by), alone)?;
    if stored.is_validated() && stored.validated_by == who.account {
        return Ok(Outcome::Done);
    }
    if stored.row_version != version {
        return Ok(Outcome::Changed(Box::new(stored)));
    }
    store::validate_response(tx, &permit, &stored, note, now)?;
    let detail = json!({
        "input": seen.input.public_id, "own": permit.own(), "for_mandate_holder": note.is_some(),
        "sha256": digest(tx, &stored.public_id)?,
    });
    let id = &stored.public_id;
    journal::record(tx, held.scope, permit.by(), "response.validated", id, detail, now)?;
    Ok(Outcome::Done)
}

/// The lead lets the author of an input know what was answered to it.
pub fn release(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    input: InputKey,
    version: i64,
    now: Moment,
) -> Result<Outcome, Error> {
    let held = hold(tx, who, round, now)?;
    may_consolidate(who, &held.facts, now)?;
    let seen = held.input(tx, input)?;
    let stored = store::response_to(tx, input)?.ok_or(Error::NotFound)?;
    let permit = may_release(who, input, stored.is_validated())?;
    if stored.is_released() {
        return Ok(Outcome::Done);
    }
    if stored.row_version != version {
        return Ok(Outcome::Changed(Box::new(stored)));
    }
    store::release_response(tx, &permit, now)?;
    let id = &stored.public_id;
    let detail = json!({ "input": seen.input.public_id, "sha256": digest(tx, id)? });
    journal::record(tx, held.scope, permit.by(), "response.released", id, detail, now)?;
    Ok(Outcome::Done)
}

/// What the journal's line commits to: the response as it is now.
fn digest(tx: &mut Tx, response: &PublicId) -> Result<Option<String>, Error> {
    let response = store::response(tx, response)?;
    Ok(store::digest_of_response(tx, &response)?)
}
