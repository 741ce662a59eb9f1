//! `travaux admin`: system administrators, made by whoever has the server's files in hand.

use super::somebody::{Somebody, address};
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
    Create(Somebody),
    /// Take the second factor away from an account whose telephone and recovery codes are lost
    #[command(after_help = "Example:\n  travaux admin reset-second-factor --email ana@example.org")]
    ResetSecondFactor {
        #[arg(long)]
        email: String,
    },
}

pub fn run(console: &Console, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Create(new) => create(console, &new),
        Command::ResetSecondFactor { email } => reset_second_factor(console, &email),
    }
}

fn reset_second_factor(console: &Console, email: &str) -> anyhow::Result<()> {
    let address = address(email)?;
    let desk = Desk::new(&console.settings);
    let reset = console.db.write(|tx| {
        sign_in::reset_second_factor_at_console(tx, &desk, &address, console.now)
            .map_err(anyhow::Error::from)
    })?;
    if !reset {
        bail!("there is no account with a second factor at {address}");
    }
    say::aside("Taken away. They sign in with the password, and set up another one.");
    Ok(())
}

fn create(console: &Console, new: &Somebody) -> anyhow::Result<()> {
    let (email, language) = new.reached()?;
    let token = console.db.write(|tx| {
        sign_in::create_administrator(tx, &email, &new.name, language.code(), console.now)
            .map_err(anyhow::Error::from)
    })?;
    say::aside("One link, good once and for 14 days:");
    say::result(&Desk::new(&console.settings).link(&format!("/links/{}", token.reveal())));
    Ok(())
}
