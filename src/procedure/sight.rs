//! What a reader sees of what others send: whose inputs, how much of each, and whose names.

use super::keys::ParticipantKey;
use super::rounds::{Phase, RoundFacts};
use super::words::{PublicationClass, SubmissionState};
use super::{Moment, Right, Standing, What, decide};

/// Of a kind with fewer participants than this in the consultation, a name-withheld input shows "a
/// participant": with three, the kind would nearly be the name. All participants are counted, whether or
/// not they took part: who took part is not known to everybody, who was invited is to the secretariat
/// only, and a group that looks large to neither does not become small when one of it answers.
pub const SMALL_GROUP: usize = 5;

/// Whose inputs a reader sees, and how much of each: the one entrance to what may be seen.
/// Queries turn it into a condition, templates ask it for the name to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// The reader's own participants: everything of theirs, drafts too.
    pub own: Vec<ParticipantKey>,
    /// Public inputs of submissions not yet published.
    pub public_before_publication: bool,
    /// The text of name-withheld inputs before publication.
    pub withheld_before_publication: bool,
    /// May learn, by an act that is recorded, who is behind name-withheld inputs.
    pub withheld_identity: bool,
    /// The text of confidential inputs.
    pub confidential: bool,
    /// May learn, by an act that is recorded, who is behind confidential inputs.
    pub confidential_identity: bool,
    /// The act has been recorded: the names that may be learned are shown.
    pub named: bool,
    /// The texts as they were sent, where the secretariat took out what is about third persons.
    pub originals: bool,
}

/// What this person may see of the inputs of a round. Nobody sees another's unsubmitted drafts.
pub fn sight(who: &Standing, round: &RoundFacts, now: Moment) -> Sight {
    let may = |right| decide(who, right, What::default()).is_yes();
    // The team may have to wait for the closing; a round says so when it is prepared.
    let waits = round.phase(now) == Phase::Open && !round.team_reads_before_close;
    Sight {
        own: who
            .seats
            .iter()
            .map(|seat| seat.participant)
            .filter(|own| decide(who, Right::CommentDraftRead, What::of(*own)).is_yes())
            .collect(),
        public_before_publication: may(Right::SubmissionReadPublic) && !waits,
        withheld_before_publication: may(Right::WithheldTextRead) && !waits,
        withheld_identity: may(Right::WithheldIdentityRead),
        confidential: may(Right::ConfidentialRead) && !waits,
        confidential_identity: may(Right::ConfidentialIdentityRead) && !waits,
        named: false,
        originals: may(Right::OriginalRead),
    }
}

impl Sight {
    /// What everyone sees: published, never confidential, no withheld name.
    pub fn public() -> Self {
        Self {
            own: Vec::new(),
            public_before_publication: false,
            withheld_before_publication: false,
            withheld_identity: false,
            confidential: false,
            confidential_identity: false,
            named: false,
            originals: false,
        }
    }

    /// What whoever is named beside a submission reads of it before answering: what is public in it. Its
    /// sender may hand over the rest.
    pub fn of_co_submitter(own: Vec<ParticipantKey>) -> Self {
        Self { own, public_before_publication: true, ..Self::public() }
    }

    /// What is passed on by default: no confidential input, no name that is withheld, nothing that was
    /// taken out of what is published.
    pub fn without_confidence(mut self) -> Self {
        self.confidential = false;
        self.named = false;
        self.originals = false;
        self
    }

    /// The same sight with the names that its reader may learn. Whoever calls this has recorded why.
    pub fn with_identities(mut self) -> Self {
        self.named = true;
        self
    }

    /// May this reader see a redacted text as it was sent?
    pub fn shows_original(&self, input: &InputFacts) -> bool {
        self.originals || self.own.contains(&input.participant)
    }

    /// May this reader see the text of an input? The one question behind every list and count.
    pub fn shows(&self, input: &InputFacts) -> bool {
        if self.own.contains(&input.participant) {
            return true;
        }
        if input.state != SubmissionState::Submitted {
            return false;
        }
        match input.class {
            Some(PublicationClass::Public) => input.published || self.public_before_publication,
            Some(PublicationClass::NameWithheld) => {
                input.published || self.withheld_before_publication
            }
            // A class not chosen is the most cautious one.
            Some(PublicationClass::Confidential) | None => self.confidential,
        }
    }

    /// May this reader see that this input was erased, and where it stood? Its own people may. For
    /// everybody else, the team too, it is as if it had not been said: who, where and which kind can tell
    /// it, and what the team reads is passed on.
    pub fn shows_mark(&self, input: &InputFacts) -> bool {
        self.own.contains(&input.participant)
    }

