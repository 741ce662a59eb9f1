//! What of a submission is sealed, and the one place where it is opened.
//!
//! - Its *cover*: who sent it, for whom and with whom. The cover of every submission alike, so that
//!   the database alone never tells who said what is not public.
//! - The *words* of an input, unless they are submitted and their class lets the text be known.
//!   Beside them, always: who typed it, and the row of the table that it came from.
//! - Files, all of them and whole ([`super::files`]).
//! - The salts of commitments, the words that stand in the place of redacted ones, and why
//!   something was erased.

use super::super::written::Written;
use super::{Alignment, CoSubmitter, Input, Submission};
use crate::db::{Backend, Json, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{
    AccountKey, InputKey, ParticipantKey, PublicId, QuestionKey, RoundKey, SubmissionKey,
};
use crate::procedure::words::{
    CommentType, InputKind, Operation, Placement, PublicationClass, Source, SubmissionState,
};
use crate::schema::{inputs, submissions};
use crate::sealing::{self, Broken, Place, Sealer, opened_at_loading};
use crate::text::Particulars;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

const COVER: &str = "the cover of the submission";
const INPUT: &str = "what is sealed of the input";
pub(super) const SALT: &str = "the salt of the submission";
const EXCERPT_SALT: &str = "the salt of the excerpt";

/// Who sent a submission, and what else stands on its cover that tells of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sender {
    participant: ParticipantKey,
    submitted_by: Option<AccountKey>,
    own_date: Option<String>,
    own_reference: Option<String>,
    on_behalf_of: Option<String>,
    withdrawal_reason: Option<String>,
    co_submitters: Vec<CoSubmitter>,
    /// With whose text it aligns itself, for an alignment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    alignment: Option<Alignment>,
}

impl Sender {
    pub fn of(participant: ParticipantKey) -> Self {
        Self {
            participant,
            submitted_by: None,
            own_date: None,
            own_reference: None,
            on_behalf_of: None,
            withdrawal_reason: None,
            co_submitters: Vec::new(),
            alignment: None,
        }
    }

    /// What the cover of this submission says.
    pub fn on(submission: &Submission) -> Self {
        Self {
            participant: submission.participant_id,
            submitted_by: submission.submitted_by,
            own_date: submission.own_date.clone(),
            own_reference: submission.own_reference.clone(),
            on_behalf_of: submission.on_behalf_of.clone(),
            withdrawal_reason: submission.withdrawal_reason.clone(),
            co_submitters: submission.co_submitters.clone(),
            alignment: submission.alignment.clone(),
        }
    }
}

/// A cover as it is stored, with the index by which its sender is found again.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = submissions)]
pub struct SealedCover {
    participant_index: Vec<u8>,
    cover: Vec<u8>,
    key_id: String,
}

/// Seals the cover of a submission that is about to be stored.
pub fn seal_cover(
    tx: &mut Tx,
    id: &PublicId,
    round: RoundKey,
    sender: &Sender,
) -> QueryResult<SealedCover> {
    let sealer = sealing::sealer(tx)?;
    Ok(SealedCover {
        participant_index: sealer.index_of(sender.participant, round),
        cover: sealer.seal_document(Place::of(COVER, id.as_str()), sender)?,
        key_id: sealer.key_id().to_owned(),
    })
}

/// A submission that is found as somebody's whose cover says otherwise.
pub(super) fn moved(submission: &Submission) -> Broken {
    Broken::Altered { what: COVER, id: submission.public_id.to_string() }
}

/// Stores the cover of a submission as it is now. The salt goes with it: one key seals a row.
pub(super) fn put_cover(tx: &mut Tx, submission: &Submission) -> QueryResult<()> {
    let salt = super::salt_of(tx, submission.id)?;
    let id = &submission.public_id;
    let cover = seal_cover(tx, id, submission.round_id, &Sender::on(submission))?;
    let salt = salt.map(|salt| seal_salt(tx, id, &salt)).transpose()?;
    diesel::update(submissions::table.find(submission.id))
        .set((cover, submissions::salt.eq(salt)))
        .execute(&mut **tx)?;
    Ok(())
}

/// The salt of an excerpt's own commitment, with the key that seals it.
pub(super) fn seal_excerpt_salt(
    tx: &mut Tx,
    input: &PublicId,
    salt: &[u8],
) -> QueryResult<(Vec<u8>, String)> {
    let sealer = sealing::sealer(tx)?;
    let sealed = sealer.seal(Place::of(EXCERPT_SALT, input.as_str()), salt)?;
    Ok((sealed, sealer.key_id().to_owned()))
}

