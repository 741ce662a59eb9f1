//! The mandate's handing over, and roles with an end that is known beforehand.

use crate::db::{Backend, Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, ConsultationKey, PublicId};
use crate::procedure::moments::CivilTime;
use crate::procedure::preparation::{MayHandOverMandate, MayTakeMandate};
use crate::procedure::words::Role;
use crate::schema::{consultations, handovers, roles};
use crate::secrets;
use diesel::prelude::*;

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = handovers, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Handover {
    pub id: i64,
    pub public_id: PublicId,
    pub consultation_id: ConsultationKey,
    pub from_account: AccountKey,
    pub to_account: AccountKey,
    /// The last day of the present lead, as it was said.
    pub ends_on: Option<String>,
    pub ends_at: Option<Moment>,
    pub accepted_at: Option<Moment>,
    pub cancelled_at: Option<Moment>,
}

impl Handover {
    /// Where the successor takes over.
    pub fn path(&self) -> String {
        format!("/handovers/{}", self.public_id)
    }
}

pub fn find(conn: &mut Conn, id: &PublicId) -> QueryResult<Handover> {
    handovers::table.filter(handovers::public_id.eq(id)).select(Handover::as_select()).first(conn)
}

/// The one that waits for the successor.
pub fn waiting(conn: &mut Conn, consultation: ConsultationKey) -> QueryResult<Option<Handover>> {
    handovers::table
        .filter(handovers::consultation_id.eq(consultation))
        .filter(handovers::accepted_at.is_null())
        .filter(handovers::cancelled_at.is_null())
        .select(Handover::as_select())
        .first(conn)
        .optional()
}

pub fn insert(
    tx: &mut Tx,
    permit: &MayHandOverMandate,
    from: AccountKey,
    to: AccountKey,
    until: Option<&CivilTime>,
    now: Moment,
) -> QueryResult<Handover> {
    let id = secrets::public_id();
    diesel::insert_into(handovers::table)
        .values((
            handovers::public_id.eq(&id),
            handovers::consultation_id.eq(permit.consultation()),
            handovers::from_account.eq(from),
            handovers::to_account.eq(to),
            handovers::ends_on.eq(until.map(|until| until.civil.date().to_string())),
            handovers::ends_at.eq(until.map(|until| until.at)),
            handovers::begun_at.eq(now),
        ))
        .execute(&mut **tx)?;
    find(tx, &id)
}

/// Takes back what waits; false when nothing did.
pub fn cancel(tx: &mut Tx, permit: &MayHandOverMandate, now: Moment) -> QueryResult<bool> {
    let waiting = handovers::table
        .filter(handovers::consultation_id.eq(permit.consultation()))
        .filter(handovers::accepted_at.is_null())
        .filter(handovers::cancelled_at.is_null());
    let taken = diesel::update(waiting).set(handovers::cancelled_at.eq(now)).execute(&mut **tx)?;
    Ok(taken > 0)
}

pub fn accept(tx: &mut Tx, _permit: &MayTakeMandate, id: i64, now: Moment) -> QueryResult<()> {
    diesel::update(handovers::table.find(id))
        .set(handovers::accepted_at.eq(now))
        .execute(&mut **tx)
        .map(drop)
}

/// The predecessor's role as lead ends: now, or later.
pub fn end_lead(
    tx: &mut Tx,
    permit: &MayTakeMandate,
    from: AccountKey,
    later: Option<Moment>,
    now: Moment,
) -> QueryResult<()> {
    let row = roles::table
        .filter(roles::consultation_id.eq(permit.consultation()))
        .filter(roles::account_id.eq(from))
        .filter(roles::role.eq(Role::Lead))
        .filter(roles::ended_at.is_null());
    let ended = later.is_none().then_some(now);
    diesel::update(row)
        .set((roles::ended_at.eq(ended), roles::ends_at.eq(later)))
        .execute(&mut **tx)
        .map(drop)
}

/// A role whose last day is over.
#[derive(Debug, Clone, Queryable)]
pub struct Over {
    pub id: i64,
    pub consultation: ConsultationKey,
    pub public_id: PublicId,
    pub account: AccountKey,
    pub role: Role,
}

pub fn roles_over(conn: &mut Conn, now: Moment) -> QueryResult<Vec<Over>> {
    roles::table
        .inner_join(consultations::table)
        .filter(roles::ended_at.is_null())
        .filter(roles::ends_at.le(now))
        .order(roles::id)
        .select((
            roles::id,
            roles::consultation_id,
            consultations::public_id,
            roles::account_id,
            roles::role,
        ))
        .load(conn)
}

/// False when it was ended, or given again, in between.
pub fn end_role(tx: &mut Tx, id: i64, now: Moment) -> QueryResult<bool> {
    let row =
        roles::table.find(id).filter(roles::ended_at.is_null()).filter(roles::ends_at.le(now));
    let ended = diesel::update(row).set(roles::ended_at.eq(now)).execute(&mut **tx)?;
    Ok(ended == 1)
}
