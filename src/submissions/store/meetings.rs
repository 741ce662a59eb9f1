//! Meetings, and what was said there on behalf of participants. Where and when a meeting was, who was
//! there and what its record says is sealed.

use super::super::commitment::Form;
use super::super::written::Written;
use super::sealed::{put_cover, seal_salt, settle};
use super::writing::{Begun, insert, put_input};
use super::{Input, Origin, Sealed, Submission};
use crate::db::{Backend, Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{ConsultationKey, ParticipantKey, PublicId, RoundKey, SubmissionKey};
use crate::procedure::meetings::{MayAnswerIntervention, MayCorrectMeeting};
use crate::procedure::submissions::MayRegister;
use crate::procedure::words::{RegionalGroup, Source, SubmissionState, Verification};
use crate::schema::{interventions, meetings, rounds, submissions};
use crate::sealing::{self, Place};
use crate::secrets;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

const MEETING: &str = "what is known of the meeting";

/// What is known of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingFacts {
    pub title: String,
    pub city: String,
    pub country: String,
    /// Days of the calendar: "2015-07-21".
    pub first_date: String,
    pub last_date: String,
    /// The regional groups whose meeting it was.
    pub regions: Vec<RegionalGroup>,
    /// Who was there, line by line.
    pub participants: String,
    pub rapporteur: String,
    pub record: String,
}

#[derive(Debug, Clone)]
pub struct Meeting {
    pub id: i64,
    pub public_id: PublicId,
    pub round_id: RoundKey,
    /// Whose inputs are its lettered comments.
    pub submission_id: SubmissionKey,
    pub facts: MeetingFacts,
    pub row_version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = meetings, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
struct Row {
    id: i64,
    public_id: PublicId,
    round_id: RoundKey,
    submission_id: SubmissionKey,
    sealed: Vec<u8>,
    row_version: i64,
}

impl Row {
    fn open(self) -> QueryResult<Meeting> {
        let place = Place::of(MEETING, self.public_id.as_str());
        let facts = sealing::open_document(place, &self.sealed)?;
        Ok(Meeting {
            id: self.id,
            public_id: self.public_id,
            round_id: self.round_id,
            submission_id: self.submission_id,
            facts,
            row_version: self.row_version,
        })
    }
}

/// One row, opened.
pub(super) fn open_meeting(conn: &mut Conn, row: i64) -> QueryResult<Meeting> {
    meetings::table.find(row).select(Row::as_select()).first(conn)?.open()
}

/// What was said at a meeting on behalf of a participant.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = interventions, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Intervention {
    pub id: i64,
    pub meeting_id: i64,
    /// The words as they were recorded.
    pub submission_id: SubmissionKey,
    /// The words as the participant corrected them.
    pub correction_id: Option<SubmissionKey>,
    pub verification: Verification,
    pub answered_at: Option<Moment>,
}

pub fn insert_meeting(
    tx: &mut Tx,
    permit: &MayRegister,
    submission: SubmissionKey,
    facts: &MeetingFacts,
    now: Moment,
) -> QueryResult<Meeting> {
    let id = secrets::public_id();
    let sealer = sealing::sealer(tx)?;
    diesel::insert_into(meetings::table)
        .values((
            meetings::public_id.eq(&id),
            meetings::round_id.eq(permit.round()),
            meetings::submission_id.eq(submission),
            meetings::sealed.eq(sealer.seal_document(Place::of(MEETING, id.as_str()), facts)?),
            meetings::key_id.eq(sealer.key_id()),
            meetings::created_at.eq(now),
        ))
        .execute(&mut **tx)?;
    find_meeting(tx, &id)
}

/// Whose comments they are from now on, and what is known of the meeting. False when somebody else
/// stored something since `version` was read.
pub fn correct_meeting(
    tx: &mut Tx,
    permit: &MayCorrectMeeting,
    meeting: &Meeting,
    (author, facts): (ParticipantKey, &MeetingFacts),
    version: i64,
) -> QueryResult<bool> {
    let row = meetings::table.find(meeting.id).filter(meetings::row_version.eq(version));
    let changed =
        diesel::update(row).set(meetings::row_version.eq(version + 1)).execute(&mut **tx)?;
    if changed != 1 {
        return Ok(false);
    }
    seal_meeting(tx, meeting, facts)?;
    let mut submission = super::find(tx, permit.submission())?;
    submission.participant_id = author;
    put_cover(tx, &submission)?;
    diesel::update(submissions::table.find(submission.id))
        .set(submissions::received_on.eq(&facts.last_date))
        .execute(&mut **tx)?;
    Ok(true)
}

