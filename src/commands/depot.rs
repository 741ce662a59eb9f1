//! `travaux depot`: files that lie outside the database.

use super::{Console, say};
use crate::submissions::carrying::{self, Reach};
use crate::submissions::store::carrying::{all_loose, parts_here_and_there};
use crate::web::Error;
use anyhow::Context;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// How many parts of files (1 MB each, or less) lie where
    List,
    /// Carry out what waits for it, now; a worker does so by itself
    #[command(after_help = "\
The files of what was submitted leave the database; those of what is still being written stay.

Example:
  travaux depot out --depot s3://files/consult --depot-endpoint https://store.example.org")]
    Out,
    /// Bring everything back into the database
    #[command(after_help = "\
Tell the workers first that nothing more is carried out (TRAVAUX_DEPOT_CLOSED=true), and keep the
other settings of the depot until the command has ended.

Example:
  travaux depot in")]
    In,
}

pub fn run(console: &Console, command: &Command) -> anyhow::Result<()> {
    match command {
        Command::List => list(console),
        Command::Out => carry_out(console),
        Command::In => {
            let brought = carrying::bring_in(&console.db, Reach::All)?;
            say::result(&format!("{brought} parts"));
            Ok(())
        }
    }
}

fn list(console: &Console) -> anyhow::Result<()> {
    let ((here, there), loose) = console
        .db
        .read(|conn| Ok::<_, Error>((parts_here_and_there(conn)?, all_loose(conn)?.len())))?;
    say::result(&format!("{here} in the database"));
    say::result(&format!("{there} in the depot"));
    say::result(&format!("{loose} on their way, or to be removed there"));
    Ok(())
}

fn carry_out(console: &Console) -> anyhow::Result<()> {
    let depot = console.settings.depot.as_ref();
    let depot = depot.context("no depot is named: set TRAVAUX_DEPOT")?;
    let mut carried = 0;
    while carrying::carry_out_one(&console.db, depot, console.now)? {
        carried += 1;
    }
    say::result(&format!("{carried} parts"));
    Ok(())
}
