//! Whatever is changed in what the record covers is found: any bit, any line, past the triggers.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use travaux::db::{Conn, Tx};
use travaux::procedure::keys::SubmissionKey;
use travaux::schema::submissions;
use travaux::submissions::commitment::{self, Content, Form};
use travaux::submissions::{committed, store};

use super::{check, checked, closes, does, sends};
use crate::support::Server;
use crate::support::stage::{self, Stage};
use crate::support::tables::columns;

/// Somebody with the database in hand first takes the triggers away.
pub fn without_triggers(server: &Server) {
    server.write(|tx| {
        let sql = match &**tx {
            Conn::Sqlite(_) => {
                "DROP TRIGGER journal_is_never_changed; DROP TRIGGER journal_is_never_shortened; \
                 DROP TRIGGER receipts_are_never_changed; DROP TRIGGER receipts_are_never_removed; \
                 DROP TRIGGER digest_lists_are_never_changed; \
                 DROP TRIGGER digest_lists_are_never_removed"
            }
            Conn::Postgres(_) => {
                "ALTER TABLE journal DISABLE TRIGGER USER; \
                 ALTER TABLE receipts DISABLE TRIGGER USER; \
                 ALTER TABLE digest_lists DISABLE TRIGGER USER"
            }
        };
        tx.batch_execute(sql)
    });
}

/// Something of each kind that the record covers: sent, replaced, withdrawn, registered with its file and an excerpt, listed.
async fn full() -> Stage {
    let stage = stage::recorded().await;
    for act in ["comment", "propose new wording", "answer a question", "attach a file"] {
        does(&stage, act).await;
    }
    does(&stage, "keep the cover").await;
    for act in ["submit", "replace what was submitted", "submit", "register what came by letter"] {
        does(&stage, act).await;
    }
    let gone = sends(&stage, &stage.ngo_focal, "We take this back.", "name_withheld").await;
    stage.ngo_focal.does(&format!("{gone}/withdrawal"), &[("reason", "Not yet")]).await;
    let list = stage.drafter.get(&format!("/rounds/{}/submissions", stage.round)).await;
    let registered =
        list.links("/submissions/").into_iter().find(|to| to.starts_with("/submissions/"));
    let registered = registered.unwrap_or_else(|| panic!("{}", list.text()));
    let form = [("body", "The scope is not clear."), ("kind", "comment"), ("language", "en")];
    let excerpts = format!("{registered}/excerpts");
    let answer = stage.drafter.post(&excerpts, &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    closes(&stage);
    let report = checked(&stage.server).unwrap();
    assert_eq!((report.commitments, report.receipts, report.lists), (5, 4, 1), "{report:?}");
    without_triggers(&stage.server);
    stage
}

/// What the record covers. (A line's row number is nobody's: nothing refers to it.)
const COVERED: &[(&str, &[&str])] = &[
    (
        "journal",
        &[
            "chain_id",
            "seq",
            "at",
            "account_id",
            "acting_as",
            "act",
            "subject",
            "detail",
            "prev",
            "hash",
        ],
    ),
    ("chains", &["id", "scope", "length", "head"]),
    (
        "submissions",
        &[
            "public_id",
            "state",
            "language",
            "submitted_at",
            "late",
            "cover",
            "without_prejudice",
            "receipt_code",
            "salt",
            "commitment",
            "commitment_form",
        ],
    ),
    (
        "inputs",
        &[
            "public_id",
            "identity",
            "question_id",
            "kind",
            "operation",
            "comment_type",
            "body",
            "quoted",
            "proposed",
            "sealed",
            "language",
            "publication_class",
        ],
    ),
    ("attachments", &["sealed", "publication_class"]),
    ("attachment_parts", &["bytes"]),
    ("committed_inputs", &["input_id", "identity", "publication_class", "salt", "commitment"]),
    ("committed_files", &["attachment_id", "publication_class"]),
    ("receipts", &["submission_id", "body"]),
    ("digest_lists", &["round_id", "number", "count", "body"]),
    ("digest_lines", &["list_id", "commitment"]),
    ("signing_keys", &["key_id", "public_key"]),
];

/// What was committed to before proposals could move, split and merge has fewer fields, and says
/// so: it holds as long as nobody says otherwise of it.
#[tokio::test]
async fn what_was_committed_to_in_the_first_form_still_holds() {
    let stage = full().await;
    let old: Vec<(SubmissionKey, Vec<u8>)> = stage.server.read(|conn| {
        let all: Vec<SubmissionKey> = submissions::table
            .filter(submissions::commitment.is_not_null())
            .select(submissions::id)
            .load(conn)?;
        let digest = |id: SubmissionKey| {
            let submission = store::find(conn, id)?;
            let salt = store::salt_of(conn, id)?.expect("a salt");
            let (others, inputs) = (store::co_submitters(conn, id)?, store::inputs_of(conn, id)?);
            let files = store::attachments_of(conn, id)?;
            let excerpt = |input: &store::Input| {
                store::is_excerpt(conn, input)
                    .map(|is_excerpt| (!is_excerpt).then(|| input.clone()))
            };
            let inputs: QueryResult<Vec<_>> = inputs.iter().map(excerpt).collect();
            let inputs: Vec<store::Input> = inputs?.into_iter().flatten().collect();
            let content = Content {
                submission: &submission,
                at: submission.submitted_at.expect("sent"),
                late: submission.late,
                others: &others,
                inputs: &inputs,
                files: &files,
            };
            let canonical = commitment::canonical(Form::First, &content);
            Ok((id, commitment::of_bytes("travaux/v1/submission", &salt, &canonical)))
        };
        all.into_iter().map(digest).collect()
    });
    assert!(old.len() > 2);
    stage.server.write(|tx| {
        for (id, digest) in &old {
            diesel::update(submissions::table.find(id))
                .set((submissions::commitment.eq(digest), submissions::commitment_form.eq(1_i64)))
                .execute(&mut **tx)?;
        }
        Ok::<_, diesel::result::Error>(())
    });
    let holds = |key: SubmissionKey| {
        stage.server.read(|conn| {
            let submission = store::find(conn, key)?;
            Ok(committed::whole(conn, &submission)?.holds())
        })
    };
    for (id, _) in &old {
        assert!(holds(*id), "{id:?}");
    }
    let (first, _) = &old[0];
    for other in [2_i64, 3] {
        stage.server.write(|tx| {
            diesel::update(submissions::table.find(first))
                .set(submissions::commitment_form.eq(other))
                .execute(&mut **tx)
        });
        assert!(!holds(*first), "{other}");
    }
}

#[derive(QueryableByName)]
pub struct Stored {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = Text)]
    pub said: String,
}

