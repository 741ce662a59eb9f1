//! What became of each element from one version of a text to the next.
//!
//! Elements are the same when the lineage says so, or their ids. That a paragraph has another number because one was
//! put in before it is no change: both citations stand beside each row, and a table may list them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::ascending::longest_ascending;
use super::citations::{Citation, citations};
use super::difference::{Op, Run, difference};
use super::elements::{Kind, Text, marks};
use super::folding::number_apart;
use super::lineage::Lineage;

/// What became of an element.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    Kept,
    Edited {
        runs: Vec<Run>,
    },
    /// It stands elsewhere: under another parent, or elsewhere among its siblings.
    Moved,
    MovedAndEdited {
        runs: Vec<Run>,
    },
    New {
        text: String,
    },
    Deleted {
        text: String,
    },
    /// The old element went into these (one only: it was merged into that one). It may live on as the first of them: then `runs` leads to
    /// its new wording; otherwise all of it is deleted in `runs`.
    Split {
        into: Vec<String>,
        runs: Vec<Run>,
    },
    /// The element was made of these (its own old id among them, where it had one); `runs` leads
    /// from their wordings, one after the other.
    Merged {
        from: Vec<String>,
        runs: Vec<Run>,
    },
}

impl Change {
    /// Whether a reader of the new version needs to be told.
    pub fn is_change(&self) -> bool {
        !matches!(self, Change::Kept)
    }
}

/// One element of either version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// In the new version, or in the old one where it is gone.
    pub id: String,
    /// What it was called inside the old version, where it lives on under another id.
    pub old_id: Option<String>,
    /// In the new version, or in the old one where it is gone.
    pub kind: Kind,
    /// The kind it had, where that is another.
    pub was_kind: Option<Kind>,
    /// Index in the old text, where it stands there.
    pub old: Option<usize>,
    /// Index in the new text, where it stands there.
    pub new: Option<usize>,
    pub change: Change,
    pub old_citation: Option<Citation>,
    pub new_citation: Option<Citation>,
    /// Old elements it came from by a split or merge, other than itself.
    pub from: Vec<String>,
}

impl Compared {
    /// What it is called inside the old version, where it stands there.
    pub fn known_as(&self) -> &str {
        self.old_id.as_ref().unwrap_or(&self.id)
    }

    /// Whether it is in both versions under different citations.
    pub fn is_renumbered(&self) -> bool {
        matches!((&self.old_citation, &self.new_citation), (Some(old), Some(new)) if old != new)
    }
}

/// Compares two versions in one language: elements of one id are the same, and `lineage` lists
/// (old id, new id) for splits and merges beside that. See [`compare_along`].
pub fn compare(
    old: &Text,
    new: &Text,
    language: &str,
    lineage: &[(String, String)],
) -> Vec<Compared> {
    let mut all = Lineage::of_identities(old, new);
    for (from, to) in lineage {
        all.add(from, to);
    }
    compare_along(old, new, language, &all)
}

/// Compares two versions in one language, where `lineage` says what became of what. The rows
/// follow the reading order of the new text; what is gone stands after the element it stood after.
///
/// A paragraph, article or footnote that has another number is no change, nor is a wording that
/// differs in nothing but the number typed before it or the labels of its footnotes.
pub fn compare_along(old: &Text, new: &Text, language: &str, lineage: &Lineage) -> Vec<Compared> {
    let versions = Versions::of(old, new, language, lineage);
    let mut rows = Vec::with_capacity(new.elements.len());
    let gone = versions.gone_after();
    rows.extend(versions.deleted(gone.get(&None)));
    for index in 0..new.elements.len() {
        rows.push(versions.compared(index));
        rows.extend(versions.deleted(gone.get(&Some(index))));
    }
    rows
}

struct Versions<'a> {
    old: &'a Text,
    new: &'a Text,
    language: &'a str,
    old_citations: Vec<Citation>,
    new_citations: Vec<Citation>,
    /// Which element lives on as which.
    old_of: Vec<Option<usize>>,
    new_of: Vec<Option<usize>>,
    /// By new element.
    moved: Vec<bool>,
    /// All the old elements of a new one, and all the new ones of an old one, in reading order.
    sources: Vec<Vec<usize>>,
    results: Vec<Vec<usize>>,
    /// The labels of the old text's footnotes as the new text has them.
    labels: HashMap<String, String>,
}

