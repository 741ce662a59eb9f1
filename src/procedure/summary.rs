//! The summary of a round's general comments: who writes and publishes it, and what it may say of
//! who said something.

use super::keys::{ParticipantKey, RoundKey, SubmissionKey};
use super::rights::Denied;
use super::rounds::{Phase, RoundFacts};
use super::sight::SMALL_GROUP;
use super::words::{
    ParticipantKind, PublicationClass, PublicationRule, RegionalGroup, SummaryAttribution,
};
use super::{Moment, Refusal, Right, Standing, What, decide, permit};
use std::collections::{HashMap, HashSet};

permit! { MaySummarize { round: RoundKey } }
permit! { MayPublishSummary { round: RoundKey } }
permit! { MayReopenSummary { round: RoundKey } }

/// The team writes from what it reads, until the lead has published.
pub fn may_summarize(
    who: &Standing,
    round: &RoundFacts,
    published: bool,
    now: Moment,
) -> Result<MaySummarize, Denied> {
    let by = decide(who, Right::SummaryWrite, What::default()).actor()?;
    super::consolidation::may_consolidate(who, round, now)?;
    match published {
        true => Err(Refusal::SummaryPublished.into()),
        false => Ok(MaySummarize { by, round: round.round }),
    }
}

/// The lead publishes once the round has closed, and what is there to be read.
pub fn may_publish_summary(
    who: &Standing,
    round: &RoundFacts,
    entries: usize,
    now: Moment,
) -> Result<MayPublishSummary, Denied> {
    let by = decide(who, Right::SummaryPublish, What::default()).actor()?;
    match round.phase(now) {
        Phase::Prepared => Err(Refusal::RoundNotCirculated.into()),
        Phase::Upcoming | Phase::Open => {
            Err(Refusal::RoundStillOpen { closes_at: round.ends_at() }.into())
        }
        Phase::Closed if entries == 0 => Err(Refusal::SummaryEmpty.into()),
        Phase::Closed => Ok(MayPublishSummary { by, round: round.round }),
    }
}

/// The lead takes a published summary back, to have it corrected and published again.
pub fn may_reopen_summary(who: &Standing, round: &RoundFacts) -> Result<MayReopenSummary, Denied> {
    let by = decide(who, Right::SummaryPublish, What::default()).actor()?;
    Ok(MayReopenSummary { by, round: round.round })
}

/// Whoever may read the round reads its summary once it is published; those who write it, always.
pub fn may_read_summary(who: &Standing, published: bool) -> Result<(), Denied> {
    match published {
        true => Ok(()),
        false => decide(who, Right::SummaryWrite, What::default()).actor().map(drop),
    }
}

/// What a source shows to whoever asks: its class, and of its author what they may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    pub class: PublicationClass,
    /// The author is shown.
    pub is_named: bool,
    /// As far as it is shown.
    pub kind: Option<ParticipantKind>,
    /// As far as it is shown.
    pub group: Option<RegionalGroup>,
    /// What tells whether two are of one author; None where nothing does.
    pub whose: Option<Whose>,
    /// It was recorded as said on the author's behalf, and the author has not confirmed it.
    pub unverified: bool,
}

/// The author where it is shown, else the submission, which has one author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Whose {
    Participant(ParticipantKey),
    Submission(SubmissionKey),
}

impl Source {
    /// The author is public, or will be.
    fn may_be_named(&self) -> bool {
        self.class == PublicationClass::Public && self.is_named
    }

    /// Nothing may be said of who is behind a confidential source, not even of which kind it is.
    fn may_be_told_of(&self) -> bool {
        self.class != PublicationClass::Confidential
    }
}

/// How many participants of each group and kind there are in the consultation.
#[derive(Debug, Clone, Default)]
pub struct Sizes {
    pub groups: HashMap<RegionalGroup, usize>,
    pub kinds: HashMap<ParticipantKind, usize>,
}

impl Sizes {
    pub fn is_small_group(&self, group: RegionalGroup) -> bool {
        self.groups.get(&group).copied().unwrap_or_default() < SMALL_GROUP
    }

    pub fn is_small_kind(&self, kind: ParticipantKind) -> bool {
        self.kinds.get(&kind).copied().unwrap_or_default() < SMALL_GROUP
    }
}

/// Under which heading an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Heading {
    None,
    Group(RegionalGroup),
    Kind(ParticipantKind),
}

