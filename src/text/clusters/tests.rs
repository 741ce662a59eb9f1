use std::collections::{BTreeMap, HashSet};

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::text::samples::shared;

const LETTER_OF_A_CAMPAIGN: &str = "Dear Independent Expert, every harbour that stays open in a storm \
    saves lives, and every lantern that is shared makes the next crossing safer for all of us.";

fn comment<'a>(place: &'a str, words: &'a str) -> Said<'a> {
    Said { operation: None, place, anywhere: true, words }
}

fn proposal<'a>(operation: Operation, place: &'a str, words: &'a str) -> Said<'a> {
    Said { operation: Some(operation), place, anywhere: operation == Operation::AddAfter, words }
}

fn drawn(all: &[Said]) -> Vec<Vec<usize>> {
    clusters(all).iter().map(|cluster| cluster.iter().map(|member| member.at).collect()).collect()
}

#[test]
fn typography_capitals_and_numbers_make_no_difference() {
    let all = [
        proposal(Operation::Modify, "a", "1. Everyone “has” the right to l’eau."),
        proposal(Operation::Modify, "a", "2.  everyone \"has\" the right to l'eau ."),
        proposal(Operation::Modify, "a", "(a) First;\n(b) Second."),
        proposal(Operation::Modify, "a", "(b) First;\n(c) Second."),
        proposal(Operation::Modify, "b", "Everyone has the right to l’eau."),
    ];
    assert_eq!(drawn(&all), [vec![0, 1], vec![2, 3], vec![4]]);
    assert!(clusters(&all).iter().flatten().all(|member| member.likeness == Likeness::Identical));
}

#[test]
fn a_campaign_is_found_wherever_its_letters_stand_and_short_words_only_in_one_place() {
    let mine = format!("{LETTER_OF_A_CAMPAIGN} I live beside the sea.");
    let all = [
        comment("a", LETTER_OF_A_CAMPAIGN),
        comment("a", "We agree."),
        comment("b", "We agree."),
        comment("b", LETTER_OF_A_CAMPAIGN),
        comment("general", &mine),
        comment("a", "we agree"),
    ];
    assert_eq!(drawn(&all), [vec![0, 3, 4], vec![1, 5], vec![2]]);
    let likeness: Vec<Likeness> = clusters(&all)[0].iter().map(|member| member.likeness).collect();
    assert_eq!(likeness, [Likeness::Identical, Likeness::Identical, Likeness::Near]);
}

#[test]
fn what_wants_the_opposite_is_never_together() {
    let words = "States shall keep every harbour open in time of storm and of fire.";
    let denied = "States shall not keep every harbour open in time of storm and of fire.";
    let softer = "States should keep every harbour open in time of storm and of fire.";
    let later = "States shall keep every harbour open for 30 days in time of storm and of fire.";
    let as_long = "States shall keep every harbour open for 60 days in time of storm and of fire.";
    let all = [
        proposal(Operation::Modify, "a", words),
        proposal(Operation::Delete, "a", words),
        proposal(Operation::Retain, "a", words),
        proposal(Operation::AddAfter, "a", words),
        comment("a", words),
        proposal(Operation::Modify, "a", denied),
        proposal(Operation::Modify, "a", softer),
        proposal(Operation::Modify, "a", later),
        proposal(Operation::Modify, "a", as_long),
        comment("a", denied),
    ];
    assert_eq!(drawn(&all).len(), all.len());
}

#[test]
fn nearly_the_same_is_said_so() {
    let all = [
        proposal(
            Operation::AddAfter,
            "a",
            "Every harbour shall keep a lantern lit at night for those at sea.",
        ),
        proposal(
            Operation::AddAfter,
            "b",
            "Every harbour shall keep one lantern lit at night for those at sea.",
        ),
        proposal(
            Operation::AddAfter,
            "b",
            "Every river shall be crossed by a bridge that is open to everybody.",
        ),
    ];
    let found = clusters(&all);
    assert_eq!(drawn(&all), [vec![0, 1], vec![2]]);
    assert_eq!(found[0][1].likeness, Likeness::Near);
}

