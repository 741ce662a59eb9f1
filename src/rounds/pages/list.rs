//! `/c/{slug}/rounds`: the rounds of a consultation.

use super::phase_key;
use crate::app::App;
use crate::consultations::{self, Tab};
use crate::languages::Language;
use crate::procedure::Moment;
use crate::procedure::rounds::{Phase, RoundFacts, may_prepare_round, may_read_round};
use crate::rounds::store::{self, Round};
use crate::rounds::views;
use crate::sign_in;
use crate::web::{Asking, Error, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "rounds/list.html")]
struct List {
    frame: Frame,
    rows: Vec<Row>,
    /// The way to prepare another, for administrators.
    prepare: Option<String>,
}

struct Row {
    path: String,
    title: String,
    state: String,
    mark: &'static str,
    opens: String,
    closes: String,
    draft: Option<String>,
}

/// The rounds that this person may know of, the latest first.
pub async fn index(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            let (consultation, who) = consultations::enter(conn, &viewer, &slug)?;
            let frame = consultations::frame(&viewer, &who, &consultation, Tab::Rounds);
            let mut rows = Vec::new();
            for (round, draft) in views::with_drafts(conn, consultation.id)?.into_iter().rev() {
                let facts = store::facts(conn, &round)?;
                if may_read_round(&who, &facts, now).is_ok() {
                    rows.push(row(frame.t, &round, &facts, draft, now));
                }
            }
            let may_prepare = may_prepare_round(&who, consultation.id).is_ok();
            let prepare = may_prepare.then(|| format!("{}/rounds/new", consultation.path()));
            Ok(List { frame, rows, prepare })
        })
        .await?;
    html(page)
}

fn row(t: Language, round: &Round, facts: &RoundFacts, draft: Option<String>, now: Moment) -> Row {
    let phase = facts.phase(now);
    Row {
        path: round.path(),
        title: round.title.clone(),
        state: t.say(phase_key(phase)),
        mark: match phase {
            Phase::Open => "good",
            Phase::Upcoming | Phase::Prepared => "idle",
            Phase::Closed => "",
        },
        opens: t.civil(&round.opens_civil),
        closes: match facts.closed_early_at {
            Some(at) if at < round.closes_at => t.moment(at, &round.time_zone),
            _ => t.civil(&round.closes_civil),
        },
        draft,
    }
}
