//! Slows down: guessing, by network (whole delegations share an address); and what sends letters or
//! takes long, by account.

use super::viewer;
use crate::app::App;
use crate::web::{Asking, Error, sender};
use actix_web::HttpRequest;
use actix_web::web::Data;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

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

/// Counts tries in memory. (The counters that must survive a restart are rows: `throttles`.)
pub struct Throttle {
    guesses: DefaultKeyedRateLimiter<String>,
    submissions: DefaultKeyedRateLimiter<String>,
    exports: DefaultKeyedRateLimiter<String>,
    invitations: DefaultKeyedRateLimiter<String>,
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

impl Throttle {
    pub fn new(limits: Limits) -> Self {
        let hourly = |often| RateLimiter::keyed(Quota::per_hour(often));
        Self {
            guesses: RateLimiter::keyed(Quota::per_minute(GUESSES_A_MINUTE)),
            submissions: hourly(limits.submissions),
            exports: hourly(limits.exports),
            invitations: hourly(limits.invitations),
        }
    }

    /// Err with the seconds to wait when this has been tried too often by `who`: a network
    /// address, or an account.
    pub fn check(&self, what: Try, who: &str) -> Result<(), u64> {
        let counts = match what {
            Try::SignIn | Try::Reset | Try::Door | Try::Verify => &self.guesses,
            Try::Submit => &self.submissions,
            Try::Export => &self.exports,
            Try::Invite => &self.invitations,
        };
        if counts.len() > MOST_KEYS {
            counts.retain_recent();
        }
        counts
            .check_key(&format!("{what:?} {who}"))
            .map_err(|wait| wait.wait_time_from(DefaultClock::default().now()).as_secs().max(1))
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
    app.throttle.check(what, &who).map_err(|seconds| Error::TooMany { seconds })
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
