//! Closed reviews, who is named in them, and what they said: sealed, whatever it is.

use crate::db::{Backend, Conn, Tx};
use crate::drafts::reading::{self, Reading};
use crate::drafts::store::{self as drafts, Draft, ElementRow};
use crate::procedure::Moment;
use crate::procedure::keys::{
    AccountKey, ConsultationKey, DraftKey, ElementKey, PublicId, ReviewCommentKey, ReviewKey,
    ReviewerKey,
};
use crate::procedure::moments::CivilTime;
use crate::procedure::reviews::{
    MayAnswerReview, MayConsider, MayOpenReview, MayRunReview, ReviewFacts,
};
use crate::schema::{accounts, closed_reviews, review_comments, reviewers};
use crate::sealing::{self, Broken, Looked, Place, look_at, opened_at_loading};
use crate::secrets;
use crate::text::{Text, json};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

const COMMENT: &str = "the comment of a reviewer";
/// Rows of one batch.
const ROWS: i64 = 100;

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = closed_reviews, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Review {
    pub id: ReviewKey,
    pub public_id: PublicId,
    pub consultation_id: ConsultationKey,
    pub draft_id: DraftKey,
    /// The text as it was when the review was opened, as [`json`] writes it.
    pub version: String,
    pub note: String,
    pub closes_civil: String,
    pub closes_at: Moment,
    pub time_zone: String,
    pub opened_at: Moment,
    pub ended_at: Option<Moment>,
}

impl Review {
    /// The reviewers' page.
    pub fn path(&self) -> String {
        format!("/reviews/{}", self.public_id)
    }

    /// The team's page.
    pub fn desk(&self) -> String {
        format!("{}/desk", self.path())
    }

    pub fn facts(&self) -> ReviewFacts {
        ReviewFacts {
            review: self.id,
            consultation: self.consultation_id,
            closes_at: self.closes_at,
            ended_at: self.ended_at,
        }
    }

    fn text(&self) -> QueryResult<Text> {
        json::read(&self.version).map_err(|faults| {
            let said = format!("the version of the review {}: {faults:?}", self.public_id);
            diesel::result::Error::DeserializationError(said.into())
        })
    }

    /// The version in one of its languages, line by line. An element is addressed by its identity: the
    /// version has no rows of its own. It is called what it was called then: the numbers of the
    /// text that the draft revises are kept, though the draft has been circulated since.
    pub fn reading(&self, conn: &mut Conn, draft: &Draft, language: &str) -> QueryResult<Reading> {
        let base = drafts::base_text(conn, draft)?;
        let text = base.into_iter().fold(self.text()?, Text::revising);
        let rows: Vec<ElementRow> = text
            .elements
            .iter()
            .map(|element| ElementRow {
                id: ElementKey(0),
                public_id: PublicId::from(element.id.as_str()),
                identity: element.id.clone(),
                parent_id: None,
                position: 0,
                kind: element.kind,
                reference: None,
            })
            .collect();
        Ok(reading::reading(&rows, &text, language, &draft.language))
    }
}

/// Somebody named in a review.
#[derive(Debug, Clone, Queryable)]
pub struct Reviewer {
    pub id: ReviewerKey,
    pub public_id: PublicId,
    pub account: AccountKey,
    pub name: String,
    pub email: String,
    pub language: String,
    pub ended_at: Option<Moment>,
}

/// What a reviewer says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    pub body: String,
    /// The wording that they propose; empty for none.
    pub proposed: String,
}

#[derive(Debug, Clone)]
pub struct Comment {
    pub id: ReviewCommentKey,
    pub public_id: PublicId,
    pub review_id: ReviewKey,
    pub reviewer_id: ReviewerKey,
    /// None: on the whole text.
    pub identity: Option<String>,
    pub words: Words,
    /// Why the team did with it what it did; empty where it did not say.
    pub reason: String,
    pub written_at: Moment,
    pub considered_at: Option<Moment>,
    pub row_version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = review_comments, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct CommentRow {
    id: ReviewCommentKey,
    public_id: PublicId,
    review_id: ReviewKey,
    reviewer_id: ReviewerKey,
    identity: Option<String>,
    sealed: Vec<u8>,
    written_at: Moment,
    considered_at: Option<Moment>,
    row_version: i64,
}

#[derive(Serialize, Deserialize)]
struct Inside {
    words: Words,
    reason: String,
}

impl CommentRow {
    fn open(self) -> Result<Comment, Broken> {
        let place = Place::of(COMMENT, self.public_id.as_str());
        let inside: Inside = sealing::open_document(place, &self.sealed)?;
        Ok(Comment {
            id: self.id,
            public_id: self.public_id,
            review_id: self.review_id,
            reviewer_id: self.reviewer_id,
            identity: self.identity,
            words: inside.words,
            reason: inside.reason,
            written_at: self.written_at,
            considered_at: self.considered_at,
            row_version: self.row_version,
        })
    }
}

opened_at_loading! { Comment = CommentRow }

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = review_comments)]
struct Sealed {
    sealed: Vec<u8>,
    key_id: String,
}

