//! Rounds, their questions, extensions and closures, and who was written to.

pub mod agreements;
pub mod correspondence;
pub mod digests;

use super::{Plan, Reason, Stage};
use crate::db::{Backend, Conn, Json, Tx};
use crate::procedure::Moment;
use crate::procedure::drafts::MayCirculate;
use crate::procedure::keys::{ConsultationKey, DraftKey, PublicId, QuestionKey, RoundKey};
use crate::procedure::moments::CivilTime;
use crate::procedure::rounds::{
    MayChangeRound, MayClose, MayExtend, MayOpenCall, MayPause, MayPrepareRound, MayResume,
    RoundFacts,
};
use crate::procedure::words::{InputKind, PublicationClass, PublicationRule};
use crate::schema::{closures, extensions, pauses, questions, rounds};
use crate::secrets;
use diesel::prelude::*;
use serde_json::Value;

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
    pub stage: Json<Stage>,
    pub publication_rule: PublicationRule,
    /// The class of what the secretariat registers, as the call states it.
    pub registered_class: PublicationClass,
    pub accept_late: bool,
    pub team_reads_before_close: bool,
    pub open_to_public: bool,
    pub circulated_at: Option<Moment>,
    pub closing_announced_at: Option<Moment>,
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

/// What it takes and which elements are open, as it is stored, whatever else would be read in it.
pub(super) fn documents(conn: &mut Conn, id: RoundKey) -> QueryResult<(Value, Value)> {
    let (allowed, stage): (Json<Value>, Json<Value>) =
        rounds::table.find(id).select((rounds::allowed, rounds::stage)).first(conn)?;
    Ok((allowed.0, stage.0))
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
    // As it is now: whoever waited for others may have read it before they extended or closed it.
    let round = find(conn, round.id)?;
    let closed_early_at = closures::table
        .filter(closures::round_id.eq(round.id))
        .select(closures::at)
        .first(conn)
        .optional()?;
    let paused_at = pauses::table
        .filter(pauses::round_id.eq(round.id))
        .filter(pauses::resumed_at.is_null())
        .select(pauses::paused_at)
        .first(conn)
        .optional()?;
    let stage = &round.stage.0;
    Ok(RoundFacts {
        round: round.id,
        consultation: round.consultation_id,
        opens_at: round.opens_at,
        closes_at: round.closes_at,
        closed_early_at,
        has_ended: round.closing_announced_at.is_some(),
        circulated: round.circulated_at.is_some(),
        open_to_public: round.open_to_public,
        accept_late: round.accept_late,
        team_reads_before_close: round.team_reads_before_close,
        allowed: round.allowed.0.clone(),
        operations: Some(stage.operations.clone()).filter(|taken| !taken.is_empty()),
        open_elements: stage.open.as_ref().map(|open| open.iter().cloned().collect()),
        paused_at,
        publication_rule: round.publication_rule,
    })
}

/// A later closing, and why.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = extensions, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Extension {
    pub at: Moment,
    pub reason: String,
    pub previous_closes_at: Moment,
    pub closes_civil: String,
    pub closes_at: Moment,
}

/// An early closing, and why.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = closures, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Closure {
    pub at: Moment,
    pub reason: String,
}

pub fn extensions(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<Extension>> {
    extensions::table
        .filter(extensions::round_id.eq(round))
        .order(extensions::id)
        .select(Extension::as_select())
        .load(conn)
}

/// A time in which it takes nothing, and why.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = pauses, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Pause {
    pub paused_at: Moment,
    pub reason: String,
    pub resumed_at: Option<Moment>,
    pub resumed_reason: String,
}

