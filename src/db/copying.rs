//! All rows of one database into another, whatever their engines: what a backup, a recovery and a
//! move are made of. Rows go by [`TABLES`]; what an engine keeps for itself (search, sequences) is
//! made anew on the other side.

use super::condition::CHECK_OF_EVERY_PAGE;
use super::rows::{self, Cell};
use super::{Conn, Counted, Error, connect, said};
use crate::schema::{TABLES, Table};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use sha2::{Digest, Sha256};

/// What one table holds: how many rows, and one digest over all of them, the same on both engines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    pub table: &'static str,
    pub rows: u64,
    /// SHA-256.
    pub digest: Vec<u8>,
}

/// What a database that was left says to whoever writes into it.
pub const MOVED: &str = "this installation was moved to another database";

/// The beginning of the names of what refuses them.
const SHUT: &str = "left_for_another_database";

/// Was it left for another database?
pub fn is_shut(conn: &mut Conn) -> Result<bool, Error> {
    let sql = match conn {
        Conn::Sqlite(_) => {
            format!("SELECT count(*) AS n FROM sqlite_schema WHERE name LIKE '{SHUT}%'")
        }
        Conn::Postgres(_) => {
            format!("SELECT count(*) AS n FROM pg_trigger WHERE tgname = '{SHUT}'")
        }
    };
    Ok(diesel::sql_query(sql).get_result::<Counted>(conn)?.n > 0)
}

/// The database at one moment, whatever is written meanwhile.
pub struct Snapshot(Conn);

impl Snapshot {
    pub fn of(url: &str) -> Result<Self, Error> {
        let mut conn = connect(url)?;
        conn.batch_execute(match &conn {
            // SQLite's moment is that of the first reading.
            Conn::Sqlite(_) => "BEGIN; SELECT count(*) FROM sqlite_schema",
            // A long copy is no stuck act: the limits of acts are not for it.
            Conn::Postgres(_) => {
                "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; \
                 BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
            }
        })?;
        Ok(Self(conn))
    }

    /// The same, and whoever wants to write waits until this ends: as long as an act waits, and is
    /// then told that the server is busy.
    pub fn holding_up(url: &str) -> Result<Self, Error> {
        let mut conn = connect(url)?;
        match &mut conn {
            Conn::Sqlite(c) => c.batch_execute("BEGIN IMMEDIATE")?,
            Conn::Postgres(c) => {
                let tables: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
                let tables = tables.join(", ");
                // The lock comes before the first reading: what is read is what the last act left.
                c.batch_execute(&format!(
                    "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; \
                     SET lock_timeout = '30s'; BEGIN ISOLATION LEVEL REPEATABLE READ; \
                     LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE"
                ))?;
            }
        }
        Ok(Self(conn))
    }

    /// Shuts the database for ever: the engine itself refuses whatever any process writes.
    pub fn shut(mut self) -> Result<(), Error> {
        if let Conn::Postgres(c) = &mut self.0 {
            c.batch_execute(&format!(
                "CREATE FUNCTION {SHUT}() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN RAISE EXCEPTION '{MOVED}'; END $$"
            ))?;
        }
        for table in TABLES.iter().map(|table| table.name) {
            self.0.batch_execute(&match &self.0 {
                Conn::Sqlite(_) => ["INSERT", "UPDATE", "DELETE"]
                    .map(|way| {
                        format!(
                            "CREATE TRIGGER {SHUT}_{table}_{way} BEFORE {way} ON {table} \
                             BEGIN SELECT RAISE(ABORT, '{MOVED}'); END;"
                        )
                    })
                    .concat(),
                Conn::Postgres(_) => format!(
                    "CREATE TRIGGER {SHUT} BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE \
                     ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {SHUT}()"
                ),
            })?;
        }
        self.0.batch_execute("COMMIT")?;
        Ok(())
    }

    pub fn conn(&mut self) -> &mut Conn {
        &mut self.0
    }

    /// What every table holds.
    pub fn holdings(&mut self) -> Result<Vec<Holding>, Error> {
        TABLES.iter().map(|table| each_batch(&mut self.0, table, &mut |_| Ok(()))).collect()
    }

    /// Every row into the database at `to`, which has this version's schema and no row yet; all of
    /// it is stored there, or nothing is.
    pub fn copy_into(&mut self, to: &str) -> Result<Vec<Holding>, Error> {
        let mut to = connect(to)?;
        if let Some((table, rows)) = first_with_rows(&mut to)? {
            return Err(Error::NotEmpty { table, rows });
        }
        let bound = loosen(&mut to)?;
        let copied = self.rows_into(&mut to).and_then(|copied| {
            tighten(&mut to, &bound)?;
            to.batch_execute("COMMIT")?;
            Ok(copied)
        });
        if copied.is_err() {
            let _ = to.batch_execute("ROLLBACK");
        }
        copied
    }

    fn rows_into(&mut self, to: &mut Conn) -> Result<Vec<Holding>, Error> {
        let mut copied = Vec::new();
        for table in TABLES {
            copied.push(each_batch(&mut self.0, table, &mut |batch| {
                rows::insert(to, table, batch).map_err(|source| Error::Row {
                    table: table.name,
                    row: id_of(batch),
                    source,
                })
            })?);
            let next = last_id(&mut self.0, table.name)?;
            go_on_after(to, table.name, next)?;
        }
        Ok(copied)
    }
}

