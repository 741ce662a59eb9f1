//! `travaux demo`: the filled example on a database of its own, which is gone afterwards.

use super::{open_database, say, serve};
use crate::app::{App, Clock};
use crate::config::Settings;
use crate::demo::{self, CastMember};
use crate::post::Desk;
use crate::sealing;
use crate::sign_in::{Hasher, WhenSecondFactor};
use anyhow::Context;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  travaux demo
  travaux demo --listen 127.0.0.1:9000 --keep ./example")]
pub struct Options {
    /// Where to listen
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    listen: SocketAddr,
    /// Keep the example's files here instead of in a temporary folder; the folder must be new
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

pub fn run(mut settings: Settings, options: &Options, clock: Clock) -> anyhow::Result<()> {
    let listener = TcpListener::bind(options.listen)
        .with_context(|| format!("cannot listen on {}: choose another --listen", options.listen))?;
    let now = clock();
    let folder = options.keep.clone().unwrap_or_else(|| {
        std::env::temp_dir().join(format!(
            "travaux-demo-{}-{}",
            std::process::id(),
            now.as_micros()
        ))
    });
    if folder.exists() {
        anyhow::bail!("{} is there already: the example needs a new folder", folder.display());
    }
    settings.database_url = format!("sqlite:{}", folder.join("travaux.db").display());
    settings.data = folder.clone();
    settings.keys = folder.join("keys");
    settings.origin = format!("http://{}", listener.local_addr()?);
    // The example writes to nobody: its letters are files, and stand in the outbox.
    settings.mail.smtp = None;
    // Whoever looks around has no telephone at hand for each of the cast.
    settings.second_factor = WhenSecondFactor::Offered;
    let served = fill_and_serve(settings, listener, clock);
    if options.keep.is_none() {
        let _ = std::fs::remove_dir_all(&folder);
    }
    served
}

fn fill_and_serve(settings: Settings, listener: TcpListener, clock: Clock) -> anyhow::Result<()> {
    let (db, _) = open_database(&settings, serve::CONNECTIONS)?;
    sealing::unlock(&db, &settings.keys, clock())?;
    say::aside("Filling the example …");
    let hash = Hasher::hash_now(settings.hashing, demo::PASSWORD)?;
    let desk = Desk::new(&settings);
    let now = clock();
    let filled = db
        .write(|tx| demo::fill(tx, &desk, &hash, now))
        .map_err(|error: crate::web::Error| anyhow::anyhow!("the example: {error}"))?;
    say::result(&welcome(&settings.origin, &filled));
    serve::serve(App::new(db, clock, settings), listener, serve::Ways::default())
}

/// The address and the cast, to be read by a person.
fn welcome(origin: &str, filled: &demo::Filled) -> String {
    let mut lines = vec![
        format!("Travaux is at       {origin}"),
        format!("The consultation is {origin}/c/{}", filled.slug),
        format!("States negotiate at  {origin}/c/{}", filled.reading),
        format!("Everybody's password is: {}", demo::PASSWORD),
        String::new(),
    ];
    lines.extend(filled.cast.iter().map(line));
    lines.push(String::new());
    lines.push(
        "The second step at sign-in is offered here; a real server requires it of staff.".into(),
    );
    lines.push("Letters are files in the outbox (sign in as the round administrator).".into());
    lines.join("\n")
}

fn line(member: &CastMember) -> String {
    let what = member.role.replace('_', " ");
    let of = member.participant.as_ref().map_or(String::new(), |name| format!(", {name}"));
    format!("  {:<42} {}: {what}{of}", member.email, member.name)
}
