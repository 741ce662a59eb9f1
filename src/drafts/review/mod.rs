//! A closed review: one version of a text, working or circulated, shown to reviewers whom the lead names,
//! with their comments. It stands outside the chain of texts: nothing else reads it, so that no redline,
//! comparison, compilation or count can show it.

mod letters;
pub mod pages;
pub mod store;

pub use store::{Comment, Review, Reviewer, Words};

use super::store as drafts;
use crate::consultations::Consultation;
use crate::db::Tx;
use crate::drafts::Draft;
use crate::journal::{self, Scope};
use crate::languages::Language;
use crate::post::Desk;
use crate::procedure::keys::{PublicId, ReviewKey, ReviewerKey};
use crate::procedure::moments::CivilTime;
use crate::procedure::reviews::{
    MayAnswerReview, MayRunReview, may_answer_review, may_consider, may_dismiss_reviewer,
    may_extend_review, may_open_review, may_run_review,
};
use crate::procedure::{Moment, Standing};
use crate::sign_in;
use crate::web::Error;
use letters::About;
use serde_json::json;

/// Somebody to be named, who need have no account yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    pub name: String,
    pub email: String,
}

/// A review as the lead wants it.
#[derive(Debug, Clone)]
pub struct Plan {
    pub closes: CivilTime,
    /// To the reviewers, on their page.
    pub note: String,
    pub invited: Vec<Invited>,
    /// Of letters to those who have no account yet.
    pub language: Language,
}

/// Opens a review of the text as it is now, and writes to everybody named. The same again, of the same
/// words, is a second click.
pub fn open(
    tx: &mut Tx,
    desk: &Desk,
    who: &Standing,
    consultation: &Consultation,
    draft: &Draft,
    plan: &Plan,
    now: Moment,
) -> Result<PublicId, Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    let draft = drafts::find(tx, draft.id)?;
    let permit = may_open_review(who, &drafts::facts(tx, &draft)?, plan.closes.at, now)?;
    let text = drafts::text(tx, draft.id)?;
    let version = crate::text::json::write(&text);
    let before = store::of_draft(tx, draft.id)?;
    let same = before.into_iter().find(|one| {
        !one.facts().is_over(now)
            && (one.closes_at, &one.note, &one.version) == (plan.closes.at, &plan.note, &version)
    });
    if let Some(same) = same {
        return Ok(same.public_id);
    }
    let review = store::insert(tx, &permit, &text, &plan.note, &plan.closes, now)?;
    let naming = permit.naming(review.id);
    let invited = (plan.invited.as_slice(), plan.language);
    let named = invite(tx, desk, &naming, consultation, &review, invited, now)?;
    let detail = json!({
        "draft": draft.public_id,
        "closes": plan.closes.civil_text(),
        "reviewers": named,
    });
    journal::record(tx, scope, permit.by(), "review.opened", &review.public_id, detail, now)?;
    Ok(review.public_id)
}

/// Names more reviewers. Whoever is named already is not written to again.
pub fn name(
    tx: &mut Tx,
    desk: &Desk,
    who: &Standing,
    consultation: &Consultation,
    review: ReviewKey,
    invited: (&[Invited], Language),
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    let review = store::find_by_key(tx, review)?;
    let permit = may_run_review(who, &review.facts(), now)?;
    let added = invite(tx, desk, &permit, consultation, &review, invited, now)?;
    if added > 0 {
        let (act, detail) = ("review.reviewers_named", json!({ "added": added }));
        journal::record(tx, scope, permit.by(), act, &review.public_id, detail, now)?;
    }
    Ok(())
}

fn invite(
    tx: &mut Tx,
    desk: &Desk,
    permit: &MayRunReview,
    consultation: &Consultation,
    review: &Review,
    (invited, language): (&[Invited], Language),
    now: Moment,
) -> Result<usize, Error> {
    let mut added = 0;
    for one in invited {
        let account = sign_in::find_or_create(tx, &one.email, &one.name, language.code(), now)?;
        if !store::name(tx, permit, account.id, now)? {
            continue;
        }
        added += 1;
        let named = store::reviewers_of(tx, review.id)?;
        for to in named.iter().filter(|named| named.account == account.id) {
            letters::write(tx, desk, consultation, review, to, About::Named, now)?;
        }
    }
    Ok(added)
}

/// From now on the reviewer sees nothing of it; what they said stays with the team.
pub fn dismiss(
    tx: &mut Tx,
    who: &Standing,
    review: &Review,
    reviewer: &PublicId,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(review.consultation_id);
    journal::hold(tx, scope)?;
    let permit = may_dismiss_reviewer(who, &review.facts())?;
    if store::dismiss(tx, &permit, reviewer, now)? {
        let act = "review.reviewer_dismissed";
        journal::record(tx, scope, permit.by(), act, &review.public_id, json!({}), now)?;
    }
    Ok(())
}