fn sealed(tx: &mut Tx, id: &PublicId, words: &Words, reason: &str) -> QueryResult<Sealed> {
    let sealer = sealing::sealer(tx)?;
    let inside = Inside { words: words.clone(), reason: reason.to_owned() };
    let sealed = sealer.seal_document(Place::of(COMMENT, id.as_str()), &inside)?;
    Ok(Sealed { sealed, key_id: sealer.key_id().to_owned() })
}

pub fn find(conn: &mut Conn, id: &PublicId) -> QueryResult<Review> {
    closed_reviews::table
        .filter(closed_reviews::public_id.eq(id))
        .select(Review::as_select())
        .first(conn)
}

pub fn find_by_key(conn: &mut Conn, id: ReviewKey) -> QueryResult<Review> {
    closed_reviews::table.find(id).select(Review::as_select()).first(conn)
}

/// The reviews of a draft, the newest first.
pub fn of_draft(conn: &mut Conn, draft: DraftKey) -> QueryResult<Vec<Review>> {
    closed_reviews::table
        .filter(closed_reviews::draft_id.eq(draft))
        .order(closed_reviews::id.desc())
        .select(Review::as_select())
        .load(conn)
}

/// Everybody who was ever named in the review, in the order in which they were named.
pub fn reviewers_of(conn: &mut Conn, review: ReviewKey) -> QueryResult<Vec<Reviewer>> {
    reviewers::table
        .inner_join(accounts::table)
        .filter(reviewers::review_id.eq(review))
        .order(reviewers::id)
        .select((
            reviewers::id,
            reviewers::public_id,
            accounts::id,
            accounts::name,
            accounts::email,
            accounts::language,
            reviewers::ended_at,
        ))
        .load(conn)
}

/// As whom this account is named in the review now.
pub fn named(
    conn: &mut Conn,
    review: ReviewKey,
    account: Option<AccountKey>,
) -> QueryResult<Option<ReviewerKey>> {
    let Some(account) = account else { return Ok(None) };
    reviewers::table
        .filter(reviewers::review_id.eq(review))
        .filter(reviewers::account_id.eq(account))
        .filter(reviewers::ended_at.is_null())
        .select(reviewers::id)
        .first(conn)
        .optional()
}

/// The comments of a review in the order in which they were written.
pub fn comments(conn: &mut Conn, review: ReviewKey) -> QueryResult<Vec<Comment>> {
    review_comments::table
        .filter(review_comments::review_id.eq(review))
        .order(review_comments::id)
        .select(Comment::as_select())
        .load(conn)
}

pub fn comments_of(conn: &mut Conn, reviewer: ReviewerKey) -> QueryResult<Vec<Comment>> {
    review_comments::table
        .filter(review_comments::reviewer_id.eq(reviewer))
        .order(review_comments::id)
        .select(Comment::as_select())
        .load(conn)
}

pub fn find_comment(conn: &mut Conn, id: &PublicId) -> QueryResult<Comment> {
    review_comments::table
        .filter(review_comments::public_id.eq(id))
        .select(Comment::as_select())
        .first(conn)
}

pub(super) fn insert(
    tx: &mut Tx,
    permit: &MayOpenReview,
    text: &Text,
    note: &str,
    closes: &CivilTime,
    now: Moment,
) -> QueryResult<Review> {
    let id = secrets::public_id();
    diesel::insert_into(closed_reviews::table)
        .values((
            closed_reviews::public_id.eq(&id),
            closed_reviews::consultation_id.eq(permit.consultation()),
            closed_reviews::draft_id.eq(permit.draft()),
            closed_reviews::version.eq(json::write(text)),
            closed_reviews::note.eq(note),
            closed_reviews::closes_civil.eq(closes.civil_text()),
            closed_reviews::closes_at.eq(closes.at),
            closed_reviews::time_zone.eq(&closes.zone),
            closed_reviews::opened_at.eq(now),
        ))
        .execute(&mut **tx)?;
    find(tx, &id)
}

/// Names somebody; false where they are named already.
pub(super) fn name(
    tx: &mut Tx,
    permit: &MayRunReview,
    account: AccountKey,
    now: Moment,
) -> QueryResult<bool> {
    let known: Option<(ReviewerKey, Option<Moment>)> = reviewers::table
        .filter(reviewers::review_id.eq(permit.review()))
        .filter(reviewers::account_id.eq(account))
        .select((reviewers::id, reviewers::ended_at))
        .first(&mut **tx)
        .optional()?;
    match known {
        Some((_, None)) => return Ok(false),
        Some((reviewer, Some(_))) => diesel::update(reviewers::table.find(reviewer))
            .set((reviewers::ended_at.eq(None::<Moment>), reviewers::named_at.eq(now)))
            .execute(&mut **tx)?,
        None => diesel::insert_into(reviewers::table)
            .values((
                reviewers::public_id.eq(secrets::public_id()),
                reviewers::review_id.eq(permit.review()),
                reviewers::account_id.eq(account),
                reviewers::named_at.eq(now),
            ))
            .execute(&mut **tx)?,
    };
    Ok(true)
}

