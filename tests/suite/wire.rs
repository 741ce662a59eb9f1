//! What goes over the wire: headers behind https, requests that contradict themselves, names that would
//! be headers, and what an answer must not tell.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use travaux::schema::accounts;

use crate::support::canaries;
use crate::support::stage::{self, PASSWORD};
use crate::support::{Server, spawn, tables};

const BETTER: &str = "seven brass kettles in the attic";

/// Says this to the server as it is, and answers what comes back until the line is cut.
fn say(address: &str, request: &str) -> String {
    let host = address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout");
    // The server may hang up on what it does not like before it has heard all of it.
    let _ = stream.write_all(request.as_bytes());
    let (mut answer, mut chunk) = (Vec::new(), [0; 4096]);
    while let Ok(n @ 1..) = stream.read(&mut chunk) {
        answer.extend_from_slice(&chunk[..n]);
    }
    String::from_utf8_lossy(&answer).into_owned()
}

async fn said(server: &Server, request: String) -> String {
    let address = server.address.clone();
    tokio::task::spawn_blocking(move || say(&address, &request)).await.expect("an answer")
}

/// The statuses of all answers that came on one connection.
fn statuses(answer: &str) -> Vec<u16> {
    let starts = answer.split("HTTP/1.1 ").skip(1);
    starts.filter_map(|rest| rest.get(..3)?.parse().ok()).collect()
}

/// The program itself, as it is in use, on SQLite.
struct Program {
    child: Child,
    address: String,
    /// The path of the first administrator's link.
    link: String,
    folder: tempfile::TempDir,
}

const ORIGIN: &str = "https://consult.example.org";

impl Program {
    /// Told that browsers see it by https.
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_travaux"))
            .env_remove("DATABASE_URL")
            .env_remove("RUST_LOG")
            .args(["serve", "--listen", "127.0.0.1:0", "--origin", ORIGIN, "--data"])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let link = BufReader::new(child.stdout.take().unwrap()).lines().next().unwrap().unwrap();
        let link = link.strip_prefix(ORIGIN).unwrap().to_owned();
        let address = listening(child.id());
        Self { child, address, link, folder }
    }

    fn get(&self, path: &str, headers: &str) -> String {
        let head = format!("GET {path} HTTP/1.1\r\nHost: c\r\n{headers}Connection: close\r\n\r\n");
        say(&self.address, &head)
    }

    fn post(&self, path: &str, headers: &str, fields: &[(&str, &str)]) -> String {
        let form = serde_urlencoded::to_string(fields).unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: c\r\nOrigin: {ORIGIN}\r\nContent-Length: {}\r\n{headers}\
             Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n",
            form.len()
        );
        say(&self.address, &format!("{head}{form}"))
    }

    fn database(&self) -> SqliteConnection {
        let file = self.folder.path().join("travaux.db");
        SqliteConnection::establish(file.to_str().unwrap()).unwrap()
    }

    /// Ends it, and answers what it logged; which tells of nobody.
    fn end(mut self) -> Vec<String> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let logged = BufReader::new(self.child.stderr.take().unwrap()).lines();
        let logged: Vec<String> = logged.map(|line| line.unwrap()).collect();
        let token = self.link.rsplit('/').next().unwrap();
        canaries::look_at_program(self.folder.path(), &[BETTER, token], &logged.join("\n"));
        // It logs to standard error alone: its folder holds the database, the keys and the letters, and nothing else.
        for entry in std::fs::read_dir(self.folder.path()).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let is_known = ["travaux.db", "keys", "signing-key", "outbox"]
                .iter()
                .any(|known| name == *known || name.starts_with("travaux.db-"));
            assert!(is_known, "{name} is there too");
        }
        logged
    }
}

#[test]
fn behind_https_the_cookie_is_of_this_host_and_https_is_remembered() {
    let program = Program::start();
    let page = program.get("/sign-in", "");
    assert_eq!(statuses(&page), [200], "{page}");
    assert!(page.to_lowercase().contains("strict-transport-security: max-age=31536000"), "{page}");

    let fields = [
        ("name", "Ana Morel"),
        ("email", "ana@example.org"),
        ("language", "en"),
        ("password", BETTER),
        ("password_again", BETTER),
    ];
    let answer = program.post(&program.link, "", &fields);
    assert_eq!(statuses(&answer), [303], "{answer}");
    let cookie = answer.lines().find(|l| l.to_lowercase().starts_with("set-cookie:")).unwrap();
    assert!(cookie.contains("__Host-sid="), "{cookie}");
    for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    // The cookie with the language holds no secret, and is held as closely.
    let answer = program.get("/language/fr", "");
    let cookie = answer.lines().find(|l| l.to_lowercase().starts_with("set-cookie:")).unwrap();
    for part in ["__Host-language=fr", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part) && !cookie.contains("Domain"), "{cookie}");
    }
    let page = program.get("/sign-in", "Cookie: __Host-language=fr\r\n");
    assert!(page.contains("<html lang=\"fr\""), "{page}");

    // In use, passwords are hashed at full cost.
    let hash: Option<String> = accounts::table
        .filter(accounts::email.eq("ana@example.org"))
        .select(accounts::password_hash)
        .first(&mut program.database())
        .unwrap();
    assert!(hash.unwrap().starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
    program.end();
}

