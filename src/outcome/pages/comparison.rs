//! `/c/{slug}/comparison`: any draft against any other, also a later one against an earlier one.

use super::frame;
use crate::app::App;
use crate::drafts::reading::languages;
use crate::drafts::store::{self as drafts, Draft};
use crate::drafts::tracing::common_language;
use crate::outcome::access::{Scene, comparable_drafts, newest_in_line};
use crate::outcome::compared::Body;
use crate::outcome::comparing::{Comparison, base};
use crate::procedure::words::DraftState;
use crate::web::{Asking, Error, Fields, Frame, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "outcome/comparison.html")]
struct Show {
    frame: Frame,
    /// The address of the redline over several drafts.
    layers: String,
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
            let chosen = |name: &str| match query.filled(name) {
                None => Ok(None),
                Some(id) => {
                    let found = all.iter().find(|draft| draft.public_id.as_str() == id);
                    found.cloned().map(Some).ok_or(Error::NotFound)
                }
            };
            let to = chosen("to")?.or_else(|| newest_in_line(&all).cloned());
            let from = match (chosen("from")?, &to) {
                (Some(from), _) => Some(from),
                (None, Some(to)) => base(conn, to)?
                    .filter(|base| all.iter().any(|draft| draft.id == base.id))
                    .or_else(|| all.iter().rfind(|draft| draft.id.0 < to.id.0).cloned()),
                (None, None) => None,
            };
            let frame = frame(&scene);
            let (mut body, mut both) = (None, Vec::new());
            if let (Some(from), Some(to)) = (&from, &to)
                && from.id != to.id
            {
                let (was, is) = (drafts::text(conn, from.id)?, drafts::text(conn, to.id)?);
                let known = languages(&was, &from.language);
                both = languages(&is, &to.language);
                both.retain(|language| known.contains(language));
                let asked = query.filled("lang").filter(|asked| both.iter().any(|l| l == asked));
                let language = match asked {
                    Some(language) => language.to_owned(),
                    None => common_language(&was, &is, &to.language),
                };
                let comparison = Comparison::load(conn, from, to, &language)?;
                let labels = (from.label.as_str(), to.label.as_str());
                let (side, fold) = (query.get("view") == "side", query.get("fold") == "1");
                body = Some(Body::of(frame.t, &comparison, labels, side, fold));
            }
            Ok(Show {
                layers: format!("{}/redline", scene.consultation.path()),
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

impl Show {
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
