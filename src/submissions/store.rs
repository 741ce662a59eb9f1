//! Submissions, their inputs and files.

mod files;
mod sending;
mod writing;

pub use files::*;
pub use sending::*;
pub use writing::*;

use crate::db::{Backend, Conn};
use crate::procedure::Moment;
use crate::procedure::keys::{
    AccountKey, InputKey, ParticipantKey, PublicId, QuestionKey, RoundKey, SubmissionKey,
};
use crate::procedure::submissions::SubmissionFacts;
use crate::procedure::words::{
    CommentType, InputKind, Operation, Placement, PublicationClass, Source, SubmissionState,
};
use crate::schema::{attachments, co_submitters, inputs, submissions};
use diesel::prelude::*;

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = submissions, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Submission {
    pub id: SubmissionKey,
    pub public_id: PublicId,
    pub round_id: RoundKey,
    pub participant_id: ParticipantKey,
    pub state: SubmissionState,
    pub source: Source,
    pub language: String,
    pub started_at: Moment,
    pub submitted_at: Option<Moment>,
    pub late: bool,
    /// Date and reference of the participant's own note or letter.
    pub own_date: Option<String>,
    pub own_reference: Option<String>,
    pub received_on: Option<String>,
    pub on_behalf_of: Option<String>,
    pub without_prejudice: bool,
    /// Who of the team registered it; None for what a participant sent itself.
    pub registered_by: Option<AccountKey>,
    pub replaces_id: Option<SubmissionKey>,
    pub receipt_code: Option<String>,
    pub withdrawn_at: Option<Moment>,
    pub withdrawal_reason: Option<String>,
    pub published_at: Option<Moment>,
    pub receipt_by_email: bool,
    pub row_version: i64,
}

/// One comment, proposal or answer.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = inputs, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Input {
    pub id: InputKey,
    pub public_id: PublicId,
    pub submission_id: SubmissionKey,
    pub round_id: RoundKey,
    /// The identity of the element that it is on; None for the whole text, and while unplaced.
    pub identity: Option<String>,
    pub question_id: Option<QuestionKey>,
    pub kind: InputKind,
    pub operation: Option<Operation>,
    pub comment_type: Option<CommentType>,
    /// The comment, or the justification of a proposal.
    pub body: String,
    /// The current text as the participant quoted it.
    pub quoted: String,
    /// The full new wording of a proposal.
    pub proposed: String,
    pub language: String,
    pub publication_class: Option<PublicationClass>,
    /// Rows of one proposal on several elements share it.
    pub proposal_group: Option<String>,
    /// The letter of a regional meeting's unattributed comment.
    pub letter: Option<String>,
    pub placement: Placement,
    /// How the quotation differs, or what was named as its place; said by
    /// [`super::mismatch_said`].
    pub mismatch: Option<String>,
    pub created_at: Moment,
    pub updated_at: Moment,
    pub row_version: i64,
}

/// Somebody who sends the submission together with the participant.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = co_submitters, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct CoSubmitter {
    pub participant_id: Option<ParticipantKey>,
    pub name: String,
    /// None: named by the submitter, not confirmed by themselves.
    pub confirmed_at: Option<Moment>,
}

pub fn find(conn: &mut Conn, id: SubmissionKey) -> QueryResult<Submission> {
    submissions::table.find(id).select(Submission::as_select()).first(conn)
}

pub fn find_by_public_id(conn: &mut Conn, id: &PublicId) -> QueryResult<Submission> {
    submissions::table
        .filter(submissions::public_id.eq(id))
        .select(Submission::as_select())
        .first(conn)
}

/// What the participant is drafting in the round, if anything: at most one.
pub fn drafting(
    conn: &mut Conn,
    round: RoundKey,
    participant: ParticipantKey,
) -> QueryResult<Option<Submission>> {
    submissions::table
        .filter(submissions::round_id.eq(round))
        .filter(submissions::participant_id.eq(participant))
        .filter(submissions::state.eq(SubmissionState::Drafting))
        .order(submissions::id)
        .select(Submission::as_select())
        .first(conn)
        .optional()
}

