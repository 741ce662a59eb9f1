//! The instance's signature: an Ed25519 key outside the database, and the form of what it signs.
//!
//! What is signed is a *note*: plain text whose last two lines are `key: ID` and `signature: HEX`.
//! The signature covers every byte before its own line. docs/record.md has the format.

use data_encoding::HEXLOWER;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{Error, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// The first line of the key's file.
const HEADING: &str = "travaux signing key 1";

/// Signs with the key in a file, which is made when the first signature is asked for.
#[derive(Debug, Clone)]
pub struct Signer {
    path: PathBuf,
}

/// What anybody needs to check a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey(Vec<u8>);

/// Keys that were read, by file: several servers may run in one process.
static KEYS: LazyLock<Mutex<BTreeMap<PathBuf, Arc<SigningKey>>>> = LazyLock::new(Mutex::default);

impl Signer {
    /// The signer whose key lies in this data folder.
    pub fn of(data: &Path) -> Self {
        Self { path: data.join("signing-key") }
    }

    /// The public key; the key itself is made where there is none yet.
    pub fn public_key(&self) -> std::io::Result<PublicKey> {
        Ok(PublicKey(self.key()?.verifying_key().to_bytes().to_vec()))
    }

    /// The text with its two last lines. It must end with a line break, and have no line of its
    /// own that begins with "key: " or "signature: ".
    pub fn sign(&self, text: &str) -> std::io::Result<String> {
        let key = self.key()?;
        let id = PublicKey(key.verifying_key().to_bytes().to_vec()).id();
        let signed = format!("{text}key: {id}\n");
        let signature = key.sign(signed.as_bytes());
        Ok(format!("{signed}signature: {}\n", hex(&signature.to_bytes())))
    }

    fn key(&self) -> std::io::Result<Arc<SigningKey>> {
        let mut known = KEYS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(key) = known.get(&self.path) {
            return Ok(key.clone());
        }
        let key = match std::fs::read_to_string(&self.path) {
            Ok(text) => read(&text).ok_or_else(|| self.unreadable())?,
            Err(error) if error.kind() == ErrorKind::NotFound => self.make()?,
            Err(error) => return Err(error),
        };
        let key = Arc::new(key);
        known.insert(self.path.clone(), key.clone());
        Ok(key)
    }

    fn unreadable(&self) -> Error {
        let said = format!("{} is no signing key of this program", self.path.display());
        Error::new(ErrorKind::InvalidData, said)
    }

    /// Makes the file for its owner only. Of two processes that start at once, one makes the key
    /// and both use it: a link to a finished file is made whole or not at all.
    fn make(&self) -> std::io::Result<SigningKey> {
        let seed: [u8; 32] = crate::secrets::random();
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let name = format!("signing-key.{}", crate::secrets::public_id());
        let begun = self.path.with_file_name(name);
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&begun)?;
        file.write_all(format!("{HEADING}\n{}\n", hex(&seed)).as_bytes())?;
        file.sync_all()?;
        let made = std::fs::hard_link(&begun, &self.path);
        std::fs::remove_file(&begun)?;
        match made {
            Ok(()) => Ok(SigningKey::from_bytes(&seed)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                read(&std::fs::read_to_string(&self.path)?).ok_or_else(|| self.unreadable())
            }
            Err(error) => Err(error),
        }
    }
}

fn read(text: &str) -> Option<SigningKey> {
    let seed = text.strip_prefix(HEADING)?.trim();
    Some(SigningKey::from_bytes(&unhex(seed)?.try_into().ok()?))
}

impl PublicKey {
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// Reads 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        unhex(text.trim()).filter(|bytes| bytes.len() == 32).map(Self)
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub fn hex(&self) -> String {
        hex(&self.0)
    }

    /// What the key is called by: the first sixteen digits of its SHA-256.
    pub fn id(&self) -> String {
        hex(&Sha256::digest(&self.0)[..8])
    }

    fn has_signed(&self, text: &str, signature: &[u8]) -> bool {
        let key = self.0.as_slice().try_into().ok().and_then(|k| VerifyingKey::from_bytes(k).ok());
        let signature = Signature::from_slice(signature);
        matches!((key, signature), (Some(key), Ok(signature))
            if key.verify_strict(text.as_bytes(), &signature).is_ok())
    }
}

/// What can be said of a note's signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    Right,
    Wrong,
    /// By a key that is not among those given.
    UnknownKey,
}

/// Is the note signed by one of these keys?
pub fn check(note: &str, keys: &[PublicKey]) -> Signed {
    let Some((signed, signature)) = note.rsplit_once("signature: ") else { return Signed::Wrong };
    let id = signed.rsplit_once("\nkey: ").map_or("", |(_, id)| id.trim_end());
    let Some(key) = keys.iter().find(|key| key.id() == id) else { return Signed::UnknownKey };
    match signature.strip_suffix('\n').and_then(unhex) {
        Some(signature) if key.has_signed(signed, &signature) => Signed::Right,
        _ => Signed::Wrong,
    }
}

/// A note as it was signed, from what went through a window or a mail program: line breaks as one
/// sign, and one at the end.
pub fn tidy(pasted: &str) -> String {
    let text = pasted.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    format!("{}\n", text.trim())
}

/// The value of the note's line `name: value`; empty where there is none.
pub fn value<'a>(note: &'a str, name: &str) -> &'a str {
    let mut values = note.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    values.next().unwrap_or_default()
}

/// "0a1b…"
pub fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

/// The bytes of "0a1b…"; None where it is something else.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    HEXLOWER.decode(text.as_bytes()).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_signed_once_and_any_other_byte_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let signer = Signer::of(folder.path());
        let note = signer.sign("travaux receipt 1\ncode: abc\n").unwrap();
        let key = signer.public_key().unwrap();
        assert_eq!(check(&note, std::slice::from_ref(&key)), Signed::Right);
        assert_eq!(check(&note, &[]), Signed::UnknownKey);
        assert_eq!(value(&note, "code"), "abc");
        for at in 0..note.len() {
            let mut bytes = note.clone().into_bytes();
            bytes[at] ^= 1;
            let Ok(changed) = String::from_utf8(bytes) else { continue };
            assert_ne!(check(&changed, std::slice::from_ref(&key)), Signed::Right, "byte {at}");
        }
        assert_eq!(PublicKey::parse(&key.hex()), Some(key));
    }

    #[cfg(unix)]
    #[test]
    fn the_key_is_for_its_owner_only_and_is_read_again() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let made = Signer::of(folder.path()).public_key().unwrap();
        let path = folder.path().join("signing-key");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let text = std::fs::read_to_string(&path).unwrap();
        let again = read(&text).unwrap().verifying_key().to_bytes().to_vec();
        assert_eq!(again, made.as_bytes());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
