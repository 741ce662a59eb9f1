//! The table of one-time links. Only a digest of each token is stored.

use crate::db::{Backend, Conn, Json, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, PersonKey};
use crate::schema::links;
use crate::sign_in::links::NewLink;
use diesel::prelude::*;

/// A link as stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = links, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Link {
    pub id: i64,
    pub purpose: String,
    #[diesel(column_name = account_id)]
    pub account: Option<AccountKey>,
    #[diesel(column_name = person_id)]
    pub person: Option<PersonKey>,
    /// The address it was sent to; empty where it was printed on the server's console.
    pub email: String,
    pub detail: Json<serde_json::Value>,
    pub expires_at: Moment,
}

pub(in crate::sign_in) fn insert(
    tx: &mut Tx,
    new: &NewLink,
    digest: &[u8],
    expires_at: Moment,
    now: Moment,
) -> QueryResult<()> {
    diesel::insert_into(links::table)
        .values((
            links::purpose.eq(new.purpose.as_str()),
            links::token_hash.eq(digest),
            links::account_id.eq(new.account.map(|key| key.0)),
            links::person_id.eq(new.person.map(|key| key.0)),
            links::email.eq(new.email),
            links::detail.eq(Json(new.detail.clone())),
            links::created_at.eq(now),
            links::expires_at.eq(expires_at),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// The link of that token, if it can still be used.
pub(in crate::sign_in) fn find(
    conn: &mut Conn,
    digest: &[u8],
    now: Moment,
) -> QueryResult<Option<Link>> {
    links::table
        .filter(links::token_hash.eq(digest))
        .filter(links::used_at.is_null())
        .filter(links::expires_at.gt(now))
        .select(Link::as_select())
        .first(conn)
        .optional()
}

/// Marks it used; false when somebody was faster, or the time is over.
pub(in crate::sign_in) fn consume(tx: &mut Tx, id: i64, now: Moment) -> QueryResult<bool> {
    let used = diesel::update(
        links::table.find(id).filter(links::used_at.is_null()).filter(links::expires_at.gt(now)),
    )
    .set(links::used_at.eq(now))
    .execute(&mut **tx)?;
    Ok(used == 1)
}

/// Makes every open link of this purpose useless: of one account, or with None of nobody yet.
pub(in crate::sign_in) fn void(
    tx: &mut Tx,
    purpose: &str,
    account: Option<AccountKey>,
    now: Moment,
) -> QueryResult<()> {
    let open = links::table.filter(links::purpose.eq(purpose)).filter(links::used_at.is_null());
    match account {
        Some(account) => diesel::update(open.filter(links::account_id.eq(account.0)))
            .set(links::used_at.eq(now))
            .execute(&mut **tx),
        None => diesel::update(open.filter(links::account_id.is_null()))
            .set(links::used_at.eq(now))
            .execute(&mut **tx),
    }
    .map(drop)
}
