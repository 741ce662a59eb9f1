//! Accounts; sessions, one-time links, second factors and the throttle's memory are beside them.

pub(super) mod decisions;
pub(super) mod links;
pub(super) mod parked_forms;
pub mod second_factors;
pub(super) mod sessions;
pub(super) mod throttles;
pub(super) mod tries;

use crate::db::{Backend, Conn, Tx, on};
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, PublicId};
use crate::schema::accounts;
use crate::secrets;
use diesel::prelude::*;

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = accounts, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Account {
    pub id: AccountKey,
    pub public_id: PublicId,
    pub email: String,
    pub name: String,
    pub language: String,
    pub system_administrator: bool,
}

pub fn find(conn: &mut Conn, id: AccountKey) -> QueryResult<Account> {
    accounts::table.find(id).select(Account::as_select()).first(conn)
}

/// The account of an address that is already normalized, unless it was deactivated.
pub fn find_by_email(conn: &mut Conn, email: &str) -> QueryResult<Option<Account>> {
    accounts::table
        .filter(accounts::email.eq(email))
        .filter(accounts::deactivated_at.is_null())
        .select(Account::as_select())
        .first(conn)
        .optional()
}

pub fn is_empty(conn: &mut Conn) -> QueryResult<bool> {
    let one = accounts::table.select(accounts::id).limit(1).first::<AccountKey>(conn).optional()?;
    Ok(one.is_none())
}

/// Adds an account without a password, unless there is one for this address.
pub(super) fn insert_account(
    tx: &mut Tx,
    email: &str,
    name: &str,
    language: &str,
    now: Moment,
) -> QueryResult<()> {
    let row = (
        accounts::public_id.eq(secrets::public_id()),
        accounts::email.eq(email),
        accounts::name.eq(name),
        accounts::language.eq(language),
        accounts::created_at.eq(now),
    );
    on!(&mut **tx, |c| diesel::insert_into(accounts::table)
        .values(row)
        .on_conflict(accounts::email)
        .do_nothing()
        .execute(c))?;
    Ok(())
}

/// The account of a normalized address, whether it may sign in or not.
pub(super) fn any_by_email(conn: &mut Conn, email: &str) -> QueryResult<Account> {
    accounts::table.filter(accounts::email.eq(email)).select(Account::as_select()).first(conn)
}

/// Has any account this address, whether it may sign in or not?
pub(super) fn is_taken(conn: &mut Conn, email: &str) -> QueryResult<bool> {
    let same = accounts::table.filter(accounts::email.eq(email));
    diesel::select(diesel::dsl::exists(same)).get_result(conn)
}

pub(super) fn set_email(tx: &mut Tx, account: AccountKey, email: &str) -> QueryResult<()> {
    diesel::update(accounts::table.find(account))
        .set(accounts::email.eq(email))
        .execute(&mut **tx)
        .map(drop)
}

pub(super) fn emails(
    conn: &mut Conn,
    accounts: &[AccountKey],
) -> QueryResult<Vec<(AccountKey, String)>> {
    let keys: Vec<i64> = accounts.iter().map(|key| key.0).collect();
    accounts::table
        .filter(accounts::id.eq_any(keys))
        .select((accounts::id, accounts::email))
        .load(conn)
}

pub(super) fn password_hash(conn: &mut Conn, account: AccountKey) -> QueryResult<Option<String>> {
    accounts::table.find(account).select(accounts::password_hash).first(conn)
}

pub(super) fn set_password_hash(
    tx: &mut Tx,
    account: AccountKey,
    hash: &str,
    now: Moment,
) -> QueryResult<()> {
    diesel::update(accounts::table.find(account))
        .set((accounts::password_hash.eq(hash), accounts::password_changed_at.eq(now)))
        .execute(&mut **tx)
        .map(drop)
}

/// The same password, hashed at a higher cost.
pub(super) fn replace_hash(
    tx: &mut Tx,
    account: AccountKey,
    old: &str,
    new: &str,
) -> QueryResult<()> {
    diesel::update(accounts::table.find(account).filter(accounts::password_hash.eq(old)))
        .set(accounts::password_hash.eq(new))
        .execute(&mut **tx)
        .map(drop)
}

pub(super) fn set_profile(
    tx: &mut Tx,
    account: AccountKey,
    name: &str,
    language: &str,
) -> QueryResult<()> {
    diesel::update(accounts::table.find(account))
        .set((accounts::name.eq(name), accounts::language.eq(language)))
        .execute(&mut **tx)
        .map(drop)
}

pub(super) fn make_system_administrator(tx: &mut Tx, account: AccountKey) -> QueryResult<()> {
    diesel::update(accounts::table.find(account))
        .set(accounts::system_administrator.eq(true))
        .execute(&mut **tx)
        .map(drop)
}
