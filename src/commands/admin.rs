//! `travaux admin`: system administrators, made by whoever has the server's files in hand.

use super::{Console, say};
use crate::post::Desk;
use crate::sign_in;
use anyhow::bail;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Make a system administrator, and print a link where they choose a password
    #[command(
        after_help = "Example:\n  travaux admin create --email ana@example.org --name 'Ana Morel'"
    )]
    Create {
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
    let Command::Create { email, name, language } = command;
    let Some(email) = sign_in::parse_email(&email) else {
        bail!("{email:?} is no e-mail address");
    };
    let Some(language) = crate::languages::Language::known(&language) else {
        bail!("{language:?} is no language of the interface: en or fr");
    };
    let token = console.db.write(|tx| {
        sign_in::create_administrator(tx, &email, &name, language.code(), console.now)
            .map_err(anyhow::Error::from)
    })?;
    say::aside("One link, good once and for 14 days:");
    say::result(&Desk::new(&console.settings).link(&format!("/links/{}", token.reveal())));
    Ok(())
}
