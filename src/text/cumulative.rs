//! Several versions of a text in one: every word with the version in which it came in and the one
//! in which it went out.

use std::collections::HashMap;

use super::citations::Citation;
use super::comparison::{Change, Compared, compare_along};
use super::difference::{Op, difference};
use super::elements::{Kind, Text};
use super::lineage::Lineage;

/// Words that came in and went out together. Versions are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    pub text: String,
    pub inserted: usize,
    pub deleted: Option<usize>,
}

impl Layer {
    pub fn stands(&self, version: usize) -> bool {
        self.inserted <= version && self.deleted.is_none_or(|gone| gone > version)
    }
}

/// One element through all versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layered {
    /// In the last version that has it.
    pub id: String,
    pub kind: Kind,
    /// What it was called in the last version that has it.
    pub citation: Option<Citation>,
    /// What it was called in the first version that has it, where that is another.
    pub formerly: Option<Citation>,
    pub layers: Vec<Layer>,
    /// The version in which it first stands; 0 for the oldest.
    pub born: usize,
    /// The version in which it no longer stands.
    pub gone: Option<usize>,
    /// The versions in which it was moved, split, and merged.
    pub moved: Vec<usize>,
    pub split: Vec<usize>,
    pub merged: Vec<usize>,
}

impl Layered {
    /// Whether anything happened to it since the oldest version.
    pub fn is_changed(&self) -> bool {
        self.born > 0
            || self.gone.is_some()
            || !(self.moved.is_empty() && self.split.is_empty() && self.merged.is_empty())
            || self.layers.iter().any(|layer| layer.inserted > 0 || layer.deleted.is_some())
    }

    /// The wording of one version.
    pub fn wording(&self, version: usize) -> String {
        let there = self.layers.iter().filter(|layer| layer.stands(version));
        there.map(|layer| layer.text.as_str()).collect()
    }
}

/// The versions of a text on top of one another, in the reading order of the last one; what went
/// out stands after what it stood after. `lineages` lead from each version to the next.
pub fn cumulative(versions: &[&Text], lineages: &[Lineage], language: &str) -> Vec<Layered> {
    let Some(first) = versions.first() else { return Vec::new() };
    let rows = compare_along(first, first, language, &Lineage::of_identities(first, first));
    let mut all: Vec<Layered> = rows.iter().map(|row| begun(row, first, language, 0)).collect();
    for (at, lineage) in lineages.iter().enumerate().take(versions.len().saturating_sub(1)) {
        let (old, new) = (versions[at], versions[at + 1]);
        let rows = compare_along(old, new, language, lineage);
        all = onward(all, &rows, old, new, language, at + 1);
    }
    all
}

fn begun(row: &Compared, text: &Text, language: &str, version: usize) -> Layered {
    let wording = row.new.map_or("", |at| text.elements[at].wording(language));
    let layer = Layer { text: wording.to_owned(), inserted: version, deleted: None };
    Layered {
        id: row.id.clone(),
        kind: row.kind,
        citation: row.new_citation.clone(),
        formerly: None,
        layers: if wording.is_empty() { Vec::new() } else { vec![layer] },
        born: version,
        gone: None,
        moved: Vec::new(),
        split: if row.from.is_empty() { Vec::new() } else { vec![version] },
        merged: Vec::new(),
    }
}

fn onward(
    all: Vec<Layered>,
    rows: &[Compared],
    old: &Text,
    new: &Text,
    language: &str,
    version: usize,
) -> Vec<Layered> {
    // What is gone already stays after what it stood after.
    let mut live: HashMap<String, Layered> = HashMap::new();
    let mut gone: HashMap<Option<String>, Vec<Layered>> = HashMap::new();
    let mut after = None;
    for element in all {
        if element.gone.is_some() {
            gone.entry(after.clone()).or_default().push(element);
        } else {
            after = Some(element.id.clone());
            live.insert(element.id.clone(), element);
        }
    }
    let mut next = gone.remove(&None).unwrap_or_default();
    for row in rows {
        let before = row.old.map(|at| &old.elements[at].id);
        let was = before.and_then(|id| live.remove(id));
        next.push(match was {
            Some(element) => carried(element, row, new, language, version),
            None => begun(row, new, language, version),
        });
        if let Some(id) = before {
            next.extend(gone.remove(&Some(id.clone())).unwrap_or_default());
        }
    }
    next
}

fn carried(
    mut element: Layered,
    row: &Compared,
    new: &Text,
    language: &str,
    version: usize,
) -> Layered {
    match &row.change {
        Change::Moved | Change::MovedAndEdited { .. } => element.moved.push(version),
        Change::Split { into, .. } if into.len() > 1 => element.split.push(version),
        Change::Split { .. } | Change::Merged { .. } => element.merged.push(version),
        _ => {}
    }
    let Some(at) = row.new else {
        element.gone = Some(version);
        for layer in element.layers.iter_mut().filter(|layer| layer.deleted.is_none()) {
            layer.deleted = Some(version);
        }
        return element;
    };
    let wording = new.elements[at].wording(language);
    // Another number before it, or another label of its footnote, is no change.
    let quiet = matches!(row.change, Change::Kept | Change::Moved);
    element.layers = relaid(element.layers, wording, version, quiet);
    if element.formerly.is_none() && row.is_renumbered() {
        element.formerly.clone_from(&row.old_citation);
    }
    element.citation.clone_from(&row.new_citation);
    element.formerly = element.formerly.filter(|was| Some(was) != element.citation.as_ref());
    element.id.clone_from(&row.id);
    element.kind = row.kind;
    element
}

