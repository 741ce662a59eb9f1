//! Who was written to, has acknowledged, has submitted. Never who is drafting: of submissions
//! these queries read only those that were submitted. And what stands, by its commitments.

use super::store::correspondence::{self, NoteVerbale};
use super::store::{Round, find, of_consultation};
use crate::db::Conn;
use crate::participants::store::{self as participants, Participant};
use crate::procedure::Moment;
use crate::procedure::keys::{ConsultationKey, DraftKey, ParticipantKey, PublicId, RoundKey};
use crate::procedure::words::{LetterState, Occasion, SubmissionState, Verification};
use crate::schema::participants as participants_table;
use crate::schema::{
    digest_lines, digest_lists, drafts, interventions, letters, notes_verbales, people, submissions,
};
use crate::sealing;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// One participant as the correspondence of a round knows it.
#[derive(Debug, Clone)]
pub struct Correspondent {
    pub participant: Participant,
    pub invited_at: Option<Moment>,
    /// It was written to by e-mail alone, and no letter could be delivered.
    pub unreached: bool,
    pub reminded_at: Option<Moment>,
    /// To a mission, in the order in which they were drafted.
    pub notes: Vec<NoteVerbale>,
    /// Somebody of the participant took up the invitation.
    pub acknowledged: bool,
    /// When it submitted, and whether that was late.
    pub submitted: Option<(Moment, bool)>,
}

impl Correspondent {
    /// Nobody has written to it about this round, nor drafted a note verbale to do so.
    pub fn waits_for_invitation(&self) -> bool {
        self.invited_at.is_none() && self.notes.is_empty()
    }

    /// Invited, and nothing submitted yet.
    pub fn may_be_reminded(&self) -> bool {
        self.invited_at.is_some() && self.submitted.is_none()
    }
}

/// All participants of the round's consultation, by name.
pub fn correspondents(conn: &mut Conn, round: &Round) -> QueryResult<Vec<Correspondent>> {
    let all = participants::of_consultation(conn, round.consultation_id)?;
    let invited: HashMap<_, _> = correspondence::invited(conn, round.id)?
        .into_iter()
        .map(|(participant, written, reminded)| (participant, (written, reminded)))
        .collect();
    let mut notes: HashMap<ParticipantKey, Vec<NoteVerbale>> = HashMap::new();
    for note in correspondence::notes_of_round(conn, round.id)? {
        notes.entry(note.participant_id).or_default().push(note);
    }
    let acknowledged: HashSet<ParticipantKey> = people::table
        .filter(people::accepted_at.is_not_null())
        .filter(people::ended_at.is_null())
        .select(people::participant_id)
        .distinct()
        .load(conn)?
        .into_iter()
        .collect();
    let submitted = submitted(conn, round, &all)?;
    let (reached, failed) = delivery(conn, round)?;
    let correspondent = |participant: Participant| {
        let key = participant.id;
        let (invited_at, reminded_at) = match invited.get(&key) {
            Some((written, reminded)) => (Some(*written), *reminded),
            None => (None, None),
        };
        let unreached = failed.contains(&key) && !reached.contains(&key);
        Correspondent {
            unreached: unreached && !participant.kind.is_state(),
            invited_at,
            reminded_at,
            notes: notes.remove(&key).unwrap_or_default(),
            acknowledged: acknowledged.contains(&key),
            submitted: submitted.get(&key).and_then(|(at, late)| at.map(|at| (at, *late))),
            participant,
        }
    };
    Ok(all.into_iter().map(correspondent).collect())
}

/// When each participant submitted, and whether that was late. Who sent a submission is sealed:
/// a participant's are found by their index.
fn submitted(
    conn: &mut Conn,
    round: &Round,
    all: &[Participant],
) -> QueryResult<HashMap<ParticipantKey, (Option<Moment>, bool)>> {
    let sealers = sealing::in_use(conn)?;
    let indexed = |participant: &Participant| {
        let key = participant.id;
        sealers.iter().map(|sealer| (sealer.index_of(key, round.id), key)).collect::<Vec<_>>()
    };
    let whose: HashMap<Vec<u8>, ParticipantKey> = all.iter().flat_map(indexed).collect();
    // What was said on its behalf, and it has not answered for, the participant has not submitted.
    let said_for_them = interventions::table
        .filter(interventions::verification.eq(Verification::Unverified))
        .select(interventions::submission_id);
    let sent = submissions::table
        .filter(submissions::round_id.eq(round.id))
        .filter(submissions::state.eq(SubmissionState::Submitted))
        .filter(submissions::id.ne_all(said_for_them))
        .order(submissions::submitted_at)
        .select((submissions::participant_index, submissions::submitted_at, submissions::late))
        .load::<(Vec<u8>, Option<Moment>, bool)>(conn)?;
    let of_whom = |(index, at, late)| Some((*whose.get(&index)?, (at, late)));
    Ok(sent.into_iter().filter_map(of_whom).collect())
}

