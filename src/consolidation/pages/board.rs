//! The board of a round: how far each part and each person is, whose it is, and all that is to be
//! gone through, to be answered one by one or many at once.

use super::answers::ReplyForm;
use super::cases::{author, what};
use super::clusters::excerpt;
use super::covering::Covering;
use super::{Desk, Table};
use crate::app::App;
use crate::consolidation::alike::words;
use crate::consolidation::colliding::Colliding;
use crate::consolidation::sorting::{Counts, Filter, Place};
use crate::consolidation::store::{self, Assignment};
use crate::consolidation::views::Theme;
use crate::consolidation::working::{self, Facts, GENERAL, Progress, Show, UNPLACED, Work, whose};
use crate::consultations;
use crate::consultations::views::team;
use crate::db::Conn;
use crate::drafts::reading::{Entry, direction};
use crate::languages::Language;
use crate::procedure::consolidation::may_consolidate;
use crate::procedure::keys::{AccountKey, PublicId};
use crate::procedure::words::Operation;
use crate::procedure::{Right, What, decide};
use crate::submissions::counting::{One, Totals};
use crate::submissions::views::Seen;
use crate::web::{Asking, Error, Errors, Fields, Frame, html, see_other};
use crate::{rounds, sign_in};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use std::collections::{HashMap, HashSet};

/// So many inputs are listed on one page of the board.
const ON_A_PAGE: usize = 100;

#[derive(Template)]
#[template(path = "consolidation/board.html")]
pub(super) struct BoardPage {
    pub frame: Frame,
    pub errors: Errors,
    /// What was typed to give a part to somebody.
    pub assigning: Fields,
    path: String,
    total: Counts,
    /// "12 proposals on 15 paragraphs".
    proposals: Option<String>,
    /// How many there are of each, and where they are listed.
    shows: Vec<(Show, usize, String)>,
    parts: Vec<Part>,
    people: Vec<Person>,
    team: Vec<(PublicId, String)>,
    work: Work,
    themes: Vec<Theme>,
    rows: Vec<Row>,
    /// How many inputs are listed, and in how many rows.
    of: (usize, usize),
    /// The first of what is listed, to be answered one after another.
    first: Option<String>,
    previous: Option<String>,
    next: Option<String>,
    may_release: bool,
    form: ReplyForm,
    others: Covering,
    clusters: String,
}

impl BoardPage {
    fn operations(&self) -> Vec<Operation> {
        Operation::ALL.to_vec()
    }

    fn is_shown(&self, show: &Show) -> bool {
        self.work.show == *show
    }

    fn chose_theme(&self, theme: &Theme) -> bool {
        self.work.filter.theme == Some(theme.id)
    }

    fn shows_all(&self) -> [Show; 7] {
        Show::ALL
    }

    fn chose(&self, field: &str, word: &str) -> bool {
        self.work.filter.chosen(field) == word
    }
}

/// A part of the text, or what lies beside it.
struct Part {
    step: String,
    label: String,
    to: String,
    counts: Counts,
    /// Inputs of which another wants the opposite.
    contested: usize,
    /// Whose it is, until when.
    whose: Vec<(String, Option<String>)>,
    /// The elements that an assignment of the part names.
    names: Vec<String>,
    places: HashSet<Place>,
}

impl Part {
    fn validated(&self) -> usize {
        self.percent(self.counts.validated)
    }

    fn responded(&self) -> usize {
        self.percent(self.counts.responded())
    }

    fn drafted(&self) -> usize {
        self.responded() - self.validated()
    }

    fn percent(&self, count: usize) -> usize {
        count * 100 / self.counts.all().max(1)
    }
}

struct Person {
    name: String,
    progress: Progress,
    /// Only what is theirs; for oneself.
    to: Option<String>,
}

struct Row {
    id: PublicId,
    place: String,
    to: String,
    author: String,
    what: String,
    excerpt: String,
    language: String,
    direction: &'static str,
    status: &'static str,
    is_contested: bool,
    collides: bool,
    /// How many say the same.
    alike: usize,
    whose: Option<String>,
}

