use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::drafts::reading::unstored;
use crate::drafts::word::clean_of;
use crate::formats::word::{Document, read, settled, write};
use crate::text::bracketed::{Proposal, as_changes};
use crate::text::samples::{cases, sound_text};
use crate::text::{Element, Operation, Particulars};

/// Says who by their numbers.
struct Numbers;

impl Voices for Numbers {
    fn lead(&self, sources: &[usize]) -> String {
        format!("Author {}", sources[0])
    }
    fn company(&self, sources: &[usize]) -> Option<String> {
        (sources.len() > 1).then(|| format!("{sources:?}"))
    }
    fn reasons(&self, source: usize) -> Vec<Margin> {
        let text = format!("Reason {source}.");
        vec![Margin { author: self.lead(&[source]), text }]
    }
    fn remarks(&self, _: usize) -> Vec<Margin> {
        Vec::new()
    }
    fn opening(&self) -> Vec<Margin> {
        vec![Margin { author: self.secretariat(), text: "All of it.".into() }]
    }
    fn secretariat(&self) -> String {
        "Secretariat".into()
    }
    fn called(&self, what: &What) -> String {
        format!("{what:?}")
    }
    fn alternative(&self, _: &What, of: &Alternative) -> String {
        format!("alt. {} – {}", of.number, self.lead(&of.sources))
    }
    fn clash(&self, _: &What, alternatives: &[Alternative]) -> String {
        format!("{} readings", alternatives.len())
    }
    fn deletion(&self) -> String {
        "delete".into()
    }
    fn note(&self, note: &Note) -> String {
        format!("{:?}", note.what)
    }
    fn unplaced_title(&self) -> String {
        "Elsewhere".into()
    }
    fn unplaced(&self, unplaced: &Unplaced) -> String {
        unplaced.operation.as_str().into()
    }
}

fn written(paper: &Paper) -> Document {
    read(&write(paper).expect("a file")).expect("a Word file")
}

fn file(text: &Text, language: &str, proposals: &[Proposal]) -> Document {
    let text = trimmed(text.clone(), language);
    let made = as_changes(&text, language, proposals);
    written(&consolidated(&text, &unstored(&text, language), &made, &Numbers))
}

/// The paragraphs with every change rejected, each note in the place of its mark.
fn rejected(document: &Document) -> Vec<String> {
    let lines = settled(&document.paragraphs, false);
    let with_notes = lines.into_iter().map(|line| {
        let mut all = line.clone();
        for mark in marks(&line) {
            let note = settled(&document.notes[mark.label], false).concat();
            all = all.replace(&line[mark.start..mark.end], &format!("({})", note.trim()));
        }
        all
    });
    with_notes.collect()
}

fn clean(text: &Text, language: &str) -> Vec<String> {
    rejected(&written(&clean_of(&unstored(text, language))))
}

fn proposal(operation: Operation, target: &str, wording: &str, language: &str) -> Proposal {
    Proposal {
        operation,
        particulars: Particulars::default(),
        target: Some(target.to_owned()),
        wording: wording.to_owned(),
        quoted: String::new(),
        language: language.to_owned(),
        author: None,
    }
}

type Draw = (Index, Index, usize, bool);

/// Proposals of every sort on a text, many of them on the same words.
fn proposals(text: &Text, language: &str, drawn: &[Draw]) -> Vec<Proposal> {
    let on = |(at, _, _, _): &Draw| &text.elements[at.index(text.elements.len())];
    let made = drawn.iter().map(|draw| {
        let (element, (_, operation, way, is_named)) = (on(draw), draw);
        let operation = Operation::ALL[operation.index(Operation::ALL.len())];
        let base = element.wording(language);
        let middle = base.char_indices().nth(base.chars().count() / 2).map_or(0, |(at, _)| at);
        let wording = match way % 5 {
            0 => format!("{base} שלום 新"),
            1 => format!("Новое {base}"),
            2 => format!("{} мир {}", &base[..middle], &base[middle..]),
            3 => base.split_inclusive(' ').skip(2).collect(),
            _ => "Something else\nin two lines.".to_owned(),
        };
        let target = if way % 11 == 10 { "nowhere" } else { element.id.as_str() };
        Proposal {
            author: is_named.then(|| format!("State {way}")),
            ..proposal(operation, target, &wording, language)
        }
    });
    made.collect()
}

fn drawn() -> impl Strategy<Value = Vec<Draw>> {
    prop::collection::vec((any::<Index>(), any::<Index>(), 0..50usize, any::<bool>()), 0..14)
}

/// Texts of paragraphs alone in the other scripts.
fn other_scripts() -> impl Strategy<Value = (Text, &'static str)> {
    let all = vec![
        ("ar", vec!["لكل إنسان الحق في التضامن.", "تتعاون الدول[^1].", "إذ تشير إلى الميثاق،"]),
        ("zh", vec!["人人有权享有团结。", "各国应合作[^1]。", "回顾宪章，"]),
        (
            "ru",
            vec![
                "Каждый имеет право на солидарность.",
                "Государства сотрудничают[^1].",
                "ссылаясь на Устав,",
            ],
        ),
    ];
    (prop::sample::select(all), 1..6usize).prop_map(|((language, said), count)| {
        let mut elements = vec![Element::new("t", Kind::Title, language, said[0])];
        elements.push(Element::new("pp", Kind::Preambular, language, said[2]));
        elements.push(Element::new("a", Kind::Article, language, ""));
        for n in 0..count {
            let id = format!("p{n}");
            let wording = said[n % 2];
            elements.push(Element::new(&id, Kind::Paragraph, language, wording).under("a"));
            if n == 1 {
                elements.push(Element::new("n", Kind::Footnote, language, said[0]).under(&id));
            }
        }
        (Text::new(elements), language)
    })
}

