use proptest::prelude::*;

use super::*;
use crate::drafts::reading::unstored;
use crate::drafts::word::clean_of;
use crate::formats::word::{Document, read, settled, write};
use crate::text::Element;
use crate::text::comparison::compare_along;
use crate::text::lineage::Lineage;
use crate::text::samples::sound_text;

fn written(paper: &Paper) -> Document {
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
fn said(document: &Document, accepted: bool) -> Vec<String> {
    let lines = settled(&document.paragraphs, accepted);
    let with_notes = lines.into_iter().map(|line| {
        let mut all = line.clone();
        for mark in marks(&line) {
            let note = document.notes.get(mark.label).expect("its note");
            let note = settled(note, accepted).concat();
            all = all.replace(&line[mark.start..mark.end], &format!("({})", note.trim()));
        }
        all
    });
    with_notes.collect()
}

fn clean(text: &Text, language: &str) -> Vec<String> {
    said(&written(&clean_of(&unstored(text, language))), true)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_redline_accepted_is_the_clean_file_of_the_new_draft_and_rejected_of_the_old_one(
        old in sound_text(), new in sound_text()
    ) {
        let document = between(&old, &new, "en");
        prop_assert_eq!(said(&document, true), clean(&new, "en"));
        prop_assert_eq!(said(&document, false), clean(&old, "en"));
    }
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
