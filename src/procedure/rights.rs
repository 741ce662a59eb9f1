//! Who may do what: one table, one function. A row is a resource and a verb, a column a capacity.
//!
//! `Y` yes · `N` refused, and told so · `X` one may not even know that it exists (404) ·
//! `P` yes if the thing is public · `O` yes if the participant lets contributors submit ·
//! `K` yes with a clearance for identities · `M` yes for one's own organization's people ·
//! `V` yes where the text itself is visible.

use super::keys::ParticipantKey;
use super::standing::{Actor, Capacity, Standing};
use super::{Refusal, permit};

macro_rules! rights {
    ($($right:ident $($cell:ident)+ ;)+) => {
        /// A resource and what one would do with it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Right { $($right),+ }

        impl Right {
            pub const ALL: &'static [Right] = &[$(Right::$right),+];

            /// The row's cells, in the order of the columns above.
            pub const fn row(self) -> [Cell; 11] {
                use Cell::*;
                match self { $(Right::$right => [$($cell),+]),+ }
            }
        }
    };
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    Y,
    N,
    X,
    P,
    O,
    K,
    M,
    V,
}

#[rustfmt::skip]
rights! {
//                          visitor own_c oth_c own_f oth_f reader drafter lead r_admin s_admin auditor
    ConsultationReadPublic      Y     Y     Y     Y     Y     Y     Y       Y    Y       Y       Y;
    ConsultationReadInvited     X     Y     Y     Y     Y     Y     Y       Y    Y       X       X;
    ConsultationCreate          X     N     N     N     N     N     N       N    N       Y       X;
    ConsultationUpdate          X     N     N     N     N     N     N       N    Y       X       X;
    DraftRead                   P     Y     Y     Y     Y     Y     Y       Y    Y       P       P;
    WorkingDraftRead            X     X     X     X     X     X     Y       Y    Y       X       X;
    WorkingDraftUpdate          X     X     X     X     X     X     Y       Y    N       X       X;
    DraftCirculate              X     X     X     X     X     X     N       Y    N       X       X;
    RoundCreate                 X     N     N     N     N     N     N       N    Y       X       X;
    RoundExtend                 X     N     N     N     N     N     N       N    Y       X       X;
    RoundClose                  X     N     N     N     N     N     N       N    Y       X       X;
    CommentDraftWrite           X     Y     X     Y     X     X     X       X    X       X       X;
    CommentDraftRead            X     Y     X     Y     X     X     X       X    X       X       X;
    SubmissionSubmit            X     O     X     Y     X     X     X       X    X       X       X;
    SubmissionWithdraw          X     N     X     Y     X     X     X       X    X       X       X;
    SubmissionRegister          X     X     X     X     X     X     Y       Y    Y       X       X;
    SubmissionPublish           X     N     N     N     N     N     N       Y    Y       X       X;
    SubmissionReadPublic        X     Y     X     Y     X     X     Y       Y    Y       X       X;
    WithheldTextRead            X     Y     X     Y     X     X     Y       Y    X       X       X;
    WithheldIdentityRead        X     Y     X     Y     X     X     K       Y    X       X       X;
    ConfidentialRead            X     Y     X     Y     X     X     K       Y    X       X       X;
    ReceiptRead                 X     Y     X     Y     X     X     X       X    X       X       X;
    ParticipantRegister         X     N     N     N     N     N     N       Y    Y       X       X;
    ParticipantAdmit            X     N     N     N     N     N     N       Y    Y       X       X;
    ParticipantListRead         X     X     X     X     X     X     Y       Y    Y       X       X;
    LetterWrite                 X     N     N     N     N     N     N       N    Y       X       X;
    OutboxRead                  X     X     X     X     X     X     X       X    Y       X       X;
    ColleagueInvite             X     N     X     M     X     N     X       X    Y       X       X;
    ColleaguesRead              X     Y     X     Y     X     X     X       X    Y       X       X;
    InputConsolidate            X     X     X     X     X     X     Y       Y    X       X       X;
    InternalNoteWrite           X     X     X     X     X     X     Y       Y    X       X       X;
    ResponseWrite               X     X     X     X     X     X     Y       Y    N       X       X;
    ResponseRelease             X     N     N     N     N     N     N       Y    N       X       X;
    ResponseReadReleased        V     V     V     V     V     V     Y       Y    Y       V       V;
    ExplanatoryNoteWrite        X     X     X     X     X     X     Y       Y    N       X       X;
    MatrixExport                X     X     X     X     X     X     Y       Y    Y       X       X;
    JournalRead                 X     X     X     X     X     X     X       Y    Y       X       Y;
    MandateHandOver             X     X     X     X     X     X     N       Y    N       X       X;
    AccountDisable              X     X     X     M     X     X     X       X    X       Y       X;
    SettingsUpdate              X     X     X     X     X     X     X       X    X       Y       X;
}

const COLUMNS: [Capacity; 11] = [
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
mod tests {
    use super::super::keys::PersonKey;
    use super::super::standing::{Office, Seat};
    use super::super::words::{Role, SeatRole};
    use super::*;

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
}
