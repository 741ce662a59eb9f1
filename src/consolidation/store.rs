//! Responses, the themes that inputs are tagged with, the team's internal notes and assignments. What
//! the team writes is sealed in the database ([`sealed`]), whatever it is about.

mod assignments;
mod sealed;

pub use assignments::{Assignment, assignments};
pub(super) use assignments::{assign, end_assignment};
pub use sealed::{look_at_sealed, not_yet_sealed, seal_anew, sealed_with};

use crate::db::{Conn, Tx, on};
use crate::journal::frozen::Frozen;
use crate::procedure::Moment;
use crate::procedure::consolidation::{
    MayConsolidate, MayNote, MayRelease, MayRespond, MayValidate,
};
use crate::procedure::keys::{
    AccountKey, ConsultationKey, InputKey, PublicId, ResponseKey, RoundKey, ThemeKey,
};
use crate::procedure::words::Treatment;
use crate::schema::{input_themes, inputs, internal_notes, responses, rounds, themes};
use crate::secrets;
use diesel::prelude::*;
use sealed::{note_columns, response_columns};

/// What the team answers to one input: one response, written anew until its author was told.
#[derive(Debug, Clone)]
pub struct Response {
    pub id: ResponseKey,
    pub public_id: PublicId,
    pub input_id: InputKey,
    pub treatment: Treatment,
    pub reason: String,
    pub covered_by_id: Option<InputKey>,
    /// Who wrote it last: another person validates.
    pub drafted_by: AccountKey,
    pub drafted_at: Moment,
    pub validated_by: Option<AccountKey>,
    pub validated_at: Option<Moment>,
    /// How the mandate holder approved it, where somebody else recorded that.
    pub validation_note: Option<String>,
    pub released_at: Option<Moment>,
    pub row_version: i64,
    /// Of its digest in the journal, in hexadecimal digits; empty where an earlier version wrote it.
    pub(super) salt: String,
}

/// How far the answer to an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    Open,
    Drafted,
    Validated,
}

impl Status {
    pub const ALL: [Status; 3] = [Status::Open, Status::Drafted, Status::Validated];

    /// The word in addresses and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Status::Open => "none",
            Status::Drafted => "drafted",
            Status::Validated => "validated",
        }
    }

    /// The key of what a person reads.
    pub const fn key(self) -> &'static str {
        match self {
            Status::Open => "response-status-none",
            Status::Drafted => "response-status-drafted",
            Status::Validated => "response-status-validated",
        }
    }

    pub fn of(response: Option<&Response>) -> Self {
        match response {
            None => Status::Open,
            Some(response) if response.validated_at.is_some() => Status::Validated,
            Some(_) => Status::Drafted,
        }
    }
}

impl std::str::FromStr for Status {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Status::ALL.into_iter().find(|status| status.as_str() == word).ok_or(())
    }
}

impl Response {
    pub fn is_validated(&self) -> bool {
        self.validated_at.is_some()
    }

    pub fn is_released(&self) -> bool {
        self.released_at.is_some()
    }

    /// A sole lead validated what they drafted themselves.
    pub fn is_self_validated(&self) -> bool {
        self.validated_by == Some(self.drafted_by)
    }

    /// It says this already.
    pub fn says(&self, wanted: &Wanted) -> bool {
        (self.treatment, self.reason.as_str(), self.covered_by_id)
            == (wanted.treatment, wanted.reason.as_str(), wanted.covered_by)
    }
}

/// A response as somebody wants it to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub treatment: Treatment,
    pub reason: String,
    /// With [`Treatment::CoveredBy`]: the input whose response answers this one too.
    pub covered_by: Option<InputKey>,
}

/// A note that only the team reads, beside a paragraph (its identity), an input, or, with
/// neither, the whole round.
#[derive(Debug, Clone)]
pub struct Note {
    pub id: i64,
    pub public_id: PublicId,
    pub round_id: RoundKey,
    pub identity: Option<String>,
    pub input_id: Option<InputKey>,
    pub body: String,
    pub account_id: AccountKey,
    pub at: Moment,
    pub row_version: i64,
}

/// What a note stands beside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    Round,
    Paragraph(String),
    Input(InputKey),
}

pub fn response_to(conn: &mut Conn, input: InputKey) -> QueryResult<Option<Response>> {
    responses::table
        .filter(responses::input_id.eq(input))
        .select(Response::as_select())
        .first(conn)
        .optional()
}

