//! Coming in, going out, and the language of the visit.

use super::{code, with_cookie};
use crate::app::App;
use crate::languages::Language;
use crate::sign_in::local_paths::local_path;
use crate::sign_in::sessions::{self, Begun};
use crate::sign_in::store::{self, Account};
use crate::sign_in::{
    Try, acts, guessing, hold_back_network, normalized, parked, session_cookie_for, viewer,
};
use crate::web::{
    Asking, Error, Errors, Fields, Frame, html, html_with, language_cookie, see_other,
};
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "sign_in/sign_in.html")]
struct SignIn {
    frame: Frame,
    errors: Errors,
    fields: Fields,
}

impl SignIn {
    /// What was typed into the page that asked to sign in first; it goes through this one.
    fn carried(&self) -> impl Iterator<Item = &(String, String)> {
        self.fields.texts().iter().filter(|(name, _)| name.starts_with("typed:"))
    }
}

#[derive(Template)]
#[template(path = "sign_in/welcome_back.html")]
struct WelcomeBack {
    frame: Frame,
    resume: String,
    typed: Vec<(String, String)>,
}

pub async fn sign_in_form(
    app: web::Data<App>,
    asking: Asking,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let now = app.now();
    let viewer = app.read(move |conn| Ok(viewer(conn, &asking, now)?)).await?;
    let fields = Fields::from_query(req.query_string());
    if viewer.account.is_some() {
        return Ok(see_other(local_path(fields.get("next")).unwrap_or("/")));
    }
    html(SignIn { frame: viewer.frame(), errors: Errors::default(), fields })
}

pub async fn sign_in(
    app: web::Data<App>,
    asking: Asking,
    req: HttpRequest,
    fields: Fields,
) -> Result<HttpResponse, Error> {
    let email = normalized(fields.get("email"));
    let now = app.now();
    let asked = email.clone();
    let wait = app.read(move |conn| Ok(guessing::wait(conn, &asked, now)?)).await?;
    if let Some(seconds) = wait {
        return too_many(&asking, fields, seconds);
    }
    if let Err(Error::TooMany { seconds }) = hold_back_network(Try::SignIn, &req).await {
        return too_many(&asking, fields, seconds);
    }
    let checked = check(&app, email, fields.get("password").to_owned()).await;
    if let Err(Error::TooMany { seconds }) = checked {
        return too_many(&asking, fields, seconds);
    }
    match checked? {
        Some((account, begun)) => {
            let cookie = session_cookie_for(&app, &begun.token);
            let answer = match begun.is_half {
                true => code::ask(&asking, &account, fields)?,
                false => welcome(&asking, &account, &fields)?,
            };
            with_cookie(answer, &cookie)
        }
        None => {
            app.counters.sign_in_failures.inc();
            let mut errors = Errors::default();
            // One sentence for a wrong password and for an account that is not there.
            errors.add("email", "sign-in-failed");
            let frame = nobody(&asking);
            html_with(StatusCode::UNPROCESSABLE_ENTITY, SignIn { frame, errors, fields })
        }
    }
}

/// The account and a session's token, if the password is right. Whatever is wrong, the same work
/// is done.
async fn check(
    app: &App,
    email: String,
    password: String,
) -> Result<Option<(Account, Begun)>, Error> {
    let now = app.now();
    let asked = email.clone();
    let found = app
        .read(move |conn| {
            let account = store::find_by_email(conn, &asked)?;
            let hash = match &account {
                Some(account) => store::password_hash(conn, account.id)?,
                None => None,
            };
            Ok((account, hash))
        })
        .await?;
    let (account, hash) = found;
    let is_right = app.hasher.verify(password.clone(), hash.clone()).await?;
    let (Some(account), Some(hash), true) = (account.clone(), hash, is_right) else {
        app.write(move |tx| Ok(acts::note_failure(tx, &email, account.as_ref(), now)?)).await?;
        return Ok(None);
    };
    let better = match app.hasher.is_outdated(&hash) {
        true => Some(app.hasher.hash(password).await?),
        false => None,
    };
    app.write(move |tx| {
        let begun = acts::begin_visit(tx, &account, &hash, better.as_deref(), now)?;
        Ok(begun.map(|begun| (account, begun)))
    })
    .await
}