/// From now on they see nothing of it; what they said stays. False where it was so already.
pub(super) fn dismiss(
    tx: &mut Tx,
    permit: &MayRunReview,
    reviewer: &PublicId,
    now: Moment,
) -> QueryResult<bool> {
    let named = reviewers::table
        .filter(reviewers::review_id.eq(permit.review()))
        .filter(reviewers::public_id.eq(reviewer))
        .filter(reviewers::ended_at.is_null());
    let dismissed = diesel::update(named).set(reviewers::ended_at.eq(now)).execute(&mut **tx)?;
    Ok(dismissed == 1)
}

pub(super) fn extend(tx: &mut Tx, permit: &MayRunReview, closes: &CivilTime) -> QueryResult<()> {
    diesel::update(closed_reviews::table.find(permit.review()))
        .set((
            closed_reviews::closes_civil.eq(closes.civil_text()),
            closed_reviews::closes_at.eq(closes.at),
            closed_reviews::time_zone.eq(&closes.zone),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub(super) fn end(tx: &mut Tx, permit: &MayRunReview, now: Moment) -> QueryResult<()> {
    diesel::update(closed_reviews::table.find(permit.review()))
        .set(closed_reviews::ended_at.eq(now))
        .execute(&mut **tx)
        .map(drop)
}

pub(super) fn add_comment(
    tx: &mut Tx,
    permit: &MayAnswerReview,
    identity: Option<&str>,
    words: &Words,
    now: Moment,
) -> QueryResult<PublicId> {
    let id = secrets::public_id();
    let sealed = sealed(tx, &id, words, "")?;
    diesel::insert_into(review_comments::table)
        .values((
            review_comments::public_id.eq(&id),
            review_comments::review_id.eq(permit.review()),
            review_comments::reviewer_id.eq(permit.reviewer()),
            review_comments::identity.eq(identity),
            sealed,
            review_comments::written_at.eq(now),
        ))
        .execute(&mut **tx)?;
    Ok(id)
}

/// Other words, which the team has yet to consider.
pub(super) fn change_comment(
    tx: &mut Tx,
    _permit: &MayAnswerReview,
    comment: &Comment,
    words: &Words,
    now: Moment,
) -> QueryResult<()> {
    let sealed = sealed(tx, &comment.public_id, words, "")?;
    diesel::update(review_comments::table.find(comment.id))
        .set((
            sealed,
            review_comments::written_at.eq(now),
            review_comments::considered_by.eq(None::<i64>),
            review_comments::considered_at.eq(None::<Moment>),
            review_comments::row_version.eq(review_comments::row_version + 1),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub(super) fn remove_comment(
    tx: &mut Tx,
    permit: &MayAnswerReview,
    comment: ReviewCommentKey,
) -> QueryResult<()> {
    let own = review_comments::table
        .filter(review_comments::id.eq(comment))
        .filter(review_comments::reviewer_id.eq(permit.reviewer()));
    diesel::delete(own).execute(&mut **tx).map(drop)
}

pub(super) fn consider(
    tx: &mut Tx,
    permit: &MayConsider,
    comment: &Comment,
    reason: &str,
    now: Moment,
) -> QueryResult<()> {
    let sealed = sealed(tx, &comment.public_id, &comment.words, reason)?;
    diesel::update(review_comments::table.find(permit.comment()))
        .set((
            sealed,
            review_comments::considered_by.eq(permit.by().account.map(|account| account.0)),
            review_comments::considered_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Opens every comment.
pub fn look_at_sealed(conn: &mut Conn, looked: &mut Looked) -> QueryResult<()> {
    look_at!(looked, conn, review_comments as Comment);
    Ok(())
}

/// How many comments are sealed with this key.
pub fn sealed_with(conn: &mut Conn, key: &str) -> QueryResult<i64> {
    review_comments::table.filter(review_comments::key_id.eq(key)).count().get_result(conn)
}

/// Seals a batch of a consultation's comments that the newest key does not seal yet; says how many. The
/// caller holds the consultation.
pub fn seal_anew(tx: &mut Tx, consultation: ConsultationKey) -> QueryResult<usize> {
    let sealer = sealing::sealer(tx)?;
    let here = closed_reviews::table
        .filter(closed_reviews::consultation_id.eq(consultation))
        .select(closed_reviews::id);
    let old: Vec<Comment> = review_comments::table
        .filter(review_comments::review_id.eq_any(here))
        .filter(review_comments::key_id.ne(sealer.key_id()))
        .limit(ROWS)
        .select(Comment::as_select())
        .load(&mut **tx)?;
    for one in &old {
        let sealed = sealed(tx, &one.public_id, &one.words, &one.reason)?;
        diesel::update(review_comments::table.find(one.id)).set(sealed).execute(&mut **tx)?;
    }
    Ok(old.len())
}
