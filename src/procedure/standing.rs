//! Who is asking, and as what: a person's standing in one consultation.

use super::keys::{AccountKey, ParticipantKey, PersonKey};
use super::words::{Role, SeatRole};

/// A place at the table of one participant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    pub participant: ParticipantKey,
    pub person: PersonKey,
    pub role: SeatRole,
    /// The participant's own setting: its contributors may submit too.
    pub contributors_may_submit: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Office {
    pub role: Role,
    /// May read withheld identities and confidential text (drafters only by a recorded clearance).
    pub clearance: bool,
}

/// Everything the rules know about the person asking, in one consultation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    pub account: Option<AccountKey>,
    pub system_administrator: bool,
    pub offices: Vec<Office>,
    pub seats: Vec<Seat>,
}

/// The capacity in which an act is done: one per act, and the journal says which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Capacity {
    Visitor,
    CommenterOwn,
    CommenterOther,
    FocalOwn,
    FocalOther,
    Reader,
    Drafter,
    Lead,
    RoundAdministrator,
    SystemAdministrator,
    Auditor,
    /// Named in a closed review: a capacity in the journal only, where no reviewer is named.
    Reviewer,
}

impl Capacity {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::CommenterOwn | Self::CommenterOther => "contributor",
            Self::FocalOwn | Self::FocalOther => "focal_point",
            Self::Reader => "reader",
            Self::Drafter => "drafter",
            Self::Lead => "lead",
            Self::RoundAdministrator => "round_administrator",
            Self::SystemAdministrator => "system_administrator",
            Self::Auditor => "auditor",
            Self::Reviewer => "reviewer",
        }
    }
}

/// Who did it, and as what. The account is None for the server itself and the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub account: Option<AccountKey>,
    pub capacity: Capacity,
}

impl Actor {
    /// The same without who it was: the journal must not tell who sent what is not public.
    pub fn without_name(&self) -> Self {
        Self { account: None, capacity: self.capacity }
    }
}

impl Standing {
    /// Nobody in particular: a visitor who has not signed in.
    pub fn visitor() -> Self {
        Self::default()
    }

    /// Whoever has the server's files in hand: the command line and the example. It stands in
    /// for the people who would act, as the lead and the round's administrator.
    pub fn at_the_console(account: Option<AccountKey>) -> Self {
        let office = |role| Office { role, clearance: true };
        Self {
            account,
            system_administrator: true,
            offices: vec![office(Role::Lead), office(Role::RoundAdministrator)],
            seats: Vec::new(),
        }
    }

    pub fn seat(&self, participant: ParticipantKey) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.participant == participant)
    }

    pub fn has(&self, role: Role) -> bool {
        self.offices.iter().any(|office| office.role == role)
    }

    /// The lead, a drafter or the administrator of rounds: those who work on the consultation.
    pub fn is_team(&self) -> bool {
        self.has(Role::Lead) || self.has(Role::Drafter) || self.has(Role::RoundAdministrator)
    }

    /// The lead or a drafter: those who consolidate.
    pub fn is_drafting(&self) -> bool {
        self.has(Role::Lead) || self.has(Role::Drafter)
    }

    /// The lead, and drafters with a clearance; beside another office a clearance is nothing.
    pub fn is_cleared(&self) -> bool {
        let opens = |office: &Office| match office.role {
            Role::Lead => true,
            Role::Drafter => office.clearance,
            Role::RoundAdministrator | Role::Auditor => false,
        };
        self.offices.iter().any(opens)
    }

    /// The capacities that this person has towards a thing of `participant` (None: of nobody).
    pub(super) fn capacities(&self, participant: Option<ParticipantKey>) -> Vec<Capacity> {
        let mut all = Vec::new();
        for seat in &self.seats {
            let own = participant == Some(seat.participant);
            all.push(match (seat.role, own) {
                (SeatRole::FocalPoint, true) => Capacity::FocalOwn,
                (SeatRole::FocalPoint, false) => Capacity::FocalOther,
                (SeatRole::Contributor, true) => Capacity::CommenterOwn,
                (SeatRole::Contributor, false) => Capacity::CommenterOther,
                (SeatRole::Reader, _) => Capacity::Reader,
            });
        }
        for office in &self.offices {
            all.push(match office.role {
                Role::Lead => Capacity::Lead,
                Role::Drafter => Capacity::Drafter,
                Role::RoundAdministrator => Capacity::RoundAdministrator,
                Role::Auditor => Capacity::Auditor,
            });
        }
        if self.system_administrator {
            all.push(Capacity::SystemAdministrator);
        }
        if all.is_empty() {
            all.push(Capacity::Visitor);
        }
        all
    }
}
