//! What those outside read in the place of an input's texts. The texts themselves stay, sealed.

use super::sealed::settle;
use crate::db::{Backend, Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{InputKey, RoundKey};
use crate::procedure::submissions::{MayRedact, MayUndoRedaction};
use crate::schema::{inputs, redactions};
use diesel::prelude::*;

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = redactions, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Redaction {
    pub input_id: InputKey,
    pub body: String,
    pub quoted: String,
    pub proposed: String,
}

pub fn redaction_of(conn: &mut Conn, input: InputKey) -> QueryResult<Option<Redaction>> {
    let found = redactions::table.filter(redactions::input_id.eq(input));
    found.select(Redaction::as_select()).first(conn).optional()
}

pub fn redactions_in(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<Redaction>> {
    redactions::table
        .inner_join(inputs::table)
        .filter(inputs::round_id.eq(round))
        .select(Redaction::as_select())
        .load(conn)
}

/// Puts it in the place of the one before, if any.
pub fn put_redaction(
    tx: &mut Tx,
    permit: &MayRedact,
    new: &Redaction,
    now: Moment,
) -> QueryResult<()> {
    remove(tx, permit.input())?;
    diesel::insert_into(redactions::table)
        .values((
            redactions::input_id.eq(permit.input()),
            redactions::body.eq(&new.body),
            redactions::quoted.eq(&new.quoted),
            redactions::proposed.eq(&new.proposed),
            redactions::at.eq(now),
            redactions::account_id.eq(permit.by().account),
        ))
        .execute(&mut **tx)?;
    settle_input(tx, permit.input())
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
