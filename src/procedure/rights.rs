//! Who may do what: one table ([`Right`]), one function ([`decide`]).

mod table;

use super::keys::ParticipantKey;
use super::standing::{Actor, Capacity, Standing};
use super::words::SeatRole;
use super::{Refusal, permit};

pub use table::{Cell, Right};

/// The columns of the table, in its order.
pub const COLUMNS: [Capacity; 11] = [
    Capacity::Visitor,
    Capacity::CommenterOwn,
    Capacity::CommenterOther,
    Capacity::FocalOwn,
    Capacity::FocalOther,
    Capacity::Reader,
    Capacity::Drafter,
    Capacity::Lead,
    Capacity::RoundAdministrator,
    Capacity::SystemAdministrator,
    Capacity::Auditor,
];

/// What the right is asked about: whose it is, and the facts that conditional cells turn on.
#[derive(Debug, Clone, Copy, Default)]
pub struct What {
    /// The participant whose thing it is; None for what belongs to the consultation.
    pub of: Option<ParticipantKey>,
    /// The text or round is open to the public.
    pub public: bool,
    /// The parent's text is visible to the reader.
    pub text_visible: bool,
}

impl What {
    pub fn of(participant: ParticipantKey) -> Self {
        Self { of: Some(participant), ..Self::default() }
    }

    pub fn public(public: bool) -> Self {
        Self { public, ..Self::default() }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Yes, acting in this capacity.
    Yes(Actor),
    /// No, and the person is told why.
    Refused(Refusal),
    /// There is nothing here for this person: 404.
    Unknown,
}

/// The one decision. A person of several roles is given the most that any of them allows.
pub fn decide(who: &Standing, right: Right, what: What) -> Answer {
    let row = right.row();
    let mut best = Answer::Unknown;
    for capacity in who.capacities(what.of) {
        let cell = COLUMNS.iter().zip(row).find(|(column, _)| **column == capacity);
        let Some((_, cell)) = cell else { continue };
        if is_yes(cell, who, what) {
            return Answer::Yes(Actor { account: who.account, capacity });
        }
        let refusal = match cell {
            Cell::N | Cell::M => Refusal::NotYourRole,
            Cell::O => Refusal::OnlyFocalPoints,
            _ => continue,
        };
        best = Answer::Refused(refusal);
    }
    best
}

fn is_yes(cell: Cell, who: &Standing, what: What) -> bool {
    match cell {
        Cell::Y => true,
        Cell::N | Cell::X => false,
        Cell::P => what.public,
        Cell::O => {
            let seat = what.of.and_then(|participant| who.seat(participant));
            seat.is_some_and(|seat| seat.contributors_may_submit)
        }
        Cell::K => who.is_cleared(),
        Cell::M => what.of.is_some_and(|participant| who.seat(participant).is_some()),
        Cell::V => what.text_visible,
        Cell::R => {
            let seat = what.of.and_then(|participant| who.seat(participant));
            seat.is_some_and(|seat| seat.role == SeatRole::Reader)
        }
    }
}

/// Why something was not allowed: refused with a reason, or not known to exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Denied {
    Refused(Refusal),
    Unknown,
}

impl From<Refusal> for Denied {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Answer {
    /// The actor, or why not: so that a rule can ask `decide(…).actor()?` first.
    pub fn actor(self) -> Result<Actor, Denied> {
        match self {
            Answer::Yes(actor) => Ok(actor),
            Answer::Refused(refusal) => Err(Denied::Refused(refusal)),
            Answer::Unknown => Err(Denied::Unknown),
        }
    }

