//! Meetings: the secretariat enters one with its record, corrects what is known of it, and puts the
//! comments of the rapporteur's list on the text. They are a region's, and go the way of all inputs.

use super::super::cover::Cover;
use super::super::store::{self, CheckedFile, MayAttach, Meeting, MeetingFacts, Registered};
use super::super::written::Written;
use super::committing::commit_later_file;
use super::registering;
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::participants::store::{self as participants, Participant, meetings};
use crate::post::Desk;
use crate::procedure::keys::{ParticipantKey, PublicId, RoundKey};
use crate::procedure::meetings::{may_correct_meeting, may_keep_record};
use crate::procedure::words::{RegionalGroup, Source};
use crate::procedure::{Moment, Standing};
use crate::rounds::store::{self as rounds, Round};
use crate::signing::hex;
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;
use sha2::{Digest, Sha256};

/// A meeting as it is entered.
#[derive(Debug, Clone)]
pub struct NewMeeting {
    pub facts: MeetingFacts,
    /// In whose name its comments are: "African region".
    pub attributed_to: String,
    pub language: String,
    /// The end of its last day, or now where that is not over.
    pub held_at: Moment,
    pub late: bool,
    pub form_key: Option<String>,
}

/// What came of entering or correcting a meeting.
#[derive(Debug, Clone)]
pub enum Entered {
    Done(Box<Meeting>),
    /// A participant that is no meeting has the name.
    NameTaken,
    /// Somebody else stored something since it was read.
    Conflict,
}

/// Of which region its comments are; of none where it was the meeting of several.
fn region(facts: &MeetingFacts) -> Option<RegionalGroup> {
    match facts.regions[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// Enters a meeting. Its record is registered as a submission without an input yet.
pub fn register(
    tx: &mut Tx,
    who: &Standing,
    desk: &Desk,
    round: &Round,
    new: &NewMeeting,
    original: Option<&CheckedFile>,
    now: Moment,
) -> Result<Entered, Error> {
    let permit = registering::permit(tx, who, round)?;
    if let Some(form_key) = &new.form_key
        && let Some(before) = store::registered_by_form(tx, form_key)?
        && let Some(meeting) = store::meeting_of(tx, before.id)?
    {
        return Ok(Entered::Done(Box::new(meeting)));
    }
    let named = (new.attributed_to.as_str(), region(&new.facts));
    let consultation = round.consultation_id;
    let author = meetings::meeting_named(tx, &permit, consultation, named, &new.language, now)?;
    let Some(author) = author else { return Ok(Entered::NameTaken) };
    let registered = Registered {
        participant: author.id,
        source: Source::Meeting,
        submitted_at: new.held_at,
        late: new.late,
        received_on: Some(new.facts.last_date.clone()),
        cover: Cover { language: new.language.clone(), ..Cover::default() },
        form_key: new.form_key.clone(),
    };
    let submission = registering::register(tx, who, desk, round, &registered, original, now)?;
    let meeting = store::insert_meeting(tx, &permit, submission.id, &new.facts, now)?;
    let scope = Scope::Consultation(round.consultation_id);
    let detail = json!({ "round": round.public_id });
    let id = &meeting.public_id;
    journal::record(tx, scope, permit.by(), "meeting.registered", id, detail, now)?;
    Ok(Entered::Done(Box::new(meeting)))
}

/// Corrects what is known of a meeting, as it was read at `version`, until its comments are published.
pub fn correct(
    tx: &mut Tx,
    who: &Standing,
    meeting: &PublicId,
    (attributed_to, facts): (&str, &MeetingFacts),
    version: i64,
    now: Moment,
) -> Result<Entered, Error> {
    let meeting = store::find_meeting(tx, meeting)?;
    let round = rounds::find(tx, meeting.round_id)?;
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let meeting = store::find_meeting(tx, &meeting.public_id)?;
    let submission = store::find(tx, meeting.submission_id)?;
    let round_facts = rounds::facts(tx, &round)?;
    let permit = may_correct_meeting(who, &round_facts, &store::facts(tx, &submission)?)?;
    let author = participants::find(tx, submission.participant_id)?;
    let fields = changed(&meeting.facts, facts, author.name != attributed_to);
    if fields.is_empty() {
        return Ok(Entered::Done(Box::new(meeting)));
    }
    if meeting.row_version != version {
        return Ok(Entered::Conflict);
    }
    let named = (attributed_to, region(facts));
    let of_name = participants::find_by_name(tx, round.consultation_id, attributed_to)?;
    let author = match of_name {
        Some(other) if other.id != author.id => {
            Some(other).filter(|other| other.kind == author.kind)
        }
        // It is called otherwise, or another: others that were in its name stay so.
        _ if is_alone(tx, &round, &meeting, &author)? => {
            Some(meetings::rename_meeting(tx, &permit, author.id, named, now)?)
        }
        Some(same) => Some(same),
        None => {
            let registering = registering::permit(tx, who, &round)?;
            let (key, language) = (round.consultation_id, &submission.language);
            meetings::meeting_named(tx, &registering, key, named, language, now)?
        }
    };
    let Some(author) = author else { return Ok(Entered::NameTaken) };
    if !store::correct_meeting(tx, &permit, &meeting, (author.id, facts), version)? {
        return Ok(Entered::Conflict);
    }
    let detail = json!({ "round": round.public_id, "fields": fields });
    let id = &meeting.public_id;
    journal::record(tx, scope, permit.by(), "meeting.corrected", id, detail, now)?;
    Ok(Entered::Done(Box::new(store::find_meeting(tx, id)?)))
}

/// Keeps the record as a file after the meeting was entered: beside what is there, in the place of another. The
/// other is kept, and the journal says which took whose place. The same file again is a second click.
pub fn keep_record(
    tx: &mut Tx,
    who: &Standing,
    meeting: &PublicId,
    file: &CheckedFile,
    now: Moment,
) -> Result<(), Error> {
    let meeting = store::find_meeting(tx, meeting)?;
    let round = rounds::find(tx, meeting.round_id)?;
    let scope = Scope::Consultation(round.consultation_id);
    journal::hold(tx, scope)?;
    let submission = store::find(tx, meeting.submission_id)?;
    let standing = store::attachments_of(tx, submission.id)?;
    let standing: Vec<_> = standing.into_iter().filter(|one| one.replaced_at.is_none()).collect();
    let digest = Sha256::digest(&file.bytes).to_vec();
    if standing.iter().any(|one| one.digest == digest && one.name == file.name) {
        return Ok(());
    }
    let (facts, about) = (rounds::facts(tx, &round)?, store::facts(tx, &submission)?);
    let is_erased = !store::erasures_of(tx, submission.id)?.is_empty();
    let permit = may_keep_record(who, &facts, &about, (!standing.is_empty(), is_erased))?;
    let keeping = MayAttach::Keeping(&permit);
    let class = Some(round.registered_class);
    let id = store::attach(tx, &keeping, submission.id, file, class, now)?;
    let kept = store::find_attachment(tx, &id)?;
    let commitment = commit_later_file(tx, &permit, &submission, &kept)?;
    let detail = json!({ "submission": submission.public_id, "commitment": hex(&commitment) });
    journal::record(tx, scope, permit.by(), "file.registered", &id, detail, now)?;
    for old in standing {
        store::supersede(tx, &permit, old.id, now)?;
        let detail = json!({ "by": id });
        journal::record(tx, scope, permit.by(), "file.replaced", &old.public_id, detail, now)?;
    }
    Ok(())
}

/// Is nothing else in the name of this meeting's author?
fn is_alone(
    tx: &mut Tx,
    round: &Round,
    meeting: &Meeting,
    author: &Participant,
) -> QueryResult<bool> {
    let own: [ParticipantKey; 1] = [author.id];
    let all = store::of_participants(tx, &own)?;
    let others = all.iter().filter(|one| one.id != meeting.submission_id);
    Ok(author.consultation_id == round.consultation_id && others.count() == 0)
}

/// The names of what changes.
fn changed(old: &MeetingFacts, new: &MeetingFacts, renamed: bool) -> Vec<&'static str> {
    let all = [
        ("title", old.title != new.title),
        ("city", old.city != new.city),
        ("country", old.country != new.country),
        ("first_date", old.first_date != new.first_date),
        ("last_date", old.last_date != new.last_date),
        ("regions", old.regions != new.regions),
        ("attributed_to", renamed),
        ("participants", old.participants != new.participants),
        ("rapporteur", old.rapporteur != new.rapporteur),
        ("record", old.record != new.record),
    ];
    all.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name).collect()
}

