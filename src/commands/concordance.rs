//! `travaux concordance`: a draft beside the one before, by whoever has the server's files in hand.

use super::{Console, say};
use crate::outcome;
use crate::procedure::Standing;
use crate::procedure::keys::PublicId;
use anyhow::bail;
use std::path::PathBuf;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Write the concordance of a draft: new paragraph, who contributed, old paragraph, rationale
    #[command(
        after_help = "Example:\n  travaux concordance export --draft 3k9f… --format csv -o concordance.csv"
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
    /// The file to write; without it the table goes to stdout
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// With all that the team may pass on of who contributed, whether or not everybody is told;
    /// never confidential inputs nor withheld names
    #[arg(long)]
    for_the_team: bool,
}

pub fn run(console: &Console, command: Command) -> anyhow::Result<()> {
    let Command::Export(options) = command;
    let id = PublicId::from(options.draft.as_str());
    let who = Standing::at_the_console(None);
    let format = match options.format {
        Format::Csv => outcome::Format::Csv,
        Format::Html => outcome::Format::Html,
    };
    let (inside, now) = (options.for_the_team, console.now);
    let bytes = console.db.read(|conn| {
        match outcome::concordance_of_draft(conn, &who, &id, format, inside, now) {
            Err(crate::web::Error::NotFound) => bail!("there is no draft {id}"),
            Err(error) => bail!("the concordance cannot be written: {error}"),
            Ok(bytes) => Ok(bytes),
        }
    })?;
    say::file(options.output.as_deref(), &bytes, "The concordance is")
}
