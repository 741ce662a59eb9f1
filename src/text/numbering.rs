//! What elements are called while a text is under negotiation: those of the circulated text keep
//! their numbers, additions are *bis*, *ter*, *quater*, rival wordings *alt*.

use std::collections::{HashMap, HashSet};

use super::ascending::longest_ascending;
use super::citations::{Citation, Step, numbered_through, sole_paragraphs, step, told_apart};
use super::elements::{Kind, Text};

/// What an element of a draft is called against the text that the draft began from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    pub citation: Citation,
    /// What it was called in the base, where that is something else: it was moved, or became
    /// another kind, or something above it did.
    pub former: Option<Citation>,
    /// It does not stand in the base.
    pub is_new: bool,
}

/// The citations of a draft against its circulated base, parallel to `draft.elements`; no two are
/// alike. An element that kept its place among its like keeps its number, though others before it
/// are gone. What was added or moved is *bis*, *ter* … after the one that it follows, *ante* before
/// the first; what stands under an addition is numbered as in any text.
pub fn number_against(draft: &Text, base: &Text) -> Vec<Numbered> {
    let was = slots(base);
    let old: HashMap<&str, usize> =
        base.elements.iter().enumerate().map(|(n, e)| (e.id.as_str(), n)).collect();
    let old_citations = numbered_through(base);
    let mut last_of: HashMap<&Row<'_>, &Slot<'_>> = HashMap::new();
    for slot in &was {
        last_of.insert(&slot.row, slot);
    }
    // What is transparent for numbers stays so, or what stands under it would be renumbered.
    let kept_sole: HashSet<&str> = base
        .elements
        .iter()
        .zip(&was)
        .filter(|(_, slot)| slot.is_sole)
        .map(|(element, _)| element.id.as_str())
        .collect();
    let now = slots_with(draft, &kept_sole);

    let own = own_steps(draft, &now, |id| old.get(id).map(|at| &was[*at]), &last_of);
    let labels = draft.footnote_labels();
    let mut prefixes: HashMap<&str, Vec<Step>> = HashMap::new();
    let mut said = HashSet::new();
    let mut unmarked = 0;
    let mut numbered = Vec::with_capacity(draft.elements.len());
    for (index, element) in draft.elements.iter().enumerate() {
        let slot = &now[index];
        let mut steps: Vec<Step> = match slot.row.0 {
            Some(above) => prefixes.get(above).cloned().unwrap_or_default(),
            None => Vec::new(),
        };
        if element.kind == Kind::Footnote {
            unmarked += usize::from(labels[index].is_none());
            let label = labels[index].clone().unwrap_or_else(|| format!("*{unmarked}"));
            steps = vec![Step::Footnote(label)];
        } else {
            steps.extend(own[index].iter().cloned());
        }
        let mut citation = Citation { steps };
        told_apart(&mut citation, &mut said);
        prefixes.insert(&element.id, citation.steps.clone());
        let before = old.get(element.id.as_str()).map(|at| &old_citations[*at]);
        numbered.push(Numbered {
            former: before.filter(|before| **before != citation).cloned(),
            is_new: before.is_none(),
            citation,
        });
    }
    // The only paragraph of an article, joined by another, is its first: no new name.
    for (index, one) in numbered.iter_mut().enumerate() {
        if now[index].is_first_of_several {
            one.former = None;
        }
    }
    numbered
}

/// Elements that are counted together: under what (nothing that leaves no trace in a citation),
/// and of which kind.
type Row<'a> = (Option<&'a str>, Kind);

struct Slot<'a> {
    row: Row<'a>,
    /// Its number in the row, counted from 1.
    number: usize,
    /// The only paragraph of its article.
    is_sole: bool,
    /// It was that in the base, and is joined by others.
    is_first_of_several: bool,
}

fn slots(text: &Text) -> Vec<Slot<'_>> {
    slots_with(text, &HashSet::new())
}

/// `kept_sole`: paragraphs that leave no trace in the citation of what stands under them, though
/// they are not alone any more.
fn slots_with<'a>(text: &'a Text, kept_sole: &HashSet<&str>) -> Vec<Slot<'a>> {
    let sole = sole_paragraphs(text);
    let mut counters: HashMap<Row<'a>, usize> = HashMap::new();
    let mut above: HashMap<&'a str, Option<&'a str>> = HashMap::new();
    let mut slots = Vec::with_capacity(text.elements.len());
    for element in &text.elements {
        let id = element.id.as_str();
        let outer = element.parent.as_deref().and_then(|p| above.get(p).copied()).flatten();
        let row = (outer, element.kind);
        let number = counters.entry(row).or_insert(0);
        *number += 1;
        let is_sole = sole.contains(id);
        let was_sole = kept_sole.contains(id) && element.kind == Kind::Paragraph;
        let is_transparent =
            matches!(element.kind, Kind::Heading | Kind::Chapeau) || is_sole || was_sole;
        above.insert(id, if is_transparent { outer } else { Some(id) });
        slots.push(Slot {
            row,
            number: *number,
            is_sole,
            is_first_of_several: was_sole && !is_sole,
        });
    }
    slots
}

/// The last steps of each element's citation: its number, and *bis* or *ante*.
fn own_steps<'a>(
    draft: &'a Text,
    now: &[Slot<'a>],
    was: impl Fn(&str) -> Option<&'a Slot<'a>>,
    last_of: &HashMap<&Row<'_>, &Slot<'_>>,
) -> Vec<Vec<Step>> {
    let mut rows: HashMap<&Row<'a>, Vec<usize>> = HashMap::new();
    for (index, slot) in now.iter().enumerate() {
        rows.entry(&slot.row).or_default().push(index);
    }
    let mut own: Vec<Vec<Step>> = vec![Vec::new(); draft.elements.len()];
    for (row, members) in rows {
        let kept: Vec<(usize, usize)> = members
            .iter()
            .filter_map(|index| {
                let slot = was(&draft.elements[*index].id).filter(|slot| slot.row == *row)?;
                Some((*index, slot.number))
            })
            .collect();
        let kept = longest_ascending(&kept, |(_, number)| *number);
        let numbers: HashMap<usize, usize> = kept.iter().copied().collect();
        let in_base = last_of.get(row);
        let alone = |index: usize| now[index].is_sole;
        let numbered = |n: usize| step(row.1, n).into_iter().collect::<Vec<Step>>();
        let (mut anchor, mut added) = (None, 0);
        for index in members {
            own[index] = match numbers.get(&index) {
                Some(number) => {
                    (anchor, added) = (Some(*number), 0);
                    let was_sole = was(&draft.elements[index].id).is_some_and(|slot| slot.is_sole);
                    match alone(index) && was_sole {
                        true => vec![Step::SoleParagraph],
                        false => numbered(*number),
                    }
                }
                None => {
                    let Some(in_base) = in_base else {
                        own[index] = match alone(index) {
                            true => vec![Step::SoleParagraph],
                            false => numbered(now[index].number),
                        };
                        continue;
                    };
                    added += 1;
                    match (anchor, kept.first()) {
                        (Some(anchor), _) => [numbered(anchor), vec![Step::Bis(added)]].concat(),
                        (None, Some((_, first))) => {
                            [numbered(*first), vec![Step::Ante(added)]].concat()
                        }
                        // All that were there are gone or elsewhere.
                        (None, None) => [numbered(in_base.number), vec![Step::Bis(added)]].concat(),
                    }
                }
            };
        }
    }
    own
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
