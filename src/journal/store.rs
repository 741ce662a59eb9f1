//! The journal's tables: lines are added, never changed; and the public keys that signed.

use super::Scope;
use crate::db::{Backend, Conn, Json, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, PublicId};
use crate::procedure::standing::Actor;
use crate::schema::{accounts, chains, journal, signing_keys};
use crate::signing::PublicKey;
use diesel::prelude::*;

/// Where a chain stands.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = chains, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Head {
    pub id: i64,
    pub scope: String,
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

impl Entry {
    /// What its hash covers besides its place in the chain.
    pub fn payload(&self) -> Vec<u8> {
        let account = self.account.map_or(0, |account| account.0);
        let (acting_as, act) = (&self.acting_as, &self.act);
        super::covered(self.at, account, acting_as, act, &self.subject, &self.detail.0)
    }
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
    Ok(Head { id, scope: scope.name(), length: 0, hash })
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

/// The lines of a chain that tell of these acts, oldest first.
pub fn of_acts(conn: &mut Conn, scope: Scope, acts: &[&str]) -> QueryResult<Vec<Entry>> {
    journal::table
        .inner_join(chains::table)
        .left_join(accounts::table)
        .filter(chains::scope.eq(scope.name()))
        .filter(journal::act.eq_any(acts.to_vec()))
        .order(journal::seq)
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

/// What those of these accounts are called that there are: facts of lines hold keys.
pub fn names(conn: &mut Conn, of: &[AccountKey]) -> QueryResult<Vec<(AccountKey, String)>> {
    accounts::table
        .filter(accounts::id.eq_any(of.to_vec()))
        .select((accounts::id, accounts::name))
        .load(conn)
}

/// Where a chain stands; None before its first line.
pub fn head_of(conn: &mut Conn, scope: Scope) -> QueryResult<Option<Head>> {
    let head = chains::table.filter(chains::scope.eq(scope.name()));
    head.select(Head::as_select()).first(conn).optional()
}

/// All chains, in the order in which they were begun.
pub fn heads(conn: &mut Conn) -> QueryResult<Vec<Head>> {
    chains::table.order(chains::id).select(Head::as_select()).load(conn)
}

/// The numbers of a chain's lines, in order; of lines that belong to no chain where it is None.
pub(super) fn numbers(conn: &mut Conn, chain: Option<i64>) -> QueryResult<Vec<i64>> {
    match chain {
        Some(chain) => journal::table
            .filter(journal::chain_id.eq(chain))
            .order((journal::seq, journal::id))
            .select(journal::seq)
            .load(conn),
        None => journal::table
            .left_join(chains::table)
            .filter(chains::id.nullable().is_null())
            .select(journal::seq)
            .load(conn),
    }
}

/// Lines of a chain from the first of these numbers to the last, in order, without names.
pub(super) fn between(
    conn: &mut Conn,
    chain: i64,
    (first, last): (i64, i64),
) -> QueryResult<Vec<Entry>> {
    journal::table
        .filter(journal::chain_id.eq(chain))
        .filter(journal::seq.between(first, last))
        .order((journal::seq, journal::id))
        .select((
            journal::seq,
            journal::at,
            journal::account_id.nullable(),
            // Names are no part of the chain.
            None::<String>.into_sql::<diesel::sql_types::Nullable<diesel::sql_types::Text>>(),
            journal::acting_as,
            journal::act,
            journal::subject,
            journal::detail,
            journal::prev,
            journal::hash,
        ))
        .load(conn)
}

pub(super) fn know_key(tx: &mut Tx, key: &PublicKey, now: Moment) -> QueryResult<()> {
    let known = signing_keys::table.filter(signing_keys::key_id.eq(key.id()));
    if known.count().get_result::<i64>(&mut **tx)? > 0 {
        return Ok(());
    }
    let values = (
        signing_keys::key_id.eq(key.id()),
        signing_keys::public_key.eq(key.as_bytes()),
        signing_keys::first_used_at.eq(now),
    );
    // Another transaction may come first with the same key.
    crate::db::on!(&mut **tx, |c| diesel::insert_into(signing_keys::table)
        .values(values)
        .on_conflict(signing_keys::key_id)
        .do_nothing()
        .execute(c))?;
    Ok(())
}

/// The ids under which public keys are kept, with the keys.
pub fn keys_by_id(conn: &mut Conn) -> QueryResult<Vec<(String, PublicKey)>> {
    let all: Vec<(String, Vec<u8>)> = signing_keys::table
        .order(signing_keys::id)
        .select((signing_keys::key_id, signing_keys::public_key))
        .load(conn)?;
    Ok(all.into_iter().map(|(id, key)| (id, PublicKey::from_bytes(key))).collect())
}

/// Every public key that has signed something, the latest first.
pub fn keys(conn: &mut Conn) -> QueryResult<Vec<PublicKey>> {
    let all = signing_keys::table.order(signing_keys::id.desc());
    let all: Vec<Vec<u8>> = all.select(signing_keys::public_key).load(conn)?;
    Ok(all.into_iter().map(PublicKey::from_bytes).collect())
}
