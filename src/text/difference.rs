//! The difference between two wordings, word by word, for all six UN languages.

use std::collections::HashMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::ascending::longest_ascending;
use super::elements::marks;

/// What happened to a stretch of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    Kept,
    Deleted,
    Inserted,
}

/// A stretch of words with one fate. Where words are replaced, the deleted ones come first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    pub op: Op,
    pub text: String,
}

/// A part of a run: words, or the label of a footnote mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    Words(&'a str),
    Mark(&'a str),
}

impl Run {
    /// The run with its footnote marks apart, to show them as marks.
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        let mut from = 0;
        for mark in marks(&self.text) {
            pieces.push(Piece::Words(&self.text[from..mark.start]));
            pieces.push(Piece::Mark(mark.label));
            from = mark.end;
        }
        pieces.push(Piece::Words(&self.text[from..]));
        pieces.retain(|piece| *piece != Piece::Words(""));
        pieces
    }
}

/// The difference between two wordings. What is kept and deleted is exactly `old`, what is kept
/// and inserted exactly `new`; every run is made of whole words; changes a short word apart are
/// one. Two empty wordings give nothing.
///
/// The time is bounded: very long wordings with little in common are said to be replaced.
pub fn difference(old: &str, new: &str) -> Vec<Run> {
    if old == new {
        return runs_of(&[], &[old], &[new]);
    }
    let old_words = words(old);
    let new_words = words(new);
    let (old_ids, new_ids) = numbered(&old_words, &new_words);
    let mut hunks = Vec::new();
    align(&old_ids, &new_ids, 0, 0, &mut hunks);
    let hunks = adjacent_joined(hunks);
    let hunks = slid(hunks, &old_ids, &new_ids, &old_words);
    let hunks = neighbours_joined(hunks, &old_words);
    let hunks: Vec<Hunk> =
        hunks.into_iter().map(|hunk| tightened(hunk, &old_ids, &new_ids)).collect();
    runs_of(&hunks, &old_words, &new_words)
}

/// What is deleted from the old words and inserted from the new ones at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hunk {
    old: Range<usize>,
    new: Range<usize>,
}

/// The words, spaces and signs of a wording. A footnote mark is one; so is a compound with
/// hyphens, because half of it is not a word; none ends inside a grapheme.
pub(crate) fn words(wording: &str) -> Vec<&str> {
    let marks = marks(wording);
    let mut ends: Vec<usize> = Vec::new();
    let mut at = 0;
    for mark in &marks {
        ends.extend(word_ends(&wording[at..mark.start]).into_iter().map(|end| at + end));
        ends.push(mark.end);
        at = mark.end;
    }
    ends.extend(word_ends(&wording[at..]).into_iter().map(|end| at + end));
    ends.retain(|end| is_grapheme_boundary(wording, *end));
    let mut words = Vec::with_capacity(ends.len());
    let mut start = 0;
    for end in ends {
        if end > start {
            words.push(&wording[start..end]);
            start = end;
        }
    }
    words
}

fn word_ends(wording: &str) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let segments: Vec<(usize, &str)> = wording.split_word_bound_indices().collect();
    for (n, (start, segment)) in segments.iter().enumerate() {
        let before = n.checked_sub(1).map(|b| segments[b].1);
        let after = segments.get(n + 1).map(|(_, after)| *after);
        let joins = is_hyphen(segment) && ends_in_word(before) && begins_word(after);
        let joined = before.is_some_and(is_hyphen)
            && n >= 2
            && ends_in_word(Some(segments[n - 2].1))
            && begins_word(Some(segment));
        if joins || joined {
            ends.pop();
        }
        ends.push(start + segment.len());
    }
    ends
}

fn is_hyphen(segment: &str) -> bool {
    matches!(segment, "-" | "\u{2010}" | "\u{2011}")
}

fn ends_in_word(segment: Option<&str>) -> bool {
    segment.and_then(|s| s.chars().next_back()).is_some_and(char::is_alphanumeric)
}

