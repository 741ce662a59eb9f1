//! A letter and the excerpts that were cut out of it: where each stands, and what no excerpt holds.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::folding::{Folded, folded, typography_folded};
use super::quotes::place;

/// Stands in an excerpt for what was left out between two passages of it.
pub const OMISSION: &str = "[…]";

/// How people write [`OMISSION`].
const OMISSIONS: [&str; 5] = ["[…]", "[...]", "[. . .]", "(…)", "(...)"];

/// A letter, read once for all its excerpts.
pub struct Source<'a> {
    text: &'a str,
    folded: Vec<Folded>,
}

/// A stretch of a letter, with the excerpts that hold it, by their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch<'a> {
    pub text: &'a str,
    pub held_by: BTreeSet<usize>,
}

impl Stretch<'_> {
    /// Words that no excerpt holds.
    pub fn is_omitted(&self) -> bool {
        self.held_by.is_empty() && self.text.chars().any(char::is_alphanumeric)
    }
}

/// The excerpt with every omission written in one way.
pub fn with_omissions(excerpt: &str) -> String {
    let mut written = excerpt.to_owned();
    for sign in &OMISSIONS[1..] {
        written = written.replace(sign, OMISSION);
    }
    written
}

impl<'a> Source<'a> {
    pub fn of(text: &'a str) -> Self {
        Self { text, folded: folded(text) }
    }

    /// Where the passages of an excerpt stand in the letter, in bytes: in their order, whatever the spaces,
    /// quotation marks and dashes. The first passage that does not stand there, where one does not.
    pub fn places(&self, excerpt: &str) -> Result<Vec<Range<usize>>, String> {
        let written = with_omissions(excerpt);
        let mut places = Vec::new();
        let mut from = 0;
        for passage in written.split(OMISSION).map(str::trim).filter(|part| !part.is_empty()) {
            let found = place(&self.folded[from..], &folded(passage));
            let (start, end) = found.ok_or_else(|| passage.to_owned())?;
            let (start, end) = (from + start, from + end);
            places.push(self.folded[start].start..self.folded[end - 1].end);
            from = end;
        }
        Ok(places)
    }

    /// The first words of a wording proposed in the letter that nobody finds in it.
    ///
    /// What is to be added stands there as it is, like any excerpt. What is to take the place of
    /// `base` may be put together from both, for letters say things like "replace 'shall' by
    /// 'should'": then only words that stand in neither are missing.
    pub fn missing_of(&self, base: Option<&str>, proposed: &str) -> Option<String> {
        let passage = self.places(proposed).err()?;
        let Some(base) = base else { return Some(passage) };
        let words = |text: &str| -> Vec<String> {
            let folded = typography_folded(text).to_lowercase();
            folded.unicode_words().map(str::to_owned).collect()
        };
        let known: BTreeSet<String> = words(self.text).into_iter().chain(words(base)).collect();
        let is_missing = |word: &&str| words(word).iter().any(|word| !known.contains(word));
        let mut after = proposed.split_whitespace().skip_while(|word| !is_missing(word)).peekable();
        after.peek()?;
        Some(after.take_while(is_missing).collect::<Vec<_>>().join(" "))
    }

    /// The whole letter in stretches, given where each excerpt stands.
    pub fn stretches(&self, excerpts: &[Vec<Range<usize>>]) -> Vec<Stretch<'a>> {
        let mut cuts: BTreeSet<usize> = [0, self.text.len()].into();
        cuts.extend(excerpts.iter().flatten().flat_map(|range| [range.start, range.end]));
        let cuts: Vec<usize> = cuts.into_iter().collect();
        let held_by = |at: &Range<usize>| {
            let holds = |all: &Vec<Range<usize>>| {
                all.iter().any(|range| range.start <= at.start && at.end <= range.end)
            };
            let holding = excerpts.iter().enumerate().filter(|(_, all)| holds(all));
            holding.map(|(number, _)| number).collect()
        };
        let between = cuts.windows(2).map(|pair| pair[0]..pair[1]);
        between.map(|at| Stretch { held_by: held_by(&at), text: &self.text[at] }).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LETTER: &str = "Sir,\n\nThe Republic thanks you. It asks\nthat “harbours”  stay open – always.\n\n\
        On article 2, shall should read should.\n\nYours,";