/// The layers with one wording more on top.
fn relaid(layers: Vec<Layer>, wording: &str, version: usize, quiet: bool) -> Vec<Layer> {
    let live = |layer: &&Layer| layer.deleted.is_none();
    let was: String = layers.iter().filter(live).map(|layer| layer.text.as_str()).collect();
    let mut rest = layers.into_iter().rev().collect::<Vec<Layer>>();
    let mut laid: Vec<Layer> = Vec::new();
    for run in difference(&was, wording) {
        if run.op == Op::Inserted {
            let inserted = match laid.last() {
                Some(last) if quiet => last.inserted,
                _ if quiet => 0,
                _ => version,
            };
            put(&mut laid, Layer { text: run.text, inserted, deleted: None });
            continue;
        }
        let mut left = run.text.len();
        while left > 0 {
            let Some(mut layer) = rest.pop() else { break };
            if layer.deleted.is_some() {
                put(&mut laid, layer);
                continue;
            }
            if layer.text.len() > left {
                let tail = layer.text.split_off(left);
                rest.push(Layer { text: tail, ..layer.clone() });
            }
            left -= layer.text.len();
            match run.op {
                Op::Deleted if quiet => continue,
                Op::Deleted => layer.deleted = Some(version),
                _ => {}
            }
            put(&mut laid, layer);
        }
    }
    rest.reverse();
    for layer in rest {
        put(&mut laid, layer);
    }
    laid
}

fn put(laid: &mut Vec<Layer>, layer: Layer) {
    match laid.last_mut() {
        Some(last) if (last.inserted, last.deleted) == (layer.inserted, layer.deleted) => {
            last.text.push_str(&layer.text);
        }
        _ => laid.push(layer),
    }
}

#[cfg(test)]
mod tests {
    use super::super::elements::Element;
    use super::*;
    use proptest::prelude::*;

    fn text(all: &[(&str, &str)]) -> Text {
        let element = |(id, words): &(&str, &str)| Element::new(*id, Kind::Preambular, "en", words);
        Text::new(all.iter().map(element).collect())
    }

    /// "kept {1+inserted+} [2-deleted-]".
    fn drawn(element: &Layered) -> String {
        let draw = |layer: &Layer| match (layer.inserted, layer.deleted) {
            (0, None) => layer.text.clone(),
            (n, None) => format!("{{{n}+{}+}}", layer.text),
            (0, Some(m)) => format!("[{m}-{}-]", layer.text),
            (n, Some(m)) => format!("[{n}+{m}-{}-]", layer.text),
        };
        element.layers.iter().map(draw).collect()
    }

    #[test]
    fn every_change_is_marked_with_the_version_it_came_in_with() {
        let first = text(&[("a", "States shall respect rivers."), ("b", "Seas."), ("c", "Lakes.")]);
        let second =
            text(&[("a", "States should respect rivers."), ("n", "Ponds."), ("c", "Lakes.")]);
        let third = text(&[
            ("c", "Lakes."),
            ("a", "States should respect all waters."),
            ("n", "Ponds too."),
        ]);
        let lineages =
            [Lineage::of_identities(&first, &second), Lineage::of_identities(&second, &third)];
        let all = cumulative(&[&first, &second, &third], &lineages, "en");
        let said: Vec<(String, String)> =
            all.iter().map(|element| (element.id.clone(), drawn(element))).collect();
        let said: Vec<(&str, &str)> =
            said.iter().map(|(id, drawn)| (id.as_str(), drawn.as_str())).collect();
        assert_eq!(
            said,
            [
                ("c", "Lakes."),
                ("a", "States [1-shall-]{1+should+} respect [2-rivers-]{2+all waters+}."),
                ("b", "[1-Seas.-]"),
                ("n", "{1+Ponds+}{2+ too+}{1+.+}"),
            ]
        );
        assert_eq!(all[0].moved, [2]);
        assert_eq!((all[2].gone, all[3].born), (Some(1), 1));
    }

    fn wording() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "the ",
            "right ",
            "of ",
            "peoples ",
            "人人",
            "权利",
            "حقوقُ ",
            "إنسانٍ ",
            "👩‍👩‍👧 ",
            "мир ",
            "e\u{301} ",
            ", ",
        ]);
        proptest::collection::vec(word, 0..12).prop_map(|words| words.concat())
    }

    proptest! {
        #[test]
        fn every_version_can_be_read_from_the_layers(wordings in proptest::collection::vec(wording(), 1..6)) {
            let first = Layer { text: wordings[0].clone(), inserted: 0, deleted: None };
            let mut element = Layered {
                id: "a".into(),
                kind: Kind::Preambular,
                citation: None,
                formerly: None,
                layers: vec![first],
                born: 0,
                gone: None,
                moved: vec![],
                split: vec![],
                merged: vec![],
            };
            for (version, wording) in wordings.iter().enumerate().skip(1) {
                element.layers = relaid(element.layers, wording, version, false);
            }
            for (version, wording) in wordings.iter().enumerate() {
                prop_assert_eq!(&element.wording(version), wording);
            }
        }
    }
}
