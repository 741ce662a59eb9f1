//! What elements of a framework can be gathered from: the answers and comments of every round that
//! a member of the team may see by now.

use crate::consolidation::views::{Dossier, dossier, input_named};
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::drafts::store as drafts;
use crate::procedure::consolidation::may_consolidate;
use crate::procedure::keys::{InputKey, PublicId, ThemeKey};
use crate::procedure::sight::sight;
use crate::procedure::words::{InputKind, SubmissionState};
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{self as rounds, Question, Round};
use crate::submissions::views::{Seen, one};
use crate::web::Error;
use diesel::OptionalExtension;

/// One round with what was said in it.
pub struct Gathered {
    pub round: Round,
    pub questions: Vec<Question>,
    dossier: Dossier,
}

impl Gathered {
    /// What elements can be gathered from: everything but textual proposals.
    pub fn sources(&self) -> impl Iterator<Item = &Seen> {
        self.dossier.seen.iter().filter(|seen| seen.input.kind != InputKind::Proposal)
    }

    pub fn is_tagged(&self, input: InputKey, theme: ThemeKey) -> bool {
        self.dossier.is_tagged(input, theme)
    }

    /// The question that an input answers.
    pub fn question(&self, seen: &Seen) -> Option<&str> {
        let asked = self.questions.iter().find(|one| Some(one.id) == seen.input.question_id);
        asked.map(|question| question.body.as_str())
    }
}

/// Every round whose inputs this person may see now, the oldest first.
pub fn gathered(
    conn: &mut Conn,
    who: &Standing,
    consultation: &Consultation,
    now: Moment,
) -> Result<Vec<Gathered>, Error> {
    let mut all = Vec::new();
    for round in rounds::of_consultation(conn, consultation.id)? {
        let facts = rounds::facts(conn, &round)?;
        if may_consolidate(who, &facts, now).is_err() {
            continue;
        }
        let dossier = dossier(conn, &sight(who, &facts, now), consultation.id, round.id)?;
        let questions = rounds::questions(conn, round.id)?;
        all.push(Gathered { round, questions, dossier });
    }
    Ok(all)
}

/// The input of that public id: of this consultation, submitted, no proposal, and only where this
/// person may see it.
pub fn source(
    conn: &mut Conn,
    who: &Standing,
    consultation: &Consultation,
    id: &PublicId,
    now: Moment,
) -> Result<InputKey, Error> {
    let (input, round) = input_named(conn, id)?.ok_or(Error::NotFound)?;
    let round = rounds::find(conn, round)?;
    if round.consultation_id != consultation.id {
        return Err(Error::NotFound);
    }
    let facts = rounds::facts(conn, &round)?;
    may_consolidate(who, &facts, now)?;
    let seen = one(conn, &sight(who, &facts, now), input)?.ok_or(Error::NotFound)?;
    let fits = seen.submission.state == SubmissionState::Submitted
        && seen.input.kind != InputKind::Proposal;
    if fits { Ok(input) } else { Err(Error::NotFound) }
}

/// The identity, if a draft of this consultation has a paragraph of it.
pub fn paragraph(
    conn: &mut Conn,
    consultation: &Consultation,
    identity: &str,
) -> Result<String, Error> {
    for draft in drafts::of_consultation(conn, consultation.id)? {
        if drafts::element_of_identity(conn, draft.id, identity).optional()?.is_some() {
            return Ok(identity.to_owned());
        }
    }
    Err(Error::NotFound)
}
