//! Inputs of a round that say the same, or nearly, as far as a reader sees them. Pure.

use super::sorting::{Place, place};
use crate::procedure::keys::InputKey;
use crate::procedure::words::{InputKind, Operation, Placement};
use crate::submissions::views::Seen;
use crate::text::clusters::{Likeness, Said, clusters};
use std::collections::{HashMap, HashSet};

/// Who is together with whom. Made of what a reader sees, it tells nothing of what they do not.
#[derive(Debug, Clone, Default)]
pub struct Alike {
    clusters: Vec<Vec<(InputKey, Likeness)>>,
    of: HashMap<InputKey, usize>,
}

impl Alike {
    pub fn among(seen: &[Seen], identities: &HashSet<&str>) -> Self {
        let places: Vec<(String, bool)> = seen.iter().map(|one| stands(one, identities)).collect();
        let said: Vec<Said> = seen
            .iter()
            .zip(&places)
            .map(|(one, (place, anywhere))| Said {
                operation: operation(one),
                place,
                anywhere: *anywhere,
                words: words(one),
            })
            .collect();
        let mut alike = Alike::default();
        for cluster in clusters(&said) {
            let members =
                cluster.into_iter().map(|member| (seen[member.at].input.id, member.likeness));
            let members: Vec<(InputKey, Likeness)> = members.collect();
            let number = alike.clusters.len();
            alike.of.extend(members.iter().map(|(input, _)| (*input, number)));
            alike.clusters.push(members);
        }
        alike
    }

    /// The cluster of an input, itself among them; empty for what was not there.
    pub fn with(&self, input: InputKey) -> &[(InputKey, Likeness)] {
        self.of.get(&input).map_or(&[], |number| &self.clusters[*number])
    }

    /// The first of an input's cluster: what the others are compared with.
    pub fn first(&self, input: InputKey) -> InputKey {
        self.with(input).first().map_or(input, |(first, _)| *first)
    }

    /// The clusters of more than one.
    pub fn several(&self) -> impl Iterator<Item = &[(InputKey, Likeness)]> {
        self.clusters.iter().map(Vec::as_slice).filter(|members| members.len() > 1)
    }
}

fn operation(seen: &Seen) -> Option<Operation> {
    seen.input.operation.filter(|_| seen.input.kind == InputKind::Proposal)
}

/// The words by which an input is like others: what it proposes; what it wants gone or kept, where
/// that is not the whole paragraph; otherwise what it says.
pub fn words(seen: &Seen) -> &str {
    let input = &seen.input;
    match operation(seen) {
        None => &input.body,
        Some(Operation::Delete | Operation::Retain) => match input.placement {
            Placement::Exact => "",
            _ => &input.quoted,
        },
        Some(_) => &input.proposed,
    }
}

/// What else a proposal is on, where that makes another proposal of it: where to, and with which.
fn needs(seen: &Seen) -> String {
    let particulars = &seen.input.particulars;
    let to = particulars.to.iter().map(|to| format!(">{}:{}", to.side.as_str(), to.anchor));
    let others = particulars.others.iter().map(|other| format!("+{other}"));
    to.chain(others).collect()
}

/// Where an input stands, and whether it means the same elsewhere.
fn stands(seen: &Seen, identities: &HashSet<&str>) -> (String, bool) {
    let input = &seen.input;
    let by_itself = || (format!("alone:{}", input.id.0), false);
    if let Some(question) = input.question_id {
        return (format!("question:{}", question.0), false);
    }
    let anywhere = operation(seen).is_none_or(Operation::is_addition);
    match place(seen, identities) {
        // What names no place and says nothing is like nothing.
        Place::Unplaced if words(seen).trim().is_empty() => by_itself(),
        Place::Unplaced => ("unplaced".to_owned(), anywhere),
        Place::General => ("general".to_owned(), anywhere),
        Place::Paragraph(identity) => (format!("{identity}{}", needs(seen)), anywhere),
    }
}
