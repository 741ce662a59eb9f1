//! What the outcome reads of the other nouns' tables.

use crate::db::{Backend, Conn};
use crate::drafts::store::Draft;
use crate::procedure::Moment;
use crate::procedure::keys::{
    AccountKey, ConsultationKey, DraftKey, InputKey, ParticipantKey, PublicId, RoundKey,
};
use crate::procedure::submissions::{Sight, sight};
use crate::procedure::words::{ChangeAct, LetterState, RegionalGroup, SubmissionState, Treatment};
use crate::procedure::{Standing, words::PublicationClass};
use crate::rounds::store as rounds_store;
use crate::schema::{
    changes, closures, door_requests, drafts, extensions, input_themes, inputs, letters, lineage,
    milestones, responses, rounds, submissions, themes,
};
use crate::submissions::views::{Seen, visible_to};
use diesel::prelude::*;
use std::collections::HashMap;

/// A change of a draft and the proposal that it came from; None where it is the team's own.
#[derive(Debug, Clone, Queryable)]
pub struct ChangeRow {
    pub identity: String,
    pub act: ChangeAct,
    pub input: Option<InputKey>,
}

/// The changes that still stand of one draft, oldest first.
pub fn changes(conn: &mut Conn, draft: DraftKey) -> QueryResult<Vec<ChangeRow>> {
    changes::table
        .filter(changes::draft_id.eq(draft))
        .filter(changes::undone_at.is_null())
        .order(changes::id)
        .select((changes::identity, changes::act, changes::input_id))
        .load(conn)
}

/// Splits and merges: (identity before, identity in this draft).
pub fn lineage(conn: &mut Conn, draft: DraftKey) -> QueryResult<Vec<(String, String)>> {
    lineage::table
        .filter(lineage::draft_id.eq(draft))
        .order(lineage::id)
        .select((lineage::from_identity, lineage::to_identity))
        .load(conn)
}

/// The drafts that are circulated or final, in the order in which they came out.
pub fn published_drafts(conn: &mut Conn, id: ConsultationKey) -> QueryResult<Vec<Draft>> {
    drafts::table
        .filter(drafts::consultation_id.eq(id))
        .filter(drafts::state.ne(crate::procedure::words::DraftState::Working))
        .order((drafts::circulated_at, drafts::id))
        .select(Draft::as_select())
        .load(conn)
}

/// Every submitted input of the consultation that this person may see, round by round.
pub fn seen_by(
    conn: &mut Conn,
    who: &Standing,
    consultation: ConsultationKey,
    now: Moment,
) -> QueryResult<Vec<(RoundKey, Seen)>> {
    let mut all = Vec::new();
    for round in rounds_store::of_consultation(conn, consultation)? {
        let facts = rounds_store::facts(conn, &round)?;
        let seen = visible_to(conn, &sight(who, &facts, now), round.id)?;
        all.extend(seen.into_iter().map(|seen| (round.id, seen)));
    }
    Ok(all)
}

/// The answer to an input.
#[derive(Debug, Clone, Queryable)]
pub struct Response {
    pub input: InputKey,
    pub treatment: Treatment,
    pub reason: String,
    pub validated_at: Option<Moment>,
    pub released_at: Option<Moment>,
    pub drafted_by: AccountKey,
}

/// The responses to a round's inputs.
pub fn responses(conn: &mut Conn, round: RoundKey) -> QueryResult<HashMap<InputKey, Response>> {
    let keys = inputs::table.filter(inputs::round_id.eq(round)).select(inputs::id);
    let found: Vec<Response> = responses::table
        .filter(responses::input_id.eq_any(keys))
        .select((
            responses::input_id,
            responses::treatment,
            responses::reason,
            responses::validated_at,
            responses::released_at,
            responses::drafted_by,
        ))
        .load(conn)?;
    Ok(found.into_iter().map(|response| (response.input, response)).collect())
}

/// The themes of a round's inputs, by name.
pub fn themes(conn: &mut Conn, round: RoundKey) -> QueryResult<HashMap<InputKey, Vec<String>>> {
    let tagged = input_themes::table
        .inner_join(themes::table)
        .inner_join(inputs::table)
        .filter(inputs::round_id.eq(round))
        .order((themes::name, input_themes::id))
        .select((inputs::id, themes::name))
        .load::<(InputKey, String)>(conn)?;
    let mut by_input: HashMap<InputKey, Vec<String>> = HashMap::new();
    for (input, theme) in tagged {
        by_input.entry(input).or_default().push(theme);
    }
    Ok(by_input)
}

/// An entry that the team wrote into the timeline.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = milestones, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Milestone {
    pub on_date: String,
    pub title: String,
    pub note: String,
}

