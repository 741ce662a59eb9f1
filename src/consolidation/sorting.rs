//! Inputs sorted for the table: by place, by what was filtered for. Pure.

use super::store::Status;
use super::views::Dossier;
use crate::procedure::keys::ThemeKey;
use crate::procedure::words::{
    CommentType, InputKind, Operation, ParticipantKind, Placement, RegionalGroup, Treatment,
};
use crate::submissions::counting::One;
use crate::submissions::views::Seen;
use crate::web::Fields;
use std::collections::{HashMap, HashSet};

/// Where an input lies on the table.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// On the whole text, or an answer to a question.
    General,
    /// At the element of this identity.
    Paragraph(String),
    /// It names no element, or one that the text does not have.
    Unplaced,
}

/// Where an input lies, for a text with these identities.
pub fn place(seen: &Seen, identities: &HashSet<&str>) -> Place {
    match &seen.input.identity {
        _ if seen.input.placement == Placement::Unplaced => Place::Unplaced,
        Some(identity) if identities.contains(identity.as_str()) => {
            Place::Paragraph(identity.clone())
        }
        Some(_) => Place::Unplaced,
        None => Place::General,
    }
}

/// What lies at one place, in figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub comments: usize,
    pub modify: usize,
    pub add: usize,
    pub delete: usize,
    /// To be moved, split, or merged with others.
    pub rearrange: usize,
    pub retain: usize,
    pub flagged: usize,
    pub drafted: usize,
    pub validated: usize,
}

impl Counts {
    pub fn add(&mut self, seen: &Seen, status: Status) {
        match (seen.input.kind, seen.input.operation) {
            (InputKind::Proposal, Some(Operation::Modify)) => self.modify += 1,
            (InputKind::Proposal, Some(Operation::Delete)) => self.delete += 1,
            (InputKind::Proposal, Some(Operation::Move | Operation::Split | Operation::Merge)) => {
                self.rearrange += 1;
            }
            (InputKind::Proposal, Some(Operation::Retain)) => self.retain += 1,
            (InputKind::Proposal, Some(_)) => self.add += 1,
            _ => self.comments += 1,
        }
        self.flagged += usize::from(seen.input.placement == Placement::Flagged);
        match status {
            Status::Open => {}
            Status::Drafted => self.drafted += 1,
            Status::Validated => self.validated += 1,
        }
    }

    pub fn all(&self) -> usize {
        self.comments + self.modify + self.add + self.delete + self.rearrange + self.retain
    }

    pub fn responded(&self) -> usize {
        self.drafted + self.validated
    }

    pub fn undecided(&self) -> usize {
        self.all() - self.responded()
    }

    /// Some want the wording kept as it is, others want it changed or gone.
    pub fn is_contested(&self) -> bool {
        self.retain > 0 && self.modify + self.delete > 0
    }
}

/// What the filter keeps, by the place where it lies.
pub struct Sorted<'a> {
    by_place: HashMap<Place, Vec<(&'a Seen, Status)>>,
}

impl<'a> Sorted<'a> {
    pub fn of(dossier: &'a Dossier, filter: &Filter, identities: &HashSet<&str>) -> Self {
        let mut by_place: HashMap<Place, Vec<_>> = HashMap::new();
        for seen in dossier.seen.iter().filter(|seen| filter.keeps(seen, dossier)) {
            let lying = by_place.entry(place(seen, identities)).or_default();
            lying.push((seen, dossier.status(seen.input.id)));
        }
        Self { by_place }
    }

    pub fn has(&self, place: &Place) -> bool {
        self.by_place.contains_key(place)
    }

    pub fn at(&self, place: &Place) -> Counts {
        self.together([place])
    }

    pub fn all(&self) -> Counts {
        self.together(self.by_place.keys())
    }