impl<'a> Versions<'a> {
    fn of(old: &'a Text, new: &'a Text, language: &'a str, lineage: &Lineage) -> Self {
        let (old_at, new_at) = (places(old), places(new));
        let mut sources: Vec<Vec<usize>> = vec![Vec::new(); new.elements.len()];
        let mut results: Vec<Vec<usize>> = vec![Vec::new(); old.elements.len()];
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (from, to) in lineage.pairs() {
            if let (Some(o), Some(n)) = (old_at.get(from.as_str()), new_at.get(to.as_str())) {
                sources[*n].push(*o);
                results[*o].push(*n);
                pairs.push((*o, *n));
            }
        }
        for list in sources.iter_mut().chain(&mut results) {
            list.sort_unstable();
        }
        let (old_of, new_of) = lives_on(old, new, language, pairs, &sources, &results);
        Versions {
            moved: moved(old, new, &old_of, &new_of),
            labels: labels(old, new, &new_of),
            old_citations: citations(old),
            new_citations: citations(new),
            old,
            new,
            language,
            old_of,
            new_of,
            sources,
            results,
        }
    }

    /// The old wording, with its footnotes called as they are in the new text.
    fn old_wording(&self, at: usize) -> Cow<'a, str> {
        relabelled(self.old.elements[at].wording(self.language), &self.labels)
    }

    /// The row of an element of the new text.
    fn compared(&self, index: usize) -> Compared {
        let element = &self.new.elements[index];
        let wording = element.wording(self.language);
        let old = self.old_of[index];
        let was = old.map_or(Cow::Borrowed(""), |at| self.old_wording(at));
        let sources = &self.sources[index];
        let results = old.map_or(&[][..], |at| &self.results[at]);
        let same = || is_same(&was, wording);
        let change = if sources.len() > 1 {
            let joined: Vec<_> = sources.iter().map(|at| self.old_wording(*at)).collect();
            let joined: Vec<&str> =
                joined.iter().map(AsRef::as_ref).filter(|wording| !wording.is_empty()).collect();
            let runs = difference(&joined.join(" "), wording);
            Change::Merged { from: self.old_ids(sources), runs }
        } else if results.len() > 1 {
            Change::Split { into: self.new_ids(results), runs: difference(&was, wording) }
        } else {
            let moved = self.moved[index];
            match old {
                None => Change::New { text: wording.to_owned() },
                Some(_) if moved && same() => Change::Moved,
                Some(_) if same() => Change::Kept,
                Some(_) if moved => Change::MovedAndEdited { runs: difference(&was, wording) },
                Some(_) => Change::Edited { runs: difference(&was, wording) },
            }
        };
        let was_kind =
            old.map(|at| self.old.elements[at].kind).filter(|kind| *kind != element.kind);
        let old_id = old.map(|at| self.old.elements[at].id.clone());
        let others: Vec<usize> =
            sources.iter().copied().filter(|source| Some(*source) != old).collect();
        Compared {
            id: element.id.clone(),
            old_id: old_id.filter(|id| *id != element.id),
            kind: element.kind,
            was_kind,
            old,
            new: Some(index),
            change,
            old_citation: old.map(|at| self.old_citations[at].clone()),
            new_citation: Some(self.new_citations[index].clone()),
            from: self.old_ids(&others),
        }
    }

    fn old_ids(&self, places: &[usize]) -> Vec<String> {
        places.iter().map(|at| self.old.elements[*at].id.clone()).collect()
    }

    fn new_ids(&self, places: &[usize]) -> Vec<String> {
        places.iter().map(|at| self.new.elements[*at].id.clone()).collect()
    }

    /// The old elements that are gone, by the element of the new text they stood after.
    fn gone_after(&self) -> HashMap<Option<usize>, Vec<usize>> {
        let mut gone: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
        let mut after = None;
        for old in 0..self.old.elements.len() {
            match self.new_of[old] {
                // What was moved away is no landmark of where its neighbours stood.
                Some(new) if self.moved[new] => {}
                Some(new) => after = Some(new),
                None => gone.entry(after).or_default().push(old),
            }
        }
        gone
    }

    fn deleted(&self, gone: Option<&Vec<usize>>) -> Vec<Compared> {
        let gone = gone.map(Vec::as_slice).unwrap_or_default();
        gone.iter().map(|index| self.deleted_row(*index)).collect()
    }

    fn deleted_row(&self, index: usize) -> Compared {
        let element = &self.old.elements[index];
        let wording = element.wording(self.language);
        let change = match self.results[index].as_slice() {
            [] => Change::Deleted { text: wording.to_owned() },
            into => Change::Split { into: self.new_ids(into), runs: difference(wording, "") },
        };
        Compared {
            id: element.id.clone(),
            old_id: None,
            kind: element.kind,
            was_kind: None,
            old: Some(index),
            new: None,
            change,
            old_citation: Some(self.old_citations[index].clone()),
            new_citation: None,
            from: Vec::new(),
        }
    }
}