/// A copy of an SQLite database into a new file, as it is at one moment, while others write. The
/// file is not yet known to be on the disk.
pub fn vacuum_into(url: &str, file: &str) -> Result<(), Error> {
    let mut conn = connect(url)?;
    diesel::sql_query("VACUUM INTO $1").bind::<Text, _>(file).execute(&mut conn)?;
    Ok(())
}

/// Everything in one file: what the write-ahead log beside it holds goes into it, and the log is
/// gone. Only for a file that nobody else has open.
pub fn into_one_file(url: &str) -> Result<(), Error> {
    let mut conn = connect(url)?;
    conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE")?;
    Ok(())
}

/// What the engine itself finds wrong with the database; nothing, mostly.
pub fn faults_of(conn: &mut Conn) -> Result<Vec<String>, Error> {
    if matches!(conn, Conn::Postgres(_)) {
        return Ok(Vec::new());
    }
    let mut faults = said(conn, CHECK_OF_EVERY_PAGE)?;
    faults.retain(|said| said != "ok");
    faults.extend(said(
        conn,
        "SELECT \"table\" || ' ' || rowid || ' -> ' || parent AS said FROM pragma_foreign_key_check",
    )?);
    Ok(faults)
}

fn first_with_rows(conn: &mut Conn) -> Result<Option<(&'static str, i64)>, Error> {
    for table in TABLES {
        let counted: Counted =
            diesel::sql_query(format!("SELECT count(*) AS n FROM {}", table.name))
                .get_result(conn)?;
        if counted.n > 0 {
            return Ok(Some((table.name, counted.n)));
        }
    }
    Ok(None)
}

/// What is done with a batch of rows.
type Work<'a> = &'a mut dyn FnMut(&[Vec<Cell>]) -> Result<(), Error>;

/// Goes through a table by key; the digest is over what went through.
fn each_batch(from: &mut Conn, table: &'static Table, work: Work<'_>) -> Result<Holding, Error> {
    let (mut after, mut count, mut digest) = (i64::MIN, 0, Sha256::new());
    loop {
        let batch = rows::after(from, table, after)?;
        let Some(last) = batch.last() else { break };
        for row in &batch {
            row.iter().for_each(|cell| cell.digest_into(&mut digest));
        }
        work(&batch)?;
        (after, count) = (last[0].key(), count + batch.len() as u64);
    }
    Ok(Holding { table: table.name, rows: count, digest: digest.finalize().to_vec() })
}

fn id_of(batch: &[Vec<Cell>]) -> i64 {
    batch.first().map_or(0, |row| row[0].key())
}

/// A foreign key of PostgreSQL, to be made again once all rows are there.
#[derive(Debug, QueryableByName)]
struct ForeignKey {
    #[diesel(sql_type = Text)]
    of: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    definition: String,
}

/// Begins a transaction in which rows may come in any order: tables refer to each other both ways.
fn loosen(to: &mut Conn) -> Result<Vec<ForeignKey>, Error> {
    match to {
        Conn::Sqlite(c) => {
            c.batch_execute("PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE")?;
            Ok(Vec::new())
        }
        Conn::Postgres(c) => {
            c.batch_execute(
                "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; BEGIN",
            )?;
            let keys: Vec<ForeignKey> = diesel::sql_query(
                "SELECT conrelid::regclass::text AS of, quote_ident(conname) AS name, \
                 pg_get_constraintdef(oid) AS definition FROM pg_constraint \
                 WHERE contype = 'f' AND connamespace = current_schema()::regnamespace",
            )
            .load(c)?;
            for ForeignKey { of, name, .. } in &keys {
                c.batch_execute(&format!("ALTER TABLE {of} DROP CONSTRAINT {name}"))?;
            }
            Ok(keys)
        }
    }
}

/// Every reference is checked again before anything is stored.
fn tighten(to: &mut Conn, keys: &[ForeignKey]) -> Result<(), Error> {
    for ForeignKey { of, name, definition } in keys {
        to.batch_execute(&format!("ALTER TABLE {of} ADD CONSTRAINT {name} {definition}"))?;
    }
    match faults_of(to)?.first() {
        Some(fault) => Err(Error::Unsound(fault.clone())),
        None => Ok(()),
    }
}

/// The last key that was ever given out: one that is gone is not given to another row.
fn last_id(from: &mut Conn, table: &str) -> Result<i64, Error> {
    let sql = match from {
        Conn::Sqlite(_) => {
            format!("SELECT COALESCE(max(seq), 0) AS n FROM sqlite_sequence WHERE name = '{table}'")
        }
        Conn::Postgres(_) => format!(
            "SELECT COALESCE(pg_sequence_last_value(pg_get_serial_sequence('{table}', 'id')::regclass), 0) AS n"
        ),
    };
    let counted: Counted = diesel::sql_query(sql).get_result(from)?;
    Ok(counted.n)
}

fn go_on_after(to: &mut Conn, table: &str, last: i64) -> Result<(), Error> {
    if last == 0 {
        return Ok(());
    }
    let sql = match to {
        Conn::Sqlite(_) => format!(
            "DELETE FROM sqlite_sequence WHERE name = '{table}'; \
             INSERT INTO sqlite_sequence (name, seq) VALUES ('{table}', {last})"
        ),
        Conn::Postgres(_) => {
            format!("SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})")
        }
    };
    to.batch_execute(&sql)?;
    Ok(())
}
