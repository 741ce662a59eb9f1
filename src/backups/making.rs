//! Making a backup while people write.

use super::file::{self, Unfinished};
use super::{Error, compare, in_this_version, is_there, look_through};
use crate::config::Settings;
use crate::db::copying::{self, Snapshot};
use crate::db::{self, Db, Version};
use crate::journal;
use crate::procedure::Moment;
use crate::record::checking::Report;
use crate::submissions::carrying;
use serde_json::json;
use std::path::Path;

/// A backup that is on the disk.
#[derive(Debug)]
pub struct Made {
    pub bytes: u64,
    /// SHA-256 of the file.
    pub digest: String,
    /// What was looked at in it; nothing but its pages where it is of an older version.
    pub report: Option<Report>,
}

/// Copies everything, as it is at one moment, into a new file; fetches into it what lies in the depot; looks through the copy; and gives it
/// its name only once it is whole and on the disk. Its digest stands beside it.
pub fn back_up(settings: &Settings, to: &Path, now: Moment) -> Result<Made, Error> {
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Error::Exists(to.to_owned()),
        _ => Error::File(to.to_owned(), error),
    };
    let unfinished = Unfinished::beside(to).map_err(failed)?;
    let version = copy(&settings.database_url, &unfinished)?;
    let report = match version {
        Version::Same => {
            carrying::detach_copy(&Db::open(&unfinished.url(), 1)?)?;
            Some(look_through(&unfinished.url(), &settings.keys, now)?)
        }
        _ => None,
    };
    copying::into_one_file(&unfinished.url())?;
    let digest = file::digest(unfinished.path()).map_err(failed)?;
    let bytes = unfinished.path().metadata().map_err(failed)?.len();
    file::write_digest(to, &digest).map_err(failed)?;
    if let Err(error) = unfinished.finish() {
        let _ = std::fs::remove_file(file::digest_file(to));
        return Err(failed(error));
    }
    if version == Version::Same {
        Db::open(&settings.database_url, 1)?.write(|tx| -> Result<(), Error> {
            Ok(journal::record_at_console(
                tx,
                "installation.backed_up",
                &digest,
                json!({ "bytes": bytes }),
                now,
            )?)
        })?;
    }
    Ok(Made { bytes, digest, report })
}

/// SQLite copies itself; another engine's rows are written one by one, and counted and compared.
fn copy(url: &str, unfinished: &Unfinished) -> Result<Version, Error> {
    is_there(url)?;
    let mut snapshot = Snapshot::of(url)?;
    if let Some(file) = db::file_of(url) {
        let version = db::version(snapshot.conn())?;
        if version == Version::None {
            return Err(Error::NoBackup(file));
        }
        copying::vacuum_into(url, &unfinished.path().display().to_string())?;
        return Ok(version);
    }
    in_this_version(snapshot.conn())?;
    db::migrate(&unfinished.url())?;
    let copied = snapshot.copy_into(&unfinished.url())?;
    let there = Snapshot::of(&unfinished.url())?.holdings()?;
    compare(&copied, &there)?;
    Ok(Version::Same)
}
