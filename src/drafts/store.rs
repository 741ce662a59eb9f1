//! Drafts, their elements and wordings, and where each change came from.

mod lineage;
mod steps;
mod writing;

pub use lineage::{
    Traced, forget_proposals, keep_link, lineage, record_lineage, traced, traced_pairs,
};
pub use steps::{Step, begin_step, end_step, is_undone, steps, undo_step};
pub use writing::{save_text, set_wording};

use crate::db::{Backend, Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::drafts::{DraftFacts, MayBringIn, MayCirculate, MayFinalize};
use crate::procedure::keys::{
    AccountKey, ConsultationKey, DraftKey, ElementKey, InputKey, PublicId,
};
use crate::procedure::standing::Actor;
use crate::procedure::words::{ChangeAct, DraftState};
use crate::schema::{changes, drafts, elements, wordings};
use crate::secrets;
use crate::text::{Element, Kind, Text};
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use writing::{SPACING, insert_elements, insert_wordings};

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

impl Draft {
    pub fn path(&self) -> String {
        format!("/drafts/{}", self.public_id)
    }

    pub fn is_working(&self) -> bool {
        self.state == DraftState::Working
    }
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

/// One change of a working draft and where it came from: a proposal applied, or (without an
/// input) the team itself.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = changes, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct ChangeRow {
    pub public_id: PublicId,
    pub identity: String,
    pub act: ChangeAct,
    pub input_id: Option<InputKey>,
    pub account_id: Option<AccountKey>,
    pub at: Moment,
    pub undone_at: Option<Moment>,
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

/// How many elements each draft of the consultation has.
pub fn element_counts(
    conn: &mut Conn,
    consultation: ConsultationKey,
) -> QueryResult<HashMap<DraftKey, i64>> {
    let counts = elements::table
        .inner_join(drafts::table)
        .filter(drafts::consultation_id.eq(consultation))
        .group_by(elements::draft_id)
        .select((elements::draft_id, diesel::dsl::count_star()))
        .load::<(DraftKey, i64)>(conn)?;
    Ok(counts.into_iter().collect())
}

/// The rows of a draft's elements in reading order.
pub fn rows(conn: &mut Conn, draft: DraftKey) -> QueryResult<Vec<ElementRow>> {
    elements::table
        .filter(elements::draft_id.eq(draft))
        .order(elements::position)
        .select(ElementRow::as_select())
        .load(conn)
}

/// The element of that public id in this draft.
pub fn find_element(conn: &mut Conn, draft: DraftKey, id: &PublicId) -> QueryResult<ElementRow> {
    elements::table
        .filter(elements::draft_id.eq(draft))
        .filter(elements::public_id.eq(id))
        .select(ElementRow::as_select())
        .first(conn)
}

/// The element of that identity in this draft.
pub fn element_of_identity(
    conn: &mut Conn,
    draft: DraftKey,
    identity: &str,
) -> QueryResult<ElementRow> {
    elements::table
        .filter(elements::draft_id.eq(draft))
        .filter(elements::identity.eq(identity))
        .select(ElementRow::as_select())
        .first(conn)
}

/// The draft's text in all its languages; each element's id is its identity.
pub fn text(conn: &mut Conn, draft: DraftKey) -> QueryResult<Text> {
    Ok(rows_and_text(conn, draft)?.1)
}

/// The same for whoever reads or changes its words and cites nothing: the text whose numbers a working
/// draft keeps is not read.
pub fn words(conn: &mut Conn, draft: DraftKey) -> QueryResult<Text> {
    Ok(read_rows(conn, draft)?.1)
}

/// The rows and the text they make, element for element. A working draft keeps the numbers of the
/// circulated text that it revises; once it is circulated or final, it is numbered through.
pub fn rows_and_text(conn: &mut Conn, draft: DraftKey) -> QueryResult<(Vec<ElementRow>, Text)> {
    let (rows, text) = read_rows(conn, draft)?;
    let own = find(conn, draft)?;
    let base = if own.is_working() { base_text(conn, &own)? } else { None };
    Ok((rows, base.into_iter().fold(text, Text::revising)))
}

fn read_rows(conn: &mut Conn, draft: DraftKey) -> QueryResult<(Vec<ElementRow>, Text)> {
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
    let identities: HashMap<ElementKey, &str> =
        rows.iter().map(|row| (row.id, row.identity.as_str())).collect();
    let elements = rows
        .iter()
        .map(|row| Element {
            parent: row
                .parent_id
                .and_then(|parent| identities.get(&parent).map(|id| (*id).to_owned())),
            text: bodies.remove(&row.id).unwrap_or_default(),
            id: row.identity.clone(),
            kind: row.kind,
        })
        .collect();
    Ok((rows, Text::new(elements)))
}

/// The nearest circulated text before a draft: whose numbers it keeps while it is a working draft.
pub fn base_text(conn: &mut Conn, draft: &Draft) -> QueryResult<Option<Arc<Text>>> {
    let mut before = draft.based_on_id;
    while let Some(key) = before {
        let base = find(conn, key)?;
        if !base.is_working() {
            return Ok(Some(Arc::new(read_rows(conn, key)?.1)));
        }
        before = base.based_on_id;
    }
    Ok(None)
}

/// What imported files called the elements, and the identities they have here.
pub fn references(conn: &mut Conn, draft: DraftKey) -> QueryResult<HashMap<String, String>> {
    let named = elements::table
        .filter(elements::draft_id.eq(draft))
        .filter(elements::reference.is_not_null())
        .select((elements::reference.assume_not_null(), elements::identity))
        .load::<(String, String)>(conn)?;
    Ok(named.into_iter().collect())
}

/// The changes of a working draft, oldest first, without those undone.
pub fn changes(conn: &mut Conn, draft: DraftKey) -> QueryResult<Vec<ChangeRow>> {
    changes::table
        .filter(changes::draft_id.eq(draft))
        .filter(changes::undone_at.is_null())
        .order(changes::id)
        .select(ChangeRow::as_select())
        .load(conn)
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

/// A draft about to be stored, with its text. Each element's id becomes its identity.
pub struct NewDraft<'a> {
    pub label: &'a str,
    pub language: &'a str,
    pub based_on: Option<DraftKey>,
    pub text: &'a Text,
    /// What an imported file called the elements, by identity.
    pub references: &'a HashMap<String, String>,
}

pub fn create(tx: &mut Tx, permit: &MayBringIn, new: &NewDraft, now: Moment) -> QueryResult<Draft> {
    let public_id = secrets::public_id();
    diesel::insert_into(drafts::table)
        .values((
            drafts::public_id.eq(&public_id),
            drafts::consultation_id.eq(permit.consultation()),
            drafts::label.eq(new.label),
            drafts::language.eq(new.language),
            drafts::state.eq(DraftState::Working),
            drafts::based_on_id.eq(new.based_on),
            drafts::created_at.eq(now),
            drafts::row_version.eq(1_i64),
        ))
        .execute(&mut **tx)?;
    let draft = find_by_public_id(tx, &public_id)?;
    let places: Vec<(&Element, i64)> =
        new.text.elements.iter().zip((1..).map(|n| n * SPACING)).collect();
    let keys = insert_elements(tx, draft.id, &places, new.references, HashMap::new())?;
    insert_wordings(tx, &places, &keys)?;
    Ok(draft)
}

fn raise_version(tx: &mut Tx, draft: DraftKey) -> QueryResult<()> {
    diesel::update(drafts::table.find(draft))
        .set(drafts::row_version.eq(drafts::row_version + 1))
        .execute(&mut **tx)
        .map(drop)
}

/// Notes where a change of a working draft came from, for its redline and explanatory notes.
pub fn record_change(
    tx: &mut Tx,
    draft: DraftKey,
    identity: &str,
    act: ChangeAct,
    input: Option<InputKey>,
    by: &Actor,
    now: Moment,
) -> QueryResult<()> {
    diesel::insert_into(changes::table)
        .values((
            changes::public_id.eq(secrets::public_id()),
            changes::draft_id.eq(draft),
            changes::identity.eq(identity),
            changes::act.eq(act),
            changes::input_id.eq(input),
            changes::account_id.eq(by.account),
            changes::at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// The draft is circulated: from now on it never changes.
pub fn freeze(tx: &mut Tx, permit: &MayCirculate, now: Moment) -> QueryResult<()> {
    diesel::update(drafts::table.find(permit.draft()))
        .set((
            drafts::state.eq(DraftState::Circulated),
            drafts::circulated_at.eq(now),
            drafts::row_version.eq(drafts::row_version + 1),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// The draft is final and bears its document symbol.
pub fn finalize(tx: &mut Tx, permit: &MayFinalize, symbol: &str) -> QueryResult<()> {
    diesel::update(drafts::table.find(permit.draft()))
        .set((
            drafts::state.eq(DraftState::Final),
            drafts::symbol.eq(symbol),
            drafts::row_version.eq(drafts::row_version + 1),
        ))
        .execute(&mut **tx)
        .map(drop)
}
