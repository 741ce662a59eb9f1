//! Writing to participants: to missions by note verbale, to everybody else by letter.
//!
//! A note verbale is drafted, edited, approved by hand (which numbers it), and dispatched on paper
//! or by the mission's mailbox; the persons' own letters go beside it when it is approved.

use super::letters;
use super::store::correspondence::{self as stored, NoteVerbale};
use super::store::{self, Round};
use super::wording::{Wording, fill};
use crate::consultations::store as consultations;
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::languages::Language;
use crate::participants::ensure_focal_point;
use crate::participants::store::{self as participants, Participant};
use crate::post::Desk;
use crate::procedure::preparation::{may_approve_note, may_record_dispatch};
use crate::procedure::rounds::{MayWriteToParticipants, may_invite_to, may_remind};
use crate::procedure::words::{Dispatch, Occasion};
use crate::procedure::{Moment, Standing};
use crate::text::paragraphs;
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;

/// What came of writing to participants.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    pub notes: usize,
    pub letters: usize,
}

/// Writes an invitation or a reminder to these participants: drafts a note verbale to each mission
/// and queues letters to everybody else's people. Who has been written to already is passed over,
/// so that a form sent twice writes once.
#[allow(clippy::too_many_arguments)]
pub fn write(
    tx: &mut Tx,
    who: &Standing,
    desk: &Desk,
    round: &Round,
    occasion: Occasion,
    to: &[Participant],
    wording: &Wording,
    now: Moment,
) -> Result<Written, Error> {
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let round = store::find(tx, round.id)?;
    let facts = store::facts(tx, &round)?;
    let permit = match occasion {
        Occasion::Reminder => may_remind(who, &facts, now)?,
        _ => may_invite_to(who, &facts, now)?,
    };
    let consultation = consultations::find(tx, round.consultation_id)?;
    let mut written = Written::default();
    for participant in to.iter().filter(|p| p.consultation_id == consultation.id) {
        let t = Language::of(&participant.language);
        if participant.kind.is_state() {
            let body = fill(wording.note_in(t), desk, &consultation, &round, participant);
            let drafted = draft_note(tx, &permit, &round, participant, occasion, &body, now)?;
            written.notes += usize::from(drafted);
        } else {
            let body = fill(wording.letter_in(t), desk, &consultation, &round, participant);
            let paragraphs = paragraphs(&body);
            let round = &round;
            written.letters += to_people(tx, desk, round, participant, occasion, &paragraphs, now)?;
        }
    }
    let detail = json!({
        "occasion": occasion.as_str(), "notes": written.notes, "letters": written.letters,
    });
    journal::record(tx, scope, permit.by(), "letters.written", &round.public_id, detail, now)?;
    Ok(written)
}

/// A mission has one invitation to a round, and one reminder at a time that is not dispatched.
fn draft_note(
    tx: &mut Tx,
    permit: &MayWriteToParticipants,
    round: &Round,
    participant: &Participant,
    occasion: Occasion,
    body: &str,
    now: Moment,
) -> QueryResult<bool> {
    let there = stored::notes_of_round(tx, round.id)?.into_iter().any(|note| {
        note.participant_id == participant.id
            && note.occasion == occasion
            && (occasion == Occasion::Invitation || note.dispatched_on.is_none())
    });
    if there {
        return Ok(false);
    }
    let text = (Language::of(&participant.language).code(), body);
    stored::insert_note(tx, permit, round.id, participant.id, occasion, text, now)?;
    Ok(true)
}

/// Letters to the people of a participant, and the row that says it was written to.
fn to_people(
    tx: &mut Tx,
    desk: &Desk,
    round: &Round,
    participant: &Participant,
    occasion: Occasion,
    paragraphs: &[String],
    now: Moment,
) -> QueryResult<usize> {
    ensure_focal_point(tx, participant, now)?;
    let letters = letters::to_people(tx, desk, round, participant, occasion, paragraphs, now)?;
    // An organization without an address has not been written to.
    if letters > 0 || participant.kind.is_state() {
        written_to(tx, round, participant, occasion, now)?;
    }
    Ok(letters)
}

fn written_to(
    tx: &mut Tx,
    round: &Round,
    participant: &Participant,
    occasion: Occasion,
    now: Moment,
) -> QueryResult<()> {
    match occasion {
        Occasion::Reminder => stored::was_reminded(tx, round.id, participant.id, now),
        _ => stored::was_invited(tx, round.id, participant.id, now),
    }
}

/// Changes the text of a note verbale that is not approved yet.
pub fn change(
    tx: &mut Tx,
    who: &Standing,
    note: &NoteVerbale,
    body: &str,
    version: i64,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(note.consultation_id);
    journal::hold(tx, scope)?;
    let note = stored::note(tx, note.id)?;
    let permit = may_approve_note(who, note.id, note.is_approved())?;
    if !stored::change_note(tx, &permit, body, version)? {
        return Err(Error::Conflict);
    }
    let (by, id) = (permit.by(), &note.public_id);
    journal::record(tx, scope, by, "note_verbale.changed", id, json!({}), now)?;
    Ok(())
}

/// Approves a note verbale as it was seen: it is numbered, never changes again, and the letters to
/// the mission's people go beside it. Answers the number.
pub fn approve(
    tx: &mut Tx,
    who: &Standing,
    desk: &Desk,
    note: &NoteVerbale,
    version: i64,
    now: Moment,
) -> Result<String, Error> {
    let scope = Scope::Consultation(note.consultation_id);
    journal::hold(tx, scope)?;
    let note = stored::note(tx, note.id)?;
    let permit = may_approve_note(who, note.id, note.is_approved())?;
    let consultation = consultations::find(tx, note.consultation_id)?;
    let year = now.in_zone(&consultation.time_zone).year();
    let number = stored::next_number(tx, consultation.id, year)?;
    if !stored::approve_note(tx, &permit, &number, version, now)? {
        return Err(Error::Conflict);
    }
    let detail = json!({"number": number});
    let (by, id) = (permit.by(), &note.public_id);
    journal::record(tx, scope, by, "note_verbale.approved", id, detail, now)?;
    if let Some(round) = note.round_id {
        let round = store::find(tx, round)?;
        let participant = participants::find(tx, note.participant_id)?;
        let t = Language::of(&participant.language);
        let paragraphs = letters::beside_the_note(tx, t, &round, note.occasion)?;
        to_people(tx, desk, &round, &participant, note.occasion, &paragraphs, now)?;
    }
    Ok(number)
}

/// Records when and how an approved note verbale left. `on` is a civil date.
pub fn record_dispatch(
    tx: &mut Tx,
    who: &Standing,
    note: &NoteVerbale,
    on: jiff::civil::Date,
    how: Dispatch,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(note.consultation_id);
    journal::hold(tx, scope)?;
    let note = stored::note(tx, note.id)?;
    let permit = may_record_dispatch(who, note.id, note.is_approved())?;
    stored::record_dispatch(tx, &permit, &on.to_string(), how, now)?;
    let detail = json!({"on": on.to_string(), "how": how.as_str()});
    let (by, id) = (permit.by(), &note.public_id);
    journal::record(tx, scope, by, "note_verbale.dispatched", id, detail, now)?;
    Ok(())
}
