//! `/c/{slug}`: the page of a consultation for everyone who may know of it.

mod answered;

use super::made::Made;
use crate::app::App;
use crate::consolidation::framework;
use crate::consultations::store::Consultation;
use crate::consultations::{self, Tab};
use crate::db::Conn;
use crate::drafts::store::Draft;
use crate::languages::Language;
use crate::outcome::access::{Scene, readable_drafts};
use crate::outcome::comparing::base;
use crate::outcome::summary;
use crate::outcome::timeline::{self, Event, KnownRound};
use crate::outcome::views::{self};
use crate::participants::store as participants;
use crate::procedure::consolidation::may_consolidate;
use crate::procedure::keys::RoundKey;
use crate::procedure::rounds::Phase;
use crate::procedure::words::{Placement, SeatRole};
use crate::procedure::{Moment, Right, What, decide};
use crate::submissions::pages::SupporterLine;
use crate::submissions::views::Seen;
use crate::web::{Asking, Error, Frame, html};
use actix_web::{HttpResponse, web};
use answered::{Answers, answers, supported};
use askama::Template;

#[derive(Template)]
#[template(path = "outcome/consultation.html")]
struct Show {
    frame: Frame,
    consultation: Consultation,
    now: Moment,
    rounds: Vec<RoundCard>,
    texts: Vec<TextCard>,
    redlines: Vec<RedlineCard>,
    events: Vec<Event>,
    /// Published summaries of general comments.
    summaries: Vec<Own>,
    published: Vec<Published>,
    /// Elements of a framework were published.
    has_framework: bool,
    /// What is made of the rounds' inputs for reading.
    documents: Vec<Document>,
    answers: Answers,
    /// Texts with those who stand behind them: each text once, each supporter once.
    supported: Vec<(String, Vec<SupporterLine>)>,
    /// The participants this person sits for, to see what became of their comments.
    own: Vec<Own>,
    tasks: Vec<Task>,
    signed_in: bool,
    /// The way in for those who were not invited is offered.
    door: bool,
}

/// A round that is open or to open, and the last that closed.
struct RoundCard {
    path: String,
    title: String,
    zone: String,
    opens_at: Moment,
    ends_at: Moment,
    phase: Phase,
    has_text: bool,
    accept_late: bool,
}

impl RoundCard {
    fn class(&self) -> &'static str {
        match self.phase {
            Phase::Open => "open",
            Phase::Closed => "closed",
            Phase::Upcoming | Phase::Prepared => "soon",
        }
    }

    fn is_open(&self) -> bool {
        self.phase == Phase::Open
    }

    fn is_closed(&self) -> bool {
        self.phase == Phase::Closed
    }

    fn state_key(&self) -> &'static str {
        match self.phase {
            Phase::Open => "overview-open",
            Phase::Closed => "overview-closed",
            Phase::Upcoming | Phase::Prepared => "overview-soon",
        }
    }
}

struct TextCard {
    draft: Draft,
    /// Where it is read beside what was said about it.
    reading: String,
    /// When it came out.
    date: String,
    notes: bool,
}

struct RedlineCard {
    draft: Draft,
    against: Draft,
    notes: usize,
}

struct Published {
    path: String,
    title: String,
    count: usize,
}

/// A round's compilation and bracketed text, where this person may read them.
struct Document {
    title: String,
    compilation: Option<String>,
    bracketed: Option<String>,
}

/// A name that leads somewhere.
struct Own {
    name: String,
    path: String,
}

struct Task {
    said: String,
    path: String,
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app.read(move |conn| load(conn, &asking, &slug, now)).await?;
    html(page)
}

