//! Where proposed elements stand, and what they are called: "bis", "ter" and so on.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Added, FatePlace, Fates, Piece, Proposal, Row, Sources, What};
use crate::text::difference::typography_folded;
use crate::text::elements::{Kind, Text};
use crate::text::operations::{self, CannotApply};

/// An added element and where it comes in.
pub(super) struct AddedRow {
    /// It stands before the element at this place.
    pub before: usize,
    /// What it stands under.
    pub parent: Option<usize>,
    pub row: Row,
}

pub(super) struct Placed {
    /// In the order of the text.
    pub rows: Vec<AddedRow>,
    /// (the element's place, the proposal, why not)
    pub refused: Vec<(usize, usize, CannotApply)>,
}

struct New {
    before: usize,
    parent: Option<usize>,
    depth: usize,
    kind: Kind,
    target: usize,
    language: String,
    wording: String,
    folded: String,
    sources: Sources,
}

/// Finds the place of each addition: where it would come to stand if it alone were made. `additions` are the
/// targets' places with the proposals, in the order of the proposals' authors.
pub(super) fn place(
    text: &Text,
    proposals: &[Proposal],
    additions: &[(usize, usize)],
    fates: &mut Fates,
) -> Placed {
    let places: HashMap<&str, usize> =
        text.elements.iter().enumerate().map(|(at, e)| (e.id.as_str(), at)).collect();
    let id = free_id(text);
    let mut scratch = text.clone();
    let mut all: Vec<New> = Vec::new();
    let mut refused = Vec::new();
    for &(target, at) in additions {
        let proposal = &proposals[at];
        let (on, language) = (&text.elements[target].id, &proposal.language);
        let todo = operations::Proposal {
            operation: proposal.operation,
            target: on,
            wording: &proposal.wording,
            language,
            particulars: &proposal.particulars,
        };
        let done = operations::apply(&mut scratch, &todo, &mut || id.clone());
        if let Err(cannot) = done {
            refused.push((target, at, cannot));
            continue;
        }
        let Some(before) = scratch.position(&id) else { continue };
        // The text is as it was when the one that was added is out again.
        let added = scratch.elements.remove(before);
        let parent = added.parent.as_deref().and_then(|id| places.get(id).copied());
        let wording = added.wording(language).to_owned();
        let folded = typography_folded(&wording);
        let same = |new: &&mut New| {
            (new.before, new.parent, new.kind) == (before, parent, added.kind)
                && new.folded == folded
                && new.language == *language
        };
        match all.iter_mut().find(same) {
            Some(new) => new.sources.push(at),
            None => all.push(New {
                before,
                parent,
                depth: parent.map_or(0, |parent| text.depth(parent) + 1),
                kind: added.kind,
                target,
                language: language.clone(),
                wording,
                folded,
                sources: vec![at],
            }),
        }
    }
    // What ends deeper ends first.
    all.sort_by_key(|new| (new.before, Reverse(new.depth), new.target));
    Placed { rows: rows(text, all, fates), refused }
}

fn rows(text: &Text, all: Vec<New>, fates: &mut Fates) -> Vec<AddedRow> {
    let mut numbers: HashMap<(Option<usize>, usize, Kind), usize> = HashMap::new();
    let mut rows = Vec::with_capacity(all.len());
    for new in all {
        fates.set(&new.sources, FatePlace::Addition);
        let parent = new.parent.map(|parent| text.elements[parent].id.as_str());
        let follows = text.elements[..new.before]
            .iter()
            .rposition(|e| e.kind == new.kind && e.parent.as_deref() == parent);
        let precedes = text.elements[new.before..]
            .iter()
            .position(|e| e.kind == new.kind && e.parent.as_deref() == parent)
            .filter(|_| follows.is_none())
            .map(|at| new.before + at);
        let number = numbers.entry((new.parent, new.before, new.kind)).or_insert(1);
        let what = What::Added(Added {
            kind: new.kind,
            depth: new.depth,
            follows,
            precedes,
            number: *number,
            target: new.target,
            language: new.language,
        });
        *number += 1;
        let piece =
            Piece::Edit { deleted: String::new(), inserted: new.wording, sources: new.sources };
        let row = Row {
            what,
            opens: Vec::new(),
            pieces: vec![piece],
            alternatives: Vec::new(),
            notes: Vec::new(),
            closes: Vec::new(),
        };
        rows.push(AddedRow { before: new.before, parent: new.parent, row });
    }
    rows
}

fn free_id(text: &Text) -> String {
    let mut id = "added".to_owned();
    while text.position(&id).is_some() {
        id.push('+');
    }
    id
}
