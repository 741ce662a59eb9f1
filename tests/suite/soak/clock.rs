//! The clock of a running program is set, forward and back, over the closing of a round and over daylight saving: Debian's
//! faketime stands between the program and the clock.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use travaux::procedure::Moment;
use travaux::schema::{journal, letters, rounds, sessions};

use super::Program;
use crate::letters::compose_as;
use crate::support::smtp::{Manner, PostOffice};
use crate::support::stage::{self, Stage};
use crate::support::{Person, child::free_port, moment};

/// What the program takes for the time.
pub(super) struct Fake {
    file: PathBuf,
}

impl Fake {
    pub(super) fn beside(stage: &Stage, instant: &str) -> Self {
        let fake = Self { file: stage.server.data().join("clock") };
        fake.it_is(moment(instant));
        fake
    }

    /// As an administrator with `date -s`; from then on it goes on.
    pub(super) fn it_is(&self, instant: Moment) {
        #[allow(clippy::disallowed_methods, reason = "the program under test goes on from here")]
        let now: Moment = jiff::Timestamp::now().into();
        let apart = (instant.as_micros() - now.as_micros()) as f64 / 1_000_000.0;
        let new = self.file.with_extension("new");
        std::fs::write(&new, format!("{apart:+.6}\n")).expect("it is written");
        std::fs::rename(&new, &self.file).expect("it is there at once");
    }

    /// For the program's environment. Only the clock is another: time goes by as everywhere.
    pub(super) fn environment(&self) -> Vec<(&'static str, String)> {
        vec![
            ("LD_PRELOAD", library().display().to_string()),
            ("FAKETIME_TIMESTAMP_FILE", self.file.display().to_string()),
            ("FAKETIME_NO_CACHE", "1".into()),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".into()),
        ]
    }
}

fn library() -> PathBuf {
    std::fs::read_dir("/usr/lib")
        .expect("libraries")
        .flatten()
        .map(|folder| folder.path().join("faketime/libfaketimeMT.so.1"))
        .find(|library| library.exists())
        .expect("faketime is installed (dev/test does that)")
}

async fn comments(who: &Person, stage: &Stage, body: &str) -> Option<u16> {
    let path = format!("/rounds/{}/elements/{}?form=comment", stage.round, stage.elements[2]);
    let form = [("body", body), ("language", "en"), ("class", "public"), ("version", "0")];
    who.try_post(&path, &form).await
}

fn closes_at(stage: &Stage) -> Moment {
    let closes_at = rounds::table.find(stage.round_key).select(rounds::closes_at);
    stage.server.read(|conn| closes_at.first(conn))
}

fn count_ended(stage: &Stage) -> i64 {
    let ended = journal::table.filter(journal::act.eq("round.ended")).count();
    stage.server.read(|conn| ended.get_result(conn))
}

