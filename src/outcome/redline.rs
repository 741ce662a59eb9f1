//! The redline: every element of two drafts, with what was inserted, deleted and moved, and in the
//! margin where each change came from and the note that explains it. Nothing is hidden.

use super::comparing::Comparison;
use super::notes::{self, Numbered};
use super::sentences::change_key;
use crate::consolidation::store::Response;
use crate::drafts::store::ChangeRow;
use crate::languages::Language;
use crate::procedure::keys::InputKey;
use crate::procedure::words::{ChangeAct, PublicationClass};
use crate::submissions::views::Seen;
use crate::text::comparison::{Change, Compared};
use crate::text::elements::marks;
use crate::text::opening::openings;
use crate::text::plain::article_marker;
use crate::text::{Citation, Kind, Op, Run, Step, marker};
use std::collections::{HashMap, HashSet};

/// One element as the redline shows it.
pub struct Row {
    pub identity: String,
    pub kind: Kind,
    pub citation: String,
    pub short: String,
    /// Where it stood, if that was called otherwise.
    pub formerly: Option<String>,
    /// What became of it, in a word.
    pub change: Option<String>,
    /// It is in the earlier draft only.
    pub gone: bool,
    pub new: bool,
    pub moved: bool,
    /// The number printed before it.
    pub number: String,
    /// Of the heading that it is.
    pub level: u8,
    pub pieces: Vec<Piece>,
    pub origins: Vec<Origin>,
    /// The note's number.
    pub note: Option<usize>,
    /// A change that asks for a note and has none.
    pub unexplained: bool,
}

/// A stretch of a wording with one fate.
pub struct Piece {
    pub op: Op,
    pub what: Stretch,
}

pub enum Stretch {
    Words(String),
    /// What a preambular paragraph opens with.
    Opening(String),
    /// The label of a footnote.
    Mark(String),
    Break,
}

/// Where a change came from.
pub struct Origin {
    /// The treatment, or that it is the team's own wording.
    pub treatment: String,
    pub line: String,
    pub link: Option<String>,
    pub own: bool,
}

impl Row {
    pub fn class(&self) -> String {
        let gone = if self.gone { " gone" } else { "" };
        format!("element kind-{}{gone}", self.kind.as_str())
    }

    pub fn is_heading(&self) -> bool {
        matches!(self.kind, Kind::Title | Kind::Heading)
    }

    pub fn is_article(&self) -> bool {
        self.kind == Kind::Article
    }

    pub fn has_margin(&self) -> bool {
        self.change.is_some() || self.note.is_some() || !self.origins.is_empty()
    }

    pub fn all(&self) -> Vec<&Piece> {
        self.pieces.iter().collect()
    }

    /// The stretches of the earlier wording: for the left of two columns.
    pub fn before(&self) -> Vec<&Piece> {
        self.pieces.iter().filter(|piece| piece.op != Op::Inserted).collect()
    }

    /// The stretches of the new wording: for the right of two columns.
    pub fn after(&self) -> Vec<&Piece> {
        self.pieces.iter().filter(|piece| piece.op != Op::Deleted).collect()
    }
}

impl Piece {
    pub fn deleted(&self) -> bool {
        self.op == Op::Deleted
    }

    pub fn inserted(&self) -> bool {
        self.op == Op::Inserted
    }
}

/// What the reader may learn of where changes came from.
pub struct Sources<'a> {
    pub changes: &'a [ChangeRow],
    pub seen: &'a HashMap<InputKey, Seen>,
    pub responses: &'a HashMap<InputKey, Response>,
    pub whose: Attribution,
}

/// Who is told where a change came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attribution {
    /// The team: every proposal as far as they may know it, and the team's own wording.
    Inside,
    /// Everybody, where the lead switched it on: published proposals with their names.
    Outside,
    Nobody,
}

