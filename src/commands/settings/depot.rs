//! Where files lie outside the database, as an administrator says it.

use super::first_line;
use crate::depot::{self, Depot};
use anyhow::bail;
use std::path::PathBuf;
use std::sync::Arc;

/// A store that speaks Amazon S3's protocol, in which files lie rather than in the database.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "A depot of files")]
pub(super) struct DepotOptions {
    /// s3://bucket/prefix: there the worker carries the files of what was submitted, sealed
    #[arg(long, global = true, env = "TRAVAUX_DEPOT", value_name = "URL")]
    depot: Option<String>,
    /// Where that store answers, such as https://store.example.org; Amazon's own without it
    #[arg(long, global = true, env = "TRAVAUX_DEPOT_ENDPOINT", value_name = "URL")]
    depot_endpoint: Option<String>,
    /// Its region
    #[arg(
        long,
        global = true,
        env = "TRAVAUX_DEPOT_REGION",
        default_value = "us-east-1",
        value_name = "REGION"
    )]
    depot_region: String,
    /// The id of the access key
    #[arg(long, global = true, env = "TRAVAUX_DEPOT_KEY", value_name = "ID")]
    depot_key: Option<String>,
    /// A file with the secret of that key (or TRAVAUX_DEPOT_SECRET in the environment)
    #[arg(long, global = true, env = "TRAVAUX_DEPOT_SECRET_FILE", value_name = "FILE")]
    depot_secret_file: Option<PathBuf>,
    /// The authorities that may sign its certificate (PEM), in place of the system's
    #[arg(long, global = true, env = "TRAVAUX_DEPOT_CA", value_name = "FILE")]
    depot_ca: Option<PathBuf>,
    /// Read what lies there, and carry nothing more there
    #[arg(long, global = true, env = "TRAVAUX_DEPOT_CLOSED")]
    depot_closed: bool,
}

impl DepotOptions {
    /// None where no depot is named.
    pub(super) fn open(&self) -> anyhow::Result<Option<Arc<Depot>>> {
        let Some(url) = self.depot.clone().filter(|url| !url.trim().is_empty()) else {
            return Ok(None);
        };
        let secret = match &self.depot_secret_file {
            Some(file) => Some(first_line(file)?).filter(|line| !line.is_empty()),
            None => std::env::var("TRAVAUX_DEPOT_SECRET").ok(),
        };
        let (Some(key), Some(secret)) = (self.depot_key.clone(), secret) else {
            bail!(
                "the depot {url} needs a key and its secret (TRAVAUX_DEPOT_KEY, TRAVAUX_DEPOT_SECRET_FILE)"
            );
        };
        let endpoint = self.depot_endpoint.clone().filter(|url| !url.trim().is_empty());
        let depot = Depot::open(&depot::Options {
            url,
            endpoint,
            region: self.depot_region.clone(),
            key,
            secret,
            ca: self.depot_ca.clone(),
            is_closed: self.depot_closed,
        })?;
        Ok(Some(depot))
    }
}
