//! Handing the mandate over: the lead's page, and the successor's.

use crate::app::App;
use crate::consultations::handover::{self, Begun, Successor};
use crate::consultations::store::handovers::{self, Handover};
use crate::consultations::{self, Consultation, Tab, frame, store};
use crate::db::{Conn, Tx};
use crate::languages::Language;
use crate::procedure::keys::PublicId;
use crate::procedure::moments::{CivilTime, Edge};
use crate::procedure::preparation::may_hand_over_mandate;
use crate::procedure::{Moment, Standing};
use crate::sign_in::store::Account;
use crate::sign_in::{self, Viewer, confirmed_who_may, one_line, parse_email, recently_confirmed};
use crate::web::{After, Asking, Error, Errors, Fields, Frame, html, see_other_saying};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "consultations/handover.html")]
struct HandoverPage {
    frame: Frame,
    consultation: Consultation,
    /// Who was invited and has not accepted yet, and the last day that was said.
    waiting: Option<(Account, Option<String>)>,
    fields: Fields,
    errors: Errors,
}

impl HandoverPage {
    fn languages(&self) -> Vec<(&'static str, &'static str, bool)> {
        let choice = |t: Language| (t.code(), t.endonym(), self.fields.has("language", t.code()));
        Language::ALL.into_iter().map(choice).collect()
    }
}

#[derive(Template)]
#[template(path = "consultations/take_mandate.html")]
struct TakePage {
    frame: Frame,
    consultation: Consultation,
    handover: Handover,
    from: Account,
}

fn page(
    conn: &mut Conn,
    viewer: &Viewer,
    slug: &str,
    fields: Fields,
    errors: Errors,
) -> Result<(HandoverPage, Standing), Error> {
    let (consultation, who) = consultations::enter(conn, viewer, slug)?;
    may_hand_over_mandate(&who, consultation.id)?;
    let waiting = match handovers::waiting(conn, consultation.id)? {
        Some(one) => Some((sign_in::store::find(conn, one.to_account)?, one.ends_on)),
        None => None,
    };
    let frame = frame(viewer, &who, &consultation, Tab::Team);
    let frame =
        frame.under(format!("{}/team", consultation.path()), viewer.language().say("tab-team"));
    Ok((HandoverPage { frame, consultation, waiting, fields, errors }, who))
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            let fields = Fields::of(&[("language", viewer.language().code())]);
            Ok(page(conn, &viewer, &slug, fields, Errors::default())?.0)
        })
        .await?;
    html(page)
}

fn parse(fields: &Fields, zone: &str, now: Moment) -> Result<Successor, Errors> {
    let mut errors = Errors::default();
    let name = one_line(fields.get("name"));
    if name.is_empty() {
        errors.add("name", "team-name-missing");
    }
    let email = parse_email(fields.get("email"));
    if email.is_none() {
        errors.add("email", "team-email-bad");
    }
    let until = fields.filled("until").map(|day| CivilTime::parse(day, zone, Edge::Closes));
    let until = until.transpose().unwrap_or_else(|_| {
        errors.add("until", "handover-until-bad");
        None
    });
    if until.as_ref().is_some_and(|until| until.at <= now) {
        errors.add("until", "handover-until-past");
    }
    match email {
        Some(email) if errors.is_empty() => {
            Ok(Successor { name, email, language: Language::of(fields.get("language")), until })
        }
        _ => Err(errors),
    }
}

pub async fn begin(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let (now, desk) = (app.now(), app.post());
    let here = slug.clone();
    confirmed_who_may(&app, &asking, &fields, move |conn, asking, now| {
        let viewer = sign_in::signed_in(conn, asking, now)?;
        page(conn, &viewer, &here, Fields::default(), Errors::default()).map(drop)
    })
    .await?;
    let act = move |tx: &mut Tx| {
        let viewer = sign_in::signed_in(tx, &asking, now)?;
        let (mut page, who) = page(tx, &viewer, &slug, fields, Errors::default())?;
        let new = match parse(&page.fields, &page.consultation.time_zone, now) {
            Ok(new) => new,
            Err(errors) => {
                page.errors = errors;
                return Ok(After::faulty(page));
            }
        };
        match handover::begin_handover(tx, &desk, &who, &page.consultation, &new, now)? {
            Begun::Yes => {
                let to = format!("{}/handover", page.consultation.path());
                Ok(After::See(to, "flash-handover-begun"))
            }
            Begun::ToOneself => {
                page.errors.add("email", "handover-to-oneself");
                Ok(After::faulty(page))
            }
        }
    };
    app.write(act).await?.answer()
}

pub async fn cancel(
    app: web::Data<App>,
    asking: Asking,
    slug: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let path = app
        .write(move |tx| {
            let viewer = sign_in::signed_in(tx, &asking, now)?;
            let (consultation, who) = consultations::enter(tx, &viewer, &slug)?;
            handover::cancel_handover(tx, &who, &consultation, now)?;
            Ok(format!("{}/handover", consultation.path()))
        })
        .await?;
    Ok(see_other_saying(&path, "flash-handover-cancelled"))
}

/// The successor's page. Others do not know of it; and looking takes nothing over.
fn offer(conn: &mut Conn, viewer: &Viewer, id: &PublicId) -> Result<(TakePage, Account), Error> {
    let account = viewer.signed_in()?.clone();
    let handover = handovers::find(conn, id)?;
    if handover.to_account != account.id {
        return Err(Error::NotFound);
    }
    let consultation = store::find(conn, handover.consultation_id)?;
    let from = sign_in::store::find(conn, handover.from_account)?;
    Ok((TakePage { frame: viewer.frame(), consultation, handover, from }, account))
}

pub async fn offered(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let page = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            Ok(offer(conn, &viewer, &id)?.0)
        })
        .await?;
    html(page)
}

pub async fn take(
    app: web::Data<App>,
    asking: Asking,
    id: web::Path<PublicId>,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    recently_confirmed(&app, &asking, &fields).await?;
    let (now, desk) = (app.now(), app.post());
    let path = app
        .write(move |tx| {
            let viewer = sign_in::signed_in(tx, &asking, now)?;
            let (page, account) = offer(tx, &viewer, &id)?;
            let TakePage { consultation, handover, .. } = &page;
            handover::take_mandate(tx, &desk, &account, consultation, handover, now)?;
            Ok(page.consultation.path())
        })
        .await?;
    Ok(see_other_saying(&path, "flash-mandate-taken"))
}
