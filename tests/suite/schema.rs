//! `src/schema.rs` is kept by hand; this compares it with the tables that the migrations make, on the engine of this run.

use travaux::schema::{self, ColumnKind, OF_THE_INDEX, PASSING, TABLES, Table};

use super::support::tables::{Column, columns, names};
use super::support::{postgres, spawn};

#[tokio::test]
async fn the_schema_in_the_code_is_the_schema_of_the_database() {
    let server = spawn().await;
    let live: Vec<(String, Vec<Column>)> = server.read(|conn| {
        let names = names(conn);
        Ok(names.into_iter().map(|name| (name.clone(), columns(conn, &name))).collect())
    });
    let mut written = written();
    written.sort_by(|a, b| a.0.cmp(&b.0));

    let only_names = |tables: &[(String, Vec<Column>)]| -> Vec<String> {
        tables.iter().map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(only_names(&written), only_names(&live));
    for (written, live) in written.iter().zip(&live) {
        assert_eq!(written, live);
    }
}

#[test]
fn both_engines_have_the_same_migrations() {
    let folders = |engine: &str| {
        let path = format!("{}/migrations/{engine}", env!("CARGO_MANIFEST_DIR"));
        let found = std::fs::read_dir(path).expect("migrations");
        let mut names: Vec<_> = found.map(|entry| entry.expect("an entry").file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(folders("sqlite"), folders("postgres"));
}

/// The tables that schema.rs declares, with their columns by name, in the words of this run's engine.
fn written() -> Vec<(String, Vec<Column>)> {
    let table = |table: &Table| {
        let column = |column: &schema::Column| Column {
            name: column.name.to_owned(),
            kind: engine_type(column.kind).to_owned(),
            required: !column.is_nullable,
        };
        let mut columns: Vec<Column> = table.columns.iter().map(column).collect();
        columns.sort_by(|a, b| a.name.cmp(&b.name));
        (table.name.to_owned(), columns)
    };
    TABLES.iter().chain(OF_THE_INDEX).chain(PASSING).map(table).collect()
}

fn engine_type(declared: ColumnKind) -> &'static str {
    let (sqlite, postgres) = match declared {
        ColumnKind::BigInt => ("integer", "bigint"),
        ColumnKind::Bool => ("integer", "boolean"),
        ColumnKind::Text => ("text", "text"),
        ColumnKind::Binary => ("blob", "bytea"),
        ColumnKind::Moment => ("integer", "timestamp with time zone"),
        ColumnKind::Doc => ("text", "jsonb"),
    };
    if postgres::cluster().is_some() { postgres } else { sqlite }
}
