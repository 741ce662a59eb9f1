//! What became of each element, said as proposals.

mod added;
mod gone;
mod joined;
mod moved;

use std::collections::{BTreeMap, HashSet};

use super::aligning::Aligned;
use super::links::{Links, after_key, meeting};
use super::placing::{self, Between};
use super::sheet::{Line, Sheet, key};
use super::{Found, Left, Returned, Tracked, Why};
use crate::text::elements::{Kind, Text, marks};
use crate::text::operations::{Operation, Particulars, SPLIT_LINE, without_marker};

pub(super) fn told(
    text: &Text,
    language: &str,
    sheet: &Sheet,
    aligned: &Aligned,
    notes: &BTreeMap<String, Vec<Line>>,
) -> Returned {
    let mut telling = Telling::of(text, language, sheet, aligned);
    telling.moves();
    telling.elements();
    telling.gone();
    telling.additions();
    telling.notes(notes);
    telling.done()
}

struct Telling<'a> {
    text: &'a Text,
    language: &'a str,
    sheet: &'a Sheet,
    aligned: &'a Aligned,
    links: Links,
    /// By element: does it stand where it stood, among its old neighbours?
    stays: Vec<bool>,
    /// With the line that each is told at.
    found: Vec<(usize, Found)>,
    left: Vec<Left>,
    missing: Vec<String>,
}

impl<'a> Telling<'a> {
    fn of(text: &'a Text, language: &'a str, sheet: &'a Sheet, aligned: &'a Aligned) -> Self {
        let links = Links::of(text, sheet, aligned);
        let stays = links.targets.iter().map(|targets| !targets.is_empty()).collect();
        let (found, left, missing) = (Vec::new(), Vec::new(), Vec::new());
        Self { text, language, sheet, aligned, links, stays, found, left, missing }
    }

    /// What stays or was moved: is it worded otherwise, divided, joined?
    fn elements(&mut self) {
        for element in 0..self.text.elements.len() {
            let targets = self.links.targets[element].clone();
            match targets[..] {
                [] => {}
                [at] if self.links.sources[at].len() == 1 => self.one(element, at),
                [at] if self.links.sources[at][0] == element => self.join(at),
                [_] => {}
                _ => {
                    let line = self.sheet.after[targets[0]].first;
                    let particulars = self.division(element, &targets);
                    self.tell(line, element, Operation::Split, particulars, &targets);
                }
            }
        }
    }

    /// What stands under a divided element goes with its second part, where it follows on that.
    fn division(&self, element: usize, targets: &[usize]) -> Particulars {
        let own = self.text.elements[element].id.as_str();
        let is_child = |at: &usize| {
            let one = &self.text.elements[*at];
            one.parent.as_deref() == Some(own) && one.kind != Kind::Footnote
        };
        let child = self.text.subtree(element).find(is_child);
        let precedes = |child: usize| {
            self.links.targets[child].first().is_some_and(|first| Some(first) < targets.last())
        };
        let follow = !self.text.subtree(element).skip(1).any(precedes);
        let others = child.filter(|_| targets.len() == 2 && follow);
        let others = others.map(|child| self.id(child)).into_iter().collect();
        Particulars { others, ..Particulars::default() }
    }

    fn one(&mut self, element: usize, at: usize) {
        let words = &self.sheet.after[at].words;
        let own = &self.text.elements[element];
        let wording = key(own.wording(self.language));
        let line = self.sheet.after[at].first;
        let says = key(words);
        let same_marks = self.same_marks(own.wording(self.language), words);
        let is_same = says == wording || after_key(own.kind, words) == wording;
        if says.is_empty() && !wording.is_empty() {
            self.delete(element, line);
        } else if !(is_same && same_marks) {
            self.tell(line, element, Operation::Modify, Particulars::default(), &[at]);
        }
    }

    /// Are the footnote marks the same? A paragraph that the file did not change has them.
    fn same_marks(&self, own: &str, words: &str) -> bool {
        let ours: Vec<&str> = marks(own).iter().map(|mark| mark.label).collect();
        let theirs: Vec<&str> = marks(words)
            .iter()
            .filter_map(|mark| match self.aligned.notes.get(mark.label) {
                Some(ours) => Some(ours.as_str()),
                None if self.aligned.old_notes.contains(mark.label) => None,
                None => Some(mark.label),
            })
            .collect();
        ours == theirs || self.aligned.old_notes.is_empty() && theirs.is_empty()
    }

