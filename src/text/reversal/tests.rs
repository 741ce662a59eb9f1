use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::text::operations::{
    self, Destination, Operation, Particulars, Proposal, Side, merge_with_next, move_after,
    move_down, move_up, set_kind, set_text, split,
};
use crate::text::samples::sound_text;

const ADDITIONS: [Operation; 4] =
    [Operation::AddBefore, Operation::AddAfter, Operation::AddFirst, Operation::AddLast];

fn run(
    text: &mut Text,
    operation: Operation,
    target: &str,
    wording: &str,
    new: &str,
    particulars: &Particulars,
) -> Result<(), operations::CannotApply> {
    let proposal = Proposal { operation, target, wording, language: "en", particulars };
    let mut made = 0;
    let mut new_id = || {
        made += 1;
        format!("{new}.{made}")
    };
    operations::apply(text, &proposal, &mut new_id).map(drop)
}

/// Some change of the text by an operation or a drafter's hand; refused ones do nothing.
fn some_change(
    text: &mut Text,
    (which, at, to, n): (usize, Index, Index, usize),
) -> Option<Reversal> {
    if text.elements.is_empty() {
        return None;
    }
    let id = text.elements[at.index(text.elements.len())].id.clone();
    let other = text.elements[to.index(text.elements.len())].id.clone();
    let kind = Kind::ALL[to.index(Kind::ALL.len())];
    let new = format!("new{n}");
    let none = Particulars::default();
    let before = text.clone();
    let done = match which {
        0 => run(text, Operation::Modify, &id, "All other words.", &new, &none),
        1 => run(text, ADDITIONS[at.index(4)], &id, "What comes after.", &new, &none),
        2 => run(text, Operation::Delete, &id, "", &new, &none),
        3 => move_after(text, &id, &other),
        4 => move_up(text, &id),
        5 => move_down(text, &id),
        6 => split(text, &id, "en", 4, &new).map(drop),
        7 => merge_with_next(text, &id).map(drop),
        8 => set_kind(text, &id, kind),
        9 => {
            let to = Some(Destination { anchor: other, side: Side::ALL[at.index(4)] });
            run(text, Operation::Move, &id, "", &new, &Particulars { to, ..none })
        }
        10 => {
            let others = vec![other];
            run(text, Operation::Merge, &id, "", &new, &Particulars { others, ..none })
        }
        11 => {
            run(text, Operation::Split, &id, "One part.\n---\nAnother.\n---\nA third.", &new, &none)
        }
        _ => set_text(text, &id, "fr", "D’autres mots."),
    };
    let _: Result<(), operations::CannotApply> = done;
    (*text != before).then(|| Reversal::between(&before, text))
}

fn changes(most: usize) -> impl Strategy<Value = Vec<(usize, Index, Index)>> {
    vec((0usize..13, any::<Index>(), any::<Index>()), 1..most)
}

proptest! {
    #[test]
    fn a_change_taken_back_leaves_the_text_as_it_was(text in sound_text(), drawn in changes(2)) {
        let mut now = text.clone();
        let (which, at, to) = drawn[0];
        if let Some(back) = some_change(&mut now, (which, at, to, 0)) {
            // It is kept as JSON.
            let kept = serde_json::to_string(&back).unwrap();
            let back: Reversal = serde_json::from_str(&kept).unwrap();
            prop_assert_eq!(back.take_back(&mut now), Ok(()));
        }
        prop_assert_eq!(now, text);
    }

    #[test]
    fn changes_are_taken_back_step_by_step(text in sound_text(), drawn in changes(8)) {
        let mut now = text.clone();
        let mut stages = vec![text.clone()];
        let mut steps = Vec::new();
        for (n, (which, at, to)) in drawn.into_iter().enumerate() {
            if let Some(back) = some_change(&mut now, (which, at, to, n)) {
                steps.push(back);
                stages.push(now.clone());
            }
        }
        while let Some(back) = steps.pop() {
            stages.pop();
            prop_assert_eq!(back.take_back(&mut now), Ok(()));
            prop_assert_eq!(Some(&now), stages.last());
        }
    }

    /// An earlier change on which nothing rests is taken back, what came later stays, and taking
    /// that back too leads to the beginning.
    #[test]
    fn an_earlier_change_is_taken_back_where_nothing_rests_on_it(text in sound_text(), drawn in changes(5)) {
        let mut now = text.clone();
        let mut steps = Vec::new();
        for (n, (which, at, to)) in drawn.into_iter().enumerate() {
            if let Some(back) = some_change(&mut now, (which, at, to, n)) {
                steps.push(back);
            }
        }
        let mut earliest_first = steps.clone();
        let mut taken = 0;
        let mut index = 0;
        while index < earliest_first.len() {
            let is_free = earliest_first[index + 1..].iter().all(|later| !later.rests_on(&earliest_first[index]));
            let before = now.clone();
            if is_free {
                match earliest_first[index].take_back(&mut now) {
                    Ok(()) => {
                        prop_assert!(now.check().len() <= before.check().len());
                        earliest_first.remove(index);
                        taken += 1;
                        continue;
                    }
                    // What it stood beside may have gone with its whole family; then nothing is done.
                    Err(_) => prop_assert_eq!(&now, &before),
                }
            }
            index += 1;
        }
        if taken == steps.len() {
            let ids = |text: &Text| text.elements.iter().map(|e| (e.id.clone(), e.kind, e.parent.clone(), e.text.clone())).collect::<HashSet<_>>();
            prop_assert_eq!(ids(&now), ids(&text));
        }
    }
}

#[test]
fn what_others_did_since_is_not_lost() {
    let element = |id: &str, words: &str| Element::new(id, Kind::Paragraph, "en", words);
    let text = Text::new(vec![element("p", "One."), element("q", "Two."), element("r", "Three.")]);
    let mut now = text.clone();
    let none = Particulars::default();
    run(&mut now, Operation::Delete, "q", "", "", &none).unwrap();
    let gone = Reversal::between(&text, &now);
    let mut later = now.clone();
    move_down(&mut later, "p").unwrap();
    let moved = Reversal::between(&now, &later);
    assert!(!moved.rests_on(&gone));
    gone.take_back(&mut later).unwrap();
    let order: Vec<&str> = later.elements.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(order, ["r", "p", "q"]);

    let mut now = text.clone();
    run(&mut now, Operation::AddAfter, "p", "New.", "n", &none).unwrap();
    let added = Reversal::between(&text, &now);
    // A translation is no change of its own, and is not thrown away either.
    set_text(&mut now, "n.1", "fr", "Nouveau.").unwrap();
    let refused = CannotReverse::ChangedSince { id: "n.1".into() };
    assert_eq!(added.take_back(&mut now), Err(refused));
}
