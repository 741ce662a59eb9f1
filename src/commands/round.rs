//! `travaux round`: rounds, by whoever has the server's files in hand.

use super::{Console, say};
use crate::consultations::store as consultations;
use crate::drafts::store as drafts;
use crate::languages::Language;
use crate::post::Desk;
use crate::procedure::Standing;
use crate::procedure::keys::PublicId;
use crate::procedure::moments::{BadTime, CivilTime, Edge};
use crate::procedure::words::{InputKind, Operation};
use crate::rounds::{self, Openness, Plan, Stage};
use crate::web::Error;
use anyhow::{anyhow, bail};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Make a round on a working draft and circulate the draft into it; prints the round's id
    #[command(
        after_help = "Example:\n  travaux round create --draft 3k9f… --opens 2026-03-01 --closes '2026-04-30 18:00'"
    )]
    Create(Create),
}

#[derive(Debug, clap::Args)]
pub struct Create {
    /// The working draft's id
    #[arg(long)]
    draft: String,
    /// In the consultation's zone: "2026-03-01" (its first minute) or "2026-03-01 09:00"
    #[arg(long)]
    opens: String,
    /// In the consultation's zone: "2026-04-30" (its end) or "2026-04-30 18:00"
    #[arg(long)]
    closes: String,
    /// The draft's label where it is left out
    #[arg(long)]
    title: Option<String>,
    #[arg(long, default_value = "")]
    instructions: String,
    /// A guiding question; may be given several times
    #[arg(long = "question")]
    questions: Vec<String>,
    /// Everybody may read the text
    #[arg(long)]
    open_to_public: bool,
    /// Take no input after the closing
    #[arg(long)]
    no_late: bool,
    /// A kind of input that is taken: general, comment, proposal, answer; several times, all by default
    #[arg(long = "takes")]
    takes: Vec<InputKind>,
    /// An operation that proposals may make, such as modify or add_after; several times, all by default
    #[arg(long = "operation")]
    operations: Vec<Operation>,
    /// Only what is new or changed since this earlier draft is open
    #[arg(long, conflicts_with = "elements")]
    changed_since: Option<String>,
    /// A paragraph that is open, with all under it, such as "art. 4 (2)"; several times, all by default
    #[arg(long = "element")]
    elements: Vec<String>,
    /// The team reads submissions as they come in
    #[arg(long)]
    team_reads_before_close: bool,
}

pub fn run(console: &Console, command: Command) -> anyhow::Result<()> {
    let Command::Create(options) = command;
    let desk = Desk::new(&console.settings);
    let id = PublicId::from(options.draft.as_str());
    let who = Standing::at_the_console(None);
    let round = console.db.write(|tx| {
        let draft = match drafts::find_by_public_id(tx, &id) {
            Err(diesel::result::Error::NotFound) => bail!("there is no draft {id}"),
            found => found?,
        };
        let consultation = consultations::find(tx, draft.consultation_id)?;
        let zone = &consultation.time_zone;
        let time = |typed, edge| {
            CivilTime::parse(typed, zone, edge).map_err(|bad| anyhow!(wrong(typed, zone, &bad)))
        };
        let opens = time(&options.opens, Edge::Opens)?;
        let closes = time(&options.closes, Edge::Closes)?;
        if closes.at <= opens.at {
            bail!("the round must close after it opens");
        }
        let elements = match &options.changed_since {
            Some(earlier) => {
                let earlier = PublicId::from(earlier.as_str());
                match drafts::find_by_public_id(tx, &earlier) {
                    Ok(found) if found.consultation_id == draft.consultation_id => {}
                    Ok(_) | Err(diesel::result::Error::NotFound) => {
                        bail!("there is no draft {earlier} in this consultation")
                    }
                    Err(error) => return Err(error.into()),
                }
                Openness::ChangedSince(earlier)
            }
            None if options.elements.is_empty() => Openness::All,
            None => {
                let text = drafts::text(tx, draft.id)?;
                if let Some(unknown) = rounds::unknown(&text, &options.elements).first() {
                    bail!("{unknown:?} is no paragraph of the draft, or several");
                }
                Openness::Chosen(options.elements.clone())
            }
        };
        let mut stage = Stage { elements, ..Stage::default() };
        stage.operations.clone_from(&options.operations);
        let allowed = match options.takes.is_empty() {
            true => InputKind::ALL.to_vec(),
            false => options.takes.clone(),
        };
        let plan = Plan {
            allowed,
            stage,
            questions: options.questions.clone(),
            instructions: options.instructions.clone(),
            accept_late: !options.no_late,
            team_reads_before_close: options.team_reads_before_close,
            open_to_public: options.open_to_public,
            ..Plan::new(options.title.as_deref().unwrap_or(&draft.label), opens, closes)
        };
        let round = rounds::prepare(tx, &who, &consultation, &plan, console.now)
            .map_err(|error| said(error, zone))?;
        rounds::circulate(tx, &who, &desk, Some(&draft), &round, console.now)
            .map_err(|error| said(error, zone))?;
        say::aside(&format!(
            "The draft is circulated, open from {} to {} ({zone}).",
            plan.opens.civil_text(),
            plan.closes.civil_text()
        ));
        Ok::<_, anyhow::Error>(round)
    })?;
    say::result(round.public_id.as_str());
    Ok(())
}

fn wrong(typed: &str, zone: &str, bad: &BadTime) -> String {
    match bad {
        BadTime::NotADate => {
            format!("{typed:?} is no date: write 2026-04-30 or \"2026-04-30 18:00\"")
        }
        BadTime::UnknownZone => format!("the time zone {zone} is not known"),
        BadTime::Skipped => {
            format!("{typed} does not exist in {zone}: clocks go forward over it; choose another")
        }
        BadTime::Twice => {
            format!("{typed} happens twice in {zone}: clocks go back over it; choose another")
        }
    }
}

/// A refusal in words; anything else as it is.
fn said(error: Error, zone: &str) -> anyhow::Error {
    match error {
        Error::Refused(refusal) => anyhow!(Language::English.refusal(&refusal, zone)),
        other => other.into(),
    }
}