/// Which old element each new one continues, and the other way round: under the same id; else the
/// only ones of each other; else, of a split or merger, those with the most words in common.
fn lives_on(
    old: &Text,
    new: &Text,
    language: &str,
    mut pairs: Vec<(usize, usize)>,
    sources: &[Vec<usize>],
    results: &[Vec<usize>],
) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let mut old_of = vec![None; new.elements.len()];
    let mut new_of = vec![None; old.elements.len()];
    let shared = |o: usize, n: usize| -> usize {
        let (was, is) = (old.elements[o].wording(language), new.elements[n].wording(language));
        let runs = difference(was, is);
        runs.iter().filter(|run| run.op == Op::Kept).map(|run| run.text.len()).sum()
    };
    let mut ranked: Vec<(bool, usize, usize, usize)> = pairs
        .drain(..)
        .map(|(o, n)| {
            let same_id = old.elements[o].id == new.elements[n].id;
            let only = sources[n].len() == 1 && results[o].len() == 1;
            (same_id, if same_id || only { usize::MAX } else { shared(o, n) }, o, n)
        })
        .collect();
    ranked.sort_by_key(|(same_id, shared, o, n)| (std::cmp::Reverse((*same_id, *shared)), *n, *o));
    for (_, _, o, n) in ranked {
        if old_of[n].is_none() && new_of[o].is_none() {
            old_of[n] = Some(o);
            new_of[o] = Some(n);
        }
    }
    (old_of, new_of)
}

/// Whether two wordings differ in nothing but the number typed before them.
fn is_same(was: &str, is: &str) -> bool {
    if was == is {
        return true;
    }
    let (number_was, rest_was) = number_apart(was);
    let (number_is, rest_is) = number_apart(is);
    !number_was.is_empty() && !number_is.is_empty() && rest_was == rest_is
}

/// What the footnotes of the old text are called in the new one, where that is another label.
fn labels(old: &Text, new: &Text, new_of: &[Option<usize>]) -> HashMap<String, String> {
    let is_there = |text: &Text| text.elements.iter().any(|e| e.kind == Kind::Footnote);
    if !is_there(old) || !is_there(new) {
        return HashMap::new();
    }
    let (was, is) = (old.footnote_labels(), new.footnote_labels());
    let both =
        was.into_iter().zip(new_of).filter_map(|(was, at)| Some((was?, is[(*at)?].clone()?)));
    both.filter(|(was, is)| was != is).collect()
}

fn relabelled<'a>(wording: &'a str, labels: &HashMap<String, String>) -> Cow<'a, str> {
    if labels.is_empty() || !wording.contains("[^") {
        return Cow::Borrowed(wording);
    }
    let mut out = String::with_capacity(wording.len());
    let mut from = 0;
    for mark in marks(wording) {
        if let Some(label) = labels.get(mark.label) {
            out.push_str(&wording[from..mark.start]);
            out.push_str("[^");
            out.push_str(label);
            out.push(']');
            from = mark.end;
        }
    }
    out.push_str(&wording[from..]);
    Cow::Owned(out)
}

fn places(text: &Text) -> HashMap<&str, usize> {
    text.elements.iter().enumerate().map(|(at, element)| (element.id.as_str(), at)).collect()
}

/// The elements that stand elsewhere: under another parent, or not in the longest row of siblings
/// that kept their order. So one paragraph moved up is one move, not a move of all it passed.
fn moved(old: &Text, new: &Text, old_of: &[Option<usize>], new_of: &[Option<usize>]) -> Vec<bool> {
    let (old_at, new_at) = (places(old), places(new));
    let mut moved = vec![false; new.elements.len()];
    let mut families: HashMap<Option<usize>, Vec<(usize, usize)>> = HashMap::new();
    for (n, element) in new.elements.iter().enumerate() {
        let Some(o) = old_of[n] else { continue };
        let before = old.elements[o].parent.as_deref().and_then(|id| old_at.get(id).copied());
        let now = element.parent.as_deref().and_then(|id| new_at.get(id).copied());
        // A parent that is gone or new (its children were given to another) is no move by itself
        // when nothing else passed them; but they do stand elsewhere, so it is told.
        let same_parent = match (before, now) {
            (Some(before), Some(now)) if old_of[now] == Some(before) => true,
            _ => {
                before.is_none_or(|p| new_of[p].is_none())
                    && now.is_none_or(|p| old_of[p].is_none())
            }
        };
        if same_parent {
            families.entry(now).or_default().push((o, n));
        } else {
            moved[n] = true;
        }
    }
    for family in families.into_values() {
        let row = longest_ascending(&family, |(at, _)| *at);
        let stay: HashSet<usize> = row.into_iter().map(|(at, _)| at).collect();
        for (at, n) in family {
            moved[n] |= !stay.contains(&at);
        }
    }
    moved
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
