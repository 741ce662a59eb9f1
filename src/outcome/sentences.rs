//! What changed, in a sentence: how an explanatory note begins.

use super::comparing::Comparison;
use crate::languages::Language;
use crate::text::comparison::{Change, Compared};
use crate::text::{Citation, Op, Run};

/// More replacements than this are no longer told one by one.
const MOST_TOLD: usize = 3;
/// Nor are stretches of text longer than this (in characters).
const LONGEST_TOLD: usize = 160;

/// What became of the element, in one word; None where it was kept under its old number.
pub fn change_key(row: &Compared) -> Option<&'static str> {
    Some(match &row.change {
        Change::Kept if row.was_kind.is_some() => "redline-retyped",
        Change::Kept if row.is_renumbered() => "redline-renumbered",
        Change::Kept => return None,
        Change::Edited { .. } => "redline-edited",
        Change::Moved => "redline-moved",
        Change::MovedAndEdited { .. } => "redline-moved-and-edited",
        Change::New { .. } if !row.from.is_empty() => "redline-part-of-split",
        Change::New { .. } => "redline-new",
        Change::Deleted { .. } => "redline-deleted",
        Change::Split { into, .. } if row.new.is_none() && into.len() == 1 => "redline-merged-away",
        Change::Split { .. } => "redline-split",
        Change::Merged { .. } => "redline-merged",
    })
}

/// "Article 4 (2) (formerly article 4 (3))".
pub fn heading(t: Language, comparison: &Comparison, row: &Compared) -> String {
    let Some(citation) = comparison.citation(row) else { return String::new() };
    let said = t.citation_first(citation);
    match &row.old_citation {
        Some(old) if row.is_renumbered() => {
            let formerly = t.say1("note-formerly", "citation", t.citation(old));
            format!("{said} {formerly}")
        }
        _ => said,
    }
}

/// The whole sentence, in the language of the draft.
pub fn sentence(t: Language, comparison: &Comparison, row: &Compared) -> String {
    t.say2(
        "note-sentence",
        "heading",
        heading(t, comparison, row),
        "change",
        what_changed(t, comparison, row),
    )
}

fn what_changed(t: Language, comparison: &Comparison, row: &Compared) -> String {
    let list = |ids: &[String], in_new| listed(t, &comparison.cited(ids, in_new));
    match &row.change {
        Change::Kept => t.say("note-says-retyped"),
        Change::New { .. } if !row.from.is_empty() => {
            t.say1("note-says-part", "from", list(&row.from, false))
        }
        Change::New { .. } => t.say("note-says-new"),
        Change::Deleted { .. } => t.say("note-says-deleted"),
        Change::Moved => t.say("note-says-moved"),
        Change::Edited { runs } => edits(t, runs),
        Change::MovedAndEdited { runs } => {
            format!("{}; {}", t.say("note-says-moved"), edits(t, runs))
        }
        Change::Split { into, .. } => t.say1("note-says-split", "into", list(into, true)),
        Change::Merged { from, .. } => t.say1("note-says-merged", "from", list(from, false)),
    }
}

/// "“shall” becomes “should”; “all” is inserted".
fn edits(t: Language, runs: &[Run]) -> String {
    let mut told = Vec::new();
    let mut at = 0;
    while let Some(run) = runs.get(at) {
        let text = run.text.trim();
        let next = runs.get(at + 1).filter(|next| next.op == Op::Inserted);
        at += 1;
        match (run.op, next) {
            (Op::Kept, _) => continue,
            (Op::Deleted, Some(next)) => {
                told.push(t.say2("note-says-becomes", "old", text, "new", next.text.trim()));
                at += 1;
            }
            (Op::Deleted, None) => told.push(t.say1("note-says-out", "old", text)),
            (Op::Inserted, _) => told.push(t.say1("note-says-in", "new", text)),
        }
    }
    let length: usize = told.iter().map(|part| part.chars().count()).sum();
    if told.len() > MOST_TOLD || length > LONGEST_TOLD {
        return t.say("note-says-reworded");
    }
    told.join("; ")
}

/// "article 1, article 2 and article 4".
pub fn listed(t: Language, citations: &[Citation]) -> String {
    let said: Vec<String> = citations.iter().map(|citation| t.citation(citation)).collect();
    match said.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => t.say2("note-list", "first", rest.join(", "), "last", last.as_str()),
    }
}