    pub fn is_yes(&self) -> bool {
        matches!(self, Answer::Yes(_))
    }
}

permit! {
    /// Permission that depends on nothing but who asks.
    May {
        right: Right,
    }
}

/// May this person do it at all? For acts that no state can forbid.
pub fn may(who: &Standing, right: Right, what: What) -> Result<May, Denied> {
    Ok(May { by: decide(who, right, what).actor()?, right })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::keys::PersonKey;
    use super::super::standing::{Office, Seat};
    use super::super::words::{Role, SeatRole};
    use super::*;
    use std::fmt::Write;

    fn office(role: Role) -> Standing {
        Standing { offices: vec![Office { role, clearance: false }], ..Standing::default() }
    }

    fn seat(role: SeatRole) -> Standing {
        let seat = Seat {
            participant: ParticipantKey(1),
            person: PersonKey(1),
            role,
            contributors_may_submit: false,
        };
        Standing { seats: vec![seat], ..Standing::default() }
    }

    #[test]
    fn nobody_of_the_team_reads_drafts_of_delegations() {
        for role in Role::ALL {
            let answer =
                decide(&office(*role), Right::CommentDraftRead, What::of(ParticipantKey(1)));
            assert_eq!(answer, Answer::Unknown, "{role}");
        }
        let own = decide(
            &seat(SeatRole::Contributor),
            Right::CommentDraftRead,
            What::of(ParticipantKey(1)),
        );
        assert!(own.is_yes());
        let other = decide(
            &seat(SeatRole::Contributor),
            Right::CommentDraftRead,
            What::of(ParticipantKey(2)),
        );
        assert_eq!(other, Answer::Unknown);
    }

    #[test]
    fn contributors_submit_only_where_their_delegation_lets_them() {
        let what = What::of(ParticipantKey(1));
        let mut contributor = seat(SeatRole::Contributor);
        assert_eq!(
            decide(&contributor, Right::SubmissionSubmit, what),
            Answer::Refused(Refusal::OnlyFocalPoints)
        );
        contributor.seats[0].contributors_may_submit = true;
        assert!(decide(&contributor, Right::SubmissionSubmit, what).is_yes());
        assert!(decide(&seat(SeatRole::FocalPoint), Right::SubmissionSubmit, what).is_yes());
        assert_eq!(decide(&seat(SeatRole::Reader), Right::SubmissionSubmit, what), Answer::Unknown);
    }

    #[test]
    fn of_several_roles_the_one_that_allows_decides_and_is_named() {
        let mut desk = office(Role::Drafter);
        desk.offices.push(Office { role: Role::RoundAdministrator, clearance: false });
        let Answer::Yes(actor) = decide(&desk, Right::RoundExtend, What::default()) else {
            panic!("the administrator extends");
        };
        assert_eq!(actor.capacity, Capacity::RoundAdministrator);
        let answer = decide(&office(Role::Drafter), Right::RoundExtend, What::default());
        assert_eq!(answer, Answer::Refused(Refusal::NotYourRole));
    }

    #[test]
    fn the_system_administrator_reads_no_submission() {
        let system = Standing { system_administrator: true, ..Standing::default() };
        for right in [
            Right::SubmissionReadPublic,
            Right::WithheldTextRead,
            Right::WithheldIdentityRead,
            Right::ConfidentialRead,
            Right::CommentDraftRead,
            Right::MatrixExport,
        ] {
            assert_eq!(decide(&system, right, What::default()), Answer::Unknown, "{right:?}");
        }
    }

    #[test]
    fn a_clearance_opens_withheld_names_to_a_drafter() {
        let mut drafter = office(Role::Drafter);
        assert_eq!(decide(&drafter, Right::WithheldIdentityRead, What::default()), Answer::Unknown);
        drafter.offices[0].clearance = true;
        assert!(decide(&drafter, Right::WithheldIdentityRead, What::default()).is_yes());
    }

    const FILE: &str = include_str!("../../docs/rights.csv");

    /// The names of the columns in docs/rights.csv.
    const NAMES: [&str; 11] = [
        "visitor",
        "contributor_own",
        "contributor_other",
        "focal_point_own",
        "focal_point_other",
        "reader",
        "drafter",
        "lead",
        "round_administrator",
        "system_administrator",
        "auditor",
    ];

    #[test]
    fn the_table_in_the_documents_is_the_table_that_decides() {
        let mut written = format!("right,{}\n", NAMES.join(","));
        for right in Right::ALL {
            let cells = right.row().map(Cell::as_str).join(",");
            writeln!(written, "{},{cells}", right.as_str()).unwrap();
        }
        assert!(written == FILE, "docs/rights.csv should be:\n{written}");
    }

    /// The facts that conditional cells turn on.
    #[derive(Debug, Clone, Copy)]
    struct State {
        public: bool,
        text_visible: bool,
        contributors_may_submit: bool,
        cleared: bool,
        /// The reader sits for the participant that is asked about.
        own_reader: bool,
    }

    /// Somebody of one capacity towards a thing of participant 1.
    fn somebody(capacity: Capacity, state: State) -> Standing {
        let seated = |of: i64, role| {
            let mut who = seat(role);
            who.seats[0].participant = ParticipantKey(of);
            who.seats[0].contributors_may_submit = state.contributors_may_submit;
            who
        };
        let office = |role| Standing {
            offices: vec![Office { role, clearance: state.cleared }],
            ..Standing::default()
        };
        match capacity {
            Capacity::Visitor | Capacity::Reviewer => Standing::visitor(),
            Capacity::CommenterOwn => seated(1, SeatRole::Contributor),
            Capacity::CommenterOther => seated(2, SeatRole::Contributor),
            Capacity::FocalOwn => seated(1, SeatRole::FocalPoint),
            Capacity::FocalOther => seated(2, SeatRole::FocalPoint),
            Capacity::Reader => seated(if state.own_reader { 1 } else { 2 }, SeatRole::Reader),
            Capacity::Drafter => office(Role::Drafter),
            Capacity::Lead => office(Role::Lead),
            Capacity::RoundAdministrator => office(Role::RoundAdministrator),
            Capacity::SystemAdministrator => {
                Standing { system_administrator: true, ..Standing::default() }
            }
            Capacity::Auditor => office(Role::Auditor),
        }
    }

    /// What a word of docs/rights.csv means, said once more and apart from `decide()`.
    fn meant(word: &str, capacity: Capacity, state: State) -> &'static str {
        let yes_if = |is: bool, otherwise| if is { "yes" } else { otherwise };
        match word {
            "Y" => "yes",
            "403" => "refused",
            "404" => "unknown",
            "P" => yes_if(state.public, "unknown"),
            "V" => yes_if(state.text_visible, "unknown"),
            "O" => yes_if(state.contributors_may_submit, "refused"),
            "K" => yes_if(state.cleared, "unknown"),
            "R" => yes_if(state.own_reader, "unknown"),
            "M" => yes_if(capacity == Capacity::FocalOwn, "refused"),
            other => panic!("{other} means nothing"),
        }
    }

