//! A backup becomes an installation again, where there is none.

use super::file::{self, Unfinished};
use super::{Error, compare, look_through, record, rows};
use crate::config::Settings;
use crate::db::copying::{self, Snapshot};
use crate::db::{self, Db, Tx, Version};
use crate::procedure::Moment;
use crate::record::checking::Report;
use crate::sign_in;
use serde_json::json;
use std::path::{Path, PathBuf};

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
    let mut conn = copying::looking_at(&working.url()).map_err(|_| no_backup(from))?;
    match db::version(&mut conn).map_err(|_| no_backup(from))? {
        Version::None => return Err(no_backup(from)),
        Version::Newer => return Err(Error::OtherVersion("a newer one")),
        Version::Older | Version::Same => drop(conn),
    }
    db::migrate(&working.url())?;
    let report = look_through(&working.url(), &settings.keys, now)?;
    let holdings = Snapshot::of(&working.url())?.holdings()?;
    if is_sqlite(settings) {
        copying::into_one_file(&working.url())?;
        let to = sqlite_file(settings);
        working.finish().map_err(|error| Error::File(to, error))?;
    } else {
        db::migrate(&settings.database_url)?;
        compare(&holdings, &Snapshot::of(&working.url())?.copy_into(&settings.database_url)?)?;
        compare(&holdings, &Snapshot::of(&settings.database_url)?.holdings()?)?;
    }
    let sessions = Db::open(&settings.database_url, 1)?
        .write(|tx| Ok::<_, Error>(begin_anew(tx, &digest, now)?))?;
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

fn is_sqlite(settings: &Settings) -> bool {
    settings.database_url.starts_with("sqlite:")
}

fn sqlite_file(settings: &Settings) -> PathBuf {
    let file = settings.database_url.trim_start_matches("sqlite:");
    file.strip_prefix("//").unwrap_or(file).into()
}

/// Where it will stand (or beside the data, for another engine). A log left beside the place of the
/// database would be played into the new one: nothing of another may be there.
fn working_copy(settings: &Settings, from: &Path) -> Result<Unfinished, Error> {
    let to = match is_sqlite(settings) {
        true => sqlite_file(settings),
        false => settings.data.join("recovered.db"),
    };
    for end in ["", "-wal", "-shm", "-journal"] {
        let mut beside = to.clone().into_os_string();
        beside.push(end);
        if Path::new(&beside).exists() {
            return Err(Error::Exists(beside.into()));
        }
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
    record(tx, "installation.recovered", digest, json!({ "sessions_ended": sessions }), now)?;
    Ok(sessions)
}
