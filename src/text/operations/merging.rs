//! Several elements become one.

use super::super::elements::{Element, Kind, Text};
use super::proposal::Proposal;
use super::{Applied, CannotApply, place, unchanged, without_marker};

/// The others go into the target, in the order of the text: their wordings in every language one
/// after the other (in the proposal's own, what it says, if it says something), and what stands
/// under them.
pub(super) fn merge(
    text: &mut Text,
    at: usize,
    proposal: &Proposal<'_>,
) -> Result<Applied, CannotApply> {
    let applied = unchanged(text, at, proposal);
    let target = text.elements[at].clone();
    let id = target.id.clone();
    if target.kind == Kind::Footnote {
        return Err(CannotApply::FootnoteStays { id });
    }
    let mut others: Vec<usize> = Vec::new();
    for other in &proposal.particulars.others {
        let index = place(text, other)?;
        let alike = text.elements[index].kind == target.kind;
        let apart = !text.subtree(at).contains(&index) && !text.subtree(index).contains(&at);
        if !alike || !apart {
            return Err(CannotApply::NotAlike { id, other: other.clone() });
        }
        others.push(index);
    }
    others.sort_unstable();
    others.dedup();
    // Kinds that may hold their own kind: what stands in another goes with it.
    let inner = |index: &usize| {
        others.iter().any(|outer| outer != index && text.subtree(*outer).contains(index))
    };
    if let Some(inner) = others.iter().find(|index| inner(index)) {
        return Err(CannotApply::NotAlike { id, other: text.elements[*inner].id.clone() });
    }
    if others.is_empty() {
        return Err(CannotApply::NoOthers { id });
    }
    let (marker, wording) = without_marker(target.kind, proposal.wording);
    let mut merged = target.clone();
    merged.text.clear();
    let mut all: Vec<usize> = others.iter().copied().chain([at]).collect();
    all.sort_unstable();
    for index in &all {
        for (language, words) in &text.elements[*index].text {
            let joined = merged.text.entry(language.clone()).or_default();
            *joined = format!("{joined} {}", words.trim()).trim().to_owned();
        }
    }
    if !wording.is_empty() {
        merged.text.insert(proposal.language.to_owned(), wording);
    }
    let mut family = vec![merged];
    for index in &all {
        let own = text.elements[*index].id.clone();
        for child in &text.elements[text.subtree(*index)][1..] {
            let mut child = child.clone();
            if child.parent.as_deref() == Some(own.as_str()) {
                child.parent = Some(id.clone());
            }
            family.push(child);
        }
    }
    let removed: Vec<Element> = others.iter().map(|n| text.elements[*n].clone()).collect();
    for index in all.iter().rev() {
        let range = text.subtree(*index);
        match *index == at {
            true => drop(text.elements.splice(range, std::mem::take(&mut family))),
            false => drop(text.elements.drain(range)),
        }
    }
    let lineage = removed.iter().map(|gone| (gone.id.clone(), id.clone())).collect();
    Ok(Applied { removed, marker, lineage, ..applied })
}
