//! To take a change of a working draft back, step by step: the text, its order, its lines of descent
//! and its footnotes become what they were.

use super::store::{self, Draft, Step};
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::drafts::may_revise;
use crate::procedure::{Moment, Standing};
use crate::text::reversal::{CannotReverse, Reversal};
use crate::web::Error;
use serde_json::json;

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undone {
    Done,
    /// It was undone before; nothing was done.
    Before,
    /// Later steps rest on it: these are undone first, the last one first.
    First(Vec<String>),
    /// What it needs is not kept, or the text is no longer as it left it.
    Cannot(Cannot),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cannot {
    /// It was made before it was kept how a change is taken back.
    NotKept,
    /// This element was worded anew since (in a translation).
    ChangedSince(String),
    OutOfPlace,
}

/// The later steps that rest on one, oldest first.
pub fn resting_on<'a>(steps: &'a [Step], at: usize) -> Vec<&'a Step> {
    let step = &steps[at];
    let rests = |later: &&'a Step| match (&later.kept, &step.kept) {
        (Some(later), Some(step)) => later.reversal.rests_on(&step.reversal),
        // What is not known of one is taken from what was noted of it.
        _ => later.identities.iter().any(|identity| step.identities.contains(identity)),
    };
    steps[at + 1..].iter().filter(rests).collect()
}

/// Takes one step back. The journal keeps both acts.
pub fn undo(
    tx: &mut Tx,
    who: &Standing,
    draft: &Draft,
    step: &str,
    now: Moment,
) -> Result<Undone, Error> {
    let scope = Scope::Consultation(draft.consultation_id);
    journal::hold(tx, scope)?;
    let draft = store::find(tx, draft.id)?;
    let permit = may_revise(who, &store::facts(tx, &draft)?)?;
    let steps = store::steps(tx, draft.id)?;
    let Some(at) = steps.iter().position(|one| one.id == step) else {
        return match store::is_undone(tx, draft.id, step)? {
            true => Ok(Undone::Before),
            false => Err(Error::NotFound),
        };
    };
    let resting = resting_on(&steps, at);
    if !resting.is_empty() {
        return Ok(Undone::First(resting.into_iter().rev().map(|one| one.id.clone()).collect()));
    }
    let step = &steps[at];
    let Some(kept) = &step.kept else { return Ok(Undone::Cannot(Cannot::NotKept)) };
    let mut text = store::words(tx, draft.id)?;
    if let Err(cannot) = take_back(&kept.reversal, &mut text) {
        return Ok(Undone::Cannot(cannot));
    }
    store::save_text(tx, &permit, &text)?;
    store::undo_step(tx, &permit, step, now)?;
    let detail = json!({
        "step": step.id, "act": step.act.as_str(), "from_proposal": !step.inputs.is_empty(),
    });
    journal::record(tx, scope, permit.by(), "change.undone", &draft.public_id, detail, now)?;
    Ok(Undone::Done)
}

fn take_back(reversal: &Reversal, text: &mut crate::text::Text) -> Result<(), Cannot> {
    reversal.take_back(text).map_err(|cannot| match cannot {
        CannotReverse::ChangedSince { id } => Cannot::ChangedSince(id),
        CannotReverse::OutOfPlace => Cannot::OutOfPlace,
    })
}
