use proptest::prelude::*;
use proptest::sample::Index;

use std::collections::HashSet;

use super::*;
use crate::text::citations::{Step, citations, find_among};
use crate::text::comparison::{Change, compare};
use crate::text::numbering::number_against;
use crate::text::reversal::{CannotReverse, Reversal};
use crate::text::samples::{cases, sound_text};

fn rivers() -> Text {
    let element = |id: &str, kind, text: &str| Element::new(id, kind, "en", text);
    Text::new(vec![
        element("h", Kind::Heading, "Part I"),
        element("a", Kind::Article, "").under("h"),
        element("c", Kind::Chapeau, "States shall:").under("a"),
        element("s1", Kind::Subparagraph, "Act;[^1] and rest;").under("a"),
        element("f", Kind::Footnote, "Ibid.").under("s1"),
        element("s2", Kind::Subparagraph, "Rest.").under("a"),
        element("b", Kind::Article, "").under("h"),
        element("p", Kind::Paragraph, "All rivers.").under("b"),
    ])
}

/// One operation with its wording, in English, with nothing beside it.
fn run(
    text: &mut Text,
    operation: Operation,
    target: &str,
    wording: &str,
    new_id: &str,
) -> Result<Applied, CannotApply> {
    run_with(text, operation, target, wording, &Particulars::default(), &[new_id])
}

fn run_with(
    text: &mut Text,
    operation: Operation,
    target: &str,
    wording: &str,
    particulars: &Particulars,
    new_ids: &[&str],
) -> Result<Applied, CannotApply> {
    let proposal = Proposal { operation, target, wording, language: "en", particulars };
    let mut ids = new_ids.iter();
    apply(text, &proposal, &mut || ids.next().map_or_else(String::new, |id| (*id).to_owned()))
}

fn to(anchor: &str, side: Side) -> Particulars {
    let to = Some(Destination { anchor: anchor.to_owned(), side });
    Particulars { to, ..Particulars::default() }
}

fn with(others: &[&str]) -> Particulars {
    let others = others.iter().map(|other| (*other).to_owned()).collect();
    Particulars { others, ..Particulars::default() }
}

fn order(text: &Text) -> Vec<&str> {
    text.elements.iter().map(|e| e.id.as_str()).collect()
}

fn shorts(text: &Text) -> Vec<String> {
    citations(text).iter().map(|c| c.short()).collect()
}

#[test]
fn operations_are_written_as_they_are_read() {
    for operation in Operation::ALL {
        assert_eq!(operation.as_str().parse(), Ok(operation));
    }
    assert!("comment".parse::<Operation>().is_err());
}

#[test]
fn a_proposal_is_applied() {
    let mut text = rivers();
    let done = run(&mut text, Operation::Modify, "s2", "(b) Sleep.", "").unwrap();
    assert_eq!((done.before.as_deref(), done.marker.as_str()), (Some("Rest."), "(b)"));
    assert_eq!(text.get("s2").unwrap().wording("en"), "Sleep.");
    let done = run(&mut text, Operation::AddAfter, "s1", "(a bis) Swim;", "n").unwrap();
    assert_eq!(done.id, "n");
    run(&mut text, Operation::AddAfter, "c", "First;", "m").unwrap();
    run(&mut text, Operation::AddAfter, "b", "Article 3", "o").unwrap();
    assert_eq!(order(&text), ["h", "a", "c", "m", "s1", "f", "n", "s2", "b", "p", "o"]);
    let done = run(&mut text, Operation::Delete, "s1", "", "").unwrap();
    assert_eq!(done.removed.len(), 2);
    let before = text.clone();
    run(&mut text, Operation::Retain, "a", "", "").unwrap();
    assert_eq!(text, before);
    assert_eq!(text.check(), []);
}

#[test]
fn a_refusal_says_why_and_changes_nothing() {
    let mut text = rivers();
    let mut refused = |operation, target: &str, wording: &str, new_id: &str| {
        run(&mut text, operation, target, wording, new_id).unwrap_err()
    };
    let unknown = CannotApply::UnknownElement { id: "z".into() };
    assert_eq!(refused(Operation::Delete, "z", "", ""), unknown);
    assert_eq!(refused(Operation::Modify, "p", " ", ""), CannotApply::EmptyWording);
    let taken = CannotApply::IdTaken { id: "a".into() };
    assert_eq!(refused(Operation::AddAfter, "p", "x", "a"), taken);
    let note = CannotApply::NothingMayFollow { id: "f".into(), kind: Kind::Footnote };
    assert_eq!(refused(Operation::AddAfter, "f", "x", "n"), note);
    assert_eq!(text, rivers());
}

