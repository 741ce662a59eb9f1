//! Slows down guessing: by account first, by network second (whole delegations share an address).

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::num::NonZeroU32;

/// What is being tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Try {
    SignIn,
    Reset,
    Door,
    Verify,
}

/// Counts tries in memory. (The counters that must survive a restart are rows: `throttles`.)
pub struct Throttle {
    by_address: DefaultKeyedRateLimiter<String>,
}

const fn per_minute(n: u32) -> NonZeroU32 {
    match NonZeroU32::new(n) {
        Some(n) => n,
        None => NonZeroU32::MIN,
    }
}

impl Default for Throttle {
    fn default() -> Self {
        // A whole capital may sign in from one address on the last day.
        Self { by_address: RateLimiter::keyed(Quota::per_minute(per_minute(120))) }
    }
}

impl Throttle {
    /// Err with the seconds to wait when this address has tried too often.
    pub fn check(&self, what: Try, address: &str) -> Result<(), u64> {
        self.by_address
            .check_key(&format!("{what:?} {address}"))
            .map_err(|wait| wait.wait_time_from(DefaultClock::default().now()).as_secs().max(1))
    }
}
