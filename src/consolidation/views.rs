//! What lies on the team's table for one round, read at once: no page asks once per paragraph.

use super::store::{self, Note, Response, Status};
use crate::db::{Backend, Conn};
use crate::procedure::Moment;
use crate::procedure::keys::{
    AccountKey, ConsultationKey, DraftKey, InputKey, PublicId, RoundKey, SubmissionKey, ThemeKey,
};
use crate::procedure::sight::Sight;
use crate::procedure::words::{ChangeAct, DraftState, Treatment};
use crate::schema::{accounts, changes, drafts, input_themes, inputs, responses, themes};
use crate::submissions::views::{Seen, visible_to};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = themes, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Theme {
    pub id: ThemeKey,
    pub name: String,
}

/// Everything of one round that a member of the team may see, and the answers to it.
#[derive(Debug, Clone)]
pub struct Dossier {
    pub seen: Vec<Seen>,
    pub responses: HashMap<InputKey, Response>,
    /// The themes of the consultation, by name.
    pub themes: Vec<Theme>,
    pub tags: HashMap<InputKey, Vec<ThemeKey>>,
    pub notes: Vec<Note>,
    /// Submissions with files that the reader may see.
    pub with_files: HashSet<SubmissionKey>,
    /// The working drafts that an input was applied to.
    pub applied: HashMap<InputKey, Vec<DraftKey>>,
    names: HashMap<AccountKey, String>,
}

impl Dossier {
    pub fn status(&self, input: InputKey) -> Status {
        Status::of(self.responses.get(&input))
    }

    pub fn is_tagged(&self, input: InputKey, theme: ThemeKey) -> bool {
        self.tags.get(&input).is_some_and(|tags| tags.contains(&theme))
    }

    /// The name of one of the team's people.
    pub fn name(&self, account: AccountKey) -> &str {
        self.names.get(&account).map_or("", String::as_str)
    }

    pub fn one(&self, input: InputKey) -> Option<&Seen> {
        self.seen.iter().find(|seen| seen.input.id == input)
    }
}

/// Reads the round with as much as this sight shows: answers, tags, notes and files of what it
/// does not show are left out too.
pub fn dossier(
    conn: &mut Conn,
    sight: &Sight,
    consultation: ConsultationKey,
    round: RoundKey,
) -> QueryResult<Dossier> {
    let mut seen = visible_to(conn, sight, round)?;
    // What was erased is not on the table, for its own people neither.
    seen.retain(|seen| seen.erased_at.is_none());
    let shown: HashSet<InputKey> = seen.iter().map(|seen| seen.input.id).collect();
    let mut responses = responses(conn, round)?;
    responses.retain(|input, _| shown.contains(input));
    let mut notes = store::notes(conn, round)?;
    notes.retain(|note| note.input_id.is_none_or(|input| shown.contains(&input)));
    let mut tags: HashMap<InputKey, Vec<ThemeKey>> = HashMap::new();
    for (input, theme) in tagged(conn, round)? {
        if shown.contains(&input) {
            tags.entry(input).or_default().push(theme);
        }
    }
    let mut people: Vec<AccountKey> = notes.iter().map(|note| note.account_id).collect();
    for response in responses.values() {
        people.push(response.drafted_by);
        people.extend(response.validated_by);
    }
    Ok(Dossier {
        themes: themes(conn, consultation)?,
        with_files: crate::submissions::views::with_files(conn, sight, round)?,
        applied: applied(conn, consultation)?,
        names: names(conn, people)?,
        seen,
        responses,
        tags,
        notes,
    })
}

fn responses(conn: &mut Conn, round: RoundKey) -> QueryResult<HashMap<InputKey, Response>> {
    let all = responses::table
        .inner_join(inputs::table.on(inputs::id.eq(responses::input_id)))
        .filter(inputs::round_id.eq(round))
        .select(Response::as_select())
        .load::<Response>(conn)?;
    Ok(all.into_iter().map(|response| (response.input_id, response)).collect())
}