/// The salt again. One that no key seals yet stands there as it is.
pub(super) fn open_excerpt_salt(
    input: &PublicId,
    stored: Option<Vec<u8>>,
    key: Option<&str>,
) -> Result<Option<Vec<u8>>, Broken> {
    match (stored, key) {
        (Some(sealed), Some(_)) => {
            sealing::open(Place::of(EXCERPT_SALT, input.as_str()), &sealed).map(Some)
        }
        (stored, _) => Ok(stored),
    }
}

pub(super) fn seal_salt(tx: &mut Tx, id: &PublicId, salt: &[u8]) -> QueryResult<Vec<u8>> {
    Ok(sealing::sealer(tx)?.seal(Place::of(SALT, id.as_str()), salt)?)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = submissions, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct SubmissionRow {
    id: SubmissionKey,
    public_id: PublicId,
    round_id: RoundKey,
    state: SubmissionState,
    source: Source,
    language: String,
    started_at: Moment,
    submitted_at: Option<Moment>,
    late: bool,
    received_on: Option<String>,
    without_prejudice: bool,
    registered_by: Option<AccountKey>,
    replaces_id: Option<SubmissionKey>,
    receipt_code: Option<String>,
    withdrawn_at: Option<Moment>,
    published_at: Option<Moment>,
    receipt_by_email: bool,
    row_version: i64,
    cover: Vec<u8>,
}

impl SubmissionRow {
    fn open(self) -> Result<Submission, Broken> {
        let place = Place::of(COVER, self.public_id.as_str());
        let sender: Sender = sealing::open_document(place, &self.cover)?;
        Ok(Submission {
            id: self.id,
            public_id: self.public_id,
            round_id: self.round_id,
            participant_id: sender.participant,
            state: self.state,
            source: self.source,
            language: self.language,
            started_at: self.started_at,
            submitted_at: self.submitted_at,
            submitted_by: sender.submitted_by,
            late: self.late,
            own_date: sender.own_date,
            own_reference: sender.own_reference,
            received_on: self.received_on,
            on_behalf_of: sender.on_behalf_of,
            co_submitters: sender.co_submitters,
            alignment: sender.alignment,
            without_prejudice: self.without_prejudice,
            registered_by: self.registered_by,
            replaces_id: self.replaces_id,
            receipt_code: self.receipt_code,
            withdrawn_at: self.withdrawn_at,
            withdrawal_reason: sender.withdrawal_reason,
            published_at: self.published_at,
            receipt_by_email: self.receipt_by_email,
            row_version: self.row_version,
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = inputs, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct InputRow {
    id: InputKey,
    public_id: PublicId,
    submission_id: SubmissionKey,
    round_id: RoundKey,
    identity: Option<String>,
    question_id: Option<QuestionKey>,
    kind: InputKind,
    operation: Option<Operation>,
    comment_type: Option<CommentType>,
    body: String,
    quoted: String,
    proposed: String,
    language: String,
    publication_class: Option<PublicationClass>,
    sealed: Option<Vec<u8>>,
    letter: Option<String>,
    placement: Placement,
    mismatch: Option<String>,
    created_at: Moment,
    updated_at: Moment,
    row_version: i64,
    class_as_submitted: Option<PublicationClass>,
    retracted_at: Option<Moment>,
    particulars: Option<Json<Particulars>>,
}

/// What stands in the sealed column of an input.
#[derive(Default, Serialize, Deserialize)]
struct Inside {
    created_by: Option<AccountKey>,
    source_key: Option<String>,
    group: Option<String>,
    /// None: they stand in their own columns.
    words: Option<Words>,
}

#[derive(Serialize, Deserialize)]
struct Words {
    body: String,
    quoted: String,
    proposed: String,
    mismatch: Option<String>,
    #[serde(default, skip_serializing_if = "Particulars::is_empty")]
    particulars: Particulars,
}

impl InputRow {
    fn open(self) -> Result<Input, Broken> {
        let place = Place::of(INPUT, self.public_id.as_str());
        let inside: Inside = match &self.sealed {
            Some(sealed) => sealing::open_document(place, sealed)?,
            None => Inside::default(),
        };
        let is_sealed = inside.words.is_some();
        let words = inside.words.unwrap_or(Words {
            body: self.body,
            quoted: self.quoted,
            proposed: self.proposed,
            mismatch: self.mismatch,
            particulars: self.particulars.map(|particulars| particulars.0).unwrap_or_default(),
        });
        Ok(Input {
            id: self.id,
            public_id: self.public_id,
            submission_id: self.submission_id,
            round_id: self.round_id,
            identity: self.identity,
            question_id: self.question_id,
            kind: self.kind,
            operation: self.operation,
            particulars: words.particulars,
            comment_type: self.comment_type,
            body: words.body,
            quoted: words.quoted,
            proposed: words.proposed,
            language: self.language,
            publication_class: self.publication_class,
            proposal_group: inside.group,
            letter: self.letter,
            placement: self.placement,
            mismatch: words.mismatch,
            source_key: inside.source_key,
            created_by: inside.created_by,
            created_at: self.created_at,
            updated_at: self.updated_at,
            row_version: self.row_version,
            is_sealed,
            class_as_submitted: self.class_as_submitted,
            retracted_at: self.retracted_at,
        })
    }
}

opened_at_loading! {
    Submission = SubmissionRow,
    Input = InputRow,
    super::Attachment = super::files::AttachmentRow,
}

/// May the words stand open in the database? Once they are submitted, and their class lets the
/// text be known. What is drafted, replaced or taken back is for its authors alone.
pub(super) fn is_open(state: SubmissionState, class: Option<PublicationClass>) -> bool {
    state == SubmissionState::Submitted
        && matches!(class, Some(PublicationClass::Public | PublicationClass::NameWithheld))
}

/// An input's words as they are about to be stored, and what is sealed with them.
pub(super) struct Said<'a> {
    pub body: &'a str,
    pub quoted: &'a str,
    pub proposed: &'a str,
    pub mismatch: Option<&'a str>,
    pub particulars: &'a Particulars,
    pub created_by: Option<AccountKey>,
    pub source_key: Option<&'a str>,
    pub group: Option<&'a str>,
}

impl<'a> Said<'a> {
    pub fn written(written: &'a Written) -> Self {
        Self {
            body: &written.body,
            quoted: &written.quoted,
            proposed: &written.proposed,
            mismatch: written.mismatch.as_deref(),
            particulars: &written.particulars,
            created_by: None,
            source_key: None,
            group: None,
        }
    }

    pub fn of(input: &'a Input) -> Self {
        Self {
            body: &input.body,
            quoted: &input.quoted,
            proposed: &input.proposed,
            mismatch: input.mismatch.as_deref(),
            particulars: &input.particulars,
            created_by: input.created_by,
            source_key: input.source_key.as_deref(),
            group: input.proposal_group.as_deref(),
        }
    }

    /// As columns: open, or sealed with nothing left in their own.
    pub fn columns(
        &self,
        sealer: &Sealer,
        id: &PublicId,
        is_open: bool,
    ) -> QueryResult<WordColumns> {
        let words = Words {
            body: self.body.to_owned(),
            quoted: self.quoted.to_owned(),
            proposed: self.proposed.to_owned(),
            mismatch: self.mismatch.map(str::to_owned),
            particulars: self.particulars.clone(),
        };
        let empty = || Words {
            body: String::new(),
            quoted: String::new(),
            proposed: String::new(),
            mismatch: None,
            particulars: Particulars::default(),
        };
        let (open, sealed) = if is_open { (words, None) } else { (empty(), Some(words)) };
        let inside = Inside {
            created_by: self.created_by,
            source_key: self.source_key.map(str::to_owned),
            group: self.group.map(str::to_owned),
            words: sealed,
        };
        Ok(WordColumns {
            body: open.body,
            quoted: open.quoted,
            proposed: open.proposed,
            mismatch: open.mismatch,
            particulars: Some(open.particulars).filter(|own| !own.is_empty()).map(Json),
            sealed: Some(sealer.seal_document(Place::of(INPUT, id.as_str()), &inside)?),
            key_id: Some(sealer.key_id().to_owned()),
        })
    }
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = inputs, treat_none_as_null = true)]
pub(super) struct WordColumns {
    body: String,
    quoted: String,
    proposed: String,
    mismatch: Option<String>,
    particulars: Option<Json<Particulars>>,
    sealed: Option<Vec<u8>>,
    key_id: Option<String>,
}

/// Stores the words of an input as they are now, open or sealed.
pub(super) fn put_words(tx: &mut Tx, input: &Input, is_open: bool) -> QueryResult<()> {
    let sealer = sealing::sealer(tx)?;
    let columns = Said::of(input).columns(&sealer, &input.public_id, is_open)?;
    diesel::update(inputs::table.find(input.id)).set(columns).execute(&mut **tx)?;
    Ok(())
}

/// Seals the words of a submission that are no longer to stand open, and opens those that now may:
/// to be called by whatever changes its state or the class of something in it.
pub(super) fn settle(tx: &mut Tx, submission: SubmissionKey) -> QueryResult<()> {
    let state: SubmissionState =
        submissions::table.find(submission).select(submissions::state).first(&mut **tx)?;
    for input in super::inputs_of(tx, submission)? {
        // The text as it was sent is for its author and the team, where part of it is taken out.
        let is_whole = super::redaction_of(tx, input.id)?.is_none();
        let is_open = is_whole && is_open(state, input.publication_class);
        if is_open == input.is_sealed {
            put_words(tx, &input, is_open)?;
        }
    }
    Ok(())
}
