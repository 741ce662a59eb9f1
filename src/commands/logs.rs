//! Logs: on stderr; lines of JSON when no person is watching. They never carry personal data:
//! what is logged names things by public id.

use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// `RUST_LOG` says how much; warnings and errors of ours without it.
pub fn begin() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Err only where a test set up logs already.
    let _ = match std::io::stderr().is_terminal() {
        true => logs.with_target(false).try_init(),
        false => logs.json().try_init(),
    };
}
