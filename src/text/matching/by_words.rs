//! Matching by words: which elements share so many of them, with their places, that one became the other.

use std::collections::HashMap;

use super::scoring::overlap;
use super::{Basis, Matching, compatible, group, percent};

/// What one round of matching by words asks for.
pub(super) struct Round {
    /// With this share of words, the place does not matter.
    alone: f64,
    /// With less, the words and the place together must come to `together`.
    least: f64,
    together: f64,
    /// Which share of its children an article must have in common.
    pub(super) children: f64,
    /// Whether wordings that stand in a text more than once are matched without a neighbour.
    repeated: bool,
}

pub(super) const ROUNDS: [Round; 4] = [
    Round { alone: 0.7, least: 0.7, together: 0.7, children: 0.6, repeated: false },
    Round { alone: 0.55, least: 0.45, together: 0.6, children: 0.5, repeated: false },
    Round { alone: 0.5, least: 0.3, together: 0.52, children: 0.5, repeated: true },
    Round { alone: 0.45, least: 0.2, together: 0.45, children: 0.5, repeated: true },
];

/// So many places of words are looked at for one element.
pub(super) const MOST_LOOKED_AT: usize = 400;
/// So many elements are compared with one element word for word.
pub(super) const MOST_CANDIDATES: usize = 10;

impl<'a> Matching<'a> {
    pub(super) fn similar(&mut self, round: &Round) {
        let index = self.index(|at| self.old_open(at));
        let mut found: Vec<(f64, usize, usize, f64)> = Vec::new();
        for n in 0..self.new_done.len() {
            if !self.new_open(n) {
                continue;
            }
            for o in self.candidates(n, &index) {
                let share = self.share(o, n);
                let place = self.place(o, n);
                let repeated = self.features.old.repeated[o] || self.features.new.repeated[n];
                if repeated && !round.repeated && place < 0.2 {
                    continue;
                }
                if share >= round.alone || (share >= round.least && share + place >= round.together)
                {
                    found.push((share + place, o, n, share));
                }
            }
        }
        // Of equals, those that stand at the same place.
        let apart = |o: usize, n: usize| self.features.apart(o, n);
        found.sort_by(|a, b| {
            b.0.total_cmp(&a.0).then(apart(a.1, a.2).cmp(&apart(b.1, b.2))).then(a.2.cmp(&b.2))
        });
        for (_, o, n, share) in found {
            if self.old_open(o) && self.new_open(n) {
                let same = self.features.old.folded[o] == self.features.new.folded[n];
                self.join(
                    o,
                    n,
                    if same { Basis::Typography } else { Basis::Words(percent(share)) },
                );
            }
        }
    }

    /// Old elements by the words they hold, for those that `which` lets in.
    pub(super) fn index(&self, which: impl Fn(usize) -> bool) -> HashMap<u32, Vec<usize>> {
        let mut index: HashMap<u32, Vec<usize>> = HashMap::new();
        for at in (0..self.features.old.len()).filter(|at| which(*at)) {
            for (word, _) in &self.features.old.words[at] {
                index.entry(*word).or_default().push(at);
            }
        }
        index
    }

    /// The old elements worth comparing with: those that share the rarest words.
    pub(super) fn candidates(&self, n: usize, index: &HashMap<u32, Vec<usize>>) -> Vec<usize> {
        let weights = &self.features.weights;
        let mut words: Vec<u32> =
            self.features.new.words[n].iter().map(|(word, _)| *word).collect();
        words.sort_by(|a, b| weights[*b as usize].total_cmp(&weights[*a as usize]).then(a.cmp(b)));
        let mut scores: HashMap<usize, f64> = HashMap::new();
        let mut looked_at = 0;
        for word in words {
            let Some(places) = index.get(&word) else { continue };
            // Words that are everywhere say nothing once some were found.
            looked_at += places.len();
            if looked_at > MOST_LOOKED_AT && !scores.is_empty() {
                break;
            }
            for at in places {
                *scores.entry(*at).or_default() += weights[word as usize];
            }
        }
        let kind = self.features.new.kind(n);
        let mut best: Vec<(usize, f64)> = scores
            .into_iter()
            .filter(|(o, _)| compatible(self.features.old.kind(*o), kind))
            .collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(MOST_CANDIDATES);
        let mut all: Vec<usize> = best.into_iter().map(|(o, _)| o).collect();
        // What has no rare words may still be found by its place.
        all.extend(
            self.expected(n)
                .filter(|o| self.old_open(*o) && compatible(self.features.old.kind(*o), kind)),
        );
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Where an element would have stood: after what its neighbour before was, before the one after.
    pub(super) fn expected(&self, n: usize) -> impl Iterator<Item = usize> + use<'_, 'a> {
        let (old, new) = (&self.features.old, &self.features.new);
        let after = new.before[n].and_then(|b| self.old_of[b]).and_then(|o| old.after[o]);
        let before = new.after[n].and_then(|a| self.old_of[a]).and_then(|o| old.before[o]);
        after.into_iter().chain(before)
    }

    /// The share of words that two elements have in common.
    pub(super) fn share(&self, o: usize, n: usize) -> f64 {
        let (old, new) = (&self.features.old, &self.features.new);
        let all = old.weight[o] + new.weight[n];
        if all <= 0.0 {
            return f64::from(u8::from(
                old.folded[o] == new.folded[n] && !old.folded[o].is_empty(),
            ));
        }
        2.0 * overlap(&old.words[o], &new.words[n], &self.features.weights) / all
    }

    /// What their places say for and against.
    fn place(&self, o: usize, n: usize) -> f64 {
        let (old, new) = (&self.features.old, &self.features.new);
        let mut place = 0.0;
        if old.kind(o) == new.kind(n) {
            place += 0.03;
        } else if group(old.kind(o)) != group(new.kind(n)) {
            place -= 0.15;
        }
        match (old.parent[o], new.parent[n]) {
            (Some(was), Some(is)) if self.old_of[is] == Some(was) => place += 0.15,
            (Some(was), Some(is)) if self.new_of[was].is_some() || self.old_of[is].is_some() => {
                place -= 0.03;
            }
            (None, None) => place += 0.02,
            _ => {}
        }
        let same = |was: Option<usize>, is: Option<usize>| match (was, is) {
            (Some(was), Some(is)) => self.old_of[is] == Some(was),
            (None, None) => true,
            _ => false,
        };
        if same(old.before[o], new.before[n]) {
            place += 0.1;
        }
        if same(old.after[o], new.after[n]) {
            place += 0.1;
        }
        place
    }
}
