//! The database: one [`Conn`] for both engines. Everything that differs between SQLite and
//! PostgreSQL is in this folder; the rest of the crate cannot tell them apart.
//!
//! Reading takes a `&mut Conn`; writing takes a `&mut Tx`, which only [`Db::write`] hands out.

mod columns;
mod condition;
pub mod copying;
mod encrypted;
mod generation;
mod migrate;
mod pool;
mod rows;
pub mod search;
mod types;

pub use condition::{Condition, Postgres, condition, file_of, hosts_of, latest_line};
pub use encrypted::is_encrypted;
pub use generation::Generation;
pub use migrate::{Version, migrate, version};
pub use pool::{Db, Error, Figures};
pub use types::{Json, in_order, sql};

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::prelude::*;
use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::time::{Duration, Instant};

/// How PostgreSQL says that a lock was waited for in vain.
pub const LOCK_TIMEOUT: &str = "due to lock timeout";

#[derive(diesel::MultiConnection)]
pub enum Conn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// The backend that queries are written for, for `check_for_backend`.
pub type Backend = MultiBackend;

/// A transaction that may write. Only [`Db::write`] makes one, and when it ends everything in it
/// is stored, or nothing is.
pub struct Tx<'a>(&'a mut Conn, Patience);

/// How long an act waits for others, all its waiting taken together: for a connection, for the
/// writer before it, for rows. Then its person is told that the server is busy, and still has what
/// was typed.
#[derive(Debug, Clone, Copy)]
struct Patience(Duration);

impl Patience {
    const WHOLE: Self = Self(Duration::from_secs(5));

    /// In milliseconds; never none, which engines read as "for ever".
    fn left(self) -> u128 {
        self.0.as_millis().max(1)
    }

    /// Does what waits, and has so much less afterwards.
    fn wait<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let done = work();
        self.0 = self.0.saturating_sub(began.elapsed());
        done
    }
}

impl Deref for Tx<'_> {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        self.0
    }
}

impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut Conn {
        self.0
    }
}

impl Tx<'_> {
    /// Makes this transaction the only writer of one consultation (or of the installation, with
    /// None) until it ends, so that what a rule reads from now on is still true when the act is
    /// stored. Call it before reading the facts. SQLite has one writer anyway.
    pub fn hold(&mut self, scope: &str) -> QueryResult<()> {
        match &mut *self.0 {
            Conn::Sqlite(_) => Ok(()),
            Conn::Postgres(c) => {
                c.batch_execute(&lock_timeout(self.1))?;
                self.1.wait(|| {
                    if lock_chain(c, scope)?.is_none() {
                        begin_chain(c, scope)?;
                        lock_chain(c, scope)?;
                    }
                    Ok(())
                })
            }
        }
    }

    /// Keeps the keys that something may be sealed with from being retired until this transaction
    /// ends. SQLite has one writer anyway.
    pub fn hold_sealing_key(&mut self) -> QueryResult<()> {
        use crate::schema::sealing_keys;
        match &mut *self.0 {
            Conn::Sqlite(_) => Ok(()),
            Conn::Postgres(c) => sealing_keys::table
                .filter(sealing_keys::retired_at.is_null())
                .select(sealing_keys::id)
                .for_share()
                .load::<i64>(c)
                .map(drop),
        }
    }

    /// Does the work and takes all of it back, as if it had not been done; the transaction goes on. For work whose time alone
    /// is wanted.
    pub fn undone<T>(&mut self, work: impl FnOnce(&mut Self) -> QueryResult<T>) -> QueryResult<()> {
        self.batch_execute("SAVEPOINT undone")?;
        work(self)?;
        self.batch_execute("ROLLBACK TO SAVEPOINT undone; RELEASE SAVEPOINT undone")
    }

    /// The last of what is stored so may be lost when the machine falls: whoever stores it waits for no disk and for no standby.
    /// (SQLite has one way of writing for all that a connection does, which is the safe one.)
    pub fn need_not_last(&mut self) -> QueryResult<()> {
        match &mut *self.0 {
            Conn::Sqlite(_) => Ok(()),
            Conn::Postgres(c) => c.batch_execute("SET LOCAL synchronous_commit = off"),
        }
    }

    /// What this transaction removes is overwritten, as far as the engine can: SQLite fills it
    /// with zeros; PostgreSQL keeps the old row until it is vacuumed.
    pub fn removes_for_good(&mut self) -> QueryResult<()> {
        match &mut *self.0 {
            Conn::Sqlite(c) => c.batch_execute("PRAGMA secure_delete = ON"),
            Conn::Postgres(_) => Ok(()),
        }
    }
}