/// The participants whose people got an invitation to this round (or will, as far as is known),
/// and those where the delivery to somebody failed.
fn delivery(
    conn: &mut Conn,
    round: &Round,
) -> QueryResult<(HashSet<ParticipantKey>, HashSet<ParticipantKey>)> {
    let begins = format!("invitation:{}:", round.public_id);
    let written: Vec<(String, LetterState)> = letters::table
        .filter(letters::consultation_id.eq(round.consultation_id.0))
        .filter(letters::occasion.eq(Occasion::Invitation))
        .select((letters::reason_key, letters::state))
        .load(conn)?;
    let all: HashMap<PublicId, ParticipantKey> = people::table
        .inner_join(participants_table::table)
        .filter(participants_table::consultation_id.eq(round.consultation_id))
        .select((people::public_id, people::participant_id))
        .load::<(PublicId, ParticipantKey)>(conn)?
        .into_iter()
        .collect();
    let (mut reached, mut failed) = (HashSet::new(), HashSet::new());
    for (reason, state) in written {
        let Some(person) = reason.strip_prefix(&begins) else { continue };
        let Some(participant) = all.get(&PublicId::from(person)) else { continue };
        match state {
            LetterState::Failed => failed.insert(*participant),
            LetterState::Queued | LetterState::Sent => reached.insert(*participant),
        };
    }
    Ok((reached, failed))
}

/// The rounds of a consultation with the label of the draft in each.
pub fn with_drafts(
    conn: &mut Conn,
    consultation: ConsultationKey,
) -> QueryResult<Vec<(Round, Option<String>)>> {
    let rounds = of_consultation(conn, consultation)?;
    let labels: HashMap<DraftKey, String> = drafts::table
        .filter(drafts::consultation_id.eq(consultation))
        .select((drafts::id, drafts::label))
        .load::<(DraftKey, String)>(conn)?
        .into_iter()
        .collect();
    let label = |round: &Round| round.draft_id.and_then(|draft| labels.get(&draft).cloned());
    Ok(rounds.into_iter().map(|round| (round.clone(), label(&round))).collect())
}

/// The notes verbales of a consultation with the names of those they go to, the latest first.
pub fn notes_of_consultation(
    conn: &mut Conn,
    consultation: ConsultationKey,
) -> QueryResult<Vec<(NoteVerbale, String)>> {
    notes_verbales::table
        .inner_join(participants_table::table)
        .filter(notes_verbales::consultation_id.eq(consultation))
        .order(notes_verbales::id.desc())
        .select((NoteVerbale::as_select(), participants_table::name))
        .load(conn)
}

/// Was a letter written for this reason already?
pub fn is_written(conn: &mut Conn, reason: &str) -> QueryResult<bool> {
    let found: i64 =
        letters::table.filter(letters::reason_key.eq(reason)).count().get_result(conn)?;
    Ok(found > 0)
}

/// The commitments of what stands in the round and is in no list of digests yet.
pub fn unlisted(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<Vec<u8>>> {
    submissions::table
        .left_join(
            digest_lines::table.on(digest_lines::commitment.nullable().eq(submissions::commitment)),
        )
        .filter(submissions::round_id.eq(round))
        .filter(submissions::state.eq(SubmissionState::Submitted))
        .filter(submissions::commitment.is_not_null())
        .filter(digest_lines::id.nullable().is_null())
        .select(submissions::commitment.assume_not_null())
        .load(conn)
}

/// Rounds that have a list of digests, and something that stands in none.
pub fn with_unlisted(conn: &mut Conn) -> QueryResult<Vec<Round>> {
    let rounds: Vec<RoundKey> = digest_lists::table
        .select(digest_lists::round_id)
        .distinct()
        .order(digest_lists::round_id)
        .load(conn)?;
    let mut found = Vec::new();
    for round in rounds {
        if !unlisted(conn, round)?.is_empty() {
            found.push(find(conn, round)?);
        }
    }
    Ok(found)
}
