//! What the words of proposals are called while they are on the table: "PP2 bis" for what would be
//! added after PP2, "PP2 alt" for what would take the place of its words.

use super::views::Seen;
use crate::procedure::keys::InputKey;
use crate::text::{Citation, Proposed, Text, citations_of_proposals};
use std::collections::HashMap;

/// The names of those proposals that bring words, counted in the order in which they come.
pub fn called<'a>(
    text: &Text,
    proposals: impl Iterator<Item = &'a Seen>,
) -> HashMap<InputKey, Citation> {
    let proposed = |seen: &'a Seen| {
        let input = &seen.input;
        let proposed = Proposed {
            operation: input.operation?,
            target: input.identity.as_deref()?,
            particulars: &input.particulars,
        };
        // What an erased proposal said is gone.
        seen.erased_at.is_none().then_some((input.id, proposed))
    };
    let (keys, all): (Vec<InputKey>, Vec<Proposed<'_>>) = proposals.filter_map(proposed).unzip();
    let names = citations_of_proposals(text, &all);
    keys.into_iter().zip(names).filter_map(|(key, name)| Some((key, name?))).collect()
}
