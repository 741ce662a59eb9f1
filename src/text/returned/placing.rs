//! Where in the text something new, or something that was moved, comes to stand: between the same
//! two elements as in the text that came back.

use crate::text::elements::{Kind, Text};
use crate::text::operations::{
    Destination, Operation, Particulars, Side, place_of_addition, place_of_move,
};
use crate::text::parsing::{Marker, marker_of};

/// What stands before and behind, by place in the text, of what stays where it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Between {
    pub before: Option<usize>,
    pub behind: Option<usize>,
}

/// On which element, and by which operation, words are added so that they stand there.
pub(super) fn of_addition(
    text: &Text,
    between: Between,
    words: &str,
    stays: &[bool],
) -> Option<(String, Operation, Particulars)> {
    let wanted = kind_of(words);
    let mut offers: Vec<(usize, Operation)> = Vec::new();
    for above in above(text, between.before) {
        offers.push((above, Operation::AddAfter));
    }
    offers.extend(between.behind.map(|behind| (behind, Operation::AddBefore)));
    for above in above(text, between.before) {
        offers.push((above, Operation::AddFirst));
        offers.push((above, Operation::AddLast));
    }
    let fits = |offer: &(usize, Operation), kind: Option<Kind>| {
        let (target, operation) = *offer;
        let (kind, at) = place_of_addition(text, target, operation, kind)?;
        (around(text, at, stays) == between).then_some(kind)
    };
    // As what its own number says; else as what is usual there; else as what can stand there at all.
    let usual = |offer: &&(usize, Operation)| {
        fits(offer, None).is_some_and(|kind| wanted.is_none_or(|wanted| kind == wanted))
    };
    let said = |offer: &&(usize, Operation)| wanted.is_some() && fits(offer, wanted).is_some();
    let at_all = |offer: &&(usize, Operation)| fits(offer, None).is_some();
    let (found, kind) = match offers.iter().find(usual) {
        Some(found) => (found, None),
        None => match offers.iter().find(said) {
            Some(found) => (found, wanted),
            None => (offers.iter().find(at_all)?, None),
        },
    };
    let particulars = Particulars { kind, ..Particulars::default() };
    Some((text.elements[found.0].id.clone(), found.1, particulars))
}

/// Where the element at `moved` goes, with all that stands under it, so that it stands there.
pub(super) fn of_move(
    text: &Text,
    moved: usize,
    between: Between,
    stays: &[bool],
) -> Option<Particulars> {
    let own = text.subtree(moved);
    let kind = text.elements[moved].kind;
    let mut offers: Vec<(usize, Side)> = Vec::new();
    for above in above(text, between.before) {
        offers.push((above, Side::After));
    }
    offers.extend(between.behind.map(|behind| (behind, Side::Before)));
    for above in above(text, between.before) {
        offers.push((above, Side::First));
        offers.push((above, Side::Last));
    }
    let fits = |(anchor, side): &&(usize, Side)| {
        !own.contains(anchor)
            && place_of_move(text, *anchor, *side, kind)
                .is_some_and(|at| around(text, at, stays) == between)
    };
    let (anchor, side) = offers.iter().find(fits)?;
    let to = Destination { anchor: text.elements[*anchor].id.clone(), side: *side };
    Some(Particulars { to: Some(to), ..Particulars::default() })
}

/// What stands around an index of the text, of what stays where it is.
fn around(text: &Text, at: usize, stays: &[bool]) -> Between {
    Between {
        before: (0..at).rev().find(|at| stays[*at]),
        behind: (at..text.elements.len()).find(|at| stays[*at]),
    }
}

/// An element and all that it stands under, from the inside out.
pub(super) fn above(text: &Text, from: Option<usize>) -> Vec<usize> {
    let mut above = Vec::new();
    let mut next = from;
    while let Some(at) = next {
        above.push(at);
        next = text.elements[at].parent.as_deref().and_then(|parent| text.position(parent));
    }
    above
}

/// As what a paragraph introduces itself, by the number that it begins with.
fn kind_of(words: &str) -> Option<Kind> {
    match marker_of(words.lines().next().unwrap_or_default().trim())? {
        Marker::Article { .. } => Some(Kind::Article),
        Marker::Heading { .. } => Some(Kind::Heading),
        Marker::Number { .. } => Some(Kind::Paragraph),
        Marker::Letter { .. } => Some(Kind::Subparagraph),
        Marker::Bullet { .. } | Marker::Note { .. } => None,
    }
}
