//! Connections that this program opens by HTTPS: to its own public address, when its doctor is asked
//! to, and to the depot of files. Never to an address that somebody typed into a page.

use crate::certificates;
use rustls::crypto::ring;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// Follows no redirect, asks no proxy, takes every status for an answer, and believes the system's
/// authorities, or those in a file (PEM). `patience` is for a whole request with its answer.
pub fn agent(ca: Option<&Path>, patience: Duration) -> anyhow::Result<Agent> {
    let roots = certificates::trusted(ca).map_err(anyhow::Error::msg)?;
    let roots: Vec<Certificate<'static>> =
        roots.iter().map(|one| Certificate::from_der(one.as_ref()).to_owned()).collect();
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::Specific(Arc::new(roots)))
        .unversioned_rustls_crypto_provider(Arc::new(ring::default_provider()))
        .build();
    let config = Agent::config_builder()
        .timeout_global(Some(patience))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .tls_config(tls)
        .build();
    Ok(config.into())
}
