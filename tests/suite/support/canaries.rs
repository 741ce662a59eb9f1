//! What no log, no letter and no page of somebody else may ever say. Every server of the tests
//! reports its log here, and is looked at when its test is over.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use aho_corasick::AhoCorasick;
use diesel::prelude::*;
use tracing_subscriber::EnvFilter;
use travaux::db::Db;
use travaux::drafts::review::Comment;
use travaux::procedure::words::PublicationClass;
use travaux::schema::{accounts, inputs, letters, review_comments};
use travaux::submissions::store::Input;
use travaux::web::Error;

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
pub fn listen() -> Since {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        let filter = EnvFilter::new("info,travaux=trace");
        let logs = tracing_subscriber::fmt().with_env_filter(filter).json().with_writer(|| Pen);
        logs.try_init().expect("nobody else listens");
    });
    Since { log: open(&LOG).len(), tokens: open(&TOKENS).len() }
}

/// When a server was started: what was logged before it cannot tell anything that it knows.
#[derive(Clone, Copy)]
pub struct Since {
    log: usize,
    tokens: usize,
}

/// What was logged since then, by whatever server.
pub fn log(since: Since) -> String {
    String::from_utf8_lossy(&open(&LOG)[since.log..]).into_owned()
}

/// A session's token, which is stored nowhere.
pub fn never_say(token: &str) {
    open(&TOKENS).push(token.to_owned());
}

/// Words that must not be read, all looked for at once.
pub struct Secrets {
    words: Vec<String>,
    search: AhoCorasick,
}

impl Secrets {
    fn new(mut words: Vec<String>) -> Secrets {
        words.retain(|secret| secret.chars().count() >= 8);
        words.sort();
        words.dedup();
        Secrets { search: AhoCorasick::new(&words).expect("they are few"), words }
    }

    pub fn include(&self, secret: &str) -> bool {
        self.words.iter().any(|word| word == secret)
    }

    /// Those that stand in `text`.
    pub fn found(&self, text: &str) -> BTreeSet<&str> {
        let found = self.search.find_overlapping_iter(text);
        found.map(|one| self.words[one.pattern().as_usize()].as_str()).collect()
    }
}

/// What this server knows and must not tell: what was not said in public, passwords, the tokens of
/// sessions and links, the names and addresses of people.
pub fn secrets(server: &Server) -> Secrets {
    let mut all = vec![PASSWORD.to_owned()];
    all.extend(open(&TOKENS)[server.since.tokens..].iter().cloned());
    all.extend(known(&server.app.db));
    Secrets::new(all)
}

/// What stands in a database and is no log's to say.
fn known(db: &Db) -> Vec<String> {
    let mut all = said_in_confidence(db);
    let people: Result<Vec<(String, String)>, Error> =
        db.read(|conn| Ok(accounts::table.select((accounts::name, accounts::email)).load(conn)?));
    all.extend(people.unwrap_or_default().into_iter().flat_map(|(name, email)| [name, email]));
    for letter in letters_in(db) {
        let words = letter.split_whitespace();
        let links = words.filter(|word| {
            ["/links/", "/invitations/", "/door/"].iter().any(|way| word.contains(way))
        });
        all.extend(links.filter_map(|link| link.rsplit('/').next()).map(str::to_owned));
    }
    all
}

/// The words of inputs that are not public, or not yet; and those of reviewers, which never are.
fn said_in_confidence(db: &Db) -> Vec<String> {
    let found: Result<Vec<Input>, Error> =
        db.read(|conn| Ok(inputs::table.select(Input::as_select()).load(conn)?));
    let kept = |input: &Input| input.publication_class != Some(PublicationClass::Public);
    let bodies = found.unwrap_or_default().into_iter().filter(kept).map(|input| input.body);
    let reviewers: Result<Vec<Comment>, Error> =
        db.read(|conn| Ok(review_comments::table.select(Comment::as_select()).load(conn)?));
    let theirs = reviewers.unwrap_or_default().into_iter();
    let bodies = bodies.chain(theirs.flat_map(|one| [one.words.body, one.words.proposed]));
    bodies.filter(|body| body.chars().count() >= 12).collect()
}

fn letters_in(db: &Db) -> Vec<String> {
    let found: Result<Vec<String>, Error> =
        db.read(|conn| Ok(letters::table.select(letters::body_text).load(conn)?));
    found.unwrap_or_default()
}

pub fn letters_of(server: &Server) -> Vec<String> {
    letters_in(&server.app.db)
}

/// When a program of its own has ended: what it logged says nothing of what its folder keeps, nor what was typed into it.
pub fn look_at_program(data: &Path, typed: &[&str], logged: &str) {
    let url = format!("sqlite:{}", data.join("travaux.db").display());
    let db = Db::open(&url, 1).expect("its database opens");
    let now = crate::support::moment("2026-03-15T12:00:00Z");
    travaux::sealing::unlock(&db, &data.join("keys"), now).expect("its keys fit");
    let mut all = known(&db);
    assert!(!all.is_empty() || !typed.is_empty(), "nothing to look for");
    all.extend(typed.iter().map(|word| (*word).to_owned()));
    let secrets = Secrets::new(all);
    let told = secrets.found(logged);
    assert!(told.is_empty(), "the program's log says {told:?}");
}

/// When a server's test is over: neither the log nor a letter says what it must not.
pub fn look(server: &Server) {
    let (secrets, log) = (secrets(server), log(server.since));
    let told = secrets.found(&log);
    assert!(told.is_empty(), "the log says {told:?}");
    let mut never = said_in_confidence(&server.app.db);
    never.push(PASSWORD.to_owned());
    let never = Secrets::new(never);
    for letter in letters_of(server) {
        let told = never.found(&letter);
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
