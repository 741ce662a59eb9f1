//! How an error looks: what was wrong, what to do, and what the person typed, still there.

use super::labels::{is_secret, is_somebodys, is_text, label, shown};
use super::{Asking, Fields, Frame, RequestId};
use crate::db;
use crate::depot::Fault;
use crate::languages::Language;
use crate::procedure::Refusal;
use crate::procedure::rights::Denied;
use crate::sealing::Broken;
use crate::secrets;
use crate::text::with_marks;
use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, ResponseError};
use askama::Template;
use std::rc::Rc;

/// When a server that is busy is worth another try.
const BUSY_SECONDS: &str = "5";

/// Why a request could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("refused: {0:?}")]
    Refused(Refusal),
    #[error("there is nothing at this address")]
    NotFound,
    /// The page needs somebody signed in; what was typed comes along.
    #[error("sign in first")]
    SignIn,
    /// The act needs its person to say the password again; what was typed comes along.
    #[error("confirm first")]
    Confirm(Confirm),
    /// It was public, and was withdrawn from publication.
    #[error("withdrawn from publication")]
    Gone,
    /// Somebody else changed it in between.
    #[error("changed by somebody else in between")]
    Conflict,
    #[error("a write from another origin")]
    CrossOrigin,
    #[error("a request that no page of ours sends")]
    BadRequest,
    /// A field that the form of that address does not have.
    #[error("a field that no page of ours sends")]
    UnknownField(String),
    /// What was chosen under this name is none of the choices.
    #[error("a choice that no page of ours offers")]
    NoChoice(String),
    /// A line holds characters that nobody sees.
    #[error("a line with hidden characters")]
    Hidden,
    #[error("too large")]
    TooLarge,
    #[error("a media type that is not taken here")]
    UnsupportedMedia,
    #[error("too slow")]
    TooSlow,
    #[error("too many tries")]
    TooMany { seconds: u64 },
    #[error("the server is busy: {0}")]
    Busy(String),
    #[error("the disk is full")]
    Full,
    /// A file lies outside the database, and cannot be had now.
    #[error("{0}")]
    Elsewhere(Fault),
    /// Something sealed does not open. The page shows the reference, the log the place beside it.
    #[error("reference {reference}: {broken}")]
    Sealed { reference: String, broken: Broken },
    #[error("internal: {0:#}")]
    Internal(#[source] anyhow::Error),
}

/// What the page that asks for a confirmation is told.
#[derive(Debug, Clone, Copy)]
pub struct Confirm {
    /// The account has a second factor.
    pub asks_code: bool,
    /// What was wrong with the answer before.
    pub fault: Option<&'static str>,
    pub language: Language,
}

impl From<Denied> for Error {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Refused(refusal) => Self::Refused(refusal),
            Denied::Unknown => Self::NotFound,
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        let said = error.to_string();
        if let diesel::result::Error::DeserializationError(cause) = &error
            && let Some(broken) = cause.downcast_ref::<Broken>()
        {
            let reference = secrets::reference();
            return Self::Sealed { reference, broken: broken.clone() };
        }
        if let diesel::result::Error::DeserializationError(cause) = &error
            && let Some(fault) = cause.downcast_ref::<Fault>()
        {
            return Self::Elsewhere(fault.clone());
        }
        match error {
            diesel::result::Error::NotFound => Self::NotFound,
            _ if said.contains("disk is full") || said.contains("No space left") => Self::Full,
            _ if said.contains("database is locked")
                || said.contains(db::LOCK_TIMEOUT)
                || said.contains(db::copying::MOVED) =>
            {
                Self::Busy(said)
            }
            error => Self::Internal(error.into()),
        }
    }
}

