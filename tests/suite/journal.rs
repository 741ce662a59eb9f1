//! The journal: each act leaves lines that hang together, and nobody rewrites them.

use diesel::prelude::*;
use travaux::journal::store::{Entry, latest};
use travaux::journal::{Scope, link, payload};
use travaux::procedure::standing::{Actor, Capacity};
use travaux::schema::*;

use super::support::acts;
use super::support::{Server, stage};

/// One for each word that stands in the journal.
const CAPACITIES: [Capacity; 10] = [
    Capacity::Visitor,
    Capacity::CommenterOwn,
    Capacity::FocalOwn,
    Capacity::Reader,
    Capacity::Drafter,
    Capacity::Lead,
    Capacity::RoundAdministrator,
    Capacity::SystemAdministrator,
    Capacity::Auditor,
    Capacity::Reviewer,
];

/// Every line of every chain: in order, without a gap, each hash as its content says, and the head is the last.
fn verify(server: &Server) -> usize {
    let chains: Vec<(String, i64, Vec<u8>)> = server.read(|conn| {
        chains::table.select((chains::scope, chains::length, chains::head)).load(conn)
    });
    let mut lines = 0;
    for (scope, length, head) in chains {
        let mut entries = entries(server, &scope);
        entries.reverse();
        assert_eq!(entries.len() as i64, length, "{scope}");
        let mut previous = vec![0; 32];
        for (n, entry) in entries.iter().enumerate() {
            assert_eq!(entry.seq, n as i64 + 1, "{scope}");
            assert_eq!(entry.prev, previous, "{scope}, line {}", entry.seq);
            assert_eq!(hash(entry), entry.hash, "{scope}, line {} ({})", entry.seq, entry.act);
            previous.clone_from(&entry.hash);
        }
        assert_eq!(previous, head, "{scope}");
        lines += entries.len();
    }
    lines
}

fn entries(server: &Server, scope: &str) -> Vec<Entry> {
    let scope = match scope.strip_prefix("consultation:") {
        Some(key) => Scope::Consultation(travaux::procedure::keys::ConsultationKey(
            key.parse().expect("a key"),
        )),
        None => Scope::Installation,
    };
    server.read(|conn| latest(conn, scope, None, 10_000))
}

fn hash(entry: &Entry) -> Vec<u8> {
    let capacity = CAPACITIES.into_iter().find(|c| c.as_str() == entry.acting_as);
    let capacity = capacity.expect("a capacity that this test knows");
    let by = Actor { account: entry.account, capacity };
    let payload = payload(entry.at, &by, &entry.act, &entry.subject, &entry.detail.0);
    link(entry.seq, &entry.prev, &payload)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_chain_of_every_consultation_holds_after_every_act() {
    let stage = stage::set().await;
    let mut done = 0;
    for act in acts::all().filter(|act| act.after.is_empty()) {
        let Ok(ready) = acts::open(&stage, act).await else { continue };
        if ready.send().await.status == 303 {
            done += 1;
        }
        verify(&stage.server);
    }
    assert!(done >= 10, "only {done} acts could be done one after the other");
    assert!(verify(&stage.server) >= 5);
}

#[tokio::test]
async fn a_line_of_the_journal_is_never_changed_and_never_removed() {
    let stage = stage::set().await;
    let ready = acts::open(&stage, acts::act("extend the round")).await.expect("the page");
    assert_eq!(ready.send().await.status, 303);
    let before = super::support::tables::everything(&stage.server);
    for statement in [
        "UPDATE journal SET act = 'round.closed'",
        "UPDATE journal SET at = at, detail = detail",
        "DELETE FROM journal",
    ] {
        let done: Result<usize, travaux::web::Error> =
            stage.server.app.db.write(|tx| Ok(diesel::sql_query(statement).execute(&mut **tx)?));
        let refused = done.expect_err(statement).to_string();
        assert!(refused.contains("journal"), "{statement}: {refused}");
    }
    assert_eq!(before, super::support::tables::everything(&stage.server));
}

#[tokio::test]
async fn a_changed_line_would_be_seen() {
    let stage = stage::set().await;
    let ready = acts::open(&stage, acts::act("extend the round")).await.expect("the page");
    assert_eq!(ready.send().await.status, 303);
    let scope = Scope::Consultation(stage.consultation).name();
    let mut entry = entries(&stage.server, &scope).remove(0);
    assert_eq!(hash(&entry), entry.hash);
    entry.act.push('x');
    assert_ne!(hash(&entry), entry.hash);
}
