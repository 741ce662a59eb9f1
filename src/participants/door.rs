//! The open door: those who were not invited ask, confirm their address, and are admitted or not.

use super::store::{self, DoorRequest, NewPerson, Participant};
use super::{NewParticipant, invitation_link, letters};
use crate::consultations::Consultation;
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::post::{self, Desk};
use crate::procedure::keys::PublicId;
use crate::procedure::limits;
use crate::procedure::preparation::{MayDecideAtTheDoor, may_decide_at_the_door};
use crate::procedure::rights::Denied;
use crate::procedure::standing::Actor;
use crate::procedure::words::{DoorDecision, ParticipantKind, SeatRole};
use crate::procedure::{Capacity, Moment, Standing};
use crate::sign_in::links::{self, Link, NewLink, Purpose};
use crate::sign_in::one_line;
use crate::web::{Error, Errors, Fields};
use serde_json::json;

/// A statement of why one would take part may be this long.
const MOST_STATEMENT: usize = 4_000;
/// Whoever asks twice in this time meant once.
const AGAIN_AFTER_SECONDS: i64 = 15 * 60;

/// What somebody says who asks to take part.
#[derive(Debug, Clone)]
pub struct Asked {
    pub person_name: String,
    pub participant: NewParticipant,
    pub statement: String,
}

impl Asked {
    /// Reads the form. States are invited by note verbale and do not ask here.
    pub fn parse(fields: &Fields) -> Result<Self, Errors> {
        let participant = NewParticipant::parse(fields);
        let mut errors = participant.as_ref().err().cloned().unwrap_or_default();
        let person_name = one_line(fields.get("person_name"));
        if person_name.is_empty() {
            errors.add("person_name", "door-person-name-missing");
        }
        errors.hold("person_name", &person_name, limits::NAME);
        if fields.trimmed("email").is_empty() {
            errors.add("email", "door-email-missing");
        }
        if fields.parsed::<ParticipantKind>("kind").is_some_and(ParticipantKind::is_state) {
            errors.add("kind", "door-kind-state");
        }
        let statement = super::new::lines(fields.get("statement"));
        if statement.is_empty() {
            errors.add("statement", "door-statement-missing");
        } else if statement.chars().count() > MOST_STATEMENT {
            errors.add("statement", "door-statement-long");
        }
        match participant {
            Ok(participant) if errors.is_empty() => {
                Ok(Self { person_name, participant, statement })
            }
            _ => Err(errors),
        }
    }
}

/// Notes that somebody asks, and writes to the address to learn whether it is theirs. What it
/// answers is the same whether or not the address is known. Who asks again before confirming has
/// corrected what was said: the later request stands, and the letters on their way confirm it.
pub fn ask(
    tx: &mut Tx,
    desk: &Desk,
    consultation: &Consultation,
    asked: &Asked,
    now: Moment,
) -> Result<(), Error> {
    journal::hold(tx, Scope::Consultation(consultation.id))?;
    let earlier = store::requests(tx, consultation.id)?
        .into_iter()
        .find(|earlier| earlier.email == asked.participant.email && earlier.decided_at.is_none());
    if let Some(earlier) = earlier
        && earlier.requested_at.seconds_until(now) < AGAIN_AFTER_SECONDS
    {
        if earlier.confirmed_at.is_none() {
            store::reword_request(tx, earlier.id, asked)?;
            return Ok(());
        }
        if says_the_same(&earlier, asked) {
            return Ok(());
        }
    }
    let request = store::insert_request(tx, consultation.id, asked, now)?;
    let link = NewLink {
        purpose: Purpose::ConfirmAddress,
        account: None,
        person: None,
        email: &request.email,
        detail: json!({ "door_request": request.public_id }),
    };
    let token = links::issue(tx, &link, links::DAYS, now)?;
    let link = desk.link(&format!("/door/{}", token.reveal()));
    post::enqueue(tx, desk, &letters::confirm_address(&request, link), now)?;
    Ok(())
}

fn says_the_same(request: &DoorRequest, asked: &Asked) -> bool {
    let new = &asked.participant;
    (&request.person_name, &request.statement) == (&asked.person_name, &asked.statement)
        && (&request.participant_name, &request.language) == (&new.name, &new.language)
        && (request.kind, request.regional_group) == (new.kind, new.regional_group)
}

