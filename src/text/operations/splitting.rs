//! One element becomes several.

use std::collections::HashMap;

use super::super::elements::{Element, Kind, Text, marks};
use super::proposal::{Proposal, parts};
use super::{Applied, CannotApply, free, unchanged, without_marker};

/// The first part stays the element; every other becomes a sibling behind it, with the footnotes
/// of its marks and, where [`Particulars::others`] says so, with what stands under the element
/// from there on. Wordings in other languages stay whole with the first part.
pub(super) fn split_parts(
    text: &mut Text,
    at: usize,
    proposal: &Proposal<'_>,
    new_id: &mut dyn FnMut() -> String,
) -> Result<Applied, CannotApply> {
    let applied = unchanged(text, at, proposal);
    let element = text.elements[at].clone();
    let (id, kind) = (element.id.clone(), element.kind);
    if kind == Kind::Footnote {
        return Err(CannotApply::FootnoteStays { id });
    }
    let mut marker = String::new();
    let mut wordings = Vec::new();
    for part in parts(proposal.wording) {
        let (typed, wording) = without_marker(kind, &part);
        if marker.is_empty() {
            marker = typed;
        }
        wordings.push(wording);
    }
    // An article may have no words of its own, if something stands under it.
    let beginnings = &proposal.particulars.others;
    let by_children = kind == Kind::Article && beginnings.len() + 1 == wordings.len();
    if wordings.len() < 2 || (!by_children && wordings.iter().any(String::is_empty)) {
        return Err(CannotApply::EmptyPart { id });
    }
    let owners = owners(text, at, beginnings, wordings.len())?;
    let ids: Vec<String> =
        std::iter::once(id.clone()).chain(wordings.iter().skip(1).map(|_| new_id())).collect();
    for (index, new) in ids.iter().enumerate().skip(1) {
        free(text, new)?;
        if ids[..index].contains(new) {
            return Err(CannotApply::IdTaken { id: new.clone() });
        }
    }
    let labels = text.footnote_labels();
    let range = text.subtree(at);
    let mut heaps: Vec<Vec<Element>> = Vec::new();
    for (index, wording) in wordings.iter().enumerate() {
        let mut part = match index {
            0 => element.clone(),
            _ => Element { text: Default::default(), ..element.clone() },
        };
        part.id.clone_from(&ids[index]);
        match wording.is_empty() {
            true => part.text.remove(proposal.language),
            false => part.text.insert(proposal.language.to_owned(), wording.clone()),
        };
        heaps.push(vec![part]);
    }
    let mut heap = 0;
    for (child, label) in text.elements[range.clone()].iter().zip(&labels[range.clone()]).skip(1) {
        let mut child = child.clone();
        if child.parent.as_deref() == Some(id.as_str()) {
            heap = owners.get(&child.id).copied().unwrap_or(0);
            if child.kind == Kind::Footnote {
                heap = by_mark(label.as_deref(), &wordings);
            }
            child.parent = Some(ids[heap].clone());
        }
        heaps[heap].push(child);
    }
    text.elements.splice(range, heaps.into_iter().flatten());
    let lineage = ids[1..].iter().map(|new| (id.clone(), new.clone())).collect();
    Ok(Applied { added: ids[1..].to_vec(), marker, lineage, ..applied })
}

/// To which part each child goes.
fn owners(
    text: &Text,
    at: usize,
    beginnings: &[String],
    parts: usize,
) -> Result<HashMap<String, usize>, CannotApply> {
    let id = &text.elements[at].id;
    let mut owners = HashMap::new();
    if beginnings.is_empty() {
        return Ok(owners);
    }
    if beginnings.len() + 1 != parts {
        return Err(CannotApply::EmptyPart { id: id.clone() });
    }
    let mut part = 0;
    for child in text.children(Some(id)).into_iter().filter(|c| c.kind != Kind::Footnote) {
        if beginnings.get(part) == Some(&child.id) {
            part += 1;
        }
        owners.insert(child.id.clone(), part);
    }
    match beginnings.get(part) {
        Some(child) => Err(CannotApply::NotAmongChildren { id: id.clone(), child: child.clone() }),
        None => Ok(owners),
    }
}

/// The part whose wording has the footnote's mark; the first where none has it.
fn by_mark(label: Option<&str>, wordings: &[String]) -> usize {
    let has = |wording: &String| marks(wording).iter().any(|mark| Some(mark.label) == label);
    wordings.iter().position(has).unwrap_or(0)
}
