//! `travaux move`.

use super::backup::looked_through;
use super::say;
use crate::backups;
use crate::config::Settings;
use crate::procedure::Moment;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
The servers may run meanwhile: people read on, and who sends something is told that the server is
busy, with the text still there. Only what sends letters must have none under way: where the command
says so, stop it first. When the command has ended, start the servers with the new
DATABASE_URL; the old database refuses whatever is written into it. Key files stay as they are.

Examples:
  travaux move --from sqlite:/var/lib/travaux/travaux.db --to postgres://travaux@db/travaux
  travaux move --from postgres://travaux@db/travaux --to sqlite:/var/lib/travaux/back.db")]
pub struct Options {
    /// Where the installation is: sqlite:PATH or postgres://…
    #[arg(long, value_name = "URL")]
    from: String,
    /// Where it goes: an empty database of PostgreSQL, or an SQLite file that is not there yet
    #[arg(long, value_name = "URL")]
    to: String,
}

pub fn run(settings: &Settings, options: &Options, now: Moment) -> anyhow::Result<()> {
    let moved = backups::transfer(&options.from, &options.to, &settings.keys, now)?;
    say::aside(&looked_through(&moved.report));
    say::aside("The old database refuses to be written to from now on.");
    say::result(&format!("{} rows", moved.rows));
    Ok(())
}