pub(super) async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let began = Instant::now();
    while !is_so().await {
        assert!(began.elapsed() < Duration::from_secs(30), "{what}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// The figure of that name, where Prometheus asks.
async fn figure(who: &Person, name: &str) -> f64 {
    let page = who.get("/metrics").await.body;
    let value = page.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok());
    value.unwrap_or_else(|| panic!("no {name}: {page}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_round_closes_at_the_instant_shown_whatever_is_done_to_the_clock() {
    let stage = stage::set().await;
    let last = moment("2199-01-01T00:00:00Z");
    stage.server.write(|tx| {
        diesel::update(rounds::table).set(rounds::accept_late.eq(false)).execute(&mut **tx)?;
        diesel::update(sessions::table).set(sessions::expires_at.eq(last)).execute(&mut **tx)
    });
    let round = format!("/rounds/{}", stage.round);
    let extensions = format!("{round}/extensions");
    let extend = async |who: &Person, date: &str| {
        let form = [("closes_date", date), ("closes_time", "23:59"), ("reason", "On request")];
        who.post(&extensions, &form).await.status
    };
    // The last Sunday of October: clocks in Zurich go back that morning, and 23:59 is an hour later than the day before.
    assert_eq!(
        compose_as(&stage.administrator, &stage.round, "invitation", "send", &[]).await.status,
        303
    );
    assert_eq!(extend(&stage.administrator, "2026-10-25").await, 303);
    let closes = moment("2026-10-25T23:00:00Z");
    assert_eq!(closes_at(&stage), closes);

    let office = PostOffice::open(Manner::Accept);
    let fake = Fake::beside(&stage, "2026-10-25T22:00:00Z");
    let metrics = format!("127.0.0.1:{}", free_port());
    let port = office.port().to_string();
    let log = stage.server.data().join("program.log");
    let mut program = Program::start_with(
        &stage,
        &[
            "--smtp-host",
            "127.0.0.1",
            "--smtp-port",
            &port,
            "--smtp-tls",
            "none",
            "--metrics",
            &metrics,
        ],
        fake.environment(),
        &log,
    );
    program.is_up(&stage.visitor).await;
    let there = |who: &Person| who.clone().at(&program.address());
    let (who, administrator) = (there(&stage.avaria_focal), there(&stage.administrator));
    let prometheus = stage.visitor.clone().at(&format!("http://{metrics}"));

    let reminder = compose_as(&administrator, &stage.round, "reminder", "send", &[]).await;
    assert_eq!(reminder.status, 303, "{}", reminder.text());
    fake.it_is(closes.plus_seconds(-4));
    assert_eq!(comments(&who, &stage, "In time.").await, Some(303));
    fake.it_is(closes);
    assert_eq!(comments(&who, &stage, "A moment too late.").await, Some(409));
    // It is announced when nobody who was in time can be waiting any more.
    fake.it_is(closes.plus_seconds(30));
    until("the closing is announced", async || count_ended(&stage) == 1).await;
    let before = figure(&prometheus, "travaux_clock_steps_total").await;

    // The clock goes back before the closing: it has been, and the people who know of it are told nothing twice.
    fake.it_is(closes.plus_seconds(-3600));
    assert_eq!(comments(&who, &stage, "Once more in time?").await, Some(409));
    assert!(who.get(&round).await.has("round-status closed"));
    assert_eq!(who.get("/account").await.status, 200, "the session is as good as before");
    let new = format!("{round}/letters/new?occasion=reminder");
    assert_eq!(administrator.get(&new).await.status, 409);
    until("the step is counted", async || {
        figure(&prometheus, "travaux_clock_steps_total").await > before
    })
    .await;
    assert!(said(&log).contains("the clock was set"), "{}", said(&log));

    // The last Sunday of March: a day of 23 hours. What was extended is open, also by a clock that was wrong.
    assert_eq!(extend(&administrator, "2027-03-28").await, 303);
    let closes = moment("2027-03-28T22:00:00Z");
    assert_eq!(closes_at(&stage), closes);
    assert_eq!(comments(&who, &stage, "Open again.").await, Some(303));
    fake.it_is(closes.plus_seconds(-4));
    assert_eq!(comments(&who, &stage, "In time once more.").await, Some(303));
    fake.it_is(closes);
    assert_eq!(comments(&who, &stage, "Too late once more.").await, Some(409));
    fake.it_is(closes.plus_seconds(30));

    until("the second closing is announced", async || count_ended(&stage) == 2).await;
    let stored: i64 = stage.server.read(|conn| letters::table.count().get_result(conn));
    let came = office.wait_for(stored as usize, Duration::from_secs(30));
    let ids: std::collections::BTreeSet<_> =
        came.iter().map(|letter| letter.header("Message-ID").expect("its id")).collect();
    assert_eq!((ids.len(), came.len()), (stored as usize, stored as usize), "each letter once");
}

fn said(log: &Path) -> String {
    std::fs::read_to_string(log).expect("what the program said")
}
