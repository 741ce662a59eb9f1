//! Which paragraphs from before the changes are which elements: by the hidden marks, by the very
//! words, and at last by words that are nearly the same.

use std::collections::{HashMap, HashSet};

use unicode_segmentation::UnicodeSegmentation;

use super::sheet::{Sheet, key};
use crate::text::elements::{Kind, Text, marks, without_marks};
use crate::text::operations::without_marker;

/// Paragraphs with fewer words in common are not the same; Dice's coefficient.
const LEAST_ALIKE: f64 = 0.6;
/// Of so many paragraphs with so many elements between two that are known, none is compared word
/// by word: what is there says nothing of where it belongs.
const MOST_COMPARED: usize = 250_000;

/// What belongs together, by place in the text and in [`Sheet::before`].
#[derive(Debug, Clone, Default)]
pub(super) struct Aligned {
    /// By paragraph: mostly one element; several that somebody joined unseen; none.
    pub elements: Vec<Vec<usize>>,
    /// By element: mostly one paragraph; several where it was divided unseen; none.
    pub paragraphs: Vec<Vec<usize>>,
    /// Paragraphs that are only the number or the name of an element.
    pub labels: HashSet<usize>,
    /// By paragraph: is the number still there that it began with?
    pub label_stands: Vec<bool>,
    /// The file's footnote marks as the text has them.
    pub notes: HashMap<String, String>,
    /// The footnote marks that stood in the file before its changes.
    pub old_notes: HashSet<String>,
}

/// Finds the elements in the sheet, and takes the numbers before them off it.
pub(super) fn align(
    text: &Text,
    language: &str,
    labels: &[String],
    sheet: &Sheet,
) -> (Sheet, Aligned) {
    let mut work = Alignment::of(text, language, labels, sheet);
    work.by_marks(sheet);
    work.by_words();
    work.by_likeness();
    work.moved();
    work.divided_and_joined();
    work.names_alone();
    let mut sheet = sheet.clone();
    let aligned = work.done(&mut sheet);
    (sheet, aligned)
}

struct Alignment<'a> {
    text: &'a Text,
    language: &'a str,
    labels: &'a [String],
    /// The elements that are paragraphs, in order.
    own: Vec<usize>,
    /// By element: its words, as they are compared.
    keys: Vec<String>,
    /// By paragraph: its words with and without the number that they may begin with.
    bare: Vec<Said>,
    element_of: Vec<Vec<usize>>,
    paragraph_of: Vec<Vec<usize>>,
    only_label: HashSet<usize>,
}

struct Said {
    words: String,
    whole: String,
    without_number: String,
}

impl<'a> Alignment<'a> {
    fn of(text: &'a Text, language: &'a str, labels: &'a [String], sheet: &Sheet) -> Self {
        let said = |words: &String| Said {
            words: words.clone(),
            whole: key(words),
            without_number: key(&words[number_length(words)..]),
        };
        let is_paragraph = |at: &usize| text.elements[*at].kind != Kind::Footnote;
        Self {
            text,
            language,
            labels,
            own: (0..text.elements.len()).filter(is_paragraph).collect(),
            keys: text.elements.iter().map(|element| key(element.wording(language))).collect(),
            bare: sheet.before.iter().map(|one| said(&one.words)).collect(),
            element_of: vec![Vec::new(); sheet.before.len()],
            paragraph_of: vec![Vec::new(); text.elements.len()],
            only_label: HashSet::new(),
        }
    }

    fn tie(&mut self, element: usize, paragraph: usize) {
        self.element_of[paragraph].push(element);
        self.paragraph_of[element].push(paragraph);
    }

    /// A mark that two paragraphs carry, since one was divided into them, is the first one's.
    fn by_marks(&mut self, sheet: &Sheet) {
        let places: HashMap<&str, usize> =
            self.own.iter().map(|at| (self.text.elements[*at].id.as_str(), *at)).collect();
        for (paragraph, one) in sheet.before.iter().enumerate() {
            for mark in sheet.marks(one) {
                if let Some(element) = places.get(mark)
                    && self.paragraph_of[*element].is_empty()
                    && (self.element_of[paragraph].is_empty() || self.holds(paragraph, *element))
                {
                    self.tie(*element, paragraph);
                }
            }
        }
    }