pub fn milestones(conn: &mut Conn, id: ConsultationKey) -> QueryResult<Vec<Milestone>> {
    milestones::table
        .filter(milestones::consultation_id.eq(id))
        .order((milestones::on_date, milestones::id))
        .select(Milestone::as_select())
        .load(conn)
}

/// When a round was extended, why, and until when: oldest first.
pub fn extensions(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<(Moment, String, Moment)>> {
    extensions::table
        .filter(extensions::round_id.eq(round))
        .order(extensions::id)
        .select((extensions::at, extensions::reason, extensions::closes_at))
        .load(conn)
}

/// Why a round was closed before its date.
pub fn closing_reason(conn: &mut Conn, round: RoundKey) -> QueryResult<Option<String>> {
    closures::table
        .filter(closures::round_id.eq(round))
        .select(closures::reason)
        .first(conn)
        .optional()
}

/// Visitors see a consultation once a round of it that is open to the public was circulated and
/// has opened.
pub fn is_public(conn: &mut Conn, id: ConsultationKey, now: Moment) -> QueryResult<bool> {
    let public = rounds::table
        .filter(rounds::consultation_id.eq(id))
        .filter(rounds::open_to_public.eq(true))
        .filter(rounds::circulated_at.is_not_null())
        .filter(rounds::opens_at.le(now));
    diesel::select(diesel::dsl::exists(public)).get_result(conn)
}

/// How many confirmed requests wait at the open door.
pub fn waiting_at_the_door(conn: &mut Conn, id: ConsultationKey) -> QueryResult<i64> {
    door_requests::table
        .filter(door_requests::consultation_id.eq(id))
        .filter(door_requests::confirmed_at.is_not_null())
        .filter(door_requests::decided_at.is_null())
        .count()
        .get_result(conn)
}

pub fn letters_failed(conn: &mut Conn, id: ConsultationKey) -> QueryResult<i64> {
    letters::table
        .filter(letters::consultation_id.eq(id))
        .filter(letters::state.eq(LetterState::Failed))
        .count()
        .get_result(conn)
}

/// A submission as the statistics count it: never with a name.
#[derive(Debug, Clone, Copy)]
pub struct Counted {
    pub kind: crate::procedure::words::ParticipantKind,
    /// None where there is none, or where it would tell who it is.
    pub region: Option<RegionalGroup>,
    pub withheld: bool,
    pub late: bool,
}

/// The submissions that a reader sees anything of, each once.
pub fn counted(seen: &[(RoundKey, Seen)]) -> Vec<Counted> {
    let mut done = std::collections::HashSet::new();
    // A submission with one named input is named: those come first.
    let mut ordered: Vec<&Seen> = seen.iter().map(|(_, seen)| seen).collect();
    ordered.sort_by_key(|seen| seen.author.is_none());
    ordered
        .into_iter()
        .filter(|seen| done.insert(seen.submission.id))
        .map(|seen| Counted {
            kind: seen.kind,
            region: seen.author.as_ref().and_then(|author| author.regional_group),
            withheld: seen.author.is_none(),
            late: seen.submission.late,
        })
        .collect()
}

/// Published submissions of a round that a reader with this sight sees something of.
pub fn published_submissions(seen: &[(RoundKey, Seen)], round: RoundKey) -> usize {
    let mut ids: Vec<_> = seen
        .iter()
        .filter(|(of, seen)| *of == round && seen.submission.published_at.is_some())
        .filter(|(_, seen)| seen.input.publication_class != Some(PublicationClass::Confidential))
        .map(|(_, seen)| seen.submission.id)
        .collect();
    ids.sort();
    ids.dedup();
    ids.len()
}

/// Whether the participant has submitted anything that still stands in one of these rounds.
pub fn has_submitted(
    conn: &mut Conn,
    participant: ParticipantKey,
    round: RoundKey,
) -> QueryResult<bool> {
    let sent = submissions::table
        .filter(submissions::participant_id.eq(participant))
        .filter(submissions::round_id.eq(round))
        .filter(submissions::state.eq(SubmissionState::Submitted));
    diesel::select(diesel::dsl::exists(sent)).get_result(conn)
}

/// What a published text may be called by in an address.
pub fn public_id_of(drafts: &[Draft], key: DraftKey) -> Option<PublicId> {
    drafts.iter().find(|draft| draft.id == key).map(|draft| draft.public_id.clone())
}

/// A sight for files that are passed on: without confidential inputs and withheld names.
pub fn without_confidence(mut sight: Sight) -> Sight {
    sight.confidential = false;
    sight.withheld_identity = false;
    sight
}
