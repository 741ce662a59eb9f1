#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;

use super::sheet::key;
use super::*;
use crate::text::elements::{Element, Kind, Text};
use crate::text::operations::{Proposal, Side, apply};
use crate::text::samples::sound_text;
use crate::text::{citations, marker};

fn labels(text: &Text) -> Vec<String> {
    citations(text).iter().map(marker).collect()
}

fn changed(text: &str, stood: bool, stands: bool) -> Span {
    Span { text: text.to_owned(), stood, stands, moved: false }
}

fn line(mark: &str, spans: Vec<Span>) -> Line {
    let marks = if mark.is_empty() { Vec::new() } else { vec![mark.to_owned()] };
    Line { marks, spans, stood: true, stands: true }
}

/// The text as it is handed out: numbers, words, hidden marks.
fn handed_out(text: &Text) -> Vec<Line> {
    let labels = labels(text);
    let own = text.elements.iter().zip(&labels).filter(|(e, _)| e.kind != Kind::Footnote);
    own.map(|(element, label)| {
        let number = if label.is_empty() { String::new() } else { format!("{label}\t") };
        let words = element.wording("en").replace("[^", "[^f");
        line(&element.id, vec![Span::kept(&format!("{number}{words}"))])
    })
    .collect()
}

fn read_of(text: &Text, sheet: &[Line]) -> Returned {
    read(text, "en", &labels(text), sheet, &BTreeMap::new())
}

/// The paragraphs of the text with all of it done.
fn done(text: &Text, found: &[Found]) -> Vec<String> {
    let mut text = text.clone();
    let mut n = 0;
    let is_backwards =
        |one: &&Found| matches!(one.operation, Operation::AddAfter | Operation::AddFirst);
    let (mut all, mut others): (Vec<&Found>, Vec<&Found>) = found.iter().partition(is_backwards);
    all.reverse();
    // What is added comes before an element is divided, so that it stands behind all its parts.
    others.sort_by_key(|one| !one.operation.is_addition());
    all.extend(others);
    for one in all {
        let proposal = Proposal {
            operation: one.operation,
            target: &one.target,
            wording: &one.proposed,
            language: "en",
            particulars: &one.particulars,
        };
        let mut new_id = || {
            n += 1;
            format!("new-{n}")
        };
        apply(&mut text, &proposal, &mut new_id)
            .unwrap_or_else(|cannot| panic!("{one:?}: {cannot:?}"));
    }
    let own = text.elements.iter().filter(|element| element.kind != Kind::Footnote);
    own.map(|element| key(element.wording("en"))).filter(|key| !key.is_empty()).collect()
}

/// What a delegate does to a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edit {
    Keep,
    Reword,
    RewordUnseen,
    Delete,
    /// Return at its end, and words: its own mark is the new one.
    GoOn,
    /// A whole new paragraph before it.
    Before,
    Split,
    SplitUnseen,
    ReplaceAll,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    use Edit::*;
    let edit = prop::sample::select(vec![
        Keep,
        Keep,
        Keep,
        Keep,
        Keep,
        Keep,
        Reword,
        RewordUnseen,
        Delete,
        GoOn,
        Before,
        Split,
        SplitUnseen,
        ReplaceAll,
    ]);
    vec(edit, 80)
}

