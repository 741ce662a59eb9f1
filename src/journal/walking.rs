//! Along a chain, line by line: is it as it was written?

use super::store::{self, Entry, Head};
use crate::db::Conn;
use diesel::QueryResult;

/// So many lines are held at a time.
const AT_ONCE: i64 = 1000;

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

/// Goes along the chain and shows every line that is right to `look`, until one is not.
pub fn walk(
    conn: &mut Conn,
    head: &Head,
    mut look: impl FnMut(&Entry),
) -> QueryResult<Result<(), Broken>> {
    let broken = |line, fault| Ok(Err(Broken { line, fault }));
    let numbers = store::numbers(conn, Some(head.id))?;
    if let Some((expected, _)) = (1..).zip(&numbers).find(|(n, found)| n != *found) {
        return broken(expected, Fault::Number);
    }
    let last = numbers.len() as i64;
    if last < head.length {
        return broken(last + 1, Fault::Number);
    }
    let mut previous = vec![0; 32];
    let mut first = 1;
    while first <= last {
        let until = (first + AT_ONCE - 1).min(last);
        let lines = match store::between(conn, head.id, (first, until)) {
            Ok(lines) => lines,
            Err(_) => match unreadable(conn, head.id, (first, until)) {
                Some(line) => return broken(line, Fault::Unreadable),
                None => return broken(first, Fault::Unreadable),
            },
        };
        for line in &lines {
            if line.prev != previous {
                return broken(line.seq, Fault::Previous);
            }
            if super::link(line.seq, &line.prev, &line.payload()) != line.hash {
                return broken(line.seq, Fault::Hash);
            }
            previous.clone_from(&line.hash);
            look(line);
        }
        first = until + 1;
    }
    if head.length != last || head.hash != previous {
        return broken(last, Fault::Head);
    }
    Ok(Ok(()))
}

/// The first of these lines that cannot be read.
fn unreadable(conn: &mut Conn, chain: i64, (first, last): (i64, i64)) -> Option<i64> {
    (first..=last).find(|line| store::between(conn, chain, (*line, *line)).is_err())
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
