//! What is shown of a text in which words were found.

use super::{Places, Stretch};
use crate::text::with_marks;

/// A piece of what is shown of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub text: String,
    pub is_found: bool,
}

/// So many bytes before the first word found, and in all.
const BEFORE: usize = 80;
const IN_ALL: usize = 360;

/// The text around the first words found, in pieces, with a sign where it goes on.
pub fn snippet(text: &str, places: &Places) -> Vec<Shown> {
    let first = places.stretches.first().copied().unwrap_or(Stretch { start: 0, end: 0 });
    let from = match first.start <= BEFORE {
        true => 0,
        false => after_a_space(text, first.start - BEFORE, first.start),
    };
    let to = match text.len() - from <= IN_ALL {
        true => text.len(),
        false => before_a_space(text, (from + IN_ALL).max(first.end), first.end),
    };
    let mut shown = Vec::new();
    let mut push = |text: &str, is_found: bool| {
        if !text.is_empty() {
            shown.push(Shown { text: with_marks(text), is_found });
        }
    };
    let mut at = from;
    push(if from > 0 { "… " } else { "" }, false);
    for stretch in places.stretches.iter().filter(|stretch| stretch.end <= to) {
        push(&text[at..stretch.start], false);
        push(&text[stretch.start..stretch.end], true);
        at = stretch.end;
    }
    push(&text[at..to], false);
    push(if to < text.len() { " …" } else { "" }, false);
    shown
}

/// The first byte after a space that is not before `from`; where there is none until `most`, the first sign.
fn after_a_space(text: &str, from: usize, most: usize) -> usize {
    let from = (from..=most).find(|at| text.is_char_boundary(*at)).unwrap_or(most);
    let space = text[from..most].char_indices().find(|(_, c)| c.is_whitespace());
    space.map_or(from, |(at, c)| from + at + c.len_utf8())
}

/// The last byte before a space that is not after `to`, nor before `least`; where there is none, the last sign.
fn before_a_space(text: &str, to: usize, least: usize) -> usize {
    let to = (least..=to.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    let to = to.unwrap_or(least);
    text[least..to].rfind(char::is_whitespace).map_or(to, |at| least + at)
}
