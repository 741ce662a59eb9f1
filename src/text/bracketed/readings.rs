//! The readings of one element: which of them stand in the text itself, and which are alternatives.

use super::{Alternative, FatePlace, Fates, Note, Piece, Proposal, Remark, Sources, Why};
use crate::text::difference::{Op, difference, typography_folded};
use crate::text::elements::{Mark, marks, without_marks};
use crate::text::folding::{folded, without_added_number};
use crate::text::operations::Operation;
use crate::text::quotes::{Quote, match_quote};

/// An element's wording with the readings laid over it.
pub(super) struct Laid {
    pub pieces: Vec<Piece>,
    pub alternatives: Vec<Alternative>,
    pub notes: Vec<Note>,
}

/// One wording, whoever proposes it.
struct Reading {
    wording: String,
    /// Without what is typography only.
    folded: String,
    language: String,
    sources: Sources,
    edits: Vec<Edit>,
    why: Option<Why>,
}

/// What a reading puts in the place of a stretch of the text, which may be empty.
#[derive(Clone)]
struct Edit {
    start: usize,
    end: usize,
    inserted: String,
}

impl Edit {
    fn is_same(&self, other: &Edit) -> bool {
        (self.start, self.end) == (other.start, other.end)
            && letters(&self.inserted) == letters(&other.inserted)
    }

    /// Do the two meet, so that they cannot both be read in one line?
    fn meets(&self, other: &Edit) -> bool {
        self.start <= other.end && other.start <= self.end && !self.is_same(other)
    }
}

/// Lays the readings over the element's wording. `at`: the proposals, in the order of their authors.
/// `all_clash`: somebody wants all of it gone.
pub(super) fn lay(
    base: &str,
    language: &str,
    proposals: &[Proposal],
    at: &[usize],
    all_clash: bool,
    fates: &mut Fates,
) -> Laid {
    let mut readings = merged(base, language, proposals, at);
    for one in 0..readings.len() {
        let changes = all_clash && !readings[one].edits.is_empty();
        let clashes = readings.iter().enumerate().any(|(other, reading)| {
            other != one && reading.is_inline_or_clashes() && readings[one].clashes(reading)
        });
        if (clashes || changes) && readings[one].why.is_none() {
            readings[one].why = Some(Why::Clash);
        }
    }
    let mut laid = Laid { pieces: Vec::new(), alternatives: Vec::new(), notes: Vec::new() };
    let mut inline: Vec<(Edit, Sources)> = Vec::new();
    for reading in readings {
        match reading.why {
            None if reading.edits.is_empty() => {
                fates.set(&reading.sources, FatePlace::AsItStands);
                laid.notes.push(Note {
                    what: Remark::AsItStands,
                    wording: reading.wording,
                    language: reading.language,
                    sources: reading.sources,
                });
            }
            None => {
                fates.set(&reading.sources, FatePlace::Inline);
                for edit in reading.edits {
                    match inline.iter_mut().find(|(known, _)| known.is_same(&edit)) {
                        Some((_, sources)) => sources.extend(&reading.sources),
                        None => inline.push((edit, reading.sources.clone())),
                    }
                }
            }
            Some(why) => {
                fates.set(&reading.sources, FatePlace::Alternative);
                let comparable = why == Why::Clash;
                laid.alternatives.push(Alternative {
                    runs: if comparable { difference(base, &reading.wording) } else { Vec::new() },
                    wording: reading.wording,
                    language: reading.language,
                    why,
                    number: 0,
                    sources: reading.sources,
                });
            }
        }
    }
    laid.pieces = pieces(base, inline, at);
    laid
}

impl Reading {
    fn is_inline_or_clashes(&self) -> bool {
        matches!(self.why, None | Some(Why::Clash))
    }

    fn clashes(&self, other: &Reading) -> bool {
        self.edits.iter().any(|edit| other.edits.iter().any(|theirs| edit.meets(theirs)))
    }
}

/// The readings, each once with all its sources.
fn merged(base: &str, language: &str, proposals: &[Proposal], at: &[usize]) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    for &at in at {
        let proposal = &proposals[at];
        let (wording, why) = whole(base, language, proposal);
        let folded = typography_folded(&wording);
        let same = |reading: &&mut Reading| {
            reading.folded == folded && reading.language == proposal.language && reading.why == why
        };
        match readings.iter_mut().find(same) {
            Some(reading) => reading.sources.push(at),
            None => readings.push(Reading {
                edits: if why.is_none() { edits(base, &wording) } else { Vec::new() },
                wording,
                folded,
                language: proposal.language.clone(),
                sources: vec![at],
                why,
            }),
        }
    }
    readings
}

