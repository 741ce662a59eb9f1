//! The depot: where files may lie outside the database, a bucket of any store that speaks Amazon S3's
//! protocol. It is told nothing: what lies there is sealed, under names made by chance. What lies where
//! stands in the database, as an address, "s3://bucket/prefix/name".
//!
//! Everything here waits for the network, on the thread that asks: never within a transaction that
//! others wait for, and never on a thread that serves.

mod http;

use crate::operation::in_one_line;
use crate::secrets;
use anyhow::{Context, bail};
use futures_util::FutureExt;
use http::Http;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path as Name;
use object_store::{ObjectStoreExt, RetryConfig};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// For one request with its answer.
const PATIENCE: Duration = Duration::from_secs(15);
/// So long after it did not answer nobody else is made to wait for it.
const PAUSE: Duration = Duration::from_secs(5);

/// What an administrator says of a depot.
#[derive(Clone, Default)]
pub struct Options {
    /// "s3://bucket" or "s3://bucket/prefix".
    pub url: String,
    /// Where it answers, "https://store.example.org"; Amazon's own without it.
    pub endpoint: Option<String>,
    pub region: String,
    pub key: String,
    pub secret: String,
    /// The authorities that may sign its certificate (PEM), in place of the system's.
    pub ca: Option<PathBuf>,
    /// What lies there is read, and nothing more is carried there.
    pub is_closed: bool,
}

pub struct Depot {
    /// Without a slash at the end.
    url: String,
    endpoint: Option<String>,
    store: AmazonS3,
    is_closed: bool,
    unanswered: Mutex<Option<Instant>>,
}

/// Why something cannot be had from a depot, or brought there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("nothing lies at {0}")]
    Missing(String),
    #[error("{address}: {why}")]
    Unreachable { address: String, why: String },
    #[error("{0} lies in a depot that this process was not told of (TRAVAUX_DEPOT)")]
    Unknown(String),
}

impl From<Fault> for diesel::result::Error {
    fn from(fault: Fault) -> Self {
        Self::DeserializationError(Box::new(fault))
    }
}

impl std::fmt::Debug for Depot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Depot({}, secret [redacted])", self.url)
    }
}

/// The depots that this process was told of, by their addresses: a file says itself where it lies.
static KNOWN: RwLock<BTreeMap<String, Arc<Depot>>> = RwLock::new(BTreeMap::new());

