//! What is known of the links between two drafts: as rows to look at, and as the form of one element.

use crate::drafts::store::{Draft, Traced};
use crate::languages::Language;
use crate::outcome::compared;
use crate::outcome::comparing::Comparison;
use crate::outcome::pages::direction;
use crate::outcome::sentences::listed;
use crate::procedure::Moment;
use crate::procedure::words::LineageOrigin;
use crate::text::matching::nearest;
use crate::text::{Citation, Lineage, Link, Text, citations};
use crate::web::Errors;
use std::collections::{HashMap, HashSet};

/// So many elements are offered to choose from.
const OFFERED: usize = 6;

/// A link between elements of the two drafts.
pub struct Row {
    pub was: String,
    pub is: String,
    pub words: String,
    pub change: String,
    pub origin: Option<LineageOrigin>,
    pub at: Option<Moment>,
    /// The query that opens the form: the element and its side.
    pub key: String,
    /// Nobody has looked at it yet.
    pub open: bool,
}

/// The form for one element.
pub struct Form {
    pub errors: Errors,
    /// It is of the later draft.
    pub in_new: bool,
    pub element: String,
    pub citation: String,
    pub wording: String,
    pub language: String,
    pub direction: &'static str,
    pub offered: Vec<Offered>,
    pub others: String,
    /// What it is linked with now: to notice when somebody else changes that.
    pub was: String,
    pub conflict: bool,
}

pub struct Offered {
    pub id: String,
    pub citation: String,
    pub wording: String,
    pub share: Option<usize>,
    pub picked: bool,
}

pub struct Known {
    pub draft: Draft,
    pub comparison: Comparison,
    pub lineage: Lineage,
    pub traced: Vec<Traced>,
}

impl Known {
    pub fn rows(&self, t: Language) -> Vec<Row> {
        let (old, new) = (&self.comparison.old, &self.comparison.new);
        let cited = |text: &Text| -> HashMap<String, Citation> {
            text.elements.iter().map(|e| e.id.clone()).zip(citations(text)).collect()
        };
        let (was, is) = (cited(old), cited(new));
        let said = |ids: &[String], cited: &HashMap<String, Citation>| {
            let found: Vec<Citation> = ids.iter().filter_map(|id| cited.get(id).cloned()).collect();
            listed(t, &found)
        };
        let language = &self.comparison.language;
        let words = |text: &Text, id: &String| -> String {
            let wording = text.get(id).map_or("", |element| element.wording(language));
            shortened(wording)
        };
        let fates = self.comparison.fates.iter().map(|fate| {
            let of_link = |row: &&Traced| {
                fate.from.contains(&row.from_identity) || fate.to.contains(&row.to_identity)
            };
            let traced = self.traced.iter().filter(of_link).max_by_key(|row| rank(row.origin));
            let same_identity = fate.from.len() == 1 && fate.from == fate.to;
            let origin = traced.map(|row| row.origin);
            Row {
                was: said(&fate.from, &was),
                is: said(&fate.to, &is),
                words: match (fate.to.first(), fate.from.first()) {
                    (Some(id), _) => words(new, id),
                    (None, Some(id)) => words(old, id),
                    (None, None) => String::new(),
                },
                change: t.say(compared::key(fate.kind)),
                open: origin == Some(LineageOrigin::Proposed)
                    || (origin.is_none() && !same_identity),
                origin,
                at: traced.and_then(|row| row.traced_at),
                key: match (fate.to.first(), fate.from.first()) {
                    (Some(id), _) => format!("new={id}"),
                    (None, Some(id)) => format!("old={id}"),
                    (None, None) => String::new(),
                },
            }
        });
        fates.collect()
    }

    /// What an element is linked with on the other side, in order.
    pub fn linked(&self, element: &str, in_new: bool) -> Vec<String> {
        let pairs = self.lineage.pairs().iter();
        let mut found: Vec<String> = pairs
            .filter(|(from, to)| if in_new { to == element } else { from == element })
            .map(|(from, to)| if in_new { from.clone() } else { to.clone() })
            .collect();
        found.sort();
        found
    }

