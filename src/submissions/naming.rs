//! What the words of proposals are called while they are on the table, for whoever shows a proposal outside the
//! bracketed text: "PP2 bis", "PP2 alt", as they are called there (`text::bracketed`).

use super::views::Seen;
use crate::procedure::keys::InputKey;
use crate::procedure::words::{InputKind, PublicationClass};
use crate::text::bracketed::{Proposal, bracketed};
use crate::text::{Citation, Text, citations};
use std::collections::HashMap;

/// Can it be put into a text? What an erased proposal said is gone.
pub fn is_proposal(seen: &Seen) -> bool {
    let proposes = seen.input.kind == InputKind::Proposal && seen.input.operation.is_some();
    proposes && seen.erased_at.is_none()
}

/// The proposal under this name, or none. None for what proposes nothing.
pub fn proposal(seen: &Seen, name: Option<&str>) -> Option<Proposal> {
    let input = &seen.input;
    Some(Proposal {
        operation: input.operation?,
        particulars: input.particulars.clone(),
        target: input.identity.clone(),
        wording: input.proposed.clone(),
        quoted: input.quoted.clone(),
        language: input.language.clone(),
        // What is in no paper comes after what is.
        author: name.filter(|_| leaves(seen)).map(str::to_owned),
    })
}

/// Is it in the papers that leave the server?
fn leaves(seen: &Seen) -> bool {
    matches!(
        seen.input.publication_class,
        Some(PublicationClass::Public | PublicationClass::NameWithheld)
    )
}

/// The names of those proposals that bring words. `language`: the text's own. `authors`: are they shown? An order that
/// goes by names would hint at them. What is confidential is counted on from the rest, so that all papers have the
/// same names.
pub fn called<'a>(
    text: &Text,
    language: &str,
    proposals: impl Iterator<Item = &'a Seen>,
    authors: bool,
) -> HashMap<InputKey, Citation> {
    let all: Vec<&Seen> = proposals.filter(|seen| is_proposal(seen)).collect();
    let citations = citations(text);
    let mut known: HashMap<InputKey, Citation> = HashMap::new();
    let told: Vec<&Seen> = all.iter().copied().filter(|seen| leaves(seen)).collect();
    let has_more = told.len() < all.len();
    for some in [Some(told), has_more.then_some(all)].into_iter().flatten() {
        let put = |seen: &&Seen| {
            let author = seen.author.as_ref().filter(|_| authors);
            proposal(seen, author.map(|author| author.name.as_str()))
        };
        let put: Vec<Proposal> = some.iter().filter_map(put).collect();
        let mut made = bracketed(text, language, &put);
        let name = |at: usize| known.get(&some[at].input.id);
        made.keep_names(&citations, name, known.values());
        let names = made.names(&citations).into_iter().zip(&some);
        let found: Vec<_> = names.filter_map(|(name, seen)| Some((seen.input.id, name?))).collect();
        known.extend(found);
    }
    known
}