fn lock_timeout(patience: Patience) -> String {
    format!("SET LOCAL lock_timeout = {}", patience.left())
}

fn lock_chain(c: &mut PgConnection, scope: &str) -> QueryResult<Option<i64>> {
    use crate::schema::chains;
    let head = chains::table.filter(chains::scope.eq(scope)).select(chains::id);
    head.for_update().get_result(c).optional()
}

/// A row that is not there cannot be locked: the first act of a scope makes it, and whoever comes
/// at the same moment waits here until that act has ended. (The chain hangs on 32 zero bytes.)
fn begin_chain(c: &mut PgConnection, scope: &str) -> QueryResult<usize> {
    use crate::schema::chains;
    diesel::insert_into(chains::table)
        .values((chains::scope.eq(scope), chains::length.eq(0), chains::head.eq(vec![0; 32])))
        .on_conflict(chains::scope)
        .do_nothing()
        .execute(c)
}

/// The body once for each engine, for what diesel supports on both but not through [`Conn`]
/// (ON CONFLICT, batches, unions).
macro_rules! on {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::db::Conn::Sqlite($c) => $body,
            $crate::db::Conn::Postgres($c) => $body,
        }
    };
}
pub(crate) use on;

/// Opens a connection of the kind that the address names: `postgres://…` or `sqlite:PATH`.
/// (`Conn::establish` would guess, and create an SQLite file named after a mistyped address.)
fn connect(url: &str) -> ConnectionResult<Conn> {
    if is_postgres(url) {
        let mut c = encrypted::connect(url)?;
        c.batch_execute(
            "SET TIME ZONE 'UTC'; SET statement_timeout = '30s'; \
             SET idle_in_transaction_session_timeout = '60s'",
        )
        .map_err(ConnectionError::CouldntSetupConfiguration)?;
        return Ok(Conn::Postgres(c));
    }
    let Some(path) = file_of(url) else {
        let hint = "DATABASE_URL must start with sqlite: or postgres://";
        return Err(ConnectionError::InvalidConnectionUrl(hint.into()));
    };
    for_its_owner_only(&path);
    let mut c = SqliteConnection::establish(&path.to_string_lossy())?;
    // FULL: an answer to a person means that what they sent is on the disk. And what is deleted is
    // written over, not only forgotten.
    c.batch_execute(
        "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
         PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;",
    )
    .map_err(ConnectionError::CouldntSetupConfiguration)?;
    Ok(Conn::Sqlite(c))
}

/// A database that is not there yet is made for its owner only, wherever it lies: accounts and letters are in it. (What SQLite
/// keeps beside it has the same mode.) Where that fails, SQLite says why.
fn for_its_owner_only(path: &Path) {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let _ = options.open(path);
}

/// What a query of one column called `said` answers.
fn said(conn: &mut Conn, query: &'static str) -> QueryResult<Vec<String>> {
    #[derive(QueryableByName)]
    struct Said {
        #[diesel(sql_type = diesel::sql_types::Text)]
        said: String,
    }
    let rows: Vec<Said> = diesel::sql_query(query).load(conn)?;
    Ok(rows.into_iter().map(|row| row.said).collect())
}

/// What a query of one number called `n` answers.
#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

fn in_transaction<T, E>(
    conn: &mut Conn,
    patience: Patience,
    work: impl FnOnce(&mut Tx) -> Result<T, E>,
) -> Result<T, E>
where
    E: From<diesel::result::Error>,
{
    type Transactions = <Conn as Connection>::TransactionManager;

    match conn {
        // Deferred transactions that read and then write fail when another writer came between.
        Conn::Sqlite(c) => {
            // A number of ours: no pragma takes a bound value.
            let wait = format!("PRAGMA busy_timeout = {}", patience.left());
            c.batch_execute(&wait)?;
            AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?;
        }
        Conn::Postgres(c) => {
            let begin = format!("BEGIN; {}", lock_timeout(patience));
            AnsiTransactionManager::begin_transaction_sql(c, &begin)?;
        }
    }
    let done = work(&mut Tx(conn, patience)).and_then(|value| {
        search::index(conn)?;
        Ok(value)
    });
    match done {
        Ok(value) => {
            Transactions::commit_transaction(conn)?;
            Ok(value)
        }
        Err(error) => {
            // A full disk makes SQLite roll back by itself; there is then nothing left to undo.
            let _ = Transactions::rollback_transaction(conn);
            Err(error)
        }
    }
}
