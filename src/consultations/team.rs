//! Who runs a consultation.

use super::views::{self, Member};
use super::{Consultation, letters, store};
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::languages::Language;
use crate::post::{self, Desk};
use crate::procedure::keys::{AccountKey, PublicId};
use crate::procedure::team::{Nomination, may_appoint, may_end_role, may_keep_team};
use crate::procedure::words::Role;
use crate::procedure::{Moment, Standing};
use crate::sign_in::links::{self, NewLink, Purpose};
use crate::sign_in::{self, store::Account};
use crate::web::Error;
use diesel::QueryResult;
use letters::Change;
use serde_json::json;

/// Somebody is to be of the team.
#[derive(Debug, Clone)]
pub struct Appointment {
    pub name: String,
    pub email: String,
    pub language: Language,
    pub role: Role,
    /// May read withheld names and confidential texts.
    pub clearance: bool,
}

/// Gives a role to whoever has that address, writes to them, lets them choose a password where
/// they have none, and tells the leads.
pub fn appoint(
    tx: &mut Tx,
    desk: &Desk,
    who: &Standing,
    consultation: &Consultation,
    new: &Appointment,
    now: Moment,
) -> Result<Account, Error> {
    let code = new.language.code();
    let account = sign_in::find_or_create(tx, &new.email, &new.name, code, now)?;
    let was_cleared =
        grant(tx, who, consultation, account.id, new.role, new.clearance, now)?.was_cleared;

    let link = if sign_in::has_password(tx, account.id)? {
        desk.link(&consultation.path())
    } else {
        let link = NewLink {
            purpose: Purpose::Team,
            account: Some(account.id),
            person: None,
            email: &account.email,
            detail: json!({ "next": consultation.path() }),
        };
        let token = links::issue(tx, &link, 30, now)?;
        desk.link(&format!("/links/{}", token.reveal()))
    };
    let change = Change::of(tx, who, consultation, &account, new.role, now)?;
    let clearance = Clearance::between(new, was_cleared);
    post::enqueue(tx, desk, &change.appointed(link, clearance), now)?;
    for lead in leads_besides(tx, consultation, account.id)? {
        post::enqueue(tx, desk, &change.appointment_told(desk, &lead, clearance), now)?;
    }
    Ok(account)
}

/// What an appointment says of withheld names and confidential texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clearance {
    Given,
    Taken,
    /// There is none, and there was none; or the role has it by itself.
    Unsaid,
}

impl Clearance {
    /// In the reason of a letter.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Given => "cleared",
            Self::Taken => "uncleared",
            Self::Unsaid => "given",
        }
    }

    fn between(new: &Appointment, was_cleared: bool) -> Self {
        match new.role {
            Role::Drafter if new.clearance => Self::Given,
            Role::Drafter if was_cleared => Self::Taken,
            _ => Self::Unsaid,
        }
    }
}

/// What stood before a role was given.
#[derive(Debug, Clone, Copy)]
pub struct Granted {
    was_cleared: bool,
}

/// Gives a role to an account, without a letter.
pub fn grant(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    account: AccountKey,
    role: Role,
    clearance: bool,
    now: Moment,
) -> Result<Granted, Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    let team = views::team(tx, consultation.id)?;
    let held = team.iter().find(|one| one.account == account && one.role == role);
    let was_cleared = held.is_some_and(|one| one.clearance);
    let has_lead = views::has_lead(&team);
    let new = Nomination { account: Some(account), role, clearance, was_cleared, has_lead };
    let permit = may_appoint(who, consultation.id, &new)?;
    store::grant(tx, permit.consultation(), account, role, clearance, now)?;
    sign_in::became_staff(tx, account, now)?;
    let detail = json!({ "role": role, "clearance": clearance, "account": account });
    let id = &consultation.public_id;
    journal::record(tx, scope, permit.by(), "role.granted", id, detail, now)?;
    Ok(Granted { was_cleared })
}

/// Ends somebody's role, and tells them and the leads. One that ended before is done.
pub fn end_role(
    tx: &mut Tx,
    desk: &Desk,
    who: &Standing,
    consultation: &Consultation,
    account: &PublicId,
    role: Role,
    now: Moment,
) -> Result<(), Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    let team = views::team(tx, consultation.id)?;
    let member = team.iter().find(|one| one.public_id == *account && one.role == role);
    let Some(member) = member else {
        return Ok(may_keep_team(who)?);
    };
    let others_stay = views::others_stay(&team, member);
    let permit = may_end_role(who, consultation.id, role, others_stay)?;
    if store::end_role(tx, &permit, member.account, role, now)? {
        let detail = json!({ "role": role, "account": member.account });
        let id = &consultation.public_id;
        journal::record(tx, scope, permit.by(), "role.ended", id, detail, now)?;
        let ended = sign_in::store::find(tx, member.account)?;
        let change = Change::of(tx, who, consultation, &ended, role, now)?;
        post::enqueue(tx, desk, &change.ended(), now)?;
        for lead in leads_besides(tx, consultation, ended.id)? {
            post::enqueue(tx, desk, &change.end_told(desk, &lead), now)?;
        }
    }
    Ok(())
}

/// The leads, whoever acted, without the one whom the act is about.
pub(super) fn leads_besides(
    tx: &mut Tx,
    consultation: &Consultation,
    account: AccountKey,
) -> QueryResult<Vec<Account>> {
    let team = views::team(tx, consultation.id)?;
    let told = |one: &&Member| one.role == Role::Lead && one.is_active && one.account != account;
    team.iter().filter(told).map(|one| sign_in::store::find(tx, one.account)).collect()
}
