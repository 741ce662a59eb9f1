//! `/drafts/{id}/notes`: the explanatory notes, and the forms in which the team writes them.

use super::{direction, frame};
use crate::app::App;
use crate::db::Conn;
use crate::drafts::store::{self as drafts, Draft};
use crate::languages::Language;
use crate::outcome::access::Scene;
use crate::outcome::behind::{self, Behind, For, Provenance};
use crate::outcome::notes::{self, Explained};
use crate::outcome::quoted::Misquoted;
use crate::outcome::redline::{self, Origin, Row};
use crate::outcome::{Saved, remove_note, write_note};
use crate::procedure::consolidation::may_explain;
use crate::procedure::keys::PublicId;
use crate::procedure::rights::Denied;
use crate::procedure::{Moment, Refusal};
use crate::sign_in;
use crate::text::paragraphs;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html, see_other_saying};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

/// Longer than any explanation, shorter than an accident.
const LONGEST: usize = 20_000;

/// A draft's notes with whoever reads them.
pub(super) struct Loaded {
    pub(super) scene: Scene,
    pub(super) all: Explained,
}

impl Loaded {
    pub(super) fn of(
        conn: &mut Conn,
        asking: &Asking,
        id: &PublicId,
        now: Moment,
    ) -> Result<Self, Error> {
        let (scene, draft) = Scene::of_draft(conn, asking, id, now)?;
        Ok(Self { scene, all: Explained::load(conn, draft)? })
    }

    fn rows(&self, conn: &mut Conn, t: Language, now: Moment) -> Result<Vec<Row>, Error> {
        let Some(comparison) = &self.all.comparison else { return Ok(Vec::new()) };
        let provenance = Provenance::load(conn, self.scene.asks(), comparison, For::Eyes, now)?;
        let team = self.scene.who.is_team();
        Ok(redline::rows(t, comparison, &self.all.notes, &provenance.sources(), team))
    }
}

/// A note, or (for the team) a change that has none yet.
pub(super) struct Entry {
    pub(super) number: Option<usize>,
    identity: String,
    pub(super) title: String,
    body: String,
    origins: Vec<Origin>,
    /// What the note quotes and neither text has: told to the team.
    misquoted: Vec<Misquoted>,
}

impl Entry {
    pub(super) fn paragraphs(&self) -> Vec<String> {
        paragraphs(&self.body)
    }
}

#[derive(Template)]
#[template(path = "outcome/notes.html")]
struct Show {
    frame: Frame,
    draft: Draft,
    against: Option<Draft>,
    entries: Vec<Entry>,
    team: bool,
    /// This person may write notes now.
    may_write: bool,
    /// Why not, for those of the team who write.
    refusal: Option<Refusal>,
    zone: String,
    unexplained: usize,
    /// Quotations that stand in neither text.
    misquoted: usize,
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let loaded = Loaded::of(conn, &asking, &id, now)?;
            let frame = frame(&loaded.scene).under(
                format!("/drafts/{}", loaded.all.draft.public_id),
                loaded.all.draft.label.clone(),
            );
            let team = loaded.scene.who.is_team();
            let facts = drafts::facts(conn, &loaded.all.draft)?;
            let (may_write, refusal) = match may_explain(&loaded.scene.who, &facts) {
                Ok(_) => (true, None),
                Err(Denied::Refused(refusal)) if loaded.scene.who.is_drafting() => {
                    (false, Some(refusal))
                }
                Err(_) => (false, None),
            };
            let rows = if team { loaded.rows(conn, frame.t, now)? } else { Vec::new() };
            let mut entries = entries(frame.t, &loaded.all, rows);
            if team {
                let quotable = loaded.all.quotable(frame.t);
                for entry in &mut entries {
                    entry.misquoted = quotable.misquoted(frame.t, &entry.body);
                }
            }
            Ok(Show {
                misquoted: entries.iter().map(|entry| entry.misquoted.len()).sum(),
                unexplained: entries.iter().filter(|entry| entry.number.is_none()).count(),
                zone: loaded.scene.consultation.time_zone.clone(),
                frame,
                draft: loaded.all.draft,
                against: loaded.all.against,
                entries,
                team,
                may_write,
                refusal,
            })
        })
        .await?;
    html(page)
}

/// The notes and, where `rows` are given, the changes without one, in the order of the text.
pub(super) fn entries(t: Language, all: &Explained, rows: Vec<Row>) -> Vec<Entry> {
    let place = |identity: &str| {
        let comparison = all.comparison.as_ref();
        comparison.and_then(|comparison| comparison.place(identity)).unwrap_or(usize::MAX)
    };
    let mut entries: Vec<Entry> = all
        .notes
        .iter()
        .map(|numbered| Entry {
            number: Some(numbered.number),
            identity: numbered.note.identity.clone(),
            title: notes::title(t, all.comparison.as_ref(), &numbered.note),
            body: numbered.note.body.clone(),
            origins: Vec::new(),
            misquoted: Vec::new(),
        })
        .collect();
    for row in rows {
        if let Some(entry) = entries.iter_mut().find(|entry| entry.identity == row.identity) {
            entry.origins = row.origins;
        } else if let (true, Some(comparison)) = (row.unexplained, &all.comparison) {
            let compared = comparison.row(&row.identity);
            entries.push(Entry {
                number: None,
                title: compared
                    .map_or_else(String::new, |compared| notes::title_of(t, comparison, compared)),
                body: String::new(),
                origins: row.origins,
                identity: row.identity,
                misquoted: Vec::new(),
            });
        }
    }
    entries.sort_by_key(|entry| (place(&entry.identity), entry.number));
    entries
}

