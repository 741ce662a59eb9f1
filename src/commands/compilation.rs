//! `travaux compilation` and `travaux bracketed`: what was made of a round's inputs, by whoever has the server's
//! files in hand. Neither writes confidential inputs or withheld names.

use super::{Console, say};
use crate::outcome::{self, Choice, Form};
use crate::procedure::Standing;
use crate::procedure::keys::PublicId;
use crate::text::bracketed::Legend;
use crate::web::Error;
use anyhow::{Context, bail};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Write a round's compilation: everything that was said, article by article or by participant
    #[command(
        after_help = "Example:\n  travaux compilation export --round 3k9f… --format html -o compilation.html"
    )]
    Export(Export),
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    Html,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum By {
    Article,
    Participant,
}

#[derive(Debug, clap::Args)]
pub struct Export {
    /// The round's id
    #[arg(long)]
    round: String,
    #[arg(long, value_enum, default_value = "html")]
    format: Format,
    /// The file to write; without it the compilation goes to stdout
    #[arg(short, long)]
    output: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "article")]
    by: By,
    /// Nobody is named
    #[arg(long)]
    without_attribution: bool,
}

pub fn run(console: &Console, command: Command) -> anyhow::Result<()> {
    let Command::Export(options) = command;
    if options.by == By::Participant && options.without_attribution {
        bail!("a compilation by participant names them: leave --without-attribution away");
    }
    let choice = Choice {
        by_participant: options.by == By::Participant,
        without_attribution: options.without_attribution,
        ..Choice::default()
    };
    let form = match options.format {
        Format::Html => Form::Html,
        Format::Json => Form::Json,
    };
    let id = PublicId::from(options.round.as_str());
    let who = Standing::at_the_console(None);
    let bytes = console.db.read(|conn| {
        found(&id, outcome::compilation_of_round(conn, &who, &id, choice, form, console.now))
    })?;
    write(&bytes, options.output.as_deref(), "compilation")
}

#[derive(Debug, clap::Subcommand)]
pub enum BracketedCommand {
    /// Write a round's bracketed text: the text with every proposal on it
    #[command(
        after_help = "Example:\n  travaux bracketed export --round 3k9f… --format txt -o bracketed.txt"
    )]
    Export(BracketedExport),
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum BracketedFormat {
    Html,
    Json,
    Txt,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Marks {
    /// Everything in brackets
    Brackets,
    /// Struck through, and bold with underline
    Marks,
}

#[derive(Debug, clap::Args)]
pub struct BracketedExport {
    /// The round's id
    #[arg(long)]
    round: String,
    #[arg(long, value_enum, default_value = "html")]
    format: BracketedFormat,
    /// The file to write; without it the text goes to stdout
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// How it is marked; without it, as the consultation's settings have it
    #[arg(long, value_enum)]
    legend: Option<Marks>,
    /// Nobody is named
    #[arg(long)]
    without_attribution: bool,
}

pub fn run_bracketed(console: &Console, command: BracketedCommand) -> anyhow::Result<()> {
    let BracketedCommand::Export(options) = command;
    let choice = Choice {
        without_attribution: options.without_attribution,
        legend: options.legend.map(|legend| match legend {
            Marks::Brackets => Legend::Brackets,
            Marks::Marks => Legend::Marks,
        }),
        ..Choice::default()
    };
    let form = match options.format {
        BracketedFormat::Html => Form::Html,
        BracketedFormat::Json => Form::Json,
        BracketedFormat::Txt => Form::Text,
    };
    let id = PublicId::from(options.round.as_str());
    let who = Standing::at_the_console(None);
    let bytes = console.db.read(|conn| {
        found(&id, outcome::bracketed_of_round(conn, &who, &id, choice, form, console.now))
    })?;
    write(&bytes, options.output.as_deref(), "bracketed text")
}

fn found(id: &PublicId, bytes: Result<Vec<u8>, Error>) -> anyhow::Result<Vec<u8>> {
    match bytes {
        Err(Error::NotFound) => bail!("there is no round {id}"),
        bytes => Ok(bytes?),
    }
}

fn write(bytes: &[u8], file: Option<&Path>, what: &str) -> anyhow::Result<()> {
    match file {
        Some(file) => {
            std::fs::write(file, bytes)
                .with_context(|| format!("{} cannot be written", file.display()))?;
            say::aside(&format!("The {what} is in {}.", file.display()));
        }
        // A closed pipe is no fault.
        None => drop(std::io::stdout().write_all(bytes)),
    }
    Ok(())
}
