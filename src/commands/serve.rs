//! `travaux serve`: the server and its worker, until somebody says stop.

use super::worker::Worker;
use super::{keys, metrics, open_database, say, service};
use crate::app::{App, Clock};
use crate::config::Settings;
use crate::db::{Db, copying};
use crate::operation::clock::Watch;
use crate::post::{Desk, Mailer};
use crate::procedure::Moment;
use crate::{sealing, sign_in};
use actix_web::dev::Server;
use actix_web::web::Data;
use anyhow::{Context, bail};
use std::net::{SocketAddr, TcpListener};
use std::time::{Duration, Instant};
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Reading connections (SQLite), or connections in all (PostgreSQL).
pub const CONNECTIONS: u32 = 8;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  travaux serve
  travaux serve --listen 127.0.0.1:9000 --data /var/lib/travaux --origin https://consult.example.org
  TRAVAUX_SMTP_HOST=mail.example.org TRAVAUX_SMTP_USER=travaux \\
    TRAVAUX_SMTP_PASSWORD_FILE=/run/secrets/smtp travaux serve")]
pub struct Options {
    /// Where to listen; a proxy in front brings TLS
    #[arg(long, env = "TRAVAUX_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    listen: SocketAddr,
    /// When told to stop, go on for so many seconds while /readyz says so: where several servers
    /// share the work, the proxy sends nobody here any more
    #[arg(long, env = "TRAVAUX_DRAIN", default_value_t = 0, value_name = "SECONDS")]
    drain: u16,
    /// Leave letters and closings to another process: `travaux worker`, or another server
    #[arg(long, env = "TRAVAUX_NO_WORKER", value_parser = clap::builder::FalseyValueParser::new())]
    no_worker: bool,
    #[command(flatten)]
    figures: Figures,
    // For tests, which have no need of the disk.
    #[arg(long, hide = true)]
    allow_unsafe_postgres: bool,
}

/// Where Prometheus may ask.
#[derive(Debug, clap::Args)]
pub struct Figures {
    /// Answer http://ADDRESS/metrics to Prometheus: on a listener of its own, with no name in it
    #[arg(long, env = "TRAVAUX_METRICS", value_name = "ADDRESS")]
    metrics: Option<SocketAddr>,
    /// Do so on an address that can be reached from outside too
    #[arg(long, env = "TRAVAUX_METRICS_TO_ANYBODY", value_parser = clap::builder::FalseyValueParser::new())]
    metrics_to_anybody: bool,
}

impl Figures {
    pub fn listener(&self) -> anyhow::Result<Option<TcpListener>> {
        let Some(at) = self.metrics else { return Ok(None) };
        metrics::may_listen(at, self.metrics_to_anybody)?;
        let listener = TcpListener::bind(at);
        listener.with_context(|| format!("cannot listen for metrics on {at}")).map(Some)
    }
}

/// What goes on beside the server.
#[derive(Default)]
pub struct Ways {
    pub drain: Duration,
    pub without_worker: bool,
    pub metrics: Option<TcpListener>,
}

pub fn run(mut settings: Settings, options: &Options, clock: Clock) -> anyhow::Result<()> {
    let listener = TcpListener::bind(options.listen);
    let listener = listener.with_context(|| format!("cannot listen on {}", options.listen))?;
    if settings.origin.is_empty() {
        settings.origin = format!("http://{}", listener.local_addr()?);
    }
    let metrics = options.figures.listener()?;
    let db = open(&settings, clock(), options.allow_unsafe_postgres)?;
    say::aside(&format!("Travaux is at {}", settings.origin));
    welcome_first_administrator(&db, &settings, clock())?;
    let drain = Duration::from_secs(options.drain.into());
    let ways = Ways { drain, without_worker: options.no_worker, metrics };
    serve(App::new(db, clock, settings), listener, ways)
}

