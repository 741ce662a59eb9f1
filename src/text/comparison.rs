//! What became of each element from one version of a text to the next.
//!
//! Elements are the same when their ids are. That a paragraph has another number because one was
//! put in before it is no change: both citations stand beside each row, and a table may list them.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::ascending::longest_ascending;
use super::citations::{Citation, citations};
use super::difference::{Run, difference};
use super::elements::{Kind, Text};

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
    pub id: String,
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
    /// Whether it is in both versions under different citations.
    pub fn is_renumbered(&self) -> bool {
        matches!((&self.old_citation, &self.new_citation), (Some(old), Some(new)) if old != new)
    }
}

/// Compares two versions in one language. `lineage` lists (old id, new id) for splits and merges,
/// and may be empty. The rows follow the reading order of the new text; what is gone stands after
/// the element it stood after.
pub fn compare(
    old: &Text,
    new: &Text,
    language: &str,
    lineage: &[(String, String)],
) -> Vec<Compared> {
    let versions = Versions::of(old, new, language, lineage);
    let mut rows = Vec::with_capacity(new.elements.len());
    let gone = versions.gone_after();
    rows.extend(versions.deleted(gone.get(&None)));
    for index in 0..new.elements.len() {
        rows.push(versions.compared(index));
        rows.extend(versions.deleted(gone.get(&Some(new.elements[index].id.as_str()))));
    }
    rows
}

struct Versions<'a> {
    old: &'a Text,
    new: &'a Text,
    language: &'a str,
    old_at: HashMap<&'a str, usize>,
    new_at: HashMap<&'a str, usize>,
    old_citations: Vec<Citation>,
    new_citations: Vec<Citation>,
    moved: HashSet<&'a str>,
    /// Old ids by new id, and new ids by old id, as the lineage says.
    sources: HashMap<&'a str, Vec<&'a str>>,
    results: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Versions<'a> {
    fn of(
        old: &'a Text,
        new: &'a Text,
        language: &'a str,
        lineage: &'a [(String, String)],
    ) -> Self {
        let old_at = places(old);
        let new_at = places(new);
        let mut sources: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut results: HashMap<&str, Vec<&str>> = HashMap::new();
        for (from, to) in lineage {
            if old_at.contains_key(from.as_str()) && new_at.contains_key(to.as_str()) {
                push_once(sources.entry(to).or_default(), from);
                push_once(results.entry(from).or_default(), to);
            }
        }
        // An element that lives on under its own id is its own source and result.
        for (to, from) in &mut sources {
            if old_at.contains_key(to) && !from.contains(to) {
                from.insert(0, to);
            }
            from.sort_by_key(|id| old_at[*id]);
        }
        for (from, to) in &mut results {
            if new_at.contains_key(from) && !to.contains(from) {
                to.insert(0, from);
            }
            to.sort_by_key(|id| new_at[*id]);
        }
        Versions {
            old,
            new,
            language,
            moved: moved(old, new, &old_at, &new_at),
            old_citations: citations(old),
            new_citations: citations(new),
            old_at,
            new_at,
            sources,
            results,
        }
    }

    fn old_wording(&self, id: &str) -> &'a str {
        self.old_at.get(id).map_or("", |at| self.old.elements[*at].wording(self.language))
    }

    /// The row of an element of the new text.
    fn compared(&self, index: usize) -> Compared {
        let element = &self.new.elements[index];
        let id = element.id.as_str();
        let wording = element.wording(self.language);
        let old = self.old_at.get(id).copied();
        let was = self.old_wording(id);
        let sources = self.sources.get(id).cloned().unwrap_or_default();
        let results = self.results.get(id).cloned().unwrap_or_default();
        let change = if sources.len() > 1 {
            let joined: Vec<&str> = sources.iter().map(|id| self.old_wording(id)).collect();
            Change::Merged { from: owned(&sources), runs: difference(&joined.join(" "), wording) }
        } else if results.len() > 1 {
            Change::Split { into: owned(&results), runs: difference(was, wording) }
        } else {
            let moved = self.moved.contains(id);
            match old {
                None => Change::New { text: wording.to_owned() },
                Some(_) if was == wording && moved => Change::Moved,
                Some(_) if was == wording => Change::Kept,
                Some(_) if moved => Change::MovedAndEdited { runs: difference(was, wording) },
                Some(_) => Change::Edited { runs: difference(was, wording) },
            }
        };
        let was_kind =
            old.map(|at| self.old.elements[at].kind).filter(|kind| *kind != element.kind);
        Compared {
            id: id.to_owned(),
            kind: element.kind,
            was_kind,
            old,
            new: Some(index),
            change,
            old_citation: old.map(|at| self.old_citations[at].clone()),
            new_citation: Some(self.new_citations[index].clone()),
            from: sources
                .iter()
                .filter(|from| **from != id)
                .map(|from| (*from).to_owned())
                .collect(),
        }
    }

    /// The old elements that are gone, by the element of the new text they stood after.
    fn gone_after(&self) -> HashMap<Option<&'a str>, Vec<usize>> {
        let mut gone: HashMap<Option<&str>, Vec<usize>> = HashMap::new();
        let mut after = None;
        for (index, element) in self.old.elements.iter().enumerate() {
            let id = element.id.as_str();
            if self.new_at.contains_key(id) {
                // What was moved away is no landmark of where its neighbours stood.
                if !self.moved.contains(id) {
                    after = Some(id);
                }
            } else {
                gone.entry(after).or_default().push(index);
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
        let change = match self.results.get(element.id.as_str()) {
            Some(into) => Change::Split { into: owned(into), runs: difference(wording, "") },
            None => Change::Deleted { text: wording.to_owned() },
        };
        Compared {
            id: element.id.clone(),
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

fn places(text: &Text) -> HashMap<&str, usize> {
    text.elements.iter().enumerate().map(|(at, element)| (element.id.as_str(), at)).collect()
}

fn push_once<'a>(list: &mut Vec<&'a str>, id: &'a str) {
    if !list.contains(&id) {
        list.push(id);
    }
}

fn owned(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

/// The elements that stand elsewhere: under another parent, or not in the longest row of siblings
/// that kept their order. So one paragraph moved up is one move, not a move of all it passed.
fn moved<'a>(
    old: &'a Text,
    new: &'a Text,
    old_at: &HashMap<&'a str, usize>,
    new_at: &HashMap<&'a str, usize>,
) -> HashSet<&'a str> {
    let mut moved = HashSet::new();
    let mut families: HashMap<Option<&str>, Vec<(usize, &'a str)>> = HashMap::new();
    for element in &new.elements {
        let id = element.id.as_str();
        let Some(at) = old_at.get(id) else { continue };
        let before = old.elements[*at].parent.as_deref();
        let now = element.parent.as_deref();
        // A parent that is gone or new (its children were given to another) is no move by itself
        // when nothing else passed them; but they do stand elsewhere, so it is told.
        let same_parent = before == now
            || (before.is_none_or(|p| !new_at.contains_key(p))
                && now.is_none_or(|p| !old_at.contains_key(p)));
        if same_parent {
            families.entry(now).or_default().push((*at, id));
        } else {
            moved.insert(id);
        }
    }
    for family in families.into_values() {
        let row = longest_ascending(&family, |(at, _)| *at);
        let stay: HashSet<usize> = row.into_iter().map(|(at, _)| at).collect();
        moved.extend(family.iter().filter(|(at, _)| !stay.contains(at)).map(|(_, id)| *id));
    }
    moved
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