/// A column's values in rows that have one, as text: bytes in hexadecimal, times in microseconds.
pub fn stored(conn: &mut Conn, table: &str, column: &str, kind: &str) -> Vec<Stored> {
    let said = match (&conn, kind) {
        (Conn::Sqlite(_), "blob") => format!("hex({column})"),
        (Conn::Sqlite(_), _) => format!("CAST({column} AS TEXT)"),
        (Conn::Postgres(_), "bytea") => format!("encode({column}, 'hex')"),
        (Conn::Postgres(_), "timestamp with time zone") => {
            format!("CAST(CAST(extract(epoch FROM {column}) * 1000000 AS bigint) AS text)")
        }
        (Conn::Postgres(_), _) => format!("CAST({column} AS text)"),
    };
    // Of what is only being drafted, nobody has promised anything.
    let sent = "SELECT id FROM submissions WHERE state <> 'drafting'";
    let only = match (table, column) {
        ("submissions", _) => "state <> 'drafting'".to_owned(),
        // A chain that was taken up and has no line yet: nothing refers to its number.
        ("chains", "id") => "length > 0".to_owned(),
        ("inputs" | "attachments", _) => format!("submission_id IN ({sent})"),
        _ => "1 = 1".to_owned(),
    };
    let sql = format!(
        "SELECT id, {said} AS said FROM {table} WHERE {column} IS NOT NULL AND {only} ORDER BY id"
    );
    diesel::sql_query(&sql).load(conn).unwrap_or_else(|e| panic!("{sql}: {e}"))
}