/// The element's whole wording as proposed, and why it cannot be laid over the text, if it cannot.
fn whole(base: &str, language: &str, proposal: &Proposal) -> (String, Option<Why>) {
    if proposal.operation == Operation::Delete {
        return match match_quote(base, &proposal.quoted) {
            Quote::Fragment { start, end } => (without(base, start, end), None),
            _ => (String::new(), Some(Why::QuotesOther)),
        };
    }
    let typed = proposal.wording.trim();
    if proposal.language != language {
        return (typed.to_owned(), Some(Why::OtherLanguage));
    }
    let proposed = without_added_number(base, typed);
    match match_quote(base, &proposal.quoted) {
        Quote::Exact | Quote::Same | Quote::Absent => (proposed.to_owned(), None),
        Quote::Fragment { start, end } => {
            let (before, after) = (&base[..start], &base[end..]);
            match holds(proposed, before, after) {
                true => (proposed.to_owned(), None),
                false => (format!("{before}{proposed}{after}"), None),
            }
        }
        Quote::Contains { .. } | Quote::Differs { .. } => {
            (proposed.to_owned(), Some(Why::QuotesOther))
        }
    }
}

/// The element's wording as a proposal that rewords it has it, to the letter; none where it cannot be laid over
/// the text. Whoever writes no footnote mark leaves those where they are, so that there is none either.
pub fn wording_of(base: &str, language: &str, proposal: &Proposal) -> Option<String> {
    let (wording, why) = whole(base, language, proposal);
    let is_whole = !marks(&wording).is_empty() || marks(base).is_empty();
    (why.is_none() && is_whole && !wording.is_empty()).then_some(wording)
}

/// Is only a part of the element quoted?
pub fn is_of_a_part(base: &str, quoted: &str) -> bool {
    matches!(match_quote(base, quoted), Quote::Fragment { .. })
}

/// Is it the whole element although only a part was quoted? Then what stands around the part is in it.
fn holds(proposed: &str, before: &str, after: &str) -> bool {
    let (all, before, after) = (letters(proposed), letters(before), letters(after));
    let any = before.chars().chain(after.chars()).any(char::is_alphanumeric);
    any && all.starts_with(&before) && all.ends_with(&after)
}

/// The wording without a stretch of it, and without the space that would be left over.
fn without(base: &str, start: usize, end: usize) -> String {
    let (before, after) = (&base[..start], &base[end..]);
    let spaced = before.is_empty() || before.ends_with(char::is_whitespace);
    let after = if spaced { after.trim_start() } else { after };
    format!("{before}{after}").trim_end().to_owned()
}

/// What a reading changes. What differs in typography only is no change; neither is a footnote mark that
/// somebody left out who writes none.
fn edits(base: &str, wording: &str) -> Vec<Edit> {
    let marked = if marks(wording).is_empty() { marks(base) } else { Vec::new() };
    let read = if marked.is_empty() { base.to_owned() } else { without_marks(base) };
    let mut edits = Vec::new();
    let mut at = 0;
    let mut runs = difference(&read, wording).into_iter().peekable();
    while let Some(run) = runs.next() {
        let start = at;
        let (deleted, inserted) = match run.op {
            Op::Kept => {
                at += run.text.len();
                continue;
            }
            Op::Deleted => {
                at += run.text.len();
                let inserted = runs.next_if(|next| next.op == Op::Inserted);
                (run.text, inserted.map(|run| run.text).unwrap_or_default())
            }
            Op::Inserted => (String::new(), run.text),
        };
        if letters(&deleted) != letters(&inserted) {
            let start_in_base = with_marks_before(start, &marked, true);
            let end =
                if start == at { start_in_base } else { with_marks_before(at, &marked, false) };
            edits.push(Edit { start: start_in_base, end, inserted });
        }
    }
    edits
}

/// Where a place in the wording without its marks is in the wording itself: behind a mark that stands exactly
/// there, or before it.
fn with_marks_before(at: usize, marked: &[Mark<'_>], behind: bool) -> usize {
    let mut place = at;
    for mark in marked {
        if mark.start < place || (behind && mark.start == place) {
            place += mark.end - mark.start;
        }
    }
    place
}

/// The wording with the changes in it. No two of them meet.
fn pieces(base: &str, mut edits: Vec<(Edit, Sources)>, order: &[usize]) -> Vec<Piece> {
    edits.sort_by_key(|(edit, _)| (edit.start, edit.end));
    let mut pieces = Vec::with_capacity(edits.len() * 2 + 1);
    let mut from = 0;
    for (edit, mut sources) in edits {
        if edit.start > from {
            pieces.push(Piece::Kept(base[from..edit.start].to_owned()));
        }
        sources.sort_by_key(|at| order.iter().position(|other| other == at));
        pieces.push(Piece::Edit {
            deleted: base[edit.start..edit.end].to_owned(),
            inserted: edit.inserted,
            sources,
        });
        from = edit.end;
    }
    if from < base.len() {
        pieces.push(Piece::Kept(base[from..].to_owned()));
    }
    pieces
}

/// The characters without what is typography only; a number at the beginning stays.
fn letters(text: &str) -> String {
    folded(text).iter().map(|f| f.letter).collect()
}

/// Two texts as one that is the same for the same two.
pub(super) fn folded_twice(one: &str, other: &str) -> String {
    format!("{}\u{0}{}", typography_folded(one), typography_folded(other))
}