    /// Do the paragraph's words hold those of the element, so that it may be one of several in it?
    fn holds(&self, paragraph: usize, element: usize) -> bool {
        let own = &self.keys[element];
        !own.is_empty() && self.bare[paragraph].whole.contains(own.as_str())
    }

    /// Between what is known, in its order: the same words.
    fn by_words(&mut self) {
        for (elements, paragraphs) in self.gaps() {
            let same = |element: usize, paragraph: usize| {
                f64::from(u8::from(self.is_same(element, paragraph)))
            };
            for (element, paragraph) in best(&elements, &paragraphs, same) {
                self.tie(element, paragraph);
            }
        }
    }

    fn is_same(&self, element: usize, paragraph: usize) -> bool {
        let (own, said) = (&self.keys[element], &self.bare[paragraph]);
        let labelled = || said.whole == key(&format!("{} {own}", self.labels[element]));
        match own.is_empty() {
            true => !self.labels[element].is_empty() && labelled(),
            false => said.whole == *own || said.without_number == *own || labelled(),
        }
    }

    fn by_likeness(&mut self) {
        let mut known = HashMap::new();
        let of_elements: Vec<Words> =
            self.keys.iter().map(|own| numbered(own, &mut known)).collect();
        let of_paragraphs: Vec<Words> =
            self.bare.iter().map(|said| numbered(&said.without_number, &mut known)).collect();
        for (elements, paragraphs) in self.gaps() {
            if elements.len().saturating_mul(paragraphs.len()) > MOST_COMPARED {
                continue;
            }
            let alike = |element: usize, paragraph: usize| {
                let alike = dice(&of_elements[element], &of_paragraphs[paragraph]);
                if alike >= LEAST_ALIKE { alike } else { 0.0 }
            };
            for (element, paragraph) in best(&elements, &paragraphs, alike) {
                self.tie(element, paragraph);
            }
        }
    }

    /// What nobody knows yet, between paragraphs that are known and stand in the text's order:
    /// elements, and paragraphs.
    fn gaps(&self) -> Vec<(Vec<usize>, Vec<usize>)> {
        let pairs: Vec<(usize, usize)> = self
            .element_of
            .iter()
            .enumerate()
            .filter_map(|(paragraph, elements)| Some((*elements.first()?, paragraph)))
            .collect();
        let mut kept = crate::text::ascending::longest_ascending(&pairs, |pair| pair.0);
        kept.push((self.text.elements.len(), self.element_of.len()));
        let (mut element, mut paragraph) = (0, 0);
        let mut gaps = Vec::new();
        for (next_element, next_paragraph) in kept {
            let elements: Vec<usize> = (element..next_element)
                .filter(|at| self.own.binary_search(at).is_ok())
                .filter(|at| self.paragraph_of[*at].is_empty())
                .collect();
            let paragraphs: Vec<usize> = (paragraph..next_paragraph)
                .filter(|at| self.element_of[*at].is_empty() && !self.bare[*at].whole.is_empty())
                .collect();
            if !elements.is_empty() && !paragraphs.is_empty() {
                gaps.push((elements, paragraphs));
            }
            (element, paragraph) = (next_element + 1, next_paragraph + 1);
        }
        gaps
    }

    /// The same words at another place: somebody moved them without a trace.
    fn moved(&mut self) {
        let mut free: HashMap<&str, Vec<usize>> = HashMap::new();
        for (paragraph, said) in self.bare.iter().enumerate() {
            if self.element_of[paragraph].is_empty() && said.without_number.contains(' ') {
                free.entry(&said.without_number).or_default().push(paragraph);
            }
        }
        let mut ties = Vec::new();
        for element in &self.own {
            if self.paragraph_of[*element].is_empty()
                && let Some([paragraph]) = free.get(self.keys[*element].as_str()).map(Vec::as_slice)
                && !ties.iter().any(|(_, taken)| taken == paragraph)
            {
                ties.push((*element, *paragraph));
            }
        }
        for (element, paragraph) in ties {
            self.tie(element, paragraph);
        }
    }

