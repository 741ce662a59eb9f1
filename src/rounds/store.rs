//! Rounds, their questions, extensions and closures, and who was written to.

use crate::db::{Backend, Conn, Json};
use crate::procedure::Moment;
use crate::procedure::keys::{ConsultationKey, DraftKey, PublicId, QuestionKey, RoundKey};
use crate::procedure::rounds::RoundFacts;
use crate::procedure::words::{InputKind, PublicationClass, PublicationRule};
use crate::schema::{closures, questions, rounds};
use diesel::prelude::*;

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = rounds, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Round {
    pub id: RoundKey,
    pub public_id: PublicId,
    pub consultation_id: ConsultationKey,
    /// None until the lead circulates a draft into it.
    pub draft_id: Option<DraftKey>,
    pub title: String,
    /// The opening as announced ("2026-03-01 00:00"), in the round's zone.
    pub opens_civil: String,
    pub opens_at: Moment,
    pub closes_civil: String,
    pub closes_at: Moment,
    pub time_zone: String,
    pub instructions: String,
    pub allowed: Json<Vec<InputKind>>,
    pub publication_rule: PublicationRule,
    /// The class of what the secretariat registers, as the call states it.
    pub registered_class: PublicationClass,
    pub accept_late: bool,
    pub team_reads_before_close: bool,
    pub open_to_public: bool,
    pub circulated_at: Option<Moment>,
    pub created_at: Moment,
    pub row_version: i64,
}

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = questions, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Question {
    pub id: QuestionKey,
    pub public_id: PublicId,
    pub position: i64,
    pub body: String,
}

impl Round {
    pub fn path(&self) -> String {
        format!("/rounds/{}", self.public_id)
    }
}

pub fn find(conn: &mut Conn, id: RoundKey) -> QueryResult<Round> {
    rounds::table.find(id).select(Round::as_select()).first(conn)
}

pub fn find_by_public_id(conn: &mut Conn, id: &PublicId) -> QueryResult<Round> {
    rounds::table.filter(rounds::public_id.eq(id)).select(Round::as_select()).first(conn)
}

/// The rounds of a consultation, in the order of their opening.
pub fn of_consultation(conn: &mut Conn, id: ConsultationKey) -> QueryResult<Vec<Round>> {
    rounds::table
        .filter(rounds::consultation_id.eq(id))
        .order((rounds::opens_at, rounds::id))
        .select(Round::as_select())
        .load(conn)
}

/// The rounds in which a draft was circulated.
pub fn of_draft(conn: &mut Conn, draft: DraftKey) -> QueryResult<Vec<Round>> {
    rounds::table
        .filter(rounds::draft_id.eq(draft))
        .order(rounds::id)
        .select(Round::as_select())
        .load(conn)
}

pub fn questions(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<Question>> {
    questions::table
        .filter(questions::round_id.eq(round))
        .order(questions::position)
        .select(Question::as_select())
        .load(conn)
}

/// What the rules need to know of it.
pub fn facts(conn: &mut Conn, round: &Round) -> QueryResult<RoundFacts> {
    let closed_early_at = closures::table
        .filter(closures::round_id.eq(round.id))
        .select(closures::at)
        .first(conn)
        .optional()?;
    Ok(RoundFacts {
        round: round.id,
        consultation: round.consultation_id,
        opens_at: round.opens_at,
        closes_at: round.closes_at,
        closed_early_at,
        circulated: round.circulated_at.is_some(),
        open_to_public: round.open_to_public,
        accept_late: round.accept_late,
        team_reads_before_close: round.team_reads_before_close,
        allowed: round.allowed.0.clone(),
        publication_rule: round.publication_rule,
    })
}
