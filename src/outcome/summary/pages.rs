//! `/rounds/{id}/summary`: the summary for everybody once it is published, and before that the desk
//! on which the team writes it.

mod form;

pub use form::{create, edit, move_entry, new, remove, save};

use super::reading::{Line, Shelf};
use super::{Published, publish as publish_summary, reopen as reopen_summary};
use crate::app::App;
use crate::consultations::{self, Tab};
use crate::db::Conn;
use crate::languages::Language;
use crate::outcome::access::Scene;
use crate::outcome::quoted::{Misquoted, Quotable};
use crate::procedure::keys::PublicId;
use crate::procedure::rights::Denied;
use crate::procedure::rounds::may_read_round;
use crate::procedure::summary::{
    CannotSay, may_publish_summary, may_read_summary, may_reopen_summary, may_summarize,
};
use crate::procedure::{Moment, Refusal};
use crate::rounds::store::{self as rounds, Round};
use crate::sign_in;
use crate::submissions::views::Seen;
use crate::text::with_marks;
use crate::web::{After, Asking, Error, Errors, Frame, html};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

/// The round's summary for somebody who may read it.
pub(super) fn open(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    now: Moment,
) -> Result<(Scene, Round, Shelf), Error> {
    let round = rounds::find_by_public_id(conn, id)?;
    let scene = Scene::of(conn, asking, round.consultation_id, now)?;
    may_read_round(&scene.who, &rounds::facts(conn, &round)?, now)?;
    let shelf = Shelf::load(conn, &scene.who, &round, now)?;
    may_read_summary(&scene.who, shelf.published_at.is_some())?;
    Ok((scene, round, shelf))
}

/// A source as the team reads it.
pub(super) struct Told {
    pub(super) id: PublicId,
    pub(super) author: String,
    /// "General comment", "Public".
    pub(super) what: String,
    pub(super) class: String,
    pub(super) themes: Vec<String>,
    pub(super) text: String,
    pub(super) language: String,
}

impl Told {
    pub(super) fn of(t: Language, shelf: &Shelf, seen: &Seen, most: usize) -> Self {
        let author = match (seen.author_in(t), seen.kind) {
            (Some(author), _) => match author.regional_group {
                Some(group) => format!("{} ({})", author.name, t.word(group)),
                None => author.name,
            },
            (None, Some(kind)) => t.say1("summary-source-withheld", "kind", t.word(kind)),
            (None, None) => t.say1("summary-source-withheld", "kind", t.say("input-a-participant")),
        };
        let input = &seen.input;
        let said = [&input.body, &input.proposed];
        let said = said.into_iter().find(|text| !text.trim().is_empty());
        let text = with_marks(said.map_or("", |text| text.trim()));
        let short: String = text.chars().take(most).collect();
        Self {
            id: input.public_id.clone(),
            author,
            what: t.word(input.kind),
            class: input.publication_class.map(|class| t.word(class)).unwrap_or_default(),
            themes: shelf.themes.get(&input.id).cloned().unwrap_or_default(),
            text: if short.len() < text.len() { format!("{}…", short.trim_end()) } else { text },
            language: input.language.clone(),
        }
    }
}

/// What the team sees beside an entry.
struct Inside {
    id: PublicId,
    sources: Vec<Told>,
    /// Why its sources no longer allow what it says of them.
    cannot: Option<String>,
    misquoted: Vec<Misquoted>,
    first: bool,
    last: bool,
}

struct Row {
    line: Line,
    inside: Option<Inside>,
}

#[derive(Template)]
#[template(path = "outcome/summary/show.html")]
struct Show {
    frame: Frame,
    errors: Errors,
    round: Round,
    language: String,
    published_at: Option<Moment>,
    rows: Vec<Row>,
    /// General comments that no entry was written from: for the team.
    unused: Vec<Told>,
    team: bool,
    may_write: bool,
    /// Why not, for those of the team who write.
    refusal: Option<Refusal>,
    may_publish: bool,
    may_reopen: bool,
    zone: String,
}

/// Of a source beside an entry so much is shown; the rest is a link away.
const BESIDE: usize = 220;

