//! What a reader sees, in figures: a proposal on several paragraphs is one proposal.

use super::store::Input;
use super::views::Seen;
use crate::languages::Language;
use crate::procedure::keys::{InputKey, SubmissionKey};
use crate::procedure::words::InputKind;
use std::collections::HashSet;

/// What counts as one. Rows of one proposal that are shown with a name and rows that are not are
/// never one: the one would name the other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum One {
    Input(InputKey),
    Proposal { submission: SubmissionKey, group: String, is_named: bool },
}

impl One {
    pub fn of(seen: &Seen) -> Self {
        match Self::proposal(seen) {
            Some(proposal) => proposal,
            None => Self::Input(seen.input.id),
        }
    }

    /// The proposal on several paragraphs that this is a row of.
    pub fn proposal(seen: &Seen) -> Option<Self> {
        Some(Self::Proposal {
            submission: seen.submission.id,
            group: seen.input.proposal_group.clone()?,
            is_named: seen.author.is_some(),
        })
    }
}

/// How many inputs of one submission there are, for whoever reads them all.
pub fn of_submission(inputs: &[Input]) -> usize {
    let mut groups: HashSet<&str> = HashSet::new();
    inputs
        .iter()
        .filter(|one| one.proposal_group.as_deref().is_none_or(|g| groups.insert(g)))
        .count()
}

/// How many there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Comments, answers and proposals, each once.
    pub inputs: usize,
    pub proposals: usize,
    /// The paragraphs that the proposals are on, each once; what is not placed yet is on none.
    pub paragraphs: usize,
}

impl Totals {
    pub fn of<'a>(seen: impl IntoIterator<Item = &'a Seen>) -> Self {
        let (mut inputs, mut proposals) = (HashSet::new(), HashSet::new());
        let mut paragraphs: HashSet<&str> = HashSet::new();
        for seen in seen {
            let one = One::of(seen);
            if seen.input.kind == InputKind::Proposal {
                proposals.insert(one.clone());
                paragraphs.extend(seen.input.identity.as_deref());
            }
            inputs.insert(one);
        }
        Self { inputs: inputs.len(), proposals: proposals.len(), paragraphs: paragraphs.len() }
    }

    /// "12 proposals on 15 paragraphs"; None where there are none.
    pub fn said(&self, t: Language) -> Option<String> {
        let counts = (self.proposals, self.paragraphs);
        (self.proposals > 0).then(|| t.say2("counted-proposals", "count", counts.0, "on", counts.1))
    }
}
