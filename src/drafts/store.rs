//! Drafts, their elements and wordings, and where each change came from.

use crate::db::{Backend, Conn};
use crate::procedure::Moment;
use crate::procedure::drafts::DraftFacts;
use crate::procedure::keys::{ConsultationKey, DraftKey, ElementKey, PublicId};
use crate::procedure::words::DraftState;
use crate::schema::{drafts, elements, wordings};
use crate::text::{Element, Kind, Text};
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap};

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = drafts, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Draft {
    pub id: DraftKey,
    pub public_id: PublicId,
    pub consultation_id: ConsultationKey,
    pub label: String,
    /// The original language's code.
    pub language: String,
    pub state: DraftState,
    pub based_on_id: Option<DraftKey>,
    pub symbol: Option<String>,
    pub created_at: Moment,
    pub circulated_at: Option<Moment>,
    pub row_version: i64,
}

/// An element's row. In [`Text`] an element's id is its `identity`, which stays with it from
/// draft to draft while it is the same element.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = elements, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct ElementRow {
    pub id: ElementKey,
    pub public_id: PublicId,
    pub identity: String,
    pub parent_id: Option<ElementKey>,
    pub position: i64,
    pub kind: Kind,
    /// The id that an imported file gave it, which comment tables may name.
    pub reference: Option<String>,
}

pub fn find(conn: &mut Conn, id: DraftKey) -> QueryResult<Draft> {
    drafts::table.find(id).select(Draft::as_select()).first(conn)
}

pub fn find_by_public_id(conn: &mut Conn, id: &PublicId) -> QueryResult<Draft> {
    drafts::table.filter(drafts::public_id.eq(id)).select(Draft::as_select()).first(conn)
}

pub fn of_consultation(conn: &mut Conn, id: ConsultationKey) -> QueryResult<Vec<Draft>> {
    drafts::table
        .filter(drafts::consultation_id.eq(id))
        .order(drafts::id)
        .select(Draft::as_select())
        .load(conn)
}

/// The rows of a draft's elements in reading order.
pub fn rows(conn: &mut Conn, draft: DraftKey) -> QueryResult<Vec<ElementRow>> {
    elements::table
        .filter(elements::draft_id.eq(draft))
        .order(elements::position)
        .select(ElementRow::as_select())
        .load(conn)
}

/// The draft's text in all its languages; each element's id is its identity.
pub fn text(conn: &mut Conn, draft: DraftKey) -> QueryResult<Text> {
    let rows = rows(conn, draft)?;
    let mut bodies: HashMap<ElementKey, BTreeMap<String, String>> = HashMap::new();
    let said = wordings::table
        .inner_join(elements::table)
        .filter(elements::draft_id.eq(draft))
        .select((wordings::element_id, wordings::language, wordings::body))
        .load::<(ElementKey, String, String)>(conn)?;
    for (element, language, body) in said {
        bodies.entry(element).or_default().insert(language, body);
    }
    let identities: HashMap<ElementKey, String> =
        rows.iter().map(|row| (row.id, row.identity.clone())).collect();
    let elements = rows
        .into_iter()
        .map(|row| Element {
            parent: row.parent_id.and_then(|parent| identities.get(&parent).cloned()),
            text: bodies.remove(&row.id).unwrap_or_default(),
            id: row.identity,
            kind: row.kind,
        })
        .collect();
    Ok(Text { elements })
}

/// What the rules need to know of it.
pub fn facts(conn: &mut Conn, draft: &Draft) -> QueryResult<DraftFacts> {
    let count: i64 =
        elements::table.filter(elements::draft_id.eq(draft.id)).count().get_result(conn)?;
    Ok(DraftFacts {
        draft: draft.id,
        consultation: draft.consultation_id,
        state: draft.state,
        has_elements: count > 0,
    })
}
