//! What is written into a submission: each statement asks for the permit of its act.

use super::super::cover::Cover;
use super::super::written::Written;
use super::sealed::{Said, Sender, is_open, put_cover, put_words, seal_cover, settle};
use super::{CoSubmitter, Input, Submission, inputs_of};
use crate::db::{Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, InputKey, ParticipantKey, RoundKey, SubmissionKey};
use crate::procedure::rounds::MayDraftInput;
use crate::procedure::submissions::{MayRegister, MayReplace};
use crate::procedure::words::{
    CommentType, Operation, Placement, PublicationClass, Source, SubmissionState,
};
use crate::schema::{copied_inputs, inputs, submissions};
use crate::{sealing, secrets};
use diesel::prelude::*;

/// Begins what a participant is going to send in a round.
pub fn begin(
    tx: &mut Tx,
    permit: &MayDraftInput,
    language: &str,
    now: Moment,
) -> QueryResult<Submission> {
    let new = Begun { language, source: Source::Typed, replaces: None };
    insert(tx, permit.round(), permit.participant(), &new, now)
}

/// Begins the submission that is to replace another, with a copy of all that is in it.
pub fn begin_replacement(
    tx: &mut Tx,
    permit: &MayReplace,
    old: &Submission,
    now: Moment,
) -> QueryResult<Submission> {
    let new = Begun {
        language: &old.language,
        source: Source::Typed,
        replaces: Some(permit.submission()),
    };
    let mut begun = insert(tx, permit.round(), permit.participant(), &new, now)?;
    begun.own_date.clone_from(&old.own_date);
    begun.own_reference.clone_from(&old.own_reference);
    begun.on_behalf_of.clone_from(&old.on_behalf_of);
    begun.without_prejudice = old.without_prejudice;
    begun.co_submitters.clone_from(&old.co_submitters);
    put_cover(tx, &begun)?;
    diesel::update(submissions::table.find(begun.id))
        .set(submissions::without_prejudice.eq(begun.without_prejudice))
        .execute(&mut **tx)?;
    // Of what was erased there is nothing to go on from.
    let erased = super::erasures_of(tx, old.id)?;
    let is_erased = |input: &Input| erased.iter().any(|one| one.input_id == Some(input.id));
    for input in inputs_of(tx, old.id)?.iter().filter(|input| !is_erased(input)) {
        let copy = (&begun, permit.by().account);
        copy_input(tx, copy, input, now)?;
    }
    super::copy_files(tx, permit, old.id, begun.id, now)?;
    Ok(begun)
}

/// What it was to replace is published, and stays: it is a submission of its own, without the copies that nobody has changed.
pub fn stand_alone(
    tx: &mut Tx,
    permit: &MayDraftInput,
    submission: SubmissionKey,
    published: SubmissionKey,
) -> QueryResult<()> {
    // Its class may have been changed since, here or there.
    let said = |input: &Input| {
        let written = Written { class: None, ..input.written() };
        (input.identity.clone(), input.question_id, written)
    };
    let old: Vec<_> = inputs_of(tx, published)?.iter().map(said).collect();
    for input in inputs_of(tx, submission)?.iter().filter(|input| old.contains(&said(input))) {
        delete_input(tx, permit, input.id)?;
    }
    let old = super::attachments_of(tx, published)?;
    for file in super::attachments_of(tx, submission)? {
        if old.iter().any(|one| one.digest == file.digest && one.name == file.name) {
            super::detach(tx, permit, file.id)?;
        }
    }
    diesel::update(submissions::table.find(submission))
        .set(submissions::replaces_id.eq(None::<SubmissionKey>))
        .execute(&mut **tx)?;
    touch(tx, permit, submission)
}

fn copy_input(
    tx: &mut Tx,
    (into, by): (&Submission, Option<AccountKey>),
    input: &Input,
    now: Moment,
) -> QueryResult<()> {
    let id = secrets::public_id();
    let from = input.id;
    let said = Said { created_by: by, source_key: None, ..Said::of(input) };
    let sealer = sealing::sealer(tx)?;
    let copy: InputKey = diesel::insert_into(inputs::table)
        .values((
            Content::of(input),
            said.columns(&sealer, &id, is_open(into.state, input.publication_class))?,
            inputs::public_id.eq(&id),
            inputs::submission_id.eq(into.id),
            inputs::round_id.eq(into.round_id),
            inputs::identity.eq(&input.identity),
            inputs::question_id.eq(input.question_id),
            inputs::kind.eq(input.kind),
            inputs::placement.eq(input.placement),
            inputs::created_at.eq(now),
            inputs::updated_at.eq(now),
        ))
        .returning(inputs::id)
        .get_result(&mut **tx)?;
    diesel::insert_into(copied_inputs::table)
        .values((copied_inputs::input_id.eq(copy), copied_inputs::from_id.eq(from)))
        .execute(&mut **tx)
        .map(drop)
}

