//! Where the journal's chains stand, the chains as files, and the installation's own journal.

use crate::app::App;
use crate::consultations::pages::Lines;
use crate::consultations::{self, views};
use crate::db::Conn;
use crate::journal::{Scope, store as journal, walking};
use crate::procedure::Right;
use crate::procedure::rights::{What, may};
use crate::sign_in::{self, Viewer};
use crate::signing::hex;
use crate::web::{Asking, Error, Fields, Frame, download, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "record/heads.html")]
struct HeadsPage {
    frame: Frame,
    when: String,
    heads: Vec<HeadLine>,
}

struct HeadLine {
    title: String,
    /// Where its journal is.
    path: String,
    line: i64,
    hash: String,
}

/// The heads of the chains whose journal this person may read: to be written down elsewhere.
pub async fn show(app: web::Data<App>, asking: Asking) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = sign_in::signed_in(conn, &asking, now)?;
            let frame = viewer.frame();
            let heads = heads(conn, &viewer)?;
            if heads.is_empty() {
                return Err(Error::NotFound);
            }
            Ok(HeadsPage { when: frame.t.utc(now), heads, frame })
        })
        .await?;
    html(page)
}

fn heads(conn: &mut Conn, viewer: &Viewer) -> Result<Vec<HeadLine>, Error> {
    let mut heads = Vec::new();
    if may(&viewer.standing_here(), Right::SettingsUpdate, What::default()).is_ok() {
        let title = viewer.language().say("record-installation");
        heads.push(head(conn, Scope::Installation, title, "/record/installation".into())?);
    }
    for consultation in views::of_account(conn, viewer.signed_in()?.id)? {
        let who = viewer.standing(conn, consultation.id)?;
        if may(&who, Right::JournalRead, What::default()).is_ok() {
            let path = format!("{}/journal", consultation.path());
            let scope = Scope::Consultation(consultation.id);
            heads.push(head(conn, scope, consultation.title, path)?);
        }
    }
    Ok(heads)
}

fn head(conn: &mut Conn, scope: Scope, title: String, path: String) -> Result<HeadLine, Error> {
    let head = journal::head_of(conn, scope)?;
    let (line, hash) = head.map_or((0, vec![0; 32]), |head| (head.length, head.hash));
    Ok(HeadLine { title, path, line, hash: hex(&hash) })
}

#[derive(Template)]
#[template(path = "record/installation.html")]
struct InstallationPage {
    frame: Frame,
    lines: Lines,
}

/// What was done to the installation: accounts, administrators, consultations begun.
pub async fn installation(
    app: web::Data<App>,
    asking: Asking,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let before: Option<i64> = Fields::from_query(req.query_string()).parsed("before");
    let page = app
        .read(move |conn| {
            let viewer = sign_in::signed_in(conn, &asking, now)?;
            may(&viewer.standing_here(), Right::SettingsUpdate, What::default())?;
            let t = viewer.language();
            let at = ("/record/installation", "UTC");
            let lines = Lines::read(conn, t, Scope::Installation, before, at)?;
            let frame = viewer.frame().under("/record", t.say("record-title"));
            Ok(InstallationPage { frame, lines })
        })
        .await?;
    html(page)
}

/// A consultation's chain as a file.
pub async fn chain(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let file = app
        .read(move |conn| {
            let viewer = sign_in::signed_in(conn, &asking, now)?;
            let (consultation, who) = consultations::enter(conn, &viewer, &slug)?;
            may(&who, Right::JournalRead, What::default())?;
            export(conn, Scope::Consultation(consultation.id))
        })
        .await?;
    Ok(download("chain.jsonl", "application/jsonl", file))
}

/// The installation's chain as a file.
pub async fn installation_chain(
    app: web::Data<App>,
    asking: Asking,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let file = app
        .read(move |conn| {
            let viewer = sign_in::signed_in(conn, &asking, now)?;
            may(&viewer.standing_here(), Right::SettingsUpdate, What::default())?;
            export(conn, Scope::Installation)
        })
        .await?;
    Ok(download("chain.jsonl", "application/jsonl", file))
}

fn export(conn: &mut Conn, scope: Scope) -> Result<Vec<u8>, Error> {
    match journal::head_of(conn, scope)? {
        Some(head) => Ok(walking::export(conn, &head)?.into_bytes()),
        None => Ok(Vec::new()),
    }
}