pub fn pauses(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<Pause>> {
    pauses::table
        .filter(pauses::round_id.eq(round))
        .order(pauses::id)
        .select(Pause::as_select())
        .load(conn)
}

pub(super) fn pause(
    tx: &mut Tx,
    permit: &MayPause,
    reason: &Reason,
    now: Moment,
) -> QueryResult<()> {
    diesel::insert_into(pauses::table)
        .values((
            pauses::round_id.eq(permit.round()),
            pauses::paused_at.eq(now),
            pauses::paused_by.eq(permit.by().account),
            pauses::reason.eq(reason.as_str()),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub(super) fn resume(
    tx: &mut Tx,
    permit: &MayResume,
    reason: &Reason,
    now: Moment,
) -> QueryResult<()> {
    let open = pauses::table
        .filter(pauses::round_id.eq(permit.round()))
        .filter(pauses::resumed_at.is_null());
    diesel::update(open)
        .set((
            pauses::resumed_at.eq(now),
            pauses::resumed_by.eq(permit.by().account),
            pauses::resumed_reason.eq(reason.as_str()),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Which elements are open, once the draft is there.
pub(super) fn settle_stage(tx: &mut Tx, permit: &MayCirculate, stage: &Stage) -> QueryResult<()> {
    diesel::update(rounds::table.find(permit.round()))
        .set(rounds::stage.eq(Json(stage.clone())))
        .execute(&mut **tx)
        .map(drop)
}

pub fn closure(conn: &mut Conn, round: RoundKey) -> QueryResult<Option<Closure>> {
    closures::table
        .filter(closures::round_id.eq(round))
        .select(Closure::as_select())
        .first(conn)
        .optional()
}

/// Did a circulated round of the same consultation come before this one?
pub fn came_before(conn: &mut Conn, round: &Round) -> QueryResult<bool> {
    let others: i64 = rounds::table
        .filter(rounds::consultation_id.eq(round.consultation_id))
        .filter(rounds::id.ne(round.id))
        .filter(rounds::circulated_at.is_not_null())
        .count()
        .get_result(conn)?;
    Ok(others > 0)
}

/// The round's number in its consultation: 1 for the first that was circulated.
pub fn number(conn: &mut Conn, round: &Round) -> QueryResult<i64> {
    let mut order: Vec<(Option<Moment>, RoundKey)> = rounds::table
        .filter(rounds::consultation_id.eq(round.consultation_id))
        .filter(rounds::circulated_at.is_not_null())
        .select((rounds::circulated_at, rounds::id))
        .load(conn)?;
    order.sort();
    let place = order.iter().position(|(_, id)| *id == round.id);
    Ok(place.unwrap_or(order.len()) as i64 + 1)
}

/// What a plan says, as a row: a new round's, or a changed one's.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = rounds)]
struct Planned<'a> {
    title: &'a str,
    opens_civil: String,
    opens_at: Moment,
    closes_civil: String,
    closes_at: Moment,
    time_zone: &'a str,
    instructions: &'a str,
    allowed: Json<Vec<InputKind>>,
    stage: Json<Stage>,
    publication_rule: PublicationRule,
    registered_class: PublicationClass,
    accept_late: bool,
    team_reads_before_close: bool,
    open_to_public: bool,
}

impl<'a> Planned<'a> {
    fn of(plan: &'a Plan) -> Self {
        Self {
            title: &plan.title,
            opens_civil: plan.opens.civil_text(),
            opens_at: plan.opens.at,
            closes_civil: plan.closes.civil_text(),
            closes_at: plan.closes.at,
            time_zone: &plan.closes.zone,
            instructions: &plan.instructions,
            allowed: Json(plan.allowed.clone()),
            stage: Json(plan.stage.clone()),
            publication_rule: plan.publication_rule,
            registered_class: plan.registered_class,
            accept_late: plan.accept_late,
            team_reads_before_close: plan.team_reads_before_close,
            open_to_public: plan.open_to_public,
        }
    }
}

pub(super) fn insert(
    tx: &mut Tx,
    permit: &MayPrepareRound,
    plan: &Plan,
    now: Moment,
) -> QueryResult<Round> {
    let id: RoundKey = diesel::insert_into(rounds::table)
        .values((
            rounds::public_id.eq(secrets::public_id()),
            rounds::consultation_id.eq(permit.consultation()),
            Planned::of(plan),
            rounds::created_at.eq(now),
        ))
        .returning(rounds::id)
        .get_result(&mut **tx)?;
    insert_questions(tx, id, &plan.questions)?;
    find(tx, id)
}

/// False when somebody changed the round since `version` was read.
pub(super) fn update(
    tx: &mut Tx,
    permit: &MayChangeRound,
    plan: &Plan,
    version: i64,
) -> QueryResult<bool> {
    let round = rounds::table.find(permit.round()).filter(rounds::row_version.eq(version));
    let changed = diesel::update(round)
        .set((Planned::of(plan), rounds::row_version.eq(version + 1)))
        .execute(&mut **tx)?;
    if changed == 0 {
        return Ok(false);
    }
    // Nobody has answered yet: the round is not circulated.
    let old = questions::table.filter(questions::round_id.eq(permit.round()));
    diesel::delete(old).execute(&mut **tx)?;
    insert_questions(tx, permit.round(), &plan.questions)?;
    Ok(true)
}

fn insert_questions(tx: &mut Tx, round: RoundKey, asked: &[String]) -> QueryResult<()> {
    for (position, body) in (1_i64..).zip(asked) {
        diesel::insert_into(questions::table)
            .values((
                questions::public_id.eq(secrets::public_id()),
                questions::round_id.eq(round),
                questions::position.eq(position),
                questions::body.eq(body),
            ))
            .execute(&mut **tx)?;
    }
    Ok(())
}

pub(super) fn circulate(tx: &mut Tx, permit: &MayCirculate, now: Moment) -> QueryResult<()> {
    diesel::update(rounds::table.find(permit.round()))
        .set((rounds::draft_id.eq(permit.draft()), rounds::circulated_at.eq(now)))
        .execute(&mut **tx)
        .map(drop)
}

/// How many rounds take input now.
pub fn count_open(conn: &mut Conn, now: Moment) -> QueryResult<i64> {
    let ended = closures::table.filter(closures::at.le(now)).select(closures::round_id);
    rounds::table
        .filter(rounds::circulated_at.is_not_null())
        .filter(rounds::opens_at.le(now))
        .filter(rounds::closes_at.gt(now))
        .filter(rounds::id.ne_all(ended))
        .count()
        .get_result(conn)
}

pub(super) fn open_call(tx: &mut Tx, permit: &MayOpenCall, now: Moment) -> QueryResult<()> {
    diesel::update(rounds::table.find(permit.round()))
        .set(rounds::circulated_at.eq(now))
        .execute(&mut **tx)
        .map(drop)
}

/// Answers the extension's row, which makes its letters different from an earlier extension's.
pub(super) fn extend(
    tx: &mut Tx,
    permit: &MayExtend,
    round: &Round,
    closes: &CivilTime,
    reason: &Reason,
    now: Moment,
) -> QueryResult<i64> {
    diesel::update(rounds::table.find(permit.round()))
        .set((
            rounds::closes_civil.eq(closes.civil_text()),
            rounds::closes_at.eq(closes.at),
            // It will close once more, and people are told once more.
            rounds::closing_announced_at.eq(None::<Moment>),
            rounds::row_version.eq(rounds::row_version + 1),
        ))
        .execute(&mut **tx)?;
    diesel::insert_into(extensions::table)
        .values((
            extensions::round_id.eq(permit.round()),
            extensions::account_id.eq(permit.by().account),
            extensions::at.eq(now),
            extensions::reason.eq(reason.as_str()),
            extensions::previous_closes_at.eq(round.closes_at),
            extensions::closes_civil.eq(closes.civil_text()),
            extensions::closes_at.eq(closes.at),
        ))
        .returning(extensions::id)
        .get_result(&mut **tx)
}

pub(super) fn close(
    tx: &mut Tx,
    permit: &MayClose,
    reason: &Reason,
    now: Moment,
) -> QueryResult<()> {
    diesel::insert_into(closures::table)
        .values((
            closures::round_id.eq(permit.round()),
            closures::account_id.eq(permit.by().account),
            closures::at.eq(now),
            closures::reason.eq(reason.as_str()),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Circulated rounds past their closing, of which nobody has been told yet.
pub(super) fn closed_unannounced(conn: &mut Conn, now: Moment) -> QueryResult<Vec<Round>> {
    rounds::table
        .filter(rounds::circulated_at.is_not_null())
        .filter(rounds::closing_announced_at.is_null())
        .filter(rounds::closes_at.le(now))
        .order((rounds::consultation_id, rounds::id))
        .select(Round::as_select())
        .load(conn)
}

pub(super) fn is_closing_announced(conn: &mut Conn, round: RoundKey) -> QueryResult<bool> {
    let at: Option<Moment> =
        rounds::table.find(round).select(rounds::closing_announced_at).first(conn)?;
    Ok(at.is_some())
}

pub(super) fn closing_is_announced(tx: &mut Tx, round: RoundKey, now: Moment) -> QueryResult<()> {
    diesel::update(rounds::table.find(round))
        .set(rounds::closing_announced_at.eq(now))
        .execute(&mut **tx)
        .map(drop)
}