    /// Paragraphs that are one element together, and elements that are one paragraph together:
    /// joined and divided without a trace.
    fn divided_and_joined(&mut self) {
        for at in 0..self.own.len() {
            let element = self.own[at];
            let [paragraph] = self.paragraph_of[element][..] else { continue };
            if self.element_of[paragraph].len() != 1 || self.is_same(element, paragraph) {
                continue;
            }
            self.divided(element, paragraph);
            let mut whole = self.keys[element].clone();
            let mut more = Vec::new();
            for next in &self.own[at + 1..] {
                if !self.paragraph_of[*next].is_empty() || self.keys[*next].is_empty() {
                    break;
                }
                whole = joined(&whole, &self.keys[*next]);
                more.push(*next);
                if whole.len() >= self.bare[paragraph].without_number.len() {
                    break;
                }
            }
            if whole == self.bare[paragraph].without_number {
                more.drain(..).for_each(|one| self.tie(one, paragraph));
            }
        }
    }

    /// Are the paragraphs around it, that nobody knows yet, the rest of the element?
    fn divided(&mut self, element: usize, paragraph: usize) {
        let is_free =
            |at: &usize| self.element_of[*at].is_empty() && !self.bare[*at].whole.is_empty();
        let mut whole = self.bare[paragraph].without_number.clone();
        let mut more = Vec::new();
        for next in (paragraph + 1..self.bare.len()).take_while(is_free) {
            whole = joined(&whole, &self.bare[next].whole);
            more.push(next);
            if whole == self.keys[element] {
                return more.into_iter().for_each(|one| self.tie(element, one));
            }
            if whole.len() > self.keys[element].len() {
                break;
            }
        }
        let mut whole = self.bare[paragraph].whole.clone();
        let mut more = Vec::new();
        for before in (0..paragraph).rev().take_while(is_free) {
            let with_number = joined(&self.bare[before].whole, &whole);
            whole = joined(&self.bare[before].without_number, &whole);
            more.push(before);
            if whole == self.keys[element] || with_number == self.keys[element] {
                // What it was known by is no longer its first part.
                self.element_of[paragraph].clear();
                self.paragraph_of[element].clear();
                more.reverse();
                more.push(paragraph);
                return more.into_iter().for_each(|one| self.tie(element, one));
            }
            if whole.len() > self.keys[element].len() {
                break;
            }
        }
    }

    /// "Article 4" on a line of its own, where the text has it as a number.
    fn names_alone(&mut self) {
        let names: HashSet<String> =
            self.labels.iter().map(|label| key(label)).filter(|label| !label.is_empty()).collect();
        for (paragraph, said) in self.bare.iter().enumerate() {
            if self.element_of[paragraph].is_empty() && names.contains(&said.whole) {
                self.only_label.insert(paragraph);
            }
        }
    }

    fn done(self, sheet: &mut Sheet) -> Aligned {
        let mut label_stands = vec![false; self.element_of.len()];
        let mut notes = HashMap::new();
        let mut old_notes = HashSet::new();
        for (paragraph, elements) in self.element_of.iter().enumerate() {
            let Some(first) = elements.first() else { continue };
            let words = &self.bare[paragraph].words;
            old_notes.extend(marks(words).iter().map(|mark| mark.label.to_owned()));
            let own = self.text.elements[*first].wording(self.language);
            let number = self.number(*first, words);
            label_stands[paragraph] = sheet.cut(paragraph, number);
            let all = elements.iter().map(|at| self.text.elements[*at].wording(self.language));
            let ours: Vec<&str> = match elements.len() {
                1 => marks(own).iter().map(|mark| mark.label).collect(),
                _ => all.flat_map(marks).map(|mark| mark.label).collect(),
            };
            for (theirs, ours) in marks(words).iter().zip(ours) {
                notes.insert(theirs.label.to_owned(), ours.to_owned());
            }
        }
        sheet.join();
        Aligned {
            elements: self.element_of,
            paragraphs: self.paragraph_of,
            labels: self.only_label,
            label_stands,
            notes,
            old_notes,
        }
    }

