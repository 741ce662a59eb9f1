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

/// Changes of one wording that are all made. Each is held as it was brought, apart from the others:
/// what two of them make side by side would read as one change, and clash with what stands between.
#[derive(Debug, Clone)]
pub struct Changes<'a> {
    base: &'a str,
    edits: Vec<Edit>,
}

impl<'a> Changes<'a> {
    pub fn of(base: &'a str) -> Changes<'a> {
        Changes { base, edits: Vec::new() }
    }

    /// Adds what leads from the wording to `to`; where that acts on the same words as what is there
    /// and not in the same way, nothing is guessed and nothing added.
    pub fn add(&mut self, to: &str) -> Result<(), Clashes> {
        let new = edits(self.base, to);
        let clashes = clashes(&self.edits, &new);
        if !clashes.is_empty() {
            return Err(clashes);
        }
        let new: Vec<Edit> = new.into_iter().filter(|edit| !self.edits.contains(edit)).collect();
        self.edits.extend(new);
        Ok(())
    }

    /// The wording with all of them made.
    pub fn made(&self) -> String {
        with(self.base, self.edits.clone())
    }
}

/// `base` with what leads from it to `one` and what leads from it to `other`; where both act on the
/// same words and not in the same way, nothing is guessed.
pub fn merge(base: &str, one: &str, other: &str) -> Result<String, Clashes> {
    let mut changes = Changes::of(base);
    changes.add(one)?;
    changes.add(other)?;
    Ok(changes.made())
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

    #[test]
    fn a_change_between_two_others_goes_with_them() {
        let mut changes = Changes::of("every l’eau seas)");
        for to in ["мир l’eau seas)", "every l’eau shall", "every harbours seas)"] {
            assert_eq!(changes.add(to), Ok(()));
        }
        assert_eq!(changes.made(), "мир harbours shall");
        // What is there already is not made twice, and what clashes leaves all as it was.
        assert_eq!(changes.add("every harbours seas)"), Ok(()));
        assert_eq!(changes.add("every rivers seas)").unwrap_err().len(), 1);
        assert_eq!(changes.made(), "мир harbours shall");
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
            }
        }

        /// What fits each of the others fits them all, however they come, and once is enough.
        #[test]
        fn changes_that_fit_two_by_two_are_all_made(
            base in wording(), wordings in vec(wording(), 1..5), start in 0usize..5,
        ) {
            let fits = |one: &String, other: &String| merge(&base, one, other).is_ok();
            let all_fit = wordings.iter().all(|one| wordings.iter().all(|other| fits(one, other)));
            let made = |wordings: &[&String]| {
                let mut changes = Changes::of(&base);
                wordings.iter().try_for_each(|wording| changes.add(wording)).map(|()| changes.made())
            };
            let turned: Vec<&String> =
                wordings.iter().cycle().skip(start).take(2 * wordings.len()).collect();
            let once: Vec<&String> = wordings.iter().collect();
            prop_assert_eq!(made(&once).is_ok(), all_fit);
            prop_assert_eq!(made(&turned).ok(), made(&once).ok());
        }

        /// Changes of one word each, side by side or not, are all made.
        #[test]
        fn changes_of_one_word_each_are_all_made(
            length in 2usize..12, at in prop::collection::btree_set(0usize..12, 2..8), turned: bool,
        ) {
            let word = |at: usize| format!("{}{}", ["lantern", "of", "мир", "l’eau"][at % 4], at);
            let text = |changed: &[usize]| {
                let one = |n: usize| if changed.contains(&n) { format!("new{n}") } else { word(n) };
                (0..length).map(one).collect::<Vec<_>>().join(" ")
            };
            let mut at: Vec<usize> = at.into_iter().filter(|at| *at < length).collect();
            if turned {
                at.reverse();
            }
            let base = text(&[]);
            let mut changes = Changes::of(&base);
            for one in &at {
                prop_assert_eq!(changes.add(&text(&[*one])), Ok(()));
            }
            prop_assert_eq!(changes.made(), text(&at));
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
