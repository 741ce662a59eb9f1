//! A participant says what it holds of a paragraph, or of another's proposal, where States negotiate.

use super::super::store::{self, Held, Position};
use super::super::views;
use crate::consultations::store as consultations;
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::agreement::{may_take_position, may_withdraw_position};
use crate::procedure::keys::PublicId;
use crate::procedure::sight::sight;
use crate::procedure::words::{InputKind, PublicationClass, PublicationRule};
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::web::Error;
use serde_json::json;

/// Takes a position in the place of the one that the participant held of the same.
pub fn take(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    held: &Held,
    class: PublicationClass,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let kind = consultations::find(tx, round.consultation_id)?.kind;
    let facts = rounds::facts(tx, round)?;
    let is_known = match &held.proposal {
        None => true,
        Some(id) => {
            let input = store::find_input(tx, id)?;
            let here = input.round_id == round.id
                && input.kind == InputKind::Proposal
                && input.identity.as_ref() == Some(&held.identity);
            let seen = views::one(tx, &sight(who, &facts, now), input.id)?;
            let author = seen.and_then(|seen| seen.author);
            here && author.is_some_and(|author| author.id != held.participant)
        }
    };
    let permit = may_take_position(who, kind, &facts, held.participant, is_known, now)?;
    let is_same = |one: &Position| {
        one.held.participant == held.participant
            && one.held.identity == held.identity
            && one.held.proposal == held.proposal
    };
    let before = store::positions_in(tx, round.id)?.into_iter().find(is_same);
    if let Some(old) = &before {
        if old.held == *held && old.class == class {
            return Ok(());
        }
        store::end_position(tx, &permit, old, now)?;
    }
    let at_once = round.publication_rule == PublicationRule::OnSubmission;
    let id = store::take_position(tx, &permit, held, class, at_once, now)?;
    let taken = store::find_position(tx, &id)?;
    let sha256 = store::digest_of_position(tx, &taken)?;
    let by = permit.by().without_name();
    let detail = json!({ "round": round.public_id, "late": permit.late(), "sha256": sha256 });
    Ok(journal::record(tx, scope, &by, "position.taken", &id, detail, now)?)
}

pub fn withdraw(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    id: &PublicId,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let old = store::find_position(tx, id)?;
    let is_withdrawn = old.withdrawn_at.is_some();
    let permit = may_withdraw_position(who, old.held.participant, is_withdrawn)?;
    store::withdraw_position(tx, &permit, &old, now)?;
    let by = permit.by().without_name();
    let detail = json!({ "round": round.public_id });
    Ok(journal::record(tx, scope, &by, "position.withdrawn", id, detail, now)?)
}
