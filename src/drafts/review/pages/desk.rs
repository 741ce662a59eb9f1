//! `/reviews/{id}/desk`: the version with everything that was said of it, for the team.

use super::{Scene, Shown, invited, letter_languages};
use crate::app::App;
use crate::consultations::{self, Tab};
use crate::db::{Conn, Tx};
use crate::drafts::reading::{Line, Reading};
use crate::drafts::review::store::{self, Reviewer};
use crate::drafts::review::{self};
use crate::languages::Language;
use crate::procedure::keys::PublicId;
use crate::procedure::moments::Edge;
use crate::procedure::reviews::{may_extend_review, may_read_reviews, may_run_review};
use crate::procedure::rights::{Denied, Right, What, decide};
use crate::procedure::{Moment, limits};
use crate::text::paragraphs;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html, time};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "drafts/review/desk.html")]
struct Desk {
    frame: Frame,
    path: String,
    label: String,
    opened: String,
    closes: String,
    ended: Option<String>,
    zone: String,
    note: Vec<String>,
    /// Those named now, and those who were.
    reviewers: Vec<Named>,
    reading: Reading,
    rows: Vec<(Line, Vec<Shown>)>,
    whole: Vec<Shown>,
    comments: usize,
    open: usize,
    /// The lead's: while it takes comments, and while it can be extended.
    runs: bool,
    may_run: bool,
    may_extend: bool,
    fields: Fields,
    errors: Errors,
}

struct Named {
    reviewer: Reviewer,
    comments: usize,
}

impl Desk {
    fn languages(&self) -> Vec<(&'static str, &'static str, bool)> {
        letter_languages(&self.fields)
    }

    fn is_here(&self, code: &str) -> bool {
        self.reading.language == code
    }
}

fn page(
    conn: &mut Conn,
    scene: &Scene,
    language: &str,
    fields: Fields,
    errors: Errors,
    now: Moment,
) -> Result<Desk, Error> {
    may_read_reviews(&scene.who, scene.consultation.id)?;
    let (t, review) = (scene.t(), &scene.review);
    let zone = review.time_zone.as_str();
    let named = store::reviewers_of(conn, review.id)?;
    let names: HashMap<_, &str> = named.iter().map(|one| (one.id, one.name.as_str())).collect();
    let comments = store::comments(conn, review.id)?;
    let mut by_place: HashMap<Option<String>, Vec<Shown>> = HashMap::new();
    for comment in &comments {
        let mut shown = Shown::of(t, zone, comment);
        shown.by = names.get(&comment.reviewer_id).copied().unwrap_or_default().to_owned();
        by_place.entry(comment.identity.clone()).or_default().push(shown);
    }
    let reading = review.reading(conn, &scene.draft, scene.language(language))?;
    let lines = reading.lines.iter().cloned();
    let rows = lines
        .map(|line| {
            let said = by_place.remove(&Some(line.identity.clone())).unwrap_or_default();
            (line, said)
        })
        .collect();
    let frame = consultations::frame(&scene.viewer, &scene.who, &scene.consultation, Tab::Drafts);
    let (drafts, reviews) = (frame.t.say("draft-list-title"), frame.t.say("review-list-title"));
    let path = scene.draft.path();
    let frame = frame
        .under(format!("{}/drafts", scene.consultation.path()), drafts)
        .under(path.clone(), &scene.draft.label)
        .under(format!("{path}/reviews"), reviews);
    let facts = review.facts();
    let later = facts.closes_at.plus_days(1).max(now.plus_days(1));
    Ok(Desk {
        frame,
        path: review.path(),
        label: scene.draft.label.clone(),
        opened: t.moment(review.opened_at, zone),
        closes: scene.closes(),
        ended: review.ended_at.map(|at| format!("{} ({zone})", t.moment(at, zone))),
        zone: zone.to_owned(),
        note: paragraphs(&review.note),
        open: comments.iter().filter(|one| one.considered_at.is_none()).count(),
        reviewers: named
            .into_iter()
            .map(|reviewer| Named {
                comments: comments.iter().filter(|one| one.reviewer_id == reviewer.id).count(),
                reviewer,
            })
            .collect(),
        whole: by_place.remove(&None).unwrap_or_default(),
        comments: comments.len(),
        rows,
        reading,
        runs: decide(&scene.who, Right::ReviewRun, What::default()).is_yes(),
        may_run: may_run_review(&scene.who, &facts, now).is_ok(),
        may_extend: may_extend_review(&scene.who, &facts, later, now).is_ok(),
        fields,
        errors,
    })
}

