//! Content is erased: what stays is a row without text, its commitment, and a mark.

use super::files::{remove_file, seal_facts};
use super::sealed::{put_cover, put_words};
use super::{Alignment, Attachment, Input, Submission};
use crate::db::{Backend, Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::keys::{
    AttachmentKey, ConsultationKey, InputKey, PublicId, RoundKey, SubmissionKey,
};
use crate::procedure::standing::Actor;
use crate::procedure::submissions::MayErase;
use crate::procedure::words::SubmissionState;
use crate::schema::{
    attachments, committed_files, committed_inputs, copied_inputs, erasures, inputs, redactions,
    rounds, submissions,
};
use crate::sealing::{self, Place};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

/// The mark. By whose authority and why is kept, and shown to nobody on a page.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = erasures, check_for_backend(Backend, diesel::pg::Pg, diesel::sqlite::Sqlite))]
pub struct Erasure {
    pub submission_id: SubmissionKey,
    /// None: all of the submission.
    pub input_id: Option<InputKey>,
    pub at: Moment,
}

impl Erasure {
    /// Did it take this input, by itself or with its submission?
    pub fn takes(&self, submission: SubmissionKey, input: InputKey) -> bool {
        self.submission_id == submission && self.input_id.is_none_or(|key| key == input)
    }
}

pub fn erasures_of(conn: &mut Conn, submission: SubmissionKey) -> QueryResult<Vec<Erasure>> {
    erasures::table
        .filter(erasures::submission_id.eq(submission))
        .order(erasures::id)
        .select(Erasure::as_select())
        .load(conn)
}

pub fn erasures_in(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<Erasure>> {
    erasures::table
        .inner_join(submissions::table)
        .filter(submissions::round_id.eq(round))
        .order(erasures::id)
        .select(Erasure::as_select())
        .load(conn)
}

/// By whose authority, and why.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Why<'a> {
    pub authority: &'a str,
    pub reason: &'a str,
}

const WHY: &str = "why it was erased";

/// Seals why something of this submission was erased at this moment.
fn seal_why(
    tx: &mut Tx,
    submission: &PublicId,
    at: Moment,
    why: &Why<'_>,
) -> QueryResult<(Vec<u8>, String)> {
    let sealer = sealing::sealer(tx)?;
    let id = place_of_why(submission, at);
    let sealed = sealer.seal_document(Place::of(WHY, &id), why)?;
    Ok((sealed, sealer.key_id().to_owned()))
}

fn place_of_why(submission: &PublicId, at: Moment) -> String {
    format!("{submission}/{}", at.as_micros())
}

#[derive(Deserialize)]
struct Told {
    authority: String,
    reason: String,
}

/// Why something was erased, opened; where an earlier version wrote it, it stands open.
pub(super) fn open_why(conn: &mut Conn, erasure: i64) -> QueryResult<()> {
    let (id, at, sealed): (PublicId, Moment, Option<Vec<u8>>) = erasures::table
        .inner_join(submissions::table)
        .filter(erasures::id.eq(erasure))
        .select((submissions::public_id, erasures::at, erasures::sealed))
        .first(conn)?;
    if let Some(sealed) = sealed {
        sealing::open_document::<Told>(Place::of(WHY, &place_of_why(&id, at)), &sealed)?;
    }
    Ok(())
}

/// Seals a batch of a consultation's erasures that the newest key does not seal yet; says how many.
pub(super) fn seal_erasures_anew(
    tx: &mut Tx,
    consultation: ConsultationKey,
    most: i64,
) -> QueryResult<usize> {
    type Row = (i64, PublicId, Moment, (String, String), Option<Vec<u8>>);
    let key = sealing::sealer(tx)?.key_id().to_owned();
    let old: Vec<Row> = erasures::table
        .inner_join(submissions::table.inner_join(rounds::table))
        .filter(rounds::consultation_id.eq(consultation))
        .filter(erasures::key_id.is_null().or(erasures::key_id.ne(&key)))
        .limit(most)
        .select((
            erasures::id,
            submissions::public_id,
            erasures::at,
            (erasures::authority, erasures::reason),
            erasures::sealed,
        ))
        .load(&mut **tx)?;
    for (row, id, at, (authority, reason), sealed) in &old {
        let told = match sealed {
            Some(sealed) => sealing::open_document(Place::of(WHY, &place_of_why(id, *at)), sealed)?,
            None => Told { authority: authority.clone(), reason: reason.clone() },
        };
        let why = Why { authority: &told.authority, reason: &told.reason };
        let (sealed, key) = seal_why(tx, id, *at, &why)?;
        diesel::update(erasures::table.find(row))
            .set((
                erasures::authority.eq(""),
                erasures::reason.eq(""),
                erasures::sealed.eq(sealed),
                erasures::key_id.eq(key),
            ))
            .execute(&mut **tx)?;
    }
    Ok(old.len())
}

pub fn mark_erased(
    tx: &mut Tx,
    _permit: &MayErase,
    submission: SubmissionKey,
    input: Option<InputKey>,
    (by, why): (&Actor, &Why<'_>),
    now: Moment,
) -> QueryResult<()> {
    let id: PublicId =
        submissions::table.find(submission).select(submissions::public_id).first(&mut **tx)?;
    let (sealed, key) = seal_why(tx, &id, now, why)?;
    diesel::insert_into(erasures::table)
        .values((
            erasures::submission_id.eq(submission),
            erasures::input_id.eq(input),
            erasures::at.eq(now),
            erasures::account_id.eq(by.account),
            erasures::authority.eq(""),
            erasures::reason.eq(""),
            erasures::sealed.eq(sealed),
            erasures::key_id.eq(key),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// The texts of an input, and whatever could be worked back to them: the letter that it was cut out of, too.
pub fn erase_texts(tx: &mut Tx, permit: &MayErase, input: &Input) -> QueryResult<()> {
    diesel::delete(redactions::table.filter(redactions::input_id.eq(input.id)))
        .execute(&mut **tx)?;
    super::erase_letter_text(tx, permit, input.submission_id)?;
    let bare = Input {
        body: String::new(),
        quoted: String::new(),
        proposed: String::new(),
        mismatch: None,
        particulars: Default::default(),
        // A digest of the row that it came in.
        source_key: None,
        ..input.clone()
    };
    put_words(tx, &bare, !input.is_sealed)?;
    diesel::update(inputs::table.find(input.id))
        .set(inputs::row_version.eq(inputs::row_version + 1))
        .execute(&mut **tx)
        .map(drop)
}

/// The salt of an excerpt's own commitment.
pub fn drop_excerpt_salt(tx: &mut Tx, _permit: &MayErase, input: InputKey) -> QueryResult<()> {
    diesel::update(committed_inputs::table.filter(committed_inputs::input_id.eq(input)))
        .set((
            committed_inputs::salt.eq(None::<Vec<u8>>),
            committed_inputs::key_id.eq(None::<String>),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// The salt of the submission's commitment: without it, nobody can guess what was there.
pub fn drop_salt(tx: &mut Tx, _permit: &MayErase, submission: SubmissionKey) -> QueryResult<()> {
    diesel::update(submissions::table.find(submission))
        .set(submissions::salt.eq(None::<Vec<u8>>))
        .execute(&mut **tx)
        .map(drop)
}

/// A file: its bytes, its name, its digest, and the salt of a commitment of its own.
pub fn erase_file(tx: &mut Tx, _permit: &MayErase, file: &Attachment) -> QueryResult<()> {
    super::parts::remove_parts(tx, file.id)?;
    diesel::update(committed_files::table.filter(committed_files::attachment_id.eq(file.id)))
        .set((
            committed_files::salt.eq(None::<Vec<u8>>),
            committed_files::key_id.eq(None::<String>),
        ))
        .execute(&mut **tx)?;
    let bare = Attachment { name: String::new(), size: 0, digest: Vec::new(), ..file.clone() };
    let (sealed, key_id) = seal_facts(tx, &bare)?;
    diesel::update(attachments::table.find(file.id))
        .set((attachments::sealed.eq(sealed), attachments::key_id.eq(key_id)))
        .execute(&mut **tx)
        .map(drop)
}

/// What the cover says in words.
pub fn erase_cover(tx: &mut Tx, _permit: &MayErase, one: SubmissionKey) -> QueryResult<()> {
    let before = super::find(tx, one)?;
    let alignment = before.alignment.clone().map(Alignment::without_words);
    let bare = Submission {
        alignment,
        own_date: None,
        own_reference: None,
        on_behalf_of: None,
        withdrawal_reason: None,
        co_submitters: Vec::new(),
        ..before
    };
    put_cover(tx, &bare)?;
    super::meetings::erase_meeting(tx, one)?;
    diesel::update(submissions::table.find(one))
        .set(submissions::row_version.eq(submissions::row_version + 1))
        .execute(&mut **tx)
        .map(drop)
}

/// The submissions that it took the place of.
pub fn replaced_by(conn: &mut Conn, one: &Submission) -> QueryResult<Vec<Submission>> {
    let mut found = Vec::new();
    let mut before = one.replaces_id;
    while let Some(key) = before {
        let old = super::find(conn, key)?;
        before = old.replaces_id;
        found.push(old);
    }
    Ok(found)
}

/// What is drafted to take its place.
pub fn drafted_after(conn: &mut Conn, one: &Submission) -> QueryResult<Option<Submission>> {
    submissions::table
        .filter(submissions::replaces_id.eq(one.id))
        .filter(submissions::state.eq(SubmissionState::Drafting))
        .select(Submission::as_select())
        .first(conn)
        .optional()
}

/// What was submitted in its place.
pub fn submitted_after(conn: &mut Conn, one: &Submission) -> QueryResult<Option<Submission>> {
    submissions::table
        .filter(submissions::replaces_id.eq(one.id))
        .filter(submissions::state.ne(SubmissionState::Drafting))
        .order(submissions::id.desc())
        .select(Submission::as_select())
        .first(conn)
        .optional()
}

/// This input with the other rows of its proposal, and whatever was copied from one of them or that one of
/// them was copied from, however many times.
pub fn with_rows_and_copies(conn: &mut Conn, one: &Input) -> QueryResult<Vec<Input>> {
    let (mut found, mut next) = (vec![one.id], 0);
    let mut all = Vec::new();
    while let Some(key) = found.get(next).copied() {
        next += 1;
        let input = super::input(conn, key)?;
        let rows = rows_beside(conn, &input)?;
        all.push(input);
        let later = copied_inputs::table
            .filter(copied_inputs::from_id.eq(key))
            .select(copied_inputs::input_id)
            .load::<InputKey>(conn)?;
        let earlier = copied_inputs::table
            .filter(copied_inputs::input_id.eq(key))
            .select(copied_inputs::from_id)
            .load::<InputKey>(conn)?;
        for key in rows.into_iter().chain(later).chain(earlier) {
            if !found.contains(&key) {
                found.push(key);
            }
        }
    }
    Ok(all)
}

/// What was copied from these submissions, which come in one another's place, into others that do not come in theirs any more: they
/// were to, and stand alone since. What those were copied from themselves is not theirs.
pub fn copied_elsewhere(conn: &mut Conn, all: &[Submission]) -> QueryResult<Vec<Input>> {
    let keys: Vec<SubmissionKey> = all.iter().map(|one| one.id).collect();
    let mut from: Vec<InputKey> =
        inputs::table.filter(inputs::submission_id.eq_any(&keys)).select(inputs::id).load(conn)?;
    let mut elsewhere = Vec::new();
    while let Some(key) = from.pop() {
        let copies: Vec<InputKey> = copied_inputs::table
            .filter(copied_inputs::from_id.eq(key))
            .select(copied_inputs::input_id)
            .load(conn)?;
        for copy in copies {
            let copy = super::input(conn, copy)?;
            let of = super::find(conn, copy.submission_id)?;
            let before = replaced_by(conn, &of)?;
            // Whatever comes in their place goes its own way, with what was copied from it.
            if keys.contains(&of.id) || before.iter().any(|one| keys.contains(&one.id)) {
                continue;
            }
            from.push(copy.id);
            elsewhere.push(copy);
        }
    }
    Ok(elsewhere)
}

/// The other rows of the proposal that an input is a row of.
pub fn rows_beside(conn: &mut Conn, one: &Input) -> QueryResult<Vec<InputKey>> {
    let Some(group) = &one.proposal_group else { return Ok(Vec::new()) };
    let all = super::inputs_of(conn, one.submission_id)?.into_iter();
    let rows = all.filter(|row| row.id != one.id && row.proposal_group.as_ref() == Some(group));
    Ok(rows.map(|row| row.id).collect())
}

/// Takes out of a draft, which was never sent and so is in no record, every input that was copied into it.
pub fn take_copies_out(tx: &mut Tx, _permit: &MayErase, draft: SubmissionKey) -> QueryResult<()> {
    let copies = copied_inputs::table.select(copied_inputs::input_id);
    let of_draft = inputs::submission_id.eq(draft).and(inputs::id.eq_any(copies));
    diesel::delete(inputs::table.filter(of_draft)).execute(&mut **tx).map(drop)
}

/// The same with one input.
pub fn take_out_of_draft(tx: &mut Tx, _permit: &MayErase, input: InputKey) -> QueryResult<()> {
    super::remove_input(tx, input)
}

/// And with a file.
pub fn take_file_out_of_draft(
    tx: &mut Tx,
    _permit: &MayErase,
    file: AttachmentKey,
) -> QueryResult<()> {
    remove_file(tx, file)
}

/// Has the input a commitment of its own?
pub fn is_excerpt(conn: &mut Conn, input: &Input) -> QueryResult<bool> {
    let own: i64 = committed_inputs::table
        .filter(committed_inputs::input_id.eq(input.id))
        .filter(committed_inputs::commitment.is_not_null())
        .count()
        .get_result(conn)?;
    Ok(own > 0)
}