    /// How many bytes of a paragraph are the number of its element, with what stands between the
    /// number and the words.
    fn number(&self, element: usize, words: &str) -> usize {
        let own = key(self.text.elements[element].wording(self.language));
        let rest = |length: usize| {
            let blank = words[length..].len() - words[length..].trim_start().len();
            length + blank
        };
        let label: Vec<char> =
            self.labels[element].chars().filter(|c| !c.is_whitespace()).collect();
        let mut left = label.iter().peekable();
        for (at, c) in words.char_indices() {
            match left.peek() {
                None => break,
                Some(_) if c.is_whitespace() => {}
                Some(next) if **next == c => {
                    left.next();
                    // "1" is not the number of "10 per cent".
                    let end = at + c.len_utf8();
                    let goes_on = words[end..].chars().next().is_some_and(char::is_alphanumeric);
                    if left.peek().is_none() && !(goes_on && c.is_alphanumeric()) {
                        return rest(end);
                    }
                }
                Some(_) => break,
            }
        }
        // What the wording begins with itself is no number.
        if key(words) == own {
            return 0;
        }
        let (typed, bare) = without_marker(self.text.elements[element].kind, words);
        if typed.is_empty() { 0 } else { words.rfind(bare.as_str()).unwrap_or(0) }
    }
}

/// How much two wordings have in common, from 0 to 1.
pub(super) fn alike(one: &str, other: &str) -> f64 {
    let mut known = HashMap::new();
    let (one, other) = (numbered(one, &mut known), numbered(other, &mut known));
    dice(&one, &other)
}

fn joined(one: &str, other: &str) -> String {
    key(&format!("{one} {other}"))
}

/// How many bytes of a paragraph look like a number before it.
fn number_length(words: &str) -> usize {
    let (number, _) = crate::text::folding::number_apart(words);
    number.len()
}

/// Words as numbers, in order.
type Words = Vec<u32>;

fn numbered(folded: &str, known: &mut HashMap<String, u32>) -> Words {
    let mut words: Words = without_marks(folded)
        .to_lowercase()
        .unicode_words()
        .map(|word| {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            *known.entry(word.to_owned()).or_insert(next)
        })
        .collect();
    words.sort_unstable();
    words
}

fn dice(one: &Words, other: &Words) -> f64 {
    let (mut a, mut b, mut both) = (0, 0, 0_usize);
    while a < one.len() && b < other.len() {
        match one[a].cmp(&other[b]) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => (a, b, both) = (a + 1, b + 1, both + 1),
        }
    }
    #[allow(clippy::cast_precision_loss)]
    let dice = 2.0 * both as f64 / (one.len() + other.len()).max(1) as f64;
    dice
}

/// The pairs in ascending order that are worth most together; nothing is worth nothing.
fn best(
    elements: &[usize],
    paragraphs: &[usize],
    worth: impl Fn(usize, usize) -> f64,
) -> Vec<(usize, usize)> {
    let (rows, columns) = (elements.len(), paragraphs.len());
    let at = |row: usize, column: usize| row * (columns + 1) + column;
    let mut sums = vec![0.0_f64; (rows + 1) * (columns + 1)];
    let mut worths = vec![0.0_f64; (rows + 1) * (columns + 1)];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let own = worth(elements[row], paragraphs[column]);
            worths[at(row, column)] = own;
            let without = sums[at(row + 1, column)].max(sums[at(row, column + 1)]);
            let with = own + sums[at(row + 1, column + 1)];
            sums[at(row, column)] = if own > 0.0 { with.max(without) } else { without };
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut pairs = Vec::new();
    while row < rows && column < columns {
        let here = sums[at(row, column)];
        let own = worths[at(row, column)];
        if own > 0.0 && here <= own + sums[at(row + 1, column + 1)] {
            pairs.push((elements[row], paragraphs[column]));
            (row, column) = (row + 1, column + 1);
        } else if here <= sums[at(row + 1, column)] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}
