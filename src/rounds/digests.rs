//! Lists of digests: when a round closes, what was received is fixed by its commitments, sorted,
//! one a line, signed. Whoever has a receipt finds theirs; whoever has the list sees that nothing
//! came or went since. What comes later is listed in a numbered supplement, at most once a day.

use super::store::digests::{self as store, List, NewList};
use super::store::{self as rounds, Round};
use super::views;
use crate::consultations::store as consultations;
use crate::db::{Conn, Tx};
use crate::journal::store::Head;
use crate::journal::{self, Scope};
use crate::post::Desk;
use crate::procedure::standing::Actor;
use crate::procedure::{Capacity, Moment};
use crate::signing::hex;
use crate::web::Error;
use anyhow::Context;
use diesel::QueryResult;
use serde_json::json;
use sha2::{Digest, Sha256};

/// The first line of a list.
pub const HEADING: &str = "travaux digests 1";

/// A list that was just fixed, and the line of the journal that fixes it.
pub struct Fixed {
    pub list: List,
    pub head: Head,
}

/// Fixes what stands in the round and is in no list of it yet. The journal's line holds the list's
/// SHA-256. Call it in the transaction that closes the round, with its chain held.
pub(super) fn fix(
    tx: &mut Tx,
    desk: &Desk,
    round: &Round,
    by: &Actor,
    now: Moment,
) -> Result<Fixed, Error> {
    let scope = Scope::Consultation(round.consultation_id);
    let mut digests = views::unlisted(tx, round.id)?;
    digests.sort();
    let number = store::of_round(tx, round.id)?.len() as i64 + 1;
    let head = journal::store::head_of(tx, scope)?;
    let text = text(tx, round, number, head, &digests, now)?;
    let body = journal::signed(tx, desk.signer(), &text, now)?;
    let list = NewList { round: round.id, number, digests: &digests, body: &body };
    let list = store::insert(tx, &list, now)?;
    let detail = json!({ "list": number, "count": digests.len(), "sha256": list.sha256() });
    journal::record(tx, scope, by, "digests.fixed", &round.public_id, detail, now)?;
    let head = journal::store::head_of(tx, scope)?.context("the line just written")?;
    Ok(Fixed { list, head })
}

fn text(
    conn: &mut Conn,
    round: &Round,
    number: i64,
    head: Option<Head>,
    digests: &[Vec<u8>],
    now: Moment,
) -> QueryResult<String> {
    let consultation = consultations::find(conn, round.consultation_id)?;
    let (line, hash) = head.map_or((0, vec![0; 32]), |head| (head.length, head.hash));
    let mut text = format!(
        "{HEADING}\nconsultation: {}\nround: {}\nround_number: {}\nlist: {number}\ncount: {}\n\
         journal_line: {line}\njournal_hash: {}\nfixed: {}\n",
        consultation.public_id,
        round.public_id,
        rounds::number(conn, round)?,
        digests.len(),
        hex(&hash),
        now.iso(),
    );
    for digest in digests {
        text.push_str(&hex(digest));
        text.push('\n');
    }
    Ok(text)
}

/// Lists what came after the closing, for every round whose last list is of an earlier day in its
/// zone; answers how many lists that were. The worker asks.
pub fn supplement(tx: &mut Tx, desk: &Desk, now: Moment) -> Result<usize, Error> {
    let mut fixed = 0;
    for round in wanting(tx, now)? {
        journal::hold(tx, Scope::Consultation(round.consultation_id))?;
        // Another worker may have been here while we waited.
        if is_due(tx, &round, now)? {
            fix(tx, desk, &round, &server(), now)?;
            fixed += 1;
        }
    }
    Ok(fixed)
}

/// The rounds that a supplement is due for.
pub fn wanting(conn: &mut Conn, now: Moment) -> QueryResult<Vec<Round>> {
    let mut due = Vec::new();
    for round in views::with_unlisted(conn)? {
        if is_due(conn, &round, now)? {
            due.push(round);
        }
    }
    Ok(due)
}

fn is_due(conn: &mut Conn, round: &Round, now: Moment) -> QueryResult<bool> {
    let day = |at: Moment| at.in_zone(&round.time_zone).date();
    let last = store::of_round(conn, round.id)?.pop();
    let is_over = last.is_some_and(|list| day(list.fixed_at) < day(now));
    Ok(is_over && !views::unlisted(conn, round.id)?.is_empty())
}

/// What the server does by itself.
pub(super) fn server() -> Actor {
    Actor { account: None, capacity: Capacity::SystemAdministrator }
}

impl List {
    /// The SHA-256 of the file, as `sha256sum` prints it.
    pub fn sha256(&self) -> String {
        hex(&Sha256::digest(self.body.as_bytes()))
    }

    /// Where the file is.
    pub fn path(&self, round: &Round) -> String {
        format!("{}/digests/{}", round.path(), self.number)
    }
}

/// What stands in a list, however it came here: its digests and what its head says.
pub struct Read {
    pub round: String,
    pub number: i64,
    pub count: usize,
    pub digests: Vec<String>,
    /// The lines are sorted, none stands twice, and they are as many as the head says.
    pub is_in_order: bool,
}

/// Reads a list; None where it is none.
pub fn read(body: &str) -> Option<Read> {
    use crate::signing::value;
    if body.lines().next() != Some(HEADING) {
        return None;
    }
    let is_digest = |line: &&str| line.len() == 64 && !line.contains(':');
    let digests: Vec<String> = body.lines().filter(is_digest).map(str::to_owned).collect();
    let count: usize = value(body, "count").parse().ok()?;
    let is_sorted = digests.windows(2).all(|pair| pair[0] < pair[1]);
    Some(Read {
        round: value(body, "round").to_owned(),
        number: value(body, "list").parse().ok()?,
        count,
        is_in_order: is_sorted && digests.len() == count,
        digests,
    })
}
