//! What the log of decisions reads of the other nouns' tables.

use crate::db::Conn;
use crate::procedure::Moment;
use crate::procedure::keys::{ConsultationKey, DraftKey, InputKey, PublicId};
use crate::procedure::words::ChangeAct;
use crate::schema::{accounts, changes, drafts, explanatory_notes, rationales};
use diesel::prelude::*;
use std::collections::HashMap;

/// A change of a draft's text, undone or not.
#[derive(Debug, Clone, Queryable)]
pub struct ChangeMade {
    pub draft: DraftKey,
    pub identity: String,
    pub act: ChangeAct,
    pub input: Option<InputKey>,
    pub at: Moment,
    pub undone_at: Option<Moment>,
    /// None for the command line.
    pub by: Option<String>,
}

/// Every change of every draft of the consultation, oldest first.
pub fn changes(conn: &mut Conn, id: ConsultationKey) -> QueryResult<Vec<ChangeMade>> {
    changes::table
        .inner_join(drafts::table)
        .left_join(accounts::table)
        .filter(drafts::consultation_id.eq(id))
        .order(changes::id)
        .select((
            changes::draft_id,
            changes::identity,
            changes::act,
            changes::input_id,
            changes::at,
            changes::undone_at,
            accounts::name.nullable(),
        ))
        .load(conn)
}

/// What the team wrote on a change: a note, or a rationale.
#[derive(Debug, Clone, Queryable)]
pub struct OnChange {
    pub id: PublicId,
    pub draft: DraftKey,
    pub identity: String,
    pub body: String,
    pub updated_at: Moment,
}

/// The notes and rationales of the consultation by their public id, as the journal names them.
pub fn on_changes(
    conn: &mut Conn,
    id: ConsultationKey,
) -> QueryResult<HashMap<PublicId, OnChange>> {
    let mut all: Vec<OnChange> = explanatory_notes::table
        .inner_join(drafts::table)
        .filter(drafts::consultation_id.eq(id))
        .select((
            explanatory_notes::public_id,
            explanatory_notes::draft_id,
            explanatory_notes::identity,
            explanatory_notes::body,
            explanatory_notes::updated_at,
        ))
        .load(conn)?;
    all.extend(
        rationales::table
            .inner_join(drafts::table)
            .filter(drafts::consultation_id.eq(id))
            .select((
                rationales::public_id,
                rationales::draft_id,
                rationales::identity,
                rationales::body,
                rationales::updated_at,
            ))
            .load::<OnChange>(conn)?,
    );
    Ok(all.into_iter().map(|one| (one.id.clone(), one)).collect())
}