    /// Of what was erased, is it counted for this reader? The team is told how many inputs of a round were,
    /// of those that it would read.
    pub fn counts_erased(&self, input: &InputFacts) -> bool {
        self.public_before_publication && self.shows(input)
    }

    /// Is this reader shown who is behind it? The name of what is not public is shown to its own people
    /// only, unless an act was recorded.
    pub fn names(&self, input: &InputFacts) -> bool {
        self.own.contains(&input.participant)
            || input.class == Some(PublicationClass::Public)
            || (self.named && self.may_learn(input))
    }

    /// May this reader learn who is behind it, by an act that is recorded?
    pub fn may_learn(&self, input: &InputFacts) -> bool {
        self.shows(input)
            && match input.class {
                Some(PublicationClass::Public) => false,
                Some(PublicationClass::NameWithheld) => self.withheld_identity,
                Some(PublicationClass::Confidential) | None => self.confidential_identity,
            }
    }
}

/// What visibility turns on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFacts {
    pub participant: ParticipantKey,
    pub state: SubmissionState,
    pub class: Option<PublicationClass>,
    pub published: bool,
}

#[cfg(test)]
mod tests {
    use super::super::rounds::tests::{day, office, round, seated};
    use super::super::words::{Role, SeatRole};
    use super::*;

    #[test]
    fn what_each_reader_sees_of_each_class() {
        use PublicationClass::*;
        let after = day(30);
        let public = sight(&Standing::visitor(), &round(), after);
        let drafter = sight(&office(Role::Drafter), &round(), after);
        let lead = sight(&office(Role::Lead), &round(), after);
        let secretariat = sight(&office(Role::RoundAdministrator), &round(), after);
        let own = sight(&seated(SeatRole::Reader), &round(), after);
        let input = |class, state, published| InputFacts {
            participant: ParticipantKey(7),
            state,
            class,
            published,
        };
        let sent = SubmissionState::Submitted;
        // (class, state, published) → shown to public, drafter, lead, secretariat, own
        for (class, state, published, shown) in [
            (Some(Public), sent, true, [true, true, true, true, true]),
            (Some(Public), sent, false, [false, true, true, true, true]),
            (Some(NameWithheld), sent, true, [true, true, true, true, true]),
            (Some(NameWithheld), sent, false, [false, true, true, false, true]),
            (Some(Confidential), sent, true, [false, false, true, false, true]),
            (None, sent, true, [false, false, true, false, true]),
            (Some(Public), SubmissionState::Drafting, false, [false, false, false, false, true]),
            (Some(Public), SubmissionState::Replaced, false, [false, false, false, false, true]),
        ] {
            let facts = input(class, state, published);
            let said =
                [&public, &drafter, &lead, &secretariat, &own].map(|sight| sight.shows(&facts));
            assert_eq!(said, shown, "{class:?} {state} published={published}");
        }
        let withheld = input(Some(NameWithheld), sent, true);
        let named =
            [&public, &drafter, &lead, &secretariat, &own].map(|sight| sight.names(&withheld));
        assert_eq!(named, [false, false, false, false, true]);
        let learnt =
            [&public, &drafter, &lead, &secretariat].map(|sight| sight.may_learn(&withheld));
        assert_eq!(learnt, [false, false, true, false]);
        assert!(lead.clone().with_identities().names(&withheld));
        assert!(!secretariat.clone().with_identities().names(&withheld));
    }

    #[test]
    fn what_was_taken_out_is_read_by_the_team_and_by_its_own_people() {
        let facts = InputFacts {
            participant: ParticipantKey(7),
            state: SubmissionState::Submitted,
            class: Some(PublicationClass::Public),
            published: true,
        };
        let reads = |who: &Standing| sight(who, &round(), day(30)).shows_original(&facts);
        assert!(reads(&office(Role::Drafter)) && reads(&seated(SeatRole::Reader)));
        assert!(!reads(&Standing::visitor()) && !Sight::public().shows_original(&facts));
    }

    #[test]
    fn the_team_waits_for_the_closing_unless_the_round_says_otherwise() {
        let lead = office(Role::Lead);
        assert!(!sight(&lead, &round(), day(15)).public_before_publication);
        let open_book = RoundFacts { team_reads_before_close: true, ..round() };
        assert!(sight(&lead, &open_book, day(15)).public_before_publication);
    }
}
