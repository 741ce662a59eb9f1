//! `src/schema.rs` is kept by hand; this compares it with the tables that the migrations make, on the engine of this run.

use super::support::tables::{Column, columns, names};
use super::support::{postgres, spawn};

const SCHEMA: &str = include_str!("../../src/schema.rs");

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
    let mut tables: Vec<(String, Vec<Column>)> = Vec::new();
    for line in SCHEMA.lines().map(str::trim) {
        if let Some(name) = line.strip_suffix(" (id) {") {
            tables.push((name.to_owned(), Vec::new()));
        }
        let column = line.strip_suffix(',').and_then(|line| line.split_once(" -> "));
        if let (Some((name, kind)), Some((_, columns))) = (column, tables.last_mut()) {
            let name = name.trim_matches('"').trim_start_matches("r#").to_owned();
            let optional = kind.strip_prefix("Nullable<").and_then(|kind| kind.strip_suffix('>'));
            let required = optional.is_none();
            columns.push(Column { name, kind: engine_type(optional.unwrap_or(kind)), required });
        }
    }
    for (_, columns) in &mut tables {
        columns.sort_by(|a, b| a.name.cmp(&b.name));
    }
    tables
}

fn engine_type(declared: &str) -> String {
    let (sqlite, postgres) = match declared {
        "BigInt" => ("integer", "bigint"),
        "Bool" => ("integer", "boolean"),
        "Text" => ("text", "text"),
        "Binary" => ("blob", "bytea"),
        "Moment" => ("integer", "timestamp with time zone"),
        "Doc" => ("text", "jsonb"),
        other => panic!("schema.rs has a type that this test does not know: {other}"),
    };
    if postgres::cluster().is_some() { postgres } else { sqlite }.to_owned()
}
