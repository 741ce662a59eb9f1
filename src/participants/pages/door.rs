//! The open door, from outside: asking, and confirming one's address.

use super::invitation::GonePage;
use super::{Choice, kinds, languages, regions};
use crate::app::App;
use crate::consultations::{self, Consultation};
use crate::db::{Conn, Tx};
use crate::participants::door::{self, Asked};
use crate::participants::store::DoorRequest;
use crate::sign_in::links::{self, Purpose};
use crate::sign_in::{self, Try, Viewer, hold_back_network};
use crate::web::{After, Asking, Crumb, Error, Errors, Fields, Frame, html, html_with};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "participants/door.html")]
struct DoorPage {
    frame: Frame,
    consultation: Consultation,
    fields: Fields,
    errors: Errors,
    /// It was asked: a letter is on its way. The answer is the same for every address.
    asked: bool,
}

impl DoorPage {
    fn kinds(&self) -> Vec<Choice> {
        kinds(self.frame.t, &self.fields, false)
    }

    fn regions(&self) -> Vec<Choice> {
        regions(self.frame.t, &self.fields)
    }

    fn languages(&self) -> Vec<Choice> {
        languages(self.frame.t, &self.fields)
    }
}

/// Everyone who has the address may ask, as long as the door is open.
fn page(conn: &mut Conn, viewer: &Viewer, slug: &str, fields: Fields) -> Result<DoorPage, Error> {
    let consultation = consultations::store::find_by_slug(conn, slug)?;
    if !consultation.open_door {
        return Err(Error::NotFound);
    }
    let mut frame = viewer.frame();
    let who = viewer.standing(conn, consultation.id)?;
    if consultations::is_visible(conn, &who, &consultation)? {
        let label = consultation.title.clone();
        frame.consultation = Some(Crumb { to: consultation.path(), label });
    }
    Ok(DoorPage { frame, consultation, fields, errors: Errors::default(), asked: false })
}

pub async fn door(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            let fields = Fields::of(&[("language", viewer.language().code())]);
            page(conn, &viewer, &slug, fields)
        })
        .await?;
    html(page)
}

pub async fn ask(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    req: HttpRequest,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    hold_back_network(Try::Door, &req).await?;
    let (now, desk) = (app.now(), app.post());
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::viewer(tx, &asking, now)?;
        let mut page = page(tx, &viewer, &slug, fields)?;
        match Asked::parse(&page.fields) {
            Ok(asked) => {
                door::ask(tx, &desk, &page.consultation, &asked, now)?;
                page.asked = true;
                Ok(After::Again(StatusCode::OK, page))
            }
            Err(errors) => {
                page.errors = errors;
                Ok(After::faulty(page))
            }
        }
    };
    app.write(act).await?.answer()
}

#[derive(Template)]
#[template(path = "participants/confirm.html")]
struct ConfirmPage {
    frame: Frame,
    consultation: Consultation,
    request: DoorRequest,
    path: String,
    confirmed: bool,
}

fn to_be_confirmed(
    conn: &mut Conn,
    viewer: &Viewer,
    token: &str,
    now: crate::procedure::Moment,
) -> Result<Option<(ConfirmPage, links::Link)>, Error> {
    let Some(link) = links::find(conn, token, Purpose::ConfirmAddress, now)? else {
        return Ok(None);
    };
    let request = door::request_of(conn, &link)?;
    let page = ConfirmPage {
        frame: viewer.frame(),
        consultation: consultations::store::find(conn, request.consultation_id)?,
        request,
        path: format!("/door/{token}"),
        confirmed: false,
    };
    Ok(Some((page, link)))
}

/// Looking confirms nothing: mail scanners follow every link.
pub async fn to_confirm(
    app: web::Data<App>,
    asking: Asking,
    token: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let found = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            let found = to_be_confirmed(conn, &viewer, &token, now)?;
            Ok(found.map(|(page, _)| page).ok_or(GonePage { frame: viewer.frame() }))
        })
        .await?;
    match found {
        Ok(page) => html(page),
        Err(gone) => html_with(StatusCode::GONE, gone),
    }
}

pub async fn confirm(
    app: web::Data<App>,
    asking: Asking,
    token: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let done = app
        .write(move |tx: &mut Tx| {
            let viewer = sign_in::viewer(tx, &asking, now)?;
            let gone = GonePage { frame: viewer.frame() };
            let found = to_be_confirmed(tx, &viewer, &token, now)?;
            let Some((mut page, link)) = found else { return Ok(Err(gone)) };
            if !door::confirm(tx, &link, &page.request, now)? {
                return Ok(Err(gone));
            }
            page.confirmed = true;
            Ok(Ok(page))
        })
        .await?;
    match done {
        Ok(page) => html(page),
        Err(gone) => html_with(StatusCode::GONE, gone),
    }
}
