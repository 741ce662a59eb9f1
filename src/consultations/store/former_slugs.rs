//! The addresses that consultations had before they were given another.

use crate::db::{Conn, Tx};
use crate::procedure::keys::ConsultationKey;
use crate::procedure::preparation::MayChangeConsultation;
use crate::schema::former_slugs;
use diesel::prelude::*;

/// Whose address this was.
pub fn holder(conn: &mut Conn, slug: &str) -> QueryResult<Option<ConsultationKey>> {
    former_slugs::table
        .filter(former_slugs::slug.eq(slug))
        .select(former_slugs::consultation_id)
        .first(conn)
        .optional()
}

/// From now on `before` leads to `now`; an address that is taken up again is no former one.
pub(in crate::consultations) fn keep(
    tx: &mut Tx,
    permit: &MayChangeConsultation,
    before: &str,
    now: &str,
) -> QueryResult<()> {
    diesel::delete(former_slugs::table.filter(former_slugs::slug.eq(now))).execute(&mut **tx)?;
    diesel::insert_into(former_slugs::table)
        .values((
            former_slugs::consultation_id.eq(permit.consultation()),
            former_slugs::slug.eq(before),
        ))
        .execute(&mut **tx)
        .map(drop)
}
