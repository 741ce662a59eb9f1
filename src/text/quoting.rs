//! What a text quotes in passing: do the words stand in the drafts, and if not, what stands there?

use std::cmp::Reverse;
use std::collections::HashMap;

use super::difference::{Run, difference, similarity, typography_folded, words};
use super::elements::without_marks;
use super::folding::{folded, without_number};
use super::quotes::is_spaced_letter;

/// Wordings less alike than this are no help to somebody who misquoted.
const LEAST_ALIKE: f64 = 0.4;
/// Comparisons of a word with a word, before the search for the nearest wording ends: every
/// wording of a long draft for a sentence, the likeliest ones for pages in quotation marks.
const MOST_STEPS: usize = 4_000_000;

/// Words in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation<'a> {
    /// Where the opening mark stands, in bytes.
    pub start: usize,
    /// What may be meant to stand between the marks: more than one where an apostrophe may be a
    /// closing mark ("‘the peoples’ rights’"), the shortest first.
    pub readings: Vec<&'a str>,
}

/// The quotations of a text, in order: «…», “…”, „…“, "…" and ‘…’. What stands in the quotation
/// marks of a quotation is a part of that.
pub fn quotations(text: &str) -> Vec<Quotation<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((start, mark)) = text[from..]
        .char_indices()
        .map(|(at, c)| (from + at, c))
        .find(|(at, c)| opens(text, *at, *c))
    {
        let inside = start + mark.len_utf8();
        let ends = closings(text, mark, inside);
        let readings: Vec<&str> = ends
            .iter()
            .map(|end| text[inside..*end].trim())
            .filter(|words| words.chars().any(char::is_alphanumeric))
            .collect();
        from = ends.first().copied().unwrap_or(inside);
        if !readings.is_empty() {
            found.push(Quotation { start, readings });
        }
        // Past the closing mark, which for "…" would open the next one.
        from += text[from..].chars().next().filter(|_| !ends.is_empty()).map_or(0, char::len_utf8);
    }
    found
}

fn opens(text: &str, at: usize, mark: char) -> bool {
    let before = text[..at].chars().next_back();
    match mark {
        '«' | '“' | '„' => true,
        '‘' | '"' => !before.is_some_and(char::is_alphanumeric),
        _ => false,
    }
}

/// Where the words may end that `mark` opened before `from`.
fn closings(text: &str, mark: char, from: usize) -> Vec<usize> {
    let paragraph = text[from..].find("\n\n").map_or(text.len(), |at| from + at);
    let rest = text[from..paragraph].char_indices().map(|(at, c)| (from + at, c));
    match mark {
        '"' => rest.filter(|(_, c)| *c == '"').map(|(at, _)| at).take(1).collect(),
        '‘' => {
            let ends = |at: usize| {
                !text[at + '’'.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric)
            };
            rest.take_while(|(_, c)| *c != '‘')
                .filter(|(at, c)| *c == '’' && ends(*at))
                .map(|(at, _)| at)
                .collect()
        }
        _ => {
            let mut depth = 1;
            for (at, c) in rest {
                match (mark, c) {
                    ('«', '»') | ('“', '”') | ('„', '“' | '”') => depth -= 1,
                    ('«', '«') | ('“', '“') => depth += 1,
                    _ => {}
                }
                if depth == 0 {
                    return vec![at];
                }
            }
            Vec::new()
        }
    }
}

/// Words between quotation marks that stand in none of the drafts.
#[derive(Debug, Clone, PartialEq)]
pub struct Misquotation {
    pub words: String,
    /// What comes nearest, where anything does.
    pub nearest: Option<Nearest>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Nearest {
    /// Which text, and which of its wordings, as they were handed in.
    pub text: usize,
    pub wording: usize,
    /// The words of the draft.
    pub words: String,
    /// From the words of the draft to the quotation.
    pub runs: Vec<Run>,
}

/// The drafts that quotations are looked for in.
#[derive(Debug, Clone, Default)]
pub struct Drafts {
    texts: Vec<Quoted>,
}

#[derive(Debug, Clone)]
struct Quoted {
    wordings: Vec<String>,
    /// The wordings one after the other, folded: a quotation may run on from one to the next.
    whole: String,
}

impl Drafts {
    /// Texts by their wordings, in the order in which they are read.
    pub fn new(texts: Vec<Vec<String>>) -> Self {
        let texts = texts.into_iter().map(|wordings| {
            let folded: Vec<String> = wordings.iter().map(|wording| plain(wording)).collect();
            Quoted { whole: folded.join(" "), wordings }
        });
        Self { texts: texts.collect() }
    }

