//! `/drafts/{id}/reviews`: the closed reviews of a draft; the lead opens another.

use super::{invited, letter_languages};
use crate::app::App;
use crate::db::Conn;
use crate::drafts::pages::{Scene, scene};
use crate::drafts::review::store::{self, Review};
use crate::drafts::review::{self, Plan};
use crate::languages::Language;
use crate::procedure::keys::PublicId;
use crate::procedure::moments::Edge;
use crate::procedure::reviews::{may_open_review, may_read_reviews};
use crate::procedure::rights::{Right, What, decide};
use crate::procedure::{Moment, Refusal, limits};
use crate::sign_in;
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html, time};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "drafts/review/list.html")]
struct List {
    frame: Frame,
    path: String,
    label: String,
    zone: String,
    reviews: Vec<Listed>,
    may_open: bool,
    fields: Fields,
    errors: Errors,
}

struct Listed {
    to: String,
    opened: String,
    closes: String,
    is_over: bool,
    reviewers: usize,
    comments: usize,
    /// Not yet considered.
    open: usize,
}

impl List {
    fn languages(&self) -> Vec<(&'static str, &'static str, bool)> {
        letter_languages(&self.fields)
    }
}

fn page(
    conn: &mut Conn,
    scene: &Scene,
    fields: Fields,
    errors: Errors,
    now: Moment,
) -> Result<List, Error> {
    may_read_reviews(&scene.who, scene.consultation.id)?;
    let t = scene.t();
    let mut reviews = Vec::new();
    for review in store::of_draft(conn, scene.draft.id)? {
        let comments = store::comments(conn, review.id)?;
        let named = store::reviewers_of(conn, review.id)?;
        reviews.push(Listed {
            to: review.desk(),
            opened: t.day(review.opened_at, &review.time_zone),
            closes: ends(t, &review),
            is_over: review.facts().is_over(now),
            reviewers: named.iter().filter(|one| one.ended_at.is_none()).count(),
            open: comments.iter().filter(|one| one.considered_at.is_none()).count(),
            comments: comments.len(),
        });
    }
    Ok(List {
        frame: scene.frame_under(),
        path: format!("{}/reviews", scene.draft.path()),
        label: scene.draft.label.clone(),
        zone: scene.consultation.time_zone.clone(),
        may_open: scene.facts.has_elements
            && decide(&scene.who, Right::ReviewRun, What::default()).is_yes(),
        reviews,
        fields,
        errors,
    })
}

/// When it ended, or is to end.
fn ends(t: Language, review: &Review) -> String {
    let zone = &review.time_zone;
    match review.ended_at {
        Some(ended) => format!("{} ({zone})", t.moment(ended.min(review.closes_at), zone)),
        None => format!("{} ({zone})", t.civil(&review.closes_civil)),
    }
}

/// `GET /drafts/{id}/reviews`
pub async fn of_draft(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            sign_in::signed_in(conn, &asking, now)?;
            let scene = scene(conn, &asking, &id, now)?;
            let fields = Fields::of(&[("language", scene.t().code()), ("closes_time", "18:00")]);
            page(conn, &scene, fields, Errors::default(), now)
        })
        .await?;
    html(page)
}

fn plan(fields: &Fields, scene: &Scene, now: Moment) -> Result<Plan, Errors> {
    let mut errors = Errors::default();
    let zone = &scene.consultation.time_zone;
    let names = ("closes_date", "closes_time");
    let closes = time(fields, names, zone, Edge::Closes, scene.t(), &mut errors);
    if let Some(closes) = &closes
        && closes.at <= now
    {
        errors.add("closes_date", Refusal::DeadlinePast.key());
    }
    let note = fields.trimmed("note").replace("\r\n", "\n").replace('\0', "");
    errors.hold("note", &note, limits::PAGE);
    let invited = invited(fields, &mut errors);
    match closes {
        Some(closes) if errors.is_empty() => {
            let language = Language::of(fields.get("language"));
            Ok(Plan { closes, note, invited, language })
        }
        _ => Err(errors),
    }
}

/// `POST /drafts/{id}/reviews`
pub async fn open(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    let after = app
        .write(move |tx| {
            sign_in::signed_in(tx, &asking, now)?;
            let scene = scene(tx, &asking, &id, now)?;
            decide(&scene.who, Right::ReviewRun, What::default()).actor()?;
            let plan = match plan(&fields, &scene, now) {
                Ok(plan) => plan,
                Err(errors) => return Ok(After::faulty(page(tx, &scene, fields, errors, now)?)),
            };
            may_open_review(&scene.who, &scene.facts, plan.closes.at, now)?;
            let (who, consultation) = (&scene.who, &scene.consultation);
            let review = review::open(tx, &desk, who, consultation, &scene.draft, &plan, now)?;
            Ok(After::See(format!("/reviews/{review}/desk"), "flash-review-opened"))
        })
        .await?;
    after.answer()
}
