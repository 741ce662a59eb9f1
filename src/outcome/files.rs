//! Files that stand alone: the notes and the concordance of a draft, the compilation and the bracketed text of a
//! round. What the console asks for may see everything, and writes down what the team may pass on.

use super::behind::For;
use super::compilation::Compilation;
use super::concordance::{Concordance, Inside};
use super::material::{Choice, Material};
use super::notes::{self, Explained};
use super::pages::papers::notes_paper;
use super::pages::{bracketed, compilation};
use super::word::{Making, Wanted, consolidated_of};
use crate::consultations::store as consultations;
use crate::db::Conn;
use crate::drafts::store as drafts;
use crate::languages::Language;
use crate::procedure::keys::PublicId;
use crate::procedure::sight::sight;
use crate::procedure::{Moment, Standing};
use crate::rounds::store as rounds;
use crate::web::{Error, Fields};
use askama::Template;
use serde_json::Value;

/// What a draft's file is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Csv,
    Html,
}

/// The explanatory notes of a draft.
pub fn notes_of_draft(conn: &mut Conn, id: &PublicId, format: Format) -> Result<Vec<u8>, Error> {
    let draft = drafts::find_by_public_id(conn, id)?;
    let consultation = consultations::find(conn, draft.consultation_id)?;
    let all = Explained::load(conn, draft)?;
    match format {
        Format::Csv => Ok(notes::csv(all.comparison.as_ref(), &all.notes)),
        Format::Html => bytes(notes_paper(&consultation, all)),
    }
}

/// A draft beside the one before: with what everybody is told of who contributed, or (`inside`)
/// what the team may pass on.
pub fn concordance_of_draft(
    conn: &mut Conn,
    who: &Standing,
    id: &PublicId,
    format: Format,
    inside: bool,
    now: Moment,
) -> Result<Vec<u8>, Error> {
    let draft = drafts::find_by_public_id(conn, id)?;
    let consultation = consultations::find(conn, draft.consultation_id)?;
    let t = Language::of(&draft.language);
    let inside = if inside { Inside::Yes } else { Inside::No };
    let asks = (who, &consultation);
    let all = Concordance::load(conn, t, asks, draft, inside, For::Leaving, now)?;
    match format {
        Format::Csv => Ok(all.csv()),
        Format::Html => bytes(all.paper(&consultation)),
    }
}

/// What a round's file is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Html,
    Json,
    Text,
}

/// The compilation of a round for the console: without confidential inputs and without the names of those who
/// withheld theirs.
pub fn compilation_of_round(
    conn: &mut Conn,
    who: &Standing,
    round: &PublicId,
    choice: Choice,
    form: Form,
    now: Moment,
) -> Result<Vec<u8>, Error> {
    let (material, t) = material(conn, who, round, choice, now)?;
    let round = &material.round;
    let sight = sight(who, &rounds::facts(conn, round)?, now).without_confidence();
    let compilation = Compilation::load(conn, material, &sight)?;
    match form {
        Form::Json => written(&compilation.data()),
        Form::Html | Form::Text => rendered(&compilation::Paper::of(t, &compilation)),
    }
}

/// The bracketed text of a round for the console, with the same inputs.
pub fn bracketed_of_round(
    conn: &mut Conn,
    who: &Standing,
    round: &PublicId,
    choice: Choice,
    form: Form,
    now: Moment,
) -> Result<Vec<u8>, Error> {
    let (material, t) = material(conn, who, round, choice, now)?;
    let read = bracketed::read(conn, material, &Fields::default())?;
    match form {
        Form::Json => written(&read.brackets.data()),
        Form::Text => Ok(read.brackets.plain(t).into_bytes()),
        Form::Html => rendered(&read.paper(t)),
    }
}

/// The consolidated Word file of a round for the console, with the same inputs.
pub fn consolidated_of_round(
    conn: &mut Conn,
    who: &Standing,
    round: &PublicId,
    wanted: &Wanted,
    maker: &str,
    now: Moment,
) -> Result<Vec<u8>, Error> {
    let (material, t) = material(conn, who, round, Choice::default(), now)?;
    consolidated_of(conn, material, wanted, &Making { t, maker: maker.to_owned(), now })
}

fn material(
    conn: &mut Conn,
    who: &Standing,
    round: &PublicId,
    choice: Choice,
    now: Moment,
) -> Result<(Material, Language), Error> {
    let round = rounds::find_by_public_id(conn, round)?;
    let sight = sight(who, &rounds::facts(conn, &round)?, now).without_confidence();
    let consultation = consultations::find(conn, round.consultation_id)?;
    let material = Material::load(conn, round, &sight, None, choice)?;
    let language = Language::of(consultation.original_language());
    Ok((material, language))
}

pub(super) fn rendered(page: &impl Template) -> Result<Vec<u8>, Error> {
    bytes(page.render())
}

fn bytes(rendered: askama::Result<String>) -> Result<Vec<u8>, Error> {
    rendered.map(String::into_bytes).map_err(|error| Error::Internal(error.into()))
}

pub(super) fn written(value: &Value) -> Result<Vec<u8>, Error> {
    let mut bytes =
        serde_json::to_vec_pretty(value).map_err(|error| Error::Internal(error.into()))?;
    bytes.push(b'\n');
    Ok(bytes)
}
