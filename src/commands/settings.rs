//! Options that every command takes, each from the environment too.

mod depot;

use crate::config::{Mail, Network, Settings, Smtp, Tls};
use crate::sign_in::{Breached, HashingCost, Limits, WhenSecondFactor};
use anyhow::{Context, bail};
use std::path::{Path, PathBuf};
use std::time::Duration;

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Settings")]
pub struct Options {
    /// The folder of the database (SQLite) and of letters written as files
    #[arg(long, global = true, env = "TRAVAUX_DATA", default_value = "./data", value_name = "DIR")]
    data: PathBuf,
    /// postgres://… or sqlite:PATH; an SQLite file in the data folder without it
    #[arg(long, global = true, env = "DATABASE_URL", value_name = "URL", hide_env_values = true)]
    database_url: Option<String>,
    /// The file of the keys that the database is sealed with; DATA/keys without it. Keep it apart
    /// from the database's backups
    #[arg(long, global = true, env = "TRAVAUX_KEYS", value_name = "FILE")]
    keys: Option<PathBuf>,
    /// What browsers see, such as https://consult.example.org; links in letters begin with it
    #[arg(long, global = true, env = "TRAVAUX_ORIGIN", value_name = "URL")]
    origin: Option<String>,
    /// The address that letters come from
    #[arg(
        long,
        global = true,
        env = "TRAVAUX_MAIL_FROM",
        default_value = "Travaux <travaux@localhost.localdomain>",
        value_name = "ADDRESS"
    )]
    mail_from: String,
    /// The server that takes letters; without it they are written into DATA/letters
    #[arg(long, global = true, env = "TRAVAUX_SMTP_HOST", value_name = "HOST")]
    smtp_host: Option<String>,
    /// Its port: 587 with STARTTLS, 465 with TLS, 25 without, unless said
    #[arg(long, global = true, env = "TRAVAUX_SMTP_PORT", value_name = "PORT")]
    smtp_port: Option<u16>,
    /// How the conversation is encrypted
    #[arg(
        long,
        global = true,
        env = "TRAVAUX_SMTP_TLS",
        default_value = "starttls",
        value_name = "MODE"
    )]
    smtp_tls: Tls,
    /// The authorities that may sign its certificate (PEM), in place of the system's
    #[arg(long, global = true, env = "TRAVAUX_SMTP_CA", value_name = "FILE")]
    smtp_ca: Option<PathBuf>,
    /// Its user, if it asks for one
    #[arg(long, global = true, env = "TRAVAUX_SMTP_USER", value_name = "USER")]
    smtp_user: Option<String>,
    // A password on a command line could be read by everyone on the machine.
    /// A file with that user's password (or TRAVAUX_SMTP_PASSWORD in the environment)
    #[arg(long, global = true, env = "TRAVAUX_SMTP_PASSWORD_FILE", value_name = "FILE")]
    smtp_password_file: Option<PathBuf>,
    /// Whether everybody who has a role must have a second factor at sign-in
    #[arg(
        long,
        global = true,
        env = "TRAVAUX_SECOND_FACTOR",
        default_value = "required",
        value_name = "RULE"
    )]
    second_factor: WhenSecondFactor,
    /// A sorted file of SHA-1 hashes (HASH:COUNT lines, or binary): such passwords are refused
    #[arg(long, global = true, env = "TRAVAUX_BREACHED_PASSWORDS", value_name = "FILE")]
    breached_passwords: Option<PathBuf>,
    /// Addresses or networks of proxies in front, such as 127.0.0.1,10.0.0.0/8: only what these
    /// say in X-Forwarded-For counts as the sender's address
    #[arg(
        long,
        global = true,
        env = "TRAVAUX_TRUSTED_PROXIES",
        value_delimiter = ',',
        value_name = "ADDRESSES"
    )]
    trusted_proxies: Vec<Network>,
    /// How often in an hour one account may submit, export and invite, such as exports=30
    #[arg(long, global = true, env = "TRAVAUX_LIMITS", default_value_t, value_name = "LIMITS")]
    limits: Limits,
    /// How much of the disk is to stay free, in MB: with less, /readyz says "disk" and `doctor` a fault
    #[arg(
        long,
        global = true,
        env = "TRAVAUX_DISK_RESERVE",
        default_value = "200",
        value_name = "MB"
    )]
    disk_reserve: u32,
    /// End a connection that keeps the server waiting for so many seconds: for a request to begin or
    /// to end its head, for 1 kB a second of what is sent, for a reader to take anything
    #[arg(
        long,
        global = true,
        env = "TRAVAUX_PATIENCE",
        default_value = "30",
        value_parser = clap::value_parser!(u16).range(1..),
        value_name = "SECONDS"
    )]
    patience: u16,
    #[command(flatten)]
    depot: depot::DepotOptions,
}

