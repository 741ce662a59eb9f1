//! A name that is withheld is read by an act of its own: the journal says who read which, never the name.

use super::super::store::{self, Attachment, Input, Submission};
use super::super::views;
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::procedure::keys::PublicId;
use crate::procedure::sight::InputFacts;
use crate::procedure::submissions::may_read_identity;
use crate::procedure::words::PublicationClass;
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::web::Error;
use serde_json::json;

/// Whoever asks may be told who is behind an input: see [`views::author_of`].
pub fn identify(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    (input, submission): (&Input, &Submission),
    now: Moment,
) -> Result<(), Error> {
    // Of what was erased nobody learns any more who it was.
    let erasures = store::erasures_of(tx, submission.id)?;
    if views::erased_at(&erasures, input).is_some() {
        return Err(Error::NotFound);
    }
    record(tx, who, round, &views::facts(input, submission), &input.public_id, now)
}

/// The same for a file: whoever has it may read its letterhead.
pub fn identify_file(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    (file, submission): (&Attachment, &Submission),
    now: Moment,
) -> Result<(), Error> {
    let facts = views::file_facts(file, submission);
    record(tx, who, round, &facts, &file.public_id, now)
}

fn record(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    facts: &InputFacts,
    subject: &PublicId,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let permit = may_read_identity(who, &rounds::facts(tx, round)?, facts, now)?;
    let class = facts.class.map_or("", PublicationClass::as_str);
    let detail = json!({ "class": class });
    Ok(journal::record(tx, scope, permit.by(), "identity.read", subject, detail, now)?)
}
