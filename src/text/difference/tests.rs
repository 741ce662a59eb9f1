use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// "kept [-deleted-]{+inserted+}".
fn drawn(old: &str, new: &str) -> String {
    let draw = |run: Run| match run.op {
        Op::Kept => run.text,
        Op::Deleted => format!("[-{}-]", run.text),
        Op::Inserted => format!("{{+{}+}}", run.text),
    };
    difference(old, new).into_iter().map(draw).collect()
}

#[test]
fn changes_are_told_in_whole_words() {
    for (old, new, expected) in [
        ("", "", ""),
        ("the right", "the right", "the right"),
        ("States shall act", "States should act", "States [-shall-]{+should+} act"),
        ("the rights of all", "the right of all", "the [-rights-]{+right+} of all"),
        ("human rights", "human rights and duties", "human rights{+ and duties+}"),
        ("peoples and States act", "States act", "[-peoples and -]States act"),
        ("every river here", "every clean river here", "every {+clean +}river here"),
        (
            "co-operation among all",
            "cooperation among all",
            "[-co-operation-]{+cooperation+} among all",
        ),
        (
            "Recalling that everyone is free",
            "Recalling that, by nature, everyone is free",
            "Recalling that{+, by nature,+} everyone is free",
        ),
        ("peace[^2] now", "peace[^3] now", "peace[-[^2]-]{+[^3]+} now"),
        ("人人有权享有水", "人人有权获得水", "人人有权[-享有-]{+获得+}水"),
        ("لكل إنسانٍ حق", "لكل شعبٍ حق", "لكل [-إنسانٍ-]{+شعبٍ+} حق"),
    ] {
        assert_eq!(drawn(old, new), expected);
    }
}

#[test]
fn changes_a_short_word_apart_are_one() {
    assert_eq!(
        drawn("with a view to the progressive realization", "in view of the full realization"),
        "[-with a-]{+in+} view [-to the progressive-]{+of the full+} realization"
    );
    assert_eq!(
        drawn("old, grey wolves", "young, white wolves"),
        "[-old, grey-]{+young, white+} wolves"
    );
}

#[test]
fn long_wordings_are_compared_in_bounded_time() {
    let word = |n: usize| {
        ["right", "peoples", "of", "all", "States"][n % 5].to_owned()
            + &(n * 7919 % 613).to_string()
    };
    let text = |step: usize| (0..2500).map(|n| word(n * step)).collect::<Vec<_>>().join(" ");
    let edited = |text: &str| text.replace("right7", "duty").replace("all5", "every");
    let han = |from: u32, step: u32| -> String {
        (0..20_000).filter_map(|n| char::from_u32(0x4E00 + (from + n * n * step) % 900)).collect()
    };
    let begun = Instant::now();
    let (one, other) = (text(1), text(3));
    for (old, new) in [
        (one.clone(), edited(&one)),
        (one.clone(), other),
        ("a ".repeat(10_000), "a b ".repeat(5_000)),
        (han(0, 1), han(5, 7)),
        (han(0, 1), han(0, 1).replace('丁', "水")),
    ] {
        let runs = difference(&old, &new);
        let kept: String =
            runs.iter().filter(|r| r.op != Op::Inserted).map(|r| r.text.as_str()).collect();
        assert_eq!(kept, old);
        assert_eq!(runs, difference(&old, &new), "the same each time");
    }
    let taken = begun.elapsed();
    assert!(taken < Duration::from_secs(20), "{taken:?}");
    let light = similarity(&difference(&one, &edited(&one)));
    assert!(light > 0.9, "{light}");
}

#[test]
fn a_number_copied_along_is_no_change_of_wording() {
    use crate::text::without_added_number;
    for (old, new, expected) in [
        ("States shall act", "(25) States should act", "States should act"),
        ("States shall act", "2.\u{a0}States should act", "States should act"),
        ("States shall act", "States should act", "States should act"),
        ("1986. The year", "1987. The year", "1987. The year"),
        ("(a) first; (b) second", "(a) first only", "(a) first only"),
        ("", "(a) new", "(a) new"),
        ("States", "", ""),
    ] {
        assert_eq!(without_added_number(old, new), expected);
    }
}

#[test]
fn typography_is_folded() {
    for (typed, plain) in [
        ("(a) the “right” – l’eau…", "the \"right\" - l'eau..."),
        ("1.\u{a0}States  shall\nact ;", "States shall act;"),
        ("(iv) x", "x"),
        ("2 a) x", "2 a) x"),
        ("(g a) where", "where"),
        ("12) x", "x"),
        ("3. ", "3."),
        ("1986. The year", "1986. The year"),
        ("A. Smith", "A. Smith"),
        ("(including this) x", "(including this) x"),
        ("the co- operation", "the co-operation"),
        ("« le droit » de", "\"le droit\" de"),
        ("e\u{301}tat", "état"),
        ("well known", "well known"),
    ] {
        assert_eq!(typography_folded(typed), plain, "{typed}");
    }
}