/// The sheet after the edits, and its paragraphs as they are to be.
fn edited(text: &Text, edits: &[Edit], with_marks: bool) -> (Vec<Line>, Vec<String>) {
    let labels = labels(text);
    let (mut sheet, mut wanted) = (Vec::new(), Vec::new());
    for (at, element) in text.elements.iter().enumerate() {
        if element.kind == Kind::Footnote {
            continue;
        }
        let is_leaf = text.subtree(at).skip(1).all(|at| text.elements[at].kind == Kind::Footnote);
        let wording = element.wording("en");
        let words: Vec<&str> = wording.split(' ').collect();
        let bare = matches!(
            element.kind,
            Kind::Title | Kind::EnactingBody | Kind::Heading | Kind::Article
        );
        let edit = match edits[at % edits.len()] {
            Edit::Delete if !is_leaf => Edit::Keep,
            _ if bare || words.len() < 4 => Edit::Keep,
            edit => edit,
        };
        let mark = if with_marks { element.id.as_str() } else { "" };
        let number =
            if labels[at].is_empty() { String::new() } else { format!("{}\t", labels[at]) };
        let theirs = |words: &str| words.replace("[^", "[^f");
        let middle = words.len() / 2;
        let (first, second) = (words[..middle].join(" "), words[middle..].join(" "));
        let new = format!("Entirely new words number {at}");
        let mut push = |line: Line, says: Option<String>| {
            sheet.push(line);
            wanted.extend(says.map(|says| key(&says)).filter(|key| !key.is_empty()));
        };
        match edit {
            Edit::Keep => push(
                line(mark, vec![Span::kept(&number), Span::kept(&theirs(wording))]),
                Some(wording.to_owned()),
            ),
            Edit::Reword => push(
                line(
                    mark,
                    vec![
                        Span::kept(&number),
                        Span::kept(&theirs(&first)),
                        changed(" indeed", false, true),
                        Span::kept(" "),
                        Span::kept(&theirs(&second)),
                    ],
                ),
                Some(format!("{first} indeed {second}")),
            ),
            Edit::RewordUnseen => push(
                line(
                    mark,
                    vec![Span::kept(&format!(
                        "{number}{} unseen {}",
                        theirs(&first),
                        theirs(&second)
                    ))],
                ),
                Some(format!("{first} unseen {second}")),
            ),
            Edit::Delete => push(
                Line {
                    stands: false,
                    ..line(
                        mark,
                        vec![changed(&format!("{number}{}", theirs(wording)), true, false)],
                    )
                },
                None,
            ),
            Edit::GoOn => {
                let own = line(mark, vec![Span::kept(&format!("{number}{}", theirs(wording)))]);
                push(Line { stood: false, ..own }, Some(wording.to_owned()));
                push(line("", vec![changed(&new, false, true)]), Some(new.clone()));
            }
            Edit::Before => {
                push(
                    Line { stood: false, ..line("", vec![changed(&new, false, true)]) },
                    Some(new.clone()),
                );
                push(
                    line(mark, vec![Span::kept(&format!("{number}{}", theirs(wording)))]),
                    Some(wording.to_owned()),
                );
            }
            Edit::Split => {
                let own = line(mark, vec![Span::kept(&format!("{number}{}", theirs(&first)))]);
                push(Line { stood: false, ..own }, Some(first.clone()));
                push(
                    line("", vec![changed(" ", true, false), Span::kept(&theirs(&second))]),
                    Some(second.clone()),
                );
            }
            Edit::SplitUnseen => {
                push(
                    line(mark, vec![Span::kept(&format!("{number}{}", theirs(&first)))]),
                    Some(first.clone()),
                );
                push(line("", vec![Span::kept(&theirs(&second))]), Some(second.clone()));
            }
            Edit::ReplaceAll => push(
                line(
                    mark,
                    vec![
                        Span::kept(&number),
                        changed(&theirs(wording), true, false),
                        changed(&new, false, true),
                    ],
                ),
                Some(new.clone()),
            ),
        }
    }
    (sheet, wanted)
}

/// A sound text in which no two paragraphs say the same.
fn distinct_text() -> impl Strategy<Value = Text> {
    sound_text().prop_map(|mut text| {
        text.elements.truncate(24);
        for (at, element) in text.elements.iter_mut().enumerate() {
            let is_paragraph = !matches!(
                element.kind,
                Kind::Title | Kind::EnactingBody | Kind::Heading | Kind::Article | Kind::Footnote
            );
            if is_paragraph {
                let wording = element.wording("en").to_owned();
                element.text.insert(
                    "en".into(),
                    format!("Clause w{at} x{at} y{at} states z{at} that {wording}"),
                );
            }
        }
        text
    })
}

proptest! {
    #[test]
    fn what_nobody_changed_says_nothing(text in sound_text()) {
        let returned = read_of(&text, &handed_out(&text));
        prop_assert_eq!(&returned.found, &Vec::new());
        prop_assert_eq!(&returned.left, &Vec::new());
        prop_assert!(returned.missing.is_empty());
        prop_assert_eq!(returned.known, returned.of);
        let bare: Vec<Line> =
            handed_out(&text).into_iter().map(|line| Line { marks: Vec::new(), ..line }).collect();
        prop_assert_eq!(&read_of(&text, &bare).found, &Vec::new());
    }

    #[test]
    fn the_text_with_all_that_was_found_is_the_text_that_came_back(
        text in distinct_text(),
        edits in edits(),
        with_marks in any::<bool>(),
    ) {
        let (sheet, mut wanted) = edited(&text, &edits, with_marks);
        let returned = read_of(&text, &sheet);
        prop_assert_eq!(&returned.left, &Vec::new());
        let mut got = done(&text, &returned.found);
        // Which of two parts something added or moved stands under is not said: order is, else.
        if returned.found.iter().any(|one| one.operation == Operation::Split) {
            got.sort();
            wanted.sort();
        }
        prop_assert_eq!(got, wanted, "{:#?}", returned.found);
    }
}

