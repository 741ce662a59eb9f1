//! One's second factor: switched on with a code, moved to another device, its recovery codes.

use super::account::whose;
use super::with_cookie;
use crate::app::App;
use crate::sign_in::local_paths::local_path;
use crate::sign_in::store::{Account, second_factors, sessions};
use crate::sign_in::{
    SharedSecret, Viewer, WhenSecondFactor, acts, parked, recently_confirmed, second_factor,
    session_cookie_for,
};
use crate::web::{
    Asking, Error, Errors, Fields, Frame, html, html_with, see_other, see_other_saying,
};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use qrcode::{Color, QrCode};

#[derive(Template)]
#[template(path = "sign_in/second_factor.html")]
struct Show {
    frame: Frame,
    /// Since when it is on, and how many recovery codes are left.
    on: Option<(String, i64)>,
    /// The staff must have it on this server.
    is_required: bool,
    /// What an app is to be given: for those who have none, or another device.
    enrolment: Option<Enrolment>,
    errors: Errors,
    next: String,
}

struct Enrolment {
    secret: SharedSecret,
    link: String,
}

impl Enrolment {
    fn of(secret: SharedSecret, account: &Account) -> Self {
        let link = secret.link(&account.email);
        Self { secret, link }
    }

    /// The square pattern that a telephone reads, as an SVG path; its side, with the margin.
    fn pattern(&self) -> Option<Pattern> {
        let code = QrCode::new(self.link.as_bytes()).ok()?;
        let width = code.width();
        let dark = code.to_colors().into_iter().enumerate();
        let squares = dark
            .filter(|(_, color)| *color == Color::Dark)
            .map(|(n, _)| format!("M{} {}h1v1h-1z", n % width + MARGIN, n / width + MARGIN));
        Some(Pattern { side: width + 2 * MARGIN, path: squares.collect() })
    }
}

/// Readers of patterns want a light border of four squares.
const MARGIN: usize = 4;

struct Pattern {
    side: usize,
    path: String,
}

#[derive(Template)]
#[template(path = "sign_in/recovery_codes.html")]
struct Codes {
    frame: Frame,
    codes: Vec<String>,
    next: String,
    /// Something had been typed before the second factor had to be set up.
    has_typed: bool,
}

fn next_of(fields: &Fields) -> String {
    local_path(fields.get("next")).unwrap_or("/account").to_owned()
}

async fn page(
    app: &App,
    viewer: &Viewer,
    account: &Account,
    fields: &Fields,
    errors: Errors,
) -> Result<Show, Error> {
    let key = account.id;
    let (factor, left, is_staff) = app
        .read(move |conn| {
            let factor = second_factors::find(conn, key)?;
            let left = second_factor::codes_left(conn, key)?;
            Ok((factor, left, sessions::is_staff(conn, key)?))
        })
        .await?;
    let frame = viewer.frame().under("/account", viewer.language().say("account-title"));
    let wants_another = fields.is_ticked("another") || fields.is_ticked("shared_key");
    let enrolment = (factor.is_none() || wants_another).then(|| {
        // The same secret again after a wrong code: the app has it already.
        let secret = SharedSecret::parse(fields.get("shared_key"));
        Enrolment::of(secret.unwrap_or_else(SharedSecret::fresh), account)
    });
    Ok(Show {
        on: factor.map(|factor| (frame.t.day(factor.confirmed_at, "UTC"), left)),
        is_required: is_staff && app.settings.second_factor == WhenSecondFactor::Required,
        frame,
        enrolment,
        errors,
        next: next_of(fields),
    })
}

pub async fn show(
    app: web::Data<App>,
    asking: Asking,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let (viewer, account) = whose(&app, asking).await?;
    let fields = Fields::from_query(req.query_string());
    html(page(&app, &viewer, &account, &fields, Errors::default()).await?)
}

/// Switches it on, or moves it. Every session ends, since none of them had the new second factor,
/// and this one goes on under another token.
pub async fn turn_on(
    app: web::Data<App>,
    asking: Asking,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    recently_confirmed(&app, &asking, &fields).await?;
    let (viewer, account) = whose(&app, asking).await?;
    let now = app.now();
    let secret = SharedSecret::parse(fields.get("shared_key"));
    let code = fields.get("enrolment_code").to_owned();
    let turned_on = match secret {
        Some(secret) => {
            let (account, session) = (account.clone(), viewer.session);
            app.write(move |tx| {
                acts::still_signed_in(tx, session)?;
                let codes = second_factor::turn_on(tx, &account, &secret, &code, now)?;
                let Some(codes) = codes else { return Ok(None) };
                Ok(Some((codes, acts::begin_anew(tx, &account, now)?)))
            })
            .await?
        }
        None => None,
    };
    let Some((codes, token)) = turned_on else {
        let mut errors = Errors::default();
        errors.add("enrolment_code", "second-factor-code-wrong");
        let page = page(&app, &viewer, &account, &fields, errors).await?;
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    };
    let id = account.id;
    let has_typed = app.read(move |conn| Ok(parked::of(conn, id, now)?)).await?.is_some();
    let page = Codes { frame: viewer.frame(), codes, next: next_of(&fields), has_typed };
    with_cookie(html(page)?, &session_cookie_for(&app, &token))
}

pub async fn renew_codes(
    app: web::Data<App>,
    asking: Asking,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    recently_confirmed(&app, &asking, &fields).await?;
    let (viewer, account) = whose(&app, asking).await?;
    let (now, session) = (app.now(), viewer.session);
    let codes = app
        .write(move |tx| {
            acts::still_signed_in(tx, session)?;
            match second_factors::is_on(tx, account.id)? {
                true => Ok(Some(second_factor::renew_codes(tx, &account, now)?)),
                false => Ok(None),
            }
        })
        .await?;
    let next = "/account/second-factor".to_owned();
    let Some(codes) = codes else { return Ok(see_other(next)) };
    html(Codes { frame: viewer.frame(), codes, next, has_typed: false })
}

/// Not for the staff where it is required.
pub async fn turn_off(
    app: web::Data<App>,
    asking: Asking,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    recently_confirmed(&app, &asking, &fields).await?;
    let (viewer, account) = whose(&app, asking).await?;
    let page = page(&app, &viewer, &account, &fields, Errors::default()).await?;
    if page.is_required {
        return html_with(StatusCode::CONFLICT, page);
    }
    let now = app.now();
    let session = viewer.session;
    app.write(move |tx| {
        acts::still_signed_in(tx, session)?;
        Ok(second_factor::turn_off(tx, &account, now)?)
    })
    .await?;
    Ok(see_other_saying("/account/second-factor", "flash-second-factor-off"))
}
