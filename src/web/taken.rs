//! What a form may hold: each address says beside its route which fields it takes, and whatever
//! holds another is refused, before anything is looked up or done.

use super::{Error, Fields};
use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, ResponseError};

/// The names of fields that an address takes. One that ends with `*` stands for all that begin so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken(Vec<&'static str>);

impl Taken {
    /// Adds names, with spaces between them: "title note".
    pub fn add(&mut self, names: &'static str) {
        self.0.extend(names.split_whitespace());
    }

    /// The names as they were added; one that ends with `*` stands for all that begin so.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().copied()
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|taken| match taken.strip_suffix('*') {
            Some(beginning) => name.starts_with(beginning),
            None => *taken == name,
        })
    }

    fn check(&self, fields: &Fields) -> Result<(), Error> {
        match fields.names().find(|name| !self.has(name)) {
            Some(unknown) => Err(Error::UnknownField(unknown.to_owned())),
            None => Ok(()),
        }
    }
}

/// A form that has been read and not yet been handed to its handler.
pub(super) struct Unread(pub(super) Fields);

/// Around every address that takes forms, also those whose handler reads none.
pub async fn only_what_is_taken(
    taken: &Taken,
    mut req: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let read = req.extract::<Fields>().await;
    match read.and_then(|fields| taken.check(&fields).map(|()| fields)) {
        Ok(fields) => {
            req.extensions_mut().insert(Unread(fields));
            next.call(req).await
        }
        Err(error) => Ok(req.into_response(error.error_response())),
    }
}