/// The letters that comments of the meeting have already.
pub fn taken(tx: &mut crate::db::Conn, meeting: &Meeting) -> QueryResult<Vec<String>> {
    let inputs = store::inputs_of(tx, meeting.submission_id)?;
    Ok(inputs.into_iter().filter_map(|input| input.letter).collect())
}

/// Puts the comments of a rapporteur's list on the text, each with its letter; says how many. The same
/// form sent twice puts each there once.
pub fn add_comments(
    tx: &mut Tx,
    who: &Standing,
    round: &Round,
    meeting: &Meeting,
    comments: &[(String, Written)],
    form_key: &str,
    now: Moment,
) -> Result<usize, Error> {
    let submission = store::find(tx, meeting.submission_id)?;
    for (letter, written) in comments {
        let key = form_key_of(form_key, letter);
        let marks = (Some(letter.as_str()), Some(key.as_str()));
        registering::add_excerpt(tx, who, round, &submission, written, marks, now)?;
    }
    Ok(comments.len())
}

/// Was this list stored before, by the same form?
pub fn is_stored(
    conn: &mut crate::db::Conn,
    letters: &[String],
    form_key: &str,
    round: RoundKey,
) -> QueryResult<bool> {
    for letter in letters {
        let before = store::input_of_form(conn, &form_key_of(form_key, letter))?;
        if before.is_none_or(|input| input.round_id != round) {
            return Ok(false);
        }
    }
    Ok(!letters.is_empty())
}

fn form_key_of(form_key: &str, letter: &str) -> String {
    format!("{form_key}:{letter}")
}
