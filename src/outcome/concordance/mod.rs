//! The concordance: each paragraph of a draft beside the one it came from, who contributed to it,
//! and the approach and rationale, which is its explanatory note unless the team says it otherwise.

mod files;
pub mod pages;
mod rows;
pub mod store;

pub use files::{Concordance, Inside};

use crate::db::Tx;
use crate::drafts::store::{self as drafts, Draft};
use crate::journal::{self, Scope};
use crate::procedure::consolidation::may_explain;
use crate::procedure::{Moment, Standing};
use crate::web::Error;
use serde_json::json;
use store::Rationale;

/// What came of saving a rationale.
pub enum Saved {
    Yes,
    /// Somebody else saved another text in between: this one.
    Conflict(Rationale),
}

/// Says the approach and rationale of a change otherwise than its note; without words, the note
/// stands for it again. `version` is the one that the writer began with.
pub fn write_rationale(
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
    let author = permit.by().account.ok_or(Error::SignIn)?;
    let present = store::of_draft(tx, draft.id)?.into_iter().find(|one| one.identity == identity);
    let id = match present {
        None if body.is_empty() => return Ok(Saved::Yes),
        None => store::insert(tx, &permit, identity, body, author, now)?,
        // Sent twice.
        Some(present) if present.body == body => return Ok(Saved::Yes),
        Some(present) if Some(present.row_version) != version => {
            return Ok(Saved::Conflict(present));
        }
        Some(present) if body.is_empty() => {
            store::remove(tx, &permit, &present)?;
            present.public_id
        }
        Some(present) => {
            store::update(tx, &permit, &present, body, author, now)?;
            present.public_id
        }
    };
    let detail = json!({ "draft": draft.public_id });
    let act = if body.is_empty() { "rationale.removed" } else { "rationale.written" };
    journal::record(tx, scope, permit.by(), act, &id, detail, now)?;
    Ok(Saved::Yes)
}
