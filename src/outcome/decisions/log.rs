//! The log of decisions: put together from the changes of the drafts, the journal, and what the
//! lead noted by hand; in the order in which it was decided.

use super::store;
use super::views::{self, ChangeMade, OnChange};
use crate::consolidation::store::Response;
use crate::consultations::store::Consultation;
use crate::db::Conn;
use crate::drafts::store as drafts;
use crate::formats::table;
use crate::journal::Scope;
use crate::journal::store::{self as journal, Entry as JournalLine};
use crate::languages::Language;
use crate::outcome::behind::For;
use crate::outcome::views::{responses, seen_with};
use crate::procedure::keys::{DraftKey, InputKey, PublicId};
use crate::procedure::moments::{CivilTime, Edge};
use crate::procedure::words::{ChangeAct, Treatment};
use crate::procedure::{Moment, Standing};
use crate::rounds::store as rounds;
use crate::submissions::views::Seen;
use crate::text::{Citation, citations};
use diesel::QueryResult;
use std::collections::HashMap;

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Response,
    Validation,
    Release,
    /// A proposal was put into the text.
    Applied,
    /// The team's own change of the text.
    Own,
    Undone,
    Note,
    /// Noted by hand.
    ByHand,
}

impl Kind {
    pub const ALL: [Kind; 8] = [
        Kind::Response,
        Kind::Validation,
        Kind::Release,
        Kind::Applied,
        Kind::Own,
        Kind::Undone,
        Kind::Note,
        Kind::ByHand,
    ];

    /// The word in addresses and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Response => "response",
            Kind::Validation => "validation",
            Kind::Release => "release",
            Kind::Applied => "applied",
            Kind::Own => "own",
            Kind::Undone => "undone",
            Kind::Note => "note",
            Kind::ByHand => "by_hand",
        }
    }

    pub const fn key(self) -> &'static str {
        match self {
            Kind::Response => "decision-response",
            Kind::Validation => "decision-validation",
            Kind::Release => "decision-release",
            Kind::Applied => "decision-applied",
            Kind::Own => "decision-own",
            Kind::Undone => "decision-undone",
            Kind::Note => "decision-note",
            Kind::ByHand => "decision-by-hand",
        }
    }
}

/// One decision.
#[derive(Debug, Clone)]
pub struct Line {
    pub at: Moment,
    /// The day, where only that is known.
    pub day: Option<String>,
    pub kind: Kind,
    /// Who decided, or noted it; empty for the command line.
    pub by: String,
    pub draft: String,
    pub identity: Option<String>,
    pub citation: String,
    pub what: String,
    pub why: String,
    pub present: String,
    pub link: Option<String>,
}

/// The columns of the file.
pub const COLUMNS: [&str; 9] =
    ["date", "kind", "decision", "draft", "citation", "element", "by", "why", "present"];

/// The journal's lines that are decisions on the text.
const ACTS: [&str; 7] = [
    "response.drafted",
    "response.validated",
    "response.released",
    "explanatory_note.written",
    "explanatory_note.removed",
    "rationale.written",
    "rationale.removed",
];

