//! Which elements are open in a round: settled once, when its draft is circulated.

use super::{Openness, Stage};
use crate::db::Conn;
use crate::drafts::store::{self as drafts, Draft};
use crate::rounds::store::Round;
use crate::text::{Text, compare, find};
use crate::web::Error;
use std::collections::HashSet;

/// The stage of the round with the identities of the elements that are open in this draft.
pub(super) fn settled(conn: &mut Conn, round: &Round, draft: &Draft) -> Result<Stage, Error> {
    let stage = round.stage.0.clone();
    let text = drafts::text(conn, draft.id)?;
    let open = match &stage.elements {
        Openness::All => None,
        Openness::Chosen(called) => {
            let at = called.iter().flat_map(|called| find(&text, called));
            Some(with_all_under(&text, at))
        }
        Openness::ChangedSince(earlier) => {
            let earlier = drafts::find_by_public_id(conn, earlier)?;
            let old = drafts::text(conn, earlier.id)?;
            let rows = compare(&old, &text, &draft.language, &[]);
            let changed = rows.iter().filter(|row| row.change.is_change());
            Some(changed.filter(|row| row.new.is_some()).map(|row| row.id.clone()).collect())
        }
    };
    Ok(Stage { open, ..stage })
}

/// What is named in the plan and is not in the text, or not one alone: it would open nothing.
pub fn unknown<'a>(text: &Text, called: &'a [String]) -> Vec<&'a str> {
    let is_unknown = |called: &&String| find(text, called).len() != 1;
    called.iter().filter(is_unknown).map(String::as_str).collect()
}

fn with_all_under(text: &Text, at: impl Iterator<Item = usize>) -> Vec<String> {
    let open: HashSet<usize> = at.flat_map(|at| text.subtree(at)).collect();
    let open = text.elements.iter().enumerate().filter(|(at, _)| open.contains(at));
    open.map(|(_, element)| element.id.clone()).collect()
}
