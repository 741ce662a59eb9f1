//! What the team says of a change in the concordance, where that is not its explanatory note.

use crate::db::{Backend, Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::consolidation::MayExplain;
use crate::procedure::keys::{AccountKey, DraftKey, PublicId};
use crate::schema::rationales;
use crate::secrets;
use diesel::prelude::*;

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = rationales, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Rationale {
    pub id: i64,
    pub public_id: PublicId,
    /// The identity of the element; of the earlier draft where it was deleted.
    pub identity: String,
    pub body: String,
    pub row_version: i64,
}

pub fn of_draft(conn: &mut Conn, draft: DraftKey) -> QueryResult<Vec<Rationale>> {
    rationales::table
        .filter(rationales::draft_id.eq(draft))
        .order(rationales::id)
        .select(Rationale::as_select())
        .load(conn)
}

pub(super) fn insert(
    tx: &mut Tx,
    permit: &MayExplain,
    identity: &str,
    body: &str,
    author: AccountKey,
    now: Moment,
) -> QueryResult<PublicId> {
    let id = secrets::public_id();
    diesel::insert_into(rationales::table)
        .values((
            rationales::public_id.eq(&id),
            rationales::draft_id.eq(permit.draft()),
            rationales::identity.eq(identity),
            rationales::body.eq(body),
            rationales::account_id.eq(author),
            rationales::updated_at.eq(now),
            rationales::row_version.eq(1_i64),
        ))
        .execute(&mut **tx)?;
    Ok(id)
}

pub(super) fn update(
    tx: &mut Tx,
    permit: &MayExplain,
    rationale: &Rationale,
    body: &str,
    author: AccountKey,
    now: Moment,
) -> QueryResult<()> {
    let of_it = rationales::table
        .filter(rationales::id.eq(rationale.id))
        .filter(rationales::draft_id.eq(permit.draft()));
    diesel::update(of_it)
        .set((
            rationales::body.eq(body),
            rationales::account_id.eq(author),
            rationales::updated_at.eq(now),
            rationales::row_version.eq(rationale.row_version + 1),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub(super) fn remove(tx: &mut Tx, permit: &MayExplain, rationale: &Rationale) -> QueryResult<()> {
    let of_it = rationales::table
        .filter(rationales::id.eq(rationale.id))
        .filter(rationales::draft_id.eq(permit.draft()));
    diesel::delete(of_it).execute(&mut **tx).map(drop)
}