/// The input that this one was copied from, to be replaced.
pub fn copied_from(conn: &mut Conn, copy: InputKey) -> QueryResult<Option<Input>> {
    inputs::table
        .filter(
            inputs::id.eq_any(
                copied_inputs::table
                    .filter(copied_inputs::input_id.eq(copy))
                    .select(copied_inputs::from_id),
            ),
        )
        .select(Input::as_select())
        .first(conn)
        .optional()
}

pub(super) struct Begun<'a> {
    pub language: &'a str,
    pub source: Source,
    pub replaces: Option<SubmissionKey>,
}

pub(super) fn insert(
    tx: &mut Tx,
    round: RoundKey,
    participant: ParticipantKey,
    new: &Begun<'_>,
    now: Moment,
) -> QueryResult<Submission> {
    let id = secrets::public_id();
    let cover = seal_cover(tx, &id, round, &Sender::of(participant))?;
    let id: SubmissionKey = diesel::insert_into(submissions::table)
        .values((
            cover,
            submissions::public_id.eq(id),
            submissions::round_id.eq(round),
            submissions::state.eq(SubmissionState::Drafting),
            submissions::source.eq(new.source),
            submissions::language.eq(new.language),
            submissions::started_at.eq(now),
            submissions::replaces_id.eq(new.replaces),
        ))
        .returning(submissions::id)
        .get_result(&mut **tx)?;
    super::find(tx, id)
}

/// What is known of an input beside its words, as a row: a new input's, a copy's, or a changed one's.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = inputs, treat_none_as_null = true)]
struct Content<'a> {
    operation: Option<Operation>,
    comment_type: Option<CommentType>,
    language: &'a str,
    publication_class: Option<PublicationClass>,
}

impl<'a> Content<'a> {
    fn written(written: &'a Written) -> Self {
        Self {
            operation: written.operation,
            comment_type: written.comment_type,
            language: &written.language,
            publication_class: written.class,
        }
    }

    fn of(input: &'a Input) -> Self {
        Self {
            operation: input.operation,
            comment_type: input.comment_type,
            language: &input.language,
            publication_class: input.publication_class,
        }
    }
}

/// Where an input came from, beside what it says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin<'a> {
    pub form_key: Option<&'a str>,
    pub source_key: Option<&'a str>,
    pub group: Option<&'a str>,
    pub letter: Option<&'a str>,
}

pub fn insert_input(
    tx: &mut Tx,
    permit: &MayDraftInput,
    submission: SubmissionKey,
    written: &Written,
    origin: Origin<'_>,
    now: Moment,
) -> QueryResult<Input> {
    let place = (submission, permit.round(), SubmissionState::Drafting);
    put_input(tx, place, written, origin, permit.by().account, now)
}

/// An input that the secretariat registers for a participant.
pub fn insert_registered_input(
    tx: &mut Tx,
    permit: &MayRegister,
    submission: SubmissionKey,
    written: &Written,
    origin: Origin<'_>,
    now: Moment,
) -> QueryResult<Input> {
    let place = (submission, permit.round(), SubmissionState::Submitted);
    put_input(tx, place, written, origin, permit.by().account, now)
}

pub(super) fn put_input(
    tx: &mut Tx,
    (submission, round, state): (SubmissionKey, RoundKey, SubmissionState),
    written: &Written,
    origin: Origin<'_>,
    account: Option<AccountKey>,
    now: Moment,
) -> QueryResult<Input> {
    let id = secrets::public_id();
    let said = Said {
        created_by: account,
        source_key: origin.source_key,
        group: origin.group,
        ..Said::written(written)
    };
    let sealer = sealing::sealer(tx)?;
    let id: InputKey = diesel::insert_into(inputs::table)
        .values((
            Content::written(written),
            said.columns(&sealer, &id, is_open(state, written.class))?,
            inputs::public_id.eq(&id),
            inputs::submission_id.eq(submission),
            inputs::round_id.eq(round),
            inputs::identity.eq(&written.identity),
            inputs::question_id.eq(written.question),
            inputs::kind.eq(written.kind),
            inputs::letter.eq(origin.letter),
            inputs::placement.eq(written.placement),
            inputs::form_key.eq(origin.form_key),
            inputs::created_at.eq(now),
            inputs::updated_at.eq(now),
        ))
        .returning(inputs::id)
        .get_result(&mut **tx)?;
    inputs::table.find(id).select(Input::as_select()).first(&mut **tx)
}

