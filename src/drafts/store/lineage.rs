//! What the elements of one draft became in another: noted while a draft was revised, or proposed
//! by matching and confirmed or corrected by a person.

use crate::db::{Backend, Conn, Tx, on};
use crate::procedure::Moment;
use crate::procedure::drafts::{MayReviseDraft, MayTrace};
use crate::procedure::keys::{AccountKey, ConsultationKey, DraftKey};
use crate::procedure::words::{LineageOrigin, Relation};
use crate::schema::{drafts, lineage};
use crate::text::Link;
use diesel::prelude::*;

/// What an element of the draft before became in this one, where it was split or merged.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = lineage, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct LineageRow {
    pub from_identity: String,
    pub to_identity: String,
    pub relation: Relation,
}

/// A pair that was traced between two drafts. One of the identities is empty where an element is
/// said to be new, or deleted.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = lineage, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Traced {
    pub from_identity: String,
    pub to_identity: String,
    pub relation: Relation,
    pub origin: LineageOrigin,
    pub account_id: Option<AccountKey>,
    pub traced_at: Option<Moment>,
}

#[derive(Insertable)]
#[diesel(table_name = lineage)]
struct NewTraced<'a> {
    draft_id: DraftKey,
    from_draft_id: DraftKey,
    from_identity: &'a str,
    to_identity: &'a str,
    relation: Relation,
    origin: LineageOrigin,
    account_id: Option<AccountKey>,
    traced_at: Moment,
}

/// Rows in one INSERT: well below what SQLite binds in one statement.
const CHUNK: usize = 500;

/// What was noted while this draft was revised.
pub fn lineage(conn: &mut Conn, draft: DraftKey) -> QueryResult<Vec<LineageRow>> {
    lineage::table
        .filter(lineage::draft_id.eq(draft))
        .filter(lineage::from_draft_id.is_null())
        .order(lineage::id)
        .select(LineageRow::as_select())
        .load(conn)
}

/// What is stored of the lineage from one draft to another.
pub fn traced(conn: &mut Conn, from: DraftKey, to: DraftKey) -> QueryResult<Vec<Traced>> {
    lineage::table
        .filter(lineage::draft_id.eq(to))
        .filter(lineage::from_draft_id.eq(from))
        .order(lineage::id)
        .select(Traced::as_select())
        .load(conn)
}

/// The pairs of drafts of a consultation between which lineage is stored.
pub fn traced_pairs(
    conn: &mut Conn,
    consultation: ConsultationKey,
) -> QueryResult<Vec<(DraftKey, DraftKey)>> {
    let keys = drafts::table.filter(drafts::consultation_id.eq(consultation)).select(drafts::id);
    lineage::table
        .filter(lineage::draft_id.eq_any(keys))
        .filter(lineage::from_draft_id.is_not_null())
        .select((lineage::from_draft_id.assume_not_null(), lineage::draft_id))
        .distinct()
        .order((lineage::from_draft_id, lineage::draft_id))
        .load(conn)
}

/// Notes that something of `from` is in `to` now. What `from` itself was made of goes along, so
/// that every line begins at an element of the draft before.
pub fn record_lineage(
    tx: &mut Tx,
    permit: &MayReviseDraft,
    from: &str,
    to: &str,
    relation: Relation,
) -> QueryResult<()> {
    let so_far = lineage(tx, permit.draft())?;
    let mut origins: Vec<&str> = vec![from];
    origins.extend(
        so_far.iter().filter(|line| line.to_identity == from).map(|l| l.from_identity.as_str()),
    );
    for origin in origins {
        let known = |l: &LineageRow| l.from_identity == origin && l.to_identity == to;
        if origin == to || so_far.iter().any(known) {
            continue;
        }
        diesel::insert_into(lineage::table)
            .values((
                lineage::draft_id.eq(permit.draft()),
                lineage::from_identity.eq(origin),
                lineage::to_identity.eq(to),
                lineage::relation.eq(relation),
            ))
            .execute(&mut **tx)?;
    }
    Ok(())
}

/// What matching proposed before, and nobody confirmed or corrected, goes.
pub fn forget_proposals(tx: &mut Tx, permit: &MayTrace) -> QueryResult<()> {
    let proposed = lineage::table
        .filter(lineage::draft_id.eq(permit.to()))
        .filter(lineage::from_draft_id.eq(permit.from()))
        .filter(lineage::origin.eq(LineageOrigin::Proposed));
    diesel::delete(proposed).execute(&mut **tx).map(drop)
}

/// Keeps one link: it replaces whatever was stored of its elements.
pub fn keep_link(
    tx: &mut Tx,
    permit: &MayTrace,
    link: &Link,
    origin: LineageOrigin,
    now: Moment,
) -> QueryResult<()> {
    let of_pair = lineage::table
        .filter(lineage::draft_id.eq(permit.to()))
        .filter(lineage::from_draft_id.eq(permit.from()));
    if origin != LineageOrigin::Proposed {
        diesel::delete(of_pair.filter(lineage::from_identity.eq_any(&link.from)))
            .execute(&mut **tx)?;
        diesel::delete(of_pair.filter(lineage::to_identity.eq_any(&link.to))).execute(&mut **tx)?;
    }
    let row = |from, to, relation| NewTraced {
        draft_id: permit.to(),
        from_draft_id: permit.from(),
        from_identity: from,
        to_identity: to,
        relation,
        origin,
        account_id: permit.by().account,
        traced_at: now,
    };
    let relation = match (link.from.len(), link.to.len()) {
        (0, _) => Relation::New,
        (_, 0) => Relation::Deleted,
        (1, 1) => Relation::Same,
        (1, _) => Relation::Split,
        _ => Relation::Merged,
    };
    let nothing = [String::new()];
    let from = if link.from.is_empty() { &nothing[..] } else { &link.from };
    let to = if link.to.is_empty() { &nothing[..] } else { &link.to };
    let rows: Vec<NewTraced> = from
        .iter()
        .flat_map(|from| to.iter().map(move |to| (from, to)))
        .map(|(from, to)| row(from, to, relation))
        .collect();
    for chunk in rows.chunks(CHUNK) {
        on!(&mut **tx, |c| diesel::insert_into(lineage::table).values(chunk).execute(c))?;
    }
    Ok(())
}
