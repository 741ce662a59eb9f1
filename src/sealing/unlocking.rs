//! Before anything is read or sealed: do the keys in the file fit the database?

use super::{file, learn, store};
use crate::db::{self, Db, Tx};
use crate::procedure::Moment;
use std::path::Path;

/// Why the database cannot be opened with this key file.
#[derive(Debug, thiserror::Error)]
pub enum Locked {
    #[error(
        "the database was sealed with the key {id}, and there is no key file {path}: put the file \
         back, or say with --keys (TRAVAUX_KEYS) where it is"
    )]
    NoFile { path: String, id: String },
    #[error(
        "the database was sealed with the key {id}, which the key file {path} does not hold: put \
         the right file back, or say with --keys (TRAVAUX_KEYS) where it is"
    )]
    NotInFile { path: String, id: String },
    #[error("the key file {0} holds no key: `travaux keys new` writes one into it")]
    Empty(String),
    #[error(transparent)]
    File(#[from] file::Error),
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
    #[error(transparent)]
    Db(#[from] db::Error),
}

/// Reads the key file into the ring. Where the database was never sealed, the file's last key
/// seals it from now on, and a file that is not there is made. Call it once a database is open,
/// before anything else is done with it.
pub fn unlock(db: &Db, path: &Path, now: Moment) -> Result<(), Locked> {
    if used(db)?.is_empty() {
        db.write(|tx| begin(tx, path, now))?;
    }
    let used = used(db)?;
    let said = || path.display().to_string();
    if let (false, Some(id)) = (path.exists(), used.first()) {
        return Err(Locked::NoFile { path: said(), id: id.clone() });
    }
    let keys = file::read(path)?;
    let is_there = |id: &&String| keys.iter().any(|line| line.id.as_str() == id.as_str());
    if let Some(missing) = used.iter().find(|id| !is_there(id)) {
        return Err(Locked::NotInFile { path: said(), id: missing.clone() });
    }
    learn(path, &keys);
    Ok(())
}

/// The ids of the keys that something may be sealed with.
fn used(db: &Db) -> Result<Vec<String>, Locked> {
    let keys = db.read(|conn| Ok::<_, Locked>(store::all(conn)?))?;
    Ok(keys.into_iter().filter(|key| key.retired_at.is_none()).map(|key| key.key_id).collect())
}

fn begin(tx: &mut Tx, path: &Path, now: Moment) -> Result<(), Locked> {
    // Two processes that start on a fresh database choose one key.
    tx.hold("installation")?;
    if !store::all(tx)?.is_empty() {
        return Ok(());
    }
    if !path.exists() {
        file::add_key(path)?;
    }
    let last = file::ids_in(path)?.pop();
    let last = last.ok_or_else(|| Locked::Empty(path.display().to_string()))?;
    Ok(store::begin_use(tx, &last, now)?)
}

/// Can other accounts of the machine read the file?
pub fn is_open_to_others(path: &Path) -> bool {
    let Ok(found) = path.metadata() else { return false };
    std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & 0o007 != 0
}
