#![allow(clippy::print_stderr)]

use proptest::prelude::*;

use super::*;
use crate::text::difference::Op;
use crate::text::samples::{shared, sound_text};

const OLD: &str = "States shall respect the people’s “common” heritage,[^3] and protect it.";
const NEW: &str = "States should respect, protect and fulfil the right: they shall not limit it.";

fn drafts() -> Drafts {
    Drafts::new(vec![
        vec!["Article of old".into(), OLD.into()],
        vec![NEW.into(), "所有人民都有权享有和平。".into(), "Tous ont droit à l’aide.".into()],
    ])
}

fn words(text: &str) -> Vec<Vec<&str>> {
    quotations(text).into_iter().map(|quotation| quotation.readings).collect()
}

#[test]
fn quotations_are_found_in_every_kind_of_marks() {
    for (text, expected) in [
        ("no quotation: the States' right, l’eau", vec![]),
        (
            "“one” and «deux » and \"three\" and ‘four’",
            vec![vec!["one"], vec!["deux"], vec!["three"], vec!["four"]],
        ),
        ("„vier“ und “he said “yes” twice”", vec![vec!["vier"], vec!["he said “yes” twice"]]),
        ("«il dit “oui” ici»", vec![vec!["il dit “oui” ici"]]),
        ("‘the peoples’ rights’ end", vec![vec!["the peoples", "the peoples’ rights"]]),
        ("‘the people’s right’", vec![vec!["the people’s right"]]),
        ("never “closed", vec![]),
        ("24\" and “…”", vec![]),
        ("\"a\n\nb\" c", vec![]),
    ] {
        assert_eq!(words(text), expected, "{text}");
    }
}

#[test]
fn what_stands_in_either_draft_is_no_misquotation() {
    for quoted in [
        "States shall respect",
        "the people's \"common\" heritage, and protect it.",
        "States shall … heritage",
        "States […] protect it",
        "should respect, protect...the right",
        "[t]hey shall not limit it",
        "[T]hey shall not limit it",
        "they shall not limit it,",
        "heritage, and protect it. States should",
        "l'aide",
        "(a) States should respect",
        "都有权享有",
    ] {
        let held = match quoted {
            // From one draft to the other nothing runs on.
            "heritage, and protect it. States should" => false,
            _ => true,
        };
        assert_eq!(drafts().hold(quoted), held, "{quoted}");
    }
    let across = Drafts::new(vec![vec!["One thing:".into(), "(a) Another thing;".into()]]);
    assert!(across.hold("One thing: (a) Another thing"));
    assert!(!drafts().hold("tates shall"), "half a word");
    assert!(!drafts().hold("protect … respect the people’s"), "in another order");
}

#[test]
fn a_misquotation_comes_with_the_nearest_wording() {
    let said = drafts().misquoted(
        "The words “States shall respect the common heritage” became “protect and fulfil the \
         right”. “Nothing like it anywhere” and « States shall » stay.",
    );
    let told: Vec<(&str, Option<&str>)> = said
        .iter()
        .map(|one| (one.words.as_str(), one.nearest.as_ref().map(|near| near.words.as_str())))
        .collect();
    assert_eq!(
        told,
        [
            (
                "States shall respect the common heritage",
                Some("States shall respect the people’s “common” heritage")
            ),
            ("Nothing like it anywhere", None),
        ]
    );
    let near = said[0].nearest.as_ref().expect("a nearest wording");
    assert_eq!((near.text, near.wording), (0, 1));
    assert!(near.runs.iter().any(|run| run.op == Op::Deleted && run.text.contains("people’s")));
}

/// The words of an element from one place to another, in order; None where they are too few.
fn stretch(wording: &str, from: usize, length: usize) -> Option<String> {
    let words: Vec<&str> = wording.split(' ').collect();
    let from = from % words.len();
    let taken: Vec<&str> = words[from..].iter().take(length).copied().collect();
    let taken = taken.join(" ");
    // A quotation mark of the stretch's own may be left open by the cut.
    let whole = !taken.contains(['“', '”', '‘', '’']) && taken.chars().any(char::is_alphanumeric);
    whole.then_some(taken)
}

