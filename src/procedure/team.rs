//! Who appoints whom, and who ends whose role.
//!
//! Nobody opens to themselves what they may not read. So nobody gives a role or a clearance to
//! themselves, whatever they are; a clearance is given and taken by a lead; and a lead is appointed
//! by a lead. Only where there is no lead yet, because the consultation was just created, does the
//! round administrator appoint the first: somebody else. Drafters without a clearance are appointed
//! by either, round administrators and auditors by a round administrator.
//!
//! Roles are ended by whoever appoints to them: a lead's by a lead (their own too), a drafter's by a
//! lead or a round administrator. A mandate is never without a holder: the last lead hands it over
//! (see [`super::preparation::may_hand_over_mandate`]), and the last round administrator stays. A
//! lead who leaves on a day that was said, or whose account is deactivated, counts as a lead when the
//! first is appointed, so that no lead is replaced behind their back, and not when the last would end.

use super::keys::{AccountKey, ConsultationKey};
use super::rights::Denied;
use super::standing::Actor;
use super::words::Role;
use super::{Refusal, Right, Standing, What, decide, permit};

permit! {
    /// To give somebody a role, or the same with another clearance.
    MayAppoint { consultation: ConsultationKey }
}
permit! {
    MayEndRole { consultation: ConsultationKey }
}

/// Somebody is to have a role.
#[derive(Debug, Clone, Copy)]
pub struct Nomination {
    /// None for somebody, nobody in particular: is such a role this person's to give?
    pub account: Option<AccountKey>,
    pub role: Role,
    pub clearance: bool,
    /// Holds that very role now, with a clearance.
    pub was_cleared: bool,
    /// Somebody holds the mandate: until a day that was said, or with a deactivated account, too.
    pub has_lead: bool,
}

impl Nomination {
    /// Of nobody in particular.
    pub fn of(role: Role, clearance: bool, has_lead: bool) -> Self {
        Self { account: None, role, clearance, was_cleared: false, has_lead }
    }
}

/// May this person look after the team at all? Which roles are theirs to give, [`may_appoint`] says.
pub fn may_keep_team(who: &Standing) -> Result<(), Denied> {
    decide(who, Right::TeamUpdate, What::default()).actor().map(drop)
}

pub fn may_appoint(
    who: &Standing,
    consultation: ConsultationKey,
    new: &Nomination,
) -> Result<MayAppoint, Denied> {
    let by = decide(who, Right::TeamUpdate, What::default()).actor()?;
    if new.account.is_some() && new.account == who.account {
        return Err(Refusal::NotOneself.into());
    }
    let by = match new.role {
        Role::Lead if !new.has_lead => by,
        Role::Lead => only(who, Right::ClearanceGive, Refusal::LeadsAppointLeads)?,
        Role::Drafter if new.clearance || new.was_cleared => {
            only(who, Right::ClearanceGive, Refusal::LeadsGiveClearance)?
        }
        Role::Drafter => by,
        Role::RoundAdministrator | Role::Auditor => {
            let by = only(who, Right::OfficerAppoint, Refusal::SecretariatAppoints)?;
            if new.clearance {
                return Err(Refusal::ClearanceForDrafters.into());
            }
            by
        }
    };
    Ok(MayAppoint { by, consultation })
}

/// May the role of somebody end, where `others_stay`: others hold the same one, and go on holding it?
pub fn may_end_role(
    who: &Standing,
    consultation: ConsultationKey,
    role: Role,
    others_stay: bool,
) -> Result<MayEndRole, Denied> {
    let by = decide(who, Right::TeamUpdate, What::default()).actor()?;
    let by = match role {
        Role::Lead => {
            let by = only(who, Right::ClearanceGive, Refusal::LeadsEndLeads)?;
            if !others_stay {
                return Err(Refusal::LastLead.into());
            }
            by
        }
        Role::Drafter => by,
        Role::RoundAdministrator => {
            let by = only(who, Right::OfficerAppoint, Refusal::SecretariatAppoints)?;
            if !others_stay {
                return Err(Refusal::LastAdministrator.into());
            }
            by
        }
        Role::Auditor => only(who, Right::OfficerAppoint, Refusal::SecretariatAppoints)?,
    };
    Ok(MayEndRole { by, consultation })
}

