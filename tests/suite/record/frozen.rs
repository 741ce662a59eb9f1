//! What was frozen or published besides submissions, and everything sealed: whatever is changed of it is found.

use std::collections::BTreeSet;

use diesel::prelude::*;
use travaux::db::{Conn, Json};
use travaux::journal::{self, Scope};
use travaux::record::checking;
use travaux::schema::{chains, journal as lines};

use super::tampering::{Seen, run, seen, stored, turned, without_triggers};
use super::{checked, does};
use crate::support::Server;
use crate::support::stage::{self, Stage};
use crate::support::tables::{columns, names};

/// Something of each kind that is frozen or published, and of most that is sealed.
async fn full() -> Stage {
    let stage = stage::recorded().await;
    let acts = [
        "comment",
        "submit",
        "register what came by letter",
        "type a letter in full",
        "respond to a comment",
        "note internally",
        "validate a response",
        "release a response",
        "redact an input",
        "write an entry of the summary",
        "publish the summary",
        "gather an element of a framework",
        "publish the elements of a framework",
        "note a decision",
        "begin a working draft",
        "revise an element",
        "write an explanatory note",
        "make a draft final",
    ];
    for act in acts {
        does(&stage, act).await;
    }
    without_triggers(&stage.server);
    stage
}

const FROZEN: &[(&str, &[&str])] = &[
    ("drafts", &["public_id", "label", "language", "state", "symbol"]),
    ("elements", &["public_id", "draft_id", "identity", "position", "kind", "reference"]),
    ("wordings", &["element_id", "language", "body"]),
    ("explanatory_notes", &["public_id", "draft_id", "identity", "body"]),
    ("summary_entries", &["public_id", "position", "theme", "attribution", "body"]),
    ("frameworks", &["number", "body"]),
    ("responses", &["public_id", "input_id", "treatment", "sealed"]),
];

/// The columns of a list, each as (table, column, kind).
pub fn places(server: &Server, listed: &[(&str, &[&str])]) -> Vec<(String, String, String)> {
    server.read(|conn| {
        let mut places = Vec::new();
        for (table, named) in listed {
            let there = columns(conn, table);
            for name in *named {
                let column = there.iter().find(|column| column.name == *name).expect("a column");
                places.push(((*table).to_owned(), (*name).to_owned(), column.kind.clone()));
            }
        }
        Ok(places)
    })
}

