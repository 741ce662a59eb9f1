//! The elements of a text: what kinds there are, what may stand under what, and the tree they form.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// What an element is. The order is that in which the kinds usually appear in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Title,
    /// The organ that speaks ("The General Assembly,") and its formula ("Declares:").
    EnactingBody,
    Preambular,
    /// A Part, chapter, section or other heading. Articles number continuously through headings.
    Heading,
    /// The article itself; its text is its title, often empty.
    Article,
    /// An unnumbered text that introduces subparagraphs.
    Chapeau,
    /// A paragraph of an article or, outside articles, an operative paragraph.
    Paragraph,
    Subparagraph,
    Item,
    /// Stands under the element whose text carries its mark, `[^2]`.
    Footnote,
}

/// A word that names no kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown kind of element: {0}")]
pub struct UnknownKind(pub String);

impl Kind {
    pub const ALL: [Kind; 10] = [
        Kind::Title,
        Kind::EnactingBody,
        Kind::Preambular,
        Kind::Heading,
        Kind::Article,
        Kind::Chapeau,
        Kind::Paragraph,
        Kind::Subparagraph,
        Kind::Item,
        Kind::Footnote,
    ];

    /// The word that stands for this kind in files, forms and the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Title => "title",
            Kind::EnactingBody => "enacting_body",
            Kind::Preambular => "preambular",
            Kind::Heading => "heading",
            Kind::Article => "article",
            Kind::Chapeau => "chapeau",
            Kind::Paragraph => "paragraph",
            Kind::Subparagraph => "subparagraph",
            Kind::Item => "item",
            Kind::Footnote => "footnote",
        }
    }

    /// Whether an element of this kind may stand under `parent` (`None`: at the top of the text).
    ///
    /// Wider than good style: imported texts have paragraphs inside paragraphs and chapeaux
    /// inside paragraphs, and a text that can be read must be storable.
    pub fn may_stand_under(self, parent: Option<Kind>) -> bool {
        use Kind::*;
        match self {
            Title | EnactingBody | Preambular | Heading | Article => {
                matches!(parent, None | Some(Heading))
            }
            Chapeau | Paragraph => matches!(parent, None | Some(Heading | Article | Paragraph)),
            Subparagraph => {
                matches!(parent, Some(EnactingBody | Preambular | Article | Chapeau | Paragraph))
            }
            Item => matches!(parent, Some(Subparagraph)),
            Footnote => !matches!(parent, Some(Footnote)),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(word: &str) -> Result<Self, UnknownKind> {
        Kind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word)
            .ok_or_else(|| UnknownKind(word.to_owned()))
    }
}

/// One piece of a text. Its citation is computed from the tree, never stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// Stays with the element from draft to draft while it is the same element.
    pub id: String,
    pub kind: Kind,
    /// The id of the element it stands under.
    pub parent: Option<String>,
    /// The wording by language code ("en"), without the number that is printed before it.
    pub text: BTreeMap<String, String>,
}

impl Element {
    /// An element in one language, at the top of the text.
    pub fn new(id: impl Into<String>, kind: Kind, language: &str, wording: &str) -> Self {
        Element {
            id: id.into(),
            kind,
            parent: None,
            text: BTreeMap::from([(language.to_owned(), wording.to_owned())]),
        }
    }

    /// The same element under `parent`.
    pub fn under(mut self, parent: &str) -> Self {
        self.parent = Some(parent.to_owned());
        self
    }

    /// The wording in a language; empty where there is none.
    pub fn wording(&self, language: &str) -> &str {
        self.text.get(language).map_or("", String::as_str)
    }
}

/// A footnote mark, `[^2]`, at its place in a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark<'a> {
    /// What stands in it, as typed: "2".
    pub label: &'a str,
    /// Byte offsets of the whole mark.
    pub start: usize,
    pub end: usize,
}

