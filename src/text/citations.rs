//! Citations: what an element is called. Computed from the tree, never stored.
//!
//! Numbering restarts where UN texts restart it: paragraphs in each article, subparagraphs under
//! each paragraph, items under each subparagraph; articles and operative paragraphs number
//! continuously through Parts; a chapeau and the heading above it leave no trace in the citation
//! of what they introduce.

use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::Serialize;

use super::elements::{Element, Kind, Text};
use super::numbering::number_against;

/// One step of a citation, from the outside in. All numbers count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Title(usize),
    /// The first is the organ that speaks, a second one usually its formula ("Declares:").
    EnactingBody(usize),
    Preambular(usize),
    Heading(usize),
    Article(usize),
    Chapeau(usize),
    /// First step: an operative paragraph outside articles.
    Paragraph(usize),
    /// The only paragraph of its article: it has no number.
    SoleParagraph,
    Subparagraph(usize),
    Item(usize),
    /// The label typed in the text, or a count where the mark is gone.
    Footnote(String),
    /// Added after the one before, in a text under negotiation: 1 is *bis*, 2 *ter* …
    Bis(usize),
    /// Added before the first of its row.
    Ante(usize),
    /// A rival wording of the same element: 1 is *alt*, 2 *alt 2* …
    Alt(usize),
    /// Only in a tree with faults: tells apart what would be called the same.
    Again(usize),
}

/// What an element is called, as data: [`Citation::short`] and `Display` say it in English, and
/// other code may say the steps in other languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Citation {
    pub steps: Vec<Step>,
}

impl Citation {
    /// "PP12", "art. 9 (1) (e)", "art. 3, chapeau", "para. 3 (a)", "H2", "fn. 3".
    pub fn short(&self) -> String {
        self.said(Form::Short)
    }

    /// "twelfth preambular paragraph", "article 9 (1) (e)", "article 2, sole paragraph".
    pub fn long(&self) -> String {
        self.said(Form::Long)
    }

    fn said(&self, form: Form) -> String {
        let mut said = String::new();
        for step in &self.steps {
            let first = said.is_empty();
            let part = match (step, form) {
                (Step::Title(n), _) => again("title", *n),
                (Step::EnactingBody(n), _) => again("enacting body", *n),
                (Step::Preambular(n), Form::Short) => format!("PP{n}"),
                (Step::Preambular(n), Form::Long) => {
                    format!("{} preambular paragraph", ordinal(*n))
                }
                (Step::Heading(n), Form::Short) => format!("H{n}"),
                (Step::Heading(n), Form::Long) => format!("heading {n}"),
                (Step::Article(n), Form::Short) => format!("art. {n}"),
                (Step::Article(n), Form::Long) => format!("article {n}"),
                (Step::Chapeau(n), _) if first => again("chapeau", *n),
                (Step::Chapeau(n), _) => format!(", {}", again("chapeau", *n)),
                (Step::Paragraph(n), Form::Short) if first => format!("para. {n}"),
                (Step::Paragraph(n), Form::Long) if first => format!("paragraph {n}"),
                (Step::Paragraph(n), _) => format!(" ({n})"),
                (Step::SoleParagraph, Form::Short) => ", sole para.".to_owned(),
                (Step::SoleParagraph, Form::Long) => ", sole paragraph".to_owned(),
                (Step::Subparagraph(n), _) => format!(" ({})", letters(*n)),
                (Step::Item(n), _) => format!(" ({})", roman(*n)),
                (Step::Footnote(label), Form::Short) => format!("fn. {label}"),
                (Step::Footnote(label), Form::Long) => format!("footnote {label}"),
                (Step::Bis(n), _) => format!(" {}", bis(*n)),
                (Step::Ante(n), _) => format!(" {}", counted("ante", *n)),
                (Step::Alt(n), _) => format!(" {}", counted("alt", *n)),
                (Step::Again(n), _) => format!(" [{n}]"),
            };
            said.push_str(if first { part.trim_start() } else { &part });
        }
        said
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.long())
    }
}

#[derive(Clone, Copy)]
enum Form {
    Short,
    Long,
}

