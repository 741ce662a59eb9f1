//! One text as tracked changes of another, paragraph by paragraph: with all of them accepted it is the
//! new text to the letter, with all rejected the old one.
//!
//! A file has paragraphs in a row, not a tree. What keeps its place in that row stays; what stands
//! elsewhere is moved away from here and moved here from there. A paragraph ends in its mark, which is put
//! in or taken out like a word; the last mark of a file always stays, so after the last paragraph that
//! stays each mark is put in or taken out on the paragraph before.

use std::collections::{HashMap, HashSet};

use super::ascending::longest_ascending;
use super::comparison::{Change, Compared};
use super::difference::{Op, difference};
use super::elements::{Kind, Text};

/// A paragraph as it is read: with its number, and with what it says when it has no wording of its own in
/// the language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    pub label: String,
    pub wording: String,
}

/// What a change does to what stands under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    Stays,
    Added,
    Taken,
    MovedAway,
    MovedHere,
}

impl Fate {
    /// Is it there when every change is accepted, or when every one is rejected?
    pub fn is_there(self, accepted: bool) -> bool {
        match self {
            Fate::Stays => true,
            Fate::Added | Fate::MovedHere => accepted,
            Fate::Taken | Fate::MovedAway => !accepted,
        }
    }
}

/// One paragraph of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its places in the two texts. One that was moved has both, on both sides.
    pub old: Option<usize>,
    pub new: Option<usize>,
    pub fate: Fate,
    pub mark: Fate,
    /// What the two sides of a move are called alike.
    pub name: Option<usize>,
    pub stretches: Vec<(Fate, String)>,
}

/// The new text as changes of the old one. `rows` is how they compare; `old_read` and `new_read` are what
/// is read at each element. Footnotes are left out: they stand where their marks are.
pub fn tracked(
    (old, old_read): (&Text, &[Read]),
    (new, new_read): (&Text, &[Read]),
    rows: &[Compared],
) -> Vec<Line> {
    let (old_row, new_row) = (row_of(old), row_of(new));
    let pairs = pairs(old, new, rows, (&old_row, &new_row));
    let stays = staying(&pairs, &moved(new, rows), (&old_row, &new_row));
    let name_of: HashMap<(usize, usize), usize> = pairs
        .iter()
        .filter(|pair| !stays.contains(pair))
        .zip(1..)
        .map(|(pair, name)| (*pair, name))
        .collect();
    let old_in: HashMap<usize, (usize, usize)> = name_of.keys().map(|p| (p.0, *p)).collect();
    let new_in: HashMap<usize, (usize, usize)> = name_of.keys().map(|p| (p.1, *p)).collect();
    let words = |pair: (usize, usize)| -> Vec<(Op, String)> {
        let runs = difference(&old_read[pair.0].wording, &new_read[pair.1].wording);
        runs.into_iter().map(|run| (run.op, run.text)).collect()
    };
    let side = |pair: (usize, usize), kept: Fate, other: Op| {
        let runs = words(pair).into_iter().filter(|(op, _)| *op == Op::Kept || *op == other);
        runs.map(|(op, text)| (if op == Op::Kept { kept } else { fate(op) }, text)).collect()
    };
    let from_old = |at: usize| match old_in.get(&at) {
        Some(pair) => Line {
            name: Some(name_of[pair]),
            new: Some(pair.1),
            ..line(Some(at), None, Fate::MovedAway, side(*pair, Fate::MovedAway, Op::Deleted))
        },
        None => line(Some(at), None, Fate::Taken, whole(Fate::Taken, &old_read[at].wording)),
    };
    let from_new = |at: usize| match new_in.get(&at) {
        Some(pair) => Line {
            name: Some(name_of[pair]),
            old: Some(pair.0),
            ..line(None, Some(at), Fate::MovedHere, side(*pair, Fate::MovedHere, Op::Inserted))
        },
        None => line(None, Some(at), Fate::Added, whole(Fate::Added, &new_read[at].wording)),
    };
    let mut lines = Vec::new();
    let (mut old_left, mut new_left) = (old_row.iter().copied(), new_row.iter().copied());
    for pair in &stays {
        lines.extend(old_left.by_ref().take_while(|at| *at != pair.0).map(from_old));
        lines.extend(new_left.by_ref().take_while(|at| *at != pair.1).map(from_new));
        let stretches = words(*pair).into_iter().map(|(op, text)| (fate(op), text)).collect();
        lines.push(line(Some(pair.0), Some(pair.1), Fate::Stays, stretches));
    }
    lines.extend(old_left.map(from_old));
    lines.extend(new_left.map(from_new));
    shift_marks(&mut lines);
    lines
}

fn line(
    old: Option<usize>,
    new: Option<usize>,
    fate: Fate,
    stretches: Vec<(Fate, String)>,
) -> Line {
    Line { old, new, fate, mark: fate, name: None, stretches }
}

