//! `/drafts/{id}/concordance`: the table, its files, and the form of one rationale.

use super::files::{Concordance, Inside};
use super::rows::Row;
use super::store::{self, Rationale};
use super::{Saved, write_rationale};
use crate::app::App;
use crate::db::Conn;
use crate::drafts::store::{self as drafts, Draft};
use crate::formats::word::MEDIA_TYPE;
use crate::languages::Language;
use crate::outcome::access::Scene;
use crate::outcome::behind::For;
use crate::outcome::notes::on;
use crate::outcome::pages::{direction, frame};
use crate::outcome::quoted::Misquoted;
use crate::outcome::word::Making;
use crate::procedure::Moment;
use crate::procedure::consolidation::may_explain;
use crate::procedure::keys::PublicId;
use crate::sign_in;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, download, html};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

/// As long as a note may be.
const LONGEST: usize = 20_000;

#[derive(Template)]
#[template(path = "outcome/concordance/show.html")]
struct Show {
    frame: Frame,
    all: Concordance,
    rows: Vec<Row>,
    /// Quotations in rationales that stand in neither text, row by row: told to the team.
    misquoted: Vec<Vec<Misquoted>>,
    changes_only: bool,
    may_write: bool,
    direction: &'static str,
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = Fields::from_query(req.query_string());
    let page = app
        .read(move |conn| {
            let (scene, draft) = Scene::of_draft(conn, &asking, &id, now)?;
            let may_write = may_explain(&scene.who, &drafts::facts(conn, &draft)?).is_ok();
            let frame = frame(&scene).under(draft.path(), draft.label.clone());
            let (t, asks) = (frame.t, scene.asks());
            let mut all = Concordance::load(conn, t, asks, draft, Inside::Yes, For::Eyes, now)?;
            let mut rows = std::mem::take(&mut all.rows);
            let changes_only = query.get("rows") == "changes";
            if changes_only {
                rows.retain(|row| row.change.is_some());
            }
            let quotable = all.explained.quotable(t);
            let misquoted = rows.iter().map(|row| match scene.who.is_team() && row.is_own {
                true => quotable.misquoted(t, &row.rationale),
                false => Vec::new(),
            });
            Ok(Show {
                misquoted: misquoted.collect(),
                direction: direction(&all.draft.language),
                frame,
                all,
                rows,
                changes_only,
                may_write,
            })
        })
        .await?;
    html(page)
}

impl Show {
    fn misquoted(&self, at: &usize) -> &[Misquoted] {
        self.misquoted.get(*at).map_or(&[], Vec::as_slice)
    }
}

/// What leaves the server leaves it without confidential inputs and withheld names.
async fn leaving(app: &App, asking: Asking, id: PublicId) -> Result<(Scene, Concordance), Error> {
    let now = app.now();
    app.read(move |conn| {
        let (scene, draft) = Scene::of_draft(conn, &asking, &id, now)?;
        let t = Language::of(&draft.language);
        let asks = scene.asks();
        let all = Concordance::load(conn, t, asks, draft, Inside::Yes, For::Leaving, now)?;
        Ok((scene, all))
    })
    .await
}

pub async fn csv(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let name = format!("concordance-{id}.csv");
    let (_, all) = leaving(&app, asking, id.into_inner()).await?;
    Ok(download(&name, "text/csv; charset=utf-8", all.csv()))
}

pub async fn paper(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let name = format!("concordance-{id}.html");
    let (scene, all) = leaving(&app, asking, id.into_inner()).await?;
    let page = all.paper(&scene.consultation).map_err(|error| Error::Internal(error.into()))?;
    Ok(download(&name, "text/html; charset=utf-8", page.into_bytes()))
}

pub async fn word(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let name = format!("concordance-{id}.docx");
    let making = Making::of(&app, &asking);
    let (scene, all) = leaving(&app, asking, id.into_inner()).await?;
    let bytes = all.word(&scene.consultation, &making);
    let bytes = bytes.map_err(|error| Error::Internal(error.into()))?;
    Ok(download(&name, MEDIA_TYPE, bytes))
}

#[derive(Template)]
#[template(path = "outcome/concordance/form.html")]
struct Form {
    frame: Frame,
    errors: Errors,
    draft: Draft,
    row: Row,
    body: String,
    version: Option<i64>,
    direction: &'static str,
    /// What the note says, which stands there otherwise.
    note: Option<String>,
    misquoted: Vec<Misquoted>,
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
        let (scene, draft) = Scene::of_draft(conn, asking, id, now)?;
        may_explain(&scene.who, &drafts::facts(conn, &draft)?)?;
        let frame = frame(&scene).under(draft.path(), draft.label.clone());
        let t = frame.t;
        let frame = frame.under(path(&draft), t.say("concordance-title"));
        let own: Option<Rationale> =
            store::of_draft(conn, draft.id)?.into_iter().find(|own| own.identity == identity);
        let asks = scene.asks();
        let mut all = Concordance::load(conn, t, asks, draft, Inside::Yes, For::Eyes, now)?;
        let at = all.rows.iter().position(|row| row.identity == identity);
        let row = all.rows.swap_remove(at.ok_or(Error::NotFound)?);
        let note = on(&all.explained.notes, identity).map(|note| note.note.body.clone());
        Ok(Self {
            frame,
            errors: Errors::default(),
            misquoted: all.explained.quotable(t).misquoted(t, &row.rationale),
            body: row.rationale.clone(),
            version: own.map(|own| own.row_version),
            direction: direction(&all.draft.language),
            draft: all.draft,
            row,
            note,
            theirs: None,
        })
    }

    fn action(&self) -> String {
        format!("{}/{}", path(&self.draft), self.row.identity)
    }

    fn back(&self) -> String {
        path(&self.draft)
    }

    fn error(&self) -> Option<String> {
        self.errors.on("body", &self.frame.t)
    }
}

fn path(draft: &Draft) -> String {
    format!("{}/concordance", draft.path())
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
    errors.hold("body", &typed, LONGEST);
    let after = app
        .write(move |tx| {
            let mut form = Form::of(tx, &asking, &id, &identity, now)?;
            if !errors.is_empty() {
                (form.body, form.version, form.errors) = (typed, version, errors);
                return Ok(After::faulty(form));
            }
            let (scene, _) = Scene::of_draft(tx, &asking, &id, now)?;
            // As the note says it: then the note stands for it.
            let body = typed.trim();
            let body = if form.note.as_deref() == Some(body) { "" } else { body };
            match write_rationale(tx, &scene.who, &form.draft, &identity, body, version, now)? {
                Saved::Yes => {
                    let to = format!("{}#e-{identity}", form.back());
                    Ok(After::See(to, "flash-rationale-saved"))
                }
                Saved::Conflict(theirs) => {
                    form.body = typed;
                    form.version = Some(theirs.row_version);
                    form.theirs = Some(theirs.body);
                    Ok(After::Again(StatusCode::CONFLICT, form))
                }
            }
        })
        .await?;
    after.answer()
}
