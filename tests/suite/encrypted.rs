//! The way to a database on another machine: encrypted, with a look at who answers; and in words, where that fails.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};
use rustls::{ServerConfig, ServerConnection};
use travaux::db::{Db, is_encrypted};
use travaux::web::Error;

use crate::support::tls::Authority;
use crate::support::{console, postgres};

/// Answers each who asks for TLS: with this, or that it speaks none; and then says nothing more. Its port.
fn double(tls: Option<Arc<ServerConfig>>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut line in listener.incoming().flatten() {
            let mut question = [0; 8];
            if line.read_exact(&mut question).is_err() || question[4..] != [4, 210, 22, 47] {
                continue;
            }
            let _ = line.write_all(if tls.is_some() { b"S" } else { b"N" });
            if let Some(config) = &tls {
                let mut tls = ServerConnection::new(config.clone()).unwrap();
                while tls.is_handshaking() && tls.complete_io(&mut line).is_ok() {}
            }
        }
    });
    port
}

/// Why no connection is had.
fn said(url: &str) -> String {
    travaux::db::migrate(url).map(drop).unwrap_err().to_string()
}

#[test]
fn a_server_that_cannot_be_trusted_is_not_spoken_to_and_it_is_said_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, others) = (Authority::new(), Authority::new());
    let file = ours.file(folder.path());
    let way = |host: &str, port: u16| {
        let file = file.display();
        format!("postgres://t@{host}:{port}/t?sslmode=verify-full&sslrootcert={file}")
    };
    let past = |about: &mut rcgen::CertificateParams| {
        about.not_after = rcgen::date_time_ymd(2020, 1, 1);
    };
    let good = double(Some(ours.vouch_for("localhost")));
    for (port, words) in [
        (
            double(Some(others.vouch_for("localhost"))),
            "an authority that is not known here. sslrootcert",
        ),
        (
            double(Some(ours.vouch_for("db.example"))),
            "is for another name than localhost. sslrootcert",
        ),
        (double(Some(ours.vouch_for_with("localhost", past))), "its certificate has expired"),
        (double(None), "speaks no TLS: let the server have ssl = on"),
        // This one is trusted, and then libpq gets no answer.
        (good, "closed the connection unexpectedly"),
    ] {
        let said = said(&way("localhost", port));
        assert!(said.contains(words), "{said}");
    }
    // Of several the first is taken that is good; where there is none, each is told.
    let both = format!(
        "postgres://t@localhost:{},localhost:{good}/t?sslmode=verify-full&sslrootcert={}",
        double(None),
        file.display()
    );
    let said_of_both = said(&both);
    assert!(
        said_of_both.contains("speaks no TLS") && said_of_both.contains("unexpectedly"),
        "{said_of_both}"
    );
    // Nobody who is not asked to check is asked at all.
    let url = way("localhost", good);
    for (url, words) in [
        (
            url.replace("verify-full", "require"),
            "does not look at who answers: say sslmode=verify-full",
        ),
        (url.replace("authority.pem", "nothing.pem"), "no certificate can be read from"),
    ] {
        assert!(!is_encrypted(&url) || words.contains("read"), "{url}");
        let said = said(&url);
        assert!(said.contains(words), "{said}");
    }
    // A program whose folder of sockets nobody else uses.
    let sockets = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_travaux").as_ref();
    let mut doctor = console::command_of(program, folder.path(), &url, &["doctor"]);
    let doctor = doctor.env("TMPDIR", sockets.path()).output().unwrap();
    let said = console::said(&doctor);
    assert!(said.contains("unexpectedly"), "{said}");
    let left: Vec<_> = std::fs::read_dir(sockets.path()).unwrap().flatten().collect();
    assert!(left.is_empty(), "no socket stays behind: {left:?}");
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Bool)]
    ssl: bool,
    #[diesel(sql_type = BigInt)]
    pid: i64,
}

#[derive(QueryableByName)]
struct Back {
    #[diesel(sql_type = Text)]
    text: String,
}

fn line(db: &Db) -> Result<Line, Error> {
    let sql = "SELECT ssl, pid::bigint FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    db.read(|conn| Ok(diesel::sql_query(sql).get_result(conn)?))
}

/// A text there and back.
fn echo(db: &Db, text: &str) -> String {
    let asked = diesel::sql_query("SELECT $1 || $1 AS text").bind::<Text, _>(text);
    let back: Result<Back, Error> = db.read(|conn| Ok(asked.get_result(conn)?));
    back.expect("an answer").text
}

#[test]
fn a_real_server_is_spoken_to_through_tls_and_whatever_is_said_arrives() {
    let Some(cluster) = postgres::cluster() else { return };
    let authority = Authority::new();
    let folder = tempfile::tempdir().unwrap();
    let (file, others) = (authority.file(folder.path()), tempfile::tempdir().unwrap());
    let others = Authority::new().file(others.path());
    let (certificate, key) = authority.pems("127.0.0.1");
    let mut admin = PgConnection::establish(&cluster).unwrap();
    // The server's own program writes the files: they are to be its own.
    let mut ask = |sql: String| admin.batch_execute(&sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
    for (name, text) in [("tests.crt", &certificate), ("tests.key", &key)] {
        let text = text.replace('\n', "\\n");
        ask(format!(
            "COPY (SELECT E'{text}') TO PROGRAM 'umask 077; sed \"s/\\\\\\\\n/\\n/g\" > {name}'"
        ));
    }
    for setting in ["ssl_cert_file = 'tests.crt'", "ssl_key_file = 'tests.key'", "ssl = on"] {
        ask(format!("ALTER SYSTEM SET {setting}"));
    }
    ask("SELECT pg_reload_conf()".into());

    let database = postgres::Database::fresh(|url| travaux::db::migrate(url).map(drop).unwrap());
    let encrypted = |file: &std::path::Path| {
        format!("{}?sslmode=verify-full&sslrootcert={}", database.url(), file.display())
    };
    let began = Instant::now();
    while travaux::db::migrate(&encrypted(&file)).is_err() {
        assert!(began.elapsed() < Duration::from_secs(10), "{}", said(&encrypted(&file)));
        std::thread::sleep(Duration::from_millis(50));
    }
    let why = said(&encrypted(&others));
    assert!(why.contains("of an authority that is not known here. sslrootcert"), "{why}");

    let db = Db::open(&encrypted(&file), 4).unwrap();
    assert!(line(&db).unwrap().ssl);
    assert!(!line(&Db::open(database.url(), 1).unwrap()).unwrap().ssl);
    // More than any buffer on the way holds, both ways, several at once.
    let long: String = (0..400_000).map(|n| char::from(b'a' + (n % 23) as u8)).collect();
    std::thread::scope(|scope| {
        for n in 0..4 {
            let (db, text) = (db.clone(), format!("{n}{long}"));
            scope.spawn(move || {
                for text in ["", "a", &text, &text[..16_384], &text] {
                    assert_eq!(echo(&db, text), format!("{text}{text}"), "{}", text.len());
                }
            });
        }
    });
    // A line that the server ends is known to have ended, and another is had.
    let one = Db::open(&encrypted(&file), 1).unwrap();
    let before = line(&one).unwrap().pid;
    ask(format!("SELECT pg_terminate_backend({before})"));
    let after = line(&one).unwrap();
    assert!(after.ssl && after.pid != before);
    for setting in ["ssl", "ssl_cert_file", "ssl_key_file"] {
        ask(format!("ALTER SYSTEM RESET {setting}"));
    }
    ask("SELECT pg_reload_conf()".into());
}
