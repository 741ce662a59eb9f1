//! What is written into a submission: each statement asks for the permit of its act.

use super::super::written::{Cover, Written};
use super::{Input, Submission, inputs_of};
use crate::db::Tx;
use crate::procedure::Moment;
use crate::procedure::keys::{InputKey, ParticipantKey, RoundKey, SubmissionKey};
use crate::procedure::rounds::MayDraftInput;
use crate::procedure::submissions::{MayRegister, MayReplace};
use crate::procedure::words::{
    CommentType, Operation, Placement, PublicationClass, Source, SubmissionState,
};
use crate::schema::{co_submitters, inputs, submissions};
use crate::secrets;
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
    let begun = insert(tx, permit.round(), permit.participant(), &new, now)?;
    diesel::update(submissions::table.find(begun.id))
        .set((
            submissions::own_date.eq(&old.own_date),
            submissions::own_reference.eq(&old.own_reference),
            submissions::on_behalf_of.eq(&old.on_behalf_of),
            submissions::without_prejudice.eq(old.without_prejudice),
        ))
        .execute(&mut **tx)?;
    for input in inputs_of(tx, old.id)? {
        diesel::insert_into(inputs::table)
            .values((
                Content::of(&input),
                inputs::public_id.eq(secrets::public_id()),
                inputs::submission_id.eq(begun.id),
                inputs::round_id.eq(begun.round_id),
                inputs::identity.eq(&input.identity),
                inputs::question_id.eq(input.question_id),
                inputs::kind.eq(input.kind),
                inputs::proposal_group.eq(&input.proposal_group),
                inputs::placement.eq(input.placement),
                inputs::mismatch.eq(&input.mismatch),
                inputs::created_by.eq(permit.by().account),
                inputs::created_at.eq(now),
                inputs::updated_at.eq(now),
            ))
            .execute(&mut **tx)?;
    }
    super::copy_files(tx, permit, old.id, begun.id, now)?;
    for other in super::co_submitters(tx, old.id)? {
        insert_co_submitter(tx, begun.id, other.participant_id, &other.name)?;
    }
    Ok(begun)
}

struct Begun<'a> {
    language: &'a str,
    source: Source,
    replaces: Option<SubmissionKey>,
}

