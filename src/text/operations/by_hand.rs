//! What a drafter does to the text: word, retype, move, split and merge elements.

use super::{CannotApply, after_notes, free, parent_kind, place};
use crate::text::elements::{Element, Kind, Text, marks};

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
    let second_marks = marks(&second);
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
