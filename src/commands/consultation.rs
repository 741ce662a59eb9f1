//! `travaux consultation`: setting up a consultation from the console.

use super::somebody::Somebody;
use super::{Console, say};
use crate::consultations::{self, Appointment, NewConsultation, views};
use crate::post::Desk;
use crate::procedure::Standing;
use crate::procedure::words::{ConsultationKind, Role};
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
    Create(Create),
    /// Appoint a lead where no lead is left who could: the leads and the person are written to
    #[command(
        after_help = "Example:\n  travaux consultation lead --slug solidarity --email ie@example.org --name 'Nerissa Oduya'"
    )]
    Lead(Lead),
}

#[derive(Debug, clap::Args)]
pub struct Create {
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
}

#[derive(Debug, clap::Args)]
pub struct Lead {
    /// What stands behind /c/ in its address
    #[arg(long)]
    slug: String,
    #[command(flatten)]
    person: Somebody,
}

pub fn run(console: &Console, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Create(wanted) => create(console, &wanted),
        Command::Lead(wanted) => appoint_lead(console, &wanted),
    }
}

fn create(console: &Console, wanted: &Create) -> anyhow::Result<()> {
    let kind = &wanted.kind;
    if kind.parse::<ConsultationKind>().is_err() {
        bail!("{kind:?} is no kind of consultation: expert or intergovernmental");
    }
    let codes: Vec<&str> = wanted.languages.split(',').map(str::trim).collect();
    if let Some(unknown) = codes.iter().find(|code| !consultations::LANGUAGES.contains(code)) {
        bail!("{unknown:?} is none of the languages en, fr, es, ar, zh, ru");
    }
    let mut fields = Fields::of(&[
        ("slug", &wanted.slug),
        ("title", &wanted.title),
        ("kind", kind),
        ("mandate", &wanted.mandate),
        ("time_zone", &wanted.time_zone),
        ("original", codes.first().copied().unwrap_or("en")),
        ("contact", &wanted.contact),
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

fn appoint_lead(console: &Console, wanted: &Lead) -> anyhow::Result<()> {
    let (email, language) = wanted.person.reached()?;
    let name = wanted.person.name.clone();
    let new = Appointment { name, email, language, role: Role::Lead, clearance: false };
    let desk = Desk::new(&console.settings);
    let who = Standing::at_the_console(None);
    let appointed = console.db.write(|tx| {
        let found = consultations::store::find_by_slug(tx, &wanted.slug);
        let consultation =
            found.map_err(|error| super::draft::nowhere(error, "consultation", &wanted.slug))?;
        consultations::appoint(tx, &desk, &who, &consultation, &new, console.now)
    });
    let account = appointed.map_err(super::draft::said)?;
    say::aside(&format!("{} <{}> is a lead now, and is written to.", account.name, account.email));
    Ok(())
}
