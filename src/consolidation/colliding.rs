//! Which of a round's proposals touch the same words, as far as a reader sees them. Pure.

use crate::procedure::keys::InputKey;
use crate::procedure::words::{InputKind, Operation, Placement};
use crate::submissions::views::Seen;
use crate::text::collisions::{Between, Wish, collisions};
use crate::text::merging::merge;
use crate::text::{Quote, Text, match_quote, without_added_number};
use std::collections::HashMap;

/// How proposals stand to one another; made of what a reader sees.
#[derive(Debug, Clone, Default)]
pub struct Colliding {
    of: HashMap<InputKey, Vec<(InputKey, Between)>>,
}

impl Colliding {
    /// On the text of the round, in its original language.
    pub fn among(text: &Text, language: &str, seen: &[Seen]) -> Self {
        let placed: Vec<(&Seen, Wish)> =
            seen.iter().filter_map(|one| Some((one, wish(one, text, language)?))).collect();
        let wishes: Vec<Wish> = placed.iter().map(|(_, wish)| wish.clone()).collect();
        let mut colliding = Colliding::default();
        for found in collisions(text, language, &wishes) {
            let (one, other) = (placed[found.one].0.input.id, placed[found.other].0.input.id);
            colliding.of.entry(one).or_default().push((other, found.between.clone()));
            colliding.of.entry(other).or_default().push((one, found.between));
        }
        colliding
    }

    /// The proposals that cannot simply be done beside this one, or that come to the same.
    pub fn with(&self, input: InputKey) -> &[(InputKey, Between)] {
        self.of.get(&input).map_or(&[], Vec::as_slice)
    }

    /// Would doing this one make another impossible?
    pub fn excludes_any(&self, input: InputKey) -> bool {
        self.with(input).iter().any(|(_, between)| between.excludes())
    }

    /// Does another want the opposite?
    pub fn is_contested(&self, input: InputKey) -> bool {
        self.with(input).iter().any(|(_, between)| *between == Between::Opposite)
    }
}

fn wish<'a>(seen: &'a Seen, text: &Text, language: &str) -> Option<Wish<'a>> {
    let input = &seen.input;
    let operation = input.operation.filter(|_| input.kind == InputKind::Proposal)?;
    let target = input.identity.as_deref().filter(|_| input.placement != Placement::Unplaced)?;
    let element = text.get(target)?;
    let wording = match operation {
        _ if input.language != language => None,
        Operation::Retain => None,
        Operation::Modify | Operation::Delete => wanted(seen, element.wording(language)),
        _ => Some(input.proposed.clone()),
    };
    let particulars = &input.particulars;
    let (others, to) = (particulars.others.as_slice(), particulars.to.as_ref());
    Some(Wish { operation, target, wording, others, to })
}

/// How the whole paragraph `base` would read with a proposal on its words: one on a part of it
/// changes that part; one that quotes something a little different changes what both have. None
/// where a deletion is of the whole, or where nobody can say.
pub fn wanted(seen: &Seen, base: &str) -> Option<String> {
    let input = &seen.input;
    let is_deletion = input.operation == Some(Operation::Delete);
    let proposed = match is_deletion {
        true => "",
        false => without_added_number(base, &input.proposed),
    };
    match input.placement {
        Placement::Fragment => match match_quote(base, &input.quoted) {
            Quote::Fragment { start, end } => {
                let (before, after) = (&base[..start], &base[end..]);
                Some(format!("{before}{proposed}{after}"))
            }
            _ => None,
        },
        _ if is_deletion => None,
        Placement::Flagged => merge(&input.quoted, base, proposed).ok(),
        Placement::Exact | Placement::Unplaced => Some(proposed.to_owned()),
    }
}