/// The database of a process that goes on: at this version, its keys read, and settings that would lose data refused.
pub fn open(settings: &Settings, now: Moment, is_unsafe_allowed: bool) -> anyhow::Result<Db> {
    let (db, _) = open_database(settings, CONNECTIONS)?;
    if db.read(copying::is_shut)? {
        bail!("{}: DATABASE_URL still names the old one", copying::MOVED);
    }
    sealing::unlock(&db, &settings.keys, now)?;
    keys::seal_what_is_open(&db)?;
    if sealing::is_open_to_others(&settings.keys) {
        let path = settings.keys.display();
        say::aside(&format!("The key file {path} can be read by others: chmod 600 {path}"));
    }
    if !is_unsafe_allowed {
        refuse_unsafe_settings(&db)?;
    }
    Ok(db)
}

/// An answer to a person means that what they sent is on the disk: a database that is told not to
/// wait for the disk cannot keep that word.
fn refuse_unsafe_settings(db: &Db) -> anyhow::Result<()> {
    let off = db.settings_that_lose_data()?;
    if !off.is_empty() {
        bail!(
            "PostgreSQL runs with {} and could lose what people were told is stored; \
             it must be on",
            off.join(", ")
        );
    }
    Ok(())
}

/// While there is no account at all, whoever started the server becomes its administrator.
fn welcome_first_administrator(db: &Db, settings: &Settings, now: Moment) -> anyhow::Result<()> {
    let token =
        db.write(|tx| sign_in::invite_first_administrator(tx, now).map_err(anyhow::Error::from))?;
    if let Some(token) = token {
        say::aside("Nobody has an account yet. The first administrator's link, good once:");
        say::result(&Desk::new(settings).link(&format!("/links/{}", token.reveal())));
    }
    Ok(())
}

pub fn serve(app: App, listener: TcpListener, ways: Ways) -> anyhow::Result<()> {
    let key = app.post().signer().public_key();
    key.with_context(|| format!("no signing key in {}", app.settings.data.display()))?;
    let mailer = Mailer::new(&app.settings)?;
    let app = Data::new(app);
    let worker = (!ways.without_worker).then(|| Worker::start(app.clone(), mailer));
    let (told, watching) = (app.clone(), app.clone());
    let served = actix_web::rt::System::new().block_on(async {
        let workers = std::thread::available_parallelism().map_or(2, usize::from);
        let figures = ways.metrics.map(|at| metrics::server(app.clone(), at)).transpose()?;
        let server = App::serve(app, listener, workers)?;
        let (handle, figures_handle) = (server.handle(), figures.as_ref().map(Server::handle));
        if let Some(figures) = figures {
            actix_web::rt::spawn(figures);
        }
        let (mut terminate, mut interrupt) = signals()?;
        actix_web::rt::spawn(async move {
            tokio::select! { _ = terminate.recv() => (), _ = interrupt.recv() => () }
            say::aside("Stopping: requests in flight are finished first.");
            service::tell("STOPPING=1");
            told.health.stop();
            // A second signal ends the waiting.
            tokio::select! {
                () = tokio::time::sleep(ways.drain) => (),
                _ = terminate.recv() => (),
                _ = interrupt.recv() => (),
            }
            handle.stop(true).await;
            if let Some(figures) = figures_handle {
                figures.stop(false).await;
            }
        });
        actix_web::rt::spawn(watch_clock(watching));
        live();
        server.await
    });
    if let Some(worker) = worker {
        worker.stop();
    }
    Ok(served?)
}

pub fn signals() -> std::io::Result<(Signal, Signal)> {
    Ok((signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?))
}

/// Notices when somebody, or something, sets the clock: deadlines are held by it.
pub async fn watch_clock(app: Data<App>) {
    let mut watch = Watch::begin(app.now().as_micros(), Instant::now());
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        if let Some(seconds) = watch.step(app.now().as_micros(), Instant::now()) {
            app.counters.clock_steps.inc();
            tracing::warn!(
                seconds,
                "the clock was set: a round that it passed over has closed and stays closed until \
                 it is extended; look at `travaux doctor`"
            );
        }
    }
}

/// Says that it is ready, and from now on that it lives, where systemd asks.
pub fn live() {
    service::tell("READY=1");
    if let Some(pause) = service::watched() {
        actix_web::rt::spawn(async move {
            loop {
                tokio::time::sleep(pause).await;
                service::tell("WATCHDOG=1");
            }
        });
    }
}
