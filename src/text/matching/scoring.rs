//! What is known of each element before any two are compared: its words as numbers, how much they
//! weigh, and who stands around it.

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::elements::{Kind, Text, without_marks};
use crate::text::folding::typography_folded;

/// Words as numbers, in ascending order, with how often each occurs.
pub(super) type Words = Vec<(u32, u32)>;

pub(super) struct Features<'a> {
    pub old: Side<'a>,
    pub new: Side<'a>,
    /// By word: the rarer, the heavier.
    pub weights: Vec<f64>,
}

/// One of the two texts.
pub(super) struct Side<'a> {
    pub text: &'a Text,
    language: &'a str,
    pub folded: Vec<String>,
    pub words: Vec<Words>,
    pub weight: Vec<f64>,
    pub parent: Vec<Option<usize>>,
    /// The neighbours under the same parent.
    pub before: Vec<Option<usize>>,
    pub after: Vec<Option<usize>>,
    pub children: Vec<Vec<usize>>,
    pub children_weight: Vec<f64>,
    /// Whether the wording stands in the text more than once.
    pub repeated: Vec<bool>,
}

impl<'a> Features<'a> {
    pub fn of(old: &'a Text, new: &'a Text, language: &'a str) -> Self {
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut old = Side::of(old, language, &mut known);
        let mut new = Side::of(new, language, &mut known);
        let mut frequency = vec![0_u32; known.len()];
        for (word, _) in old.words.iter().chain(&new.words).flatten() {
            frequency[*word as usize] += 1;
        }
        #[allow(clippy::cast_precision_loss)]
        let elements = (old.len() + new.len()) as f64;
        let weights: Vec<f64> =
            frequency.iter().map(|n| (1.0 + elements / f64::from((*n).max(1))).ln()).collect();
        old.weigh(&weights);
        new.weigh(&weights);
        Self { old, new, weights }
    }

    /// How far apart two elements stand, counted in elements from the beginning.
    pub fn apart(&self, old: usize, new: usize) -> usize {
        old.abs_diff(new)
    }
}

impl<'a> Side<'a> {
    fn of(text: &'a Text, language: &'a str, known: &mut HashMap<String, u32>) -> Self {
        let at: HashMap<&str, usize> =
            text.elements.iter().enumerate().map(|(at, e)| (e.id.as_str(), at)).collect();
        let count = text.elements.len();
        let folded: Vec<String> = text
            .elements
            .iter()
            .map(|e| typography_folded(&without_marks(e.wording(language))).to_lowercase())
            .collect();
        let words = folded.iter().map(|wording| numbered(wording, known)).collect();
        let parent: Vec<Option<usize>> = text
            .elements
            .iter()
            .map(|e| e.parent.as_deref().and_then(|parent| at.get(parent).copied()))
            .collect();
        let mut children = vec![Vec::new(); count];
        let (mut before, mut after) = (vec![None; count], vec![None; count]);
        let mut last: HashMap<Option<usize>, usize> = HashMap::new();
        for (index, parent) in parent.iter().enumerate() {
            // Footnotes stand among those they belong to, and are nobody's neighbours.
            if text.elements[index].kind == Kind::Footnote {
                continue;
            }
            if let Some(parent) = parent {
                children[*parent].push(index);
            }
            if let Some(previous) = last.insert(*parent, index) {
                before[index] = Some(previous);
                after[previous] = Some(index);
            }
        }
        let mut times: HashMap<&str, usize> = HashMap::new();
        for wording in &folded {
            *times.entry(wording).or_default() += 1;
        }
        let repeated = folded.iter().map(|wording| times[wording.as_str()] > 1).collect();
        Self {
            text,
            language,
            words,
            weight: Vec::new(),
            parent,
            before,
            after,
            children,
            children_weight: Vec::new(),
            repeated,
            folded,
        }
    }

    fn weigh(&mut self, weights: &[f64]) {
        let weight = |words: &Words| -> f64 {
            words.iter().map(|(word, times)| weights[*word as usize] * f64::from(*times)).sum()
        };
        self.weight = self.words.iter().map(weight).collect();
        self.children_weight = self
            .children
            .iter()
            .map(|children| children.iter().map(|child| 1.0 + self.weight[*child]).sum())
            .collect();
    }

    pub fn len(&self) -> usize {
        self.text.elements.len()
    }

    pub fn ids(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.text.elements.iter().map(|e| e.id.as_str())
    }

    /// Whether one stands directly after the other under the same parent.
    pub fn are_neighbours(&self, one: usize, other: usize) -> bool {
        self.after[one] == Some(other) || self.before[one] == Some(other)
    }

    pub fn kind(&self, at: usize) -> Kind {
        self.text.elements[at].kind
    }

    pub fn wording(&self, at: usize) -> &'a str {
        self.text.elements[at].wording(self.language)
    }
}

/// The words of a folded wording. Where words are not written apart, two signs at a time stand for
/// one: single signs are everywhere.
fn numbered(folded: &str, known: &mut HashMap<String, u32>) -> Words {
    let mut words: Vec<u32> = Vec::new();
    let mut number = |word: &str| {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        match known.get(word) {
            Some(number) => *number,
            None => {
                known.insert(word.to_owned(), next);
                next
            }
        }
    };
    let mut sign_before: Option<&str> = None;
    for word in folded.unicode_words() {
        if is_sign(word) {
            if let Some(before) = sign_before {
                words.push(number(&format!("{before}{word}")));
            }
            sign_before = Some(word);
        } else {
            sign_before = None;
            words.push(number(word));
        }
    }
    words.sort_unstable();
    let mut counted: Words = Vec::with_capacity(words.len());
    for word in words {
        match counted.last_mut() {
            Some((last, times)) if *last == word => *times += 1,
            _ => counted.push((word, 1)),
        }
    }
    counted
}

fn is_sign(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters
        .next()
        .is_some_and(|c| matches!(c, '\u{3040}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'));
    first && letters.next().is_none()
}

/// The weight of the words that both have.
pub(super) fn overlap(one: &Words, other: &Words, weights: &[f64]) -> f64 {
    let (mut a, mut b, mut shared) = (0, 0, 0.0);
    while let (Some((left, n)), Some((right, m))) = (one.get(a), other.get(b)) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => {
                shared += weights[*left as usize] * f64::from(*n.min(m));
                (a, b) = (a + 1, b + 1);
            }
        }
    }
    shared
}

/// The words that are left when others have been taken out.
pub(super) fn residual(words: &Words, taken: &[&Words]) -> Words {
    let mut out: HashMap<u32, u32> = HashMap::new();
    for (word, times) in taken.iter().flat_map(|words| words.iter()) {
        *out.entry(*word).or_default() += times;
    }
    let left = |(word, times): &(u32, u32)| {
        let left = times.saturating_sub(out.get(word).copied().unwrap_or(0));
        (left > 0).then_some((*word, left))
    };
    words.iter().filter_map(left).collect()
}
