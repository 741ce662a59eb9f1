//! `travaux consultation`: setting up a consultation from the console.

use super::{Console, say};
use crate::consultations::{self, NewConsultation, views};
use crate::procedure::Standing;
use crate::procedure::words::ConsultationKind;
use crate::web::{Error, Fields};
use anyhow::{Context, bail};

const EXAMPLE: &str = "\
Example:
  travaux consultation create --slug solidarity --title 'Draft declaration on the right to solidarity' \\
    --mandate 'Independent Expert' --languages en,fr,es --contact secretariat@example.org";

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Create a consultation, and print its id; every system administrator administers its rounds
    #[command(after_help = EXAMPLE)]
    Create {
        /// What stands behind /c/ in its address
        #[arg(long)]
        slug: String,
        #[arg(long)]
        title: String,
        /// expert or intergovernmental
        #[arg(long, default_value = "expert")]
        kind: String,
        #[arg(long, default_value = "")]
        mandate: String,
        /// The IANA name of the zone that its deadlines are said in
        #[arg(long, default_value = "Europe/Zurich")]
        time_zone: String,
        /// Of its texts, with commas; the first is the original language
        #[arg(long, default_value = "en")]
        languages: String,
        /// Where participants turn to
        #[arg(long, default_value = "")]
        contact: String,
    },
}

pub fn run(console: &Console, command: Command) -> anyhow::Result<()> {
    let Command::Create { slug, title, kind, mandate, time_zone, languages, contact } = command;
    if kind.parse::<ConsultationKind>().is_err() {
        bail!("{kind:?} is no kind of consultation: expert or intergovernmental");
    }
    let codes: Vec<&str> = languages.split(',').map(str::trim).collect();
    if let Some(unknown) = codes.iter().find(|code| !consultations::LANGUAGES.contains(code)) {
        bail!("{unknown:?} is none of the languages en, fr, es, ar, zh, ru");
    }
    let mut fields = Fields::of(&[
        ("slug", &slug),
        ("title", &title),
        ("kind", &kind),
        ("mandate", &mandate),
        ("time_zone", &time_zone),
        ("original", codes.first().copied().unwrap_or("en")),
        ("contact", &contact),
        ("open_door", "on"),
    ]);
    for code in codes {
        fields = fields.and("languages", code);
    }
    let new = NewConsultation::parse(&fields).map_err(|errors| say::faults(&errors))?;

    let who = Standing::at_the_console(None);
    let made = console.db.write(|tx| {
        let consultation = consultations::create(tx, &who, &new, console.now)?;
        let team = views::team(tx, consultation.id)?;
        Ok::<_, Error>((consultation, team))
    });
    let (consultation, team) = match made {
        Err(Error::Conflict) => bail!("there is a consultation at /c/{} already", new.slug),
        made => made.context("the consultation was not created")?,
    };
    for member in &team {
        say::aside(&format!("{} <{}> administers its rounds.", member.name, member.email));
    }
    if team.is_empty() {
        say::aside("Nobody administers its rounds yet: there is no system administrator.");
    }
    say::result(consultation.public_id.as_str());
    Ok(())
}
