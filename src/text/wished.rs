//! A text as one participant alone would have it: with everything that it proposes done, as far as that can be.
//!
//! 1. An element that it rewords once has its wording to the letter; where it rewords parts of one element in
//!    several proposals, they go together; of wordings that clash the first stands in the text.
//! 2. What it adds comes first, several additions to one place in their order, a new article with the
//!    paragraphs that it was written with; then what it moves, divides and merges, and at last what it
//!    deletes, so that nothing that is gone is missed.
//! 3. What cannot be put into a text is told, to be said beside it.

use std::collections::HashMap;

use super::bracketed::{
    Bracketed, Piece, Proposal, Remark, Row, What, Why, is_of_a_part, wording_of,
};
use super::elements::{Kind, Text};
use super::operations::{self, Operation, apply};
use super::parsing::parse;

#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    pub text: Text,
    /// What was made of what by divisions and mergers.
    pub lineage: Vec<(String, String)>,
    /// Of each proposal, in the order given.
    pub told: Vec<Told>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The element that it is on, or that it adds.
    pub on: Option<String>,
    /// What is not in the text.
    pub beside: Option<Beside>,
}

/// Where [`Bracketed`] has what is said of a proposal in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    Alternative {
        row: usize,
        number: usize,
    },
    Note {
        row: usize,
        number: usize,
    },
    Unplaced(usize),
    /// It cannot be done any more, or not at all.
    Cannot,
}

/// The wish. `made` is what [`super::bracketed::as_changes`] makes of the same text and proposals.
pub fn wished(text: &Text, language: &str, proposals: &[Proposal], made: &Bracketed) -> Wish {
    let told = proposals.iter().map(|one| Told { on: one.target.clone(), beside: None });
    let mut wish =
        Wish { text: Text::new(text.elements.clone()), lineage: Vec::new(), told: told.collect() };
    let alone = alone(text, language, proposals);
    for (at, row) in made.rows.iter().enumerate() {
        let What::Element(place) = row.what else { continue };
        let id = text.elements[place].id.as_str();
        let whole = alone.get(id).filter(|_| row.alternatives.is_empty());
        if let Some(wording) = whole.cloned().or_else(|| reworded(row)) {
            wish.text.elements[place].text.insert(language.to_owned(), wording);
        }
        for (number, alternative) in row.alternatives.iter().enumerate() {
            if !is_first(row, number) && !alternative.wording.is_empty() {
                for source in &alternative.sources {
                    wish.told[*source].beside = Some(Beside::Alternative { row: at, number });
                }
            }
        }
        for (number, note) in row.notes.iter().enumerate() {
            if note.what == Remark::AsItStands && whole.is_some() {
                continue;
            }
            for source in &note.sources {
                wish.told[*source].beside = Some(Beside::Note { row: at, number });
            }
        }
    }
    for (number, one) in made.unplaced.iter().enumerate() {
        for source in &one.sources {
            wish.told[*source].beside = Some(Beside::Unplaced(number));
        }
    }
    for source in order(text, language, proposals) {
        wish.arrange(source, &proposals[source]);
    }
    // What was added and is gone again, with what it stood under, is said where that stood.
    let Wish { text, told, .. } = &mut wish;
    for (told, proposal) in told.iter_mut().zip(proposals) {
        if told.on.as_deref().is_some_and(|on| text.get(on).is_none()) {
            told.on.clone_from(&proposal.target);
        }
    }
    wish
}

impl Wish {
    fn arrange(&mut self, source: usize, proposal: &Proposal) {
        let Some(target) = &proposal.target else { return };
        let todo = operations::Proposal {
            operation: proposal.operation,
            target,
            wording: &proposal.wording,
            language: &proposal.language,
            particulars: &proposal.particulars,
        };
        let mut number = 0;
        let mut new_id = || {
            number += 1;
            format!("wished-{source}-{number}")
        };
        let told = &mut self.told[source];
        match apply(&mut self.text, &todo, &mut new_id) {
            Ok(done) => {
                self.lineage.extend(done.lineage);
                if proposal.operation.is_addition() {
                    told.on = done.added.into_iter().next();
                    divide(&mut self.text, told.on.as_deref(), proposal);
                }
                if proposal.operation.is_addition() || proposal.operation == Operation::Delete {
                    told.beside = None;
                }
            }
            Err(_) => told.beside = told.beside.or(Some(Beside::Cannot)),
        }
    }
}