#[test]
fn elements_are_moved_with_all_under_them() {
    let mut text = rivers();
    move_down(&mut text, "s1").unwrap();
    assert_eq!(order(&text)[3..6], ["s2", "s1", "f"]);
    move_up(&mut text, "s1").unwrap();
    assert_eq!(text, rivers());
    move_after(&mut text, "a", "b").unwrap();
    assert_eq!(order(&text), ["h", "b", "p", "a", "c", "s1", "f", "s2"]);
    move_after(&mut text, "b", "h").unwrap();
    move_after(&mut text, "p", "a").unwrap();
    assert_eq!(order(&text), ["h", "b", "a", "p", "c", "s1", "f", "s2"]);
    assert_eq!(text.get("p").unwrap().parent.as_deref(), Some("a"));
    let inside = CannotApply::InsideItself { id: "a".into() };
    assert_eq!(move_after(&mut text, "a", "c"), Err(inside));
    assert_eq!(move_up(&mut text, "h"), Err(CannotApply::NoPlace { id: "h".into() }));
    assert_eq!(text.check(), []);
}

#[test]
fn a_kind_is_changed_where_it_may_stand() {
    let mut text = rivers();
    set_kind(&mut text, "s2", Kind::Item).unwrap();
    assert_eq!(text.get("s2").unwrap().parent.as_deref(), Some("s1"));
    assert_eq!(shorts(&text)[5], "art. 1 (a) (i)");
    set_kind(&mut text, "s2", Kind::Paragraph).unwrap();
    assert_eq!(shorts(&text)[5], "art. 1, sole para.");
    let child =
        CannotApply::ChildNotAllowed { id: "a".into(), kind: Kind::Title, child: "c".into() };
    assert_eq!(set_kind(&mut text, "a", Kind::Title), Err(child));
    assert_eq!(text.check(), []);
}

#[test]
fn a_split_takes_the_footnotes_along_and_a_merge_brings_them_back() {
    let mut text = rivers();
    split(&mut text, "s1", "en", 3, "n").unwrap();
    assert_eq!(text.get("s1").unwrap().wording("en"), "Act");
    assert_eq!(text.get("n").unwrap().wording("en"), ";[^1] and rest;");
    assert_eq!(order(&text)[3..6], ["s1", "n", "f"]);
    assert_eq!(merge_with_next(&mut text, "s1"), Ok("n".into()));
    assert_eq!(text.get("s1").unwrap().wording("en"), "Act ;[^1] and rest;");
    assert_eq!(text.get("f").unwrap().parent.as_deref(), Some("s1"));
    split_at_line(&mut text, "p", "en", "All\n---\nrivers.", "---", "q").unwrap();
    assert_eq!(shorts(&text)[7..], ["art. 2 (1)", "art. 2 (2)"]);
    let empty = CannotApply::EmptyPart { id: "p".into() };
    assert_eq!(split(&mut text, "p", "en", 99, "r"), Err(empty));
    assert_eq!(merge_with_next(&mut text, "q"), Err(CannotApply::NoPlace { id: "q".into() }));
    assert_eq!(text.check(), []);
}

#[test]
fn the_last_wording_cannot_be_emptied() {
    let mut text = rivers();
    assert_eq!(set_text(&mut text, "p", "en", ""), Err(CannotApply::EmptyWording));
    set_text(&mut text, "p", "fr", "Tous les fleuves.").unwrap();
    set_text(&mut text, "p", "en", "").unwrap();
    assert_eq!(text.get("p").unwrap().text.len(), 1);
    set_text(&mut text, "a", "en", "").unwrap();
}

