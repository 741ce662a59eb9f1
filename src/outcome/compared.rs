//! Two texts beside one another, for everybody who may read both: what became of every element,
//! counted and listed, and the whole text with what changed. For a page, and for a file that
//! stands alone.

use super::comparing::Comparison;
use super::redline::{self, Attribution, Row, Sources};
use super::sentences::listed;
use crate::db::Conn;
use crate::drafts::store::{self as drafts, Draft};
use crate::drafts::tracing::common_language;
use crate::languages::Language;
use crate::text::comparison::{Change, Compared};
use crate::text::matching::{Settled, propose};
use crate::text::{Citation, Fate, FateKind, Text, citations};
use crate::web::Error;
use askama::Template;
use std::collections::HashMap;

/// So many unchanged elements in a row are worth folding.
const FOLDED: usize = 3;

/// All that is shown of a comparison.
pub struct Body {
    pub t: Language,
    pub language: String,
    pub direction: &'static str,
    pub old_label: String,
    pub new_label: String,
    /// The two columns, or one text.
    pub side: bool,
    /// What is unchanged is folded away at first.
    pub fold: bool,
    pub guessed: bool,
    pub counts: Vec<(String, usize)>,
    pub listed: Vec<Listed>,
    pub blocks: Vec<Block>,
}

/// A line of the table of what moved, was split, merged or renumbered.
pub struct Listed {
    pub word: String,
    pub was: String,
    pub is: String,
    pub edited: bool,
    /// The element to look at.
    pub anchor: String,
}

/// Elements that are shown, or folded, together.
pub struct Block {
    pub unchanged: bool,
    /// From where to where, for what is unchanged.
    pub reach: String,
    pub rows: Vec<Shown>,
}

pub struct Shown {
    pub row: Row,
    /// Where it went or came from.
    pub beside: Option<String>,
}

impl Body {
    pub fn of(
        t: Language,
        comparison: &Comparison,
        labels: (&str, &str),
        side: bool,
        fold: bool,
    ) -> Self {
        let nothing = (HashMap::new(), HashMap::new());
        let sources = Sources {
            changes: &[],
            seen: &nothing.0,
            responses: &nothing.1,
            whose: Attribution::Nobody,
        };
        let cited = Cited::of(t, comparison);
        let rows = redline::rows(t, comparison, &[], &sources, false);
        let shown = rows.into_iter().zip(&comparison.rows).map(|(row, compared)| {
            let unchanged = matches!(compared.change, Change::Kept) && compared.was_kind.is_none();
            (unchanged, Shown { beside: cited.beside(compared), row })
        });
        Self {
            t,
            language: comparison.language.clone(),
            direction: crate::drafts::reading::direction(&comparison.language),
            old_label: labels.0.to_owned(),
            new_label: labels.1.to_owned(),
            side,
            fold,
            guessed: comparison.guessed,
            counts: counts(t, &comparison.fates),
            listed: cited.listed(&comparison.fates),
            blocks: blocks(shown.collect()),
        }
    }
}

/// How many elements each kind of change has: of the new text or, of what is deleted, of the old.
fn counts(t: Language, fates: &[Fate]) -> Vec<(String, usize)> {
    let count = |kind: FateKind| fates.iter().filter(|fate| fate.kind == kind).count();
    FateKind::ALL.into_iter().map(|kind| (t.say(key(kind)), count(kind))).collect()
}

/// "kept", "moved and edited": the word for what became of something.
pub(super) fn key(kind: FateKind) -> &'static str {
    match kind {
        FateKind::Kept => "compare-kept",
        FateKind::Renumbered => "redline-renumbered",
        FateKind::Edited => "redline-edited",
        FateKind::Moved => "redline-moved",
        FateKind::Split => "redline-split",
        FateKind::Merged => "redline-merged",
        FateKind::New => "redline-new",
        FateKind::Deleted => "redline-deleted",
    }
}

fn blocks(shown: Vec<(bool, Shown)>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (unchanged, row) in shown {
        match blocks.last_mut() {
            Some(block) if block.unchanged == unchanged => block.rows.push(row),
            _ => blocks.push(Block { unchanged, reach: String::new(), rows: vec![row] }),
        }
    }
    for block in &mut blocks {
        block.unchanged &= block.rows.len() >= FOLDED;
        if let (true, [first, .., last]) = (block.unchanged, block.rows.as_slice()) {
            block.reach = format!("{} – {}", first.row.short, last.row.short);
        }
    }
    blocks
}

/// What the elements of both texts are called.
struct Cited {
    t: Language,
    old: HashMap<String, Citation>,
    new: HashMap<String, Citation>,
}

