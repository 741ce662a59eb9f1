//! `travaux notes`: the explanatory notes of a draft, by whoever has the server's files in hand.

use super::{Console, say};
use crate::outcome;
use crate::procedure::keys::PublicId;
use anyhow::bail;
use std::path::PathBuf;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Write the explanatory notes of a draft, numbered in the order of the text
    #[command(
        after_help = "Example:\n  travaux notes export --draft 3k9f… --format html -o notes.html"
    )]
    Export(Export),
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    Csv,
    Html,
}

#[derive(Debug, clap::Args)]
pub struct Export {
    /// The draft's id
    #[arg(long)]
    draft: String,
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
    /// The file to write; without it the notes go to stdout
    #[arg(short, long)]
    output: Option<PathBuf>,
}

pub fn run(console: &Console, command: Command) -> anyhow::Result<()> {
    let Command::Export(options) = command;
    let id = PublicId::from(options.draft.as_str());
    let format = match options.format {
        Format::Csv => outcome::Format::Csv,
        Format::Html => outcome::Format::Html,
    };
    let bytes = console.db.read(|conn| match outcome::notes_of_draft(conn, &id, format) {
        Err(crate::web::Error::NotFound) => bail!("there is no draft {id}"),
        Err(error) => bail!("the notes cannot be written: {error}"),
        Ok(bytes) => Ok(bytes),
    })?;
    say::file(options.output.as_deref(), &bytes, "The notes are")
}
