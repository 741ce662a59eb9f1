//! `travaux serve`: the server and its worker, until somebody says stop.

use super::worker::Worker;
use super::{keys, prepare_database, say};
use crate::app::{App, Clock};
use crate::config::Settings;
use crate::db::{Db, copying};
use crate::post::{Desk, Mailer};
use crate::procedure::Moment;
use crate::{sealing, sign_in};
use actix_web::web::Data;
use anyhow::{Context, bail};
use std::net::{SocketAddr, TcpListener};
use tokio::signal::unix::{SignalKind, signal};

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
    // For tests, which have no need of the disk.
    #[arg(long, hide = true)]
    allow_unsafe_postgres: bool,
}

pub fn run(mut settings: Settings, options: &Options, clock: Clock) -> anyhow::Result<()> {
    let listener = TcpListener::bind(options.listen);
    let listener = listener.with_context(|| format!("cannot listen on {}", options.listen))?;
    if settings.origin.is_empty() {
        settings.origin = format!("http://{}", listener.local_addr()?);
    }
    prepare_database(&settings)?;
    let db = Db::open(&settings.database_url, CONNECTIONS)?;
    if db.read(copying::is_shut)? {
        bail!("{}: DATABASE_URL still names the old one", copying::MOVED);
    }
    sealing::unlock(&db, &settings.keys, clock())?;
    keys::seal_what_is_open(&db)?;
    if sealing::is_open_to_others(&settings.keys) {
        let path = settings.keys.display();
        say::aside(&format!("The key file {path} can be read by others: chmod 600 {path}"));
    }
    if !options.allow_unsafe_postgres {
        refuse_unsafe_settings(&db)?;
    }
    say::aside(&format!("Travaux is at {}", settings.origin));
    welcome_first_administrator(&db, &settings, clock())?;
    serve(App::new(db, clock, settings), listener)
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

pub fn serve(app: App, listener: TcpListener) -> anyhow::Result<()> {
    let key = app.post().signer().public_key();
    key.with_context(|| format!("no signing key in {}", app.settings.data.display()))?;
    let mailer = Mailer::new(&app.settings)?;
    let app = Data::new(app);
    let worker = Worker::start(app.clone(), mailer);
    let served = actix_web::rt::System::new().block_on(async {
        let workers = std::thread::available_parallelism().map_or(2, usize::from);
        let server = App::serve(app, listener, workers)?;
        let handle = server.handle();
        let (mut terminate, mut interrupt) =
            (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        actix_web::rt::spawn(async move {
            tokio::select! { _ = terminate.recv() => (), _ = interrupt.recv() => () }
            say::aside("Stopping: requests in flight are finished first.");
            handle.stop(true).await;
        });
        server.await
    });
    worker.stop();
    Ok(served?)
}
