//! The signed receipt: that something was received, when, and where it is counted. No text, no
//! title, no name.

use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::post::Desk;
use crate::procedure::Moment;
use crate::rounds::store::{self as rounds, Round};
use crate::signing::{hex, value};
use crate::web::Error;
use anyhow::Context;
use serde_json::{Map, Value};

/// The first line of a receipt.
pub const HEADING: &str = "travaux receipt 1";

/// The lines after the first, in their order. The last two are the signature's.
pub const LINES: [&str; 10] = [
    "code",
    "received",
    "received_local",
    "round",
    "round_number",
    "commitment",
    "journal_line",
    "journal_hash",
    "key",
    "signature",
];

/// What a receipt is given for: its code, the commitment, and when it was received. (What came on
/// paper was received on the day that it counts for, not when it was registered.)
pub struct Received<'a> {
    pub code: &'a str,
    pub commitment: &'a [u8],
    pub at: Moment,
}

/// Writes and signs the receipt of what was just submitted or registered, and written into the
/// journal.
pub fn write(
    tx: &mut Tx,
    desk: &Desk,
    round: &Round,
    received: &Received<'_>,
    now: Moment,
) -> Result<String, Error> {
    let scope = Scope::Consultation(round.consultation_id);
    let head = journal::store::head_of(tx, scope)?.context("the line of this act")?;
    let local = received.at.in_zone(&round.time_zone).strftime("%Y-%m-%d %H:%M");
    let values = [
        received.code.to_owned(),
        received.at.iso(),
        format!("{local} {}", round.time_zone),
        round.public_id.to_string(),
        rounds::number(tx, round)?.to_string(),
        hex(received.commitment),
        head.length.to_string(),
        hex(&head.hash),
    ];
    let mut text = format!("{HEADING}\n");
    for (name, value) in LINES.iter().zip(&values) {
        text.push_str(&format!("{name}: {value}\n"));
    }
    journal::signed(tx, desk.signer(), &text, now)
}

/// The receipt as a JSON document; the signature is that of the text.
pub fn json(receipt: &str) -> Value {
    let mut document = Map::new();
    document.insert("format".into(), HEADING.into());
    for name in LINES {
        document.insert(name.into(), value(receipt, name).into());
    }
    Value::Object(document)
}

/// The text again, from the JSON document; None where a line is missing.
pub fn from_json(document: &Value) -> Option<String> {
    let mut text = format!("{}\n", document.get("format")?.as_str()?);
    for name in LINES {
        text.push_str(&format!("{name}: {}\n", document.get(name)?.as_str()?));
    }
    Some(text)
}
