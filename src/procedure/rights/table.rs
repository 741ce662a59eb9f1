//! The table: a row is a resource and what one would do with it, a column a capacity. docs/rights.csv
//! is the same table for those who read no Rust; a test holds the two equal.
//!
//! A comment beside a row says what its cells alone do not: what a conditional cell turns on, and why an
//! answer is not the first that comes to mind.

macro_rules! rights {
    ($($right:ident $($cell:ident)+ ;)+) => {
        /// A resource and what one would do with it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Right { $($right),+ }

        impl Right {
            pub const ALL: &'static [Right] = &[$(Right::$right),+];

            /// The row's cells, in the order of the columns.
            pub const fn row(self) -> [Cell; 11] {
                use Cell::*;
                match self { $(Right::$right => [$($cell),+]),+ }
            }

            pub const fn as_str(self) -> &'static str {
                match self { $(Right::$right => stringify!($right)),+ }
            }
        }
    };
}

/// What the table answers to one capacity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Yes.
    Y,
    /// Refused, and told so (403).
    N,
    /// One may not even know that it exists (404).
    X,
    /// Yes if the thing is public.
    P,
    /// Yes if the participant lets contributors submit; refused otherwise.
    O,
    /// Yes with a clearance for identities.
    K,
    /// Yes for one's own organization's people.
    M,
    /// Yes where the text itself is visible.
    V,
    /// Yes for the readers of the very delegation that it belongs to.
    R,
}

impl Cell {
    /// As docs/rights.csv writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Cell::Y => "Y",
            Cell::N => "403",
            Cell::X => "404",
            Cell::P => "P",
            Cell::O => "O",
            Cell::K => "K",
            Cell::M => "M",
            Cell::V => "V",
            Cell::R => "R",
        }
    }
}

