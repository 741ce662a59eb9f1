//! Whether it lives, and whether it is ready.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use travaux::db::Conn;
use travaux::signing::Signer;

use crate::support::child::free_port;
use crate::support::{Server, postgres, spawn, spawn_with};

const TRAVAUX: &str = env!("CARGO_BIN_EXE_travaux");

/// Longer than either address may take, and much shorter than the database's own patience.
const IN_TIME: Duration = Duration::from_millis(4500);

async fn ready(server: &Server) -> (u16, String) {
    let began = Instant::now();
    let page = server.visitor().get("/readyz").await;
    assert!(began.elapsed() < IN_TIME, "it took {:?}", began.elapsed());
    (page.status, page.body.trim().to_owned())
}

#[tokio::test]
async fn it_lives_and_is_ready_and_says_nothing_else() {
    let server = spawn().await;
    for path in ["/healthz", "/readyz"] {
        let page = server.visitor().get(path).await;
        assert_eq!((page.status, page.body.as_str()), (200, "ok\n"), "{path}");
        assert_eq!(page.header("cache-control"), "no-store");
        assert!(page.header("set-cookie").is_empty());
        assert_eq!(page.header("travaux-sender"), "");
        let head = server.visitor().request("HEAD", path, &[]).await;
        assert_eq!((head.status, head.body.as_str()), (200, ""), "{path}");
        assert_eq!(server.visitor().post(path, &[]).await.status, 405);
    }
    // Which installation it is, and from where it takes a request to come: for `travaux doctor`.
    let page = server.visitor().request("GET", "/healthz", &[("travaux-sender", "?")]).await;
    let key = Signer::of(server.data()).public_key().unwrap();
    assert_eq!(page.header("travaux-installation"), key.id());
    assert_eq!(page.header("travaux-sender"), "127.0.0.1");
}

#[tokio::test]
async fn each_part_that_fails_is_named_by_a_word() {
    let server = spawn_with(|settings| settings.disk_reserve = u64::MAX).await;
    assert_eq!(ready(&server).await, (200, "disk".into()), "people can read");
    // A key that is in no file.
    server.write(|tx| {
        let named = "UPDATE sealing_keys SET key_id = 'zzzzzzzz'";
        tx.batch_execute(named)
    });
    assert_eq!(ready(&server).await, (503, "disk keys".into()));
    // What a newer program brought is no fault; what this one needs and lacks is.
    server.write(|tx| {
        tx.batch_execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101')")
    });
    assert_eq!(ready(&server).await, (503, "disk keys".into()));
    server.write(|tx| {
        let lacks =
            "DELETE FROM __diesel_schema_migrations WHERE version < '0002' OR version > '9'";
        tx.batch_execute(lacks)
    });
    assert_eq!(ready(&server).await, (503, "disk schema".into()));
    server.app.health.stop();
    assert_eq!(ready(&server).await, (503, "stopping disk schema".into()));
    // It lives all the same.
    assert_eq!(server.visitor().get("/healthz").await.status, 200);
}

/// Somebody holds the whole database, for as long as they like.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_locked_database_holds_neither_address_up() {
    let server = spawn().await;
    let url = server.app.settings.database_url.clone();
    let (to, held) = std::sync::mpsc::channel();
    let (release, released) = std::sync::mpsc::channel::<()>();
    let holder = std::thread::spawn(move || {
        let mut conn = match postgres::cluster() {
            Some(_) => Conn::Postgres(PgConnection::establish(&url).unwrap()),
            None => {
                let path = url.trim_start_matches("sqlite:");
                Conn::Sqlite(SqliteConnection::establish(path).unwrap())
            }
        };
        match &mut conn {
            Conn::Postgres(c) => c.batch_execute(
                "BEGIN; LOCK TABLE __diesel_schema_migrations, sealing_keys, sessions",
            ),
            // Nobody writes any more; whoever reads goes on.
            Conn::Sqlite(c) => c.batch_execute("PRAGMA busy_timeout = 5000; BEGIN EXCLUSIVE"),
        }
        .unwrap();
        to.send(()).unwrap();
        let _ = released.recv();
    });
    held.recv().unwrap();
    // More than there are places for, all at once, and with a session that nobody looks for.
    let who = server.signed_in("0000000000000000000000000000000000000000000000000000");
    let asked = (0..12).map(|_| {
        let who = who.clone();
        async move {
            let began = Instant::now();
            let lives = who.get("/healthz").await.status;
            let lived = began.elapsed();
            let page = who.get("/readyz").await;
            (lives, lived, page.status, page.body, began.elapsed())
        }
    });
    for (lives, lived, status, body, took) in futures_util::future::join_all(asked).await {
        assert_eq!(lives, 200);
        assert!(lived < IN_TIME && took < IN_TIME, "{lived:?} {took:?}");
        let expected = match postgres::cluster() {
            Some(_) => (503, "database\n"),
            None => (200, "ok\n"),
        };
        assert_eq!((status, body.as_str()), expected);
    }
    release.send(()).unwrap();
    holder.join().unwrap();
    for _ in 0..50 {
        if ready(&server).await.0 == 200 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("it is not ready again");
}

#[test]
fn it_says_that_it_stops_while_it_finishes_what_was_begun() {
    if postgres::cluster().is_some() {
        return;
    }
    let data = tempfile::tempdir().unwrap();
    let listen = format!("127.0.0.1:{}", free_port());
    let mut program = Command::new(TRAVAUX)
        .args(["serve", "--listen", &listen, "--drain", "20", "--disk-reserve", "0", "--data"])
        .arg(data.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let ask = |path: &str| -> Option<String> {
        let mut stream = TcpStream::connect(&listen).ok()?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").ok()?;
        let mut said = String::new();
        stream.read_to_string(&mut said).ok()?;
        Some(said)
    };
    let until = |what: &str, is_so: &dyn Fn(&str) -> bool| {
        for _ in 0..300 {
            if ask("/readyz").is_some_and(|said| is_so(&said)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("it is not {what}: {:?}", ask("/readyz"));
    };
    until("ready", &|said| said.starts_with("HTTP/1.1 200"));
    let id = program.id().to_string();
    let tell = || assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    tell();
    until("stopping", &|said| said.starts_with("HTTP/1.1 503") && said.ends_with("stopping\n"));
    // It still serves whoever comes.
    assert!(ask("/sign-in").unwrap().starts_with("HTTP/1.1 200"));
    tell();
    assert!(program.wait().unwrap().success());
    assert!(ask("/healthz").is_none());
}