fn load(conn: &mut Conn, asking: &Asking, slug: &str, now: Moment) -> Result<Show, Error> {
    let scene = Scene::of_slug(conn, asking, slug, now)?;
    let Scene { viewer, who, consultation } = &scene;
    let frame = consultations::frame(viewer, who, consultation, Tab::Overview);
    let t = frame.t;
    let known = timeline::known_rounds(conn, who, consultation.id, now)?;
    let drafts = readable_drafts(conn, who, consultation.id, now)?;
    let milestones = consultations::store::milestones(conn, consultation.id)?;
    let zone = consultation.time_zone.clone();
    let seen = views::seen_by(conn, who, consultation.id, now)?;
    let events = timeline::events(conn, t, &zone, &known, &drafts, milestones, now)?;
    let supported = supported(conn, t, &scene, &known, &seen, now)?;
    let (texts, redlines) = texts(conn, t, &zone, &known, &drafts)?;
    let own = own(conn, &scene)?;
    let tasks = tasks(conn, t, &scene, &known, &seen, now)?;
    let documents = documents(conn, &scene, &known, now)?;
    Ok(Show {
        summaries: summaries(conn, &known)?,
        rounds: cards(&known, now),
        published: published(&known, &seen),
        has_framework: framework::store::published(conn, consultation.id)?.is_some(),
        answers: answers(t, &views::counted(&seen)),
        supported,
        signed_in: viewer.account.is_some(),
        door: consultation.open_door && who.seats.is_empty() && !who.is_team(),
        consultation: consultation.clone(),
        now,
        texts,
        redlines,
        events,
        documents,
        own,
        tasks,
        frame,
    })
}

/// The rounds to be shown at the top: what is open or to open, else the last one.
fn cards(known: &[KnownRound], now: Moment) -> Vec<RoundCard> {
    let card = |known: &KnownRound| RoundCard {
        path: known.round.path(),
        title: known.round.title.clone(),
        zone: known.round.time_zone.clone(),
        opens_at: known.facts.opens_at,
        ends_at: known.facts.ends_at(),
        phase: known.facts.phase(now),
        has_text: known.round.draft_id.is_some(),
        accept_late: known.facts.accept_late,
    };
    let all: Vec<RoundCard> = known.iter().map(card).collect();
    let (mut ahead, mut closed): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|card| !card.is_closed());
    if ahead.is_empty() {
        ahead.extend(closed.pop());
    }
    ahead
}

fn texts(
    conn: &mut Conn,
    t: Language,
    zone: &str,
    known: &[KnownRound],
    drafts: &[Draft],
) -> Result<(Vec<TextCard>, Vec<RedlineCard>), Error> {
    let (mut texts, mut redlines) = (Vec::new(), Vec::new());
    // The newest first.
    for draft in drafts.iter().rev() {
        let notes = crate::outcome::store::of_draft(conn, draft.id)?.len();
        let round = known.iter().rev().find(|known| known.round.draft_id == Some(draft.id));
        texts.push(TextCard {
            reading: match round {
                Some(known) => format!("{}/text", known.round.path()),
                None => format!("/drafts/{}", draft.public_id),
            },
            date: draft.circulated_at.map(|at| t.day(at, zone)).unwrap_or_default(),
            notes: notes > 0,
            draft: draft.clone(),
        });
        // A text that follows no other, such as a companion to the first, changed nothing.
        let against = if draft.based_on_id.is_some() { base(conn, draft)? } else { None };
        if let Some(against) = against.filter(|base| drafts.iter().any(|d| d.id == base.id)) {
            redlines.push(RedlineCard { draft: draft.clone(), against, notes });
        }
    }
    Ok((texts, redlines))
}

fn published(known: &[KnownRound], seen: &[(RoundKey, Seen)]) -> Vec<Published> {
    known
        .iter()
        .map(|known| Published {
            path: format!("{}/submissions", known.round.path()),
            title: known.round.title.clone(),
            count: views::published_submissions(seen, known.round.id),
        })
        .filter(|published| published.count > 0)
        .collect()
}

fn summaries(conn: &mut Conn, known: &[KnownRound]) -> Result<Vec<Own>, Error> {
    let mut all = Vec::new();
    for known in known {
        if summary::store::published_at(conn, known.round.id)?.is_some() {
            let path = format!("{}/summary", known.round.path());
            all.push(Own { path, name: known.round.title.clone() });
        }
    }
    Ok(all)
}

