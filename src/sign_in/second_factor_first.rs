//! Around every route, where the second factor is required: whoever has a role and none yet is led
//! to the page where it is set up, whatever they asked for.

use super::parked;
use super::store::{second_factors, sessions};
use crate::app::App;
use crate::db::Conn;
use crate::procedure::Moment;
use crate::procedure::keys::AccountKey;
use crate::secrets::digest_of_token;
use crate::web::{self, Asking, Error, Fields, Stranger, see_other};
use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpMessage, ResponseError};

/// Whether the staff must have a second factor. Participants may always switch it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum WhenSecondFactor {
    /// Leads, drafters, round administrators, auditors and system administrators must.
    Required,
    /// Everybody may: for trying things out.
    Offered,
}

/// Where one can go without: in and out, one's own account, and what every page needs.
const OPEN: [&str; 8] = [
    "/account",
    "/assets",
    "/confirmation",
    "/language",
    "/links",
    "/password-reset",
    "/sign-in",
    "/sign-out",
];

/// Whoever still owes the code of the second step is led to it, wherever something is only for those
/// who are signed in; and whose session has ended is no longer called by the name of one.
pub async fn second_factor_first(
    req: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let answer = enrolment_first(req, next).await?;
    let req = answer.request();
    let app = req.app_data::<Data<App>>().cloned();
    let (Some(app), Some(token)) = (app, Asking::of(req).session) else { return Ok(answer) };
    let status = answer.status();
    if !status.is_client_error() {
        return Ok(answer);
    }
    let (digest, now) = (digest_of_token(&token), app.now());
    let looked = app.read(move |conn| {
        let is_whole = sessions::find(conn, &digest, now)?.is_some();
        Ok((is_whole, !is_whole && sessions::find_half(conn, &digest, now)?.is_some()))
    });
    let Ok((is_whole, is_half)) = looked.await else { return Ok(answer) };
    if !is_whole {
        req.extensions_mut().insert(Stranger);
    }
    let leads = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::NOT_FOUND);
    if is_half && leads && req.method().is_safe() && !is_open(req.path()) {
        let here = Asking::of(req).here;
        let query = serde_urlencoded::to_string([("next", &here)]).unwrap_or_default();
        return Ok(answer.into_response(see_other(format!("/sign-in/code?{query}"))));
    }
    Ok(answer)
}

fn is_open(path: &str) -> bool {
    OPEN.iter().any(|open| {
        let rest = path.strip_prefix(open);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// Lets everybody through but the staff without a second factor. What these had typed waits for
/// them ([`super::parked`]).
async fn enrolment_first(
    mut req: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let Some(app) = req.app_data::<Data<App>>().cloned() else { return next.call(req).await };
    if is_open(req.path()) || app.settings.second_factor == WhenSecondFactor::Offered {
        return next.call(req).await;
    }
    let Some(cookie) = req.cookie(web::session_cookie(app.settings.is_secure())) else {
        return next.call(req).await;
    };
    let (digest, now) = (digest_of_token(cookie.value()), app.now());
    match app.read(move |conn| Ok(who_owes_it(conn, &digest, now)?)).await {
        Ok(None) => next.call(req).await,
        Ok(Some(account)) => {
            let asking = Asking::of(req.request());
            let mut back = asking.here;
            if !req.method().is_safe() {
                back = "/".into();
                if let Ok(fields) = req.extract::<Fields>().await {
                    let (path, typed) = (req.path().to_owned(), fields.texts().to_vec());
                    let kept = app
                        .write(move |tx| Ok(parked::keep(tx, account, &path, typed, now)?))
                        .await;
                    if let Err(error) = kept {
                        return Ok(refused(req, &error));
                    }
                }
            }
            let query = serde_urlencoded::to_string([("next", &back)]).unwrap_or_default();
            Ok(req.into_response(see_other(format!("/account/second-factor?{query}"))))
        }
        // Who could not be looked up is not let through.
        Err(error) => Ok(refused(req, &error)),
    }
}

fn refused(req: ServiceRequest, error: &Error) -> ServiceResponse<BoxBody> {
    req.into_response(error.error_response())
}

fn who_owes_it(
    conn: &mut Conn,
    digest: &[u8],
    now: Moment,
) -> diesel::QueryResult<Option<AccountKey>> {
    let Some((_, account)) = sessions::find(conn, digest, now)? else { return Ok(None) };
    let owes = sessions::is_staff(conn, account.id)? && !second_factors::is_on(conn, account.id)?;
    Ok(owes.then_some(account.id))
}