    #[test]
    fn every_cell_is_decided_as_it_is_written_in_every_state() {
        let mut asked = 0;
        for line in FILE.lines().skip(1) {
            let mut words = line.split(',');
            let name = words.next().unwrap();
            let right = *Right::ALL.iter().find(|right| right.as_str() == name).unwrap();
            for (capacity, word) in COLUMNS.into_iter().zip(words) {
                for bits in 0..32 {
                    let bit = |n: u32| bits & (1 << n) != 0;
                    let state = State {
                        public: bit(0),
                        text_visible: bit(1),
                        contributors_may_submit: bit(2),
                        cleared: bit(3),
                        own_reader: bit(4),
                    };
                    let what = What {
                        of: Some(ParticipantKey(1)),
                        public: state.public,
                        text_visible: state.text_visible,
                    };
                    let said = match decide(&somebody(capacity, state), right, what) {
                        Answer::Yes(actor) => {
                            assert_eq!(actor.capacity, capacity);
                            "yes"
                        }
                        Answer::Refused(_) => "refused",
                        Answer::Unknown => "unknown",
                    };
                    let meant = meant(word, capacity, state);
                    assert_eq!(said, meant, "{name}, {capacity:?}, {state:?}");
                    asked += 1;
                }
            }
        }
        assert_eq!(asked, Right::ALL.len() * 11 * 32);
    }
}
