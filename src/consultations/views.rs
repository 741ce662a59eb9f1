//! What is read of consultations together with rounds, people and accounts.

use super::store::Consultation;
use crate::db::Conn;
use crate::procedure::Moment;
use crate::procedure::keys::{AccountKey, ConsultationKey, PublicId};
use crate::procedure::words::Role;
use crate::schema::{
    accounts, closed_reviews, consultations, participants, people, reviewers, roles, rounds,
};
use diesel::dsl::exists;
use diesel::prelude::*;
use std::collections::BTreeSet;

/// Visitors see a consultation once any round of it that is open to the public was circulated.
pub fn is_public(conn: &mut Conn, id: ConsultationKey) -> QueryResult<bool> {
    let public = rounds::table
        .filter(rounds::consultation_id.eq(id))
        .filter(rounds::open_to_public.eq(true))
        .filter(rounds::circulated_at.is_not_null());
    diesel::select(exists(public)).get_result(conn)
}

/// All public consultations, the newest first.
pub fn public(conn: &mut Conn) -> QueryResult<Vec<Consultation>> {
    let public = rounds::table
        .filter(rounds::open_to_public.eq(true))
        .filter(rounds::circulated_at.is_not_null())
        .select(rounds::consultation_id);
    consultations::table
        .filter(consultations::id.eq_any(public))
        .order(consultations::id.desc())
        .select(Consultation::as_select())
        .load(conn)
}

/// The consultations in which a person has a role or an accepted seat, the newest first.
pub fn of_account(conn: &mut Conn, account: AccountKey) -> QueryResult<Vec<Consultation>> {
    let by_role = roles::table
        .filter(roles::account_id.eq(account))
        .filter(roles::ended_at.is_null())
        .select(roles::consultation_id)
        .load::<i64>(conn)?;
    let by_seat = people::table
        .inner_join(participants::table)
        .filter(people::account_id.eq(account))
        .filter(people::accepted_at.is_not_null())
        .filter(people::ended_at.is_null())
        .select(participants::consultation_id)
        .load::<i64>(conn)?;
    let ids: BTreeSet<i64> = by_role.into_iter().chain(by_seat).collect();
    consultations::table
        .filter(consultations::id.eq_any(ids.into_iter().collect::<Vec<_>>()))
        .order(consultations::id.desc())
        .select(Consultation::as_select())
        .load(conn)
}

/// A closed review that somebody is named in and that is open.
#[derive(Debug, Clone, Queryable)]
pub struct Asked {
    pub review: PublicId,
    /// Of the consultation.
    pub title: String,
    pub closes_civil: String,
    pub time_zone: String,
}

/// The open reviews that this account is named in, the one that ends first before the others.
pub fn reviews_of(conn: &mut Conn, account: AccountKey, now: Moment) -> QueryResult<Vec<Asked>> {
    reviewers::table
        .inner_join(closed_reviews::table)
        .inner_join(consultations::table.on(consultations::id.eq(closed_reviews::consultation_id)))
        .filter(reviewers::account_id.eq(account))
        .filter(reviewers::ended_at.is_null())
        .filter(closed_reviews::ended_at.is_null())
        .filter(closed_reviews::closes_at.gt(now))
        .order((closed_reviews::closes_at, closed_reviews::id))
        .select((
            closed_reviews::public_id,
            consultations::title,
            closed_reviews::closes_civil,
            closed_reviews::time_zone,
        ))
        .load(conn)
}

/// Somebody of the team, in one role.
#[derive(Debug, Clone, Queryable)]
pub struct Member {
    pub account: AccountKey,
    pub public_id: PublicId,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub clearance: bool,
    pub granted_at: Moment,
    /// When the role is to end, where that was said.
    pub ends_at: Option<Moment>,
    /// They have chosen a password, so that they can come in.
    pub has_come: bool,
    /// The account was not deactivated.
    pub is_active: bool,
}

/// Does somebody hold the mandate, be it until a day that was said?
pub fn has_lead(team: &[Member]) -> bool {
    team.iter().any(|one| one.role == Role::Lead)
}

/// Do others hold the same role as this member, and go on holding it?
pub fn others_stay(team: &[Member], member: &Member) -> bool {
    let stays = |one: &&Member| {
        one.role == member.role
            && one.account != member.account
            && one.ends_at.is_none()
            && one.is_active
    };
    team.iter().any(|one| stays(&one))
}

/// Who runs the consultation now, in the order of the roles.
pub fn team(conn: &mut Conn, id: ConsultationKey) -> QueryResult<Vec<Member>> {
    let mut members: Vec<Member> = roles::table
        .inner_join(accounts::table)
        .filter(roles::consultation_id.eq(id))
        .filter(roles::ended_at.is_null())
        .order((accounts::name, roles::id))
        .select((
            accounts::id,
            accounts::public_id,
            accounts::name,
            accounts::email,
            roles::role,
            roles::clearance,
            roles::granted_at,
            roles::ends_at,
            accounts::password_hash.is_not_null(),
            accounts::deactivated_at.is_null(),
        ))
        .load(conn)?;
    members.sort_by_key(|member| member.role);
    Ok(members)
}

/// Whether somebody besides this account writes for the team now: another lead or a drafter.
pub fn has_drafting_colleagues(
    conn: &mut Conn,
    id: ConsultationKey,
    account: AccountKey,
) -> QueryResult<bool> {
    let others = roles::table
        .inner_join(accounts::table)
        .filter(roles::consultation_id.eq(id))
        .filter(roles::role.eq_any([Role::Lead, Role::Drafter]))
        .filter(roles::ended_at.is_null())
        .filter(roles::account_id.ne(account))
        .filter(accounts::deactivated_at.is_null());
    diesel::select(exists(others)).get_result(conn)
}

/// Those who look after the installation.
pub fn system_administrators(conn: &mut Conn) -> QueryResult<Vec<AccountKey>> {
    accounts::table
        .filter(accounts::system_administrator.eq(true))
        .filter(accounts::deactivated_at.is_null())
        .select(accounts::id)
        .load(conn)
}