#[test]
fn an_addition_stands_where_and_as_what_it_should() {
    // (operation, target, kind asked for) → (kind, parent, the element before it)
    for (operation, target, asked, kind, parent, before) in [
        (Operation::AddBefore, "b", None, Kind::Article, Some("h"), "s2"),
        (Operation::AddBefore, "s1", None, Kind::Subparagraph, Some("a"), "c"),
        (Operation::AddBefore, "c", None, Kind::Paragraph, Some("a"), "a"),
        (Operation::AddFirst, "h", None, Kind::Article, Some("h"), "h"),
        (Operation::AddLast, "h", None, Kind::Article, Some("h"), "p"),
        // What a chapeau introduces stands beside it.
        (Operation::AddFirst, "a", None, Kind::Subparagraph, Some("a"), "c"),
        (Operation::AddFirst, "c", None, Kind::Subparagraph, Some("a"), "c"),
        (Operation::AddLast, "c", None, Kind::Subparagraph, Some("a"), "s2"),
        (Operation::AddLast, "a", None, Kind::Subparagraph, Some("a"), "s2"),
        (Operation::AddLast, "a", Some(Kind::Paragraph), Kind::Paragraph, Some("a"), "s2"),
        (Operation::AddFirst, "s1", None, Kind::Item, Some("s1"), "f"),
        (Operation::AddLast, "p", None, Kind::Subparagraph, Some("p"), "p"),
        (Operation::AddAfter, "b", Some(Kind::Heading), Kind::Heading, Some("h"), "p"),
    ] {
        let mut text = rivers();
        let asked = Particulars { kind: asked, ..Particulars::default() };
        run_with(&mut text, operation, target, "New.", &asked, &["n"]).unwrap();
        let at = text.position("n").unwrap();
        let added = &text.elements[at];
        let found = (added.kind, added.parent.as_deref(), text.elements[at - 1].id.as_str());
        assert_eq!(found, (kind, parent, before), "{operation:?} {target}");
        assert_eq!(text.check(), []);
    }
}

#[test]
fn a_proposal_moves_an_element_with_all_under_it() {
    let mut text = rivers();
    run_with(&mut text, Operation::Move, "s2", "", &to("s1", Side::Before), &[]).unwrap();
    assert_eq!(order(&text), ["h", "a", "c", "s2", "s1", "f", "b", "p"]);
    run_with(&mut text, Operation::Move, "a", "", &to("b", Side::After), &[]).unwrap();
    assert_eq!(order(&text), ["h", "b", "p", "a", "c", "s2", "s1", "f"]);
    run_with(&mut text, Operation::Move, "p", "", &to("a", Side::Last), &[]).unwrap();
    assert_eq!(text.get("p").unwrap().parent.as_deref(), Some("a"));
    let as_item = Particulars { kind: Some(Kind::Item), ..to("s2", Side::First) };
    run_with(&mut text, Operation::Move, "s1", "", &as_item, &[]).unwrap();
    assert_eq!(shorts(&text)[5], "art. 2 (a) (i)");
    assert_eq!(text.check(), []);
}

#[test]
fn an_article_is_split_where_its_paragraphs_divide() {
    let mut text = rivers();
    let parts = with(&["s1"]);
    let done = run_with(&mut text, Operation::Split, "a", "\n---\nMeans", &parts, &["n"]).unwrap();
    assert_eq!(order(&text), ["h", "a", "c", "n", "s1", "f", "s2", "b", "p"]);
    assert_eq!(done.lineage, [("a".to_owned(), "n".to_owned())]);
    assert_eq!(shorts(&text)[3..5], ["art. 2", "art. 2 (a)"]);
    let mut text = rivers();
    let done = run_with(
        &mut text,
        Operation::Split,
        "s1",
        "(a) Act;\n---\n(b) And[^1] rest;",
        &with(&[]),
        &["n"],
    );
    assert_eq!(done.unwrap().marker, "(a)");
    assert_eq!(order(&text), ["h", "a", "c", "s1", "n", "f", "s2", "b", "p"]);
    assert_eq!(text.get("f").unwrap().parent.as_deref(), Some("n"));
    assert_eq!(text.check(), []);
}

#[test]
fn elements_apart_are_merged_in_the_order_of_the_text() {
    let mut text = rivers();
    let done = run_with(&mut text, Operation::Merge, "s2", "", &with(&["s1"]), &[]).unwrap();
    assert_eq!(order(&text), ["h", "a", "c", "s2", "f", "b", "p"]);
    assert_eq!(text.get("s2").unwrap().wording("en"), "Act;[^1] and rest; Rest.");
    assert_eq!(done.removed.len(), 1);
    run_with(&mut text, Operation::Merge, "a", "Of rivers", &with(&["b"]), &[]).unwrap();
    assert_eq!(order(&text), ["h", "a", "c", "s2", "f", "p"]);
    assert_eq!(text.get("p").unwrap().parent.as_deref(), Some("a"));
    assert_eq!(text.get("a").unwrap().wording("en"), "Of rivers");
    assert_eq!(text.check(), []);
}

