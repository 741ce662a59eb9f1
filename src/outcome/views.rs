//! What the outcome reads of the other nouns' tables.

use crate::consolidation::store::Response;
use crate::db::Conn;
use crate::drafts::store::Draft;
use crate::procedure::keys::{ConsultationKey, InputKey, RoundKey};
use crate::procedure::sight::{Sight, sight};
use crate::procedure::words::{
    DraftState, LetterState, ParticipantKind, PublicationClass, RegionalGroup,
};
use crate::procedure::{Moment, Standing};
use crate::rounds::store as rounds_store;
use crate::schema::{door_requests, drafts, input_themes, inputs, letters, responses, themes};
use crate::submissions::views::{Seen, visible_to};
use diesel::prelude::*;
use std::collections::HashMap;

/// The drafts that are circulated or final, in the order in which they came out.
pub fn published_drafts(conn: &mut Conn, id: ConsultationKey) -> QueryResult<Vec<Draft>> {
    drafts::table
        .filter(drafts::consultation_id.eq(id))
        .filter(drafts::state.ne(DraftState::Working))
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
    seen_with(conn, who, consultation, |sight| sight, now)
}

/// The same with a sight that is narrowed: for what leaves the server.
pub fn seen_with(
    conn: &mut Conn,
    who: &Standing,
    consultation: ConsultationKey,
    narrowed: impl Fn(Sight) -> Sight,
    now: Moment,
) -> QueryResult<Vec<(RoundKey, Seen)>> {
    let mut all = Vec::new();
    for round in rounds_store::of_consultation(conn, consultation)? {
        let facts = rounds_store::facts(conn, &round)?;
        let seen = visible_to(conn, &narrowed(sight(who, &facts, now)), round.id)?;
        all.extend(seen.into_iter().map(|seen| (round.id, seen)));
    }
    Ok(all)
}

/// The responses to a round's inputs.
pub fn responses(conn: &mut Conn, round: RoundKey) -> QueryResult<HashMap<InputKey, Response>> {
    let keys = inputs::table.filter(inputs::round_id.eq(round)).select(inputs::id);
    let found: Vec<Response> = responses::table
        .filter(responses::input_id.eq_any(keys))
        .select(Response::as_select())
        .load(conn)?;
    Ok(found.into_iter().map(|response| (response.input_id, response)).collect())
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
    /// None where it would tell who it is.
    pub kind: Option<ParticipantKind>,
    /// None where there is none, or where it would tell who it is.
    pub region: Option<RegionalGroup>,
    pub withheld: bool,
    pub late: bool,
}

/// Of which region a submission is counted: what a meeting of a region said is no answer of one of its
/// States, and what nobody has answered for is nobody's.
fn region_counted(seen: &Seen) -> Option<RegionalGroup> {
    let author = seen.author.as_ref().filter(|_| seen.unverified.is_none())?;
    author.regional_group.filter(|_| author.kind != ParticipantKind::RegionalMeeting)
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
            kind: seen.kind.filter(|_| seen.unverified.is_none()),
            region: region_counted(seen),
            withheld: seen.author.is_none(),
            late: seen.submission.late && seen.author.is_some(),
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
