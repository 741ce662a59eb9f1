//! What the words of proposals are called while they are on the table: "PP2 bis" for what would be
//! added after PP2, "PP2 alt" for what would take the place of its words.

use super::views::Seen;
use crate::procedure::keys::InputKey;
use crate::text::{
    Citation, Operation, Particulars, Proposed, Text, citations_of_proposals, typography_folded,
};
use std::collections::HashMap;

/// The names of those proposals that bring words, counted in the order in which they come. The same words in the
/// same place have one name, whoever proposes them.
pub fn called<'a>(
    text: &Text,
    proposals: impl Iterator<Item = &'a Seen>,
) -> HashMap<InputKey, Citation> {
    let (mut keys, mut all) = (Vec::new(), Vec::new());
    let mut known: HashMap<(Operation, &str, &Particulars, String), usize> = HashMap::new();
    // What an erased proposal said is gone.
    for seen in proposals.filter(|seen| seen.erased_at.is_none()) {
        let input = &seen.input;
        let (Some(operation), Some(target)) = (input.operation, input.identity.as_deref()) else {
            continue;
        };
        let particulars = &input.particulars;
        let wording = (operation, target, particulars, typography_folded(&input.proposed));
        let at = known.entry(wording).or_insert_with(|| {
            all.push(Proposed { operation, target, particulars });
            all.len() - 1
        });
        keys.push((input.id, *at));
    }
    let names = citations_of_proposals(text, &all);
    keys.into_iter().filter_map(|(key, at)| Some((key, names[at].clone()?))).collect()
}
