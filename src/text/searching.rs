//! Which words stand in a text, folded so that they are found however they were typed, in the six official languages and
//! others; and where in it they stand.
//!
//! Case and accents make no difference; nor do Arabic vowel signs, the forms of alif, ya and ta marbuta, and the article; "œ"
//! is "oe". Chinese, which has no spaces, is parted into pairs of neighbouring signs. A word that is looked for is found by its
//! beginning.

mod snippet;
#[cfg(test)]
mod tests;

pub use snippet::{Shown, snippet};

use unicode_normalization::UnicodeNormalization;

/// What is longer is no word that anybody looks for whole.
const MOST_OF_A_WORD: usize = 48;
/// What is longer is nothing that anybody types into a field of search.
const MOST_OF_A_QUERY: usize = 300;
const MOST_TERMS: usize = 12;

/// A word of a text, folded, and the bytes of the text that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub folded: String,
    pub start: usize,
    pub end: usize,
    /// Where its first sign ends, if it is a pair of signs.
    pair: Option<usize>,
}

/// The words of a text, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut parting = Parting::default();
    for (start, c) in text.char_indices() {
        parting.take(start, c);
    }
    parting.end();
    parting.words
}

/// Each word of these texts once, in the order of the alphabet, with spaces between: what an index holds of them.
pub fn indexed<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let all = texts.into_iter().flat_map(words).map(|word| word.folded);
    all.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Parting {
    words: Vec<Word>,
    /// The word that is being read.
    word: String,
    letters: usize,
    from: usize,
    to: usize,
    /// The sign before, where signs stand without spaces.
    sign: Option<(char, usize, usize)>,
}

impl Parting {
    fn take(&mut self, start: usize, c: char) {
        let end = start + c.len_utf8();
        for c in std::iter::once(c).nfkd() {
            if is_left_out(c) {
                // It stands with the word that it is left out of.
                if !self.word.is_empty() {
                    self.to = end;
                }
                continue;
            }
            if is_sign(c) {
                self.end_word();
                if let Some((before, from, middle)) = self.sign.replace((c, start, end)) {
                    let folded = [before, c].iter().collect();
                    self.words.push(Word { folded, start: from, end, pair: Some(middle) });
                }
            } else if c.is_alphanumeric() || is_part_of_a_letter(c) {
                self.end_signs();
                if self.word.is_empty() {
                    self.from = start;
                }
                self.to = end;
                if self.letters < MOST_OF_A_WORD {
                    self.letters += 1;
                    fold(c, &mut self.word);
                }
            } else {
                self.end();
            }
        }
    }

    fn end(&mut self) {
        self.end_word();
        self.end_signs();
    }

    fn end_word(&mut self) {
        self.letters = 0;
        let word = std::mem::take(&mut self.word);
        if word.is_empty() {
            return;
        }
        let folded = without_article(word);
        self.words.push(Word { folded, start: self.from, end: self.to, pair: None });
    }

    /// The last sign has none after it: it is found by itself.
    fn end_signs(&mut self) {
        if let Some((sign, start, end)) = self.sign.take() {
            self.words.push(Word { folded: sign.to_string(), start, end, pair: None });
        }
    }
}

/// Accents and vowel signs, which are often left out, and what nobody sees.
fn is_left_out(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{487}'
            | '\u{610}'..='\u{61a}'
            | '\u{640}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{6d6}'..='\u{6dc}'
            | '\u{6df}'..='\u{6e8}'
            | '\u{6ea}'..='\u{6ed}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{3099}'..='\u{309a}'
            | '\u{feff}'
    )
}

