//! A draft: one version of the text. While it is a working draft the team edits it; once
//! circulated it never changes again.
//!
//! | file | question it answers |
//! |---|---|
//! | this one | how does a draft come to be, and end: [`bring_in`], [`begin_from`], [`finalize`] |
//! | [`revising`] | what may the team do to a working draft, and what is noted of it? |
//! | [`undoing`] | how is a change taken back? |
//! | [`reading`] | how does a draft's text look in one language, line by line? |
//! | [`importing`] | what do the bytes of a file say, and what did it call its elements? |
//! | [`correction`] | what did a person correct in the parse, before it is stored? |
//! | [`tracing`] | what became of the elements of one draft in another? |
//! | [`translating`] | which element does each paragraph of a translation belong to? |
//! | [`review`] | who is shown a version in confidence, and what do they say of it? |
//! | [`word`] | how is a draft written as a Word file? |
//! | [`saying`] | how are doubts, faults and refusals of the text said? |

pub mod consolidated;
pub mod correction;
pub mod frozen;
pub mod importing;
pub mod pages;
pub mod reading;
pub mod review;
pub mod revising;
pub mod saying;
pub mod store;
pub mod tracing;
pub mod tracked;
pub mod translating;
pub mod undoing;
pub mod views;
pub mod wished;
pub mod word;

pub use revising::{Revised, Revision, apply_operation, revise, revise_in_turn};
pub use store::Draft;

use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::drafts::{may_bring_in, may_finalize};
use crate::procedure::keys::ConsultationKey;
use crate::procedure::{Moment, Standing};
use crate::secrets;
use crate::text::Text;
use crate::web::Error;
use serde_json::json;
use std::collections::HashMap;

/// A new identity for an element: it stays with it from draft to draft.
pub fn new_identity() -> String {
    secrets::public_id().to_string()
}

/// Begins a working draft with a text from outside. Each element's id is its identity from now
/// on (see [`importing::with_new_identities`]); `references` names, by identity, what an imported
/// file called the elements. The text must be without faults ([`Text::check`]).
#[allow(clippy::too_many_arguments)]
pub fn bring_in(
    tx: &mut Tx,
    who: &Standing,
    consultation: ConsultationKey,
    label: &str,
    language: &str,
    text: Text,
    references: HashMap<String, String>,
    now: Moment,
) -> Result<Draft, Error> {
    let brought = Brought { label, language, text, references };
    bring_in_after(tx, who, consultation, brought, None, now)
}

/// A text from outside.
pub struct Brought<'a> {
    pub label: &'a str,
    pub language: &'a str,
    pub text: Text,
    pub references: HashMap<String, String>,
}

/// The same, where the text continues an earlier draft: elements of one identity are the same, and
/// for the others it is proposed what they were there.
pub fn bring_in_after(
    tx: &mut Tx,
    who: &Standing,
    consultation: ConsultationKey,
    brought: Brought,
    earlier: Option<&Draft>,
    now: Moment,
) -> Result<Draft, Error> {
    let new = store::NewDraft {
        label: brought.label,
        language: brought.language,
        based_on: earlier.map(|earlier| earlier.id),
        text: &brought.text,
        references: &brought.references,
    };
    let draft = begin(tx, who, consultation, &new, now)?;
    if let Some(earlier) = earlier {
        tracing::propose_lineage(tx, who, earlier, &draft, now)?;
    }
    Ok(draft)
}

/// Begins a working draft that continues an earlier one: the same elements with the same
/// identities, so that every change can be told from there.
pub fn begin_from(
    tx: &mut Tx,
    who: &Standing,
    earlier: &Draft,
    label: &str,
    now: Moment,
) -> Result<Draft, Error> {
    let text = store::text(tx, earlier.id)?;
    let references =
        store::references(tx, earlier.id)?.into_iter().map(|(name, id)| (id, name)).collect();
    let new = store::NewDraft {
        label,
        language: &earlier.language,
        based_on: Some(earlier.id),
        text: &text,
        references: &references,
    };
    begin(tx, who, earlier.consultation_id, &new, now)
}

/// The newest working draft, if it is this very text under this label: somebody pressed twice.
pub fn just_begun(
    tx: &mut Tx,
    consultation: ConsultationKey,
    label: &str,
    text: &Text,
) -> Result<Option<Draft>, Error> {
    journal::hold(tx, Scope::Consultation(consultation))?;
    let Some(newest) = store::of_consultation(tx, consultation)?.pop() else { return Ok(None) };
    if !newest.is_working() || newest.label != label {
        return Ok(None);
    }
    let stored = store::text(tx, newest.id)?;
    let says = |text: &Text| -> Vec<_> {
        text.elements.iter().map(|e| (e.kind, e.text.clone())).collect()
    };
    Ok((says(&stored) == says(text)).then_some(newest))
}

fn begin(
    tx: &mut Tx,
    who: &Standing,
    consultation: ConsultationKey,
    new: &store::NewDraft,
    now: Moment,
) -> Result<Draft, Error> {
    let scope = Scope::Consultation(consultation);
    journal::hold(tx, scope)?;
    let permit = may_bring_in(who, consultation)?;
    if !new.text.check().is_empty() {
        return Err(Error::BadRequest);
    }
    let draft = store::create(tx, &permit, new, now)?;
    let based_on = match new.based_on {
        Some(key) => Some(store::find(tx, key)?.public_id),
        None => None,
    };
    let detail = json!({
        "elements": new.text.elements.len(), "language": new.language, "based_on": based_on,
    });
    journal::record(tx, scope, permit.by(), "draft.begun", &draft.public_id, detail, now)?;
    Ok(draft)
}

/// Marks a draft final, with its document symbol: it never changes again.
pub fn finalize(
    tx: &mut Tx,
    who: &Standing,
    draft: &Draft,
    symbol: &str,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(draft.consultation_id);
    journal::hold(tx, scope)?;
    let draft = store::find(tx, draft.id)?;
    let permit = may_finalize(who, &store::facts(tx, &draft)?)?;
    store::finalize(tx, &permit, symbol)?;
    let detail = json!({ "symbol": symbol, "sha256": frozen::digest(tx, &draft)? });
    journal::record(tx, scope, permit.by(), "draft.finalized", &draft.public_id, detail, now)?;
    Ok(())
}
