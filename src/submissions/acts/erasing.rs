//! Where somebody is in danger: what was sent is erased for good. The commitment stays in the
//! lists, and means nothing without the salt; the journal says that it was done, not why.

use super::super::store::{self, Input, Submission, Why};
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::keys::PublicId;
use crate::procedure::standing::Actor;
use crate::procedure::submissions::{MayErase, may_erase};
use crate::procedure::words::SubmissionState;
use crate::procedure::{Capacity, Moment, Standing};
use crate::rounds::store as rounds;
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;

/// Erases a whole submission, or one input of it; and every copy of it, such as what it replaced.
pub fn erase(
    tx: &mut Tx,
    who: &Standing,
    submission: &PublicId,
    input: Option<&PublicId>,
    why: &Why<'_>,
    now: Moment,
) -> Result<(), Error> {
    let submission = store::find_by_public_id(tx, submission)?;
    let round = rounds::find(tx, submission.round_id)?;
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let submission = store::find(tx, submission.id)?;
    let input = match input {
        Some(id) => Some(store::find_input(tx, id)?),
        None => None,
    };
    if input.as_ref().is_some_and(|input| input.submission_id != submission.id) {
        return Err(Error::NotFound);
    }
    let before = store::erasures_of(tx, submission.id)?;
    let key = input.as_ref().map(|input| input.id);
    let is_erased = before.iter().any(|one| one.input_id.is_none() || one.input_id == key);
    let permit = may_erase(who, &store::facts(tx, &submission)?, is_erased)?;

    // Its own focal point is not named: that would tell who sent it.
    let by = match permit.by().capacity {
        Capacity::FocalOwn => permit.by().without_name(),
        _ => permit.by().clone(),
    };
    tx.removes_for_good()?;
    let erasing = Erasing { permit: &permit, by: &by, why, now };
    let lines = match &input {
        None => erasing.the_submission(tx, &submission)?,
        Some(input) => erasing.the_input(tx, input)?,
    };
    for (act, subject) in lines {
        journal::record(tx, scope, &by, act, &subject, json!({}), now)?;
    }
    Ok(())
}

/// What all of it is erased by.
pub(super) struct Erasing<'a> {
    pub permit: &'a MayErase,
    pub by: &'a Actor,
    pub why: &'a Why<'a>,
    pub now: Moment,
}

pub(super) type Lines = Vec<(&'static str, PublicId)>;

impl Erasing<'_> {
    /// The submission, what it took the place of, and what of it stands in the draft that is to take
    /// its place. What is new in that draft stays.
    pub fn the_submission(&self, tx: &mut Tx, submission: &Submission) -> QueryResult<Lines> {
        if let Some(draft) = store::drafted_after(tx, submission)? {
            self.copies_in_draft(tx, submission, &draft)?;
        }
        let mut lines = Lines::new();
        let mut all = vec![submission.clone()];
        all.extend(store::replaced_by(tx, submission)?);
        for copy in store::copied_elsewhere(tx, &all)? {
            lines.extend(self.one_input(tx, &copy)?);
        }
        for one in all {
            let before = store::erasures_of(tx, one.id)?;
            if before.iter().any(|one| one.input_id.is_none()) {
                continue;
            }
            self.whole(tx, &one)?;
            store::mark_erased(tx, self.permit, one.id, None, (self.by, self.why), self.now)?;
            lines.push(("submission.erased", one.public_id));
        }
        Ok(lines)
    }

    /// The input in every version of the submission, and with it the whole proposal that it is a row of: one
    /// wording, on several paragraphs. A draft loses it without a word: nobody is told
    /// what a delegation drafts, and it may write there again.
    fn the_input(&self, tx: &mut Tx, input: &Input) -> QueryResult<Lines> {
        let mut lines = Lines::new();
        for one in store::with_rows_and_copies(tx, input)? {
            lines.extend(self.one_input(tx, &one)?);
        }
        Ok(lines)
    }

    fn one_input(&self, tx: &mut Tx, one: &Input) -> QueryResult<Option<(&'static str, PublicId)>> {
        let of = store::find(tx, one.submission_id)?;
        if of.state == SubmissionState::Drafting {
            store::take_out_of_draft(tx, self.permit, one.id)?;
            return Ok(None);
        }
        let before = store::erasures_of(tx, of.id)?;
        if before.iter().any(|past| past.input_id.is_none_or(|past| past == one.id)) {
            return Ok(None);
        }
        store::erase_texts(tx, self.permit, one)?;
        if store::is_excerpt(tx, one)? {
            store::drop_excerpt_salt(tx, self.permit, one.id)?;
        } else {
            store::drop_salt(tx, self.permit, of.id)?;
        }
        let key = Some(one.id);
        store::mark_erased(tx, self.permit, of.id, key, (self.by, self.why), self.now)?;
        // The submission is not named with it: its other inputs may tell whose it is.
        Ok(Some(("input.erased", one.public_id.clone())))
    }

    /// What was never sent is in no record: it goes without a mark. False where nothing was in it.
    pub fn the_draft(&self, tx: &mut Tx, draft: &Submission) -> QueryResult<bool> {
        let inputs = store::inputs_of(tx, draft.id)?;
        let files = store::attachments_of(tx, draft.id)?;
        for input in &inputs {
            store::take_out_of_draft(tx, self.permit, input.id)?;
        }
        for file in &files {
            store::take_file_out_of_draft(tx, self.permit, file.id)?;
        }
        store::erase_letter_text(tx, self.permit, draft.id)?;
        store::erase_cover(tx, self.permit, draft.id)?;
        Ok(!inputs.is_empty() || !files.is_empty())
    }

    fn copies_in_draft(
        &self,
        tx: &mut Tx,
        submission: &Submission,
        draft: &Submission,
    ) -> QueryResult<()> {
        store::take_copies_out(tx, self.permit, draft.id)?;
        let sent = store::attachments_of(tx, submission.id)?;
        for file in store::attachments_of(tx, draft.id)? {
            if sent.iter().any(|sent| sent.digest == file.digest) {
                store::take_file_out_of_draft(tx, self.permit, file.id)?;
            }
        }
        store::erase_cover(tx, self.permit, draft.id)
    }

    fn whole(&self, tx: &mut Tx, submission: &Submission) -> QueryResult<()> {
        for input in store::inputs_of(tx, submission.id)? {
            store::erase_texts(tx, self.permit, &input)?;
            store::drop_excerpt_salt(tx, self.permit, input.id)?;
        }
        for file in store::attachments_of(tx, submission.id)? {
            store::erase_file(tx, self.permit, &file)?;
        }
        store::erase_letter_text(tx, self.permit, submission.id)?;
        store::erase_cover(tx, self.permit, submission.id)?;
        store::drop_salt(tx, self.permit, submission.id)
    }
}
