//! The closed lists of the field. The word in quotes is what the database and files hold; what a
//! person reads is said by `languages/`.

pub use crate::text::bracketed::Legend;
pub use crate::text::{Kind, Operation};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $(#[serde(rename = $word)] $variant),+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;

            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    other => Err(UnknownWord { list: stringify!($name), word: other.to_owned() }),
                }
            }
        }

        impl Word for $name {
            fn key(self) -> String {
                format!("{}-{}", stringify!($name), self.as_str())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )+};
}

/// A word of a closed list, which `languages/` can say.
pub trait Word: Copy {
    /// The key of what a person reads, such as "Treatment-not_accepted".
    fn key(self) -> String;
}

/// Templates hand over references.
impl<W: Word> Word for &W {
    fn key(self) -> String {
        (*self).key()
    }
}

/// A word that is in none of the list's places: bad input, or a database from a newer version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{word:?} is no {list}")]
pub struct UnknownWord {
    pub list: &'static str,
    pub word: String,
}

words! {
    /// What may be shown of who said what, and whether agreement is recorded at all.
    ConsultationKind { Expert = "expert", Intergovernmental = "intergovernmental" }

    /// A role in one consultation. (A system administrator is an account's property.)
    Role {
        Lead = "lead",
        Drafter = "drafter",
        RoundAdministrator = "round_administrator",
        Auditor = "auditor",
    }

    /// What a person is for a participant: focal points submit, contributors draft, readers read.
    SeatRole { FocalPoint = "focal_point", Contributor = "contributor", Reader = "reader" }

    ParticipantKind {
        State = "state",
        ObserverState = "observer_state",
        UnEntity = "un_entity",
        MandateHolder = "mandate_holder",
        Intergovernmental = "intergovernmental",
        PoliticalGroup = "political_group",
        Nhri = "nhri",
        CivilSociety = "civil_society",
        IndigenousPeoples = "indigenous_peoples",
        TradeUnion = "trade_union",
        Academia = "academia",
        Expert = "expert",
        PrivateSector = "private_sector",
        RegionalMeeting = "regional_meeting",
    }

    /// The United Nations regional groups of Member States.
    RegionalGroup {
        African = "african",
        AsiaPacific = "asia_pacific",
        EasternEuropean = "eastern_european",
        LatinAmericanCaribbean = "latin_american_caribbean",
        WesternEuropeanOthers = "western_european_others",
    }

    /// While *working* the team edits it; once *circulated* it never changes again.
    DraftState { Working = "working", Circulated = "circulated", Final = "final" }

    /// Which inputs a round takes.
    InputKind {
        General = "general",
        Comment = "comment",
        Proposal = "proposal",
        Answer = "answer",
    }

    CommentType {
        Editorial = "editorial",
        Substantive = "substantive",
        Technical = "technical",
        Translation = "translation",
    }

    /// Who may read an input: *public* text and name; *name withheld* text and kind of
    /// participant; *confidential* the team only.
    PublicationClass {
        Public = "public",
        NameWithheld = "name_withheld",
        Confidential = "confidential",
    }

    /// When what was submitted in a round is published.
    PublicationRule {
        OnSubmission = "on_submission",
        AfterClosing = "after_closing",
        Never = "never",
    }

    SubmissionState {
        Drafting = "drafting",
        Submitted = "submitted",
        Replaced = "replaced",
        Withdrawn = "withdrawn",
    }

    /// How a submission reached the secretariat.
    Source {
        Typed = "typed",
        Email = "email",
        Letter = "letter",
        NoteVerbale = "note_verbale",
        Meeting = "meeting",
        File = "file",
    }

    /// How an input's quotation sits on the element it names.
    Placement {
        Exact = "exact",
        Fragment = "fragment",
        Flagged = "flagged",
        Unplaced = "unplaced",
    }

    /// How far an element is agreed. Only an intergovernmental reading knows it.
    AgreementStatus { Open = "open", AdReferendum = "ad_referendum", Agreed = "agreed" }

    /// What a participant holds of a paragraph or a proposal. Never a vote: nobody counts them.
    Stance { Support = "support", Oppose = "oppose", Reserve = "reserve", Retain = "retain" }

    /// What somebody who was named beside a submission says of it.
    CoSubmission { Unconfirmed = "unconfirmed", Confirmed = "confirmed", Objected = "objected" }

    /// What a participant says of what was said on its behalf at a meeting: nothing yet, that it was so,
    /// how it was, or that it did not say it.
    Verification {
        Unverified = "unverified",
        Confirmed = "confirmed",
        Corrected = "corrected",
        Disowned = "disowned",
    }

    Treatment {
        Accepted = "accepted",
        AcceptedWithModification = "accepted_with_modification",
        AcceptedInPart = "accepted_in_part",
        Noted = "noted",
        NotAccepted = "not_accepted",
        Deferred = "deferred",
        OutOfScope = "out_of_scope",
        CoveredBy = "covered_by",
        Withdrawn = "withdrawn",
    }

    /// What a letter or a note verbale is written for.
    Occasion {
        Invitation = "invitation",
        Reminder = "reminder",
        Receipt = "receipt",
        CoSubmission = "co_submission",
        Intervention = "intervention",
        Extension = "extension",
        RoundClosed = "round_closed",
        NextDraft = "next_draft",
        Admission = "admission",
        NotAdmitted = "not_admitted",
        ConfirmAddress = "confirm_address",
        Colleague = "colleague",
        Team = "team",
        PasswordReset = "password_reset",
        FirstAdministrator = "first_administrator",
        NewAddress = "new_address",
        AccountChanged = "account_changed",
        Handover = "handover",
        Review = "review",
    }

    /// What a system administrator decides about somebody's account, with a reason.
    AccountDecision {
        Deactivated = "deactivated",
        Reactivated = "reactivated",
        SecondFactorReset = "second_factor_reset",
        SessionsEnded = "sessions_ended",
        MadeAdministrator = "made_administrator",
        NoLongerAdministrator = "no_longer_administrator",
    }

    LetterState { Queued = "queued", Sent = "sent", Failed = "failed" }

    Dispatch { Paper = "paper", Mailbox = "mailbox" }

    DoorDecision { Admitted = "admitted", Refused = "refused" }

    /// What the summary of general comments says of who made those that an entry was written from.
    SummaryAttribution {
        Named = "named",
        Group = "group",
        Kind = "kind",
        SeveralStates = "several_states",
        None = "none",
    }

    /// What an element of one draft became in the next.
    Relation {
        Split = "split",
        Merged = "merged",
        Same = "same",
        New = "new",
        Deleted = "deleted",
    }

    /// How it is known what became of an element: noted while the draft was revised, proposed by
    /// matching, confirmed or corrected by a person.
    LineageOrigin {
        Recorded = "recorded",
        Proposed = "proposed",
        Confirmed = "confirmed",
        Corrected = "corrected",
    }

    /// Where a change of a working draft came from: a proposal applied, or the team itself.
    ChangeAct {
        Applied = "applied",
        Worded = "worded",
        Added = "added",
        Deleted = "deleted",
        Moved = "moved",
        Split = "split",
        Merged = "merged",
        Retyped = "retyped",
    }
}

impl Word for Kind {
    fn key(self) -> String {
        format!("Kind-{}", self.as_str())
    }
}

impl Word for Operation {
    fn key(self) -> String {
        format!("Operation-{}", self.as_str())
    }
}

impl ConsultationKind {
    /// Are positions taken, and is agreement recorded? In an expert consultation neither is: the
    /// expert consults, decides and reports.
    pub fn records_agreement(self) -> bool {
        self == Self::Intergovernmental
    }
}

impl Word for Legend {
    fn key(self) -> String {
        format!("Legend-{}", self.as_str())
    }
}

impl Role {
    /// Writes the text and answers what comes in.
    pub fn drafts(self) -> bool {
        matches!(self, Self::Lead | Self::Drafter)
    }
}

impl ParticipantKind {
    /// May other participants be its members?
    pub fn is_group(self) -> bool {
        matches!(self, Self::PoliticalGroup | Self::Intergovernmental)
    }

    /// Missions are written to by note verbale; nobody else ever is.
    pub fn is_state(self) -> bool {
        matches!(self, Self::State | Self::ObserverState)
    }
}

impl Treatment {
    /// A reason is required for everything but plain acceptance.
    pub fn needs_reason(self) -> bool {
        self != Self::Accepted
    }
}