impl From<db::Error> for Error {
    fn from(error: db::Error) -> Self {
        Self::Busy(error.to_string())
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

impl Error {
    fn problem(&self) -> Problem {
        let key = match self {
            Self::Refused(refusal) => return Problem::Refused(refusal.clone()),
            Self::NotFound => "error-not-found",
            Self::SignIn => return Problem::SignIn,
            Self::Confirm(confirm) => return Problem::Confirm(*confirm),
            Self::Gone => "error-gone",
            Self::Conflict => "error-conflict",
            Self::CrossOrigin => "error-cross-origin",
            Self::BadRequest => "error-bad-request",
            Self::UnknownField(name) => return Problem::UnknownField(name.clone()),
            Self::Hidden => "error-hidden",
            Self::NoChoice(name) => return Problem::NoChoice(name.clone()),
            Self::TooLarge => "error-too-large",
            Self::UnsupportedMedia => "error-unsupported-media",
            Self::TooSlow => "error-too-slow",
            Self::TooMany { .. } => "error-too-many",
            Self::Busy(_) => "error-busy",
            Self::Full => "error-full",
            Self::Elsewhere(_) => "error-elsewhere",
            Self::Sealed { reference, .. } => return Problem::Sealed(reference.clone()),
            Self::Internal(_) => "error-internal",
        };
        Problem::Said(key)
    }
}

/// What the error page is told; the middleware below knows the reader's language and what was
/// typed, which the error itself does not.
#[derive(Debug, Clone)]
pub enum Problem {
    Refused(Refusal),
    SignIn,
    Confirm(Confirm),
    Said(&'static str),
    UnknownField(String),
    /// What was chosen under this name is none of the choices.
    NoChoice(String),
    /// The reference that stands in the log too.
    Sealed(String),
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Refused(Refusal::NotYourRole | Refusal::OnlyFocalPoints) => StatusCode::FORBIDDEN,
            Self::Refused(_) | Self::Conflict => StatusCode::CONFLICT,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::SignIn | Self::Confirm(_) => StatusCode::UNAUTHORIZED,
            Self::CrossOrigin => StatusCode::FORBIDDEN,
            Self::BadRequest | Self::UnknownField(_) => StatusCode::BAD_REQUEST,
            Self::Hidden | Self::NoChoice(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy(_) | Self::Elsewhere(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Full => StatusCode::INSUFFICIENT_STORAGE,
            Self::Sealed { .. } | Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        if self.status_code().is_server_error() {
            tracing::error!(error = %self, "a request failed");
        }
        let mut answer = HttpResponse::build(self.status_code());
        match self {
            Self::TooMany { seconds } => {
                answer.insert_header(("Retry-After", seconds.to_string()));
            }
            Self::Busy(_) | Self::Elsewhere(_) => {
                answer.insert_header(("Retry-After", BUSY_SECONDS));
            }
            _ => {}
        }
        let mut answer = answer.finish();
        answer.extensions_mut().insert(self.problem());
        answer
    }
}

#[derive(Template)]
#[template(path = "web/error.html")]
struct ErrorPage {
    frame: Frame,
    title: String,
    message: String,
    /// What was typed, by field, when the page that failed was a form.
    typed: Vec<(String, String)>,
    /// By which whoever looks after the server finds the request in the log.
    reference: Option<String>,
}

#[derive(Template)]
#[template(path = "web/sign_in_first.html")]
struct SignInFirst {
    frame: Frame,
    /// Where the form would have gone, and everything in it, to be sent again after signing in.
    action: String,
    typed: Vec<(String, String)>,
}

impl SignInFirst {
    /// What is shown of it; marks, choices and numbers of the form go along unseen.
    fn texts(&self) -> impl Iterator<Item = &(String, String)> {
        self.typed.iter().filter(|(name, value)| is_text(name, value))
    }

    fn has_texts(&self) -> bool {
        self.texts().next().is_some()
    }
}

#[derive(Template)]
#[template(path = "web/confirm.html")]
struct ConfirmPage {
    frame: Frame,
    confirm: Confirm,
    /// Where the form went, and everything in it; a page to come back to, where it was none.
    action: String,
    typed: Vec<(String, String)>,
}

/// Gives every failed request a page in the reader's language.
pub async fn error_pages(
    req: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let answer = next.call(req).await?;
    let problem = answer.response().extensions().get::<Problem>().cloned();
    let Some(problem) = problem else { return Ok(answer) };

    let req = answer.request();
    note_refusal(req, answer.status());
    let typed = req.extensions().get::<Rc<Fields>>().map(|fields| fields.texts().to_vec());
    let (action, typed) = match (&problem, req.method().is_safe()) {
        (Problem::Confirm(_), true) => {
            let next = Asking::of(req).here;
            ("/confirmation".to_owned(), vec![("next".to_owned(), next)])
        }
        _ => (req.path().to_owned(), typed.unwrap_or_default()),
    };
    let mut asking = Asking::of(req);
    if req.extensions().get::<Stranger>().is_some() {
        asking.session = None;
    }
    let reference = is_for_support(&problem, answer.status())
        .then(|| req.extensions().get::<RequestId>().map(ToString::to_string))
        .flatten();
    let page = render(&problem, asking, action, typed, reference);
    let mut response = HttpResponse::build(answer.status());
    for (name, value) in answer.headers() {
        response.append_header((name.clone(), value.clone()));
    }
    let response = match page {
        Ok(page) => response.content_type("text/html; charset=utf-8").body(page),
        Err(_) => response.content_type("text/plain; charset=utf-8").body("500"),
    };
    Ok(answer.into_response(response))
}

/// What its reader cannot help with what the page says, and would ask somebody about.
fn is_for_support(problem: &Problem, status: StatusCode) -> bool {
    let is_unexpected = match status {
        StatusCode::BAD_REQUEST | StatusCode::PAYLOAD_TOO_LARGE => true,
        StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::TOO_MANY_REQUESTS => true,
        status => status.is_server_error(),
    };
    // That one says a reference of its own.
    is_unexpected && !matches!(problem, Problem::Sealed(_))
}

/// Whatever was refused leaves a line in the log: which kind of address, and how it was answered;
/// not who asked, from where, with what, or of which thing.
fn note_refusal(req: &HttpRequest, status: StatusCode) {
    let has_session = Asking::of(req).session.is_some();
    let is_refusal = match status {
        StatusCode::BAD_REQUEST | StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS => true,
        // Somebody signed in asked for what they may not know of, or what is not there.
        StatusCode::NOT_FOUND => has_session,
        _ => false,
    };
    if let (true, Some(address)) = (is_refusal, req.match_pattern()) {
        let (status, method) = (status.as_u16(), req.method().as_str());
        tracing::warn!(status, method, address, "refused");
    }
}

fn render(
    problem: &Problem,
    asking: Asking,
    action: String,
    mut typed: Vec<(String, String)>,
    reference: Option<String>,
) -> askama::Result<String> {
    let t = asking.language;
    // What is secret is never shown back; on the way through a confirmation it goes along unseen. What the page sent of itself
    // goes along where the form is sent again, and is of no use to anybody elsewhere.
    let is_kept = |name: &str| match problem {
        Problem::Confirm(_) => name != "confirm_code",
        Problem::SignIn => !is_secret(name),
        _ => is_somebodys(name),
    };
    typed.retain(|(name, value)| {
        !name.contains("password") && is_kept(name) && !value.trim().is_empty()
    });
    if matches!(problem, Problem::Said("error-hidden")) {
        for (_, value) in &mut typed {
            *value = with_marks(value);
        }
    }
    let frame = Frame::plain(&asking);
    let (title, message) = match problem {
        Problem::SignIn => return SignInFirst { frame, action, typed }.render(),
        Problem::Refused(refusal) => (t.say("error-refused-title"), t.refusal(refusal, "UTC")),
        Problem::Confirm(confirm) => {
            let frame = Frame { t: confirm.language, ..frame };
            return ConfirmPage { frame, confirm: *confirm, action, typed }.render();
        }
        Problem::Said(key) => (t.say(&format!("{key}-title")), t.say(key)),
        Problem::UnknownField(name) => {
            (t.say("error-bad-request-title"), t.say1("error-unknown-field", "name", name.as_str()))
        }
        Problem::NoChoice(name) => {
            let called = label(&t, name);
            (t.say1("error-no-choice-title", "name", called.as_str()), t.say("error-no-choice"))
        }
        Problem::Sealed(reference) => {
            (t.say("error-sealed-title"), t.say1("error-sealed", "reference", reference.as_str()))
        }
    };
    let typed = typed.into_iter().filter_map(|(name, value)| {
        let words = shown(t, &name, &value)?;
        Some((name, words))
    });
    ErrorPage { frame, title, message, typed: typed.collect(), reference }.render()
}

/// The session of this request has ended, or never was: whoever asks is signed in nowhere.
#[derive(Debug, Clone, Copy)]
pub struct Stranger;

/// The address is there, and is not asked for in this way.
pub fn wrong_method(allowed: &str) -> HttpResponse {
    let mut answer = HttpResponse::MethodNotAllowed().insert_header(("Allow", allowed)).finish();
    answer.extensions_mut().insert(Problem::Said("error-method"));
    answer
}

/// For addresses that lead nowhere.
pub async fn nowhere() -> Result<HttpResponse, Error> {
    Err(Error::NotFound)
}