fn tagged(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<(InputKey, ThemeKey)>> {
    input_themes::table
        .inner_join(inputs::table)
        .filter(inputs::round_id.eq(round))
        .order(input_themes::id)
        .select((input_themes::input_id, input_themes::theme_id))
        .load(conn)
}

fn themes(conn: &mut Conn, consultation: ConsultationKey) -> QueryResult<Vec<Theme>> {
    themes::table
        .filter(themes::consultation_id.eq(consultation))
        .order(themes::name)
        .select(Theme::as_select())
        .load(conn)
}

fn applied(
    conn: &mut Conn,
    consultation: ConsultationKey,
) -> QueryResult<HashMap<InputKey, Vec<DraftKey>>> {
    let rows = changes::table
        .inner_join(drafts::table)
        .filter(drafts::consultation_id.eq(consultation))
        .filter(drafts::state.eq(DraftState::Working))
        .filter(changes::undone_at.is_null())
        .filter(changes::input_id.is_not_null())
        .order(changes::id)
        .select((changes::input_id.assume_not_null(), changes::draft_id))
        .load::<(InputKey, DraftKey)>(conn)?;
    let mut applied: HashMap<InputKey, Vec<DraftKey>> = HashMap::new();
    for (input, draft) in rows {
        let drafts = applied.entry(input).or_default();
        if !drafts.contains(&draft) {
            drafts.push(draft);
        }
    }
    Ok(applied)
}

/// The names of some accounts: of those who work on the drafts.
pub fn account_names(
    conn: &mut Conn,
    people: Vec<AccountKey>,
) -> QueryResult<HashMap<AccountKey, String>> {
    names(conn, people)
}

fn names(conn: &mut Conn, mut people: Vec<AccountKey>) -> QueryResult<HashMap<AccountKey, String>> {
    people.sort_unstable();
    people.dedup();
    let keys: Vec<i64> = people.into_iter().map(|key| key.0).collect();
    let named = accounts::table
        .filter(accounts::id.eq_any(keys))
        .select((accounts::id, accounts::name))
        .load::<(AccountKey, String)>(conn)?;
    Ok(named.into_iter().collect())
}

/// The input of that public id and its round. It tells nothing else, so that whoever may not see
/// the input learns nothing from it.
pub fn input_named(conn: &mut Conn, id: &PublicId) -> QueryResult<Option<(InputKey, RoundKey)>> {
    inputs::table
        .filter(inputs::public_id.eq(id))
        .select((inputs::id, inputs::round_id))
        .first(conn)
        .optional()
}

/// The inputs of a round that stand in some working draft.
pub fn applied_inputs(conn: &mut Conn, round: RoundKey) -> QueryResult<HashSet<InputKey>> {
    let consultation = crate::rounds::store::find(conn, round)?.consultation_id;
    Ok(applied(conn, consultation)?.into_keys().collect())
}

/// The round that an input was made in.
pub fn round_of(conn: &mut Conn, input: InputKey) -> QueryResult<Option<RoundKey>> {
    inputs::table.find(input).select(inputs::round_id).first(conn).optional()
}

/// Where a change of a working draft came from. Whoever shows the input behind it asks
/// `submissions::views::one` first: not everybody may see every input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub act: ChangeAct,
    /// None: the team's own.
    pub input: Option<InputKey>,
    pub at: Moment,
    /// Who made the change; empty for the command line.
    pub by: String,
}

/// The origins of every change of a draft by the identity of the element changed, oldest first.
pub fn origins(conn: &mut Conn, draft: DraftKey) -> QueryResult<HashMap<String, Vec<Origin>>> {
    let rows = changes::table
        .left_join(accounts::table)
        .filter(changes::draft_id.eq(draft))
        .filter(changes::undone_at.is_null())
        .order(changes::id)
        .select((
            changes::identity,
            changes::act,
            changes::input_id,
            changes::at,
            accounts::name.nullable(),
        ))
        .load::<(String, ChangeAct, Option<InputKey>, Moment, Option<String>)>(conn)?;
    let mut origins: HashMap<String, Vec<Origin>> = HashMap::new();
    for (identity, act, input, at, by) in rows {
        let origin = Origin { act, input, at, by: by.unwrap_or_default() };
        origins.entry(identity).or_default().push(origin);
    }
    Ok(origins)
}

/// What became of one input, as much of it as a reader may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub treatment: Treatment,
    pub reason: String,
    /// The input whose response answers this one; None where the reader may not see that one.
    pub covered_by: Option<InputKey>,
    pub status: Status,
    pub validated_at: Option<Moment>,
    pub released_at: Option<Moment>,
}

/// The responses to the inputs of a round that a reader may know: those who draft see all, the
/// secretariat what is validated, and authors what was released to them. Nobody else sees any.
pub fn responses_for(
    conn: &mut Conn,
    sight: &Sight,
    round: RoundKey,
) -> QueryResult<HashMap<InputKey, Answered>> {
    let seen = visible_to(conn, sight, round)?;
    let shown: HashSet<InputKey> = seen.iter().map(|seen| seen.input.id).collect();
    let own: HashSet<InputKey> = seen
        .iter()
        .filter(|seen| sight.own.contains(&seen.submission.participant_id))
        .map(|seen| seen.input.id)
        .collect();
    let may_know = |response: &Response| {
        let input = response.input_id;
        let drafts = sight.withheld_before_publication;
        let secretariat = sight.public_before_publication && response.is_validated();
        shown.contains(&input)
            && (drafts || secretariat || (own.contains(&input) && response.is_released()))
    };
    let all = responses(conn, round)?;
    let known = all.into_iter().filter(|(_, response)| may_know(response));
    Ok(known
        .map(|(input, response)| {
            let answered = Answered {
                status: Status::of(Some(&response)),
                treatment: response.treatment,
                covered_by: response.covered_by_id.filter(|other| shown.contains(other)),
                validated_at: response.validated_at,
                released_at: response.released_at,
                reason: response.reason,
            };
            (input, answered)
        })
        .collect())
}