    /// Whether one of the texts has these words. Typography and footnote marks make no
    /// difference; "…" and "[…]" stand for what was left out, "[s]hall" for another case.
    pub fn hold(&self, quoted: &str) -> bool {
        let parts = parts(quoted);
        !parts.is_empty() && self.texts.iter().any(|text| have(&text.whole, &parts))
    }

    /// The quotations of a text that stand in none of the drafts.
    pub fn misquoted(&self, text: &str) -> Vec<Misquotation> {
        quotations(text)
            .into_iter()
            .filter(|quotation| !quotation.readings.iter().any(|words| self.hold(words)))
            .map(|quotation| {
                let words = quotation.readings.first().copied().unwrap_or_default();
                Misquotation { words: words.to_owned(), nearest: self.nearest(words) }
            })
            .collect()
    }

    /// The wording of the drafts that is fewest words from these; of several, the one most alike.
    fn nearest(&self, quoted: &str) -> Option<Nearest> {
        let wanted = tokens(quoted);
        let mut best: Option<(usize, f64, Nearest)> = None;
        let mut steps = 0;
        for candidate in self.candidates(&wanted) {
            let fewest = best.as_ref().map_or(usize::MAX, |(changes, _, _)| *changes);
            steps += wanted.len() * candidate.tokens.len();
            // What is not shared is changed: none of those that follow comes nearer.
            if wanted.len() - candidate.shared > fewest || steps > MOST_STEPS {
                break;
            }
            let Candidate { text, wording, .. } = candidate;
            let source = &self.texts[text].wordings[wording];
            let (changes, words) = window(source, &candidate.tokens, &wanted, quoted);
            if changes > fewest {
                continue;
            }
            let runs = difference(&words, quoted);
            let alike = similarity(&runs);
            if best.as_ref().is_none_or(|(fewest, most, _)| changes < *fewest || alike > *most) {
                best = Some((changes, alike, Nearest { text, wording, words, runs }));
            }
        }
        best.filter(|(_, alike, _)| *alike >= LEAST_ALIKE).map(|(_, _, nearest)| nearest)
    }

