//! `travaux matrix`: the comment matrix, by whoever has the server's files in hand.

use super::{Console, say};
use crate::formats::FileKind;
use crate::outcome::{self, Shape};
use crate::procedure::Standing;
use crate::procedure::keys::PublicId;
use crate::submissions::tables::Form;
use anyhow::{Context, bail};
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Write a round's comment matrix: one row per submitted input, in the order of the text
    #[command(
        after_help = "Example:\n  travaux matrix export --round 3k9f… --format xlsx -o matrix.xlsx"
    )]
    Export(Export),
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// Any spreadsheet opens it, and `travaux inputs import` reads it
    Csv,
    /// A spreadsheet with frozen header and filters; texts of any length
    Xlsx,
    /// A table in a Word file, to be printed and passed round
    Docx,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum FormName {
    /// The ISO/IEC template for comments and secretariat observations
    Iso,
    /// The review table of IPBES and the CBD
    Review,
}

#[derive(Debug, clap::Args)]
pub struct Export {
    /// The round's id
    #[arg(long)]
    round: String,
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
    /// As one of the field's own comment forms, instead of all that there is to say
    #[arg(long, value_enum)]
    form: Option<FormName>,
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
    let kind = match options.format {
        Format::Csv => FileKind::Csv,
        Format::Xlsx => FileKind::Xlsx,
        Format::Docx => FileKind::Word,
    };
    let form = options.form.map(|form| match form {
        FormName::Iso => Form::Iso,
        FormName::Review => Form::Review,
    });
    let shape = (Shape { kind, form }, console.settings.origin.as_str());
    let confidential = options.with_confidential;
    let found = console
        .db
        .read(|conn| outcome::file_of_round(conn, &who, &id, shape, confidential, console.now))?;
    let Some(bytes) = found else { bail!("there is no round {id}") };
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
