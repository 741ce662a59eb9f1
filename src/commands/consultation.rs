//! `travaux consultation`: setting up a consultation from the console.

use super::{Console, say};
use crate::consultations::{self, Appointment, NewConsultation, views};
use crate::languages::Language;
use crate::post::Desk;
use crate::procedure::Standing;
use crate::procedure::words::{ConsultationKind, Role};
use crate::sign_in;
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
    /// Appoint a lead where no lead is left who could: the leads and the person are written to
    #[command(
        after_help = "Example:\n  travaux consultation lead --slug solidarity --email ie@example.org --name 'Nerissa Oduya'"
    )]
    Lead {
        /// What stands behind /c/ in its address
        #[arg(long)]
        slug: String,
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
        /// The language they are written to in: en or fr
        #[arg(long, default_value = "en")]
        language: String,
    },
}

pub fn run(console: &Console, command: Command) -> anyhow::Result<()> {
    let (slug, title, kind, mandate, time_zone, languages, contact) = match command {
        Command::Lead { slug, email, name, language } => {
            return appoint_lead(console, &slug, &email, &name, &language);
        }
        Command::Create { slug, title, kind, mandate, time_zone, languages, contact } => {
            (slug, title, kind, mandate, time_zone, languages, contact)
        }
    };
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
        let members = views::team(tx, consultation.id)?;
        Ok::<_, Error>((consultation, members))
    });
    let (consultation, members) = match made {
        Err(Error::Conflict) => bail!("there is a consultation at /c/{} already", new.slug),
        made => made.context("the consultation was not created")?,
    };
    for member in &members {
        say::aside(&format!("{} <{}> administers its rounds.", member.name, member.email));
    }
    if members.is_empty() {
        say::aside("Nobody administers its rounds yet: there is no system administrator.");
    }
    say::result(consultation.public_id.as_str());
    Ok(())
}

fn appoint_lead(
    console: &Console,
    slug: &str,
    email: &str,
    name: &str,
    language: &str,
) -> anyhow::Result<()> {
    let Some(email) = sign_in::parse_email(email) else {
        bail!("{email:?} is no e-mail address");
    };
    let Some(language) = Language::known(language) else {
        bail!("{language:?} is no language of the interface: en or fr");
    };
    let (name, role) = (name.to_owned(), Role::Lead);
    let new = Appointment { name, email, language, role, clearance: false };
    let desk = Desk::new(&console.settings);
    let who = Standing::at_the_console(None);
    let appointed = console.db.write(|tx| {
        let found = consultations::store::find_by_slug(tx, slug);
        let consultation =
            found.map_err(|error| super::draft::nowhere(error, "consultation", slug))?;
        consultations::appoint(tx, &desk, &who, &consultation, &new, console.now)
    });
    let account = appointed.map_err(super::draft::said)?;
    say::aside(&format!("{} <{}> is a lead now, and is written to.", account.name, account.email));
    Ok(())
}
