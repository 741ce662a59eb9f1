//! What no log, no letter and no page of somebody else may ever say. Every server of the tests
//! reports its log here, and is looked at when its test is over.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use diesel::prelude::*;
use tracing_subscriber::EnvFilter;
use travaux::procedure::words::PublicationClass;
use travaux::schema::{accounts, inputs, letters};
use travaux::submissions::store::Input;

use super::forms::links;
use super::stage::PASSWORD;
use super::{Page, Person, Server};

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static TOKENS: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn open<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Pen;

impl Write for Pen {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        open(&LOG).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// From now on what servers of this process log is kept: all of ours, more than an operator sees.
pub fn listen() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        let filter = EnvFilter::new("info,travaux=trace");
        let logs = tracing_subscriber::fmt().with_env_filter(filter).json().with_writer(|| Pen);
        logs.try_init().expect("nobody else listens");
    });
}

pub fn log() -> String {
    String::from_utf8_lossy(&open(&LOG)).into_owned()
}

/// A session's token, which is stored nowhere.
pub fn never_say(token: &str) {
    open(&TOKENS).push(token.to_owned());
}

/// What this server knows and must not tell: what was not said in public, passwords, the tokens of
/// sessions and links, the names and addresses of people.
pub fn secrets(server: &Server) -> Vec<String> {
    let mut all = vec![PASSWORD.to_owned()];
    all.extend(open(&TOKENS).iter().cloned());
    all.extend(said_in_confidence(server));
    let people: Result<Vec<(String, String)>, travaux::web::Error> = server
        .app
        .db
        .read(|conn| Ok(accounts::table.select((accounts::name, accounts::email)).load(conn)?));
    all.extend(people.unwrap_or_default().into_iter().flat_map(|(name, email)| [name, email]));
    for letter in letters_of(server) {
        let words = letter.split_whitespace();
        let links = words.filter(|word| {
            ["/links/", "/invitations/", "/door/"].iter().any(|way| word.contains(way))
        });
        all.extend(links.filter_map(|link| link.rsplit('/').next()).map(str::to_owned));
    }
    all.retain(|secret| secret.chars().count() >= 8);
    all
}

/// The words of inputs that are not public, or not yet.
fn said_in_confidence(server: &Server) -> Vec<String> {
    let found: Result<Vec<Input>, travaux::web::Error> =
        server.app.db.read(|conn| Ok(inputs::table.select(Input::as_select()).load(conn)?));
    let kept = |input: &Input| input.publication_class != Some(PublicationClass::Public);
    let bodies = found.unwrap_or_default().into_iter().filter(kept).map(|input| input.body);
    bodies.filter(|body| body.chars().count() >= 12).collect()
}

pub fn letters_of(server: &Server) -> Vec<String> {
    let found: Result<Vec<String>, travaux::web::Error> =
        server.app.db.read(|conn| Ok(letters::table.select(letters::body_text).load(conn)?));
    found.unwrap_or_default()
}

/// Those of `secrets` that stand in `text`.
pub fn found<'a>(secrets: &'a [String], text: &str) -> Vec<&'a str> {
    let all = secrets.iter().map(String::as_str);
    all.filter(|secret| text.contains(secret)).collect()
}

/// When a server's test is over: neither the log nor a letter says what it must not.
pub fn look(server: &Server) {
    let secrets = secrets(server);
    let log = log();
    let told = found(&secrets, &log);
    assert!(told.is_empty(), "the log says {told:?}");
    let mut never: Vec<String> = said_in_confidence(server);
    never.push(PASSWORD.to_owned());
    for letter in letters_of(server) {
        let told = found(&never, &letter);
        assert!(told.is_empty(), "a letter says {told:?}: {letter}");
    }
}

/// Every page and file that somebody is led to from the front page, at most five of a kind.
pub async fn led_to(who: &Person, first: &[&str]) -> Vec<(String, Page)> {
    let mut waiting: Vec<String> = first.iter().map(|path| (*path).to_owned()).collect();
    let (mut known, mut all) = (waiting.clone(), Vec::new());
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(address) = waiting.pop() {
        let page = who.get(&address).await;
        for link in links(&page.body) {
            let parts = link.split(['/', '?']).filter(|part| part.len() < 20);
            let count = kinds.entry(parts.collect::<Vec<_>>().join("/")).or_default();
            let skipped = link.starts_with("/language/") || link.starts_with("/assets/");
            if *count < 5 && !skipped && !known.contains(&link) {
                *count += 1;
                known.push(link.clone());
                waiting.push(link);
            }
        }
        all.push((address, page));
    }
    all
}
