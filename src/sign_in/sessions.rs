//! Sessions: begun at sign-in, lengthened by acts, ended by signing out or a new password.
//!
//! Reading a page writes nothing, so only acts (POSTs; autosave is one) lengthen a session. How
//! long it lasts stands, with the reasons, in `store/sessions.rs`.

use super::store::{second_factors, sessions as store};
use crate::app::App;
use crate::db::Tx;
use crate::procedure::Moment;
use crate::procedure::keys::AccountKey;
use crate::secrets::{Token, digest_of_token};
use crate::web::{self, Error};
use actix_web::body::BoxBody;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use diesel::QueryResult;

/// A session that has begun.
pub struct Begun {
    /// Goes into the cookie of [`session_cookie_for`].
    pub token: Token,
    /// A second factor is on: the session opens nothing before `/sign-in/code` has its answer.
    pub is_half: bool,
}

/// Begins a session for whoever has shown that the account is theirs: by the password, or by a
/// link. Where a second factor is on it is half a session yet, whichever way somebody came.
pub fn start_session(tx: &mut Tx, account: AccountKey, now: Moment) -> QueryResult<Begun> {
    let is_half = second_factors::is_on(tx, account)?;
    Ok(Begun { token: start(tx, account, is_half, now)?, is_half })
}

/// Begins a session of somebody whose second factor, if any, has been asked for.
pub(super) fn start_whole_session(
    tx: &mut Tx,
    account: AccountKey,
    now: Moment,
) -> QueryResult<Token> {
    start(tx, account, false, now)
}

fn start(tx: &mut Tx, account: AccountKey, half: bool, now: Moment) -> QueryResult<Token> {
    let token = Token::fresh();
    store::insert(tx, account, &token.digest(), half, now)?;
    store::forget(tx, now.plus_days(-30))?;
    Ok(token)
}

/// The cookie to send after [`start_session`]. It has no date: closing the browser ends it.
pub fn session_cookie_for(app: &App, token: &Token) -> Cookie<'static> {
    cookie(app, token.reveal().to_owned()).finish()
}

/// A cookie that takes the session's away.
pub(super) fn no_session_cookie(app: &App) -> Cookie<'static> {
    let mut cookie = cookie(app, String::new()).finish();
    cookie.make_removal();
    cookie
}

fn cookie(app: &App, value: String) -> actix_web::cookie::CookieBuilder<'static> {
    let secure = app.settings.is_secure();
    Cookie::build(web::session_cookie(secure), value)
        .path("/")
        .http_only(true)
        .secure(secure)
        .same_site(SameSite::Lax)
}

/// Around every route: an act by somebody signed in lengthens the session.
pub async fn lengthen_session(
    req: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let app = req.app_data::<Data<App>>().cloned().filter(|_| !req.method().is_safe());
    let cookie = app.as_ref().and_then(|app| {
        let cookie = req.cookie(web::session_cookie(app.settings.is_secure()))?;
        Some(digest_of_token(cookie.value()))
    });
    // The act comes first: where the database is held, its person waits once and not twice.
    let answer = next.call(req).await?;
    if let (Some(app), Some(digest), false) = (app, cookie, answer.status().is_server_error())
        && let Err(error) = lengthen(&app, digest).await
    {
        tracing::warn!(%error, "a session was not lengthened");
    }
    Ok(answer)
}

async fn lengthen(app: &App, digest: Vec<u8>) -> Result<(), Error> {
    let now = app.now();
    let asked = digest.clone();
    let until = app.read(move |conn| Ok(store::lengthened(conn, &asked, now)?)).await?;
    match until {
        Some(until) => app.write(move |tx| Ok(store::lengthen(tx, &digest, until, now)?)).await,
        None => Ok(()),
    }
}
