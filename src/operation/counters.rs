//! What this process has done, counted, for Prometheus. An address counts under its pattern, never by the path that
//! somebody asked for: no id and no name comes in here.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// Seconds: from what is read from memory to what a slow disk takes.
const STEPS: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: String,
    method: &'static str,
    status: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

/// Counts go up, and everybody may read them.
pub struct Counters {
    registry: Registry,
    requests: Family<Answered, Counter>,
    durations: Family<Route, Histogram, fn() -> Histogram>,
    in_flight: Gauge,
    errors: Counter,
    throttled: Counter,
    pub panics: Counter,
    pub clock_steps: Counter,
    pub refused_by_guard: Counter,
    /// Pages that were sent as they had been rendered for somebody else.
    pub shared: Counter,
    pub sign_in_failures: Counter,
    /// Parts of files carried into the depot, and how often it failed.
    pub carried_out: Counter,
    pub depot_failures: Counter,
    word_reads: Counter,
    word_readers: Gauge,
    /// When the worker last came round, in seconds since 1970; 0 before it did.
    worker_turn: AtomicI64,
}

impl Default for Counters {
    fn default() -> Self {
        let mut counters = Self {
            registry: Registry::with_prefix("travaux"),
            requests: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(STEPS)),
            in_flight: Gauge::default(),
            errors: Counter::default(),
            throttled: Counter::default(),
            panics: Counter::default(),
            clock_steps: Counter::default(),
            refused_by_guard: Counter::default(),
            shared: Counter::default(),
            sign_in_failures: Counter::default(),
            carried_out: Counter::default(),
            depot_failures: Counter::default(),
            word_reads: Counter::default(),
            word_readers: Gauge::default(),
            worker_turn: AtomicI64::new(0),
        };
        counters.register();
        counters
    }
}

impl Counters {
    fn register(&mut self) {
        let all = &mut self.registry;
        let help = "Requests answered, by the pattern of their address, method and class of status";
        all.register("requests", help, self.requests.clone());
        let help = "Seconds from a request's head to the head of its answer";
        all.register("request_duration_seconds", help, self.durations.clone());
        all.register("requests_in_flight", "Requests being answered", self.in_flight.clone());
        all.register("errors", "Answers with a status of 500 or more", self.errors.clone());
        let help = "Requests answered 429, too many";
        all.register("throttled", help, self.throttled.clone());
        let help = "Handlers that stopped in the middle; each leaves its place in the log";
        all.register("panics", help, self.panics.clone());
        let help = "Parts of files that were carried into the depot";
        all.register("carried_out", help, self.carried_out.clone());
        let help = "Times that the depot did not take, give or remove what it was asked to";
        all.register("depot_failures", help, self.depot_failures.clone());
        let help = "How often the clock was set by more than two seconds while this process ran";
        all.register("clock_steps", help, self.clock_steps.clone());
        let help = "Writes that came from another origin, and were refused";
        all.register("refused_by_guard", help, self.refused_by_guard.clone());
        let help = "Pages that were sent as they had been rendered for somebody else";
        all.register("shared_pages", help, self.shared.clone());
        let help = "Wrong passwords and wrong codes";
        all.register("sign_in_failures", help, self.sign_in_failures.clone());
        let help = "Files of others that were given to a reader in a process of its own";
        all.register("word_reads", help, self.word_reads.clone());
        all.register("word_readers", "Such readers at work", self.word_readers.clone());
    }

    /// A request begins; it ends when what is answered is dropped.
    pub fn begin_request(&self) -> AtWork {
        AtWork::new(&self.in_flight)
    }

    /// A reader of somebody's file begins.
    pub fn begin_word_read(&self) -> AtWork {
        self.word_reads.inc();
        AtWork::new(&self.word_readers)
    }

    pub fn answered(&self, route: &str, method: &str, status: u16, took: Duration) {
        let route = route.to_owned();
        self.durations.get_or_create(&Route { route: route.clone() }).observe(took.as_secs_f64());
        let (method, status_class) = (known(method), class(status));
        self.requests.get_or_create(&Answered { route, method, status: status_class }).inc();
        if status >= 500 {
            self.errors.inc();
        }
        if status == 429 {
            self.throttled.inc();
        }
    }

    pub fn worker_came_round(&self, seconds: i64) {
        self.worker_turn.store(seconds, Ordering::Relaxed);
    }

    /// None before it first did.
    pub fn worker_turn(&self) -> Option<i64> {
        Some(self.worker_turn.load(Ordering::Relaxed)).filter(|at| *at > 0)
    }

    pub fn registry(&self) -> &Registry {
        &self.registry
    }
}

/// One more at work, as long as this lives.
pub struct AtWork(Gauge);

impl AtWork {
    fn new(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Whoever asks may invent a method: that would be a label for ever.
fn known(method: &str) -> &'static str {
    ["GET", "HEAD", "POST"].into_iter().find(|known| *known == method).unwrap_or("other")
}

fn class(status: u16) -> &'static str {
    ["1xx", "2xx", "3xx", "4xx", "5xx"]
        .get(usize::from(status / 100).wrapping_sub(1))
        .copied()
        .unwrap_or("other")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_was_invented_makes_no_label() {
        assert_eq!((known("GET"), known("BREW"), known("get")), ("GET", "other", "other"));
        let classes = [0, 99, 100, 204, 303, 404, 507, 600, 999].map(class);
        let expected = ["other", "other", "1xx", "2xx", "3xx", "4xx", "5xx", "other", "other"];
        assert_eq!(classes, expected);
    }

    #[test]
    fn whoever_is_at_work_is_counted_until_they_are_not() {
        let counters = Counters::default();
        let (one, other) = (counters.begin_word_read(), counters.begin_word_read());
        assert_eq!((counters.word_readers.get(), counters.word_reads.get()), (2, 2));
        drop((one, other));
        assert_eq!((counters.word_readers.get(), counters.word_reads.get()), (0, 2));
    }
}