/// Everything that these participants drafted or sent, the newest first.
pub fn of_participants(
    conn: &mut Conn,
    participants: &[ParticipantKey],
) -> QueryResult<Vec<Submission>> {
    let keys: Vec<i64> = participants.iter().map(|key| key.0).collect();
    submissions::table
        .filter(submissions::participant_id.eq_any(keys))
        .order(submissions::id.desc())
        .select(Submission::as_select())
        .load(conn)
}

/// What was submitted in a round and still stands, in order of submission.
pub fn submitted(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<Submission>> {
    submissions::table
        .filter(submissions::round_id.eq(round))
        .filter(submissions::state.eq(SubmissionState::Submitted))
        .order((submissions::submitted_at, submissions::id))
        .select(Submission::as_select())
        .load(conn)
}

/// The inputs of a submission, in the order in which they were written.
pub fn inputs_of(conn: &mut Conn, submission: SubmissionKey) -> QueryResult<Vec<Input>> {
    inputs::table
        .filter(inputs::submission_id.eq(submission))
        .order(inputs::id)
        .select(Input::as_select())
        .load(conn)
}

/// What participants are drafting in a round, for their own people only.
pub fn own_drafts(
    conn: &mut Conn,
    round: RoundKey,
    own: &[ParticipantKey],
) -> QueryResult<Vec<Input>> {
    let keys: Vec<i64> = own.iter().map(|key| key.0).collect();
    inputs::table
        .inner_join(submissions::table)
        .filter(inputs::round_id.eq(round))
        .filter(submissions::state.eq(SubmissionState::Drafting))
        .filter(submissions::participant_id.eq_any(keys))
        .order(inputs::id)
        .select(Input::as_select())
        .load(conn)
}

pub fn find_input(conn: &mut Conn, id: &PublicId) -> QueryResult<Input> {
    inputs::table.filter(inputs::public_id.eq(id)).select(Input::as_select()).first(conn)
}

/// The submission that a form registered, when it was sent twice.
pub fn registered_by_form(conn: &mut Conn, form_key: &str) -> QueryResult<Option<Submission>> {
    submissions::table
        .filter(submissions::form_key.eq(form_key))
        .select(Submission::as_select())
        .first(conn)
        .optional()
}

/// The input that a form made, when it was sent twice or saved as it was typed.
pub fn input_of_form(conn: &mut Conn, form_key: &str) -> QueryResult<Option<Input>> {
    inputs::table
        .filter(inputs::form_key.eq(form_key))
        .select(Input::as_select())
        .first(conn)
        .optional()
}

/// Inputs of a round that name no element, or several: the team places them.
pub fn unplaced(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<InputKey>> {
    inputs::table
        .inner_join(submissions::table)
        .filter(inputs::round_id.eq(round))
        .filter(inputs::placement.eq(Placement::Unplaced))
        .filter(submissions::state.eq(SubmissionState::Submitted))
        .order(inputs::id)
        .select(inputs::id)
        .load(conn)
}

/// The rows of comment tables that the round already has, and how often.
pub fn source_keys(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<String>> {
    inputs::table
        .filter(inputs::round_id.eq(round))
        .filter(inputs::source_key.is_not_null())
        .select(inputs::source_key.assume_not_null())
        .load(conn)
}

pub fn co_submitters(conn: &mut Conn, submission: SubmissionKey) -> QueryResult<Vec<CoSubmitter>> {
    co_submitters::table
        .filter(co_submitters::submission_id.eq(submission))
        .order(co_submitters::id)
        .select(CoSubmitter::as_select())
        .load(conn)
}

/// The digest that was written into the journal when it was submitted.
pub fn commitment_of(conn: &mut Conn, submission: SubmissionKey) -> QueryResult<Vec<u8>> {
    let digest: Option<Vec<u8>> =
        submissions::table.find(submission).select(submissions::commitment).first(conn)?;
    Ok(digest.unwrap_or_default())
}

/// What the rules need to know of it.
pub fn facts(conn: &mut Conn, submission: &Submission) -> QueryResult<SubmissionFacts> {
    let written: i64 =
        inputs::table.filter(inputs::submission_id.eq(submission.id)).count().get_result(conn)?;
    let attached: i64 = attachments::table
        .filter(attachments::submission_id.eq(submission.id))
        .count()
        .get_result(conn)?;
    Ok(SubmissionFacts {
        submission: submission.id,
        participant: submission.participant_id,
        state: submission.state,
        published: submission.published_at.is_some(),
        has_content: written + attached > 0,
    })
}
