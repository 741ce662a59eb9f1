//! `travaux inputs`: comment tables into a round.

use super::settings::this_program;
use super::{Console, say};
use crate::consultations;
use crate::formats::{apart, table};
use crate::languages::Language;
use crate::participants::{self, Participant};
use crate::post::Desk;
use crate::procedure::Standing;
use crate::procedure::keys::PublicId;
use crate::rounds;
use crate::submissions::import::{Imported, bring};
use crate::submissions::tables::NoForm;
use crate::web::Error;
use anyhow::{Context, bail};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Bring a comment table into a round: good rows are kept, bad ones named
    #[command(after_help = "\
The file is .csv, .xlsx or .docx, and its table one of the field's own forms (the ISO/IEC template
for comments, the review table of IPBES and the CBD) or our own. Ours has the
columns participant, participant_kind, regional_group, element (an id or a citation), group,
operation (comment, modify, add_after, delete, retain), type, comment, current_text,
proposed_text, language, publication_class. Rows of an earlier import are not added again.

Example:
  travaux inputs import --round 3k9f2m1x… comments.csv --report bad-rows.csv")]
    Import {
        /// The round's id
        #[arg(long)]
        round: PublicId,
        file: PathBuf,
        /// Write the bad rows here, as CSV: line, reason
        #[arg(long)]
        report: Option<PathBuf>,
        /// Every row is of this participant, by its public id, whatever the table says
        #[arg(long)]
        participant: Option<PublicId>,
        /// Add also the rows that an earlier import added
        #[arg(long)]
        again: bool,
    },
}

pub fn run(console: &Console, command: Command) -> anyhow::Result<()> {
    let Command::Import { round, file, report, participant, again } = command;
    let bytes = std::fs::read(&file)
        .with_context(|| format!("the file {} cannot be read", file.display()))?;
    let sent = apart::read(&this_program()?, &bytes).with_context(|| file.display().to_string())?;
    let now = console.now;
    let desk = Desk::new(&console.settings);
    let done = console.db.write(|tx| -> Result<Result<Imported, NoForm>, Error> {
        let round = rounds::store::find_by_public_id(tx, &round)?;
        let consultation = consultations::store::find(tx, round.consultation_id)?;
        let who = Standing::at_the_console(None);
        let (by, into) = ((&who, &desk), (&consultation, &round));
        let whose = match &participant {
            Some(id) => Some(participants::store::find_by_public_id(tx, id)?),
            None => None,
        };
        let is_theirs = |one: &Participant| one.consultation_id == consultation.id;
        if whose.as_ref().is_some_and(|one| !is_theirs(one)) {
            return Err(Error::NotFound);
        }
        let whose = whose.as_ref().map(|one| one.name.as_str());
        bring(tx, by, into, (&sent, whose, again), Language::English, now)
    });
    let done = match done {
        Err(Error::NotFound) => match participant {
            Some(id) => {
                bail!("there is no round {round}, or no participant {id} in its consultation")
            }
            None => bail!("there is no round {round}"),
        },
        done => done?,
    };
    let done = match done {
        Ok(done) => done,
        Err(no_form) => bail!("{}: {}", file.display(), Language::English.say(no_form.key())),
    };
    if let Some(report) = report {
        write_report(&report, &done)?;
    }
    tell(&done);
    match done.bad.len() {
        0 => Ok(()),
        1 => bail!("one row was not taken; the others are kept"),
        n => bail!("{n} rows were not taken; the others are kept"),
    }
}

fn tell(done: &Imported) {
    for remark in &done.remarks {
        say::aside(remark);
    }
    for bad in &done.bad {
        say::aside(&format!("line {}: {}", bad.line, bad.reason));
    }
    say::aside(&format!(
        "{} added: {} on their element, {} on a part of it, {} flagged, {} unplaced; \
         {} there already; {} new participants",
        done.added,
        done.exact,
        done.fragment,
        done.flagged,
        done.unplaced,
        done.already,
        done.new_participants
    ));
}

fn write_report(path: &Path, done: &Imported) -> anyhow::Result<()> {
    let rows = done.bad.iter().map(|bad| [bad.line.to_string(), bad.reason.clone()]);
    std::fs::write(path, table::write(&["line", "reason"], rows))
        .with_context(|| format!("the report {} cannot be written", path.display()))
}
