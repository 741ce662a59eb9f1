//! Nothing is counted twice. A text is one text, however many stand behind it; a participant is one
//! participant, whether it wrote, was named beside a text, or aligned itself with several.

use super::keys::{InputKey, ParticipantKey};
use std::collections::{BTreeMap, BTreeSet};

/// One text as it is counted: where it stands, and who is behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<P> {
    pub text: InputKey,
    pub place: P,
    /// None where the reader may not know; then nobody is counted behind it.
    pub author: Option<ParticipantKey>,
    /// Of its supporters, those that the reader may know.
    pub supporters: Vec<ParticipantKey>,
}

/// What was counted at one place, or in all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    pub texts: BTreeSet<InputKey>,
    pub participants: BTreeSet<ParticipantKey>,
}

impl Tally {
    fn add<P>(&mut self, text: &Text<P>) {
        self.texts.insert(text.text);
        if let Some(author) = text.author {
            self.participants.insert(author);
            self.participants.extend(&text.supporters);
        }
    }
}

/// Everything together: each text once, and each participant once.
pub fn in_all<P>(texts: &[Text<P>]) -> Tally {
    let mut tally = Tally::default();
    texts.iter().for_each(|text| tally.add(text));
    tally
}

/// Place by place: each text once where it stands, and each participant at most once at each.
pub fn by_place<P: Ord + Clone>(texts: &[Text<P>]) -> BTreeMap<P, Tally> {
    let mut places: BTreeMap<P, Tally> = BTreeMap::new();
    for text in texts {
        places.entry(text.place.clone()).or_default().add(text);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts() -> impl Strategy<Value = Vec<Text<u8>>> {
        let one = (0..5u8, proptest::option::of(0..6i64), proptest::collection::vec(0..6i64, 0..8));
        proptest::collection::vec(one, 0..30).prop_map(|all| {
            let text =
                |(n, (place, author, supporters)): (usize, (u8, Option<i64>, Vec<i64>))| Text {
                    text: InputKey(n as i64),
                    place,
                    author: author.map(ParticipantKey),
                    supporters: supporters.into_iter().map(ParticipantKey).collect(),
                };
            all.into_iter().enumerate().map(text).collect()
        })
    }

    proptest! {
        #[test]
        fn the_sum_never_counts_a_text_twice(texts in texts()) {
            let places = by_place(&texts);
            let sum: usize = places.values().map(|tally| tally.texts.len()).sum();
            prop_assert_eq!(sum, texts.len());
            prop_assert_eq!(in_all(&texts).texts.len(), texts.len());
            // Said again, nothing is more.
            let twice = [texts.clone(), texts].concat();
            prop_assert_eq!(in_all(&twice).texts.len(), twice.len() / 2);
        }

        #[test]
        fn each_participant_is_counted_at_most_once_at_each_place(texts in texts()) {
            for (place, tally) in by_place(&texts) {
                let here = texts.iter().filter(|text| text.place == place);
                let known: Vec<&Text<u8>> = here.filter(|text| text.author.is_some()).collect();
                for participant in &tally.participants {
                    let is_behind = |text: &&Text<u8>| {
                        text.author == Some(*participant) || text.supporters.contains(participant)
                    };
                    prop_assert!(known.iter().copied().any(|text| is_behind(&text)));
                }
                prop_assert!(tally.participants.len() <= 6);
                let everybody = known
                    .iter()
                    .flat_map(|text| text.author.iter().chain(&text.supporters))
                    .collect::<BTreeSet<_>>();
                prop_assert_eq!(tally.participants.len(), everybody.len());
            }
        }

        #[test]
        fn another_supporter_adds_no_text(texts in texts(), more in 0..6i64) {
            let mut supported = texts.clone();
            for text in &mut supported {
                text.supporters.push(ParticipantKey(more));
            }
            let (before, after) = (in_all(&texts), in_all(&supported));
            prop_assert_eq!(before.texts, after.texts);
            prop_assert!(after.participants.len() <= before.participants.len() + 1);
        }
    }
}
