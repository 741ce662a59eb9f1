//! How far the team is: round by round, and paragraph by paragraph of one round.

use super::{Desk, Table};
use crate::app::App;
use crate::consolidation::sorting::{Counts, Filter, Place, Sorted};
use crate::consolidation::store::Status;
use crate::consolidation::views::Theme;
use crate::consultations::store::Consultation;
use crate::consultations::{self, Tab};
use crate::db::Conn;
use crate::drafts::reading::{Entry, Line, Reading};
use crate::drafts::store::Draft;
use crate::procedure::consolidation::may_consolidate;
use crate::procedure::keys::PublicId;
use crate::procedure::rights::Denied;
use crate::procedure::submissions::may_register;
use crate::procedure::words::{
    CommentType, DraftState, Operation, ParticipantKind, RegionalGroup, Treatment,
};
use crate::procedure::{Moment, Refusal, Right, What, decide};
use crate::submissions::counting::Totals;
use crate::submissions::views;
use crate::text::elements::without_marks;
use crate::web::{Asking, Error, Fields, Frame, html};
use crate::{drafts, rounds, sign_in};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use std::collections::HashSet;

#[derive(Template)]
#[template(path = "consolidation/team.html")]
struct Team {
    frame: Frame,
    consultation: Consultation,
    rounds: Vec<RoundShown>,
    working: Vec<Draft>,
}

struct RoundShown {
    title: String,
    path: String,
    /// Why the team does not see the inputs yet.
    refusal: Option<Refusal>,
    total: Counts,
    /// "12 proposals on 15 paragraphs".
    proposals: Option<String>,
    unplaced: usize,
    groups: Vec<Group>,
}

/// An article, the preamble, or what lies beside the text, with its progress.
struct Group {
    label: String,
    to: String,
    counts: Counts,
}

impl Group {
    /// The widths of the two parts of its bar and where the second begins, in per cent.
    fn validated(&self) -> usize {
        self.counts.validated * 100 / self.counts.all().max(1)
    }

    fn responded(&self) -> usize {
        self.counts.responded() * 100 / self.counts.all().max(1)
    }

    fn drafted(&self) -> usize {
        self.responded() - self.validated()
    }
}

/// `GET /c/{slug}/consolidation`
pub async fn team(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = sign_in::signed_in(conn, &asking, now)?;
            let consultation = consultations::store::find_by_slug(conn, &slug)?;
            let who = viewer.standing(conn, consultation.id)?;
            decide(&who, Right::InputConsolidate, What::default()).actor()?;
            let frame = consultations::frame(&viewer, &who, &consultation, Tab::Consolidation);
            let mut shown = Vec::new();
            for round in rounds::store::of_consultation(conn, consultation.id)? {
                let desk = Desk::at(conn, viewer.clone(), round, now)?;
                shown.push(desk.shown(conn, &frame, now)?);
            }
            shown.reverse();
            let mut working = drafts::store::of_consultation(conn, consultation.id)?;
            working.retain(|draft| draft.state == DraftState::Working);
            Ok(Team { frame, consultation, rounds: shown, working })
        })
        .await?;
    html(page)
}

impl Desk {
    fn shown(&self, conn: &mut Conn, frame: &Frame, now: Moment) -> Result<RoundShown, Error> {
        let mut shown = RoundShown {
            title: self.round.title.clone(),
            path: self.path(),
            refusal: None,
            total: Counts::default(),
            proposals: None,
            unplaced: 0,
            groups: Vec::new(),
        };
        match may_consolidate(&self.who, &self.facts, now) {
            Ok(_) => {}
            Err(Denied::Refused(refusal)) => {
                shown.refusal = Some(refusal);
                return Ok(shown);
            }
            Err(Denied::Unknown) => return Err(Error::NotFound),
        }
        let table = self.table(conn)?;
        let sorted = table.sorted(&Filter::default());
        shown.total = sorted.all();
        shown.proposals = Totals::of(&table.dossier.seen).said(frame.t);
        shown.unplaced = sorted.at(&Place::Unplaced).all();
        shown.groups = groups(frame, &table, &sorted);
        Ok(shown)
    }
}

