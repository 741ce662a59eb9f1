//! Around every route, before anything else: a request has a name of its own, is counted, and leaves one line in the
//! log. It says what kind of address was asked for and how it was answered; not by whom, from where, or of which thing.

use super::connections::{Answering, in_pieces};
use crate::app::App;
use crate::secrets;
use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, web};
use std::fmt;
use std::time::{Duration, Instant};
use tracing::Instrument;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// What a person and the log call the same request by. What the request itself says is not asked: it would stand in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(String);

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

pub async fn requests(
    req: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let began = Instant::now();
    let id = RequestId(secrets::reference());
    req.extensions_mut().insert(id.clone());
    let app = req.app_data::<web::Data<App>>().cloned();
    let _answering = Answering::begin(&req);
    let _at_work = app.as_ref().map(|app| app.counters.begin_request());
    let span = tracing::info_span!(target: "travaux::request", "request", %id);
    let mut answer = next.call(req).instrument(span).await?;
    note(app.as_ref().map(|app| app.get_ref()), &id, &answer, began.elapsed());
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        answer.headers_mut().insert(HEADER, value);
    }
    Ok(answer.map_body(|_, body| in_pieces(body)))
}

fn note(app: Option<&App>, id: &RequestId, answer: &ServiceResponse<BoxBody>, took: Duration) {
    let req = answer.request();
    // What leads nowhere has no pattern, and its path is anybody's invention.
    let route = req.match_pattern().unwrap_or_else(|| "nowhere".to_owned());
    let (method, status) = (req.method().as_str(), answer.status().as_u16());
    if let Some(app) = app {
        app.counters.answered(&route, method, status, took);
    }
    // A proxy that asks every few seconds would fill the log.
    if super::health::ADDRESSES.contains(&route.as_str()) && status < 300 {
        return;
    }
    let method = match method {
        known @ ("GET" | "HEAD" | "POST") => known,
        _ => "other",
    };
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(target: "travaux::request", %id, method, route, status, milliseconds, "answered");
}
