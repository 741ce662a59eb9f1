//! The worker's part: takes what is due, sends it, and notes what came of it.

use super::mailer::{Kind, Mailer, Unsent};
use super::secrets_of_links::without_secrets;
use super::store::{self, StoredLetter};
use crate::db::Db;
use crate::procedure::Moment;
use crate::procedure::words::Occasion;
use crate::secrets;
use crate::web::Error;
use std::time::{Duration, Instant};

/// Letters of one turn; the rest goes in the next one, a few seconds later.
const MOST: usize = 50;
/// After so long the rest waits for the next turn: a lease counts from the beginning of its own.
const TURN: Duration = Duration::from_secs(10 * 60);
/// A database that went away is waited for so long, less than a service has to stop; one that is there and refuses is asked so many
/// times.
const AWAY: Duration = Duration::from_secs(40);
const REFUSALS: usize = 3;
const PAUSE: Duration = Duration::from_millis(300);
/// Minutes between tries; after the last of them, the last again.
const WAITS: [i64; 6] = [1, 5, 15, 60, 240, 480];
/// A letter that did not leave in three days has failed.
const GIVE_UP: i64 = 72 * 60;

/// Sends the letters that are due, while it `goes_on`; answers how many left. Each is taken in a
/// transaction, sent outside of any, and marked in another: a crash in between sends it twice rather
/// than never, with the same Message-ID.
pub fn deliver(
    db: &Db,
    mailer: &Mailer,
    goes_on: impl Fn() -> bool,
    now: Moment,
) -> Result<usize, Error> {
    let (mut sent, began) = (0, Instant::now());
    let mut last = None;
    for turn in 0..MOST {
        if began.elapsed() > TURN || !goes_on() {
            break;
        }
        let Some(letter) = take(db, now)? else { break };
        let greeted = if turn == 0 { mailer.greet() } else { Ok(()) };
        match greeted.and_then(|()| mailer.send(&letter)) {
            Ok(()) => {
                note_sent(db, mailer, &letter, now)?;
                sent += 1;
                last = None;
            }
            Err(unsent) => {
                note_unsent(db, &letter, &unsent, now)?;
                match (unsent.kind, last.replace(unsent.kind)) {
                    (Kind::Outage, _) | (Kind::Unwanted, Some(Kind::Unwanted)) => break,
                    _ => (),
                }
            }
        }
    }
    Ok(sent)
}

fn take(db: &Db, now: Moment) -> Result<Option<StoredLetter>, Error> {
    // Asking first keeps an idle worker from writing every few seconds.
    if !db.read(|conn| Ok::<_, Error>(store::is_anything_due(conn, now)?))? {
        return Ok(None);
    }
    let attempt = secrets::public_id();
    db.write(|tx| Ok(store::lease(tx, &attempt, now)?)).or_else(|error| {
        // It may be taken all the same: a database that dies after a commit does not answer to it. Nobody else would send the
        // letter while that lease runs.
        tracing::warn!(%error, "whether a letter is taken is not known yet");
        let began = Instant::now();
        waiting(began, || db.read(|conn| Ok(store::leased(conn, &attempt)?)))?
            .map(Some)
            .ok_or(error)
    })
}

/// The mail server has the letter. Where the database has gone away meanwhile, it is waited for: a letter that is not noted
/// would be sent again.
fn note_sent(db: &Db, mailer: &Mailer, letter: &StoredLetter, now: Moment) -> Result<(), Error> {
    let (began, mut refused) = (Instant::now(), 0);
    loop {
        let Err(error) = mark_sent(db, mailer, letter, now) else { return Ok(()) };
        refused += 1;
        if refused == REFUSALS {
            return Err(error);
        }
        tracing::warn!(letter = %letter.public_id, %error, "a letter that left is not noted yet");
        waiting(began, || db.read(|conn| Ok(store::is_anything_due(conn, now)?)))?;
    }
}

/// Asks until the database answers; Err when by then it has been away for too long.
fn waiting<T>(began: Instant, ask: impl Fn() -> Result<T, Error>) -> Result<T, Error> {
    loop {
        std::thread::sleep(PAUSE);
        match ask() {
            Err(_) if began.elapsed() <= AWAY => (),
            answer => return answer,
        }
    }
}

fn mark_sent(db: &Db, mailer: &Mailer, letter: &StoredLetter, now: Moment) -> Result<(), Error> {
    db.write(|tx| {
        if letter.occasion == Occasion::Receipt {
            // It names a person, and what they sent: nobody but them needs it any more.
            return Ok(store::remove(tx, letter.id)?);
        }
        store::mark_sent(tx, letter.id, now)?;
        if mailer.is_smtp() {
            let (text, html) = (&letter.body_text, &letter.body_html);
            let (text, html) = (without_secrets(text), without_secrets(html));
            store::keep_without_secrets(tx, letter.id, &text, &html)?;
        }
        Ok(())
    })
}

fn note_unsent(db: &Db, letter: &StoredLetter, unsent: &Unsent, now: Moment) -> Result<(), Error> {
    // The reason may hold an address: it is for the outbox, not for the log.
    let is_final = unsent.kind == Kind::Final;
    tracing::warn!(letter = %letter.public_id, failed = is_final, "a letter did not leave");
    let wait = if is_final { None } else { wait_after(letter.attempts + 1) };
    let again_at = wait.map(|minutes| now.plus_seconds(minutes * 60));
    db.write(|tx| Ok(store::mark_unsent(tx, letter, &unsent.why, again_at, now)?))
}

/// How many minutes to wait after so many tries; None when three days have gone.
fn wait_after(attempts: i64) -> Option<i64> {
    let wait = |n: i64| {
        let place = usize::try_from(n - 1).unwrap_or_default().min(WAITS.len() - 1);
        WAITS[place]
    };
    let waited: i64 = (1..attempts).map(wait).sum();
    Some(wait(attempts)).filter(|next| waited + next <= GIVE_UP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_tried_again_ever_more_slowly_for_three_days() {
        let waits: Vec<i64> = (1..).map_while(wait_after).collect();
        assert_eq!(waits[..7], [1, 5, 15, 60, 240, 480, 480]);
        let all: i64 = waits.iter().sum();
        assert!((64 * 60..=72 * 60).contains(&all), "{all} minutes");
        assert_eq!(waits.iter().max(), Some(&(store::LONGEST_WAIT / 60)));
    }
}
