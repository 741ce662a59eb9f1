//! Whether anything was stored in between, for whoever keeps what was read.

use super::{Conn, Error, connect, said};
use diesel::QueryResult;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// What the database holds at one moment. While two of these are equal, everything that anybody stored before the one was stored
/// before the other too, whichever process stored it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generation(String);

/// What is visible to a query that begins now: the transactions that have ended are all those before the first number, and those
/// between both that are not listed (of a primary: a standby lists none). A server that takes another's place counts on from what
/// it has, so its start is in it.
const OF_POSTGRES: &str =
    "SELECT pg_current_snapshot()::text || ' ' || pg_postmaster_start_time()::text AS said";

/// SQLite counts, for each connection by itself, how often others have stored something: so it is always the same connection that
/// is asked, one that stores nothing.
const OF_SQLITE: &str = "SELECT data_version || '' AS said FROM pragma_data_version";

pub(super) fn of_postgres(conn: &mut Conn) -> QueryResult<Generation> {
    Ok(Generation(said(conn, OF_POSTGRES)?.concat()))
}

/// The connection that SQLite is asked by. Another in its place begins to count anew, which its number tells apart.
pub(super) struct Watch {
    url: String,
    connection: Mutex<Option<(u64, Conn)>>,
}

impl Watch {
    pub(super) fn of(url: &str) -> Self {
        Self { url: url.to_owned(), connection: Mutex::default() }
    }

    pub(super) fn generation(&self) -> Result<Generation, Error> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let mut kept = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let (number, mut conn) = match kept.take() {
            Some(one) => one,
            None => (NEXT.fetch_add(1, Ordering::Relaxed), connect(&self.url)?),
        };
        // One that fails is not put back.
        let counted = said(&mut conn, OF_SQLITE)?.concat();
        *kept = Some((number, conn));
        Ok(Generation(format!("{number} {counted}")))
    }
}