fn whole(fate: Fate, wording: &str) -> Vec<(Fate, String)> {
    let text = (!wording.is_empty()).then(|| (fate, wording.to_owned()));
    text.into_iter().collect()
}

fn fate(op: Op) -> Fate {
    match op {
        Op::Kept => Fate::Stays,
        Op::Deleted => Fate::Taken,
        Op::Inserted => Fate::Added,
    }
}

/// The elements that are paragraphs of the file, in order.
fn row_of(text: &Text) -> Vec<usize> {
    let all = text.elements.iter().enumerate();
    all.filter(|(_, element)| element.kind != Kind::Footnote).map(|(at, _)| at).collect()
}

/// Those that live on, in the order of the new text. Where nothing does, the first of both do.
fn pairs(
    old: &Text,
    new: &Text,
    rows: &[Compared],
    (old_row, new_row): (&[usize], &[usize]),
) -> Vec<(usize, usize)> {
    let is_note = |text: &Text, at: usize| text.elements[at].kind == Kind::Footnote;
    let mut pairs: Vec<(usize, usize)> = rows
        .iter()
        .filter_map(|row| Some((row.old?, row.new?)))
        .filter(|(was, is)| !is_note(old, *was) && !is_note(new, *is))
        .collect();
    pairs.sort_by_key(|pair| pair.1);
    if pairs.is_empty() {
        pairs.extend(old_row.first().copied().zip(new_row.first().copied()));
    }
    pairs
}

/// The elements of the new text that were moved, with all that went along with them.
fn moved(new: &Text, rows: &[Compared]) -> HashSet<usize> {
    let told = rows
        .iter()
        .filter(|row| matches!(row.change, Change::Moved | Change::MovedAndEdited { .. }));
    told.filter_map(|row| row.new).flat_map(|at| new.subtree(at)).collect()
}

/// The longest row of pairs that kept their order, of those that were not moved.
fn staying(
    pairs: &[(usize, usize)],
    moved: &HashSet<usize>,
    (old_row, new_row): (&[usize], &[usize]),
) -> Vec<(usize, usize)> {
    let still: Vec<(usize, usize)> =
        pairs.iter().copied().filter(|pair| !moved.contains(&pair.1)).collect();
    let row = longest_ascending(if still.is_empty() { pairs } else { &still }, |pair| pair.0);
    debug_assert!(!row.is_empty() || old_row.is_empty() || new_row.is_empty());
    row
}

