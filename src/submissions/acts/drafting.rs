//! A participant's people write, change and remove what they are going to send. None of it is
//! journaled: nobody watches a delegation draft.

use super::super::store::{self, Attachment, CheckedFile, Input, MayAttach, Origin, Submission};
use super::super::views;
use super::super::written::{Written, tidy};
use crate::db::{Conn, Tx};
use crate::journal::{self, Scope};
use crate::procedure::keys::{ParticipantKey, PublicId, RoundKey};
use crate::procedure::rounds::{MayDraftInput, may_draft_input, may_say};
use crate::procedure::words::{InputKind, Operation, PublicationClass, Source, SubmissionState};
use crate::procedure::{Moment, Refusal, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::secrets;
use crate::web::Error;

/// What became of a change.
#[derive(Debug)]
pub enum Revised {
    Saved(Input),
    /// Somebody stored another text in between: this one. Nothing was changed.
    Conflict(Input),
}

/// The form that an input comes with.
#[derive(Debug, Clone, Default)]
pub struct Form<'a> {
    /// What marks it: sent twice, it makes one input.
    pub key: Option<&'a str>,
    /// The version of the input that it last knew of; 0 while there was none.
    pub version: Option<i64>,
    /// It was saved as it was being typed, and goes on.
    pub while_typing: bool,
}

/// Writes an input into what the participant is drafting in the round. The same form sent twice
/// makes one input. Sent again with another text it changes that one, if the form knows it as it is
/// stored: a page that was left and come back to does not.
pub fn write(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    participant: ParticipantKey,
    written: &Written,
    form: &Form<'_>,
    now: Moment,
) -> Result<Revised, Error> {
    let permit = permit_to_say(tx, who, round, participant, written, now)?;
    if let Some(key) = form.key
        && let Some(before) = store::input_of_form(tx, key)?
    {
        return write_again(tx, &permit, before, written, form, now);
    }
    let submission = open_submission(tx, &permit, &written.language, now)?;
    let origin = Origin { form_key: form.key, ..Origin::default() };
    let input = store::insert_input(tx, &permit, submission.id, written, origin, now)?;
    store::touch(tx, &permit, submission.id)?;
    Ok(Revised::Saved(input))
}

/// The form that made `before` came again: a double click, or after it was saved as it was typed.
fn write_again(
    tx: &mut Tx,
    permit: &MayDraftInput,
    before: Input,
    written: &Written,
    form: &Form<'_>,
    now: Moment,
) -> Result<Revised, Error> {
    let submission = store::find(tx, before.submission_id)?;
    let is_this_form = submission.participant_id == permit.participant()
        && before.round_id == permit.round()
        && before.kind == written.kind
        && before.identity == written.identity
        && before.question_id == written.question;
    if !is_this_form {
        return Err(Error::BadRequest);
    }
    let version = form.version.unwrap_or(before.row_version);
    if before.written() == *written && (form.while_typing || version != before.row_version) {
        return Ok(Revised::Saved(before));
    }
    // A form that is done with leaves a new version behind, also where its words were saved as they were
    // typed: whoever comes back to it is told.
    still_drafting(&submission)?;
    if !store::update_input(tx, permit, before.id, written, version, now)? {
        return Ok(Revised::Conflict(before));
    }
    store::touch(tx, permit, submission.id)?;
    Ok(Revised::Saved(store::find_input(tx, &before.public_id)?))
}

/// Changes an input that is not submitted yet, unless somebody else did since `version`.
pub fn revise(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    input: &PublicId,
    written: &Written,
    version: i64,
    now: Moment,
) -> Result<Revised, Error> {
    let (_, submission, input) = own_input(tx, who, round, input, now)?;
    let permit = permit_to_say(tx, who, round, submission.participant_id, written, now)?;
    if input.written() == *written {
        return Ok(Revised::Saved(input));
    }
    if !store::update_input(tx, &permit, input.id, written, version, now)? {
        return Ok(Revised::Conflict(input));
    }
    store::touch(tx, &permit, submission.id)?;
    Ok(Revised::Saved(store::find_input(tx, &input.public_id)?))
}

/// Puts the same operation on further elements, as one proposal with the input: each is an input of
/// its own with the words of its own element, and its place in the submission. Elements that the
/// proposal is on already are left as they are.
pub fn widen(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    input: &PublicId,
    elements: &[String],
    now: Moment,
) -> Result<(), Error> {
    if elements.is_empty() {
        return Ok(());
    }
    let (permit, submission, input) = own_input(tx, who, round, input, now)?;
    if input.kind != InputKind::Proposal {
        return Err(Error::BadRequest);
    }
    let all = store::inputs_of(tx, submission.id)?;
    let group = match &input.proposal_group {
        Some(group) => group.clone(),
        None => {
            let group = secrets::public_id().to_string();
            store::set_group(tx, &permit, &input, &group)?;
            group
        }
    };
    let text = views::text(tx, round)?;
    let facts = rounds::facts(tx, round)?;
    for identity in elements {
        if !facts.is_open_element(identity) {
            return Err(Refusal::ElementNotOpen.into());
        }
        let is_there = all.iter().any(|one| {
            one.proposal_group.as_ref() == Some(&group) && one.identity.as_ref() == Some(identity)
        });
        let Some(element) = text.get(identity).filter(|_| !is_there) else { continue };
        if input.identity.as_ref() == Some(identity) {
            continue;
        }
        let quoted = tidy(element.wording(&input.language));
        let written = Written {
            identity: Some(identity.clone()),
            // What is to be changed is worded there.
            proposed: match input.operation {
                Some(Operation::Modify) => quoted.clone(),
                _ => String::new(),
            },
            quoted,
            body: String::new(),
            particulars: Default::default(),
            ..input.written()
        };
        let origin = Origin { group: Some(&group), ..Origin::default() };
        store::insert_input(tx, &permit, submission.id, &written, origin, now)?;
    }
    Ok(store::touch(tx, &permit, submission.id)?)
}

