//! What those outside read in the place of an input's texts. The texts themselves stay, sealed.

use super::MayCommit;
use super::sealed::settle;
use crate::db::{Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, ConsultationKey, InputKey, PublicId, RoundKey};
use crate::procedure::submissions::{MayRedact, MayUndoRedaction};
use crate::schema::{inputs, redactions, rounds};
use crate::sealing::{self, Broken, Place};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone)]
pub struct Redaction {
    pub input_id: InputKey,
    pub body: String,
    pub quoted: String,
    pub proposed: String,
    /// What was taken out; empty where nobody kept it.
    pub words: Vec<String>,
}

const REDACTION: &str = "what stands for the input's texts";

/// The texts as they are sealed. They are for everybody while the input is; and its class may change.
#[derive(Serialize, Deserialize)]
struct Words {
    body: String,
    quoted: String,
    proposed: String,
    #[serde(default)]
    words: Vec<String>,
}

type Row = (InputKey, PublicId, (String, String, String), Option<Vec<u8>>);

fn open((input_id, id, texts, sealed): Row) -> Result<Redaction, Broken> {
    let words = match sealed {
        Some(sealed) => sealing::open_document(Place::of(REDACTION, id.as_str()), &sealed)?,
        None => Words { body: texts.0, quoted: texts.1, proposed: texts.2, words: Vec::new() },
    };
    let Words { body, quoted, proposed, words } = words;
    Ok(Redaction { input_id, body, quoted, proposed, words })
}

pub fn redaction_of(conn: &mut Conn, input: InputKey) -> QueryResult<Option<Redaction>> {
    let row: Option<Row> = redactions::table
        .inner_join(inputs::table)
        .filter(redactions::input_id.eq(input))
        .select(COLUMNS)
        .first(conn)
        .optional()?;
    Ok(row.map(open).transpose()?)
}

pub fn redactions_in(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<Redaction>> {
    let rows: Vec<Row> = redactions::table
        .inner_join(inputs::table)
        .filter(inputs::round_id.eq(round))
        .select(COLUMNS)
        .load(conn)?;
    Ok(rows.into_iter().map(open).collect::<Result<_, _>>()?)
}

#[allow(clippy::type_complexity)]
const COLUMNS: (
    redactions::input_id,
    inputs::public_id,
    (redactions::body, redactions::quoted, redactions::proposed),
    redactions::sealed,
) = (
    redactions::input_id,
    inputs::public_id,
    (redactions::body, redactions::quoted, redactions::proposed),
    redactions::sealed,
);

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = redactions, treat_none_as_null = true)]
struct SealedWords {
    body: String,
    quoted: String,
    proposed: String,
    sealed: Option<Vec<u8>>,
    key_id: Option<String>,
}

fn seal(tx: &mut Tx, id: &PublicId, new: &Redaction) -> QueryResult<SealedWords> {
    let sealer = sealing::sealer(tx)?;
    let words = Words {
        body: new.body.clone(),
        quoted: new.quoted.clone(),
        proposed: new.proposed.clone(),
        words: new.words.clone(),
    };
    Ok(SealedWords {
        body: String::new(),
        quoted: String::new(),
        proposed: String::new(),
        sealed: Some(sealer.seal_document(Place::of(REDACTION, id.as_str()), &words)?),
        key_id: Some(sealer.key_id().to_owned()),
    })
}

/// Seals a batch of a consultation's redactions that the newest key does not seal yet; says how many.
pub(super) fn seal_redactions_anew(
    tx: &mut Tx,
    consultation: ConsultationKey,
    most: i64,
) -> QueryResult<usize> {
    let key = sealing::sealer(tx)?.key_id().to_owned();
    let old: Vec<Row> = redactions::table
        .inner_join(inputs::table.inner_join(rounds::table))
        .filter(rounds::consultation_id.eq(consultation))
        .filter(redactions::key_id.is_null().or(redactions::key_id.ne(&key)))
        .limit(most)
        .select(COLUMNS)
        .load(&mut **tx)?;
    let count = old.len();
    for row in old {
        let id = row.1.clone();
        let redaction = open(row)?;
        let sealed = seal(tx, &id, &redaction)?;
        let place = redactions::table.filter(redactions::input_id.eq(redaction.input_id));
        diesel::update(place).set(sealed).execute(&mut **tx)?;
    }
    Ok(count)
}

/// Puts it in the place of the one before, if any.
pub fn put_redaction(
    tx: &mut Tx,
    permit: &MayRedact,
    new: &Redaction,
    now: Moment,
) -> QueryResult<()> {
    put(tx, (permit.input(), permit.by().account), new, now)
}

/// The same for what comes in the place of a submission, by nobody in particular.
pub fn carry_redaction(
    tx: &mut Tx,
    _permit: &MayCommit<'_>,
    new: &Redaction,
    now: Moment,
) -> QueryResult<()> {
    put(tx, (new.input_id, None), new, now)
}

fn put(
    tx: &mut Tx,
    (input, by): (InputKey, Option<AccountKey>),
    new: &Redaction,
    now: Moment,
) -> QueryResult<()> {
    remove(tx, input)?;
    let id: PublicId = inputs::table.find(input).select(inputs::public_id).first(&mut **tx)?;
    diesel::insert_into(redactions::table)
        .values((
            redactions::input_id.eq(input),
            seal(tx, &id, new)?,
            redactions::at.eq(now),
            redactions::account_id.eq(by),
        ))
        .execute(&mut **tx)?;
    settle_input(tx, input)
}

/// False where there was none.
pub fn remove_redaction(tx: &mut Tx, permit: &MayUndoRedaction) -> QueryResult<bool> {
    let removed = remove(tx, permit.input())? > 0;
    settle_input(tx, permit.input())?;
    Ok(removed)
}

fn settle_input(tx: &mut Tx, input: InputKey) -> QueryResult<()> {
    let submission = inputs::table.find(input).select(inputs::submission_id).first(&mut **tx)?;
    settle(tx, submission)
}

fn remove(tx: &mut Tx, input: InputKey) -> QueryResult<usize> {
    diesel::delete(redactions::table.filter(redactions::input_id.eq(input))).execute(&mut **tx)
}
