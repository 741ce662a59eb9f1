//! What a stranger is told of a receipt or of a list of digests: as little as proves it. Whether
//! something was replaced or withdrawn is its author's own affair.

use crate::db::Conn;
use crate::journal::store::keys;
use crate::rounds::digests;
use crate::rounds::store::{self as rounds, digests as lists};
use crate::signing::{Signed, check, tidy, value};
use crate::submissions::receipts;
use crate::submissions::store as submissions;
use diesel::prelude::*;

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Neither a code, nor a receipt, nor a list.
    Unreadable,
    SignatureWrong,
    NotKnown,
    /// Received, and in no list: not counted yet, or its author took it back.
    Known,
    Counted {
        list: i64,
    },
    /// A list that this instance signed; `is_ours` when it is also the one that stands here.
    List {
        number: i64,
        count: usize,
        is_ours: bool,
    },
}

/// Looks at what was pasted: a receipt's code, a receipt as text or JSON, or a list of digests.
pub fn ask(conn: &mut Conn, pasted: &str) -> QueryResult<Told> {
    let text = tidy(pasted);
    let first = text.lines().next().unwrap_or_default();
    if first == digests::HEADING {
        return list(conn, &text);
    }
    if first == receipts::HEADING {
        return receipt(conn, &text);
    }
    if first.starts_with('{') {
        let document = serde_json::from_str(&text).ok();
        return match document.and_then(|document| receipts::from_json(&document)) {
            Some(text) => receipt(conn, &text),
            None => Ok(Told::Unreadable),
        };
    }
    match crate::secrets::receipt_code_typed(&text) {
        Some(code) => known(conn, &code, None),
        None => Ok(Told::Unreadable),
    }
}

fn receipt(conn: &mut Conn, text: &str) -> QueryResult<Told> {
    if check(text, &keys(conn)?) != Signed::Right {
        return Ok(Told::SignatureWrong);
    }
    known(conn, value(text, "code"), Some(value(text, "commitment")))
}

fn known(conn: &mut Conn, code: &str, commitment: Option<&str>) -> QueryResult<Told> {
    let Some(submission) = submissions::by_receipt_code(conn, code)? else {
        return Ok(Told::NotKnown);
    };
    let stored = submissions::commitment_of(conn, submission.id)?;
    if commitment.is_some_and(|said| said != crate::signing::hex(&stored)) {
        return Ok(Told::NotKnown);
    }
    Ok(match lists::listing(conn, &stored)? {
        Some(list) => Told::Counted { list: list.number },
        None => Told::Known,
    })
}

fn list(conn: &mut Conn, text: &str) -> QueryResult<Told> {
    if check(text, &keys(conn)?) != Signed::Right {
        return Ok(Told::SignatureWrong);
    }
    let Some(read) = digests::read(text).filter(|read| read.is_in_order) else {
        return Ok(Told::Unreadable);
    };
    let round = rounds::find_by_public_id(conn, &read.round.as_str().into()).optional()?;
    let ours = match round {
        Some(round) => lists::find(conn, round.id, read.number).optional()?,
        None => None,
    };
    let is_ours = ours.is_some_and(|list| list.body == text);
    Ok(Told::List { number: read.number, count: read.count, is_ours })
}
