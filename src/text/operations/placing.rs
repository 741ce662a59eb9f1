//! Where what is added or moved comes to stand, and as what.

use super::{CannotApply, Operation, Side, after_notes, parent_kind};
use crate::text::elements::{Kind, Text};

/// A place in the tree for an element of a kind.
pub(super) struct Home {
    pub kind: Kind,
    pub parent: Option<String>,
    /// The index that it gets.
    pub at: usize,
}

/// Where an addition at the element at `at` goes. `kind`: as what, where somebody says so.
pub(super) fn of_addition(
    text: &Text,
    at: usize,
    operation: Operation,
    kind: Option<Kind>,
) -> Result<Home, CannotApply> {
    let target = &text.elements[at];
    let id = target.id.clone();
    if kind == Some(Kind::Footnote) {
        return Err(CannotApply::FootnoteStays { id });
    }
    let usual = match operation {
        Operation::AddBefore => before(text, at),
        Operation::AddFirst => under(text, at, Side::First, kind),
        Operation::AddLast => under(text, at, Side::Last, kind),
        _ => after(text, at),
    };
    let home = match (usual, kind) {
        (Ok(home), None) => return Ok(home),
        (Ok(home), Some(kind)) => Home { kind, ..home },
        // Where nothing is usual, what is said may do.
        (Err(CannotApply::NothingMayPrecede { .. }), Some(kind)) => {
            Home { kind, parent: target.parent.clone(), at }
        }
        (Err(cannot), _) => return Err(cannot),
    };
    allowed(text, &id, home)
}

/// Where an element of this kind goes that is moved to this side of the element at `anchor`.
pub(super) fn of_move(
    text: &Text,
    anchor: usize,
    side: Side,
    kind: Kind,
) -> Result<Home, CannotApply> {
    let target = &text.elements[anchor];
    let id = target.id.clone();
    if target.kind == Kind::Footnote {
        return Err(CannotApply::NothingMayFollow { id, kind: target.kind });
    }
    let home = match side {
        Side::Before => Home { kind, parent: target.parent.clone(), at: anchor },
        Side::After => Home { kind, parent: target.parent.clone(), at: text.subtree(anchor).end },
        Side::First | Side::Last => Home { kind, ..under(text, anchor, side, Some(kind))? },
    };
    allowed(text, &id, home)
}

fn allowed(text: &Text, id: &str, home: Home) -> Result<Home, CannotApply> {
    let parent = home.parent.as_deref().and_then(|parent| text.get(parent)).map(|e| e.kind);
    match home.kind.may_stand_under(parent) {
        true => Ok(home),
        false => Err(CannotApply::NotAllowedUnder { id: id.to_owned(), kind: home.kind, parent }),
    }
}

/// As the next sibling, after all that stands under it; after a heading, as the first thing under
/// it.
fn after(text: &Text, at: usize) -> Result<Home, CannotApply> {
    let target = &text.elements[at];
    let beside = |kind| Home { kind, parent: target.parent.clone(), at: text.subtree(at).end };
    Ok(match target.kind {
        Kind::Footnote => {
            return Err(CannotApply::NothingMayFollow { id: target.id.clone(), kind: target.kind });
        }
        Kind::Title | Kind::EnactingBody => beside(Kind::Preambular),
        Kind::Heading => {
            Home { kind: below_heading(text, at), parent: Some(target.id.clone()), at: at + 1 }
        }
        // What follows the text that introduces a list is the first of the list.
        Kind::Chapeau if list_follows(text, at) => {
            Home { at: after_notes(text, at), ..beside(Kind::Subparagraph) }
        }
        Kind::Chapeau => beside(Kind::Paragraph),
        kind => beside(kind),
    })
}

fn before(text: &Text, at: usize) -> Result<Home, CannotApply> {
    let target = &text.elements[at];
    let kind = match target.kind {
        Kind::Footnote => return Err(CannotApply::FootnoteStays { id: target.id.clone() }),
        // Before the formula the preamble goes on; before the organ that speaks stands the title.
        Kind::EnactingBody
            if text.elements[..at]
                .iter()
                .any(|e| e.kind == Kind::Preambular && e.parent == target.parent) =>
        {
            Kind::Preambular
        }
        Kind::Title | Kind::EnactingBody => {
            return Err(CannotApply::NothingMayPrecede {
                id: target.id.clone(),
                kind: target.kind,
            });
        }
        Kind::Chapeau => Kind::Paragraph,
        kind => kind,
    };
    Ok(Home { kind, parent: target.parent.clone(), at })
}

/// Under the element, as the first or the last. What a chapeau introduces stands beside it.
fn under(text: &Text, at: usize, side: Side, kind: Option<Kind>) -> Result<Home, CannotApply> {
    let target = &text.elements[at];
    let children = text.children(Some(&target.id));
    let mut children = children.into_iter().filter(|child| child.kind != Kind::Footnote);
    let neighbour = match side {
        Side::First | Side::Before => children.next(),
        Side::Last | Side::After => children.next_back(),
    };
    if let Some(chapeau) = neighbour.filter(|child| child.kind == Kind::Chapeau)
        && kind.is_none_or(|kind| kind == Kind::Subparagraph)
        && let Some(chapeau) = text.position(&chapeau.id)
    {
        return under(text, chapeau, side, Some(Kind::Subparagraph));
    }
    let usual = match (neighbour, target.kind) {
        (Some(neighbour), _) => neighbour.kind,
        (None, Kind::Heading) => below_heading(text, at),
        (None, Kind::Article) => Kind::Paragraph,
        (None, Kind::Paragraph | Kind::Chapeau | Kind::Preambular | Kind::EnactingBody) => {
            Kind::Subparagraph
        }
        (None, Kind::Subparagraph) => Kind::Item,
        (None, Kind::Title | Kind::Item | Kind::Footnote) => {
            return Err(CannotApply::NothingMayStandUnder {
                id: target.id.clone(),
                kind: target.kind,
            });
        }
    };
    let kind = kind.unwrap_or(usual);
    let introduces = target.kind == Kind::Chapeau
        && neighbour.is_none()
        && kind == Kind::Subparagraph
        && kind.may_stand_under(parent_kind(text, at));
    let at = match (side, introduces) {
        (Side::First | Side::Before, _) => after_notes(text, at),
        (Side::Last | Side::After, false) => text.subtree(at).end,
        (Side::Last | Side::After, true) => end_of_list(text, at),
    };
    let parent = if introduces { target.parent.clone() } else { Some(target.id.clone()) };
    Ok(Home { kind, parent, at })
}

/// What usually comes first under a heading: what comes next in the text.
fn below_heading(text: &Text, at: usize) -> Kind {
    let next = text.elements[at + 1..].iter().find(|e| e.kind != Kind::Heading);
    match next.map(|e| e.kind) {
        Some(kind @ (Kind::Preambular | Kind::Article)) => kind,
        _ => Kind::Paragraph,
    }
}

fn list_follows(text: &Text, chapeau: usize) -> bool {
    let chapeau = &text.elements[chapeau];
    chapeau.parent.is_some()
        && text.children(chapeau.parent.as_deref()).iter().any(|e| e.kind == Kind::Subparagraph)
}

/// Behind the last of the subparagraphs that follow the chapeau directly.
fn end_of_list(text: &Text, chapeau: usize) -> usize {
    let parent = &text.elements[chapeau].parent;
    let mut end = text.subtree(chapeau).end;
    while text
        .elements
        .get(end)
        .is_some_and(|e| e.kind == Kind::Subparagraph && e.parent == *parent)
    {
        end = text.subtree(end).end;
    }
    end
}
