//! A round: the days in which one draft is open, to whom, for which kinds of input. It opens and
//! closes by its dates; letters and notes verbales tell people of it.

pub mod agreement;
pub mod correspondence;
pub mod digests;
pub mod frozen;
mod letters;
pub mod pages;
mod plan;
mod stage;
pub mod store;
pub mod views;
mod wording;

pub use plan::{Openness, Plan, Reason, Stage};
pub use stage::unknown;
pub use wording::Wording;

use crate::consultations::store::Consultation;
use crate::db::Tx;
use crate::drafts::store::{self as drafts, Draft};
use crate::journal::{self, Scope};
use crate::post::Desk;
use crate::procedure::drafts::may_circulate;
use crate::procedure::moments::CivilTime;
use crate::procedure::rounds::{
    may_change_round, may_close, may_extend, may_open_call, may_pause, may_prepare_round,
    may_resume,
};
use crate::procedure::{Moment, Standing};
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;
use store::Round;

/// An administrator prepares a round. Nobody outside the team knows of it until the lead
/// circulates a draft into it (or opens it as a call for inputs).
pub fn prepare(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    plan: &Plan,
    now: Moment,
) -> Result<Round, Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    let permit = may_prepare_round(who, consultation.id)?;
    if let Some(same) = prepared_alike(tx, consultation, plan)? {
        return Ok(same);
    }
    let round = store::insert(tx, &permit, plan, now)?;
    let sha256 = frozen::digest_of(tx, round.id)?;
    let (opens, closes) = (plan.opens.civil_text(), plan.closes.civil_text());
    let detail = json!({"opens": opens, "closes": closes, "sha256": sha256});
    journal::record(tx, scope, permit.by(), "round.prepared", &round.public_id, detail, now)?;
    Ok(round)
}

/// A round of the same name and dates that waits to be circulated: then this is a second click.
fn prepared_alike(
    tx: &mut Tx,
    consultation: &Consultation,
    plan: &Plan,
) -> QueryResult<Option<Round>> {
    let (opens, closes) = (plan.opens.civil_text(), plan.closes.civil_text());
    let all = store::of_consultation(tx, consultation.id)?;
    Ok(all.into_iter().find(|round| {
        round.circulated_at.is_none()
            && round.title == plan.title
            && round.opens_civil == opens
            && round.closes_civil == closes
    }))
}

/// Changes what was prepared, while nobody has read it. `version` is the one that the person saw:
/// [`Error::Conflict`] when somebody changed it since.
pub fn change(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    plan: &Plan,
    version: i64,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let round = store::find(tx, round.id)?;
    let permit = may_change_round(who, &store::facts(tx, &round)?)?;
    if !store::update(tx, &permit, plan, version)? {
        return Err(Error::Conflict);
    }
    let sha256 = frozen::digest_of(tx, round.id)?;
    let (opens, closes) = (plan.opens.civil_text(), plan.closes.civil_text());
    let detail = json!({"opens": opens, "closes": closes, "sha256": sha256});
    journal::record(tx, scope, permit.by(), "round.changed", &round.public_id, detail, now)?;
    Ok(())
}

/// The lead puts a working draft into a prepared round: from now on the draft never changes. With
/// no draft the round is a call for inputs. Where a round came before, the participants are told
/// that the next draft and its notes are there.
pub fn circulate(
    tx: &mut Tx,
    who: &Standing,
    desk: &Desk,
    draft: Option<&Draft>,
    round: &Round,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let round = store::find(tx, round.id)?;
    let facts = store::facts(tx, &round)?;
    let Some(draft) = draft else {
        let permit = may_open_call(who, &facts)?;
        store::open_call(tx, &permit, now)?;
        let detail = json!({"sha256": frozen::digest_of(tx, round.id)?});
        journal::record(tx, scope, permit.by(), "round.opened", &round.public_id, detail, now)?;
        return Ok(());
    };
    let draft = drafts::find(tx, draft.id)?;
    let permit = may_circulate(who, &drafts::facts(tx, &draft)?, &facts)?;
    drafts::freeze(tx, &permit, now)?;
    store::circulate(tx, &permit, now)?;
    let stage = stage::settled(tx, &round, &draft)?;
    store::settle_stage(tx, &permit, &stage)?;
    let digest = crate::drafts::frozen::digest(tx, &draft)?;
    let mut detail = json!({"round": round.public_id, "sha256": digest});
    detail[frozen::IN_DRAFTS_LINE] = frozen::digest_of(tx, round.id)?.into();
    journal::record(tx, scope, permit.by(), "draft.circulated", &draft.public_id, detail, now)?;
    if store::came_before(tx, &round)? {
        letters::next_draft(tx, desk, &round, now)?;
    }
    Ok(())
}

