//! Why an act is not allowed: data, said in the reader's language by `languages/`.

use super::Moment;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Signed in, known here, but not in a capacity that may do this.
    NotYourRole,
    OnlyFocalPoints,
    RoundNotCirculated,
    RoundNotYetOpen {
        opens_at: Moment,
    },
    RoundClosed {
        closed_at: Moment,
    },
    RoundStillOpen {
        closes_at: Moment,
    },
    RoundClosedEarly,
    RoundHasDraft,
    WouldShorten {
        closes_at: Moment,
    },
    KindNotTaken,
    OperationNotTaken,
    ElementNotOpen,
    /// While the team revises, it takes nothing.
    RoundPaused {
        since: Moment,
    },
    RoundNotPaused,
    NothingToSubmit,
    AlreadySubmitted,
    NotSubmitted,
    AlreadyPublished,
    /// The team has worked with the excerpt: something hangs on it.
    ExcerptInUse,
    /// What was there is gone, for somebody's safety.
    AlreadyErased,
    /// The round's rule says that nothing of it is published.
    NeverPublished,
    AlreadyCirculated,
    NotCirculated,
    EmptyDraft,
    NotThisConsultation,
    OtherPersonMustValidate,
    NotValidated,
    AlreadyReleased,
    AlreadyDecided,
    NotConfirmed,
    NotApproved,
    AlreadyApproved,
    /// The invitation to take the mandate over was taken back, or whoever gave it holds none.
    HandoverOver,
    /// Nobody gives themselves a role, nor a clearance.
    NotOneself,
    /// Where there is a lead, only a lead appoints another.
    LeadsAppointLeads,
    /// What was said in confidence is opened and closed to a drafter by a lead.
    LeadsGiveClearance,
    /// A lead is dismissed by nobody who is not a lead.
    LeadsEndLeads,
    /// The mandate is handed over; it is never without a holder.
    LastLead,
    /// A lead reads everything already, and administrators and auditors read nothing of the kind.
    ClearanceForDrafters,
    /// Round administrators and auditors are named by a round administrator.
    SecretariatAppoints,
    /// Nobody could appoint another.
    LastAdministrator,
    /// What was published is taken back first.
    SummaryPublished,
    SummaryEmpty,
    /// One does not align oneself with oneself.
    OwnSubmission,
    /// Nor with words that nobody has answered for.
    AlignsWithUnverified,
    /// Only a group has members.
    NotAGroup,
    /// It stands so already.
    AlreadySo,
    /// What is agreed is opened before it is anything else.
    ReopenFirst,
    TeamWaitsForClosing {
        closes_at: Moment,
    },
    FrameworkEmpty,
    /// What was said on somebody's behalf was answered once.
    InterventionAnswered,
    /// It is answered before it is anything else.
    InterventionWaits,
    /// The closed review takes nothing any more.
    ReviewOver {
        ended_at: Moment,
    },
    /// The lead ended it: that is not undone.
    ReviewEnded,
    DeadlinePast,
    /// A review is extended, never shortened.
    ReviewWouldShorten {
        closes_at: Moment,
    },
}

impl Refusal {
    /// The message's key in `locales/*/refusals.ftl`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotYourRole => "refusal-not-your-role",
            Self::OnlyFocalPoints => "refusal-only-focal-points",
            Self::RoundNotCirculated => "refusal-round-not-circulated",
            Self::RoundNotYetOpen { .. } => "refusal-round-not-yet-open",
            Self::RoundClosed { .. } => "refusal-round-closed",
            Self::RoundStillOpen { .. } => "refusal-round-still-open",
            Self::RoundClosedEarly => "refusal-round-closed-early",
            Self::RoundHasDraft => "refusal-round-has-draft",
            Self::WouldShorten { .. } => "refusal-would-shorten",
            Self::KindNotTaken => "refusal-kind-not-taken",
            Self::OperationNotTaken => "refusal-operation-not-taken",
            Self::ElementNotOpen => "refusal-element-not-open",
            Self::RoundPaused { .. } => "refusal-round-paused",
            Self::RoundNotPaused => "refusal-round-not-paused",
            Self::NothingToSubmit => "refusal-nothing-to-submit",
            Self::AlreadySubmitted => "refusal-already-submitted",
            Self::NotSubmitted => "refusal-not-submitted",
            Self::AlreadyPublished => "refusal-already-published",
            Self::ExcerptInUse => "refusal-excerpt-in-use",
            Self::AlreadyErased => "refusal-already-erased",
            Self::NeverPublished => "refusal-never-published",
            Self::AlreadyCirculated => "refusal-already-circulated",
            Self::NotCirculated => "refusal-not-circulated",
            Self::EmptyDraft => "refusal-empty-draft",
            Self::NotThisConsultation => "refusal-not-this-consultation",
            Self::OtherPersonMustValidate => "refusal-other-person-must-validate",
            Self::NotValidated => "refusal-not-validated",
            Self::AlreadyReleased => "refusal-already-released",
            Self::AlreadyDecided => "refusal-already-decided",
            Self::NotConfirmed => "refusal-not-confirmed",
            Self::NotApproved => "refusal-not-approved",
            Self::AlreadyApproved => "refusal-already-approved",
            Self::HandoverOver => "refusal-handover-over",
            Self::NotOneself => "refusal-not-oneself",
            Self::LeadsAppointLeads => "refusal-leads-appoint-leads",
            Self::LeadsGiveClearance => "refusal-leads-give-clearance",
            Self::LeadsEndLeads => "refusal-leads-end-leads",
            Self::LastLead => "refusal-last-lead",
            Self::ClearanceForDrafters => "refusal-clearance-for-drafters",
            Self::SecretariatAppoints => "refusal-secretariat-appoints",
            Self::LastAdministrator => "refusal-last-administrator",
            Self::SummaryPublished => "refusal-summary-published",
            Self::SummaryEmpty => "refusal-summary-empty",
            Self::OwnSubmission => "refusal-own-submission",
            Self::AlignsWithUnverified => "refusal-aligns-with-unverified",
            Self::NotAGroup => "refusal-not-a-group",
            Self::AlreadySo => "refusal-already-so",
            Self::ReopenFirst => "refusal-reopen-first",
            Self::TeamWaitsForClosing { .. } => "refusal-team-waits",
            Self::FrameworkEmpty => "refusal-framework-empty",
            Self::InterventionAnswered => "refusal-intervention-answered",
            Self::InterventionWaits => "refusal-intervention-waits",
            Self::ReviewOver { .. } => "refusal-review-over",
            Self::ReviewEnded => "refusal-review-ended",
            Self::DeadlinePast => "refusal-deadline-past",
            Self::ReviewWouldShorten { .. } => "refusal-review-would-shorten",
        }
    }

    /// The moment that the message names as `$when`, where it names one.
    pub fn moment(&self) -> Option<Moment> {
        match self {
            Self::RoundNotYetOpen { opens_at: at }
            | Self::RoundPaused { since: at }
            | Self::RoundClosed { closed_at: at }
            | Self::RoundStillOpen { closes_at: at }
            | Self::WouldShorten { closes_at: at }
            | Self::ReviewOver { ended_at: at }
            | Self::ReviewWouldShorten { closes_at: at }
            | Self::TeamWaitsForClosing { closes_at: at } => Some(*at),
            _ => None,
        }
    }
}
