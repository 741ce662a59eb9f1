//! A participant aligns itself with another's submission, except on named paragraphs. It says no text of
//! its own: what it aligns with is counted once, with its supporters.

use super::super::commitment::{Content, commitment};
use super::super::receipts::{self, Received};
use super::super::store::{self, Alignment, MakesAlignment, NewAlignment, Sealed, Submission};
use super::super::supporters;
use crate::db::{Conn, Tx};
use crate::journal::{self, Scope};
use crate::post::Desk;
use crate::procedure::alignments::{AlignedWith, may_align, may_register_alignment};
use crate::procedure::keys::{ParticipantKey, PublicId};
use crate::procedure::sight::{Sight, sight};
use crate::procedure::submissions::{may_reclassify, may_withdraw};
use crate::procedure::words::{PublicationClass, PublicationRule, Source, SubmissionState};
use crate::procedure::{Moment, Refusal, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::secrets;
use crate::signing::hex;
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;

/// What a participant says of another's submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aligning {
    pub participant: ParticipantKey,
    pub with: PublicId,
    /// The receipt's code of that submission was entered: it was handed over by whoever has it.
    pub by_code: bool,
    pub except: Vec<String>,
    pub remark: String,
    pub class: PublicationClass,
    pub language: String,
}

/// How an alignment came on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnPaper {
    pub source: Source,
    pub received_on: String,
    pub submitted_at: Moment,
    pub late: bool,
}

/// The rule's facts about what is aligned with.
pub fn facts(
    conn: &mut Conn,
    sight: &Sight,
    with: &Submission,
    by_code: bool,
) -> QueryResult<AlignedWith> {
    Ok(AlignedWith {
        author: with.participant_id,
        state: with.state,
        is_alignment: with.alignment.is_some(),
        is_unverified: store::facts(conn, with)?.unverified,
        is_known: by_code || supporters::is_known(conn, sight, with)?,
    })
}

/// Aligns the participant. Said again in the same words it is the same alignment; in others, the new one
/// takes the place of the old.
pub fn align(
    tx: &mut Tx,
    who: &Standing,
    desk: &Desk,
    round: &Round,
    new: &Aligning,
    now: Moment,
) -> Result<Submission, Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let with = find(tx, round, &new.with)?;
    let of_round = rounds::facts(tx, round)?;
    let with = facts(tx, &sight(who, &of_round, now), &with, new.by_code)?;
    let permit = may_align(who, &of_round, new.participant, &with, now)?;
    let before = standing(tx, round, new)?;
    if let Some(same) = before.iter().find(|one| says(one, new)) {
        return Ok(same.clone());
    }
    if before.iter().any(|one| one.published_at.is_some()) {
        return Err(Refusal::AlreadyPublished.into());
    }
    let makes = MakesAlignment::Aligning(&permit);
    let alignment = NewAlignment {
        participant: permit.participant(),
        alignment: alignment(new),
        language: &new.language,
        source: Source::Typed,
        submitted_at: now,
        late: permit.late(),
        received_on: None,
        replaces: before.first().map(|one| one.id),
    };
    let made = store::insert_alignment(tx, &makes, alignment, now)?;
    let sealed = seal(tx, &makes, round, &made, now)?;
    // Who it was is sealed: the journal tells the capacity alone.
    let by = permit.by().without_name();
    if let Some(old) = before.first() {
        let detail = json!({ "by": made.public_id });
        journal::record(tx, scope, &by, "alignment.replaced", &old.public_id, detail, now)?;
    }
    let detail = json!({
        "round": round.public_id,
        "late": permit.late(),
        "commitment": hex(&sealed.commitment),
    });
    journal::record(tx, scope, &by, "alignment.made", &made.public_id, detail, now)?;
    receipt(tx, desk, &makes, round, (&made, &sealed), now)?;
    Ok(store::find(tx, made.id)?)
}

/// Records what came on paper. Its class is the one that the call states.
pub fn register(
    tx: &mut Tx,
    who: &Standing,
    desk: &Desk,
    round: &Round,
    new: &Aligning,
    paper: &OnPaper,
    now: Moment,
) -> Result<Submission, Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let with = find(tx, round, &new.with)?;
    let of_round = rounds::facts(tx, round)?;
    let with = facts(tx, &sight(who, &of_round, now), &with, new.by_code)?;
    let permit = may_register_alignment(who, &of_round, new.participant, &with)?;
    let new = Aligning { class: round.registered_class, ..new.clone() };
    if let Some(same) = standing(tx, round, &new)?.into_iter().find(|one| says(one, &new)) {
        return Ok(same);
    }
    let makes = MakesAlignment::Registering(&permit);
    let alignment = NewAlignment {
        participant: new.participant,
        alignment: alignment(&new),
        language: &new.language,
        source: paper.source,
        submitted_at: paper.submitted_at,
        late: paper.late,
        received_on: Some(&paper.received_on),
        replaces: None,
    };
    let made = store::insert_alignment(tx, &makes, alignment, now)?;
    let sealed = seal(tx, &makes, round, &made, now)?;
    let detail = json!({
        "round": round.public_id,
        "source": paper.source,
        "late": paper.late,
        "commitment": hex(&sealed.commitment),
        "receipt": true,
    });
    let id = &made.public_id;
    journal::record(tx, scope, permit.by(), "alignment.registered", id, detail, now)?;
    receipt(tx, desk, &makes, round, (&made, &sealed), now)?;
    Ok(store::find(tx, made.id)?)
}