/// Moves the closing to a later time, and tells everybody concerned why.
pub fn extend(
    tx: &mut Tx,
    who: &Standing,
    desk: &Desk,
    round: &Round,
    closes: &CivilTime,
    reason: &Reason,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let round = store::find(tx, round.id)?;
    let permit = may_extend(who, &store::facts(tx, &round)?, closes.at, now)?;
    let extension = store::extend(tx, &permit, &round, closes, reason, now)?;
    let sha256 = frozen::digest_of(tx, round.id)?;
    let (from, to) = (&round.closes_civil, closes.civil_text());
    let detail = json!({"from": from, "to": to, "sha256": sha256});
    journal::record(tx, scope, permit.by(), "round.extended", &round.public_id, detail, now)?;
    if round.circulated_at.is_some() {
        let round = store::find(tx, round.id)?;
        letters::extension(tx, desk, &round, extension, reason, now)?;
    }
    Ok(())
}

/// From now on the round takes nothing, while the team revises; what is drafted is kept.
pub fn pause(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    reason: &Reason,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let round = store::find(tx, round.id)?;
    let permit = may_pause(who, &store::facts(tx, &round)?, now)?;
    store::pause(tx, &permit, reason, now)?;
    let sha256 = frozen::digest_of(tx, round.id)?;
    let detail = json!({"reason": reason.as_str(), "sha256": sha256});
    journal::record(tx, scope, permit.by(), "round.paused", &round.public_id, detail, now)?;
    Ok(())
}

/// The round goes on.
pub fn resume(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    reason: &Reason,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let round = store::find(tx, round.id)?;
    let permit = may_resume(who, &store::facts(tx, &round)?)?;
    store::resume(tx, &permit, reason, now)?;
    let sha256 = frozen::digest_of(tx, round.id)?;
    let detail = json!({"reason": reason.as_str(), "sha256": sha256});
    journal::record(tx, scope, permit.by(), "round.resumed", &round.public_id, detail, now)?;
    Ok(())
}

/// Closes a round before its date, and tells everybody concerned why.
pub fn close(
    tx: &mut Tx,
    who: &Standing,
    desk: &Desk,
    round: &Round,
    reason: &Reason,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let round = store::find(tx, round.id)?;
    let permit = may_close(who, &store::facts(tx, &round)?, now)?;
    store::close(tx, &permit, reason, now)?;
    let detail = json!({"at": now.iso(), "sha256": frozen::digest_of(tx, round.id)?});
    journal::record(tx, scope, permit.by(), "round.closed", &round.public_id, detail, now)?;
    let fixed = digests::fix(tx, desk, &round, permit.by(), now)?;
    letters::closed(tx, desk, &round, now, Some(reason), &fixed, now)?;
    store::closing_is_announced(tx, round.id, now)?;
    Ok(())
}

/// So many seconds after the closing there may still be somebody who sent in time and waits for the database: nobody waits there for
/// so long, and the clocks of two machines do not differ by as much. The list of what came in time is made after that.
const GRACE: i64 = 30;

/// Writes to the people of every round that has closed by its date since this was last asked.
/// Answers how many rounds that were. The worker asks; each person gets one letter per closing.
pub fn announce_closings(tx: &mut Tx, desk: &Desk, now: Moment) -> Result<usize, Error> {
    let over = now.plus_seconds(-GRACE);
    let rounds = store::closed_unannounced(tx, over)?;
    let mut announced = 0;
    for round in rounds {
        let scope = Scope::Consultation(round.consultation_id);
        journal::hold(tx, scope)?;
        let round = store::find(tx, round.id)?;
        let ends_at = store::facts(tx, &round)?.ends_at();
        // Somebody may have extended it, or another worker written, while we waited.
        if ends_at > over || store::is_closing_announced(tx, round.id)? {
            continue;
        }
        let server = digests::server();
        let detail = json!({"closed_at": ends_at.iso()});
        journal::record(tx, scope, &server, "round.ended", &round.public_id, detail, now)?;
        let fixed = digests::fix(tx, desk, &round, &server, now)?;
        letters::closed(tx, desk, &round, ends_at, None, &fixed, now)?;
        store::closing_is_announced(tx, round.id, now)?;
        announced += 1;
    }
    Ok(announced)
}
