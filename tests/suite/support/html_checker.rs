//! The Nu HTML checker (npm `vnu-jar`), asked over loopback: one Java process per test process (4 s to start), then 10 ms a page.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use serde_json::Value;

use super::child::{Guarded, free_port};

const JAR: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/dev/browser/node_modules/vnu-jar/build/dist/vnu.jar");

struct Checker {
    port: u16,
    _java: Guarded,
}

/// What is wrong with a whole HTML document, one sentence each; nothing when it is valid.
pub fn check(html: &str) -> Vec<String> {
    let answer = ask(checker().port, html.as_bytes())
        .unwrap_or_else(|e| panic!("the HTML checker gave no answer: {e}"));
    let answer: Value = serde_json::from_str(&answer)
        .unwrap_or_else(|e| panic!("the HTML checker answered {answer:?}: {e}"));
    let messages = answer["messages"].as_array().expect("the HTML checker lists its messages");
    messages
        .iter()
        .filter(|m| m["type"] != "info")
        .map(|m| {
            let said = m["message"].as_str().unwrap_or("no message");
            format!(
                "line {}, column {}: {said} In: {}",
                m["lastLine"],
                m["lastColumn"],
                m["extract"].as_str().unwrap_or("").trim()
            )
        })
        .collect()
}

fn checker() -> &'static Checker {
    static CHECKER: OnceLock<Checker> = OnceLock::new();
    CHECKER.get_or_init(|| {
        assert!(Path::new(JAR).exists(), "{JAR} is not there: run dev/test, which installs it");
        let mut said = String::new();
        for _ in 0..3 {
            let port = free_port();
            let mut java = Guarded::start(
                "java",
                [
                    "-Xss1m",
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-Dnu.validator.servlet.bind-address=127.0.0.1",
                    "-cp",
                    JAR,
                    "nu.validator.servlet.Main",
                    &port.to_string(),
                ],
            );
            match java.line_with("Checker service started", Duration::from_secs(90)) {
                Ok(_) => return Checker { port, _java: java },
                Err(e) => said = e,
            }
        }
        panic!("the HTML checker does not start: {said}")
    })
}

/// HTTP/1.0, so that the answer ends where the connection ends.
fn ask(port: u16, html: &[u8]) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    write!(
        stream,
        "POST /?out=json&level=error HTTP/1.0\r\nHost: 127.0.0.1\r\nUser-Agent: travaux\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n",
        html.len()
    )?;
    stream.write_all(html)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    match answer.split_once("\r\n\r\n") {
        Some((head, body)) if head.lines().next().is_some_and(|l| l.contains(" 200")) => {
            Ok(body.to_owned())
        }
        _ => Err(std::io::Error::other(answer)),
    }
}
