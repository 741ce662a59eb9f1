//! Clients that are slow on purpose, in four shapes; and very many that only hold a connection.

use std::io::ErrorKind;
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

/// Holds one connection like this until the server has had enough: after so long; None when it did not within the time.
async fn hold(address: String, shape: Shape, page: String, time: Duration) -> Option<Duration> {
    let began = Instant::now();
    let mut stream = TcpStream::connect(&address).await.expect("it is taken");
    let whole = format!("GET {page} HTTP/1.1\r\nHost: {address}\r\n\r\n");
    let begin = match shape {
        Shape::Head => "GET / HTTP/1.1\r\nHost: slow".to_owned(),
        Shape::SecondHead => format!("{whole}GET / HTTP/1.1\r\nHost: slow"),
        Shape::Body => format!("{}email=", post_of(&address, 50_000)),
        Shape::Reader => whole.repeat(200),
    };
    let _ = tokio::time::timeout(Duration::from_secs(5), stream.write_all(begin.as_bytes())).await;
    while began.elapsed() < time {
        tokio::time::sleep(Duration::from_millis(200)).await;
        if is_ended(&mut stream, shape).await {
            return Some(began.elapsed());
        }
    }
    None
}

/// One more byte goes to the server; and what it answers is read away, so that an end is seen, unless nothing is to be read.
async fn is_ended(stream: &mut TcpStream, shape: Shape) -> bool {
    let is_refused = match stream.try_write(b"x") {
        Ok(_) => false,
        Err(error) => error.kind() != ErrorKind::WouldBlock,
    };
    if is_refused || matches!(stream.take_error(), Ok(Some(_))) {
        return true;
    }
    let mut answer = [0; 4096];
    loop {
        if matches!(shape, Shape::Reader) {
            return false;
        }
        match tokio::time::timeout(Duration::from_millis(1), stream.read(&mut answer)).await {
            Ok(Ok(0) | Err(_)) => return true,
            Ok(Ok(_)) => {}
            Err(_) => return false,
        }
    }
}

fn post_of(address: &str, length: usize) -> String {
    format!(
        "POST /sign-in HTTP/1.1\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n"
    )
}

/// Sends so much of a form in a second for so long, and is answered.
async fn sends_steadily(address: String, bytes: usize, seconds: usize) -> String {
    let mut stream = TcpStream::connect(&address).await.expect("it is taken");
    let head = post_of(&address, bytes * seconds);
    stream.write_all(head.as_bytes()).await.expect("it is sent");
    let body = format!("email={}", "x".repeat(bytes * seconds - 6));
    for part in body.as_bytes().chunks(bytes / 4) {
        tokio::time::sleep(Duration::from_millis(250)).await;
        stream.write_all(part).await.expect("it is waited for");
    }
    let mut answer = [0; 4096];
    let read = stream.read(&mut answer).await.expect("it is answered");
    String::from_utf8_lossy(&answer[..read]).lines().next().unwrap_or_default().to_owned()
}

/// Asks for a page again and again at once, and reads a little of all that at a time; how much is read after so long.
async fn reads_steadily(address: String, page: String, seconds: u32) -> usize {
    let mut stream = TcpStream::connect(&address).await.expect("it is taken");
    let whole = format!("GET {page} HTTP/1.1\r\nHost: {address}\r\n\r\n");
    stream.write_all(whole.repeat(600).as_bytes()).await.expect("it is sent");
    let (mut had, mut part) = (0, vec![0; 48 * 1024]);
    for _ in 0..seconds * 4 {
        tokio::time::sleep(Duration::from_millis(250)).await;
        let read = stream.read(&mut part).await.expect("it is not cut off");
        assert!(read > 0, "it is not ended after {had} bytes");
        had += read;
    }
    had
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

pub(super) async fn started(stage: &Stage, more: &[&str]) -> Program {
    let url = stage.server.app.settings.database_url.clone();
    let mut program = Program::start(stage, &url, more);
    program.is_up(&stage.visitor).await;
    program
}

/// So many of each, all at once in the suite, and one shape after the other in a long night: the server ends them all, those
/// who are merely slow are served, and so is everybody else.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_clients_are_ended_and_hold_up_nobody_else() {
    let stage = lasting_stage().await;
    let (many, patience) = (so_many(25, 2_000), so_many(3, 30));
    let program = started(&stage, &["--patience", &patience.to_string()]).await;
    let page = format!("/rounds/{}/text", stage.round);
    let who = stage.visitor.clone().at(&program.address());
    let address = program.address().trim_start_matches("http://").to_owned();
    // Large enough to stand in the way when nobody reads it, and made by nobody.
    let file = stage.visitor.get("/").await.links("/assets/travaux-").remove(0);
    let sends = tokio::spawn(sends_steadily(address.clone(), 2_000, patience * 2 + 1));
    let reads =
        tokio::spawn(reads_steadily(address.clone(), file.clone(), patience as u32 * 2 + 1));
    let all = [Shape::Head, Shape::SecondHead, Shape::Body, Shape::Reader];
    let turns: Vec<&[Shape]> = if is_long() { all.chunks(1).collect() } else { vec![&all] };
    for shapes in turns {
        let time = Duration::from_secs(patience as u64) + Duration::from_secs(5);
        let held: Vec<_> = shapes
            .iter()
            .flat_map(|shape| {
                let (address, file) = (address.clone(), file.clone());
                (0..many)
                    .map(move |_| tokio::spawn(hold(address.clone(), *shape, file.clone(), time)))
            })
            .collect();
        let slowest = waits(&who, &page, time).await;
        let mut ended = Vec::new();
        for (n, one) in held.into_iter().enumerate() {
            let shape = shapes[n / many];
            let after = one.await.expect("it is held");
            ended.push(after.unwrap_or_else(|| panic!("the server does not end {shape:?}")));
        }
        assert!(slowest < Duration::from_secs(5), "{shapes:?}: {slowest:?}");
        let memory = program.peak_memory();
        assert!(memory < 512, "{shapes:?}: {memory} MB");
        let longest = ended.iter().max();
        eprintln!(
            "{} of {shapes:?}: p99 {slowest:?}, the last ended after {longest:?}, {memory} MB",
            ended.len()
        );
    }
    let answered = sends.await.expect("it is answered");
    assert!(answered.starts_with("HTTP/1.1 4") && !answered.contains("408"), "{answered}");
    let read = reads.await.expect("it is read");
    assert!(read > 1_000_000, "{read}");
}

/// Ten thousand hold a connection after they have read a page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn idle_readers_cost_little() {
    let stage = lasting_stage().await;
    let program = started(&stage, &[]).await;
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