/// This program's file, also where another has been put in its place since it was started.
pub(super) fn this_program() -> anyhow::Result<PathBuf> {
    let running = PathBuf::from("/proc/self/exe");
    if running.exists() {
        return Ok(running);
    }
    std::env::current_exe().context("this program's own file is not known")
}

impl Options {
    /// The settings; `origin` stays empty when nobody said it, for `serve` to fill in.
    pub fn settings(self) -> anyhow::Result<Settings> {
        let from = &self.mail_from;
        if from.parse::<lettre::message::Mailbox>().is_err() {
            bail!("{from:?} is no address that letters could come from (TRAVAUX_MAIL_FROM)");
        }
        let origin = self.origin.as_deref().map(parse_origin).transpose()?.unwrap_or_default();
        let database_url = match &self.database_url {
            Some(url) if !url.trim().is_empty() => url.trim().to_owned(),
            _ => format!("sqlite:{}", self.data.join("travaux.db").display()),
        };
        let smtp = self.smtp()?;
        let breached_passwords =
            self.breached_passwords.as_deref().map(Breached::open).transpose()?;
        let keys = self.keys.unwrap_or_else(|| self.data.join("keys"));
        Ok(Settings {
            origin,
            keys,
            depot: self.depot.open()?,
            data: self.data,
            database_url,
            mail: Mail { from: self.mail_from, smtp },
            hashing: HashingCost::STRONG,
            second_factor: self.second_factor,
            breached_passwords,
            trusted_proxies: self.trusted_proxies,
            limits: self.limits,
            disk_reserve: u64::from(self.disk_reserve) * 1_000_000,
            patience: Duration::from_secs(self.patience.into()),
            program: this_program()?,
        })
    }

    fn smtp(&self) -> anyhow::Result<Option<Smtp>> {
        let Some(host) = self.smtp_host.clone().filter(|host| !host.is_empty()) else {
            return Ok(None);
        };
        let port = self.smtp_port.unwrap_or(match self.smtp_tls {
            Tls::Starttls => 587,
            Tls::Tls => 465,
            Tls::None => 25,
        });
        let said = std::env::var("TRAVAUX_SMTP_PASSWORD").ok();
        let is_needed = self.smtp_user.is_some() && said.is_none();
        let of_file = match self.smtp_password_file.as_deref().map(first_line) {
            Some(Err(error)) if is_needed => return Err(error),
            // The Debian package begins with an empty file.
            of_file => of_file.and_then(Result::ok).filter(|line| !line.is_empty()),
        };
        let password = of_file.or(said);
        if self.smtp_user.is_some() != password.is_some() {
            bail!("the SMTP server needs both a user and a password, or neither");
        }
        let (tls, ca, user) = (self.smtp_tls, self.smtp_ca.clone(), self.smtp_user.clone());
        Ok(Some(Smtp { host, port, tls, ca, user, password }))
    }
}

fn first_line(file: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(file);
    let text = text.with_context(|| format!("{} cannot be read", file.display()))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// "https://consult.example.org" and nothing after it: browsers send it so as `Origin`.
fn parse_origin(typed: &str) -> anyhow::Result<String> {
    let origin = typed.trim().trim_end_matches('/').to_lowercase();
    let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => Ok(origin),
        _ => bail!("{typed:?} is no origin: it is written like https://consult.example.org"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_a_scheme_and_a_host() {
        assert_eq!(parse_origin("https://A.example/").unwrap(), "https://a.example");
        assert_eq!(parse_origin("http://127.0.0.1:8080").unwrap(), "http://127.0.0.1:8080");
        for wrong in ["a.example", "https://", "https://a.example/b", "ftp://a", "https://u@a"] {
            assert!(parse_origin(wrong).is_err(), "{wrong}");
        }
    }
}
