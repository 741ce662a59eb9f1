//! Nothing that was typed is lost: a full disk, a locked database, twenty clicks at once.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use std::time::{Duration, Instant};
use travaux::db::Conn;
use travaux::procedure::words::SubmissionState;
use travaux::schema::submissions;

use crate::access::scene::comment;
use crate::support::acts::{self, act};
use crate::support::stage::Stage;
use crate::support::{postgres, stage};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_gives_the_text_back_and_the_server_recovers_by_itself() {
    let stage = stage::set().await;
    let path = format!("/rounds/{}/elements/{}", stage.round, stage.elements[2]);
    let text = "Every harbour is a common house. ".repeat(600);
    let form = [("body", text.as_str()), ("language", "en"), ("class", "public")];
    disk(&stage, Disk::Full);
    let answer = stage.avaria_focal.post(&path, &form).await;
    assert_eq!(answer.status, 507, "{}", answer.text());
    assert!(answer.has("Every harbour is a common house."), "{}", answer.text());
    assert_eq!(answer.body.matches("Every harbour is a common house.").count(), 600);
    assert_eq!(stage.visitor.get(&path).await.status, 200, "reading goes on");
    disk(&stage, Disk::Free);
    let answer = stage.avaria_focal.post(&path, &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

enum Disk {
    Full,
    Free,
}

/// SQLite is told how large its file may be; a PostgreSQL, which has no such switch, says what it says when a table cannot grow.
/// (A disk of its own that is truly full: soak/full_disk.rs.)
fn disk(stage: &Stage, disk: Disk) {
    let statement = match (postgres::cluster().is_some(), disk) {
        // The least that it can be is what the file has now.
        (false, Disk::Full) => "PRAGMA max_page_count = 1",
        (false, Disk::Free) => "PRAGMA max_page_count = 1000000",
        (true, Disk::Full) => {
            "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             RAISE EXCEPTION 'could not extend file \"base/16384/16385\": No space left on device' \
             USING ERRCODE = '53100', HINT = 'Check free disk space.'; END $$; \
             CREATE TRIGGER no_room BEFORE INSERT ON inputs EXECUTE FUNCTION no_room()"
        }
        (true, Disk::Free) => "DROP TRIGGER no_room ON inputs; DROP FUNCTION no_room()",
    };
    stage.server.write(|tx| tx.batch_execute(statement));
}

/// Another program holds what the act needs: on SQLite the whole database, on PostgreSQL the
/// consultation's chain. It lets go when this is dropped.
struct Holder(#[allow(dead_code, reason = "held, not used")] Conn);

impl Holder {
    fn of(stage: &Stage) -> Self {
        let settings = &stage.server.app.settings;
        match settings.database_url.strip_prefix("sqlite:") {
            Some(file) => {
                let mut c = SqliteConnection::establish(file).expect("another opens it");
                c.batch_execute("BEGIN IMMEDIATE").expect("another holds it");
                Self(Conn::Sqlite(c))
            }
            None => {
                let mut c = PgConnection::establish(&settings.database_url).expect("it opens");
                c.batch_execute(
                    "BEGIN; LOCK TABLE inputs IN SHARE MODE; LOCK TABLE chains IN SHARE MODE",
                )
                .expect("another holds it");
                Self(Conn::Postgres(c))
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_another_holds_gives_the_text_back_within_six_seconds() {
    let stage = stage::set().await;
    let path = format!("/rounds/{}/elements/{}", stage.round, stage.elements[2]);
    let form = [("body", "We wait at the quay."), ("language", "en"), ("class", "public")];
    // The second act of a session lengthens it too: one waiting must not follow the other.
    stage.server.it_is("2026-03-15T13:00:00Z");
    let other = Holder::of(&stage);

    let began = Instant::now();
    let answer = stage.avaria_focal.post(&path, &form).await;
    // The time is the promise itself here: a person waits for an answer.
    let waited = began.elapsed();
    assert_eq!(answer.status, 503, "{}", answer.text());
    assert!(!answer.header("retry-after").is_empty());
    assert!(answer.has("We wait at the quay."), "{}", answer.text());
    assert!(waited < Duration::from_secs(6), "{waited:?}");
    assert_eq!(stage.visitor.get(&path).await.status, 200, "reading goes on");
    drop(other);
    let answer = stage.avaria_focal.post(&path, &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_held_for_three_seconds_is_waited_for() {
    let stage = stage::set().await;
    let path = format!("/rounds/{}/elements/{}", stage.round, stage.elements[2]);
    let form = [("body", "We wait at the quay."), ("language", "en"), ("class", "public")];
    let other = Holder::of(&stage);
    let letting_go = tokio::task::spawn_blocking(move || {
        std::thread::sleep(Duration::from_secs(3));
        drop(other);
    });
    let answer = stage.avaria_focal.post(&path, &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    letting_go.await.expect("it let go");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_twins_of_one_submit_are_one_submission_with_one_receipt() {
    let stage = stage::set().await;
    comment(&stage.avaria_focal, &stage.round, &stage.elements[2], "Once.", "public").await;
    let ready = std::sync::Arc::new(acts::open(&stage, act("submit")).await.expect("the form"));
    let clicks: Vec<_> = (0..20)
        .map(|_| {
            let ready = ready.clone();
            tokio::spawn(async move {
                let answer = ready.send().await;
                (answer.status, answer.headers.get("location").cloned())
            })
        })
        .collect();
    let mut answers = Vec::new();
    for click in clicks {
        answers.push(click.await.expect("an answer"));
    }
    let (status, receipt) = answers[0].clone();
    assert_eq!(status, 303);
    for answer in &answers {
        let path = |to: &Option<reqwest::header::HeaderValue>| {
            let to = to.as_ref().map(|to| to.to_str().expect("an address").to_owned());
            to.map(|to| to.split('?').next().unwrap_or_default().to_owned())
        };
        assert_eq!((answer.0, path(&answer.1)), (303, path(&receipt)), "{answers:?}");
    }
    let sent: Vec<Option<String>> = stage.server.read(|conn| {
        submissions::table
            .filter(submissions::state.eq(SubmissionState::Submitted))
            .select(submissions::receipt_code)
            .load(conn)
    });
    assert_eq!(sent.len(), 1);
    assert!(sent[0].is_some());
}
