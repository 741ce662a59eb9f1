//! Which paragraphs from after the changes hold what is left of which elements.

use super::aligning::Aligned;
use super::sheet::{Sheet, key};
use crate::text::elements::{Kind, Text};

/// Of so many paragraphs with so many that were moved, none is looked for by likeness.
const MOST_LIKENED: usize = 250_000;
/// Words this short may stand anywhere: that they do again says nothing.
const SHORTEST_MOVED: usize = 12;

/// By place in the text and in [`Sheet::after`].
pub(super) struct Links {
    /// By paragraph: the elements that it has words of, in the text's order.
    pub sources: Vec<Vec<usize>>,
    /// By element: the paragraphs that have words of it.
    pub targets: Vec<Vec<usize>>,
    /// By element: were its words taken out in one place, and put in in another?
    pub came: Vec<bool>,
}

impl Links {
    pub fn of(text: &Text, sheet: &Sheet, aligned: &Aligned) -> Self {
        let mut links = Self {
            sources: vec![Vec::new(); sheet.after.len()],
            targets: vec![Vec::new(); text.elements.len()],
            came: vec![false; text.elements.len()],
        };
        links.by_kept_words(sheet, aligned);
        links.moved(text, sheet, aligned);
        links.replaced(sheet, aligned);
        links.between_parts(sheet);
        links.untangle();
        links
    }

    fn tie(&mut self, element: usize, paragraph: usize) {
        if !self.sources[paragraph].contains(&element) {
            self.sources[paragraph].push(element);
            self.targets[element].push(paragraph);
        }
    }

    fn by_kept_words(&mut self, sheet: &Sheet, aligned: &Aligned) {
        for (at, before) in sheet.before.iter().enumerate() {
            for (paragraph, after) in meeting(sheet, before.first, before.last) {
                if sheet.share(before, after) {
                    aligned.elements[at].iter().for_each(|element| self.tie(*element, paragraph));
                }
            }
        }
        // Of an article without a title there is only its number.
        for (at, before) in sheet.before.iter().enumerate() {
            if let [element] = aligned.elements[at][..]
                && aligned.label_stands[at]
                && self.targets[element].is_empty()
                && key(&before.words).is_empty()
                && let Some((paragraph, _)) = meeting(sheet, before.first, before.last).next()
            {
                self.tie(element, paragraph);
            }
        }
    }

    /// Taken out here and put in there: by what the file calls a move, and by the words.
    fn moved(&mut self, text: &Text, sheet: &Sheet, aligned: &Aligned) {
        let keys: Vec<String> = sheet.after.iter().map(|one| key(&one.words)).collect();
        let gone = sheet.before.iter().filter(|one| sheet.went(one)).count();
        let came: Vec<usize> =
            (0..sheet.after.len()).filter(|at| sheet.came(&sheet.after[*at])).collect();
        let is_little = gone.saturating_mul(came.len()) <= MOST_LIKENED;
        for element in 0..text.elements.len() {
            let [at] = aligned.paragraphs[element][..] else { continue };
            if !self.targets[element].is_empty() {
                continue;
            }
            let before = &sheet.before[at];
            let words = key(&before.words);
            let was_moved = sheet.went(before);
            let free = |at: &usize| self.sources[*at].is_empty();
            let is_same = |at: &usize| {
                let after = &sheet.after[*at];
                // Looked at closely only where the beginning alone may differ.
                if !keys[*at].ends_with(&words) {
                    return false;
                }
                let says = after_key(text.elements[element].kind, &after.words);
                says == words && words.chars().count() >= SHORTEST_MOVED
            };
            let is_alike = |at: &usize| super::aligning::alike(&words, &keys[*at]) >= 0.5;
            let found = (0..sheet.after.len()).filter(free).find(is_same);
            let likened = came.iter().copied().filter(|_| was_moved && is_little);
            if let Some(found) = found.or_else(|| likened.filter(free).find(is_alike)) {
                self.tie(element, found);
                self.came[element] = true;
            }
        }
    }

