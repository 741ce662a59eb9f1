//! What a person is in one consultation: read afresh for every request.

use super::store::Account;
use crate::db::Conn;
use crate::procedure::Standing;
use crate::procedure::keys::{AccountKey, ConsultationKey, ParticipantKey, PersonKey};
use crate::procedure::standing::{Office, Seat};
use crate::procedure::words::{Role, SeatRole};
use crate::schema::{consultations, participants, people, roles};
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

/// What everybody knows who knows where this person works: the titles of their consultations and
/// the names of their participants. None of it belongs into a password.
pub fn surroundings(conn: &mut Conn, account: AccountKey) -> QueryResult<Vec<String>> {
    let mut words = Vec::new();
    let of_roles = roles::table
        .inner_join(consultations::table)
        .filter(roles::account_id.eq(account))
        .filter(roles::ended_at.is_null())
        .select((consultations::title, consultations::mandate))
        .load::<(String, String)>(conn)?;
    let of_seats = people::table
        .inner_join(participants::table.inner_join(consultations::table))
        .filter(people::account_id.eq(account))
        .filter(people::ended_at.is_null())
        .select((consultations::title, participants::name))
        .load::<(String, String)>(conn)?;
    for (title, name) in of_roles.into_iter().chain(of_seats) {
        words.extend([title, name]);
    }
    Ok(words)
}
