//! What the editor asks before a footnote and its mark part.

use crate::db::Conn;
use crate::drafts::{Draft, Revision, store};
use crate::text::Kind;
use crate::text::elements::marks;
use crate::web::{Error, Errors};
use std::collections::BTreeSet;

/// Footnote marks that a new wording drops or brings in, where no footnote would go with the text.
pub(super) fn marks_in_doubt(
    conn: &mut Conn,
    draft: &Draft,
    identity: &str,
    revisions: &[Revision],
) -> Result<Errors, Error> {
    let mut errors = Errors::default();
    let worded = revisions.iter().find_map(|revision| match revision {
        Revision::Word { language, wording } => Some((language, wording)),
        _ => None,
    });
    let Some((language, wording)) = worded else { return Ok(errors) };
    let text = store::words(conn, draft.id)?;
    let stored = text.get(identity).map_or("", |element| element.wording(language));
    let labels = |wording: &str| -> BTreeSet<String> {
        marks(wording).into_iter().map(|mark| mark.label.to_owned()).collect()
    };
    let (before, after) = (labels(stored), labels(wording));
    let footnotes: Vec<String> = text.footnote_labels().into_iter().flatten().collect();
    let elsewhere: BTreeSet<String> = text
        .elements
        .iter()
        .filter(|element| element.id != identity)
        .flat_map(|element| labels(element.wording(language)))
        .collect();
    // The footnotes under an element go with its marks in order, whatever they are labelled.
    let own = text.elements.iter().filter(|element| {
        element.kind == Kind::Footnote && element.parent.as_deref() == Some(identity)
    });
    let own = own.count();
    let is_elsewhere = |label: &&String| footnotes.contains(*label) && elsewhere.contains(*label);
    let called = after.len() - after.iter().filter(is_elsewhere).count();
    if called < own {
        for label in before.difference(&after).filter(|label| !is_elsewhere(label)) {
            errors.add_with("marks", "draft-mark-dropped", vec![("label", label.clone())]);
        }
    }
    if called > own {
        for label in after.difference(&before).filter(|label| !is_elsewhere(label)) {
            let values = vec![("label", label.clone())];
            errors.add_with("marks", "draft-mark-without-footnote", values);
        }
    }
    Ok(errors)
}