proptest! {
    #![proptest_config(cases(64))]
    #[test]
    fn with_all_rejected_the_file_is_the_draft(text in sound_text(), drawn in drawn()) {
        let all = proposals(&text, "en", &drawn);
        let document = file(&text, "en", &all);
        prop_assert_eq!(rejected(&document), clean(&text, "en"));
        // Nobody is left out: every proposal has its reason beside it, once.
        let mut reasons: Vec<&str> =
            document.comments.iter().map(|one| one.text.as_str()).filter(|t| t.starts_with("Reason")).collect();
        let mut all: Vec<String> = (0..all.len()).map(|n| format!("Reason {n}.")).collect();
        reasons.sort_unstable();
        all.sort_unstable();
        prop_assert_eq!(reasons, all);
    }

    #[test]
    fn with_all_rejected_the_file_is_the_draft_in_other_scripts(
        (text, language) in other_scripts(), drawn in drawn()
    ) {
        let all = proposals(&text, language, &drawn);
        prop_assert_eq!(rejected(&file(&text, language, &all)), clean(&text, language));
    }

    #[test]
    fn no_change_stands_within_another(text in sound_text(), drawn in drawn()) {
        let document = file(&text, "en", &proposals(&text, "en", &drawn));
        for run in document.paragraphs.iter().flat_map(|paragraph| &paragraph.runs) {
            prop_assert!(run.changes.len() < 2, "{run:?}");
        }
    }
}

fn harbours() -> Text {
    let of = |id: &str, kind, text: &str| Element::new(id, kind, "en", text);
    Text::new(vec![
        of("a", Kind::Article, ""),
        of("1", Kind::Paragraph, "States shall keep every harbour open to all peoples.").under("a"),
        of("2", Kind::Paragraph, "Nothing in it diminishes a right.").under("a"),
    ])
}

#[test]
fn readings_that_clash_are_alternatives_and_others_stand_in_the_text() {
    let modify = |wording: &str| proposal(Operation::Modify, "1", wording, "en");
    let all = [
        modify("States must keep every harbour open to all peoples."),
        modify("States should keep every harbour open to all peoples."),
        modify("States shall keep every harbour open to all persons."),
        proposal(Operation::Delete, "2", "", "en"),
        proposal(Operation::AddAfter, "2", "Nor does it add one.", "en"),
    ];
    let document = file(&harbours(), "en", &all);
    let said: Vec<String> = document.paragraphs.iter().map(|one| one.text(true)).collect();
    assert_eq!(said[1], "1.\tStates shall keep every harbour open to all persons.");
    assert!(said[2].ends_with("States must keep every harbour open to all peoples."), "{said:?}");
    assert!(said[3].ends_with("States should keep every harbour open to all peoples."), "{said:?}");
    assert_eq!(said[4], "", "taken out as a whole");
    assert!(said[5].ends_with("Nor does it add one."), "{said:?}");
    let authors: Vec<&str> =
        document.paragraphs[2].runs[0].changes.iter().map(|c| c.author.as_str()).collect();
    assert_eq!(authors, ["Author 0"]);
    // The last mark stays: what is put in at the end is put in before it.
    assert_eq!(document.paragraphs.last().expect("one").mark, []);
    assert_eq!(rejected(&document), clean(&harbours(), "en"));
}

#[test]
fn the_last_mark_keeps_beside_it_how_the_drafts_last_paragraph_looks() {
    let text = harbours();
    let all = [proposal(Operation::AddAfter, "a", "Article 2\n\n1. Lamps are lit.", "en")];
    let made = as_changes(&text, "en", &all);
    let paper = consolidated(&text, &unstored(&text, "en"), &made, &Numbers);
    let last = paper.blocks.last().expect("a paragraph");
    assert_eq!((last.style, last.mark.clone()), (Style::Article, None));
    let was = last.was.as_ref().map(|(form, author)| (form.style, author.as_str()));
    assert_eq!(was, Some((Style::Paragraph, "Author 0")));
}

#[test]
fn whoever_would_delete_what_another_rewords_is_treated_like_them() {
    let all = [
        proposal(Operation::Delete, "a", "", "en"),
        proposal(Operation::Modify, "2", "Nothing in it diminishes any right.", "en"),
    ];
    let document = file(&harbours(), "en", &all);
    let said: Vec<String> = document.paragraphs.iter().map(|one| one.text(true)).collect();
    assert_eq!(said[1], "[alt. 1 – Author 0] delete");
    assert_eq!(said[3], "2.\tNothing in it diminishes a right.");
    assert!(said[4].ends_with("Nothing in it diminishes any right."), "{said:?}");
}
