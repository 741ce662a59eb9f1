//! A worker takes a letter, the database stores that, and the line breaks before it says so.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use travaux::db::Db;
use travaux::post;

use super::{mailer, write_letter};
use crate::support::smtp::{Manner, PostOffice};
use crate::support::{postgres, spawn};

/// Stands between the program and PostgreSQL. Where a transaction has changed a letter, the answer to the first commit is kept
/// back, and the line is broken; every other is passed on.
struct Relay {
    port: u16,
    broken: Arc<AtomicUsize>,
}

impl Relay {
    fn to(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let (broken, server) = (Arc::new(AtomicUsize::new(0)), server.to_owned());
        let count = Arc::clone(&broken);
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (server, broken) = (TcpStream::connect(&server), Arc::clone(&count));
                let server = server.expect("PostgreSQL answers");
                std::thread::spawn(move || pass_on(&client, &server, &broken));
            }
        });
        Self { port, broken }
    }
}

/// One question and its answer after the other, as libpq asks them.
fn pass_on(client: &TcpStream, server: &TcpStream, broken: &Arc<AtomicUsize>) {
    let (mut answers, mut back) = (server.try_clone().unwrap(), client.try_clone().unwrap());
    let is_kept_back = Arc::new(AtomicUsize::new(0));
    let keeps = Arc::clone(&is_kept_back);
    std::thread::spawn(move || {
        let mut bytes = vec![0; 65_536];
        while let Ok(read @ 1..) = answers.read(&mut bytes) {
            if keeps.load(Ordering::SeqCst) > 0 || back.write_all(&bytes[..read]).is_err() {
                break;
            }
        }
        let _ = back.shutdown(Shutdown::Both);
    });
    let (mut client, mut server) = (client, server);
    let (mut bytes, mut has_changed) = (vec![0; 65_536], false);
    while let Ok(read @ 1..) = client.read(&mut bytes) {
        let said = String::from_utf8_lossy(&bytes[..read]);
        has_changed |= said.contains("UPDATE \"letters\"");
        if has_changed && said.contains("COMMIT") && broken.fetch_add(1, Ordering::SeqCst) == 0 {
            is_kept_back.store(1, Ordering::SeqCst);
        }
        if server.write_all(&bytes[..read]).is_err() {
            break;
        }
    }
    let _ = server.shutdown(Shutdown::Both);
}

#[tokio::test]
async fn a_letter_whose_taking_was_never_answered_to_is_sent_all_the_same_and_at_once() {
    if postgres::cluster().is_none() {
        return;
    }
    let server = spawn().await;
    for n in 0..3 {
        write_letter(&server, &format!("person{n}@avaria.example"), None).unwrap();
    }
    let office = PostOffice::open(Manner::Accept);
    let (mailer, now) = (mailer(&server, &office), server.now());
    let url = server.app.settings.database_url.clone();
    let direct = url.split(['@', '/']).nth(3).expect("a host and a port").to_owned();
    let relay = Relay::to(&direct);
    let url = url.replace(&direct, &format!("127.0.0.1:{}", relay.port));
    let broken = Arc::clone(&relay.broken);
    let sent = tokio::task::spawn_blocking(move || {
        post::deliver(&Db::open(&url, 1).expect("it opens"), &mailer, || true, now)
            .expect("it delivers")
    });
    assert_eq!(sent.await.unwrap(), 3);
    assert!(broken.load(Ordering::SeqCst) > 0, "the line was broken once");
    assert_eq!(office.letters().len(), 3, "each once");
}
