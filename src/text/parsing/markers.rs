//! What stands at the beginning of a line: a number, a letter, "Article 3", "Part II", a bullet.

use super::vocabulary::{self, ARTICLE, PREAMBLE};
use crate::text::citations::LATIN;
use crate::text::elements::is_label;

/// What a line begins with. `typed` is the marker as typed, `rest` what follows it, trimmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Marker {
    Article {
        number: Option<usize>,
        typed: String,
        rest: String,
        titled: bool,
    },
    /// The whole line is the heading.
    Heading {
        rank: usize,
        preamble: bool,
    },
    Number {
        number: usize,
        typed: String,
        rest: String,
    },
    Letter {
        label: String,
        typed: String,
        rest: String,
    },
    Bullet {
        typed: String,
        rest: String,
    },
    /// The footnote itself: "[^2]: …", "² …" or "[2] …".
    Note {
        label: String,
        typed: String,
        rest: String,
    },
}

/// The longest line that can be a heading or a title of an article.
pub(super) const SHORT: usize = 120;

/// What the line begins with; `None` for plain text.
pub(crate) fn marker_of(line: &str) -> Option<Marker> {
    let line = line.trim();
    note(line)
        .or_else(|| article(line))
        .or_else(|| chinese_article(line))
        .or_else(|| heading(line))
        .or_else(|| number(line))
        .or_else(|| letter(line))
        .or_else(|| bullet(line))
}

/// Whether the text ends as a sentence or a clause does.
pub(super) fn ends_in_stop(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '»', '’', '\'', ')', ' ', '\u{a0}']);
    text.ends_with(['.', ',', ';', ':', '!', '?', '。', '，', '；', '：', '،', '؛', '؟', ']'])
}

/// Whether the text is short and has no final stop, as headings are.
pub(super) fn is_short_line(text: &str) -> bool {
    let stop =
        text.trim_end().ends_with(['.', ',', ';', ':', '。', '，', '；', '：', '،', '؛', ']']);
    text.chars().count() <= SHORT && !stop && text.chars().any(char::is_alphabetic)
}

fn note(line: &str) -> Option<Marker> {
    let made = |label: String, length: usize| {
        let (typed, rest) = line.split_at(length);
        Some(Marker::Note { label, typed: typed.trim().to_owned(), rest: rest.trim().to_owned() })
    };
    if let Some(inside) = line.strip_prefix("[^") {
        let (label, rest) = inside.split_once(']')?;
        return if is_label(label) && rest.starts_with(':') {
            made(label.to_owned(), label.len() + 4)
        } else {
            None
        };
    }
    if let Some((label, rest)) = line.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        let digits =
            !label.is_empty() && label.len() <= 3 && label.chars().all(|c| c.is_ascii_digit());
        return if digits && !rest.trim().is_empty() {
            made(label.to_owned(), label.len() + 2)
        } else {
            None
        };
    }
    let raised: String = line.chars().map_while(superscript).collect();
    let length: usize = line.chars().take(raised.len()).map(char::len_utf8).sum();
    if raised.is_empty() { None } else { made(raised, length) }
}

/// The digit that a superscript stands for.
pub(super) fn superscript(sign: char) -> Option<char> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹"
        .chars()
        .position(|raised| raised == sign)
        .and_then(|n| char::from_digit(u32::try_from(n).ok()?, 10))
}

fn article(line: &str) -> Option<Marker> {
    let first = line.split(char::is_whitespace).next()?;
    if !ARTICLE.contains(&first.to_lowercase().as_str()) {
        return None;
    }
    let after = line[first.len()..].trim_start();
    let token: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
    let number = vocabulary::number(&token)?;
    let rest = after_added(&after[token.len()..]);
    let inserted = rest.len() + token.len() < after.len();
    let typed = line[..line.len() - rest.len()].trim().to_owned();
    let trimmed = rest.trim();
    let (titled, bare) = separator(trimmed);
    // "Article 3 of the Charter provides …" is a sentence, not the beginning of an article.
    let sentence = bare == trimmed && !trimmed.is_empty() && {
        let lower = !trimmed.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '(');
        lower || !is_short_line(trimmed)
    };
    if sentence {
        return None;
    }
    let number = (!inserted).then_some(number);
    Some(Marker::Article { number, typed, rest: bare.to_owned(), titled })
}

/// What follows *bis*, *ter* … or *ante* after a number: of what was added between two readings.
fn after_added(rest: &str) -> &str {
    let trimmed = rest.trim_start();
    let word: String = trimmed.chars().take_while(|c| c.is_alphabetic()).collect();
    let follows = &trimmed[word.len()..];
    if !(LATIN.contains(&word.as_str()) || word == "ante")
        || follows.starts_with(char::is_alphanumeric)
    {
        return rest;
    }
    let count = follows.trim_start_matches([' ', '\u{a0}']);
    let figures = count.chars().take_while(char::is_ascii_digit).count();
    if figures > 0 && count.len() < follows.len() { &count[figures..] } else { follows }
}

/// Whether a marker as typed is of something added: "2 bis.", "(a ter)", "Article 3 ante".
pub(super) fn is_added(typed: &str) -> bool {
    let mut words = typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| LATIN.contains(&word) || word == "ante")
}

