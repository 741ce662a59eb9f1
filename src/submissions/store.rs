//! Submissions, their inputs and files.

use crate::db::{Backend, Conn};
use crate::procedure::Moment;
use crate::procedure::keys::{
    InputKey, ParticipantKey, PublicId, QuestionKey, RoundKey, SubmissionKey,
};
use crate::procedure::words::{
    CommentType, InputKind, Operation, Placement, PublicationClass, Source, SubmissionState,
};
use crate::schema::{inputs, submissions};
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
    pub replaces_id: Option<SubmissionKey>,
    pub receipt_code: Option<String>,
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
    pub mismatch: Option<String>,
    pub created_at: Moment,
    pub updated_at: Moment,
    pub row_version: i64,
}

pub fn find_by_public_id(conn: &mut Conn, id: &PublicId) -> QueryResult<Submission> {
    submissions::table
        .filter(submissions::public_id.eq(id))
        .select(Submission::as_select())
        .first(conn)
}