fn begins_word(segment: Option<&str>) -> bool {
    segment.and_then(|s| s.chars().next()).is_some_and(char::is_alphanumeric)
}

fn is_grapheme_boundary(wording: &str, at: usize) -> bool {
    let around = wording.as_bytes();
    let ascii = |byte: Option<&u8>| byte.is_none_or(|b| b.is_ascii() && *b != b'\r' && *b != b'\n');
    if ascii(at.checked_sub(1).and_then(|b| around.get(b))) && ascii(around.get(at)) {
        return true;
    }
    GraphemeCursor::new(at, wording.len(), true).is_boundary(wording, 0).unwrap_or(true)
}

/// The words as numbers, equal where the words are equal.
fn numbered<'a>(old: &[&'a str], new: &[&'a str]) -> (Vec<u32>, Vec<u32>) {
    let mut known: HashMap<&'a str, u32> = HashMap::new();
    let mut number = |words: &[&'a str]| -> Vec<u32> {
        words
            .iter()
            .map(|word| {
                let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
                *known.entry(word).or_insert(next)
            })
            .collect()
    };
    (number(old), number(new))
}

/// The largest table of words against words that is compared in full.
const FULL: usize = 4_000_000;

/// Appends the hunks between two stretches of words that begin at `old_at` and `new_at`.
fn align(old: &[u32], new: &[u32], old_at: usize, new_at: usize, hunks: &mut Vec<Hunk>) {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    let (old_at, new_at) = (old_at + head, new_at + head);
    if old.is_empty() && new.is_empty() {
        return;
    }
    let whole = Hunk { old: old_at..old_at + old.len(), new: new_at..new_at + new.len() };
    if old.is_empty() || new.is_empty() {
        hunks.push(whole);
    } else if old.len().saturating_mul(new.len()) <= FULL {
        for op in capture_diff_slices(Algorithm::Myers, old, new) {
            if !matches!(op, DiffOp::Equal { .. }) {
                let (o, n) = (op.old_range(), op.new_range());
                hunks.push(Hunk {
                    old: old_at + o.start..old_at + o.end,
                    new: new_at + n.start..new_at + n.end,
                });
            }
        }
    } else {
        let anchors = anchors(old, new);
        if anchors.is_empty() {
            hunks.push(whole);
            return;
        }
        let (mut o, mut n) = (0, 0);
        for (anchor_old, anchor_new) in anchors {
            align(&old[o..anchor_old], &new[n..anchor_new], old_at + o, new_at + n, hunks);
            (o, n) = (anchor_old, anchor_new);
        }
        // The last anchor begins the rest, so that the rest is shorter than the whole.
        let (rest_old, rest_new) = (&old[o..], &new[n..]);
        if o == 0 && n == 0 {
            hunks.push(whole);
        } else {
            align(rest_old, rest_new, old_at + o, new_at + n, hunks);
        }
    }
}

/// Where the same four words stand in a row, once in each wording: the longest ascending row of
/// such places.
fn anchors(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    let mut places: HashMap<&[u32], (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (at, row) in old.windows(4).enumerate() {
        places.entry(row).or_default().0.push(at);
    }
    for (at, row) in new.windows(4).enumerate() {
        places.entry(row).or_default().1.push(at);
    }
    let mut pairs: Vec<(usize, usize)> = places
        .into_values()
        .filter(|(o, n)| o.len() == 1 && n.len() == 1)
        .map(|(o, n)| (o[0], n[0]))
        .collect();
    pairs.sort_unstable();
    longest_ascending(&pairs, |(_, new)| *new)
}

fn adjacent_joined(hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut joined: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        match joined.last_mut() {
            Some(last) if last.old.end == hunk.old.start && last.new.end == hunk.new.start => {
                last.old.end = hunk.old.end;
                last.new.end = hunk.new.end;
            }
            _ => joined.push(hunk),
        }
    }
    joined
}

