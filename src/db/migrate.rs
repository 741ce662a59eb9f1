//! Migrations, embedded for each engine; safe when several processes start at once.

use super::{Conn, Counted, Error, LOCK_TIMEOUT, connect, said};
use diesel::connection::SimpleConnection;
use diesel::migration::MigrationSource;
use diesel::prelude::*;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use std::time::{Duration, Instant};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// The limits of acts are not for what may have much to do, or to wait for another process that does it. But whoever waits for a
/// table that is in use (a backup reads it for as long as it takes) keeps everybody waiting who comes after: that is given up soon,
/// and tried again. Any number will do, as long as nothing else on the server locks it; it is released with the connection.
const LOCK: &str =
    "SET statement_timeout = 0; SELECT pg_advisory_lock(7215330); SET lock_timeout = '2s'";
const PAUSE: Duration = Duration::from_secs(5);
/// Less than a service has to start.
const PATIENCE: Duration = Duration::from_secs(20 * 60);

/// Brings the database at `url` to this version's schema; answers how many migrations ran.
pub fn migrate(url: &str) -> Result<usize, Error> {
    let failed =
        |error: Box<dyn std::error::Error + Send + Sync>| Error::Migration(error.to_string());
    match connect(url)? {
        Conn::Sqlite(mut c) => {
            // Off before the transaction begins: with it on, rebuilding a table would cascade.
            c.batch_execute("PRAGMA foreign_keys = OFF").map_err(|e| failed(e.into()))?;
            c.immediate_transaction(|c| {
                let ran = c.run_pending_migrations(SQLITE)?.len();
                let dangling: Counted =
                    diesel::sql_query("SELECT count(*) AS n FROM pragma_foreign_key_check")
                        .get_result(c)?;
                match dangling.n {
                    0 => Ok(ran),
                    n => Err(format!("{n} foreign keys would dangle").into()),
                }
            })
            .map_err(failed)
        }
        Conn::Postgres(mut c) => {
            let began = Instant::now();
            c.batch_execute(LOCK).map_err(|e| failed(e.into()))?;
            let pending = c.pending_migrations(POSTGRES).map_err(failed)?.len();
            loop {
                match c.run_pending_migrations(POSTGRES).map(drop) {
                    Ok(()) => return Ok(pending),
                    Err(error)
                        if error.to_string().contains(LOCK_TIMEOUT)
                            && began.elapsed() < PATIENCE =>
                    {
                        tracing::warn!("a table is in use that is to be changed: trying again");
                        std::thread::sleep(PAUSE);
                    }
                    Err(error) => return Err(failed(error)),
                }
            }
        }
    }
}

/// How the schema of a database stands to this program's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// Nothing of ours was ever made in it.
    None,
    /// Migrations are still to run.
    Older,
    Same,
    /// A newer program made it.
    Newer,
}

/// Reads which migrations ran; changes nothing.
pub fn version(conn: &mut Conn) -> Result<Version, Error> {
    let sql = match conn {
        Conn::Sqlite(_) => {
            "SELECT count(*) AS n FROM sqlite_schema WHERE name = '__diesel_schema_migrations'"
        }
        Conn::Postgres(_) => "SELECT count(to_regclass('__diesel_schema_migrations')::text) AS n",
    };
    if diesel::sql_query(sql).get_result::<Counted>(conn)?.n == 0 {
        return Ok(Version::None);
    }
    let ran =
        said(conn, "SELECT version AS said FROM __diesel_schema_migrations ORDER BY version")?;
    let ours = ours();
    Ok(match (ran.last(), ours.last()) {
        (None, _) => Version::None,
        (Some(theirs), Some(last)) if theirs > last => Version::Newer,
        _ if ran.len() < ours.len() => Version::Older,
        _ => Version::Same,
    })
}

/// The migrations that this program has, the newest last.
fn ours() -> Vec<String> {
    let all = MigrationSource::<diesel::sqlite::Sqlite>::migrations(&SQLITE).unwrap_or_default();
    let mut all: Vec<String> = all.iter().map(|one| one.name().version().to_string()).collect();
    all.sort();
    all
}
