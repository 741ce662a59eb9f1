//! How the library that speaks S3's protocol speaks HTTP: through [`https::agent`], one request at a
//! time, on the thread that asks.

use crate::https;
use async_trait::async_trait;
use http_body_util::BodyExt;
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpService,
};
use std::path::Path;
use std::time::Duration;
use ureq::Agent;
use ureq::http::Request;
use ureq::http::request::Parts;

/// A part of a file is 1 MB; an answer that goes on and on is none of ours.
const LONGEST: u64 = 8 * 1024 * 1024;

#[derive(Debug, Clone)]
pub struct Http(Agent);

impl Http {
    /// Believes the system's authorities, or those in a file.
    pub fn new(ca: Option<&Path>, patience: Duration) -> anyhow::Result<Self> {
        Ok(Self(https::agent(ca, patience)?))
    }

    fn ask(&self, head: Parts, body: &[u8]) -> Result<HttpResponse, ureq::Error> {
        let answer = match body.is_empty() {
            true => self.0.run(Request::from_parts(head, ())),
            false => self.0.run(Request::from_parts(head, body)),
        };
        let (head, body) = answer?.into_parts();
        let body = body.into_with_config().limit(LONGEST).read_to_vec()?;
        Ok(HttpResponse::from_parts(head, body.into()))
    }
}

impl HttpConnector for Http {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.clone()))
    }
}

#[async_trait]
impl HttpService for Http {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let (head, body) = request.into_parts();
        let body = body.collect().await?.to_bytes();
        let answer = self.ask(head.clone(), &body).or_else(|error| match error {
            ureq::Error::Timeout(_) => Err(error),
            // A connection that was kept may have been closed at the other end a moment ago. All that is
            // asked of a depot may be asked twice.
            _ => self.ask(head, &body),
        });
        answer.map_err(failed)
    }
}

fn failed(error: ureq::Error) -> HttpError {
    let kind = match error {
        ureq::Error::Timeout(_) => HttpErrorKind::Timeout,
        ureq::Error::ConnectionFailed | ureq::Error::HostNotFound => HttpErrorKind::Connect,
        _ => HttpErrorKind::Unknown,
    };
    HttpError::new(kind, error)
}