/// Signs of scripts that are written without spaces.
fn is_sign(c: char) -> bool {
    matches!(
        c,
        '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// The marks of other scripts, without which their letters are not read.
fn is_part_of_a_letter(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn fold(c: char, word: &mut String) {
    for c in c.to_lowercase() {
        match c {
            'ß' => word.push_str("ss"),
            'æ' => word.push_str("ae"),
            'œ' => word.push_str("oe"),
            'ø' => word.push('o'),
            'ł' => word.push('l'),
            'đ' | 'ð' => word.push('d'),
            'þ' => word.push_str("th"),
            'ı' => word.push('i'),
            'ς' => word.push('σ'),
            'ة' => word.push('ه'),
            'ى' | 'ی' => word.push('ي'),
            'ٱ' => word.push('ا'),
            'ک' => word.push('ك'),
            '٠'..='٩' => word.push(digit(c, '٠')),
            '۰'..='۹' => word.push(digit(c, '۰')),
            c if is_left_out(c) => {}
            c => word.push(c),
        }
    }
}

fn digit(c: char, nought: char) -> char {
    char::from_digit(u32::from(c) - u32::from(nought), 10).unwrap_or(c)
}

/// An Arabic word without the article, and without what is written together with the article before it.
fn without_article(word: String) -> String {
    const ARTICLES: [&str; 7] = ["وال", "بال", "فال", "كال", "ال", "ولل", "لل"];
    let behind_for = ["ولل", "لل"].iter().find_map(|article| word.strip_prefix(article));
    if let Some(rest) = behind_for.filter(|rest| BEGUN_WITH_LAM.contains(rest)) {
        return format!("ل{rest}");
    }
    let rest = ARTICLES.iter().find_map(|article| word.strip_prefix(article));
    match rest.filter(|rest| rest.chars().count() >= 3) {
        Some(rest) => rest.to_owned(),
        None => word,
    }
}

/// Words that begin with lam, without it: three are never written together, so that after "for the" theirs is the one left
/// out (للجنة, for the committee). No rule tells them from words that begin with what follows (للجنة could be for paradise):
/// here are those of our texts, folded.
const BEGUN_WITH_LAM: &[&str] = &[
    "جنه",
    "جنتين",
    "جان", // committee, committees
    "غه",
    "غات",
    "غتين",
    "غوي",
    "غويه", // language, languages, linguistic
    "اجي",
    "اجيه",
    "اجيين",
    "اجيون",
    "اجيات", // refugee, refugees
    "جوء",   // asylum
    "قاء",
    "قاءات", // meeting, meetings
    "قاح",
    "قاحات", // vaccine, vaccines
    "ايحه",
    "وايح", // regulation, regulations
    "حظه",
    "حظات", // moment, moments
    "باس",  // dress
    "بنان",
    "بناني",
    "يبيا",
    "يبي", // Lebanon, Libya
];

/// What somebody looks for: all its terms must be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Term>,
}

/// Words that stand one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    words: Vec<String>,
    /// The last of them is but the beginning of a word.
    is_open: bool,
}

/// A word that an index is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub word: String,
    pub is_beginning: bool,
}

impl Query {
    /// What was typed: words, of which each may be a beginning, and in quotation marks words as they stand one after the other.
    /// None where there is no word in it.
    pub fn parse(typed: &str) -> Option<Self> {
        let typed: String = typed.chars().take(MOST_OF_A_QUERY).collect();
        let is_quote = |c| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '＂');
        let mut terms: Vec<Term> = Vec::new();
        for (n, part) in typed.split(is_quote).enumerate() {
            let found = words(part);
            match n % 2 {
                1 => terms.extend(Term::phrase(found)),
                _ => terms.extend(Term::each(found)),
            }
        }
        terms.truncate(MOST_TERMS);
        (!terms.is_empty()).then_some(Self { terms })
    }

    /// The words that stand in whatever it finds: an index is asked for them, and what it answers is [looked](Self::find)
    /// through.
    pub fn asked(&self) -> Vec<Asked> {
        let mut all: Vec<Asked> = Vec::new();
        for term in &self.terms {
            for (n, word) in term.words.iter().enumerate() {
                let is_beginning = term.is_open && n + 1 == term.words.len();
                let asked = Asked { word: word.clone(), is_beginning };
                if !all.contains(&asked) {
                    all.push(asked);
                }
            }
        }
        all
    }

    /// Where its words stand in these texts taken together; None unless all of them are there.
    pub fn find(&self, texts: &[&str]) -> Option<Vec<Places>> {
        let words: Vec<Vec<Word>> = texts.iter().map(|text| words(text)).collect();
        let mut found: Vec<Places> = vec![Places::default(); texts.len()];
        for term in &self.terms {
            let mut is_there = false;
            for (words, found) in words.iter().zip(&mut found) {
                let places = term.places(words);
                is_there |= !places.is_empty();
                found.terms += usize::from(!places.is_empty());
                found.stretches.extend(places);
            }
            if !is_there {
                return None;
            }
        }
        for places in &mut found {
            places.settle();
        }
        Some(found)
    }
}