#[derive(Template)]
#[template(path = "outcome/note_form.html")]
struct Form {
    frame: Frame,
    errors: Errors,
    draft: Draft,
    identity: String,
    title: String,
    /// The change, as the redline shows it.
    row: Option<Row>,
    /// The inputs on it, for the team's eyes.
    behind: Vec<Behind>,
    direction: &'static str,
    body: String,
    /// It is the text that is offered, not one that anybody wrote.
    is_start: bool,
    misquoted: Vec<Misquoted>,
    version: Option<i64>,
    /// There is a note to be removed.
    written: bool,
    /// What somebody else saved in between.
    theirs: Option<String>,
}

impl Form {
    fn of(
        conn: &mut Conn,
        asking: &Asking,
        id: &PublicId,
        identity: &str,
        now: Moment,
    ) -> Result<Self, Error> {
        // Asked first, so that what was typed outlives an ended session.
        sign_in::viewer(conn, asking, now)?.signed_in()?;
        let loaded = Loaded::of(conn, asking, id, now)?;
        may_explain(&loaded.scene.who, &drafts::facts(conn, &loaded.all.draft)?)?;
        let note = notes::on(&loaded.all.notes, identity).map(|numbered| numbered.note.clone());
        let comparison = loaded.all.comparison.as_ref();
        let compared = comparison.and_then(|comparison| comparison.row(identity));
        if note.is_none() && compared.is_none() {
            return Err(Error::NotFound);
        }
        let frame =
            frame(&loaded.scene).under(format!("/drafts/{id}"), loaded.all.draft.label.clone());
        let frame = {
            let label = frame.t.say("note-title");
            frame.under(format!("/drafts/{id}/notes"), label)
        };
        let t = frame.t;
        let title = match (comparison, compared) {
            (Some(comparison), Some(compared)) => notes::title_of(t, comparison, compared),
            _ => t.say("note-no-change"),
        };
        let behind = match (comparison, compared) {
            (Some(comparison), Some(compared)) => {
                Provenance::load(conn, loaded.scene.asks(), comparison, For::Eyes, now)?
                    .behind(t, compared)
            }
            _ => Vec::new(),
        };
        let body = match (&note, comparison, compared) {
            (Some(note), ..) => note.body.clone(),
            (None, Some(comparison), Some(compared)) => behind::start(
                Language::of(&loaded.all.draft.language),
                comparison,
                compared,
                &behind,
            ),
            (None, ..) => String::new(),
        };
        let misquoted = match &note {
            Some(note) => loaded.all.quotable(t).misquoted(t, &note.body),
            None => Vec::new(),
        };
        let rows = loaded.rows(conn, t, now)?;
        Ok(Self {
            frame,
            errors: Errors::default(),
            identity: identity.to_owned(),
            title,
            row: rows.into_iter().find(|row| row.identity == identity),
            behind,
            direction: direction(&loaded.all.draft.language),
            body,
            is_start: note.is_none(),
            misquoted,
            version: note.as_ref().map(|note| note.row_version),
            written: note.is_some(),
            theirs: None,
            draft: loaded.all.draft,
        })
    }

    fn action(&self) -> String {
        format!("/drafts/{}/notes/{}", self.draft.public_id, self.identity)
    }

    /// What is wrong with the text's length, if anything.
    fn error(&self) -> Option<String> {
        self.errors.on("body", &self.frame.t)
    }
}

pub async fn form(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(PublicId, String)>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (id, identity) = path.into_inner();
    html(app.read(move |conn| Form::of(conn, &asking, &id, &identity, now)).await?)
}

pub async fn write(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(PublicId, String)>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (id, identity) = path.into_inner();
    let typed = fields.get("body").replace("\r\n", "\n");
    let version: Option<i64> = fields.parsed("version");
    let mut errors = Errors::default();
    if typed.trim().is_empty() {
        errors.add("body", "note-empty");
    } else if typed.chars().count() > LONGEST {
        errors.add("body", "note-too-long");
    }
    let to = format!("/drafts/{id}/notes");
    let after = app
        .write(move |tx| {
            let mut form = Form::of(tx, &asking, &id, &identity, now)?;
            if behind::is_start(Language::of(&form.draft.language), &typed) {
                errors.add("body", "note-start-left");
            }
            if !errors.is_empty() {
                form.body = typed;
                form.is_start = false;
                form.version = version;
                form.errors = errors;
                return Ok(After::faulty(form));
            }
            let viewer = sign_in::viewer(tx, &asking, now)?;
            let who = viewer.standing(tx, form.draft.consultation_id)?;
            let body = typed.trim();
            match write_note(tx, &who, &form.draft, &identity, body, version, now)? {
                Saved::Yes => Ok(After::See(to, "flash-note-saved")),
                Saved::Conflict(theirs) => {
                    form.body = typed;
                    form.is_start = false;
                    form.version = Some(theirs.row_version);
                    form.theirs = Some(theirs.body);
                    Ok(After::Again(StatusCode::CONFLICT, form))
                }
            }
        })
        .await?;
    after.answer()
}

pub async fn remove(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(PublicId, String)>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (id, identity) = path.into_inner();
    let to = format!("/drafts/{id}/notes");
    app.write(move |tx| {
        sign_in::viewer(tx, &asking, now)?.signed_in()?;
        let (scene, draft) = Scene::of_draft(tx, &asking, &id, now)?;
        remove_note(tx, &scene.who, &draft, &identity, now)
    })
    .await?;
    Ok(see_other_saying(&to, "flash-note-removed"))
}