#[test]
fn what_an_operation_lacks_is_said() {
    let id = |id: &str| id.to_owned();
    for (operation, target, wording, particulars, why) in [
        (Operation::Move, "s1", "", with(&[]), CannotApply::NoDestination { id: id("s1") }),
        (
            Operation::Move,
            "f",
            "",
            to("s2", Side::First),
            CannotApply::FootnoteStays { id: id("f") },
        ),
        (
            Operation::Move,
            "a",
            "",
            to("s1", Side::After),
            CannotApply::InsideItself { id: id("a") },
        ),
        (
            Operation::Move,
            "s2",
            "",
            to("s1", Side::After),
            CannotApply::AlreadyThere { id: id("s2") },
        ),
        (
            Operation::Move,
            "s2",
            "",
            to("a", Side::After),
            CannotApply::NotAllowedUnder {
                id: id("a"),
                kind: Kind::Subparagraph,
                parent: Some(Kind::Heading),
            },
        ),
        (
            Operation::Move,
            "s2",
            "",
            to("z", Side::After),
            CannotApply::UnknownElement { id: id("z") },
        ),
        (Operation::Split, "s1", "One.", with(&[]), CannotApply::EmptyPart { id: id("s1") }),
        (Operation::Split, "s1", "One.\n---\n", with(&[]), CannotApply::EmptyPart { id: id("s1") }),
        (
            Operation::Split,
            "a",
            "\n---\n",
            with(&["p"]),
            CannotApply::NotAmongChildren { id: id("a"), child: id("p") },
        ),
        (Operation::Merge, "s1", "", with(&[]), CannotApply::NoOthers { id: id("s1") }),
        (
            Operation::Merge,
            "s1",
            "",
            with(&["p"]),
            CannotApply::NotAlike { id: id("s1"), other: id("p") },
        ),
        (
            Operation::Merge,
            "s1",
            "",
            with(&["s1"]),
            CannotApply::NotAlike { id: id("s1"), other: id("s1") },
        ),
        (
            Operation::AddFirst,
            "f",
            "x",
            with(&[]),
            CannotApply::NothingMayStandUnder { id: id("f"), kind: Kind::Footnote },
        ),
        (Operation::AddBefore, "f", "x", with(&[]), CannotApply::FootnoteStays { id: id("f") }),
    ] {
        let mut text = rivers();
        let refused = run_with(&mut text, operation, target, wording, &particulars, &["n"]);
        assert_eq!(refused, Err(why), "{operation:?} {target}");
        assert_eq!(text, rivers());
    }
}

#[test]
fn what_was_done_is_undone_beside_what_was_done_since() {
    let before = rivers();
    let mut text = before.clone();
    run(&mut text, Operation::Delete, "s1", "", "").unwrap();
    let deletion = Reversal::between(&before, &text);
    run(&mut text, Operation::AddLast, "c", "Since.", "n").unwrap();
    run(&mut text, Operation::Modify, "p", "Other rivers.", "").unwrap();
    let kept: Reversal = serde_json::from_str(&serde_json::to_string(&deletion).unwrap()).unwrap();
    kept.take_back(&mut text).unwrap();
    assert_eq!(order(&text), ["h", "a", "c", "s1", "f", "s2", "n", "b", "p"]);
    // Twice is refused, and so is what was changed since.
    assert_eq!(kept.take_back(&mut text), Err(CannotReverse::ChangedSince { id: "s1".into() }));
    let before = text.clone();
    run(&mut text, Operation::Modify, "p", "Third.", "").unwrap();
    let wording = Reversal::between(&before, &text);
    run(&mut text, Operation::Modify, "p", "Fourth.", "").unwrap();
    assert_eq!(wording.take_back(&mut text), Err(CannotReverse::ChangedSince { id: "p".into() }));
    // What was added has something under it now.
    let before = text.clone();
    run(&mut text, Operation::AddAfter, "p", "New.", "q").unwrap();
    let addition = Reversal::between(&before, &text);
    run(&mut text, Operation::AddFirst, "q", "Under it.", "r").unwrap();
    assert!(addition.take_back(&mut text).is_err());
    assert_eq!(text.check(), []);
}

/// One operation chosen at random, with whatever it needs.
#[derive(Debug, Clone)]
struct Chosen {
    operation: Operation,
    target: Index,
    other: Index,
    third: Index,
    side: Side,
    kind: Option<Kind>,
}

fn chosen() -> impl Strategy<Value = Chosen> {
    (
        prop::sample::select(Operation::ALL.to_vec()),
        any::<Index>(),
        any::<Index>(),
        any::<Index>(),
        prop::sample::select(Side::ALL.to_vec()),
        prop::option::weighted(0.2, prop::sample::select(Kind::ALL.to_vec())),
    )
        .prop_map(|(operation, target, other, third, side, kind)| Chosen {
            operation,
            target,
            other,
            third,
            side,
            kind,
        })
}