    /// The wordings that have any of the wanted words, those with the most first.
    fn candidates(&self, wanted: &[Token]) -> Vec<Candidate> {
        let mut asked: HashMap<&str, usize> = HashMap::new();
        for token in wanted {
            *asked.entry(&token.folded).or_default() += 1;
        }
        let mut found = Vec::new();
        for (text, all) in self.texts.iter().enumerate() {
            for (wording, source) in all.wordings.iter().enumerate() {
                let tokens = tokens(source);
                let mut left = asked.clone();
                let shared = tokens.iter().filter(|token| {
                    left.get_mut(token.folded.as_str())
                        .and_then(|times| times.checked_sub(1).map(|fewer| *times = fewer))
                        .is_some()
                });
                let shared = shared.count();
                if shared > 0 {
                    found.push(Candidate { text, wording, shared, tokens });
                }
            }
        }
        found.sort_by_key(|one| (Reverse(one.shared), one.text, one.wording));
        found
    }
}

/// A wording that may be the one that was meant.
struct Candidate {
    text: usize,
    wording: usize,
    /// How many of the wanted words it has, each as often as it is wanted.
    shared: usize,
    tokens: Vec<Token>,
}

/// Folded, without footnote marks.
fn plain(wording: &str) -> String {
    folded(&without_marks(wording)).iter().map(|f| f.letter).collect()
}

/// The stretches of a quotation between what it leaves out; each in the forms that it may have in
/// the draft.
fn parts(quoted: &str) -> Vec<Vec<String>> {
    let mut marked = without_marks(quoted);
    for omission in ["[…]", "[...]", "[. . .]", "(…)", "(...)", ". . .", "...", "…"] {
        marked = marked.replace(omission, "\u{1}");
    }
    marked
        .split('\u{1}')
        .map(forms)
        .filter(|forms| forms.iter().any(|form| form.chars().any(char::is_alphanumeric)))
        .collect()
}

fn forms(part: &str) -> Vec<String> {
    let mut forms = Vec::new();
    for written in other_case(part) {
        let letters = folded(&written);
        let said = |letters: &[super::folding::Folded]| -> String {
            letters.iter().map(|f| f.letter).collect::<String>().trim().to_owned()
        };
        for form in [said(&letters), said(without_number(&letters))] {
            // The stop may be the sentence's that quotes.
            let stopped = form.trim_end_matches([',', '.', ';', ':', '!', '?']).to_owned();
            forms.extend([form, stopped]);
        }
    }
    forms.retain(|form| !form.is_empty());
    forms.dedup();
    forms
}

/// "[s]hall" as "shall" and as "Shall"; anything else as it is.
fn other_case(part: &str) -> Vec<String> {
    let (mut as_is, mut swapped) = (String::new(), String::new());
    let mut letters = part.chars().peekable();
    let mut has_any = false;
    while let Some(letter) = letters.next() {
        let mut ahead = letters.clone();
        if let ('[', Some(inside), Some(']')) = (letter, ahead.next(), ahead.next())
            && inside.is_alphabetic()
        {
            has_any = true;
            as_is.push(inside);
            match inside.is_uppercase() {
                true => swapped.extend(inside.to_lowercase()),
                false => swapped.extend(inside.to_uppercase()),
            }
            letters = ahead;
            continue;
        }
        as_is.push(letter);
        swapped.push(letter);
    }
    if has_any { vec![as_is, swapped] } else { vec![as_is] }
}

/// Whether the text has all parts as whole words, one after the other.
fn have(whole: &str, parts: &[Vec<String>]) -> bool {
    let mut from = 0;
    for forms in parts {
        match forms.iter().filter_map(|form| end_of(whole, form, from)).min() {
            Some(end) => from = end,
            None => return false,
        }
    }
    true
}

/// Where `part` ends in `whole`, after `from`, as whole words.
fn end_of(whole: &str, part: &str, from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(found) = whole[at..].find(part) {
        let (start, end) = (at + found, at + found + part.len());
        let cuts = |before: Option<char>, after: Option<char>| {
            before.is_some_and(is_spaced_letter) && after.is_some_and(is_spaced_letter)
        };
        let first = part.chars().next();
        if !cuts(whole[..start].chars().next_back(), first)
            && !cuts(part.chars().next_back(), whole[end..].chars().next())
        {
            return Some(end);
        }
        at = start + first.map_or(1, char::len_utf8);
    }
    None
}

/// A word and where it stands.
struct Token {
    folded: String,
    start: usize,
    end: usize,
}

fn tokens(wording: &str) -> Vec<Token> {
    let mut at = 0;
    let mut tokens = Vec::new();
    for word in words(wording) {
        let (start, end) = (at, at + word.len());
        at = end;
        if word.chars().any(char::is_alphanumeric) && !word.starts_with("[^") {
            tokens.push(Token { folded: typography_folded(word).to_lowercase(), start, end });
        }
    }
    tokens
}

/// The stretch of the source that the wanted words are fewest changes from, and how many.
fn window(source: &str, tokens: &[Token], wanted: &[Token], quoted: &str) -> (usize, String) {
    // Row by row: the least changes, and where the stretch began.
    let mut above: Vec<(usize, usize)> = (0..=tokens.len()).map(|at| (0, at)).collect();
    for want in wanted {
        let mut row = vec![(above[0].0 + 1, above[0].1)];
        for (at, token) in tokens.iter().enumerate() {
            let kept = usize::from(token.folded != want.folded);
            let (through, left, up) = (above[at], row[at], above[at + 1]);
            let best = [(through.0 + kept, through.1), (left.0 + 1, left.1), (up.0 + 1, up.1)];
            row.push(best.into_iter().min_by_key(|(changes, _)| *changes).unwrap_or(through));
        }
        above = row;
    }
    // Of two as near, the longer: a word in place of another, not beside it.
    let end = (0..above.len()).rev().min_by_key(|at| above[*at].0).unwrap_or_default();
    let (changes, first) = above.get(end).copied().unwrap_or_default();
    let (Some(from), Some(to)) = (tokens.get(first), end.checked_sub(1).map(|at| &tokens[at]))
    else {
        return (changes, String::new());
    };
    let mut to = to.end.max(from.start);
    if quoted.ends_with(|c: char| c.is_ascii_punctuation()) {
        let stops = source[to..].chars().take_while(char::is_ascii_punctuation);
        to += stops.map(char::len_utf8).sum::<usize>();
    }
    (changes, source[from.start..to].to_owned())
}

#[cfg(test)]
mod tests;
