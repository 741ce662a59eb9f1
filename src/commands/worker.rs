//! The worker: one thread beside the server that does what is due, every few seconds; or `travaux worker`, a process that
//! does nothing else.

use super::serve::{self, Figures, live, signals, watch_clock};
use super::{metrics, say, service};
use crate::app::{App, Clock};
use crate::config::Settings;
use crate::consultations::end_roles;
use crate::depot::Depot;
use crate::post::{self, Mailer};
use crate::rounds::{announce_closings, digests};
use crate::sign_in;
use crate::submissions::carrying::{self, Stuck};
use crate::web::Error;
use actix_web::web::Data;
use anyhow::bail;
use prometheus_client::metrics::counter::Counter;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Of several servers on one database each may have a worker: a letter is taken by one of them. Where a
machine shall do nothing else, or servers shall not send:

Example:
  travaux worker --origin https://consult.example.org")]
pub struct Options {
    #[command(flatten)]
    figures: Figures,
    // For tests, which have no need of the disk.
    #[arg(long, hide = true)]
    allow_unsafe_postgres: bool,
}

pub fn run(settings: Settings, options: &Options, clock: Clock) -> anyhow::Result<()> {
    if settings.origin.is_empty() {
        bail!(
            "links in letters begin with the server's address: say it with --origin (TRAVAUX_ORIGIN)"
        );
    }
    let figures = options.figures.listener()?;
    let db = serve::open(&settings, clock(), options.allow_unsafe_postgres)?;
    let mailer = Mailer::new(&settings)?;
    let app = Data::new(App::new(db, clock, settings));
    let worker = Worker::start(app.clone(), mailer);
    let (told, watching) = (app.clone(), app.clone());
    let waited = actix_web::rt::System::new().block_on(async {
        if let Some(listener) = figures {
            actix_web::rt::spawn(metrics::server(app, listener)?);
        }
        let (mut terminate, mut interrupt) = signals()?;
        say::aside("The worker is at work.");
        actix_web::rt::spawn(watch_clock(watching));
        live();
        tokio::select! { _ = terminate.recv() => (), _ = interrupt.recv() => () }
        service::tell("STOPPING=1");
        told.health.stop();
        Ok::<(), std::io::Error>(())
    });
    worker.stop();
    Ok(waited?)
}

const PAUSE: Duration = Duration::from_secs(5);

/// After the depot failed: it is not asked the same at once again.
const PAUSE_OF_DEPOT: Duration = Duration::from_secs(60);

pub struct Worker(Vec<(Sender<()>, JoinHandle<()>)>);

impl Worker {
    /// A depot that does not answer holds up no letter: it has a thread of its own.
    pub fn start(app: Data<App>, mailer: Mailer) -> Self {
        let depot = app.settings.depot.clone();
        let other = app.clone();
        let panics = app.counters.panics.clone();
        let mut threads = vec![again_and_again(&panics, move || {
            work(&app, &mailer);
            PAUSE
        })];
        threads.extend(depot.map(|depot| {
            again_and_again(&panics, move || {
                carry(&other, &depot).unwrap_or_else(|error| {
                    other.counters.depot_failures.inc();
                    tracing::error!(%error, "files could not be carried to the depot, or removed there");
                    PAUSE_OF_DEPOT
                })
            })
        }));
        Self(threads)
    }

    /// Waits for what is under way: at most a letter, since the process says that it stops, and a part of a file.
    pub fn stop(self) {
        for (stop, _) in &self.0 {
            let _ = stop.send(());
        }
        for (_, thread) in self.0 {
            let _ = thread.join();
        }
    }
}

/// A thread that does its work, pauses for as long as that answers, and does it again, until it is told to stop. What panics is
/// counted, and tried again.
fn again_and_again(
    panics: &Counter,
    work: impl Fn() -> Duration + Send + 'static,
) -> (Sender<()>, JoinHandle<()>) {
    let (stop, stopped) = channel();
    let panics = panics.clone();
    let once = move || {
        catch_unwind(AssertUnwindSafe(&work)).unwrap_or_else(|_| {
            panics.inc();
            PAUSE
        })
    };
    let thread =
        std::thread::spawn(
            move || {
                while stopped.recv_timeout(once()) == Err(RecvTimeoutError::Timeout) {}
            },
        );
    (stop, thread)
}

/// One part of a file after the other, and then what is to be removed; answers how long there is nothing to do.
fn carry(app: &App, depot: &Depot) -> Result<Duration, Stuck> {
    if !depot.is_closed() && carrying::carry_out_one(&app.db, depot, app.now())? {
        app.counters.carried_out.inc();
        return Ok(Duration::ZERO);
    }
    carrying::clear_away(&app.db, app.now())?;
    Ok(PAUSE)
}

fn work(app: &App, mailer: &Mailer) {
    if let Err(error) = app.db.write(|tx| announce_closings(tx, &app.post(), app.now())) {
        tracing::error!(%error, "the closing of a round could not be announced");
    }
    if let Err(error) =
        app.db.write(|tx| end_roles(tx, &app.post(), app.now()).map_err(Error::from))
    {
        tracing::error!(%error, "a role whose last day is over could not be ended");
    }
    if let Err(error) = sign_in::forget_parked_forms(&app.db, app.now()) {
        tracing::error!(%error, "forms that nobody came back for could not be removed");
    }
    if let Err(error) = sign_in::forget_tries(&app.db, app.now()) {
        tracing::error!(%error, "tries that no limit counts any more could not be removed");
    }
    if let Err(error) = supplement(app) {
        tracing::error!(%error, "digests of late submissions could not be listed");
    }
    let goes_on = || !app.health.is_stopping();
    if let Err(error) = post::deliver(&app.db, mailer, goes_on, app.now()) {
        tracing::error!(%error, "letters could not be delivered");
    }
    app.counters.worker_came_round(app.now().timestamp().as_second());
}

/// Looks first without holding up those who write: mostly there is nothing to list.
fn supplement(app: &App) -> Result<usize, Error> {
    let now = app.now();
    let wanted = app.db.read(|conn| digests::wanting(conn, now).map_err(Error::from))?;
    match wanted.is_empty() {
        true => Ok(0),
        false => app.db.write(|tx| digests::supplement(tx, &app.post(), now)),
    }
}