/// The request that a link confirms.
pub fn request_of(conn: &mut crate::db::Conn, link: &Link) -> Result<DoorRequest, Error> {
    let id = link.detail.0.get("door_request").and_then(serde_json::Value::as_str);
    let id = id.ok_or(Error::NotFound)?;
    Ok(store::find_request(conn, &PublicId::from(id))?)
}

/// The address is theirs: the request now waits for a decision. False when the link was used.
pub fn confirm(
    tx: &mut Tx,
    link: &Link,
    request: &DoorRequest,
    now: Moment,
) -> Result<bool, Error> {
    let scope = Scope::Consultation(request.consultation_id);
    journal::hold(tx, scope)?;
    if !links::consume(tx, link, now)? {
        return Ok(false);
    }
    store::confirm_request(tx, request.id, now)?;
    let by = Actor { account: None, capacity: Capacity::Visitor };
    let id = &request.public_id;
    journal::record(tx, scope, &by, "door.asked", id, json!({ "kind": request.kind }), now)?;
    Ok(true)
}

fn decide(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    request: &PublicId,
) -> Result<(DoorRequest, MayDecideAtTheDoor), Error> {
    journal::hold(tx, Scope::Consultation(consultation.id))?;
    let request = store::find_request(tx, request)?;
    if request.consultation_id != consultation.id {
        return Err(Denied::Unknown.into());
    }
    let (confirmed, decided) = (request.confirmed_at.is_some(), request.decided_at.is_some());
    let permit = may_decide_at_the_door(who, request.id, confirmed, decided)?;
    Ok((request, permit))
}

/// Admits: registers the participant with its first focal point, and invites that person. Where
/// a participant of that name is there already, the person joins it as a contributor.
pub fn admit(
    tx: &mut Tx,
    desk: &Desk,
    who: &Standing,
    consultation: &Consultation,
    request: &PublicId,
    now: Moment,
) -> Result<Participant, Error> {
    let (request, permit) = decide(tx, who, consultation, request)?;
    let there = store::find_by_name(tx, consultation.id, &request.participant_name)?;
    let (participant, role) = match there {
        Some(participant) => (participant, SeatRole::Contributor),
        None => {
            let new = NewParticipant {
                name: request.participant_name.clone(),
                kind: request.kind,
                regional_group: request.regional_group,
                language: request.language.clone(),
                email: request.email.clone(),
                address: String::new(),
            };
            let participant = store::insert(tx, consultation.id, &new, "door", now)?;
            super::tell(tx, permit.by(), "participant.registered", &participant, now)?;
            (participant, SeatRole::FocalPoint)
        }
    };
    let row = NewPerson {
        participant: participant.id,
        name: &request.person_name,
        email: &request.email,
        role,
    };
    let person = store::insert_person(tx, &row, now)?;
    let decision = DoorDecision::Admitted;
    store::decide_request(tx, &permit, decision, "", Some(participant.id), now)?;

    let scope = Scope::Consultation(consultation.id);
    let detail = json!({ "participant": participant.public_id, "role": role });
    journal::record(tx, scope, permit.by(), "door.admitted", &request.public_id, detail, now)?;
    let token = invitation_link(tx, &person, now)?;
    let link = desk.link(&format!("/invitations/{}", token.reveal()));
    post::enqueue(tx, desk, &letters::admission(consultation, &request, link), now)?;
    Ok(participant)
}

/// Refuses, with a reason that the person is told.
pub fn refuse(
    tx: &mut Tx,
    desk: &Desk,
    who: &Standing,
    consultation: &Consultation,
    request: &PublicId,
    reason: &str,
    now: Moment,
) -> Result<(), Error> {
    let (request, permit) = decide(tx, who, consultation, request)?;
    store::decide_request(tx, &permit, DoorDecision::Refused, reason, None, now)?;
    let (scope, id) = (Scope::Consultation(consultation.id), &request.public_id);
    journal::record(tx, scope, permit.by(), "door.refused", id, json!({}), now)?;
    post::enqueue(tx, desk, &letters::not_admitted(consultation, &request, reason), now)?;
    Ok(())
}
