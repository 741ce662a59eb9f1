//! The mandate goes from one holder to the next: the lead invites a successor, who takes over with
//! the whole record; the lead's role ends then, or on a day that was said.

use super::letters::Change;
use super::store::handovers::{self, Handover};
use super::team::leads_besides;
use super::{Consultation, letters, store};
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::languages::Language;
use crate::post::{self, Desk};
use crate::procedure::preparation::{may_hand_over_mandate, may_take_mandate};
use crate::procedure::standing::Actor;
use crate::procedure::words::Role;
use crate::procedure::{Capacity, Moment, Standing, moments::CivilTime};
use crate::sign_in::links::{self, NewLink, Purpose};
use crate::sign_in::{self, store::Account};
use crate::web::Error;
use diesel::QueryResult;
use serde_json::json;

/// Who is to hold the mandate.
#[derive(Debug, Clone)]
pub struct Successor {
    pub name: String,
    pub email: String,
    pub language: Language,
    /// Until when the present lead stays; until the successor accepts, when nothing is said.
    pub until: Option<CivilTime>,
}

/// What came of the wish to hand over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    Yes,
    /// The address is the lead's own.
    ToOneself,
}

/// Invites the successor by letter. An invitation of before that still waits is taken back.
pub fn begin_handover(
    tx: &mut Tx,
    desk: &Desk,
    who: &Standing,
    consultation: &Consultation,
    new: &Successor,
    now: Moment,
) -> Result<Begun, Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    let permit = may_hand_over_mandate(who, consultation.id)?;
    let from = who.account.ok_or(Error::SignIn)?;
    let account = sign_in::find_or_create(tx, &new.email, &new.name, new.language.code(), now)?;
    if account.id == from {
        return Ok(Begun::ToOneself);
    }
    let ends_on = new.until.as_ref().map(|until| until.civil.date().to_string());
    let waits = handovers::waiting(tx, consultation.id)?;
    if waits.is_some_and(|one| one.to_account == account.id && one.ends_on == ends_on) {
        return Ok(Begun::Yes);
    }
    handovers::cancel(tx, &permit, now)?;
    let handover = handovers::insert(tx, &permit, from, account.id, new.until.as_ref(), now)?;
    let link = way_in(tx, desk, &account, &handover, now)?;
    let letter = letters::handover(consultation, &account, &handover, link);
    post::enqueue(tx, desk, &letter, now)?;
    let detail = json!({ "handover": handover.public_id, "until": handover.ends_on });
    let id = &consultation.public_id;
    journal::record(tx, scope, permit.by(), "mandate.handover_begun", id, detail, now)?;
    Ok(Begun::Yes)
}

/// Where the letter leads: to the page of the handover, by way of a password where there is none.
fn way_in(
    tx: &mut Tx,
    desk: &Desk,
    account: &Account,
    handover: &Handover,
    now: Moment,
) -> QueryResult<String> {
    if sign_in::has_password(tx, account.id)? {
        return Ok(desk.link(&handover.path()));
    }
    let link = NewLink {
        purpose: Purpose::Team,
        account: Some(account.id),
        person: None,
        email: &account.email,
        detail: json!({ "next": handover.path() }),
    };
    let token = links::issue(tx, &link, 30, now)?;
    Ok(desk.link(&format!("/links/{}", token.reveal())))
}

/// Takes the invitation back.
pub fn cancel_handover(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    let permit = may_hand_over_mandate(who, consultation.id)?;
    if handovers::cancel(tx, &permit, now)? {
        let id = &consultation.public_id;
        let act = "mandate.handover_cancelled";
        journal::record(tx, scope, permit.by(), act, id, json!({}), now)?;
    }
    Ok(())
}

/// The successor takes the mandate over, and the leads of before are told. One that was taken over before (a double click) is done.
pub fn take_mandate(
    tx: &mut Tx,
    desk: &Desk,
    account: &Account,
    consultation: &Consultation,
    handover: &Handover,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    let handover = handovers::find(tx, &handover.public_id)?;
    if handover.accepted_at.is_some() && handover.to_account == account.id {
        return Ok(());
    }
    let stands = handover.cancelled_at.is_none()
        && store::holds(tx, consultation.id, handover.from_account, Role::Lead)?;
    let permit = may_take_mandate(account.id, handover.to_account, consultation.id, stands)?;
    handovers::accept(tx, &permit, handover.id, now)?;
    store::grant(tx, consultation.id, account.id, Role::Lead, true, now)?;
    sign_in::became_staff(tx, account.id, now)?;
    // Before their role ends: whoever hands over is told as the other leads are.
    let told = leads_besides(tx, consultation, account.id)?;
    let later = handover.ends_at.filter(|ends| *ends > now);
    handovers::end_lead(tx, &permit, handover.from_account, later, now)?;
    let detail = json!({
        "handover": handover.public_id,
        "from": handover.from_account,
        "until": handover.ends_on,
    });
    let id = &consultation.public_id;
    journal::record(tx, scope, permit.by(), "mandate.handed_over", id, detail, now)?;
    let taker = Standing { account: Some(account.id), ..Standing::default() };
    let change = Change::of(tx, &taker, consultation, account, Role::Lead, now)?;
    for lead in told {
        post::enqueue(tx, desk, &change.handover_told(desk, &lead), now)?;
    }
    Ok(())
}

/// Ends the roles whose last day is over, and tells those who held them and the leads. The worker asks
/// every few seconds.
pub fn end_roles(tx: &mut Tx, desk: &Desk, now: Moment) -> QueryResult<()> {
    let by = Actor { account: None, capacity: Capacity::SystemAdministrator };
    for over in handovers::roles_over(tx, now)? {
        let scope = Scope::Consultation(over.consultation);
        journal::hold(tx, scope)?;
        if !handovers::end_role(tx, over.id, now)? {
            continue;
        }
        let detail = json!({ "role": over.role, "account": over.account });
        journal::record(tx, scope, &by, "role.ended", &over.public_id, detail, now)?;
        let consultation = store::find(tx, over.consultation)?;
        let account = sign_in::store::find(tx, over.account)?;
        let nobody = Standing::default();
        let change = Change::of(tx, &nobody, &consultation, &account, over.role, now)?;
        post::enqueue(tx, desk, &change.ended_by_date(), now)?;
        for lead in leads_besides(tx, &consultation, account.id)? {
            post::enqueue(tx, desk, &change.end_by_date_told(desk, &lead), now)?;
        }
    }
    Ok(())
}
