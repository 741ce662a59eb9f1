//! Which parts of files lie where, and what lies in the depot though no part says so.

use crate::db::{Conn, Tx, on};
use crate::procedure::Moment;
use crate::procedure::words::SubmissionState;
use crate::schema::{attachment_parts, attachments, loose_objects, submissions};
use diesel::prelude::*;

/// A part that lies here, sealed.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct PartHere {
    pub id: i64,
    pub bytes: Vec<u8>,
    pub key_id: String,
}

/// A part that lies in the depot.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct PartThere {
    pub id: i64,
    pub address: String,
}

/// An address where something may lie that no part knows of.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Loose {
    pub id: i64,
    pub address: String,
    pub part: Option<i64>,
    /// None until somebody looked at it.
    pub since: Option<Moment>,
}

/// How many parts lie here, and how many there.
pub fn parts_here_and_there(conn: &mut Conn) -> QueryResult<(i64, i64)> {
    let here = attachment_parts::table.filter(attachment_parts::object.is_null());
    let there = attachment_parts::table.filter(attachment_parts::object.is_not_null());
    Ok((here.count().get_result(conn)?, there.count().get_result(conn)?))
}

/// The next part to be carried out: of a file that was submitted, sealed with this key (what is sealed
/// with an older one is about to be sealed anew), and on nobody's way out.
pub fn next_to_carry_out(conn: &mut Conn, key: &str) -> QueryResult<Option<PartHere>> {
    let on_its_way = loose_objects::table
        .filter(loose_objects::part_id.is_not_null())
        .select(loose_objects::part_id.assume_not_null());
    attachment_parts::table
        .inner_join(attachments::table.inner_join(submissions::table))
        .filter(attachment_parts::object.is_null())
        .filter(attachment_parts::key_id.eq(key))
        .filter(submissions::state.ne(SubmissionState::Drafting))
        .filter(attachment_parts::id.ne_all(on_its_way))
        .order(attachment_parts::id)
        .select((attachment_parts::id, attachment_parts::bytes, attachment_parts::key_id))
        .first(conn)
        .optional()
}

/// Says that a part is about to be brought to this address. False where another process carries it.
pub fn set_out(tx: &mut Tx, part: i64, address: &str, now: Moment) -> QueryResult<bool> {
    let values = (
        loose_objects::address.eq(address),
        loose_objects::part_id.eq(part),
        loose_objects::since.eq(now),
    );
    let stored = on!(&mut **tx, |c| diesel::insert_into(loose_objects::table)
        .values(values)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(stored == 1)
}

/// The part lies there from now on. False where it was removed or sealed anew meanwhile, and what was
/// brought there is loose; or where it was given up.
pub fn arrive(tx: &mut Tx, part: &PartHere, address: &str) -> QueryResult<bool> {
    let set_out = loose_objects::table
        .filter(loose_objects::address.eq(address))
        .filter(loose_objects::part_id.eq(part.id));
    if diesel::delete(set_out).execute(&mut **tx)? == 0 {
        return Ok(false);
    }
    let as_it_was = attachment_parts::table
        .filter(attachment_parts::id.eq(part.id))
        .filter(attachment_parts::key_id.eq(&part.key_id))
        .filter(attachment_parts::object.is_null());
    let nothing: Vec<u8> = Vec::new();
    let changed = diesel::update(as_it_was)
        .set((attachment_parts::object.eq(address), attachment_parts::bytes.eq(nothing)))
        .execute(&mut **tx)?;
    if changed == 0 {
        diesel::insert_into(loose_objects::table)
            .values(loose_objects::address.eq(address))
            .execute(&mut **tx)?;
    }
    Ok(changed == 1)
}

/// Parts that lie there; but for those sealed with this key, where one is named.
pub fn parts_there(
    conn: &mut Conn,
    but_sealed_with: Option<&str>,
    limit: i64,
) -> QueryResult<Vec<PartThere>> {
    attachment_parts::table
        .filter(attachment_parts::object.is_not_null())
        .filter(attachment_parts::key_id.ne(but_sealed_with.unwrap_or_default()))
        .order(attachment_parts::id)
        .limit(limit)
        .select((attachment_parts::id, attachment_parts::object.assume_not_null()))
        .load(conn)
}

/// The part lies here again. False where it was removed meanwhile.
pub fn come_in(tx: &mut Tx, part: &PartThere, sealed: &[u8]) -> QueryResult<bool> {
    let as_it_was = attachment_parts::table
        .filter(attachment_parts::id.eq(part.id))
        .filter(attachment_parts::object.eq(&part.address));
    let changed = diesel::update(as_it_was)
        .set((attachment_parts::object.eq(None::<String>), attachment_parts::bytes.eq(sealed)))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

pub fn all_loose(conn: &mut Conn) -> QueryResult<Vec<Loose>> {
    loose_objects::table.order(loose_objects::id).load(conn)
}

/// Nobody can arrive there any more. False, and forgotten, where some part says that it lies there.
pub fn give_up(tx: &mut Tx, loose: &Loose) -> QueryResult<bool> {
    let given_up = diesel::update(loose_objects::table.find(loose.id))
        .set(loose_objects::part_id.eq(None::<i64>))
        .execute(&mut **tx)?;
    let parts = attachment_parts::table.filter(attachment_parts::object.eq(&loose.address));
    let is_in_use: bool = diesel::select(diesel::dsl::exists(parts)).get_result(&mut **tx)?;
    if is_in_use {
        forget_loose(tx, loose.id)?;
    }
    Ok(given_up == 1 && !is_in_use)
}

pub fn note_loose(tx: &mut Tx, loose: i64, now: Moment) -> QueryResult<()> {
    diesel::update(loose_objects::table.find(loose))
        .set(loose_objects::since.eq(now))
        .execute(&mut **tx)
        .map(drop)
}

pub fn forget_loose(tx: &mut Tx, loose: i64) -> QueryResult<()> {
    diesel::delete(loose_objects::table.find(loose)).execute(&mut **tx).map(drop)
}

/// What is loose is another installation's to remove.
pub fn forget_all_loose(tx: &mut Tx) -> QueryResult<()> {
    diesel::delete(loose_objects::table).execute(&mut **tx).map(drop)
}