/// Does it, with new ids that begin with `prefix`.
fn perform(text: &mut Text, chosen: &Chosen, prefix: &str) -> Result<Applied, CannotApply> {
    let id = |index: &Index| text.elements[index.index(text.elements.len())].id.clone();
    let (target, other, third) = (id(&chosen.target), id(&chosen.other), id(&chosen.third));
    let particulars = Particulars {
        kind: chosen.kind,
        to: Some(Destination { anchor: other.clone(), side: chosen.side }),
        others: match chosen.operation {
            Operation::Merge => vec![other, third],
            _ => Vec::new(),
        },
    };
    let wording = match chosen.operation {
        Operation::Split => "First part,\n---\nsecond part,\n---\nthird.",
        _ => "Wholly other words.",
    };
    let proposal = Proposal {
        operation: chosen.operation,
        target: &target,
        wording,
        language: "en",
        particulars: &particulars,
    };
    let mut n = 0;
    apply(text, &proposal, &mut || {
        n += 1;
        format!("{prefix}.{n}")
    })
}

proptest! {
    #![proptest_config(cases(64))]
    #[test]
    fn any_operation_leaves_the_text_sound_and_can_be_undone(
        text in sound_text(),
        acts in proptest::collection::vec(chosen(), 1..10),
    ) {
        let mut text = text;
        let mut undos = Vec::new();
        for (n, act) in acts.iter().enumerate() {
            if text.elements.is_empty() {
                break;
            }
            let before = text.clone();
            if perform(&mut text, act, &format!("n{n}")).is_err() {
                prop_assert_eq!(&text, &before);
            }
            prop_assert_eq!(text.check(), [], "{:?}\n{:#?}", act, before);
            undos.push((Reversal::between(&before, &text), before));
        }
        for (last, before) in undos.into_iter().rev() {
            prop_assert_eq!(last.take_back(&mut text), Ok(()));
            prop_assert_eq!(&text, &before);
        }
    }

    #[test]
    fn comparing_gives_the_operation_back(text in sound_text(), act in chosen()) {
        let before = text.clone();
        let mut text = text;
        let Ok(applied) = perform(&mut text, &act, "n") else { return Ok(()) };
        let rows = compare(&before, &text, "en", &applied.lineage);
        let change = |id: &str| &rows.iter().find(|row| row.id == id).unwrap().change;
        let ids = |elements: &[Element]| -> Vec<String> {
            elements.iter().map(|e| e.id.clone()).collect()
        };
        match act.operation {
            Operation::Retain => prop_assert!(rows.iter().all(|row| !row.change.is_change())),
            Operation::Modify => {
                let is_edited = matches!(change(&applied.id), Change::Edited { .. });
                prop_assert!(is_edited);
                prop_assert_eq!(rows.iter().filter(|row| row.change.is_change()).count(), 1);
            }
            Operation::AddBefore | Operation::AddAfter | Operation::AddFirst | Operation::AddLast => {
                let is_new = matches!(change(&applied.added[0]), Change::New { .. });
                prop_assert!(is_new);
                prop_assert_eq!(rows.iter().filter(|row| row.change.is_change()).count(), 1);
            }
            Operation::Delete => {
                let gone: Vec<String> = rows
                    .iter()
                    .filter(|row| matches!(row.change, Change::Deleted { .. }))
                    .map(|row| row.id.clone())
                    .collect();
                prop_assert_eq!(gone, ids(&applied.removed));
                prop_assert!(rows.iter().all(|row| row.new.is_none() || !row.change.is_change()));
            }
            // It or, where it only changed places with another, that one.
            Operation::Move => {
                prop_assert!(
                    rows.iter().any(|row| matches!(row.change, Change::Moved))
                        || rows.iter().any(|row| row.was_kind.is_some())
                );
                prop_assert!(rows.iter().all(|row| row.old.is_some() && row.new.is_some()));
            }
            Operation::Split => {
                let Change::Split { into, .. } = change(&applied.id) else {
                    return Err(TestCaseError::fail(format!("{rows:#?}")));
                };
                for part in &applied.added {
                    prop_assert!(into.contains(part));
                }
            }
            Operation::Merge => {
                let Change::Merged { from, .. } = change(&applied.id) else {
                    return Err(TestCaseError::fail(format!("{rows:#?}")));
                };
                for gone in &applied.removed {
                    prop_assert!(from.contains(&gone.id));
                }
            }
        }
    }

    #[test]
    fn no_two_elements_of_a_draft_share_a_citation_whatever_was_done(
        base in sound_text(),
        acts in proptest::collection::vec(chosen(), 1..12),
    ) {
        let mut draft = base.clone();
        for (n, act) in acts.iter().enumerate() {
            if draft.elements.is_empty() {
                break;
            }
            let _ = perform(&mut draft, act, &format!("n{n}"));
        }
        let plain: HashSet<String> = citations(&draft).iter().map(|c| c.short()).collect();
        prop_assert_eq!(plain.len(), draft.elements.len());
        let numbered = number_against(&draft, &base);
        let shorts: HashSet<String> = numbered.iter().map(|one| one.citation.short()).collect();
        prop_assert_eq!(shorts.len(), draft.elements.len(), "{:#?}", numbered);
        let longs: HashSet<String> = numbered.iter().map(|one| one.citation.long()).collect();
        prop_assert_eq!(longs.len(), draft.elements.len());
        // And each is found by what it is called.
        let all: Vec<_> = numbered.into_iter().map(|one| one.citation).collect();
        for (index, citation) in all.iter().enumerate() {
            let found = find_among(&all, &citation.short());
            prop_assert_eq!(found, vec![index], "{}", citation.short());
        }
    }

    #[test]
    fn what_kept_its_place_keeps_its_number(
        base in sound_text(),
        acts in proptest::collection::vec((any::<Index>(), 0..4usize), 1..8),
    ) {
        // Additions and deletions move nothing.
        let mut draft = base.clone();
        for (n, (at, operation)) in acts.iter().enumerate() {
            let id = draft.elements[at.index(draft.elements.len())].id.clone();
            let operations =
                [Operation::AddBefore, Operation::AddAfter, Operation::AddLast, Operation::Modify];
            let _ = run(&mut draft, operations[*operation], &id, "New words.", &format!("n{n}"));
        }
        let own = citations(&base);
        for (element, numbered) in draft.elements.iter().zip(number_against(&draft, &base)) {
            let Some(at) = base.position(&element.id) else {
                prop_assert!(numbered.is_new);
                continue;
            };
            // A footnote is called as its mark is, which a new wording may have lost.
            if element.kind == Kind::Footnote {
                continue;
            }
            prop_assert_eq!(numbered.former, None, "{}", element.id);
            // The only paragraph of an article has a number once there is another.
            if own[at].steps.last() != Some(&Step::SoleParagraph) {
                prop_assert_eq!(numbered.citation, own[at].clone());
            }
        }
        // Numbered against itself, nothing has another name.
        let itself: Vec<_> = number_against(&base, &base).into_iter().map(|n| n.citation).collect();
        prop_assert_eq!(itself, own);
    }
}