/// Moves the end to a later time, and tells the reviewers.
pub fn extend(
    tx: &mut Tx,
    desk: &Desk,
    who: &Standing,
    consultation: &Consultation,
    review: ReviewKey,
    closes: &CivilTime,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    let review = store::find_by_key(tx, review)?;
    let permit = may_extend_review(who, &review.facts(), closes.at, now)?;
    store::extend(tx, &permit, closes)?;
    let detail = json!({ "from": review.closes_civil, "to": closes.civil_text() });
    let id = &review.public_id;
    journal::record(tx, scope, permit.by(), "review.extended", id, detail, now)?;
    tell(tx, desk, consultation, review.id, About::Extended, now)
}

/// Ends it now, and tells the reviewers.
pub fn end(
    tx: &mut Tx,
    desk: &Desk,
    who: &Standing,
    consultation: &Consultation,
    review: ReviewKey,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    let review = store::find_by_key(tx, review)?;
    let permit = may_run_review(who, &review.facts(), now)?;
    store::end(tx, &permit, now)?;
    let id = &review.public_id;
    journal::record(tx, scope, permit.by(), "review.ended", id, json!({}), now)?;
    tell(tx, desk, consultation, review.id, About::Ended, now)
}

fn tell(
    tx: &mut Tx,
    desk: &Desk,
    consultation: &Consultation,
    review: ReviewKey,
    about: About,
    now: Moment,
) -> Result<(), Error> {
    let review = store::find_by_key(tx, review)?;
    let named = store::reviewers_of(tx, review.id)?;
    for to in named.iter().filter(|one| one.ended_at.is_none()) {
        letters::write(tx, desk, consultation, &review, to, about, now)?;
    }
    Ok(())
}

fn hold(
    tx: &mut Tx,
    who: &Standing,
    review: ReviewKey,
    now: Moment,
) -> Result<(MayAnswerReview, Review), Error> {
    let review = store::find_by_key(tx, review)?;
    journal::hold(tx, Scope::Consultation(review.consultation_id))?;
    let review = store::find_by_key(tx, review.id)?;
    let named = store::named(tx, review.id, who.account)?;
    Ok((may_answer_review(who, &review.facts(), named, now)?, review))
}

/// A reviewer says something of an element, or of the whole. The same again is a second click.
pub fn comment(
    tx: &mut Tx,
    who: &Standing,
    review: ReviewKey,
    identity: Option<&str>,
    words: &Words,
    now: Moment,
) -> Result<(), Error> {
    let (permit, review) = hold(tx, who, review, now)?;
    let before = store::comments_of(tx, permit.reviewer())?;
    if before.iter().any(|one| one.identity.as_deref() == identity && one.words == *words) {
        return Ok(());
    }
    store::add_comment(tx, &permit, identity, words, now)?;
    record(tx, &permit, &review, "review.commented", now)
}

/// Other words in its place, if it was not changed since `version` was read; otherwise what stands there.
pub fn change_comment(
    tx: &mut Tx,
    who: &Standing,
    comment: &Comment,
    words: &Words,
    version: i64,
    now: Moment,
) -> Result<Result<(), Comment>, Error> {
    let (permit, review) = hold(tx, who, comment.review_id, now)?;
    let stored = own(store::find_comment(tx, &comment.public_id)?, permit.reviewer())?;
    if stored.words == *words {
        return Ok(Ok(()));
    }
    if stored.row_version != version {
        return Ok(Err(stored));
    }
    store::change_comment(tx, &permit, &stored, words, now)?;
    record(tx, &permit, &review, "review.comment_changed", now)?;
    Ok(Ok(()))
}

pub fn remove_comment(
    tx: &mut Tx,
    who: &Standing,
    comment: &Comment,
    now: Moment,
) -> Result<(), Error> {
    let (permit, review) = hold(tx, who, comment.review_id, now)?;
    let stored = own(store::find_comment(tx, &comment.public_id)?, permit.reviewer())?;
    store::remove_comment(tx, &permit, stored.id)?;
    record(tx, &permit, &review, "review.comment_removed", now)
}

fn own(comment: Comment, reviewer: ReviewerKey) -> Result<Comment, Error> {
    if comment.reviewer_id == reviewer { Ok(comment) } else { Err(Error::NotFound) }
}

/// The line names the review and nobody: the record is read by others than the team.
fn record(
    tx: &mut Tx,
    permit: &MayAnswerReview,
    review: &Review,
    act: &str,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(review.consultation_id);
    Ok(journal::record(tx, scope, permit.by(), act, &review.public_id, json!({}), now)?)
}

/// The team has considered a comment; why it does with it what it does may be said.
pub fn consider(
    tx: &mut Tx,
    who: &Standing,
    comment: &Comment,
    reason: &str,
    now: Moment,
) -> Result<(), Error> {
    let review = store::find_by_key(tx, comment.review_id)?;
    let scope = Scope::Consultation(review.consultation_id);
    journal::hold(tx, scope)?;
    let stored = store::find_comment(tx, &comment.public_id)?;
    let permit = may_consider(who, stored.id)?;
    if stored.considered_at.is_some() && stored.reason == reason {
        return Ok(());
    }
    store::consider(tx, &permit, &stored, reason, now)?;
    let id = &review.public_id;
    Ok(journal::record(tx, scope, permit.by(), "review.comment_considered", id, json!({}), now)?)
}
