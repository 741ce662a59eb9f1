//! Everything that the record promises, looked at from the database: each chain line by line, and what its lines say of what is
//! stored.

use super::lines::Notes;
use super::submitted::Look;
use super::{Fault, frozen, opening};
use crate::consultations::store as consultations;
use crate::db::Conn;
use crate::journal::store::{self as journal, Head};
use crate::journal::{Scope, walking};
use crate::procedure::keys::ConsultationKey;
use crate::rounds::store as rounds;
use crate::signing::PublicKey;
use diesel::QueryResult;

/// What was looked at and found right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    pub chains: usize,
    pub lines: usize,
    pub commitments: usize,
    /// Of the commitments: nobody can work them out any more.
    pub erased: usize,
    pub receipts: usize,
    pub lists: usize,
    /// Drafts, notes, summaries, frameworks and responses that are as their lines say.
    pub frozen: usize,
    /// Of the same, those whose lines are older than the digests.
    pub undigested: usize,
    /// Rows with something sealed that opened.
    pub opened: usize,
}

/// What was found right, and all that was not.
#[derive(Debug, Default)]
pub struct Looked {
    pub report: Report,
    pub faults: Vec<Fault>,
}

/// The keys whose signatures count: every one that this instance has used.
pub fn keys(conn: &mut Conn) -> Result<Vec<PublicKey>, Fault> {
    let all = journal::keys_by_id(conn)?;
    match all.iter().find(|(id, key)| *id != key.id()) {
        Some((id, _)) => Err(Fault::Key(id.clone())),
        None => Ok(all.into_iter().map(|(_, key)| key).collect()),
    }
}

/// Looks at every chain, or at one consultation's, and at what its lines say of submissions, lists of
/// digests and whatever was frozen; with every chain, at everything sealed. It goes on where something is wrong.
pub fn everything(conn: &mut Conn, only: Option<ConsultationKey>) -> QueryResult<Looked> {
    let mut looked = Looked::default();
    let (right, wrong): (Vec<_>, Vec<_>) =
        journal::keys_by_id(conn)?.into_iter().partition(|(id, key)| *id == key.id());
    looked.faults.extend(wrong.into_iter().map(|(id, _)| Fault::Key(id)));
    let keys: Vec<PublicKey> = right.into_iter().map(|(_, key)| key).collect();
    for head in journal::heads(conn)? {
        let scope = match scope(conn, &head) {
            Ok(scope) => scope,
            Err(fault) => {
                looked.faults.push(fault);
                continue;
            }
        };
        let wanted = only.is_none_or(|key| scope == Scope::Consultation(key));
        if wanted && let Err(fault) = chain(conn, &head, scope, &keys, &mut looked) {
            looked.faults.push(fault);
        }
    }
    let strays = walking::strays(conn)?.into_iter().map(|stray| Fault::Line {
        of: "no consultation".to_owned(),
        line: stray.line,
        fault: stray.fault,
    });
    looked.faults.extend(strays);
    if only.is_none() {
        opening::everything_sealed(conn, &mut looked)?;
    }
    Ok(looked)
}

/// What the chain is about: something that is there.
fn scope(conn: &mut Conn, head: &Head) -> Result<Scope, Fault> {
    if head.scope == Scope::Installation.name() {
        return Ok(Scope::Installation);
    }
    let key = head.scope.strip_prefix("consultation:").and_then(|key| key.parse().ok());
    let key = key.map(ConsultationKey).filter(|key| consultations::find(conn, *key).is_ok());
    let key = key.ok_or_else(|| Fault::Chain(head.scope.clone()))?;
    Ok(Scope::Consultation(key))
}

fn chain(
    conn: &mut Conn,
    head: &Head,
    scope: Scope,
    keys: &[PublicKey],
    looked: &mut Looked,
) -> Result<(), Fault> {
    let of = match scope {
        Scope::Installation => "the installation".to_owned(),
        Scope::Consultation(key) => consultations::find(conn, key)?.slug,
    };
    let mut noted = Vec::new();
    for broken in walking::walk(conn, head, |line| noted.push(line.clone()))? {
        let (of, line, fault) = (of.clone(), broken.line, broken.fault);
        looked.faults.push(Fault::Line { of, line, fault });
    }
    looked.report.chains += 1;
    looked.report.lines += noted.len();
    if let Scope::Consultation(consultation) = scope {
        let notes = Notes::of(noted);
        let mut look = Look::at(&of, &notes, keys, looked);
        for round in rounds::of_consultation(conn, consultation)? {
            look.round(conn, &round)?;
        }
        look.nothing_left();
        frozen::all(conn, consultation, &of, &notes, looked)?;
    }
    Ok(())
}