fn insert(
    tx: &mut Tx,
    round: RoundKey,
    participant: ParticipantKey,
    new: &Begun<'_>,
    now: Moment,
) -> QueryResult<Submission> {
    let id: SubmissionKey = diesel::insert_into(submissions::table)
        .values((
            submissions::public_id.eq(secrets::public_id()),
            submissions::round_id.eq(round),
            submissions::participant_id.eq(participant),
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

/// What an input says, as a row: a new input's, a copy's, or a changed one's.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = inputs, treat_none_as_null = true)]
struct Content<'a> {
    operation: Option<Operation>,
    comment_type: Option<CommentType>,
    body: &'a str,
    quoted: &'a str,
    proposed: &'a str,
    language: &'a str,
    publication_class: Option<PublicationClass>,
}

impl<'a> Content<'a> {
    fn written(written: &'a Written) -> Self {
        Self {
            operation: written.operation,
            comment_type: written.comment_type,
            body: &written.body,
            quoted: &written.quoted,
            proposed: &written.proposed,
            language: &written.language,
            publication_class: written.class,
        }
    }

    fn of(input: &'a Input) -> Self {
        Self {
            operation: input.operation,
            comment_type: input.comment_type,
            body: &input.body,
            quoted: &input.quoted,
            proposed: &input.proposed,
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
    let account = permit.by().account;
    put_input(tx, (submission, permit.round()), written, origin, account, now)
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
    let account = permit.by().account;
    put_input(tx, (submission, permit.round()), written, origin, account, now)
}

fn put_input(
    tx: &mut Tx,
    (submission, round): (SubmissionKey, RoundKey),
    written: &Written,
    origin: Origin<'_>,
    account: Option<crate::procedure::keys::AccountKey>,
    now: Moment,
) -> QueryResult<Input> {
    let id: InputKey = diesel::insert_into(inputs::table)
        .values((
            Content::written(written),
            inputs::public_id.eq(secrets::public_id()),
            inputs::submission_id.eq(submission),
            inputs::round_id.eq(round),
            inputs::identity.eq(&written.identity),
            inputs::question_id.eq(written.question),
            inputs::kind.eq(written.kind),
            inputs::proposal_group.eq(origin.group),
            inputs::letter.eq(origin.letter),
            inputs::placement.eq(written.placement),
            inputs::mismatch.eq(&written.mismatch),
            inputs::source_key.eq(origin.source_key),
            inputs::form_key.eq(origin.form_key),
            inputs::created_by.eq(account),
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
    let changed = diesel::update(
        inputs::table.filter(inputs::id.eq(input)).filter(inputs::row_version.eq(version)),
    )
    .set((
        Content::written(written),
        inputs::updated_at.eq(now),
        inputs::row_version.eq(version + 1),
    ))
    .execute(&mut **tx)?;
    Ok(changed == 1)
}

pub fn delete_input(tx: &mut Tx, _permit: &MayDraftInput, input: InputKey) -> QueryResult<()> {
    diesel::delete(inputs::table.find(input)).execute(&mut **tx)?;
    Ok(())
}

pub fn classify(
    tx: &mut Tx,
    _permit: &MayDraftInput,
    input: InputKey,
    class: Option<PublicationClass>,
) -> QueryResult<()> {
    diesel::update(inputs::table.find(input))
        .set(inputs::publication_class.eq(class))
        .execute(&mut **tx)?;
    Ok(())
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
    put_cover(tx, submission, cover)?;
    touch(tx, permit, submission)
}

fn put_cover(tx: &mut Tx, submission: SubmissionKey, cover: &Cover) -> QueryResult<()> {
    diesel::update(submissions::table.find(submission))
        .set((
            submissions::language.eq(&cover.language),
            submissions::own_date.eq(&cover.own_date),
            submissions::own_reference.eq(&cover.own_reference),
            submissions::on_behalf_of.eq(&cover.on_behalf_of),
            submissions::without_prejudice.eq(cover.without_prejudice),
            submissions::receipt_by_email.eq(cover.receipt_by_email),
        ))
        .execute(&mut **tx)?;
    diesel::delete(co_submitters::table.filter(co_submitters::submission_id.eq(submission)))
        .execute(&mut **tx)?;
    for (participant, name) in &cover.co_submitters {
        insert_co_submitter(tx, submission, *participant, name)?;
    }
    Ok(())
}

fn insert_co_submitter(
    tx: &mut Tx,
    submission: SubmissionKey,
    participant: Option<ParticipantKey>,
    name: &str,
) -> QueryResult<usize> {
    diesel::insert_into(co_submitters::table)
        .values((
            co_submitters::submission_id.eq(submission),
            co_submitters::participant_id.eq(participant),
            co_submitters::name.eq(name),
        ))
        .execute(&mut **tx)
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
    now: Moment,
) -> QueryResult<Submission> {
    let begun = Begun { language: &new.cover.language, source: new.source, replaces: None };
    let submission = insert(tx, permit.round(), new.participant, &begun, now)?;
    put_cover(tx, submission.id, &new.cover)?;
    diesel::update(submissions::table.find(submission.id))
        .set((
            submissions::state.eq(SubmissionState::Submitted),
            submissions::submitted_at.eq(new.submitted_at),
            submissions::registered_by.eq(permit.by().account),
            submissions::late.eq(new.late),
            submissions::received_on.eq(&new.received_on),
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
            inputs::mismatch.eq(mismatch),
            inputs::updated_at.eq(now),
            inputs::row_version.eq(inputs::row_version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(())
}