fn small() -> Text {
    let words = [
        "Everyone has the right to clean water and to the means of finding it.",
        "States shall cooperate in the care of rivers that cross their borders.",
        "Nothing in this article takes away what older treaties give.",
        "Fishing communities are heard before a dam is built.",
    ];
    let mut elements = vec![Element::new("a", Kind::Article, "en", "")];
    for (at, words) in words.iter().enumerate() {
        elements.push(Element::new(format!("p{at}"), Kind::Paragraph, "en", words).under("a"));
    }
    Text::new(elements)
}

fn said(returned: &Returned) -> Vec<(String, Operation, Tracked)> {
    returned.found.iter().map(|one| (one.target.clone(), one.operation, one.tracked)).collect()
}

#[test]
fn a_paragraph_that_was_moved_is_moved_and_its_new_words_are_told_apart() {
    let text = small();
    let mut sheet = handed_out(&text);
    // The first paragraph after the third, with and without tracking.
    let unseen: Vec<Line> = [0, 2, 3, 1, 4].iter().map(|at| sheet[*at].clone()).collect();
    let returned = read_of(&text, &unseen);
    assert_eq!(said(&returned), [("p0".to_owned(), Operation::Move, Tracked::Not)]);
    let to = returned.found[0].particulars.to.clone().unwrap();
    assert_eq!((to.anchor.as_str(), to.side), ("p2", Side::After));
    let words = "1.\tEveryone has the right to clean water and to the means of finding it.";
    let moved = |stood: bool| Span { moved: true, ..changed(words, stood, !stood) };
    sheet[1] = Line { stands: false, ..line("p0", vec![moved(true)]) };
    let more = changed(" Always.", false, true);
    sheet.insert(4, Line { stood: false, ..line("", vec![moved(false), more]) });
    let returned = read_of(&text, &sheet);
    assert_eq!(
        said(&returned),
        [
            ("p0".to_owned(), Operation::Move, Tracked::Wholly),
            ("p0".to_owned(), Operation::Modify, Tracked::Wholly),
        ]
    );
    assert!(returned.found[1].proposed.ends_with("finding it. Always."));
}

#[test]
fn of_two_neighbours_the_one_that_the_file_took_away_was_moved() {
    let text = small();
    let mut sheet = handed_out(&text);
    let words = "1.\tEveryone has the right to clean water and to the means of finding it.";
    sheet[1] = Line { stands: false, ..line("p0", vec![changed(words, true, false)]) };
    sheet.insert(3, Line { stood: false, ..line("", vec![changed(words, false, true)]) });
    let returned = read_of(&text, &sheet);
    assert_eq!(said(&returned), [("p0".to_owned(), Operation::Move, Tracked::Wholly)]);
    let to = returned.found[0].particulars.to.clone().unwrap();
    assert_eq!((to.anchor.as_str(), to.side), ("p1", Side::After));
}

#[test]
fn paragraphs_that_were_joined_are_merged_seen_or_unseen() {
    let text = small();
    let mut sheet = handed_out(&text);
    sheet[1].stands = false;
    let returned = read_of(&text, &sheet);
    assert_eq!(said(&returned), [("p0".to_owned(), Operation::Merge, Tracked::Wholly)]);
    assert_eq!(returned.found[0].particulars.others, ["p1"]);
    assert_eq!(done(&text, &returned.found).len(), 3);
    let mut sheet = handed_out(&text);
    let next = sheet.remove(2);
    let words = next.spans[0].text.trim_start_matches("2.\t").to_owned();
    sheet[1].spans.push(Span::kept(&format!(" {words}")));
    for with_mark in [true, false] {
        sheet[1].marks.truncate(1);
        sheet[1].marks.extend(with_mark.then(|| "p1".to_owned()));
        let returned = read_of(&text, &sheet);
        assert_eq!(said(&returned), [("p0".to_owned(), Operation::Merge, Tracked::Not)]);
    }
}

#[test]
fn a_paragraph_joined_with_the_next_articles_heading_merges_the_articles() {
    let of = |id: &str, kind, words: &str| Element::new(id, kind, "en", words);
    for (title, next_title, modified) in [
        ("", "", None),
        ("Of lamps", "", None),
        ("Of lamps", "Of fog", Some("Lamps burn at night. Of fog")),
    ] {
        let text = Text::new(vec![
            of("a", Kind::Article, title),
            of("p1", Kind::Paragraph, "Lamps burn at night.").under("a"),
            of("b", Kind::Article, next_title),
            of("p2", Kind::Paragraph, "Fog is no excuse.").under("b"),
        ]);
        let mut sheet = handed_out(&text);
        sheet[1].stands = false;
        sheet[1].spans.push(changed(" ", false, true));
        let returned = read_of(&text, &sheet);
        assert_eq!(returned.left, []);
        let mut wanted = vec![("a".to_owned(), Operation::Merge, Tracked::Wholly)];
        wanted.extend(modified.map(|_| ("p1".to_owned(), Operation::Modify, Tracked::Wholly)));
        assert_eq!(said(&returned), wanted);
        assert_eq!(returned.found[0].particulars.others, ["b"]);
        assert_eq!(returned.found[0].proposed, title);
        assert_eq!(returned.found.get(1).map(|one| one.proposed.as_str()), modified);
        let own: Vec<String> =
            [title].iter().filter(|one| !one.is_empty()).map(|one| key(one)).collect();
        let words = [modified.unwrap_or("Lamps burn at night."), "Fog is no excuse."];
        let wanted: Vec<String> = own.into_iter().chain(words.iter().map(|one| key(one))).collect();
        assert_eq!(done(&text, &returned.found), wanted);
    }
}

