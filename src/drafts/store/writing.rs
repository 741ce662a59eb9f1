//! A draft's elements and their wordings, as they are written.

use super::{ElementRow, element_of_identity, raise_version, read_rows};
use crate::db::{Tx, on};
use crate::procedure::drafts::MayReviseDraft;
use crate::procedure::keys::{DraftKey, ElementKey, PublicId};
use crate::schema::{elements, wordings};
use crate::secrets;
use crate::text::{Element, Kind, Text};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// Positions are this far apart, so that what comes between two elements moves no others.
pub(super) const SPACING: i64 = 1024;

/// Rows in one INSERT: well below what SQLite binds in one statement.
const CHUNK: usize = 500;

#[derive(Insertable)]
#[diesel(table_name = elements)]
struct NewElement<'a> {
    public_id: PublicId,
    draft_id: DraftKey,
    identity: &'a str,
    parent_id: Option<ElementKey>,
    position: i64,
    kind: Kind,
    reference: Option<&'a str>,
}

#[derive(Insertable)]
#[diesel(table_name = wordings)]
struct NewWording<'a> {
    element_id: ElementKey,
    language: &'a str,
    body: &'a str,
}

/// An element and its position.
type Placed<'a> = &'a (&'a Element, i64);

/// Stores elements, those of one generation at a time: a row names its parent's key. `known` are
/// the keys of elements that are there already; all keys are handed back.
pub(super) fn insert_elements(
    tx: &mut Tx,
    draft: DraftKey,
    places: &[(&Element, i64)],
    references: &HashMap<String, String>,
    mut known: HashMap<String, ElementKey>,
) -> QueryResult<HashMap<String, ElementKey>> {
    let mut waiting: Vec<Placed> = places.iter().collect();
    while !waiting.is_empty() {
        let is_ready = |element: &Element| {
            element.parent.as_ref().is_none_or(|parent| known.contains_key(parent))
        };
        let (ready, later): (Vec<Placed>, Vec<Placed>) =
            waiting.into_iter().partition(|(element, _)| is_ready(element));
        if ready.is_empty() {
            // A parent that is nowhere: `Text::check` was not asked. Nothing half is stored.
            return Err(diesel::result::Error::RollbackTransaction);
        }
        let rows: Vec<NewElement> = ready
            .into_iter()
            .map(|(element, position)| NewElement {
                public_id: secrets::public_id(),
                draft_id: draft,
                identity: &element.id,
                parent_id: element.parent.as_ref().and_then(|parent| known.get(parent).copied()),
                position: *position,
                kind: element.kind,
                reference: references.get(&element.id).map(String::as_str),
            })
            .collect();
        for chunk in rows.chunks(CHUNK) {
            let stored: Vec<(String, ElementKey)> = on!(&mut **tx, |c| {
                diesel::insert_into(elements::table)
                    .values(chunk)
                    .returning((elements::identity, elements::id))
                    .get_results(c)
            })?;
            known.extend(stored);
        }
        waiting = later;
    }
    Ok(known)
}

pub(super) fn insert_wordings(
    tx: &mut Tx,
    places: &[(&Element, i64)],
    keys: &HashMap<String, ElementKey>,
) -> QueryResult<()> {
    let mut rows = Vec::new();
    for (element, _) in places {
        let Some(key) = keys.get(&element.id) else { continue };
        for (language, body) in &element.text {
            rows.push(NewWording { element_id: *key, language, body });
        }
    }
    for chunk in rows.chunks(CHUNK) {
        on!(&mut **tx, |c| diesel::insert_into(wordings::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// Makes the working draft's text what `after` says. Elements that are in both keep their rows,
/// and so their public ids; the draft's version is raised.
pub fn save_text(tx: &mut Tx, permit: &MayReviseDraft, after: &Text) -> QueryResult<()> {
    let draft = permit.draft();
    let (rows, before) = read_rows(tx, draft)?;
    let old: HashMap<&str, (&ElementRow, &Element)> = rows
        .iter()
        .zip(&before.elements)
        .map(|(row, element)| (row.identity.as_str(), (row, element)))
        .collect();
    let places = positions(after, &old);

    let keys = rows.iter().map(|row| (row.identity.clone(), row.id)).collect();
    let (kept, new): (Vec<_>, Vec<_>) =
        places.into_iter().partition(|(element, _)| old.contains_key(element.id.as_str()));
    let keys = insert_elements(tx, draft, &new, &HashMap::new(), keys)?;
    insert_wordings(tx, &new, &keys)?;

    for (element, position) in kept {
        let Some((row, was)) = old.get(element.id.as_str()) else { continue };
        let parent = element.parent.as_ref().and_then(|parent| keys.get(parent).copied());
        if (row.parent_id, row.position, row.kind) != (parent, position, element.kind) {
            diesel::update(elements::table.find(row.id))
                .set((
                    elements::parent_id.eq(parent),
                    elements::position.eq(position),
                    elements::kind.eq(element.kind),
                ))
                .execute(&mut **tx)?;
        }
        for language in was.text.keys().filter(|l| !element.text.contains_key(*l)) {
            delete_wording(tx, row.id, language)?;
        }
        for (language, body) in &element.text {
            if was.text.get(language) != Some(body) {
                put_wording(tx, row.id, language, body)?;
            }
        }
    }
    let stay: HashSet<&str> = after.elements.iter().map(|e| e.id.as_str()).collect();
    // Children stand after their parents and go before them.
    for row in rows.iter().rev().filter(|row| !stay.contains(row.identity.as_str())) {
        diesel::delete(wordings::table.filter(wordings::element_id.eq(row.id)))
            .execute(&mut **tx)?;
        diesel::delete(elements::table.find(row.id)).execute(&mut **tx)?;
    }
    raise_version(tx, draft)
}

/// The position of each element: its old one where the order lets it keep it.
fn positions<'a>(
    after: &'a Text,
    old: &HashMap<&str, (&ElementRow, &Element)>,
) -> Vec<(&'a Element, i64)> {
    let old_of = |element: &Element| old.get(element.id.as_str()).map(|(row, _)| row.position);
    let mut places = Vec::with_capacity(after.elements.len());
    let mut last = -1;
    for (index, element) in after.elements.iter().enumerate() {
        let position = match old_of(element).filter(|position| *position > last) {
            Some(position) => position,
            None => {
                let rest = &after.elements[index + 1..];
                let next = rest.iter().filter_map(old_of).find(|position| *position > last);
                next.map_or(last + SPACING, |next| last + (next - last) / 2)
            }
        };
        if position <= last {
            // No room left between two neighbours: all are numbered afresh.
            return after.elements.iter().zip((1..).map(|n| n * SPACING)).collect();
        }
        places.push((element, position));
        last = position;
    }
    places
}

/// Sets one element's wording in one language, and raises the draft's version.
pub fn set_wording(
    tx: &mut Tx,
    permit: &MayReviseDraft,
    identity: &str,
    language: &str,
    body: &str,
) -> QueryResult<()> {
    let row = element_of_identity(tx, permit.draft(), identity)?;
    put_wording(tx, row.id, language, body)?;
    raise_version(tx, permit.draft())
}

fn put_wording(tx: &mut Tx, element: ElementKey, language: &str, body: &str) -> QueryResult<()> {
    let changed = diesel::update(
        wordings::table
            .filter(wordings::element_id.eq(element))
            .filter(wordings::language.eq(language)),
    )
    .set(wordings::body.eq(body))
    .execute(&mut **tx)?;
    if changed == 0 {
        diesel::insert_into(wordings::table)
            .values((
                wordings::element_id.eq(element),
                wordings::language.eq(language),
                wordings::body.eq(body),
            ))
            .execute(&mut **tx)?;
    }
    Ok(())
}

fn delete_wording(tx: &mut Tx, element: ElementKey, language: &str) -> QueryResult<()> {
    diesel::delete(
        wordings::table
            .filter(wordings::element_id.eq(element))
            .filter(wordings::language.eq(language)),
    )
    .execute(&mut **tx)
    .map(drop)
}
