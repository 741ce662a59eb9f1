//! One paragraph with everything that was said on it, and the team's answers beside it.

use super::answers::ReplyForm;
use super::cases::{Case, NoteShown, author};
use super::clusters::cluster_path;
use super::covering::Covering;
use super::overview::Filters;
use super::{Desk, Table};
use crate::app::App;
use crate::consolidation::alike::{Alike, words};
use crate::consolidation::colliding::Colliding;
use crate::consolidation::framework::{self, FrameworkElement};
use crate::consolidation::sorting::{Filter, Place};
use crate::consolidation::views::Theme;
use crate::db::Conn;
use crate::drafts::reading::Line;
use crate::drafts::store::Draft;
use crate::languages::Language;
use crate::procedure::counting::in_all;
use crate::procedure::keys::{InputKey, PublicId};
use crate::procedure::{Moment, Refusal};
use crate::rounds::agreement;
use crate::submissions::pages::{AgreementMark, PositionLine, SupporterLine, agreement_path};
use crate::submissions::positions;
use crate::submissions::supporters::Support;
use crate::submissions::views::Seen;
use crate::text::clusters::Likeness;
use crate::text::{Citation, difference, typography_folded};
use crate::web::{Asking, Error, Errors, Fields, Frame, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use std::collections::{HashMap, HashSet};

#[derive(Template)]
#[template(path = "consolidation/workspace.html")]
struct Workspace {
    frame: Frame,
    errors: Errors,
    title: String,
    zone: String,
    refusal: Option<Refusal>,
    path: String,
    /// The filter as a query, carried along by every form.
    filter: String,
    filters: Filters,
    line: Option<Line>,
    language: String,
    direction: &'static str,
    previous: Option<(String, String)>,
    next: Option<(String, String)>,
    clusters: Vec<Cluster>,
    /// How many inputs lie here in all.
    of: usize,
    notes: Vec<NoteShown>,
    /// The elements of a framework that the paragraph grew from.
    grew_from: Vec<FrameworkElement>,
    themes: Vec<Theme>,
    working: Vec<Draft>,
    /// Inputs that a response may say to cover another.
    others: Covering,
    bulk: ReplyForm,
    drafts_path: String,
    /// Where States negotiate: how far the paragraph is agreed, and who holds what.
    agreement: Option<AgreementMark>,
    positions: Vec<PositionLine>,
    /// How many texts lie here, and how many participants of those known are behind them.
    behind: Option<(usize, usize)>,
}

/// The inputs of this place that say the same, and where others do.
struct Cluster {
    cases: Vec<Case>,
    /// How many there are in the round, and how many of them have no response.
    all: usize,
    open: usize,
    near: bool,
    /// Those in other places: where, and who.
    elsewhere: Vec<(String, String, String)>,
    to: String,
}

impl Workspace {
    fn shown(&self) -> usize {
        self.clusters.iter().map(|cluster| cluster.cases.len()).sum()
    }

    /// Some are without an answer, so that several can be answered at once.
    fn has_open(&self) -> bool {
        self.clusters.iter().flat_map(|cluster| &cluster.cases).any(|case| case.answer.is_none())
    }
}

/// `GET /rounds/{id}/consolidation/{element}`, where the element is a public id, "general" or
/// "unplaced".
pub async fn workspace(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(PublicId, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = Fields::from_query(request.query_string());
    let (id, step) = path.into_inner();
    let page = app
        .read(move |conn| {
            let desk = Desk::of_round(conn, &asking, &id, now)?;
            match desk.refusal(now)? {
                Some(refusal) => desk.waiting(refusal, &step),
                None => desk.workspace(conn, &step, &query, now),
            }
        })
        .await?;
    html(page)
}

impl Desk {
    /// The page without what the team may not see yet, and why.
    fn waiting(&self, refusal: Refusal, step: &str) -> Result<Workspace, Error> {
        let frame = self.frame_below();
        Ok(Workspace {
            errors: Errors::default(),
            title: frame.t.say("consolidation-title"),
            zone: self.consultation.time_zone.clone(),
            refusal: Some(refusal),
            path: format!("{}/{step}", self.path()),
            filter: String::new(),
            filters: Filters {
                filter: Filter::default(),
                themes: Vec::new(),
                show: None,
                clear: self.path(),
            },
            line: None,
            language: String::new(),
            direction: "ltr",
            previous: None,
            next: None,
            clusters: Vec::new(),
            of: 0,
            notes: Vec::new(),
            grew_from: Vec::new(),
            themes: Vec::new(),
            working: Vec::new(),
            others: Covering::default(),
            bulk: ReplyForm::default(),
            drafts_path: String::new(),
            agreement: None,
            positions: Vec::new(),
            behind: None,
            frame,
        })
    }

    fn workspace(
        &self,
        conn: &mut Conn,
        step: &str,
        query: &Fields,
        now: Moment,
    ) -> Result<Workspace, Error> {
        let table = self.table(conn)?;
        let place = table.place(step).ok_or(Error::NotFound)?;
        let frame = self.frame_below();
        let t = frame.t;
        let filter = Filter::read(query);
        let identities = table.identities();
        let here: Vec<_> = table
            .dossier
            .seen
            .iter()
            .filter(|seen| super::super::sorting::place(seen, &identities) == place)
            .collect();
        let support = Support::read(conn, &self.sight, self.round.id)?;
        let texts: Vec<_> = here.iter().map(|seen| support.text(seen)).collect();
        let tally = in_all(&texts);
        let behind = (tally.texts.len(), tally.participants.len());
        let called = table.called(&place);
        let kept = here.iter().copied().filter(|seen| filter.keeps(seen, &table.dossier));
        let alike = table.alike();
        let colliding = table.colliding();
        let beside = Beside { alike: &alike, colliding: &colliding, support: &support, called };
        let shown = self.clusters(t, &table, &beside, kept, now);
        // One alone could only cover itself.
        let responses = here.iter().filter_map(|seen| table.dossier.responses.get(&seen.input.id));
        let chosen: HashSet<InputKey> = responses.filter_map(|r| r.covered_by_id).collect();
        let others = table.covering(t, &place, |seen, at| {
            (*at == place && here.len() > 1) || chosen.contains(&seen.input.id)
        });
        let (previous, next) = neighbours(&table, &place, &filter);
        let said = |to: Option<Place>| {
            to.map(|to| (format!("{}{}", table.path(&to), filter.query()), table.label(t, &to)))
        };
        let (previous, next) = (said(previous), said(next));
        let line = table.line(&place).cloned().map(|mut line| {
            // On this page the paragraph stands right below the page's own heading.
            line.level = 2;
            line
        });
        let title = match &line {
            Some(line) => t.citation_first(&line.citation),
            None => table.label(t, &place),
        };
        let notes = self.notes(t, &table, |note| {
            let identity = line.as_ref().map(|line| line.identity.as_str());
            // The round's own notes stand on its page of general comments.
            let is_here = note.identity.as_deref() == identity;
            note.input_id.is_none() && is_here && place != Place::Unplaced
        });
        let grew_from = match &line {
            Some(line) => framework::store::behind(conn, self.consultation.id, &line.identity)?,
            None => Vec::new(),
        };
        let (mut agreement, mut held) = (None, Vec::new());
        if let Some(line) = line.as_ref().filter(|_| self.consultation.kind.records_agreement()) {
            let path = agreement_path(&self.round, &line.public_id);
            let standing = agreement::of_element(conn, &self.round, &line.identity)?;
            agreement = Some(AgreementMark::of(t, &standing, path));
            held = positions::visible_to(conn, &self.sight, &self.round, t)?;
            held.retain(|one| one.position.held.identity == line.identity);
        }
        let reading = table.reading.as_ref();
        Ok(Workspace {
            errors: Errors::default(),
            title,
            zone: self.consultation.time_zone.clone(),
            refusal: None,
            path: table.path(&place),
            filter: filter.query(),
            filters: Filters {
                filter: filter.clone(),
                themes: table.dossier.themes.clone(),
                show: None,
                clear: table.path(&place),
            },
            language: reading.map_or(String::new(), |reading| reading.language.clone()),
            direction: reading.map_or("ltr", |reading| reading.direction),
            line,
            previous,
            next,
            clusters: shown,
            of: here.len(),
            notes,
            grew_from,
            themes: table.dossier.themes.clone(),
            others,
            bulk: ReplyForm { suffix: "-bulk".to_owned(), ..ReplyForm::default() },
            drafts_path: format!("{}/drafts", self.consultation.path()),
            working: table.working,
            agreement,
            positions: held.iter().map(|one| PositionLine::of(t, one, true)).collect(),
            behind: Some(behind).filter(|(texts, _)| *texts > 0),
            frame,
        })
    }
}

/// What is shown with an input of what others said.
struct Beside<'a> {
    alike: &'a Alike,
    colliding: &'a Colliding,
    support: &'a Support,
    called: HashMap<InputKey, Citation>,
}

impl Desk {
    /// The inputs of a place, those that say the same together, in the order in which each was first
    /// said here.
    fn clusters<'a>(
        &self,
        t: Language,
        table: &Table,
        beside: &Beside,
        kept: impl Iterator<Item = &'a Seen>,
        now: Moment,
    ) -> Vec<Cluster> {
        let Beside { alike, colliding, support, called } = beside;
        let mut groups: Vec<(InputKey, Vec<&Seen>)> = Vec::new();
        for seen in kept {
            let first = alike.first(seen.input.id);
            match groups.iter_mut().find(|(known, _)| *known == first) {
                Some((_, group)) => group.push(seen),
                None => groups.push((first, vec![seen])),
            }
        }
        let cluster = |(first, group): (InputKey, Vec<&Seen>)| {
            let members = alike.with(first);
            let here: HashSet<InputKey> = group.iter().map(|seen| seen.input.id).collect();
            let place = table.place_of(group[0]);
            let others = members.iter().filter_map(|(input, _)| table.dossier.one(*input));
            let elsewhere = others
                .filter(|other| !here.contains(&other.input.id) && table.place_of(other) != place);
            let open = table.without_answer(members).len();
            let mut cases: Vec<Case> =
                group.iter().map(|seen| self.case(t, table, seen, now)).collect();
            let cite = |identity: &str| {
                let line = table.reading.as_ref()?.line(identity)?;
                Some(t.citation(&line.citation))
            };
            for (case, seen) in cases.iter_mut().zip(&group) {
                let line = |one| SupporterLine::of(t, one, cite, true);
                case.supporters = support.on(seen).into_iter().map(line).collect();
                case.called = called.get(&seen.input.id).map(|name| t.citation_short(name));
            }
            for (n, case) in cases.iter_mut().enumerate() {
                let (one, leader) = (group[n], group[0]);
                case.repeats = n > 0 && is_same(one, leader);
                if n > 0 && !case.repeats && words(one) != words(leader) {
                    case.differs = difference(words(leader), words(one));
                }
                case.alike = if n == 0 { open } else { 0 };
                case.colliding = self.collisions(t, table, colliding, one);
            }
            Cluster {
                cases,
                all: members.len(),
                open,
                near: members.iter().any(|(_, likeness)| *likeness == Likeness::Near),
                elsewhere: elsewhere
                    .map(|other| {
                        let place = table.place_of(other);
                        let to = format!("{}#i-{}", table.path(&place), other.input.public_id);
                        (table.label(t, &place), author(t, other).0, to)
                    })
                    .collect(),
                to: cluster_path(&group[0].input.public_id),
            }
        };
        groups.into_iter().map(cluster).collect()
    }
}

/// Do two say the same in every word, but for typography?
fn is_same(one: &Seen, other: &Seen) -> bool {
    let said = |seen: &Seen| {
        let input = &seen.input;
        [&input.quoted, &input.proposed, &input.body]
            .map(|text| typography_folded(text).to_lowercase())
    };
    said(one) == said(other)
}

/// The nearest places before and after this one where the filter keeps anything.
fn neighbours(table: &Table, place: &Place, filter: &Filter) -> (Option<Place>, Option<Place>) {
    let sorted = table.sorted(filter);
    let order = table.places();
    let Some(at) = order.iter().position(|other| other == place) else { return (None, None) };
    let has = |other: &&Place| sorted.has(other);
    let previous = order[..at].iter().rev().find(has).cloned();
    let next = order[at + 1..].iter().find(has).cloned();
    (previous, next)
}