/// The value with one bit turned, as a literal of SQL; None where the column could not hold it.
pub fn turned(kind: &str, said: &str, at: usize, bit: u32, is_sqlite: bool) -> Option<String> {
    match kind {
        "blob" | "bytea" => {
            let mut bytes = travaux::signing::unhex(&said.to_lowercase())?;
            let at = at % bytes.len().max(1);
            *bytes.get_mut(at)? ^= 1 << (bit % 8);
            let hex = travaux::signing::hex(&bytes);
            Some(if is_sqlite { format!("x'{hex}'") } else { format!("'\\x{hex}'::bytea") })
        }
        "integer" | "bigint" => Some((said.parse::<i64>().ok()? ^ (1 << (bit % 40))).to_string()),
        "boolean" => Some((said != "true").to_string()),
        "timestamp with time zone" => {
            let micros = said.parse::<i64>().ok()? ^ (1 << (bit % 40));
            Some(format!("TIMESTAMPTZ 'epoch' + {micros} * INTERVAL '1 microsecond'"))
        }
        _ => {
            let mut bytes = said.as_bytes().to_vec();
            let at = at % bytes.len().max(1);
            *bytes.get_mut(at)? ^= 1 << (bit % 8);
            let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))?;
            if kind == "jsonb" {
                let (old, new): (serde_json::Value, serde_json::Value) =
                    (serde_json::from_str(said).ok()?, serde_json::from_str(&text).ok()?);
                if old == new {
                    return None;
                }
            }
            let cast = if kind == "jsonb" { "::jsonb" } else { "" };
            Some(format!("'{}'{cast}", text.replace('\'', "''")))
        }
    }
}

pub enum Seen {
    Found(String),
    /// The database itself would not have it: a reference or a rule of the table.
    Refused,
    Missed,
}

/// What comes of a statement: done, looked at, and undone.
pub fn seen(server: &Server, work: impl FnOnce(&mut Tx) -> QueryResult<()>) -> Seen {
    let mut seen = Seen::Refused;
    let undone: Result<(), travaux::web::Error> = server.app.db.write(|tx| {
        work(tx)?;
        seen = match check(tx) {
            Ok(_) => Seen::Missed,
            Err(fault) => Seen::Found(fault.to_string()),
        };
        Err(diesel::result::Error::RollbackTransaction.into())
    });
    assert!(undone.is_err());
    seen
}