proptest! {
    #[test]
    fn what_is_quoted_as_it_stands_is_never_flagged(
        text in sound_text(), at in 0_usize..1000, from in 0_usize..20, length in 1_usize..9,
        marks in prop::sample::select(vec![("«\u{a0}", "\u{a0}»"), ("“", "”"), ("\"", "\""), ("‘", "’")]),
    ) {
        let wordings: Vec<String> =
            text.elements.iter().map(|element| element.wording("en").to_owned()).collect();
        let wording = wordings[at % wordings.len()].clone();
        let drafts = Drafts::new(vec![wordings]);
        if let Some(words) = stretch(&wording, from, length) {
            let note = format!("It says {}{words}{} here.", marks.0, marks.1);
            prop_assert_eq!(drafts.misquoted(&note), vec![]);
            let taken: Vec<&str> = words.split(' ').collect();
            if let [first, .., last] = taken.as_slice() {
                let shortened = format!("“{first} […] {last}”");
                let alone = |word: &str| word.chars().any(char::is_alphanumeric);
                if alone(first) && alone(last) {
                    prop_assert_eq!(drafts.misquoted(&shortened), vec![]);
                }
            }
        }
    }

    #[test]
    fn a_changed_word_is_flagged_and_its_difference_leads_from_the_draft_to_the_quotation(
        text in sound_text(), at in 0_usize..1000, from in 0_usize..20, which in 0_usize..8,
    ) {
        let wordings: Vec<String> =
            text.elements.iter().map(|element| element.wording("en").to_owned()).collect();
        let wording = wordings[at % wordings.len()].clone();
        let drafts = Drafts::new(vec![wordings.clone()]);
        if let Some(words) = stretch(&wording, from, 8) {
            let mut changed: Vec<&str> = words.split(' ').collect();
            let which = which % changed.len();
            changed[which] = "zebra";
            let note = format!("“{}”", changed.join(" "));
            let said = drafts.misquoted(&note);
            prop_assert_eq!(said.len(), 1);
            if let Some(near) = &said[0].nearest {
                let side = |left_out: Op| -> String {
                    let kept = near.runs.iter().filter(|run| run.op != left_out);
                    kept.map(|run| run.text.as_str()).collect()
                };
                prop_assert_eq!(&side(Op::Inserted), &near.words);
                prop_assert_eq!(&side(Op::Deleted), &said[0].words);
                prop_assert!(wordings[near.wording].contains(&near.words));
            } else {
                prop_assert!(changed.len() < 4, "nothing near {:?} in {:?}", changed, wording);
            }
        }
    }

    #[test]
    fn no_text_is_too_odd_to_be_read(note in "[«»“”‘’\"„a-c .…\\[\\]\n]{0,40}", draft in ".{0,30}") {
        let drafts = Drafts::new(vec![vec![draft]]);
        for quotation in quotations(&note) {
            prop_assert!(quotation.readings.iter().all(|words| note.contains(words)));
        }
        drafts.misquoted(&note);
    }
}

/// 29 real comments on a real draft, as a rapporteur recorded them.
#[test]
fn what_real_comments_quote_of_the_2014_draft_is_found_there_or_shown_beside_it() {
    let (Some(draft), Some(comments)) =
        (shared("solidarity/draft_2014.json"), shared("solidarity/regional_comments_dev.jsonl"))
    else {
        return;
    };
    let draft: serde_json::Value = serde_json::from_str(&draft).expect("a draft");
    let elements = draft["elements"].as_array().expect("elements");
    let mut wordings = vec![draft["title"].as_str().unwrap_or_default().to_owned()];
    wordings.extend(elements.iter().filter_map(|e| Some(e["text"].as_str()?.to_owned())));
    let drafts = Drafts::new(vec![wordings]);
    let (mut all, mut flagged, mut near) = (0, 0, 0);
    for line in comments.lines() {
        let comment: serde_json::Value = serde_json::from_str(line).expect("a comment");
        let text = comment["text"].as_str().expect("its text");
        let said = drafts.misquoted(text);
        all += quotations(text).len();
        flagged += said.len();
        near += said.iter().filter(|one| one.nearest.is_some()).count();
        for one in said {
            eprintln!("{} | {:?}", one.words, one.nearest.map(|near| near.words));
        }
    }
    eprintln!("{all} quotations, {flagged} in no element, {near} of them near one");
    assert!(all > 0 && flagged < all, "some stand as they are quoted");
}
