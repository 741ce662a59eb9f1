//! What a browser meets at the public address: is it this server, and does the proxy in front say and leave what it must?

use super::Findings;
use super::configuration::{host, is_loopback};
use crate::config::Settings;
use crate::https;
use crate::signing::Signer;
use crate::web::health::{INSTALLATION, SENDER};
use std::path::Path;
use std::time::Duration;
use ureq::Agent;
use ureq::http::{Response, StatusCode};

const CHECK: &str = "proxy";
const PATIENCE: Duration = Duration::from_secs(20);
/// Nobody's address (RFC 5737): what only a liar would come from.
const CLAIMED: &str = "192.0.2.77";
/// What one form may hold of files.
const BODY: usize = 25_000_000;

pub(super) fn look(settings: &Settings, url: &str, ca: Option<&Path>, found: &mut Findings) {
    let url = url.trim_end_matches('/').to_lowercase();
    let is_secure = url.starts_with("https://");
    if !is_secure && !is_loopback(host(&url)) {
        found.fault(CHECK, format!("{url} is not https"));
    }
    if !settings.origin.is_empty() && settings.origin != url {
        let origin = &settings.origin;
        found.fault(
            CHECK,
            format!("TRAVAUX_ORIGIN says {origin}, and links in letters lead there, not to {url}"),
        );
    }
    let agent = match https::agent(ca, PATIENCE) {
        Ok(agent) => agent,
        Err(error) => {
            found.fault(CHECK, format!("{error:#}"));
            return;
        }
    };
    let asked = agent.get(format!("{url}/healthz"));
    let asked = asked.header("x-forwarded-for", CLAIMED).header(SENDER, "?").call();
    let answer = match asked {
        Ok(answer) => answer,
        Err(error) => {
            found.fault(
                CHECK,
                format!(
                    "{url} cannot be asked ({error}): is its name in DNS, and its certificate good?"
                ),
            );
            return;
        }
    };
    if !is_ours(settings, &url, &answer, found) {
        return;
    }
    look_at_sender(settings, header(&answer, SENDER), found);
    look_at_headers(is_secure, &answer, found);
    if is_secure {
        look_at_plain(&agent, host(&url), found);
    }
    look_at_bodies(&agent, &url, found);
}

fn header<'a, B>(answer: &'a Response<B>, name: &str) -> &'a str {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn is_ours<B>(settings: &Settings, url: &str, answer: &Response<B>, found: &mut Findings) -> bool {
    let status = answer.status().as_u16();
    let there = header(answer, INSTALLATION);
    if status != 200 || there.is_empty() {
        found.fault(
            CHECK,
            format!("at {url} something else answers ({status}): does the proxy pass on to where this server listens?"),
        );
        return false;
    }
    // A doctor makes no key.
    let is_there = settings.data.join("signing-key").exists();
    let ours = is_there.then(|| Signer::of(&settings.data).public_key().ok()).flatten();
    if ours.is_some_and(|key| key.id() != there) {
        found.fault(CHECK, format!("at {url} another installation answers, whose key is {there}"));
        return false;
    }
    found.ok(CHECK, format!("this installation answers at {url}"));
    true
}

fn look_at_sender(settings: &Settings, sender: &str, found: &mut Findings) {
    let is_of_the_house = sender.parse::<std::net::IpAddr>().is_ok_and(|address| {
        address.is_loopback() || matches!(address, std::net::IpAddr::V4(four) if four.is_private())
    });
    if sender == CLAIMED {
        found.fault(
            CHECK,
            "what a browser claims in X-Forwarded-For is believed: let the proxy write that header \
             anew (nginx: $remote_addr), so that nobody can guess passwords from everywhere",
        );
    } else if is_of_the_house && settings.trusted_proxies.is_empty() {
        found.warning(
            CHECK,
            format!(
                "requests count as coming from {sender}, the proxy: TRAVAUX_TRUSTED_PROXIES={sender} \
                 lets people count one by one"
            ),
        );
    } else {
        found.ok(CHECK, format!("what a browser claims is not believed: it came from {sender}"));
    }
}

fn look_at_headers<B>(is_secure: bool, answer: &Response<B>, found: &mut Findings) {
    let mut lost: Vec<&str> = ["content-security-policy", "x-content-type-options", "x-request-id"]
        .into_iter()
        .filter(|name| header(answer, name).is_empty())
        .collect();
    if is_secure && header(answer, "strict-transport-security").is_empty() {
        lost.push("strict-transport-security");
    }
    match lost[..] {
        [] => found.ok(CHECK, "the headers of every page arrive"),
        _ => found.fault(
            CHECK,
            format!(
                "headers that do not arrive: {}. The proxy must leave them, and TRAVAUX_ORIGIN \
                 must be https",
                lost.join(", ")
            ),
        ),
    }
}

/// Over plain HTTP nothing but the way to the other is said.
fn look_at_plain(agent: &Agent, host: &str, found: &mut Findings) {
    let Ok(answer) = agent.get(format!("http://{host}/healthz")).call() else {
        found.ok(CHECK, "nothing answers without TLS");
        return;
    };
    let to = header(&answer, "location");
    match answer.status().is_redirection() && to.starts_with("https://") {
        true => found.ok(CHECK, "who comes without TLS is led to it"),
        false => found.fault(
            CHECK,
            format!(
                "http://{host} answers in the clear ({}): let it lead to https",
                answer.status().as_u16()
            ),
        ),
    }
}

/// A proxy that takes less than the server refuses files without the page that says so. (The address takes no forms, and
/// says so in whatever body.)
fn look_at_bodies(agent: &Agent, url: &str, found: &mut Findings) {
    let sent = agent.post(format!("{url}/healthz")).header("sec-fetch-site", "same-origin");
    match sent.send(&vec![0_u8; BODY][..]).map(|answer| answer.status()) {
        Ok(StatusCode::METHOD_NOT_ALLOWED) => {
            found.ok(CHECK, "files of 25 MB in one form get through");
        }
        Ok(StatusCode::PAYLOAD_TOO_LARGE) => found.fault(
            CHECK,
            "the proxy refuses forms with 25 MB of files: let it take 30 MB (nginx: \
             client_max_body_size, Caddy: request_body max_size)",
        ),
        Ok(status) => found.warning(
            CHECK,
            format!(
                "whether 25 MB of files get through cannot be told: the answer was {}",
                status.as_u16()
            ),
        ),
        Err(error) => found.warning(
            CHECK,
            format!("whether 25 MB of files get through cannot be told ({error}): send some"),
        ),
    }
}