/// `GET /reviews/{id}/desk`
pub async fn desk(
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
            let (date, time) = scene
                .review
                .closes_civil
                .split_once(' ')
                .unwrap_or((&scene.review.closes_civil, ""));
            let code = scene.t().code();
            let fields = [("language", code), ("closes_date", date), ("closes_time", time)];
            page(conn, &scene, &asked, Fields::of(&fields), Errors::default(), now)
        })
        .await?;
    html(page)
}

/// What the lead does with the review; then its page, or the form again.
async fn run(
    app: web::Data<App>,
    asking: Asking,
    id: PublicId,
    fields: Fields,
    work: impl FnOnce(&mut Tx, &Scene, &Fields, Moment) -> Result<Result<&'static str, Errors>, Error>
    + Send
    + 'static,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let scene = Scene::enter(tx, &asking, &id, now)?;
            decide(&scene.who, Right::ReviewRun, What::default()).actor()?;
            match work(tx, &scene, &fields, now)? {
                Ok(said) => Ok(After::See(scene.review.desk(), said)),
                Err(errors) => Ok(After::faulty(page(tx, &scene, "", fields, errors, now)?)),
            }
        })
        .await?;
    after.answer()
}

/// `POST /reviews/{id}/reviewers`
pub async fn name(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let desk = app.post();
    run(app, asking, id.into_inner(), fields, move |tx, scene, fields, now| {
        may_run_review(&scene.who, &scene.review.facts(), now)?;
        let mut errors = Errors::default();
        let all = invited(fields, &mut errors);
        if !errors.is_empty() {
            return Ok(Err(errors));
        }
        let (who, consultation, review) = (&scene.who, &scene.consultation, scene.review.id);
        let all = (all.as_slice(), Language::of(fields.get("language")));
        review::name(tx, &desk, who, consultation, review, all, now)?;
        Ok(Ok("flash-review-named"))
    })
    .await
}

/// `POST /reviews/{id}/reviewers/{reviewer}/end`
pub async fn dismiss(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(PublicId, PublicId)>,
) -> Result<HttpResponse, Error> {
    let (id, reviewer) = path.into_inner();
    run(app, asking, id, Fields::default(), move |tx, scene, _, now| {
        review::dismiss(tx, &scene.who, &scene.review, &reviewer, now)?;
        Ok(Ok("flash-review-dismissed"))
    })
    .await
}

/// `POST /reviews/{id}/extensions`
pub async fn extend(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let desk = app.post();
    run(app, asking, id.into_inner(), fields, move |tx, scene, fields, now| {
        let mut errors = Errors::default();
        let (t, zone) = (scene.t(), &scene.review.time_zone);
        let names = ("closes_date", "closes_time");
        let closes = time(fields, names, zone, Edge::Closes, t, &mut errors);
        let Some(closes) = closes else { return Ok(Err(errors)) };
        let may = may_extend_review(&scene.who, &scene.review.facts(), closes.at, now);
        if let Err(Denied::Refused(refusal)) = &may
            && scene.review.ended_at.is_none()
        {
            errors.add_with("closes_date", refusal.key(), vec![("when", scene.closes())]);
            return Ok(Err(errors));
        }
        may?;
        let (who, consultation, review) = (&scene.who, &scene.consultation, scene.review.id);
        review::extend(tx, &desk, who, consultation, review, &closes, now)?;
        Ok(Ok("flash-review-extended"))
    })
    .await
}

/// `POST /reviews/{id}/end`
pub async fn end(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let desk = app.post();
    run(app, asking, id.into_inner(), Fields::default(), move |tx, scene, _, now| {
        review::end(tx, &desk, &scene.who, &scene.consultation, scene.review.id, now)?;
        Ok(Ok("flash-review-ended"))
    })
    .await
}

/// `POST /review-comments/{id}/consideration`
pub async fn consider(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let after = app
        .write(move |tx| {
            let (scene, comment) = Scene::of_comment(tx, &asking, &id, now)?;
            may_read_reviews(&scene.who, scene.consultation.id)?;
            let reason = fields.trimmed("reason").replace("\r\n", "\n").replace('\0', "");
            let mut errors = Errors::default();
            errors.hold("reason", &reason, limits::REASON);
            if !errors.is_empty() {
                let fields = fields.and("comment", id.as_str());
                return Ok(After::faulty(page(tx, &scene, "", fields, errors, now)?));
            }
            review::consider(tx, &scene.who, &comment, &reason, now)?;
            let to = format!("{}#r-{}", scene.review.desk(), comment.public_id);
            Ok(After::See(to, "flash-review-considered"))
        })
        .await?;
    after.answer()
}