    /// Did any of it stand in the file before the changes?
    fn was_there(&self, at: usize) -> bool {
        let after = &self.sheet.after[at];
        let lines = &self.sheet.lines[after.first..=after.last];
        lines.iter().flat_map(|line| &line.spans).any(|span| span.stood && span.stands)
    }

    fn notes(&mut self, notes: &BTreeMap<String, Vec<Line>>) {
        let labels = self.text.footnote_labels();
        let end = self.sheet.lines.len();
        for (theirs, ours) in &self.aligned.notes {
            let is_own = |label: &Option<String>| label.as_ref() == Some(ours);
            let Some(element) = labels.iter().position(is_own) else { continue };
            let Some(lines) = notes.get(theirs) else { continue };
            let side = |before: bool| -> String {
                let spans = lines.iter().flat_map(|line| &line.spans);
                let there = spans.filter(|span| if before { span.stood } else { span.stands });
                there.map(|span| span.text.as_str()).collect::<String>().trim().to_owned()
            };
            let own = &self.text.elements[element];
            let (before, after, wording) = (side(true), side(false), own.wording(self.language));
            if after.is_empty() || key(&after) == key(wording) {
                continue;
            }
            let tracked = told_by(key(&before) != key(wording), key(&before) == key(&after));
            let found = Found {
                target: own.id.clone(),
                operation: Operation::Modify,
                proposed: after,
                particulars: Particulars::default(),
                tracked,
                lines: Vec::new(),
            };
            self.found.push((end, found));
        }
    }

    fn done(mut self) -> Returned {
        let rank = |found: &Found| found.operation != Operation::Move;
        self.found.sort_by_key(|(line, found)| (*line, rank(found)));
        self.left.sort_by_key(|left| left.line);
        let own = self.text.elements.iter().filter(|element| element.kind != Kind::Footnote);
        Returned {
            places: self.places(),
            known: self.aligned.paragraphs.iter().filter(|all| !all.is_empty()).count(),
            of: own.count(),
            found: self.found.into_iter().map(|(_, found)| found).collect(),
            left: self.left,
            missing: self.missing,
        }
    }

    fn places(&self) -> Vec<Option<String>> {
        let mut places: Vec<Option<String>> = vec![None; self.sheet.lines.len()];
        for (at, before) in self.sheet.before.iter().enumerate() {
            let own = self.aligned.elements[at].first().map(|element| self.id(*element));
            places[before.first..=before.last].fill(own);
        }
        for (at, after) in self.sheet.after.iter().enumerate() {
            if let Some(element) = self.links.sources[at].first() {
                for place in &mut places[after.first..=after.last] {
                    *place = Some(self.id(*element));
                }
            }
        }
        for at in 1..places.len() {
            if places[at].is_none() {
                places[at] = places[at - 1].clone();
            }
        }
        places
    }

    fn tell(
        &mut self,
        line: usize,
        element: usize,
        operation: Operation,
        particulars: Particulars,
        paragraphs: &[usize],
    ) {
        let proposed = match operation {
            Operation::Delete | Operation::Move => String::new(),
            Operation::Split => {
                let parts: Vec<String> = paragraphs.iter().map(|at| self.words(*at)).collect();
                parts.join(&format!("\n{SPLIT_LINE}\n"))
            }
            _ => {
                let parts: Vec<String> = paragraphs.iter().map(|at| self.words(*at)).collect();
                let words = parts.join("\n\n");
                match operation {
                    Operation::Modify => without_marker(self.text.elements[element].kind, &words).1,
                    _ => words,
                }
            }
        };
        let tracked = match operation.is_addition() {
            true => match paragraphs.iter().filter(|at| self.was_there(**at)).count() {
                0 => Tracked::Wholly,
                n if n == paragraphs.len() => Tracked::Not,
                _ => Tracked::Partly,
            },
            false => self.tracked(element, operation, &particulars),
        };
        let lines = match paragraphs {
            [] => self.aligned.paragraphs[element]
                .iter()
                .flat_map(|at| {
                    let before = &self.sheet.before[*at];
                    before.first..=before.last
                })
                .collect(),
            _ => paragraphs
                .iter()
                .flat_map(|at| {
                    let after = &self.sheet.after[*at];
                    after.first..=after.last
                })
                .collect(),
        };
        let target = self.id(element);
        let found = Found { target, operation, proposed, particulars, tracked, lines };
        self.found.push((line, found));
    }

