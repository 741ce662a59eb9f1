//! What a request says about who is asking. Nothing here has been looked up yet: `sign_in::viewer`
//! does that, inside the unit of work.

use crate::app::App;
use crate::languages::Language;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use std::convert::Infallible;
use std::future::{Ready, ready};

#[derive(Debug, Clone)]
pub struct Asking {
    /// The session cookie's secret, as sent.
    pub session: Option<String>,
    /// Chosen by cookie, or else the best of what the browser accepts.
    pub language: Language,
    pub language_was_chosen: bool,
    /// The address asked for, with its query: where to come back to.
    pub here: String,
    /// The key of a short message to show, as sent along by the page before.
    pub said: Option<String>,
}

impl Asking {
    pub fn of(req: &HttpRequest) -> Self {
        let secure = req.app_data::<web::Data<App>>().is_some_and(|app| app.settings.is_secure());
        let chosen =
            req.cookie(language_cookie(secure)).and_then(|cookie| Language::known(cookie.value()));
        let accepted = req.headers().get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
        let query: Vec<(String, String)> =
            serde_urlencoded::from_str(req.query_string()).unwrap_or_default();
        let said = query.into_iter().find(|(name, _)| name == "said").map(|(_, key)| key);
        Self {
            session: req.cookie(session_cookie(secure)).map(|cookie| cookie.value().to_owned()),
            language: chosen.unwrap_or_else(|| Language::accepted(accepted.unwrap_or_default())),
            language_was_chosen: chosen.is_some(),
            here: req.uri().path_and_query().map_or("/", |here| here.as_str()).to_owned(),
            // Only short messages of ours, never a text that somebody put into a link.
            said: said.filter(|key| key.starts_with("flash-") && Language::English.knows(key)),
        }
    }
}

/// The session cookie's name. Browsers hold `__Host-` cookies to be secure and of this host only;
/// over plain HTTP (the demo on one's own machine) they would refuse it.
pub fn session_cookie(secure: bool) -> &'static str {
    if secure { "__Host-sid" } else { "sid" }
}

/// The name of the cookie with the language that was chosen, which holds no secret; as far as it can, of this host only too.
pub fn language_cookie(secure: bool) -> &'static str {
    if secure { "__Host-language" } else { "language" }
}

impl FromRequest for Asking {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(req)))
    }
}