impl Cited {
    fn of(t: Language, comparison: &Comparison) -> Self {
        let all = |text: &Text| -> HashMap<String, Citation> {
            let ids = text.elements.iter().map(|element| element.id.clone());
            ids.zip(citations(text)).collect()
        };
        Self { t, old: all(&comparison.old), new: all(&comparison.new) }
    }

    fn said(&self, ids: &[String], in_new: bool) -> String {
        let all = if in_new { &self.new } else { &self.old };
        let found: Vec<Citation> = ids.iter().filter_map(|id| all.get(id).cloned()).collect();
        listed(self.t, &found)
    }

    fn beside(&self, row: &Compared) -> Option<String> {
        Some(match &row.change {
            Change::Split { into, .. } if row.new.is_none() && into.len() == 1 => {
                self.t.say1("compare-merged-into", "into", self.said(into, true))
            }
            Change::Split { into, .. } => {
                self.t.say1("compare-split-into", "into", self.said(into, true))
            }
            Change::Merged { from, .. } => {
                self.t.say1("compare-merged-from", "from", self.said(from, false))
            }
            Change::New { .. } if !row.from.is_empty() => {
                self.t.say1("compare-part-of", "from", self.said(&row.from, false))
            }
            _ => return None,
        })
    }

    fn listed(&self, fates: &[Fate]) -> Vec<Listed> {
        let of_kind = |kind: FateKind| fates.iter().filter(move |fate| fate.kind == kind);
        [FateKind::Moved, FateKind::Split, FateKind::Merged, FateKind::Renumbered]
            .into_iter()
            .flat_map(of_kind)
            .chain(fates.iter().filter(|fate| fate.kind == FateKind::Edited && self.differs(fate)))
            .map(|fate| Listed {
                word: self.t.say(match fate.kind {
                    // What was edited stands here for its other number.
                    FateKind::Edited => key(FateKind::Renumbered),
                    kind => key(kind),
                }),
                was: self.said(&fate.from, false),
                is: self.said(&fate.to, true),
                edited: fate.edited,
                anchor: fate.to.first().cloned().unwrap_or_default(),
            })
            .collect()
    }

    fn differs(&self, fate: &Fate) -> bool {
        fate.from.first().and_then(|id| self.old.get(id))
            != fate.to.first().and_then(|id| self.new.get(id))
    }
}

/// The comparison as a file that stands alone.
#[derive(Template)]
#[template(path = "outcome/comparison_paper.html")]
struct Paper {
    title: String,
    consultation: String,
    disclaimer: String,
    body: Body,
}

fn written(paper: Paper) -> Result<String, Error> {
    paper.render().map_err(|error| Error::Internal(error.into()))
}

/// Two drafts compared, as a file that stands alone; without a language, in the later draft's own
/// or one that both have.
pub fn as_paper(
    conn: &mut Conn,
    old: &Draft,
    new: &Draft,
    language: Option<&str>,
) -> Result<String, Error> {
    let (language, comparison) = loaded(conn, old, new, language)?;
    let t = Language::of(&language);
    let consultation = crate::consultations::store::find(conn, new.consultation_id)?;
    let body = Body::of(t, &comparison, (&old.label, &new.label), false, false);
    written(Paper {
        title: t.say2("compare-two", "old", old.label.as_str(), "new", new.label.as_str()),
        consultation: consultation.title,
        disclaimer: consultation.disclaimer,
        body,
    })
}

/// What became of every element of both drafts; ids are the identities.
pub fn as_json(
    conn: &mut Conn,
    old: &Draft,
    new: &Draft,
    language: Option<&str>,
) -> Result<Vec<Fate>, Error> {
    Ok(loaded(conn, old, new, language)?.1.fates)
}

fn loaded(
    conn: &mut Conn,
    old: &Draft,
    new: &Draft,
    language: Option<&str>,
) -> Result<(String, Comparison), Error> {
    let language = match language {
        Some(language) => language.to_owned(),
        None => {
            let (was, is) = (drafts::text(conn, old.id)?, drafts::text(conn, new.id)?);
            common_language(&was, &is, &new.language)
        }
    };
    let comparison = Comparison::load(conn, old, new, &language)?;
    Ok((language, comparison))
}

/// Two texts that are nobody's drafts, matched, compared and written out: what dev/bench measures.
pub fn paper_of_texts(old: Text, new: Text, language: &str) -> Result<String, Error> {
    let t = Language::of(language);
    let lineage = propose(&old, &new, language, &Settled::default()).lineage;
    let comparison = Comparison::of_texts(old, new, language, &lineage);
    let body = Body::of(t, &comparison, ("", ""), false, false);
    written(Paper {
        title: String::new(),
        consultation: String::new(),
        disclaimer: String::new(),
        body,
    })
}