    /// Does the file itself mark what was changed, or only the comparison show it?
    fn tracked(&self, element: usize, operation: Operation, particulars: &Particulars) -> Tracked {
        let mut own = vec![element];
        if operation == Operation::Merge {
            own.extend(particulars.others.iter().filter_map(|other| self.text.position(other)));
        }
        let before: HashSet<usize> =
            own.iter().flat_map(|one| self.aligned.paragraphs[*one].iter().copied()).collect();
        if before.is_empty() {
            return Tracked::Not;
        }
        let is_as_given = own.iter().all(|one| {
            let wording = key(self.text.elements[*one].wording(self.language));
            matches!(self.aligned.paragraphs[*one][..], [at] if self.aligned.elements[at].len() == 1
                && key(&self.sheet.before[at].words) == wording)
        });
        let is_changed = match operation {
            Operation::Move => {
                before.iter().any(|at| self.sheet.went(&self.sheet.before[*at]))
                    || before.iter().any(|at| {
                        let one = &self.sheet.before[*at];
                        !meeting(self.sheet, one.first, one.last)
                            .any(|(_, after)| self.sheet.share(one, after))
                    })
            }
            _ => before.iter().any(|at| {
                let one = &self.sheet.before[*at];
                let lines = &self.sheet.lines[one.first..=one.last];
                lines.iter().any(|line| {
                    line.spans
                        .iter()
                        .any(|span| span.stood != span.stands && !span.text.trim().is_empty())
                        || line.stood != line.stands
                })
            }),
        };
        match operation {
            // Where it stands is another question than how it is worded.
            Operation::Move if is_changed => Tracked::Wholly,
            Operation::Move => Tracked::Not,
            _ => told_by(!is_as_given, !is_changed),
        }
    }

    /// The words of a paragraph, with footnote marks as the text has them.
    fn words(&self, at: usize) -> String {
        let words = self.sheet.after[at].words.as_str();
        let mut own = String::with_capacity(words.len());
        let mut from = 0;
        for mark in marks(words) {
            own.push_str(&words[from..mark.start]);
            from = mark.end;
            match self.aligned.notes.get(mark.label) {
                Some(ours) => own.push_str(&format!("[^{ours}]")),
                None if self.aligned.old_notes.contains(mark.label) => {}
                None => own.push_str(&words[mark.start..mark.end]),
            }
        }
        own.push_str(&words[from..]);
        own.replace('\t', " ").trim().to_owned()
    }

    /// What stands before and behind a paragraph, of what stands where it stood.
    fn between(&self, at: usize) -> Between {
        let of = |at: usize| self.links.sources[at].iter().filter(|one| self.stays[**one]);
        Between {
            before: (0..at).rev().find_map(|at| of(at).max().copied()),
            behind: (at + 1..self.sheet.after.len()).find_map(|at| of(at).min().copied()),
        }
    }

    fn leave(&mut self, at: usize, why: Why) {
        let after = &self.sheet.after[at];
        self.left.push(Left { line: after.first, words: self.words(at), why });
    }

    /// All that an element stands under, from the inside out.
    fn above(&self, at: usize) -> Vec<usize> {
        placing::above(self.text, Some(at)).into_iter().skip(1).collect()
    }

    fn id(&self, at: usize) -> String {
        self.text.elements[at].id.clone()
    }
}

fn told_by(is_otherwise: bool, is_unmarked: bool) -> Tracked {
    match (is_otherwise, is_unmarked) {
        (false, _) => Tracked::Wholly,
        (true, false) => Tracked::Partly,
        (true, true) => Tracked::Not,
    }
}
