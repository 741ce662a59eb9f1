//! Bracketed text: a text with every proposal on it. Brackets mean that it is not agreed.
//!
//! Who proposed what is known here by the proposals' places in the list given: every bracket has its
//! sources, and whoever shows it says who they are, as far as they may be known.
//!
//! 1. Proposals that read alike but for typography are one reading, with all their sources.
//! 2. A reading whose changes touch nobody else's stands in the text itself: what it deletes and what it
//!    inserts, phrase by phrase. What several readings change alike is one change.
//! 3. Readings that clash are alternatives below the text, all of them, in the order of their authors:
//!    nobody's stands in the text itself. So does a reading that cannot be laid over the text, because it is
//!    in another language or quotes another text than this.
//! 4. Additions are elements of their own, "bis", "ter" and so on. A deletion is a bracket around the whole.
//! 5. Everything else is said in words. What has no place stands at the end.

mod additions;
mod naming;
mod plain;
mod readings;
mod shape;

use std::collections::HashMap;

use super::elements::Text;
use super::operations::Operation;

pub use plain::{Act, Legend, Said, around, plain};
pub use readings::{is_of_a_part, wording_of};
pub use shape::{
    Added, Alternative, Bracketed, Fate, FatePlace, Note, Piece, Proposal, Remark, Row, Sources,
    Unplaced, What, Why,
};

/// What one proposal is, once it is known what it does: the only place that knows every operation.
enum Sort {
    /// Another wording of the element, or of the part that was quoted.
    Rewording,
    Addition,
    /// Of the whole element with all under it.
    Deletion,
    Words(Remark),
}

fn sort(proposal: &Proposal, base: &str) -> Sort {
    match proposal.operation {
        Operation::Modify if proposal.wording.trim().is_empty() => Sort::Words(Remark::NoWording),
        Operation::Modify => Sort::Rewording,
        Operation::Delete if readings::is_of_a_part(base, &proposal.quoted) => Sort::Rewording,
        Operation::Delete => Sort::Deletion,
        Operation::AddBefore | Operation::AddAfter | Operation::AddFirst | Operation::AddLast => {
            Sort::Addition
        }
        operation @ (Operation::Move | Operation::Split | Operation::Merge) => {
            let particulars = proposal.particulars.clone();
            Sort::Words(Remark::Rearrange { operation, particulars })
        }
        Operation::Retain => Sort::Words(Remark::Retain),
    }
}

/// The text in one language with every proposal on it.
pub fn bracketed(text: &Text, language: &str, proposals: &[Proposal]) -> Bracketed {
    laid_out(text, language, proposals, false)
}

/// The same for a file in which one change cannot stand around others: a deletion of what somebody else
/// changes, adds to or deletes in part is an alternative below it, and so is every rewording of it.
pub fn as_changes(text: &Text, language: &str, proposals: &[Proposal]) -> Bracketed {
    laid_out(text, language, proposals, true)
}

fn laid_out(text: &Text, language: &str, proposals: &[Proposal], as_changes: bool) -> Bracketed {
    let places: HashMap<&str, usize> =
        text.elements.iter().enumerate().map(|(at, e)| (e.id.as_str(), at)).collect();
    let mut on: Vec<OnElement> = text.elements.iter().map(|_| OnElement::default()).collect();
    let mut additions = Vec::new();
    let mut unplaced = Vec::new();
    for at in in_order(proposals) {
        let proposal = &proposals[at];
        let place = proposal.target.as_deref().and_then(|id| places.get(id).copied());
        let Some(place) = place else {
            unplaced.push(at);
            continue;
        };
        let base = text.elements[place].wording(language);
        match sort(proposal, base) {
            Sort::Rewording => on[place].rewordings.push(at),
            Sort::Addition => additions.push((place, at)),
            Sort::Deletion => on[place].deletions.push(at),
            Sort::Words(remark) => on[place].words.push((at, remark)),
        }
    }

    let mut fates = Fates::new(proposals.len());
    let added = additions::place(text, proposals, &additions, &mut fates);
    for (place, at, cannot) in added.refused {
        on[place].words.push((at, Remark::Cannot(cannot)));
    }
    let contested = match as_changes {
        true => contested(text, &on, &added.rows),
        false => vec![Contest::default(); text.elements.len()],
    };
    let order = in_order(proposals);
    let mut rows: Vec<Row> = Vec::with_capacity(text.elements.len() + added.rows.len());
    let mut open: Vec<Open> = Vec::new();
    let mut waiting = added.rows.into_iter().peekable();
    for (at, found) in on.into_iter().enumerate() {
        while let Some(next) = waiting.next_if(|next| next.before <= at) {
            close(&mut open, &mut rows, at, next.parent);
            rows.push(next.row);
        }
        close(&mut open, &mut rows, at, None);
        let wording = text.elements[at].wording(language);
        let within = contested[at].within;
        let mut laid =
            readings::lay(wording, language, proposals, &found.rewordings, within, &mut fates);
        let mut notes = laid.notes;
        notes.extend(in_words(proposals, found.words, &mut fates));
        let mut opens = Vec::new();
        if contested[at].deletion {
            fates.set(&found.deletions, FatePlace::Alternative);
            laid.alternatives.push(Alternative {
                wording: String::new(),
                runs: Vec::new(),
                language: language.to_owned(),
                why: Why::Clash,
                number: 0,
                sources: found.deletions,
            });
            let place = |one: &Alternative| order.iter().position(|at| *at == one.sources[0]);
            laid.alternatives.sort_by_key(place);
        } else if !found.deletions.is_empty() {
            fates.set(&found.deletions, FatePlace::Deletion);
            open.push(Open { range: text.subtree(at), sources: found.deletions.clone() });
            opens.push(found.deletions);
        }
        for (n, alternative) in laid.alternatives.iter_mut().enumerate() {
            alternative.number = n + 1;
        }
        rows.push(Row {
            what: What::Element(at),
            opens,
            pieces: laid.pieces,
            alternatives: laid.alternatives,
            notes,
            closes: Vec::new(),
        });
    }
    let end = text.elements.len();
    for next in waiting {
        close(&mut open, &mut rows, end, next.parent);
        rows.push(next.row);
    }
    close(&mut open, &mut rows, end, None);
    let unplaced = without_place(proposals, unplaced, &mut fates);
    Bracketed { rows, unplaced, fates: fates.0 }
}

