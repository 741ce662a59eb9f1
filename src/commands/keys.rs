//! `travaux keys`: the keys that the database is sealed with.

use super::{Console, say};
use crate::config::Settings;
use crate::consolidation::store as consolidation;
use crate::consultations::store as consultations;
use crate::db::{Conn, Db, Tx};
use crate::drafts::review::store as review;
use crate::journal::{self, Scope};
use crate::outcome::decisions::store as decisions;
use crate::procedure::Moment;
use crate::sealing::{self, KeyId, SealingKey};
use crate::sign_in;
use crate::submissions::carrying::{self, Reach};
use crate::submissions::store as submissions;
use crate::web::Error;
use anyhow::bail;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Write a new key into the key file, which is made where there is none
    #[command(after_help = "\
The database does not use it yet: carry the file to every server first, then `travaux keys rotate`.

Example:
  travaux keys new --keys /etc/travaux/keys")]
    New,
    /// The keys that the database knows: id, since when, until when, rows sealed with it
    List,
    /// Seal everything anew with a new key, and retire the old one
    #[command(after_help = "\
It takes the last key of the file if the database never used it, and makes one otherwise. The
server may run meanwhile. It may be stopped at any moment: the same command goes on where it
stopped, and ends with status 0 once nothing is left that needs the old key.")]
    Rotate,
}

pub fn new(settings: &Settings) -> anyhow::Result<()> {
    let id = sealing::add_key(&settings.keys)?;
    say::result(id.as_str());
    Ok(())
}

pub fn run(console: &Console, command: &Command) -> anyhow::Result<()> {
    match command {
        Command::New => new(&console.settings),
        Command::List => list(console),
        Command::Rotate => rotate(console),
    }
}

fn list(console: &Console) -> anyhow::Result<()> {
    let keys = console.db.read(|conn| -> Result<Vec<(SealingKey, i64)>, Error> {
        let mut keys = Vec::new();
        for key in sealing::all(conn)? {
            let rows = rows_sealed_with(conn, &key.key_id)?;
            keys.push((key, rows));
        }
        Ok(keys)
    })?;
    for (key, rows) in keys {
        let until = key.retired_at.map_or("-".to_owned(), |at| at.iso());
        say::result(&format!("{} {} {until} {rows}", key.key_id, key.made_at.iso()));
    }
    Ok(())
}

fn rotate(console: &Console) -> anyhow::Result<()> {
    let in_use = in_use(console)?;
    if let [_] = &in_use[..] {
        let new = next_key(console)?;
        console.db.write(|tx| -> Result<(), Error> {
            sealing::begin_use(tx, &new, console.now)?;
            Ok(record(tx, "sealing_key.begun", new.as_str(), console.now)?)
        })?;
        say::aside(&format!("From now on the key {new} seals."));
    }
    let sealed = seal_anew(&console.db)?;
    say::aside(&format!("{sealed} rows were sealed anew."));
    for old in &in_use_but_newest(console)? {
        if !retire(console, old)? {
            bail!("something was sealed with the key {old} meanwhile: run the command again");
        }
        say::aside(&format!(
            "Nothing here needs the key {old} any more: it may leave the key file. Backups of the \
             database made before now still need it."
        ));
    }
    Ok(())
}

fn in_use(console: &Console) -> anyhow::Result<Vec<String>> {
    let keys = console.db.read(|conn| Ok::<_, Error>(sealing::all(conn)?))?;
    let in_use = keys.into_iter().filter(|key| key.retired_at.is_none());
    Ok(in_use.map(|key| key.key_id).collect())
}

fn in_use_but_newest(console: &Console) -> anyhow::Result<Vec<String>> {
    Ok(in_use(console)?.split_off(1))
}

/// The last key of the file, if the database never used it; else a new one.
fn next_key(console: &Console) -> anyhow::Result<KeyId> {
    let used = console.db.read(|conn| Ok::<_, Error>(sealing::all(conn)?))?;
    let last = sealing::ids_in(&console.settings.keys)?.pop();
    match last {
        Some(id) if !used.iter().any(|key| key.key_id == id.as_str()) => Ok(id),
        _ => Ok(sealing::add_key(&console.settings.keys)?),
    }
}

/// The installation's journal tells when keys were changed.
fn record(tx: &mut Tx, act: &str, key: &str, now: Moment) -> diesel::QueryResult<()> {
    journal::record_at_console(tx, act, key, serde_json::json!({}), now)
}

/// Batch by batch, until nothing is left; says how many rows.
fn seal_anew(db: &Db) -> anyhow::Result<usize> {
    let all = db.read(|conn| Ok::<_, Error>(consultations::keys(conn)?))?;
    let mut sealed = 0;
    for consultation in all {
        loop {
            // What lies in the depot is brought in first, with nobody waiting for it.
            let newest = db.read(|conn| Ok::<_, Error>(sealing::newest(conn)?))?;
            carrying::bring_in(db, Reach::SealedBefore(newest.key_id()))?;
            let batch = db.write(|tx| -> Result<usize, Error> {
                journal::hold(tx, Scope::Consultation(consultation))?;
                Ok(submissions::seal_anew(tx, consultation)?
                    + consolidation::seal_anew(tx, consultation)?
                    + decisions::seal_anew(tx, consultation)?
                    + review::seal_anew(tx, consultation)?)
            })?;
            sealed += batch;
            if batch == 0 {
                break;
            }
        }
    }
    loop {
        let batch = db.write(|tx| -> Result<usize, Error> {
            journal::hold(tx, Scope::Installation)?;
            Ok(sign_in::seal_secrets_anew(tx)?)
        })?;
        sealed += batch;
        if batch == 0 {
            return Ok(sealed);
        }
    }
}

/// Seals what an earlier version of the program stored without sealing it; says how many rows. There
/// is nothing of the kind but once, after an upgrade.
pub fn seal_what_is_open(db: &Db) -> anyhow::Result<usize> {
    let open = db.read(|conn| {
        Ok::<_, Error>(submissions::not_yet_sealed(conn)? + consolidation::not_yet_sealed(conn)?)
    })?;
    if open == 0 { Ok(0) } else { seal_anew(db) }
}

/// How many rows are sealed with this key, of whichever kind.
fn rows_sealed_with(conn: &mut Conn, key: &str) -> diesel::QueryResult<i64> {
    Ok(submissions::sealed_with(conn, key)?
        + consolidation::sealed_with(conn, key)?
        + decisions::sealed_with(conn, key)?
        + review::sealed_with(conn, key)?
        + sign_in::secrets_sealed_with(conn, key)?)
}

/// False when something is sealed with it after all.
fn retire(console: &Console, old: &str) -> anyhow::Result<bool> {
    Ok(console.db.write(|tx| -> Result<bool, Error> {
        sealing::retire(tx, old, console.now)?;
        let is_done = rows_sealed_with(tx, old)? == 0;
        match is_done {
            true => record(tx, "sealing_key.retired", old, console.now)?,
            false => sealing::take_back(tx, old)?,
        }
        Ok(is_done)
    })?)
}
