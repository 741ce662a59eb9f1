//! Several processes on one database: what one does, every other knows at once, and nothing is done twice.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::process::{Command, Stdio};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use futures_util::stream::{self, StreamExt};
use travaux::config::{Smtp, Tls};
use travaux::db::{Conn, Db};
use travaux::post::{self, Desk, Mailer};
use travaux::rounds::announce_closings;
use travaux::schema::{journal, letters};
use travaux::sign_in::Limits;

use crate::support::smtp::{Manner, PostOffice};
use crate::support::stage::{self, PASSWORD};
use crate::support::{Person, Server, acts, postgres, reminder, tables};

const PROCESSES: usize = 4;

/// A process beside the stage's own: connections and memory of its own.
fn beside(server: &Server) -> String {
    server.beside(database(server), server.app.settings.clone())
}

fn database(server: &Server) -> Db {
    Db::open(&server.app.settings.database_url, 2).expect("it opens")
}

#[tokio::test]
async fn a_session_its_end_and_guesses_are_the_same_everywhere() {
    let stage = stage::set().await;
    let (one, other) = (stage.visitor.clone(), stage.visitor.clone().at(&beside(&stage.server)));
    let form = [("email", "elena@example.org"), ("password", PASSWORD)];
    assert_eq!(one.post("/sign-in", &form).await.status, 303);
    assert_eq!(other.get("/account").await.status, 200, "signed in here, known there");
    assert_eq!(other.post("/sign-out", &[]).await.status, 303);
    assert_eq!(one.get("/account").await.status, 401, "signed out there, nobody here");

    // Ten guesses in all, not ten at each.
    let wrong = [("email", "elena@example.org"), ("password", "never this one, surely")];
    for n in 0..10 {
        let who = if n % 2 == 0 { &one } else { &other };
        assert_eq!(who.post("/sign-in", &wrong).await.status, 422, "guess {n}");
    }
    assert_eq!(one.post("/sign-in", &wrong).await.status, 429);
    assert_eq!(other.post("/sign-in", &wrong).await.status, 429);
}

/// How many of so many requests at each of two processes, several at once, are let through.
async fn let_through<F>(
    people: &[Person; 2],
    each: usize,
    send: impl Fn(Person, usize) -> F,
) -> usize
where
    F: Future<Output = u16>,
{
    let tries = (0..2 * each).map(|n| send(people[n % 2].clone(), n));
    let statuses: Vec<u16> = stream::iter(tries).buffer_unordered(6).collect().await;
    let others = statuses.iter().filter(|status| !matches!(status, 200 | 303 | 422 | 429));
    assert_eq!(others.count(), 0, "{statuses:?}");
    statuses.iter().filter(|status| **status != 429).count()
}

/// However many processes there are, and however requests are spread over them: the clock of this test stands still, so each
/// limit lets through as many as it says.
#[tokio::test]
async fn limits_of_accounts_and_networks_are_the_same_for_all_processes_together() {
    let so_many = |n| NonZeroU32::new(n).expect("some");
    let stage = stage::set_with(|settings| {
        settings.limits =
            Limits { submissions: so_many(3), exports: so_many(7), invitations: so_many(5) };
    })
    .await;
    let address = beside(&stage.server);
    let both = |who: &Person| [who.clone(), who.clone().at(&address)];

    // By account: files, letters, submissions.
    let colleagues = {
        let ready = acts::open(&stage, acts::act("invite a colleague")).await.expect("the form");
        let form = ready.form.clone();
        let_through(&both(&ready.who), 5, move |who, n| {
            let (mut form, action) = (form.clone(), ready.action.clone());
            form.fill(&[("email".into(), format!("colleague{n}@example.org"))]);
            async move { who.post(&action, &form.pairs()).await.status }
        })
        .await
    };
    assert_eq!(colleagues, 5);
    stage.server.it_is("2026-05-04T12:00:00Z");
    let path = format!("/rounds/{}/matrix.csv", stage.round);
    let export = |who: Person, _| {
        let path = path.clone();
        async move { who.get(&path).await.status }
    };
    assert_eq!(let_through(&both(&stage.lead), 7, export).await, 7);
    assert_eq!(
        let_through(&both(&stage.administrator), 7, export).await,
        7,
        "another's are another's"
    );

    // By network: 120 in a minute.
    let visitors = both(&stage.visitor);
    let guess = |who: Person, n| async move {
        let email = format!("nobody-{n}@example.org");
        who.post("/sign-in", &[("email", email.as_str()), ("password", PASSWORD)]).await.status
    };
    let pasted =
        |who: Person, _| async move { who.post("/verify", &[("pasted", "x")]).await.status };
    assert_eq!(let_through(&visitors, 70, pasted).await, 120);
    let reset = |who: Person, _| async move { who.post("/password-reset", &[]).await.status };
    assert_eq!(let_through(&visitors, 70, reset).await, 120);
    assert_eq!(let_through(&visitors, 70, guess).await, 120);
}

