//! What a proposal does to the text, and (in [`by_hand`]) what a drafter does.
//!
//! Every function leaves the text as it was when it refuses, and a sound tree sound.

mod by_hand;
mod merging;
mod placing;
mod proposal;
mod splitting;

use serde::Serialize;

use super::elements::{Element, Kind, Text};
use super::parsing::{Marker, marker_of};
use merging::merge;
use splitting::split_parts;

pub use by_hand::{
    merge_with_next, move_after, move_down, move_up, set_kind, set_text, split, split_at_line,
};
pub use proposal::{
    Destination, Operation, Particulars, Proposal, SPLIT_LINE, Side, UnknownOperation, parts,
};

/// What an operation did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// The element to look at: that which was modified, added, moved, split, merged into or
    /// retained; the target of a deletion.
    pub id: String,
    /// Its wording before, in the language of the operation; `None` for an addition.
    pub before: Option<String>,
    /// The ids of new elements, in order: one for an addition, all parts but the first of a split.
    pub added: Vec<String>,
    /// What is gone, in order: the target of a deletion and everything under it; what was merged
    /// into another element.
    pub removed: Vec<Element>,
    /// The number typed before the wording and left out because numbers are computed; mostly "".
    pub marker: String,
    /// What was made of what by a split or a merger: (old id, new id).
    pub lineage: Vec<(String, String)>,
}

/// Why an operation cannot be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "cannot", rename_all = "snake_case")]
pub enum CannotApply {
    UnknownElement {
        id: String,
    },
    EmptyWording,
    /// The new id is already that of another element.
    IdTaken {
        id: String,
    },
    /// Nothing can be added after this one.
    NothingMayFollow {
        id: String,
        kind: Kind,
    },
    /// Nothing can be added before this one, unless it is said of which kind it is.
    NothingMayPrecede {
        id: String,
        kind: Kind,
    },
    /// Nothing can be added under this one.
    NothingMayStandUnder {
        id: String,
        kind: Kind,
    },
    NotAllowedUnder {
        id: String,
        kind: Kind,
        parent: Option<Kind>,
    },
    /// A child could not stand under the new kind.
    ChildNotAllowed {
        id: String,
        kind: Kind,
        child: String,
    },
    /// There is no sibling before or after it.
    NoPlace {
        id: String,
    },
    /// An element cannot stand after or in what it holds itself.
    InsideItself {
        id: String,
    },
    /// Nothing would be left on one side of the split, or there are not two sides.
    EmptyPart {
        id: String,
    },
    /// The element has no wording in this language.
    NoWording {
        id: String,
        language: String,
    },
    /// A footnote stands where its mark is: it is not added, moved, split or merged by itself.
    FootnoteStays {
        id: String,
    },
    /// It is not said where it should go.
    NoDestination {
        id: String,
    },
    /// It stands there already.
    AlreadyThere {
        id: String,
    },
    /// It is not said with what it should be merged.
    NoOthers {
        id: String,
    },
    /// Only elements of one kind are merged, and none with itself or with what it holds.
    NotAlike {
        id: String,
        other: String,
    },
    /// Where the new parts begin is not among what stands under the element, in this order.
    NotAmongChildren {
        id: String,
        child: String,
    },
}

/// Does one operation to the text. `new_id` is asked for every element that comes into being. A
/// number of the element's own kind before a wording ("(a) …") is left out and told in
/// [`Applied::marker`].
pub fn apply(
    text: &mut Text,
    proposal: &Proposal<'_>,
    new_id: &mut dyn FnMut() -> String,
) -> Result<Applied, CannotApply> {
    let at = place(text, proposal.target)?;
    let mut changed = text.clone();
    let applied = match proposal.operation {
        Operation::Retain => unchanged(text, at, proposal),
        Operation::Modify => modify(&mut changed, at, proposal)?,
        Operation::AddBefore | Operation::AddAfter | Operation::AddFirst | Operation::AddLast => {
            add(&mut changed, at, proposal, new_id())?
        }
        Operation::Delete => {
            let range = changed.subtree(at);
            let removed = changed.elements.drain(range).collect();
            Applied { removed, ..unchanged(text, at, proposal) }
        }
        Operation::Move => move_to(&mut changed, at, proposal)?,
        Operation::Split => split_parts(&mut changed, at, proposal, new_id)?,
        Operation::Merge => merge(&mut changed, at, proposal)?,
    };
    *text = changed;
    Ok(applied)
}

/// Which operations make sense on an element, for a form: with the right words and particulars
/// each of them can be done.
pub fn possible(text: &Text, id: &str) -> Vec<Operation> {
    let Some(at) = text.position(id) else { return Vec::new() };
    let is_note = text.elements[at].kind == Kind::Footnote;
    let is_possible = |operation: &Operation| match operation {
        Operation::Modify | Operation::Delete | Operation::Retain => true,
        Operation::AddBefore | Operation::AddAfter | Operation::AddFirst | Operation::AddLast => {
            placing::of_addition(text, at, *operation, None).is_ok()
        }
        Operation::Split => !is_note,
        Operation::Move => !is_note && text.elements.len() > text.subtree(at).len(),
        Operation::Merge => !is_note && !mergeable(text, id).is_empty(),
    };
    Operation::ALL.into_iter().filter(is_possible).collect()
}

