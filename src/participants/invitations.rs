//! Invitations: a link by letter, and what happens when it is taken up.

use super::store::{self, NewPerson, Participant, Person};
use crate::db::{Conn, Tx};
use crate::journal::{self, Scope};
use crate::procedure::keys::ParticipantKey;
use crate::procedure::standing::Actor;
use crate::procedure::words::SeatRole;
use crate::procedure::{Capacity, Moment};
use crate::secrets::Token;
use crate::sign_in::links::{self, Link, NewLink, Purpose};
use crate::sign_in::store::Account;
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;

/// An invitation is good for this long: as long as the longest rounds.
const DAYS: i64 = 120;

/// Sees to it that there is somebody to write to: the first of the participant's people, or a
/// focal point at the participant's own address. None where neither is known.
pub fn ensure_focal_point(
    tx: &mut Tx,
    participant: &Participant,
    now: Moment,
) -> QueryResult<Option<Person>> {
    if let Some(person) = writable_people(tx, participant.id)?.into_iter().next() {
        return Ok(Some(person));
    }
    if participant.email.is_empty() {
        return Ok(None);
    }
    let new = NewPerson {
        participant: participant.id,
        name: &participant.name,
        email: &participant.email,
        role: SeatRole::FocalPoint,
    };
    store::insert_person(tx, &new, now).map(Some)
}

/// The people of a participant whom letters reach, focal points first.
pub fn writable_people(conn: &mut Conn, participant: ParticipantKey) -> QueryResult<Vec<Person>> {
    let mut people = store::people_of(conn, participant)?;
    people.retain(|person| !person.email.is_empty());
    Ok(people)
}

/// A link to `/invitations/{token}` for one person. Earlier ones stay good until one is taken up.
pub fn invitation_link(tx: &mut Tx, person: &Person, now: Moment) -> QueryResult<Token> {
    let link = NewLink {
        purpose: Purpose::Invitation,
        account: person.account_id,
        person: Some(person.id),
        email: &person.email,
        detail: json!({}),
    };
    links::issue(tx, &link, DAYS, now)
}

/// The person takes the seat that the link offers. False when the link had been used before.
pub fn accept(
    tx: &mut Tx,
    link: &Link,
    person: &Person,
    participant: &Participant,
    account: &Account,
    now: Moment,
) -> Result<bool, Error> {
    let scope = Scope::Consultation(participant.consultation_id);
    journal::hold(tx, scope)?;
    if !links::consume(tx, link, now)? {
        return Ok(false);
    }
    store::seat(tx, person.id, account.id, &account.name, now)?;
    let by = Actor { account: Some(account.id), capacity: capacity(person.role) };
    let detail = json!({ "role": person.role });
    let id = &participant.public_id;
    journal::record(tx, scope, &by, "invitation.accepted", id, detail, now)?;
    Ok(true)
}

fn capacity(role: SeatRole) -> Capacity {
    match role {
        SeatRole::FocalPoint => Capacity::FocalOwn,
        SeatRole::Contributor => Capacity::CommenterOwn,
        SeatRole::Reader => Capacity::Reader,
    }
}