pub fn run(tx: &mut Tx, sql: &str) -> QueryResult<()> {
    diesel::sql_query(sql).execute(&mut **tx).map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_turned_bit_in_anything_that_the_record_covers_is_found() {
    let stage = full().await;
    let server = &stage.server;
    let places: Vec<(&str, &str, String)> = server.read(|conn| {
        let mut places = Vec::new();
        for (table, names) in COVERED {
            for column in columns(conn, table) {
                let name = names.iter().find(|name| **name == column.name);
                places.extend(name.map(|name| (*table, *name, column.kind.clone())));
            }
        }
        Ok(places)
    });
    let covered: usize = COVERED.iter().map(|(_, names)| names.len()).sum();
    assert_eq!(places.len(), covered, "a column is not there");
    let is_sqlite = server.read(|conn| Ok(matches!(conn, Conn::Sqlite(_))));

    let (mut found, mut tables) = (0, std::collections::BTreeSet::new());
    let mut complaints = Vec::new();
    let cases = std::env::var("TRAVAUX_FLIPS").ok().and_then(|n| n.parse().ok()).unwrap_or(8);
    for (table, column, kind) in &places {
        let rows = server.read(|conn| Ok(stored(conn, table, column, kind)));
        if rows.is_empty() {
            continue;
        }
        let any = (any::<prop::sample::Index>(), any::<usize>(), any::<u32>());
        let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
        for _ in 0..cases {
            let (row, at, bit) = any.new_tree(&mut runner).unwrap().current();
            let row = row.get(&rows);
            let Some(value) = turned(kind, &row.said, at, bit, is_sqlite) else { continue };
            let sql = format!("UPDATE {table} SET {column} = {value} WHERE id = {}", row.id);
            match seen(server, |tx| run(tx, &sql)) {
                Seen::Found(said) => {
                    let names_it = said.contains("line") || !matches!(*table, "journal");
                    if !names_it {
                        complaints.push(format!("{sql}: no line is named: {said}"));
                    }
                    found += 1;
                    tables.insert(*table);
                }
                Seen::Refused => {}
                Seen::Missed => complaints.push(sql),
            }
        }
    }
    assert!(complaints.is_empty(), "{}\n{}", complaints.len(), complaints.join("\n"));
    assert!(found > 100 && tables.len() == COVERED.len(), "{found} in {tables:?}");
    assert!(checked(server).is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lines_dropped_swapped_or_inserted_are_found() {
    let stage = full().await;
    let key = stage.consultation.0;
    let chain = format!("(SELECT id FROM chains WHERE scope = 'consultation:{key}')");
    let cases = [
        ("line 3", format!("DELETE FROM journal WHERE seq = 3 AND chain_id = {chain}")),
        ("line 1", format!("DELETE FROM journal WHERE seq = 1 AND chain_id = {chain}")),
        (
            "line",
            format!(
                "DELETE FROM journal WHERE chain_id = {chain} AND \
                 seq = (SELECT length FROM chains WHERE scope = 'consultation:{key}')"
            ),
        ),
        (
            "line 2",
            format!(
                "UPDATE journal SET seq = 5 - seq + 1000 WHERE seq IN (2, 3) AND chain_id = {chain}"
            ),
        ),
        ("line 1", format!("UPDATE journal SET seq = -seq WHERE chain_id = {chain}")),
        (
            "line",
            format!(
                "INSERT INTO journal (chain_id, seq, at, acting_as, act, subject, detail, prev, hash) \
                 SELECT chain_id, seq + 1, at, acting_as, act, subject, detail, hash, hash FROM journal \
                 WHERE chain_id = {chain} ORDER BY seq DESC LIMIT 1"
            ),
        ),
        ("submission", "DELETE FROM receipts".into()),
        ("list 1", "DELETE FROM digest_lines".into()),
        ("cannot be", "UPDATE submissions SET salt = NULL".into()),
        ("", "DELETE FROM committed_inputs".into()),
        ("", "DELETE FROM attachment_parts".into()),
    ];
    for (named, sql) in cases {
        match seen(&stage.server, |tx| run(tx, &sql)) {
            Seen::Found(said) if named.trim() != "cannot be" => {
                assert!(said.contains(named.trim()), "{sql}: {said}");
            }
            Seen::Found(_) => {}
            Seen::Refused => panic!("{sql}: it could not be tried"),
            Seen::Missed => panic!("{sql}: not found"),
        }
    }
    // Two lines change places.
    let swapped = seen(&stage.server, |tx| {
        for (from, to) in [(2, 1002), (3, 2), (1002, 3)] {
            run(
                tx,
                &format!("UPDATE journal SET seq = {to} WHERE seq = {from} AND chain_id = {chain}"),
            )?;
        }
        Ok(())
    });
    assert!(matches!(swapped, Seen::Found(said) if said.contains("line 2")));
    assert!(checked(&stage.server).is_ok());
}

#[tokio::test]
async fn the_database_refuses_to_change_receipts_and_lists() {
    let stage = stage::recorded().await;
    sends(&stage, &stage.avaria_focal, "We agree.", "public").await;
    closes(&stage);
    for sql in [
        "UPDATE receipts SET body = ''",
        "DELETE FROM receipts",
        "UPDATE digest_lists SET count = 7",
        "DELETE FROM digest_lists",
        "UPDATE journal SET act = 'round.closed'",
        "DELETE FROM journal",
    ] {
        let done: Result<(), travaux::web::Error> =
            stage.server.app.db.write(|tx| Ok(run(tx, sql)?));
        let refused = done.expect_err(sql).to_string();
        assert!(refused.contains("never"), "{sql}: {refused}");
    }
}
