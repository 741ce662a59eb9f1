//! What everyone sees in the end: the redline, the explanatory notes, the public page of the
//! consultation, what became of each participant's comments, the comment matrix.

pub mod access;
mod behind;
mod bracketing;
mod company;
pub mod compared;
mod comparing;
mod compilation;
pub mod concordance;
pub mod decisions;
mod files;
mod material;
mod matrix;
mod notes;
pub mod pages;
mod quoted;
mod redline;
mod sentences;
pub mod store;
pub mod summary;
pub mod timeline;
pub mod views;
mod word;

pub use compared::{as_json, as_paper, paper_of_texts};
pub use compilation::show_compilation;
pub use files::{
    Form, Format, bracketed_of_round, compilation_of_round, concordance_of_draft,
    consolidated_of_round, notes_of_draft,
};
pub use material::Choice;
pub use matrix::{Shape, file_of_round};
pub use word::{Names, Wanted, redline_between};

use crate::db::Tx;
use crate::drafts::store::{self as drafts, Draft};
use crate::journal::{self, Scope};
use crate::procedure::consolidation::may_explain;
use crate::procedure::{Moment, Standing};
use crate::web::Error;
use serde_json::json;
use store::Note;

/// What came of saving a note.
pub enum Saved {
    Yes,
    /// Somebody else saved another text in between: this one.
    Conflict(Note),
}

/// Writes the note on one change of a working draft. `version` is the one that the writer began
/// with; None where there was no note yet.
pub fn write_note(
    tx: &mut Tx,
    who: &Standing,
    draft: &Draft,
    identity: &str,
    body: &str,
    version: Option<i64>,
    now: Moment,
) -> Result<Saved, Error> {
    let scope = Scope::Consultation(draft.consultation_id);
    journal::hold(tx, scope)?;
    let draft = drafts::find(tx, draft.id)?;
    let permit = may_explain(who, &drafts::facts(tx, &draft)?)?;
    let author = who.account.ok_or(Error::SignIn)?;
    let present = store::on_change(tx, draft.id, identity)?;
    let id = match present {
        None => store::insert(tx, &permit, identity, body, author, now)?,
        // Sent twice.
        Some(note) if note.body == body => return Ok(Saved::Yes),
        Some(note) if Some(note.row_version) != version => return Ok(Saved::Conflict(note)),
        Some(note) => {
            store::update(tx, &permit, &note, body, author, now)?;
            note.public_id
        }
    };
    let written = store::on_change(tx, draft.id, identity)?;
    let digest = written.map(|note| note.digest(&draft.public_id));
    let detail = json!({ "draft": draft.public_id, "sha256": digest });
    journal::record(tx, scope, permit.by(), "explanatory_note.written", &id, detail, now)?;
    Ok(Saved::Yes)
}

/// Takes a note away; nothing happens where there is none.
pub fn remove_note(
    tx: &mut Tx,
    who: &Standing,
    draft: &Draft,
    identity: &str,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(draft.consultation_id);
    journal::hold(tx, scope)?;
    let draft = drafts::find(tx, draft.id)?;
    let permit = may_explain(who, &drafts::facts(tx, &draft)?)?;
    let Some(note) = store::on_change(tx, draft.id, identity)? else { return Ok(()) };
    store::delete(tx, &permit, &note)?;
    let detail = json!({ "draft": draft.public_id });
    let act = "explanatory_note.removed";
    Ok(journal::record(tx, scope, permit.by(), act, &note.public_id, detail, now)?)
}
