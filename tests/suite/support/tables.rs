//! The tables as they are in the live database: their names, every row of them, and triggers on them.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use travaux::db::Conn;

use super::Server;

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    said: String,
}

#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Column {
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Bool)]
    pub required: bool,
}

const OURS: &str = "'__diesel_schema_migrations', 'touched'";

fn strings(conn: &mut Conn, sql: &str) -> Vec<String> {
    let found: Vec<Said> =
        diesel::sql_query(sql).load(conn).unwrap_or_else(|e| panic!("{sql}: {e}"));
    found.into_iter().map(|row| row.said).collect()
}

/// The names of all tables that migrations made, in order; but for those by which SQLite looks up the words of `search_rows`.
pub fn names(conn: &mut Conn) -> Vec<String> {
    let sql = match conn {
        Conn::Sqlite(_) => format!(
            "SELECT name AS said FROM sqlite_master WHERE type = 'table' \
             AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_words%' ESCAPE '\\' \
             AND name NOT IN ({OURS}) ORDER BY name"
        ),
        Conn::Postgres(_) => format!(
            "SELECT tablename::text AS said FROM pg_tables \
             WHERE schemaname = 'public' AND tablename NOT IN ({OURS}) ORDER BY tablename"
        ),
    };
    strings(conn, &sql)
}

/// A table's columns, by name.
pub fn columns(conn: &mut Conn, table: &str) -> Vec<Column> {
    let sql = match conn {
        Conn::Sqlite(_) => format!(
            "SELECT name, lower(type) AS kind, \"notnull\" AS required \
             FROM pragma_table_info('{table}') ORDER BY name"
        ),
        Conn::Postgres(_) => format!(
            "SELECT column_name::text AS name, data_type::text AS kind, \
             is_nullable = 'NO' AS required FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name = '{table}' ORDER BY column_name"
        ),
    };
    diesel::sql_query(&sql).load(conn).unwrap_or_else(|e| panic!("{sql}: {e}"))
}

/// Every row of every table, as text: two of these are equal when nothing at all has changed.
pub fn everything(server: &Server) -> Vec<(String, Vec<String>)> {
    server.read(|conn| {
        let names = names(conn);
        Ok(names.into_iter().map(|name| (name.clone(), rows(conn, &name))).collect())
    })
}

fn rows(conn: &mut Conn, table: &str) -> Vec<String> {
    let sql = match conn {
        Conn::Postgres(_) => format!("SELECT t::text AS said FROM {table} t ORDER BY id"),
        Conn::Sqlite(_) => {
            let quoted: Vec<String> = columns(conn, table)
                .iter()
                .map(|column| format!("quote(\"{}\")", column.name))
                .collect();
            format!("SELECT {} AS said FROM {table} ORDER BY id", quoted.join(" || ',' || "))
        }
    };
    strings(conn, &sql)
}

/// The tables that differ between two states, with the rows that do.
pub fn differences(
    before: &[(String, Vec<String>)],
    after: &[(String, Vec<String>)],
) -> Vec<String> {
    let mut found = Vec::new();
    for ((table, old), (_, new)) in before.iter().zip(after) {
        let gone = old.iter().filter(|row| !new.contains(row)).map(|row| format!("- {row}"));
        let come = new.iter().filter(|row| !old.contains(row)).map(|row| format!("+ {row}"));
        let rows: Vec<String> = gone.chain(come).collect();
        if !rows.is_empty() {
            found.push(format!("{table}: {}", rows.join(" | ")));
        }
    }
    found
}

/// What a statement does to rows.
pub const WAYS: [&str; 3] = ["INSERT", "UPDATE", "DELETE"];

/// From now on the database notes every table that is written, and how.
pub fn watch(server: &Server) {
    server.write(|tx| {
        let names = names(tx);
        let sql = match &**tx {
            Conn::Sqlite(_) => "CREATE TABLE touched (said TEXT NOT NULL)".to_owned(),
            Conn::Postgres(_) => "CREATE TABLE touched (said TEXT NOT NULL); \
                 CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                 INSERT INTO touched VALUES (TG_TABLE_NAME || ' ' || TG_OP); RETURN NULL; END $$"
                .to_owned(),
        };
        tx.batch_execute(&sql)?;
        for table in names {
            for way in WAYS {
                let sql = match &**tx {
                    Conn::Sqlite(_) => format!(
                        "CREATE TRIGGER watch_{table}_{way} AFTER {way} ON {table} \
                         BEGIN INSERT INTO touched VALUES ('{table} {way}'); END"
                    ),
                    Conn::Postgres(_) => format!(
                        "CREATE TRIGGER watch_{way} AFTER {way} ON {table} \
                         FOR EACH ROW EXECUTE FUNCTION watch()"
                    ),
                };
                tx.batch_execute(&sql)?;
            }
        }
        Ok(())
    });
}

/// What is written from now on is noted afresh.
pub fn forget_touched(server: &Server) {
    server.write(|tx| tx.batch_execute("DELETE FROM touched"));
}

/// What was written since [`watch`] or [`forget_touched`]: (table, way), each once.
pub fn touched(server: &Server) -> Vec<(String, String)> {
    let found = server
        .read(|conn| Ok(strings(conn, "SELECT DISTINCT said AS said FROM touched ORDER BY said")));
    let pair = |said: &String| said.split_once(' ').map(|(t, w)| (t.to_owned(), w.to_owned()));
    found.iter().filter_map(pair).collect()
}

/// From now on every statement that does this to that table fails.
pub fn break_table(server: &Server, table: &str, way: &str) {
    server.write(|tx| {
        let sql = match &**tx {
            Conn::Sqlite(_) => format!(
                "CREATE TRIGGER broken_{table} BEFORE {way} ON {table} \
                 BEGIN SELECT RAISE(ABORT, 'a fault on purpose'); END"
            ),
            Conn::Postgres(_) => format!(
                "CREATE OR REPLACE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                 RAISE EXCEPTION 'a fault on purpose'; END $$; \
                 CREATE TRIGGER broken BEFORE {way} ON {table} \
                 FOR EACH ROW EXECUTE FUNCTION broken()"
            ),
        };
        tx.batch_execute(&sql)
    });
}

pub fn mend_table(server: &Server, table: &str) {
    server.write(|tx| {
        let sql = match &**tx {
            Conn::Sqlite(_) => format!("DROP TRIGGER broken_{table}"),
            Conn::Postgres(_) => format!("DROP TRIGGER broken ON {table}"),
        };
        tx.batch_execute(&sql)
    });
}