impl Show {
    fn of(conn: &mut Conn, asking: &Asking, id: &PublicId, now: Moment) -> Result<Self, Error> {
        let (scene, round, shelf) = open(conn, asking, id, now)?;
        let tab = if scene.who.is_team() { Tab::Rounds } else { Tab::Overview };
        let frame = consultations::frame(&scene.viewer, &scene.who, &scene.consultation, tab)
            .under(round.path(), round.title.clone());
        let t = frame.t;
        let published = shelf.published_at.is_some();
        let team = may_read_summary(&scene.who, false).is_ok();
        let (may_write, refusal) = match may_summarize(&scene.who, &shelf.facts, published, now) {
            Ok(_) => (true, None),
            Err(Denied::Refused(refusal)) if team => (false, Some(refusal)),
            Err(_) => (false, None),
        };
        let lines = shelf.outside(t);
        let inside = match team {
            true => {
                let consultation = round.consultation_id;
                let drafts = Quotable::around(conn, t, consultation, round.draft_id)?;
                inside(t, &shelf, &drafts)
            }
            false => Vec::new(),
        };
        let mut inside = inside.into_iter();
        let told = |seen: &Seen| Told::of(t, &shelf, seen, BESIDE);
        Ok(Self {
            rows: lines.into_iter().map(|line| Row { line, inside: inside.next() }).collect(),
            unused: match team {
                true => shelf.unused().into_iter().map(told).collect(),
                false => Vec::new(),
            },
            may_publish: !published
                && may_publish_summary(&scene.who, &shelf.facts, shelf.entries.len(), now).is_ok(),
            may_reopen: published && may_reopen_summary(&scene.who, &shelf.facts).is_ok(),
            language: scene.consultation.original_language().to_owned(),
            zone: round.time_zone.clone(),
            published_at: shelf.published_at,
            errors: Errors::default(),
            team,
            may_write,
            refusal,
            round,
            frame,
        })
    }

    /// An act did not find what it says true any more: which entries, and why.
    fn cannot(mut self, cannot: &[(usize, CannotSay)]) -> Self {
        for (at, why) in cannot {
            let letter = crate::text::citations::letters(at + 1);
            let said = self.frame.t.say(why.key());
            let values = vec![("letter", letter), ("why", said)];
            self.errors.add_with("publication", "summary-cannot-publish", values);
        }
        self
    }

    fn date(&self, at: &Moment) -> String {
        self.frame.t.moment(*at, &self.zone)
    }
}

fn inside(t: Language, shelf: &Shelf, drafts: &Quotable) -> Vec<Inside> {
    let count = shelf.entries.len();
    let entries = shelf.entries.iter().enumerate();
    entries
        .map(|(at, entry)| {
            let sources = shelf.sources_of(entry);
            Inside {
                id: entry.public_id.clone(),
                cannot: shelf.cannot_say(entry).map(|why| t.say(why.key())),
                misquoted: shelf.misquoted(t, drafts, &entry.body, &sources),
                sources: sources.iter().map(|seen| Told::of(t, shelf, seen, BESIDE)).collect(),
                first: at == 0,
                last: at + 1 == count,
            }
        })
        .collect()
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    html(app.read(move |conn| Show::of(conn, &asking, &id, now)).await?)
}

pub async fn publish(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let (round, who) = of_team(tx, &asking, &id, now)?;
            match publish_summary(tx, &who, &round, now)? {
                Published::Yes => Ok(After::See(path(&round), "flash-summary-published")),
                Published::Cannot(cannot) => {
                    let page = Show::of(tx, &asking, &id, now)?.cannot(&cannot);
                    Ok(After::Again(StatusCode::CONFLICT, page))
                }
            }
        })
        .await?;
    after.answer()
}

pub async fn reopen(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after: After<Show> = app
        .write(move |tx| {
            let (round, who) = of_team(tx, &asking, &id, now)?;
            reopen_summary(tx, &who, &round, now)?;
            Ok(After::See(path(&round), "flash-summary-reopened"))
        })
        .await?;
    after.answer()
}

fn path(round: &Round) -> String {
    format!("{}/summary", round.path())
}

/// The round, and somebody signed in.
fn of_team(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    now: Moment,
) -> Result<(Round, crate::procedure::Standing), Error> {
    let viewer = sign_in::viewer(conn, asking, now)?;
    viewer.signed_in()?;
    let round = rounds::find_by_public_id(conn, id)?;
    let who = viewer.standing(conn, round.consultation_id)?;
    Ok((round, who))
}
