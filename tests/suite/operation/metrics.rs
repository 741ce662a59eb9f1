//! What the server did is counted, for Prometheus, on a listener of its own; and nobody is named there.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};

use diesel::connection::SimpleConnection;

use crate::access::scene::comment;
use crate::support::stage::{self, Stage};
use crate::support::{Server, canaries};

const CONFIDENTIAL: &str = "Canary of the pilot, whose name is on no chart.";

/// The page's address.
fn listening(server: &Server) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/metrics", listener.local_addr().unwrap());
    tokio::spawn(travaux::commands::metrics::server(server.app.clone(), listener).unwrap());
    address
}

/// Somebody is confidential, somebody guesses, somebody invents.
async fn busy(stage: &Stage) {
    let server = &stage.server;
    comment(&stage.avaria_focal, &stage.round, &stage.elements[2], CONFIDENTIAL, "confidential")
        .await;
    let form = [("email", "ines@example.org"), ("password", "no such harbour at all")];
    assert_eq!(server.visitor().post("/sign-in", &form).await.status, 422);
    let other = [("Sec-Fetch-Site", "cross-site")];
    assert_eq!(stage.lead.request("POST", "/sign-out", &other).await.status, 403);
    server.visitor().request("BREW", "/Ines%20Marran?email=ines@example.org", &[]).await;
    assert_eq!(stage.lead.get("/rounds/ines@example.org").await.status, 404);
}

/// Each line as the text format has it: a help and a type once for each name, and samples of such names only.
fn samples(text: &str) -> BTreeMap<String, f64> {
    let (mut helped, mut typed) = (BTreeSet::new(), BTreeMap::new());
    let mut samples = BTreeMap::new();
    assert!(text.ends_with('\n'));
    for line in text.lines() {
        if let Some(help) = line.strip_prefix("# HELP ") {
            let (name, said) = help.split_once(' ').expect("a help says something");
            assert!(helped.insert(name.to_owned()) && said.len() > 5, "{line}");
        } else if let Some(kind) = line.strip_prefix("# TYPE ") {
            let (name, kind) = kind.split_once(' ').expect("a type is said");
            assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
            assert!(helped.contains(name), "{line}");
            assert!(typed.insert(name.to_owned(), kind).is_none(), "{line}");
        } else {
            let (sample, value) = line.rsplit_once(' ').expect("a sample has a value");
            let name = sample.split('{').next().unwrap();
            let whole = ["_bucket", "_sum", "_count"].iter().find_map(|end| name.strip_suffix(end));
            let kind = typed.get(name).or_else(|| typed.get(whole?));
            assert!(kind.is_some(), "of no type: {line}");
            let value = value.parse().unwrap_or_else(|_| panic!("{line}"));
            assert!(samples.insert(sample.to_owned(), value).is_none(), "twice: {line}");
        }
    }
    samples
}

/// Prometheus's own client for Python reads it too, where it is on the machine (Debian: python3-prometheus-client).
fn read_by_python(text: &str) -> Option<usize> {
    const READ: &str = "import sys\n\
        from prometheus_client.parser import text_string_to_metric_families as read\n\
        print(sum(len(f.samples) for f in read(sys.stdin.read())))";
    let found = Command::new("/usr/bin/python3").args(["-c", "import prometheus_client"]).output();
    if !found.is_ok_and(|found| found.status.success()) {
        return None;
    }
    let mut python = Command::new("/usr/bin/python3")
        .args(["-c", READ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    python.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let said = python.wait_with_output().unwrap();
    assert!(said.status.success(), "it does not read:\n{text}");
    String::from_utf8(said.stdout).unwrap().trim().parse().ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_server_did_is_counted_and_nobody_is_named() {
    let stage = stage::set().await;
    let server = &stage.server;
    let address = listening(server);
    busy(&stage).await;
    let page = server.visitor().get(&address).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    let samples = samples(&page.body);
    let value =
        |name: &str| *samples.get(name).unwrap_or_else(|| panic!("no {name}:\n{}", page.body));
    let places = "/rounds/{id}/{place:elements|answers|general}/{spot}";
    for (route, method, status, at_least) in [
        (places, "POST", "3xx", 1.0),
        ("/sign-in", "POST", "4xx", 1.0),
        ("/rounds/{id}", "GET", "4xx", 1.0),
        ("nowhere", "other", "4xx", 1.0),
    ] {
        let labels = format!("{{route=\"{route}\",method=\"{method}\",status=\"{status}\"}}");
        assert!(value(&format!("travaux_requests_total{labels}")) >= at_least, "{labels}");
    }
    let count = format!("travaux_request_duration_seconds_count{{route=\"{places}\"}}");
    assert!(value(&count) >= 1.0);
    assert_eq!(value("travaux_sign_in_failures_total"), 1.0);
    assert_eq!(value("travaux_refused_by_guard_total"), 1.0);
    assert_eq!(value("travaux_requests_in_flight"), 0.0);
    assert_eq!(value("travaux_rounds_open"), 1.0);
    assert_eq!(value("travaux_database_up"), 1.0);
    assert!(value("travaux_sessions") >= 4.0);
    assert!(value("travaux_transactions_total{result=\"stored\"}") >= 1.0);
    assert!(value("travaux_db_connections{pool=\"writers\",state=\"idle\"}") >= 1.0);
    assert!(value("process_resident_memory_bytes") > 1e6);
    assert!(value("process_cpu_seconds_total") > 0.0 && value("travaux_disk_free_bytes") > 0.0);
    assert!(value("travaux_letters_waiting") + value("travaux_letters_failed") >= 0.0);
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(value(&format!("travaux_build_info{{version=\"{version}\"}}")), 1.0);
    assert!(read_by_python(&page.body).is_none_or(|read| read == samples.len()));

    let told = canaries::secrets(server);
    assert!(told.include(CONFIDENTIAL) && told.found(&page.body).is_empty());
    for id in [stage.round.as_str(), &stage.slug, "Ines", "BREW", "127.0.0.1"] {
        assert!(!page.body.contains(id), "{id}:\n{}", page.body);
    }
    // Not at the server's own address, and nothing else at this one.
    assert_eq!(server.visitor().get("/metrics").await.status, 404);
    assert_eq!(server.visitor().get(&address.replace("/metrics", "/")).await.status, 404);
    assert_eq!(server.visitor().request("POST", &address, &[]).await.status, 405);
}

#[tokio::test]
async fn what_the_database_does_not_tell_is_left_out_and_said_to_be() {
    let stage = stage::set().await;
    let address = listening(&stage.server);
    let rename = |from: &str, to: &str| {
        let sql = format!("ALTER TABLE {from} RENAME TO {to}");
        stage.server.write(|tx| tx.batch_execute(&sql));
    };
    rename("letters", "letters_gone");
    let page = stage.server.visitor().get(&address).await;
    let samples = samples(&page.body);
    assert_eq!(samples.get("travaux_database_up"), Some(&0.0));
    assert!(!samples.contains_key("travaux_letters_waiting"), "{}", page.body);
    assert!(samples.contains_key("process_open_fds"));
    rename("letters_gone", "letters");
}
