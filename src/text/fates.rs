//! What became of each element, as it is counted, listed and written into files: every element of
//! both texts once, with the others it belongs together with.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::comparison::{Change, Compared};
use super::elements::Text;
use super::lineage::Lineage;
use super::typography_folded;

/// What became of an element. Where several are true of it, the first of this list is said;
/// whether the words changed too stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FateKind {
    New,
    Deleted,
    Split,
    Merged,
    Moved,
    Edited,
    Renumbered,
    Kept,
}

impl FateKind {
    pub const ALL: [FateKind; 8] = [
        FateKind::Kept,
        FateKind::Renumbered,
        FateKind::Edited,
        FateKind::Moved,
        FateKind::Split,
        FateKind::Merged,
        FateKind::New,
        FateKind::Deleted,
    ];

    /// The word that stands for it in files.
    pub fn as_str(self) -> &'static str {
        match self {
            FateKind::New => "new",
            FateKind::Deleted => "deleted",
            FateKind::Split => "split",
            FateKind::Merged => "merged",
            FateKind::Moved => "moved",
            FateKind::Edited => "edited",
            FateKind::Renumbered => "renumbered",
            FateKind::Kept => "kept",
        }
    }
}

/// Elements that belong together, and what became of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fate {
    pub from: Vec<String>,
    pub to: Vec<String>,
    pub kind: FateKind,
    /// Whether words changed, besides what `kind` says.
    pub edited: bool,
}

/// The fates of all elements of both texts, in the reading order of the new one, what was deleted
/// last. `rows` are what [`super::compare_along`] made of the same texts and lineage.
pub fn fates(
    old: &Text,
    new: &Text,
    language: &str,
    lineage: &Lineage,
    rows: &[Compared],
) -> Vec<Fate> {
    let by_id: HashMap<&str, &Compared> =
        rows.iter().filter(|row| row.new.is_some()).map(|row| (row.id.as_str(), row)).collect();
    let at = |text: &Text| -> HashMap<String, usize> {
        text.elements.iter().enumerate().map(|(at, e)| (e.id.clone(), at)).collect()
    };
    let (old_at, new_at) = (at(old), at(new));
    let said = |text: &Text, places: &HashMap<String, usize>, ids: &[String]| -> String {
        let wordings = ids.iter().filter_map(|id| places.get(id));
        let wordings: Vec<String> = wordings
            .map(|at| typography_folded(text.elements[*at].wording(language)))
            .filter(|wording| !wording.is_empty())
            .collect();
        wordings.join(" ")
    };
    lineage
        .links(old, new)
        .into_iter()
        .map(|link| {
            let (kind, edited) = match (link.from.len(), link.to.len()) {
                (0, _) => (FateKind::New, false),
                (_, 0) => (FateKind::Deleted, false),
                (1, 1) => by_id
                    .get(link.to[0].as_str())
                    .map_or((FateKind::Kept, false), |row| of_one(row)),
                (from, to) => {
                    let kind =
                        if from == 1 || to > from { FateKind::Split } else { FateKind::Merged };
                    (kind, said(old, &old_at, &link.from) != said(new, &new_at, &link.to))
                }
            };
            Fate { from: link.from, to: link.to, kind, edited }
        })
        .collect()
}

fn of_one(row: &Compared) -> (FateKind, bool) {
    match &row.change {
        Change::Moved => (FateKind::Moved, false),
        Change::MovedAndEdited { .. } => (FateKind::Moved, true),
        Change::Edited { .. } => (FateKind::Edited, true),
        _ if row.was_kind.is_some() => (FateKind::Edited, false),
        _ if row.is_renumbered() => (FateKind::Renumbered, false),
        _ => (FateKind::Kept, false),
    }
}

#[cfg(test)]
mod tests {
    use super::super::comparison::compare_along;
    use super::super::elements::{Element, Kind};
    use super::*;

    fn text(all: &[(&str, &str)]) -> Text {
        let mut elements = vec![Element::new("a", Kind::Article, "en", "")];
        elements.extend(
            all.iter()
                .map(|(id, words)| Element::new(*id, Kind::Paragraph, "en", words).under("a")),
        );
        Text::new(elements)
    }

    #[test]
    fn every_fate_is_told_once() {
        let old = text(&[
            ("k", "Kept."),
            ("s", "Rivers flow. Seas rest."),
            ("m1", "Lakes."),
            ("m2", "Ponds."),
            ("d", "Gone."),
            ("e", "Edited here."),
            ("r", "Renumbered."),
        ]);
        let new = text(&[
            ("k", "Kept."),
            ("s", "Rivers flow."),
            ("s2", "Seas rest."),
            ("m1", "Lakes and ponds."),
            ("n", "New."),
            ("e", "Edited there."),
            ("n2", "Newer."),
            ("r", "Renumbered."),
        ]);
        let mut lineage = Lineage::of_identities(&old, &new);
        lineage.add("s", "s2");
        lineage.add("m2", "m1");
        let rows = compare_along(&old, &new, "en", &lineage);
        let said: Vec<String> = fates(&old, &new, "en", &lineage, &rows)
            .iter()
            .map(|fate| {
                let edited = if fate.edited { " edited" } else { "" };
                format!(
                    "{}>{} {}{edited}",
                    fate.from.join("+"),
                    fate.to.join("+"),
                    fate.kind.as_str()
                )
            })
            .collect();
        assert_eq!(
            said,
            [
                "a>a kept",
                "k>k kept",
                "s>s+s2 split",
                "m1+m2>m1 merged edited",
                ">n new",
                "e>e edited edited",
                ">n2 new",
                "r>r renumbered",
                "d> deleted"
            ]
        );
    }
}