#[test]
fn what_fails_is_logged_in_one_line_without_what_was_sent() {
    let program = Program::start();
    program.database().batch_execute("DROP TABLE throttles").unwrap();
    let canary = "lanterns\n{\"level\":\"INFO\",\"message\":\"lanterns\"}";
    let headers = "Cookie: __Host-sid=lanterns\r\nUser-Agent: lanterns\r\nReferer: /lanterns\r\n";
    let fields = [("email", "lanterns@example.org"), ("password", "lanterns"), ("next", canary)];
    let answer = program.post("/sign-in?lanterns", headers, &fields);
    assert_eq!(statuses(&answer), [500], "{answer}");

    let logged = program.end();
    // What is for whoever started it by hand comes first, and is no log.
    let lines: Vec<&String> = logged.iter().skip_while(|line| !line.starts_with('{')).collect();
    assert!(!lines.is_empty(), "{logged:?}");
    for line in &lines {
        let line: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        assert!(line["timestamp"].as_str().unwrap().ends_with('Z'), "{line}");
        assert!(line["level"].is_string() && line["target"].is_string(), "{line}");
    }
    assert!(lines.iter().any(|line| line.contains("\"ERROR\"") && line.contains("throttles")));
    assert!(!logged.iter().any(|line| line.contains("lanterns")), "{logged:?}");
}

