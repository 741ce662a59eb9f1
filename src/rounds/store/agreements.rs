//! How far elements are agreed: every decision is kept, and the last one on an element counts.

use crate::db::{Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::agreement::MayRecordAgreement;
use crate::procedure::keys::{ConsultationKey, DraftKey};
use crate::procedure::words::AgreementStatus;
use crate::schema::agreements;
use diesel::prelude::*;

/// One decision on one element.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Decision {
    /// The identity of the element.
    pub identity: String,
    /// The draft whose wording was decided upon.
    pub draft: DraftKey,
    pub status: AgreementStatus,
    /// "Third session, second meeting".
    pub meeting: String,
    /// The day of the meeting: "2026-03-15".
    pub on_date: String,
    /// A remark, or why it was opened again.
    pub remark: String,
    /// In which capacity it was recorded.
    pub acting_as: String,
    pub at: Moment,
}

pub fn record(tx: &mut Tx, permit: &MayRecordAgreement, decision: &Decision) -> QueryResult<()> {
    diesel::insert_into(agreements::table)
        .values((
            agreements::consultation_id.eq(permit.consultation()),
            agreements::draft_id.eq(decision.draft),
            agreements::identity.eq(&decision.identity),
            agreements::status.eq(permit.status()),
            agreements::meeting.eq(&decision.meeting),
            agreements::on_date.eq(&decision.on_date),
            agreements::remark.eq(&decision.remark),
            agreements::account_id.eq(permit.by().account),
            agreements::acting_as.eq(permit.by().capacity.as_str()),
            agreements::at.eq(decision.at),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Everything that was decided in a consultation, in order.
pub fn decisions(conn: &mut Conn, consultation: ConsultationKey) -> QueryResult<Vec<Decision>> {
    agreements::table
        .filter(agreements::consultation_id.eq(consultation))
        .order(agreements::id)
        .select((
            agreements::identity,
            agreements::draft_id,
            agreements::status,
            agreements::meeting,
            agreements::on_date,
            agreements::remark,
            agreements::acting_as,
            agreements::at,
        ))
        .load(conn)
}
