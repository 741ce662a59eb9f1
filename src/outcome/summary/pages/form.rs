//! The form of one entry: what it was written from, under which heading and theme, what it says,
//! and what it tells of who said so.

use super::{Told, of_team, path};
use crate::app::App;
use crate::consultations::{self, Tab};
use crate::db::Conn;
use crate::languages::Language;
use crate::outcome::access::Scene;
use crate::outcome::quoted::{Misquoted, Quotable};
use crate::outcome::summary::reading::{Shelf, said};
use crate::outcome::summary::store::{self, Entry, Wanted};
use crate::outcome::summary::{self as acts, Written};
use crate::procedure::keys::{InputKey, PublicId};
use crate::procedure::summary::{CannotSay, Heading, may_summarize};
use crate::procedure::words::{InputKind, ParticipantKind, RegionalGroup, SummaryAttribution};
use crate::procedure::{Moment, limits};
use crate::rounds::store::{self as rounds, Round};
use crate::sign_in;
use crate::submissions::views::Seen;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

/// An entry is a paragraph or two.
const LONGEST: usize = 5_000;
/// Of a source to be chosen so much is shown.
const OFFERED: usize = 700;

/// An input that the entry may be written from.
struct Choice {
    told: Told,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "outcome/summary/form.html")]
pub(super) struct Form {
    frame: Frame,
    errors: Errors,
    round: Round,
    language: String,
    /// None for a new one.
    entry: Option<PublicId>,
    version: Option<i64>,
    fields: Fields,
    filter: Fields,
    choices: Vec<Choice>,
    /// The themes of the round's inputs.
    themes: Vec<String>,
    misquoted: Vec<Misquoted>,
    /// What somebody else saved in between.
    theirs: Option<String>,
}

impl Form {
    /// The form with these values in it; `filter` chooses which inputs are offered.
    fn of(
        conn: &mut Conn,
        asking: &Asking,
        round: Round,
        entry: Option<&Entry>,
        fields: Fields,
        filter: Fields,
        now: Moment,
    ) -> Result<Self, Error> {
        // Asked first, so that what was typed outlives an ended session.
        sign_in::viewer(conn, asking, now)?.signed_in()?;
        let scene = Scene::of(conn, asking, round.consultation_id, now)?;
        let shelf = Shelf::load(conn, &scene.who, &round, now)?;
        may_summarize(&scene.who, &shelf.facts, shelf.published_at.is_some(), now)?;
        let frame =
            consultations::frame(&scene.viewer, &scene.who, &scene.consultation, Tab::Rounds)
                .under(round.path(), round.title.clone());
        let t = frame.t;
        let frame = frame.under(path(&round), t.say("summary-title"));
        let mut themes: Vec<String> = shelf.themes.values().flatten().cloned().collect();
        themes.sort();
        themes.dedup();
        let choices = choices(t, &shelf, &fields, &filter);
        let chosen: Vec<&Seen> = shelf.in_order().filter(|seen| is_chosen(&fields, seen)).collect();
        let drafts = Quotable::around(conn, t, round.consultation_id, round.draft_id)?;
        Ok(Self {
            misquoted: shelf.misquoted(t, &drafts, fields.get("body"), &chosen),
            language: scene.consultation.original_language().to_owned(),
            entry: entry.map(|entry| entry.public_id.clone()),
            version: entry.map(|entry| entry.row_version),
            errors: Errors::default(),
            theirs: None,
            frame,
            round,
            fields,
            filter,
            choices,
            themes,
        })
    }

    fn action(&self) -> String {
        match &self.entry {
            Some(id) => format!("/summary-entries/{id}"),
            None => format!("{}/entries", path(&self.round)),
        }
    }

    fn back(&self) -> String {
        path(&self.round)
    }

    /// The headings that an entry may stand under: value and words.
    fn headings(&self) -> Vec<(String, String)> {
        let none = std::iter::once(Heading::None);
        let groups = RegionalGroup::ALL.iter().map(|group| Heading::Group(*group));
        let kinds = ParticipantKind::ALL.iter().map(|kind| Heading::Kind(*kind));
        let all = none.chain(groups).chain(kinds);
        all.map(|heading| (value(heading), said(self.frame.t, heading))).collect()
    }

    fn attributions(&self) -> &'static [SummaryAttribution] {
        SummaryAttribution::ALL
    }

    fn kinds(&self) -> &'static [ParticipantKind] {
        ParticipantKind::ALL
    }

    fn groups(&self) -> &'static [RegionalGroup] {
        RegionalGroup::ALL
    }

    fn is_attributed(&self, attribution: &SummaryAttribution) -> bool {
        match self.fields.filled("attribution") {
            Some(chosen) => chosen == attribution.as_str(),
            None => *attribution == SummaryAttribution::None,
        }
    }

    fn fault(&self, field: &str) -> Option<String> {
        self.errors.on(field, &self.frame.t)
    }
}

