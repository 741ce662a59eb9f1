//! What a proposal would do: word by word, and in words ("Move: to stand after PP3").

use super::store::Input;
use crate::languages::Language;
use crate::procedure::words::Operation;
use crate::text::operations::{SPLIT_LINE, parts};
use crate::text::{Op, Particulars, Run, Side, difference};

/// What an operation does to a wording, word by word. Where one wording is split, or several are
/// merged, a sign stands between them.
pub fn runs(operation: Option<Operation>, base: &str, proposed: &str) -> Vec<Run> {
    let whole = |op, text: &str| match text.is_empty() {
        true => Vec::new(),
        false => vec![Run { op, text: text.to_owned() }],
    };
    let Some(operation) = operation else { return Vec::new() };
    match operation {
        Operation::Modify | Operation::Split if base.is_empty() => {
            whole(Op::Inserted, &in_one_line(proposed))
        }
        Operation::Modify => difference(base, proposed),
        Operation::Split => difference(base, &in_one_line(proposed)),
        Operation::Merge if proposed.trim().is_empty() => {
            difference(&in_one_line(base), &parts(base).join(" "))
        }
        Operation::Merge => difference(&in_one_line(base), proposed),
        Operation::Delete => whole(Op::Deleted, base),
        Operation::Move | Operation::Retain => whole(Op::Kept, base),
        Operation::AddBefore | Operation::AddAfter | Operation::AddFirst | Operation::AddLast => {
            whole(Op::Inserted, proposed)
        }
    }
}

/// The parts of a wording one after the other, with the sign of a new paragraph between them; one
/// that has no parts stays as it is.
fn in_one_line(wording: &str) -> String {
    match wording.lines().any(|line| line.trim() == SPLIT_LINE) {
        true => parts(wording).join(" ¶ "),
        false => wording.to_owned(),
    }
}

/// An operation in words: "Modify", "Move: to stand after PP3", "Merge: with PP4, PP5". `cite` says
/// what an element is called in the text that the proposal is on.
pub fn said(
    t: Language,
    operation: Operation,
    particulars: &Particulars,
    cite: impl Fn(&str) -> Option<String>,
) -> String {
    let word = t.word(operation);
    match detail(t, operation, particulars, cite) {
        Some(detail) => t.say2("effect-said", "operation", word, "detail", detail),
        None => word,
    }
}

/// What an operation needs beside its words, in words.
fn detail(
    t: Language,
    operation: Operation,
    particulars: &Particulars,
    cite: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let name = |identity: &str| cite(identity).unwrap_or_else(|| t.say("input-no-element"));
    let as_kind = particulars.kind.map(|kind| t.say1("effect-as", "kind", t.word(kind)));
    let others = || particulars.others.iter().map(|other| name(other)).collect::<Vec<_>>();
    match operation {
        Operation::Move => {
            let to = particulars.to.as_ref().map(|to| {
                let key = match to.side {
                    Side::Before => "effect-to-before",
                    Side::After => "effect-to-after",
                    Side::First => "effect-to-first",
                    Side::Last => "effect-to-last",
                };
                t.say1(key, "place", name(&to.anchor))
            });
            let said: Vec<String> = to.into_iter().chain(as_kind).collect();
            (!said.is_empty()).then(|| said.join(", "))
        }
        Operation::Merge if !particulars.others.is_empty() => {
            Some(t.say1("effect-with", "places", others().join(", ")))
        }
        Operation::Split if !particulars.others.is_empty() => {
            Some(t.say1("effect-from", "places", others().join(", ")))
        }
        _ if operation.is_addition() => as_kind,
        _ => None,
    }
}

impl Input {
    /// The proposal as a difference: against what was quoted or, where nothing was, against the
    /// element's wording in the input's language.
    pub fn runs(&self, current: &str) -> Vec<Run> {
        let base = if self.quoted.trim().is_empty() { current } else { &self.quoted };
        runs(self.operation, base, &self.proposed)
    }

    /// "Textual proposal: move: to stand after PP3", or "Comment".
    pub fn said(&self, t: Language, cite: impl Fn(&str) -> Option<String>) -> String {
        let kind = t.word(self.kind);
        match self.operation {
            Some(operation) => {
                let operation = said(t, operation, &self.particulars, cite);
                t.say2("case-kind-and-operation", "kind", kind, "operation", operation)
            }
            None => kind,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(runs: &[Run]) -> String {
        let marked = runs.iter().map(|run| match run.op {
            Op::Kept => run.text.clone(),
            Op::Deleted => format!("[-{}-]", run.text),
            Op::Inserted => format!("{{+{}+}}", run.text),
        });
        marked.collect()
    }

    #[test]
    fn each_operation_shows_what_it_does() {
        let base = "All rivers are free.";
        let said =
            |operation, base: &str, proposed: &str| plain(&runs(Some(operation), base, proposed));
        assert_eq!(said(Operation::Move, base, ""), base);
        assert_eq!(said(Operation::Retain, base, ""), base);
        assert_eq!(said(Operation::Delete, base, ""), "[-All rivers are free.-]");
        assert_eq!(said(Operation::AddFirst, base, "Seas too."), "{+Seas too.+}");
        let split = said(Operation::Split, base, "All rivers\n---\nare free.");
        assert!(split.contains("¶") && split.starts_with("All rivers"), "{split}");
        let joined = "All rivers.\n---\nAll seas.";
        let merged = said(Operation::Merge, joined, "");
        assert!(merged.contains("All rivers.") && merged.contains("[-¶"), "{merged}");
        assert!(said(Operation::Merge, joined, "All waters.").contains("waters"));
    }

    #[test]
    fn what_is_needed_is_said_in_words() {
        let particulars = Particulars {
            to: Some(crate::text::Destination { anchor: "e3".into(), side: Side::After }),
            ..Particulars::default()
        };
        let cite = |id: &str| (id == "e3").then(|| "PP3".to_owned());
        let said = |t, operation, particulars: &Particulars| said(t, operation, particulars, cite);
        let moved = said(Language::English, Operation::Move, &particulars);
        assert_eq!(moved, "Move: to stand after PP3");
        let others = Particulars { others: vec!["e3".into()], ..Particulars::default() };
        let merged = said(Language::French, Operation::Merge, &others);
        assert_eq!(merged, "Fusionner\u{a0}: avec PP3");
        assert_eq!(said(Language::English, Operation::Delete, &others), "Delete");
    }
}
