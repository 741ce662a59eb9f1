//! Colleagues of one delegation or organization, and what it settles for itself.

use super::store::{self, NewPerson, Participant, Person};
use super::{invitation_link, letters};
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::post::{self, Desk};
use crate::procedure::keys::PublicId;
use crate::procedure::limits;
use crate::procedure::preparation::{
    may_change_participant, may_hand_over_delegation, may_invite_colleague,
};
use crate::procedure::words::SeatRole;
use crate::procedure::{Moment, Standing};
use crate::sign_in::{one_line, parse_email};
use crate::web::{Error, Errors, Fields};
use serde_json::json;

/// Somebody is to work for a participant.
#[derive(Debug, Clone)]
pub struct NewColleague {
    pub name: String,
    pub email: String,
    pub role: SeatRole,
}

impl NewColleague {
    pub fn parse(fields: &Fields) -> Result<Self, Errors> {
        let mut errors = Errors::default();
        let name = one_line(fields.get("name"));
        if name.is_empty() {
            errors.add("name", "colleague-name-missing");
        }
        errors.hold("name", &name, limits::NAME);
        let email = parse_email(fields.get("email"));
        if email.is_none() {
            errors.add("email", "colleague-email-bad");
        }
        let role = fields.parsed("role");
        if role.is_none() {
            errors.add("role", "colleague-role-missing");
        }
        match (email, role) {
            (Some(email), Some(role)) if errors.is_empty() => Ok(Self { name, email, role }),
            _ => Err(errors),
        }
    }
}

/// Invites a colleague by letter. Somebody who is there already gets the role instead, and the
/// letter again where the invitation still waits.
pub fn invite_colleague(
    tx: &mut Tx,
    desk: &Desk,
    who: &Standing,
    participant: &Participant,
    new: &NewColleague,
    now: Moment,
) -> Result<Person, Error> {
    let scope = Scope::Consultation(participant.consultation_id);
    journal::hold(tx, scope)?;
    let permit = may_invite_colleague(who, participant.id)?;
    let there = store::people_of(tx, participant.id)?;
    let person = match there.into_iter().find(|person| person.email == new.email) {
        Some(person) => {
            store::set_role(tx, &permit, person.id, new.role)?;
            Person { role: new.role, ..person }
        }
        None => {
            let row = NewPerson {
                participant: permit.participant(),
                name: &new.name,
                email: &new.email,
                role: new.role,
            };
            store::insert_person(tx, &row, now)?
        }
    };
    let detail = json!({ "role": new.role, "person": person.public_id });
    let id = &participant.public_id;
    journal::record(tx, scope, permit.by(), "colleague.invited", id, detail, now)?;
    if person.accepted_at.is_none() {
        let token = invitation_link(tx, &person, now)?;
        let link = desk.link(&format!("/invitations/{}", token.reveal()));
        let letter = letters::colleague(participant, &person, link, now);
        post::enqueue(tx, desk, &letter, now)?;
    }
    Ok(person)
}

/// Ends a colleague's seat. False where nobody would be left to submit and to invite: the
/// secretariat alone does that.
pub fn end_seat(
    tx: &mut Tx,
    who: &Standing,
    participant: &Participant,
    person: &PublicId,
    now: Moment,
) -> Result<bool, Error> {
    let scope = Scope::Consultation(participant.consultation_id);
    journal::hold(tx, scope)?;
    let permit = may_change_participant(who, participant.id)?;
    let people = store::people_of(tx, participant.id)?;
    let Some(leaving) = people.iter().find(|one| one.public_id == *person) else {
        return Ok(true);
    };
    let submits = |one: &&Person| one.role == SeatRole::FocalPoint && one.accepted_at.is_some();
    let others = people.iter().filter(submits).filter(|one| one.id != leaving.id).count();
    if others == 0 && submits(&leaving) && who.seat(participant.id).is_some() {
        return Ok(false);
    }
    store::end_seat(tx, &permit, leaving.id, now)?;
    let detail = json!({ "person": leaving.public_id });
    let id = &participant.public_id;
    journal::record(tx, scope, permit.by(), "seat.ended", id, detail, now)?;
    Ok(true)
}

/// A focal point puts the delegation into a colleague's hands: the colleague submits and invites
/// from now on; the one who hands over drafts still, or leaves. False where that colleague has not
/// come in yet, or is oneself.
pub fn hand_over(
    tx: &mut Tx,
    desk: &Desk,
    who: &Standing,
    participant: &Participant,
    colleague: &PublicId,
    leaves: bool,
    now: Moment,
) -> Result<bool, Error> {
    let scope = Scope::Consultation(participant.consultation_id);
    journal::hold(tx, scope)?;
    may_hand_over_delegation(who, participant.id)?;
    let permit = may_change_participant(who, participant.id)?;
    let roles = may_invite_colleague(who, participant.id)?;
    let own = who.seat(participant.id).ok_or(Error::NotFound)?.person;
    let people = store::people_of(tx, participant.id)?;
    let colleague = people.into_iter().find(|one| one.public_id == *colleague);
    let Some(colleague) = colleague.filter(|one| one.accepted_at.is_some() && one.id != own) else {
        return Ok(false);
    };
    store::set_role(tx, &roles, colleague.id, SeatRole::FocalPoint)?;
    match leaves {
        true => store::end_seat(tx, &permit, own, now)?,
        false => store::set_role(tx, &roles, own, SeatRole::Contributor)?,
    }
    let detail = json!({ "person": colleague.public_id, "leaves": leaves });
    let id = &participant.public_id;
    journal::record(tx, scope, permit.by(), "delegation.handed_over", id, detail, now)?;
    let link = desk.link(&participant.path());
    post::enqueue(tx, desk, &letters::handed_over(participant, &colleague, link, now), now)?;
    Ok(true)
}

/// The participant's own setting: its contributors may submit, or its focal points only.
pub fn let_contributors_submit(
    tx: &mut Tx,
    who: &Standing,
    participant: &Participant,
    may: bool,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(participant.consultation_id);
    journal::hold(tx, scope)?;
    let permit = may_change_participant(who, participant.id)?;
    store::let_contributors_submit(tx, &permit, may)?;
    let sha256 = store::digest(tx, participant.id)?;
    let detail = json!({ "contributors_may_submit": may, "sha256": sha256 });
    let id = &participant.public_id;
    journal::record(tx, scope, permit.by(), "participant.settled", id, detail, now)?;
    Ok(())
}
