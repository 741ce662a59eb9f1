//! The outbox's table.

use super::{Letter, without_secrets};
use crate::db::{Backend, Conn, Tx, on};
use crate::procedure::Moment;
use crate::procedure::keys::{ConsultationKey, LetterKey, PublicId};
use crate::procedure::words::{LetterState, Occasion};
use crate::schema::letters;
use diesel::prelude::*;

/// A worker that died with a letter in its hand is given up for after so many seconds.
pub(super) const LEASE: i64 = 20 * 60;
/// A lease that runs for longer than this was given by a clock that has gone back since, by more than a day: nobody would wait
/// so long. (After less it runs out by itself, and whoever is sending the letter just then is the only one.)
const NO_LEASE: i64 = 24 * 60 * 60;
/// Nobody waits longer between two tries: what is due later than this was put off by such a clock too.
pub(super) const LONGEST_WAIT: i64 = 8 * 60 * 60;

/// A letter as it is kept, with everything that is sent.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = letters, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct StoredLetter {
    pub id: LetterKey,
    pub public_id: PublicId,
    pub message_id: String,
    #[diesel(column_name = consultation_id)]
    pub consultation: Option<ConsultationKey>,
    pub occasion: Occasion,
    pub to_email: String,
    pub to_name: String,
    pub language: String,
    pub subject: String,
    pub body_text: String,
    pub body_html: String,
    pub state: LetterState,
    /// How often it was tried since it was queued, or since an administrator queued it again.
    pub attempts: i64,
    pub enqueued_at: Moment,
    pub next_attempt_at: Moment,
    pub sent_at: Option<Moment>,
    pub last_error: Option<String>,
    /// The attempt that took it last.
    pub leased_by: Option<PublicId>,
}

impl StoredLetter {
    /// A link of its reader's stands in it.
    pub fn has_secrets(&self) -> bool {
        [&self.body_text, &self.body_html].into_iter().any(|text| without_secrets(text) != *text)
    }
}

/// Queues a letter; false when one for the same reason is there already.
pub(super) fn insert(
    tx: &mut Tx,
    id: &PublicId,
    message_id: &str,
    letter: &Letter,
    text: &str,
    html: &str,
    now: Moment,
) -> QueryResult<bool> {
    let row = (
        letters::public_id.eq(id),
        letters::message_id.eq(message_id),
        letters::reason_key.eq(&letter.reason),
        letters::consultation_id.eq(letter.consultation.map(|key| key.0)),
        letters::occasion.eq(letter.occasion),
        letters::to_email.eq(&letter.to_email),
        letters::to_name.eq(&letter.to_name),
        letters::language.eq(letter.language.code()),
        letters::subject.eq(&letter.subject),
        letters::body_text.eq(text),
        letters::body_html.eq(html),
        letters::state.eq(LetterState::Queued),
        letters::enqueued_at.eq(now),
        letters::next_attempt_at.eq(now),
    );
    let added = on!(&mut **tx, |c| diesel::insert_into(letters::table)
        .values(row)
        .on_conflict(letters::reason_key)
        .do_nothing()
        .execute(c))?;
    Ok(added == 1)
}

pub fn find(conn: &mut Conn, id: &PublicId) -> QueryResult<StoredLetter> {
    letters::table.filter(letters::public_id.eq(id)).select(StoredLetter::as_select()).first(conn)
}

/// The letters of one consultation, newest first: of one state, or of all. `before` (the id of
/// the last letter shown) leads to older ones.
pub fn of_consultation(
    conn: &mut Conn,
    consultation: ConsultationKey,
    state: Option<LetterState>,
    limit: i64,
    before: Option<LetterKey>,
) -> QueryResult<Vec<StoredLetter>> {
    letters::table
        .filter(letters::consultation_id.eq(consultation.0))
        .filter(letters::state.eq_any(states(state)))
        .filter(letters::id.lt(before.map_or(i64::MAX, |key| key.0)))
        .order(letters::id.desc())
        .limit(limit)
        .select(StoredLetter::as_select())
        .load(conn)
}

/// The letters of no consultation, newest first, paged in the same way.
pub fn of_installation(
    conn: &mut Conn,
    state: Option<LetterState>,
    limit: i64,
    before: Option<LetterKey>,
) -> QueryResult<Vec<StoredLetter>> {
    letters::table
        .filter(letters::consultation_id.is_null())
        .filter(letters::state.eq_any(states(state)))
        .filter(letters::id.lt(before.map_or(i64::MAX, |key| key.0)))
        .order(letters::id.desc())
        .limit(limit)
        .select(StoredLetter::as_select())
        .load(conn)
}

fn states(state: Option<LetterState>) -> Vec<LetterState> {
    state.map_or_else(|| LetterState::ALL.to_vec(), |state| vec![state])
}

/// How the outbox stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outbox {
    pub waiting: i64,
    /// When the first of those that wait was queued.
    pub oldest: Option<Moment>,
    pub failed: i64,
}

pub fn outbox(conn: &mut Conn) -> QueryResult<Outbox> {
    let of = |state: LetterState| letters::table.filter(letters::state.eq(state));
    Ok(Outbox {
        waiting: of(LetterState::Queued).count().get_result(conn)?,
        oldest: of(LetterState::Queued)
            .order(letters::enqueued_at)
            .select(letters::enqueued_at)
            .first(conn)
            .optional()?,
        failed: of(LetterState::Failed).count().get_result(conn)?,
    })
}

