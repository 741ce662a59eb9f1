//! What one of the team goes through, one after another: all that is undecided, all that is mine,
//! all that waits for a second person. Pure.

use super::colliding::Colliding;
use super::sorting::{Filter, Place, place};
use super::store::{Assignment, Response, Status};
use super::views::Dossier;
use crate::drafts::reading::Line;
use crate::procedure::consolidation::may_validate;
use crate::procedure::keys::AccountKey;
use crate::procedure::{Right, Standing, What, decide};
use crate::submissions::counting::One;
use crate::submissions::views::Seen;
use crate::web::Fields;
use std::collections::{HashMap, HashSet};

/// Which inputs to go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    All,
    #[default]
    Undecided,
    /// Others want the opposite.
    Contested,
    /// Others are on the same words, or want the opposite.
    Colliding,
    /// Answered, and nobody said why.
    WithoutReason,
    /// Drafted by another person.
    ToValidate,
    ToRelease,
}

impl Show {
    pub const ALL: [Show; 7] = [
        Show::Undecided,
        Show::Contested,
        Show::Colliding,
        Show::WithoutReason,
        Show::ToValidate,
        Show::ToRelease,
        Show::All,
    ];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Show::All => "all",
            Show::Undecided => "undecided",
            Show::Contested => "contested",
            Show::Colliding => "colliding",
            Show::WithoutReason => "without_reason",
            Show::ToValidate => "to_validate",
            Show::ToRelease => "to_release",
        }
    }

    /// The key of what a person reads.
    pub const fn key(self) -> &'static str {
        match self {
            Show::All => "board-show-all",
            Show::Undecided => "board-show-undecided",
            Show::Contested => "board-show-contested",
            Show::Colliding => "board-show-colliding",
            Show::WithoutReason => "board-show-without-reason",
            Show::ToValidate => "board-show-to-validate",
            Show::ToRelease => "board-show-to-release",
        }
    }
}

impl std::str::FromStr for Show {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Show::ALL.into_iter().find(|show| show.as_str() == word).ok_or(())
    }
}

/// What somebody chose to go through.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Work {
    pub show: Show,
    /// Only what is assigned to the person who works.
    pub mine: bool,
    /// Only one part of the text: the last step of its address; empty for all.
    pub part: String,
    pub filter: Filter,
}

impl Work {
    pub fn read(fields: &Fields) -> Self {
        Self {
            show: fields.parsed("show").unwrap_or_default(),
            mine: fields.is_ticked("mine"),
            part: fields.trimmed("part").to_owned(),
            filter: Filter::read(fields),
        }
    }

    /// The query of an address that asks for the same, beginning with "?".
    pub fn query(&self) -> String {
        let mut query = format!("?show={}", self.show.as_str());
        if self.mine {
            query.push_str("&mine=yes");
        }
        if !self.part.is_empty() {
            let part = [("part", self.part.as_str())];
            query.push('&');
            query.push_str(&serde_urlencoded::to_string(part).unwrap_or_default());
        }
        if let Some(rest) = self.filter.query().strip_prefix('?') {
            query.push('&');
            query.push_str(rest);
        }
        query
    }

    pub fn showing(&self, show: Show) -> Self {
        Self { show, ..self.clone() }
    }
}

/// What the choice turns on.
pub struct Facts<'a> {
    pub dossier: &'a Dossier,
    pub identities: HashSet<&'a str>,
    pub colliding: &'a Colliding,
    pub whose: HashMap<Place, Assignment>,
    pub who: &'a Standing,
    /// Nobody else writes for the team.
    pub is_alone: bool,
    /// The places of the part that was chosen; None for all.
    pub part: Option<HashSet<Place>>,
}

