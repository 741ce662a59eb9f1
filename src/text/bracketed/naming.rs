//! What the words of proposals are called while they are on the table: "PP2 bis" for what would be added after
//! PP2, "PP2 alt" for what would take the place of its words.
//!
//! The bracketed text gives these names, and whoever speaks of a proposal takes its name from there, so that "PP2
//! alt" is one wording wherever it is read. It counts in the alphabetical order of the authors, those without a name
//! last, and not in the order of arrival: so nobody is before others for having written first, whoever has the
//! proposals comes to the same names, and a number never tells when an input came whose author must not be known.
//! What clashes with nothing has no name of its own: it stands in its paragraph's text.

use std::collections::{HashMap, HashSet};

use super::{Added, Alternative, Bracketed, What};
use crate::text::citations::{Citation, Step};

/// What stands before the number, and which kind of number it is.
type Counted = (Vec<Step>, &'static str);

fn counted(citation: &Citation) -> Option<(Counted, usize)> {
    let (last, before) = citation.steps.split_last()?;
    let (kind, number) = match last {
        Step::Alt(number) => ("alt", number),
        Step::Bis(number) => ("bis", number),
        Step::Ante(number) => ("ante", number),
        _ => return None,
    };
    Some(((before.to_vec(), kind), *number))
}

impl Added {
    /// "PP2 bis", where the elements are called as in `citations`; none where no sibling stands before or after it.
    pub fn citation(&self, citations: &[Citation]) -> Option<Citation> {
        let (at, step) = match (self.follows, self.precedes) {
            (Some(at), _) => (at, Step::Bis(self.number)),
            (None, Some(at)) => (at, Step::Ante(self.number)),
            (None, None) => return None,
        };
        Some(with(&citations[at], step))
    }
}

impl Alternative {
    /// "PP2 alt", where the element whose words it would replace is called `element`.
    pub fn citation(&self, element: &Citation) -> Citation {
        with(element, Step::Alt(self.number))
    }
}

fn with(citation: &Citation, step: Step) -> Citation {
    let mut steps = citation.steps.clone();
    steps.push(step);
    Citation { steps }
}

impl Bracketed {
    /// What the words of each proposal are called, in the order given; none for what brings none, or clashes with none.
    pub fn names(&self, citations: &[Citation]) -> Vec<Option<Citation>> {
        let mut names = vec![None; self.fates.len()];
        for row in &self.rows {
            match &row.what {
                What::Element(at) => {
                    for alternative in &row.alternatives {
                        let name = alternative.citation(&citations[*at]);
                        for source in &alternative.sources {
                            names[*source] = Some(name.clone());
                        }
                    }
                }
                What::Added(added) => {
                    let name = added.citation(citations);
                    for source in row.sources() {
                        names[*source] = name.clone();
                    }
                }
            }
        }
        names
    }

    /// Leaves the names that the proposals have already, and counts the others on from all that were `given`:
    /// another language, or part of the proposals, changes no name.
    pub fn keep_names<'a>(
        &mut self,
        citations: &[Citation],
        known: impl Fn(usize) -> Option<&'a Citation>,
        given: impl Iterator<Item = &'a Citation>,
    ) {
        let mut highest: HashMap<Counted, usize> = HashMap::new();
        for (of, number) in given.filter_map(counted) {
            let highest = highest.entry(of).or_default();
            *highest = number.max(*highest);
        }
        let mut taken: HashSet<(Counted, usize)> = HashSet::new();
        let mut number = |now: Citation, sources: &[usize]| {
            let (of, _) = counted(&now)?;
            let had = sources.iter().filter_map(|source| counted(known(*source)?));
            let had = had.filter(|(same, _)| *same == of).map(|(_, number)| number);
            let free = had.into_iter().find(|number| !taken.contains(&(of.clone(), *number)));
            let number = free.unwrap_or_else(|| {
                let highest = highest.entry(of.clone()).or_default();
                *highest += 1;
                *highest
            });
            taken.insert((of, number));
            Some(number)
        };
        for row in &mut self.rows {
            let sources = row.sources().to_vec();
            match &mut row.what {
                What::Element(at) => {
                    for one in &mut row.alternatives {
                        let now = one.citation(&citations[*at]);
                        one.number = number(now, &one.sources).unwrap_or(one.number);
                    }
                }
                What::Added(added) => {
                    let now = added.citation(citations);
                    let kept = now.and_then(|now| number(now, &sources));
                    added.number = kept.unwrap_or(added.number);
                }
            }
        }
    }
}
