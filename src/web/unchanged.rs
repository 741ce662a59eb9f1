//! What somebody has already and what has not changed is not sent again: pages that everybody may read, and files that never
//! change, carry a mark of what is in them (ETag), and whoever has that is answered 304.
//!
//! The mark is a digest of what the reader is sent, and so tells them nothing more. A page for somebody signed in is kept
//! nowhere, and has none.

use crate::signing::hex;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use sha2::{Digest, Sha256};

/// Browsers may keep it, and ask each time whether it is still so.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
/// What a page for nobody in particular depends on, apart from its address.
const DEPENDS_ON: HeaderValue = HeaderValue::from_static("cookie, accept-language");

/// An answer to be given to whoever asks the same. Its mark is among the headers.
#[derive(Debug)]
pub(super) struct Kept {
    headers: HeaderMap,
    pub(super) bytes: Bytes,
}

/// Either that, or what is for one request alone.
pub(super) enum Answer {
    ForAll(Kept),
    ForOne(ServiceResponse<BoxBody>),
}

/// Around what is the same for everybody, whatever is stored.
pub async fn unless_unchanged(
    req: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let asked = req.request().clone();
    Ok(given(&asked, kept(next.call(req).await?, false)))
}

pub(super) fn given(asked: &HttpRequest, answer: Answer) -> ServiceResponse<BoxBody> {
    match answer {
        Answer::ForAll(page) => ServiceResponse::new(asked.clone(), page.answer(asked.headers())),
        Answer::ForOne(answer) => answer,
    }
}

/// What may be given to whoever asks the same. Of what somebody asks who is signed in that is only what says so itself.
pub(super) fn kept(answer: ServiceResponse<BoxBody>, is_for_one: bool) -> Answer {
    let is_for_ever = answer.headers().contains_key(header::CACHE_CONTROL);
    let sets_cookie = answer.headers().contains_key(header::SET_COOKIE);
    if answer.status() != StatusCode::OK || sets_cookie || (is_for_one && !is_for_ever) {
        return Answer::ForOne(answer);
    }
    let (req, answer) = answer.into_parts();
    let (answer, body) = answer.into_parts();
    let bytes = match body.try_into_bytes() {
        Ok(bytes) => bytes,
        Err(body) => return Answer::ForOne(ServiceResponse::new(req, answer.set_body(body))),
    };
    let mut headers = answer.headers().clone();
    headers.insert(header::ETAG, mark(&bytes));
    if !is_for_ever {
        headers.insert(header::CACHE_CONTROL, ASK_AGAIN);
        headers.insert(header::VARY, DEPENDS_ON);
    }
    Answer::ForAll(Kept { headers, bytes })
}

impl Kept {
    /// For somebody who asks with these headers.
    pub(super) fn answer(&self, asked: &HeaderMap) -> HttpResponse {
        if !self.headers.get(header::ETAG).is_some_and(|mark| has(asked, mark)) {
            let mut whole = HttpResponse::Ok().body(self.bytes.clone());
            *whole.headers_mut() = self.headers.clone();
            return whole;
        }
        let mut unchanged = HttpResponse::new(StatusCode::NOT_MODIFIED);
        for name in [header::ETAG, header::CACHE_CONTROL, header::VARY] {
            if let Some(value) = self.headers.get(&name) {
                unchanged.headers_mut().insert(name, value.clone());
            }
        }
        unchanged
    }
}

fn mark(bytes: &[u8]) -> HeaderValue {
    let digest = Sha256::digest(bytes);
    let mark = format!("\"{}\"", hex(&digest[..16]));
    HeaderValue::from_str(&mark).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Does the browser say that it has this?
fn has(headers: &HeaderMap, mark: &HeaderValue) -> bool {
    let said = headers.get_all(header::IF_NONE_MATCH).filter_map(|said| said.to_str().ok());
    said.flat_map(|said| said.split(','))
        .map(str::trim)
        .any(|said| said == "*" || said.trim_start_matches("W/").as_bytes() == mark.as_bytes())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_it_says_so_in_one_of_several_ways() {
        let tag = mark(b"a page");
        let mark = tag.to_str().unwrap().to_owned();
        assert_eq!(mark.len(), 34);
        let says = |said: &[&str]| {
            let mut headers = HeaderMap::new();
            for said in said {
                headers.append(header::IF_NONE_MATCH, HeaderValue::from_str(said).unwrap());
            }
            has(&headers, &tag)
        };
        let among = format!("\"other\", {mark}");
        let weak = format!("W/{mark}");
        for said in
            [vec![mark.as_str()], vec![&among], vec![&weak], vec!["*"], vec!["\"o\"", &mark]]
        {
            assert!(says(&said), "{said:?}");
        }
        for said in [vec![], vec!["\"other\""], vec![mark.trim_matches('"')], vec![""]] {
            assert!(!says(&said), "{said:?}");
        }
    }
}