/// How an element stands to deletions that are not the only change of what they take out.
#[derive(Debug, Clone, Copy, Default)]
struct Contest {
    /// Its own deletion is one.
    deletion: bool,
    /// It would go with one.
    within: bool,
}

fn contested(text: &Text, on: &[OnElement], added: &[additions::AddedRow]) -> Vec<Contest> {
    let mut contests = vec![Contest::default(); text.elements.len()];
    let ranges: Vec<std::ops::Range<usize>> = (0..on.len())
        .filter(|at| !on[*at].deletions.is_empty())
        .map(|at| text.subtree(at))
        .collect();
    for range in &ranges {
        let others = ranges.iter().any(|other| {
            other != range && (range.contains(&other.start) || other.contains(&range.start))
        });
        let reworded = on[range.clone()].iter().any(|one| !one.rewordings.is_empty());
        let added = added.iter().any(|one| one.parent.is_some_and(|at| range.contains(&at)));
        if others || reworded || added {
            contests[range.start].deletion = true;
            for one in &mut contests[range.clone()] {
                one.within = true;
            }
        }
    }
    contests
}

/// The proposals on one element, by what they do.
#[derive(Default)]
struct OnElement {
    rewordings: Vec<usize>,
    deletions: Vec<usize>,
    words: Vec<(usize, Remark)>,
}

struct Fates(Vec<Fate>);

impl Fates {
    fn new(count: usize) -> Self {
        Self(vec![Fate { place: FatePlace::Unplaced, merged: false }; count])
    }

    /// These proposals are one there.
    fn set(&mut self, sources: &[usize], place: FatePlace) {
        for at in sources {
            self.0[*at] = Fate { place, merged: sources.len() > 1 };
        }
    }
}

/// The proposals in the order of their authors, those without a name last; then by what they say, so that the
/// order in which they came changes nothing.
fn in_order(proposals: &[Proposal]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..proposals.len()).collect();
    order.sort_by_key(|at| {
        let p = &proposals[*at];
        let says = (p.operation.as_str(), &p.wording, &p.quoted, &p.language, &p.target);
        (p.author.is_none(), p.author.as_deref(), says, *at)
    });
    order
}

fn in_words(proposals: &[Proposal], words: Vec<(usize, Remark)>, fates: &mut Fates) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for (at, what) in words {
        let proposal = &proposals[at];
        let same = |note: &&mut Note| note.what == what && note.wording == proposal.wording;
        match notes.iter_mut().find(same) {
            Some(note) => note.sources.push(at),
            None => notes.push(Note {
                what,
                wording: proposal.wording.clone(),
                language: proposal.language.clone(),
                sources: vec![at],
            }),
        }
    }
    for note in &notes {
        let place = match note.what {
            Remark::Retain => FatePlace::Retain,
            Remark::AsItStands => FatePlace::AsItStands,
            Remark::NoWording | Remark::Rearrange { .. } | Remark::Cannot(_) => FatePlace::InWords,
        };
        fates.set(&note.sources, place);
    }
    notes
}

fn without_place(proposals: &[Proposal], unplaced: Vec<usize>, fates: &mut Fates) -> Vec<Unplaced> {
    let mut all: Vec<(String, Unplaced)> = Vec::new();
    for at in unplaced {
        let p = &proposals[at];
        let folded = readings::folded_twice(&p.quoted, &p.wording);
        let same = |(known, one): &&mut (String, Unplaced)| {
            *known == folded && one.operation == p.operation && one.language == p.language
        };
        match all.iter_mut().find(same) {
            Some((_, one)) => one.sources.push(at),
            None => {
                let one = Unplaced {
                    operation: p.operation,
                    wording: p.wording.clone(),
                    quoted: p.quoted.clone(),
                    language: p.language.clone(),
                    sources: vec![at],
                };
                all.push((folded, one));
            }
        }
    }
    for (_, one) in &all {
        fates.set(&one.sources, FatePlace::Unplaced);
    }
    all.into_iter().map(|(_, one)| one).collect()
}

/// A bracket that is open: around which elements, and whose.
struct Open {
    range: std::ops::Range<usize>,
    sources: Sources,
}

/// Closes the brackets around what ended before the element at `at`; but what is added under `parent` there
/// stands inside the brackets around that.
fn close(open: &mut Vec<Open>, rows: &mut [Row], at: usize, parent: Option<usize>) {
    let ended = |one: &Open| {
        one.range.end <= at && !parent.is_some_and(|parent| one.range.contains(&parent))
    };
    while open.last().is_some_and(ended) {
        let (Some(one), Some(row)) = (open.pop(), rows.last_mut()) else { return };
        row.closes.push(one.sources);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
