//! What led to a change, for the team's eyes: the inputs on the paragraph, what was answered to
//! them and why, as far as the reader may know. And the first text of a note, made of it.

use super::comparing::Comparison;
use super::redline::{Attribution, Sources};
use super::sentences::sentence;
use super::views;
use crate::consolidation::store::Response;
use crate::consultations::store::Consultation;
use crate::db::Conn;
use crate::drafts::store::{self as drafts, ChangeRow};
use crate::languages::Language;
use crate::procedure::keys::InputKey;
use crate::procedure::sight::Sight;
use crate::procedure::words::{PublicationClass, Treatment};
use crate::procedure::{Moment, Standing};
use crate::submissions::views::Seen;
use crate::text::comparison::Compared;
use diesel::QueryResult;
use std::collections::{HashMap, HashSet};

/// What changes came from, as far as somebody may know.
pub struct Provenance {
    changes: Vec<ChangeRow>,
    seen: HashMap<InputKey, Seen>,
    responses: HashMap<InputKey, Response>,
    /// In the order in which they came.
    order: Vec<InputKey>,
    whose: Attribution,
}

/// What those outside are told of who proposed a change: the lead's switch.
pub fn outside(consultation: &Consultation) -> Attribution {
    match consultation.attribution_public {
        true => Attribution::Outside,
        false => Attribution::Nobody,
    }
}

/// For whom it is loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// The person who asks, on a page.
    Eyes,
    /// A file, which leaves the server without confidential inputs and withheld names.
    Leaving,
}

impl Provenance {
    pub fn load(
        conn: &mut Conn,
        (who, consultation): (&Standing, &Consultation),
        comparison: &Comparison,
        whom: For,
        now: Moment,
    ) -> QueryResult<Self> {
        let whose = match who.is_team() {
            true => Attribution::Inside,
            false => outside(consultation),
        };
        Self::of(conn, (who, consultation), comparison, whose, whom, now)
    }

    pub fn of(
        conn: &mut Conn,
        (who, consultation): (&Standing, &Consultation),
        comparison: &Comparison,
        whose: Attribution,
        whom: For,
        now: Moment,
    ) -> QueryResult<Self> {
        let mut found = Self {
            changes: Vec::new(),
            seen: HashMap::new(),
            responses: HashMap::new(),
            order: Vec::new(),
            whose,
        };
        if whose == Attribution::Nobody {
            return Ok(found);
        }
        for step in &comparison.steps {
            found.changes.extend(drafts::changes(conn, *step)?);
        }
        // A change of an element that has another identity now stands where it went.
        for change in &mut found.changes {
            if let Some(row) = comparison.row(&change.identity) {
                change.identity.clone_from(&row.id);
            }
        }
        let narrowed = |sight: Sight| match whom {
            For::Eyes => sight,
            For::Leaving => sight.without_confidence(),
        };
        let inside = whose == Attribution::Inside && who.is_drafting();
        let mut answered = HashSet::new();
        for (round, seen) in views::seen_with(conn, who, consultation.id, narrowed, now)? {
            if inside && answered.insert(round) {
                found.responses.extend(views::responses(conn, round)?);
            }
            found.order.push(seen.input.id);
            found.seen.insert(seen.input.id, seen);
        }
        found.responses.retain(|input, _| found.seen.contains_key(input));
        Ok(found)
    }

    pub fn sources(&self) -> Sources<'_> {
        Sources {
            changes: &self.changes,
            seen: &self.seen,
            responses: &self.responses,
            whose: self.whose,
        }
    }

    /// The inputs behind a change: those that were put into the text, then the others on it.
    pub fn behind(&self, t: Language, row: &Compared) -> Vec<Behind> {
        if self.whose != Attribution::Inside {
            return Vec::new();
        }
        let on_it = |identity: &str| {
            [row.id.as_str(), row.known_as()].contains(&identity)
                || row.from.iter().any(|id| id == identity)
        };
        let applied: HashSet<InputKey> = self
            .changes
            .iter()
            .filter(|change| on_it(&change.identity))
            .filter_map(|change| change.input_id)
            .collect();
        let mut all: Vec<Behind> = self
            .order
            .iter()
            .filter_map(|input| self.seen.get(input))
            .filter(|seen| {
                applied.contains(&seen.input.id)
                    || seen.input.identity.as_deref().is_some_and(on_it)
            })
            .map(|seen| self.told(t, seen, applied.contains(&seen.input.id)))
            .collect();
        all.sort_by_key(|behind| !behind.is_applied);
        all
    }

    fn told(&self, t: Language, seen: &Seen, is_applied: bool) -> Behind {
        let author = match (seen.author_in(t), seen.kind) {
            (Some(author), _) => author.name,
            (None, Some(kind)) => t.say1("summary-source-withheld", "kind", t.word(kind)),
            (None, None) => t.say1("summary-source-withheld", "kind", t.say("input-a-participant")),
        };
        let what = match seen.input.operation {
            Some(operation) => {
                let kind = t.word(seen.input.kind);
                t.say2("labelled", "label", kind, "value", t.word(operation))
            }
            None => t.word(seen.input.kind),
        };
        let response = self.responses.get(&seen.input.id);
        Behind {
            author,
            what,
            is_applied,
            is_public: seen.input.publication_class == Some(PublicationClass::Public),
            treatment: response.map(|response| response.treatment),
            reason: response.map(|response| response.reason.trim().to_owned()).unwrap_or_default(),
            link: format!("/inputs/{}/response", seen.input.public_id),
        }
    }
}

/// An input behind a change.
pub struct Behind {
    pub author: String,
    /// "Proposal: Modify".
    pub what: String,
    /// Its wording was put into the text.
    pub is_applied: bool,
    pub is_public: bool,
    /// What was answered to it, as far as the reader may know.
    pub treatment: Option<Treatment>,
    pub reason: String,
    pub link: String,
}

impl Behind {
    /// It led to the change: it was put into the text, or taken up.
    pub fn led(&self) -> bool {
        let taken_up = matches!(
            self.treatment,
            Some(
                Treatment::Accepted
                    | Treatment::AcceptedWithModification
                    | Treatment::AcceptedInPart
            )
        );
        self.is_applied || taken_up
    }
}

/// How a note may begin, in the language of the draft: what changed, the reasons already given for
/// it, and a line to be written over. Of reasons only those given to public inputs: others may tell
/// what is not to be told.
pub fn start(t: Language, comparison: &Comparison, row: &Compared, behind: &[Behind]) -> String {
    let mut text = sentence(t, comparison, row);
    let mut told = HashSet::new();
    for behind in behind.iter().filter(|behind| behind.led() && behind.is_public) {
        if !behind.reason.is_empty() && told.insert(behind.reason.as_str()) {
            text.push(' ');
            text.push_str(&behind.reason);
        }
    }
    format!("{text}\n\n{}", t.say("note-start-why"))
}

/// The line to be written over is still there.
pub fn is_start(t: Language, text: &str) -> bool {
    text.contains(&t.say("note-start-why"))
}
