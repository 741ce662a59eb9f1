//! The participant's focal point looks at the whole, says how each part may be published, and
//! sends it; replaces it, or takes it back, until it is published.

use super::super::commitment::{Content, commitment};
use super::super::cover::Cover;
use super::super::letters;
use super::super::receipts;
use super::super::store::{self, Attachment, Input, MayCommit, Sealed, Submission};
use super::super::views::text;
use super::super::written::Spot;
use super::co_submitting;
use super::drafting::still_drafting;
use super::redacting;
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::post::{self, Desk};
use crate::procedure::keys::PublicId;
use crate::procedure::rounds::{MayDraftInput, may_draft_input};
use crate::procedure::submissions::{may_replace, may_submit, may_withdraw};
use crate::procedure::words::{
    InputKind, Placement, PublicationClass, PublicationRule, SubmissionState,
};
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::secrets;
use crate::sign_in::store::Account;
use crate::signing::hex;
use crate::web::{Error, Fields};
use serde_json::{Value, json};

/// How the parts may be published: for single inputs and files by public id, and for the rest.
#[derive(Debug, Clone, Default)]
pub struct Classes {
    pub single: Vec<(String, Option<PublicationClass>)>,
    /// For all that have none yet.
    pub rest: Option<PublicationClass>,
}

impl Classes {
    /// Reads `class-ID` for each input and file, and `class_rest`.
    pub fn read(fields: &Fields) -> Self {
        let single = fields.texts().iter().filter_map(|(name, value)| {
            let id = name.strip_prefix("class-")?;
            Some((id.to_owned(), value.parse().ok()))
        });
        Self { single: single.collect(), rest: fields.parsed("class_rest") }
    }

    fn of(&self, id: &PublicId, now: Option<PublicationClass>) -> Option<PublicationClass> {
        let said = self.single.iter().find(|(known, _)| known == id.as_str());
        said.map_or(now, |(_, class)| *class).or(self.rest)
    }

    /// Would keeping them change nothing?
    fn are_kept(&self, inputs: &[Input], files: &[Attachment]) -> bool {
        let is_kept = |id, now| self.of(id, now) == now;
        inputs.iter().all(|input| is_kept(&input.public_id, input.publication_class))
            && files.iter().all(|file| is_kept(&file.public_id, file.publication_class))
    }
}

/// Something of the submission that cannot be sent as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lacking {
    Class(PublicId),
    /// The proposal changes nothing, or the comment is empty.
    Unfinished(PublicId),
}

/// What became of sending it.
#[derive(Debug)]
pub enum Outcome {
    Submitted(Submission),
    /// Sent before, by a second click or a colleague; nothing more was done.
    Already(Submission),
    /// The cover and the classes are kept; this is missing.
    Lacking(Vec<Lacking>),
    /// Something in it changed since the page was read: whoever sends it should look again.
    Changed(Submission),
    /// What it was to replace was published meanwhile. Now it stands alone, without what it had in common with that: whoever sends
    /// it should look again.
    Alone(Submission),
}

/// Keeps what the cover says. None: somebody changed something since `version` was read. Where all of it was kept before, the
/// submission is answered as of that version: who sends it then has still to look at what was changed.
pub fn keep_cover(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    submission: &PublicId,
    (cover, classes): (&Cover, &Classes),
    version: Option<i64>,
    now: Moment,
) -> Result<Option<Submission>, Error> {
    journal::hold(tx, Scope::Consultation(round.consultation_id))?;
    let submission = store::find_by_public_id(tx, submission)?;
    let facts = rounds::facts(tx, round)?;
    let permit = may_draft_input(who, &facts, submission.participant_id, None, now)?;
    still_drafting(&submission)?;
    if let Some(row_version) = version.filter(|version| *version != submission.row_version) {
        let others = store::co_submitters(tx, submission.id)?;
        let inputs = store::inputs_of(tx, submission.id)?;
        let files = store::attachments_of(tx, submission.id)?;
        let is_kept =
            Cover::of(&submission, &others) == *cover && classes.are_kept(&inputs, &files);
        return Ok(is_kept.then_some(Submission { row_version, ..submission }));
    }
    keep(tx, &permit, &submission, cover, classes)?;
    Ok(Some(store::find(tx, submission.id)?))
}

