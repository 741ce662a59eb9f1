//! Files. All of them are sealed whatever their class: bytes ([`super::parts`]), name and digest.

use super::parts::{copy_parts, insert_parts, remove_parts};
use crate::db::{Backend, Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, AttachmentKey, PublicId, SubmissionKey};
use crate::procedure::meetings::MayKeepRecord;
use crate::procedure::rounds::MayDraftInput;
use crate::procedure::submissions::{MayRegister, MayReplace};
use crate::procedure::words::PublicationClass;
use crate::schema::attachments;
use crate::sealing::{self, Broken, Place};
use crate::secrets;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

const FILE: &str = "the name and digest of the file";

#[derive(Debug, Clone)]
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
    pub uploaded_by: Option<AccountKey>,
    pub uploaded_at: Moment,
    /// Its class when it was submitted; None while that is its class still.
    pub class_as_submitted: Option<PublicationClass>,
    pub retracted_at: Option<Moment>,
    /// Another took its place: it is kept for those who keep the record.
    pub replaced_at: Option<Moment>,
}

impl Attachment {
    /// Its bytes and its name were erased.
    pub fn is_erased(&self) -> bool {
        self.digest.is_empty()
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = attachments, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct AttachmentRow {
    id: AttachmentKey,
    public_id: PublicId,
    submission_id: SubmissionKey,
    media_type: String,
    publication_class: Option<PublicationClass>,
    original: bool,
    uploaded_at: Moment,
    sealed: Vec<u8>,
    class_as_submitted: Option<PublicationClass>,
    retracted_at: Option<Moment>,
    replaced_at: Option<Moment>,
}

/// What stands in the sealed column of a file.
#[derive(Serialize, Deserialize)]
struct Inside {
    name: String,
    size: i64,
    digest: Vec<u8>,
    uploaded_by: Option<AccountKey>,
}

impl AttachmentRow {
    pub(super) fn open(self) -> Result<Attachment, Broken> {
        let place = Place::of(FILE, self.public_id.as_str());
        let inside: Inside = sealing::open_document(place, &self.sealed)?;
        Ok(Attachment {
            id: self.id,
            public_id: self.public_id,
            submission_id: self.submission_id,
            name: inside.name,
            media_type: self.media_type,
            size: inside.size,
            digest: inside.digest,
            publication_class: self.publication_class,
            original: self.original,
            uploaded_by: inside.uploaded_by,
            uploaded_at: self.uploaded_at,
            class_as_submitted: self.class_as_submitted,
            retracted_at: self.retracted_at,
            replaced_at: self.replaced_at,
        })
    }
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
    Keeping(&'a MayKeepRecord),
}

impl MayAttach<'_> {
    fn account(&self) -> Option<AccountKey> {
        match self {
            Self::Drafting(permit) => permit.by().account,
            Self::Registering(permit) => permit.by().account,
            Self::Keeping(permit) => permit.by().account,
        }
    }

    fn is_original(&self) -> bool {
        !matches!(self, Self::Drafting(_))
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

pub fn attach(
    tx: &mut Tx,
    permit: &MayAttach<'_>,
    submission: SubmissionKey,
    file: &CheckedFile,
    class: Option<PublicationClass>,
    now: Moment,
) -> QueryResult<PublicId> {
    let facts = Attachment {
        id: AttachmentKey(0),
        public_id: secrets::public_id(),
        submission_id: submission,
        name: file.name.clone(),
        media_type: file.media_type.to_owned(),
        size: file.bytes.len() as i64,
        digest: Sha256::digest(&file.bytes).to_vec(),
        publication_class: class,
        original: permit.is_original(),
        uploaded_by: permit.account(),
        uploaded_at: now,
        class_as_submitted: None,
        retracted_at: None,
        replaced_at: None,
    };
    let key = insert(tx, &facts)?;
    insert_parts(tx, key, &facts.public_id, &file.bytes)?;
    Ok(facts.public_id)
}

/// Stores what is said of a file; `id` is for the database to say.
fn insert(tx: &mut Tx, file: &Attachment) -> QueryResult<AttachmentKey> {
    let (sealed, key_id) = seal_facts(tx, file)?;
    diesel::insert_into(attachments::table)
        .values((
            attachments::public_id.eq(&file.public_id),
            attachments::submission_id.eq(file.submission_id),
            attachments::media_type.eq(&file.media_type),
            attachments::publication_class.eq(file.publication_class),
            attachments::original.eq(file.original),
            attachments::uploaded_at.eq(file.uploaded_at),
            attachments::sealed.eq(sealed),
            attachments::key_id.eq(key_id),
        ))
        .returning(attachments::id)
        .get_result(&mut **tx)
}

/// The sealed column of a file, and the id of the key.
pub(super) fn seal_facts(tx: &mut Tx, file: &Attachment) -> QueryResult<(Vec<u8>, String)> {
    let sealer = sealing::sealer(tx)?;
    let inside = Inside {
        name: file.name.clone(),
        size: file.size,
        digest: file.digest.clone(),
        uploaded_by: file.uploaded_by,
    };
    let sealed = sealer.seal_document(Place::of(FILE, file.public_id.as_str()), &inside)?;
    Ok((sealed, sealer.key_id().to_owned()))
}

pub fn detach(tx: &mut Tx, _permit: &MayDraftInput, attachment: AttachmentKey) -> QueryResult<()> {
    remove_file(tx, attachment)
}

pub(super) fn remove_file(tx: &mut Tx, attachment: AttachmentKey) -> QueryResult<()> {
    remove_parts(tx, attachment)?;
    diesel::delete(attachments::table.find(attachment)).execute(&mut **tx).map(drop)
}

/// Another file stands in its place from now on; it is kept.
pub fn supersede(
    tx: &mut Tx,
    _permit: &MayKeepRecord,
    attachment: AttachmentKey,
    now: Moment,
) -> QueryResult<()> {
    diesel::update(attachments::table.find(attachment))
        .set(attachments::replaced_at.eq(now))
        .execute(&mut **tx)
        .map(drop)
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
    // A file that was erased has no bytes, and so no digest.
    let files = attachments_of(tx, from)?;
    for file in files.into_iter().filter(|file| !file.digest.is_empty()) {
        let from = file.id;
        let copy = Attachment {
            public_id: secrets::public_id(),
            submission_id: to,
            uploaded_by: permit.by().account,
            uploaded_at: now,
            ..file
        };
        let key = insert(tx, &copy)?;
        copy_parts(tx, from, key, &copy.public_id)?;
    }
    Ok(())
}
