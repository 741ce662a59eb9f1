//! `travaux backup`.

use super::say;
use crate::backups;
use crate::config::Settings;
use crate::procedure::Moment;
use crate::record::checking::Report;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
The file is an SQLite database, whatever engine the installation runs on; its SHA-256 stands beside
it, for `sha256sum --check`. The key files are not in it: keep them apart (README, Keys and backups).

Examples:
  travaux backup /srv/backups/travaux-$(date +%F-%H%M).db
  travaux backup today.db && age -r age1… -o today.db.age today.db")]
pub struct Options {
    /// The file to be made; it is never written over another
    file: PathBuf,
}

/// Prints the digest, alone, once the file is whole and on the disk.
pub fn run(settings: &Settings, options: &Options, now: Moment) -> anyhow::Result<()> {
    let made = backups::back_up(settings, &options.file, now)?;
    say::aside(&format!("{}: {} bytes.", options.file.display(), made.bytes));
    match made.report {
        Some(report) => say::aside(&looked_through(&report)),
        None => say::aside(
            "The database is of an older version: its pages were checked, its journal was not. \
             `travaux recover` looks through it.",
        ),
    }
    say::result(&made.digest);
    Ok(())
}

/// What was looked at in a copy, and found right.
pub fn looked_through(report: &Report) -> String {
    format!(
        "Looked through: {} chains with {} lines, {} commitments, {} receipts, {} lists of \
         digests, {} sealed rows.",
        report.chains,
        report.lines,
        report.commitments,
        report.receipts,
        report.lists,
        report.opened
    )
}
