//! What was done to a text, so that it can be undone when other things were done since.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::CannotApply;
use crate::text::ascending::longest_ascending;
use crate::text::elements::{Element, Text};

/// What leads from the text after an operation back to the text before it. It can be kept (it is
/// written as JSON) and used later: see [`undo`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// New elements, as the operation left them.
    added: Vec<Element>,
    /// Elements that it changed, moved or removed, in the order in which they stood.
    touched: Vec<Touched>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Touched {
    /// As it was.
    was: Element,
    /// The element directly before it in the text, and that after it.
    follows: Option<String>,
    leads: Option<String>,
    /// As the operation left it; None: removed.
    is: Option<Element>,
    /// It stood elsewhere in the order, or is gone.
    goes_back: bool,
}

impl Undo {
    /// What leads from `after` back to `before`. Elements are the same when their ids are.
    pub fn between(before: &Text, after: &Text) -> Self {
        let now: HashMap<&str, (usize, &Element)> =
            after.elements.iter().enumerate().map(|(n, e)| (e.id.as_str(), (n, e))).collect();
        let then: HashSet<&str> = before.elements.iter().map(|e| e.id.as_str()).collect();
        let kept: Vec<usize> =
            before.elements.iter().filter_map(|e| now.get(e.id.as_str()).map(|n| n.0)).collect();
        let in_order: HashSet<usize> = longest_ascending(&kept, |n| *n).into_iter().collect();
        let mut touched = Vec::new();
        for (index, was) in before.elements.iter().enumerate() {
            let is = now.get(was.id.as_str());
            let goes_back = is.is_none_or(|(at, _)| !in_order.contains(at));
            if goes_back || is.is_some_and(|(_, is)| *is != was) {
                let neighbour = |at: Option<usize>| {
                    at.and_then(|at| before.elements.get(at)).map(|e| e.id.clone())
                };
                touched.push(Touched {
                    was: was.clone(),
                    follows: neighbour(index.checked_sub(1)),
                    leads: neighbour(Some(index + 1)),
                    is: is.map(|(_, is)| (*is).clone()),
                    goes_back,
                });
            }
        }
        let added = after.elements.iter().filter(|e| !then.contains(e.id.as_str())).cloned();
        Self { added: added.collect(), touched }
    }

    /// Nothing was done.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.touched.is_empty()
    }

    /// The ids of all elements that come back, go or change.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let touched = self.touched.iter().map(|touched| touched.was.id.as_str());
        self.added.iter().map(|element| element.id.as_str()).chain(touched)
    }
}

/// Undoes it in a text to which other things were done since. Refused, and nothing changed, where
/// one of its elements was changed since, where something new depends on it, or where the place
/// it would come back to cannot be told.
pub fn undo(text: &mut Text, undo: &Undo) -> Result<(), CannotApply> {
    let changed = |id: &str| CannotApply::ChangedSince { id: id.to_owned() };
    for added in &undo.added {
        if text.get(&added.id) != Some(added) {
            return Err(changed(&added.id));
        }
    }
    for touched in &undo.touched {
        if text.get(&touched.was.id) != touched.is.as_ref() {
            return Err(changed(&touched.was.id));
        }
    }
    let mut back = text.clone();
    let goes: HashSet<&str> = undo
        .added
        .iter()
        .map(|added| added.id.as_str())
        .chain(undo.touched.iter().filter(|t| t.goes_back).map(|t| t.was.id.as_str()))
        .collect();
    back.elements.retain(|element| !goes.contains(element.id.as_str()));
    for touched in undo.touched.iter().filter(|touched| !touched.goes_back) {
        if let Some(at) = back.position(&touched.was.id) {
            back.elements[at] = touched.was.clone();
        }
    }
    for touched in undo.touched.iter().filter(|touched| touched.goes_back) {
        let at = place_of(&back, touched).ok_or_else(|| changed(&touched.was.id))?;
        back.elements.insert(at, touched.was.clone());
    }
    if let Some(fault) = back.check().first() {
        // Something stands under what goes, or between what belongs together.
        if text.check().is_empty() {
            return Err(changed(fault.id()));
        }
    }
    *text = back;
    Ok(())
}

/// Where it comes back to: behind what it followed and whatever was put under that since; where
/// that is gone, before what it led.
fn place_of(text: &Text, touched: &Touched) -> Option<usize> {
    let behind = match &touched.follows {
        None => Some(0),
        Some(id) => text.position(id).map(|at| match touched.was.parent.as_ref() == Some(id) {
            true => at + 1,
            false => text.subtree(at).end,
        }),
    };
    behind.or_else(|| match &touched.leads {
        None => Some(text.elements.len()),
        Some(id) => text.position(id),
    })
}
