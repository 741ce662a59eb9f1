//! Connections that this program opens by HTTPS: to its own public address, when its doctor is asked
//! to, and to the depot of files. Never to an address that somebody typed into a page.

use anyhow::Context;
use rustls::crypto::ring;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use ureq::Agent;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

/// Follows no redirect, asks no proxy, takes every status for an answer, and believes the system's
/// authorities, or those in a file (PEM). `patience` is for a whole request with its answer.
pub fn agent(ca: Option<&Path>, patience: Duration) -> anyhow::Result<Agent> {
    let roots = match ca {
        Some(file) => authorities_in(file)?,
        None => {
            let found = rustls_native_certs::load_native_certs().certs;
            found.iter().map(|one| Certificate::from_der(one.as_ref()).to_owned()).collect()
        }
    };
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

fn authorities_in(file: &Path) -> anyhow::Result<Vec<Certificate<'static>>> {
    let pem = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let items = parse_pem(&pem).filter_map(Result::ok);
    let authorities = items.filter_map(|item| match item {
        PemItem::Certificate(certificate) => Some(certificate),
        _ => None,
    });
    Ok(authorities.collect())
}