/// The rows of a redline. `explained` says whether the notes at hand explain this comparison, so
/// that a missing one can be told.
pub fn rows(
    t: Language,
    comparison: &Comparison,
    notes: &[Numbered],
    sources: &Sources,
    explained: bool,
) -> Vec<Row> {
    let mut has_heading = false;
    let mut all = Vec::with_capacity(comparison.rows.len());
    for compared in &comparison.rows {
        let Some(citation) = comparison.citation(compared) else { continue };
        let is_heading = matches!(compared.kind, Kind::Title | Kind::Heading);
        has_heading |= is_heading;
        let note = notes::on(notes, &compared.id)
            .or_else(|| notes::on(notes, compared.old_id.as_deref()?))
            .map(|numbered| numbered.number);
        let asks = comparison.asks_for_note(compared);
        all.push(Row {
            identity: compared.id.clone(),
            kind: compared.kind,
            citation: t.citation(citation),
            short: t.citation_short(citation),
            formerly: formerly(t, compared),
            change: change_key(compared).map(|key| t.say(key)),
            gone: compared.new.is_none(),
            new: compared.old.is_none(),
            moved: matches!(compared.change, Change::Moved | Change::MovedAndEdited { .. }),
            number: printed_number(compared.kind, citation, &comparison.language),
            level: if is_heading || !has_heading { 2 } else { 3 },
            pieces: wording(comparison, compared),
            origins: if compared.change.is_change() || compared.was_kind.is_some() {
                origins(t, compared, sources)
            } else {
                Vec::new()
            },
            note,
            unexplained: explained && asks && note.is_none(),
        });
    }
    all
}

fn formerly(t: Language, row: &Compared) -> Option<String> {
    let old = row.old_citation.as_ref().filter(|_| row.is_renumbered())?;
    Some(t.citation(old))
}

/// "2.", "(a)", "Article 4" in the language of the text, the label of a footnote.
pub fn printed_number(kind: Kind, citation: &Citation, language: &str) -> String {
    let number = marker(citation);
    match kind {
        Kind::Article => article_marker(language, number.trim_start_matches("Article ")),
        Kind::Footnote => match citation.steps.last() {
            Some(Step::Footnote(label)) => label.clone(),
            _ => number,
        },
        _ => number,
    }
}

/// The wording with what was inserted and deleted.
fn runs(comparison: &Comparison, row: &Compared) -> Vec<Run> {
    let one = |op, text: &str| vec![Run { op, text: text.to_owned() }];
    match &row.change {
        Change::Edited { runs }
        | Change::MovedAndEdited { runs }
        | Change::Split { runs, .. }
        | Change::Merged { runs, .. } => runs.clone(),
        Change::New { text } => one(Op::Inserted, text),
        Change::Deleted { text } => one(Op::Deleted, text),
        Change::Kept | Change::Moved => {
            let element = row.new.and_then(|at| comparison.new.elements.get(at));
            one(Op::Kept, element.map_or("", |element| element.wording(&comparison.language)))
        }
    }
}

/// The wording of one element with what was inserted and deleted, ready to be shown.
pub fn wording(comparison: &Comparison, row: &Compared) -> Vec<Piece> {
    pieces(&runs(comparison, row), row.kind, &comparison.language)
}

/// Cuts runs at footnote marks and line breaks, and after what a preambular paragraph opens with.
pub fn pieces(runs: &[Run], kind: Kind, language: &str) -> Vec<Piece> {
    let texts: Vec<&str> = runs.iter().map(|run| run.text.as_str()).collect();
    let without = |left_out| runs.iter().map(|run| run.op != left_out).collect();
    let opened = opened(kind, &texts, &[without(Op::Inserted), without(Op::Deleted)], language);
    let cut = |(run, opening): (&Run, usize)| {
        let op = run.op;
        stretches(&run.text, opening).into_iter().map(move |what| Piece { op, what })
    };
    runs.iter().zip(opened).flat_map(cut).collect()
}

/// How many bytes of each stretch stand out as an opening: of preambular paragraphs alone.
pub fn opened(kind: Kind, texts: &[&str], readings: &[Vec<bool>], language: &str) -> Vec<usize> {
    match kind {
        Kind::Preambular => openings(texts, readings, language),
        _ => vec![0; texts.len()],
    }
}

/// Cuts words at footnote marks and line breaks, and after the `opening`, which is so many bytes.
pub fn stretches(text: &str, opening: usize) -> Vec<Stretch> {
    let mut all = Vec::new();
    if opening > 0 {
        all.push(Stretch::Opening(text[..opening].to_owned()));
    }
    let mut from = opening;
    for mark in marks(text).into_iter().filter(|mark| mark.start >= opening) {
        lines(&text[from..mark.start], &mut all);
        all.push(Stretch::Mark(mark.label.to_owned()));
        from = mark.end;
    }
    lines(&text[from..], &mut all);
    all
}

fn lines(text: &str, all: &mut Vec<Stretch>) {
    for (line, words) in text.split('\n').enumerate() {
        if line > 0 {
            all.push(Stretch::Break);
        }
        if !words.is_empty() {
            all.push(Stretch::Words(words.to_owned()));
        }
    }
}

