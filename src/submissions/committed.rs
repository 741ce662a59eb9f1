//! A submission as it was committed to: its place and classes as they were then, its texts as they
//! are now. So that the digest can be worked out again from what is stored.

use super::commitment::{self, Content, Form};
use super::store::{self, Attachment, Input, Submission};
use crate::db::Conn;
use diesel::QueryResult;
use sha2::{Digest, Sha256};

/// A digest that was given, and what it is worked out from.
pub struct Committed {
    /// What the digest begins with: the form's, for a submission or an excerpt.
    pub label: &'static str,
    /// None after an erasure: then the digest can no longer be worked out, by anybody.
    pub salt: Option<Vec<u8>>,
    pub digest: Vec<u8>,
    pub canonical: Vec<u8>,
}

/// The label where the form that is stored is none: no digest was ever made with it.
const NO_FORM: &str = "";

impl Committed {
    /// Does the digest stand for what is stored? True also where nobody can tell any more.
    pub fn holds(&self) -> bool {
        let again = |salt: &Vec<u8>| commitment::of_bytes(self.label, salt, &self.canonical);
        self.salt.as_ref().is_none_or(|salt| again(salt) == self.digest)
    }
}

/// The submission as a whole. Its inputs are those that it came with.
pub fn whole(conn: &mut Conn, submission: &Submission) -> QueryResult<Committed> {
    let others = store::co_submitters(conn, submission.id)?;
    let (inputs, _) = inputs(conn, submission)?;
    let (files, _) = files(conn, submission)?;
    let content = Content {
        submission,
        at: submission.submitted_at.unwrap_or(submission.started_at),
        late: submission.late,
        others: &others,
        inputs: &inputs,
        files: &files,
    };
    let form = Form::numbered(store::commitment_form_of(conn, submission.id)?);
    Ok(Committed {
        label: form.map_or(NO_FORM, Form::submission),
        salt: store::salt_of(conn, submission.id)?,
        digest: store::commitment_of(conn, submission.id)?,
        canonical: commitment::canonical(form.unwrap_or(Form::NEW), &content),
    })
}

/// The excerpts that were anchored later, each with its own digest.
pub fn excerpts(conn: &mut Conn, submission: &Submission) -> QueryResult<Vec<(Input, Committed)>> {
    Ok(inputs(conn, submission)?.1)
}

/// The files that were added later, each with its own digest.
pub fn later_files(
    conn: &mut Conn,
    submission: &Submission,
) -> QueryResult<Vec<(Attachment, Committed)>> {
    Ok(files(conn, submission)?.1)
}

type Excerpts = Vec<(Input, Committed)>;

fn inputs(conn: &mut Conn, submission: &Submission) -> QueryResult<(Vec<Input>, Excerpts)> {
    let mut kept = store::committed_inputs(conn, submission.id)?;
    let (mut whole, mut excerpts) = (Vec::new(), Vec::new());
    for mut input in store::inputs_of(conn, submission.id)? {
        let Some(at) = kept.iter().position(|one| one.input == input.id) else {
            // Nobody committed to it: the digest will not hold, and should not.
            whole.push(input);
            continue;
        };
        let was = kept.swap_remove(at);
        input.identity = was.identity;
        input.publication_class = was.class;
        match was.commitment {
            None => whole.push(input),
            Some(digest) => {
                let form = Form::numbered(was.form);
                let label = form.map_or(NO_FORM, Form::excerpt);
                let form = form.unwrap_or(Form::NEW);
                let canonical = commitment::canonical_excerpt(form, submission, &input);
                excerpts.push((input, Committed { label, salt: was.salt, digest, canonical }));
            }
        }
    }
    Ok((whole, excerpts))
}

type LaterFiles = Vec<(Attachment, Committed)>;

/// The files with the digests of the bytes that are there: those that it came with, and those added later.
fn files(conn: &mut Conn, submission: &Submission) -> QueryResult<(Vec<Attachment>, LaterFiles)> {
    let kept = store::committed_files(conn, submission.id)?;
    let (mut whole, mut later) = (Vec::new(), Vec::new());
    for mut file in store::attachments_of(conn, submission.id)? {
        let was = kept.iter().find(|was| was.file == file.id);
        file.publication_class = was.and_then(|was| was.class);
        file.digest = Sha256::digest(store::bytes_of(conn, file.id)?).to_vec();
        match was.and_then(|was| Some((was.salt.clone(), was.commitment.clone()?))) {
            // What nobody committed to is in the whole: its digest will not hold, and should not.
            None => whole.push(file),
            Some((salt, digest)) => {
                let canonical = commitment::canonical_file(submission, &file);
                let label = commitment::LATER_FILE;
                later.push((file, Committed { label, salt, digest, canonical }));
            }
        }
    }
    Ok((whole, later))
}