/// A new article that was written with its paragraphs has them under it.
fn divide(text: &mut Text, added: Option<&str>, proposal: &Proposal) {
    let Some(at) = added.and_then(|id| text.position(id)) else { return };
    let added = text.elements[at].clone();
    if added.kind != Kind::Article {
        return;
    }
    let id = |number: usize| match number {
        0 => added.id.clone(),
        number => format!("{}-{number}", added.id),
    };
    let mut all = parse(&proposal.wording, &proposal.language).into_text(id).elements;
    let is_one = all.first().is_some_and(|first| first.kind == Kind::Article)
        && all[1..].iter().all(|one| one.parent.is_some());
    if !is_one || all.len() == 1 {
        return;
    }
    all[0].parent.clone_from(&added.parent);
    let mut divided = text.clone();
    divided.elements.splice(at..=at, all);
    if divided.check().is_empty() {
        *text = divided;
    }
}

/// In which order everything else than rewordings is done.
fn order(text: &Text, language: &str, proposals: &[Proposal]) -> Vec<usize> {
    let base = |one: &Proposal| {
        let on = one.target.as_deref().and_then(|id| text.get(id));
        on.map_or("", |on| on.wording(language)).to_owned()
    };
    let is_done = |one: &Proposal| match one.operation {
        Operation::Modify | Operation::Retain => false,
        Operation::Delete => !is_of_a_part(&base(one), &one.quoted),
        _ => true,
    };
    let all = || (0..proposals.len()).filter(|at| is_done(&proposals[*at]));
    let of = |at: &usize| proposals[*at].operation;
    // Each comes right behind the place, so that the last comes first.
    let is_backwards = |at: &usize| matches!(of(at), Operation::AddAfter | Operation::AddFirst);
    let mut order: Vec<usize> =
        all().filter(|at| of(at).is_addition() && !is_backwards(at)).collect();
    order.extend(all().rev().filter(is_backwards));
    order.extend(all().filter(|at| !of(at).is_addition() && of(at) != Operation::Delete));
    order.extend(all().filter(|at| of(at) == Operation::Delete));
    order
}

/// The wordings of the elements that one proposal alone rewords.
fn alone(text: &Text, language: &str, proposals: &[Proposal]) -> HashMap<String, String> {
    let mut all: HashMap<&str, Vec<Option<String>>> = HashMap::new();
    for proposal in proposals {
        let Some(on) = proposal.target.as_deref().and_then(|id| text.get(id)) else { continue };
        let base = on.wording(language);
        let is_rewording = match proposal.operation {
            Operation::Modify => !proposal.wording.trim().is_empty(),
            Operation::Delete => is_of_a_part(base, &proposal.quoted),
            _ => false,
        };
        if is_rewording {
            all.entry(&on.id).or_default().push(wording_of(base, language, proposal));
        }
    }
    let only = all.into_iter().filter_map(|(id, mut wordings)| match wordings.len() {
        1 => Some((id.to_owned(), wordings.pop()??)),
        _ => None,
    });
    only.collect()
}

/// The wording with everything inserted, or that of the first of those that clash.
fn reworded(row: &Row) -> Option<String> {
    let is_edited = row.pieces.iter().any(|piece| matches!(piece, Piece::Edit { .. }));
    let clash = row.alternatives.iter().enumerate().find(|(number, _)| is_first(row, *number));
    if let Some((_, clash)) = clash {
        return Some(clash.wording.clone());
    }
    let text = row.pieces.iter().map(|piece| match piece {
        Piece::Kept(text) | Piece::Edit { inserted: text, .. } => text.as_str(),
    });
    is_edited.then(|| text.collect())
}

fn is_first(row: &Row, number: usize) -> bool {
    let takes = |at: usize| {
        let one = &row.alternatives[at];
        one.why == Why::Clash && !one.wording.trim().is_empty()
    };
    takes(number) && !(0..number).any(takes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
