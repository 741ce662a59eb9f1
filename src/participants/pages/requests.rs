//! The open door, from inside: who asks, and the decision.

use super::list::under_list;
use crate::app::App;
use crate::consultations::{self, Consultation, Tab, frame};
use crate::db::{Conn, Tx};
use crate::participants::door;
use crate::participants::store::{self, DoorRequest};
use crate::procedure::keys::PublicId;
use crate::procedure::limits;
use crate::procedure::rights::{What, may};
use crate::procedure::{Moment, Right, Standing};
use crate::sign_in::{self, Viewer};
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html};
use actix_web::{HttpResponse, web};
use askama::Template;
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "participants/requests.html")]
struct RequestsPage {
    frame: Frame,
    consultation: Consultation,
    /// Confirmed, to be decided.
    open: Vec<DoorRequest>,
    /// Their address is not confirmed yet.
    unconfirmed: Vec<DoorRequest>,
    decided: Vec<DoorRequest>,
    /// Names that participants have already, in lower case.
    names: BTreeSet<String>,
    /// The request whose refusal had no reason.
    without_reason: Option<PublicId>,
    /// What was typed as one.
    reason: String,
    errors: Errors,
}

impl RequestsPage {
    fn kind(&self, request: &DoorRequest) -> String {
        self.frame.t.word(request.kind)
    }

    fn language(&self, request: &DoorRequest) -> String {
        self.frame.t.language_name(&request.language)
    }

    fn day(&self, at: &Moment) -> String {
        self.frame.t.day(*at, &self.consultation.time_zone)
    }

    fn paragraphs<'a>(&self, request: &'a DoorRequest) -> Vec<&'a str> {
        request.statement.lines().filter(|line| !line.trim().is_empty()).collect()
    }

    /// A participant of that name is there: admitting adds the person to it.
    fn joins(&self, request: &DoorRequest) -> bool {
        self.names.contains(&request.participant_name)
    }

    /// Letters that look alike in two scripts: the name may pass for another's.
    fn mixes(&self, request: &DoorRequest) -> bool {
        crate::text::hidden::mixes_scripts(&request.participant_name)
    }

    fn lacks_reason(&self, request: &DoorRequest) -> bool {
        self.without_reason.as_ref() == Some(&request.public_id)
    }

    fn decision(&self, request: &DoorRequest) -> String {
        request.decision.map_or(String::new(), |decision| self.frame.t.word(decision))
    }

    fn was_admitted(&self, request: &DoorRequest) -> bool {
        request.decision == Some(crate::procedure::words::DoorDecision::Admitted)
    }
}

fn page(conn: &mut Conn, viewer: &Viewer, slug: &str) -> Result<(RequestsPage, Standing), Error> {
    let (consultation, who) = consultations::enter(conn, viewer, slug)?;
    may(&who, Right::ParticipantAdmit, What::default())?;
    let all = store::requests(conn, consultation.id)?;
    let (decided, waiting): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|request| request.decided_at.is_some());
    let (open, unconfirmed) =
        waiting.into_iter().partition(|request| request.confirmed_at.is_some());
    let there = store::of_consultation(conn, consultation.id)?;
    let page = RequestsPage {
        frame: under_list(frame(viewer, &who, &consultation, Tab::Participants)),
        open,
        unconfirmed,
        decided,
        names: there.into_iter().map(|participant| participant.name).collect(),
        without_reason: None,
        reason: String::new(),
        errors: Errors::default(),
        consultation,
    };
    Ok((page, who))
}

pub async fn requests(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            Ok(page(conn, &viewer, &slug)?.0)
        })
        .await?;
    html(page)
}

pub async fn admit(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(String, PublicId)>,
) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    let (slug, request) = path.into_inner();
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::signed_in(tx, &asking, now)?;
        let (page, who) = page(tx, &viewer, &slug)?;
        door::admit(tx, &desk, &who, &page.consultation, &request, now)?;
        let to = format!("{}/door/requests", page.consultation.path());
        Ok(After::<RequestsPage>::See(to, "flash-door-admitted"))
    };
    app.write(act).await?.answer()
}

pub async fn refuse(
    app: web::Data<App>,
    asking: Asking,
    path: web::Path<(String, PublicId)>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    let (slug, request) = path.into_inner();
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::signed_in(tx, &asking, now)?;
        let (mut page, who) = page(tx, &viewer, &slug)?;
        let reason = fields.filled("reason").unwrap_or_default();
        if reason.is_empty() {
            page.errors.add("reason", "door-reason-missing");
        }
        page.errors.hold("reason", reason, limits::REASON);
        if !page.errors.is_empty() {
            page.without_reason = Some(request);
            page.reason = reason.to_owned();
            return Ok(After::faulty(page));
        }
        door::refuse(tx, &desk, &who, &page.consultation, &request, reason, now)?;
        let to = format!("{}/door/requests", page.consultation.path());
        Ok(After::See(to, "flash-door-refused"))
    };
    app.write(act).await?.answer()
}
