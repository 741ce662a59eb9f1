//! A draft as one participant alone would have it, as tracked changes under its name: with all of them
//! accepted it is that text to the letter, with all rejected the draft.

use super::reading::{Reading, unstored_in};
use super::tracked::{Side, Signed, placed_changes};
use crate::formats::word::Paper;
use crate::text::comparison::compare_along;
use crate::text::wished::Wish;
use crate::text::{Lineage, Text};
use std::collections::HashMap;
use std::sync::Arc;

/// The paper, and where each element stands in it, in the text as it would be or as it is.
pub fn as_wished(
    base: &Text,
    reading: &Reading,
    wish: &Wish,
    original: &str,
    signed: &Signed,
) -> (Paper, HashMap<String, usize>) {
    let mut lineage = Lineage::of_identities(base, &wish.text);
    for (from, to) in &wish.lineage {
        lineage.add(from, to);
    }
    let text = wished_text(base, wish);
    let rows = compare_along(base, &text, &reading.language, &lineage);
    let read = unstored_in(&text, &reading.language, original);
    let sides = (Side { text: base, reading }, Side { text: &text, reading: &read });
    let (mut paper, places) = placed_changes(&sides.0, &sides.1, &rows, signed);
    paper.language = reading.language.clone();
    paper.is_rtl = reading.direction == "rtl";
    let mut stands = HashMap::new();
    for (at, (was, is)) in places.iter().enumerate().rev() {
        let ids = [was.map(|n| &base.elements[n]), is.map(|n| &text.elements[n])];
        for element in ids.into_iter().flatten() {
            stands.insert(element.id.clone(), at);
        }
    }
    (paper, stands)
}

/// It keeps the numbers of the text that it revises: what is added is "bis".
fn wished_text(base: &Text, wish: &Wish) -> Text {
    wish.text.clone().revising(Arc::new(base.clone()))
}

#[cfg(test)]
mod tests;
