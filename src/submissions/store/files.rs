//! Files: kept in parts, so that no row is longer than both engines like.

use crate::db::{Backend, Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, AttachmentKey, PublicId, SubmissionKey};
use crate::procedure::rounds::MayDraftInput;
use crate::procedure::submissions::{MayRegister, MayReplace};
use crate::procedure::words::PublicationClass;
use crate::schema::{attachment_parts, attachments};
use crate::secrets;
use diesel::prelude::*;
use sha2::{Digest, Sha256};

const PART: usize = 1024 * 1024;

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = attachments, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Attachment {
    pub id: AttachmentKey,
    pub public_id: PublicId,
    pub submission_id: SubmissionKey,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    /// SHA-256 of the bytes.
    pub digest: Vec<u8>,
    pub publication_class: Option<PublicationClass>,
    /// What came on paper or by e-mail, as it came.
    pub original: bool,
    pub uploaded_at: Moment,
}

/// A file that was looked at: its bytes are what its name says.
#[derive(Debug, Clone)]
pub struct CheckedFile {
    pub name: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// Whoever may write into the submission may attach to it.
pub enum MayAttach<'a> {
    Drafting(&'a MayDraftInput),
    Registering(&'a MayRegister),
}

impl MayAttach<'_> {
    fn account(&self) -> Option<AccountKey> {
        match self {
            Self::Drafting(permit) => permit.by().account,
            Self::Registering(permit) => permit.by().account,
        }
    }

    fn is_original(&self) -> bool {
        matches!(self, Self::Registering(_))
    }
}

pub fn attachments_of(conn: &mut Conn, submission: SubmissionKey) -> QueryResult<Vec<Attachment>> {
    attachments::table
        .filter(attachments::submission_id.eq(submission))
        .order(attachments::id)
        .select(Attachment::as_select())
        .load(conn)
}

pub fn find_attachment(conn: &mut Conn, id: &PublicId) -> QueryResult<Attachment> {
    attachments::table
        .filter(attachments::public_id.eq(id))
        .select(Attachment::as_select())
        .first(conn)
}

pub fn bytes_of(conn: &mut Conn, attachment: AttachmentKey) -> QueryResult<Vec<u8>> {
    let parts = attachment_parts::table
        .filter(attachment_parts::attachment_id.eq(attachment))
        .order(attachment_parts::part)
        .select(attachment_parts::bytes)
        .load::<Vec<u8>>(conn)?;
    Ok(parts.concat())
}

pub fn attach(
    tx: &mut Tx,
    permit: &MayAttach<'_>,
    submission: SubmissionKey,
    file: &CheckedFile,
    class: Option<PublicationClass>,
    now: Moment,
) -> QueryResult<PublicId> {
    let id = secrets::public_id();
    let key: AttachmentKey = diesel::insert_into(attachments::table)
        .values((
            attachments::public_id.eq(&id),
            attachments::submission_id.eq(submission),
            attachments::name.eq(&file.name),
            attachments::media_type.eq(file.media_type),
            attachments::size.eq(file.bytes.len() as i64),
            attachments::digest.eq(Sha256::digest(&file.bytes).to_vec()),
            attachments::publication_class.eq(class),
            attachments::original.eq(permit.is_original()),
            attachments::uploaded_by.eq(permit.account()),
            attachments::uploaded_at.eq(now),
        ))
        .returning(attachments::id)
        .get_result(&mut **tx)?;
    for (part, bytes) in file.bytes.chunks(PART).enumerate() {
        insert_part(tx, key, part as i64, bytes)?;
    }
    Ok(id)
}

fn insert_part(tx: &mut Tx, key: AttachmentKey, part: i64, bytes: &[u8]) -> QueryResult<usize> {
    diesel::insert_into(attachment_parts::table)
        .values((
            attachment_parts::attachment_id.eq(key),
            attachment_parts::part.eq(part),
            attachment_parts::bytes.eq(bytes),
        ))
        .execute(&mut **tx)
}

pub fn detach(tx: &mut Tx, _permit: &MayDraftInput, attachment: AttachmentKey) -> QueryResult<()> {
    diesel::delete(attachment_parts::table.filter(attachment_parts::attachment_id.eq(attachment)))
        .execute(&mut **tx)?;
    diesel::delete(attachments::table.find(attachment)).execute(&mut **tx)?;
    Ok(())
}

pub fn classify_file(
    tx: &mut Tx,
    _permit: &MayDraftInput,
    attachment: AttachmentKey,
    class: Option<PublicationClass>,
) -> QueryResult<()> {
    diesel::update(attachments::table.find(attachment))
        .set(attachments::publication_class.eq(class))
        .execute(&mut **tx)?;
    Ok(())
}

/// Copies the files of a submission into the one that is to replace it.
pub fn copy_files(
    tx: &mut Tx,
    permit: &MayReplace,
    from: SubmissionKey,
    to: SubmissionKey,
    now: Moment,
) -> QueryResult<()> {
    for file in attachments_of(tx, from)? {
        let bytes = bytes_of(tx, file.id)?;
        let key: AttachmentKey = diesel::insert_into(attachments::table)
            .values((
                attachments::public_id.eq(secrets::public_id()),
                attachments::submission_id.eq(to),
                attachments::name.eq(&file.name),
                attachments::media_type.eq(&file.media_type),
                attachments::size.eq(file.size),
                attachments::digest.eq(&file.digest),
                attachments::publication_class.eq(file.publication_class),
                attachments::original.eq(file.original),
                attachments::uploaded_by.eq(permit.by().account),
                attachments::uploaded_at.eq(now),
            ))
            .returning(attachments::id)
            .get_result(&mut **tx)?;
        for (part, bytes) in bytes.chunks(PART).enumerate() {
            insert_part(tx, key, part as i64, bytes)?;
        }
    }
    Ok(())
}