/// Why an entry may not say so of its sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotSay {
    /// Nothing was chosen that it could be said of.
    NoSource,
    /// A source is to have no name: not even beside others.
    WithheldName,
    /// By its rule, nobody of this round is ever named.
    NeverPublished,
    /// "The group" and "the kind" are those of the heading.
    NoHeading,
    /// A source is of another group or kind.
    AnotherGroup,
    /// The group is so small that it would tell who it is, and no source of it is public.
    SmallGroup,
    /// Of confidential sources nothing is said.
    OnlyConfidential,
    /// "Several" would be one.
    NotSeveral,
    /// "Several" would be one but for what was said on a State's behalf, and it has not confirmed.
    Unconfirmed,
}

impl CannotSay {
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoSource => "summary-cannot-no-source",
            Self::WithheldName => "summary-cannot-withheld-name",
            Self::NeverPublished => "summary-cannot-never-published",
            Self::NoHeading => "summary-cannot-no-heading",
            Self::AnotherGroup => "summary-cannot-another-group",
            Self::SmallGroup => "summary-cannot-small-group",
            Self::OnlyConfidential => "summary-cannot-only-confidential",
            Self::NotSeveral => "summary-cannot-not-several",
            Self::Unconfirmed => "summary-cannot-unconfirmed",
        }
    }
}

/// May an entry with these sources stand under this heading?
pub fn may_head(heading: Heading, sources: &[Source], sizes: &Sizes) -> Result<(), CannotSay> {
    match heading {
        Heading::None => Ok(()),
        Heading::Group(group) => may_tell(
            sources,
            |source| source.group.map(|of| of == group),
            sizes.is_small_group(group),
        ),
        Heading::Kind(kind) => {
            may_tell(sources, |source| source.kind.map(|of| of == kind), sizes.is_small_kind(kind))
        }
    }
}

/// `is_of` answers None where the asking person is not shown it: that is the writer's word.
fn may_tell(
    sources: &[Source],
    is_of: impl Fn(&Source) -> Option<bool>,
    is_small: bool,
) -> Result<(), CannotSay> {
    if sources.is_empty() {
        return Err(CannotSay::NoSource);
    }
    if !sources.iter().any(Source::may_be_told_of) {
        return Err(CannotSay::OnlyConfidential);
    }
    let others = |source: &Source| source.is_named && is_of(source) != Some(true);
    let of_others = |source: &Source| is_of(source) == Some(false) || others(source);
    if sources.iter().any(of_others) {
        return Err(CannotSay::AnotherGroup);
    }
    let public = sources.iter().any(|source| source.may_be_named() && is_of(source) == Some(true));
    if is_small && !public {
        return Err(CannotSay::SmallGroup);
    }
    Ok(())
}

/// May an entry under this heading say that of its sources? Only what the class of each allows.
pub fn may_attribute(
    attribution: SummaryAttribution,
    heading: Heading,
    sources: &[Source],
    sizes: &Sizes,
    rule: PublicationRule,
) -> Result<(), CannotSay> {
    use SummaryAttribution::*;
    match (attribution, heading) {
        (None, _) => Ok(()),
        (Named, _) if sources.is_empty() => Err(CannotSay::NoSource),
        (Named, _) if rule == PublicationRule::Never => Err(CannotSay::NeverPublished),
        (Named, _) => match sources.iter().all(Source::may_be_named) {
            true => Ok(()),
            false => Err(CannotSay::WithheldName),
        },
        (Group, Heading::Group(_)) | (Kind, Heading::Kind(_)) => may_head(heading, sources, sizes),
        (Group | Kind, _) => Err(CannotSay::NoHeading),
        (SeveralStates, _) => may_say_several_states(sources, sizes),
    }
}

fn may_say_several_states(sources: &[Source], sizes: &Sizes) -> Result<(), CannotSay> {
    if sources.is_empty() {
        return Err(CannotSay::NoSource);
    }
    let told: Vec<&Source> = sources.iter().filter(|source| source.may_be_told_of()).collect();
    if told.is_empty() {
        return Err(CannotSay::OnlyConfidential);
    }
    if told.iter().any(|source| source.kind.is_some_and(|kind| !kind.is_state())) {
        return Err(CannotSay::AnotherGroup);
    }
    let public = told.iter().any(|source| source.may_be_named());
    if !public && sizes.is_small_kind(ParticipantKind::State) {
        return Err(CannotSay::SmallGroup);
    }
    // Of one State two inputs may have been chosen.
    let states = |unconfirmed_too: bool| {
        let counted = told.iter().filter(|source| unconfirmed_too || !source.unverified);
        let (known, others): (Vec<_>, Vec<_>) =
            counted.map(|source| source.whose).partition(Option::is_some);
        known.into_iter().collect::<HashSet<_>>().len() + others.len()
    };
    match (states(false), states(true)) {
        (2.., _) => Ok(()),
        (_, 2..) => Err(CannotSay::Unconfirmed),
        _ => Err(CannotSay::NotSeveral),
    }
}

