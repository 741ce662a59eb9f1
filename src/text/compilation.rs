//! A compilation: everything that was said about a text, under the place that it is about. It keeps
//! everything and judges nothing.
//!
//! It is told of each entry only what it is on, whose name stands with it (if any may) and whether it is
//! part of a proposal on several elements; what the entry says is the caller's.

use std::collections::{BTreeMap, HashMap};

use super::elements::Text;

/// What an entry is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The whole text.
    Whole,
    /// A question, by its place among the questions.
    Question(usize),
    /// An element, by its id. It need not be in the text any more.
    Element(String),
    /// Nobody has placed it yet.
    Unplaced,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub spot: Spot,
    /// The name to show; none where it is withheld, or where none is shown at all.
    pub author: Option<String>,
    /// The same for all parts of one proposal on several elements.
    pub group: Option<String>,
}

/// An entry at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Its place among the entries given.
    pub entry: usize,
    /// The other elements that the same proposal is on, by their places in the text.
    pub also_on: Vec<usize>,
    /// The same proposal stands at an earlier place and is counted there.
    pub again: bool,
}

/// The entries on one element, or on one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub at: usize,
    pub entries: Vec<Placed>,
}

/// Place by place, in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ByPlace {
    pub general: Vec<Placed>,
    /// Only the elements that something was said about.
    pub elements: Vec<Section>,
    /// On elements that are not in this text.
    pub elsewhere: Vec<Placed>,
    pub unplaced: Vec<Placed>,
    /// Only the questions that somebody answered.
    pub questions: Vec<Section>,
}

/// What one participant said, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// None: everything that stands without a name. It is together, so that nothing tells which of it
    /// comes from one hand.
    pub author: Option<String>,
    pub entries: Vec<Placed>,
}

impl ByPlace {
    /// Everything in it, in its order.
    pub fn all(&self) -> impl Iterator<Item = &Placed> {
        self.general
            .iter()
            .chain(self.elements.iter().flat_map(|section| &section.entries))
            .chain(&self.elsewhere)
            .chain(&self.unplaced)
            .chain(self.questions.iter().flat_map(|section| &section.entries))
    }

    /// How many there are when a proposal on several elements counts once.
    pub fn counted(&self) -> usize {
        self.all().filter(|placed| !placed.again).count()
    }
}

/// Element by element. Under each, entries stand by their authors' names, in alphabetical order; those
/// without a name last, in the order given.
pub fn by_place(text: &Text, entries: &[Entry]) -> ByPlace {
    let places = places(text);
    let place = |entry: &Entry| match &entry.spot {
        Spot::Element(id) => places.get(id.as_str()).copied(),
        _ => None,
    };
    let mut ordered: Vec<usize> = (0..entries.len()).collect();
    ordered.sort_by_key(|at| (entries[*at].author.is_none(), entries[*at].author.as_deref()));

    let mut elements: BTreeMap<usize, Vec<Placed>> = BTreeMap::new();
    let mut questions: BTreeMap<usize, Vec<Placed>> = BTreeMap::new();
    let mut found = ByPlace::default();
    let groups = groups(entries, place);
    for entry in ordered {
        let placed = groups.placed(entry, entries);
        match (&entries[entry].spot, place(&entries[entry])) {
            (Spot::Whole, _) => found.general.push(placed),
            (Spot::Question(at), _) => questions.entry(*at).or_default().push(placed),
            (Spot::Element(_), Some(at)) => elements.entry(at).or_default().push(placed),
            (Spot::Element(_), None) => found.elsewhere.push(placed),
            (Spot::Unplaced, _) => found.unplaced.push(placed),
        }
    }
    let sections = |all: BTreeMap<usize, Vec<Placed>>| {
        all.into_iter().map(|(at, entries)| Section { at, entries }).collect()
    };
    found.elements = sections(elements);
    found.questions = sections(questions);
    found
}

/// Participant by participant, in alphabetical order; what stands without a name comes last.
pub fn by_author(text: &Text, entries: &[Entry]) -> Vec<Voice> {
    let mut named: BTreeMap<&str, Vec<Placed>> = BTreeMap::new();
    let mut unnamed = Vec::new();
    let found = by_place(text, entries);
    for placed in found.all() {
        match &entries[placed.entry].author {
            Some(name) => named.entry(name).or_default().push(placed.clone()),
            None => unnamed.push(placed.clone()),
        }
    }
    let mut voices: Vec<Voice> = named
        .into_iter()
        .map(|(name, entries)| Voice { author: Some(name.to_owned()), entries })
        .collect();
    if !unnamed.is_empty() {
        voices.push(Voice { author: None, entries: unnamed });
    }
    voices
}

fn places(text: &Text) -> HashMap<&str, usize> {
    text.elements.iter().enumerate().map(|(at, element)| (element.id.as_str(), at)).collect()
}

/// The parts of proposals on several elements: each group's entries with their places, in the order of
/// the text; what has no place comes last.
struct Groups<'a>(HashMap<&'a str, Vec<(Option<usize>, usize)>>);