/// The footnote marks of a wording, in order.
pub fn marks(wording: &str) -> Vec<Mark<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = wording[from..].find("[^") {
        let start = from + at;
        let inside = start + 2;
        let label = wording[inside..].find(']').map(|n| &wording[inside..inside + n]);
        match label {
            Some(label) if is_label(label) => {
                let end = inside + label.len() + 1;
                found.push(Mark { label, start, end });
                from = end;
            }
            _ => from = inside,
        }
    }
    found
}

/// Whether this may stand in a footnote mark: one to eight letters, digits, stars or daggers.
pub(crate) fn is_label(label: &str) -> bool {
    let length = label.chars().count();
    (1..=8).contains(&length) && label.chars().all(|c| c.is_alphanumeric() || "*†‡".contains(c))
}

/// The wording without its footnote marks, for reading and comparing.
pub fn without_marks(wording: &str) -> String {
    let mut kept = String::with_capacity(wording.len());
    let mut from = 0;
    for mark in marks(wording) {
        kept.push_str(&wording[from..mark.start]);
        from = mark.end;
    }
    kept.push_str(&wording[from..]);
    kept
}

/// A text: its elements in document order, each parent before its children and every element
/// directly after the subtree of the one before it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Text {
    pub elements: Vec<Element>,
    /// The circulated text that this one revises, while it is under revision: its numbers are kept,
    /// and what was added is *bis*, *ter* … (see [`super::citations::citations`]).
    #[serde(skip)]
    pub revises: Option<Arc<Text>>,
}

/// Two texts are the same if they say the same, whatever they revise.
impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.elements == other.elements
    }
}

impl Eq for Text {}

/// What is wrong with a tree. Every fault names the element by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    EmptyId {
        index: usize,
    },
    DuplicateId {
        id: String,
    },
    UnknownParent {
        id: String,
        parent: String,
    },
    /// The parent stands after its child (or is the child itself).
    ParentAfterChild {
        id: String,
        parent: String,
    },
    /// Another element, not of this family, stands between the parent and the child.
    OutOfOrder {
        id: String,
        parent: String,
    },
    NotAllowedUnder {
        id: String,
        kind: Kind,
        parent: Option<Kind>,
    },
    /// Only an article may have no wording of its own.
    NoWording {
        id: String,
        kind: Kind,
    },
}

impl Fault {
    /// The element that it is in; "" where it has no id.
    pub fn id(&self) -> &str {
        match self {
            Fault::EmptyId { .. } => "",
            Fault::DuplicateId { id }
            | Fault::UnknownParent { id, .. }
            | Fault::ParentAfterChild { id, .. }
            | Fault::OutOfOrder { id, .. }
            | Fault::NotAllowedUnder { id, .. }
            | Fault::NoWording { id, .. } => id,
        }
    }
}

impl Text {
    pub fn new(elements: Vec<Element>) -> Self {
        Text { elements, revises: None }
    }

    /// The same text as a revision of `base`, if it is one: a text from outside, of which nothing
    /// is known to stand in the base, has the numbers that its author gave it.
    pub fn revising(mut self, base: Arc<Text>) -> Self {
        let known: HashSet<&str> = base.elements.iter().map(|e| e.id.as_str()).collect();
        let is_revision = self.elements.iter().any(|e| known.contains(e.id.as_str()));
        self.revises = is_revision.then_some(base);
        self
    }

    /// Everything that is wrong with the tree; empty when the text can be stored and cited.
    pub fn check(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let everyone: HashSet<&str> = self.elements.iter().map(|e| e.id.as_str()).collect();
        let mut seen: HashMap<&str, Kind> = HashMap::new();
        let mut line: Vec<&str> = Vec::new();
        for (index, element) in self.elements.iter().enumerate() {
            let id = element.id.as_str();
            if id.is_empty() {
                faults.push(Fault::EmptyId { index });
            }
            self.check_parent(element, &everyone, &seen, &line, &mut faults);
            while line.last().is_some_and(|last| element.parent.as_deref() != Some(*last)) {
                line.pop();
            }
            line.push(id);
            if element.kind != Kind::Article && element.text.values().all(|w| w.trim().is_empty()) {
                faults.push(Fault::NoWording { id: id.to_owned(), kind: element.kind });
            }
            if seen.insert(id, element.kind).is_some() {
                faults.push(Fault::DuplicateId { id: id.to_owned() });
            }
        }
        faults
    }

