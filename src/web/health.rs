//! For whoever watches over the server: that it lives, and that it is ready. Nobody's session is looked at, and what is
//! said is one word for each part that fails, of no use to anybody else.

use super::{Error, sender};
use crate::app::App;
use crate::db::{self, Conn, Version};
use crate::operation::machine;
use crate::sealing;
use crate::signing::Signer;
use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::COOKIE;
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::Semaphore;

pub(super) const ADDRESSES: [&str; 2] = ["/healthz", "/readyz"];
/// The installation, by its public signing key: a doctor who came through a proxy sees whom he reached.
pub const INSTALLATION: &str = "travaux-installation";
/// The address that a request is counted under, told to whoever asks for it.
pub const SENDER: &str = "travaux-sender";

/// So long a part may take to answer. A proxy that asks every few seconds is answered in time.
const PATIENCE: Duration = Duration::from_millis(1500);
/// So many looks at once: one that hangs holds up no thread more than these.
const LOOKS: usize = 4;

/// Looks at one part, a few at a time.
#[derive(Clone)]
pub struct Looks(Arc<Semaphore>);

impl Default for Looks {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(LOOKS)))
    }
}

/// Whether this process still takes part, and who looks at what it needs.
#[derive(Default)]
pub struct Health {
    is_stopping: AtomicBool,
    pub disk: Looks,
    pub database: Looks,
}

impl Health {
    /// From now on a proxy is told to send nobody here any more.
    pub fn stop(&self) {
        self.is_stopping.store(true, Ordering::Relaxed);
    }

    pub fn is_stopping(&self) -> bool {
        self.is_stopping.load(Ordering::Relaxed)
    }
}

/// Around every route: those who watch come without a session, whatever else their browser sends.
pub async fn without_session(
    mut req: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    if ADDRESSES.contains(&req.path()) {
        req.headers_mut().remove(COOKIE);
    }
    next.call(req).await
}

/// The process answers. Neither the database nor the disk is asked.
pub async fn healthz(app: web::Data<App>, req: HttpRequest) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    if let Ok(key) = Signer::of(&app.settings.data).public_key() {
        answer.insert_header((INSTALLATION, key.id()));
    }
    if req.headers().contains_key(SENDER) {
        answer.insert_header((SENDER, sender(&req)));
    }
    answer.content_type("text/plain; charset=utf-8").body("ok\n")
}

/// Everything that answering takes is there: 200, or 503 with a word for each part that fails. A disk that runs full is said too,
/// but with 200: people can still read, and a proxy that leaves out every process would keep them from it.
pub async fn readyz(app: web::Data<App>) -> HttpResponse {
    let mut failing = Vec::new();
    if app.health.is_stopping() {
        failing.push("stopping");
    }
    let (disk, database) = tokio::join!(disk(&app), database(&app));
    failing.extend(disk);
    failing.extend(database);
    let (status, said) = match failing[..] {
        [] => (StatusCode::OK, "ok".to_owned()),
        ["disk"] => (StatusCode::OK, "disk".to_owned()),
        _ => (StatusCode::SERVICE_UNAVAILABLE, failing.join(" ")),
    };
    HttpResponse::build(status).content_type("text/plain; charset=utf-8").body(format!("{said}\n"))
}

/// A disk on another machine may hang as well.
async fn disk(app: &App) -> Option<&'static str> {
    let (data, reserve) = (app.settings.data.clone(), app.settings.disk_reserve);
    let free = app.health.disk.in_time(move || machine::free(&data)).await;
    let is_enough = matches!(free, Some(Ok(free)) if free >= reserve);
    (!is_enough).then_some("disk")
}

async fn database(app: &App) -> Vec<&'static str> {
    let db = app.db.clone();
    let looking = app.health.database.in_time(move || db.read(|conn| Ok::<_, Error>(look(conn))));
    let looked = looking.await;
    match looked {
        Some(Ok(Ok(failing))) => failing,
        _ => vec!["database"],
    }
}

fn look(conn: &mut Conn) -> Result<Vec<&'static str>, Error> {
    let mut failing = Vec::new();
    // A schema that is ahead serves: what is new there, older programs have no need of.
    if !matches!(db::version(conn)?, Version::Same | Version::Newer) {
        return Ok(vec!["schema"]);
    }
    if sealing::newest(conn).is_err() {
        failing.push("keys");
    }
    Ok(failing)
}

impl Looks {
    /// None when it took too long, the wait for its turn among it.
    pub async fn in_time<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let looking = async {
            let turn = self.0.clone().acquire_owned().await.ok()?;
            let looked = web::block(move || {
                let found = work();
                drop(turn);
                found
            });
            looked.await.ok()
        };
        tokio::time::timeout(PATIENCE, looking).await.ok()?
    }
}
