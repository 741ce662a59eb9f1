//! The second step of signing in: the code. Half a session leads here, and nowhere else.

use super::entrance::{frame_of, welcome};
use super::with_cookie;
use crate::app::App;
use crate::secrets::digest_of_token;
use crate::sign_in::store::{Account, sessions};
use crate::sign_in::{Try, acts, guessing, hold_back_network, session_cookie_for};
use crate::web::{Asking, Error, Errors, Fields, Frame, html, html_with, see_other};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "sign_in/code.html")]
struct Code {
    frame: Frame,
    errors: Errors,
    fields: Fields,
}

impl Code {
    fn of(asking: &Asking, account: &Account, errors: Errors, fields: Fields) -> Self {
        // Not yet signed in, whatever the cookie.
        let frame = Frame { name: None, ..frame_of(asking, account) };
        Self { frame, errors, fields }
    }

    /// What was typed into the page that asked to sign in first.
    fn carried(&self) -> impl Iterator<Item = &(String, String)> {
        let names = ["next", "resume"];
        let is_carried = move |name: &str| names.contains(&name) || name.starts_with("typed:");
        self.fields.texts().iter().filter(move |(name, _)| is_carried(name))
    }
}

/// The page's address, for somebody who wants to go to `next`.
pub(super) fn path(next: &str) -> String {
    let query = serde_urlencoded::to_string([("next", next)]).unwrap_or_default();
    format!("/sign-in/code?{query}")
}

/// The page as the answer to a right password.
pub(super) fn ask(
    asking: &Asking,
    account: &Account,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    if fields.filled("resume").is_none() {
        return Ok(see_other(path(fields.get("next"))));
    }
    html(Code::of(asking, account, Errors::default(), fields))
}

/// Whose half session it is; without one there is only the way to the first step.
async fn half(app: &App, asking: &Asking) -> Result<Option<(i64, Account)>, Error> {
    let now = app.now();
    let Some(token) = asking.session.clone() else { return Ok(None) };
    app.read(move |conn| Ok(sessions::find_half(conn, &digest_of_token(&token), now)?)).await
}

fn first_step(fields: &Fields) -> HttpResponse {
    let next = fields.get("next");
    let query = serde_urlencoded::to_string([("next", next)]).unwrap_or_default();
    see_other(format!("/sign-in?{query}"))
}

pub async fn form(
    app: web::Data<App>,
    asking: Asking,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let fields = Fields::from_query(req.query_string());
    match half(&app, &asking).await? {
        Some((_, account)) => html(Code::of(&asking, &account, Errors::default(), fields)),
        None => Ok(first_step(&fields)),
    }
}

pub async fn enter(
    app: web::Data<App>,
    asking: Asking,
    req: HttpRequest,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let Some((session, account)) = half(&app, &asking).await? else {
        // It took too long. What had been typed before goes through the first step again.
        return match fields.filled("resume") {
            Some(_) => super::entrance::again(&asking, fields),
            None => Ok(first_step(&fields)),
        };
    };
    let (email, entered) = (account.email.clone(), account.clone());
    let wait = app.read(move |conn| Ok(guessing::wait_for_code(conn, &email, now)?)).await?;
    if let Some(seconds) = wait {
        return too_many(&asking, &account, fields, seconds);
    }
    if let Err(Error::TooMany { seconds }) = hold_back_network(Try::SignIn, &req).await {
        return too_many(&asking, &account, fields, seconds);
    }
    let code = fields.get("code").to_owned();
    let passed =
        app.write(move |tx| acts::pass_second_factor(tx, &entered, session, &code, now)).await;
    if let Err(Error::TooMany { seconds }) = passed {
        return too_many(&asking, &account, fields, seconds);
    }
    match passed? {
        Some(token) => {
            let cookie = session_cookie_for(&app, &token);
            with_cookie(welcome(&asking, &account, &fields)?, &cookie)
        }
        None => {
            app.counters.sign_in_failures.inc();
            let mut errors = Errors::default();
            errors.add("code", "code-wrong");
            let page = Code::of(&asking, &account, errors, fields);
            html_with(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
    }
}

fn too_many(
    asking: &Asking,
    account: &Account,
    fields: Fields,
    seconds: u64,
) -> Result<HttpResponse, Error> {
    let mut errors = Errors::default();
    let minutes = seconds.div_ceil(60).to_string();
    errors.add_with("code", "code-too-many", vec![("minutes", minutes)]);
    let page = Code::of(asking, account, errors, fields);
    let mut answer = html_with(StatusCode::TOO_MANY_REQUESTS, page)?;
    answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    Ok(answer)
}