    fn check_parent(
        &self,
        element: &Element,
        everyone: &HashSet<&str>,
        seen: &HashMap<&str, Kind>,
        line: &[&str],
        faults: &mut Vec<Fault>,
    ) {
        let id = element.id.clone();
        let Some(parent) = element.parent.clone() else {
            if !element.kind.may_stand_under(None) {
                faults.push(Fault::NotAllowedUnder { id, kind: element.kind, parent: None });
            }
            return;
        };
        match seen.get(parent.as_str()) {
            None if everyone.contains(parent.as_str()) => {
                faults.push(Fault::ParentAfterChild { id, parent });
            }
            None => faults.push(Fault::UnknownParent { id, parent }),
            Some(kind) => {
                if !element.kind.may_stand_under(Some(*kind)) {
                    faults.push(Fault::NotAllowedUnder {
                        id: id.clone(),
                        kind: element.kind,
                        parent: Some(*kind),
                    });
                }
                if !line.contains(&parent.as_str()) {
                    faults.push(Fault::OutOfOrder { id, parent });
                }
            }
        }
    }

    /// Where the element stands in the order.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.elements.iter().position(|e| e.id == id)
    }

    pub fn get(&self, id: &str) -> Option<&Element> {
        self.elements.iter().find(|e| e.id == id)
    }

    /// The elements directly under `id` (`None`: at the top), in order.
    pub fn children(&self, id: Option<&str>) -> Vec<&Element> {
        self.elements.iter().filter(|e| e.parent.as_deref() == id).collect()
    }

    /// The range of the element at `index` and of everything under it.
    pub fn subtree(&self, index: usize) -> std::ops::Range<usize> {
        let Some(root) = self.elements.get(index) else {
            return index..index;
        };
        let mut family: HashSet<&str> = HashSet::from([root.id.as_str()]);
        let mut end = index + 1;
        while let Some(next) = self.elements.get(end) {
            if !next.parent.as_deref().is_some_and(|parent| family.contains(parent)) {
                break;
            }
            family.insert(&next.id);
            end += 1;
        }
        index..end
    }

    /// How deep the element at `index` stands: 0 at the top. A faulty tree cannot make it hang.
    pub fn depth(&self, index: usize) -> usize {
        let mut depth = 0;
        let mut at = self.elements.get(index);
        while let Some(parent) = at.and_then(|e| e.parent.as_deref()) {
            if depth >= self.elements.len() {
                break;
            }
            at = self.get(parent);
            depth += 1;
        }
        depth
    }

    /// The label of each footnote ("2"), parallel to the elements; `None` for all others and for
    /// a footnote whose mark is gone. The footnotes under an element go with its marks in order.
    pub fn footnote_labels(&self) -> Vec<Option<String>> {
        let mut labels = vec![None; self.elements.len()];
        let mut taken: HashSet<String> = HashSet::new();
        let mut notes: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, element) in self.elements.iter().enumerate() {
            if let (Kind::Footnote, Some(parent)) = (element.kind, &element.parent) {
                notes.entry(parent).or_default().push(index);
            }
        }
        for carrier in &self.elements {
            // A mark that repeats an earlier one points back to the earlier footnote.
            let fresh = carrier
                .text
                .values()
                .map(|wording| {
                    let mut fresh: Vec<String> = Vec::new();
                    for mark in marks(wording) {
                        if !taken.contains(mark.label) && !fresh.iter().any(|l| l == mark.label) {
                            fresh.push(mark.label.to_owned());
                        }
                    }
                    fresh
                })
                .max_by_key(Vec::len)
                .unwrap_or_default();
            let here = notes.get(carrier.id.as_str()).cloned().unwrap_or_default();
            for (index, label) in here.into_iter().zip(fresh) {
                taken.insert(label.clone());
                labels[index] = Some(label);
            }
        }
        labels
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