fn wording() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "the ",
        "right",
        "rights",
        " ",
        "of",
        "and ",
        "co-",
        "operation",
        ",",
        ". ",
        "\n",
        "États ",
        "e\u{301}",
        "人",
        "权利",
        "حقوق",
        "إنسانٍ ",
        "\u{600}",
        "👩‍👩‍👧",
        "🇫🇷",
        "[^2]",
        "[shall] ",
        "l’",
        "\r\n",
        "\u{200d}",
    ]);
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// What must hold of every difference: both wordings can be read from it, no run ends inside a word
/// or a grapheme, and no two changes are a short word apart.
fn holds(old: &str, new: &str) -> Result<(), String> {
    let runs = difference(old, new);
    for (wording, left_out) in [(old, Op::Inserted), (new, Op::Deleted)] {
        let read: Vec<&Run> = runs.iter().filter(|run| run.op != left_out).collect();
        let read_back: String = read.iter().map(|run| run.text.as_str()).collect();
        let ends = |parts: Vec<&str>| -> Vec<usize> {
            let mut at = 0;
            parts.iter().map(|part| (at += part.len(), at).1).collect()
        };
        let words = ends(words(wording));
        let graphemes = ends(wording.graphemes(true).collect());
        let mut at = 0;
        for run in &read {
            at += run.text.len();
            if !words.contains(&at) || !graphemes.contains(&at) {
                return Err(format!("{:?} ends inside a word of {wording:?}", run.text));
            }
        }
        if read_back != wording {
            return Err(format!("{read_back:?} is not {wording:?}"));
        }
    }
    for around in runs.windows(3).filter(|around| around[1].op == Op::Kept) {
        if is_crumb(&words(&around[1].text)) {
            return Err(format!(
                "{:?} stands between two changes: {old:?} {new:?}",
                around[1].text
            ));
        }
    }
    Ok(())
}

#[test]
fn the_universal_declaration_edited_is_told_in_whole_words_in_six_languages() {
    for language in ["en", "fr", "es", "ru", "ar", "zh"] {
        let Some(source) = crate::text::samples::shared(&format!("udhr/udhr_{language}.json"))
        else {
            return;
        };
        let source: serde_json::Value = serde_json::from_str(&source).unwrap();
        let articles = source["articles"].as_array().unwrap().iter();
        let paragraphs = articles.flat_map(|article| article["paragraphs"].as_array().unwrap());
        let wordings: Vec<&str> =
            paragraphs.map(|paragraph| paragraph["text"].as_str().unwrap()).collect();
        for (n, pair) in wordings.windows(2).enumerate() {
            let (one, other) = (words(pair[0]), words(pair[1]));
            // Some words out, some put elsewhere, some from the next paragraph in.
            let mut edited: Vec<&str> = Vec::new();
            for (at, word) in one.iter().enumerate() {
                match (at * 7 + n) % 11 {
                    0 => continue,
                    3 => edited.extend([other[at % other.len()], *word]),
                    5 => edited.push(other[(at * 3) % other.len()]),
                    _ => edited.push(word),
                }
            }
            holds(pair[0], &edited.concat()).unwrap();
            holds(pair[0], pair[1]).unwrap();
        }
    }
}

proptest! {
    #[test]
    fn changes_are_phrases_of_whole_words(old in wording(), new in wording()) {
        let held = holds(&old, &new);
        prop_assert!(held.is_ok(), "{:?}", held);
    }

    #[test]
    fn both_wordings_can_be_read_from_the_runs(old in wording(), new in wording()) {
        let runs = difference(&old, &new);
        let read = |left_out: Op| -> String {
            runs.iter().filter(|run| run.op != left_out).map(|run| run.text.as_str()).collect()
        };
        prop_assert_eq!(read(Op::Inserted), old.clone());
        prop_assert_eq!(read(Op::Deleted), new.clone());
        prop_assert!(runs.windows(2).all(|pair| pair[0].op != pair[1].op));
        prop_assert!(runs.iter().all(|run| !run.text.is_empty()));
        // No run ends inside a word or a grapheme of the wording it comes from.
        for (wording, left_out) in [(&old, Op::Inserted), (&new, Op::Deleted)] {
            let words: Vec<usize> = wording.split_word_bound_indices().map(|(at, _)| at).collect();
            let graphemes: Vec<usize> = wording.grapheme_indices(true).map(|(at, _)| at).collect();
            let mut at = 0;
            for run in runs.iter().filter(|run| run.op != left_out) {
                let in_mark = marks(wording).iter().any(|m| m.start == at || m.end == at);
                prop_assert!(words.contains(&at) || in_mark, "{:?} at {}", wording, at);
                prop_assert!(graphemes.contains(&at));
                at += run.text.len();
            }
        }
    }

    #[test]
    fn equal_wordings_are_kept(text in wording()) {
        let runs = difference(&text, &text);
        prop_assert!(runs.len() <= 1 && runs.iter().all(|run| run.op == Op::Kept));
    }

    #[test]
    fn folding_twice_changes_no_typography(text in wording()) {
        let once: String = crate::text::folding::folded(&text).iter().map(|f| f.letter).collect();
        let twice: String = crate::text::folding::folded(&once).iter().map(|f| f.letter).collect();
        prop_assert_eq!(once, twice);
    }
}

#[test]
fn footnote_marks_stand_apart_from_the_words() {
    let run = Run { op: Op::Inserted, text: "aid[^3] is given.[^*]".into() };
    let pieces =
        [Piece::Words("aid"), Piece::Mark("3"), Piece::Words(" is given."), Piece::Mark("*")];
    assert_eq!(run.pieces(), pieces);
}
