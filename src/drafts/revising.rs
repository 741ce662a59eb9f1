//! What the team does to a working draft. Every change is noted with where it came from, and
//! splits and merges with what was made of what, so that a redline can tell.

use super::new_identity;
use super::store::{self, Draft};
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::drafts::{MayReviseDraft, may_revise};
use crate::procedure::keys::InputKey;
use crate::procedure::words::{ChangeAct, Relation};
use crate::procedure::{Moment, Standing};
use crate::text::operations::{self, CannotApply};
use crate::text::{Kind, Operation, Particulars, Proposal, Text};
use crate::web::Error;
use serde_json::json;

pub use crate::text::operations::SPLIT_LINE;

/// One change by a drafter's hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revision {
    Word {
        language: String,
        wording: String,
    },
    Retype(Kind),
    MoveUp,
    MoveDown,
    /// After the element of that identity or, where it may stand under it, into it.
    MoveAfter(String),
    /// At the first line that is [`SPLIT_LINE`].
    Split {
        language: String,
        wording: String,
    },
    MergeWithNext,
    AddAfter {
        language: String,
        wording: String,
        kind: Option<Kind>,
    },
    Delete,
}

/// What a change did: the element to look at now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revised {
    /// The element that was changed or added; None where it was deleted.
    pub identity: Option<String>,
}

/// Does one change to one element of a working draft. The inner result says why the text cannot
/// be changed so; nothing is stored then.
pub fn revise(
    tx: &mut Tx,
    who: &Standing,
    draft: &Draft,
    identity: &str,
    revision: &Revision,
    now: Moment,
) -> Result<Result<Revised, CannotApply>, Error> {
    revise_in_turn(tx, who, draft, identity, std::slice::from_ref(revision), now)
}

/// Does several changes to one element, all of them or none: what was typed, and then what was
/// pressed. It answers what the last one did.
pub fn revise_in_turn(
    tx: &mut Tx,
    who: &Standing,
    draft: &Draft,
    identity: &str,
    revisions: &[Revision],
    now: Moment,
) -> Result<Result<Revised, CannotApply>, Error> {
    journal::hold(tx, Scope::Consultation(draft.consultation_id))?;
    let draft = store::find(tx, draft.id)?;
    let permit = may_revise(who, &store::facts(tx, &draft)?)?;
    let mut text = store::words(tx, draft.id)?;
    let mut last = Some(identity.to_owned());
    let mut all = Vec::new();
    for revision in revisions {
        let before = text.clone();
        let done = match perform(&mut text, identity, revision) {
            Ok(done) => done,
            Err(cannot) => return Ok(Err(cannot)),
        };
        if text != before {
            last.clone_from(&done.identity);
            all.push((before, text.clone(), done));
        }
    }
    let rows = store::begin_step(tx, draft.id)?.rows();
    if !all.is_empty() {
        store::save_text(tx, &permit, &text)?;
    }
    for (before, after, done) in all {
        let begun = store::begin_step(tx, draft.id)?.with(&rows);
        if let Some((from, to, relation)) = &done.lineage {
            store::record_lineage(tx, &permit, from, to, *relation)?;
        }
        for (changed, act) in &done.changes {
            store::record_change(tx, draft.id, changed, *act, None, permit.by(), now)?;
        }
        store::end_step(tx, &permit, begun, &before, &after)?;
        record(tx, &draft, &permit, done.act, now)?;
    }
    Ok(Ok(Revised { identity: last }))
}

/// What was done, to be noted.
struct Done {
    identity: Option<String>,
    act: ChangeAct,
    changes: Vec<(String, ChangeAct)>,
    lineage: Option<(String, String, Relation)>,
}

impl Done {
    fn simply(identity: &str, act: ChangeAct) -> Self {
        Self {
            identity: Some(identity.to_owned()),
            act,
            changes: vec![(identity.to_owned(), act)],
            lineage: None,
        }
    }
}

