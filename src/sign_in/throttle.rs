//! Slows down: guessing, by network (whole delegations share an address); and what sends letters or
//! takes long, by account.
//!
//! Each process counts in memory first, so that a flood does not reach the database. What it lets through is counted in
//! the database, for all processes together; where that cannot be had in a moment, the process's own count stands alone.
//! The database is told a keyed hash of who tries, never a network's address, and for no longer than the limit goes back.

use super::store::tries::{self, Allowance};
use super::{guessing, viewer};
use crate::app::App;
use crate::db::Db;
use crate::procedure::Moment;
use crate::sealing;
use crate::web::{Asking, Error, sender};
use actix_web::HttpRequest;
use actix_web::web::{self, Data};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::time::Duration;

/// What is being tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Try {
    SignIn,
    Reset,
    Door,
    Verify,
    Submit,
    Export,
    Invite,
}

/// How often one account may do in an hour what an address limits: generous, since they are there
/// for a program that has run wild or a stolen session, and for no person at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub submissions: NonZeroU32,
    pub exports: NonZeroU32,
    pub invitations: NonZeroU32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { submissions: so_many(120), exports: so_many(120), invitations: so_many(600) }
    }
}

impl fmt::Display for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { submissions, exports, invitations } = self;
        write!(f, "submissions={submissions},exports={exports},invitations={invitations}")
    }
}

/// "exports=30,invitations=1000": what is not named stays as it is by default.
impl FromStr for Limits {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let mut limits = Self::default();
        for limit in typed.split(',').map(str::trim).filter(|limit| !limit.is_empty()) {
            let wrong = || format!("{limit:?} is no limit: write exports=30, for example");
            let (name, often) = limit.split_once('=').ok_or_else(wrong)?;
            let often = often.trim().parse().map_err(|_| wrong())?;
            match name.trim() {
                "submissions" => limits.submissions = often,
                "exports" => limits.exports = often,
                "invitations" => limits.invitations = often,
                _ => return Err(wrong()),
            }
        }
        Ok(limits)
    }
}

/// What one process counts in memory.
pub struct Throttle {
    guesses: Limit,
    submissions: Limit,
    exports: Limit,
    invitations: Limit,
}

struct Limit {
    counts: DefaultKeyedRateLimiter<String>,
    allowance: Allowance,
}

impl Limit {
    fn per_minute(often: NonZeroU32) -> Self {
        let counts = RateLimiter::keyed(Quota::per_minute(often));
        Self { counts, allowance: Allowance::new(often.get(), Duration::from_secs(60)) }
    }

    fn per_hour(often: NonZeroU32) -> Self {
        let counts = RateLimiter::keyed(Quota::per_hour(often));
        Self { counts, allowance: Allowance::new(often.get(), Duration::from_secs(3600)) }
    }
}

const fn so_many(n: u32) -> NonZeroU32 {
    match NonZeroU32::new(n) {
        Some(n) => n,
        None => NonZeroU32::MIN,
    }
}

/// A whole capital may sign in from one address on the last day.
const GUESSES_A_MINUTE: NonZeroU32 = so_many(120);
/// Beyond so many keys, those that would be let through anyway are forgotten.
const MOST_KEYS: usize = 50_000;
/// So long a try waits to be counted with those of other processes. It is short: what the limit is for waits too.
const PATIENCE: Duration = Duration::from_millis(500);

impl Throttle {
    pub fn new(limits: Limits) -> Self {
        Self {
            guesses: Limit::per_minute(GUESSES_A_MINUTE),
            submissions: Limit::per_hour(limits.submissions),
            exports: Limit::per_hour(limits.exports),
            invitations: Limit::per_hour(limits.invitations),
        }
    }

    fn limit(&self, what: Try) -> &Limit {
        match what {
            Try::SignIn | Try::Reset | Try::Door | Try::Verify => &self.guesses,
            Try::Submit => &self.submissions,
            Try::Export => &self.exports,
            Try::Invite => &self.invitations,
        }
    }

    /// [`Error::TooMany`] when it has been tried too often at this process.
    fn check(&self, what: Try, who: &str) -> Result<(), Error> {
        let counts = &self.limit(what).counts;
        if counts.len() > MOST_KEYS {
            counts.retain_recent();
        }
        counts.check_key(&format!("{what:?} {who}")).map_err(|wait| {
            let wait = wait.wait_time_from(DefaultClock::default().now());
            Error::TooMany { seconds: wait.as_secs().max(1) }
        })
    }
}

/// [`Error::TooMany`] when whoever asks has done this too often: the account, or a visitor's network.
pub async fn hold_back(what: Try, req: &HttpRequest) -> Result<(), Error> {
    let Some(app) = req.app_data::<Data<App>>() else { return Ok(()) };
    let (asking, now) = (Asking::of(req), app.now());
    let viewer = app.read(move |conn| Ok(viewer(conn, &asking, now)?)).await?;
    let who = match viewer.key() {
        Some(account) => format!("account {}", account.0),
        None => sender(req),
    };
    take(app, what, who).await
}

/// [`Error::TooMany`] when this was tried too often from the network that the request comes from, whoever it is.
pub async fn hold_back_network(what: Try, req: &HttpRequest) -> Result<(), Error> {
    match req.app_data::<Data<App>>() {
        Some(app) => take(app, what, sender(req)).await,
        None => Ok(()),
    }
}

async fn take(app: &App, what: Try, who: String) -> Result<(), Error> {
    app.throttle.check(what, &who)?;
    let allowance = app.throttle.limit(what).allowance;
    if allowance.is_boundless() {
        return Ok(());
    }
    let (db, now) = (app.db.clone(), app.now());
    let counted = web::block(move || {
        db.write_within(PATIENCE, |tx| {
            tx.need_not_last()?;
            let digest = sealing::newest(tx)?.index_of_text("a try", &format!("{what:?} {who}"));
            Ok::<_, Error>(tries::take(tx, &digest, allowance, now)?)
        })
    });
    match counted.await.unwrap_or_else(|e| Err(Error::Busy(e.to_string()))) {
        Ok(None) => Ok(()),
        Ok(Some(seconds)) => Err(Error::TooMany { seconds }),
        Err(error) => {
            tracing::warn!(%error, "a try is counted by this process alone");
            Ok(())
        }
    }
}

/// Removes what no limit goes back to: tries, and failures at an account. Answers how many.
pub fn forget_tries(db: &Db, now: Moment) -> Result<usize, Error> {
    // Asking first keeps an idle worker from writing every few seconds.
    let is_any = db.read(|conn| {
        Ok::<_, Error>(tries::is_any_whole(conn, now)? || guessing::is_any_old(conn, now)?)
    })?;
    match is_any {
        true => db.write(|tx| Ok(tries::forget(tx, now)? + guessing::forget_old(tx, now)?)),
        false => Ok(0),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_named_and_the_others_stay() {
        let limits: Limits = "exports=30, invitations=1000".parse().unwrap();
        assert_eq!(limits.to_string(), "submissions=120,exports=30,invitations=1000");
        assert_eq!("".parse::<Limits>().unwrap(), Limits::default());
        assert_eq!(Limits::default().to_string().parse::<Limits>().unwrap(), Limits::default());
        for wrong in ["exports", "exports=0", "exports=-1", "export=3", "exports=x"] {
            assert!(wrong.parse::<Limits>().is_err(), "{wrong}");
        }
    }
}
