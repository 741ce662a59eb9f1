//! The one way to register an address: with the row of the table that answers who may, or with the
//! reason why there is none.

use crate::procedure::Right;
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, Responder, Route};

/// What answers who may use an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    Row(Right),
    Nothing(Opening),
}

/// Why an address is anybody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// The stylesheet, the script, the icon.
    Assets,
    /// The way in and out.
    SignIn,
    /// A choice of language, kept in the browser.
    Language,
    /// Whoever holds the secret in the address.
    SecretLink,
    /// Those who were not invited may ask; a consultation without an open door answers 404.
    OpenDoor,
    /// It lists what its reader may know of.
    FrontPage,
}

impl From<Right> for Needs {
    fn from(right: Right) -> Self {
        Self::Row(right)
    }
}

impl From<Opening> for Needs {
    fn from(opening: Opening) -> Self {
        Self::Nothing(opening)
    }
}

/// An address of the server: for tests that are about all there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub is_post: bool,
    pub path: String,
    pub needs: Needs,
}

/// Registers addresses with the server, or only lists them.
#[derive(Default)]
pub struct Addresses<'a> {
    server: Option<&'a mut ServiceConfig>,
    listed: Vec<Address>,
}

impl<'a> Addresses<'a> {
    pub fn of(server: &'a mut ServiceConfig) -> Self {
        Self { server: Some(server), listed: Vec::new() }
    }

    pub fn listed(self) -> Vec<Address> {
        self.listed
    }

    pub fn get<F, Args>(
        &mut self,
        path: impl Into<String>,
        needs: impl Into<Needs>,
        handler: F,
    ) -> &mut Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(false, path.into(), needs.into(), web::get().to(handler))
    }

    pub fn post<F, Args>(
        &mut self,
        path: impl Into<String>,
        needs: impl Into<Needs>,
        handler: F,
    ) -> &mut Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(true, path.into(), needs.into(), web::post().to(handler))
    }

    fn add(&mut self, is_post: bool, path: String, needs: Needs, route: Route) -> &mut Self {
        if let Some(server) = &mut self.server {
            server.route(&path, route);
        }
        self.listed.push(Address { is_post, path, needs });
        self
    }
}
