//! Clients that are slow on purpose, in four shapes; and very many that only hold a connection.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{Program, is_long, lasting_stage, so_many};
use crate::support::Person;
use crate::support::stage::Stage;

#[derive(Debug, Clone, Copy)]
enum Shape {
    /// A head that never ends.
    Head,
    /// A whole request, then another head that never ends.
    SecondHead,
    /// A head that promises a body, and a body that drips.
    Body,
    /// Asks for page after page and reads none.
    Reader,
}

/// Holds one connection like this until the server has had enough, or the time is up; says whether the server ended it.
async fn hold(address: String, shape: Shape, page: String, patience: Duration) -> bool {
    let began = Instant::now();
    let Ok(mut stream) = TcpStream::connect(&address).await else { return true };
    let whole = format!("GET {page} HTTP/1.1\r\nHost: {address}\r\n\r\n");
    let begin = match shape {
        Shape::Head => "GET / HTTP/1.1\r\nHost: slow".to_owned(),
        Shape::SecondHead => format!("{whole}GET / HTTP/1.1\r\nHost: slow"),
        Shape::Body => format!(
            "POST /sign-in HTTP/1.1\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 50000\r\n\r\nemail="
        ),
        Shape::Reader => whole.repeat(200),
    };
    let _ = tokio::time::timeout(Duration::from_secs(5), stream.write_all(begin.as_bytes())).await;
    while began.elapsed() < patience {
        tokio::time::sleep(Duration::from_millis(500)).await;
        if matches!(shape, Shape::Reader) {
            continue;
        }
        // What it answers is read away, so that an end is seen.
        let mut answer = [0; 4096];
        match tokio::time::timeout(Duration::from_millis(1), stream.read(&mut answer)).await {
            Ok(Ok(0) | Err(_)) => return true,
            _ if stream.write_all(b"x").await.is_err() => return true,
            _ => {}
        }
    }
    false
}

/// How long a visitor waits, the slowest of a hundred left out.
async fn waits(who: &Person, page: &str, time: Duration) -> Duration {
    let (began, mut waits) = (Instant::now(), Vec::new());
    while began.elapsed() < time {
        let asked = Instant::now();
        let answer = tokio::time::timeout(Duration::from_secs(10), who.get(page)).await;
        assert_eq!(answer.expect("it is answered").status, 200);
        waits.push(asked.elapsed());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    waits.sort();
    waits[(waits.len() * 99 / 100).min(waits.len() - 1)]
}

async fn started(stage: &Stage) -> Program {
    let url = stage.server.app.settings.database_url.clone();
    let mut program = Program::start(stage, &url, &[]);
    program.is_up(&stage.visitor).await;
    program
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_clients_hold_up_nobody_else() {
    let stage = lasting_stage().await;
    let program = started(&stage).await;
    let page = format!("/rounds/{}/text", stage.round);
    let who = stage.visitor.clone().at(&program.address());
    let quiet = waits(&who, &page, Duration::from_millis(500)).await;
    for shape in [Shape::Head, Shape::SecondHead, Shape::Body, Shape::Reader] {
        let (many, patience) = (so_many(100, 2_000), so_many(2, 60) as u64);
        let address = program.address().trim_start_matches("http://").to_owned();
        let held: Vec<_> = (0..many)
            .map(|_| {
                let time = Duration::from_secs(patience);
                tokio::spawn(hold(address.clone(), shape, page.clone(), time))
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(200)).await;
        let slowest = waits(&who, &page, Duration::from_secs(patience)).await;
        let mut ended = 0;
        for one in held {
            ended += usize::from(one.await.expect("it ends"));
        }
        assert!(slowest < Duration::from_secs(5), "{shape:?}: {slowest:?}");
        if is_long() && !matches!(shape, Shape::Reader) {
            assert_eq!(ended, many, "{shape:?}: the server ends them all");
        }
        eprintln!(
            "{many} of {shape:?}: p99 {slowest:?} (quiet {quiet:?}), {ended} ended by the server"
        );
    }
    eprintln!("peak memory {} MB", program.peak_memory());
}

/// Ten thousand hold a connection after they have read a page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn idle_readers_cost_little() {
    let stage = lasting_stage().await;
    let program = started(&stage).await;
    let page = format!("/rounds/{}/text", stage.round);
    let who = stage.visitor.clone().at(&program.address());
    let address = program.address().trim_start_matches("http://").to_owned();
    let many = so_many(300, 10_000);
    let mut idle = Vec::new();
    for _ in 0..many {
        let mut stream = TcpStream::connect(&address).await.expect("it is taken");
        let ask = format!("HEAD /assets/none HTTP/1.1\r\nHost: {address}\r\n\r\n");
        stream.write_all(ask.as_bytes()).await.expect("it is sent");
        idle.push(stream);
    }
    let slowest = waits(&who, &page, Duration::from_secs(so_many(1, 30) as u64)).await;
    assert!(slowest < Duration::from_secs(5), "{slowest:?}");
    let memory = program.peak_memory();
    assert!(memory < 512, "{memory} MB");
    eprintln!("{many} idle: p99 {slowest:?}, peak memory {memory} MB");
}
