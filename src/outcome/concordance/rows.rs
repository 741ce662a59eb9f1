//! The rows of a concordance, in the order of the new text; what is gone stands where it stood.

use super::store::Rationale;
use crate::languages::Language;
use crate::outcome::behind::Provenance;
use crate::outcome::comparing::Comparison;
use crate::outcome::notes::{Explained, on};
use crate::outcome::redline;
use crate::outcome::sentences::change_key;
use crate::text::comparison::{Change, Compared};
use crate::text::elements::without_marks;
use crate::text::{Citation, Text, citations, with_marks};
use std::collections::HashMap;

/// An element as one of the two texts has it.
pub struct Side {
    pub citation: String,
    pub short: String,
    pub wording: String,
}

/// One element of either text.
pub struct Row {
    pub identity: String,
    /// In the new text; none where it is gone. Where it went into others, those.
    pub new: Vec<Side>,
    /// In the old text: several where it was made of several.
    pub old: Vec<Side>,
    /// What became of it, in a word; None where it stands as it was.
    pub change: Option<String>,
    /// Who contributed, as far as the reader is told.
    pub contributed: Vec<String>,
    pub rationale: String,
    /// The rationale was written for the concordance, and is not the note.
    pub is_own: bool,
    pub note: Option<usize>,
}

impl Row {
    pub fn is_gone(&self) -> bool {
        self.new.is_empty()
    }

    /// The rationale, paragraph by paragraph.
    pub fn paragraphs(&self) -> Vec<String> {
        crate::text::paragraphs(&self.rationale)
    }
}

pub fn rows(
    t: Language,
    explained: &Explained,
    rationales: &[Rationale],
    provenance: &Provenance,
) -> Vec<Row> {
    let Some(comparison) = &explained.comparison else { return Vec::new() };
    let (old, new) = (Places::of(&comparison.old), Places::of(&comparison.new));
    let sources = provenance.sources();
    let shown = redline::rows(t, comparison, &explained.notes, &sources, false);
    let mut origins: HashMap<String, Vec<String>> =
        shown.into_iter().map(|row| (row.identity, told(row.origins))).collect();
    let side = |places: &Places, id: &str| places.side(t, &comparison.language, id);
    comparison
        .rows
        .iter()
        .map(|row| {
            let into: &[String] = match &row.change {
                Change::Split { into, .. } if row.new.is_none() => into,
                _ => &[],
            };
            let standing = row.new.is_some().then_some(&row.id);
            let before = row.old.is_some().then(|| row.known_as());
            let others = row.from.iter().filter(|id| **id != row.id).map(String::as_str);
            let before = before.into_iter().chain(others);
            let note = on(&explained.notes, &row.id);
            let own = rationales.iter().find(|own| own.identity == row.id);
            let mut contributed = origins.remove(&row.id).unwrap_or_default();
            contributed.extend(taken_up(t, comparison, row, provenance, &contributed));
            Row {
                identity: row.id.clone(),
                new: standing.into_iter().chain(into).filter_map(|id| side(&new, id)).collect(),
                old: before.filter_map(|id| side(&old, id)).collect(),
                change: change_key(row).map(|key| t.say(key)),
                contributed,
                rationale: own
                    .map(|own| &own.body)
                    .or_else(|| note.map(|numbered| &numbered.note.body))
                    .cloned()
                    .unwrap_or_default(),
                is_own: own.is_some(),
                note: note.map(|numbered| numbered.number),
            }
        })
        .collect()
}

/// "Proposal by Republic of Avaria · Accepted", each once.
fn told(origins: Vec<redline::Origin>) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for origin in origins {
        let parts = [origin.line, origin.treatment];
        let mut parts = parts.into_iter().filter(|part| !part.is_empty());
        // "Deleted by the team" says that it is the team's own.
        let line = match origin.own {
            true => parts.next().unwrap_or_default(),
            false => parts.collect::<Vec<_>>().join(" · "),
        };
        if !said.contains(&line) {
            said.push(line);
        }
    }
    said
}

/// Whose inputs were taken up without being put into the text as they were.
fn taken_up(
    t: Language,
    comparison: &Comparison,
    row: &Compared,
    provenance: &Provenance,
    known: &[String],
) -> Vec<String> {
    if !comparison.asks_for_note(row) && !row.change.is_change() {
        return Vec::new();
    }
    let mut said: Vec<String> = Vec::new();
    for behind in provenance.behind(t, row).iter().filter(|one| one.led() && !one.is_applied) {
        let treatment = behind.treatment.map(|treatment| t.word(treatment));
        let line = [Some(behind.author.clone()), Some(behind.what.clone()), treatment];
        let line = line.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        if !said.contains(&line) && !known.contains(&line) {
            said.push(line);
        }
    }
    said
}

/// A text with what each element of it is called.
struct Places<'a> {
    text: &'a Text,
    citations: Vec<Citation>,
}

impl<'a> Places<'a> {
    fn of(text: &'a Text) -> Self {
        Self { text, citations: citations(text) }
    }

    fn side(&self, t: Language, language: &str, id: &str) -> Option<Side> {
        let at = self.text.position(id)?;
        Some(Side {
            citation: t.citation_first(&self.citations[at]),
            short: t.citation_short(&self.citations[at]),
            wording: with_marks(&without_marks(self.text.elements[at].wording(language))),
        })
    }
}