fn keep(
    tx: &mut Tx,
    permit: &MayDraftInput,
    submission: &Submission,
    cover: &Cover,
    classes: &Classes,
) -> Result<(), Error> {
    store::set_cover(tx, permit, submission.id, cover)?;
    for input in store::inputs_of(tx, submission.id)? {
        let class = classes.of(&input.public_id, input.publication_class);
        if class != input.publication_class {
            store::classify(tx, permit, input.id, class)?;
        }
    }
    for file in store::attachments_of(tx, submission.id)? {
        let class = classes.of(&file.public_id, file.publication_class);
        if class != file.publication_class {
            store::classify_file(tx, permit, file.id, class)?;
        }
    }
    Ok(())
}

/// Sends the submission. Twice is once: the second answer names the same receipt.
#[allow(clippy::too_many_arguments, reason = "one act, and all that it needs to know")]
pub fn submit(
    tx: &mut Tx,
    who: &Standing,
    account: &Account,
    desk: &Desk,
    submission: &PublicId,
    cover: Option<(&Cover, &Classes)>,
    version: Option<i64>,
    now: Moment,
) -> Result<Outcome, Error> {
    let submission = store::find_by_public_id(tx, submission)?;
    let round = rounds::find(tx, submission.round_id)?;
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let submission = store::find(tx, submission.id)?;
    if submission.state == SubmissionState::Submitted
        && crate::procedure::submissions::may_read_receipt(who, submission.participant_id).is_ok()
    {
        return Ok(Outcome::Already(submission));
    }
    let facts = rounds::facts(tx, &round)?;
    let permit = may_submit(who, &facts, &store::facts(tx, &submission)?, now)?;
    if version.is_some_and(|version| version != submission.row_version) {
        return Ok(Outcome::Changed(submission));
    }
    let drafting = || may_draft_input(who, &facts, submission.participant_id, None, now);
    let replaced = submission.replaces_id.map(|old| store::find(tx, old)).transpose()?;
    if let Some(old) = replaced.as_ref().filter(|old| old.published_at.is_some()) {
        store::stand_alone(tx, &drafting()?, submission.id, old.id)?;
        return Ok(Outcome::Alone(store::find(tx, submission.id)?));
    }
    if let Some((cover, classes)) = cover {
        keep(tx, &drafting()?, &submission, cover, classes)?;
    }
    let submission = store::find(tx, submission.id)?;
    let inputs = store::inputs_of(tx, submission.id)?;
    let files = store::attachments_of(tx, submission.id)?;
    let lacking = lacking(tx, &round, &inputs, &files)?;
    if !lacking.is_empty() {
        return Ok(Outcome::Lacking(lacking));
    }

    let others = store::co_submitters(tx, submission.id)?;
    let salt = secrets::random::<32>().to_vec();
    let content = Content {
        submission: &submission,
        at: now,
        late: permit.late(),
        others: &others,
        inputs: &inputs,
        files: &files,
    };
    let sealed = Sealed {
        receipt_code: secrets::receipt_code(),
        commitment: commitment(&salt, &content),
        salt,
        published: round.publication_rule == PublicationRule::OnSubmission,
    };
    // Who sent it is sealed: the journal tells the capacity alone.
    let by = permit.by().without_name();
    if let Some(old) = replaced.as_ref().filter(|old| old.state == SubmissionState::Submitted) {
        store::mark_replaced(tx, &permit, old.id)?;
        let detail = json!({ "by": submission.public_id });
        let act = "submission.replaced";
        journal::record(tx, scope, &by, act, &old.public_id, detail, now)?;
    }
    store::submit(tx, &permit, &sealed, now)?;
    let redacted =
        redacting::carry_on(tx, &MayCommit::Submitting(&permit), &submission, &inputs, now)?;
    let detail = submitted(&round, permit.late(), &sealed, redacted);
    let id = &submission.public_id;
    journal::record(tx, scope, &by, "submission.submitted", id, detail, now)?;
    store::keep_committed(tx, &MayCommit::Submitting(&permit), &inputs, &files)?;
    let code = &sealed.receipt_code;
    let received = receipts::Received { code, commitment: &sealed.commitment, at: now };
    let receipt = receipts::write(tx, desk, &round, &received, now)?;
    store::insert_receipt(tx, &MayCommit::Submitting(&permit), submission.id, &receipt)?;
    if submission.receipt_by_email {
        let code = &sealed.receipt_code;
        let letter = letters::receipt(desk, account, &round, &submission, code, now);
        post::enqueue(tx, desk, &letter, now)?;
    }
    co_submitting::tell(tx, desk, &round, &submission, now)?;
    Ok(Outcome::Submitted(store::find(tx, submission.id)?))
}

