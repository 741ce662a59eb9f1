//! What is new: paragraphs that no element is in.

use std::collections::BTreeSet;

use super::Telling;
use crate::text::parsing::{Marker, marker_of};
use crate::text::returned::Why;
use crate::text::returned::placing::{self, Between};

impl Telling<'_> {
    /// Paragraphs that no element is in.
    pub(super) fn additions(&mut self) {
        let between = self.all_between();
        let labels: BTreeSet<usize> =
            self.aligned.labels.iter().map(|before| self.sheet.before[*before].last).collect();
        let mut at = 0;
        while at < self.sheet.after.len() {
            let words = self.sheet.after[at].words.trim();
            let is_new = self.links.sources[at].is_empty() && !words.is_empty();
            if !is_new || self.is_label(at, &labels) {
                at += 1;
                continue;
            }
            let between = between[at];
            let is_outside = between.before.is_none() || between.behind.is_none();
            if is_outside && self.was_there(at) {
                self.leave(at, Why::Outside);
                at += 1;
                continue;
            }
            // A new article comes with its paragraphs.
            let mut all = vec![at];
            if begins_article(words) {
                let next = |one: &usize| {
                    let words = self.sheet.after[*one].words.trim();
                    self.links.sources[*one].is_empty()
                        && !begins_article(words)
                        && (!is_outside || !self.was_there(*one))
                };
                all.extend((at + 1..self.sheet.after.len()).take_while(next));
            }
            at += all.len();
            match placing::of_addition(self.text, between, words, &self.stays) {
                Some((target, operation, particulars)) => {
                    let line = self.sheet.after[all[0]].first;
                    let target = self.text.position(&target).unwrap_or_default();
                    self.tell(line, target, operation, particulars, &all);
                }
                None => all.into_iter().for_each(|one| self.leave(one, Why::NoPlace)),
            }
        }
    }

    /// Is it the number or the name of an element, on a line of its own?
    fn is_label(&self, at: usize, labels: &BTreeSet<usize>) -> bool {
        let after = &self.sheet.after[at];
        labels.range(after.first..=after.last).next().is_some()
    }

    /// By paragraph: what stands before and behind it, of what stands where it stood.
    fn all_between(&self) -> Vec<Between> {
        let stays = |at: usize| self.links.sources[at].iter().filter(|one| self.stays[**one]);
        let mut between = Vec::with_capacity(self.sheet.after.len());
        let mut before = None;
        for at in 0..self.sheet.after.len() {
            between.push(Between { before, behind: None });
            before = stays(at).max().copied().or(before);
        }
        let mut behind = None;
        for at in (0..self.sheet.after.len()).rev() {
            between[at].behind = behind;
            behind = stays(at).min().copied().or(behind);
        }
        between
    }
}

fn begins_article(words: &str) -> bool {
    let line = words.lines().next().unwrap_or_default();
    matches!(marker_of(line), Some(Marker::Article { .. } | Marker::Heading { .. }))
}