/// For one of those who look after the team: whose it is, in words that say whom to ask.
fn only(who: &Standing, right: Right, otherwise: Refusal) -> Result<Actor, Denied> {
    let theirs = decide(who, right, What::default()).actor();
    theirs.map_err(|_| otherwise.into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Capacity;
    use super::super::standing::Office;
    use super::*;

    const HERE: ConsultationKey = ConsultationKey(3);

    fn holder(roles: &[Role]) -> Standing {
        let office = |role: &Role| Office { role: *role, clearance: false };
        Standing {
            account: Some(AccountKey(1)),
            offices: roles.iter().map(office).collect(),
            ..Standing::default()
        }
    }

    fn said(denied: Denied) -> String {
        match denied {
            Denied::Refused(refusal) => refusal.key().trim_start_matches("refusal-").to_owned(),
            Denied::Unknown => "unknown".to_owned(),
        }
    }

    fn appoints(by: &[Role], new: Nomination) -> String {
        match may_appoint(&holder(by), HERE, &new) {
            Ok(permit) => format!("as {}", permit.by().capacity.as_str()),
            Err(denied) => said(denied),
        }
    }

    #[test]
    fn roles_and_clearances_are_given_by_those_whose_they_are() {
        use Role::{Auditor, Drafter, Lead, RoundAdministrator as Administrator};
        let lead = "as lead";
        let administrator = "as round_administrator";
        // Role, clearance, cleared before, is there a lead: a lead, a round administrator, one who is both.
        let both: &[Role] = &[Administrator, Lead];
        for (role, clearance, was_cleared, has_lead, by_lead, by_administrator, by_both) in [
            (Lead, false, false, true, lead, "leads-appoint-leads", lead),
            (Lead, true, false, true, lead, "leads-appoint-leads", lead),
            (Lead, false, false, false, lead, administrator, administrator),
            (Drafter, false, false, true, lead, administrator, administrator),
            (Drafter, false, false, false, lead, administrator, administrator),
            (Drafter, true, false, true, lead, "leads-give-clearance", lead),
            (Drafter, true, false, false, lead, "leads-give-clearance", lead),
            (Drafter, false, true, true, lead, "leads-give-clearance", lead),
            (Drafter, true, true, true, lead, "leads-give-clearance", lead),
            (
                Administrator,
                false,
                false,
                true,
                "secretariat-appoints",
                administrator,
                administrator,
            ),
            (
                Administrator,
                true,
                false,
                true,
                "secretariat-appoints",
                "clearance-for-drafters",
                "clearance-for-drafters",
            ),
            (Auditor, false, false, true, "secretariat-appoints", administrator, administrator),
            (
                Auditor,
                true,
                false,
                true,
                "secretariat-appoints",
                "clearance-for-drafters",
                "clearance-for-drafters",
            ),
        ] {
            let account = Some(AccountKey(2));
            let new = Nomination { account, role, clearance, was_cleared, has_lead };
            assert_eq!(appoints(&[Lead], new), by_lead, "{new:?}");
            assert_eq!(appoints(&[Administrator], new), by_administrator, "{new:?}");
            assert_eq!(appoints(both, new), by_both, "{new:?}");
            assert_eq!(appoints(&[Drafter], new), "not-your-role", "{new:?}");
            assert_eq!(appoints(&[Auditor], new), "unknown", "{new:?}");
            assert_eq!(appoints(&[], new), "unknown", "{new:?}");
            // Nobody themselves, whatever they are.
            let own = Nomination { account: Some(AccountKey(1)), ..new };
            for by in [&[Lead], &[Administrator], both] {
                assert_eq!(appoints(by, own), "not-oneself", "{own:?}");
            }
        }
        let system = Standing { system_administrator: true, ..holder(&[]) };
        let first = Nomination::of(Lead, false, false);
        assert_eq!(may_appoint(&system, HERE, &first).unwrap_err(), Denied::Unknown);
        let mut created = holder(&[Administrator]);
        created.system_administrator = true;
        let permit = may_appoint(&created, HERE, &first).unwrap();
        assert_eq!(permit.by().capacity, Capacity::RoundAdministrator);
        let own = Nomination { account: created.account, ..first };
        assert_eq!(said(may_appoint(&created, HERE, &own).unwrap_err()), "not-oneself");
    }

    #[test]
    fn a_role_is_ended_by_those_who_appoint_to_it_and_the_last_of_two_roles_stays() {
        use Role::{Auditor, Drafter, Lead, RoundAdministrator as Administrator};
        let ends = |by: &[Role], role, others_stay| match may_end_role(
            &holder(by),
            HERE,
            role,
            others_stay,
        ) {
            Ok(permit) => format!("as {}", permit.by().capacity.as_str()),
            Err(denied) => said(denied),
        };
        let (lead, administrator) = ("as lead", "as round_administrator");
        for (role, others_stay, by_lead, by_administrator) in [
            (Lead, true, lead, "leads-end-leads"),
            (Lead, false, "last-lead", "leads-end-leads"),
            (Drafter, true, lead, administrator),
            (Drafter, false, lead, administrator),
            (Administrator, true, "secretariat-appoints", administrator),
            (Administrator, false, "secretariat-appoints", "last-administrator"),
            (Auditor, true, "secretariat-appoints", administrator),
            (Auditor, false, "secretariat-appoints", administrator),
        ] {
            assert_eq!(ends(&[Lead], role, others_stay), by_lead, "{role}");
            assert_eq!(ends(&[Administrator], role, others_stay), by_administrator, "{role}");
            assert_eq!(ends(&[Drafter], role, others_stay), "not-your-role", "{role}");
            assert_eq!(ends(&[Auditor], role, others_stay), "unknown", "{role}");
            assert_eq!(ends(&[], role, others_stay), "unknown", "{role}");
        }
    }

    #[test]
    fn beside_another_office_a_clearance_opens_nothing() {
        let mut who = holder(&[Role::Drafter, Role::RoundAdministrator]);
        who.offices[1].clearance = true;
        assert!(!who.is_cleared());
        who.offices[0].clearance = true;
        assert!(who.is_cleared());
    }
}
