//! A draft beside an earlier one: what became of each element, and which changes ask for a note.

use super::views;
use crate::db::Conn;
use crate::drafts::store::{self as drafts, Draft};
use crate::procedure::keys::DraftKey;
use crate::procedure::words::DraftState;
use crate::text::comparison::{Change, Compared, compare};
use crate::text::{Citation, Text, citations};
use diesel::QueryResult;
use std::collections::{HashMap, HashSet};

/// Two drafts of one text, compared in one language.
pub struct Comparison {
    pub language: String,
    pub old: Text,
    pub new: Text,
    /// In the reading order of the new text; what is gone stands where it stood.
    pub rows: Vec<Compared>,
    /// The drafts after the old one, up to the new one: the changes recorded in them led here.
    pub steps: Vec<DraftKey>,
    places: HashMap<String, usize>,
}

/// The published text that a draft is based on; for one brought in by itself, the text that was
/// published before it. None for the first.
pub fn base(conn: &mut Conn, draft: &Draft) -> QueryResult<Option<Draft>> {
    let mut before = draft.based_on_id;
    while let Some(key) = before {
        let found = drafts::find(conn, key)?;
        if found.state != DraftState::Working {
            return Ok(Some(found));
        }
        before = found.based_on_id;
    }
    let earlier = views::published_drafts(conn, draft.consultation_id)?;
    Ok(earlier.into_iter().rfind(|other| other.id.0 < draft.id.0))
}

impl Comparison {
    pub fn load(conn: &mut Conn, old: &Draft, new: &Draft, language: &str) -> QueryResult<Self> {
        let steps = steps(conn, old.id, new)?;
        let mut lineage = Vec::new();
        for step in steps.iter().rev() {
            let rows = drafts::lineage(conn, *step)?;
            let pairs = rows.into_iter().map(|row| (row.from_identity, row.to_identity));
            lineage = joined(pairs.collect(), lineage);
        }
        let (was, is) = (drafts::text(conn, old.id)?, drafts::text(conn, new.id)?);
        let rows = compare(&was, &is, language, &lineage);
        let places = rows.iter().enumerate().map(|(at, row)| (row.id.clone(), at)).collect();
        Ok(Self { language: language.to_owned(), old: was, new: is, rows, steps, places })
    }

    pub fn row(&self, identity: &str) -> Option<&Compared> {
        self.places.get(identity).map(|at| &self.rows[*at])
    }

    /// Where the element stands among the rows.
    pub fn place(&self, identity: &str) -> Option<usize> {
        self.places.get(identity).copied()
    }

    /// The changes that a reader is owed a note on, in text order. What came or went with the
    /// element above it, and the parts of a split or merger, are explained there.
    pub fn changes(&self) -> impl Iterator<Item = &Compared> {
        self.rows.iter().filter(|row| self.asks_for_note(row))
    }

    pub fn asks_for_note(&self, row: &Compared) -> bool {
        match &row.change {
            Change::Kept => row.was_kind.is_some(),
            Change::New { .. } => {
                let parent = row.new.and_then(|at| self.new.elements[at].parent.as_deref());
                let parent = parent.and_then(|parent| self.row(parent));
                let with_parent = parent.is_some_and(|p| matches!(p.change, Change::New { .. }));
                row.from.is_empty() && !with_parent
            }
            Change::Deleted { .. } => {
                let parent = row.old.and_then(|at| self.old.elements[at].parent.as_deref());
                let parent = parent.and_then(|parent| self.row(parent));
                !parent.is_some_and(|p| matches!(p.change, Change::Deleted { .. }))
            }
            // Merged into another: told there.
            Change::Split { into, .. } => row.new.is_some() || into.len() > 1,
            Change::Edited { .. }
            | Change::Moved
            | Change::MovedAndEdited { .. }
            | Change::Merged { .. } => true,
        }
    }

    /// What an element is called now, or was where it is gone.
    pub fn citation<'a>(&self, row: &'a Compared) -> Option<&'a Citation> {
        row.new_citation.as_ref().or(row.old_citation.as_ref())
    }

    /// What these elements are called in the new text, or were called in the old one.
    pub fn cited(&self, ids: &[String], in_new: bool) -> Vec<Citation> {
        let text = if in_new { &self.new } else { &self.old };
        let all = citations(text);
        ids.iter().filter_map(|id| text.position(id).map(|at| all[at].clone())).collect()
    }
}

/// The drafts on the way from one to the other; only the later one where the earlier is no
/// ancestor of it.
fn steps(conn: &mut Conn, old: DraftKey, new: &Draft) -> QueryResult<Vec<DraftKey>> {
    let mut steps = vec![new.id];
    let mut before = new.based_on_id;
    while let Some(key) = before.filter(|key| *key != old) {
        steps.push(key);
        before = drafts::find(conn, key)?.based_on_id;
    }
    if before != Some(old) {
        steps.truncate(1);
    }
    steps.reverse();
    Ok(steps)
}

/// Two generations of lineage as one: what was split and then split again came from the first.
fn joined(earlier: Vec<(String, String)>, later: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (from, to) in &earlier {
        let onward = later.iter().filter(|(middle, _)| middle == to);
        all.extend(onward.map(|(_, end)| (from.clone(), end.clone())));
    }
    all.extend(earlier);
    all.extend(later);
    let mut known = HashSet::new();
    all.retain(|pair| known.insert(pair.clone()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lineages_of_two_generations_are_joined() {
        let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        let all = joined(vec![pair("a", "b")], vec![pair("b", "c"), pair("x", "y")]);
        assert_eq!(all, [pair("a", "c"), pair("a", "b"), pair("b", "c"), pair("x", "y")]);
    }
}
