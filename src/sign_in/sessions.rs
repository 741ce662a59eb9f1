//! Sessions: begun at sign-in, lengthened by acts, ended by signing out or a new password.
//!
//! Reading a page writes nothing, so only acts (POSTs; autosave is one) lengthen a session: it
//! ends eight hours after the last of them, and seven days after it began at the latest.

use super::store;
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

/// Begins a session; its token goes into the cookie of [`session_cookie_for`].
pub fn start_session(tx: &mut Tx, account: AccountKey, now: Moment) -> QueryResult<Token> {
    let token = Token::fresh();
    store::insert_session(tx, account, &token.digest(), now)?;
    store::forget_sessions(tx, now.plus_days(-30))?;
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
    let app = req.app_data::<Data<App>>().cloned();
    if let (Some(app), false) = (app, req.method().is_safe()) {
        let cookie = req.cookie(web::session_cookie(app.settings.is_secure()));
        if let Some(cookie) = cookie {
            let lengthened = lengthen(&app, digest_of_token(cookie.value())).await;
            if let Err(error) = lengthened {
                // The act itself is worth more than the session's length.
                tracing::warn!(%error, "a session was not lengthened");
            }
        }
    }
    next.call(req).await
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
