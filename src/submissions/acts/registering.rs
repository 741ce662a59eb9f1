//! The secretariat registers what came by e-mail, letter or note verbale, puts excerpts of it on
//! the paragraphs they concern, and places what named no paragraph.

use super::super::store::{self, CheckedFile, Input, MayAttach, Origin, Registered, Submission};
use super::super::views::wordings;
use super::super::written::{Written, placed};
use super::co_submitting;
use super::committing::{commit_excerpt, commit_registered};
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::post::Desk;
use crate::procedure::keys::{InputKey, PublicId};
use crate::procedure::submissions::{
    MayRegister, may_register, may_remove_excerpt, may_type_letter,
};
use crate::procedure::words::{PublicationRule, Source};
use crate::procedure::{Moment, Refusal, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::signing::hex;
use crate::web::Error;
use serde_json::json;

/// Registers a submission with its original file. It counts as submitted on the day it came, and
/// is published when what is typed in would be.
pub fn register(
    tx: &mut Tx,
    who: &Standing,
    desk: &Desk,
    round: &Round,
    new: &Registered,
    original: Option<&CheckedFile>,
    now: Moment,
) -> Result<Submission, Error> {
    let permit = permit(tx, who, round)?;
    if let Some(form_key) = &new.form_key
        && let Some(before) = store::registered_by_form(tx, form_key)?
    {
        return Ok(before);
    }
    let at_once = round.publication_rule == PublicationRule::OnSubmission;
    let submission = store::register(tx, &permit, new, at_once, now)?;
    if let Some(file) = original {
        let permit = MayAttach::Registering(&permit);
        let class = Some(round.registered_class);
        store::attach(tx, &permit, submission.id, file, class, now)?;
    }
    commit_registered(tx, &permit, desk, round, &submission, now)?;
    co_submitting::tell(tx, desk, round, &submission, now)?;
    Ok(submission)
}

/// Anchors an excerpt of a registered submission. Its class is the one that the call states, or a
/// more cautious one that its author asked for: the secretariat never moves a text towards public.
pub fn add_excerpt(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    submission: &Submission,
    written: &Written,
    (letter, form_key): (Option<&str>, Option<&str>),
    now: Moment,
) -> Result<Input, Error> {
    let permit = permit(tx, who, round)?;
    if submission.source == Source::Typed || submission.alignment.is_some() {
        return Err(Refusal::NotYourRole.into());
    }
    // What was said on somebody's behalf is theirs to answer for: nothing is added to it.
    if store::intervention_of(tx, submission.id)?.is_some() {
        return Err(Refusal::NotYourRole.into());
    }
    if let Some(form_key) = form_key
        && let Some(before) = store::input_of_form(tx, form_key)?
    {
        return Ok(before);
    }
    let asked = written.class.unwrap_or(round.registered_class);
    let class = asked.max(round.registered_class);
    let written = Written { class: Some(class), ..written.clone() };
    let origin = Origin { letter, form_key, ..Origin::default() };
    let input = store::insert_registered_input(tx, &permit, submission.id, &written, origin, now)?;
    let commitment = commit_excerpt(tx, &permit, submission, &input)?;
    let detail = json!({ "submission": submission.public_id, "commitment": hex(&commitment) });
    let scope = Scope::Consultation(round.consultation_id);
    let id = &input.public_id;
    journal::record(tx, scope, permit.by(), "input.registered", id, detail, now)?;
    Ok(input)
}

/// Types the letter in full beside its file, if nobody did since `version` was read (0: when there was none);
/// false where somebody did. The same again is a second click.
pub fn type_letter(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    submission: &Submission,
    text: &str,
    version: i64,
    now: Moment,
) -> Result<bool, Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let submission = store::find(tx, submission.id)?;
    if submission.source == Source::Typed || submission.alignment.is_some() {
        return Err(Refusal::NotYourRole.into());
    }
    let stored = store::letter_text(tx, submission.id)?;
    if stored.as_ref().is_some_and(|stored| stored.text == text) {
        return Ok(true);
    }
    let facts = store::facts(tx, &submission)?;
    let permit = may_type_letter(who, &rounds::facts(tx, round)?, &facts, stored.is_some())?;
    if stored.map_or(0, |stored| stored.row_version) != version {
        return Ok(false);
    }
    let id = &submission.public_id;
    store::put_letter_text(tx, &permit, id, text, now)?;
    journal::record(tx, scope, permit.by(), "letter.typed", id, json!({}), now)?;
    Ok(true)
}

/// Takes away an excerpt that was anchored by mistake.
pub fn remove_excerpt(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    input: &PublicId,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let input = store::find_input(tx, input)?;
    let submission = store::find(tx, input.submission_id)?;
    if !store::is_excerpt(tx, &input)? {
        return Err(Error::NotFound);
    }
    let facts = rounds::facts(tx, round)?;
    let permit = may_remove_excerpt(who, &facts, &store::facts(tx, &submission)?, input.id)?;
    if !store::remove_excerpt(tx, &permit)? {
        return Err(Refusal::ExcerptInUse.into());
    }
    let detail = json!({ "submission": submission.public_id });
    let id = &input.public_id;
    Ok(journal::record(tx, scope, permit.by(), "excerpt.removed", id, detail, now)?)
}

/// Puts an unplaced input on an element.
pub fn place(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    input: &PublicId,
    identity: &str,
    now: Moment,
) -> Result<(), Error> {
    let permit = permit(tx, who, round)?;
    let input = store::find_input(tx, input)?;
    if input.round_id != round.id {
        return Err(Error::NotFound);
    }
    let wordings = wordings(tx, round)?;
    let wordings = wordings.get(identity).ok_or(Error::NotFound)?;
    let wording = wordings.get(&input.language).or_else(|| wordings.values().next());
    let (placement, mismatch) = placed(wording.map_or("", String::as_str), &input.quoted);
    let key: InputKey = input.id;
    store::place(tx, &permit, key, identity, placement, mismatch.as_deref(), now)?;
    let scope = Scope::Consultation(round.consultation_id);
    let detail = json!({ "identity": identity });
    journal::record(tx, scope, permit.by(), "input.placed", &input.public_id, detail, now)?;
    Ok(())
}

pub(in super::super) fn permit(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
) -> Result<MayRegister, Error> {
    journal::hold(tx, Scope::Consultation(round.consultation_id))?;
    let facts = rounds::facts(tx, round)?;
    Ok(may_register(who, &facts)?)
}
