//! The letter that excerpts were cut out of: its file, or its text as it was typed beside the file. It
//! holds the words of all its excerpts; so it is for those alone who may read every one of them as it
//! was sent, and may know whose it is.

use super::facts_of;
use crate::db::Conn;
use crate::procedure::keys::{PublicId, SubmissionKey};
use crate::procedure::sight::Sight;
use crate::procedure::words::{PublicationClass, Source};
use crate::schema::{attachments, inputs, letter_texts, redactions};
use crate::submissions::store::{Attachment, Submission};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// Where the letter is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Original {
    /// On the page of its text.
    Text,
    File(PublicId),
}

/// What there is of the letters of some submissions, and what turns on their excerpts.
#[derive(Default)]
pub struct Letters {
    /// The most cautious class of what was put on paragraphs.
    excerpts: HashMap<SubmissionKey, PublicationClass>,
    /// Something about third persons was taken out of an excerpt.
    redacted: HashSet<SubmissionKey>,
    texts: HashSet<SubmissionKey>,
    files: HashMap<SubmissionKey, Vec<Attachment>>,
}

/// The most cautious: what has no class is for the team alone.
fn cautious(class: Option<PublicationClass>) -> PublicationClass {
    class.unwrap_or(PublicationClass::Confidential)
}

impl Letters {
    /// Of those of the submissions that were registered.
    pub fn of<'a>(conn: &mut Conn, all: impl Iterator<Item = &'a Submission>) -> QueryResult<Self> {
        let registered = all.filter(|one| one.source != Source::Typed);
        let keys: Vec<SubmissionKey> = registered.map(|one| one.id).collect();
        let mut letters = Self::default();
        if keys.is_empty() {
            return Ok(letters);
        }
        let classes: Vec<(SubmissionKey, Option<PublicationClass>)> = inputs::table
            .filter(inputs::submission_id.eq_any(keys.clone()))
            .select((inputs::submission_id, inputs::publication_class))
            .load(conn)?;
        for (submission, class) in classes {
            let most = letters.excerpts.entry(submission).or_insert(PublicationClass::Public);
            *most = cautious(class).max(*most);
        }
        letters.redacted = redactions::table
            .inner_join(inputs::table)
            .filter(inputs::submission_id.eq_any(keys.clone()))
            .select(inputs::submission_id)
            .load::<SubmissionKey>(conn)?
            .into_iter()
            .collect();
        letters.texts = letter_texts::table
            .filter(letter_texts::submission_id.eq_any(keys.clone()))
            .select(letter_texts::submission_id)
            .load::<SubmissionKey>(conn)?
            .into_iter()
            .collect();
        let files: Vec<Attachment> = attachments::table
            .filter(attachments::submission_id.eq_any(keys))
            .filter(attachments::original.eq(true))
            .filter(attachments::replaced_at.is_null())
            .order(attachments::id)
            .select(Attachment::as_select())
            .load(conn)?;
        for file in files.into_iter().filter(|file| !file.is_erased()) {
            letters.files.entry(file.submission_id).or_default().push(file);
        }
        Ok(letters)
    }

    /// Where this reader reads the letter of a submission, if they may.
    pub fn original(&self, sight: &Sight, submission: &Submission) -> Option<Original> {
        if self.texts.contains(&submission.id) && self.shows_text(sight, submission) {
            return Some(Original::Text);
        }
        let files = self.files.get(&submission.id)?;
        let file = files.iter().find(|file| self.shows_file(sight, submission, file))?;
        Some(Original::File(file.public_id.clone()))
    }

    /// The text has the class of what it holds: of its excerpts, and of its file. Where there is neither, it
    /// is for the team alone.
    pub fn shows_text(&self, sight: &Sight, submission: &Submission) -> bool {
        let files = self.files.get(&submission.id).into_iter().flatten();
        let classes = files.map(|file| cautious(file.publication_class));
        let class = classes.chain(self.excerpts.get(&submission.id).copied()).max();
        self.shows(sight, submission, class)
    }

    /// A file has a class of its own; the letter itself, no lower one than any of its excerpts.
    pub fn shows_file(&self, sight: &Sight, submission: &Submission, file: &Attachment) -> bool {
        let excerpts = self.excerpts.get(&submission.id).copied();
        let class = excerpts.unwrap_or(PublicationClass::Public);
        self.shows(sight, submission, Some(class.max(cautious(file.publication_class))))
    }

    fn shows(
        &self,
        sight: &Sight,
        submission: &Submission,
        class: Option<PublicationClass>,
    ) -> bool {
        let facts = facts_of(submission, Some(cautious(class)));
        sight.shows(&facts)
            && sight.names(&facts)
            && (!self.redacted.contains(&submission.id) || sight.shows_original(&facts))
    }
}
