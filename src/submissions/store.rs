//! Submissions, their inputs and files.
//!
//! Who sent something, and what its authors and the cleared alone may read, is sealed in the
//! database ([`sealed`]). It is opened where a row is loaded, and nowhere else.

mod alignments;
pub mod carrying;
mod classes;
mod committing;
mod erasing;
mod files;
mod letter_texts;
mod looking;
mod meetings;
mod parts;
mod positions;
mod redacting;
mod sealed;
mod sealing_anew;
mod sending;
mod writing;

pub use alignments::*;
pub use classes::*;
pub use committing::*;
pub use erasing::*;
pub use files::*;
pub use letter_texts::*;
pub use looking::look_at_sealed;
pub use meetings::*;
pub use parts::{Stored, bytes_of, stored};
pub use positions::*;
pub use redacting::*;
pub use sealed::{SealedCover, Sender, seal_cover};
pub use sealing_anew::*;
pub use sending::*;
pub use writing::*;

use crate::db::Conn;
use crate::procedure::Moment;
use crate::procedure::keys::{
    AccountKey, InputKey, ParticipantKey, PublicId, QuestionKey, RoundKey, SubmissionKey,
};
use crate::procedure::submissions::SubmissionFacts;
use crate::procedure::words::{
    CoSubmission, CommentType, InputKind, Operation, Placement, PublicationClass, Source,
    SubmissionState, Verification,
};
use crate::schema::{attachments, inputs, participants, rounds, submissions};
use crate::sealing::{self, Place};
use crate::text::Particulars;
use diesel::prelude::*;
use std::collections::HashMap;

#[derive(Debug, Clone)]
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
    /// Who of the participant sent it; None for what was registered.
    pub submitted_by: Option<AccountKey>,
    pub late: bool,
    /// Date and reference of the participant's own note or letter.
    pub own_date: Option<String>,
    pub own_reference: Option<String>,
    pub received_on: Option<String>,
    pub on_behalf_of: Option<String>,
    pub co_submitters: Vec<CoSubmitter>,
    /// It is no text: its participant aligns itself with another's.
    pub alignment: Option<Alignment>,
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
#[derive(Debug, Clone)]
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
    /// What the operation needs beside its words: where something is moved, with what it is merged.
    pub particulars: Particulars,
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
    /// The row of a comment table that it came from.
    pub source_key: Option<String>,
    pub created_by: Option<AccountKey>,
    pub created_at: Moment,
    pub updated_at: Moment,
    pub row_version: i64,
    /// Its words stand in the database for nobody without the key.
    pub is_sealed: bool,
    /// Its class when it was submitted; None while that is its class still.
    pub class_as_submitted: Option<PublicationClass>,
    /// It was published, and withdrawn from publication.
    pub retracted_at: Option<Moment>,
}

/// Somebody who sends the submission together with the participant.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CoSubmitter {
    pub participant_id: Option<ParticipantKey>,
    pub name: String,
    /// False: named by the submitter, not confirmed by themselves.
    pub is_confirmed: bool,
    /// It does not want to be named: nobody outside is told of it.
    #[serde(default)]
    pub has_objected: bool,
}

impl CoSubmitter {
    pub fn says(&self) -> CoSubmission {
        match (self.has_objected, self.is_confirmed) {
            (true, _) => CoSubmission::Objected,
            (false, true) => CoSubmission::Confirmed,
            (false, false) => CoSubmission::Unconfirmed,
        }
    }
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
    let sent = sent_by(conn, &[(participant, round)])?;
    Ok(sent.into_iter().rev().find(|one| one.state == SubmissionState::Drafting))
}

/// Everything that these participants drafted or sent, the newest first.
pub fn of_participants(
    conn: &mut Conn,
    participants: &[ParticipantKey],
) -> QueryResult<Vec<Submission>> {
    let keys: Vec<i64> = participants.iter().map(|key| key.0).collect();
    let pairs: Vec<(ParticipantKey, RoundKey)> = participants::table
        .inner_join(rounds::table.on(rounds::consultation_id.eq(participants::consultation_id)))
        .filter(participants::id.eq_any(keys))
        .select((participants::id, rounds::id))
        .load(conn)?;
    sent_by(conn, &pairs)
}

/// What these participants drafted or sent in these rounds, the newest first. The index finds it;
/// the cover, which nobody without the key can write, must say the same.
fn sent_by(conn: &mut Conn, pairs: &[(ParticipantKey, RoundKey)]) -> QueryResult<Vec<Submission>> {
    let sealers = sealing::in_use(conn)?;
    let of_pair = |(participant, round): &(ParticipantKey, RoundKey)| {
        sealers.iter().map(|sealer| sealer.index_of(*participant, *round)).collect::<Vec<_>>()
    };
    let indexes: Vec<Vec<u8>> = pairs.iter().flat_map(of_pair).collect();
    let found: Vec<Submission> = submissions::table
        .filter(submissions::participant_index.eq_any(indexes))
        .order(submissions::id.desc())
        .select(Submission::as_select())
        .load(conn)?;
    let is_theirs = |one: &Submission| pairs.contains(&(one.participant_id, one.round_id));
    match found.iter().find(|one| !is_theirs(one)) {
        Some(moved) => Err(sealed::moved(moved).into()),
        None => Ok(found),
    }
}