fn groups<'a>(entries: &'a [Entry], place: impl Fn(&Entry) -> Option<usize>) -> Groups<'a> {
    let mut all: HashMap<&str, Vec<(Option<usize>, usize)>> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        if let Some(group) = &entry.group {
            all.entry(group).or_default().push((place(entry), at));
        }
    }
    for parts in all.values_mut() {
        parts.sort_by_key(|(place, at)| (place.is_none(), *place, *at));
    }
    Groups(all)
}

impl Groups<'_> {
    fn placed(&self, entry: usize, entries: &[Entry]) -> Placed {
        let parts = entries[entry].group.as_deref().and_then(|group| self.0.get(group));
        let Some(parts) = parts else { return Placed { entry, also_on: Vec::new(), again: false } };
        let own = parts.iter().find(|(_, at)| *at == entry).and_then(|(place, _)| *place);
        let mut also_on: Vec<usize> =
            parts.iter().filter_map(|(place, _)| *place).filter(|at| Some(*at) != own).collect();
        also_on.dedup();
        Placed { entry, also_on, again: parts.first().is_some_and(|(_, first)| *first != entry) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::sound_text;
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn entry() -> impl Strategy<Value = Entry> {
        let spot = prop_oneof![
            1 => Just(Spot::Whole),
            1 => (0usize..3).prop_map(Spot::Question),
            6 => (0usize..40).prop_map(|at| Spot::Element(format!("e{at}"))),
            1 => Just(Spot::Unplaced),
        ];
        let author =
            prop::option::weighted(0.7, prop::sample::select(vec!["Brenn", "Avaria", "C"]));
        let group = prop::option::weighted(0.2, prop::sample::select(vec!["g1", "g2"]));
        (spot, author, group).prop_map(|(spot, author, group)| Entry {
            spot,
            author: author.map(str::to_owned),
            group: group.map(str::to_owned),
        })
    }

    fn sorted<'a>(all: impl Iterator<Item = &'a Placed>) -> Vec<usize> {
        let mut entries: Vec<usize> = all.map(|placed| placed.entry).collect();
        entries.sort_unstable();
        entries
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_stands_twice(
            text in sound_text(), entries in vec(entry(), 0..40)
        ) {
            let all: Vec<usize> = (0..entries.len()).collect();
            let places = by_place(&text, &entries);
            prop_assert_eq!(sorted(places.all()), all.clone());
            let voices = by_author(&text, &entries);
            prop_assert_eq!(sorted(voices.iter().flat_map(|voice| &voice.entries)), all);
            for section in &places.elements {
                for placed in &section.entries {
                    let id = Spot::Element(text.elements[section.at].id.clone());
                    prop_assert_eq!(&entries[placed.entry].spot, &id);
                }
            }
            for voice in &voices {
                prop_assert!(voice.entries.iter().all(|p| entries[p.entry].author == voice.author));
            }
        }

        #[test]
        fn a_proposal_on_several_elements_counts_once(
            text in sound_text(), entries in vec(entry(), 0..40)
        ) {
            let mut groups: Vec<&str> = entries.iter().filter_map(|e| e.group.as_deref()).collect();
            groups.sort_unstable();
            groups.dedup();
            let alone = entries.iter().filter(|e| e.group.is_none()).count();
            prop_assert_eq!(by_place(&text, &entries).counted(), alone + groups.len());
        }
    }

    #[test]
    fn entries_stand_by_name_and_the_nameless_last_in_the_order_given() {
        use super::super::elements::{Element, Kind};
        let text = Text::new(vec![
            Element::new("a", Kind::Paragraph, "en", "One."),
            Element::new("b", Kind::Paragraph, "en", "Two."),
        ]);
        let on = |id: &str, author: Option<&str>, group: Option<&str>| Entry {
            spot: Spot::Element(id.into()),
            author: author.map(str::to_owned),
            group: group.map(str::to_owned),
        };
        let entries = [
            on("b", None, None),
            on("b", Some("Lothmar"), Some("g")),
            on("b", None, None),
            on("a", Some("Lothmar"), Some("g")),
            on("b", Some("Avaria"), None),
            on("z", Some("Avaria"), None),
        ];
        let places = by_place(&text, &entries);
        let order: Vec<usize> = places.all().map(|placed| placed.entry).collect();
        assert_eq!(order, [3, 4, 1, 0, 2, 5]);
        let both = &places.elements[1].entries[1];
        assert_eq!((both.also_on.as_slice(), both.again), (&[0][..], true));
        let first = &places.elements[0].entries[0];
        assert_eq!((first.also_on.as_slice(), first.again), (&[1][..], false));
        let authors: Vec<Option<String>> =
            by_author(&text, &entries).into_iter().map(|voice| voice.author).collect();
        assert_eq!(authors, [Some("Avaria".into()), Some("Lothmar".into()), None]);
    }
}
