//! Two changes of one wording, brought together word by word: a proposal whose words still stand
//! goes into a text that others have changed elsewhere.

use super::difference::{Op, difference};

/// One change of a wording: these bytes of it become these words. With nothing to replace, the
/// words are put in there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edit {
    pub start: usize,
    pub end: usize,
    pub words: String,
}

impl Edit {
    /// Do the two act on the same words, or on words side by side? What stands between two changes
    /// is theirs only when it is there: an insertion beside a replacement could go before or after.
    pub fn touches(&self, other: &Edit) -> bool {
        self.start <= other.end && other.start <= self.end
    }
}

/// What leads from one wording to another, in order and apart from one another.
pub fn edits(from: &str, to: &str) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut at = 0;
    let mut begun = false;
    for run in difference(from, to) {
        if run.op == Op::Kept {
            at += run.text.len();
            begun = false;
            continue;
        }
        if !begun {
            edits.push(Edit { start: at, end: at, words: String::new() });
            begun = true;
        }
        let Some(edit) = edits.last_mut() else { continue };
        match run.op {
            Op::Deleted => {
                at += run.text.len();
                edit.end = at;
            }
            Op::Inserted => edit.words.push_str(&run.text),
            Op::Kept => {}
        }
    }
    edits
}

/// Where two changes of one wording cannot both be made, as bytes of that wording.
pub type Clashes = Vec<std::ops::Range<usize>>;

/// The words that both act on, each in its way; empty when both can be made.
pub fn clashes(one: &[Edit], other: &[Edit]) -> Clashes {
    let mut clashes: Clashes = Vec::new();
    for edit in one {
        for rival in other.iter().filter(|rival| edit.touches(rival) && *rival != edit) {
            clashes.push(edit.start.max(rival.start)..edit.end.min(rival.end));
        }
    }
    clashes
}

/// `base` with what leads from it to `one` and what leads from it to `other`; where both act on the
/// same words and not in the same way, nothing is guessed.
pub fn merge(base: &str, one: &str, other: &str) -> Result<String, Clashes> {
    let (mut all, rival) = (edits(base, one), edits(base, other));
    let clashes = clashes(&all, &rival);
    if !clashes.is_empty() {
        return Err(clashes);
    }
    let new: Vec<Edit> = rival.into_iter().filter(|edit| !all.contains(edit)).collect();
    all.extend(new);
    Ok(with(base, all))
}

/// The wording with edits made that touch none of each other.
fn with(base: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.start, edit.end));
    let mut made = String::with_capacity(base.len());
    let mut at = 0;
    for edit in edits {
        made.push_str(&base[at..edit.start]);
        made.push_str(&edit.words);
        at = edit.end;
    }
    made.push_str(&base[at..]);
    made
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    const BASE: &str = "Every harbour shall keep a lantern lit at night for all who are at sea.";

    #[test]
    fn changes_apart_from_one_another_go_together() {
        let one = "Every open harbour shall keep a lantern lit at night for all who are at sea.";
        let other =
            "Every harbour shall keep a lantern lit at night for all who are in danger at sea.";
        let both = "Every open harbour shall keep a lantern lit at night for all who are in danger at sea.";
        assert_eq!(merge(BASE, one, other).as_deref(), Ok(both));
        assert_eq!(
            merge("人人有权享有水和光。", "人人都有权享有水和光。", "人人有权享有水和光明。")
                .as_deref(),
            Ok("人人都有权享有水和光明。")
        );
    }

    #[test]
    fn changes_of_the_same_words_are_left_to_a_person() {
        let one = "Every harbour should keep a lantern lit at night for all who are at sea.";
        let other = "Every harbour must keep a lantern lit at night for all who are at sea.";
        let clashes = merge(BASE, one, other).unwrap_err();
        assert_eq!(clashes.len(), 1);
        assert_eq!(&BASE[clashes[0].clone()], "shall");
        assert_eq!(merge(BASE, one, one).as_deref(), Ok(one));
        // Both put something in at one place: which goes first is not for a machine.
        let one = format!("{BASE} Always.");
        let other = format!("{BASE} Everywhere.");
        assert!(merge(BASE, &one, &other).is_err());
    }

    fn wording() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "harbours",
            "of",
            "every",
            "lantern",
            "l’eau",
            "мир",
            "shall",
            "光",
            "إنسانٍ",
            "(including",
            "seas)",
            "the",
        ]);
        vec(word, 0..16).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn edits_lead_from_one_wording_to_the_other(from in wording(), to in wording()) {
            prop_assert_eq!(with(&from, edits(&from, &to)), to);
        }

        #[test]
        fn changes_that_go_together_do_so_in_either_order(base in wording(), one in wording(), other in wording()) {
            let both = merge(&base, &one, &other);
            let turned = merge(&base, &other, &one);
            prop_assert_eq!(both.is_ok(), turned.is_ok());
            if let (Ok(both), Ok(turned)) = (both, turned) {
                prop_assert_eq!(&both, &turned);
                // Where no word is there twice there is one way to tell what was changed: then what
                // both hold goes with what each of them holds.
                let are_once = |wording: &str| {
                    let mut seen = std::collections::HashSet::new();
                    wording.split_whitespace().all(|word| seen.insert(word))
                };
                if [&base, &one, &other, &both].into_iter().all(|wording| are_once(wording)) {
                    prop_assert!(merge(&base, &both, &one).is_ok() || both == one);
                }
            }
        }

        #[test]
        fn what_changes_nothing_takes_nothing_away(base in wording(), one in wording()) {
            let with_nothing = merge(&base, &one, &base);
            prop_assert_eq!(with_nothing.as_deref(), Ok(one.as_str()));
            let twice = merge(&base, &one, &one);
            prop_assert_eq!(twice.as_deref(), Ok(one.as_str()));
        }

        /// Two changes with a few words between them are never a clash, and each is there after both.
        #[test]
        fn non_overlapping_changes_commute(
            words in vec(prop::sample::select(vec!["harbours", "lanterns", "storms", "rivers", "bridges"]), 14..30),
            first in 0usize..4, second in 9usize..13,
        ) {
            let base = words.join(" ");
            let changed = |at: usize, with: &str| {
                let mut words = words.clone();
                words[at] = with;
                words.join(" ")
            };
            let (one, other) = (changed(first, "oxen"), changed(second, "ships"));
            let mut both = words.clone();
            (both[first], both[second]) = ("oxen", "ships");
            let both = both.join(" ");
            let merged = merge(&base, &one, &other);
            prop_assert_eq!(merged.as_deref(), Ok(both.as_str()));
            let turned = merge(&base, &other, &one);
            prop_assert_eq!(turned.as_deref(), Ok(both.as_str()));
        }
    }
}
