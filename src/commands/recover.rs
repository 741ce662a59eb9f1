//! `travaux recover`.

use super::backup::looked_through;
use super::say;
use crate::backups;
use crate::config::Settings;
use crate::procedure::Moment;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
The database goes where DATABASE_URL or --data says; nothing may be there yet. Put the key files
back first: without the sealing keys there is no recovery of what is sealed. Everybody has to sign
in again. docs/deploy/recovery.md has the whole of it.

Examples:
  travaux recover /srv/backups/travaux-2027-03-01-0200.db --data /var/lib/travaux
  travaux recover today.db --database-url postgres://travaux@db/travaux")]
pub struct Options {
    /// A file that `travaux backup` made
    file: PathBuf,
}

pub fn run(settings: &Settings, options: &Options, now: Moment) -> anyhow::Result<()> {
    super::make_data_folder(settings)?;
    let recovered = backups::recover(settings, &options.file, now)?;
    if !recovered.is_as_written {
        say::aside("No digest stands beside the file: that it is as it was written is not known.");
    }
    if !settings.data.join("signing-key").exists() {
        say::aside(
            "There is no signing key here: a new one will be made. What the old one signed can \
             still be checked.",
        );
    }
    say::aside(&looked_through(&recovered.report));
    say::aside(&format!("{} sessions were ended.", recovered.sessions));
    say::result(&format!("{} rows", recovered.rows));
    Ok(())
}