#[rustfmt::skip]
rights! {
//                          visitor own_c oth_c own_f oth_f reader drafter lead r_admin s_admin auditor
// --- consultations
    ConsultationReadPublic      Y     Y     Y     Y     Y     Y     Y       Y    Y       Y       Y;
    // "Other" is another participant of the same consultation: invited as well. A seat elsewhere is a visitor here.
    ConsultationReadInvited     X     Y     Y     Y     Y     Y     Y       Y    Y       X       X;
    // The installation's: what one is in a consultation is nothing here.
    ConsultationCreate          X     X     X     X     X     X     X       X    X       Y       X;
    ConsultationUpdate          X     N     N     N     N     N     N       N    Y       X       X;
    // Who runs it is the team's to know here, and the auditor's; the public page names whoever it should.
    TeamRead                    X     X     X     X     X     X     Y       Y    Y       X       Y;
    // To appoint drafters, and to end their role.
    TeamUpdate                  X     X     X     X     X     X     N       Y    Y       X       X;
    // Who reads what was said in confidence: further leads, and drafters with a clearance. Nobody who
    // only keeps the rounds opens that to anybody; see `procedure/team.rs` for the first lead.
    ClearanceGive               X     X     X     X     X     X     N       Y    N       X       X;
    // Round administrators and auditors are the secretariat's to name.
    OfficerAppoint              X     X     X     X     X     X     N       N    Y       X       X;
    // Whether those who proposed a change are named outside is the choice of the lead.
    AttributionUpdate           X     N     N     N     N     N     N       Y    N       X       X;
    // Milestones and themes are kept by the whole team.
    TimelineUpdate              X     N     N     N     N     N     Y       Y    Y       X       X;
// --- drafts: once the round has opened; P: the round is public
    DraftRead                   P     Y     Y     Y     Y     Y     Y       Y    Y       P       P;
    WorkingDraftRead            X     X     X     X     X     X     Y       Y    Y       X       X;
    WorkingDraftUpdate          X     X     X     X     X     X     Y       Y    N       X       X;
    DraftCirculate              X     X     X     X     X     X     N       Y    N       X       X;
    // What became of what from one draft to another: no word of a circulated text is touched by it.
    LineageUpdate               X     X     X     X     X     X     Y       Y    N       X       X;
    // A version shown to named reviewers, outside the chain of texts: the lead's to open and to end, and
    // read by those who draft. V: whoever is named in it, whatever else they are here.
    ReviewRun                   X     X     X     X     X     X     N       Y    X       X       X;
    ReviewRead                  X     X     X     X     X     X     Y       Y    X       X       X;
    ReviewAnswer                V     V     V     V     V     V     V       V    V       V       V;
// --- rounds
    RoundCreate                 X     N     N     N     N     N     N       N    Y       X       X;
    RoundExtend                 X     N     N     N     N     N     N       N    Y       X       X;
    RoundClose                  X     N     N     N     N     N     N       N    Y       X       X;
    // Late input, taken after all though the round was prepared without.
    RoundAcceptLate             X     N     N     N     N     N     N       Y    Y       X       X;
// --- what participants draft: nobody of the team reads it
    CommentDraftWrite           X     Y     X     Y     X     X     X       X    X       X       X;
    // R: a delegation's own readers read what it drafts and sends; those of another read nothing of it.
    CommentDraftRead            X     Y     X     Y     X     R     X       X    X       X       X;
// --- submissions
    SubmissionSubmit            X     O     X     Y     X     X     X       X    X       X       X;
    SubmissionWithdraw          X     N     X     Y     X     X     X       X    X       X       X;
    SubmissionRegister          X     X     X     X     X     X     Y       Y    Y       X       X;
    SubmissionPublish           X     N     N     N     N     N     N       Y    Y       X       X;
    SubmissionReadPublic        X     Y     X     Y     X     R     Y       Y    Y       X       X;
    SubmissionReadPublished     Y     Y     Y     Y     Y     Y     Y       Y    Y       Y       Y;
    // Before publication the secretariat sees that a submission came, not what a name-withheld one says.
    WithheldTextRead            X     Y     X     Y     X     R     Y       Y    X       X       X;
    WithheldTextReadPublished   Y     Y     Y     Y     Y     Y     Y       Y    Y       Y       Y;
    // Never on a page by itself: an act, and each reading is a line in the journal.
    WithheldIdentityRead        X     Y     X     Y     X     R     K       Y    X       X       X;
    ConfidentialRead            X     Y     X     Y     X     R     K       Y    X       X       X;
    ConfidentialIdentityRead    X     Y     X     Y     X     R     K       Y    X       X       X;
    // Towards public only the submitter moves an input; towards secret the lead may too.
    VisibilityRaise             X     N     X     Y     X     X     N       N    N       X       X;
    VisibilityLower             X     Y     X     Y     X     X     N       Y    N       X       X;
    // Where somebody is in danger, the lead erases what was sent, and its own focal point. Whoever only
    // keeps the rounds need not know that it was asked for.
    ContentErase                X     N     X     Y     X     X     X       Y    X       X       X;
    // What is about third persons is taken out by whoever publishes.
    ContentRedact               X     X     X     X     X     X     N       Y    Y       X       X;
    // As it was sent, for its authors and for those who work with it.
    OriginalRead                X     Y     X     Y     X     R     Y       Y    Y       X       X;
    // As its submission is, and only where its author may be known: a letterhead tells. What a visitor
    // may have, those who audit or run the server may have too: they need only sign out.
    AttachmentRead              V     V     V     V     V     V     V       V    V       V       V;
    ReceiptRead                 X     Y     X     Y     X     X     X       X    X       X       X;
    // Answers only whether a digest is known.
    ReceiptVerify               Y     Y     Y     Y     Y     Y     Y       Y    Y       Y       Y;
// --- participants and their people
    ParticipantRegister         X     N     N     N     N     N     N       Y    Y       X       X;
    ParticipantAdmit            X     N     N     N     N     N     N       Y    Y       X       X;
    // What the secretariat knows of it; its own people see it too.
    ParticipantRead             X     Y     X     Y     X     X     Y       Y    Y       X       X;
    // Who knows of the participant is told why not.
    ParticipantUpdate           X     N     X     N     X     X     N       Y    Y       X       X;
    ParticipantListRead         X     X     X     X     X     X     Y       Y    Y       X       X;
    LetterWrite                 X     N     N     N     N     N     N       N    Y       X       X;
    OutboxRead                  X     X     X     X     X     X     X       X    Y       X       X;
    // As it was written, to send it again. The installation's outbox is the system administrator's.
    LetterRead                  X     X     X     X     X     X     X       X    Y       Y       X;
    // Refused where one knows of the delegation; of another one nobody need know that it has people.
    ColleagueInvite             X     N     X     M     X     X     N       N    Y       X       X;
    // The secretariat appoints another focal point instead; it has nothing of its own to pass on.
    DelegationHandOver          X     N     X     M     X     X     N       N    N       X       X;
    ColleaguesRead              X     Y     X     Y     X     X     X       X    Y       X       X;
    // Shown to nobody after sending: there is no page for it.
    InvitationTokenRead         X     X     X     X     X     X     X       X    X       X       X;
// --- agreement
    // How far an element is agreed, where States negotiate: the lead says so, or the chair's secretary.
    AgreementRecord             X     N     N     N     N     N     N       Y    Y       X       X;
// --- consolidation
    // What is treated how is the drafters' work; the secretariat has the matrix.
    InputConsolidate            X     X     X     X     X     X     Y       Y    X       X       X;
    InternalNoteRead            X     X     X     X     X     X     Y       Y    X       X       X;
    InternalNoteWrite           X     X     X     X     X     X     Y       Y    X       X       X;
    // The desk on which responses are written is the drafters': for the secretariat it is not there. It
    // reads them in the matrix.
    ResponseWrite               X     X     X     X     X     X     Y       Y    X       X       X;
    ResponseRelease             X     X     X     X     X     X     N       Y    X       X       X;
    InputApply                  X     X     X     X     X     X     Y       Y    X       X       X;
    AssignmentWrite             X     X     X     X     X     X     Y       Y    X       X       X;
    ResponseReadReleased        V     V     V     V     V     V     Y       Y    Y       V       V;
    // What a participant is told of what became of its inputs, as its own people and the team see it.
    OutcomeRead                 X     Y     X     Y     X     R     Y       Y    Y       X       X;
    // Elements of a framework, gathered from answers before there is a text: the drafters' work, and the
    // lead's to publish.
    FrameworkUpdate             X     X     X     X     X     X     Y       Y    X       X       X;
    FrameworkPublish            X     X     X     X     X     X     N       Y    X       X       X;
    ExplanatoryNoteWrite        X     X     X     X     X     X     Y       Y    N       X       X;
    // The summary of general comments, before it is published: the desk on which it is written is the drafters'.
    SummaryWrite                X     X     X     X     X     X     Y       Y    X       X       X;
    SummaryPublish              X     X     X     X     X     X     N       Y    X       X       X;
    // What was decided about the text and why: responses are in it, and those are the drafters'.
    DecisionLogRead             X     X     X     X     X     X     Y       Y    X       X       X;
    DecisionLogWrite            X     X     X     X     X     X     N       Y    X       X       X;
    MatrixExport                X     X     X     X     X     X     Y       Y    Y       X       X;
    // P: the team has published it, and the draft is this person's to read.
    CompilationRead             P     P     P     P     P     P     Y       Y    Y       P       P;
    CompilationPublish          X     N     N     N     N     N     N       Y    Y       X       X;
    // P: an intergovernmental reading that shows it, and the draft is this person's to read.
    BracketedRead               P     P     P     P     P     P     Y       Y    Y       P       P;
    // With a reason, re-authenticated, and journaled.
    MatrixExportWithIdentities  X     X     X     X     X     X     X       Y    X       X       X;
// --- the record
    // The secretariat keeps the record with the lead and the auditor. It names acts and officers, no input and
    // nobody who speaks for a participant.
    JournalRead                 X     X     X     X     X     X     X       Y    Y       X       Y;
    AuditDigestRead             Y     Y     Y     Y     Y     Y     Y       Y    Y       Y       Y;
// --- accounts and the installation
    // One's own, whoever one is.
    AccountUpdate               X     Y     Y     Y     Y     Y     Y       Y    Y       Y       Y;
    // A mandate passes from its holder to the next one; whoever helps to draft knows of it and has no say.
    MandateHandOver             X     X     X     X     X     X     N       Y    N       X       X;
    AccountDisable              X     X     X     M     X     X     X       X    X       Y       X;
    SettingsUpdate              X     X     X     X     X     X     X       X    X       Y       X;
    // At the console only: there are no pages for backups, and metrics have a listener of their own.
    BackupCreate                X     X     X     X     X     X     X       X    X       Y       X;
    // With an authority that is written down.
    RecordPurge                 X     X     X     X     X     X     X       X    X       Y       X;
    MetricsRead                 X     X     X     X     X     X     X       X    X       X       X;
}
