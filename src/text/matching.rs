//! Which element of an earlier text is which element of a later one, where nobody wrote it down:
//! by the same wording, by the same wording in other typography, then by how many words are shared,
//! weighed by how rare they are, with the place, the kind and the neighbours.
//!
//! It proposes; a person decides. The words are looked up in an index, so that two long texts are
//! matched without comparing everything with everything.

mod by_words;
mod parts;
mod scoring;

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::elements::{Kind, Text};
use super::lineage::Lineage;
use by_words::ROUNDS;
use scoring::{Features, Side, overlap};

/// Why two elements are thought to be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// It was known beforehand.
    Known,
    /// The wording is the same.
    Wording,
    /// The wording is the same but for typography and the number before it.
    Typography,
    /// So many per cent of the words, weighed by how rare they are.
    Words(u8),
    /// The words of one are a part of the other's: it was split or merged.
    Part(u8),
    /// Where it stands: between the same neighbours, or above the same elements.
    Place,
}

/// What is settled before anything is guessed.
#[derive(Debug, Clone, Default)]
pub struct Settled {
    pub pairs: Lineage,
    /// Old elements and new elements that a person said have no counterpart.
    pub deleted: HashSet<String>,
    pub new: HashSet<String>,
}

/// Pairs with what each is based on.
#[derive(Debug, Clone, Default)]
pub struct Proposal {
    pub lineage: Lineage,
    pub basis: HashMap<(String, String), Basis>,
}

/// Proposes what became of the elements of `old` in `new`, comparing them in `language`. What is
/// settled stays as it is, and what has a counterpart by it is given no other.
pub fn propose(old: &Text, new: &Text, language: &str, settled: &Settled) -> Proposal {
    let features = Features::of(old, new, language);
    let mut matching = Matching::begin(&features, settled);
    matching.same_wordings();
    matching.sole_of_their_kind();
    for round in &ROUNDS {
        matching.containers(round.children);
        matching.similar(round);
        matching.parts();
    }
    matching.containers(0.34);
    matching.between_neighbours();
    matching.containers(0.34);
    matching.containers_split_or_merged();
    matching.proposal()
}

/// Old elements that share the most words with a new one, or the other way round with
/// `in_old` false: for a person to choose from. With the share of words, in per cent.
pub fn nearest(
    old: &Text,
    new: &Text,
    language: &str,
    id: &str,
    in_old: bool,
    most: usize,
) -> Vec<(String, u8)> {
    let features = Features::of(old, new, language);
    let (own, other) = match in_old {
        true => (&features.new, &features.old),
        false => (&features.old, &features.new),
    };
    let Some(at) = own.text.position(id) else { return Vec::new() };
    let mut found: Vec<(f64, usize)> = (0..other.len())
        .filter(|o| compatible(own.kind(at), other.kind(*o)))
        .map(|o| {
            let shared = overlap(&own.words[at], &other.words[o], &features.weights);
            let least = own.weight[at].min(other.weight[o]).max(f64::MIN_POSITIVE);
            (shared / least, o)
        })
        .filter(|(share, _)| *share > 0.15)
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(most);
    found
        .into_iter()
        .map(|(share, o)| (other.text.elements[o].id.clone(), percent(share)))
        .collect()
}

struct Matching<'a> {
    features: &'a Features<'a>,
    /// The first counterpart of each element: the one it lives on in.
    new_of: Vec<Option<usize>>,
    old_of: Vec<Option<usize>>,
    /// Elements that are not to be matched any more.
    old_done: Vec<bool>,
    new_done: Vec<bool>,
    edges: Vec<(usize, usize, Basis)>,
}

impl<'a> Matching<'a> {
    fn begin(features: &'a Features<'a>, settled: &Settled) -> Self {
        let (old, new) = (&features.old, &features.new);
        let mut all = Matching {
            features,
            new_of: vec![None; old.len()],
            old_of: vec![None; new.len()],
            old_done: old.ids().map(|id| settled.deleted.contains(id)).collect(),
            new_done: new.ids().map(|id| settled.new.contains(id)).collect(),
            edges: Vec::new(),
        };
        let old_at: HashMap<&str, usize> = old.ids().zip(0..).collect();
        let new_at: HashMap<&str, usize> = new.ids().zip(0..).collect();
        for (from, to) in settled.pairs.pairs() {
            if let (Some(o), Some(n)) = (old_at.get(from.as_str()), new_at.get(to.as_str())) {
                all.join(*o, *n, Basis::Known);
            }
        }
        all
    }

    fn join(&mut self, old: usize, new: usize, basis: Basis) {
        self.edges.push((old, new, basis));
        self.new_of[old].get_or_insert(new);
        self.old_of[new].get_or_insert(old);
        self.old_done[old] = true;
        self.new_done[new] = true;
    }

    fn old_open(&self, at: usize) -> bool {
        !self.old_done[at]
    }

    fn new_open(&self, at: usize) -> bool {
        !self.new_done[at]
    }