impl Term {
    /// What stands between quotation marks.
    fn phrase(found: Vec<Word>) -> Option<Self> {
        let words = found.into_iter().map(|word| word.folded).collect();
        let mut term = Self { words, is_open: false }.without_end_of_signs()?;
        // A single sign begins the pair that it is found in.
        term.is_open = term.words.last().is_some_and(|last| signs(last) == Some(1));
        Some(term)
    }

    /// Each word for itself; signs without spaces together.
    fn each(found: Vec<Word>) -> Vec<Self> {
        let mut terms: Vec<(Self, usize, bool)> = Vec::new();
        for word in found {
            let is_of_signs = signs(&word.folded).is_some();
            match terms.last_mut().filter(|(_, end, of_signs)| *of_signs && word.start < *end) {
                Some((term, end, _)) => {
                    term.words.push(word.folded);
                    *end = word.end;
                }
                None => {
                    let term = Self { words: vec![word.folded], is_open: true };
                    terms.push((term, word.end, is_of_signs));
                }
            }
        }
        terms.into_iter().filter_map(|(term, ..)| term.without_end_of_signs()).collect()
    }

    /// The last sign stands in the pair before it, and need not be the last where it is found.
    fn without_end_of_signs(mut self) -> Option<Self> {
        if let [.., before, last] = &self.words[..]
            && (signs(before), signs(last)) == (Some(2), Some(1))
        {
            self.words.pop();
        }
        (!self.words.is_empty()).then_some(self)
    }

    fn places(&self, words: &[Word]) -> Vec<Stretch> {
        let Some(last) = self.words.len().checked_sub(1) else { return Vec::new() };
        let matches = |run: &&[Word]| {
            run.iter().zip(&self.words).enumerate().all(|(n, (word, wanted))| {
                let is_beginning = self.is_open && n == last;
                word.folded == *wanted || (is_beginning && word.folded.starts_with(wanted))
            })
        };
        words.windows(self.words.len()).filter(matches).map(|run| self.stretch(run)).collect()
    }

    fn stretch(&self, run: &[Word]) -> Stretch {
        let start = run.first().map_or(0, |word| word.start);
        let end = run.last().map_or(start, |word| {
            // Of a pair that was looked for by its first sign, that sign.
            let is_whole = self.words.last().is_some_and(|wanted| word.folded == *wanted);
            word.pair.filter(|_| !is_whole).unwrap_or(word.end)
        });
        Stretch { start, end }
    }
}

/// How many signs the word is of; None for a word of letters.
fn signs(word: &str) -> Option<usize> {
    word.chars().all(is_sign).then(|| word.chars().count())
}

/// Bytes of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    pub start: usize,
    pub end: usize,
}

/// Where in a text the words stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// How many of the terms stand in it.
    pub terms: usize,
    pub stretches: Vec<Stretch>,
}

impl Places {
    /// In order, none within another.
    fn settle(&mut self) {
        self.stretches.sort();
        let mut settled: Vec<Stretch> = Vec::new();
        for stretch in &self.stretches {
            match settled.last_mut().filter(|last| stretch.start < last.end) {
                Some(last) => last.end = last.end.max(stretch.end),
                None => settled.push(*stretch),
            }
        }
        self.stretches = settled;
    }
}
