//! What somebody typed when the second factor had to be set up first. It waits in the database,
//! sealed: whichever process its author meets next has it, and a restart loses nothing.

use super::sealed;
use super::store::parked_forms as store;
use crate::db::{Conn, Db, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::AccountKey;
use crate::web::Error;
use diesel::QueryResult;
use serde::{Deserialize, Serialize};

/// So long it waits, in seconds.
const PATIENCE: i64 = 3600;

/// A form that was not let through: where it went, and its fields.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct ParkedForm {
    pub path: String,
    pub typed: Vec<(String, String)>,
}

/// Keeps the latest form of this person, without what is secret or empty in it.
pub(super) fn keep(
    tx: &mut Tx,
    account: AccountKey,
    path: &str,
    mut typed: Vec<(String, String)>,
    now: Moment,
) -> QueryResult<()> {
    typed.retain(|(name, value)| !name.contains("password") && !value.trim().is_empty());
    if typed.is_empty() {
        return Ok(());
    }
    let form = ParkedForm { path: path.to_owned(), typed };
    let form = sealed::seal_form(tx, account, &form)?;
    store::keep(tx, account, &form, now)
}

pub(super) fn of(
    conn: &mut Conn,
    account: AccountKey,
    now: Moment,
) -> QueryResult<Option<ParkedForm>> {
    let found = store::of(conn, account, now.plus_seconds(-PATIENCE))?;
    found.map(|form| sealed::open_form(account, &form)).transpose()
}

/// Removes forms that nobody came back for; answers how many.
pub fn forget_parked_forms(db: &Db, now: Moment) -> Result<usize, Error> {
    let old = now.plus_seconds(-PATIENCE);
    // Asking first keeps an idle worker from writing every few seconds.
    match db.read(|conn| Ok::<_, Error>(store::is_any_older(conn, old)?))? {
        true => db.write(|tx| {
            tx.removes_for_good()?;
            Ok(store::forget(tx, old)?)
        }),
        false => Ok(0),
    }
}