/// The last mark of a file is always there.
fn shift_marks(lines: &mut [Line]) {
    let Some(last) = lines.iter().rposition(|line| line.fate == Fate::Stays) else {
        // Nothing was there, or nothing is left: one paragraph without words.
        if let Some(line) = lines.last_mut() {
            line.mark = Fate::Stays;
        }
        return;
    };
    for at in last..lines.len() {
        lines[at].mark = match lines.get(at + 1).map(|next| next.fate) {
            None | Some(Fate::Stays) => Fate::Stays,
            Some(Fate::Added | Fate::MovedHere) => Fate::Added,
            Some(Fate::Taken | Fate::MovedAway) => Fate::Taken,
        };
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::comparison::compare_along;
    use crate::text::elements::Element;
    use crate::text::lineage::Lineage;
    use crate::text::samples::sound_text;

    fn read(text: &Text, language: &str) -> Vec<Read> {
        let all = text.elements.iter();
        all.map(|e| Read { label: e.id.clone(), wording: e.wording(language).to_owned() }).collect()
    }

    fn between(old: &Text, new: &Text, language: &str) -> Vec<Line> {
        let rows = compare_along(old, new, language, &Lineage::of_identities(old, new));
        tracked((old, &read(old, language)), (new, &read(new, language)), &rows)
    }

    /// The paragraphs with all changes accepted or rejected, as a file has them.
    fn settled(lines: &[Line], accepted: bool) -> Vec<String> {
        let mut all = vec![String::new()];
        for line in lines {
            let there = line.stretches.iter().filter(|(fate, _)| fate.is_there(accepted));
            let text: String = there.map(|(_, text)| text.as_str()).collect();
            all.last_mut().unwrap().push_str(&text);
            if line.mark.is_there(accepted) {
                all.push(String::new());
            }
        }
        assert_eq!(all.pop().as_deref(), Some(""), "the last mark is there");
        all
    }

    fn paragraphs(text: &Text, language: &str) -> Vec<String> {
        row_of(text).into_iter().map(|at| text.elements[at].wording(language).to_owned()).collect()
    }

    /// Paragraphs and articles in the four scripts, mixed: kept, edited, moved, left out, put in.
    fn drawn() -> impl Strategy<Value = (Text, Text, &'static str)> {
        let words = prop::sample::select(vec![
            (
                "en",
                vec![
                    "States ",
                    "shall ",
                    "protect ",
                    "every ",
                    "river, ",
                    "and ",
                    "its co-operation ",
                ],
            ),
            ("ar", vec!["الدول ", "تحمي ", "كل ", "نهر ", "والتضامن ", "حق، "]),
            ("zh", vec!["各国", "应当", "保护", "每条", "河流", "，并", "团结权利"]),
            ("ru", vec!["Государства ", "должны ", "защищать ", "каждую ", "реку, ", "и "]),
        ]);
        (words, prop::collection::vec((any::<u64>(), any::<u8>()), 1..14), any::<u64>()).prop_map(
            |((language, words), drawn, order)| {
                let wording = |seed: u64| -> String {
                    let count = 2 + seed % 6;
                    let word = |n: u64| words[((seed >> (n * 5)) % words.len() as u64) as usize];
                    (0..count).map(word).collect()
                };
                let of = |n: usize, seed: u64| {
                    Element::new(format!("e{n}"), Kind::Paragraph, language, &wording(seed))
                };
                let old: Vec<Element> = drawn
                    .iter()
                    .enumerate()
                    .filter(|(_, (_, what))| what % 5 != 0)
                    .map(|(n, (seed, _))| of(n, *seed))
                    .collect();
                let mut new: Vec<Element> = drawn
                    .iter()
                    .enumerate()
                    .filter(|(_, (_, what))| what % 5 != 1)
                    .map(|(n, (seed, what))| match what % 5 {
                        2 => of(n, seed.rotate_left(7)),
                        _ => of(n, *seed),
                    })
                    .collect();
                if order % 2 == 0 && new.len() > 1 {
                    let from = (order / 2) as usize % new.len();
                    let gone = new.remove(from);
                    new.insert((order / 64) as usize % (new.len() + 1), gone);
                }
                (Text::new(old), Text::new(new), language)
            },
        )
    }

    proptest! {
        #[test]
        fn accepted_it_is_the_new_text_and_rejected_the_old_one((old, new, language) in drawn()) {
            let lines = between(&old, &new, language);
            if !old.elements.is_empty() {
                prop_assert_eq!(settled(&lines, false), paragraphs(&old, language));
            }
            if !new.elements.is_empty() {
                prop_assert_eq!(settled(&lines, true), paragraphs(&new, language));
            }
            let names = |fate: Fate| {
                let mut names: Vec<_> =
                    lines.iter().filter(|line| line.fate == fate).filter_map(|l| l.name).collect();
                names.sort_unstable();
                names
            };
            prop_assert_eq!(names(Fate::MovedAway), names(Fate::MovedHere));
        }

        #[test]
        fn two_texts_that_have_nothing_or_much_in_common_are_changes_of_one_another(
            old in sound_text(), new in sound_text()
        ) {
            let lines = between(&old, &new, "en");
            prop_assert_eq!(settled(&lines, false), paragraphs(&old, "en"));
            prop_assert_eq!(settled(&lines, true), paragraphs(&new, "en"));
        }
    }

    #[test]
    fn what_moved_up_is_one_move_and_takes_along_what_stands_under_it() {
        let article = |n: &str| Element::new(n, Kind::Article, "en", "");
        let under = |n: &str, of: &str| Element::new(n, Kind::Paragraph, "en", n).under(of);
        let old =
            vec![article("a"), under("a1", "a"), article("b"), under("b1", "b"), article("c")];
        let mut new = old.clone();
        new.rotate_left(2);
        let lines = between(&Text::new(old), &Text::new(new), "en");
        let said: Vec<_> = lines.iter().map(|line| (line.fate, line.name)).collect();
        let (away, here, stays) = (Fate::MovedAway, Fate::MovedHere, (Fate::Stays, None));
        let first = [(away, Some(1)), (away, Some(2)), stays, stays, stays];
        let last = [(here, Some(1)), (here, Some(2))];
        assert_eq!(said, [&first[..], &last[..]].concat());
        // Nothing follows: the marks of what comes last are put in before it.
        let marks: Vec<_> = lines.iter().map(|line| line.mark).collect();
        assert_eq!(marks[4..], [Fate::Added, Fate::Added, Fate::Stays]);
    }

    #[test]
    fn what_is_moved_and_edited_says_which_of_its_words_are_new() {
        let of = |n: &str, text: &str| Element::new(n, Kind::Paragraph, "en", text);
        let old = Text::new(vec![of("a", "All rivers."), of("b", "Seas."), of("c", "Lakes.")]);
        let new =
            Text::new(vec![of("b", "Seas."), of("c", "Lakes."), of("a", "All great rivers.")]);
        let lines = between(&old, &new, "en");
        let here = lines.iter().find(|line| line.fate == Fate::MovedHere).unwrap();
        let said: Vec<_> =
            here.stretches.iter().map(|(fate, text)| (*fate, text.as_str())).collect();
        assert_eq!(
            said,
            [(Fate::MovedHere, "All "), (Fate::Added, "great "), (Fate::MovedHere, "rivers.")]
        );
    }
}