/// Takes an input out of what is being drafted.
pub fn remove(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    input: &PublicId,
    now: Moment,
) -> Result<(), Error> {
    let (permit, submission, input) = own_input(tx, who, round, input, now)?;
    store::delete_input(tx, &permit, input.id)?;
    store::touch(tx, &permit, submission.id)?;
    Ok(())
}

fn own_input(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    input: &PublicId,
    now: Moment,
) -> Result<(MayDraftInput, Submission, Input), Error> {
    journal::hold(tx, Scope::Consultation(round.consultation_id))?;
    let input = store::find_input(tx, input)?;
    let submission = store::find(tx, input.submission_id)?;
    let permit = permit(tx, who, round, submission.participant_id, Some(input.kind), now)?;
    still_drafting(&submission)?;
    Ok((permit, submission, input))
}

/// Attaches files. One that is there already, byte for byte, is not attached twice.
pub fn attach(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    participant: ParticipantKey,
    files: &[CheckedFile],
    class: Option<PublicationClass>,
    now: Moment,
) -> Result<Submission, Error> {
    use sha2::{Digest, Sha256};
    let permit = permit(tx, who, round, participant, None, now)?;
    let language = crate::consultations::store::find(tx, round.consultation_id)?;
    let submission = open_submission(tx, &permit, language.original_language(), now)?;
    for file in files {
        let digest = Sha256::digest(&file.bytes).to_vec();
        let there = store::attachments_of(tx, submission.id)?;
        if there.iter().any(|known| known.digest == digest && known.name == file.name) {
            continue;
        }
        store::attach(tx, &MayAttach::Drafting(&permit), submission.id, file, class, now)?;
    }
    store::touch(tx, &permit, submission.id)?;
    Ok(submission)
}

/// Takes a file out of what is being drafted.
pub fn detach(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    file: &Attachment,
    now: Moment,
) -> Result<(), Error> {
    let submission = store::find(tx, file.submission_id)?;
    let permit = permit(tx, who, round, submission.participant_id, None, now)?;
    still_drafting(&submission)?;
    store::detach(tx, &permit, file.id)?;
    store::touch(tx, &permit, submission.id)?;
    Ok(())
}

pub(super) fn permit(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    participant: ParticipantKey,
    kind: Option<InputKind>,
    now: Moment,
) -> Result<MayDraftInput, Error> {
    journal::hold(tx, Scope::Consultation(round.consultation_id))?;
    let facts = rounds::facts(tx, round)?;
    Ok(may_draft_input(who, &facts, participant, kind, now)?)
}

fn permit_to_say(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    participant: ParticipantKey,
    written: &Written,
    now: Moment,
) -> Result<MayDraftInput, Error> {
    journal::hold(tx, Scope::Consultation(round.consultation_id))?;
    let facts = rounds::facts(tx, round)?;
    Ok(may_say(who, &facts, participant, &written.saying(), now)?)
}

/// The question that the act asks, for the page: may this person still change what is drafted?
pub fn may_change(
    conn: &mut Conn,
    who: &Standing,
    round: &Round,
    submission: &Submission,
    now: Moment,
) -> Result<(), Error> {
    let facts = rounds::facts(conn, round)?;
    may_draft_input(who, &facts, submission.participant_id, None, now)?;
    Ok(still_drafting(submission)?)
}

pub(super) fn still_drafting(submission: &Submission) -> Result<(), Refusal> {
    match submission.state {
        SubmissionState::Drafting => Ok(()),
        _ => Err(Refusal::AlreadySubmitted),
    }
}

/// The participant's one submission in the making, begun with its first input.
fn open_submission(
    tx: &mut Tx,
    permit: &MayDraftInput,
    language: &str,
    now: Moment,
) -> Result<Submission, Error> {
    if let Some(submission) = store::drafting(tx, permit.round(), permit.participant())? {
        return Ok(submission);
    }
    if to_replace(tx, permit.round(), permit.participant())?.is_some() {
        return Err(Refusal::AlreadySubmitted.into());
    }
    Ok(store::begin(tx, permit, language, now)?)
}

/// The question that the act asks, for the page: what stands in the way of drafting something new?
/// The submission that the participant has sent, as long as it drafts nothing to take its place.
pub fn to_replace(
    conn: &mut Conn,
    round: RoundKey,
    participant: ParticipantKey,
) -> diesel::QueryResult<Option<Submission>> {
    match store::drafting(conn, round, participant)? {
        Some(_) => Ok(None),
        None => sent(conn, round, participant),
    }
}

/// What the participant itself submitted in the round and could still replace: whoever wants to
/// say more replaces it, so that no text is counted twice.
pub fn sent(
    conn: &mut Conn,
    round: RoundKey,
    participant: ParticipantKey,
) -> diesel::QueryResult<Option<Submission>> {
    let all = store::of_participants(conn, &[participant])?;
    Ok(all.into_iter().rev().find(|submission| {
        submission.round_id == round
            && submission.state == SubmissionState::Submitted
            && submission.source == Source::Typed
            && submission.published_at.is_none()
            && submission.alignment.is_none()
    }))
}
