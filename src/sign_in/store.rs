//! Accounts, sessions, one-time links and the throttle's memory.

use crate::db::{Backend, Conn};
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, PublicId};
use crate::schema::{accounts, sessions};
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

/// A session that is still good, and whose it is.
pub fn session(conn: &mut Conn, digest: &[u8], now: Moment) -> QueryResult<Option<(i64, Account)>> {
    sessions::table
        .inner_join(accounts::table)
        .filter(sessions::token_hash.eq(digest))
        .filter(sessions::expires_at.gt(now))
        .filter(accounts::deactivated_at.is_null())
        .select((sessions::id, Account::as_select()))
        .first(conn)
        .optional()
}
