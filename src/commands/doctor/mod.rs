//! `travaux doctor`: looks at everything that a server needs, changes nothing, and says what is wrong and what to do.

mod certificate;
mod configuration;
mod database;
mod depot;
mod files;
mod post;
mod proxy;
mod time;

use super::say;
use crate::config::Settings;
use crate::procedure::Moment;
use anyhow::bail;
use serde::Serialize;
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
It says one line for each thing, \"ok\", \"warning\" or \"fault\", and ends with 1 where there is a fault.
It wants the settings of the server that it looks at, and changes nothing.

Examples:
  travaux doctor
  travaux doctor --url https://consult.example.org      what a browser meets, through the proxy
  travaux doctor --mail-to ana@example.org              sends one letter
  travaux doctor --json | jq '.[] | select(.grade == \"fault\")'")]
pub struct Options {
    /// One array of JSON: check, grade and what is said
    #[arg(long)]
    json: bool,
    /// Open everything sealed, and check every page of the database and every line of the journal
    #[arg(long)]
    thorough: bool,
    /// Send one letter to this address
    #[arg(long, value_name = "ADDRESS")]
    mail_to: Option<String>,
    /// Ask the server at its public address, through the proxy
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// The authorities that may sign the proxy's certificate (PEM), in place of the system's
    #[arg(long, value_name = "FILE", requires = "url")]
    url_ca: Option<PathBuf>,
    /// Ask nobody for the certificate of the public address
    #[arg(long, conflicts_with = "url")]
    offline: bool,
    /// Where the server listens
    #[arg(long, env = "TRAVAUX_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    listen: SocketAddr,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    Ok,
    Warning,
    Fault,
}

impl Grade {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Fault => "fault",
        }
    }
}

/// What was found of one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    check: &'static str,
    grade: Grade,
    said: String,
}

/// What was found, in the order in which it was looked at.
#[derive(Debug, Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, check: &'static str, grade: Grade, said: impl Into<String>) {
        self.0.push(Finding { check, grade, said: said.into() });
    }

    fn ok(&mut self, check: &'static str, said: impl Into<String>) {
        self.add(check, Grade::Ok, said);
    }

    fn warning(&mut self, check: &'static str, said: impl Into<String>) {
        self.add(check, Grade::Warning, said);
    }

    fn fault(&mut self, check: &'static str, said: impl Into<String>) {
        self.add(check, Grade::Fault, said);
    }

    fn count(&self, grade: Grade) -> usize {
        self.0.iter().filter(|finding| finding.grade == grade).count()
    }
}

/// `settings` may be what is wrong first of all.
pub fn run(
    settings: anyhow::Result<Settings>,
    options: &Options,
    now: Moment,
) -> anyhow::Result<()> {
    let mut found = Findings::default();
    match settings {
        Ok(settings) => look(&settings, options, now, &mut found),
        Err(error) => found.fault("configuration", format!("{error:#}")),
    }
    tell(&found, options.json);
    match (found.count(Grade::Fault), found.count(Grade::Warning)) {
        (0, _) => Ok(()),
        (1, 0) => bail!("there is a fault"),
        (faults, warnings) => bail!("faults: {faults}, warnings: {warnings}"),
    }
}

fn look(settings: &Settings, options: &Options, now: Moment, found: &mut Findings) {
    configuration::look(settings, options.listen, found);
    files::look(settings, found);
    let db = database::look(settings, options.thorough, now, found);
    if let Some(db) = &db {
        files::look_at_keys(settings, db, options.thorough, found);
        post::look_at_outbox(db, now, found);
        time::look_at_journal(db, now, found);
    }
    depot::look(settings, db.as_ref(), found);
    post::look(settings, options.mail_to.as_deref(), now, found);
    time::look(found);
    let public = options.url.as_ref().unwrap_or(&settings.origin);
    if !options.offline {
        certificate::look_at_public(public, options.url_ca.as_deref(), now, found);
    }
    if let Some(url) = &options.url {
        proxy::look(settings, url, options.url_ca.as_deref(), found);
    }
}

fn tell(found: &Findings, json: bool) {
    if json {
        if let Ok(text) = serde_json::to_string_pretty(&found.0) {
            say::result(&text);
        }
        return;
    }
    for Finding { check, grade, said } in &found.0 {
        say::result(&format!("{:<8} {check:<14} {said}", grade.as_str()));
    }
}
