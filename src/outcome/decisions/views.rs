//! What the log of decisions reads of the other nouns' tables.

use crate::db::Conn;
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, ConsultationKey, DraftKey, InputKey, PublicId};
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
    undone_at: Option<Moment>,
    undone_by: Option<AccountKey>,
    /// None for the command line.
    pub by: Option<String>,
}

impl ChangeMade {
    /// Who undid it, and when.
    pub fn undone<'a>(&self, names: &'a HashMap<AccountKey, String>) -> Option<(Moment, &'a str)> {
        let by = self.undone_by.and_then(|key| names.get(&key));
        Some((self.undone_at?, by.map_or("", String::as_str)))
    }
}

/// The names of those who undid a change of the consultation's drafts.
pub fn undoers(conn: &mut Conn, id: ConsultationKey) -> QueryResult<HashMap<AccountKey, String>> {
    let drafts = drafts::table.filter(drafts::consultation_id.eq(id)).select(drafts::id);
    let undone = changes::table
        .filter(changes::draft_id.eq_any(drafts))
        .filter(changes::undone_by.is_not_null())
        .select(changes::undone_by.assume_not_null());
    let names = accounts::table.filter(accounts::id.eq_any(undone));
    let names: Vec<(AccountKey, String)> =
        names.select((accounts::id, accounts::name)).load(conn)?;
    Ok(names.into_iter().collect())
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
            changes::undone_by,
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
