//! `/participants/{id}/outcome`: what became of a participant's comments.

use crate::app::App;
use crate::consolidation::store::Response;
use crate::consultations::{self, Tab};
use crate::db::Conn;
use crate::drafts::store::{self as drafts, Draft};
use crate::languages::Language;
use crate::outcome::access::{Scene, readable_drafts};
use crate::outcome::comparing::Comparison;
use crate::outcome::notes::{self, Numbered};
use crate::outcome::redline::{self, Piece};
use crate::outcome::sentences::{change_key, heading};
use crate::outcome::{store, views};
use crate::participants::store::{self as participants, Participant};
use crate::procedure::keys::PublicId;
use crate::procedure::rounds::Phase;
use crate::procedure::sight::sight;
use crate::procedure::words::{InputKind, Operation};
use crate::procedure::{Moment, Right, What, decide};
use crate::rounds::store::{self as rounds, Round};
use crate::submissions::effects;
use crate::submissions::views::{Seen, visible_to};
use crate::text::comparison::{Change, Compared};
use crate::text::{Citation, Element, Kind, Op, Run, citations, difference, paragraphs};
use crate::web::{Asking, Error, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "outcome/participant.html")]
struct Show {
    frame: Frame,
    participant: Participant,
    rounds: Vec<RoundOutcome>,
}

/// What became of the comments in one closed round.
struct RoundOutcome {
    title: String,
    /// The text that came next, if it is out.
    next: Option<Draft>,
    inputs: Vec<InputOutcome>,
}

struct InputOutcome {
    seen: Seen,
    /// "Textual proposal: modify".
    what: String,
    /// What it is about: a citation, or the whole text.
    about: String,
    /// What became of the paragraph, in words; None while no later text is out.
    became: Option<String>,
    language: String,
    direction: &'static str,
    /// The paragraph with what was changed in it.
    pieces: Vec<Piece>,
    proposed: Vec<Piece>,
    notes: Vec<Numbered>,
    /// The answer, where the lead released it.
    answer: Option<Response>,
}

impl InputOutcome {
    fn pieces(&self) -> Vec<&Piece> {
        self.pieces.iter().collect()
    }

    fn proposed(&self) -> Vec<&Piece> {
        self.proposed.iter().collect()
    }

    fn comment(&self) -> Vec<String> {
        paragraphs(&self.seen.input.body)
    }
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app.read(move |conn| load(conn, &asking, &id, now)).await?;
    html(page)
}

fn load(conn: &mut Conn, asking: &Asking, id: &PublicId, now: Moment) -> Result<Show, Error> {
    let participant = participants::find_by_public_id(conn, id)?;
    let scene = Scene::of(conn, asking, participant.consultation_id, now)?;
    decide(&scene.who, Right::OutcomeRead, What::of(participant.id)).actor()?;
    let Scene { viewer, who, consultation } = &scene;
    let frame = consultations::frame(viewer, who, consultation, Tab::MySubmissions);
    let readable = readable_drafts(conn, who, consultation.id, now)?;
    let mut outcomes = Vec::new();
    for round in rounds::of_consultation(conn, consultation.id)? {
        let facts = rounds::facts(conn, &round)?;
        if facts.phase(now) != Phase::Closed {
            continue;
        }
        // Where the name is withheld from this reader, the input is not this participant's here.
        let seen: Vec<Seen> = visible_to(conn, &sight(who, &facts, now), round.id)?
            .into_iter()
            .filter(|seen| seen.author.as_ref().is_some_and(|a| a.id == participant.id))
            .collect();
        if !seen.is_empty() {
            outcomes.push(outcome(conn, frame.t, &round, seen, &readable)?);
        }
    }
    outcomes.reverse();
    Ok(Show { frame, participant, rounds: outcomes })
}

