//! Along a chain, line by line: is it as it was written?

use super::store::{self, Entry, Head};
use crate::db::Conn;
use diesel::QueryResult;

/// So many lines are held at a time.
const AT_ONCE: usize = 1000;

/// What is wrong with a chain, and where it begins to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The number of the first line that is not right.
    pub line: i64,
    pub fault: Fault,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// There is no line of that number, or there are several.
    Number,
    /// What stands in the line cannot be read at all.
    Unreadable,
    /// It does not hang on the line before it.
    Previous,
    /// Its hash is not that of its content.
    Hash,
    /// The chain's head is not its last line.
    Head,
    /// It belongs to no chain.
    Nowhere,
}

/// Goes along the chain and shows every line that can be read to `look`; answers all that is not right.
pub fn walk(
    conn: &mut Conn,
    head: &Head,
    mut look: impl FnMut(&Entry),
) -> QueryResult<Vec<Broken>> {
    let mut broken = Vec::new();
    let mut found = |line, fault| broken.push(Broken { line, fault });
    let numbers = store::numbers(conn, Some(head.id))?;
    if let Some((expected, _)) = (1..).zip(&numbers).find(|(n, found)| n != *found) {
        found(expected, Fault::Number);
    }
    let last = numbers.last().copied().unwrap_or(0);
    if last < head.length {
        found(last + 1, Fault::Number);
    }
    let mut previous = vec![0; 32];
    for some in numbers.chunks(AT_ONCE) {
        let bounds = (some[0], some[some.len() - 1]);
        let lines = match store::between(conn, head.id, bounds) {
            Ok(lines) => lines,
            Err(_) => one_by_one(conn, head.id, some, |line| found(line, Fault::Unreadable)),
        };
        for line in &lines {
            if line.prev != previous {
                found(line.seq, Fault::Previous);
            }
            if super::link(line.seq, &line.prev, &line.payload()) != line.hash {
                found(line.seq, Fault::Hash);
            }
            previous.clone_from(&line.hash);
            look(line);
        }
    }
    if head.length != last || head.hash != previous {
        found(last, Fault::Head);
    }
    Ok(broken)
}

/// Of these lines those that can be read; the others are named.
fn one_by_one(
    conn: &mut Conn,
    chain: i64,
    numbers: &[i64],
    mut cannot: impl FnMut(i64),
) -> Vec<Entry> {
    let mut lines = Vec::new();
    for line in numbers {
        match store::between(conn, chain, (*line, *line)) {
            Ok(found) => lines.extend(found),
            Err(_) => cannot(*line),
        }
    }
    lines
}

/// The lines that belong to no chain.
pub fn strays(conn: &mut Conn) -> QueryResult<Vec<Broken>> {
    let found = store::numbers(conn, None)?;
    Ok(found.into_iter().map(|line| Broken { line, fault: Fault::Nowhere }).collect())
}

/// The chain as a file that anybody can check: one JSON document a line, with what the hash covers
/// as it is covered.
pub fn export(conn: &mut Conn, head: &Head) -> QueryResult<String> {
    use crate::signing::hex;
    let mut file = String::new();
    for line in store::between(conn, head.id, (1, head.length))? {
        let payload = line.payload();
        let document = serde_json::json!({
            "seq": line.seq,
            "prev": hex(&line.prev),
            "payload": String::from_utf8_lossy(&payload),
            "hash": hex(&line.hash),
        });
        file.push_str(&document.to_string());
        file.push('\n');
    }
    Ok(file)
}

impl std::fmt::Display for Fault {
    /// For the console, after "line N of the journal: ".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Number => "it is missing, or stands there twice",
            Self::Unreadable => "it cannot be read",
            Self::Previous => "it does not hang on the line before it",
            Self::Hash => "its hash is not that of its content",
            Self::Head => "it is the last one, but the head of the chain is another",
            Self::Nowhere => "it belongs to no chain",
        })
    }
}
