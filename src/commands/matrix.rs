//! `travaux matrix`: the comment matrix, by whoever has the server's files in hand.

use super::{Console, say};
use crate::outcome;
use crate::procedure::Standing;
use crate::procedure::keys::PublicId;
use anyhow::{Context, bail};
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Write a round's comment matrix: one row per submitted input, in the order of the text
    #[command(
        after_help = "Example:\n  travaux matrix export --round 3k9f… --format csv -o matrix.csv"
    )]
    Export(Export),
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    Csv,
}

#[derive(Debug, clap::Args)]
pub struct Export {
    /// The round's id
    #[arg(long)]
    round: String,
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
    /// The file to write; without it the table goes to stdout
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// With confidential inputs and with the names that were withheld; keep such a file safe
    #[arg(long)]
    with_confidential: bool,
}

pub fn run(console: &Console, command: Command) -> anyhow::Result<()> {
    let Command::Export(options) = command;
    let id = PublicId::from(options.round.as_str());
    let who = Standing::at_the_console(None);
    let bytes = console.db.read(|conn| {
        let found = outcome::csv_of_round(conn, &who, &id, options.with_confidential, console.now);
        match found {
            Err(diesel::result::Error::NotFound) => bail!("there is no round {id}"),
            found => Ok(found?),
        }
    })?;
    let Format::Csv = options.format;
    match &options.output {
        Some(file) => {
            std::fs::write(file, bytes)
                .with_context(|| format!("{} cannot be written", file.display()))?;
            say::aside(&format!("The matrix is in {}.", file.display()));
        }
        // A closed pipe is no fault.
        None => drop(std::io::stdout().write_all(&bytes)),
    }
    Ok(())
}