    /// What stands once in each text, letter for letter or but for its typography.
    fn same_wordings(&mut self) {
        for basis in [Basis::Wording, Basis::Typography] {
            let features = self.features;
            let key = |side: &Side<'a>, at: usize| -> Option<String> {
                let wording = match basis {
                    Basis::Wording => side.wording(at).trim().to_owned(),
                    _ => side.folded[at].clone(),
                };
                (!side.folded[at].is_empty()).then_some(wording)
            };
            let mut places: HashMap<(u8, String), (Vec<usize>, Vec<usize>)> = HashMap::new();
            for at in 0..features.old.len() {
                if let Some(key) = key(&features.old, at) {
                    places.entry((group(features.old.kind(at)), key)).or_default().0.push(at);
                }
            }
            for at in 0..features.new.len() {
                if let Some(key) = key(&features.new, at) {
                    places.entry((group(features.new.kind(at)), key)).or_default().1.push(at);
                }
            }
            let mut once: Vec<(usize, usize)> = places
                .into_values()
                .filter(|(o, n)| o.len() == 1 && n.len() == 1)
                .map(|(o, n)| (o[0], n[0]))
                .filter(|(o, n)| self.old_open(*o) && self.new_open(*n))
                .collect();
            once.sort_unstable();
            for (o, n) in once {
                self.join(o, n, basis);
            }
        }
    }

    /// The title is the title, whatever it says; so is the organ that speaks, where as many speak.
    fn sole_of_their_kind(&mut self) {
        for kind in [Kind::Title, Kind::EnactingBody] {
            let old: Vec<usize> =
                (0..self.old_done.len()).filter(|at| self.features.old.kind(*at) == kind).collect();
            let new: Vec<usize> =
                (0..self.new_done.len()).filter(|at| self.features.new.kind(*at) == kind).collect();
            if old.len() == new.len() {
                for (o, n) in old.into_iter().zip(new) {
                    if self.old_open(o) && self.new_open(n) {
                        self.join(o, n, Basis::Place);
                    }
                }
            }
        }
    }

    /// What holds the same elements is the same: articles without a title have no other sign.
    fn containers(&mut self, least: f64) {
        let (old, new) = (&self.features.old, &self.features.new);
        let mut votes: Vec<(f64, usize, usize)> = Vec::new();
        for n in 0..new.len() {
            if !self.new_open(n) || new.children[n].is_empty() {
                continue;
            }
            let (shares, all) = self.origins_of_children(n);
            for (o, shared) in shares {
                let of_old = shared / old.children_weight[o].max(1.0);
                if self.old_open(o)
                    && group(old.kind(o)) == group(new.kind(n))
                    && shared / all >= least
                    && of_old >= least / 2.0
                {
                    votes.push((shared / all + of_old, o, n));
                }
            }
        }
        votes.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, o, n) in votes {
            if self.old_open(o) && self.new_open(n) {
                self.join(o, n, Basis::Place);
            }
        }
    }

    /// By the parent that they had: the weight of the children of `n`, and the weight of all.
    fn origins_of_children(&self, n: usize) -> (Vec<(usize, f64)>, f64) {
        let (old, new) = (&self.features.old, &self.features.new);
        let mut shares: HashMap<usize, f64> = HashMap::new();
        let mut all = 0.0;
        for child in &new.children[n] {
            let weight = 1.0 + new.weight[*child];
            all += weight;
            if let Some(parent) = self.old_of[*child].and_then(|o| old.parent[o]) {
                *shares.entry(parent).or_default() += weight;
            }
        }
        let mut shares: Vec<(usize, f64)> = shares.into_iter().collect();
        shares.sort_unstable_by_key(|(o, _)| *o);
        (shares, all.max(1.0))
    }

    /// What is left between two neighbours on both sides, and is alone there.
    fn between_neighbours(&mut self) {
        let (old, new) = (&self.features.old, &self.features.new);
        let mut found = Vec::new();
        for n in (0..new.len()).filter(|n| self.new_open(*n)) {
            for o in self.expected(n).filter(|o| self.old_open(*o)) {
                let same = |was: Option<usize>, is: Option<usize>| match (was, is) {
                    (Some(was), Some(is)) => self.old_of[is] == Some(was),
                    (None, None) => true,
                    _ => false,
                };
                let parents = match (old.parent[o], new.parent[n]) {
                    (Some(was), Some(is)) => self.old_of[is] == Some(was),
                    (None, None) => true,
                    _ => false,
                };
                let enclosed =
                    same(old.before[o], new.before[n]) && same(old.after[o], new.after[n]);
                let share = self.share(o, n);
                // Articles without a title that hold other paragraphs are other articles.
                let is_bare = |side: &Side, at: usize| {
                    side.folded[at].is_empty() && side.children[at].is_empty()
                };
                let is_empty = is_bare(old, o) && is_bare(new, n);
                if parents && enclosed && old.kind(o) == new.kind(n) && (share >= 0.12 || is_empty)
                {
                    found.push((o, n));
                }
            }
        }
        for (o, n) in found {
            if self.old_open(o) && self.new_open(n) {
                self.join(o, n, Basis::Place);
            }
        }
    }

    fn proposal(self) -> Proposal {
        let mut proposal = Proposal::default();
        let mut edges = self.edges;
        edges.sort_by_key(|(o, n, _)| (*n, *o));
        for (o, n, basis) in edges {
            let from = &self.features.old.text.elements[o].id;
            let to = &self.features.new.text.elements[n].id;
            proposal.lineage.add(from, to);
            proposal.basis.entry((from.clone(), to.clone())).or_insert(basis);
        }
        proposal
    }
}

/// Kinds of which one easily becomes another.
fn group(kind: Kind) -> u8 {
    match kind {
        Kind::Title => 0,
        Kind::EnactingBody => 1,
        Kind::Preambular => 2,
        Kind::Heading => 3,
        Kind::Article => 4,
        Kind::Chapeau | Kind::Paragraph | Kind::Subparagraph | Kind::Item => 5,
        Kind::Footnote => 6,
    }
}

/// Whether the one may have become the other at all: a preambular paragraph may move into the body.
fn compatible(was: Kind, is: Kind) -> bool {
    let (was, is) = (group(was), group(is));
    was == is || matches!((was, is), (2, 5) | (5, 2))
}

fn percent(share: f64) -> u8 {
    // Between 0 and 100 by the clamp.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    {
        (share * 100.0).round().clamp(0.0, 100.0) as u8
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