/// After a good sign-in: on to where the person wanted to go; or what they had typed, to be sent
/// by their own hand.
pub(super) fn welcome(
    asking: &Asking,
    account: &Account,
    fields: &Fields,
) -> Result<HttpResponse, Error> {
    let typed = fields
        .texts()
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("typed:")?.to_owned(), value.clone())));
    let typed: Vec<(String, String)> = typed.collect();
    match local_path(fields.get("resume")) {
        Some(resume) if !typed.is_empty() => {
            let frame = frame_of(asking, account);
            html(WelcomeBack { frame, resume: resume.to_owned(), typed })
        }
        _ => Ok(see_other(local_path(fields.get("next")).unwrap_or("/"))),
    }
}

/// What somebody had typed when the second factor had to be set up first: it waits an hour.
pub async fn typed(app: web::Data<App>, asking: Asking) -> Result<HttpResponse, Error> {
    let now = app.now();
    let asked = asking.clone();
    let viewer = app.read(move |conn| Ok(viewer(conn, &asked, now)?)).await?;
    let account = viewer.signed_in()?;
    let id = account.id;
    let Some(parked) = app.read(move |conn| Ok(parked::of(conn, id, now)?)).await? else {
        return Ok(see_other("/account"));
    };
    let frame = viewer.frame();
    html(WelcomeBack { frame, resume: parked.path, typed: parked.typed })
}

/// The frame for somebody who has just come in, in the language of the account.
pub(super) fn frame_of(asking: &Asking, account: &Account) -> Frame {
    let mut frame = Frame::plain(asking);
    if !asking.language_was_chosen {
        frame.t = Language::of(&account.language);
    }
    frame.name = Some(account.name.clone());
    frame.here = "/".into();
    frame
}

/// The first step once more, for somebody who took too long over the second; what was typed
/// before comes along.
pub(super) fn again(asking: &Asking, fields: Fields) -> Result<HttpResponse, Error> {
    let mut errors = Errors::default();
    errors.add("email", "code-too-late");
    let page = SignIn { frame: nobody(asking), errors, fields };
    html_with(StatusCode::UNPROCESSABLE_ENTITY, page)
}

fn too_many(asking: &Asking, fields: Fields, seconds: u64) -> Result<HttpResponse, Error> {
    let mut errors = Errors::default();
    let minutes = seconds.div_ceil(60).to_string();
    errors.add_with("email", "sign-in-too-many", vec![("minutes", minutes)]);
    let page = SignIn { frame: nobody(asking), errors, fields };
    let mut answer = html_with(StatusCode::TOO_MANY_REQUESTS, page)?;
    answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    Ok(answer)
}

/// The frame for somebody whose cookie, if any, does not count.
fn nobody(asking: &Asking) -> Frame {
    Frame { name: None, ..Frame::plain(asking) }
}

pub async fn sign_out(app: web::Data<App>, asking: Asking) -> Result<HttpResponse, Error> {
    let now = app.now();
    app.write(move |tx| {
        let viewer = viewer(tx, &asking, now)?;
        if let Some(account) = &viewer.account {
            acts::sign_out(tx, account, viewer.session, now)?;
        }
        Ok(())
    })
    .await?;
    let mut answer = see_other("/?said=flash-signed-out");
    // Pages that the browser still holds are gone for whoever uses it next.
    answer.headers_mut().insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    with_cookie(answer, &sessions::no_session_cookie(&app))
}

/// Chooses the language of this browser for a year. A GET, since it changes nothing of ours.
pub async fn language(
    app: web::Data<App>,
    code: web::Path<String>,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let language = Language::known(&code).ok_or(Error::NotFound)?;
    let fields = Fields::from_query(req.query_string());
    let secure = app.settings.is_secure();
    let cookie = Cookie::build(language_cookie(secure), language.code())
        .path("/")
        .max_age(Duration::days(365))
        .http_only(true)
        .secure(secure)
        .same_site(SameSite::Lax)
        .finish();
    with_cookie(see_other(local_path(fields.get("next")).unwrap_or("/")), &cookie)
}
