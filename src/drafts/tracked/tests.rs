use proptest::prelude::*;

use super::*;
use crate::drafts::reading::unstored;
use crate::drafts::word::clean_of;
use crate::formats::word::{Document, read, settled, write};
use crate::text::Element;
use crate::text::comparison::compare_along;
use crate::text::lineage::Lineage;
use crate::text::samples::{cases, sound_text};

pub fn written(paper: &Paper) -> Document {
    read(&write(paper).expect("a file")).expect("a Word file")
}

fn between(old: &Text, new: &Text, language: &str) -> Document {
    let rows = compare_along(old, new, language, &Lineage::of_identities(old, new));
    let (was, is) = (unstored(old, language), unstored(new, language));
    let sides = (Side { text: old, reading: &was }, Side { text: new, reading: &is });
    let signed = Signed::by_secretariat(language);
    written(&changes(&sides.0, &sides.1, &rows, &signed))
}

/// The paragraphs of a file, each note in the place of its mark.
pub fn said(document: &Document, accepted: bool) -> Vec<String> {
    let lines = settled(&document.paragraphs, accepted);
    let with_notes = lines.into_iter().map(|line| {
        let mut all = line.clone();
        for mark in marks(&line) {
            // A mark whose note was deleted is words.
            let Some(note) = document.notes.get(mark.label) else { continue };
            let note = settled(note, accepted).concat();
            all = all.replace(&line[mark.start..mark.end], &format!("({})", note.trim()));
        }
        all
    });
    with_notes.collect()
}

/// The same of the clean file; of a text without elements the one paragraph that Word shows where a file has none:
/// it cannot be deleted.
pub fn clean(text: &Text, language: &str) -> Vec<String> {
    let mut paragraphs = said(&written(&clean_of(&unstored(text, language))), true);
    if text.elements.is_empty() {
        paragraphs.push(String::new());
    }
    paragraphs
}

proptest! {
    #![proptest_config(cases(64))]
    #[test]
    fn a_redline_accepted_is_the_clean_file_of_the_new_draft_and_rejected_of_the_old_one(
        old in sound_text(), new in sound_text()
    ) {
        let document = between(&old, &new, "en");
        prop_assert_eq!(said(&document, true), clean(&new, "en"));
        prop_assert_eq!(said(&document, false), clean(&old, "en"));
    }
}

/// By paragraph of the file with every change accepted, or with every one rejected: its style, by the rule that a
/// mark gives its form to the paragraph that ends in it.
fn styles(paper: &Paper, accepted: bool) -> Vec<Style> {
    let ends =
        |block: &&Block| block.mark.as_ref().is_none_or(|change| change.how.adds() == accepted);
    let own = |block: &Block| match (&block.was, accepted) {
        (Some((was, _)), false) => was.style,
        _ => block.style,
    };
    paper.blocks.iter().filter(ends).map(own).collect()
}

fn styles_of(text: &Text) -> Vec<Style> {
    let own = text.elements.iter().filter(|element| element.kind != Kind::Footnote);
    own.map(|element| style(element.kind)).collect()
}

proptest! {
    #![proptest_config(cases(64))]
    #[test]
    fn every_paragraph_of_a_redline_looks_as_it_does_in_its_own_draft(
        old in sound_text(), new in sound_text()
    ) {
        let rows = compare_along(&old, &new, "en", &Lineage::of_identities(&old, &new));
        let (was, is) = (unstored(&old, "en"), unstored(&new, "en"));
        let sides = (Side { text: &old, reading: &was }, Side { text: &new, reading: &is });
        let paper = changes(&sides.0, &sides.1, &rows, &Signed::by_secretariat("en"));
        prop_assert_eq!(styles(&paper, true), styles_of(&new));
        prop_assert_eq!(styles(&paper, false), styles_of(&old));
    }
}

#[test]
fn what_became_of_another_kind_keeps_beside_it_how_it_looked() {
    let of = |kind| Text::new(vec![Element::new("1", kind, "en", "The right to rivers")]);
    let (old, new) = (of(Kind::Preambular), of(Kind::Heading));
    let paper = {
        let rows = compare_along(&old, &new, "en", &Lineage::of_identities(&old, &new));
        let (was, is) = (unstored(&old, "en"), unstored(&new, "en"));
        let sides = (Side { text: &old, reading: &was }, Side { text: &new, reading: &is });
        changes(&sides.0, &sides.1, &rows, &Signed::by_secretariat("en"))
    };
    let (was, author) = paper.blocks[0].was.clone().expect("its form before");
    assert_eq!((paper.blocks[0].style, was.style), (Style::Heading, Style::Preambular));
    assert_eq!(author, "Secretariat");
    assert_eq!(written(&paper).paragraphs[0].restyled, 1);
}

#[test]
fn what_only_has_another_number_is_changed_under_the_name_of_numbers() {
    let of = |n: &str, text: &str| Element::new(n, Kind::Paragraph, "fr", text).under("a");
    let article = Element::new("a", Kind::Article, "fr", "Des rivières");
    let old = Text::new(vec![
        article.clone(),
        of("1", "Première."),
        of("2", "Seconde[^1]."),
        Element::new("n", Kind::Footnote, "fr", "Voir plus haut.").under("2"),
    ]);
    let mut new = old.clone();
    new.elements.insert(1, of("0", "Nouvelle."));
    new.elements[4].text.insert("fr".into(), "Voir plus bas.".into());
    let document = between(&old, &new, "fr");
    let mut authors = Vec::new();
    for run in document.paragraphs.iter().flat_map(|paragraph| &paragraph.runs) {
        authors.extend(run.changes.iter().map(|change| (change.author.clone(), run.text.clone())));
    }
    let of = |name: &str| -> Vec<&str> {
        let own = authors.iter().filter(|(author, _)| author == name);
        own.map(|(_, text)| text.as_str()).collect()
    };
    assert_eq!(of("Numérotation"), ["1.\t", "2.\t", "2.\t", "3.\t"]);
    assert_eq!(of("Secrétariat"), ["1.\tNouvelle."]);
    let note = &document.notes["f2"];
    let changed: Vec<&str> = note[0]
        .runs
        .iter()
        .filter(|run| !run.changes.is_empty())
        .map(|run| run.text.as_str())
        .collect();
    assert_eq!(changed, ["haut", "bas"]);
    assert_eq!(said(&document, false), clean(&old, "fr"));
}
