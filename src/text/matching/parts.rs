//! Splits and mergers: what is left over of an element when its first counterpart is known, and is found in another.

use super::by_words::{MOST_CANDIDATES, MOST_LOOKED_AT};
use super::scoring::{Words, overlap, residual};
use super::{Basis, Matching, group, percent};
use crate::text::elements::Kind;
use std::collections::HashMap;

/// A part of a split or merger shares at least this much of its own words with what is left over.
const PART: f64 = 0.5;
/// Or this much, where it stands beside the rest.
const PART_BESIDE: f64 = 0.4;
/// Or it stands beside the rest, holds nearly nothing but words of the whole,
const HELD: f64 = 0.85;
/// and of them so much that the rest has not.
const OWN: f64 = 0.12;

impl Matching<'_> {
    /// What is left over of an element, and is found in another: parts of a split or a merger.
    pub(super) fn parts(&mut self) {
        let index = self.index(|_| true);
        let mut found: Vec<(f64, usize, usize)> = Vec::new();
        for n in 0..self.new_done.len() {
            if self.new_open(n) && self.features.new.words[n].len() > 2 {
                let share = |o: usize| self.part_of_old(o, n).map(|share| (share, o, n));
                found.extend(self.candidates(n, &index).into_iter().filter_map(share));
            }
        }
        let mut of_new: HashMap<u32, Vec<usize>> = HashMap::new();
        for n in 0..self.new_done.len() {
            for (word, _) in &self.features.new.words[n] {
                of_new.entry(*word).or_default().push(n);
            }
        }
        for o in 0..self.old_done.len() {
            if self.old_open(o) && self.features.old.words[o].len() > 2 {
                let holders = self.holders(o, &of_new);
                let share = |n: usize| self.part_of_new(o, n).map(|share| (share, o, n));
                found.extend(holders.into_iter().filter_map(share));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (share, o, n) in found {
            // What was joined since may have taken the words.
            let still = match (self.old_open(o), self.new_open(n)) {
                (false, true) => self.part_of_old(o, n),
                (true, false) => self.part_of_new(o, n),
                (true, true) => continue,
                (false, false) => None,
            };
            if still.is_some() {
                self.join(o, n, Basis::Part(percent(share)));
            }
        }
    }

    /// The new elements that share the most with an old one.
    fn holders(&self, o: usize, of_new: &HashMap<u32, Vec<usize>>) -> Vec<usize> {
        let mut scores: HashMap<usize, f64> = HashMap::new();
        for (word, _) in &self.features.old.words[o] {
            let Some(places) = of_new.get(word) else { continue };
            if places.len() <= MOST_LOOKED_AT / 8 {
                for n in places {
                    *scores.entry(*n).or_default() += self.features.weights[*word as usize];
                }
            }
        }
        let mut best: Vec<(usize, f64)> = scores.into_iter().collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(MOST_CANDIDATES);
        best.into_iter().map(|(n, _)| n).collect()
    }

    /// How much of the new element is what the old one has left over after its other parts.
    fn part_of_old(&self, o: usize, n: usize) -> Option<f64> {
        let (old, new) = (&self.features.old, &self.features.new);
        if group(old.kind(o)) != group(new.kind(n)) || !holds_parts(old.kind(o)) {
            return None;
        }
        let others = self.of_old(o);
        let beside = others.iter().any(|other| new.are_neighbours(*other, n));
        let taken: Vec<_> = others.iter().map(|other| &new.words[*other]).collect();
        let part = (&new.words[n], new.weight[n]);
        self.is_part(part, (&old.words[o], old.weight[o]), &taken, beside)
    }

    /// How much of the old element is what the new one has beside its other sources.
    fn part_of_new(&self, o: usize, n: usize) -> Option<f64> {
        let (old, new) = (&self.features.old, &self.features.new);
        if group(old.kind(o)) != group(new.kind(n)) || !holds_parts(new.kind(n)) {
            return None;
        }
        let others = self.of_new(n);
        let beside = others.iter().any(|other| old.are_neighbours(*other, o));
        let taken: Vec<_> = others.iter().map(|other| &old.words[*other]).collect();
        let part = (&old.words[o], old.weight[o]);
        self.is_part(part, (&new.words[n], new.weight[n]), &taken, beside)
    }

    fn is_part(
        &self,
        (part, of_part): (&Words, f64),
        (whole, of_whole): (&Words, f64),
        taken: &[&Words],
        beside: bool,
    ) -> Option<f64> {
        if taken.is_empty() {
            return None;
        }
        let weights = &self.features.weights;
        let shared = overlap(&residual(whole, taken), part, weights);
        let share = shared / of_part.max(f64::MIN_POSITIVE);
        let least = if beside { PART_BESIDE } else { PART };
        if share >= least && shared / of_whole.max(f64::MIN_POSITIVE) >= 0.1 {
            return Some(share);
        }
        // "States shall respect and protect" becomes two sentences that both begin "States shall".
        let held = overlap(whole, part, weights) / of_part.max(f64::MIN_POSITIVE);
        (beside && held >= HELD && share >= OWN).then_some(held)
    }

    fn of_old(&self, o: usize) -> Vec<usize> {
        self.edges.iter().filter(|(old, _, _)| *old == o).map(|(_, n, _)| *n).collect()
    }

    fn of_new(&self, n: usize) -> Vec<usize> {
        self.edges.iter().filter(|(_, new, _)| *new == n).map(|(o, _, _)| *o).collect()
    }

    /// An article whose paragraphs all come from one that lives on elsewhere was split off it; one
    /// whose paragraphs all went into another was merged into it.
    pub(super) fn containers_split_or_merged(&mut self) {
        let (old, new) = (&self.features.old, &self.features.new);
        let mut found = Vec::new();
        for n in (0..new.len()).filter(|n| self.new_open(*n) && new.folded[*n].is_empty()) {
            let (shares, all) = self.origins_of_children(n);
            for (o, shared) in shares {
                let of_old = shared / old.children_weight[o].max(1.0);
                let is_same = group(old.kind(o)) == group(new.kind(n)) && old.folded[o].is_empty();
                if is_same && self.new_of[o].is_some() && shared / all >= 0.6 && of_old >= 0.3 {
                    found.push((o, n, percent(of_old)));
                }
            }
        }
        for o in (0..old.len()).filter(|o| self.old_open(*o) && old.folded[*o].is_empty()) {
            let mut shares: HashMap<usize, f64> = HashMap::new();
            for child in &old.children[o] {
                if let Some(parent) = self.new_of[*child].and_then(|n| new.parent[n]) {
                    *shares.entry(parent).or_default() += 1.0 + old.weight[*child];
                }
            }
            let mut shares: Vec<(usize, f64)> = shares.into_iter().collect();
            shares.sort_unstable_by_key(|(n, _)| *n);
            for (n, shared) in shares {
                let is_same = group(old.kind(o)) == group(new.kind(n)) && new.folded[n].is_empty();
                let of_old = shared / old.children_weight[o].max(1.0);
                let of_new = shared / new.children_weight[n].max(1.0);
                if is_same && self.old_of[n].is_some() && of_old >= 0.6 && of_new >= 0.3 {
                    found.push((o, n, percent(of_new)));
                }
            }
        }
        for (o, n, share) in found {
            if self.old_open(o) || self.new_open(n) {
                self.join(o, n, Basis::Part(share));
            }
        }
    }
}

/// Whether such an element can be split, or made of several, by its words.
fn holds_parts(kind: Kind) -> bool {
    matches!(group(kind), 2 | 5 | 6)
}
