//! Sealing: what must not be read from a stolen database, or from a backup, is encrypted before it
//! is stored, with keys that are in no database.
//!
//! A sealed value is `1 ‖ key's id (8) ‖ nonce (24) ‖ XChaCha20-Poly1305(key, nonce, text)`, and
//! what it is and where it stands ([`Place`]) is authenticated with it: moved to another row or
//! another column it does not open. Each key of the file gives two by HKDF-SHA-256: one seals, the
//! other makes the indexes (HMAC-SHA-256) by which a sealed name is found again.
//!
//! The keys that this process has read are in one ring, to which keys are only added. Which of them
//! seals is written in the database, so that several servers agree.

mod file;
mod loading;
mod looking;
mod store;
mod unlocking;

pub use file::{add_key, ids_in};
pub(crate) use loading::opened_at_loading;
pub use looking::Looked;
pub(crate) use looking::look_at;
pub use store::{Sealer, SealingKey, all, begin_use, in_use, newest, retire, sealer, take_back};
pub use unlocking::{Locked, is_open_to_others, unlock};

use crate::procedure::keys::{ParticipantKey, RoundKey};
use crate::secrets;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

/// Of the bytes before the nonce: a version, then the key's id.
const VERSION: u8 = 1;
const ID: usize = 8;
const NONCE: usize = 24;
/// Documents are filled up to a multiple of this: their length would tell of what is in them.
const BLOCK: usize = 256;

/// The name of a key: short and random, it tells nothing of the key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(String);

impl KeyId {
    fn fresh() -> Self {
        Self(secrets::public_id().as_str()[..ID].to_owned())
    }