/// Every decision of a consultation that this person may know of. What is about an input is left
/// out where they do not see the input.
pub fn lines(
    conn: &mut Conn,
    t: Language,
    who: &Standing,
    consultation: &Consultation,
    whom: For,
    now: Moment,
) -> QueryResult<Vec<Line>> {
    let id = consultation.id;
    let narrowed = |sight: crate::procedure::sight::Sight| match whom {
        For::Eyes => sight,
        For::Leaving => sight.without_confidence(),
    };
    let seen: HashMap<InputKey, Seen> = seen_with(conn, who, id, narrowed, now)?
        .into_iter()
        .map(|(_, seen)| (seen.input.id, seen))
        .collect();
    let places = Places::load(conn, t, consultation)?;
    let mut all = Vec::new();
    let undoers = views::undoers(conn, id)?;
    for change in views::changes(conn, id)? {
        let made = of_change(t, &change, &seen, &places);
        let undone = change.undone(&undoers);
        let undone = undone.map(|(at, by)| Line {
            at,
            kind: Kind::Undone,
            by: by.to_owned(),
            ..made.clone()
        });
        all.push(made);
        all.extend(undone);
    }
    let mut answers: HashMap<PublicId, Response> = HashMap::new();
    for round in rounds::of_consultation(conn, id)? {
        let of_round = responses(conn, round.id)?.into_values();
        answers.extend(of_round.map(|answer| (answer.public_id.clone(), answer)));
    }
    let on_changes = views::on_changes(conn, id)?;
    for line in journal::of_acts(conn, Scope::Consultation(id), &ACTS)? {
        let told = match line.act.split_once('.') {
            Some(("response", _)) => answers.get(&line.subject).and_then(|answer| {
                of_response(t, &line, answer, seen.get(&answer.input_id)?, &places)
            }),
            _ => Some(of_note(t, &line, on_changes.get(&line.subject), &places)),
        };
        all.extend(told);
    }
    for (decision, by) in store::of_consultation(conn, id)? {
        let noon = format!("{} 12:00", decision.on_date);
        let civil = CivilTime::parse(&noon, &consultation.time_zone, Edge::Opens);
        let place = decision.draft_id.zip(decision.identity.as_deref());
        all.push(Line {
            at: civil.map_or(decision.at, |civil| civil.at),
            day: Some(decision.on_date),
            kind: Kind::ByHand,
            by,
            draft: decision.draft_id.map(|draft| places.label(draft)).unwrap_or_default(),
            citation: place.map(|(draft, id)| places.citation(draft, id)).unwrap_or_default(),
            identity: decision.identity,
            what: decision.body,
            why: String::new(),
            present: decision.present,
            link: None,
        });
    }
    all.sort_by_key(|line| line.at);
    Ok(all)
}

fn of_change(
    t: Language,
    change: &ChangeMade,
    seen: &HashMap<InputKey, Seen>,
    places: &Places,
) -> Line {
    let input = change.input.and_then(|input| seen.get(&input));
    let what = match (change.input, input) {
        (None, _) => t.word(change.act),
        (Some(_), Some(seen)) => whose(t, seen),
        (Some(_), None) => t.say("redline-proposal-unseen"),
    };
    let kind = match (change.input, change.act) {
        (Some(_), _) | (None, ChangeAct::Applied) => Kind::Applied,
        (None, _) => Kind::Own,
    };
    Line {
        at: change.at,
        day: None,
        kind,
        by: change.by.clone().unwrap_or_default(),
        draft: places.label(change.draft),
        citation: places.citation(change.draft, &change.identity),
        identity: Some(change.identity.clone()),
        what,
        why: String::new(),
        present: String::new(),
        link: Some(format!("{}#e-{}", places.redline(change.draft), change.identity)),
    }
}

fn of_response(
    t: Language,
    line: &JournalLine,
    answer: &Response,
    seen: &Seen,
    places: &Places,
) -> Option<Line> {
    let kind = match line.act.as_str() {
        "response.drafted" => Kind::Response,
        "response.validated" => Kind::Validation,
        "response.released" => Kind::Release,
        _ => return None,
    };
    let at_the_time = line.detail.0.get("treatment").and_then(|word| word.as_str());
    let treatment: Option<Treatment> = at_the_time.and_then(|word| word.parse().ok());
    // Only the last reason is kept: it is that of the last response.
    let why = match kind {
        Kind::Response if line.at == answer.drafted_at => answer.reason.clone(),
        Kind::Validation => answer.validation_note.clone().unwrap_or_default(),
        _ => String::new(),
    };
    let treatment = t.word(treatment.unwrap_or(answer.treatment));
    let draft = places.of_round.get(&seen.input.round_id.0).copied();
    let place = draft.zip(seen.input.identity.as_deref());
    Some(Line {
        at: line.at,
        day: None,
        kind,
        by: line.name.clone().unwrap_or_default(),
        draft: draft.map(|draft| places.label(draft)).unwrap_or_default(),
        citation: place.map(|(draft, id)| places.citation(draft, id)).unwrap_or_default(),
        identity: seen.input.identity.clone(),
        what: t.say2("labelled", "label", treatment, "value", whose(t, seen)),
        why,
        present: String::new(),
        link: Some(format!("/inputs/{}/response", seen.input.public_id)),
    })
}