/// `GET /c/{slug}/consolidation/board`: to the board of the newest round whose inputs the team reads.
pub async fn boards(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let to = app
        .read(move |conn| {
            let viewer = sign_in::signed_in(conn, &asking, now)?;
            let consultation = consultations::store::find_by_slug(conn, &slug)?;
            let who = viewer.standing(conn, consultation.id)?;
            decide(&who, Right::InputConsolidate, What::default()).actor()?;
            let rounds = rounds::store::of_consultation(conn, consultation.id)?;
            for round in rounds.iter().rev() {
                let facts = rounds::store::facts(conn, round)?;
                if may_consolidate(&who, &facts, now).is_ok() {
                    return Ok(format!("{}/consolidation/board", round.path()));
                }
            }
            Ok(format!("{}/consolidation", consultation.path()))
        })
        .await?;
    Ok(see_other(to))
}

/// `GET /rounds/{id}/consolidation/board`
pub async fn board(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = Fields::from_query(request.query_string());
    let page = app
        .read(move |conn| {
            let desk = Desk::of_round(conn, &asking, &id, now)?;
            desk.opens(now)?;
            desk.board(conn, &query)
        })
        .await?;
    html(page)
}

impl Desk {
    pub(super) fn board_path(&self) -> String {
        format!("{}/board", self.path())
    }

    pub(super) fn board(&self, conn: &mut Conn, query: &Fields) -> Result<BoardPage, Error> {
        let frame = self.frame_below();
        let t = frame.t;
        let table = self.table(conn)?;
        let colliding = table.colliding();
        let work = Work::read(query);
        let team: Vec<(AccountKey, PublicId, String)> = {
            let all = team(conn, self.consultation.id)?.into_iter();
            let mut all: Vec<_> = all.filter(|member| member.role.drafts()).collect();
            all.dedup_by_key(|member| member.account);
            all.into_iter().map(|member| (member.account, member.public_id, member.name)).collect()
        };
        let names: HashMap<AccountKey, &str> =
            team.iter().map(|(account, _, name)| (*account, name.as_str())).collect();
        let mut facts = self.facts_of_work(conn, &table, &colliding, None)?;
        let mut parts = parts(t, &table, &facts, &names);
        let chosen = parts.iter().find(|part| part.step == work.part);
        facts.part = chosen.map(|part| part.places.clone());
        for part in &mut parts {
            part.to = format!(
                "{}{}",
                self.board_path(),
                Work { part: part.step.clone(), ..work.showing(Show::All) }.query()
            );
        }
        let ordered = table.in_order();
        let shows = Show::ALL.map(|show| {
            let shown = work.showing(show);
            let kept = ordered.iter().copied().filter(|seen| facts.keeps(&shown, seen));
            (show, Totals::of(kept).inputs, format!("{}{}", self.board_path(), shown.query()))
        });
        let kept: Vec<&Seen> =
            ordered.iter().copied().filter(|seen| facts.keeps(&work, seen)).collect();
        let page = query.parsed::<usize>("page").unwrap_or(1).max(1);
        let alike = table.alike();
        let rows: Vec<Row> = kept
            .iter()
            .skip((page - 1).saturating_mul(ON_A_PAGE))
            .take(ON_A_PAGE)
            .map(|seen| {
                let row = row(t, &table, &facts, seen, &work);
                let whose = facts.whose(seen).map(|assigned| assigned.account_id);
                Row {
                    alike: alike.with(seen.input.id).len(),
                    whose: whose
                        .and_then(|account| names.get(&account))
                        .map(|name| (*name).to_owned()),
                    ..row
                }
            })
            .collect();
        let total = table.sorted(&Filter::default()).all();
        let at_page = |n: usize| format!("{}{}&page={n}", self.board_path(), work.query());
        let progress = working::by_person(&facts);
        let mine = Work { mine: true, ..Work::default() };
        let mut people: Vec<Person> = progress
            .into_iter()
            .map(|(account, progress)| Person {
                name: names
                    .get(&account)
                    .copied()
                    .unwrap_or(table.dossier.name(account))
                    .to_owned(),
                to: (self.who.account == Some(account))
                    .then(|| format!("{}{}", self.board_path(), mine.query())),
                progress,
            })
            .collect();
        people.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(BoardPage {
            errors: Errors::default(),
            assigning: Fields::default(),
            path: self.board_path(),
            total,
            proposals: Totals::of(&table.dossier.seen).said(t),
            shows: shows
                .into_iter()
                .filter(|(show, count, _)| *count > 0 || *show == work.show)
                .collect(),
            first: kept.first().map(|seen| answering(&seen.input.public_id, &work)),
            previous: (page > 1).then(|| at_page(page - 1)),
            next: (page * ON_A_PAGE < kept.len()).then(|| at_page(page + 1)),
            of: (Totals::of(kept.iter().copied()).inputs, kept.len()),
            rows,
            parts,
            people,
            team: team.into_iter().map(|(_, id, name)| (id, name)).collect(),
            may_release: decide(&self.who, Right::ResponseRelease, What::default()).is_yes(),
            form: ReplyForm::default(),
            others: table.covering(t, &Place::General, |_, _| false),
            clusters: format!("{}/clusters", self.path()),
            themes: table.dossier.themes.clone(),
            work,
            frame,
        })
    }

