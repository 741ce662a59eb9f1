//! What a person is in one consultation: read afresh for every request.

use super::store::Account;
use crate::db::Conn;
use crate::procedure::Standing;
use crate::procedure::keys::{ConsultationKey, ParticipantKey, PersonKey};
use crate::procedure::standing::{Office, Seat};
use crate::procedure::words::{Role, SeatRole};
use crate::schema::{participants, people, roles};
use diesel::prelude::*;

/// What an account is in a consultation.
pub fn standing(
    conn: &mut Conn,
    account: &Account,
    consultation: ConsultationKey,
) -> QueryResult<Standing> {
    let offices = roles::table
        .filter(roles::consultation_id.eq(consultation))
        .filter(roles::account_id.eq(account.id))
        .filter(roles::ended_at.is_null())
        .select((roles::role, roles::clearance))
        .load::<(Role, bool)>(conn)?;
    let seats = people::table
        .inner_join(participants::table)
        .filter(participants::consultation_id.eq(consultation))
        .filter(people::account_id.eq(account.id))
        .filter(people::ended_at.is_null())
        .filter(people::accepted_at.is_not_null())
        .order(people::id)
        .select((participants::id, people::id, people::role, participants::contributors_may_submit))
        .load::<(ParticipantKey, PersonKey, SeatRole, bool)>(conn)?;
    Ok(Standing {
        account: Some(account.id),
        system_administrator: account.system_administrator,
        offices: offices.into_iter().map(|(role, clearance)| Office { role, clearance }).collect(),
        seats: seats
            .into_iter()
            .map(|(participant, person, role, contributors_may_submit)| Seat {
                participant,
                person,
                role,
                contributors_may_submit,
            })
            .collect(),
    })
}