fn seal_meeting(tx: &mut Tx, meeting: &Meeting, facts: &MeetingFacts) -> QueryResult<()> {
    let sealer = sealing::sealer(tx)?;
    let place = Place::of(MEETING, meeting.public_id.as_str());
    diesel::update(meetings::table.find(meeting.id))
        .set((
            meetings::sealed.eq(sealer.seal_document(place, facts)?),
            meetings::key_id.eq(sealer.key_id()),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// With the submission go the record and the names of those who were there; where and when it was stays.
pub(super) fn erase_meeting(tx: &mut Tx, submission: SubmissionKey) -> QueryResult<()> {
    if let Some(meeting) = meeting_of(tx, submission)? {
        let facts = MeetingFacts {
            participants: String::new(),
            rapporteur: String::new(),
            record: String::new(),
            ..meeting.facts.clone()
        };
        seal_meeting(tx, &meeting, &facts)?;
    }
    Ok(())
}

pub fn find_meeting(conn: &mut Conn, id: &PublicId) -> QueryResult<Meeting> {
    let row: Row =
        meetings::table.filter(meetings::public_id.eq(id)).select(Row::as_select()).first(conn)?;
    row.open()
}

/// The meeting whose comments a submission holds.
pub fn meeting_of(conn: &mut Conn, submission: SubmissionKey) -> QueryResult<Option<Meeting>> {
    let row: Option<Row> = meetings::table
        .filter(meetings::submission_id.eq(submission))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::open).transpose()
}

/// The meetings of a round, in the order in which they were entered.
pub fn meetings_in(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<Meeting>> {
    let rows: Vec<Row> = meetings::table
        .filter(meetings::round_id.eq(round))
        .order(meetings::id)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::open).collect()
}

pub fn insert_intervention(
    tx: &mut Tx,
    _permit: &MayRegister,
    meeting: &Meeting,
    submission: SubmissionKey,
) -> QueryResult<()> {
    diesel::insert_into(interventions::table)
        .values((
            interventions::meeting_id.eq(meeting.id),
            interventions::submission_id.eq(submission),
            interventions::verification.eq(Verification::Unverified),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Of a submission that holds what was recorded, or how it was corrected: the intervention, and where.
pub fn intervention_of(
    conn: &mut Conn,
    submission: SubmissionKey,
) -> QueryResult<Option<(Intervention, Meeting)>> {
    let is_it =
        interventions::submission_id.eq(submission).or(interventions::correction_id.eq(submission));
    let found: Option<(Intervention, Row)> = interventions::table
        .inner_join(meetings::table)
        .filter(is_it)
        .select((Intervention::as_select(), Row::as_select()))
        .first(conn)
        .optional()?;
    found.map(|(one, row)| Ok((one, row.open()?))).transpose()
}

/// What was said at a meeting on behalf of others, in the order in which it was registered.
pub fn interventions_at(conn: &mut Conn, meeting: &Meeting) -> QueryResult<Vec<Intervention>> {
    interventions::table
        .filter(interventions::meeting_id.eq(meeting.id))
        .order(interventions::id)
        .select(Intervention::as_select())
        .load(conn)
}

/// The submissions of a round that nobody has answered for, each with the title of the meeting.
pub fn unverified_in(
    conn: &mut Conn,
    round: RoundKey,
) -> QueryResult<HashMap<SubmissionKey, String>> {
    let found: Vec<(SubmissionKey, Row)> = interventions::table
        .inner_join(meetings::table)
        .filter(meetings::round_id.eq(round))
        .filter(interventions::verification.eq(Verification::Unverified))
        .select((interventions::submission_id, Row::as_select()))
        .load(conn)?;
    found.into_iter().map(|(key, row)| Ok((key, row.open()?.facts.title))).collect()
}

/// It is the participant's from now on.
pub fn confirm(tx: &mut Tx, permit: &MayAnswerIntervention, now: Moment) -> QueryResult<()> {
    set_answer(tx, permit, (Verification::Confirmed, None), now)
}

/// It is not, and stands for nothing any more.
pub fn disown(
    tx: &mut Tx,
    permit: &MayAnswerIntervention,
    reason: &str,
    now: Moment,
) -> QueryResult<()> {
    let mut submission = super::find(tx, permit.submission())?;
    submission.withdrawal_reason = Some(reason.to_owned()).filter(|reason| !reason.is_empty());
    put_cover(tx, &submission)?;
    diesel::update(submissions::table.find(submission.id))
        .set((submissions::state.eq(SubmissionState::Withdrawn), submissions::withdrawn_at.eq(now)))
        .execute(&mut **tx)?;
    settle(tx, submission.id)?;
    set_answer(tx, permit, (Verification::Disowned, None), now)
}

/// Begins the submission that stands in the place of what was recorded, with its one input.
pub fn begin_correction(
    tx: &mut Tx,
    permit: &MayAnswerIntervention,
    recorded: &Submission,
    written: &Written,
    now: Moment,
) -> QueryResult<(Submission, Input)> {
    let begun = Begun {
        language: &recorded.language,
        source: Source::Meeting,
        replaces: Some(permit.submission()),
    };
    let mut submission = insert(tx, permit.round(), permit.participant(), &begun, now)?;
    submission.submitted_by = permit.by().account;
    submission.late = recorded.late;
    put_cover(tx, &submission)?;
    let place = (submission.id, permit.round(), SubmissionState::Submitted);
    let account = permit.by().account;
    let input = put_input(tx, place, written, Origin::default(), account, now)?;
    Ok((submission, input))
}

/// The correction stands; what was recorded is kept, for those who may read it, and counts no more.
pub fn finish_correction(
    tx: &mut Tx,
    permit: &MayAnswerIntervention,
    correction: &Submission,
    sealed: &Sealed,
    now: Moment,
) -> QueryResult<()> {
    let salt = seal_salt(tx, &correction.public_id, &sealed.salt)?;
    diesel::update(submissions::table.find(correction.id))
        .set((
            submissions::state.eq(SubmissionState::Submitted),
            submissions::submitted_at.eq(now),
            submissions::late.eq(correction.late),
            submissions::receipt_code.eq(&sealed.receipt_code),
            submissions::salt.eq(salt),
            submissions::commitment.eq(&sealed.commitment),
            submissions::commitment_form.eq(Form::NEW.number()),
            submissions::published_at.eq(sealed.published.then_some(now)),
        ))
        .execute(&mut **tx)?;
    settle(tx, correction.id)?;
    diesel::update(submissions::table.find(permit.submission()))
        .set(submissions::state.eq(SubmissionState::Replaced))
        .execute(&mut **tx)?;
    settle(tx, permit.submission())?;
    set_answer(tx, permit, (Verification::Corrected, Some(correction.id)), now)
}

fn set_answer(
    tx: &mut Tx,
    permit: &MayAnswerIntervention,
    (verification, correction): (Verification, Option<SubmissionKey>),
    now: Moment,
) -> QueryResult<()> {
    diesel::update(
        interventions::table.filter(interventions::submission_id.eq(permit.submission())),
    )
    .set((
        interventions::verification.eq(verification),
        interventions::correction_id.eq(correction),
        interventions::answered_at.eq(now),
    ))
    .execute(&mut **tx)
    .map(drop)
}

/// How many meetings are sealed with this key.
pub(super) fn meetings_sealed_with(conn: &mut Conn, key: &str) -> QueryResult<i64> {
    meetings::table.filter(meetings::key_id.eq(key)).count().get_result(conn)
}

/// Seals a batch of meetings anew that are not sealed with the newest key; says how many.
pub(super) fn seal_meetings_anew(
    tx: &mut Tx,
    consultation: ConsultationKey,
    most: i64,
) -> QueryResult<usize> {
    let sealer = sealing::sealer(tx)?;
    let old: Vec<Row> = meetings::table
        .inner_join(rounds::table)
        .filter(rounds::consultation_id.eq(consultation))
        .filter(meetings::key_id.ne(sealer.key_id()))
        .limit(most)
        .select(Row::as_select())
        .load(&mut **tx)?;
    let count = old.len();
    for row in old {
        let meeting = row.open()?;
        seal_meeting(tx, &meeting, &meeting.facts)?;
    }
    Ok(count)
}