#[test]
fn what_is_not_in_the_file_is_deleted_only_between_what_is() {
    let text = small();
    let mut sheet = handed_out(&text);
    sheet.remove(2);
    let returned = read_of(&text, &sheet);
    assert_eq!(said(&returned), [("p1".to_owned(), Operation::Delete, Tracked::Not)]);
    let returned = read_of(&text, &handed_out(&text)[..3]);
    assert_eq!(said(&returned), []);
    assert_eq!(returned.missing, ["p2", "p3"]);
}

#[test]
fn a_head_and_a_signature_are_left_and_a_new_article_keeps_its_paragraphs() {
    let text = small();
    let mut sheet = handed_out(&text);
    sheet.insert(0, line("", vec![Span::kept("Permanent Mission of Avaria")]));
    sheet.push(line("", vec![Span::kept("Geneva, 3 March 2026")]));
    let returned = read_of(&text, &sheet);
    assert_eq!(said(&returned), []);
    assert_eq!(returned.left.iter().map(|left| left.why).collect::<Vec<_>>(), [Why::Outside; 2]);
    let mut sheet = handed_out(&text);
    sheet.last_mut().unwrap().stood = false;
    for words in ["Article 2", "1. Boats have names.", "2. Names are painted."] {
        sheet.push(Line { stood: false, ..line("", vec![changed(words, false, true)]) });
    }
    sheet.last_mut().unwrap().stood = true;
    let returned = read_of(&text, &sheet);
    assert_eq!(said(&returned), [("a".to_owned(), Operation::AddAfter, Tracked::Wholly)]);
    assert_eq!(returned.found[0].proposed.lines().count(), 5);
}

#[test]
fn a_paragraph_goes_only_with_what_stands_under_it() {
    let mut elements = small().elements;
    elements.push(
        Element::new("s", Kind::Subparagraph, "en", "The mouths of rivers as well;").under("p3"),
    );
    let text = Text::new(elements);
    let mut sheet = handed_out(&text);
    sheet[4].spans[0].stands = false;
    sheet[4].stands = false;
    let returned = read_of(&text, &sheet);
    assert_eq!(said(&returned), []);
    assert_eq!(returned.left[0].why, Why::OthersUnderIt);
    sheet[5].spans[0].stands = false;
    let returned = read_of(&text, &sheet);
    assert_eq!(said(&returned), [("p3".to_owned(), Operation::Delete, Tracked::Wholly)]);
}

#[test]
fn footnotes_keep_the_marks_of_the_text_and_are_changed_where_they_stand() {
    let text = Text::new(vec![
        Element::new(
            "p",
            Kind::Paragraph,
            "en",
            "As the treaty[^1] says and the charter[^2] asks.",
        ),
        Element::new("n1", Kind::Footnote, "en", "Treaty of the rivers, 1998.").under("p"),
        Element::new("n2", Kind::Footnote, "en", "Charter of the seas.").under("p"),
    ]);
    let sheet = [line(
        "p",
        vec![
            Span::kept("1.\tAs the treaty[^f9] says"),
            changed(" and the charter[^f10] asks", true, false),
            changed(", and the pact[^f11]", false, true),
            Span::kept("."),
        ],
    )];
    let note = |spans: Vec<Span>| vec![line("", spans)];
    let notes = BTreeMap::from([
        (
            "f9".to_owned(),
            note(vec![
                Span::kept(" Treaty of the rivers, 199"),
                changed("9", false, true),
                Span::kept("."),
            ]),
        ),
        ("f10".to_owned(), note(vec![Span::kept(" Charter of the seas.")])),
    ]);
    let returned = read(&text, "en", &labels(&text), &sheet, &notes);
    assert_eq!(returned.found[0].proposed, "As the treaty[^1] says, and the pact[^f11].");
    assert_eq!(returned.found[1].target, "n1");
    assert_eq!(returned.found[1].proposed, "Treaty of the rivers, 1999.");
    assert_eq!(returned.found.len(), 2);
}