/// The progress by article, in the order of the text; what has no inputs is left out.
fn groups(frame: &Frame, table: &Table, sorted: &Sorted) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut add = |label: String, to: String, counts: Counts| {
        if counts.all() > 0 {
            groups.push(Group { label, to, counts });
        }
    };
    let general = sorted.at(&Place::General);
    add(frame.t.say("workspace-general"), table.path(&Place::General), general);
    if let Some(reading) = &table.reading {
        let entries = flat(&reading.contents);
        let covered: HashSet<&str> =
            entries.iter().flat_map(|entry| entry.covers.iter().map(String::as_str)).collect();
        let of = |identities: &mut dyn Iterator<Item = &str>| {
            let paragraph = |identity: &str| Place::Paragraph(identity.to_owned());
            sorted.together(&identities.map(paragraph).collect::<Vec<Place>>())
        };
        let mut before = reading
            .lines
            .iter()
            .map(|line| line.identity.as_str())
            .filter(|identity| !covered.contains(identity));
        let opening = of(&mut before);
        add(frame.t.say("consolidation-opening-words"), table.base.clone(), opening);
        for entry in entries {
            let sum = of(&mut entry.covers.iter().map(String::as_str));
            add(entry.label.clone(), format!("{}#p-{}", table.base, entry.anchor), sum);
        }
    }
    let unplaced = sorted.at(&Place::Unplaced);
    add(frame.t.say("workspace-unplaced"), table.path(&Place::Unplaced), unplaced);
    groups
}

fn flat(entries: &[Entry]) -> Vec<&Entry> {
    entries.iter().flat_map(|entry| std::iter::once(entry).chain(flat(&entry.entries))).collect()
}

#[derive(Template)]
#[template(path = "consolidation/round.html")]
struct RoundPage {
    frame: Frame,
    title: String,
    zone: String,
    refusal: Option<Refusal>,
    filters: Filters,
    reading: Option<Reading>,
    rows: Vec<Row>,
    total: Counts,
    /// "12 proposals on 15 paragraphs".
    proposals: Option<String>,
    working: Vec<Draft>,
    /// Where what came by e-mail or on paper is registered, for those who may.
    register: Option<String>,
    /// Where the round's matrix, compilation, bracketed text and summary are: (the key of what it is called, its address).
    documents: [(&'static str, String); 4],
    board: String,
    clusters: String,
    /// How many clusters of more than one there are.
    clustered: usize,
    /// How many inputs were erased: they are at no paragraph.
    erased: usize,
}

struct Row {
    anchor: String,
    /// The citation, or the name of what lies beside the text.
    label: String,
    long: String,
    to: String,
    /// Of the paragraph.
    text: String,
    counts: Counts,
}

/// The form that narrows what is shown.
pub(super) struct Filters {
    pub filter: Filter,
    pub themes: Vec<Theme>,
    /// Which paragraphs to list: all, those with inputs, contested, undecided.
    pub show: Option<String>,
    pub clear: String,
}

impl Filters {
    pub fn kinds(&self) -> &'static [ParticipantKind] {
        ParticipantKind::ALL
    }

    pub fn regions(&self) -> &'static [RegionalGroup] {
        RegionalGroup::ALL
    }

    pub fn types(&self) -> &'static [CommentType] {
        CommentType::ALL
    }

    pub fn operations(&self) -> [Operation; 10] {
        Operation::ALL
    }

    pub fn statuses(&self) -> [Status; 3] {
        Status::ALL
    }

    pub fn treatments(&self) -> &'static [Treatment] {
        Treatment::ALL
    }

    pub fn chose(&self, field: &str, word: &str) -> bool {
        self.filter.chosen(field) == word
    }

    pub fn chose_theme(&self, theme: &Theme) -> bool {
        self.filter.theme == Some(theme.id)
    }

    pub fn shows(&self, word: &str) -> bool {
        self.show.as_deref() == Some(word)
    }
}

