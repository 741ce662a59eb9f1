//! `/c/{slug}/comparison`: any draft against any other, also a later one against an earlier one; on the page,
//! and as a Word file.

use super::frame;
use crate::app::App;
use crate::db::Conn;
use crate::drafts::reading::languages;
use crate::drafts::store::{self as drafts, Draft};
use crate::drafts::tracing::common_language;
use crate::formats::word::MEDIA_TYPE;
use crate::outcome::access::{Scene, comparable_drafts, newest_in_line};
use crate::outcome::compared::Body;
use crate::outcome::comparing::{Comparison, base};
use crate::outcome::word::redline_between;
use crate::procedure::words::DraftState;
use crate::web::{Asking, Error, Fields, Frame, download, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "outcome/comparison.html")]
struct Show {
    frame: Frame,
    /// The address of the redline over several drafts.
    layers: String,
    /// The address of the Word file, without what is compared.
    file: String,
    /// Those that may be chosen, oldest first.
    all: Vec<Draft>,
    from: Option<Draft>,
    to: Option<Draft>,
    languages: Vec<String>,
    team: bool,
    body: Option<Body>,
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let query = Fields::from_query(req.query_string());
    let page = app
        .read(move |conn| {
            let scene = Scene::of_slug(conn, &asking, &slug, now)?;
            let all = comparable_drafts(conn, &scene, now)?;
            let (from, to) = chosen(conn, &all, &query)?;
            let frame = frame(&scene);
            let (mut body, mut both) = (None, Vec::new());
            if let (Some(from), Some(to)) = (&from, &to)
                && from.id != to.id
            {
                let language;
                (both, language) = languages_of(conn, from, to, &query)?;
                let comparison = Comparison::load(conn, from, to, &language)?;
                let labels = (from.label.as_str(), to.label.as_str());
                let (side, fold) = (query.get("view") == "side", query.get("fold") == "1");
                body = Some(Body::of(frame.t, &comparison, labels, side, fold));
            }
            Ok(Show {
                layers: format!("{}/redline", scene.consultation.path()),
                file: format!("{}/comparison.docx", scene.consultation.path()),
                team: scene.who.is_drafting(),
                languages: both,
                frame,
                all,
                from,
                to,
                body,
            })
        })
        .await?;
    html(page)
}

/// The two drafts asked for, of those that this person may compare; else the newest and the one before.
fn chosen(
    conn: &mut Conn,
    all: &[Draft],
    query: &Fields,
) -> Result<(Option<Draft>, Option<Draft>), Error> {
    let chosen = |name: &str| match query.filled(name) {
        None => Ok(None),
        Some(id) => {
            let found = all.iter().find(|draft| draft.public_id.as_str() == id);
            found.cloned().map(Some).ok_or(Error::NotFound)
        }
    };
    let to = chosen("to")?.or_else(|| newest_in_line(all).cloned());
    let from = match (chosen("from")?, &to) {
        (Some(from), _) => Some(from),
        (None, Some(to)) => base(conn, to)?
            .filter(|base| all.iter().any(|draft| draft.id == base.id))
            .or_else(|| all.iter().rfind(|draft| draft.id.0 < to.id.0).cloned()),
        (None, None) => None,
    };
    Ok((from, to))
}

/// The languages that both have, and the one asked for, or the later draft's own, or one that both have.
fn languages_of(
    conn: &mut Conn,
    from: &Draft,
    to: &Draft,
    query: &Fields,
) -> Result<(Vec<String>, String), Error> {
    let (was, is) = (drafts::text(conn, from.id)?, drafts::text(conn, to.id)?);
    let known = languages(&was, &from.language);
    let mut both = languages(&is, &to.language);
    both.retain(|language| known.contains(language));
    let asked = query.filled("lang").filter(|asked| both.iter().any(|l| l == asked));
    let language = match asked {
        Some(language) => language.to_owned(),
        None => common_language(&was, &is, &to.language),
    };
    Ok((both, language))
}

/// `/c/{slug}/comparison.docx`: the same two as a Word file, the later as tracked changes of the earlier.
pub async fn word(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let (now, maker) = (app.now(), app.settings.origin.clone());
    let query = Fields::from_query(req.query_string());
    let (name, bytes) = app
        .read(move |conn| {
            let scene = Scene::of_slug(conn, &asking, &slug, now)?;
            let all = comparable_drafts(conn, &scene, now)?;
            let (Some(from), Some(to)) = chosen(conn, &all, &query)? else {
                return Err(Error::NotFound);
            };
            if from.id == to.id {
                return Err(Error::NotFound);
            }
            let (_, language) = languages_of(conn, &from, &to, &query)?;
            let name = format!("redline-{}-{}.docx", from.public_id, to.public_id);
            Ok((name, redline_between(conn, &from, &to, Some(&language), &maker, now)?))
        })
        .await?;
    Ok(download(&name, MEDIA_TYPE, bytes))
}

impl Show {
    /// Of the redline as a file.
    fn word(&self) -> Option<String> {
        let (from, to, body) = (self.from.as_ref()?, self.to.as_ref()?, self.body.as_ref()?);
        let (from, to) = (&from.public_id, &to.public_id);
        Some(format!("{}?from={from}&to={to}&lang={}", self.file, body.language))
    }

    fn is(&self, one: &Option<Draft>, other: &Draft) -> bool {
        one.as_ref().is_some_and(|one| one.id == other.id)
    }

    fn is_working(&self, draft: &Draft) -> bool {
        draft.state == DraftState::Working
    }

    fn is_language(&self, code: &str) -> bool {
        self.body.as_ref().is_some_and(|body| body.language == code)
    }

    fn side(&self) -> bool {
        self.body.as_ref().is_some_and(|body| body.side)
    }

    fn fold(&self) -> bool {
        self.body.as_ref().is_some_and(|body| body.fold)
    }

    /// Where the links between the two are confirmed and corrected.
    fn lineage(&self) -> Option<String> {
        match (&self.from, &self.to) {
            (Some(from), Some(to)) if self.team && from.id != to.id => {
                Some(format!("{}/lineage?from={}", to.path(), from.public_id))
            }
            _ => None,
        }
    }
}
