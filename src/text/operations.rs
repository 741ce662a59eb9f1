//! What a proposal, or a drafter's hand, does to the text.
//!
//! Every function leaves the text as it was when it refuses, and a sound tree sound.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::elements::{Element, Kind, Text};
use super::parsing::{Marker, marker_of};

/// The operation of a textual proposal. (A comment does nothing to the text, and moving is done
/// by hand with [`move_after`].)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    Modify,
    AddAfter,
    Delete,
    Retain,
}

/// A word that names no operation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown operation: {0}")]
pub struct UnknownOperation(pub String);

impl Operation {
    pub const ALL: [Operation; 4] =
        [Operation::Modify, Operation::AddAfter, Operation::Delete, Operation::Retain];

    /// The word that stands for this operation in files, forms and the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Operation::Modify => "modify",
            Operation::AddAfter => "add_after",
            Operation::Delete => "delete",
            Operation::Retain => "retain",
        }
    }
}

impl FromStr for Operation {
    type Err = UnknownOperation;

    fn from_str(word: &str) -> Result<Self, UnknownOperation> {
        Operation::ALL
            .into_iter()
            .find(|operation| operation.as_str() == word)
            .ok_or_else(|| UnknownOperation(word.to_owned()))
    }
}

/// What an operation did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The element that was modified, added or retained; the target of a deletion.
    pub id: String,
    /// Its wording before, in the language of the operation; `None` for an addition.
    pub before: Option<String>,
    /// What was deleted, in order: the target and everything under it.
    pub removed: Vec<Element>,
    /// The number typed before the wording and left out because numbers are computed; mostly "".
    pub marker: String,
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
    /// Nothing would be left on one side of the split.
    EmptyPart {
        id: String,
    },
    /// The element has no wording in this language.
    NoWording {
        id: String,
        language: String,
    },
}

/// Does one operation to the text. `wording` counts for modify and add_after, `new_id` for
/// add_after only. A number of the element's own kind before the wording ("(a) …") is left out
/// and told in [`Applied::marker`].
pub fn apply(
    text: &mut Text,
    operation: Operation,
    target: &str,
    wording: &str,
    language: &str,
    new_id: &str,
) -> Result<Applied, CannotApply> {
    let at = place(text, target)?;
    let before = text.elements[at].wording(language).to_owned();
    let mut applied = Applied {
        id: target.to_owned(),
        before: Some(before),
        removed: Vec::new(),
        marker: String::new(),
    };
    match operation {
        Operation::Retain => {}
        Operation::Modify => {
            let (marker, wording) = without_marker(text.elements[at].kind, wording);
            if wording.is_empty() {
                return Err(CannotApply::EmptyWording);
            }
            text.elements[at].text.insert(language.to_owned(), wording);
            applied.marker = marker;
        }
        Operation::AddAfter => {
            applied.marker = add_after(text, at, wording, language, new_id)?;
            applied.id = new_id.to_owned();
            applied.before = None;
        }
        Operation::Delete => applied.removed = text.elements.drain(text.subtree(at)).collect(),
    }
    Ok(applied)
}

/// Adds a wording after the element at `at` and all under it, as its next sibling; after a
/// heading, as the first thing under it. Says the number that was left out.
fn add_after(
    text: &mut Text,
    at: usize,
    wording: &str,
    language: &str,
    new_id: &str,
) -> Result<String, CannotApply> {
    free(text, new_id)?;
    let target = &text.elements[at];
    let (kind, parent, place) = match target.kind {
        Kind::Footnote => {
            return Err(CannotApply::NothingMayFollow { id: target.id.clone(), kind: target.kind });
        }
        Kind::Title | Kind::EnactingBody => {
            (Kind::Preambular, target.parent.clone(), text.subtree(at).end)
        }
        Kind::Heading => {
            let next = text.elements[at + 1..].iter().find(|e| e.kind != Kind::Heading);
            let kind = match next.map(|e| e.kind) {
                Some(kind @ (Kind::Preambular | Kind::Article)) => kind,
                _ => Kind::Paragraph,
            };
            (kind, Some(target.id.clone()), at + 1)
        }
        // What follows the text that introduces a list is the first of the list.
        Kind::Chapeau if list_follows(text, at) => {
            (Kind::Subparagraph, target.parent.clone(), after_notes(text, at))
        }
        Kind::Chapeau => (Kind::Paragraph, target.parent.clone(), text.subtree(at).end),
        kind => (kind, target.parent.clone(), text.subtree(at).end),
    };
    let (marker, wording) = without_marker(kind, wording);
    if wording.is_empty() {
        return Err(CannotApply::EmptyWording);
    }
    let mut added = Element::new(new_id, kind, language, &wording);
    added.parent = parent;
    text.elements.insert(place, added);
    Ok(marker)
}