    #[test]
    fn an_excerpt_stands_in_the_letter_whatever_its_spaces_and_signs() {
        let source = Source::of(LETTER);
        let at = source.places("asks that \"harbours\" stay open - always").unwrap();
        assert_eq!(at.len(), 1);
        assert_eq!(&LETTER[at[0].clone()], "asks\nthat “harbours”  stay open – always");
        for absent in ["asks that harbours stay shut", "epublic thanks"] {
            assert_eq!(source.places(absent).unwrap_err(), absent);
        }
        assert!(source.places(" \n ").unwrap().is_empty());
    }

    #[test]
    fn an_omission_is_between_passages_in_their_order() {
        let source = Source::of(LETTER);
        for excerpt in ["It asks […] stay open", "It asks [...] stay open", "It asks (…) stay open"]
        {
            assert_eq!(source.places(excerpt).unwrap().len(), 2, "{excerpt}");
            assert_eq!(with_omissions(excerpt), "It asks […] stay open");
        }
        let said = source.places("Yours […] The Republic thanks you");
        assert_eq!(said.unwrap_err(), "The Republic thanks you");
    }

    #[test]
    fn a_proposed_wording_is_in_the_letter_or_put_together_from_it_and_the_text() {
        let source = Source::of(LETTER);
        let base = Some("States shall keep harbours open.");
        assert_eq!(source.missing_of(base, "States should keep  “harbours” open."), None);
        assert_eq!(source.missing_of(None, "that \"harbours\" stay open"), None);
        let invented = "States should probably, and soon, keep harbours open.";
        assert_eq!(source.missing_of(base, invented).unwrap(), "probably, and soon,");
        // What is to be added stands in the letter as it is.
        let put_together = "harbours should thanks";
        assert_eq!(source.missing_of(None, put_together).unwrap(), put_together);
        assert_eq!(source.missing_of(base, put_together), None);
        assert_eq!(source.missing_of(base, ""), None);
    }

    #[test]
    fn what_no_excerpt_holds_is_omitted_and_nothing_is_lost() {
        let source = Source::of(LETTER);
        let excerpts: Vec<_> = ["It asks […] stay open", "stay open – always", "Yours,"]
            .map(|excerpt| source.places(excerpt).unwrap())
            .into();
        let all = source.stretches(&excerpts);
        let joined: String = all.iter().map(|one| one.text).collect();
        assert_eq!(joined, LETTER);
        let omitted: Vec<&str> =
            all.iter().filter(|one| one.is_omitted()).map(|one| one.text.trim()).collect();
        assert_eq!(
            omitted,
            [
                "Sir,\n\nThe Republic thanks you.",
                "that “harbours”",
                ".\n\nOn article 2, shall should read should."
            ]
        );
        let both = all.iter().find(|one| one.text == "stay open").unwrap();
        assert_eq!(both.held_by, [0, 1].into());
    }

    proptest! {
        #[test]
        fn whatever_is_cut_the_stretches_are_the_letter(
            words in prop::collection::vec("[a-zé港م«»\u{300} ]{1,6}", 1..30),
            from in 0usize..30,
            count in 1usize..8,
        ) {
            let letter = words.join(" ");
            let source = Source::of(&letter);
            let excerpt = words.iter().skip(from % words.len()).take(count).cloned();
            let excerpt = excerpt.collect::<Vec<_>>().join("  ");
            let places = source.places(&excerpt).unwrap_or_default();
            let joined: String =
                source.stretches(&[places]).iter().map(|one| one.text).collect();
            prop_assert_eq!(joined, letter);
        }
    }
}