/// Comments as a round has them: copies, copies with a word changed, and others.
fn round() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
    let word =
        || prop::sample::select(vec!["sea", "light", "storm", "boat", "shall", "not", "of", "9"]);
    let model = vec(vec(word(), 0..24), 1..5);
    (
        model,
        vec(
            (any::<prop::sample::Index>(), 0usize..3, 0usize..4, any::<prop::sample::Index>()),
            0..24,
        ),
    )
        .prop_map(|(models, drawn)| {
            let said = drawn.into_iter().map(|(model, place, changed, at)| {
                let mut words = model.get(&models).clone();
                for n in 0..changed.min(words.len()) {
                    let at = (at.index(words.len()) + n) % words.len();
                    words[at] = "lantern";
                }
                (place, changed, words.join(" "))
            });
            said.collect()
        })
}

const PLACES: [&str; 3] = ["a", "b", "general"];
const WANTED: [Option<Operation>; 4] =
    [None, Some(Operation::Modify), Some(Operation::Delete), Some(Operation::AddAfter)];

fn said(round: &[(usize, usize, String)]) -> Vec<Said<'_>> {
    let one = |row: &'_ (usize, usize, String)| (WANTED[row.1], PLACES[row.0]);
    round
        .iter()
        .map(|row| {
            let (operation, place) = one(row);
            let anywhere = matches!(operation, None | Some(Operation::AddAfter));
            Said { operation, place, anywhere, words: &row.2 }
        })
        .collect()
}

/// The same, every one compared with every cluster.
fn slowly(all: &[Said]) -> Vec<Vec<usize>> {
    let mut clusters: Vec<(Vec<String>, Said, Vec<usize>)> = Vec::new();
    let mut order: Vec<Vec<usize>> = Vec::new();
    let mut known: Vec<(Vec<String>, Said, usize)> = Vec::new();
    for (at, one) in all.iter().enumerate() {
        let words = folded_words(one.words);
        let group = Group::of(*one, &words);
        let same = known.iter().find(|(other, said, _)| {
            *other == words
                && said.operation == one.operation
                && stands_alone(said, other.len()) == group.alone
                && (said.place == one.place || group.alone)
        });
        let cluster = match same {
            Some((_, _, cluster)) => *cluster,
            None => {
                let near = clusters.iter().enumerate().filter_map(|(n, (first, said, _))| {
                    nearness(&Group::of(*said, first), &group).map(|share| (n, share))
                });
                let best = near.reduce(|best, next| {
                    if next.1.0 * best.1.1 > best.1.0 * next.1.1 { next } else { best }
                });
                best.map_or_else(
                    || {
                        clusters.push((words.clone(), *one, Vec::new()));
                        order.push(Vec::new());
                        clusters.len() - 1
                    },
                    |(n, _)| n,
                )
            }
        };
        known.push((words, *one, cluster));
        order[cluster].push(at);
    }
    order
}

proptest! {
    #[test]
    fn everything_is_in_one_cluster_and_what_is_together_wants_one_thing(round in round()) {
        let all = said(&round);
        let found = clusters(&all);
        let mut members: Vec<usize> = found.iter().flatten().map(|member| member.at).collect();
        members.sort_unstable();
        prop_assert_eq!(members, (0..all.len()).collect::<Vec<_>>());
        for cluster in &found {
            let wants: HashSet<_> = cluster.iter().map(|member| all[member.at].operation).collect();
            prop_assert_eq!(wants.len(), 1);
            let acts_on: HashSet<_> = cluster
                .iter()
                .map(|member| all[member.at])
                .filter(|said| !said.anywhere)
                .map(|said| said.place)
                .collect();
            prop_assert!(acts_on.len() <= 1);
        }
    }

    #[test]
    fn the_quick_way_finds_what_comparing_each_with_each_finds(round in round()) {
        let all = said(&round);
        prop_assert_eq!(drawn(&all), slowly(&all));
    }

    #[test]
    fn whoever_comes_later_changes_nothing_about_who_is_together(round in round(), cut in any::<prop::sample::Index>()) {
        let all = said(&round);
        let cut = if all.is_empty() { 0 } else { cut.index(all.len()) };
        let before = drawn(&all[..cut]);
        let mut after = drawn(&all);
        for cluster in &mut after {
            cluster.retain(|at| *at < cut);
        }
        after.retain(|cluster| !cluster.is_empty());
        prop_assert_eq!(before, after);
    }
}

#[test]
fn letters_with_a_number_of_their_own_stay_apart_and_none_is_lost() {
    let letters = numbered(600);
    let all: Vec<Said> = letters.iter().map(|words| comment("general", words)).collect();
    let found = clusters(&all);
    // A number of their own in a short letter is weighed: each is read as it is.
    assert_eq!(found.len(), 600);
}