    /// What a choice of work turns on, for this person.
    pub(super) fn facts_of_work<'a>(
        &'a self,
        conn: &mut Conn,
        table: &'a Table,
        colliding: &'a Colliding,
        part: Option<&str>,
    ) -> Result<Facts<'a>, Error> {
        let assigned = store::assignments(conn, self.round.id)?;
        let mut facts = Facts {
            dossier: &table.dossier,
            identities: table.identities(),
            colliding,
            whose: whose(table.lines(), &assigned),
            who: &self.who,
            is_alone: self.is_alone,
            part: None,
        };
        if let Some(part) = part.filter(|part| !part.is_empty()) {
            let all = parts(self.frame().t, table, &facts, &HashMap::new());
            facts.part = all.into_iter().find(|one| one.step == part).map(|part| part.places);
        }
        Ok(facts)
    }
}

/// Where an input is answered, as one of those that somebody goes through.
pub(super) fn answering(input: &PublicId, work: &Work) -> String {
    format!("/inputs/{input}/response{}", work.query())
}

fn row(t: Language, table: &Table, facts: &Facts, seen: &Seen, work: &Work) -> Row {
    let input = &seen.input;
    let said = match words(seen) {
        none if none.trim().is_empty() => input.body.as_str(),
        words => words,
    };
    Row {
        id: input.public_id.clone(),
        place: table.label(t, &facts.place(seen)),
        to: answering(&input.public_id, work),
        author: author(t, seen).0,
        what: what(t, table, seen),
        excerpt: excerpt(said),
        language: input.language.clone(),
        direction: direction(&input.language),
        status: facts.dossier.status(input.id).key(),
        is_contested: facts.colliding.is_contested(input.id),
        collides: facts.colliding.excludes_any(input.id),
        alike: 1,
        whose: None,
    }
}

