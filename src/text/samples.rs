//! What the tests share: real texts from outside the repository, where they are at hand, and
//! trees made up at random.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::path::PathBuf;

use proptest::collection::vec;
use proptest::prelude::*;

use super::bracketed::Proposal;
use super::elements::{Element, Kind, Text};
use super::operations::{
    self, Destination, Operation, Particulars, SPLIT_LINE, Side, apply, mergeable, possible,
};

/// A file of the shared data; `None`, with a line that says so, where the folder is absent.
pub(crate) fn shared(name: &str) -> Option<String> {
    let folder = std::env::var_os("TRAVAUX_SHARED")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    let file = folder.join("data").join(name);
    let text = std::fs::read_to_string(&file).ok();
    if text.is_none() {
        eprintln!("skipped: {} is not here", file.display());
    }
    text
}

/// For a slow property: so few cases, unless somebody asks for another number of them (`dev/fuzz --properties`).
pub(crate) fn cases(few: u32) -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(few),
    }
}

/// A few words that no rule of the parser could take for anything but text.
fn sentence() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "dignity",
        "of",
        "every",
        "river",
        "States",
        "water",
        "l’eau",
        "мир",
        "shall",
        "justice",
        "co-operation",
        "niño",
        "1998",
        "(including",
        "seas)",
        "the",
        "a",
        "“quoted”",
    ]);
    let mark = prop::sample::select(vec!["", "", "", "[^N]"]);
    (vec(word, 2..9), mark, prop::sample::select(vec![".", ";", "; and", ","]))
        .prop_map(|(words, mark, stop)| format!("All {}{mark}{stop}", words.join(" ")))
}

/// A tree as a careful drafter would write it: every rule of the numbering occurs.
pub(crate) fn sound_text() -> impl Strategy<Value = Text> {
    let subparagraph = (sentence(), vec(sentence(), 0..4));
    let list = vec(subparagraph, 0..11);
    let paragraph = (sentence(), list);
    let article = (prop::option::of(Just("Means of action")), vec(paragraph, 1..4));
    let part = (any::<bool>(), vec(article, 1..4));
    (vec(sentence(), 0..5), any::<bool>(), vec(part, 0..3)).prop_map(
        |(preamble, formula, parts)| {
            let mut made = Made::default();
            made.add(Kind::Title, None, "Draft declaration on rivers");
            made.add(Kind::EnactingBody, None, "The General Assembly,");
            for text in preamble {
                made.add(Kind::Preambular, None, &format!("Recalling that {text}"));
            }
            if formula && !parts.is_empty() {
                made.add(Kind::EnactingBody, None, "Declares:");
            }
            for (number, (headed, articles)) in parts.into_iter().enumerate() {
                let heading = headed.then(|| {
                    made.add(
                        Kind::Heading,
                        None,
                        &format!("Part {}. Of rivers", ["I", "II", "III"][number]),
                    )
                });
                let heading = heading.or_else(|| made.last_heading());
                for (title, paragraphs) in articles {
                    let article = made.add(Kind::Article, heading.as_deref(), title.unwrap_or(""));
                    let sole = paragraphs.len() == 1;
                    for (text, list) in paragraphs {
                        let intro =
                            if sole && !list.is_empty() { Kind::Chapeau } else { Kind::Paragraph };
                        let text = if list.is_empty() { text } else { format!("{text} namely:") };
                        let id = made.add(intro, Some(&article), &text);
                        let parent = if intro == Kind::Chapeau { article.clone() } else { id };
                        for (text, items) in list {
                            let text = if items.is_empty() { text } else { format!("{text}:") };
                            let id = made.add(Kind::Subparagraph, Some(&parent), &text);
                            for text in items {
                                made.add(Kind::Item, Some(&id), &text);
                            }
                        }
                    }
                }
            }
            Text::new(made.elements)
        },
    )
}

#[derive(Default)]
struct Made {
    elements: Vec<Element>,
    notes: usize,
}

impl Made {
    /// Adds an element, and a footnote where its text has a mark.
    fn add(&mut self, kind: Kind, parent: Option<&str>, text: &str) -> String {
        let id = format!("e{}", self.elements.len());
        let marked = text.contains("[^N]");
        self.notes += usize::from(marked);
        let text = text.replace("[^N]", &format!("[^{}]", self.notes));
        let mut element = Element::new(&id, kind, "en", &text);
        element.parent = parent.map(str::to_owned);
        self.elements.push(element);
        if marked {
            self.add(Kind::Footnote, Some(&id), "Ibid., art. 4.");
        }
        id
    }

    fn last_heading(&self) -> Option<String> {
        self.elements.iter().rev().find(|e| e.kind == Kind::Heading).map(|e| e.id.clone())
    }
}

/// Any tree at all: kinds where they may not stand, parents that are not there.
pub(crate) fn any_text() -> impl Strategy<Value = Text> {
    vec((prop::sample::select(Kind::ALL.to_vec()), prop::option::of(0usize..40)), 0..40).prop_map(
        |drawn| {
            let elements = drawn.into_iter().enumerate().map(|(n, (kind, parent))| {
                let mut element = Element::new(format!("e{n}"), kind, "en", "text[^1]");
                element.parent = parent.map(|parent| format!("e{parent}"));
                element
            });
            Text::new(elements.collect())
        },
    )
}

/// Numbers that [`proposals_on`] makes proposals of.
pub(crate) fn drawn() -> impl Strategy<Value = Vec<(prop::sample::Index, u32)>> {
    vec((any::<prop::sample::Index>(), any::<u32>()), 0..14)
}

/// Proposals of one participant on a text in English: each can be done, were it the only one.
pub(crate) fn proposals_on(text: &Text, drawn: &[(prop::sample::Index, u32)]) -> Vec<Proposal> {
    let made = drawn.iter().enumerate().filter_map(|(number, (at, way))| {
        let element = &text.elements[at.index(text.elements.len())];
        let possible = possible(text, &element.id);
        let operation = possible[*way as usize % possible.len()];
        let base = element.wording("en");
        let words: Vec<&str> = base.split(' ').collect();
        let wording = match (operation, way / 16 % 4) {
            (Operation::Modify, 0) => format!("Truly {base}"),
            (Operation::Modify, 1) => base.replace(['“', '”'], "\"").replace('’', "'"),
            (Operation::Modify, 2) => format!("{base} Новое {number}."),
            (Operation::Split, _) => {
                let (one, other) = words.split_at(words.len() / 2);
                format!("{}\n{SPLIT_LINE}\n{}", one.join(" "), other.join(" "))
            }
            _ => format!("Entirely new words number {number}."),
        };
        let mut particulars = Particulars::default();
        match operation {
            Operation::Merge => {
                let others = mergeable(text, &element.id);
                particulars.others = others.into_iter().take(1).map(|one| one.id.clone()).collect();
            }
            Operation::Move => {
                let anchor = &text.elements[(*way as usize / 64) % text.elements.len()];
                particulars.to = Some(Destination { anchor: anchor.id.clone(), side: Side::After });
            }
            _ => {}
        }
        let proposal = Proposal {
            operation,
            particulars,
            target: Some(element.id.clone()),
            wording,
            quoted: String::new(),
            language: "en".to_owned(),
            author: Some("Avaria".to_owned()),
        };
        let todo = operations::Proposal {
            operation,
            target: &element.id,
            wording: &proposal.wording,
            language: "en",
            particulars: &proposal.particulars,
        };
        apply(&mut text.clone(), &todo, &mut || "new".to_owned()).ok().map(|_| proposal)
    });
    made.collect()
}
