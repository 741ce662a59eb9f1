use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::text::citations::citations;
use crate::text::samples::sound_text;

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
    let done = apply(&mut text, Operation::Modify, "s2", "(b) Sleep.", "en", "").unwrap();
    assert_eq!((done.before.as_deref(), done.marker.as_str()), (Some("Rest."), "(b)"));
    assert_eq!(text.get("s2").unwrap().wording("en"), "Sleep.");
    let done = apply(&mut text, Operation::AddAfter, "s1", "(a bis) Swim;", "en", "n").unwrap();
    assert_eq!(done.id, "n");
    apply(&mut text, Operation::AddAfter, "c", "First;", "en", "m").unwrap();
    apply(&mut text, Operation::AddAfter, "b", "Article 3", "en", "o").unwrap();
    assert_eq!(order(&text), ["h", "a", "c", "m", "s1", "f", "n", "s2", "b", "p", "o"]);
    let done = apply(&mut text, Operation::Delete, "s1", "", "en", "").unwrap();
    assert_eq!(done.removed.len(), 2);
    let before = text.clone();
    apply(&mut text, Operation::Retain, "a", "", "en", "").unwrap();
    assert_eq!(text, before);
    assert_eq!(text.check(), []);
}

#[test]
fn a_refusal_says_why_and_changes_nothing() {
    let mut text = rivers();
    let mut refused = |operation, target: &str, wording: &str, new_id: &str| {
        apply(&mut text, operation, target, wording, "en", new_id).unwrap_err()
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
            let mut run = |operation| apply(&mut text, operation, &id, "New words.", "en", &new_id).is_ok();
            let done = match act {
                0 => run(Operation::Modify),
                1 => run(Operation::AddAfter),
                2 => run(Operation::Delete),
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