/// Everything that was drafted or sent in a round, by its key.
pub fn of_round(
    conn: &mut Conn,
    round: RoundKey,
) -> QueryResult<HashMap<SubmissionKey, Submission>> {
    let all: Vec<Submission> = submissions::table
        .filter(submissions::round_id.eq(round))
        .select(Submission::as_select())
        .load(conn)?;
    Ok(all.into_iter().map(|submission| (submission.id, submission)).collect())
}

/// What was ever submitted or registered in a round, whatever became of it.
pub fn ever_submitted(
    conn: &mut Conn,
    round: RoundKey,
) -> QueryResult<Vec<(SubmissionKey, PublicId)>> {
    submissions::table
        .filter(submissions::round_id.eq(round))
        .filter(submissions::state.ne(SubmissionState::Drafting))
        .order(submissions::id)
        .select((submissions::id, submissions::public_id))
        .load(conn)
}

/// The submission that a receipt was given for.
pub fn by_receipt_code(conn: &mut Conn, code: &str) -> QueryResult<Option<Submission>> {
    let found = submissions::table.filter(submissions::receipt_code.eq(code));
    found.select(Submission::as_select()).first(conn).optional()
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
    let mut drafts = Vec::new();
    for participant in own {
        if let Some(submission) = drafting(conn, round, *participant)? {
            drafts.extend(inputs_of(conn, submission.id)?);
        }
    }
    drafts.sort_by_key(|input| input.id);
    Ok(drafts)
}

pub fn find_input(conn: &mut Conn, id: &PublicId) -> QueryResult<Input> {
    inputs::table.filter(inputs::public_id.eq(id)).select(Input::as_select()).first(conn)
}

pub fn input(conn: &mut Conn, key: InputKey) -> QueryResult<Input> {
    inputs::table.find(key).select(Input::as_select()).first(conn)
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
    let all: Vec<Input> = inputs::table
        .filter(inputs::round_id.eq(round))
        .filter(inputs::sealed.is_not_null())
        .select(Input::as_select())
        .load(conn)?;
    Ok(all.into_iter().filter_map(|input| input.source_key).collect())
}

pub fn co_submitters(conn: &mut Conn, submission: SubmissionKey) -> QueryResult<Vec<CoSubmitter>> {
    Ok(find(conn, submission)?.co_submitters)
}

/// Which fields that digest covers: [`super::commitment::Form`].
pub fn commitment_form_of(conn: &mut Conn, submission: SubmissionKey) -> QueryResult<i64> {
    submissions::table.find(submission).select(submissions::commitment_form).first(conn)
}

/// The digest that was written into the journal when it was submitted.
pub fn commitment_of(conn: &mut Conn, submission: SubmissionKey) -> QueryResult<Vec<u8>> {
    let digest: Option<Vec<u8>> =
        submissions::table.find(submission).select(submissions::commitment).first(conn)?;
    Ok(digest.unwrap_or_default())
}

/// What was hashed before the content, so that nobody guesses the content from the digest.
pub fn salt_of(conn: &mut Conn, submission: SubmissionKey) -> QueryResult<Option<Vec<u8>>> {
    let (id, salt): (PublicId, Option<Vec<u8>>) = submissions::table
        .find(submission)
        .select((submissions::public_id, submissions::salt))
        .first(conn)?;
    let place = Place::of(sealed::SALT, id.as_str());
    Ok(salt.map(|salt| sealing::open(place, &salt)).transpose()?)
}

/// What the rules need to know of it.
pub fn facts(conn: &mut Conn, submission: &Submission) -> QueryResult<SubmissionFacts> {
    let written: i64 =
        inputs::table.filter(inputs::submission_id.eq(submission.id)).count().get_result(conn)?;
    let attached: i64 = attachments::table
        .filter(attachments::submission_id.eq(submission.id))
        .count()
        .get_result(conn)?;
    let answer = intervention_of(conn, submission.id)?.map(|(one, _)| one);
    let is_it = |one: &Intervention| one.submission_id == submission.id;
    let unverified = answer.filter(is_it).map(|one| one.verification);
    Ok(SubmissionFacts {
        submission: submission.id,
        participant: submission.participant_id,
        state: submission.state,
        published: submission.published_at.is_some(),
        has_content: written + attached > 0,
        unverified: unverified == Some(Verification::Unverified),
    })
}