/// The parts of the text in its order, with what lies beside it; those without inputs are there too,
/// so that they can be given to somebody.
fn parts(
    t: Language,
    table: &Table,
    facts: &Facts,
    names: &HashMap<AccountKey, &str>,
) -> Vec<Part> {
    let mut contested: HashMap<Place, Vec<One>> = HashMap::new();
    for seen in table.dossier.seen.iter().filter(|s| facts.colliding.is_contested(s.input.id)) {
        contested.entry(facts.place(seen)).or_default().push(One::of(seen));
    }
    let sorted = table.sorted(&Filter::default());
    let part = |step: &str, label: String, names_of: Vec<String>, places: HashSet<Place>| {
        let mut whose: Vec<&Assignment> = Vec::new();
        for place in &places {
            let assigned = facts.whose.get(place);
            whose.extend(
                assigned.filter(|one| !whose.iter().any(|w| w.account_id == one.account_id)),
            );
        }
        let said = |assigned: &Assignment| {
            let name = names.get(&assigned.account_id).copied().unwrap_or_default().to_owned();
            (name, assigned.due_on.as_deref().map(|day| t.civil(day)))
        };
        let mut whose: Vec<(String, Option<String>)> = whose.into_iter().map(said).collect();
        whose.sort();
        Part {
            step: step.to_owned(),
            label,
            to: String::new(),
            counts: sorted.together(&places),
            contested: places
                .iter()
                .filter_map(|place| contested.get(place))
                .flatten()
                .collect::<HashSet<&One>>()
                .len(),
            whose,
            names: names_of,
            places,
        }
    };
    let beside = |name: &str, key: &str, place: Place| {
        part(name, t.say(key), vec![name.to_owned()], HashSet::from([place]))
    };
    let mut parts = vec![beside(GENERAL, "workspace-general", Place::General)];
    if let Some(reading) = &table.reading {
        let entries = flat(&reading.contents);
        let covered: HashSet<&str> =
            entries.iter().flat_map(|entry| entry.covers.iter().map(String::as_str)).collect();
        let of = |identities: &[String]| -> HashSet<Place> {
            identities.iter().map(|identity| Place::Paragraph(identity.clone())).collect()
        };
        let opening: Vec<String> = reading
            .lines
            .iter()
            .map(|line| line.identity.clone())
            .filter(|identity| !covered.contains(identity.as_str()))
            .collect();
        if !opening.is_empty() {
            let label = t.say("consolidation-opening-words");
            parts.push(part("opening", label, opening.clone(), of(&opening)));
        }
        for entry in entries {
            let names = topmost(table, &entry.covers);
            parts.push(part(&entry.anchor, entry.label.clone(), names, of(&entry.covers)));
        }
    }
    parts.push(beside(UNPLACED, "workspace-unplaced", Place::Unplaced));
    parts
}

/// Those of the elements that stand under none of the others: an assignment of them is one of all.
fn topmost(table: &Table, identities: &[String]) -> Vec<String> {
    let all: HashSet<&str> = identities.iter().map(String::as_str).collect();
    let lines = table.lines().iter().filter(|line| all.contains(line.identity.as_str()));
    let depths: Vec<(usize, &str)> =
        lines.map(|line| (line.depth, line.identity.as_str())).collect();
    let top = depths.iter().map(|(depth, _)| *depth).min().unwrap_or_default();
    let is_top = |(depth, identity): (usize, &str)| (depth == top).then(|| identity.to_owned());
    depths.into_iter().filter_map(is_top).collect()
}

fn flat(entries: &[Entry]) -> Vec<&Entry> {
    entries.iter().flat_map(|entry| std::iter::once(entry).chain(flat(&entry.entries))).collect()
}

impl Desk {
    /// The elements that an assignment of a part of the text names; None where there is no such part.
    pub(super) fn names_of_part(
        &self,
        conn: &mut Conn,
        table: &Table,
        part: &str,
    ) -> Result<Option<Vec<String>>, Error> {
        let colliding = Colliding::default();
        let facts = self.facts_of_work(conn, table, &colliding, None)?;
        let all = parts(self.frame().t, table, &facts, &HashMap::new());
        Ok(all.into_iter().find(|one| one.step == part).map(|part| part.names))
    }
}

impl Table {
    /// The inputs in the order of the text.
    pub(super) fn in_order(&self) -> Vec<&Seen> {
        let order: HashMap<Place, usize> =
            self.places().into_iter().enumerate().map(|(n, place)| (place, n)).collect();
        let identities = self.identities();
        let mut all: Vec<&Seen> = self.dossier.seen.iter().collect();
        let at = |seen: &Seen| {
            order.get(&crate::consolidation::sorting::place(seen, &identities)).copied()
        };
        all.sort_by_cached_key(|seen| at(seen));
        all
    }
}