impl Facts<'_> {
    pub fn place(&self, seen: &Seen) -> Place {
        place(seen, &self.identities)
    }

    pub fn whose(&self, seen: &Seen) -> Option<&Assignment> {
        self.whose.get(&self.place(seen))
    }

    fn is_mine(&self, seen: &Seen) -> bool {
        self.whose(seen).is_some_and(|assigned| Some(assigned.account_id) == self.who.account)
    }

    /// May this person validate what is drafted?
    pub fn waits_for_me(&self, response: &Response) -> bool {
        let by = Some(response.drafted_by);
        !response.is_validated()
            && may_validate(self.who, response.input_id, by, self.is_alone).is_ok()
    }

    pub fn shows(&self, show: Show, seen: &Seen) -> bool {
        let input = seen.input.id;
        let response = self.dossier.responses.get(&input);
        match show {
            Show::All => true,
            Show::Undecided => self.dossier.status(input) == Status::Open,
            Show::Contested => self.colliding.is_contested(input),
            Show::Colliding => self.colliding.excludes_any(input),
            Show::WithoutReason => response.is_some_and(|r| r.reason.trim().is_empty()),
            Show::ToValidate => response.is_some_and(|response| self.waits_for_me(response)),
            Show::ToRelease => {
                decide(self.who, Right::ResponseRelease, What::default()).is_yes()
                    && response.is_some_and(|r| r.is_validated() && !r.is_released())
            }
        }
    }

    pub fn keeps(&self, work: &Work, seen: &Seen) -> bool {
        self.shows(work.show, seen)
            && (!work.mine || self.is_mine(seen))
            && self.part.as_ref().is_none_or(|part| part.contains(&self.place(seen)))
            && work.filter.keeps(seen, self.dossier)
    }
}

/// Who works on what: each place with the assignment of the nearest element above it that has one.
pub fn whose(lines: &[Line], assignments: &[Assignment]) -> HashMap<Place, Assignment> {
    let of: HashMap<&str, &Assignment> =
        assignments.iter().map(|assigned| (assigned.place.as_str(), assigned)).collect();
    let mut whose = HashMap::new();
    for (place, name) in [(Place::General, GENERAL), (Place::Unplaced, UNPLACED)] {
        if let Some(assigned) = of.get(name) {
            whose.insert(place, (*assigned).clone());
        }
    }
    // The elements above, by depth, each with the assignment that it hands down.
    let mut above: Vec<(usize, Option<&Assignment>)> = Vec::new();
    for line in lines {
        above.retain(|(depth, _)| *depth < line.depth);
        let handed_down = above.last().and_then(|(_, assigned)| *assigned);
        let assigned = of.get(line.identity.as_str()).copied().or(handed_down);
        above.push((line.depth, assigned));
        if let Some(assigned) = assigned {
            whose.insert(Place::Paragraph(line.identity.clone()), assigned.clone());
        }
    }
    whose
}

/// What the places beside the text are called where an element's identity would stand.
pub const GENERAL: &str = "general";
pub const UNPLACED: &str = "unplaced";

/// How far one of the team is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    pub assigned: usize,
    /// Of what is assigned to them.
    pub undecided: usize,
    pub drafted: usize,
    pub validated: usize,
    /// Of what they drafted, not validated yet.
    pub waiting: usize,
}

/// The progress of everybody who has something assigned, has drafted or validated. A proposal on
/// several paragraphs counts once with each of them.
pub fn by_person(facts: &Facts) -> HashMap<AccountKey, Progress> {
    let mut people: HashMap<AccountKey, [HashSet<One>; 5]> = HashMap::new();
    let mut add = |account: AccountKey, figure: usize, seen: &Seen| {
        people.entry(account).or_default()[figure].insert(One::of(seen));
    };
    for seen in &facts.dossier.seen {
        let response = facts.dossier.responses.get(&seen.input.id);
        if let Some(assigned) = facts.whose(seen) {
            add(assigned.account_id, 0, seen);
            if response.is_none() {
                add(assigned.account_id, 1, seen);
            }
        }
        let Some(response) = response else { continue };
        add(response.drafted_by, 2, seen);
        if let Some(by) = response.validated_by {
            add(by, 3, seen);
        }
        if !response.is_validated() {
            add(response.drafted_by, 4, seen);
        }
    }
    let counted = |figures: [HashSet<One>; 5]| {
        let [assigned, undecided, drafted, validated, waiting] = figures.map(|all| all.len());
        Progress { assigned, undecided, drafted, validated, waiting }
    };
    people.into_iter().map(|(account, figures)| (account, counted(figures))).collect()
}
