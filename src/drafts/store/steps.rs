//! The changes of one act as one step, with what takes it back.

use super::{ChangeRow, rows};
use crate::db::{Backend, Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::drafts::MayReviseDraft;
use crate::procedure::keys::{AccountKey, DraftKey, InputKey, PublicId};
use crate::procedure::words::ChangeAct;
use crate::schema::{changes, elements, lineage};
use crate::secrets;
use crate::text::Text;
use crate::text::reversal::Reversal;
use diesel::dsl::max;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Where a step begins in what is noted of a draft.
pub struct Begun {
    last_change: i64,
    last_line: i64,
    rows: HashMap<String, Row>,
}

impl Begun {
    /// The rows of the elements as they were.
    pub fn rows(self) -> Rows {
        Rows(self.rows)
    }

    /// With the rows as they were before the text was saved.
    pub fn with(self, rows: &Rows) -> Self {
        Self { rows: rows.0.clone(), ..self }
    }
}

/// The rows of a draft's elements, by identity.
pub struct Rows(HashMap<String, Row>);

/// What an element's row holds beside the text: an address, and the name that an imported file gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Row {
    public_id: PublicId,
    reference: Option<String>,
}

/// What is kept to take a step back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Kept {
    pub reversal: Reversal,
    rows: HashMap<String, Row>,
}

/// One act on a working draft, as it stands.
#[derive(Debug, Clone)]
pub struct Step {
    pub id: String,
    /// The elements it changed, in the order in which that was noted.
    pub identities: Vec<String>,
    pub act: ChangeAct,
    /// The proposals behind it; none for the team's own.
    pub inputs: Vec<InputKey>,
    pub by: Option<AccountKey>,
    pub at: Moment,
    /// None for what was done before it was kept.
    pub kept: Option<Kept>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = changes, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
struct StepRow {
    #[diesel(embed)]
    change: ChangeRow,
    step: Option<String>,
    reversal: Option<String>,
}

/// Begins a step, before anything of it is stored.
pub fn begin_step(tx: &mut Tx, draft: DraftKey) -> QueryResult<Begun> {
    let last_change: Option<i64> = changes::table
        .filter(changes::draft_id.eq(draft))
        .select(max(changes::id))
        .first(&mut **tx)?;
    let last_line: Option<i64> = lineage::table
        .filter(lineage::draft_id.eq(draft))
        .select(max(lineage::id))
        .first(&mut **tx)?;
    let rows = rows(tx, draft)?;
    let row = |row: super::ElementRow| {
        (row.identity, Row { public_id: row.public_id, reference: row.reference })
    };
    Ok(Begun {
        last_change: last_change.unwrap_or_default(),
        last_line: last_line.unwrap_or_default(),
        rows: rows.into_iter().map(row).collect(),
    })
}

/// Ends it: all that was noted since is one step, which led from `before` to `after`.
pub fn end_step(
    tx: &mut Tx,
    permit: &MayReviseDraft,
    begun: Begun,
    before: &Text,
    after: &Text,
) -> QueryResult<()> {
    let draft = permit.draft();
    let step = secrets::public_id().to_string();
    let since = changes::table
        .filter(changes::draft_id.eq(draft))
        .filter(changes::id.gt(begun.last_change));
    let mut noted: Vec<i64> = since.select(changes::id).order(changes::id).load(&mut **tx)?;
    let lines =
        lineage::table.filter(lineage::draft_id.eq(draft)).filter(lineage::id.gt(begun.last_line));
    let lines: Vec<i64> = lines.select(lineage::id).load(&mut **tx)?;
    diesel::update(changes::table.filter(changes::id.eq_any(noted.clone())))
        .set(changes::step.eq(&step))
        .execute(&mut **tx)?;
    diesel::update(lineage::table.filter(lineage::id.eq_any(lines)))
        .set(lineage::step.eq(&step))
        .execute(&mut **tx)?;
    let Some(first) = noted.drain(..).next() else { return Ok(()) };
    let reversal = Reversal::between(before, after);
    let gone: Vec<&str> = reversal.gone().collect();
    let mut kept_rows = begun.rows;
    kept_rows.retain(|identity, _| gone.contains(&identity.as_str()));
    let kept = serde_json::to_string(&Kept { reversal, rows: kept_rows })
        .map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
    diesel::update(changes::table.filter(changes::id.eq(first)))
        .set(changes::reversal.eq(kept))
        .execute(&mut **tx)
        .map(drop)
}

/// The steps of a draft that stand, oldest first.
pub fn steps(conn: &mut Conn, draft: DraftKey) -> QueryResult<Vec<Step>> {
    let rows: Vec<StepRow> = changes::table
        .filter(changes::draft_id.eq(draft))
        .filter(changes::undone_at.is_null())
        .order(changes::id)
        .select(StepRow::as_select())
        .load(conn)?;
    let mut steps: Vec<Step> = Vec::new();
    for StepRow { change, step, reversal } in rows {
        let id = step.unwrap_or_else(|| change.public_id.to_string());
        if let Some(last) = steps.last_mut().filter(|last| last.id == id) {
            last.identities.push(change.identity);
            last.inputs.extend(change.input_id.filter(|input| !last.inputs.contains(input)));
            continue;
        }
        steps.push(Step {
            id,
            identities: vec![change.identity],
            act: change.act,
            inputs: change.input_id.into_iter().collect(),
            by: change.account_id,
            at: change.at,
            kept: reversal.and_then(|kept| serde_json::from_str(&kept).ok()),
        });
    }
    Ok(steps)
}

/// Marks a step as undone, takes its lines of descent away and gives what is back its addresses. The
/// text was saved before.
pub fn undo_step(
    tx: &mut Tx,
    permit: &MayReviseDraft,
    step: &Step,
    now: Moment,
) -> QueryResult<()> {
    let draft = permit.draft();
    let mine =
        changes::table.filter(changes::draft_id.eq(draft)).filter(changes::step.eq(&step.id));
    diesel::update(mine)
        .set((changes::undone_at.eq(now), changes::undone_by.eq(permit.by().account)))
        .execute(&mut **tx)?;
    let lines =
        lineage::table.filter(lineage::draft_id.eq(draft)).filter(lineage::step.eq(&step.id));
    diesel::delete(lines).execute(&mut **tx)?;
    for (identity, row) in step.kept.iter().flat_map(|kept| &kept.rows) {
        let element = elements::table
            .filter(elements::draft_id.eq(draft))
            .filter(elements::identity.eq(identity));
        diesel::update(element)
            .set((elements::public_id.eq(&row.public_id), elements::reference.eq(&row.reference)))
            .execute(&mut **tx)?;
    }
    Ok(())
}

/// Was this step of the draft undone?
pub fn is_undone(conn: &mut Conn, draft: DraftKey, step: &str) -> QueryResult<bool> {
    let undone: i64 = changes::table
        .filter(changes::draft_id.eq(draft))
        .filter(changes::step.eq(step))
        .filter(changes::undone_at.is_not_null())
        .count()
        .get_result(conn)?;
    Ok(undone > 0)
}
