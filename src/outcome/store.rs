//! Explanatory notes, one for each change of a draft; and which compilations are published.

use crate::db::{Backend, Conn, Tx};
use crate::journal::frozen::Frozen;
use crate::procedure::Moment;
use crate::procedure::consolidation::MayExplain;
use crate::procedure::keys::{AccountKey, DraftKey, ExplanatoryNoteKey, PublicId, RoundKey};
use crate::procedure::outcome::MayPublishCompilation;
use crate::schema::{compilation_publications, explanatory_notes};
use crate::secrets;
use diesel::prelude::*;

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = explanatory_notes, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Note {
    pub id: ExplanatoryNoteKey,
    pub public_id: PublicId,
    pub draft_id: DraftKey,
    /// The identity of the element that changed; of the earlier draft where it was deleted.
    pub identity: String,
    pub body: String,
    pub account_id: AccountKey,
    pub updated_at: Moment,
    pub row_version: i64,
}

impl Note {
    /// What the journal commits to when it is written.
    pub fn digest(&self, draft: &PublicId) -> String {
        Frozen::new("travaux/v1/note")
            .text(self.public_id.as_str())
            .text(draft.as_str())
            .text(&self.identity)
            .text(&self.body)
            .digest()
    }
}

/// The notes of a draft, in no order that means anything: their numbers follow the text.
pub fn of_draft(conn: &mut Conn, draft: DraftKey) -> QueryResult<Vec<Note>> {
    explanatory_notes::table
        .filter(explanatory_notes::draft_id.eq(draft))
        .order(explanatory_notes::id)
        .select(Note::as_select())
        .load(conn)
}

/// The note on one change, if it is written.
pub fn on_change(conn: &mut Conn, draft: DraftKey, identity: &str) -> QueryResult<Option<Note>> {
    explanatory_notes::table
        .filter(explanatory_notes::draft_id.eq(draft))
        .filter(explanatory_notes::identity.eq(identity))
        .select(Note::as_select())
        .first(conn)
        .optional()
}

pub(super) fn insert(
    tx: &mut Tx,
    permit: &MayExplain,
    identity: &str,
    body: &str,
    author: AccountKey,
    now: Moment,
) -> QueryResult<PublicId> {
    let public_id = secrets::public_id();
    diesel::insert_into(explanatory_notes::table)
        .values((
            explanatory_notes::public_id.eq(&public_id),
            explanatory_notes::draft_id.eq(permit.draft()),
            explanatory_notes::identity.eq(identity),
            explanatory_notes::body.eq(body),
            explanatory_notes::account_id.eq(author),
            explanatory_notes::updated_at.eq(now),
            explanatory_notes::row_version.eq(1_i64),
        ))
        .execute(&mut **tx)?;
    Ok(public_id)
}

pub(super) fn update(
    tx: &mut Tx,
    permit: &MayExplain,
    note: &Note,
    body: &str,
    author: AccountKey,
    now: Moment,
) -> QueryResult<()> {
    let notes = explanatory_notes::table
        .filter(explanatory_notes::id.eq(note.id))
        .filter(explanatory_notes::draft_id.eq(permit.draft()));
    diesel::update(notes)
        .set((
            explanatory_notes::body.eq(body),
            explanatory_notes::account_id.eq(author),
            explanatory_notes::updated_at.eq(now),
            explanatory_notes::row_version.eq(note.row_version + 1),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub(super) fn delete(tx: &mut Tx, permit: &MayExplain, note: &Note) -> QueryResult<()> {
    let notes = explanatory_notes::table
        .filter(explanatory_notes::id.eq(note.id))
        .filter(explanatory_notes::draft_id.eq(permit.draft()));
    diesel::delete(notes).execute(&mut **tx).map(drop)
}

/// When the compilation of a round was published; None while it is the team's.
pub fn compilation_published(conn: &mut Conn, round: RoundKey) -> QueryResult<Option<Moment>> {
    compilation_publications::table
        .filter(compilation_publications::round_id.eq(round))
        .select(compilation_publications::at)
        .first(conn)
        .optional()
}

/// False where it is published already.
pub(super) fn publish_compilation(
    tx: &mut Tx,
    permit: &MayPublishCompilation,
    account: Option<AccountKey>,
    now: Moment,
) -> QueryResult<bool> {
    if compilation_published(tx, permit.round())?.is_some() {
        return Ok(false);
    }
    diesel::insert_into(compilation_publications::table)
        .values((
            compilation_publications::round_id.eq(permit.round()),
            compilation_publications::account_id.eq(account),
            compilation_publications::at.eq(now),
        ))
        .execute(&mut **tx)?;
    Ok(true)
}

/// False where it was not published.
pub(super) fn withhold_compilation(
    tx: &mut Tx,
    permit: &MayPublishCompilation,
) -> QueryResult<bool> {
    let of_round = compilation_publications::table
        .filter(compilation_publications::round_id.eq(permit.round()));
    Ok(diesel::delete(of_round).execute(&mut **tx)? > 0)
}
