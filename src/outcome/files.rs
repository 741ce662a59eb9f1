//! The notes and the concordance as files for the console, which sees every draft.

use super::behind::For;
use super::concordance::{Concordance, Inside};
use super::notes::{self, Explained};
use super::pages::papers::notes_paper;
use crate::consultations::store as consultations;
use crate::db::Conn;
use crate::drafts::store as drafts;
use crate::languages::Language;
use crate::procedure::keys::PublicId;
use crate::procedure::{Moment, Standing};
use crate::web::Error;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Csv,
    Html,
}

fn page(rendered: askama::Result<String>) -> Result<Vec<u8>, Error> {
    rendered.map(String::into_bytes).map_err(|error| Error::Internal(error.into()))
}

/// The explanatory notes of a draft.
pub fn notes_of_draft(conn: &mut Conn, id: &PublicId, format: Format) -> Result<Vec<u8>, Error> {
    let draft = drafts::find_by_public_id(conn, id)?;
    let consultation = consultations::find(conn, draft.consultation_id)?;
    let all = Explained::load(conn, draft)?;
    match format {
        Format::Csv => Ok(notes::csv(all.comparison.as_ref(), &all.notes)),
        Format::Html => page(notes_paper(&consultation, all)),
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
        Format::Html => page(all.paper(&consultation)),
    }
}
