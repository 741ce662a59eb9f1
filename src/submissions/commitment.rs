//! The commitment that a receipt stands for: one digest of all that was submitted, salted so that
//! nobody can guess the content from it, and canonical so that it can be worked out again.
//!
//! `SHA-256("travaux/v1/submission" ‖ salt ‖ content)`, where the content is a list of texts, each
//! with its length before it (eight bytes, the most significant first). docs/record.md describes
//! it byte for byte. An excerpt that the secretariat anchors later has a commitment of its own,
//! `SHA-256("travaux/v1/excerpt" ‖ salt ‖ content)`.

use super::store::{Attachment, CoSubmitter, Input, Submission};
use crate::procedure::Moment;
use crate::procedure::words::{CommentType, Operation, PublicationClass};
use sha2::{Digest, Sha256};

/// Everything that is submitted, at the moment it is.
pub struct Content<'a> {
    pub submission: &'a Submission,
    pub at: Moment,
    pub late: bool,
    pub others: &'a [CoSubmitter],
    pub inputs: &'a [Input],
    pub files: &'a [Attachment],
}

pub fn commitment(salt: &[u8], content: &Content<'_>) -> Vec<u8> {
    of_bytes(SUBMISSION, salt, &canonical(content))
}

/// What the digest of a submission begins with.
pub const SUBMISSION: &str = "travaux/v1/submission";
/// What the digest of an excerpt begins with.
pub const EXCERPT: &str = "travaux/v1/excerpt";

/// The digest of a content that is there as bytes.
pub fn of_bytes(label: &str, salt: &[u8], canonical: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(label.as_bytes());
    hash.update(salt);
    hash.update(canonical);
    hash.finalize().to_vec()
}

/// An excerpt as bytes: the submission it is taken from, and the input.
pub fn canonical_excerpt(submission: &Submission, input: &Input) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut put = |text: &[u8]| put(&mut bytes, text);
    put(submission.public_id.as_str().as_bytes());
    put_input(&mut put, input);
    bytes
}

fn put(bytes: &mut Vec<u8>, text: &[u8]) {
    bytes.extend((text.len() as u64).to_be_bytes());
    bytes.extend(text);
}

fn optional(text: &Option<String>) -> &[u8] {
    text.as_ref().map_or(&[], |text| text.as_bytes())
}

/// The content as bytes: nothing can move from one text to the next unseen.
pub fn canonical(content: &Content<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut put = |text: &[u8]| put(&mut bytes, text);
    let submission = content.submission;
    put(submission.public_id.as_str().as_bytes());
    put(&content.at.as_micros().to_be_bytes());
    put(&[u8::from(content.late), u8::from(submission.without_prejudice)]);
    put(submission.language.as_bytes());
    put(optional(&submission.own_date));
    put(optional(&submission.own_reference));
    put(optional(&submission.on_behalf_of));
    put(&(content.others.len() as u64).to_be_bytes());
    for other in content.others {
        put(other.name.as_bytes());
    }
    put(&(content.inputs.len() as u64).to_be_bytes());
    for input in content.inputs {
        put_input(&mut put, input);
    }
    put(&(content.files.len() as u64).to_be_bytes());
    for file in content.files {
        put(file.name.as_bytes());
        put(&file.digest);
        put(file
            .class_as_submitted
            .or(file.publication_class)
            .map_or("", PublicationClass::as_str)
            .as_bytes());
    }
    bytes
}

fn put_input(put: &mut impl FnMut(&[u8]), input: &Input) {
    put(input.public_id.as_str().as_bytes());
    put(optional(&input.identity));
    put(&input.question_id.map_or(0, |question| question.0).to_be_bytes());
    put(input.kind.as_str().as_bytes());
    put(input.operation.map_or("", Operation::as_str).as_bytes());
    put(input.comment_type.map_or("", CommentType::as_str).as_bytes());
    put(input.body.as_bytes());
    put(input.quoted.as_bytes());
    put(input.proposed.as_bytes());
    put(input.language.as_bytes());
    put(input
        .class_as_submitted
        .or(input.publication_class)
        .map_or("", PublicationClass::as_str)
        .as_bytes());
}