/// Of two equal readings, "[new ]word" reads better than "[ new] word".
fn slid(mut hunks: Vec<Hunk>, old: &[u32], new: &[u32], old_words: &[&str]) -> Vec<Hunk> {
    for index in 0..hunks.len() {
        let next = hunks.get(index + 1).map_or(old.len(), |hunk| hunk.old.start);
        let hunk = &mut hunks[index];
        let Some(following) = old_words.get(hunk.old.end) else { continue };
        if hunk.old.end + 1 > next || !following.chars().all(char::is_whitespace) {
            continue;
        }
        let space = old[hunk.old.end];
        let first = match (hunk.old.is_empty(), hunk.new.is_empty()) {
            (true, false) => new[hunk.new.start],
            (false, true) => old[hunk.old.start],
            _ => continue,
        };
        if first == space {
            hunk.old = hunk.old.start + 1..hunk.old.end + 1;
            hunk.new = hunk.new.start + 1..hunk.new.end + 1;
        }
    }
    hunks
}

/// Joins changes with only spaces, signs or one short word between them: a reader takes in a
/// changed phrase at a glance, but not four changed crumbs.
fn neighbours_joined(hunks: Vec<Hunk>, old_words: &[&str]) -> Vec<Hunk> {
    let mut joined: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        match joined.last_mut() {
            Some(last) if is_crumb(&old_words[last.old.end..hunk.old.start]) => {
                last.old.end = hunk.old.end;
                last.new.end = hunk.new.end;
            }
            _ => joined.push(hunk),
        }
    }
    joined
}

fn is_crumb(words: &[&str]) -> bool {
    let mut long = words.iter().filter(|word| word.chars().any(char::is_alphanumeric));
    match (long.next(), long.next()) {
        (None, _) => true,
        (Some(word), None) => word.chars().filter(|c| c.is_alphanumeric()).count() <= 3,
        _ => false,
    }
}

/// Without the words that both sides begin or end with, which joining took in.
fn tightened(mut hunk: Hunk, old: &[u32], new: &[u32]) -> Hunk {
    let has_both = |hunk: &Hunk| !hunk.old.is_empty() && !hunk.new.is_empty();
    while has_both(&hunk) && old[hunk.old.end - 1] == new[hunk.new.end - 1] {
        hunk.old.end -= 1;
        hunk.new.end -= 1;
    }
    while has_both(&hunk) && old[hunk.old.start] == new[hunk.new.start] {
        hunk.old.start += 1;
        hunk.new.start += 1;
    }
    hunk
}

fn runs_of(hunks: &[Hunk], old: &[&str], new: &[&str]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut push = |op: Op, words: &[&str]| {
        let text = words.concat();
        if !text.is_empty() {
            runs.push(Run { op, text });
        }
    };
    let mut at = 0;
    for hunk in hunks {
        push(Op::Kept, &old[at..hunk.old.start]);
        push(Op::Deleted, &old[hunk.old.clone()]);
        push(Op::Inserted, &new[hunk.new.clone()]);
        at = hunk.old.end;
    }
    push(Op::Kept, &old[at..]);
    runs
}

/// How much of two wordings is kept, by the letters of the words: 0 (nothing) to 1 (all).
pub fn similarity(runs: &[Run]) -> f64 {
    let letters = |op: Op| -> usize {
        runs.iter()
            .filter(|run| run.op == op)
            .flat_map(|run| run.text.chars())
            .filter(|c| c.is_alphanumeric())
            .count()
    };
    let kept = 2 * letters(Op::Kept);
    let all = kept + letters(Op::Deleted) + letters(Op::Inserted);
    if all == 0 {
        return f64::from(u8::from(runs.iter().all(|run| run.op == Op::Kept)));
    }
    // Exact for any wording a person could write.
    #[allow(clippy::cast_precision_loss)]
    {
        kept as f64 / all as f64
    }
}

pub use super::folding::typography_folded;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