impl Depot {
    /// From now on this process finds what lies there. Nothing is asked yet. Err where the words of the
    /// administrator make no address.
    pub fn open(options: &Options) -> anyhow::Result<Arc<Self>> {
        let url = options.url.trim().trim_end_matches('/').to_owned();
        let bucket = url.strip_prefix("s3://").and_then(|rest| rest.split('/').next());
        let Some(bucket) = bucket.filter(|bucket| !bucket.is_empty()) else {
            bail!("{url:?} is no depot: it is written like s3://bucket/prefix (TRAVAUX_DEPOT)");
        };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(bucket)
            .with_region(&options.region)
            .with_access_key_id(&options.key)
            .with_secret_access_key(&options.secret)
            // Not every store removes many at once.
            .with_disable_bulk_delete(true)
            // Who asks decides whether to ask again.
            .with_retry(RetryConfig { max_retries: 0, ..RetryConfig::default() })
            .with_http_connector(Http::new(options.ca.as_deref(), PATIENCE)?);
        if let Some(endpoint) = &options.endpoint {
            let is_plain = endpoint.starts_with("http://");
            if !is_plain && !endpoint.starts_with("https://") {
                bail!(
                    "{endpoint:?} is no endpoint: it is written like https://store.example.org \
                     (TRAVAUX_DEPOT_ENDPOINT)"
                );
            }
            builder =
                builder.with_endpoint(endpoint.trim_end_matches('/')).with_allow_http(is_plain);
        }
        let store = builder.build().with_context(|| format!("the depot {url}"))?;
        let is_closed = options.is_closed;
        let depot = Arc::new(Self {
            url,
            endpoint: options.endpoint.clone(),
            store,
            is_closed,
            unanswered: Mutex::new(None),
        });
        let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(depot.url.clone(), depot.clone());
        Ok(depot)
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// Does it answer without TLS?
    pub fn is_plain(&self) -> bool {
        self.endpoint.as_ref().is_some_and(|endpoint| endpoint.starts_with("http://"))
    }

    /// Where it answers.
    pub fn endpoint(&self) -> &str {
        self.endpoint.as_deref().unwrap_or("https://s3.amazonaws.com")
    }

    /// Is nothing more to be carried there?
    pub fn is_closed(&self) -> bool {
        self.is_closed
    }

    /// An address where nothing lies.
    pub fn fresh_address(&self) -> String {
        format!("{}/{}", self.url, secrets::public_id())
    }

    /// Brings it there, and reads it again: only what was read is known to lie there.
    pub fn put(&self, address: &str, bytes: &[u8]) -> Result<(), Fault> {
        let name = self.name(address)?;
        self.ask(address, self.store.put(&name, bytes.to_vec().into()))?;
        match self.get(address)? == bytes {
            true => Ok(()),
            false => Err(unreachable(address, "it gives back something else than it was given")),
        }
    }

    pub fn get(&self, address: &str) -> Result<Vec<u8>, Fault> {
        let name = self.name(address)?;
        let got = async { self.store.get(&name).await?.bytes().await };
        Ok(self.ask(address, got)?.into())
    }

    /// What is not there any more is removed.
    pub fn remove(&self, address: &str) -> Result<(), Fault> {
        let name = self.name(address)?;
        match self.ask(address, self.store.delete(&name)) {
            Ok(()) | Err(Fault::Missing(_)) => Ok(()),
            Err(fault) => Err(fault),
        }
    }

    /// The name within the bucket.
    fn name(&self, address: &str) -> Result<Name, Fault> {
        let unknown = || Fault::Unknown(address.to_owned());
        let within = address.strip_prefix(&self.url).and_then(|rest| rest.strip_prefix('/'));
        within.filter(|name| !name.is_empty()).ok_or_else(unknown)?;
        let (_, name) = address["s3://".len()..].split_once('/').ok_or_else(unknown)?;
        Name::parse(name).map_err(|_| unknown())
    }

    /// Our way of speaking HTTP waits on this thread, so that a request is answered when it is first
    /// asked for.
    fn ask<T>(
        &self,
        address: &str,
        request: impl Future<Output = object_store::Result<T>>,
    ) -> Result<T, Fault> {
        let answer = request.now_or_never();
        let answer = answer.ok_or_else(|| unreachable(address, "it was left waiting"))?;
        answer.map_err(|error| match error {
            object_store::Error::NotFound { .. } => Fault::Missing(address.to_owned()),
            error => {
                *self.unanswered() = Some(Instant::now());
                unreachable(address, &in_one_line(&error))
            }
        })
    }

    fn unanswered(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        self.unanswered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What lies at an address of any depot that this process was told of. One that did not answer a moment
/// ago is not asked.
pub fn get(address: &str) -> Result<Vec<u8>, Fault> {
    let depot = depot_of(address)?;
    if depot.unanswered().is_some_and(|at| at.elapsed() < PAUSE) {
        return Err(unreachable(address, "it did not answer a moment ago"));
    }
    depot.get(address)
}

/// Removes what lies at an address of any depot that this process was told of.
pub fn remove(address: &str) -> Result<(), Fault> {
    depot_of(address)?.remove(address)
}

fn depot_of(address: &str) -> Result<Arc<Depot>, Fault> {
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
    let url = address.rsplit_once('/').map_or("", |(url, _)| url);
    known.get(url).cloned().ok_or_else(|| Fault::Unknown(address.to_owned()))
}

fn unreachable(address: &str, why: &str) -> Fault {
    Fault::Unreachable { address: address.to_owned(), why: why.to_owned() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn options(url: &str) -> Options {
        Options {
            url: url.into(),
            endpoint: Some("http://127.0.0.1:9".into()),
            region: "eu".into(),
            key: "key".into(),
            secret: "not to be shown".into(),
            ..Options::default()
        }
    }

    #[test]
    fn a_depot_is_a_bucket_with_or_without_a_prefix() {
        for (right, url) in [
            ("s3://files", "s3://files"),
            (" s3://files/ ", "s3://files"),
            ("s3://files/consult/one/", "s3://files/consult/one"),
        ] {
            let depot = Depot::open(&options(right)).unwrap();
            assert_eq!(depot.url(), url);
            let address = depot.fresh_address();
            assert!(address.starts_with(&format!("{url}/")), "{address}");
            assert_ne!(address, depot.fresh_address());
            let within = url.trim_start_matches("s3://files").trim_start_matches('/');
            assert!(depot.name(&address).unwrap().as_ref().starts_with(within));
            assert!(!format!("{depot:?}").contains("not to be shown"));
        }
        for wrong in ["", "files", "s3://", "s3:///prefix", "https://files.example"] {
            assert!(Depot::open(&options(wrong)).is_err(), "{wrong}");
        }
        let endpoint = Some("store.example.org".into());
        assert!(Depot::open(&Options { endpoint, ..options("s3://files") }).is_err());
    }

    #[test]
    fn what_lies_elsewhere_is_not_asked_for_here() {
        let depot = Depot::open(&options("s3://here")).unwrap();
        for other in ["s3://there/x", "s3://here", "s3://here/", "s3://hereafter/x", ""] {
            assert_eq!(depot.get(other), Err(Fault::Unknown(other.into())), "{other}");
            assert_eq!(get(other), Err(Fault::Unknown(other.into())), "{other}");
        }
    }

    #[test]
    fn a_depot_that_does_not_answer_is_left_alone_for_a_while() {
        let depot = Depot::open(&options("s3://silent")).unwrap();
        let address = depot.fresh_address();
        let why = |fault: Result<Vec<u8>, Fault>| match fault {
            Err(Fault::Unreachable { why, .. }) => why,
            other => panic!("{other:?}"),
        };
        assert!(!why(get(&address)).contains("a moment ago"));
        assert!(why(get(&address)).contains("a moment ago"));
        // Who works for the depot alone may ask.
        assert!(!why(depot.get(&address)).contains("a moment ago"));
    }
}
