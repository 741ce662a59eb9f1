//! Who did what, when: one hash-chained journal per consultation, and one for the installation.
//!
//! A line is written in the transaction of the act. It names things by public id and carries no
//! text that anyone submitted. `hash = SHA-256("travaux/v1/event" ‖ seq ‖ previous hash ‖ length ‖
//! payload)`; the chain's head is kept beside it, and [`walking`] goes along it.

pub mod frozen;
pub mod store;
pub mod walking;

use crate::db::{Tx, in_order};
use crate::procedure::Moment;
use crate::procedure::keys::{ConsultationKey, PublicId};
use crate::procedure::standing::{Actor, Capacity};
use crate::signing::Signer;
use crate::web::Error;
use diesel::QueryResult;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Which chain a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Installation,
    Consultation(ConsultationKey),
}

impl Scope {
    pub fn name(self) -> String {
        match self {
            Self::Installation => "installation".into(),
            Self::Consultation(key) => format!("consultation:{}", key.0),
        }
    }
}

/// Makes this transaction the only writer of the scope, so that what it reads stays true until it
/// commits. An act calls it before it reads its facts; the consultation first, the installation
/// after it, so that two acts never wait for each other in a circle.
pub fn hold(tx: &mut Tx, scope: Scope) -> QueryResult<()> {
    tx.hold(&scope.name())
}

/// Writes one line. `act` is a verb in the past tense such as "round.extended"; `detail` holds
/// facts without names or texts.
pub fn record(
    tx: &mut Tx,
    scope: Scope,
    by: &Actor,
    act: &str,
    subject: &PublicId,
    detail: Value,
    now: Moment,
) -> QueryResult<()> {
    let head = store::head(tx, scope)?;
    let payload = payload(now, by, act, subject, &detail);
    let seq = head.length + 1;
    let line = store::Line {
        chain: head.id,
        seq,
        at: now,
        by,
        act,
        subject,
        detail,
        prev: &head.hash,
        hash: link(seq, &head.hash, &payload),
    };
    store::append(tx, line)
}

/// Writes a line into the installation's journal, for whoever has the server's files in hand.
pub fn record_at_console(
    tx: &mut Tx,
    act: &str,
    subject: &str,
    detail: Value,
    now: Moment,
) -> QueryResult<()> {
    hold(tx, Scope::Installation)?;
    let by = Actor { account: None, capacity: Capacity::SystemAdministrator };
    record(tx, Scope::Installation, &by, act, &PublicId::from(subject), detail, now)
}

/// Signs a text, and remembers the public key: what an old key signed can be checked for ever.
pub fn signed(tx: &mut Tx, signer: &Signer, text: &str, now: Moment) -> Result<String, Error> {
    let failed = |error: std::io::Error| Error::Internal(error.into());
    store::know_key(tx, &signer.public_key().map_err(failed)?, now)?;
    signer.sign(text).map_err(failed)
}

/// What a line's hash covers besides its place in the chain.
pub fn payload(at: Moment, by: &Actor, act: &str, subject: &PublicId, detail: &Value) -> Vec<u8> {
    let account = by.account.map_or(0, |account| account.0);
    covered(at, account, by.capacity.as_str(), act, subject, detail)
}

fn covered(
    at: Moment,
    account: i64,
    acting_as: &str,
    act: &str,
    subject: &PublicId,
    detail: &Value,
) -> Vec<u8> {
    let detail = in_order(detail);
    serde_json::json!([at.as_micros(), account, acting_as, act, subject, detail])
        .to_string()
        .into_bytes()
}

/// The hash that ties a line to the one before it.
pub fn link(seq: i64, previous: &[u8], payload: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(b"travaux/v1/event");
    hash.update(seq.to_be_bytes());
    hash.update(previous);
    hash.update((payload.len() as u64).to_be_bytes());
    hash.update(payload);
    hash.finalize().to_vec()
}