/// How the form says a heading: "group:african", "kind:state", "" for none.
fn value(heading: Heading) -> String {
    match heading {
        Heading::None => String::new(),
        Heading::Group(group) => format!("group:{group}"),
        Heading::Kind(kind) => format!("kind:{kind}"),
    }
}

fn heading(value: &str) -> Option<Heading> {
    match value.split_once(':') {
        None if value.is_empty() => Some(Heading::None),
        Some(("group", group)) => group.parse().ok().map(Heading::Group),
        Some(("kind", kind)) => kind.parse().ok().map(Heading::Kind),
        _ => None,
    }
}

fn is_chosen(fields: &Fields, seen: &Seen) -> bool {
    fields.has("inputs", seen.input.public_id.as_str())
}

/// What is chosen already, and then what the filter lets through.
fn choices(t: Language, shelf: &Shelf, fields: &Fields, filter: &Fields) -> Vec<Choice> {
    let region: Option<RegionalGroup> = filter.parsed("region");
    let kind: Option<ParticipantKind> = filter.parsed("kind");
    let theme = filter.filled("theme");
    let everything = filter.get("what") == "all";
    let fits = |seen: &&Seen| {
        let of = seen.author.as_ref().and_then(|author| author.regional_group);
        let themes = shelf.themes.get(&seen.input.id);
        let general = seen.input.kind == InputKind::General;
        let remark = matches!(seen.input.kind, InputKind::Comment | InputKind::Answer);
        (general || (everything && remark))
            && region.is_none_or(|region| of == Some(region))
            && kind.is_none_or(|kind| seen.kind == Some(kind))
            && theme.is_none_or(|theme| {
                themes.is_some_and(|themes| themes.iter().any(|one| one == theme))
            })
    };
    let choice =
        |seen: &Seen, is_chosen| Choice { told: Told::of(t, shelf, seen, OFFERED), is_chosen };
    let (chosen, others): (Vec<&Seen>, Vec<&Seen>) =
        shelf.in_order().partition(|seen| is_chosen(fields, seen));
    let mut all: Vec<Choice> = chosen.into_iter().map(|seen| choice(seen, true)).collect();
    all.extend(others.into_iter().filter(fits).map(|seen| choice(seen, false)));
    all
}

/// What was typed, and what is wrong with it by itself.
fn read(fields: &Fields, shelf_keys: impl Fn(&str) -> Option<InputKey>) -> (Wanted, Errors) {
    let mut errors = Errors::default();
    let body = fields.trimmed("body").replace("\r\n", "\n");
    let theme = fields.trimmed("theme").to_owned();
    if body.is_empty() {
        errors.add("body", "summary-body-missing");
    }
    errors.hold("body", &body, LONGEST);
    errors.hold("theme", &theme, limits::THEME);
    let under = heading(fields.trimmed("under"));
    if under.is_none() {
        errors.add("under", "summary-under-unknown");
    }
    let attribution: Option<SummaryAttribution> = fields.parsed("attribution");
    if attribution.is_none() {
        errors.add("attribution", "summary-attribution-missing");
    }
    let mut sources: Vec<InputKey> = fields.all("inputs").filter_map(shelf_keys).collect();
    sources.sort();
    sources.dedup();
    let wanted = Wanted {
        heading: under.unwrap_or(Heading::None),
        theme,
        attribution: attribution.unwrap_or(SummaryAttribution::None),
        body,
        sources,
    };
    (wanted, errors)
}

pub async fn new(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let filter = Fields::from_query(req.query_string());
    let page = app
        .read(move |conn| {
            sign_in::viewer(conn, &asking, now)?.signed_in()?;
            let round = rounds::find_by_public_id(conn, &id)?;
            let region = filter.parsed::<RegionalGroup>("region").map(Heading::Group);
            let kind = filter.parsed::<ParticipantKind>("kind").map(Heading::Kind);
            let under = region.or(kind).unwrap_or(Heading::None);
            let mut fields = Fields::of(&[("theme", filter.get("theme"))]);
            fields.set("under", value(under));
            for input in filter.all("inputs") {
                fields = fields.and("inputs", input);
            }
            Form::of(conn, &asking, round, None, fields, filter, now)
        })
        .await?;
    html(page)
}