fn list_follows(text: &Text, chapeau: usize) -> bool {
    let chapeau = &text.elements[chapeau];
    chapeau.parent.is_some()
        && text.children(chapeau.parent.as_deref()).iter().any(|e| e.kind == Kind::Subparagraph)
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
fn without_marker(kind: Kind, wording: &str) -> (String, String) {
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

/// Sets the wording in a language. An empty one takes the language away, unless nothing would be
/// left to read (an article may go without).
pub fn set_text(
    text: &mut Text,
    id: &str,
    language: &str,
    wording: &str,
) -> Result<(), CannotApply> {
    let at = place(text, id)?;
    let element = &mut text.elements[at];
    let wording = wording.trim();
    if !wording.is_empty() {
        element.text.insert(language.to_owned(), wording.to_owned());
        return Ok(());
    }
    let others = element.text.iter().any(|(other, w)| other != language && !w.trim().is_empty());
    if !others && element.kind != Kind::Article {
        return Err(CannotApply::EmptyWording);
    }
    element.text.remove(language);
    Ok(())
}

/// Makes the element another kind. A subparagraph that becomes a paragraph or the other way round
/// also changes its parent: it goes where the new kind may stand, without leaving its place in
/// the order. Refused where there is no such place, or where something under it could not follow.
pub fn set_kind(text: &mut Text, id: &str, kind: Kind) -> Result<(), CannotApply> {
    let at = place(text, id)?;
    if let Some(child) =
        text.children(Some(id)).into_iter().find(|c| !c.kind.may_stand_under(Some(kind)))
    {
        return Err(CannotApply::ChildNotAllowed {
            id: id.to_owned(),
            kind,
            child: child.id.clone(),
        });
    }
    let parent = parent_for(text, at, kind).ok_or_else(|| {
        let parent = parent_kind(text, at);
        CannotApply::NotAllowedUnder { id: id.to_owned(), kind, parent }
    })?;
    let refusal =
        CannotApply::NotAllowedUnder { id: id.to_owned(), kind, parent: parent_kind(text, at) };
    let mut changed = text.clone();
    let old_parent = changed.elements[at].parent.clone();
    changed.elements[at].kind = kind;
    changed.elements[at].parent = parent.clone();
    if parent != old_parent {
        follow(&mut changed, at, old_parent.as_deref());
    }
    // What was left behind may have no place of its own (an item whose subparagraph is gone).
    if changed.check().len() > text.check().len() {
        return Err(refusal);
    }
    *text = changed;
    Ok(())
}

/// The nearest possible parent for an element of this kind at this place: where it stands, what
/// its parent stands under, or the last element before it that would hold it.
fn parent_for(text: &Text, at: usize, kind: Kind) -> Option<Option<String>> {
    let mut above = text.elements[at].parent.clone();
    // Where it stands, unless a closer one fits better (an item goes under the subparagraph
    // before it): items and subparagraphs look back first.
    loop {
        let parent_kind = above.as_deref().and_then(|p| text.get(p)).map(|e| e.kind);
        if kind.may_stand_under(parent_kind) {
            return Some(above);
        }
        match above.as_deref().and_then(|p| text.get(p)) {
            Some(parent) => above = parent.parent.clone(),
            None => break,
        }
    }
    // Not among its ancestors: the elder siblings, and what is last under them.
    text.elements[..at]
        .iter()
        .rev()
        .take_while(|e| !matches!(e.kind, Kind::Article | Kind::Heading) || e.parent.is_some())
        .chain(text.elements[..at].iter().rev().find(|e| e.kind == Kind::Article))
        .find(|e| e.kind != Kind::Footnote && kind.may_stand_under(Some(e.kind)))
        .map(|e| Some(e.id.clone()))
}

/// The younger siblings that an element left behind by rising stand after it, so they belong to
/// it where they may, and rise with it where not.
fn follow(text: &mut Text, at: usize, old_parent: Option<&str>) {
    let (id, kind, parent) = {
        let risen = &text.elements[at];
        (risen.id.clone(), risen.kind, risen.parent.clone())
    };
    let Some(old_parent) = old_parent else { return };
    let still_inside = parent.as_deref().is_some_and(|p| is_within(text, p, old_parent));
    if still_inside {
        return;
    }
    for index in at + 1..text.elements.len() {
        let child = &text.elements[index];
        if child.parent.as_deref() == Some(old_parent) {
            let new_parent = if child.kind.may_stand_under(Some(kind)) {
                Some(id.clone())
            } else {
                parent.clone()
            };
            text.elements[index].parent = new_parent;
        }
    }
}

/// Whether `id` is `ancestor` or stands somewhere under it.
fn is_within(text: &Text, id: &str, ancestor: &str) -> bool {
    text.position(ancestor)
        .is_some_and(|at| text.elements[text.subtree(at)].iter().any(|e| e.id == id))
}

/// Moves the element, with all under it, before its elder sibling.
pub fn move_up(text: &mut Text, id: &str) -> Result<(), CannotApply> {
    let at = place(text, id)?;
    let elder = siblings(text, at).into_iter().rfind(|sibling| *sibling < at);
    let elder = elder.ok_or_else(|| CannotApply::NoPlace { id: id.to_owned() })?;
    let range = text.subtree(at);
    text.elements[elder..range.end].rotate_left(at - elder);
    Ok(())
}

/// Moves the element, with all under it, after its younger sibling.
pub fn move_down(text: &mut Text, id: &str) -> Result<(), CannotApply> {
    let at = place(text, id)?;
    let younger = siblings(text, at).into_iter().find(|sibling| *sibling > at);
    let younger = younger.ok_or_else(|| CannotApply::NoPlace { id: id.to_owned() })?;
    let length = text.subtree(at).len();
    let end = text.subtree(younger).end;
    text.elements[at..end].rotate_left(length);
    Ok(())
}

/// The places of all elements under the same parent; footnotes only among footnotes, because they
/// stay with their marks.
fn siblings(text: &Text, at: usize) -> Vec<usize> {
    let parent = &text.elements[at].parent;
    let note = text.elements[at].kind == Kind::Footnote;
    (0..text.elements.len())
        .filter(|n| text.elements[*n].parent == *parent)
        .filter(|n| (text.elements[*n].kind == Kind::Footnote) == note)
        .collect()
}

/// Moves the element, with all under it, directly after `after` and all under that one, as its
/// sibling; but an article after a heading, a paragraph after an article's line, or what may not
/// stand beside `after` (an item after a subparagraph) becomes the first under it.
pub fn move_after(text: &mut Text, id: &str, after: &str) -> Result<(), CannotApply> {
    let at = place(text, id)?;
    let target = place(text, after)?;
    if text.subtree(at).contains(&target) {
        return Err(CannotApply::InsideItself { id: id.to_owned() });
    }
    let kind = text.elements[at].kind;
    let into = text.elements[target].kind;
    let inside = kind.may_stand_under(Some(into)) && (into == Kind::Heading || kind != into);
    let beside = kind.may_stand_under(parent_kind(text, target));
    let opens = matches!(into, Kind::Heading | Kind::Article) || kind == Kind::Footnote;
    let as_first = inside && (!beside || (opens && kind != into));
    if !as_first && !beside {
        let parent = parent_kind(text, target);
        return Err(CannotApply::NotAllowedUnder { id: id.to_owned(), kind, parent });
    }
    let parent =
        if as_first { Some(after.to_owned()) } else { text.elements[target].parent.clone() };
    let moved: Vec<Element> = text.elements.drain(text.subtree(at)).collect();
    let target = place(text, after)?;
    let to = if as_first { after_notes(text, target) } else { text.subtree(target).end };
    text.elements.splice(to..to, moved);
    text.elements[to].parent = parent;
    Ok(())
}

/// Splits the wording in one language at a character offset; the second part becomes the sibling
/// `new_id`, directly after the element and all under it, with the footnotes of its marks. What
/// stands under the element stays; wordings in other languages stay whole with the first part.
pub fn split(
    text: &mut Text,
    id: &str,
    language: &str,
    at: usize,
    new_id: &str,
) -> Result<(), CannotApply> {
    let index = place(text, id)?;
    let wording = text.elements[index].wording(language);
    if wording.is_empty() {
        return Err(CannotApply::NoWording { id: id.to_owned(), language: language.to_owned() });
    }
    let byte = wording.char_indices().nth(at).map_or(wording.len(), |(byte, _)| byte);
    let (first, second) = wording.split_at(byte);
    let (first, second) = (first.trim().to_owned(), second.trim().to_owned());
    split_into(text, index, language, first, second, new_id)
}

/// Splits where a line of `wording`, as edited in a form, is exactly `line` (say "---"): what
/// stands above it stays, what stands below becomes the sibling `new_id`.
pub fn split_at_line(
    text: &mut Text,
    id: &str,
    language: &str,
    wording: &str,
    line: &str,
    new_id: &str,
) -> Result<(), CannotApply> {
    let index = place(text, id)?;
    let lines: Vec<&str> = wording.lines().map(str::trim).collect();
    let empty = || CannotApply::EmptyPart { id: id.to_owned() };
    let at = lines.iter().position(|typed| *typed == line).ok_or_else(empty)?;
    let joined = |lines: &[&str]| lines.join(" ").trim().to_owned();
    split_into(text, index, language, joined(&lines[..at]), joined(&lines[at + 1..]), new_id)
}

fn split_into(
    text: &mut Text,
    index: usize,
    language: &str,
    first: String,
    second: String,
    new_id: &str,
) -> Result<(), CannotApply> {
    free(text, new_id)?;
    let element = &text.elements[index];
    let id = element.id.clone();
    if first.is_empty() || second.is_empty() {
        return Err(CannotApply::EmptyPart { id });
    }
    if element.kind == Kind::Footnote {
        return Err(CannotApply::NothingMayFollow { id, kind: element.kind });
    }
    let mut younger = Element::new(new_id, element.kind, language, &second);
    younger.parent = element.parent.clone();
    // The footnotes whose marks are now in the second part go with it.
    let labels = text.footnote_labels();
    let second_marks = super::elements::marks(&second);
    let range = text.subtree(index);
    let mut moved: Vec<Element> = Vec::new();
    let mut stay: Vec<Element> = Vec::new();
    for (at, label) in range.clone().zip(&labels[range.clone()]) {
        let child = &text.elements[at];
        let own_note = child.kind == Kind::Footnote && child.parent.as_deref() == Some(id.as_str());
        let goes = own_note
            && label.as_deref().is_some_and(|label| second_marks.iter().any(|m| m.label == label));
        let mut child = child.clone();
        if goes {
            child.parent = Some(new_id.to_owned());
            moved.push(child);
        } else {
            stay.push(child);
        }
    }
    if let Some(elder) = stay.first_mut() {
        elder.text.insert(language.to_owned(), first);
    }
    stay.push(younger);
    stay.extend(moved);
    text.elements.splice(range, stay);
    Ok(())
}

/// Joins the next sibling of the same kind to this element, in every language: its wording after
/// a space, what stands under it after what stands under this one. Says the id that went.
pub fn merge_with_next(text: &mut Text, id: &str) -> Result<String, CannotApply> {
    let at = place(text, id)?;
    let kind = text.elements[at].kind;
    let younger = siblings(text, at).into_iter().find(|sibling| *sibling > at);
    let next = younger
        .filter(|next| text.elements[*next].kind == kind)
        .ok_or_else(|| CannotApply::NoPlace { id: id.to_owned() })?;
    // Only what stands directly behind can be joined without passing over other elements.
    if text.subtree(at).end != next {
        return Err(CannotApply::NoPlace { id: id.to_owned() });
    }
    let gone = text.elements.remove(next);
    for (language, wording) in &gone.text {
        let own = text.elements[at].text.entry(language.clone()).or_default();
        let joined = format!("{} {}", own.trim(), wording.trim());
        *own = joined.trim().to_owned();
    }
    for element in &mut text.elements {
        if element.parent.as_deref() == Some(gone.id.as_str()) {
            element.parent = Some(id.to_owned());
        }
    }
    Ok(gone.id)
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
mod tests {
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::*;
    use crate::text::citations::citations;
    use crate::text::samples::sound_text;

    fn rivers() -> Text {
        let element = |id: &str, kind, text: &str| Element::new(id, kind, "en", text);
        Text::new(vec![
            element("h", Kind::Heading, "Part I"),
            element("a", Kind::Article, "").under("h"),
            element("c", Kind::Chapeau, "States shall:").under("a"),
            element("s1", Kind::Subparagraph, "Act;[^1] and rest;").under("a"),
            element("f", Kind::Footnote, "Ibid.").under("s1"),
            element("s2", Kind::Subparagraph, "Rest.").under("a"),
            element("b", Kind::Article, "").under("h"),
            element("p", Kind::Paragraph, "All rivers.").under("b"),
        ])
    }

    fn order(text: &Text) -> Vec<&str> {
        text.elements.iter().map(|e| e.id.as_str()).collect()
    }

    fn shorts(text: &Text) -> Vec<String> {
        citations(text).iter().map(|c| c.short()).collect()
    }

    #[test]
    fn operations_are_written_as_they_are_read() {
        for operation in Operation::ALL {
            assert_eq!(operation.as_str().parse(), Ok(operation));
        }
        assert!("comment".parse::<Operation>().is_err());
    }

    #[test]
    fn a_proposal_is_applied() {
        let mut text = rivers();
        let done = apply(&mut text, Operation::Modify, "s2", "(b) Sleep.", "en", "").unwrap();
        assert_eq!((done.before.as_deref(), done.marker.as_str()), (Some("Rest."), "(b)"));
        assert_eq!(text.get("s2").unwrap().wording("en"), "Sleep.");
        let done = apply(&mut text, Operation::AddAfter, "s1", "(a bis) Swim;", "en", "n").unwrap();
        assert_eq!(done.id, "n");
        apply(&mut text, Operation::AddAfter, "c", "First;", "en", "m").unwrap();
        apply(&mut text, Operation::AddAfter, "b", "Article 3", "en", "o").unwrap();
        assert_eq!(order(&text), ["h", "a", "c", "m", "s1", "f", "n", "s2", "b", "p", "o"]);
        let done = apply(&mut text, Operation::Delete, "s1", "", "en", "").unwrap();
        assert_eq!(done.removed.len(), 2);
        let before = text.clone();
        apply(&mut text, Operation::Retain, "a", "", "en", "").unwrap();
        assert_eq!(text, before);
        assert_eq!(text.check(), []);
    }

    #[test]
    fn a_refusal_says_why_and_changes_nothing() {
        let mut text = rivers();
        let mut refused = |operation, target: &str, wording: &str, new_id: &str| {
            apply(&mut text, operation, target, wording, "en", new_id).unwrap_err()
        };
        let unknown = CannotApply::UnknownElement { id: "z".into() };
        assert_eq!(refused(Operation::Delete, "z", "", ""), unknown);
        assert_eq!(refused(Operation::Modify, "p", " ", ""), CannotApply::EmptyWording);
        let taken = CannotApply::IdTaken { id: "a".into() };
        assert_eq!(refused(Operation::AddAfter, "p", "x", "a"), taken);
        let note = CannotApply::NothingMayFollow { id: "f".into(), kind: Kind::Footnote };
        assert_eq!(refused(Operation::AddAfter, "f", "x", "n"), note);
        assert_eq!(text, rivers());
    }

    #[test]
    fn elements_are_moved_with_all_under_them() {
        let mut text = rivers();
        move_down(&mut text, "s1").unwrap();
        assert_eq!(order(&text)[3..6], ["s2", "s1", "f"]);
        move_up(&mut text, "s1").unwrap();
        assert_eq!(text, rivers());
        move_after(&mut text, "a", "b").unwrap();
        assert_eq!(order(&text), ["h", "b", "p", "a", "c", "s1", "f", "s2"]);
        move_after(&mut text, "b", "h").unwrap();
        move_after(&mut text, "p", "a").unwrap();
        assert_eq!(order(&text), ["h", "b", "a", "p", "c", "s1", "f", "s2"]);
        assert_eq!(text.get("p").unwrap().parent.as_deref(), Some("a"));
        let inside = CannotApply::InsideItself { id: "a".into() };
        assert_eq!(move_after(&mut text, "a", "c"), Err(inside));
        assert_eq!(move_up(&mut text, "h"), Err(CannotApply::NoPlace { id: "h".into() }));
        assert_eq!(text.check(), []);
    }

    #[test]
    fn a_kind_is_changed_where_it_may_stand() {
        let mut text = rivers();
        set_kind(&mut text, "s2", Kind::Item).unwrap();
        assert_eq!(text.get("s2").unwrap().parent.as_deref(), Some("s1"));
        assert_eq!(shorts(&text)[5], "art. 1 (a) (i)");
        set_kind(&mut text, "s2", Kind::Paragraph).unwrap();
        assert_eq!(shorts(&text)[5], "art. 1, sole para.");
        let child =
            CannotApply::ChildNotAllowed { id: "a".into(), kind: Kind::Title, child: "c".into() };
        assert_eq!(set_kind(&mut text, "a", Kind::Title), Err(child));
        assert_eq!(text.check(), []);
    }

    #[test]
    fn a_split_takes_the_footnotes_along_and_a_merge_brings_them_back() {
        let mut text = rivers();
        split(&mut text, "s1", "en", 3, "n").unwrap();
        assert_eq!(text.get("s1").unwrap().wording("en"), "Act");
        assert_eq!(text.get("n").unwrap().wording("en"), ";[^1] and rest;");
        assert_eq!(order(&text)[3..6], ["s1", "n", "f"]);
        assert_eq!(merge_with_next(&mut text, "s1"), Ok("n".into()));
        assert_eq!(text.get("s1").unwrap().wording("en"), "Act ;[^1] and rest;");
        assert_eq!(text.get("f").unwrap().parent.as_deref(), Some("s1"));
        split_at_line(&mut text, "p", "en", "All\n---\nrivers.", "---", "q").unwrap();
        assert_eq!(shorts(&text)[7..], ["art. 2 (1)", "art. 2 (2)"]);
        let empty = CannotApply::EmptyPart { id: "p".into() };
        assert_eq!(split(&mut text, "p", "en", 99, "r"), Err(empty));
        assert_eq!(merge_with_next(&mut text, "q"), Err(CannotApply::NoPlace { id: "q".into() }));
        assert_eq!(text.check(), []);
    }

    #[test]
    fn the_last_wording_cannot_be_emptied() {
        let mut text = rivers();
        assert_eq!(set_text(&mut text, "p", "en", ""), Err(CannotApply::EmptyWording));
        set_text(&mut text, "p", "fr", "Tous les fleuves.").unwrap();
        set_text(&mut text, "p", "en", "").unwrap();
        assert_eq!(text.get("p").unwrap().text.len(), 1);
        set_text(&mut text, "a", "en", "").unwrap();
    }

    proptest! {
        #[test]
        fn a_sound_text_stays_sound_and_a_refused_act_changes_nothing(
            text in sound_text(),
            acts in proptest::collection::vec((0..10usize, any::<Index>(), any::<Index>(), 0..10usize), 1..12),
        ) {
            let mut text = text;
            for (n, (act, at, other, kind)) in acts.into_iter().enumerate() {
                if text.elements.is_empty() {
                    break;
                }
                let id = text.elements[at.index(text.elements.len())].id.clone();
                let other = text.elements[other.index(text.elements.len())].id.clone();
                let new_id = format!("n{n}");
                let before = text.clone();
                let mut run = |operation| apply(&mut text, operation, &id, "New words.", "en", &new_id).is_ok();
                let done = match act {
                    0 => run(Operation::Modify),
                    1 => run(Operation::AddAfter),
                    2 => run(Operation::Delete),
                    3 => move_up(&mut text, &id).is_ok(),
                    4 => move_down(&mut text, &id).is_ok(),
                    5 => move_after(&mut text, &id, &other).is_ok(),
                    6 => set_kind(&mut text, &id, Kind::ALL[kind]).is_ok(),
                    7 => split(&mut text, &id, "en", 5, &new_id).is_ok(),
                    8 => merge_with_next(&mut text, &id).is_ok(),
                    _ => set_text(&mut text, &id, "en", "Other words.").is_ok(),
                };
                if !done {
                    prop_assert_eq!(&text, &before);
                }
                prop_assert_eq!(text.check(), [], "act {} on {} ({})\n{:#?}", act, id, other, before);
            }
        }
    }
}