    /// The same at several places together: a proposal on several paragraphs counts once, and is as far
    /// as the row of it that is least far.
    pub fn together<'p>(&self, places: impl IntoIterator<Item = &'p Place>) -> Counts {
        let mut least: HashMap<One, (&Seen, Status, bool)> = HashMap::new();
        for (seen, status) in places.into_iter().filter_map(|at| self.by_place.get(at)).flatten() {
            let flagged = seen.input.placement == Placement::Flagged;
            let one = least.entry(One::of(seen)).or_insert((*seen, *status, flagged));
            one.1 = one.1.min(*status);
            one.2 |= flagged;
        }
        let mut counts = Counts::default();
        for (seen, status, flagged) in least.into_values() {
            counts.add(seen, status);
            let own = seen.input.placement == Placement::Flagged;
            counts.flagged += usize::from(flagged && !own);
        }
        counts
    }
}

/// What a member of the team asked to see. The words are those of the address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub kind: Option<ParticipantKind>,
    pub region: Option<RegionalGroup>,
    pub comment_type: Option<CommentType>,
    /// `Some(None)`: what proposes no operation, that is comments and answers.
    pub operation: Option<Option<Operation>>,
    pub theme: Option<ThemeKey>,
    pub status: Option<Status>,
    pub treatment: Option<Treatment>,
}

impl Filter {
    pub fn read(fields: &Fields) -> Self {
        Self {
            kind: fields.parsed("kind"),
            region: fields.parsed("region"),
            comment_type: fields.parsed("type"),
            operation: match fields.trimmed("operation") {
                "comment" => Some(None),
                _ => fields.parsed("operation").map(Some),
            },
            theme: fields.parsed("theme").map(ThemeKey),
            status: fields.parsed("status"),
            treatment: fields.parsed("treatment"),
        }
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The chosen word of a field of the form, as [`Filter::read`] reads it.
    pub fn chosen(&self, field: &str) -> String {
        let word = match field {
            "kind" => self.kind.map(|word| word.as_str()),
            "region" => self.region.map(|word| word.as_str()),
            "type" => self.comment_type.map(|word| word.as_str()),
            "operation" => self.operation.map(|word| word.map_or("comment", Operation::as_str)),
            "theme" => return self.theme.map_or(String::new(), |theme| theme.0.to_string()),
            "status" => self.status.map(Status::as_str),
            "treatment" => self.treatment.map(|word| word.as_str()),
            _ => None,
        };
        word.unwrap_or_default().to_owned()
    }

    /// The query of an address that asks for the same; empty, or beginning with "?".
    pub fn query(&self) -> String {
        const FIELDS: [&str; 7] =
            ["kind", "region", "type", "operation", "theme", "status", "treatment"];
        let chosen: Vec<(&str, String)> = FIELDS
            .into_iter()
            .map(|field| (field, self.chosen(field)))
            .filter(|(_, word)| !word.is_empty())
            .collect();
        match serde_urlencoded::to_string(chosen) {
            Ok(query) if !query.is_empty() => format!("?{query}"),
            _ => String::new(),
        }
    }

    pub fn keeps(&self, seen: &Seen, dossier: &Dossier) -> bool {
        let input = &seen.input;
        let response = dossier.responses.get(&input.id);
        let operation = match input.kind {
            InputKind::Proposal => input.operation,
            _ => None,
        };
        self.kind.is_none_or(|kind| seen.kind == Some(kind))
            // The region of a withheld name would tell too much.
            && self.region.is_none_or(|region| {
                seen.author.as_ref().is_some_and(|author| author.regional_group == Some(region))
            })
            && self.comment_type.is_none_or(|word| input.comment_type == Some(word))
            && self.operation.is_none_or(|wanted| operation == wanted)
            && self.theme.is_none_or(|theme| dossier.is_tagged(input.id, theme))
            && self.status.is_none_or(|status| dossier.status(input.id) == status)
            && self.treatment.is_none_or(|word| response.is_some_and(|r| r.treatment == word))
    }
}