#[tokio::test]
async fn the_request_after_a_change_obeys_it_on_every_process() {
    let stage = stage::set().await;
    let address = beside(&stage.server);
    let there = |who: &Person| who.clone().at(&address);

    // A role that is taken away.
    let team = format!("/c/{}/team", stage.slug);
    let staff = [&stage.administrator, &stage.lead, &stage.drafter, &stage.auditor].map(there);
    let mut before = Vec::new();
    for person in &staff {
        before.push(person.get(&team).await.status);
    }
    let ready = acts::open(&stage, acts::act("take a role away")).await.expect("the form");
    assert_eq!(ready.send().await.status, 303);
    let mut after = Vec::new();
    for person in &staff {
        after.push(person.get(&team).await.status);
    }
    let lost = before.iter().zip(&after).filter(|pair| *pair == (&200, &404)).count();
    assert_eq!(lost, 1, "{before:?} {after:?}");

    // A comment that is sent at one is read at the other; the closing of the round at one is known at the other.
    let place = format!("/rounds/{}/elements/{}", stage.round, stage.elements[2]);
    let comment =
        [("body", "Said at one."), ("language", "en"), ("class", "public"), ("version", "0")];
    let form = format!("{place}?form=comment");
    assert_eq!(there(&stage.avaria_focal).post(&form, &comment).await.status, 303);
    assert!(stage.avaria_focal.get(&place).await.has("Said at one."));
    let round = format!("/rounds/{}", stage.round);
    let open = there(&stage.visitor).get(&round).await.text();
    let ready = acts::open(&stage, acts::act("close the round")).await.expect("the form");
    assert_eq!(ready.send().await.status, 303);
    let closed = there(&stage.visitor).get(&round).await.text();
    assert_ne!(closed, open);
    assert_eq!(closed, stage.visitor.get(&round).await.text());
}

