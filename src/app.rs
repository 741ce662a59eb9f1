//! The running application: what a request needs of the world outside it.

use crate::config::Settings;
use crate::db::{Conn, Db, Tx};
use crate::operation::Counters;
use crate::procedure::Moment;
use crate::web::Error;
use crate::{post, routes, sign_in, web as pages};
use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::web;
use prometheus_client::metrics::counter::Counter;
use std::net::TcpListener;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

/// Tells the time. Handed in, so that a test can say what time it is.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

pub struct App {
    pub db: Db,
    pub clock: Clock,
    pub settings: Settings,
    pub hasher: sign_in::Hasher,
    pub throttle: sign_in::Throttle,
    pub health: pages::Health,
    pub shelf: pages::Shelf,
    pub counters: Counters,
}

impl App {
    pub fn new(db: Db, clock: Clock, settings: Settings) -> Self {
        let throttle = sign_in::Throttle::new(settings.limits);
        let hasher = sign_in::Hasher::new(settings.hashing);
        let (health, counters) = (pages::Health::default(), Counters::default());
        let shelf = pages::Shelf::default();
        Self { db, clock, settings, hasher, throttle, health, shelf, counters }
    }

    pub fn now(&self) -> Moment {
        (self.clock)()
    }

    /// What acts need to write letters: where links lead, and who signs.
    pub fn post(&self) -> post::Desk {
        post::Desk::new(&self.settings)
    }

    /// One unit of reading, off the threads that serve.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let db = self.db.clone();
        self.aside(move || db.read(work)).await
    }

    /// One act: everything in it is stored, or nothing is.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let db = self.db.clone();
        self.aside(move || db.write(work)).await
    }

    /// What takes its time, off the threads that serve.
    pub async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let panics = self.counters.panics.clone();
        web::block(move || whole(&panics, work)).await.map_err(|e| Error::Busy(e.to_string()))?
    }

    /// The server on a socket that is already open. It finishes the requests in flight when its
    /// handle is told to stop gracefully, which `travaux serve` does at SIGTERM and SIGINT.
    pub fn serve(
        app: web::Data<App>,
        listener: TcpListener,
        workers: usize,
    ) -> std::io::Result<Server> {
        let settings = app.settings.clone();
        let application = move || {
            actix_web::App::new()
                .app_data(app.clone())
                .configure(routes::all)
                .default_service(web::to(pages::nowhere))
                // The last one wrapped is asked first.
                .wrap(from_fn(sign_in::second_factor_first))
                .wrap(from_fn(routes::former_addresses))
                .wrap(from_fn(sign_in::lengthen_session))
                .wrap(from_fn(pages::cross_origin_guard))
                .wrap(from_fn(pages::error_pages))
                .wrap(from_fn(pages::headers))
                .wrap(from_fn(pages::health::without_session))
                .wrap(from_fn(pages::requests))
        };
        pages::server(application, listener, workers, &settings)
    }
}

/// Work that stops in the middle is a fault of ours: nobody shall be told to send it again.
fn whole<T>(panics: &Counter, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    std::panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        panics.inc();
        Err(Error::Internal(anyhow::anyhow!("work on the database panicked")))
    })
}
