//! The pools: on SQLite one writer and several readers that cannot write; on PostgreSQL one pool.

use super::generation::{self, Generation, Watch};
use super::{Conn, Patience, Tx, connect, in_transaction, is_postgres, said};
use diesel::connection::SimpleConnection;
use diesel::r2d2::{self as diesel_r2d2, R2D2Connection};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

#[derive(Clone)]
pub struct Db {
    readers: r2d2::Pool<Engine>,
    writers: r2d2::Pool<Engine>,
    /// Where it is SQLite: what tells its generations apart.
    watch: Option<Arc<Watch>>,
    counts: Arc<Counts>,
}

/// What is counted of it since it was opened.
#[derive(Default)]
struct Counts {
    stored: AtomicU64,
    undone: AtomicU64,
    waits: AtomicU64,
    waited_micros: AtomicU64,
}

/// How the pools stand, and what went through them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// Each pool by name: connections, and those of them that nobody uses.
    pub pools: Vec<(&'static str, u32, u32)>,
    /// Transactions that were stored, and those that were taken back.
    pub stored: u64,
    pub undone: u64,
    /// How often somebody waited for a connection, and how long in all.
    pub waits: u64,
    pub waited: Duration,
}

/// Whoever has a connection sooner than this did not wait for it.
const NO_WAIT: Duration = Duration::from_millis(1);

/// What can go wrong with the database, apart from what a query found.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the database cannot be reached: {0}")]
    Pool(#[from] r2d2::Error),
    #[error("the database refused: {0}")]
    Connection(#[from] diesel::ConnectionError),
    #[error("the database could not be brought to this version: {0}")]
    Migration(String),
    #[error("the database answered: {0}")]
    Query(#[from] diesel::result::Error),
    #[error("the database is not empty: {table} has {rows} rows")]
    NotEmpty { table: &'static str, rows: i64 },
    #[error("{table}: the rows from {row} on could not be stored: {source}")]
    Row { table: &'static str, row: i64, source: diesel::result::Error },
    #[error("the copy is unsound: {0}")]
    Unsound(String),
}

impl Db {
    /// Opens the pools; the schema must be there already (see [`super::migrate`]).
    pub fn open(url: &str, readers: u32) -> Result<Self, Error> {
        let pool = |size, query_only| {
            r2d2::Pool::builder()
                .max_size(size)
                .min_idle(Some(1))
                .test_on_check_out(is_postgres(url))
                .connection_timeout(Patience::WHOLE.0)
                .build(Engine { url: url.to_owned(), query_only })
        };
        let writers = pool(if is_postgres(url) { readers } else { 1 }, false)?;
        let readers = if is_postgres(url) { writers.clone() } else { pool(readers, true)? };
        let watch = (!is_postgres(url)).then(|| Arc::new(Watch::of(url)));
        Ok(Self { readers, writers, watch, counts: Arc::default() })
    }

    pub fn figures(&self) -> Figures {
        let mut pools = vec![("writers", self.writers.state())];
        // On PostgreSQL they are one.
        if self.watch.is_some() {
            pools.push(("readers", self.readers.state()));
        }
        let count = |of: &AtomicU64| of.load(Ordering::Relaxed);
        Figures {
            pools: pools
                .into_iter()
                .map(|(name, state)| (name, state.connections, state.idle_connections))
                .collect(),
            stored: count(&self.counts.stored),
            undone: count(&self.counts.undone),
            waits: count(&self.counts.waits),
            waited: Duration::from_micros(count(&self.counts.waited_micros)),
        }
    }

    fn connection(
        &self,
        pool: &r2d2::Pool<Engine>,
        patience: Patience,
    ) -> Result<r2d2::PooledConnection<Engine>, Error> {
        let began = Instant::now();
        let got = pool.get_timeout(patience.0);
        let took = began.elapsed();
        if took >= NO_WAIT {
            self.counts.waits.fetch_add(1, Ordering::Relaxed);
            let micros = u64::try_from(took.as_micros()).unwrap_or_default();
            self.counts.waited_micros.fetch_add(micros, Ordering::Relaxed);
        }
        Ok(got?)
    }

    /// Runs `work` on a connection that only reads.
    pub fn read<T, E>(&self, work: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E>
    where
        E: From<Error>,
    {
        work(&mut *self.connection(&self.readers, Patience::WHOLE)?)
    }

    /// Changes with everything that is stored, by whichever process.
    pub fn generation(&self) -> Result<Generation, Error> {
        match &self.watch {
            Some(watch) => watch.generation(),
            None => self.read(|conn| Ok(generation::of_postgres(conn)?)),
        }
    }

    /// The settings of a PostgreSQL server that would let it answer before the disk has what was
    /// written, as "fsync=off". SQLite is told what we need when a connection is opened.
    pub fn settings_that_lose_data(&self) -> Result<Vec<String>, Error> {
        self.read(|conn| {
            if matches!(conn, Conn::Sqlite(_)) {
                return Ok(Vec::new());
            }
            said(
                conn,
                "SELECT name || '=' || setting AS said FROM pg_settings WHERE setting = 'off' \
                 AND name IN ('fsync', 'full_page_writes', 'synchronous_commit') ORDER BY name",
            )
            .map_err(|error| {
                Error::Connection(diesel::ConnectionError::CouldntSetupConfiguration(error))
            })
        })
    }

    /// Runs `work` in one transaction: either all of it is stored, or none of it.
    pub fn write<T, E>(&self, work: impl FnOnce(&mut Tx) -> Result<T, E>) -> Result<T, E>
    where
        E: From<Error> + From<diesel::result::Error>,
    {
        self.write_patiently(Patience::WHOLE, work)
    }

    /// The same for what is not worth so long a wait as an act is: it fails when others have not made room by then.
    pub fn write_within<T, E>(
        &self,
        patience: Duration,
        work: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<Error> + From<diesel::result::Error>,
    {
        self.write_patiently(Patience(patience), work)
    }

    fn write_patiently<T, E>(
        &self,
        mut patience: Patience,
        work: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<Error> + From<diesel::result::Error>,
    {
        let whole = patience;
        let mut conn = patience.wait(|| self.connection(&self.writers, whole))?;
        let done = in_transaction(&mut conn, patience, work);
        let counts = &self.counts;
        let count = if done.is_ok() { &counts.stored } else { &counts.undone };
        count.fetch_add(1, Ordering::Relaxed);
        done
    }
}

#[derive(Clone)]
struct Engine {
    url: String,
    query_only: bool,
}

impl r2d2::ManageConnection for Engine {
    type Connection = Conn;
    type Error = diesel_r2d2::Error;

    fn connect(&self) -> Result<Conn, diesel_r2d2::Error> {
        let mut conn = connect(&self.url)?;
        if let (Conn::Sqlite(c), true) = (&mut conn, self.query_only) {
            c.batch_execute("PRAGMA query_only = ON").map_err(diesel_r2d2::Error::QueryError)?;
        }
        Ok(conn)
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), diesel_r2d2::Error> {
        conn.ping().map_err(diesel_r2d2::Error::QueryError)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        conn.is_broken()
    }
}