fn perform(text: &mut Text, id: &str, revision: &Revision) -> Result<Done, CannotApply> {
    match revision {
        Revision::Word { language, wording } => {
            operations::set_text(text, id, language, wording)?;
            Ok(Done::simply(id, ChangeAct::Worded))
        }
        Revision::Retype(kind) => {
            operations::set_kind(text, id, *kind)?;
            Ok(Done::simply(id, ChangeAct::Retyped))
        }
        Revision::MoveUp => {
            operations::move_up(text, id)?;
            Ok(Done::simply(id, ChangeAct::Moved))
        }
        Revision::MoveDown => {
            operations::move_down(text, id)?;
            Ok(Done::simply(id, ChangeAct::Moved))
        }
        Revision::MoveAfter(after) => {
            operations::move_after(text, id, after)?;
            Ok(Done::simply(id, ChangeAct::Moved))
        }
        Revision::Split { language, wording } => {
            let new = new_identity();
            operations::split_at_line(text, id, language, wording, SPLIT_LINE, &new)?;
            let mut done = Done::simply(id, ChangeAct::Split);
            done.changes.push((new.clone(), ChangeAct::Split));
            done.lineage = Some((id.to_owned(), new, Relation::Split));
            Ok(done)
        }
        Revision::MergeWithNext => {
            let gone = operations::merge_with_next(text, id)?;
            let mut done = Done::simply(id, ChangeAct::Merged);
            done.changes.push((gone.clone(), ChangeAct::Merged));
            done.lineage = Some((gone, id.to_owned(), Relation::Merged));
            Ok(done)
        }
        Revision::AddAfter { language, wording, kind } => {
            let new = new_identity();
            let proposal = Proposal {
                operation: Operation::AddAfter,
                target: id,
                wording,
                language,
                particulars: &Particulars::default(),
            };
            operations::apply(text, &proposal, &mut || new.clone())?;
            if let Some(kind) = kind {
                operations::set_kind(text, &new, *kind)?;
            }
            Ok(Done::simply(&new, ChangeAct::Added))
        }
        Revision::Delete => {
            let proposal = Proposal {
                operation: Operation::Delete,
                target: id,
                wording: "",
                language: "",
                particulars: &Particulars::default(),
            };
            let gone = operations::apply(text, &proposal, &mut new_identity)?.removed;
            let changes = gone.into_iter().map(|e| (e.id, ChangeAct::Deleted)).collect();
            Ok(Done { identity: None, act: ChangeAct::Deleted, changes, lineage: None })
        }
    }
}

/// Puts a proposal's operation into the working draft and notes its origin: the input it came
/// from, or the team itself with None. Its wording may differ from what was proposed (accepted with
/// modification). The inner result says why the text cannot be changed so; nothing is stored then.
///
/// Takes a `&MayApply` or a `&MayReviseDraft`.
pub fn apply_operation(
    tx: &mut Tx,
    permit: impl Into<MayReviseDraft>,
    draft: &Draft,
    proposal: &Proposal<'_>,
    input: Option<InputKey>,
    now: Moment,
) -> Result<Result<Revised, CannotApply>, Error> {
    let permit = permit.into();
    if permit.draft() != draft.id {
        return Err(Error::BadRequest);
    }
    let before = store::words(tx, draft.id)?;
    let begun = store::begin_step(tx, draft.id)?;
    let mut text = before.clone();
    let applied = match operations::apply(&mut text, proposal, &mut new_identity) {
        Ok(applied) => applied,
        Err(cannot) => return Ok(Err(cannot)),
    };
    if text == before {
        return Ok(Ok(Revised { identity: Some(applied.id) }));
    }
    store::save_text(tx, &permit, &text)?;
    let act = match input {
        Some(_) => ChangeAct::Applied,
        None => by_hand(proposal.operation),
    };
    let mut changed: Vec<&str> = applied.added.iter().map(String::as_str).collect();
    changed.extend(applied.removed.iter().map(|element| element.id.as_str()));
    if text.get(&applied.id).is_some() && !changed.contains(&applied.id.as_str()) {
        changed.insert(0, &applied.id);
    }
    for id in changed {
        store::record_change(tx, draft.id, id, act, input, permit.by(), now)?;
    }
    let relation = match proposal.operation {
        Operation::Split => Relation::Split,
        _ => Relation::Merged,
    };
    for (from, to) in &applied.lineage {
        store::record_lineage(tx, &permit, from, to, relation)?;
    }
    store::end_step(tx, &permit, begun, &before, &text)?;
    record(tx, draft, &permit, act, now)?;
    let identity = text.get(&applied.id).map(|element| element.id.clone());
    Ok(Ok(Revised { identity }))
}

fn by_hand(operation: Operation) -> ChangeAct {
    match operation {
        Operation::AddBefore | Operation::AddAfter | Operation::AddFirst | Operation::AddLast => {
            ChangeAct::Added
        }
        Operation::Delete => ChangeAct::Deleted,
        Operation::Move => ChangeAct::Moved,
        Operation::Split => ChangeAct::Split,
        Operation::Merge => ChangeAct::Merged,
        Operation::Modify | Operation::Retain => ChangeAct::Worded,
    }
}

fn record(
    tx: &mut Tx,
    draft: &Draft,
    permit: &MayReviseDraft,
    act: ChangeAct,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(draft.consultation_id);
    let detail = json!({ "act": act.as_str() });
    journal::record(tx, scope, permit.by(), "draft.revised", &draft.public_id, detail, now)?;
    Ok(())
}
