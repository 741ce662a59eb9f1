//! Word files and tables that somebody sent.

use super::Error;
use crate::app::App;
use crate::formats::apart::{self, Apart, Sent};
use crate::formats::word::{Document, Unreadable};
use actix_web::web;
use tokio::sync::Semaphore;

/// So many are read at once; the others wait.
static READERS: Semaphore = Semaphore::const_new(2);

/// What a file says, read in a process of its own; or what is wrong with it.
pub async fn read_sent(app: &App, bytes: Vec<u8>) -> Result<Result<Sent, Unreadable>, Error> {
    let _turn = READERS.acquire().await.map_err(|error| Error::Busy(error.to_string()))?;
    let _at_work = app.counters.begin_word_read();
    let program = app.settings.program.clone();
    let read = web::block(move || apart::read(&program, &bytes)).await;
    match read.map_err(|error| Error::Busy(error.to_string()))? {
        Ok(sent) => Ok(Ok(sent)),
        Err(Apart::Unreadable(unreadable)) => Ok(Err(unreadable)),
        Err(Apart::NotStarted(error)) => Err(Error::Internal(error.into())),
    }
}

/// The same, where only a Word file will do.
pub async fn read_word(app: &App, bytes: Vec<u8>) -> Result<Result<Document, Unreadable>, Error> {
    Ok(read_sent(app, bytes).await?.and_then(Sent::word))
}
