//! The journal's tables: lines are added, never changed.

use super::Scope;
use crate::db::{Backend, Conn, Json, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, PublicId};
use crate::procedure::standing::Actor;
use crate::schema::{accounts, chains, journal};
use diesel::prelude::*;

/// Where a chain stands.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = chains, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Head {
    pub id: i64,
    pub length: i64,
    #[diesel(column_name = head)]
    pub hash: Vec<u8>,
}

/// A line about to be written.
pub(super) struct Line<'a> {
    pub chain: i64,
    pub seq: i64,
    pub at: Moment,
    pub by: &'a Actor,
    pub act: &'a str,
    pub subject: &'a PublicId,
    pub detail: serde_json::Value,
    pub prev: &'a [u8],
    pub hash: Vec<u8>,
}

/// A line as it is read, with the name of who acted.
#[derive(Debug, Clone, Queryable)]
pub struct Entry {
    pub seq: i64,
    pub at: Moment,
    pub account: Option<AccountKey>,
    pub name: Option<String>,
    pub acting_as: String,
    pub act: String,
    pub subject: PublicId,
    pub detail: Json<serde_json::Value>,
    pub prev: Vec<u8>,
    pub hash: Vec<u8>,
}

/// The chain's head, begun where there is none yet.
pub(super) fn head(tx: &mut Tx, scope: Scope) -> QueryResult<Head> {
    tx.hold(&scope.name())?;
    let found = chains::table
        .filter(chains::scope.eq(scope.name()))
        .select(Head::as_select())
        .first(&mut **tx)
        .optional()?;
    match found {
        Some(head) => Ok(head),
        None => begin(tx, scope),
    }
}

/// Starts a chain. Its first line hangs on 32 zero bytes.
fn begin(tx: &mut Tx, scope: Scope) -> QueryResult<Head> {
    let hash = vec![0; 32];
    let id = diesel::insert_into(chains::table)
        .values((chains::scope.eq(scope.name()), chains::length.eq(0), chains::head.eq(&hash)))
        .returning(chains::id)
        .get_result(&mut **tx)?;
    Ok(Head { id, length: 0, hash })
}

pub(super) fn append(tx: &mut Tx, line: Line) -> QueryResult<()> {
    diesel::insert_into(journal::table)
        .values((
            journal::chain_id.eq(line.chain),
            journal::seq.eq(line.seq),
            journal::at.eq(line.at),
            journal::account_id.eq(line.by.account.map(|account| account.0)),
            journal::acting_as.eq(line.by.capacity.as_str()),
            journal::act.eq(line.act),
            journal::subject.eq(line.subject),
            journal::detail.eq(Json(line.detail)),
            journal::prev.eq(line.prev),
            journal::hash.eq(&line.hash),
        ))
        .execute(&mut **tx)?;
    diesel::update(chains::table.find(line.chain))
        .set((chains::length.eq(line.seq), chains::head.eq(&line.hash)))
        .execute(&mut **tx)?;
    Ok(())
}

/// The latest lines of a chain, newest first; `before` pages backwards.
pub fn latest(
    conn: &mut Conn,
    scope: Scope,
    before: Option<i64>,
    most: i64,
) -> QueryResult<Vec<Entry>> {
    journal::table
        .inner_join(chains::table)
        .left_join(accounts::table)
        .filter(chains::scope.eq(scope.name()))
        .filter(journal::seq.lt(before.unwrap_or(i64::MAX)))
        .order(journal::seq.desc())
        .limit(most)
        .select((
            journal::seq,
            journal::at,
            journal::account_id.nullable(),
            accounts::name.nullable(),
            journal::acting_as,
            journal::act,
            journal::subject,
            journal::detail,
            journal::prev,
            journal::hash,
        ))
        .load(conn)
}