/// Stores the new text if nobody stored another since `version` was read; false when they did.
pub fn update_input(
    tx: &mut Tx,
    _permit: &MayDraftInput,
    input: InputKey,
    written: &Written,
    version: i64,
    now: Moment,
) -> QueryResult<bool> {
    let before: Input = inputs::table.find(input).select(Input::as_select()).first(&mut **tx)?;
    let said = Said {
        created_by: before.created_by,
        source_key: before.source_key.as_deref(),
        group: before.proposal_group.as_deref(),
        mismatch: before.mismatch.as_deref(),
        ..Said::written(written)
    };
    let sealer = sealing::sealer(tx)?;
    let changed = diesel::update(
        inputs::table.filter(inputs::id.eq(input)).filter(inputs::row_version.eq(version)),
    )
    .set((
        Content::written(written),
        said.columns(&sealer, &before.public_id, false)?,
        inputs::updated_at.eq(now),
        inputs::row_version.eq(version + 1),
    ))
    .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// Makes the input one of the rows of a proposal on several elements.
pub fn set_group(
    tx: &mut Tx,
    _permit: &MayDraftInput,
    input: &Input,
    group: &str,
) -> QueryResult<()> {
    let input = Input { proposal_group: Some(group.to_owned()), ..input.clone() };
    put_words(tx, &input, !input.is_sealed)
}

pub fn delete_input(tx: &mut Tx, _permit: &MayDraftInput, input: InputKey) -> QueryResult<()> {
    remove_input(tx, input)
}

pub(super) fn remove_input(tx: &mut Tx, input: InputKey) -> QueryResult<()> {
    diesel::delete(inputs::table.find(input)).execute(&mut **tx).map(drop)
}

pub fn classify(
    tx: &mut Tx,
    _permit: &MayDraftInput,
    input: InputKey,
    class: Option<PublicationClass>,
) -> QueryResult<()> {
    let submission: SubmissionKey = diesel::update(inputs::table.find(input))
        .set(inputs::publication_class.eq(class))
        .returning(inputs::submission_id)
        .get_result(&mut **tx)?;
    settle(tx, submission)
}

/// Something in the submission changed: whoever looked at it before must look again.
pub fn touch(tx: &mut Tx, _permit: &MayDraftInput, submission: SubmissionKey) -> QueryResult<()> {
    diesel::update(submissions::table.find(submission))
        .set(submissions::row_version.eq(submissions::row_version + 1))
        .execute(&mut **tx)?;
    Ok(())
}

pub fn set_cover(
    tx: &mut Tx,
    permit: &MayDraftInput,
    submission: SubmissionKey,
    cover: &Cover,
) -> QueryResult<()> {
    store_cover(tx, submission, cover)?;
    touch(tx, permit, submission)
}

fn store_cover(tx: &mut Tx, submission: SubmissionKey, cover: &Cover) -> QueryResult<()> {
    diesel::update(submissions::table.find(submission))
        .set((
            submissions::language.eq(&cover.language),
            submissions::without_prejudice.eq(cover.without_prejudice),
            submissions::receipt_by_email.eq(cover.receipt_by_email),
        ))
        .execute(&mut **tx)?;
    let mut submission = super::find(tx, submission)?;
    submission.own_date.clone_from(&cover.own_date);
    submission.own_reference.clone_from(&cover.own_reference);
    submission.on_behalf_of.clone_from(&cover.on_behalf_of);
    let named = cover.co_submitters.iter().map(|(participant, name)| CoSubmitter {
        participant_id: *participant,
        name: name.clone(),
        is_confirmed: false,
        has_objected: false,
    });
    submission.co_submitters = named.collect();
    put_cover(tx, &submission)
}

/// What is known of a submission that came on paper, by e-mail or in a file.
#[derive(Debug, Clone)]
pub struct Registered {
    pub participant: ParticipantKey,
    pub source: Source,
    pub submitted_at: Moment,
    pub late: bool,
    pub received_on: Option<String>,
    pub cover: Cover,
    /// The form that it was typed into: sent twice, it registers once.
    pub form_key: Option<String>,
}

pub fn register(
    tx: &mut Tx,
    permit: &MayRegister,
    new: &Registered,
    published: bool,
    now: Moment,
) -> QueryResult<Submission> {
    let begun = Begun { language: &new.cover.language, source: new.source, replaces: None };
    let submission = insert(tx, permit.round(), new.participant, &begun, now)?;
    store_cover(tx, submission.id, &new.cover)?;
    diesel::update(submissions::table.find(submission.id))
        .set((
            submissions::state.eq(SubmissionState::Submitted),
            submissions::submitted_at.eq(new.submitted_at),
            submissions::registered_by.eq(permit.by().account),
            submissions::late.eq(new.late),
            submissions::received_on.eq(&new.received_on),
            submissions::published_at.eq(published.then_some(now)),
            submissions::form_key.eq(&new.form_key),
        ))
        .execute(&mut **tx)?;
    super::find(tx, submission.id)
}

/// Puts an input on an element; how its quotation sits there is worked out by the caller.
pub fn place(
    tx: &mut Tx,
    _permit: &MayRegister,
    input: InputKey,
    identity: &str,
    placement: Placement,
    mismatch: Option<&str>,
    now: Moment,
) -> QueryResult<()> {
    diesel::update(inputs::table.find(input))
        .set((
            inputs::identity.eq(identity),
            inputs::placement.eq(placement),
            inputs::updated_at.eq(now),
            inputs::row_version.eq(inputs::row_version + 1),
        ))
        .execute(&mut **tx)?;
    let mut input: Input = inputs::table.find(input).select(Input::as_select()).first(&mut **tx)?;
    input.mismatch = mismatch.map(str::to_owned);
    put_words(tx, &input, !input.is_sealed)
}
