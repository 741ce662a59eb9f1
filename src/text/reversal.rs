//! How a change is taken back, and exactly that one: the words, kinds, places and footnotes that it
//! changed become what they were, and what others did elsewhere stays.
//!
//! What is needed is read off the text before and after, so that it serves every operation there is.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::ascending::longest_ascending;
use super::elements::{Element, Kind, Text};

/// What to do to take one change back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reversal {
    /// What came in, as it came.
    added: Vec<Element>,
    /// What went, as it was.
    removed: Vec<Element>,
    changed: Vec<Changed>,
    /// Where those stood that went or moved, in the order of the text.
    stood: Vec<Stood>,
}

/// An element that is there before and after, and not the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Changed {
    id: String,
    kind: (Kind, Kind),
    parent: (Option<String>, Option<String>),
    /// Was and is, by language; only where they differ.
    text: BTreeMap<String, (Option<String>, Option<String>)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Stood {
    id: String,
    parent: Option<String>,
    /// Its elder siblings, the nearest first.
    after: Vec<String>,
    /// Its younger siblings, the nearest first.
    before: Vec<String>,
}

/// Why a change cannot be taken back now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotReverse {
    /// This element is no longer as the change left it.
    ChangedSince { id: String },
    /// The text would not be in order: what it needs is gone.
    OutOfPlace,
}

impl Reversal {
    /// What takes the text back from `after` to `before`.
    pub fn between(before: &Text, after: &Text) -> Self {
        let was = by_id(before);
        let is = by_id(after);
        let gone = |element: &&Element, there: &HashMap<&str, &Element>| {
            !there.contains_key(element.id.as_str())
        };
        let added = after.elements.iter().filter(|e| gone(e, &was)).cloned().collect();
        let removed: Vec<Element> =
            before.elements.iter().filter(|e| gone(e, &is)).cloned().collect();
        let changed = before
            .elements
            .iter()
            .filter_map(|old| Some((old, *is.get(old.id.as_str())?)))
            .filter(|(old, new)| old != new)
            .map(|(old, new)| Changed::between(old, new))
            .collect();
        Reversal { added, removed, changed, stood: stood(before, after) }
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The elements that the change made, took away, changed or moved.
    pub fn touched(&self) -> HashSet<&str> {
        let elements = self.added.iter().chain(&self.removed).map(|e| e.id.as_str());
        let changed = self.changed.iter().map(|changed| changed.id.as_str());
        let stood = self.stood.iter().map(|stood| stood.id.as_str());
        elements.chain(changed).chain(stood).collect()
    }

    /// The elements that the change took away.
    pub fn gone(&self) -> impl Iterator<Item = &str> {
        self.removed.iter().map(|element| element.id.as_str())
    }

    /// The elements that it needs to be there, now or when it is taken back.
    fn leans_on(&self) -> HashSet<&str> {
        let parents = self.added.iter().chain(&self.removed).filter_map(|e| e.parent.as_deref());
        let moved = self.changed.iter().flat_map(|changed| {
            [changed.parent.0.as_deref(), changed.parent.1.as_deref()].into_iter().flatten()
        });
        parents.chain(moved).collect()
    }

    /// Must this later change be taken back first? It touched what the earlier one did, or one of
    /// them stands on what the other made, took away or retyped.
    pub fn rests_on(&self, earlier: &Reversal) -> bool {
        let (mine, theirs) = (self.touched(), earlier.touched());
        let retyped = self.changed.iter().filter(|c| c.kind.0 != c.kind.1).map(|c| c.id.as_str());
        let unmade: HashSet<&str> =
            self.removed.iter().map(|e| e.id.as_str()).chain(retyped).collect();
        let made: HashSet<&str> = earlier.added.iter().map(|e| e.id.as_str()).collect();
        mine.iter().any(|id| theirs.contains(id))
            || earlier.leans_on().iter().any(|id| unmade.contains(id))
            || self.leans_on().iter().any(|id| made.contains(id))
    }

    /// Takes the change back. A refusal leaves the text as it was.
    pub fn take_back(&self, text: &mut Text) -> Result<(), CannotReverse> {
        self.check(text)?;
        let mut tree = Tree::of(text);
        for element in &self.added {
            tree.take_out(&element.id);
        }
        for changed in &self.changed {
            changed.put_back(&mut tree);
        }
        for element in &self.removed {
            tree.elements.insert(element.id.clone(), element.clone());
        }
        for stood in &self.stood {
            tree.detach(&stood.id);
        }
        for stood in &self.stood {
            tree.put(stood);
        }
        let Some(made) = tree.into_text() else { return Err(CannotReverse::OutOfPlace) };
        if made.check().len() > text.check().len() {
            return Err(CannotReverse::OutOfPlace);
        }
        *text = made;
        Ok(())
    }

    /// Is everything that the change touched still as it left it?
    fn check(&self, text: &Text) -> Result<(), CannotReverse> {
        let is = by_id(text);
        let since = |id: &str| CannotReverse::ChangedSince { id: id.to_owned() };
        let made: HashSet<&str> = self.added.iter().map(|e| e.id.as_str()).collect();
        for added in &self.added {
            if is.get(added.id.as_str()) != Some(&added) {
                return Err(since(&added.id));
            }
        }
        for element in &text.elements {
            let parent = element.parent.as_deref().unwrap_or_default();
            let is_mine = made.contains(element.id.as_str())
                || self.stood.iter().any(|stood| stood.id == element.id);
            if made.contains(parent) && !is_mine {
                return Err(since(&element.id));
            }
        }
        for changed in &self.changed {
            let Some(element) = is.get(changed.id.as_str()) else { return Err(since(&changed.id)) };
            let says = |(language, (_, now)): (&String, &(_, Option<String>))| {
                element.text.get(language) == now.as_ref()
            };
            let stands = (element.kind, &element.parent) == (changed.kind.1, &changed.parent.1);
            if !stands || !changed.text.iter().all(says) {
                return Err(since(&changed.id));
            }
        }
        match self.removed.iter().find(|removed| is.contains_key(removed.id.as_str())) {
            Some(removed) => Err(since(&removed.id)),
            None => Ok(()),
        }
    }
}

impl Changed {
    fn between(old: &Element, new: &Element) -> Self {
        let languages: HashSet<&String> = old.text.keys().chain(new.text.keys()).collect();
        let text = languages
            .into_iter()
            .map(|l| (l.clone(), (old.text.get(l).cloned(), new.text.get(l).cloned())))
            .filter(|(_, (was, is))| was != is)
            .collect();
        Changed {
            id: old.id.clone(),
            kind: (old.kind, new.kind),
            parent: (old.parent.clone(), new.parent.clone()),
            text,
        }
    }