    /// Every word of a paragraph deleted, and others written in its place.
    fn replaced(&mut self, sheet: &Sheet, aligned: &Aligned) {
        for block in blocks(sheet) {
            let from = sheet.before.partition_point(|one| one.first < block.start);
            let gone: Vec<(usize, usize)> = sheet
                .before
                .iter()
                .enumerate()
                .skip(from)
                .take_while(|(_, before)| before.last < block.end)
                .flat_map(|(at, _)| aligned.elements[at].iter().map(move |element| (*element, at)))
                .filter(|(element, _)| self.targets[*element].is_empty())
                .collect();
            let new: Vec<usize> = meeting(sheet, block.start, block.end - 1)
                .filter(|(at, after)| self.sources[*at].is_empty() && sheet.is_new(after))
                .map(|(at, _)| at)
                .collect();
            match (&gone[..], &new[..]) {
                ([(element, _)], [paragraph]) if self.fits(*element, *paragraph) => {
                    self.tie(*element, *paragraph);
                }
                _ => {
                    for (element, at) in gone {
                        let ends =
                            |after: &&usize| sheet.after[**after].last == sheet.before[at].last;
                        if let Some(paragraph) = new.iter().find(ends)
                            && self.fits(element, *paragraph)
                        {
                            self.tie(element, *paragraph);
                        }
                    }
                }
            }
        }
    }

    /// Do the elements around the paragraph stand around the element too?
    fn fits(&self, element: usize, paragraph: usize) -> bool {
        let before = self.sources[..paragraph].iter().rev().find_map(|all| all.iter().max());
        let behind = self.sources[paragraph + 1..].iter().find_map(|all| all.iter().min());
        before.is_none_or(|before| *before < element)
            && behind.is_none_or(|behind| element < *behind)
    }

    /// What stands between two parts of one element is a part of it.
    fn between_parts(&mut self, sheet: &Sheet) {
        for element in 0..self.targets.len() {
            let (Some(first), Some(last)) =
                (self.targets[element].iter().min(), self.targets[element].iter().max())
            else {
                continue;
            };
            for between in *first..*last {
                if self.sources[between].is_empty() && !sheet.after[between].words.trim().is_empty()
                {
                    self.tie(element, between);
                }
            }
            self.targets[element].sort_unstable();
        }
    }

    /// No element is divided and joined at once: it stays where its first words are.
    fn untangle(&mut self) {
        self.sources.iter_mut().for_each(|sources| sources.sort_unstable());
        for element in 0..self.targets.len() {
            let targets = &self.targets[element];
            if targets.len() > 1 && targets.iter().any(|one| self.sources[*one].len() > 1) {
                for other in self.targets[element].split_off(1) {
                    self.sources[other].retain(|one| *one != element);
                }
            }
        }
    }
}

/// The wording of a paragraph as it is compared: a number that it begins with and that its kind
/// has printed is no part of it.
pub(super) fn after_key(kind: Kind, words: &str) -> String {
    key(&crate::text::operations::without_marker(kind, words).1)
}

/// The paragraphs from after the changes that have lines in common with these.
pub(super) fn meeting(
    sheet: &Sheet,
    first: usize,
    last: usize,
) -> impl Iterator<Item = (usize, &super::sheet::Paragraph)> {
    let from = sheet.after.partition_point(|one| one.last < first);
    let all = sheet.after.iter().enumerate().skip(from);
    all.take_while(move |(_, one)| one.first <= last)
}

/// The stretches of lines between ends that both sides have.
fn blocks(sheet: &Sheet) -> Vec<std::ops::Range<usize>> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for (at, line) in sheet.lines.iter().enumerate() {
        if (line.stood && line.stands) || at + 1 == sheet.lines.len() {
            blocks.push(start..at + 1);
            start = at + 1;
        }
    }
    blocks
}
