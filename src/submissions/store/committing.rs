//! What a commitment covers that an act may change later, as it was; and the receipts.

use super::super::commitment::Form;
use super::sealed::{open_excerpt_salt, seal_excerpt_salt, seal_salt};
use super::{Attachment, Input, Submission};
use crate::db::{Conn, Tx};
use crate::procedure::keys::{AttachmentKey, InputKey, PublicId, SubmissionKey};
use crate::procedure::meetings::{MayAnswerIntervention, MayKeepRecord};
use crate::procedure::submissions::{MayRegister, MayRemoveExcerpt, MaySubmit};
use crate::procedure::words::PublicationClass;
use crate::schema::{
    attachments, committed_files, committed_inputs, inputs, receipts, redactions, submissions,
};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

/// Whoever sends or registers a submission commits to it.
pub enum MayCommit<'a> {
    Submitting(&'a MaySubmit),
    Registering(&'a MayRegister),
    Answering(&'a MayAnswerIntervention),
}

/// An input as it was when it was committed to.
#[derive(Debug, Clone)]
pub struct CommittedInput {
    pub input: InputKey,
    pub identity: Option<String>,
    pub class: Option<PublicationClass>,
    /// Of its own, for an excerpt; the salt is gone when it was erased.
    pub salt: Option<Vec<u8>>,
    pub commitment: Option<Vec<u8>>,
    /// Which fields it covers.
    pub form: i64,
}

/// Keeps where these inputs stand and how they may be published, as the commitment covers it.
pub fn keep_committed(
    tx: &mut Tx,
    _permit: &MayCommit<'_>,
    written: &[Input],
    files: &[Attachment],
) -> QueryResult<()> {
    for input in written {
        diesel::insert_into(committed_inputs::table)
            .values((
                committed_inputs::input_id.eq(input.id),
                committed_inputs::identity.eq(&input.identity),
                committed_inputs::publication_class.eq(input.publication_class),
            ))
            .execute(&mut **tx)?;
    }
    for file in files {
        diesel::insert_into(committed_files::table)
            .values((
                committed_files::attachment_id.eq(file.id),
                committed_files::publication_class.eq(file.publication_class),
            ))
            .execute(&mut **tx)?;
    }
    Ok(())
}

/// A file that was added later, with a commitment of its own.
#[derive(Debug, Clone)]
pub struct CommittedFile {
    pub file: AttachmentKey,
    pub class: Option<PublicationClass>,
    /// Gone when the file was erased.
    pub salt: Option<Vec<u8>>,
    pub commitment: Option<Vec<u8>>,
}

pub fn keep_later_file(
    tx: &mut Tx,
    _permit: &MayKeepRecord,
    file: &Attachment,
    salt: &[u8],
    commitment: &[u8],
) -> QueryResult<()> {
    let (salt, key) = seal_excerpt_salt(tx, &file.public_id, salt)?;
    diesel::insert_into(committed_files::table)
        .values((
            committed_files::attachment_id.eq(file.id),
            committed_files::publication_class.eq(file.publication_class),
            committed_files::salt.eq(salt),
            committed_files::key_id.eq(key),
            committed_files::commitment.eq(commitment),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn keep_excerpt(
    tx: &mut Tx,
    _permit: &MayRegister,
    input: &Input,
    salt: &[u8],
    commitment: &[u8],
) -> QueryResult<()> {
    let (salt, key) = seal_excerpt_salt(tx, &input.public_id, salt)?;
    diesel::insert_into(committed_inputs::table)
        .values((
            committed_inputs::input_id.eq(input.id),
            committed_inputs::identity.eq(&input.identity),
            committed_inputs::publication_class.eq(input.publication_class),
            committed_inputs::salt.eq(salt),
            committed_inputs::key_id.eq(key),
            committed_inputs::commitment.eq(commitment),
            committed_inputs::commitment_form.eq(Form::NEW.number()),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Takes an excerpt away with its commitment; the journal's lines about it stay. False where something of
/// the team's hangs on it: then nothing more can be done in this transaction.
pub fn remove_excerpt(tx: &mut Tx, permit: &MayRemoveExcerpt) -> QueryResult<bool> {
    let key = permit.input();
    diesel::delete(redactions::table.filter(redactions::input_id.eq(key))).execute(&mut **tx)?;
    diesel::delete(committed_inputs::table.filter(committed_inputs::input_id.eq(key)))
        .execute(&mut **tx)?;
    match diesel::delete(inputs::table.find(key)).execute(&mut **tx) {
        Err(Error::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _)) => Ok(false),
        removed => Ok(removed? == 1),
    }
}

/// The commitment of a registered submission, and its receipt's code; one that is sent gets it as it is sent.
pub fn set_commitment(
    tx: &mut Tx,
    _permit: &MayRegister,
    submission: &Submission,
    (receipt_code, salt): (&str, &[u8]),
    commitment: &[u8],
) -> QueryResult<()> {
    let salt = seal_salt(tx, &submission.public_id, salt)?;
    diesel::update(submissions::table.find(submission.id))
        .set((
            submissions::receipt_code.eq(receipt_code),
            submissions::salt.eq(salt),
            submissions::commitment.eq(commitment),
            submissions::commitment_form.eq(Form::NEW.number()),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn insert_receipt(
    tx: &mut Tx,
    _permit: &MayCommit<'_>,
    submission: SubmissionKey,
    body: &str,
) -> QueryResult<()> {
    diesel::insert_into(receipts::table)
        .values((receipts::submission_id.eq(submission), receipts::body.eq(body)))
        .execute(&mut **tx)
        .map(drop)
}

/// The signed receipt. What an earlier version of the program registered has none.
pub fn receipt_of(conn: &mut Conn, submission: SubmissionKey) -> QueryResult<Option<String>> {
    let found = receipts::table.filter(receipts::submission_id.eq(submission));
    found.select(receipts::body).first(conn).optional()
}

/// What was committed of the inputs of a submission, in the order of the inputs.
pub fn committed_inputs(
    conn: &mut Conn,
    submission: SubmissionKey,
) -> QueryResult<Vec<CommittedInput>> {
    type Row = (
        (InputKey, PublicId),
        Option<String>,
        Option<PublicationClass>,
        Option<Vec<u8>>,
        Option<String>,
        Option<Vec<u8>>,
        i64,
    );
    let rows: Vec<Row> = committed_inputs::table
        .inner_join(inputs::table)
        .filter(inputs::submission_id.eq(submission))
        .order(inputs::id)
        .select((
            (committed_inputs::input_id, inputs::public_id),
            committed_inputs::identity,
            committed_inputs::publication_class,
            committed_inputs::salt,
            committed_inputs::key_id,
            committed_inputs::commitment,
            committed_inputs::commitment_form,
        ))
        .load(conn)?;
    let open = |((input, id), identity, class, salt, key, commitment, form): Row| {
        let salt = open_excerpt_salt(&id, salt, key.as_deref())?;
        Ok(CommittedInput { input, identity, class, salt, commitment, form })
    };
    rows.into_iter().map(open).collect()
}

/// What was committed of the files of a submission, in the order of the files: how each could be published then.
pub fn committed_files(
    conn: &mut Conn,
    submission: SubmissionKey,
) -> QueryResult<Vec<CommittedFile>> {
    type Row = (
        (AttachmentKey, PublicId),
        Option<PublicationClass>,
        Option<Vec<u8>>,
        Option<String>,
        Option<Vec<u8>>,
    );
    let rows: Vec<Row> = committed_files::table
        .inner_join(attachments::table)
        .filter(attachments::submission_id.eq(submission))
        .order(attachments::id)
        .select((
            (committed_files::attachment_id, attachments::public_id),
            committed_files::publication_class,
            committed_files::salt,
            committed_files::key_id,
            committed_files::commitment,
        ))
        .load(conn)?;
    let open = |((file, id), class, salt, key, commitment): Row| {
        let salt = open_excerpt_salt(&id, salt, key.as_deref())?;
        Ok(CommittedFile { file, class, salt, commitment })
    };
    rows.into_iter().map(open).collect()
}
