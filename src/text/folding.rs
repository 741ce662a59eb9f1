//! Folding away what differs only in typography, so that a quote can be compared with its source.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// One character of a folded wording, and the bytes of the source it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Folded {
    pub letter: char,
    pub start: usize,
    pub end: usize,
}

/// The wording folded for comparing quotes: one form of quotation marks, dashes and spaces, NFC,
/// no spaces before a stop, no invisible characters, and without the number before it.
pub fn typography_folded(wording: &str) -> String {
    without_number(&folded(wording)).iter().map(|f| f.letter).collect()
}

/// The folded characters with the places they come from; the number before the text is kept.
pub(crate) fn folded(wording: &str) -> Vec<Folded> {
    let mut out: Vec<Folded> = Vec::with_capacity(wording.len());
    let mut opened = false;
    for (start, grapheme) in wording.grapheme_indices(true) {
        let end = start + grapheme.len();
        for letter in grapheme.nfc() {
            // French puts spaces inside its quotation marks.
            if letter.is_whitespace() && opened {
                continue;
            }
            if letter == '»' && out.last().is_some_and(|f| f.letter == ' ') {
                out.pop();
            }
            opened = letter == '«';
            for letter in same_sign(letter).chars() {
                push(&mut out, Folded { letter, start, end });
            }
        }
    }
    while out.last().is_some_and(|f| f.letter == ' ') {
        out.pop();
    }
    out
}

/// A sign in the form that stands for all its look-alikes; empty for what cannot be seen.
fn same_sign(letter: char) -> Sign {
    match letter {
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => Sign::None,
        '‘' | '’' | '‚' | '‛' | '`' | '´' | 'ʼ' | '′' => Sign::One('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => Sign::One('"'),
        '\u{2010}'..='\u{2015}' | '−' | '﹘' | '－' => Sign::One('-'),
        '…' => Sign::Dots,
        c if c.is_whitespace() => Sign::One(' '),
        c => Sign::One(c),
    }
}

enum Sign {
    None,
    One(char),
    Dots,
}

impl Sign {
    fn chars(self) -> impl Iterator<Item = char> {
        let (sign, times) = match self {
            Sign::None => (' ', 0),
            Sign::One(sign) => (sign, 1),
            Sign::Dots => ('.', 3),
        };
        std::iter::repeat_n(sign, times)
    }
}

fn push(out: &mut Vec<Folded>, next: Folded) {
    let last = out.last().map(|f| f.letter);
    let before_last = out.len().checked_sub(2).map(|n| out[n].letter);
    match (last, next.letter) {
        // No space at the beginning, twice, inside a bracket, or in "co- operation", as it comes
        // out of a PDF file.
        (None | Some(' ' | '('), ' ') => return,
        (Some('-'), ' ') if before_last.is_some_and(char::is_alphabetic) => return,
        // None before a stop, as French writes it.
        (Some(' '), ',' | ';' | ':' | '.' | '!' | '?' | ')') => {
            out.pop();
        }
        _ => {}
    }
    out.push(next);
}

/// The folded wording without the number before it: "(a)", "1.", "2 a.", "(iv)", "Article 5".
pub(crate) fn without_number(folded: &[Folded]) -> &[Folded] {
    let start: String = folded.iter().take(24).map(|f| f.letter).collect();
    let letters = number_length(&start);
    let mut rest = &folded[letters.min(folded.len())..];
    while rest.first().is_some_and(|f| f.letter == ' ') {
        rest = &rest[1..];
    }
    rest
}

/// The number typed before a wording ("(a)", "2.", "Article 5"), and the rest.
pub(crate) fn number_apart(wording: &str) -> (&str, &str) {
    let all = folded(wording);
    let rest = without_number(&all);
    match rest.first() {
        Some(first) if rest.len() < all.len() => wording.split_at(first.start),
        _ => ("", wording),
    }
}

/// A wording proposed in place of another, without the number that only the new one begins with:
/// people copy "(25)" or "2." along with the text, and the place has its number already.
pub fn without_added_number<'a>(old: &str, new: &'a str) -> &'a str {
    let (was, is) = (folded(old), folded(new));
    let kept = without_number(&is);
    let was_numbered = without_number(&was).len() < was.len();
    match kept.first() {
        Some(first) if !was_numbered && !was.is_empty() => &new[first.start..],
        _ => new,
    }
}

/// How many characters the number at the beginning takes; 0 when there is none.
fn number_length(start: &str) -> usize {
    let opened = start.starts_with('(');
    let inside = start.trim_start_matches('(');
    let number: String =
        inside.chars().take_while(|c| c.is_alphanumeric() || (opened && *c == ' ')).collect();
    let after = inside[number.len()..].chars().next();
    let after_that = inside[number.len()..].chars().nth(1);
    let ended = match (opened, after) {
        (true, Some(')')) => true,
        (false, Some(')')) => after_that == Some(' '),
        (false, Some('.')) => {
            after_that == Some(' ') && number.starts_with(|c: char| c.is_ascii_digit())
        }
        _ => false,
    };
    if ended && is_number(&number) {
        usize::from(opened) + number.chars().count() + 1
    } else if let Some(rest) = start.strip_prefix("- ") {
        start.chars().count() - rest.chars().count()
    } else {
        0
    }
}

/// A short number as it stands before a paragraph: "12", "a", "iv", "2a", "g a", "3 bis".
fn is_number(number: &str) -> bool {
    let parts: Vec<&str> = number.split_whitespace().collect();
    let short = |part: &&str| {
        let length = part.chars().count();
        let roman = part.chars().all(|c| "ivxIVX".contains(c));
        (1..=2).contains(&length)
            || length == 3 && part.starts_with(|c: char| c.is_ascii_digit())
            || (roman && length <= 5)
            || ["bis", "ter", "new", "alt"].contains(part)
    };
    (1..=3).contains(&parts.len()) && parts.iter().all(short)
}
