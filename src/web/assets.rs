//! The stylesheet and the script: in the binary, at addresses that change with their content, so
//! that browsers may keep them for ever.

use super::Error;
use crate::signing::hex;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const CSS: &str = include_str!("assets/travaux.css");
const JS: &str = include_str!("assets/travaux.js");
const ICON: &str = include_str!("assets/icon.svg");

static CSS_PATH: LazyLock<String> = LazyLock::new(|| path(CSS, "css"));
static JS_PATH: LazyLock<String> = LazyLock::new(|| path(JS, "js"));

fn path(content: &str, ending: &str) -> String {
    let digest = Sha256::digest(content.as_bytes());
    format!("/assets/travaux-{}.{ending}", hex(&digest[..6]))
}

pub fn css_path() -> &'static str {
    &CSS_PATH
}

pub fn js_path() -> &'static str {
    &JS_PATH
}

pub async fn asset(name: web::Path<String>) -> Result<HttpResponse, Error> {
    let path = format!("/assets/{name}");
    let (media_type, body) = match path.as_str() {
        p if p == css_path() => ("text/css; charset=utf-8", CSS),
        p if p == js_path() => ("text/javascript; charset=utf-8", JS),
        "/assets/icon.svg" => ("image/svg+xml", ICON),
        _ => return Err(Error::NotFound),
    };
    Ok(HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(body))
}
