//! Settings: from the environment or the command line; secrets may come from files.

mod network;

pub use network::Network;

use crate::depot::Depot;
use crate::sign_in::{Breached, HashingCost, Limits, WhenSecondFactor};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

#[derive(Debug, Clone)]
pub struct Settings {
    /// What browsers see: "https://consult.example.org", without a slash at the end.
    pub origin: String,
    /// Where the database (SQLite) and the letters written as files are.
    pub data: PathBuf,
    pub database_url: String,
    /// The key file: what is sealed in the database opens with it. It belongs into no backup of
    /// the database.
    pub keys: PathBuf,
    /// Where files lie outside the database; in it without one.
    pub depot: Option<Arc<Depot>>,
    pub mail: Mail,
    pub hashing: HashingCost,
    pub second_factor: WhenSecondFactor,
    /// Passwords that have been published somewhere, and are refused.
    pub breached_passwords: Option<Breached>,
    /// Whose word about where a request came from is taken.
    pub trusted_proxies: Vec<Network>,
    pub limits: Limits,
    /// So many bytes of the disk are to stay free: with less, the server says that it is not ready.
    pub disk_reserve: u64,
    /// So long a connection may keep the server waiting: for a head, for more of a body, for a reader to take something.
    pub patience: Duration,
    /// This program, to be started again: files that others made are read in a process of their own.
    pub program: PathBuf,
}

/// How letters leave.
#[derive(Debug, Clone)]
pub struct Mail {
    /// The address that letters come from.
    pub from: String,
    pub smtp: Option<Smtp>,
}

#[derive(Clone)]
pub struct Smtp {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    /// PEM certificates of the authorities that may sign its certificate, in place of the system's.
    pub ca: Option<PathBuf>,
    pub user: Option<String>,
    pub password: Option<String>,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Smtp({}:{}, {:?}, password [redacted])", self.host, self.port, self.tls)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Tls {
    /// STARTTLS, required: a server that does not offer it gets no letters.
    Starttls,
    /// TLS from the first byte (usually port 465).
    Tls,
    /// None: only for a relay on the same machine.
    None,
}

impl Settings {
    pub fn is_secure(&self) -> bool {
        self.origin.starts_with("https://")
    }
}
