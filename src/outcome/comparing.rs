//! A draft beside an earlier one: what became of each element, and which changes ask for a note.

use super::views;
use crate::db::Conn;
use crate::drafts::store::{self as drafts, Draft};
use crate::drafts::tracing;
use crate::procedure::keys::DraftKey;
use crate::procedure::words::DraftState;
use crate::text::comparison::{Change, Compared, compare_along};
use crate::text::{Citation, Fate, Lineage, Text, citations, fates};
use diesel::QueryResult;
use std::collections::HashMap;

/// Two drafts of one text, compared in one language.
pub struct Comparison {
    pub language: String,
    pub old: Text,
    pub new: Text,
    /// In the reading order of the new text; what is gone stands where it stood.
    pub rows: Vec<Compared>,
    /// What became of each element, in a word.
    pub fates: Vec<Fate>,
    /// Nothing says how the two drafts follow one another: their lineage is guessed.
    pub guessed: bool,
    /// The drafts after the old one, up to the new one: the changes recorded in them led here.
    pub steps: Vec<DraftKey>,
    places: HashMap<String, usize>,
}

/// The published text that a draft is based on; for one brought in by itself, the last one that
/// lineage was traced from, or else the text that was published before it. None for the first.
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
    let traced = drafts::traced_pairs(conn, draft.consultation_id)?;
    let is_traced = |other: &Draft| traced.contains(&(other.id, draft.id));
    let (from, others): (Vec<Draft>, Vec<Draft>) =
        earlier.into_iter().filter(|other| other.id.0 < draft.id.0).partition(is_traced);
    Ok(from.into_iter().next_back().or(others.into_iter().next_back()))
}

impl Comparison {
    /// Compares any two drafts of a consultation, also a later one with an earlier one.
    pub fn load(conn: &mut Conn, old: &Draft, new: &Draft, language: &str) -> QueryResult<Self> {
        let (was, is) = (drafts::text(conn, old.id)?, drafts::text(conn, new.id)?);
        let between = tracing::between(conn, old, new, &was, &is)?;
        let mut found = Self::of_texts(was, is, language, &between.lineage);
        found.guessed = between.guessed;
        let steps = steps(conn, old, new)?;
        // What the elements were called on the way.
        for key in steps.iter().filter(|key| **key != new.id) {
            let (step, text) = (drafts::find(conn, *key)?, drafts::text(conn, *key)?);
            if text.elements.iter().all(|element| found.places.contains_key(&element.id)) {
                continue;
            }
            let onward = tracing::between(conn, &step, new, &text, &found.new)?.lineage;
            for (called, id) in onward.pairs() {
                if let Some(at) = found.places.get(id).copied() {
                    found.places.entry(called.clone()).or_insert(at);
                }
            }
        }
        found.steps = steps;
        Ok(found)
    }

    /// Compares two texts whose lineage is known.
    pub fn of_texts(was: Text, is: Text, language: &str, lineage: &Lineage) -> Self {
        let rows = compare_along(&was, &is, language, lineage);
        // What stands in the new text goes before what is gone.
        let mut places: HashMap<String, usize> = HashMap::new();
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.new.is_some()) {
            places.insert(row.id.clone(), at);
        }
        for (at, row) in rows.iter().enumerate() {
            places.entry(row.known_as().to_owned()).or_insert(at);
        }
        Self {
            language: language.to_owned(),
            fates: fates(&was, &is, language, lineage, &rows),
            guessed: false,
            old: was,
            new: is,
            rows,
            steps: Vec::new(),
            places,
        }
    }

    /// The row of an element, by its identity in either draft or in one between them.
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
/// ancestor of it, and none where it is the other way round.
fn steps(conn: &mut Conn, old: &Draft, new: &Draft) -> QueryResult<Vec<DraftKey>> {
    if new.id.0 < old.id.0 {
        return Ok(Vec::new());
    }
    let mut steps = vec![new.id];
    let mut before = new.based_on_id;
    while let Some(key) = before.filter(|key| *key != old.id) {
        steps.push(key);
        before = drafts::find(conn, key)?.based_on_id;
    }
    if before != Some(old.id) {
        steps.truncate(1);
    }
    steps.reverse();
    Ok(steps)
}
