//! Which keys the database is sealed with: their ids and times. No key stands here.

use super::{Broken, Key, KeyId, key};
use crate::db::{Backend, Conn, Tx};
use crate::procedure::Moment;
use crate::schema::sealing_keys;
use diesel::prelude::*;
use std::sync::Arc;

/// A key as the database knows it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = sealing_keys, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct SealingKey {
    pub key_id: String,
    pub made_at: Moment,
    /// Nothing in this database needs it any more; older backups do.
    pub retired_at: Option<Moment>,
}

/// A key in hand.
#[derive(Debug, Clone)]
pub struct Sealer {
    pub(super) id: KeyId,
    pub(super) key: Arc<Key>,
}

/// All keys that the database was ever sealed with, the newest first.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<SealingKey>> {
    sealing_keys::table.order(sealing_keys::id.desc()).select(SealingKey::as_select()).load(conn)
}

/// The key that seals from now on: the newest. Until the transaction ends it stays in use.
pub fn sealer(tx: &mut Tx) -> QueryResult<Sealer> {
    tx.hold_sealing_key()?;
    newest(tx)
}

/// The key that seals, for whoever only looks.
pub fn newest(conn: &mut Conn) -> QueryResult<Sealer> {
    let newest: Option<String> = sealing_keys::table
        .filter(sealing_keys::retired_at.is_null())
        .order(sealing_keys::id.desc())
        .select(sealing_keys::key_id)
        .first(conn)
        .optional()?;
    in_hand(&newest.ok_or(Broken::NothingToSealWith)?)
}

/// Every key that something may still be sealed with, the newest first: while keys are changed,
/// what is looked up by its index may stand under either.
pub fn in_use(conn: &mut Conn) -> QueryResult<Vec<Sealer>> {
    let ids: Vec<String> = sealing_keys::table
        .filter(sealing_keys::retired_at.is_null())
        .order(sealing_keys::id.desc())
        .select(sealing_keys::key_id)
        .load(conn)?;
    ids.iter().map(|id| in_hand(id)).collect()
}

fn in_hand(id: &str) -> QueryResult<Sealer> {
    let malformed = || Broken::Malformed { what: "the name of a key", id: id.to_owned() };
    let id = KeyId::parse(id).ok_or_else(malformed)?;
    let key = key(&id).ok_or_else(|| Broken::NoKey(id.clone()))?;
    Ok(Sealer { id, key })
}

/// From now on everything is sealed with this key.
pub fn begin_use(tx: &mut Tx, id: &KeyId, now: Moment) -> QueryResult<()> {
    diesel::insert_into(sealing_keys::table)
        .values((sealing_keys::key_id.eq(id.as_str()), sealing_keys::made_at.eq(now)))
        .execute(&mut **tx)?;
    Ok(())
}

/// Retires a key, once whoever is sealing with it has ended. The caller counts afterwards what is
/// still sealed with it, in the same transaction, and takes it back where there is something.
pub fn retire(tx: &mut Tx, id: &str, now: Moment) -> QueryResult<()> {
    set_retired(tx, id, Some(now))
}

/// What [`retire`] did, undone.
pub fn take_back(tx: &mut Tx, id: &str) -> QueryResult<()> {
    set_retired(tx, id, None)
}

fn set_retired(tx: &mut Tx, id: &str, at: Option<Moment>) -> QueryResult<()> {
    diesel::update(sealing_keys::table.filter(sealing_keys::key_id.eq(id)))
        .set(sealing_keys::retired_at.eq(at))
        .execute(&mut **tx)?;
    Ok(())
}
