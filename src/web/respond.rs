//! Answers: pages, redirects, files.

use super::Error;
use crate::text::hidden::is_hidden;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    self, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
};
use askama::Template;

pub fn html(page: impl Template) -> Result<HttpResponse, Error> {
    html_with(StatusCode::OK, page)
}

/// A page with another status: 422 for a form with faults, 409 for a conflict.
pub fn html_with(status: StatusCode, page: impl Template) -> Result<HttpResponse, Error> {
    let body = page.render().map_err(|error| Error::Internal(error.into()))?;
    Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(body))
}

pub fn json(value: &serde_json::Value) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json; charset=utf-8").body(value.to_string())
}

/// After an act: 303 to the page that shows its result.
pub fn see_other(to: impl Into<String>) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, to.into())).finish()
}

/// The same, with a short message to show there: `key` begins with "flash-".
pub fn see_other_saying(to: &str, key: &str) -> HttpResponse {
    let (path, anchor) = match to.split_once('#') {
        Some((path, anchor)) => (path, format!("#{anchor}")),
        None => (to, String::new()),
    };
    let joint = if path.contains('?') { '&' } else { '?' };
    see_other(format!("{path}{joint}said={key}{anchor}"))
}

/// What follows a form: the act was done, and there is a page that shows it; or the page of the
/// form comes again, with what was typed.
pub enum After<P> {
    /// Go to this address and say this ("flash-…") there.
    See(String, &'static str),
    Again(StatusCode, P),
}

impl<P> After<P> {
    /// The form has faults.
    pub fn faulty(page: P) -> Self {
        Self::Again(StatusCode::UNPROCESSABLE_ENTITY, page)
    }
}

impl<P: Template> After<P> {
    pub fn answer(self) -> Result<HttpResponse, Error> {
        match self {
            Self::See(to, said) => Ok(see_other_saying(&to, said)),
            Self::Again(status, page) => html_with(status, page),
        }
    }
}

/// A file to keep. The name may be anybody's: it is sent as RFC 6266 says, and browsers are told
/// to save, never to show or run it. What nobody sees, and what turns the ending, is left out of it.
pub fn download(name: &str, media_type: &str, bytes: Vec<u8>) -> HttpResponse {
    let name: String = name.chars().filter(|c| !is_hidden(*c)).collect();
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' })
        .collect();
    let disposition = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![
            DispositionParam::Filename(plain),
            DispositionParam::FilenameExt(ExtendedValue {
                charset: Charset::Ext("UTF-8".into()),
                language_tag: None,
                value: name.as_bytes().to_vec(),
            }),
        ],
    };
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header(disposition)
        .insert_header(("Content-Security-Policy", "sandbox; default-src 'none'"))
        .body(bytes)
}