/// What the journal says of anything that a participant has submitted itself.
pub(super) fn submitted(round: &Round, late: bool, sealed: &Sealed, redacted: usize) -> Value {
    let mut detail = json!({
        "round": round.public_id,
        "late": late,
        "commitment": hex(&sealed.commitment),
    });
    if redacted > 0 {
        detail["redacted"] = json!(redacted);
    }
    detail
}

fn lacking(
    tx: &mut Tx,
    round: &Round,
    inputs: &[Input],
    files: &[Attachment],
) -> Result<Vec<Lacking>, Error> {
    let mut lacking = Vec::new();
    let text = text(tx, round)?;
    for input in inputs {
        let spot = match (&input.identity, input.question_id) {
            (Some(identity), _) => Spot::Element { identity: identity.clone(), text: text.clone() },
            (None, Some(question)) => Spot::Question(question),
            (None, None) => Spot::Whole,
        };
        let is_whole = input.placement == Placement::Exact || input.kind != InputKind::Proposal;
        if is_whole && !input.written().unfinished(&spot).is_empty() {
            lacking.push(Lacking::Unfinished(input.public_id.clone()));
        }
        if input.publication_class.is_none() {
            lacking.push(Lacking::Class(input.public_id.clone()));
        }
    }
    let unclassed = files.iter().filter(|file| file.publication_class.is_none());
    lacking.extend(unclassed.map(|file| Lacking::Class(file.public_id.clone())));
    Ok(lacking)
}

/// Begins a new text from what was sent, which stands until the new one is. Where the participant
/// is drafting already, that is the one.
pub fn replace(
    tx: &mut Tx,
    who: &Standing,
    submission: &PublicId,
    now: Moment,
) -> Result<Submission, Error> {
    let submission = store::find_by_public_id(tx, submission)?;
    let round = rounds::find(tx, submission.round_id)?;
    journal::hold(tx, Scope::Consultation(round.consultation_id))?;
    let submission = store::find(tx, submission.id)?;
    if submission.alignment.is_some() {
        return Err(Error::NotFound);
    }
    let facts = rounds::facts(tx, &round)?;
    let permit = may_replace(who, &facts, &store::facts(tx, &submission)?, now)?;
    match store::drafting(tx, permit.round(), permit.participant())? {
        Some(begun) => Ok(begun),
        None => Ok(store::begin_replacement(tx, &permit, &submission, now)?),
    }
}

/// Takes a submission back, with a reason, until it is published.
pub fn withdraw(
    tx: &mut Tx,
    who: &Standing,
    submission: &PublicId,
    reason: &str,
    now: Moment,
) -> Result<(), Error> {
    let submission = store::find_by_public_id(tx, submission)?;
    let round = rounds::find(tx, submission.round_id)?;
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let submission = store::find(tx, submission.id)?;
    let permit = may_withdraw(who, &store::facts(tx, &submission)?)?;
    store::withdraw(tx, &permit, reason, now)?;
    let id = &submission.public_id;
    let detail = json!({ "round": round.public_id });
    let by = permit.by().without_name();
    journal::record(tx, scope, &by, "submission.withdrawn", id, detail, now)?;
    Ok(())
}