    fn put_back(&self, tree: &mut Tree) {
        let Some(element) = tree.elements.get_mut(&self.id) else { return };
        element.kind = self.kind.0;
        element.parent.clone_from(&self.parent.0);
        for (language, (was, _)) in &self.text {
            match was {
                Some(wording) => element.text.insert(language.clone(), wording.clone()),
                None => element.text.remove(language),
            };
        }
    }
}

fn by_id(text: &Text) -> HashMap<&str, &Element> {
    text.elements.iter().map(|element| (element.id.as_str(), element)).collect()
}

/// Where those stood that are gone, stand under another parent, or are passed by their siblings.
fn stood(before: &Text, after: &Text) -> Vec<Stood> {
    let is = by_id(after);
    let at: HashMap<&str, usize> =
        after.elements.iter().enumerate().map(|(at, e)| (e.id.as_str(), at)).collect();
    let mut families: HashMap<Option<&str>, Vec<&str>> = HashMap::new();
    for element in &before.elements {
        families.entry(element.parent.as_deref()).or_default().push(&element.id);
    }
    let mut all = Vec::new();
    for element in &before.elements {
        // Each family once, at the first of it.
        let parent = element.parent.as_deref();
        let family = &families[&parent];
        if family.first() != Some(&element.id.as_str()) {
            continue;
        }
        let staying: Vec<(usize, &str)> = family
            .iter()
            .filter(|id| is.get(**id).is_some_and(|now| now.parent.as_deref() == parent))
            .filter_map(|id| Some((*at.get(id)?, *id)))
            .collect();
        let row: HashSet<&str> =
            longest_ascending(&staying, |(at, _)| *at).into_iter().map(|(_, id)| id).collect();
        for (n, id) in family.iter().enumerate().filter(|(_, id)| !row.contains(*id)) {
            let owned =
                |ids: &mut dyn Iterator<Item = &&str>| ids.map(|id| (*id).to_owned()).collect();
            all.push(Stood {
                id: (*id).to_owned(),
                parent: parent.map(str::to_owned),
                after: owned(&mut family[..n].iter().rev()),
                before: owned(&mut family[n + 1..].iter()),
            });
        }
    }
    all
}

/// A text as families, so that what moves takes along what stands under it.
struct Tree {
    elements: HashMap<String, Element>,
    children: HashMap<Option<String>, Vec<String>>,
}

impl Tree {
    fn of(text: &Text) -> Self {
        let mut children: HashMap<Option<String>, Vec<String>> = HashMap::new();
        for element in &text.elements {
            children.entry(element.parent.clone()).or_default().push(element.id.clone());
        }
        let elements = text.elements.iter().map(|e| (e.id.clone(), e.clone())).collect();
        Tree { elements, children }
    }

    fn detach(&mut self, id: &str) {
        for family in self.children.values_mut() {
            family.retain(|child| child != id);
        }
    }

    fn take_out(&mut self, id: &str) {
        self.elements.remove(id);
        self.detach(id);
    }

    /// Behind the nearest elder sibling that is there, or before the nearest younger one.
    fn put(&mut self, stood: &Stood) {
        let family = self.children.entry(stood.parent.clone()).or_default();
        let place = |family: &[String], id: &String| family.iter().position(|child| child == id);
        let behind = stood.after.iter().find_map(|id| place(family, id)).map(|at| at + 1);
        let before = || stood.before.iter().find_map(|id| place(family, id));
        let at = behind.or_else(before).unwrap_or(family.len());
        family.insert(at, stood.id.clone());
    }

    /// The text in order; `None` where something hangs in the air.
    fn into_text(mut self) -> Option<Text> {
        let all = self.elements.len();
        let mut text = Text::default();
        let mut next: Vec<String> = self.children.remove(&None).unwrap_or_default();
        next.reverse();
        while let Some(id) = next.pop() {
            text.elements.push(self.elements.remove(&id)?);
            let mut family = self.children.remove(&Some(id)).unwrap_or_default();
            family.reverse();
            next.extend(family);
        }
        (text.elements.len() == all).then_some(text)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