fn of_note(t: Language, line: &JournalLine, note: Option<&OnChange>, places: &Places) -> Line {
    let key = format!("act-{}", line.act.replace(['.', '_'], "-"));
    Line {
        at: line.at,
        day: None,
        kind: Kind::Note,
        by: line.name.clone().unwrap_or_default(),
        draft: note.map(|note| places.label(note.draft)).unwrap_or_default(),
        citation: note.map(|note| places.citation(note.draft, &note.identity)).unwrap_or_default(),
        identity: note.map(|note| note.identity.clone()),
        what: t.say(&key),
        why: note
            .filter(|note| note.updated_at == line.at)
            .map(|note| note.body.clone())
            .unwrap_or_default(),
        present: String::new(),
        link: note.map(|note| format!("{}/notes", places.path(note.draft))),
    }
}

fn whose(t: Language, seen: &Seen) -> String {
    match (seen.author_in(t), seen.kind) {
        (Some(author), _) => author.name,
        (None, Some(kind)) => t.say1("summary-source-withheld", "kind", t.word(kind)),
        (None, None) => t.say1("summary-source-withheld", "kind", t.say("input-a-participant")),
    }
}

/// What the drafts and their elements are called.
struct Places {
    drafts: HashMap<DraftKey, Place>,
    /// The text of each round.
    of_round: HashMap<i64, DraftKey>,
    t: Language,
}

struct Place {
    label: String,
    public_id: PublicId,
    based_on: Option<DraftKey>,
    citations: HashMap<String, Citation>,
}

impl Places {
    fn load(conn: &mut Conn, t: Language, consultation: &Consultation) -> QueryResult<Self> {
        let mut all = HashMap::new();
        for draft in drafts::of_consultation(conn, consultation.id)? {
            let text = drafts::text(conn, draft.id)?;
            let cited = citations(&text);
            let ids = text.elements.into_iter().map(|element| element.id);
            let citations = ids.zip(cited).collect();
            let (label, public_id) = (draft.label, draft.public_id);
            let place = Place { label, public_id, based_on: draft.based_on_id, citations };
            all.insert(draft.id, place);
        }
        let of_round = rounds::of_consultation(conn, consultation.id)?
            .into_iter()
            .filter_map(|round| Some((round.id.0, round.draft_id?)))
            .collect();
        Ok(Self { drafts: all, of_round, t })
    }

    fn label(&self, draft: DraftKey) -> String {
        self.drafts.get(&draft).map_or_else(String::new, |place| place.label.clone())
    }

    fn path(&self, draft: DraftKey) -> String {
        let id = self.drafts.get(&draft).map_or("", |place| place.public_id.as_str());
        format!("/drafts/{id}")
    }

    fn redline(&self, draft: DraftKey) -> String {
        format!("{}/redline", self.path(draft))
    }

    /// In the draft, or in the nearest one before it that has the element still.
    fn citation(&self, draft: DraftKey, identity: &str) -> String {
        let mut at = Some(draft);
        while let Some(place) = at.and_then(|key| self.drafts.get(&key)) {
            if let Some(citation) = place.citations.get(identity) {
                return self.t.citation(citation);
            }
            at = place.based_on;
        }
        String::new()
    }
}

/// The log as a table that a spreadsheet opens without running anything that is in it.
pub fn csv(lines: &[Line], zone: &str) -> Vec<u8> {
    let cells = |line: &Line| {
        let date = line.day.clone();
        [
            date.unwrap_or_else(|| line.at.in_zone(zone).strftime("%Y-%m-%d %H:%M").to_string()),
            line.kind.as_str().to_owned(),
            line.what.clone(),
            line.draft.clone(),
            line.citation.clone(),
            line.identity.clone().unwrap_or_default(),
            line.by.clone(),
            line.why.clone(),
            line.present.clone(),
        ]
    };
    table::write(&COLUMNS, lines.iter().map(cells))
}
