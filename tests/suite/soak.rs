//! Faults of the world around the program: it is killed, the database goes away, clients are slow, the mail server dies.
//!
//! The real program as a process of its own. As a part of the suite each fault happens a few times; `dev/soak` runs the same tests
//! with the optimized program and the figures of a long night (TRAVAUX_SOAK=long). Every run says its seed; TRAVAUX_SOAK_SEED repeats it.

mod clock;
mod clusters;
mod database_away;
mod failover;
mod full_disk;
mod killed;
mod letters;
mod readers;
mod slow_clients;

use std::collections::BTreeSet;
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use travaux::db::Db;
use travaux::schema::inputs;
use travaux::submissions::store::Input;
use travaux::web::Error;

use crate::durability::lasting;
use crate::support::Person;
use crate::support::child::free_port;
use crate::support::console;
use crate::support::stage::{self, Stage};

/// The figure of the suite, or that of a long night.
fn so_many(short: usize, long: usize) -> usize {
    if is_long() { long } else { short }
}

fn is_long() -> bool {
    std::env::var("TRAVAUX_SOAK").is_ok_and(|how| how == "long")
}

fn program() -> PathBuf {
    std::env::var_os("TRAVAUX_SOAK_PROGRAM")
        .map_or_else(|| env!("CARGO_BIN_EXE_travaux").into(), PathBuf::from)
}

/// Numbers that look like chance and can be had again.
struct Chance(u64);

impl Chance {
    fn of(what: &str) -> Self {
        let seed = std::env::var("TRAVAUX_SOAK_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = seed.unwrap_or_else(|| RandomState::new().hash_one(what));
        eprintln!("{what}: TRAVAUX_SOAK_SEED={seed}");
        Self(seed)
    }

    /// One of `from..to`.
    fn among(&mut self, from: u64, to: u64) -> u64 {
        // Knuth's constants.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from + (self.0 >> 33) % (to - from)
    }

    async fn wait(&mut self, from: u64, to: u64) {
        tokio::time::sleep(Duration::from_millis(self.among(from, to))).await;
    }
}

/// A running program; it ends with this value, and with the test process.
struct Program {
    child: Child,
    port: u16,
    arguments: Vec<String>,
    url: String,
    environment: Vec<(&'static str, String)>,
    /// Where what it says goes; nowhere without it.
    log: Option<PathBuf>,
}

impl Program {
    /// On the stage's installation; `more` are further arguments of `serve`.
    fn start(stage: &Stage, url: &str, more: &[&str]) -> Self {
        Self::begin(stage, url, more, Vec::new(), None)
    }

