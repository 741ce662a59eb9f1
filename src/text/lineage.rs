//! What the elements of one text became in another, as pairs of ids: several pairs with one old id
//! are a split, several with one new id a merger; what stands in no pair is deleted or new.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::elements::Text;

/// Pairs (old id, new id), none twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lineage {
    pairs: Vec<(String, String)>,
    known: HashSet<(String, String)>,
}

/// Elements that belong together: what `from` was is in `to` now. One side may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link {
    pub from: Vec<String>,
    pub to: Vec<String>,
}

impl Lineage {
    /// The elements that are in both texts under one id are the same.
    pub fn of_identities(old: &Text, new: &Text) -> Self {
        let there: HashSet<&str> = new.elements.iter().map(|e| e.id.as_str()).collect();
        let both = old.elements.iter().filter(|e| there.contains(e.id.as_str()));
        both.map(|e| (e.id.clone(), e.id.clone())).collect()
    }

    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    pub fn add(&mut self, from: &str, to: &str) {
        let pair = (from.to_owned(), to.to_owned());
        if self.known.insert(pair.clone()) {
            self.pairs.push(pair);
        }
    }

    /// This lineage and then a later one: what went into something goes on into what that became.
    pub fn then(&self, later: &Lineage) -> Lineage {
        let mut onward: HashMap<&str, Vec<&str>> = HashMap::new();
        for (from, to) in &later.pairs {
            onward.entry(from).or_default().push(to);
        }
        let mut all = Lineage::default();
        for (from, middle) in &self.pairs {
            for to in onward.get(middle.as_str()).into_iter().flatten() {
                all.add(from, to);
            }
        }
        all
    }

    /// The same pairs read from the later text to the earlier one.
    pub fn reversed(&self) -> Lineage {
        self.pairs.iter().map(|(from, to)| (to.clone(), from.clone())).collect()
    }

    /// The links of two texts, in the reading order of the new one; what was deleted comes last.
    /// Every element of both is in exactly one.
    pub fn links(&self, old: &Text, new: &Text) -> Vec<Link> {
        let at = |text: &Text| -> HashMap<String, usize> {
            text.elements.iter().enumerate().map(|(at, e)| (e.id.clone(), at)).collect()
        };
        let (old_at, new_at) = (at(old), at(new));
        let shift = old.elements.len();
        // Each element points to one of its group; the old ones come first.
        let mut leads: Vec<usize> = (0..shift + new.elements.len()).collect();
        for (from, to) in &self.pairs {
            if let (Some(from), Some(to)) = (old_at.get(from), new_at.get(to)) {
                let (one, other) = (leader(&mut leads, *from), leader(&mut leads, shift + to));
                leads[one] = other;
            }
        }
        let mut groups: BTreeMap<usize, Link> = BTreeMap::new();
        let mut order: Vec<usize> = Vec::new();
        for at in (shift..leads.len()).chain(0..shift) {
            let lead = leader(&mut leads, at);
            let link = groups.entry(lead).or_insert_with(|| {
                order.push(lead);
                Link::default()
            });
            match at.checked_sub(shift) {
                Some(new_at) => link.to.push(new.elements[new_at].id.clone()),
                None => link.from.push(old.elements[at].id.clone()),
            }
        }
        order.into_iter().filter_map(|lead| groups.remove(&lead)).collect()
    }
}

impl FromIterator<(String, String)> for Lineage {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        let mut all = Lineage::default();
        for (from, to) in pairs {
            all.add(&from, &to);
        }
        all
    }
}

fn leader(leads: &mut [usize], mut at: usize) -> usize {
    while leads[at] != at {
        leads[at] = leads[leads[at]];
        at = leads[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::super::elements::{Element, Kind};
    use super::*;

    fn lineage(pairs: &[(&str, &str)]) -> Lineage {
        pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    fn text(ids: &[&str]) -> Text {
        Text::new(ids.iter().map(|id| Element::new(*id, Kind::Preambular, "en", "x")).collect())
    }

    #[test]
    fn generations_are_joined_and_can_be_read_backwards() {
        let first = lineage(&[("a", "b"), ("a", "x"), ("c", "d")]);
        let second = lineage(&[("b", "e"), ("d", "e"), ("y", "z")]);
        assert_eq!(first.then(&second), lineage(&[("a", "e"), ("c", "e")]));
        assert_eq!(second.reversed().pairs()[0], ("e".to_owned(), "b".to_owned()));
    }

    #[test]
    fn every_element_is_in_one_link() {
        let (old, new) = (text(&["a", "b", "c", "d"]), text(&["p", "q", "r"]));
        let links = lineage(&[("a", "q"), ("b", "q"), ("c", "r"), ("gone", "p")]).links(&old, &new);
        let said: Vec<String> =
            links.iter().map(|l| format!("{}>{}", l.from.join("+"), l.to.join("+"))).collect();
        assert_eq!(said, [">p", "a+b>q", "c>r", "d>"]);
    }
}
