//! The commitment that a receipt stands for: one digest of all that was submitted, salted so that
//! nobody can guess the content from it, and canonical so that it can be worked out again.
//!
//! `SHA-256("travaux/v2/submission" ‖ salt ‖ content)`, where the content is a list of texts, each
//! with its length before it (eight bytes, the most significant first). docs/record.md describes
//! it byte for byte. An excerpt that the secretariat anchors later has a commitment of its own,
//! `SHA-256("travaux/v2/excerpt" ‖ salt ‖ content)`, and a file that it adds later has one, too. What was committed to before proposals could
//! move, split and merge was committed to in the first form, and stays so: see [`Form`].

use super::store::{Attachment, CoSubmitter, Input, Submission};
use crate::procedure::Moment;
use crate::procedure::words::{CommentType, Kind, Operation, PublicationClass};
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
    of_bytes(Form::NEW.submission(), salt, &canonical(Form::NEW, content))
}

/// Which fields of an input a commitment covers. The number is kept beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    First,
    /// What an operation needs beside its words, and which inputs are one proposal, too.
    Second,
}

impl Form {
    /// That of every commitment made now.
    pub const NEW: Form = Form::Second;

    /// The form of that number; None for one that there is not.
    pub fn numbered(number: i64) -> Option<Self> {
        [Form::First, Form::Second].into_iter().find(|form| form.number() == number)
    }

    pub fn number(self) -> i64 {
        match self {
            Form::First => 1,
            Form::Second => 2,
        }
    }

    /// What the digest of a submission begins with.
    pub fn submission(self) -> &'static str {
        match self {
            Form::First => "travaux/v1/submission",
            Form::Second => "travaux/v2/submission",
        }
    }

    /// What the digest of an excerpt begins with.
    pub fn excerpt(self) -> &'static str {
        match self {
            Form::First => "travaux/v1/excerpt",
            Form::Second => "travaux/v2/excerpt",
        }
    }
}

/// What the digest of a file begins with that was added later.
pub const LATER_FILE: &str = "travaux/v2/file";

/// Such a file as bytes: the submission that it was added to, its id, and what it is.
pub fn canonical_file(submission: &Submission, file: &Attachment) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut put = |text: &[u8]| put(&mut bytes, text);
    put(submission.public_id.as_str().as_bytes());
    put(file.public_id.as_str().as_bytes());
    put_file(&mut put, file);
    bytes
}

/// The digest of a content that is there as bytes.
pub fn of_bytes(label: &str, salt: &[u8], canonical: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(label.as_bytes());
    hash.update(salt);
    hash.update(canonical);
    hash.finalize().to_vec()
}

/// An excerpt as bytes: the submission it is taken from, and the input.
pub fn canonical_excerpt(form: Form, submission: &Submission, input: &Input) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut put = |text: &[u8]| put(&mut bytes, text);
    put(submission.public_id.as_str().as_bytes());
    put_input(&mut put, form, input);
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
pub fn canonical(form: Form, content: &Content<'_>) -> Vec<u8> {
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
        put_input(&mut put, form, input);
    }
    put(&(content.files.len() as u64).to_be_bytes());
    for file in content.files {
        put_file(&mut put, file);
    }
    if let Some(alignment) = &submission.alignment {
        put(b"alignment");
        put(alignment.with.as_str().as_bytes());
        put(&(alignment.except.len() as u64).to_be_bytes());
        for identity in &alignment.except {
            put(identity.as_bytes());
        }
        put(alignment.remark.as_bytes());
        put(alignment.class_as_made.as_str().as_bytes());
    }
    bytes
}

fn put_file(put: &mut impl FnMut(&[u8]), file: &Attachment) {
    put(file.name.as_bytes());
    put(&file.digest);
    let class = file.class_as_submitted.or(file.publication_class);
    put(class.map_or("", PublicationClass::as_str).as_bytes());
}

fn put_input(put: &mut impl FnMut(&[u8]), form: Form, input: &Input) {
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
    if form == Form::First {
        return;
    }
    let own = &input.particulars;
    put(own.kind.map_or("", Kind::as_str).as_bytes());
    put(own.to.as_ref().map_or("", |to| to.anchor.as_str()).as_bytes());
    put(own.to.as_ref().map_or("", |to| to.side.as_str()).as_bytes());
    put(&(own.others.len() as u64).to_be_bytes());
    for other in &own.others {
        put(other.as_bytes());
    }
    put(optional(&input.proposal_group));
}
