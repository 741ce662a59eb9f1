//! A backup becomes an installation again, where there is none.

use super::file::{self, Unfinished};
use super::{Error, compare, look_through, rows};
use crate::config::Settings;
use crate::db::copying::{self, Snapshot};
use crate::db::{self, Db, Tx, Version};
use crate::journal;
use crate::procedure::Moment;
use crate::record::checking::Report;
use crate::sign_in;
use serde_json::json;
use std::path::Path;

/// An installation that stands again.
#[derive(Debug)]
pub struct Recovered {
    pub rows: u64,
    pub report: Report,
    /// A digest stood beside the backup, and is right.
    pub is_as_written: bool,
    /// How many people have to sign in again.
    pub sessions: usize,
}

/// Looks through a copy of the backup, and puts it where the settings say that the database is;
/// nothing may be there yet. The backup stays as it is. Everybody has to sign in again: a session
/// that was ended since the backup would otherwise be open once more.
pub fn recover(settings: &Settings, from: &Path, now: Moment) -> Result<Recovered, Error> {
    let digest = file::digest(from).map_err(|error| Error::File(from.to_owned(), error))?;
    let is_as_written = is_as_written(from, &digest)?;
    let working = working_copy(settings, from)?;
    let version = Snapshot::of(&working.url()).and_then(|mut one| db::version(one.conn()));
    match version.map_err(|_| no_backup(from))? {
        Version::None => return Err(no_backup(from)),
        Version::Newer => return Err(Error::OtherVersion("a newer one")),
        Version::Older | Version::Same => {}
    }
    db::migrate(&working.url())?;
    let report = look_through(&working.url(), &settings.keys, now)?;
    // Before it is where anybody finds it: whatever stops in between, no session of then is open in it.
    let sessions =
        Db::open(&working.url(), 1)?.write(|tx| Ok::<_, Error>(begin_anew(tx, &digest, now)?))?;
    let mut snapshot = Snapshot::of(&working.url())?;
    let holdings = match db::file_of(&settings.database_url) {
        Some(to) => {
            let holdings = snapshot.holdings()?;
            drop(snapshot);
            copying::into_one_file(&working.url())?;
            working.finish().map_err(|error| Error::File(to, error))?;
            holdings
        }
        None => {
            db::migrate(&settings.database_url)?;
            let copied = snapshot.copy_into(&settings.database_url)?;
            compare(&copied, &Snapshot::of(&settings.database_url)?.holdings()?)?;
            copied
        }
    };
    Ok(Recovered { rows: rows(&holdings), report, is_as_written, sessions })
}

/// False where nothing was written beside it.
fn is_as_written(from: &Path, digest: &str) -> Result<bool, Error> {
    let said = file::written_digest(from);
    match said.map_err(|error| Error::File(file::digest_file(from), error))? {
        None => Ok(false),
        Some(said) if said == digest => Ok(true),
        Some(said) => {
            Err(Error::OtherDigest { path: from.to_owned(), found: digest.to_owned(), said })
        }
    }
}

fn no_backup(from: &Path) -> Error {
    Error::NoBackup(from.to_owned())
}

/// Where it will stand (or beside the data, for another engine). A log left beside the place of the
/// database would be played into the new one: nothing of another may be there.
fn working_copy(settings: &Settings, from: &Path) -> Result<Unfinished, Error> {
    let recovered = || settings.data.join("recovered.db");
    let to = db::file_of(&settings.database_url).unwrap_or_else(recovered);
    if let Some(there) = file::with_logs(&to).into_iter().find(|path| path.exists()) {
        return Err(Error::Exists(there));
    }
    let failed = |error| Error::File(to.clone(), error);
    let working = Unfinished::beside(&to).map_err(failed)?;
    std::io::copy(
        &mut std::fs::File::open(from).map_err(|error| Error::File(from.to_owned(), error))?,
        &mut std::fs::OpenOptions::new().write(true).open(working.path()).map_err(failed)?,
    )
    .map_err(failed)?;
    Ok(working)
}

fn begin_anew(tx: &mut Tx, digest: &str, now: Moment) -> diesel::QueryResult<usize> {
    let sessions = sign_in::end_every_session(tx)?;
    journal::record_at_console(
        tx,
        "installation.recovered",
        digest,
        json!({ "sessions_ended": sessions }),
        now,
    )?;
    Ok(sessions)
}