/// Its time has come.
macro_rules! is_due {
    ($now:expr) => {
        letters::next_attempt_at
            .le($now)
            .or(letters::next_attempt_at.gt($now.plus_seconds(LONGEST_WAIT + LEASE)))
    };
}

/// No worker that lives has it in its hand.
macro_rules! is_free {
    ($now:expr) => {
        letters::leased_until
            .is_null()
            .or(letters::leased_until.lt($now))
            .or(letters::leased_until.gt($now.plus_seconds(NO_LEASE)))
    };
}

pub(super) fn is_anything_due(conn: &mut Conn, now: Moment) -> QueryResult<bool> {
    let due: Option<LetterKey> = letters::table
        .filter(letters::state.eq(LetterState::Queued))
        .filter(is_due!(now))
        .filter(is_free!(now))
        .select(letters::id)
        .limit(1)
        .first(conn)
        .optional()?;
    Ok(due.is_some())
}

/// Takes the letter that has been due longest, so that nobody else sends it while the lease runs.
/// A lease that ran out belongs to a worker that died: the letter is due again.
pub(super) fn lease(tx: &mut Tx, by: &PublicId, now: Moment) -> QueryResult<Option<StoredLetter>> {
    let due: Option<LetterKey> = letters::table
        .filter(letters::state.eq(LetterState::Queued))
        .filter(is_due!(now))
        .filter(is_free!(now))
        .order((letters::next_attempt_at, letters::id))
        .select(letters::id)
        .first(&mut **tx)
        .optional()?;
    let Some(due) = due else { return Ok(None) };
    // Asked again: on PostgreSQL another worker may have taken it since.
    let taken = diesel::update(
        letters::table
            .find(due)
            .filter(letters::state.eq(LetterState::Queued))
            .filter(is_free!(now)),
    )
    .set((letters::leased_until.eq(now.plus_seconds(LEASE)), letters::leased_by.eq(by)))
    .execute(&mut **tx)?;
    if taken == 0 {
        return Ok(None);
    }
    letters::table.find(due).select(StoredLetter::as_select()).first(&mut **tx).map(Some)
}

/// Until when the letters are held at most that somebody is sending now; None when nobody is.
pub fn held_until(conn: &mut Conn, now: Moment) -> QueryResult<Option<Moment>> {
    letters::table
        .filter(letters::state.eq(LetterState::Queued))
        .filter(diesel::dsl::not(is_free!(now)))
        .order(letters::leased_until.desc())
        .select(letters::leased_until.assume_not_null())
        .first(conn)
        .optional()
}

/// The letter that this attempt took, if it did.
pub(super) fn leased(conn: &mut Conn, by: &PublicId) -> QueryResult<Option<StoredLetter>> {
    let by = letters::table.filter(letters::leased_by.eq(by));
    by.select(StoredLetter::as_select()).first(conn).optional()
}

pub(super) fn mark_sent(tx: &mut Tx, id: LetterKey, now: Moment) -> QueryResult<()> {
    diesel::update(letters::table.find(id))
        .set((
            letters::state.eq(LetterState::Sent),
            letters::attempts.eq(letters::attempts + 1),
            letters::sent_at.eq(now),
            letters::leased_until.eq(None::<Moment>),
            letters::last_error.eq(None::<String>),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Takes a letter that left out of the outbox.
pub(super) fn remove(tx: &mut Tx, id: LetterKey) -> QueryResult<()> {
    diesel::delete(letters::table.find(id)).execute(&mut **tx).map(drop)
}

/// Keeps a sent letter without the secrets of its links.
pub(super) fn keep_without_secrets(
    tx: &mut Tx,
    id: LetterKey,
    text: &str,
    html: &str,
) -> QueryResult<()> {
    diesel::update(letters::table.find(id))
        .set((letters::body_text.eq(text), letters::body_html.eq(html)))
        .execute(&mut **tx)
        .map(drop)
}

/// It did not go out: it is due again at `again_at`, or with None it has failed. Where somebody else has taken it since, or sent it
/// (one of the two was held up for longer than its lease), what became of it is theirs to say.
pub(super) fn mark_unsent(
    tx: &mut Tx,
    letter: &StoredLetter,
    why: &str,
    again_at: Option<Moment>,
    now: Moment,
) -> QueryResult<()> {
    let state = if again_at.is_some() { LetterState::Queued } else { LetterState::Failed };
    let ours = letters::table
        .find(letter.id)
        .filter(letters::state.eq(LetterState::Queued))
        .filter(letters::leased_by.eq(letter.leased_by.as_ref()));
    diesel::update(ours)
        .set((
            letters::state.eq(state),
            letters::attempts.eq(letters::attempts + 1),
            letters::next_attempt_at.eq(again_at.unwrap_or(now)),
            letters::leased_until.eq(None::<Moment>),
            letters::last_error.eq(why),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Makes a letter that has not gone out due now; false when it is sent, or being sent.
pub(super) fn requeue(tx: &mut Tx, id: LetterKey, now: Moment) -> QueryResult<bool> {
    let queued = diesel::update(
        letters::table.find(id).filter(letters::state.ne(LetterState::Sent)).filter(is_free!(now)),
    )
    .set((
        letters::state.eq(LetterState::Queued),
        letters::attempts.eq(0),
        letters::next_attempt_at.eq(now),
    ))
    .execute(&mut **tx)?;
    Ok(queued == 1)
}