/// Once a round is closed: before, there is nothing to read in them for those who draft them. Where States
/// negotiate and everybody reads the brackets, as soon as it is open.
fn documents(
    conn: &mut Conn,
    scene: &Scene,
    known: &[KnownRound],
    now: Moment,
) -> Result<Vec<Document>, Error> {
    let mut documents = Vec::new();
    let is_read = |known: &&KnownRound| match known.facts.phase(now) {
        Phase::Closed => true,
        Phase::Open => scene.consultation.shows_brackets(),
        Phase::Prepared | Phase::Upcoming => false,
    };
    for known in known.iter().filter(is_read) {
        let path = known.round.path();
        let has_text = known.round.draft_id.is_some();
        let compilation = Made::Compilation.may_open(conn, scene, &known.round, now)?;
        let bracketed = has_text && Made::Bracketed.may_open(conn, scene, &known.round, now)?;
        if compilation || bracketed {
            documents.push(Document {
                title: known.round.title.clone(),
                compilation: compilation.then(|| format!("{path}/compilation")),
                bracketed: bracketed.then(|| format!("{path}/bracketed")),
            });
        }
    }
    Ok(documents)
}

/// The participants whose comments this person may follow.
fn own(conn: &mut Conn, scene: &Scene) -> Result<Vec<Own>, Error> {
    let mut own = Vec::new();
    for seat in scene.who.seats.iter().filter(|seat| seat.role != SeatRole::Reader) {
        let participant = participants::find(conn, seat.participant)?;
        own.push(Own {
            path: format!("/participants/{}/outcome", participant.public_id),
            name: participant.name,
        });
    }
    Ok(own)
}

/// What waits for this person of the team.
fn tasks(
    conn: &mut Conn,
    t: Language,
    scene: &Scene,
    known: &[KnownRound],
    seen: &[(RoundKey, Seen)],
    now: Moment,
) -> Result<Vec<Task>, Error> {
    let (who, consultation) = (&scene.who, &scene.consultation);
    let may = |right| decide(who, right, What::default()).is_yes();
    let mut tasks = Vec::new();
    let mut add = |key: &str, count: usize, path: String| {
        if count > 0 {
            tasks.push(Task { said: t.say1(key, "count", count), path });
        }
    };
    if may(Right::ParticipantAdmit) {
        let waiting = views::waiting_at_the_door(conn, consultation.id)?;
        let path = format!("{}/door/requests", consultation.path());
        add("overview-task-door", usize::try_from(waiting).unwrap_or_default(), path);
    }
    if may(Right::OutboxRead) {
        let failed = views::letters_failed(conn, consultation.id)?;
        let path = format!("{}/letters", consultation.path());
        add("overview-task-letters", usize::try_from(failed).unwrap_or_default(), path);
    }
    for known in known {
        if may_consolidate(who, &known.facts, now).is_err() {
            continue;
        }
        let of_round = seen.iter().filter(|(round, _)| *round == known.round.id);
        let inputs: Vec<&Seen> = of_round.map(|(_, seen)| seen).collect();
        let unplaced = inputs.iter().filter(|s| s.input.placement == Placement::Unplaced).count();
        let path = format!("{}/consolidation", known.round.path());
        add("overview-task-unplaced", unplaced, path.clone());
        let responses = views::responses(conn, known.round.id)?;
        let waiting = inputs
            .iter()
            .filter_map(|seen| responses.get(&seen.input.id))
            .filter(|response| response.validated_at.is_none())
            .filter(|response| {
                let own = Some(response.drafted_by) == who.account;
                !own || who.has(crate::procedure::words::Role::Lead)
            })
            .count();
        add("overview-task-validate", waiting, path);
    }
    Ok(tasks)
}

impl Show {
    /// The disclaimer and contact as they were typed, line by line.
    fn lines<'a>(&self, text: &'a str) -> Vec<&'a str> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
    }

    /// Where one signs in and comes back here.
    fn sign_in_path(&self) -> String {
        format!("/sign-in?{}", self.frame.here_encoded())
    }

    /// Nobody has to guess what the way in is: the text, a sign-in, or the open door.
    fn door_path(&self) -> String {
        format!("{}/door", self.consultation.path())
    }
}
