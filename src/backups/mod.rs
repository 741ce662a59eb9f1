//! Copies of a whole installation: backups, what is recovered from them, and a move from one
//! database to another. A backup is one SQLite file, whatever engine it was made from, so that
//! anybody can look into it; it holds no key, and what is sealed in it opens with the key file only.
//! The installation's journal tells of each: whoever has a copy has everything that is not sealed.

mod file;
mod making;
mod moving;
mod recovering;

pub use file::digest_file;
pub use making::{Made, back_up};
pub use moving::{Moved, transfer};
pub use recovering::{Recovered, recover};

use crate::db::copying::{self, Holding};
use crate::db::{self, Db, Version};
use crate::procedure::Moment;
use crate::record::checking::{self, Report};
use crate::sealing;
use crate::submissions::carrying::Stuck;
use std::path::{Path, PathBuf};

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{0}: {1}")]
    File(PathBuf, std::io::Error),
    #[error("{0} exists already; a copy is never written over another file")]
    Exists(PathBuf),
    #[error(
        "the database was made by another version of this program ({0}): a copy is made with the \
         version that serves it"
    )]
    OtherVersion(&'static str),
    #[error("{0} is no backup: there is no database of Travaux in it")]
    NoBackup(PathBuf),
    #[error(
        "{path} is not what was written: its SHA-256 is {found}, and the file beside it says {said}"
    )]
    OtherDigest { path: PathBuf, found: String, said: String },
    #[error("what was copied differs from where it came from, in {0}")]
    Differs(&'static str),
    #[error("not all is as it was written: {0}")]
    Unsound(String),
    #[error(
        "files could not be fetched: {0}. If they were removed while the copy was made, make it again"
    )]
    Files(#[from] Stuck),
    #[error("both are the same database")]
    Same,
    #[error("this installation was moved to another database already")]
    MovedAlready,
    #[error(
        "letters are leaving: what sends them (travaux-worker, or the servers) is to be stopped first. One that a worker \
         was sending when it died is free at {}",
        .0.timestamp()
    )]
    LettersLeave(Moment),
    #[error(transparent)]
    Locked(#[from] sealing::Locked),
    #[error(transparent)]
    Db(#[from] db::Error),
    #[error("the database answered: {0}")]
    Query(#[from] diesel::result::Error),
}

/// Looks through a whole database: what its engine says of it, each chain, each signature,
/// everything sealed.
fn look_through(url: &str, keys: &Path, now: Moment) -> Result<Report, Error> {
    let db = Db::open(url, 1)?;
    if let Some(fault) = db.read(copying::faults_of)?.into_iter().next() {
        return Err(Error::Unsound(fault));
    }
    // One that was never served has no key yet, and needs none.
    if !db.read(|conn| Ok::<_, Error>(sealing::all(conn)?))?.is_empty() {
        sealing::unlock(&db, keys, now)?;
    }
    let looked = db.read(|conn| Ok::<_, Error>(checking::everything(conn, None)?))?;
    match looked.faults.first() {
        Some(fault) => Err(Error::Unsound(fault.to_string())),
        None => Ok(looked.report),
    }
}

fn in_this_version(conn: &mut db::Conn) -> Result<(), Error> {
    match db::version(conn)? {
        Version::Same => Ok(()),
        Version::None => Err(Error::OtherVersion("it has no tables of ours")),
        Version::Older => Err(Error::OtherVersion("an older one")),
        Version::Newer => Err(Error::OtherVersion("a newer one")),
    }
}

/// Opening an SQLite file that is not there would make it.
fn is_there(url: &str) -> Result<(), Error> {
    let Some(file) = db::file_of(url) else { return Ok(()) };
    file.metadata().map(drop).map_err(|error| Error::File(file, error))
}

/// Both sides hold the same rows.
fn compare(one: &[Holding], other: &[Holding]) -> Result<(), Error> {
    match one.iter().zip(other).find(|(one, other)| one != other) {
        Some((differing, _)) => Err(Error::Differs(differing.table)),
        None => Ok(()),
    }
}

/// How many rows in all.
fn rows(holdings: &[Holding]) -> u64 {
    holdings.iter().map(|holding| holding.rows).sum()
}
