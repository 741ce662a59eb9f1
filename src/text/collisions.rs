//! Which proposals touch the same words of one element, which want the opposite of one another, and
//! which fit together. It judges nothing: it says what cannot all be done.

use std::collections::HashMap;
use std::ops::Range;

use super::elements::Text;
use super::merging::{Edit, clashes, edits};
use super::operations::{Destination, Operation};

/// One proposal, as far as it can collide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish<'a> {
    pub operation: Operation,
    /// The element it is on.
    pub target: &'a str,
    /// How the element would read, or what would be added; `None` where it can only be said that
    /// it changes the element (in another language, or on words that are not there).
    pub wording: Option<String>,
    /// With what it is to be merged.
    pub others: &'a [String],
    /// Where it is to be moved.
    pub to: Option<&'a Destination>,
}

impl Wish<'_> {
    /// The elements that it acts on.
    fn acts_on(&self) -> impl Iterator<Item = &str> {
        let others = self.others.iter().filter(|_| self.operation == Operation::Merge);
        std::iter::once(self.target).chain(others.map(String::as_str))
    }
}

/// How two proposals stand to one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Between {
    /// Both can be done.
    Together,
    /// They come to the same.
    Same,
    /// Both change these words, given as bytes of the element's wording, each in its way.
    SameWords(Vec<Range<usize>>),
    /// What one wants gone or kept as it is, the other wants changed.
    Opposite,
    /// One takes away the place of the other.
    NoPlace,
    /// One wants it in another place than the other.
    OtherPlace,
}

impl Between {
    /// Does doing one make the other impossible as it was proposed?
    pub fn excludes(&self) -> bool {
        !matches!(self, Between::Together | Between::Same)
    }
}

/// What a proposal does to an element.
enum Touch<'a> {
    Keeps,
    Removes,
    Words(Vec<Edit>),
    /// Some of its words, nobody can say which.
    SomeWords,
    /// It needs the element to be there, and changes nothing about it.
    Beside(Operation, String),
    Moves(Option<&'a Destination>),
    /// It makes several of one, or one of several.
    Rearranges(Operation, Vec<&'a str>, String),
}

/// Two proposals, by their places in what was handed in, that are not simply done both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    pub one: usize,
    pub other: usize,
    pub between: Between,
}

/// Everything that collides or comes to the same, in order. Only proposals on one element, or on an
/// element and what stands under it, are compared; the words of each are compared with the text once.
pub fn collisions(text: &Text, language: &str, wishes: &[Wish]) -> Vec<Collision> {
    let at: HashMap<&str, usize> =
        text.elements.iter().enumerate().map(|(at, element)| (element.id.as_str(), at)).collect();
    let touches: Vec<Touch> = wishes.iter().map(|wish| touch(text, &at, language, wish)).collect();
    let mut on: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, wish) in wishes.iter().enumerate() {
        for id in wish.acts_on() {
            on.entry(id).or_default().push(index);
        }
    }
    let mut found = Vec::new();
    for (one, wish) in wishes.iter().enumerate() {
        let mut others: Vec<usize> =
            wish.acts_on().flat_map(|id| &on[id]).copied().filter(|other| *other > one).collect();
        others.sort_unstable();
        others.dedup();
        for other in others {
            let between = between(&touches[one], &touches[other]);
            if between != Between::Together {
                found.push(Collision { one, other, between });
            }
        }
        if !matches!(touches[one], Touch::Removes) {
            continue;
        }
        let Some(root) = at.get(wish.target) else { continue };
        let under = text.subtree(*root).skip(1);
        for other in under.filter_map(|n| on.get(text.elements[n].id.as_str())).flatten() {
            let between = under_removed(&touches[*other]);
            if between == Between::Together {
                continue;
            }
            found.push(Collision { one: one.min(*other), other: one.max(*other), between });
        }
    }
    found.sort_by_key(|collision| (collision.one, collision.other));
    found.dedup_by_key(|collision| (collision.one, collision.other));
    found
}

fn touch<'a>(
    text: &Text,
    at: &HashMap<&str, usize>,
    language: &str,
    wish: &'a Wish<'_>,
) -> Touch<'a> {
    let base = at.get(wish.target).map(|at| text.elements[*at].wording(language));
    match (wish.operation, &wish.wording, base) {
        (Operation::Retain, ..) => Touch::Keeps,
        (Operation::Delete, None, _) => Touch::Removes,
        (Operation::Move, ..) => Touch::Moves(wish.to),
        (Operation::Split | Operation::Merge, wording, _) => {
            let words = wording.clone().unwrap_or_default();
            Touch::Rearranges(wish.operation, wish.acts_on().collect(), words)
        }
        (operation, wording, _) if operation.is_addition() => {
            Touch::Beside(operation, wording.clone().unwrap_or_default())
        }
        // To delete a part of an element is to change its words.
        (Operation::Modify | Operation::Delete, Some(wording), Some(base)) => {
            Touch::Words(edits(base, wording))
        }
        _ => Touch::SomeWords,
    }
}

fn between(one: &Touch<'_>, other: &Touch<'_>) -> Between {
    use Touch::*;
    match (one, other) {
        (Keeps, Keeps) | (Removes, Removes) => Between::Same,
        (Beside(side, one), Beside(other_side, other)) if (side, one) == (other_side, other) => {
            Between::Same
        }
        (Removes, Beside(..)) | (Beside(..), Removes) => Between::NoPlace,
        (Beside(..), _) | (_, Beside(..)) => Between::Together,
        // A proposal that is the text as it stands takes nothing away from anybody.
        (Words(none), _) | (_, Words(none)) if none.is_empty() => Between::Together,
        (Keeps | Removes, _) | (_, Keeps | Removes) => Between::Opposite,
        (Moves(one), Moves(other)) if one == other => Between::Same,
        (Moves(_), Moves(_)) => Between::OtherPlace,
        // What is merged stands where the others do.
        (Moves(_), Rearranges(Operation::Merge, ..))
        | (Rearranges(Operation::Merge, ..), Moves(_)) => Between::OtherPlace,
        (Moves(_), _) | (_, Moves(_)) => Between::Together,
        (Rearranges(how, of, words), Rearranges(as_how, as_of, as_words))
            if (how, of, words) == (as_how, as_of, as_words) =>
        {
            Between::Same
        }
        (Rearranges(..), _) | (_, Rearranges(..)) => Between::SameWords(Vec::new()),
        (Words(one), Words(other)) if one == other => Between::Same,
        (Words(one), Words(other)) => match clashes(one, other) {
            none if none.is_empty() => Between::Together,
            words => Between::SameWords(words),
        },
        (SomeWords, _) | (_, SomeWords) => Between::SameWords(Vec::new()),
    }
}

/// How what stands under an element gets on with the removal of that element.
fn under_removed(touch: &Touch<'_>) -> Between {
    match touch {
        Touch::Removes => Between::Same,
        Touch::Beside(..) => Between::NoPlace,
        // Moved out of it first, it can stay.
        Touch::Moves(_) => Between::Together,
        _ => Between::Opposite,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::print_stderr)]
mod tests;
