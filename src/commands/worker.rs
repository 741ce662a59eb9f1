//! The worker: one thread beside the server that does what is due, every few seconds.

use crate::app::App;
use crate::consultations::end_roles;
use crate::post::{self, Mailer};
use crate::rounds::{announce_closings, digests};
use crate::sign_in;
use crate::web::Error;
use actix_web::web::Data;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

const PAUSE: Duration = Duration::from_secs(5);

pub struct Worker {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Worker {
    pub fn start(app: Data<App>, mailer: Mailer) -> Self {
        let (stop, stopped) = channel();
        let thread = std::thread::spawn(move || {
            loop {
                work(&app, &mailer);
                if stopped.recv_timeout(PAUSE) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
            }
        });
        Self { stop, thread }
    }

    /// Waits for what is under way: at most a few letters.
    pub fn stop(self) {
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
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
    if let Err(error) = supplement(app) {
        tracing::error!(%error, "digests of late submissions could not be listed");
    }
    if let Err(error) = post::deliver(&app.db, mailer, app.now()) {
        tracing::error!(%error, "letters could not be delivered");
    }
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