fn origins(t: Language, row: &Compared, sources: &Sources) -> Vec<Origin> {
    let recorded = |identity: &str| {
        let changes = sources.changes.iter();
        let of_it: Vec<&ChangeRow> = changes.filter(|c| c.identity == identity).collect();
        of_it
    };
    let mut changes = recorded(&row.id);
    if changes.is_empty() {
        // The parts of a split came with it.
        changes = row.from.iter().flat_map(|from| recorded(from)).collect();
    }
    match sources.whose {
        Attribution::Nobody => Vec::new(),
        Attribution::Outside => outside(t, &changes, sources),
        Attribution::Inside => inside(t, &changes, sources),
    }
}

/// For the team: every proposal, and what the team did itself.
fn inside(t: Language, changes: &[&ChangeRow], sources: &Sources) -> Vec<Origin> {
    let mut told = HashSet::new();
    let mut origins = Vec::new();
    for change in changes {
        let key = (change.input_id, change.input_id.is_none().then_some(change.act));
        if !told.insert(key) {
            continue;
        }
        origins.push(match change.input_id {
            None => own(t, Some(change.act)),
            Some(input) => {
                let response = sources.responses.get(&input);
                let treatment = response.map(|response| t.word(response.treatment));
                let treatment = treatment.unwrap_or_else(|| t.word(ChangeAct::Applied));
                match sources.seen.get(&input) {
                    Some(seen) => Origin { treatment, ..proposal(t, seen) },
                    None => Origin {
                        treatment,
                        line: t.say("redline-proposal-unseen"),
                        link: None,
                        own: false,
                    },
                }
            }
        });
    }
    if origins.is_empty() {
        origins.push(own(t, None));
    }
    origins
}

fn own(t: Language, act: Option<ChangeAct>) -> Origin {
    Origin {
        treatment: t.say("redline-own"),
        line: act.map(|act| t.word(act)).unwrap_or_default(),
        link: None,
        own: true,
    }
}

/// For everybody: published proposals whose authors are public.
fn outside(t: Language, changes: &[&ChangeRow], sources: &Sources) -> Vec<Origin> {
    let mut told = HashSet::new();
    changes
        .iter()
        .filter_map(|change| change.input_id)
        .filter(|input| told.insert(*input))
        .filter_map(|input| sources.seen.get(&input))
        .filter(|seen| {
            seen.input.publication_class == Some(PublicationClass::Public)
                && seen.submission.published_at.is_some()
        })
        .map(|seen| proposal(t, seen))
        .collect()
}

fn proposal(t: Language, seen: &Seen) -> Origin {
    let line = match seen.author_in(t) {
        Some(author) => t.say1("redline-proposal-by", "name", author.name.as_str()),
        None => {
            let kind = seen.kind.map_or_else(|| t.say("input-a-participant"), |kind| t.word(kind));
            t.say1("redline-proposal-withheld", "kind", kind)
        }
    };
    // The submission's page would tell whose it is.
    let link = seen
        .author
        .as_ref()
        .map(|_| format!("/submissions/{}#i-{}", seen.submission.public_id, seen.input.public_id));
    Origin { treatment: String::new(), line, link, own: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::difference;

    /// Openings in «», deletions in [--], insertions in {++}.
    fn drawn(old: &str, new: &str) -> String {
        let draw = |piece: Piece| {
            let words = match piece.what {
                Stretch::Words(words) => words,
                Stretch::Opening(words) => format!("«{words}»"),
                Stretch::Mark(label) => format!("^{label}"),
                Stretch::Break => "/".to_owned(),
            };
            match piece.op {
                Op::Kept => words,
                Op::Deleted => format!("[-{words}-]"),
                Op::Inserted => format!("{{+{words}+}}"),
            }
        };
        let runs = difference(old, new);
        pieces(&runs, Kind::Preambular, "en").into_iter().map(draw).collect()
    }

    #[test]
    fn openings_stand_out_on_both_sides_of_a_change() {
        for (old, new, expected) in [
            ("Bearing in mind that", "Bearing in mind that", "«Bearing in mind» that"),
            (
                "Noting the role[^1]",
                "Noting with concern the role[^1]",
                "«Noting »{+«with concern»+}{+ +}the role^1",
            ),
            (
                "Recalling the whole Charter",
                "Reaffirming the whole Charter\nand more",
                "[-«Recalling»-]{+«Reaffirming»+} the whole Charter{+/+}{+and more+}",
            ),
        ] {
            assert_eq!(drawn(old, new), expected);
        }
    }
}