fn fresh_salt() -> String {
    crate::signing::hex(&secrets::random::<32>())
}

/// What the journal commits to when this response is drafted, validated or released; None for what
/// an earlier version wrote and nobody touched since.
pub fn digest_of_response(conn: &mut Conn, response: &Response) -> QueryResult<Option<String>> {
    if response.salt.is_empty() {
        return Ok(None);
    }
    let mut id =
        |key: InputKey| inputs::table.find(key).select(inputs::public_id).first::<PublicId>(conn);
    let input = id(response.input_id)?;
    let covered_by = response.covered_by_id.map(&mut id).transpose()?;
    let frozen = Frozen::new("travaux/v1/response")
        .text(&response.salt)
        .text(response.public_id.as_str())
        .text(input.as_str())
        .text(response.treatment.as_str())
        .text(&response.reason)
        .maybe(covered_by.as_ref().map(|id| id.as_str()))
        .maybe(response.validation_note.as_deref())
        .number(response.is_validated().into())
        .number(response.is_released().into());
    Ok(Some(frozen.digest()))
}

/// The consultation's responses.
pub fn responses_in(conn: &mut Conn, consultation: ConsultationKey) -> QueryResult<Vec<PublicId>> {
    responses::table
        .inner_join(inputs::table.on(inputs::id.eq(responses::input_id)))
        .inner_join(rounds::table.on(rounds::id.eq(inputs::round_id)))
        .filter(rounds::consultation_id.eq(consultation))
        .order(responses::id)
        .select(responses::public_id)
        .load(conn)
}

pub fn response(conn: &mut Conn, id: &PublicId) -> QueryResult<Response> {
    let one = responses::table.filter(responses::public_id.eq(id));
    one.select(Response::as_select()).first(conn)
}

pub(super) fn insert_response(
    tx: &mut Tx,
    permit: &MayRespond,
    by: AccountKey,
    wanted: &Wanted,
    now: Moment,
) -> QueryResult<Response> {
    let input = permit.input();
    let id = secrets::public_id();
    diesel::insert_into(responses::table)
        .values((
            responses::public_id.eq(&id),
            responses::input_id.eq(input),
            responses::treatment.eq(wanted.treatment),
            response_columns(tx, &id, &wanted.reason, None, &fresh_salt())?,
            responses::covered_by_id.eq(wanted.covered_by),
            responses::drafted_by.eq(by),
            responses::drafted_at.eq(now),
            responses::row_version.eq(1_i64),
        ))
        .execute(&mut **tx)?;
    responses::table
        .filter(responses::input_id.eq(input))
        .select(Response::as_select())
        .first(&mut **tx)
}

/// Writes the response anew, which takes its validation away.
pub(super) fn rewrite_response(
    tx: &mut Tx,
    permit: &MayRespond,
    by: AccountKey,
    wanted: &Wanted,
    now: Moment,
) -> QueryResult<()> {
    let id = id_of_response(tx, permit.input())?;
    diesel::update(responses::table.filter(responses::input_id.eq(permit.input())))
        .set((
            responses::treatment.eq(wanted.treatment),
            response_columns(tx, &id, &wanted.reason, None, &fresh_salt())?,
            responses::covered_by_id.eq(wanted.covered_by),
            responses::drafted_by.eq(by),
            responses::drafted_at.eq(now),
            responses::validated_by.eq(None::<AccountKey>),
            responses::validated_at.eq(None::<Moment>),
            responses::row_version.eq(responses::row_version + 1),
        ))
        .execute(&mut **tx)
        .map(drop)
}

fn id_of_response(conn: &mut Conn, input: InputKey) -> QueryResult<PublicId> {
    let one = responses::table.filter(responses::input_id.eq(input));
    one.select(responses::public_id).first(conn)
}