fn again(word: &str, n: usize) -> String {
    if n == 1 { word.to_owned() } else { format!("{word} ({n})") }
}

/// "alt", "alt 2": the first needs no number.
pub fn counted(word: &str, n: usize) -> String {
    if n == 1 { word.to_owned() } else { format!("{word} {n}") }
}

pub(super) const LATIN: [&str; 19] = [
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "novies",
    "decies",
    "undecies",
    "duodecies",
    "terdecies",
    "quaterdecies",
    "quindecies",
    "sexdecies",
    "septdecies",
    "octodecies",
    "novodecies",
    "vicies",
];

/// bis, ter, quater …; in figures after *vicies*, which nobody has met.
pub fn bis(n: usize) -> String {
    match n.checked_sub(1).and_then(|at| LATIN.get(at)) {
        Some(word) => (*word).to_owned(),
        None => format!("bis {n}"),
    }
}

/// The citation of every element, parallel to `text.elements`. No two are alike, in words or as
/// data, even in a tree with faults.
///
/// A text is numbered through, but while it revises a circulated one ([`Text::revises`]) it keeps
/// the numbers of that one, so that what was said of "article 4 (2)" can still be looked up there:
/// what was added is "article 4 (2) bis", what was taken out leaves a gap. That ends when the text
/// is circulated itself: a text that goes out is numbered through, as successive drafts of a
/// convention or a declaration are, and the concordance says what was called what.
pub fn citations(text: &Text) -> Vec<Citation> {
    match &text.revises {
        Some(base) => {
            number_against(text, base).into_iter().map(|numbered| numbered.citation).collect()
        }
        None => numbered_through(text),
    }
}

/// The same with every number given afresh, whatever the text revises.
pub fn numbered_through(text: &Text) -> Vec<Citation> {
    let sole = sole_paragraphs(text);
    let labels = text.footnote_labels();
    let mut counters: HashMap<(Vec<Step>, Kind), usize> = HashMap::new();
    // What stands before the number of an element's children.
    let mut prefixes: HashMap<&str, Vec<Step>> = HashMap::new();
    let mut said: HashSet<String> = HashSet::new();
    let mut unmarked = 0;
    let mut all = Vec::with_capacity(text.elements.len());

    for (index, element) in text.elements.iter().enumerate() {
        let above = element.parent.as_deref().and_then(|parent| prefixes.get(parent));
        let above = above.cloned().unwrap_or_default();
        let mut steps = above.clone();
        if element.kind == Kind::Footnote {
            unmarked += usize::from(labels[index].is_none());
            let label = labels[index].clone().unwrap_or_else(|| format!("*{unmarked}"));
            steps = vec![Step::Footnote(label)];
        } else if sole.contains(element.id.as_str()) {
            steps.push(Step::SoleParagraph);
        } else {
            let count = counters.entry((above.clone(), element.kind)).or_insert(0);
            *count += 1;
            steps.extend(step(element.kind, *count));
        }
        let transparent = matches!(element.kind, Kind::Heading | Kind::Chapeau)
            || matches!(steps.last(), Some(Step::SoleParagraph));
        let mut citation = Citation { steps };
        told_apart(&mut citation, &mut said);
        let below = if transparent { above } else { citation.steps.clone() };
        prefixes.insert(&element.id, below);
        all.push(citation);
    }
    all
}

/// The paragraphs that are the only one of their article.
pub(super) fn sole_paragraphs(text: &Text) -> HashSet<&str> {
    let kinds: HashMap<&str, Kind> =
        text.elements.iter().map(|e| (e.id.as_str(), e.kind)).collect();
    let mut by_article: HashMap<&str, Vec<&Element>> = HashMap::new();
    for element in text.elements.iter().filter(|e| e.kind == Kind::Paragraph) {
        if let Some(parent) = element.parent.as_deref()
            && kinds.get(parent) == Some(&Kind::Article)
        {
            by_article.entry(parent).or_default().push(element);
        }
    }
    by_article
        .into_values()
        .filter(|paragraphs| paragraphs.len() == 1)
        .flatten()
        .map(|element| element.id.as_str())
        .collect()
}

