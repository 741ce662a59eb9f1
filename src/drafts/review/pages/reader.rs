//! A reviewer's pages: the version, and what they themselves say of it. The consultation around it is shown to
//! them as much as to anybody else, and these pages lead nowhere into it.

use super::{Scene, Shown, words};
use crate::app::App;
use crate::db::Conn;
use crate::drafts::reading::{Line, Reading};
use crate::drafts::review;
use crate::drafts::review::store::{self, Comment};
use crate::procedure::keys::PublicId;
use crate::procedure::reviews::{may_answer_review, may_see_review};
use crate::procedure::rights::Denied;
use crate::procedure::{Moment, Refusal};
use crate::text::paragraphs;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

/// Stands in addresses for the text as a whole.
const WHOLE: &str = "whole";

#[derive(Template)]
#[template(path = "drafts/review/show.html")]
struct Show {
    frame: Frame,
    path: String,
    title: String,
    label: String,
    closes: String,
    zone: String,
    /// Why it takes nothing more, where it does not.
    over: Option<Refusal>,
    note: Vec<String>,
    reading: Reading,
    rows: Vec<(Line, Vec<Shown>)>,
    whole: Vec<Shown>,
}

#[derive(Template)]
#[template(path = "drafts/review/place.html")]
struct Place {
    frame: Frame,
    /// Where the form goes.
    action: String,
    label: String,
    closes: String,
    zone: String,
    over: Option<Refusal>,
    /// None: the whole text.
    line: Option<Line>,
    own: Vec<Shown>,
    /// Of the comment that is changed.
    version: Option<i64>,
    /// What stands there now, where it was changed in between.
    stored: Option<Shown>,
    fields: Fields,
    errors: Errors,
}

impl Show {
    fn place(&self, line: &Line) -> String {
        format!("{}/places/{}", self.path, line.identity)
    }

    fn is_here(&self, code: &str) -> bool {
        self.reading.language == code
    }
}

impl Scene {
    /// Why the review takes no comment of this person's; 404 for whoever is not named.
    fn over(&self, now: Moment) -> Result<Option<Refusal>, Error> {
        match may_answer_review(&self.who, &self.review.facts(), self.reviewer, now) {
            Ok(_) => Ok(None),
            Err(Denied::Refused(refusal)) => Ok(Some(refusal)),
            Err(unknown) => Err(unknown.into()),
        }
    }

    fn own(&self, conn: &mut Conn, over: bool) -> Result<Vec<(Option<String>, Shown)>, Error> {
        let reviewer = self.reviewer.ok_or(Error::NotFound)?;
        let comments = store::comments_of(conn, reviewer)?;
        let shown = |comment: &Comment| {
            let mut shown = Shown::of(self.t(), &self.review.time_zone, comment);
            // What the team does with it is the team's.
            (shown.considered, shown.reason) = (None, String::new());
            shown.may_change = !over;
            (comment.identity.clone(), shown)
        };
        Ok(comments.iter().map(shown).collect())
    }
}

/// `GET /reviews/{id}`
pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let asked = Fields::from_query(req.query_string()).get("lang").to_owned();
    let page = app
        .read(move |conn| {
            let scene = Scene::enter(conn, &asking, &id, now)?;
            may_see_review(&scene.who, scene.reviewer.is_some())?;
            let over = scene.over(now)?;
            let mut own = scene.own(conn, over.is_some())?;
            let reading = scene.review.reading(conn, &scene.draft, scene.language(&asked))?;
            let mut take = |identity: Option<&str>| {
                let of = |one: &mut (Option<String>, Shown)| one.0.as_deref() == identity;
                own.extract_if(.., of).map(|(_, shown)| shown).collect::<Vec<_>>()
            };
            let whole = take(None);
            let lines = reading.lines.iter().cloned();
            let rows = lines.map(|line| (line.clone(), take(Some(&line.identity)))).collect();
            Ok(Show {
                frame: scene.viewer.frame(),
                path: scene.review.path(),
                title: scene.consultation.title.clone(),
                label: scene.draft.label.clone(),
                closes: scene.closes(),
                zone: scene.review.time_zone.clone(),
                note: paragraphs(&scene.review.note),
                over,
                reading,
                rows,
                whole,
            })
        })
        .await?;
    html(page)
}

