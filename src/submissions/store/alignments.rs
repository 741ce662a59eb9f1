//! Alignments. An alignment is a submission without a text of its own: it is committed to, receipted,
//! published and withdrawn as one. With whose text it aligns, and on what not, stands in its cover.

use super::super::commitment::Form;
use super::sealed::{put_cover, seal_salt};
use super::writing::{Begun, insert};
use super::{CoSubmitter, Sealed, Submission};
use crate::db::{Conn, Tx};
use crate::procedure::Moment;
use crate::procedure::alignments::{MayAlign, MayAnswerCoSubmission};
use crate::procedure::keys::{ParticipantKey, PublicId, RoundKey, SubmissionKey};
use crate::procedure::sight::InputFacts;
use crate::procedure::submissions::{MayReclassify, MayRegister};
use crate::procedure::words::{PublicationClass, Source, SubmissionState};
use crate::schema::{receipts, submissions};
use diesel::prelude::*;

/// What a participant says of another's text instead of a text of its own.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Alignment {
    /// The submission that it is with.
    pub with: PublicId,
    /// The identities of the elements on which it is not.
    pub except: Vec<String>,
    pub remark: String,
    pub class: PublicationClass,
    /// Its class when it was made, which the commitment covers.
    pub class_as_made: PublicationClass,
}

impl Alignment {
    /// What is left after an erasure.
    pub(super) fn without_words(self) -> Self {
        Self { remark: String::new(), except: Vec::new(), ..self }
    }
}

impl Submission {
    /// What visibility turns on, for an alignment; None for a text.
    pub fn alignment_facts(&self) -> Option<InputFacts> {
        let alignment = self.alignment.as_ref()?;
        Some(InputFacts {
            participant: self.participant_id,
            state: self.state,
            class: Some(alignment.class),
            published: self.published_at.is_some(),
        })
    }
}

/// Whoever aligns itself, or records that somebody does.
pub enum MakesAlignment<'a> {
    Aligning(&'a MayAlign),
    Registering(&'a MayRegister),
}

impl MakesAlignment<'_> {
    fn round(&self) -> RoundKey {
        match self {
            Self::Aligning(permit) => permit.round(),
            Self::Registering(permit) => permit.round(),
        }
    }
}

/// An alignment about to be stored.
pub struct NewAlignment<'a> {
    pub participant: ParticipantKey,
    pub alignment: Alignment,
    pub language: &'a str,
    pub source: Source,
    pub submitted_at: Moment,
    pub late: bool,
    pub received_on: Option<&'a str>,
    pub replaces: Option<SubmissionKey>,
}

pub fn insert_alignment(
    tx: &mut Tx,
    permit: &MakesAlignment<'_>,
    new: NewAlignment<'_>,
    now: Moment,
) -> QueryResult<Submission> {
    let begun = Begun { language: new.language, source: new.source, replaces: new.replaces };
    let mut made = insert(tx, permit.round(), new.participant, &begun, now)?;
    made.alignment = Some(new.alignment);
    let mut registered_by = None;
    match permit {
        MakesAlignment::Aligning(permit) => made.submitted_by = permit.by().account,
        MakesAlignment::Registering(permit) => registered_by = permit.by().account,
    }
    put_cover(tx, &made)?;
    diesel::update(submissions::table.find(made.id))
        .set((
            submissions::state.eq(SubmissionState::Submitted),
            submissions::submitted_at.eq(new.submitted_at),
            submissions::late.eq(new.late),
            submissions::received_on.eq(new.received_on),
            submissions::registered_by.eq(registered_by),
        ))
        .execute(&mut **tx)?;
    if let Some(old) = new.replaces {
        diesel::update(submissions::table.find(old))
            .set(submissions::state.eq(SubmissionState::Replaced))
            .execute(&mut **tx)?;
    }
    super::find(tx, made.id)
}

/// Keeps what makes the alignment provable.
pub fn seal_alignment(
    tx: &mut Tx,
    _permit: &MakesAlignment<'_>,
    made: &Submission,
    sealed: &Sealed,
    now: Moment,
) -> QueryResult<()> {
    let salt = seal_salt(tx, &made.public_id, &sealed.salt)?;
    diesel::update(submissions::table.find(made.id))
        .set((
            submissions::receipt_code.eq(&sealed.receipt_code),
            submissions::salt.eq(salt),
            submissions::commitment.eq(&sealed.commitment),
            submissions::commitment_form.eq(Form::NEW.number()),
            submissions::published_at.eq(sealed.published.then_some(now)),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn insert_alignment_receipt(
    tx: &mut Tx,
    _permit: &MakesAlignment<'_>,
    made: SubmissionKey,
    body: &str,
) -> QueryResult<()> {
    diesel::insert_into(receipts::table)
        .values((receipts::submission_id.eq(made), receipts::body.eq(body)))
        .execute(&mut **tx)
        .map(drop)
}

pub fn reclassify_alignment(
    tx: &mut Tx,
    permit: &MayReclassify,
    made: &Submission,
) -> QueryResult<()> {
    let mut changed = made.clone();
    if let Some(alignment) = &mut changed.alignment {
        alignment.class = permit.to();
    }
    put_cover(tx, &changed)
}

/// The alignments that stand in a round, in the order in which they were made. None that was erased.
pub fn alignments_in(conn: &mut Conn, round: RoundKey) -> QueryResult<Vec<Submission>> {
    let erased: Vec<SubmissionKey> = super::erasures_in(conn, round)?
        .into_iter()
        .filter(|one| one.input_id.is_none())
        .map(|one| one.submission_id)
        .collect();
    let mut all = super::submitted(conn, round)?;
    all.retain(|one| one.alignment.is_some() && !erased.contains(&one.id));
    Ok(all)
}

/// What the co-submitter answers, on the cover.
pub fn answer_co_submission(
    tx: &mut Tx,
    permit: &MayAnswerCoSubmission,
    submission: &Submission,
    confirms: bool,
) -> QueryResult<()> {
    let mut answered = submission.clone();
    for other in &mut answered.co_submitters {
        if other.participant_id == Some(permit.participant()) {
            (other.is_confirmed, other.has_objected) = (confirms, !confirms);
        }
    }
    put_cover(tx, &answered)
}

/// The submissions of a round that stand and name one of these participants beside their sender.
pub fn naming(
    conn: &mut Conn,
    round: RoundKey,
    participants: &[ParticipantKey],
) -> QueryResult<Vec<(Submission, CoSubmitter)>> {
    let all = super::submitted(conn, round)?;
    let named = all.into_iter().flat_map(|one| {
        let is_theirs = |other: &&CoSubmitter| {
            other.participant_id.is_some_and(|key| participants.contains(&key))
        };
        let theirs: Vec<CoSubmitter> =
            one.co_submitters.iter().filter(is_theirs).cloned().collect();
        theirs.into_iter().map(move |other| (one.clone(), other))
    });
    Ok(named.collect())
}