/// The submission of this round that is named; of another round there is none.
fn find(tx: &mut Tx, round: &Round, id: &PublicId) -> Result<Submission, Error> {
    let with = store::find_by_public_id(tx, id)?;
    if with.round_id == round.id { Ok(with) } else { Err(Error::NotFound) }
}

/// The participant's alignments with this very submission that stand.
fn standing(tx: &mut Tx, round: &Round, new: &Aligning) -> QueryResult<Vec<Submission>> {
    let mut all = store::alignments_in(tx, round.id)?;
    all.retain(|one| {
        one.participant_id == new.participant
            && one.alignment.as_ref().is_some_and(|alignment| alignment.with == new.with)
    });
    Ok(all)
}

fn says(made: &Submission, new: &Aligning) -> bool {
    made.alignment.as_ref().is_some_and(|alignment| {
        alignment.except == new.except
            && alignment.remark == new.remark
            && alignment.class == new.class
    })
}

fn alignment(new: &Aligning) -> Alignment {
    Alignment {
        with: new.with.clone(),
        except: new.except.clone(),
        remark: new.remark.clone(),
        class: new.class,
        class_as_made: new.class,
    }
}

/// Commits to the alignment as it is now stored.
fn seal(
    tx: &mut Tx,
    makes: &MakesAlignment<'_>,
    round: &Round,
    made: &Submission,
    now: Moment,
) -> QueryResult<Sealed> {
    let salt = secrets::random::<32>().to_vec();
    let content = Content {
        submission: made,
        at: made.submitted_at.unwrap_or(now),
        late: made.late,
        others: &made.co_submitters,
        inputs: &[],
        files: &[],
    };
    let sealed = Sealed {
        receipt_code: secrets::receipt_code(),
        commitment: commitment(&salt, &content),
        salt,
        published: round.publication_rule == PublicationRule::OnSubmission,
    };
    store::seal_alignment(tx, makes, made, &sealed, now)?;
    Ok(sealed)
}

/// The signed receipt: for the participant, or for the secretariat to hand over.
fn receipt(
    tx: &mut Tx,
    desk: &Desk,
    makes: &MakesAlignment<'_>,
    round: &Round,
    (made, sealed): (&Submission, &Sealed),
    now: Moment,
) -> Result<(), Error> {
    let at = made.submitted_at.unwrap_or(now);
    let (code, commitment) = (&sealed.receipt_code, &sealed.commitment);
    let body = receipts::write(tx, desk, round, &Received { code, commitment, at }, now)?;
    Ok(store::insert_alignment_receipt(tx, makes, made.id, &body)?)
}

/// Takes an alignment back, until it is published.
pub fn withdraw(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    id: &PublicId,
    reason: &str,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let made = store::find_by_public_id(tx, id)?;
    let permit = may_withdraw(who, &store::facts(tx, &made)?)?;
    store::withdraw(tx, &permit, reason, now)?;
    let by = permit.by().without_name();
    let detail = json!({ "round": round.public_id });
    Ok(journal::record(tx, scope, &by, "alignment.withdrawn", id, detail, now)?)
}

/// Moves an alignment from one class to another, as an input is moved.
pub fn reclassify(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    id: &PublicId,
    to: PublicationClass,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let made = store::find_by_public_id(tx, id)?;
    let facts = made.alignment_facts().ok_or(Error::NotFound)?;
    let permit = may_reclassify(who, &rounds::facts(tx, round)?, &facts, to, now)?;
    if facts.class == Some(to) {
        return Ok(());
    }
    store::reclassify_alignment(tx, &permit, &made)?;
    let detail = json!({ "from": permit.from().as_str(), "to": permit.to().as_str() });
    let by = permit.by().without_name();
    Ok(journal::record(tx, scope, &by, "alignment.reclassified", id, detail, now)?)
}

/// Is what it aligned with replaced, withdrawn or erased since? Then it stands for nothing any more.
pub fn is_void(conn: &mut Conn, alignment: &Alignment) -> QueryResult<bool> {
    let with = store::find_by_public_id(conn, &alignment.with)?;
    let is_erased = store::erasures_of(conn, with.id)?.iter().any(|one| one.input_id.is_none());
    Ok(with.state != SubmissionState::Submitted || is_erased)
}