fn place_page(
    conn: &mut Conn,
    scene: &Scene,
    place: &str,
    fields: Fields,
    errors: Errors,
    now: Moment,
) -> Result<Place, Error> {
    let over = scene.over(now)?;
    let line = match place {
        WHOLE => None,
        identity => {
            let reading = scene.review.reading(conn, &scene.draft, scene.t().code())?;
            Some(reading.line(identity).cloned().ok_or(Error::NotFound)?)
        }
    };
    let own = scene.own(conn, over.is_some())?.into_iter();
    let own = own.filter(|(at, _)| at.as_deref() == line.as_ref().map(|line| &*line.identity));
    let path = scene.review.path();
    let to = line.as_ref().map_or(path.clone(), |line| format!("{path}#{}", line.anchor));
    Ok(Place {
        frame: scene.viewer.frame().under(to, &scene.draft.label),
        action: format!("{path}/places/{place}"),
        label: scene.draft.label.clone(),
        closes: scene.closes(),
        zone: scene.review.time_zone.clone(),
        over,
        own: own.map(|(_, shown)| shown).collect(),
        version: None,
        stored: None,
        line,
        fields,
        errors,
    })
}

/// `GET /reviews/{id}/places/{place}`
pub async fn place(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(PublicId, String)>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (id, place) = path.into_inner();
    let page = app
        .read(move |conn| {
            let scene = Scene::enter(conn, &asking, &id, now)?;
            place_page(conn, &scene, &place, Fields::default(), Errors::default(), now)
        })
        .await?;
    html(page)
}

/// `POST /reviews/{id}/places/{place}`
pub async fn comment(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(PublicId, String)>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let (id, place) = path.into_inner();
    let after = app
        .write(move |tx| {
            let scene = Scene::enter(tx, &asking, &id, now)?;
            let (facts, reviewer) = (scene.review.facts(), scene.reviewer);
            may_answer_review(&scene.who, &facts, reviewer, now)?;
            let page = place_page(tx, &scene, &place, Fields::default(), Errors::default(), now)?;
            let words = match words(&fields) {
                Ok(words) => words,
                Err(errors) => return Ok(After::faulty(Place { fields, errors, ..page })),
            };
            let identity = page.line.as_ref().map(|line| line.identity.as_str());
            review::comment(tx, &scene.who, scene.review.id, identity, &words, now)?;
            Ok(After::See(back(&scene, identity), "flash-review-commented"))
        })
        .await?;
    after.answer()
}

fn back(scene: &Scene, identity: Option<&str>) -> String {
    match identity {
        Some(identity) => format!("{}#e-{identity}", scene.review.path()),
        None => format!("{}#whole", scene.review.path()),
    }
}

/// The page on which a comment of one's own is changed.
fn edit_page(
    conn: &mut Conn,
    scene: &Scene,
    comment: &Comment,
    now: Moment,
) -> Result<Place, Error> {
    let reviewer = scene.reviewer.filter(|reviewer| *reviewer == comment.reviewer_id);
    reviewer.ok_or(Error::NotFound)?;
    let fields =
        Fields::of(&[("body", &comment.words.body), ("proposed", &comment.words.proposed)]);
    let place = comment.identity.as_deref().unwrap_or(WHOLE);
    let page = place_page(conn, scene, place, fields, Errors::default(), now)?;
    Ok(Place {
        action: format!("/review-comments/{}", comment.public_id),
        version: Some(comment.row_version),
        own: Vec::new(),
        ..page
    })
}

/// `GET /review-comments/{id}`
pub async fn edit(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let (scene, comment) = Scene::of_comment(conn, &asking, &id, now)?;
            edit_page(conn, &scene, &comment, now)
        })
        .await?;
    html(page)
}

/// `POST /review-comments/{id}`
pub async fn change(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let (scene, comment) = Scene::of_comment(tx, &asking, &id, now)?;
            let page = edit_page(tx, &scene, &comment, now)?;
            may_answer_review(&scene.who, &scene.review.facts(), scene.reviewer, now)?;
            let words = match words(&fields) {
                Ok(words) => words,
                Err(errors) => {
                    let version = fields.parsed("version").or(page.version);
                    return Ok(After::faulty(Place { fields, errors, version, ..page }));
                }
            };
            let version = fields.parsed("version").unwrap_or_default();
            match review::change_comment(tx, &scene.who, &comment, &words, version, now)? {
                Ok(()) => {
                    let to = back(&scene, comment.identity.as_deref());
                    Ok(After::See(to, "flash-review-changed"))
                }
                Err(stored) => {
                    let shown = Shown::of(scene.t(), &scene.review.time_zone, &stored);
                    let version = Some(stored.row_version);
                    let page = Place { fields, stored: Some(shown), version, ..page };
                    Ok(After::Again(StatusCode::CONFLICT, page))
                }
            }
        })
        .await?;
    after.answer()
}

/// `POST /review-comments/{id}/removal`
pub async fn remove(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let (scene, comment) = Scene::of_comment(tx, &asking, &id, now)?;
            edit_page(tx, &scene, &comment, now)?;
            review::remove_comment(tx, &scene.who, &comment, now)?;
            let to = back(&scene, comment.identity.as_deref());
            Ok(After::<Place>::See(to, "flash-review-removed"))
        })
        .await?;
    after.answer()
}