/// Letters, reminders, closings, lists of digests: several workers at once do each of them once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_due_is_done_once_however_many_workers_there_are() {
    let stage = stage::set().await;
    let server = &stage.server;
    server.it_is("2026-04-30T16:00:30Z");
    let (now, settings) = (server.now(), server.app.settings.clone());
    let close = || -> usize {
        let db = database(server);
        let desk = Desk::new(&settings);
        db.write(|tx| announce_closings(tx, &desk, now)).expect("it is announced")
    };
    let announced: usize = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..PROCESSES).map(|_| scope.spawn(close)).collect();
        workers.into_iter().map(|worker| worker.join().expect("it ends")).sum()
    });
    assert_eq!(announced, 1, "the round closes once");
    let ended = || journal::table.filter(journal::act.eq("round.ended")).count();
    assert_eq!(server.read(|conn| ended().get_result::<i64>(conn)), 1);

    for n in 0..40 {
        server.write(|tx| post::enqueue(tx, &server.app.post(), &reminder(n), now));
    }
    let waiting: i64 = server.read(|conn| letters::table.count().get_result(conn));
    assert!(waiting > 40, "those of the closing too");
    let office = PostOffice::open(Manner::Accept);
    let mut settings = server.app.settings.clone();
    settings.mail.smtp = Some(Smtp {
        host: "127.0.0.1".into(),
        port: office.port(),
        tls: Tls::None,
        ca: None,
        user: None,
        password: None,
    });
    let deliver = || -> usize {
        let (db, mailer) = (database(server), Mailer::new(&settings).expect("a mailer"));
        let mut sent = 0;
        loop {
            match post::deliver(&db, &mailer, || true, now).expect("it delivers") {
                0 => return sent,
                some => sent += some,
            }
        }
    };
    let sent: usize = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..PROCESSES).map(|_| scope.spawn(deliver)).collect();
        workers.into_iter().map(|worker| worker.join().expect("it ends")).sum()
    });
    assert_eq!(sent as i64, waiting);
    let mut copies: BTreeMap<String, usize> = BTreeMap::new();
    for letter in office.letters() {
        *copies.entry(letter.header("Message-ID").expect("its id")).or_default() += 1;
    }
    assert_eq!(copies.len() as i64, waiting);
    assert!(copies.values().all(|n| *n == 1), "{copies:?}");
}