/// Turns a bit of some rows in each of these columns; answers the tables where all of it was found.
pub fn turns(server: &Server, places: &[(String, String, String)]) -> BTreeSet<String> {
    let is_sqlite = server.read(|conn| Ok(matches!(conn, Conn::Sqlite(_))));
    let (mut found, mut missed) = (BTreeSet::new(), Vec::new());
    for (table, column, kind) in places {
        let rows = server.read(|conn| Ok(stored(conn, table, column, kind)));
        for (n, row) in rows.iter().enumerate().take(3) {
            let Some(value) = turned(kind, &row.said, 7 * n + 3, n as u32, is_sqlite) else {
                continue;
            };
            let sql = format!("UPDATE {table} SET {column} = {value} WHERE id = {}", row.id);
            match seen(server, |tx| run(tx, &sql)) {
                Seen::Found(_) => drop(found.insert(table.clone())),
                Seen::Refused => {}
                Seen::Missed => missed.push(sql),
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_turned_bit_in_what_was_circulated_or_published_is_found() {
    let stage = full().await;
    let report = checked(&stage.server).unwrap();
    // Two drafts, a note, a summary, a framework, a response; the settings, a round, three participants.
    assert_eq!((report.frozen, report.undigested), (6 + 5, 0), "{report:?}");
    let places = places(&stage.server, FROZEN);
    let found = turns(&stage.server, &places);
    assert_eq!(found.len(), FROZEN.len(), "{found:?}");
    for sql in [
        "DELETE FROM explanatory_notes",
        "DELETE FROM wordings",
        "DELETE FROM responses",
        "DELETE FROM frameworks",
        "UPDATE summaries SET published_at = NULL",
        "UPDATE drafts SET symbol = NULL",
        "UPDATE responses SET released_at = NULL",
        "UPDATE responses SET covered_by_id = input_id",
    ] {
        let seen = seen(&stage.server, |tx| run(tx, sql));
        assert!(matches!(seen, Seen::Found(_)), "{sql}");
    }
    assert!(checked(&stage.server).is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_sealed_and_does_not_open_is_named() {
    let stage = full().await;
    let places: Vec<(String, String, String)> = stage.server.read(|conn| {
        let mut places = Vec::new();
        for table in names(conn) {
            let there = columns(conn, &table);
            if matches!(table.as_str(), "sealing_keys" | "signing_keys")
                || !there.iter().any(|column| column.name == "key_id")
            {
                continue;
            }
            let sealed = there.into_iter().filter(|column| {
                matches!(column.kind.as_str(), "blob" | "bytea")
                    && !["commitment", "participant_index"].contains(&column.name.as_str())
            });
            places.extend(sealed.map(|column| (table.clone(), column.name, column.kind)));
        }
        Ok(places)
    });
    let found = turns(&stage.server, &places);
    for table in [
        "attachment_parts",
        "attachments",
        "decisions",
        "inputs",
        "internal_notes",
        "letter_texts",
        "redactions",
        "responses",
        "submissions",
    ] {
        assert!(found.contains(table), "{table}: {found:?}");
    }
}

/// Everything that is wrong is said, not the first of it alone.
#[tokio::test]
async fn two_changes_are_two_complaints() {
    let stage = full().await;
    stage.server.write(|tx| {
        run(tx, "UPDATE wordings SET body = body || '.'")?;
        run(tx, "UPDATE explanatory_notes SET body = body || '.'")?;
        run(tx, "UPDATE responses SET treatment = 'accepted'")
    });
    let looked = stage.server.read(|conn| checking::everything(conn, None));
    let said: Vec<String> = looked.faults.iter().map(ToString::to_string).collect();
    let about = |thing: &str| said.iter().filter(|said| said.contains(thing)).count();
    let counts = (about("the draft"), about("the explanatory note"), about("the response"));
    assert_eq!((counts, said.len()), ((2, 1, 1), 4), "{said:?}");
    assert!(said.iter().all(|said| said.contains("line ")), "{said:?}");
}

/// Lines that were written before lines held digests are counted, and fail nothing.
#[tokio::test]
async fn lines_without_a_digest_are_counted_and_fail_nothing() {
    let stage = stage::recorded().await;
    without_triggers(&stage.server);
    let scope = Scope::Consultation(stage.consultation);
    stage.server.write(|tx| {
        let mut all = journal::store::latest(tx, scope, None, 1000)?;
        all.reverse();
        let mut previous = vec![0; 32];
        for mut line in all {
            for name in ["sha256", "round_sha256"] {
                line.detail.0.as_object_mut().expect("an object").remove(name);
            }
            let hash = journal::link(line.seq, &previous, &line.payload());
            let mine = chains::table.filter(chains::scope.eq(scope.name())).select(chains::id);
            let row =
                lines::table.filter(lines::chain_id.eq_any(mine)).filter(lines::seq.eq(line.seq));
            diesel::update(row)
                .set((
                    lines::detail.eq(Json(line.detail.0)),
                    lines::prev.eq(&previous),
                    lines::hash.eq(&hash),
                ))
                .execute(&mut **tx)?;
            previous = hash;
        }
        diesel::update(chains::table.filter(chains::scope.eq(scope.name())))
            .set(chains::head.eq(previous))
            .execute(&mut **tx)
    });
    let report = checked(&stage.server).unwrap();
    // A draft, the settings, a round, three participants.
    assert_eq!((report.frozen, report.undigested), (0, 6), "{report:?}");
}