pub(super) fn step(kind: Kind, n: usize) -> Option<Step> {
    match kind {
        Kind::Title => Some(Step::Title(n)),
        Kind::EnactingBody => Some(Step::EnactingBody(n)),
        Kind::Preambular => Some(Step::Preambular(n)),
        Kind::Heading => Some(Step::Heading(n)),
        Kind::Article => Some(Step::Article(n)),
        Kind::Chapeau => Some(Step::Chapeau(n)),
        Kind::Paragraph => Some(Step::Paragraph(n)),
        Kind::Subparagraph => Some(Step::Subparagraph(n)),
        Kind::Item => Some(Step::Item(n)),
        Kind::Footnote => None,
    }
}

/// In a sound tree this changes nothing. An item that stands where a subparagraph (i) stands too
/// would be called the same, and a comment could land on the wrong one.
pub(super) fn told_apart(citation: &mut Citation, said: &mut HashSet<String>) {
    let mut n = 1;
    while !said.insert(citation.short()) {
        if n > 1 {
            citation.steps.pop();
        }
        n += 1;
        citation.steps.push(Step::Again(n));
    }
}

/// The number printed before an element: "1.", "(a)", "(ii)", "Article 5", "2 bis.", "(a bis)";
/// empty where UN texts print none (a sole paragraph, a chapeau, a preambular paragraph).
pub fn marker(citation: &Citation) -> String {
    let is_number = |step: &&Step| {
        !matches!(step, Step::Again(_) | Step::Bis(_) | Step::Ante(_) | Step::Alt(_))
    };
    let added = match citation.steps.iter().rev().find(|step| !matches!(step, Step::Again(_))) {
        Some(Step::Bis(n)) => format!(" {}", bis(*n)),
        Some(Step::Ante(n)) => format!(" {}", counted("ante", *n)),
        Some(Step::Alt(n)) => format!(" {}", counted("alt", *n)),
        _ => String::new(),
    };
    match citation.steps.iter().rev().find(is_number) {
        Some(Step::Article(n)) => format!("Article {n}{added}"),
        // A text without a number that goes on with a numbered paragraph.
        Some(Step::Paragraph(_)) if is_nested(citation) => String::new(),
        Some(Step::Paragraph(n)) => format!("{n}{added}."),
        Some(Step::Subparagraph(n)) => format!("({}{added})", letters(*n)),
        Some(Step::Item(n)) => format!("({}{added})", roman(*n)),
        _ => String::new(),
    }
}

fn is_nested(citation: &Citation) -> bool {
    citation.steps.iter().filter(|step| matches!(step, Step::Paragraph(_))).count() > 1
}

/// a … z, then aa, bb, cc, as UN texts go on.
pub fn letters(n: usize) -> String {
    let n = n.max(1) - 1;
    let letter = char::from(b'a' + u8::try_from(n % 26).unwrap_or(0));
    std::iter::repeat_n(letter, n / 26 + 1).collect()
}

/// i, ii, iii, iv …
pub fn roman(n: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = n;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    written
}

pub(super) const UNITS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
pub(super) const TENS: [(&str, &str); 8] = [
    ("twenty", "twentieth"),
    ("thirty", "thirtieth"),
    ("forty", "fortieth"),
    ("fifty", "fiftieth"),
    ("sixty", "sixtieth"),
    ("seventy", "seventieth"),
    ("eighty", "eightieth"),
    ("ninety", "ninetieth"),
];

/// "twelfth", "twenty-first"; in figures from 100 on, as preambles do not grow that long.
pub fn ordinal(n: usize) -> String {
    match n {
        0..20 => UNITS[n].to_owned(),
        20..100 if n.is_multiple_of(10) => TENS[n / 10 - 2].1.to_owned(),
        20..100 => format!("{}-{}", TENS[n / 10 - 2].0, UNITS[n % 10]),
        _ => {
            let ending = match (n % 10, n % 100) {
                (1, last) if last != 11 => "st",
                (2, last) if last != 12 => "nd",
                (3, last) if last != 13 => "rd",
                _ => "th",
            };
            format!("{n}{ending}")
        }
    }
}

pub use super::finding::{find, find_among};

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
