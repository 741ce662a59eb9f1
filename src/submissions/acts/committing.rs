//! What the secretariat registers is committed to like what a participant sends: the submission as
//! it came, and each excerpt that is anchored later.

use super::super::commitment::{self, Content, Form};
use super::super::receipts::{self, Received};
use super::super::store::{self, Attachment, Input, MayCommit, Submission};
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::post::Desk;
use crate::procedure::Moment;
use crate::procedure::meetings::MayKeepRecord;
use crate::procedure::submissions::MayRegister;
use crate::rounds::store::Round;
use crate::secrets;
use crate::signing::hex;
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;

/// Commits to a registered submission with the inputs and files that it has by now, writes the
/// journal's line, and signs the receipt that the secretariat hands over.
pub fn commit_registered(
    tx: &mut Tx,
    permit: &MayRegister,
    desk: &Desk,
    round: &Round,
    submission: &Submission,
    now: Moment,
) -> Result<(), Error> {
    let inputs = store::inputs_of(tx, submission.id)?;
    let files = store::attachments_of(tx, submission.id)?;
    let others = store::co_submitters(tx, submission.id)?;
    let content = Content {
        submission,
        at: submission.submitted_at.unwrap_or(now),
        late: submission.late,
        others: &others,
        inputs: &inputs,
        files: &files,
    };
    let salt = secrets::random::<32>();
    let digest = commitment::commitment(&salt, &content);
    let code = secrets::receipt_code();
    store::set_commitment(tx, permit, submission, (&code, &salt), &digest)?;
    let committing = MayCommit::Registering(permit);
    store::keep_committed(tx, &committing, &inputs, &files)?;
    let detail = json!({
        "round": round.public_id,
        "source": submission.source,
        "late": submission.late,
        "commitment": hex(&digest),
        "receipt": true,
    });
    let scope = Scope::Consultation(round.consultation_id);
    let id = &submission.public_id;
    journal::record(tx, scope, permit.by(), "submission.registered", id, detail, now)?;
    let received = Received { code: &code, commitment: &digest, at: content.at };
    let receipt = receipts::write(tx, desk, round, &received, now)?;
    Ok(store::insert_receipt(tx, &committing, submission.id, &receipt)?)
}

/// Commits to one excerpt by itself; answers the digest, for the journal.
pub fn commit_excerpt(
    tx: &mut Tx,
    permit: &MayRegister,
    submission: &Submission,
    input: &Input,
) -> QueryResult<Vec<u8>> {
    let salt = secrets::random::<32>();
    let content = commitment::canonical_excerpt(Form::NEW, submission, input);
    let digest = commitment::of_bytes(Form::NEW.excerpt(), &salt, &content);
    store::keep_excerpt(tx, permit, input, &salt, &digest)?;
    Ok(digest)
}

/// Commits to a file that was added later by itself; answers the digest, for the journal.
pub fn commit_later_file(
    tx: &mut Tx,
    permit: &MayKeepRecord,
    submission: &Submission,
    file: &Attachment,
) -> QueryResult<Vec<u8>> {
    let salt = secrets::random::<32>();
    let content = commitment::canonical_file(submission, file);
    let digest = commitment::of_bytes(commitment::LATER_FILE, &salt, &content);
    store::keep_later_file(tx, permit, file, &salt, &digest)?;
    Ok(digest)
}
