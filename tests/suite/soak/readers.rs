//! Very many read, and go on asking whether there is anything new, while some submit.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::slow_clients::started;
use super::{is_long, lasting_stage, nothing_is_lost, so_many};
use crate::support::Person;
use crate::support::stage::Stage;

/// What one reader met.
#[derive(Default)]
struct Met {
    waits: Vec<Duration>,
    whole: usize,
    unchanged: usize,
    errors: usize,
}

/// Asks for a page and goes on asking whether it has changed, over one connection. Between two requests the server may end it:
/// then it is another, as a browser does.
async fn reads(address: String, page: String, pause: Duration, end: Instant) -> Met {
    let (mut stream, mut mark, mut met) = (None, "\"\"".to_owned(), Met::default());
    while Instant::now() < end {
        let ask =
            format!("GET {page} HTTP/1.1\r\nHost: {address}\r\nIf-None-Match: {mark}\r\n\r\n");
        let was_open = stream.is_some();
        let began = Instant::now();
        let answer = match answered(&mut stream, &address, &ask).await {
            Err(_) if was_open => {
                stream = None;
                answered(&mut stream, &address, &ask).await
            }
            answer => answer,
        };
        met.waits.push(began.elapsed());
        match answer {
            Ok(head) if head.starts_with("HTTP/1.1 200") => {
                met.whole += 1;
                mark = header(&head, "etag").expect("a mark").to_owned();
            }
            Ok(head) if head.starts_with("HTTP/1.1 304") => met.unchanged += 1,
            _ => {
                met.errors += 1;
                stream = None;
            }
        }
        tokio::time::sleep(pause.saturating_sub(began.elapsed())).await;
    }
    met
}

/// The head of the answer; its body has been read.
async fn answered(
    stream: &mut Option<TcpStream>,
    address: &str,
    ask: &str,
) -> std::io::Result<String> {
    if stream.is_none() {
        *stream = Some(TcpStream::connect(address).await?);
    }
    let stream = stream.as_mut().expect("it was opened");
    stream.write_all(ask.as_bytes()).await?;
    let (mut had, mut part) = (Vec::new(), [0; 8192]);
    loop {
        let read = stream.read(&mut part).await?;
        if read == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        had.extend_from_slice(&part[..read]);
        let text = String::from_utf8_lossy(&had);
        let Some((head, _)) = text.split_once("\r\n\r\n") else { continue };
        let length = header(head, "content-length").and_then(|length| length.parse().ok());
        if had.len() >= head.len() + 4 + length.unwrap_or(0) {
            return Ok(head.to_owned());
        }
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (called, value) = line.split_once(": ")?;
        called.eq_ignore_ascii_case(name).then_some(value)
    })
}

/// So many people comment so often; how long each comment took, and what was acknowledged.
async fn submits(
    stage: &Stage,
    address: &str,
    pause: Duration,
    end: Instant,
) -> (Vec<Duration>, std::collections::BTreeSet<String>) {
    let people =
        [&stage.avaria_focal, &stage.avaria_contributor, &stage.lothmar_focal, &stage.ngo_focal];
    let (mut said, mut at_work) = (0, Vec::new());
    while Instant::now() < end {
        let who: Person = people[said % 4].clone().at(address);
        let element = &stage.elements[1 + said % 5];
        let path = format!("/rounds/{}/elements/{element}?form=comment", stage.round);
        let body = format!("Person {} says this, as number {said} of all that they say.", said % 4);
        said += 1;
        at_work.push(tokio::spawn(async move {
            let form = [
                ("body", body.as_str()),
                ("language", "en"),
                ("class", "public"),
                ("version", "0"),
            ];
            let began = Instant::now();
            let status = who.try_post(&path, &form).await;
            assert_eq!(status, Some(303), "{body}");
            (began.elapsed(), body)
        }));
        tokio::time::sleep(pause).await;
    }
    let (mut waits, mut acknowledged) = (Vec::new(), std::collections::BTreeSet::new());
    for one in at_work {
        let (wait, body) = one.await.expect("it is stored");
        waits.push(wait);
        acknowledged.insert(body);
    }
    (waits, acknowledged)
}

fn p99(mut waits: Vec<Duration>) -> Duration {
    waits.sort();
    waits[(waits.len() * 99 / 100).min(waits.len() - 1)]
}

/// What the machine is asked to bear: readers, requests a second of all of them, submissions a second. The program of a long
/// night is the optimized one; `TRAVAUX_SOAK_RATE` asks for fewer or more.
fn rate() -> usize {
    let said = std::env::var("TRAVAUX_SOAK_RATE").ok().and_then(|rate| rate.parse().ok());
    said.unwrap_or_else(|| so_many(40, 2_000))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_readers_and_those_who_submit_are_all_answered() {
    let stage = lasting_stage().await;
    let program = started(&stage, &[]).await;
    let page = format!("/rounds/{}/text", stage.round);
    let address = program.address().trim_start_matches("http://").to_owned();
    let (many, seconds) = (so_many(100, 10_000), so_many(3, 60) as u64);
    let pause = Duration::from_secs_f64(many as f64 / rate() as f64);
    let end = Instant::now() + pause + Duration::from_secs(seconds);
    let mut readers = Vec::new();
    for _ in 0..many {
        readers.push(tokio::spawn(reads(address.clone(), page.clone(), pause, end)));
        // They come one after the other.
        tokio::time::sleep(pause / many as u32).await;
    }
    let each = Duration::from_secs_f64(1.0 / so_many(4, 20) as f64);
    let (submitted, acknowledged) = submits(&stage, &program.address(), each, end).await;
    let mut all = Met::default();
    for reader in readers {
        let met = reader.await.expect("it reads");
        all.waits.extend(met.waits);
        all.whole += met.whole;
        all.unchanged += met.unchanged;
        all.errors += met.errors;
    }
    let (asked, sent) = (all.waits.len(), submitted.len());
    let (read, submit) = (p99(all.waits), p99(submitted));
    let memory = program.peak_memory();
    eprintln!(
        "{many} readers asked {asked} times ({} whole, {} unchanged, {} errors): p99 {read:?}; \
         {sent} submissions: p99 {submit:?}; peak memory {memory} MB",
        all.whole, all.unchanged, all.errors
    );
    assert_eq!(all.errors, 0);
    assert!(all.unchanged > 0);
    let most = Duration::from_secs(if is_long() { 1 } else { 5 });
    assert!(read < most && submit < most, "{read:?}, {submit:?}");
    assert!(memory < 512, "{memory} MB");
    nothing_is_lost(&stage, &stage.server.app.settings.database_url, &acknowledged);
}
