//! `travaux search`: the index by which words are found.

use super::{Console, say};
use crate::search;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Make the index anew from the texts and inputs
    #[command(after_help = "\
The index is kept with every act, and made by itself for a database of an earlier version: this is
for one that was put together by other means. The server may run meanwhile.

Example:
  travaux search rebuild")]
    Rebuild,
}

pub fn run(console: &Console, command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Rebuild => match search::rebuild(&console.db)? {
            1 => say::aside("The index of one consultation was made anew."),
            n => say::aside(&format!("The index of {n} consultations was made anew.")),
        },
    }
    Ok(())
}