pub async fn create(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let (round, _) = of_team(tx, &asking, &id, now)?;
            write(tx, &asking, round, None, fields, now)
        })
        .await?;
    after.answer()
}

/// The entry of an address and its round; whoever may not write it does not know of it.
fn entry_of(
    conn: &mut Conn,
    asking: &Asking,
    id: &PublicId,
    now: Moment,
) -> Result<(Entry, Round), Error> {
    sign_in::viewer(conn, asking, now)?.signed_in()?;
    let entry = store::find(conn, id)?;
    let round = rounds::find(conn, entry.round_id)?;
    Ok((entry, round))
}

pub async fn edit(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let filter = Fields::from_query(req.query_string());
    let page = app
        .read(move |conn| {
            let (entry, round) = entry_of(conn, &asking, &id, now)?;
            let scene = Scene::of(conn, &asking, round.consultation_id, now)?;
            let shelf = Shelf::load(conn, &scene.who, &round, now)?;
            let mut fields = Fields::of(&[
                ("under", &value(entry.heading())),
                ("theme", &entry.theme),
                ("attribution", entry.attribution.as_str()),
                ("body", &entry.body),
            ]);
            for seen in shelf.sources_of(&entry) {
                fields = fields.and("inputs", seen.input.public_id.as_str());
            }
            Form::of(conn, &asking, round, Some(&entry), fields, filter, now)
        })
        .await?;
    html(page)
}

pub async fn save(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let (entry, round) = entry_of(tx, &asking, &id, now)?;
            write(tx, &asking, round, Some(&entry), fields, now)
        })
        .await?;
    after.answer()
}

fn write(
    tx: &mut crate::db::Tx,
    asking: &Asking,
    round: Round,
    entry: Option<&Entry>,
    fields: Fields,
    now: Moment,
) -> Result<After<Form>, Error> {
    let scene = Scene::of(tx, asking, round.consultation_id, now)?;
    let shelf = Shelf::load(tx, &scene.who, &round, now)?;
    may_summarize(&scene.who, &shelf.facts, shelf.published_at.is_some(), now)?;
    let key = |id: &str| {
        let mut all = shelf.in_order();
        all.find(|seen| seen.input.public_id.as_str() == id).map(|seen| seen.input.id)
    };
    let (wanted, mut errors) = read(&fields, key);
    let version: Option<i64> = fields.parsed("version");
    let again = |tx: &mut crate::db::Tx, errors| -> Result<Form, Error> {
        let filter = Fields::of(&[("what", "all")]);
        let mut form = Form::of(tx, asking, round.clone(), entry, fields.clone(), filter, now)?;
        form.version = version;
        form.errors = errors;
        Ok(form)
    };
    if !errors.is_empty() {
        return Ok(After::faulty(again(tx, errors)?));
    }
    let id = entry.map(|entry| &entry.public_id);
    match acts::write_entry(tx, &scene.who, &round, id, &wanted, version, now)? {
        Written::Yes(id) => {
            Ok(After::See(format!("{}#entry-{id}", path(&round)), "flash-summary-saved"))
        }
        Written::Cannot { heading, label } => {
            let named = |why: CannotSay| why.key();
            if let Some(why) = heading {
                errors.add_with("under", named(why), Vec::new());
            }
            if let Some(why) = label.filter(|why| heading != Some(*why)) {
                errors.add_with("attribution", named(why), Vec::new());
            }
            Ok(After::faulty(again(tx, errors)?))
        }
        Written::Conflict(theirs) => {
            let mut form = again(tx, errors)?;
            form.version = Some(theirs.row_version);
            form.theirs = Some(theirs.body);
            Ok(After::Again(StatusCode::CONFLICT, form))
        }
    }
}

pub async fn remove(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after: After<Form> = app
        .write(move |tx| {
            let (entry, round) = entry_of(tx, &asking, &id, now)?;
            let scene = Scene::of(tx, &asking, round.consultation_id, now)?;
            acts::remove_entry(tx, &scene.who, &round, &entry.public_id, now)?;
            Ok(After::See(path(&round), "flash-summary-removed"))
        })
        .await?;
    after.answer()
}

pub async fn move_entry(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let down = fields.get("to") == "down";
    let after: After<Form> = app
        .write(move |tx| {
            let (entry, round) = entry_of(tx, &asking, &id, now)?;
            let scene = Scene::of(tx, &asking, round.consultation_id, now)?;
            acts::move_entry(tx, &scene.who, &round, &entry.public_id, down, now)?;
            let to = format!("{}#entry-{}", path(&round), entry.public_id);
            Ok(After::See(to, "flash-summary-moved"))
        })
        .await?;
    after.answer()
}
