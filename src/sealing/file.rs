//! The key file: a line for each key, its id and its 64 hexadecimal digits. Lines that begin with
//! `#` are for people.

use super::KeyId;
use crate::secrets;
use data_encoding::HEXLOWER_PERMISSIVE;
use std::io::Write;
use std::path::{Path, PathBuf};

const HEAD: &str = "\
# The keys of a Travaux server: an id and a key on each line.
# Without them nobody reads what is sealed in the database, and the server does not start.
# Keep a copy, apart from the backups of the database.
";

/// A key as it stands in the file.
pub(super) struct Line {
    pub id: KeyId,
    pub secret: [u8; 32],
}

/// What is wrong with a key file. It names the line, never what stands there.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the key file {path} cannot be read: {error}")]
    Unreadable { path: String, error: std::io::Error },
    #[error("the key file {path} cannot be written: {error}")]
    Unwritable { path: String, error: std::io::Error },
    #[error(
        "line {line} of the key file {path} is no key: an id of 8 letters and digits, a space, and \
         64 hexadecimal digits"
    )]
    NoKey { path: String, line: usize },
    #[error("the key file {path} names the key {id} twice")]
    Twice { path: String, id: KeyId },
}

fn said(path: &Path) -> String {
    path.display().to_string()
}

pub(super) fn read(path: &Path) -> Result<Vec<Line>, Error> {
    let text = std::fs::read_to_string(path);
    let text = text.map_err(|error| Error::Unreadable { path: said(path), error })?;
    parse(path, &text)
}

pub(super) fn parse(path: &Path, text: &str) -> Result<Vec<Line>, Error> {
    let mut keys: Vec<Line> = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let key = line.split_once(char::is_whitespace).and_then(|(id, secret)| {
            Some(Line { id: KeyId::parse(id)?, secret: parse_secret(secret.trim())? })
        });
        let key = key.ok_or_else(|| Error::NoKey { path: said(path), line: n + 1 })?;
        if keys.iter().any(|known| known.id == key.id) {
            return Err(Error::Twice { path: said(path), id: key.id });
        }
        keys.push(key);
    }
    Ok(keys)
}

fn parse_secret(hex: &str) -> Option<[u8; 32]> {
    HEXLOWER_PERMISSIVE.decode(hex.as_bytes()).ok()?.try_into().ok()
}

/// The ids of the keys in a file, in their order.
pub fn ids_in(path: &Path) -> Result<Vec<KeyId>, Error> {
    Ok(read(path)?.into_iter().map(|line| line.id).collect())
}

/// Writes a new key at the end of the file, which is made where there is none, for its owner only.
/// The file is whole at every moment: it is replaced, once the disk has the new one.
pub fn add_key(path: &Path) -> Result<KeyId, Error> {
    let before = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => HEAD.to_owned(),
        Err(error) => return Err(Error::Unreadable { path: said(path), error }),
    };
    parse(path, &before)?;
    let id = KeyId::fresh();
    let secret: [u8; 32] = secrets::random();
    let secret = HEXLOWER_PERMISSIVE.encode(&secret);
    let text = format!("{}\n{id} {secret}\n", before.trim_end());
    replace(path, &text).map_err(|error| Error::Unwritable { path: said(path), error })?;
    Ok(id)
}

/// Whoever could read the file can read the new one, as far as we may give it to them: root makes a key for a service that runs as
/// somebody else.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let mut new = path.as_os_str().to_owned();
    new.push(".new");
    let new = PathBuf::from(new);
    if let Err(error) = std::fs::remove_file(&new)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&new)?;
    #[cfg(unix)]
    if let Ok(before) = std::fs::metadata(path) {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
        let ours = file.metadata()?;
        let (owner, group) = (before.uid(), before.gid());
        let is_theirs = (ours.uid(), ours.gid()) == (owner, group)
            || fchown(&file, Some(owner), Some(group)).is_ok()
            || fchown(&file, None, Some(group)).is_ok();
        if is_theirs {
            file.set_permissions(std::fs::Permissions::from_mode(before.mode() & 0o770))?;
        }
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&new, path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    std::fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}