/// Short letters of one campaign, each with numbers of its own.
fn numbered(count: usize) -> Vec<String> {
    let one = |n| format!("{LETTER_OF_A_CAMPAIGN} My name is reader {n} and I live in street {n}.");
    (0..count).map(one).collect()
}

/// Half of each is the same in all, too little for any two to be together; the other half is its own.
fn half_alike(count: usize) -> Vec<String> {
    let one = |n: usize| {
        let own: Vec<String> = (0..20).map(|w| format!("word{}", letters(n * 20 + w))).collect();
        format!("{LETTER_OF_A_CAMPAIGN} {}", own.join(" "))
    };
    (0..count).map(one).collect()
}

/// A number in letters, which are not weighed.
fn letters(n: usize) -> String {
    n.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

/// The worst that there is for each shortcut: the numbers are other ones, the place is another, the
/// text in common is just too short.
#[test]
fn the_work_grows_as_the_inputs_do() {
    let places: Vec<String> = (0..2000).map(|n| format!("paragraph {n}")).collect();
    let (numbers, halves) = (numbered(2000), half_alike(2000));
    let short = "Keep every harbour open to boats in storms, please.";
    let short: Vec<String> = (0..2000).map(|n| format!("{short} {}", letters(n))).collect();
    for (name, most, all) in [
        ("numbers", 1, numbers.iter().map(|words| comment("general", words)).collect::<Vec<_>>()),
        ("halves", MOST, halves.iter().map(|words| comment("general", words)).collect()),
        ("places", 1, short.iter().zip(&places).map(|(words, at)| comment(at, words)).collect()),
    ] {
        let groups = grouped(&all);
        for count in [500, 1000, 2000] {
            let (found, work) = joined(&groups[..count]);
            assert_eq!(found.len(), count, "{name}: no two are together");
            assert!(work.compared <= most * count, "{name}, {count}: {work:?}");
            let rows: usize = groups[..count].iter().map(|group| group.rows.len()).sum();
            assert!(work.looked_at <= MOST * rows, "{name}, {count}: {work:?}");
        }
    }
}

/// Though very many others share a part of it, a letter is found among them by the rest of its words.
#[test]
fn a_near_copy_is_found_among_very_many_that_are_half_alike() {
    let mut halves = half_alike(1000);
    let copy = format!("{} Thank you.", halves[777]);
    halves.push(copy);
    let all: Vec<Said> = halves.iter().map(|words| comment("general", words)).collect();
    let found = drawn(&all);
    assert_eq!(found.len(), 1000);
    assert_eq!(found[777], [777, 1000]);
}

/// 883 real amendments of twelve organizations.
#[test]
fn the_gdpr_amendments_fall_into_clusters_and_every_one_is_in_one() {
    let Some(proposals) = shared("gdpr/proposals_dev.jsonl") else { return };
    let rows: Vec<Value> =
        proposals.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let text = |row: &Value, field: &str| row[field].as_str().unwrap_or_default().to_owned();
    let said: Vec<(Option<Operation>, String, String)> = rows
        .iter()
        .map(|row| {
            let target = row["targets"][0].as_str().unwrap_or("unplaced").to_owned();
            let (operation, words) = match text(row, "kind").as_str() {
                "delete" => (Operation::Delete, text(row, "old")),
                "insert" => (Operation::AddAfter, text(row, "new")),
                _ => (Operation::Modify, text(row, "new")),
            };
            (Some(operation), target, words)
        })
        .collect();
    let all: Vec<Said> = said
        .iter()
        .map(|(operation, place, words)| {
            let anywhere = *operation == Some(Operation::AddAfter);
            Said { operation: *operation, place, anywhere, words }
        })
        .collect();
    let started = std::time::Instant::now();
    let found = clusters(&all);
    let took = started.elapsed();
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for cluster in &found {
        *sizes.entry(cluster.len()).or_default() += 1;
    }
    let near = found.iter().flatten().filter(|member| member.likeness == Likeness::Near).count();
    eprintln!("{} clusters by size {sizes:?}, {near} nearly identical, in {took:?}", found.len());
    assert_eq!(found.iter().map(Vec::len).sum::<usize>(), 883);
    assert!(found.iter().any(|cluster| cluster.len() > 3), "{sizes:?}");
    for cluster in &found {
        assert!(cluster.iter().all(|m| all[m.at].operation == all[cluster[0].at].operation));
    }
}
