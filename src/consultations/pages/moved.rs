//! Former addresses: a consultation that was given another is still found by those in letters.

use crate::app::App;
use crate::consultations;
use crate::sign_in;
use crate::web::Asking;
use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{HttpResponse, web};

/// Leads whoever reads `/c/{former}/…` on to the present address, where nothing else is there.
pub async fn former_addresses(
    req: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let answer = next.call(req).await?;
    let req = answer.request();
    if answer.status() != StatusCode::NOT_FOUND || req.method() != Method::GET {
        return Ok(answer);
    }
    let Some(below) = req.path().strip_prefix("/c/") else { return Ok(answer) };
    let Some(app) = req.app_data::<web::Data<App>>().cloned() else { return Ok(answer) };
    let slug = below.split('/').next().unwrap_or_default().to_owned();
    let rest = req.uri().to_string();
    let rest = rest.split_once("/c/").map_or("", |(_, below)| below);
    let rest = rest[rest.find(['/', '?']).unwrap_or(rest.len())..].to_owned();
    let (asking, now) = (Asking::of(req), app.now());
    let found = app
        .read(move |conn| {
            let viewer = sign_in::viewer(conn, &asking, now)?;
            consultations::moved_to(conn, &viewer, &slug)
        })
        .await;
    // Where it cannot be told, the page that was not found is answer enough.
    let Ok(Some(path)) = found else { return Ok(answer) };
    let to = (header::LOCATION, format!("{path}{rest}"));
    Ok(answer.into_response(HttpResponse::Found().insert_header(to).finish()))
}