/// What an element can be merged with: those of its kind under the same parent, in order.
pub fn mergeable<'a>(text: &'a Text, id: &str) -> Vec<&'a Element> {
    let Some(one) = text.get(id).filter(|one| one.kind != Kind::Footnote) else {
        return Vec::new();
    };
    let alike = |e: &&Element| e.kind == one.kind && e.parent == one.parent && e.id != one.id;
    text.elements.iter().filter(alike).collect()
}

/// Where an addition would come to stand: as what, and at which index of the text.
pub(crate) fn place_of_addition(
    text: &Text,
    at: usize,
    operation: Operation,
    kind: Option<Kind>,
) -> Option<(Kind, usize)> {
    let home = placing::of_addition(text, at, operation, kind).ok()?;
    Some((home.kind, home.at))
}

/// Where an element of this kind would come to stand, moved to this side of the one at `anchor`.
pub(crate) fn place_of_move(text: &Text, anchor: usize, side: Side, kind: Kind) -> Option<usize> {
    placing::of_move(text, anchor, side, kind).ok().map(|home| home.at)
}

fn unchanged(text: &Text, at: usize, proposal: &Proposal<'_>) -> Applied {
    Applied {
        id: proposal.target.to_owned(),
        before: Some(text.elements[at].wording(proposal.language).to_owned()),
        ..Applied::default()
    }
}

fn modify(text: &mut Text, at: usize, proposal: &Proposal<'_>) -> Result<Applied, CannotApply> {
    let applied = unchanged(text, at, proposal);
    let (marker, wording) = without_marker(text.elements[at].kind, proposal.wording);
    if wording.is_empty() {
        return Err(CannotApply::EmptyWording);
    }
    text.elements[at].text.insert(proposal.language.to_owned(), wording);
    Ok(Applied { marker, ..applied })
}

fn add(
    text: &mut Text,
    at: usize,
    proposal: &Proposal<'_>,
    new_id: String,
) -> Result<Applied, CannotApply> {
    free(text, &new_id)?;
    let home = placing::of_addition(text, at, proposal.operation, proposal.particulars.kind)?;
    let (marker, wording) = without_marker(home.kind, proposal.wording);
    if wording.is_empty() {
        return Err(CannotApply::EmptyWording);
    }
    let mut added = Element::new(&new_id, home.kind, proposal.language, &wording);
    added.parent = home.parent;
    text.elements.insert(home.at, added);
    let added = vec![new_id.clone()];
    Ok(Applied { id: new_id, added, marker, ..Applied::default() })
}

fn move_to(text: &mut Text, at: usize, proposal: &Proposal<'_>) -> Result<Applied, CannotApply> {
    let id = proposal.target.to_owned();
    let Some(to) = &proposal.particulars.to else {
        return Err(CannotApply::NoDestination { id });
    };
    let before = text.clone();
    let applied = unchanged(text, at, proposal);
    let kind = proposal.particulars.kind.unwrap_or(text.elements[at].kind);
    let anchor = place(text, &to.anchor)?;
    if text.elements[at].kind == Kind::Footnote || kind == Kind::Footnote {
        return Err(CannotApply::FootnoteStays { id });
    }
    if text.subtree(at).contains(&anchor) {
        return Err(CannotApply::InsideItself { id });
    }
    let child = text.children(Some(&id)).into_iter().find(|c| !c.kind.may_stand_under(Some(kind)));
    if let Some(child) = child {
        return Err(CannotApply::ChildNotAllowed { id, kind, child: child.id.clone() });
    }
    let range = text.subtree(at);
    let moved: Vec<Element> = text.elements.drain(range).collect();
    let anchor = place(text, &to.anchor)?;
    let home = placing::of_move(text, anchor, to.side, kind)?;
    text.elements.splice(home.at..home.at, moved);
    text.elements[home.at].parent = home.parent;
    text.elements[home.at].kind = kind;
    if *text == before {
        return Err(CannotApply::AlreadyThere { id });
    }
    Ok(applied)
}

fn after_notes(text: &Text, at: usize) -> usize {
    let mut end = at + 1;
    while text.elements.get(end).is_some_and(|e| {
        e.kind == Kind::Footnote && e.parent.as_deref() == Some(text.elements[at].id.as_str())
    }) {
        end += 1;
    }
    end
}

/// The wording without a number of this kind before it, and the number.
pub(crate) fn without_marker(kind: Kind, wording: &str) -> (String, String) {
    let wording = wording.trim();
    let stripped = match (kind, marker_of(wording)) {
        (
            Kind::Paragraph | Kind::Chapeau | Kind::Preambular,
            Some(Marker::Number { typed, rest, .. }),
        ) => Some((typed, rest)),
        (Kind::Subparagraph | Kind::Item, Some(Marker::Letter { typed, rest, .. })) => {
            Some((typed, rest))
        }
        (Kind::Article, Some(Marker::Article { typed, rest, .. })) => Some((typed, rest)),
        _ => None,
    };
    match stripped {
        Some((typed, rest)) if !rest.is_empty() => (typed, rest),
        _ => (String::new(), wording.to_owned()),
    }
}

fn place(text: &Text, id: &str) -> Result<usize, CannotApply> {
    text.position(id).ok_or_else(|| CannotApply::UnknownElement { id: id.to_owned() })
}

fn free(text: &Text, id: &str) -> Result<(), CannotApply> {
    match text.position(id) {
        Some(_) => Err(CannotApply::IdTaken { id: id.to_owned() }),
        None => Ok(()),
    }
}

fn parent_kind(text: &Text, at: usize) -> Option<Kind> {
    text.elements[at].parent.as_deref().and_then(|parent| text.get(parent)).map(|e| e.kind)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
