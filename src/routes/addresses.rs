//! The one way to register an address: with the row of the table that answers who may, or with the
//! reason why there is none; and with the fields that its form may hold.

use crate::app::App;
use crate::procedure::Right;
use crate::sign_in::{Try, hold_back};
use crate::web::{Error, Taken, only_what_is_taken, rendered_once, unless_unchanged, wrong_method};
use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::guard;
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, Responder, ResponseError, Route};
use futures_util::FutureExt;
use std::future::ready;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

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
    /// Whoever watches over the server: that it lives, and is ready. Nobody is told anything of anybody.
    Health,
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
    /// The fields that its form may hold.
    pub takes: Taken,
    /// It is answered 429 to an account that comes too often.
    pub limited: Option<Try>,
}

impl Address {
    /// What is the same for everybody without an account. Not what hangs on a secret, and no form that begins something.
    fn sameness(&self) -> Sameness {
        match self.needs {
            _ if self.is_post => Sameness::None,
            Needs::Nothing(Opening::Assets) => Sameness::Always,
            Needs::Row(_) | Needs::Nothing(Opening::FrontPage) => Sameness::UntilStored,
            Needs::Nothing(_) => Sameness::None,
        }
    }
}

/// For how long an answer is the same for everybody without an account: a browser may keep it, and ask whether it is still so.
enum Sameness {
    None,
    /// Until anything is stored.
    UntilStored,
    Always,
}

/// The addresses of the server, each with its handler.
#[derive(Default)]
pub struct Addresses(Vec<(Address, Route)>);

impl Addresses {
    /// Registers them all with the server.
    pub fn open(self, server: &mut ServiceConfig) {
        let allowed = self.allowed();
        for (address, route) in self.0 {
            let sameness = address.sameness();
            let Address { is_post, path, takes, limited, .. } = address;
            let route = match limited {
                None => route,
                Some(what) => route.wrap(from_fn(move |req, next| held_back(what, req, next))),
            };
            let takes = Arc::new(takes);
            let refusing = from_fn(move |req, next| {
                let takes = takes.clone();
                async move { only_what_is_taken(&takes, req, next).await }
            });
            let route = if is_post { route.wrap(refusing) } else { route };
            let route = route.wrap(from_fn(caught));
            let route = match sameness {
                Sameness::None => route,
                Sameness::UntilStored => route.wrap(from_fn(rendered_once)),
                Sameness::Always => route.wrap(from_fn(unless_unchanged)),
            };
            server.route(&path, route);
        }
        // What is asked for in another way than any that the address knows.
        for (path, methods) in allowed {
            let methods = methods.join(", ");
            server.service(web::resource(path).to(move || ready(wrong_method(&methods))));
        }
    }

    /// Each address once, with all the methods that it knows.
    fn allowed(&self) -> Vec<(String, Vec<&'static str>)> {
        let mut all: Vec<(String, Vec<&str>)> = Vec::new();
        for (address, _) in &self.0 {
            let methods: &[&str] = if address.is_post { &["POST"] } else { &["GET", "HEAD"] };
            match all.iter_mut().find(|(path, _)| *path == address.path) {
                Some((_, known)) => known.extend(methods),
                None => all.push((address.path.clone(), methods.to_vec())),
            }
        }
        all
    }

    pub fn listed(self) -> Vec<Address> {
        self.0.into_iter().map(|(address, _)| address).collect()
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
        // HEAD is answered as GET; the server leaves the body out.
        let looked_at = web::route().guard(guard::Any(guard::Get()).or(guard::Head()));
        self.add(false, path.into(), needs.into(), looked_at.to(handler))
    }

    /// An address that takes a form: one without fields, unless [`Addresses::takes`] follows.
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

    /// The fields that the form of the last address may hold, with spaces between their names;
    /// `class-*` stands for all that begin so. Any other is answered 400.
    pub fn takes(&mut self, names: &'static str) -> &mut Self {
        if let Some((address, _)) = self.0.last_mut() {
            address.takes.add(names);
        }
        self
    }

    /// The last address asks for a confirmation, which sends its form again with the answer in it.
    pub fn confirmed(&mut self) -> &mut Self {
        self.takes("confirm_password confirm_code")
    }

    /// One account may use the last address so often, as `TRAVAUX_LIMITS` says for this.
    pub fn limited(&mut self, what: Try) -> &mut Self {
        if let Some((address, _)) = self.0.last_mut() {
            address.limited = Some(what);
        }
        self
    }

    fn add(&mut self, is_post: bool, path: String, needs: Needs, route: Route) -> &mut Self {
        let (takes, limited) = (Taken::default(), None);
        self.0.push((Address { is_post, path, needs, takes, limited }, route));
        self
    }
}

/// A handler that stops in the middle is answered as any other fault of ours; the log has its place already.
async fn caught(
    req: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let asked = req.request().clone();
    if let Ok(answer) = AssertUnwindSafe(next.call(req)).catch_unwind().await {
        return answer;
    }
    if let Some(app) = asked.app_data::<web::Data<App>>() {
        app.counters.panics.inc();
    }
    let error = Error::Internal(anyhow::anyhow!("a handler panicked"));
    Ok(ServiceResponse::new(asked, error.error_response()))
}

async fn held_back(
    what: Try,
    req: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    match hold_back(what, req.request()).await {
        Ok(()) => next.call(req).await,
        Err(error) => Ok(req.into_response(error.error_response())),
    }
}
