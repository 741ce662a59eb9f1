//! `/drafts/{id}/redline`: a draft against the one it is based on, or any earlier one.

use super::{direction, frame, languages_of};
use crate::app::App;
use crate::drafts::store::{self as drafts, Draft};
use crate::outcome::access::{Scene, comparable_drafts};
use crate::outcome::behind::{For, Provenance};
use crate::outcome::comparing::{Comparison, base};
use crate::outcome::redline::{self, Row};
use crate::outcome::{notes, store};
use crate::procedure::keys::PublicId;
use crate::procedure::words::DraftState;
use crate::web::{Asking, Error, Fields, Frame, html};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "outcome/redline.html")]
struct Show {
    frame: Frame,
    /// Where any two drafts are compared.
    elsewhere: String,
    draft: Draft,
    against: Option<Draft>,
    /// The drafts that it may be compared with.
    others: Vec<Draft>,
    languages: Vec<String>,
    language: String,
    direction: &'static str,
    side: bool,
    /// The changes that ask for a note, and how many have none; told to the team.
    changes: usize,
    unexplained: usize,
    team: bool,
    working: bool,
    rows: Vec<Row>,
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
            // What came before it and may be read.
            let mut others = comparable_drafts(conn, &scene, now)?;
            others.retain(|other| other.id.0 < draft.id.0);
            let base = base(conn, &draft)?;
            let against = match query.filled("against") {
                Some(id) => {
                    let found = others.iter().find(|other| other.public_id.as_str() == id);
                    Some(found.cloned().ok_or(Error::NotFound)?)
                }
                None => base.clone().filter(|base| others.iter().any(|o| o.id == base.id)),
            };
            let explained = matches!((&base, &against), (Some(a), Some(b)) if a.id == b.id);

            let text = drafts::text(conn, draft.id)?;
            let languages = languages_of(&text, &draft.language);
            let asked = query.filled("lang").unwrap_or(&draft.language);
            let language = languages.iter().find(|known| *known == asked);
            let language = language.unwrap_or(&draft.language).clone();

            let frame =
                frame(&scene).under(format!("/drafts/{}", draft.public_id), draft.label.clone());
            let team = scene.who.is_team();
            let (mut rows, mut changes) = (Vec::new(), 0);
            if let Some(against) = &against {
                let comparison = Comparison::load(conn, against, &draft, &language)?;
                let notes = notes::numbered(Some(&comparison), store::of_draft(conn, draft.id)?);
                let provenance = Provenance::load(conn, scene.asks(), &comparison, For::Eyes, now)?;
                let sources = provenance.sources();
                changes = comparison.changes().count();
                rows = redline::rows(frame.t, &comparison, &notes, &sources, explained && team);
            }
            Ok(Show {
                unexplained: rows.iter().filter(|row| row.unexplained).count(),
                working: draft.state == DraftState::Working,
                side: query.get("view") == "side",
                direction: direction(&language),
                elsewhere: format!("{}/comparison", scene.consultation.path()),
                frame,
                draft,
                against,
                others,
                languages,
                language,
                changes,
                team,
                rows,
            })
        })
        .await?;
    html(page)
}

impl Show {
    /// Where the same two drafts, or any others, are compared.
    fn comparison(&self) -> String {
        match &self.against {
            Some(against) => {
                format!("{}?from={}&to={}", self.elsewhere, against.public_id, self.draft.public_id)
            }
            None => self.elsewhere.clone(),
        }
    }

    fn is_against(&self, other: &Draft) -> bool {
        self.against.as_ref().is_some_and(|against| against.id == other.id)
    }

    /// The address of a note's form.
    fn note_path(&self, row: &Row) -> String {
        format!("/drafts/{}/notes/{}", self.draft.public_id, row.identity)
    }
}
