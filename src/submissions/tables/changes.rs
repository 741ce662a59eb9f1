//! What a proposed change proposes. Most people write the new wording; some say in words what is to
//! be done, and that is for a person to read.

use super::About;
use crate::languages::Language;
use crate::text::difference::{difference, similarity};
use crate::text::operations::Operation;

/// What a row proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The element would read so.
    Wording(String),
    /// The same, and hardly a word of it stands in the element now.
    NewWording(String),
    /// To be added beside the element or within it.
    Added(Operation, String),
    Deleted,
    Retained,
    /// What is to be done is said in words.
    InWords(String),
}

impl Change {
    pub fn operation(&self) -> Option<Operation> {
        match self {
            Self::Wording(_) | Self::NewWording(_) => Some(Operation::Modify),
            Self::Added(operation, _) => Some(*operation),
            Self::Deleted => Some(Operation::Delete),
            Self::Retained => Some(Operation::Retain),
            Self::InWords(_) => None,
        }
    }

    pub fn wording(&self) -> &str {
        match self {
            Self::Wording(words) | Self::NewWording(words) | Self::Added(_, words) => words,
            Self::Deleted | Self::Retained | Self::InWords(_) => "",
        }
    }
}

/// The additions that a table can say, and what they are called in it.
pub const ADDITIONS: [(Operation, &str); 4] = [
    (Operation::AddBefore, "form-add-before"),
    (Operation::AddAfter, "form-add-after"),
    (Operation::AddFirst, "form-add-first"),
    (Operation::AddLast, "form-add-last"),
];
pub const DELETE: &str = "form-delete";
pub const RETAIN: &str = "form-retain";

/// Whole cells that ask for a deletion, folded.
const DELETIONS: [&str; 16] = [
    "delete",
    "deleted",
    "delete this",
    "delete it",
    "delete paragraph",
    "delete the paragraph",
    "delete this paragraph",
    "delete article",
    "delete the article",
    "delete this article",
    "to be deleted",
    "remove",
    "remove this paragraph",
    "supprimer",
    "a supprimer",
    "supprimer ce paragraphe",
];
const RETENTIONS: [&str; 8] = [
    "retain",
    "keep",
    "keep as is",
    "no change",
    "retain as is",
    "maintenir",
    "conserver",
    "sans changement",
];
/// What precedes a new wording.
const BEGINNINGS: [&str; 12] = [
    "replace with",
    "replace by",
    "to read",
    "should read",
    "the paragraph should read",
    "proposed text",
    "new text",
    "amend to read",
    "change to",
    "remplacer par",
    "lire",
    "texte propose",
];
/// With which a sentence begins that says what to do, and is no wording.
const VERBS: [&str; 34] = [
    "add",
    "insert",
    "replace",
    "delete",
    "remove",
    "change",
    "move",
    "merge",
    "split",
    "combine",
    "clarify",
    "consider",
    "reword",
    "rephrase",
    "revise",
    "define",
    "please",
    "suggest",
    "we",
    "see",
    "use",
    "include",
    "ajouter",
    "inserer",
    "remplacer",
    "supprimer",
    "deplacer",
    "fusionner",
    "scinder",
    "preciser",
    "reformuler",
    "definir",
    "voir",
    "inclure",
];

/// What a cell proposes for an element, or for the text as a whole.
pub fn read(about: &About, element: Option<usize>, cell: &str) -> Option<Change> {
    let cell = cell.trim();
    if cell.is_empty() {
        return None;
    }
    let in_words = || Some(Change::InWords(cell.to_owned()));
    let Some(element) = element else { return in_words() };
    let whole = folded(cell);
    let is = |own: &str, list: &[&str]| {
        let ours = Language::ALL.iter().any(|t| folded(&t.say(own)) == whole);
        ours || list.contains(&whole.as_str())
    };
    if is(DELETE, &DELETIONS) {
        return Some(Change::Deleted);
    }
    if is(RETAIN, &RETENTIONS) {
        return Some(Change::Retained);
    }
    let (head, rest) = cell.split_once('\n').unwrap_or((cell, ""));
    let head = folded(head);
    for (operation, key) in ADDITIONS {
        if !rest.trim().is_empty() && Language::ALL.iter().any(|t| folded(&t.say(key)) == head) {
            return Some(Change::Added(operation, rest.trim().to_owned()));
        }
    }
    if let Some((beginning, rest)) = cell.split_once(':')
        && BEGINNINGS.contains(&folded(beginning).as_str())
        && !rest.trim().is_empty()
    {
        return Some(wording(about, element, unquoted(rest.trim())));
    }
    if is_alike(about, element, cell) {
        return Some(Change::Wording(unquoted(cell).to_owned()));
    }
    let first = whole.split_whitespace().next().unwrap_or_default();
    if VERBS.contains(&first) {
        return in_words();
    }
    Some(wording(about, element, unquoted(cell)))
}

/// A wording is a new one of the element where so much of it is the same.
const LEAST_ALIKE: f64 = 0.4;

fn wording(about: &About, element: usize, words: &str) -> Change {
    match is_alike(about, element, words) {
        true => Change::Wording(words.to_owned()),
        false => Change::NewWording(words.to_owned()),
    }
}

/// Is it a new wording of the element in one of the text's languages?
fn is_alike(about: &About, element: usize, words: &str) -> bool {
    language(about, element, words).is_some()
}

/// In which of the text's languages a wording is.
pub fn language<'a>(about: &'a About, element: usize, words: &str) -> Option<&'a str> {
    let wordings = about.languages.iter().map(|language| {
        (likeness(about.text.elements[element].wording(language), words), language)
    });
    let best = wordings.max_by(|one, other| one.0.total_cmp(&other.0));
    best.filter(|(alike, _)| *alike >= LEAST_ALIKE).map(|(_, language)| language.as_str())
}

pub fn likeness(one: &str, other: &str) -> f64 {
    let (one, other) = (one.trim(), other.trim());
    // Of very different lengths nothing is alike; it need not be worked out.
    let (less, more) = (one.len().min(other.len()), one.len().max(other.len()));
    if less * 4 < more || less == 0 {
        return 0.0;
    }
    similarity(&difference(one, other))
}

fn unquoted(words: &str) -> &str {
    for (open, close) in [('“', '”'), ('"', '"'), ('«', '»')] {
        let inner = words.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if let Some(inner) = inner
            && !inner.contains([open, close])
        {
            return inner.trim();
        }
    }
    words
}

/// In lower case, without marks on the letters, without what ends a sentence.
fn folded(words: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain = words.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    let plain: String = plain.flat_map(char::to_lowercase).collect();
    let plain = plain.trim().trim_end_matches(['.', ':', '!', ' ', '\u{a0}']);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
