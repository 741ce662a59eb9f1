//! Files that are whole or not there: written under another name, on the disk before they are
//! called what they are to be called.

use crate::signing::hex;
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// A file in the making, beside the one that it is to become. It is removed when it does not get so
/// far.
pub struct Unfinished {
    path: PathBuf,
    to: PathBuf,
    /// While it is held, nobody else makes a file of that name.
    _turn: Turn,
}

impl Unfinished {
    /// An empty one, for its owner only. Refuses when there is a file of that name already, or in the making.
    pub fn beside(to: &Path) -> Result<Self> {
        if to.try_exists()? {
            return Err(ErrorKind::AlreadyExists.into());
        }
        let name = to.file_name().ok_or(ErrorKind::InvalidInput)?.to_string_lossy();
        let turn = Turn::at(to.with_file_name(format!(".{name}.making")))?;
        let path = to.with_file_name(format!(".{name}.unfinished"));
        let new = Self { path, to: to.to_owned(), _turn: turn };
        // Of somebody who was stopped half-way. SQLite would play a log that was left into the new file.
        new.remove()?;
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(&new.path)?;
        Ok(new)
    }

    fn remove(&self) -> Result<()> {
        for path in with_logs(&self.path) {
            match std::fs::remove_file(path) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => (),
            }
        }
        Ok(())
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The address by which the database in it is opened.
    pub fn url(&self) -> String {
        format!("sqlite:{}", self.path.display())
    }

    /// On the disk, and under its name: what was there before a power cut is there after it.
    pub fn finish(self) -> Result<()> {
        File::open(&self.path)?.sync_all()?;
        // Two that finish at once: the first has the name, and is not written over.
        std::fs::hard_link(&self.path, &self.to)?;
        std::fs::remove_file(&self.path)?;
        sync_folder(&self.to)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = self.remove();
    }
}

/// A file that one process at a time has locked. It is never the one that is made: on a network's disk, a lock keeps SQLite out.
struct Turn {
    path: PathBuf,
    _file: File,
}

impl Turn {
    fn at(path: PathBuf) -> Result<Self> {
        let taken = || Error::other("another process is making it just now");
        let mut options = OpenOptions::new();
        let file = options.write(true).create(true).truncate(false).mode(0o600).open(&path)?;
        // Where the disk knows no locks, two at once are not told from one another.
        if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            return Err(taken());
        }
        // Whoever had it may have ended just now, and removed it.
        let is_there = path.metadata().is_ok_and(|there| {
            file.metadata().is_ok_and(|ours| (ours.dev(), ours.ino()) == (there.dev(), there.ino()))
        });
        if is_there { Ok(Self { path, _file: file }) } else { Err(taken()) }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // Before the lock goes with the file.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// A database's file, and what SQLite keeps beside it while it works.
pub fn with_logs(of: &Path) -> [PathBuf; 4] {
    ["", "-wal", "-shm", "-journal"].map(|end| ending(of, end))
}

fn ending(of: &Path, end: &str) -> PathBuf {
    let mut path = of.to_owned().into_os_string();
    path.push(end);
    path.into()
}

fn sync_folder(of: &Path) -> Result<()> {
    let folder = of.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// SHA-256 of a file, in lower-case hexadecimal digits.
pub fn digest(path: &Path) -> Result<String> {
    let (mut file, mut digest, mut piece) = (File::open(path)?, Sha256::new(), vec![0; 1 << 20]);
    loop {
        match file.read(&mut piece)? {
            0 => break,
            n => digest.update(&piece[..n]),
        }
    }
    Ok(hex(&digest.finalize()))
}

/// Where the digest of a backup stands: beside it.
pub fn digest_file(of: &Path) -> PathBuf {
    ending(of, ".sha256")
}

/// As `sha256sum` writes it, and `sha256sum --check` reads it.
pub fn write_digest(of: &Path, digest: &str) -> Result<()> {
    let unfinished = Unfinished::beside(&digest_file(of))?;
    let name = of.file_name().unwrap_or_default().to_string_lossy();
    let mut file = OpenOptions::new().write(true).open(unfinished.path())?;
    writeln!(file, "{digest}  {name}")?;
    unfinished.finish()
}

/// The digest that was written beside a backup; none where there is no such file.
pub fn written_digest(of: &Path) -> Result<Option<String>> {
    let text = match std::fs::read_to_string(digest_file(of)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        text => text?,
    };
    let digest = text.split_whitespace().next().filter(|digest| digest.len() == 64);
    digest.map(|digest| Some(digest.to_lowercase())).ok_or_else(|| {
        Error::new(ErrorKind::InvalidData, "the file beside it holds no SHA-256 digest")
    })
}
