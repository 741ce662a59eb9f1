//! Who runs a consultation.

use super::{Consultation, letters, store, views};
use crate::db::Tx;
use crate::journal::{self, Scope};
use crate::languages::Language;
use crate::post::{self, Desk};
use crate::procedure::keys::{AccountKey, PublicId};
use crate::procedure::preparation::may_change_consultation;
use crate::procedure::words::Role;
use crate::procedure::{Moment, Standing};
use crate::sign_in::links::{self, NewLink, Purpose};
use crate::sign_in::{self, store::Account};
use crate::web::Error;
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

/// Gives a role to whoever has that address, writes to them, and lets them choose a password
/// where they have none.
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
    grant(tx, who, consultation, account.id, new.role, new.clearance, now)?;

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
    let letter = letters::team(consultation, &account, new.role, link, now);
    post::enqueue(tx, desk, &letter, now)?;
    Ok(account)
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
) -> Result<(), Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    let permit = may_change_consultation(who, consultation.id)?;
    store::grant(tx, consultation.id, account, role, clearance, now)?;
    sign_in::became_staff(tx, account, now)?;
    let detail = json!({ "role": role, "clearance": clearance, "account": account });
    let id = &consultation.public_id;
    journal::record(tx, scope, permit.by(), "role.granted", id, detail, now)?;
    Ok(())
}

/// Ends somebody's role. The last round administrator stays: nobody could appoint another.
pub fn end_role(
    tx: &mut Tx,
    who: &Standing,
    consultation: &Consultation,
    account: &PublicId,
    role: Role,
    now: Moment,
) -> Result<Ended, Error> {
    let scope = Scope::Consultation(consultation.id);
    journal::hold(tx, scope)?;
    let permit = may_change_consultation(who, consultation.id)?;
    let team = views::team(tx, consultation.id)?;
    let member = team.iter().find(|one| one.public_id == *account && one.role == role);
    let Some(member) = member else { return Ok(Ended::Yes) };
    if role == Role::RoundAdministrator && store::holders(tx, consultation.id, role)? == 1 {
        return Ok(Ended::LastAdministrator);
    }
    if store::end_role(tx, &permit, member.account, role, now)? {
        let detail = json!({ "role": role, "account": member.account });
        let id = &consultation.public_id;
        journal::record(tx, scope, permit.by(), "role.ended", id, detail, now)?;
    }
    Ok(Ended::Yes)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Yes,
    LastAdministrator,
}
