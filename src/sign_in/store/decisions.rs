//! What was decided about accounts, and all of them as a system administrator sees them.

use crate::db::{Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, PublicId};
use crate::procedure::words::AccountDecision;
use crate::schema::{account_decisions, accounts};
use diesel::prelude::*;

/// An account as the list of all shows it: nothing of what its person does.
#[derive(Debug, Clone, Queryable)]
pub struct Listed {
    pub id: AccountKey,
    pub public_id: PublicId,
    pub name: String,
    pub email: String,
    pub system_administrator: bool,
    pub created_at: Moment,
    pub deactivated_at: Option<Moment>,
    /// They have chosen a password.
    pub has_come: bool,
}

/// A decision, with the name of who took it; None for the console.
#[derive(Debug, Clone, Queryable)]
pub struct Decided {
    pub decision: AccountDecision,
    pub reason: String,
    pub decided_at: Moment,
    pub by: Option<String>,
}

type Columns = (
    accounts::id,
    accounts::public_id,
    accounts::name,
    accounts::email,
    accounts::system_administrator,
    accounts::created_at,
    accounts::deactivated_at,
    diesel::dsl::IsNotNull<accounts::password_hash>,
);

fn columns() -> Columns {
    (
        accounts::id,
        accounts::public_id,
        accounts::name,
        accounts::email,
        accounts::system_administrator,
        accounts::created_at,
        accounts::deactivated_at,
        accounts::password_hash.is_not_null(),
    )
}

/// Everybody, by name.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<Listed>> {
    accounts::table.order((accounts::name, accounts::id)).select(columns()).load(conn)
}

pub fn one(conn: &mut Conn, id: &PublicId) -> QueryResult<Listed> {
    accounts::table.filter(accounts::public_id.eq(id)).select(columns()).first(conn)
}

/// What was decided about this account, the latest first.
pub fn about(conn: &mut Conn, account: AccountKey) -> QueryResult<Vec<Decided>> {
    account_decisions::table
        .left_join(accounts::table.on(account_decisions::decided_by.eq(accounts::id.nullable())))
        .filter(account_decisions::account_id.eq(account))
        .order(account_decisions::id.desc())
        .select((
            account_decisions::decision,
            account_decisions::reason,
            account_decisions::decided_at,
            accounts::name.nullable(),
        ))
        .load(conn)
}

pub fn insert(
    tx: &mut Tx,
    account: AccountKey,
    decision: AccountDecision,
    reason: &str,
    by: Option<AccountKey>,
    now: Moment,
) -> QueryResult<()> {
    diesel::insert_into(account_decisions::table)
        .values((
            account_decisions::account_id.eq(account),
            account_decisions::decision.eq(decision),
            account_decisions::reason.eq(reason),
            account_decisions::decided_by.eq(by.map(|key| key.0)),
            account_decisions::decided_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Deactivated since `at`; None makes it an account like others again.
pub fn set_deactivated(tx: &mut Tx, account: AccountKey, at: Option<Moment>) -> QueryResult<()> {
    diesel::update(accounts::table.find(account))
        .set(accounts::deactivated_at.eq(at))
        .execute(&mut **tx)
        .map(drop)
}

pub fn set_administrator(tx: &mut Tx, account: AccountKey, is: bool) -> QueryResult<()> {
    diesel::update(accounts::table.find(account))
        .set(accounts::system_administrator.eq(is))
        .execute(&mut **tx)
        .map(drop)
}

/// How many look after the installation, of those who may sign in.
pub fn administrators(conn: &mut Conn) -> QueryResult<i64> {
    accounts::table
        .filter(accounts::system_administrator.eq(true))
        .filter(accounts::deactivated_at.is_null())
        .count()
        .get_result(conn)
}