    /// None where no key could be called so.
    pub fn parse(id: &str) -> Option<Self> {
        let is_id =
            id.len() == ID && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        is_id.then(|| Self(id.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for KeyId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is sealed, and where it stands: the kind of text and the public id of its row.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    pub what: &'static str,
    pub id: &'a str,
}

impl<'a> Place<'a> {
    pub fn of(what: &'static str, id: &'a str) -> Self {
        Self { what, id }
    }

    fn bytes(self) -> Vec<u8> {
        let mut bytes = b"travaux/v1/sealed".to_vec();
        for part in [self.what, self.id] {
            bytes.extend((part.len() as u64).to_be_bytes());
            bytes.extend(part.as_bytes());
        }
        bytes
    }
}

/// Why something sealed cannot be read. It names the place, never what stands there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    #[error("{what} of {id} is not sealed as it should be")]
    Malformed { what: &'static str, id: String },
    #[error("{what} of {id} is sealed with the key {key}, which is in no key file read here")]
    UnknownKey { what: &'static str, id: String, key: KeyId },
    #[error("{what} of {id} does not open: it was altered, or moved here from another place")]
    Altered { what: &'static str, id: String },
    #[error("{what} of {id} is not where it was put, outside the database")]
    Missing { what: &'static str, id: String },
    #[error("the key {0}, which the database seals with, is in no key file read here")]
    NoKey(KeyId),
    #[error("the database has no key to seal with")]
    NothingToSealWith,
}

impl From<Broken> for diesel::result::Error {
    fn from(broken: Broken) -> Self {
        Self::DeserializationError(Box::new(broken))
    }
}

struct Key {
    cipher: XChaCha20Poly1305,
    index: [u8; 32],
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key([redacted])")
    }
}

impl Key {
    fn new(secret: &[u8; 32]) -> Self {
        Self {
            cipher: XChaCha20Poly1305::new(&derived(secret, b"travaux/v1/sealing").into()),
            index: derived(secret, b"travaux/v1/index"),
        }
    }

    fn seal(&self, id: &KeyId, place: Place<'_>, text: &[u8]) -> Result<Vec<u8>, Broken> {
        let nonce: [u8; NONCE] = secrets::random();
        let payload = Payload { msg: text, aad: &place.bytes() };
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload);
        let sealed =
            sealed.map_err(|_| Broken::Malformed { what: place.what, id: place.id.to_owned() })?;
        Ok([&[VERSION], id.as_str().as_bytes(), &nonce, &sealed].concat())
    }
}

#[allow(clippy::expect_used)]
fn derived(secret: &[u8; 32], purpose: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    let expanded = Hkdf::<Sha256>::new(None, secret).expand(purpose, &mut key);
    expanded.expect("32 bytes are fewer than HKDF can give");
    key
}

/// Opens what was sealed at this place.
pub fn open(place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, Broken> {
    let id = || place.id.to_owned();
    let malformed = || Broken::Malformed { what: place.what, id: id() };
    let [VERSION, rest @ ..] = sealed else { return Err(malformed()) };
    let (key_id, rest) = rest.split_at_checked(ID).ok_or_else(malformed)?;
    let (nonce, text) = rest.split_at_checked(NONCE).ok_or_else(malformed)?;
    let key_id = std::str::from_utf8(key_id).ok().and_then(KeyId::parse).ok_or_else(malformed)?;
    let nonce = <[u8; NONCE]>::try_from(nonce).map_err(|_| malformed())?;
    let key = key(&key_id);
    let key = key.ok_or_else(|| Broken::UnknownKey { what: place.what, id: id(), key: key_id })?;
    let payload = Payload { msg: text, aad: &place.bytes() };
    let opened = key.cipher.decrypt(&XNonce::from(nonce), payload);
    opened.map_err(|_| Broken::Altered { what: place.what, id: id() })
}

/// Opens a document that [`Sealer::seal_document`] sealed at this place.
pub fn open_document<T: DeserializeOwned>(place: Place<'_>, sealed: &[u8]) -> Result<T, Broken> {
    let text = open(place, sealed)?;
    let malformed = |_| Broken::Malformed { what: place.what, id: place.id.to_owned() };
    serde_json::from_slice(&text).map_err(malformed)
}

impl Sealer {
    /// The id of the key, to be stored beside what it sealed.
    pub fn key_id(&self) -> &str {
        self.id.as_str()
    }

    pub fn seal(&self, place: Place<'_>, text: &[u8]) -> Result<Vec<u8>, Broken> {
        self.key.seal(&self.id, place, text)
    }

    /// Seals a document, as long as the next multiple of 256 bytes whatever is in it.
    pub fn seal_document<T: Serialize>(
        &self,
        place: Place<'_>,
        document: &T,
    ) -> Result<Vec<u8>, Broken> {
        let malformed = |_| Broken::Malformed { what: place.what, id: place.id.to_owned() };
        let mut text = serde_json::to_vec(document).map_err(malformed)?;
        text.resize(text.len().next_multiple_of(BLOCK), b' ');
        self.seal(place, &text)
    }

    /// By what a participant's submissions in a round are found, without its name standing there.
    pub fn index_of(&self, participant: ParticipantKey, round: RoundKey) -> Vec<u8> {
        let keys = [participant.0.to_be_bytes(), round.0.to_be_bytes()];
        self.index("participant in a round", &keys.concat())
    }

    /// By what something that must not stand in the database is counted there.
    pub fn index_of_text(&self, what: &str, text: &str) -> Vec<u8> {
        self.index(what, text.as_bytes())
    }

    #[allow(clippy::expect_used)]
    fn index(&self, what: &str, of: &[u8]) -> Vec<u8> {
        let mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&self.key.index);
        let mut mac = mac.expect("HMAC takes keys of any length");
        mac.update(&(what.len() as u64).to_be_bytes());
        mac.update(what.as_bytes());
        mac.update(of);
        mac.finalize().into_bytes().to_vec()
    }
}

/// The keys that this process knows, and the files that they came from.
struct Ring {
    keys: BTreeMap<KeyId, Arc<Key>>,
    files: BTreeSet<PathBuf>,
}

static RING: RwLock<Ring> = RwLock::new(Ring { keys: BTreeMap::new(), files: BTreeSet::new() });

/// Adds the keys of a file to the ring.
fn learn(path: &Path, keys: &[file::Line]) {
    let mut ring = RING.write().unwrap_or_else(PoisonError::into_inner);
    ring.files.insert(path.to_owned());
    for line in keys {
        ring.keys.entry(line.id.clone()).or_insert_with(|| Arc::new(Key::new(&line.secret)));
    }
}

/// The key of that id. One that is not known was perhaps added to a file since that was read.
fn key(id: &KeyId) -> Option<Arc<Key>> {
    let known = || RING.read().unwrap_or_else(PoisonError::into_inner).keys.get(id).cloned();
    if let Some(key) = known() {
        return Some(key);
    }
    let files = RING.read().unwrap_or_else(PoisonError::into_inner).files.clone();
    for path in files {
        if let Ok(keys) = file::read(&path) {
            learn(&path, &keys);
        }
    }
    known()
}

#[cfg(test)]
mod tests;