/// What follows the sign between a number and its title, and whether the sign is one that only
/// titles have.
fn separator(rest: &str) -> (bool, &str) {
    let dashed = rest.strip_prefix(['–', '—', '-', ':']);
    let dotted = rest.strip_prefix('.').map(|after| after.trim_start_matches([' ', '\u{a0}']));
    match (dashed, dotted) {
        (Some(after), _) => (true, after.trim_start()),
        (None, Some(after)) => match after.strip_prefix(['–', '—', '-']) {
            Some(after) => (true, after.trim_start()),
            None => (false, after.trim_start()),
        },
        (None, None) => (false, rest),
    }
}

fn chinese_article(line: &str) -> Option<Marker> {
    let inside = line.strip_prefix('第')?;
    let (number, rest) = inside.split_once(['条', '條'])?;
    let number = vocabulary::chinese(number.trim())?;
    let typed = line[..line.len() - rest.len()].to_owned();
    let after = after_added(rest);
    let typed = format!("{typed}{}", &rest[..rest.len() - after.len()]);
    let number = (after.len() == rest.len()).then_some(number);
    let (titled, rest) = separator(after.trim());
    Some(Marker::Article { number, typed, rest: rest.to_owned(), titled })
}

fn heading(line: &str) -> Option<Marker> {
    if PREAMBLE.contains(&vocabulary::plain(line).trim_end_matches('.')) {
        return Some(Marker::Heading { rank: 1, preamble: true });
    }
    if !is_short_line(line) && !line.ends_with('.') || line.chars().count() > SHORT {
        return None;
    }
    let lower = line.to_lowercase();
    let mut words = lower.split(|c: char| c.is_whitespace() || ".:–—,".contains(c));
    let (first, second) = (words.next()?, words.next().unwrap_or(""));
    let (word, counted) = match (vocabulary::heading_rank(first), vocabulary::heading_rank(second))
    {
        (Some(rank), _) => (rank, second),
        (None, Some(rank)) => (rank, first),
        (None, None) => return numbered_heading(line),
    };
    let lettered = counted.chars().count() == 1 && counted.chars().all(char::is_alphabetic);
    let numbered = vocabulary::number(counted).is_some() || lettered;
    let alone = word == 0 && lower.trim() == first;
    // "Part of the costs …" and "Section 3 shall apply." are sentences.
    let sentence = line.ends_with('.') && lower.split_whitespace().count() > 2;
    (!sentence && (numbered || alone)).then_some(Marker::Heading { rank: word, preamble: false })
}

/// "II. Obligations of States", "A. General": a short line after a roman number or a capital.
fn numbered_heading(line: &str) -> Option<Marker> {
    let (number, title) = line.split_once('.')?;
    let title_like = title.starts_with(char::is_whitespace)
        && title.trim().starts_with(char::is_uppercase)
        && is_short_line(title);
    let upper = !number.is_empty() && number.chars().all(|c| c.is_uppercase());
    let roman = vocabulary::roman(&number.to_lowercase()).is_some();
    if !(title_like && upper && (roman || number.chars().count() == 1)) {
        return None;
    }
    Some(Marker::Heading { rank: if roman { 5 } else { 6 }, preamble: false })
}

fn number(line: &str) -> Option<Marker> {
    let (opened, inside) = opening(line);
    let figures: String = inside.chars().take_while(|c| c.is_numeric()).collect();
    let number =
        vocabulary::digits(&figures).filter(|_| (1..=3).contains(&figures.chars().count()))?;
    let rest = after_added(&inside[figures.len()..]);
    let rest = match opened {
        true => rest.strip_prefix([')', '）'])?,
        false => rest.strip_prefix(['.', ')', '）', '．', '、'])?,
    };
    // "3.5 per cent" is text.
    if !rest.starts_with(char::is_whitespace)
        && !rest.is_empty()
        && !rest.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
    {
        return None;
    }
    let typed = line[..line.len() - rest.len()].to_owned();
    Some(Marker::Number { number, typed, rest: rest.trim().to_owned() })
}

fn letter(line: &str) -> Option<Marker> {
    let (opened, inside) = opening(line);
    let label: String = inside.chars().take_while(|c| c.is_alphabetic()).collect();
    let rest = after_added(&inside[label.len()..]);
    let lower = label.to_lowercase();
    let length = label.chars().count();
    let rest = match (opened, rest.strip_prefix([')', '）'])) {
        (_, Some(rest)) => rest,
        // "a. text", but not "A. Smith".
        (false, None) if length == 1 && label == lower => {
            rest.strip_prefix('.').filter(|rest| rest.starts_with(char::is_whitespace))?
        }
        _ => return None,
    };
    let possible =
        vocabulary::letter(&lower).is_some() && length <= 3 || vocabulary::roman(&lower).is_some();
    if length == 0 || !possible {
        return None;
    }
    let typed = line[..line.len() - rest.len()].to_owned();
    Some(Marker::Letter { label: lower, typed, rest: rest.trim().to_owned() })
}

fn opening(line: &str) -> (bool, &str) {
    match line.strip_prefix(['(', '（']) {
        Some(inside) => (true, inside),
        None => (false, line),
    }
}

fn bullet(line: &str) -> Option<Marker> {
    let sign = line.chars().next().filter(|c| "-*+•–—◦▪·".contains(*c))?;
    let rest = &line[sign.len_utf8()..];
    (rest.starts_with(char::is_whitespace) && !rest.trim().is_empty())
        .then(|| Marker::Bullet { typed: sign.to_string(), rest: rest.trim().to_owned() })
}
