//! `travaux participants`: participants out of a table.

use super::{Console, say};
use crate::consultations;
use crate::formats::table;
use crate::languages::Language;
use crate::participants::{self, Imported};
use crate::procedure::Standing;
use crate::web::Error;
use anyhow::{Context, bail};
use std::path::{Path, PathBuf};

const EXAMPLE: &str = "\
Example:
  travaux participants import --consultation solidarity missions.csv --report left-out.csv

Columns: name, kind, regional_group, language, email, address. Name and kind are required.";

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Register participants out of a CSV file; bad rows are named, good ones are kept
    #[command(after_help = EXAMPLE)]
    Import {
        /// The consultation's slug
        #[arg(long)]
        consultation: String,
        file: PathBuf,
        /// Also write the rows that were left out to this CSV file
        #[arg(long)]
        report: Option<PathBuf>,
    },
}

pub fn run(console: &Console, command: Command) -> anyhow::Result<()> {
    let Command::Import { consultation: slug, file, report } = command;
    let name = file.display().to_string();
    let bytes = std::fs::read(&file).with_context(|| format!("{name} cannot be read"))?;
    let table = table::read(&bytes).with_context(|| format!("{name} cannot be imported"))?;
    let who = Standing::at_the_console(None);
    let done = console.db.write(|tx| {
        let consultation = consultations::store::find_by_slug(tx, &slug)?;
        participants::import(tx, &who, &consultation, &table, console.now)
    });
    let done = match done {
        Err(Error::NotFound) => bail!("there is no consultation at /c/{slug}"),
        done => done.context("nothing was imported")?,
    };

    let reasons = reasons(&done);
    for [line, who, reason] in &reasons {
        say::aside(&format!("{name}:{line}: {who}: {reason}"));
    }
    if let Some(report) = report {
        write_report(&report, &reasons)?;
    }
    say::aside(&format!("{} added, {} there already.", done.added, done.unchanged));
    if !done.bad.is_empty() {
        bail!("{} rows were left out", done.bad.len());
    }
    Ok(())
}

/// Line, name and reason of each row that was left out.
fn reasons(done: &Imported) -> Vec<[String; 3]> {
    let t = Language::English;
    let row = |bad: &participants::Bad| [bad.line.to_string(), bad.name.clone(), bad.reason(&t)];
    done.bad.iter().map(row).collect()
}

fn write_report(path: &Path, reasons: &[[String; 3]]) -> anyhow::Result<()> {
    let csv = table::write(&["line", "name", "reason"], reasons);
    std::fs::write(path, csv).with_context(|| format!("{} cannot be written", path.display()))
}