fn outcome(
    conn: &mut Conn,
    t: Language,
    round: &Round,
    seen: Vec<Seen>,
    readable: &[Draft],
) -> Result<RoundOutcome, Error> {
    let commented = match round.draft_id {
        Some(key) => Some(drafts::find(conn, key)?),
        None => None,
    };
    let next = match &commented {
        Some(draft) => next_draft(conn, draft, readable)?,
        None => None,
    };
    let mut responses = views::responses(conn, round.id)?;
    let text = match &commented {
        Some(draft) => drafts::text(conn, draft.id)?,
        None => Default::default(),
    };
    let cited = citations(&text);
    let comparison = match (&commented, &next) {
        (Some(old), Some(new)) => Some(Comparison::load(conn, old, new, &old.language)?),
        _ => None,
    };
    let notes = match &next {
        Some(next) => notes::numbered(comparison.as_ref(), store::of_draft(conn, next.id)?),
        None => Vec::new(),
    };
    let original = commented.as_ref().map_or("en", |draft| draft.language.as_str());

    let mut inputs = Vec::new();
    for seen in seen {
        let identity = seen.input.identity.clone();
        let at = identity.as_deref().and_then(|identity| text.position(identity));
        let compared = match (&comparison, &identity) {
            (Some(comparison), Some(identity)) => comparison.row(identity),
            _ => None,
        };
        let answer = responses.remove(&seen.input.id).filter(|r| r.released_at.is_some());
        let element = at.map(|at| &text.elements[at]);
        inputs.push(InputOutcome {
            what: seen.input.said(t, |identity| {
                let at = text.position(identity)?;
                Some(t.citation_short(&cited[at]))
            }),
            about: about(t, &seen, at.map(|at| &cited[at])),
            became: match (&comparison, compared) {
                (Some(comparison), Some(row)) => Some(became(t, comparison, row)),
                _ => None,
            },
            language: original.to_owned(),
            direction: super::direction(original),
            pieces: match (&comparison, compared) {
                (Some(comparison), Some(row)) => redline::wording(comparison, row),
                _ => Vec::new(),
            },
            proposed: proposed(&seen, element),
            notes: match (&comparison, compared) {
                (Some(_), Some(row)) => notes_on(&notes, row),
                _ => Vec::new(),
            },
            answer,
            seen,
        });
    }
    // In the order of the text; the whole text first.
    inputs.sort_by_key(|input| {
        input.seen.input.identity.as_deref().and_then(|identity| text.position(identity))
    });
    Ok(RoundOutcome { title: round.title.clone(), next, inputs })
}

/// The first text that came out after the one commented on, and goes back to it.
fn next_draft(
    conn: &mut Conn,
    commented: &Draft,
    readable: &[Draft],
) -> Result<Option<Draft>, Error> {
    // A companion text that follows no other is not what this one became.
    let traced = drafts::traced_pairs(conn, commented.consultation_id)?;
    let follows = |draft: &&Draft| {
        draft.id != commented.id
            && (draft.based_on_id.is_some() || traced.contains(&(commented.id, draft.id)))
    };
    for draft in readable.iter().filter(follows) {
        let base = crate::outcome::comparing::base(conn, draft)?;
        if base.is_some_and(|base| base.id == commented.id) {
            return Ok(Some(draft.clone()));
        }
    }
    Ok(None)
}

fn about(t: Language, seen: &Seen, citation: Option<&Citation>) -> String {
    match (citation, seen.input.kind) {
        (Some(citation), _) => t.citation_first(citation),
        (None, InputKind::Answer) => t.word(InputKind::Answer),
        (None, _) => t.say("fate-whole-text"),
    }
}

/// "Kept", "Edited: now article 4 (2)".
fn became(t: Language, comparison: &Comparison, row: &Compared) -> String {
    let word = t.say(change_key(row).unwrap_or("fate-kept"));
    match &row.new_citation {
        Some(_) => t.say2("fate-now", "change", word, "citation", heading(t, comparison, row)),
        None => word,
    }
}

/// The proposed wording with its difference from the text it was proposed for.
fn proposed(seen: &Seen, element: Option<&Element>) -> Vec<Piece> {
    let (proposed, language) = (seen.input.proposed.as_str(), seen.input.language.as_str());
    if proposed.is_empty() && seen.input.operation != Some(Operation::Merge) {
        return Vec::new();
    }
    let kind = element.map_or(Kind::Paragraph, |element| element.kind);
    let wording = element.map_or("", |element| element.wording(language));
    match seen.input.operation {
        Some(Operation::Modify) if !wording.is_empty() => {
            redline::pieces(&difference(wording, proposed), kind, language)
        }
        Some(operation @ (Operation::Split | Operation::Merge)) if !wording.is_empty() => {
            let base = if seen.input.quoted.is_empty() { wording } else { &seen.input.quoted };
            redline::pieces(&effects::runs(Some(operation), base, proposed), kind, language)
        }
        _ => {
            let inserted = Run { op: Op::Inserted, text: proposed.to_owned() };
            redline::pieces(&[inserted], kind, language)
        }
    }
}

/// The notes on the paragraph and on what it was split or merged into.
fn notes_on(notes: &[Numbered], row: &Compared) -> Vec<Numbered> {
    let into = match &row.change {
        Change::Split { into, .. } => into.as_slice(),
        _ => &[],
    };
    notes
        .iter()
        .filter(|numbered| {
            let identity = &numbered.note.identity;
            let is_own = *identity == row.id || row.old_id.as_ref() == Some(identity);
            is_own || into.contains(identity)
        })
        .cloned()
        .collect()
}
