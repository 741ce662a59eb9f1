//! Around every route: the headers of every answer, and the refusal of writes from other origins.

use super::Error;
use crate::app::App;
use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{ResponseError, web};

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; \
    base-uri 'none'; object-src 'none'";

/// The header set of every answer. A page for one signed-in person is never stored.
pub async fn headers(
    req: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let secure = req.app_data::<web::Data<App>>().is_some_and(|app| app.settings.is_secure());
    let mut answer = next.call(req).await?;
    let headers = answer.headers_mut();
    let mut set = |name: &'static str, value: &'static str| {
        let name = HeaderName::from_static(name);
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    set("content-security-policy", CSP);
    set("x-content-type-options", "nosniff");
    // `no-referrer` would make browsers send `Origin: null` on our own forms.
    set("referrer-policy", "same-origin");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set("x-frame-options", "DENY");
    set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    set("cache-control", "no-store");
    if secure {
        set("strict-transport-security", "max-age=31536000");
    }
    Ok(answer)
}

/// Refuses unsafe requests that did not come from our own pages: by Fetch Metadata, or else by
/// Origin; a request with neither is refused if a cookie came with it. (After Go's
/// CrossOriginProtection, and a little stricter.)
pub async fn cross_origin_guard(
    req: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    if req.method().is_safe() || is_from_here(&req) {
        return next.call(req).await;
    }
    if let Some(app) = req.app_data::<web::Data<App>>() {
        app.counters.refused_by_guard.inc();
    }
    Ok(req.into_response(Error::CrossOrigin.error_response()))
}

fn is_from_here(req: &ServiceRequest) -> bool {
    let value = |name: &str| req.headers().get(name).and_then(|value| value.to_str().ok());
    match (value("sec-fetch-site"), value("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let app = req.app_data::<web::Data<App>>();
            app.is_some_and(|app| app.settings.origin == origin)
        }
        (None, None) => !req.headers().contains_key(header::COOKIE),
    }
}