pub(super) fn validate_response(
    tx: &mut Tx,
    permit: &MayValidate,
    stored: &Response,
    note: Option<&str>,
    now: Moment,
) -> QueryResult<()> {
    diesel::update(responses::table.filter(responses::input_id.eq(permit.input())))
        .set((
            response_columns(tx, &stored.public_id, &stored.reason, note, &fresh_salt())?,
            responses::validated_by.eq(permit.by().account),
            responses::validated_at.eq(now),
            responses::row_version.eq(responses::row_version + 1),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub(super) fn release_response(tx: &mut Tx, permit: &MayRelease, now: Moment) -> QueryResult<()> {
    diesel::update(responses::table.filter(responses::input_id.eq(permit.input())))
        .set((
            responses::released_at.eq(now),
            responses::row_version.eq(responses::row_version + 1),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// The theme of that name, added to the consultation when it has none yet.
pub(super) fn theme_named(
    tx: &mut Tx,
    permit: &MayConsolidate,
    name: &str,
) -> QueryResult<ThemeKey> {
    let row = (themes::consultation_id.eq(permit.consultation()), themes::name.eq(name));
    on!(&mut **tx, |c| diesel::insert_into(themes::table)
        .values(row)
        .on_conflict((themes::consultation_id, themes::name))
        .do_nothing()
        .execute(c))?;
    themes::table
        .filter(themes::consultation_id.eq(permit.consultation()))
        .filter(themes::name.eq(name))
        .select(themes::id)
        .first(&mut **tx)
}

/// Is it a theme of this consultation?
pub(super) fn is_theme_of(
    conn: &mut Conn,
    consultation: ConsultationKey,
    theme: ThemeKey,
) -> QueryResult<bool> {
    let found: i64 = themes::table
        .filter(themes::consultation_id.eq(consultation))
        .filter(themes::id.eq(theme))
        .count()
        .get_result(conn)?;
    Ok(found == 1)
}

/// Tags an input; false when it was tagged so already.
pub(super) fn tag(
    tx: &mut Tx,
    _permit: &MayConsolidate,
    input: InputKey,
    theme: ThemeKey,
) -> QueryResult<bool> {
    let row = (input_themes::input_id.eq(input), input_themes::theme_id.eq(theme));
    let added = on!(&mut **tx, |c| diesel::insert_into(input_themes::table)
        .values(row)
        .on_conflict((input_themes::input_id, input_themes::theme_id))
        .do_nothing()
        .execute(c))?;
    Ok(added == 1)
}

pub(super) fn untag(
    tx: &mut Tx,
    _permit: &MayConsolidate,
    input: InputKey,
    theme: ThemeKey,
) -> QueryResult<bool> {
    let row = input_themes::table
        .filter(input_themes::input_id.eq(input))
        .filter(input_themes::theme_id.eq(theme));
    Ok(diesel::delete(row).execute(&mut **tx)? == 1)
}

pub fn find_note(conn: &mut Conn, id: &PublicId) -> QueryResult<Note> {
    internal_notes::table
        .filter(internal_notes::public_id.eq(id))
        .select(Note::as_select())
        .first(conn)
}

/// The notes of a round, oldest first. Whoever shows those beside inputs shows only those beside
/// inputs that the reader sees.
pub(super) fn notes(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<Note>> {
    internal_notes::table
        .filter(internal_notes::round_id.eq(round))
        .order(internal_notes::id)
        .select(Note::as_select())
        .load(conn)
}

pub(super) fn insert_note(
    tx: &mut Tx,
    permit: &MayNote,
    by: AccountKey,
    beside: &Beside,
    body: &str,
    now: Moment,
) -> QueryResult<PublicId> {
    let id = secrets::public_id();
    let (identity, input) = match beside {
        Beside::Round => (None, None),
        Beside::Paragraph(identity) => (Some(identity.as_str()), None),
        Beside::Input(input) => (None, Some(*input)),
    };
    diesel::insert_into(internal_notes::table)
        .values((
            internal_notes::public_id.eq(&id),
            internal_notes::consultation_id.eq(permit.consultation()),
            internal_notes::round_id.eq(permit.round()),
            internal_notes::identity.eq(identity),
            internal_notes::input_id.eq(input),
            note_columns(tx, &id, body)?,
            internal_notes::account_id.eq(by),
            internal_notes::at.eq(now),
            internal_notes::row_version.eq(1_i64),
        ))
        .execute(&mut **tx)?;
    Ok(id)
}

pub(super) fn rewrite_note(
    tx: &mut Tx,
    _permit: &MayNote,
    note: &PublicId,
    body: &str,
    now: Moment,
) -> QueryResult<()> {
    diesel::update(internal_notes::table.filter(internal_notes::public_id.eq(note)))
        .set((
            note_columns(tx, note, body)?,
            internal_notes::at.eq(now),
            internal_notes::row_version.eq(internal_notes::row_version + 1),
        ))
        .execute(&mut **tx)
        .map(drop)
}