proptest! {
    #[test]
    fn a_sound_text_stays_sound_and_a_refused_act_changes_nothing(
        text in sound_text(),
        acts in proptest::collection::vec((0..10usize, any::<Index>(), any::<Index>(), 0..10usize), 1..12),
    ) {
        let mut text = text;
        for (n, (act, at, other, kind)) in acts.into_iter().enumerate() {
            if text.elements.is_empty() {
                break;
            }
            let id = text.elements[at.index(text.elements.len())].id.clone();
            let other = text.elements[other.index(text.elements.len())].id.clone();
            let new_id = format!("n{n}");
            let before = text.clone();
            let mut done =
                |operation| run(&mut text, operation, &id, "New words.", &new_id).is_ok();
            let done = match act {
                0 => done(Operation::Modify),
                1 => done(Operation::AddAfter),
                2 => done(Operation::Delete),
                3 => move_up(&mut text, &id).is_ok(),
                4 => move_down(&mut text, &id).is_ok(),
                5 => move_after(&mut text, &id, &other).is_ok(),
                6 => set_kind(&mut text, &id, Kind::ALL[kind]).is_ok(),
                7 => split(&mut text, &id, "en", 5, &new_id).is_ok(),
                8 => merge_with_next(&mut text, &id).is_ok(),
                _ => set_text(&mut text, &id, "en", "Other words.").is_ok(),
            };
            if !done {
                prop_assert_eq!(&text, &before);
            }
            prop_assert_eq!(text.check(), [], "act {} on {} ({})\n{:#?}", act, id, other, before);
        }
    }
}