    /// The same on the stage's own database, in another environment; what it says is kept.
    fn start_with(
        stage: &Stage,
        more: &[&str],
        environment: Vec<(&'static str, String)>,
        log: &Path,
    ) -> Self {
        let url = stage.server.app.settings.database_url.clone();
        Self::begin(stage, &url, more, environment, Some(log.to_owned()))
    }

    fn begin(
        stage: &Stage,
        url: &str,
        more: &[&str],
        environment: Vec<(&'static str, String)>,
        log: Option<PathBuf>,
    ) -> Self {
        let port = free_port();
        let mut arguments: Vec<String> = vec![
            "--data".into(),
            stage.server.data().display().to_string(),
            "--second-factor".into(),
            "offered".into(),
            "serve".into(),
            "--listen".into(),
            format!("127.0.0.1:{port}"),
            "--allow-unsafe-postgres".into(),
        ];
        arguments.extend(more.iter().map(|word| (*word).to_owned()));
        let url = url.to_owned();
        let child = spawn(&arguments, &url, &environment, log.as_deref());
        Self { child, port, arguments, url, environment, log }
    }

    fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// How long it took until it answered.
    async fn is_up(&mut self, who: &Person) -> Duration {
        let (began, who) = (Instant::now(), who.clone().at(&self.address()));
        while !who.is_answered().await {
            assert!(began.elapsed() < Duration::from_secs(60), "the program does not start");
            if let Ok(Some(status)) = self.child.try_wait() {
                panic!("the program ended with {status}");
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        began.elapsed()
    }

    /// SIGKILL: it has no time for anything.
    fn kill(&mut self) {
        self.child.kill().expect("it is there");
        self.child.wait().expect("it ends");
    }

    /// SIGTERM, as a service manager does; it ends well.
    fn stop(&mut self) {
        let id = self.child.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status().expect("kill is there");
        assert!(told.success());
        assert!(self.child.wait().expect("it ends").success());
    }

    /// Again, at the same address.
    fn restart(&mut self) {
        self.child = spawn(&self.arguments, &self.url, &self.environment, self.log.as_deref());
    }

    fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// The most memory it ever had, in megabytes.
    fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = peak.and_then(|peak| peak.trim().split(' ').next()?.parse::<u64>().ok());
        kilobytes.unwrap_or_default() / 1024
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(
    arguments: &[String],
    url: &str,
    environment: &[(&'static str, String)],
    log: Option<&Path>,
) -> Child {
    let kept = |log: &Path| {
        let file = std::fs::File::options().create(true).append(true).open(log);
        Stdio::from(file.expect("a file"))
    };
    // Whoever started it may be killed: then it must not stay.
    Command::new("setpriv")
        .args(["--pdeathsig", "KILL"])
        .arg(program())
        .args(arguments)
        .env("DATABASE_URL", url)
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .stdout(Stdio::null())
        .stderr(log.map_or_else(Stdio::null, kept))
        .spawn()
        .expect("the program starts")
}

fn run(stage: &Stage, url: &str, words: &[&str]) -> Output {
    console::run_of(&program(), stage.server.data(), url, words)
}

/// A stage that lasts, by the program's clock.
async fn lasting_stage() -> Stage {
    let stage = stage::set().await;
    lasting(&stage);
    stage::record(&stage);
    stage
}

/// People who comment all the while, and what they were told is stored.
struct Crowd {
    acknowledged: Arc<Mutex<BTreeSet<String>>>,
    /// The longest that nobody was told anything.
    stop: Arc<AtomicBool>,
    people: Vec<tokio::task::JoinHandle<()>>,
    latest: Arc<Mutex<(Instant, Duration)>>,
}

impl Crowd {
    fn gather(stage: &Stage, address: &str) -> Self {
        let acknowledged = Arc::new(Mutex::new(BTreeSet::new()));
        let stop = Arc::new(AtomicBool::new(false));
        let latest = Arc::new(Mutex::new((Instant::now(), Duration::ZERO)));
        let focal_points = [
            &stage.avaria_focal,
            &stage.avaria_contributor,
            &stage.lothmar_focal,
            &stage.ngo_focal,
        ];
        let people = (0..8).map(|n| {
            let who = focal_points[n % 4].clone().at(address);
            let at = format!(
                "/rounds/{}/elements/{}?form=comment",
                stage.round,
                stage.elements[1 + n % 5]
            );
            let (acknowledged, stop, latest) = (acknowledged.clone(), stop.clone(), latest.clone());
            tokio::spawn(async move {
                for said in 0.. {
                    if stop.load(Ordering::Relaxed) {
                        return;
                    }
                    let body =
                        format!("Person {n} says this, as number {said} of all that they say.");
                    let form = [
                        ("body", body.as_str()),
                        ("language", "en"),
                        ("class", "public"),
                        ("version", "0"),
                    ];
                    match who.try_post(&at, &form).await {
                        Some(303) => {
                            acknowledged.lock().expect("the list").insert(body);
                            let mut latest = latest.lock().expect("the time");
                            latest.1 = latest.1.max(latest.0.elapsed());
                            latest.0 = Instant::now();
                        }
                        _ => tokio::time::sleep(Duration::from_millis(20)).await,
                    }
                }
            })
        });
        Self { people: people.collect(), acknowledged, stop, latest }
    }

    fn so_far(&self) -> usize {
        self.acknowledged.lock().expect("the list").len()
    }

    /// What was acknowledged, and the longest silence.
    async fn go_home(self) -> (BTreeSet<String>, Duration) {
        self.stop.store(true, Ordering::Relaxed);
        for person in self.people {
            person.await.expect("nobody falls over");
        }
        let acknowledged = self.acknowledged.lock().expect("the list").clone();
        let silence = self.latest.lock().expect("the time").1;
        (acknowledged, silence)
    }
}

/// Everything acknowledged is stored, nothing twice, nothing half; and the record is sound.
fn nothing_is_lost(stage: &Stage, url: &str, acknowledged: &BTreeSet<String>) {
    let db = Db::open(url, 1).expect("it opens");
    let stored: Vec<Input> = db
        .read(|conn| Ok::<_, Error>(inputs::table.select(Input::as_select()).load(conn)?))
        .expect("it is read");
    let bodies: BTreeSet<String> = stored.iter().map(|input| input.body.clone()).collect();
    assert_eq!(bodies.len(), stored.len(), "nothing is there twice");
    let lost: Vec<_> = acknowledged.difference(&bodies).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    let whole =
        |body: &&String| body.starts_with("Person ") && body.ends_with("of all that they say.");
    assert_eq!(bodies.iter().filter(whole).count(), bodies.len(), "nothing is half there");
    let verified = run(stage, url, &["verify", "all"]);
    let said = String::from_utf8_lossy(&verified.stderr).into_owned();
    assert!(verified.status.success(), "{said}");
}