/// The address on which a process listens. (It says only what browsers see.)
fn listening(process: u32) -> String {
    for _ in 0..200 {
        if let Some(port) = port_of(process) {
            return format!("http://127.0.0.1:{port}");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("it listens nowhere");
}

/// From /proc: the sockets of the process, and among those that listen the one that is its own.
fn port_of(process: u32) -> Option<u16> {
    let sockets: Vec<String> = std::fs::read_dir(format!("/proc/{process}/fd"))
        .ok()?
        .filter_map(|entry| std::fs::read_link(entry.ok()?.path()).ok())
        .filter_map(|to| Some(to.to_str()?.strip_prefix("socket:[")?.trim_end_matches(']').into()))
        .collect();
    let table = std::fs::read_to_string("/proc/net/tcp").ok()?;
    table.lines().skip(1).find_map(|line| {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let is_ours = columns[3] == "0A" && sockets.iter().any(|socket| socket == columns[9]);
        let port = columns[1].split_once(':')?.1;
        is_ours.then(|| u16::from_str_radix(port, 16).ok()).flatten()
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_contradicts_itself_is_one_request_and_refused() {
    let stage = stage::set().await;
    let smuggled = "GET /assets/icon.svg HTTP/1.1\r\nHost: c\r\n\r\n";
    let length = smuggled.len();
    for head in [
        format!("Content-Length: {length}\r\nContent-Length: 0\r\n"),
        format!("Content-Length: {length}\r\nTransfer-Encoding: chunked\r\n"),
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n".into(),
        "Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n".into(),
        "Content-Length: -1\r\n".into(),
        "Content-Length: +0\r\n".into(),
        "Content-Length : 0\r\n".into(),
    ] {
        let request = format!("POST /sign-out HTTP/1.1\r\nHost: c\r\n{head}\r\n{smuggled}");
        let answer = said(&stage.server, request).await;
        assert_eq!(statuses(&answer), [400], "{head}: {answer}");
    }
}

/// Sent at once, a form with its body among them: each is answered, in order.
#[tokio::test]
async fn requests_that_come_at_once_are_answered_one_after_the_other() {
    let server = spawn().await;
    let get = |path: &str, more: &str| format!("GET {path} HTTP/1.1\r\nHost: h\r\n{more}\r\n");
    let body = format!("email=ines%40example.org&password={}", "x".repeat(50_000));
    let form = format!(
        "POST /sign-in HTTP/1.1\r\nHost: h\r\nSec-Fetch-Site: same-origin\r\nContent-Type: \
         application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let many = get("/healthz", "").repeat(300);
    let last = get("/nowhere", "Connection: close\r\n");
    let answer = said(&server, format!("{many}{form}{many}{last}")).await;
    let mut expected = vec![200; 601];
    expected[300] = 422;
    expected.push(404);
    assert_eq!(statuses(&answer), expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_method_that_no_page_uses_does_nothing() {
    let stage = stage::set().await;
    let before = tables::everything(&stage.server);
    for method in ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND"] {
        let request = format!(
            "{method} /sign-in HTTP/1.1\r\nHost: c\r\nX-Canary: lanterns\r\nContent-Length: 0\r\n\
             Connection: close\r\n\r\n"
        );
        let answer = said(&stage.server, request).await;
        assert!(statuses(&answer).iter().all(|s| (400..500).contains(s)), "{method}: {answer}");
        assert!(!answer.contains("lanterns"), "{method} gives back what was sent: {answer}");
    }
    assert_eq!(before, tables::everything(&stage.server));
}

#[tokio::test]
async fn a_file_may_be_called_anything_and_its_name_is_no_header() {
    let stage = stage::set().await;
    let path = format!("/rounds/{}/files", stage.round);
    let name = "Prise \"de\" position; filename=x.html 立場.pdf";
    let files = [("file", name, &b"%PDF-1.7 the position"[..])];
    let answer = stage.ngo_focal.post_files(&path, &[("class", "public")], &files).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = stage.ngo_focal.get(&path).await;
    let file = stage.ngo_focal.get(&page.links("/files/")[0]).await;

    let said = file.header("content-disposition");
    assert!(said.starts_with("attachment; filename=\""), "{said}");
    let plain = said.split('"').nth(1).unwrap();
    assert!(plain.chars().all(|c| c.is_ascii_alphanumeric() || "-_. ".contains(c)), "{said}");
    assert!(said.contains("; filename*=UTF-8''"), "{said}");
    assert!(said.contains("%E7%AB%8B%E5%A0%B4.pdf") && !said.contains("; filename=x"), "{said}");
    assert_eq!(file.header("content-type"), "application/pdf");
    assert_eq!(file.header("content-security-policy"), "sandbox; default-src 'none'");
}

#[tokio::test]
async fn a_password_counts_as_it_was_typed() {
    let stage = stage::set().await;
    let odd = "  Ünïquely Spaced; kettles \u{1F9E3} 立場 in an attic  ";
    let fields = [("current_password", PASSWORD), ("password", odd), ("password_again", odd)];
    stage.avaria_focal.does("/account/password", &fields).await;

    for (typed, status) in [
        (odd.trim(), 422),
        (&odd.to_lowercase(), 422),
        (&odd[..odd.len() - 1], 422),
        (&odd.replace('ü', "u").replace('Ü', "U"), 422),
        (odd, 303),
    ] {
        let fields = [("email", "ines@example.org"), ("password", typed)];
        let answer = stage.server.visitor().post("/sign-in", &fields).await;
        assert_eq!(answer.status, status, "{typed:?}");
    }
}

#[tokio::test]
async fn a_failure_tells_nothing_of_the_inside() {
    let stage = stage::set().await;
    tables::break_table(&stage.server, "journal", "INSERT");
    let fields = [("name", "Ines of the harbour"), ("language", "en")];
    let page = stage.avaria_focal.post("/account", &fields).await;

    assert_eq!(page.status, 500);
    assert!(page.has("Ines of the harbour"), "what was typed is there: {}", page.text());
    let body = page.body.to_lowercase();
    for word in ["sql", "trigger", "journal", "raise", "diesel", ".rs", "panick", "travaux.db"] {
        assert!(!body.contains(word), "{word}: {}", page.text());
    }
    assert!(page.header("server").is_empty() && page.header("x-powered-by").is_empty());
}

/// Whoever guesses may say that each guess comes from somewhere else.
#[tokio::test]
async fn what_somebody_says_of_their_own_address_counts_for_nothing() {
    let stage = stage::set().await;
    let mut turned_away = false;
    for n in 0..400 {
        let address = format!("203.0.113.{}", n % 250);
        let headers = [
            ("Sec-Fetch-Site", "same-origin"),
            ("X-Forwarded-For", address.as_str()),
            ("X-Real-IP", address.as_str()),
            ("Forwarded", &format!("for={address};host=evil.example;proto=https")),
            ("X-Forwarded-Host", "evil.example"),
        ];
        let page = stage.visitor.request("POST", "/password-reset", &headers).await;
        assert!(!page.has("evil.example"), "{}", page.text());
        turned_away = page.status == 429;
        if turned_away {
            break;
        }
    }
    assert!(turned_away, "four hundred tries from one address, as from many");
}