const SHOW: [&str; 4] = ["all", "with", "contested", "undecided"];

/// `GET /rounds/{id}/consolidation`
pub async fn round(
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
            let refusal = desk.refusal(now)?;
            desk.round_page(conn, &query, refusal)
        })
        .await?;
    html(page)
}

impl Desk {
    fn round_page(
        &self,
        conn: &mut Conn,
        query: &Fields,
        refusal: Option<Refusal>,
    ) -> Result<RoundPage, Error> {
        let frame = self.frame();
        let filter = Filter::read(query);
        let asked = SHOW.into_iter().find(|word| *word == query.trimmed("show"));
        let show = asked.unwrap_or(if filter.is_empty() { "all" } else { "with" });
        let mut page = RoundPage {
            title: self.round.title.clone(),
            zone: self.consultation.time_zone.clone(),
            filters: Filters {
                filter,
                themes: Vec::new(),
                show: Some(show.to_owned()),
                clear: self.path(),
            },
            reading: None,
            rows: Vec::new(),
            total: Counts::default(),
            proposals: None,
            working: Vec::new(),
            register: may_register(&self.who, &self.facts)
                .is_ok()
                .then(|| format!("{}/registered/new", self.round.path())),
            documents: [
                ("matrix-title", format!("{}/matrix", self.round.path())),
                ("compilation-title", format!("{}/compilation", self.round.path())),
                ("bracketed-title", format!("{}/bracketed", self.round.path())),
                ("summary-title", format!("{}/summary", self.round.path())),
            ],
            board: self.board_path(),
            clusters: format!("{}/clusters", self.path()),
            clustered: 0,
            erased: 0,
            refusal,
            frame,
        };
        if page.refusal.is_some() {
            // What may not be seen yet is not read either.
            return Ok(page);
        }
        let table = self.table(conn)?;
        let filter = &page.filters.filter;
        let sorted = table.sorted(filter);
        page.total = sorted.all();
        let kept = table.dossier.seen.iter().filter(|seen| filter.keeps(seen, &table.dossier));
        page.proposals = Totals::of(kept).said(page.frame.t);
        let query = filter.query();
        let keep = |counts: &Counts| match show {
            "with" => counts.all() > 0,
            "contested" => counts.is_contested(),
            "undecided" => counts.undecided() > 0,
            _ => true,
        };
        let beside = |place: Place, key: &str| Row {
            anchor: format!("p-{}", table.step(&place)),
            label: page.frame.t.say(key),
            long: page.frame.t.say(key),
            to: format!("{}{query}", table.path(&place)),
            text: String::new(),
            counts: sorted.at(&place),
        };
        let mut rows = vec![beside(Place::General, "workspace-general")];
        for line in table.lines() {
            let place = Place::Paragraph(line.identity.clone());
            rows.push(Row {
                anchor: format!("p-{}", line.anchor),
                label: page.frame.t.citation_short(&line.citation),
                long: page.frame.t.citation(&line.citation),
                to: format!("{}/{}{query}", table.base, line.public_id),
                text: excerpt(line),
                counts: sorted.at(&place),
            });
        }
        rows.push(beside(Place::Unplaced, "workspace-unplaced"));
        rows.retain(|row| keep(&row.counts));
        page.rows = rows;
        page.erased = views::erased(conn, &self.sight, self.round.id)?;
        page.clustered = table.alike().several().count();
        page.filters.themes = table.dossier.themes;
        page.reading = table.reading;
        page.working = table.working;
        Ok(page)
    }
}

/// The first words of a paragraph, enough to know it by.
fn excerpt(line: &Line) -> String {
    const MOST: usize = 160;
    let text = without_marks(&line.wording);
    if text.chars().count() <= MOST {
        return text;
    }
    let mut short: String = text.chars().take(MOST).collect();
    if let Some(space) = short.rfind(' ') {
        short.truncate(space);
    }
    short + " …"
}
