//! A live installation goes to another database, and nobody writes into the old one any more.

use super::{Error, compare, in_this_version, is_there, look_through, rows};
use crate::db::copying::{self, Snapshot};
use crate::db::{self, Db};
use crate::journal;
use crate::post::store as letters;
use crate::procedure::Moment;
use crate::record::checking::Report;
use serde_json::json;
use std::path::Path;
use std::time::Duration;

/// How often it is asked whether no letter is leaving just now.
const TRIES: usize = 12;
const PAUSE: Duration = Duration::from_millis(500);

/// An installation in its new place.
#[derive(Debug)]
pub struct Moved {
    pub rows: u64,
    pub report: Report,
}

/// Holds up whoever writes, copies every row into the database at `to` (made where it is not there;
/// it must be empty), looks through it there, and shuts the old one: from then on it refuses to be
/// written to, by whichever process, so that nothing can be stored where nobody looks any more.
/// Reading goes on all the while. Sessions, links and letters go along.
pub fn transfer(from: &str, to: &str, keys: &Path, now: Moment) -> Result<Moved, Error> {
    if from == to {
        return Err(Error::Same);
    }
    is_there(from)?;
    let mut snapshot = holding_up(from, now)?;
    db::migrate(to)?;
    let copied = snapshot.copy_into(to)?;
    compare(&copied, &Snapshot::of(to)?.holdings()?)?;
    let report = look_through(to, keys, now)?;
    snapshot.shut()?;
    let detail = json!({ "rows": rows(&copied) });
    Db::open(to, 1)?.write(|tx| -> Result<(), Error> {
        Ok(journal::record_at_console(tx, "installation.moved", "installation", detail, now)?)
    })?;
    Ok(Moved { rows: rows(&copied), report })
}

/// Between two letters. One that is being sent could not be noted as sent any more, and would leave the new place once again.
fn holding_up(from: &str, now: Moment) -> Result<Snapshot, Error> {
    let mut tries = TRIES;
    loop {
        let mut snapshot = Snapshot::holding_up(from)?;
        in_this_version(snapshot.conn())?;
        if copying::is_shut(snapshot.conn())? {
            return Err(Error::MovedAlready);
        }
        let Some(until) = letters::held_until(snapshot.conn(), now)? else { return Ok(snapshot) };
        tries -= 1;
        if tries == 0 {
            return Err(Error::LettersLeave(until));
        }
        drop(snapshot);
        std::thread::sleep(PAUSE);
    }
}