/// What a published entry says of its sources to everybody. It turns on nothing that a reader may
/// not see: the sizes of the groups, and the authors that are public. So a name that was withheld
/// after publication is gone from the summary too.
pub fn is_shown(heading: Heading, public: &[Source], sizes: &Sizes) -> bool {
    let is_small = match heading {
        Heading::None => return true,
        Heading::Group(group) => sizes.is_small_group(group),
        Heading::Kind(kind) => sizes.is_small_kind(kind),
    };
    let of_it = |source: &Source| match heading {
        Heading::None => true,
        Heading::Group(group) => source.group == Some(group),
        Heading::Kind(kind) => source.kind == Some(kind),
    };
    !is_small || public.iter().any(|source| source.may_be_named() && of_it(source))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::rounds::tests::{day, office, round};
    use super::super::words::Role;
    use super::*;
    use Heading::{Group, Kind};
    use ParticipantKind::{CivilSociety, State};
    use PublicationClass::{Confidential, NameWithheld, Public};
    use RegionalGroup::{African, AsiaPacific};

    fn sizes() -> Sizes {
        Sizes {
            groups: HashMap::from([(African, 5), (AsiaPacific, 4)]),
            kinds: HashMap::from([(State, 9), (CivilSociety, 3)]),
        }
    }

    fn named(kind: ParticipantKind, group: Option<RegionalGroup>) -> Source {
        let (is_named, kind) = (true, Some(kind));
        Source { class: Public, is_named, kind, group, whose: None, unverified: false }
    }

    fn withheld(kind: Option<ParticipantKind>) -> Source {
        Source { class: NameWithheld, is_named: false, kind, ..confidential() }
    }

    fn confidential() -> Source {
        Source {
            class: Confidential,
            is_named: false,
            kind: None,
            group: None,
            whose: None,
            unverified: false,
        }
    }

    #[test]
    fn an_entry_says_of_its_sources_what_their_classes_allow() {
        use SummaryAttribution as Said;
        let african = named(State, Some(African));
        let asian = named(State, Some(AsiaPacific));
        let ngo = named(CivilSociety, None);
        let (state, somebody) = (withheld(Some(State)), withheld(None));
        // Read by an act, the name of a withheld source is on the page: that makes it no public one.
        let learnt = Source { is_named: true, ..african };
        let learnt = Source { class: NameWithheld, ..learnt };
        type Case<'a> = (Said, Heading, &'a [Source], Result<(), CannotSay>);
        let cases: &[Case<'_>] = &[
            (Said::None, Heading::None, &[], Ok(())),
            (Said::None, Group(African), &[confidential()], Ok(())),
            (Said::Named, Heading::None, &[african, ngo], Ok(())),
            (Said::Named, Heading::None, &[african, state], Err(CannotSay::WithheldName)),
            (Said::Named, Heading::None, &[learnt], Err(CannotSay::WithheldName)),
            (Said::Named, Heading::None, &[african, confidential()], Err(CannotSay::WithheldName)),
            (Said::Named, Heading::None, &[], Err(CannotSay::NoSource)),
            (Said::Group, Group(African), &[african], Ok(())),
            (Said::Group, Group(African), &[state, somebody], Ok(())),
            (Said::Group, Group(African), &[african, asian], Err(CannotSay::AnotherGroup)),
            (Said::Group, Group(African), &[african, ngo], Err(CannotSay::AnotherGroup)),
            (Said::Group, Group(AsiaPacific), &[asian, state], Ok(())),
            (Said::Group, Group(AsiaPacific), &[state], Err(CannotSay::SmallGroup)),
            (Said::Group, Group(AsiaPacific), &[state, confidential()], Err(CannotSay::SmallGroup)),
            (Said::Group, Group(African), &[confidential()], Err(CannotSay::OnlyConfidential)),
            (Said::Group, Heading::None, &[african], Err(CannotSay::NoHeading)),
            (Said::Group, Kind(State), &[african], Err(CannotSay::NoHeading)),
            (Said::Kind, Kind(State), &[state, african], Ok(())),
            (Said::Kind, Kind(CivilSociety), &[ngo, somebody], Ok(())),
            (Said::Kind, Kind(CivilSociety), &[somebody], Err(CannotSay::SmallGroup)),
            (Said::Kind, Kind(CivilSociety), &[ngo, state], Err(CannotSay::AnotherGroup)),
            (Said::SeveralStates, Heading::None, &[african, asian], Ok(())),
            (Said::SeveralStates, Heading::None, &[state, state], Ok(())),
            (Said::SeveralStates, Heading::None, &[african], Err(CannotSay::NotSeveral)),
            (Said::SeveralStates, Heading::None, &[african, ngo], Err(CannotSay::AnotherGroup)),
            (
                Said::SeveralStates,
                Heading::None,
                &[african, confidential()],
                Err(CannotSay::NotSeveral),
            ),
        ];
        for (said, heading, sources, expected) in cases {
            let rule = PublicationRule::AfterClosing;
            let answer = may_attribute(*said, *heading, sources, &sizes(), rule);
            assert_eq!(answer, *expected, "{said} {heading:?} {sources:?}");
        }
        let never = PublicationRule::Never;
        let answer = may_attribute(Said::Named, Heading::None, &[african], &sizes(), never);
        assert_eq!(answer, Err(CannotSay::NeverPublished));
        let few = Sizes::default();
        let rule = PublicationRule::AfterClosing;
        let answer = may_attribute(Said::SeveralStates, Heading::None, &[state, state], &few, rule);
        assert_eq!(answer, Err(CannotSay::SmallGroup));
    }

    #[test]
    fn several_states_are_two_that_said_so_themselves() {
        let of = |n: i64| Source {
            whose: Some(Whose::Participant(ParticipantKey(n))),
            ..named(State, Some(African))
        };
        let unverified = |n: i64| Source { unverified: true, ..of(n) };
        let withheld = |n: i64| Source {
            whose: Some(Whose::Submission(SubmissionKey(n))),
            ..withheld(Some(State))
        };
        for (sources, expected) in [
            (vec![of(1), of(2)], Ok(())),
            (vec![of(1), of(1)], Err(CannotSay::NotSeveral)),
            (vec![of(1), withheld(1)], Ok(())),
            (vec![of(1), withheld(1), withheld(1)], Ok(())),
            (vec![withheld(1), withheld(1)], Err(CannotSay::NotSeveral)),
            (vec![of(1), unverified(2)], Err(CannotSay::Unconfirmed)),
            (vec![unverified(1), unverified(2)], Err(CannotSay::Unconfirmed)),
            (vec![of(1), unverified(1)], Err(CannotSay::NotSeveral)),
            // Beside two that said so, a third changes nothing.
            (vec![of(1), of(2), unverified(3)], Ok(())),
        ] {
            let rule = PublicationRule::AfterClosing;
            let several = SummaryAttribution::SeveralStates;
            let answer = may_attribute(several, Heading::None, &sources, &sizes(), rule);
            assert_eq!(answer, expected, "{sources:?}");
        }
    }

    #[test]
    fn a_heading_tells_what_a_label_tells_and_is_held_to_the_same() {
        assert_eq!(may_head(Heading::None, &[confidential()], &sizes()), Ok(()));
        let small = may_head(Group(AsiaPacific), &[withheld(None)], &sizes());
        assert_eq!(small, Err(CannotSay::SmallGroup));
        assert!(!is_shown(Group(AsiaPacific), &[], &sizes()));
        assert!(is_shown(Group(African), &[], &sizes()));
        assert!(is_shown(Group(AsiaPacific), &[named(State, Some(AsiaPacific))], &sizes()));
        assert!(!is_shown(Kind(CivilSociety), &[named(State, None)], &sizes()));
    }

    #[test]
    fn the_team_writes_and_the_lead_publishes_after_the_closing() {
        let (lead, drafter) = (office(Role::Lead), office(Role::Drafter));
        assert!(may_summarize(&drafter, &round(), false, day(21)).is_ok());
        let refused = |answer: Result<(), Denied>| answer.unwrap_err();
        for (answer, expected) in [
            (may_summarize(&drafter, &round(), true, day(21)).map(drop), Refusal::SummaryPublished),
            (
                may_summarize(&drafter, &round(), false, day(15)).map(drop),
                Refusal::TeamWaitsForClosing { closes_at: day(20) },
            ),
            (may_publish_summary(&drafter, &round(), 1, day(21)).map(drop), Refusal::NotYourRole),
            (
                may_publish_summary(&lead, &round(), 1, day(15)).map(drop),
                Refusal::RoundStillOpen { closes_at: day(20) },
            ),
            (may_publish_summary(&lead, &round(), 0, day(21)).map(drop), Refusal::SummaryEmpty),
            (may_reopen_summary(&drafter, &round()).map(drop), Refusal::NotYourRole),
        ] {
            assert_eq!(refused(answer), Denied::Refused(expected));
        }
        assert!(may_publish_summary(&lead, &round(), 1, day(21)).is_ok());
        let administrator = office(Role::RoundAdministrator);
        assert_eq!(may_read_summary(&administrator, false), Err(Denied::Unknown));
        assert!(may_read_summary(&administrator, true).is_ok());
    }
}
