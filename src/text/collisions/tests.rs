use std::collections::{BTreeMap, HashSet};

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::text::elements::{Element, Kind};
use crate::text::merging::merge;
use crate::text::operations::Side;
use crate::text::samples::shared;

const WORDS: &str = "Every harbour shall keep a lantern lit at night for all who are at sea.";

fn harbours() -> Text {
    let element = |id: &str, kind, words: &str| Element::new(id, kind, "en", words);
    Text::new(vec![
        element("a", Kind::Article, ""),
        element("p", Kind::Paragraph, WORDS).under("a"),
        element("q", Kind::Paragraph, "Nobody is turned away.").under("a"),
    ])
}

fn wish(operation: Operation, target: &'static str, wording: Option<&str>) -> Wish<'static> {
    let wording = wording.map(str::to_owned);
    Wish { operation, target, wording, others: &[], to: None }
}

#[test]
fn what_cannot_all_be_done_is_told() {
    let open = WORDS.replace("harbour", "open harbour");
    let danger = WORDS.replace("at sea", "in danger at sea");
    let should = WORDS.replace("shall", "should");
    let must = WORDS.replace("shall", "must");
    let all = [
        wish(Operation::Modify, "p", Some(&open)),
        wish(Operation::Modify, "p", Some(&danger)),
        wish(Operation::Modify, "p", Some(&should)),
        wish(Operation::Modify, "p", Some(&must)),
        wish(Operation::Delete, "p", None),
        wish(Operation::Retain, "p", None),
        wish(Operation::AddAfter, "p", Some("Nor by day.")),
        wish(Operation::Delete, "a", None),
        wish(Operation::Modify, "q", None),
    ];
    let found = collisions(&harbours(), "en", &all);
    let between = |one: usize, other: usize| {
        found
            .iter()
            .find(|collision| (collision.one, collision.other) == (one, other))
            .map_or(Between::Together, |collision| collision.between.clone())
    };
    assert_eq!(between(0, 1), Between::Together);
    assert_eq!(between(0, 2), Between::Together);
    let Between::SameWords(words) = between(2, 3) else { panic!("{found:?}") };
    assert_eq!(&WORDS[words[0].clone()], "shall");
    assert_eq!(between(2, 4), Between::Opposite);
    assert_eq!(between(2, 5), Between::Opposite);
    assert_eq!(between(4, 5), Between::Opposite);
    assert_eq!(between(5, 6), Between::Together);
    assert_eq!(between(4, 6), Between::NoPlace);
    assert_eq!(between(6, 7), Between::NoPlace);
    assert_eq!(between(4, 7), Between::Same);
    assert_eq!(between(7, 8), Between::Opposite);
    assert!(!between(1, 8).excludes(), "on different paragraphs");
}

#[test]
fn what_is_moved_split_and_merged_collides_with_what_stands_in_its_way() {
    let beside = |anchor: &str, side| Destination { anchor: anchor.to_owned(), side };
    let (before, after) = (beside("a", Side::Before), beside("a", Side::After));
    let others = ["q".to_owned()];
    let to = |to| Wish { to: Some(to), ..wish(Operation::Move, "p", None) };
    let split = "Every harbour shall keep a lantern lit\n---\nat night for all who are at sea.";
    let open = WORDS.replace("harbour", "open harbour");
    let all = [
        to(&before),
        to(&before),
        to(&after),
        wish(Operation::Split, "p", Some(split)),
        Wish { others: &others, ..wish(Operation::Merge, "p", Some("")) },
        wish(Operation::Modify, "p", Some(&open)),
        wish(Operation::Delete, "q", None),
        wish(Operation::AddBefore, "p", Some("By day:")),
    ];
    let found = collisions(&harbours(), "en", &all);
    let between = |one: usize, other: usize| {
        let is_it = |c: &&Collision| (c.one, c.other) == (one, other);
        found.iter().find(is_it).map_or(Between::Together, |c| c.between.clone())
    };
    for (one, other, expected) in [
        (0, 1, Between::Same),
        (0, 2, Between::OtherPlace),
        (0, 3, Between::Together),
        (0, 4, Between::OtherPlace),
        (0, 5, Between::Together),
        (3, 4, Between::SameWords(Vec::new())),
        (3, 5, Between::SameWords(Vec::new())),
        (4, 6, Between::Opposite),
        (5, 6, Between::Together),
        (3, 7, Between::Together),
    ] {
        assert_eq!(between(one, other), expected, "{one} and {other}");
    }
}

proptest! {
    /// What is said to fit together can be done in either order, and what is not cannot be merged.
    #[test]
    fn what_fits_together_can_be_brought_together(
        changes in vec((0usize..15, prop::sample::select(vec!["oxen", "ships", ""])), 2..6),
    ) {
        let words: Vec<&str> = WORDS.split(' ').collect();
        let wordings: Vec<String> = changes
            .iter()
            .map(|(at, word)| {
                let mut words = words.clone();
                match word.is_empty() {
                    true => { words.remove(*at); }
                    false => words[*at] = word,
                }
                words.join(" ")
            })
            .collect();
        let all: Vec<Wish> = wordings.iter().map(|w| wish(Operation::Modify, "p", Some(w))).collect();
        let found = collisions(&harbours(), "en", &all);
        for one in 0..all.len() {
            for other in one + 1..all.len() {
                let excludes = found
                    .iter()
                    .any(|c| (c.one, c.other) == (one, other) && c.between.excludes());
                prop_assert_eq!(merge(WORDS, &wordings[one], &wordings[other]).is_err(), excludes);
            }
        }
    }
}

/// 883 real amendments of twelve organizations on a text of 884 elements.
#[test]
fn the_gdpr_amendments_are_all_told_how_they_stand_to_one_another() {
    let (Some(base), Some(proposals)) =
        (shared("gdpr/base.json"), shared("gdpr/proposals_dev.jsonl"))
    else {
        return;
    };
    let base: Vec<Value> = serde_json::from_str(&base).unwrap();
    let text = Text::new(
        base.iter()
            .map(|e| {
                let words = e["text"]["en"].as_str().unwrap_or_default();
                let mut element =
                    Element::new(e["id"].as_str().unwrap(), Kind::Paragraph, "en", words);
                element.parent = e["parent"].as_str().map(str::to_owned);
                element
            })
            .collect(),
    );
    let rows: Vec<Value> =
        proposals.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let known: HashSet<&str> = text.elements.iter().map(|e| e.id.as_str()).collect();
    let mut unplaced = 0;
    let mut wishes = Vec::new();
    for row in &rows {
        let target = row["targets"][0].as_str().unwrap_or_default().trim_end_matches('+');
        if !known.contains(target) {
            unplaced += 1;
            continue;
        }
        let new = row["new"].as_str().unwrap_or_default().to_owned();
        let (operation, wording) = match row["kind"].as_str().unwrap() {
            "delete" => (Operation::Delete, None),
            "insert" => (Operation::AddAfter, Some(new)),
            _ => (Operation::Modify, Some(new)),
        };
        wishes.push(Wish { operation, target, wording, others: &[], to: None });
    }
    let started = std::time::Instant::now();
    let found = collisions(&text, "en", &wishes);
    let took = started.elapsed();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut in_some: HashSet<usize> = HashSet::new();
    for collision in &found {
        let name = match collision.between {
            Between::Together => "together",
            Between::Same => "same",
            Between::SameWords(_) => "same words",
            Between::Opposite => "opposite",
            Between::NoPlace => "no place",
            Between::OtherPlace => "other place",
        };
        *counts.entry(name).or_default() += 1;
        if collision.between.excludes() {
            in_some.extend([collision.one, collision.other]);
        }
    }
    eprintln!(
        "{} placed, {unplaced} not; pairs {counts:?}; {} proposals collide with some other; {took:?}",
        wishes.len(),
        in_some.len(),
    );
    assert_eq!(wishes.len() + unplaced, 883);
    assert!(counts["opposite"] > 0 && counts["same words"] > 0 && !counts.contains_key("together"));
}