    pub fn form(&self, t: Language, element: &str, in_new: bool) -> Option<Form> {
        let (own, other) = match in_new {
            true => (&self.comparison.new, &self.comparison.old),
            false => (&self.comparison.old, &self.comparison.new),
        };
        let at = own.position(element)?;
        let linked = self.linked(element, in_new);
        let language = &self.comparison.language;
        let shares: HashMap<String, usize> =
            nearest(&self.comparison.old, &self.comparison.new, language, element, in_new, OFFERED)
                .into_iter()
                .map(|(id, share)| (id, usize::from(share)))
                .collect();
        let cited = citations(other);
        let offered = other
            .elements
            .iter()
            .zip(&cited)
            .filter(|(e, _)| linked.contains(&e.id) || shares.contains_key(&e.id));
        let mut offered: Vec<Offered> = offered
            .map(|(e, citation)| Offered {
                citation: t.citation_first(citation),
                wording: shortened(e.wording(language)),
                share: shares.get(&e.id).copied(),
                picked: linked.contains(&e.id),
                id: e.id.clone(),
            })
            .collect();
        offered.sort_by_key(|one| std::cmp::Reverse((one.picked, one.share)));
        Some(Form {
            errors: Errors::default(),
            in_new,
            element: element.to_owned(),
            citation: t.citation_first(&citations(own)[at]),
            wording: own.elements[at].wording(language).to_owned(),
            direction: direction(language),
            language: language.clone(),
            offered,
            others: String::new(),
            was: linked.join(" "),
            conflict: false,
        })
    }

    /// The links that change when an element is linked with these, and with nothing else: each says
    /// all that there is to say of its elements.
    pub fn relinked(&self, element: &str, in_new: bool, picked: &[String]) -> Vec<Link> {
        let is_own = |(from, to): &&(String, String)| {
            if in_new { to == element } else { from == element }
        };
        let mut touched: HashSet<String> = HashSet::new();
        let mut pairs: Lineage = Lineage::default();
        for pair in self.lineage.pairs() {
            if is_own(&pair) {
                touched.insert(if in_new { pair.0.clone() } else { pair.1.clone() });
            } else {
                pairs.add(&pair.0, &pair.1);
            }
        }
        for id in picked {
            touched.insert(id.clone());
            if in_new { pairs.add(id, element) } else { pairs.add(element, id) }
        }
        let links = pairs.links(&self.comparison.old, &self.comparison.new);
        let is_touched = |link: &Link| {
            let (own, other) = if in_new { (&link.to, &link.from) } else { (&link.from, &link.to) };
            own.iter().any(|id| id == element) || other.iter().any(|id| touched.contains(id))
        };
        links.into_iter().filter(is_touched).collect()
    }

    /// The links that nobody has confirmed or corrected yet; with an element, those it stands in.
    pub fn unconfirmed(&self, element: Option<(&str, bool)>) -> Vec<Link> {
        let said: HashSet<(&str, bool)> = self
            .traced
            .iter()
            .filter(|row| row.origin != LineageOrigin::Proposed)
            .flat_map(|row| [(row.from_identity.as_str(), false), (row.to_identity.as_str(), true)])
            .collect();
        let links = self.lineage.links(&self.comparison.old, &self.comparison.new);
        let wanted = |link: &Link| match element {
            Some((id, true)) => link.to.iter().any(|to| to == id),
            Some((id, false)) => link.from.iter().any(|from| from == id),
            None => {
                link.from.iter().all(|id| !said.contains(&(id.as_str(), false)))
                    && link.to.iter().all(|id| !said.contains(&(id.as_str(), true)))
                    && !(link.from.len() == 1 && link.from == link.to)
            }
        };
        links.into_iter().filter(wanted).collect()
    }
}

/// What a person did counts for more than what was proposed.
fn rank(origin: LineageOrigin) -> u8 {
    match origin {
        LineageOrigin::Recorded => 0,
        LineageOrigin::Proposed => 1,
        LineageOrigin::Confirmed => 2,
        LineageOrigin::Corrected => 3,
    }
}

/// The first words of a wording.
fn shortened(wording: &str) -> String {
    let words: Vec<&str> = wording.split_whitespace().take(14).collect();
    let short: String = words.join(" ").chars().take(120).collect();
    if short.len() < wording.trim().len() { format!("{short} …") } else { short }
}