#[test]
fn migrations_run_once_however_many_processes_start() {
    let folder = tempfile::tempdir().unwrap();
    let empty = postgres::cluster().map(|_| postgres::Database::fresh(|_| ()));
    let url = match &empty {
        Some(database) => database.url().to_owned(),
        None => format!("sqlite:{}", folder.path().join("travaux.db").display()),
    };
    if let Some(database) = &empty {
        // A copy of the template has them already.
        let mut conn = PgConnection::establish(database.url()).unwrap();
        conn.batch_execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public").unwrap();
    }
    let started: Vec<_> = (0..PROCESSES + 1)
        .map(|_| {
            Command::new(env!("CARGO_BIN_EXE_travaux"))
                .arg("--data")
                .arg(folder.path())
                .env("DATABASE_URL", &url)
                .arg("migrate")
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let said: Vec<String> = started
        .into_iter()
        .map(|child| {
            let output = child.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "{said}");
            said
        })
        .collect();
    let ran = said.iter().filter(|said| said.contains("migrations ran")).count();
    assert_eq!(ran, 1, "{said:?}");
    assert_eq!(
        said.iter().filter(|said| said.contains("at this version already")).count(),
        PROCESSES
    );
}

/// A backup reads a table for as long as it takes. A new program that is to change that table stands in nobody's way meanwhile: whoever
/// writes and reads there goes on, and the table is changed when it is free.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_migration_that_waits_for_a_backup_holds_nobody_up() {
    if postgres::cluster().is_none() {
        return;
    }
    let stage = stage::set().await;
    let url = stage.server.app.settings.database_url.clone();
    stage.server.write(|tx| {
        tx.batch_execute(
            "ALTER TABLE letters DROP COLUMN leased_by; \
             DELETE FROM __diesel_schema_migrations WHERE version = '0027'",
        )
    });
    let mut backup = diesel::PgConnection::establish(&url).expect("a connection");
    backup.batch_execute("BEGIN; SELECT count(*) FROM letters").expect("it reads");
    let migrating = tokio::task::spawn_blocking(move || travaux::db::migrate(&url));
    for _ in 0..40 {
        let all: i64 = stage.server.read(|conn| letters::table.count().get_result(conn));
        assert!(all >= 0);
        stage.server.write(|tx| {
            let nothing = letters::subject.eq(letters::subject);
            diesel::update(letters::table).set(nothing).execute(&mut **tx)
        });
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert!(!migrating.is_finished(), "the table is in use");
    backup.batch_execute("COMMIT").expect("it ends");
    assert_eq!(migrating.await.expect("no panic").expect("it runs"), 1);
}

/// A rolling upgrade: for some minutes this program works on the schema of the next one, which only adds.
#[tokio::test]
async fn this_program_goes_on_beside_a_schema_that_has_grown() {
    let stage = stage::set().await;
    grow(&stage.server);
    for name in ["comment", "submit", "add themes"] {
        let ready = acts::ready(&stage, acts::act(name)).await.expect(name);
        let answer = ready.send().await;
        assert!(matches!(answer.status, 200 | 303), "{name}: {} {}", answer.status, answer.text());
    }
    let paths = [
        format!("/c/{}", stage.slug),
        format!("/rounds/{}/text", stage.round),
        format!("/c/{}/team", stage.slug),
        format!("/c/{}/journal", stage.slug),
        format!("/c/{}/drafts", stage.slug),
    ];
    for path in paths {
        let page = stage.lead.get(&path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text());
    }
}

/// A table more, and in every table a column more, with and without a default.
fn grow(server: &Server) {
    server.write(|tx| {
        for table in tables::names(tx) {
            let sql = match &**tx {
                Conn::Sqlite(_) => format!(
                    "ALTER TABLE {table} ADD COLUMN grown TEXT; \
                     ALTER TABLE {table} ADD COLUMN grown_more INTEGER NOT NULL DEFAULT 0"
                ),
                Conn::Postgres(_) => format!(
                    "ALTER TABLE {table} ADD COLUMN grown TEXT; \
                     ALTER TABLE {table} ADD COLUMN grown_more BIGINT NOT NULL DEFAULT 0"
                ),
            };
            tx.batch_execute(&sql)?;
        }
        tx.batch_execute("CREATE TABLE grown (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
    });
}

/// What lets old and new programs work side by side: from the first migration that a served installation meets, each only adds.
#[test]
fn migrations_only_add() {
    const SERVED_SINCE: &str = "0022";
    let takes_away = |sql: &str| {
        let sql = sql.to_uppercase();
        let words = ["DROP ", "RENAME ", "ALTER COLUMN", "DELETE FROM", "TRUNCATE"];
        let takes = words.iter().any(|word| sql.contains(word));
        // A column that must be filled, and that the old program does not know.
        let asks =
            sql.contains("ADD COLUMN") && sql.contains("NOT NULL") && !sql.contains("DEFAULT");
        takes || asks
    };
    for (sql, is_so) in [
        ("ALTER TABLE a ADD COLUMN b TEXT", false),
        ("ALTER TABLE a ADD COLUMN b TEXT NOT NULL", true),
        ("ALTER TABLE a ADD COLUMN b INTEGER NOT NULL DEFAULT 0", false),
        ("ALTER TABLE a DROP COLUMN b", true),
        ("CREATE TABLE c (id INTEGER PRIMARY KEY NOT NULL)", false),
    ] {
        assert_eq!(takes_away(sql), is_so, "{sql}");
    }
    for engine in ["sqlite", "postgres"] {
        let folder = format!("{}/migrations/{engine}", env!("CARGO_MANIFEST_DIR"));
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let name = entry.file_name().into_string().unwrap();
            if name.as_str() < SERVED_SINCE {
                continue;
            }
            let sql = std::fs::read_to_string(entry.path().join("up.sql")).unwrap();
            // What a trigger does, it does on the new schema's own tables.
            let (mut code, mut is_trigger) = (String::new(), false);
            for line in sql.lines().map(str::trim).filter(|line| !line.starts_with("--")) {
                is_trigger &= !line.starts_with("END");
                if !is_trigger {
                    code += line;
                    code.push('\n');
                }
                is_trigger |= line.ends_with("BEGIN");
            }
            assert!(!is_trigger, "{engine}/{name}: a trigger does not end");
            for statement in code.split(';') {
                assert!(!takes_away(statement), "{engine}/{name}: {statement}");
            }
        }
    }
}
