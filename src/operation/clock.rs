//! A clock that was set while the program runs. Deadlines are held by it: whoever looks after the machine is to know.

use std::time::{Duration, Instant};

/// What the clock may differ by from what has gone by, before it counts as set. (NTP's own small corrections are none.)
const MOST: Duration = Duration::from_secs(2);

/// Compares the clock with the time that has gone by, which nobody sets.
pub struct Watch {
    /// Microseconds since 1970.
    clock: i64,
    at: Instant,
}

impl Watch {
    pub fn begin(clock: i64, at: Instant) -> Self {
        Self { clock, at }
    }

    /// By how many seconds it was set since this was last asked: forward, or back (less than 0); None where it was not.
    pub fn step(&mut self, clock: i64, at: Instant) -> Option<f64> {
        let gone_by = at.saturating_duration_since(self.at).as_secs_f64();
        let shown = (clock - self.clock) as f64 / 1_000_000.0;
        *self = Self { clock, at };
        Some(shown - gone_by).filter(|step| step.abs() > MOST.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_set_by_more_than_two_seconds_is_noticed_once() {
        let began = Instant::now();
        let noon = 1_800_000_000_000_000;
        let mut watch = Watch::begin(noon, began);
        let mut look = |shown: i64, gone_by: u64| {
            watch.step(noon + shown * 1_000_000, began + Duration::from_secs(gone_by))
        };
        assert_eq!(look(1, 1), None);
        assert_eq!(look(3, 2), None, "a second ahead");
        assert_eq!(look(3610, 5), Some(3604.0), "an hour forward");
        assert_eq!(look(3620, 15), None);
        assert_eq!(look(20, 16), Some(-3601.0), "and back");
        assert_eq!(look(20 + 8 * 3600, 16 + 8 * 3600), None, "a slow look is no step");
    }
}
