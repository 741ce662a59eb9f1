//! An answer means that the disk has it.

use std::process::{Command, Stdio};
use std::time::Duration;

use diesel::prelude::*;
use travaux::procedure::Moment;
use travaux::schema::*;

use super::support::child::{Guarded, free_port};
use super::support::stage::{self, Stage};
use super::support::{Person, acts, moment, postgres};

const TRAVAUX: &str = env!("CARGO_BIN_EXE_travaux");
const TRACED: &str = "trace=fsync,fdatasync,write,writev,pwrite64,sendto,sendmsg";

/// The real program under strace: between the last byte that a comment adds to the write-ahead log and the first byte of the answer,
/// the log has gone to the disk. (On PostgreSQL the same is asked of its own settings: see below.)
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_disk_sync_comes_before_the_answer() {
    if postgres::cluster().is_some() {
        return;
    }
    let stage = stage::set().await;
    lasting(&stage);
    let trace = stage.server.data().join("trace.txt");
    let data = stage.server.data().display().to_string();
    let listen = format!("127.0.0.1:{}", free_port());
    let trace_file = trace.display().to_string();
    let _program = Guarded::start(
        "strace",
        ["-f", "-y", "-s", "40", "-e", TRACED, "-o", trace_file.as_str(), TRAVAUX]
            .into_iter()
            .chain(["--data", data.as_str(), "serve", "--listen", listen.as_str()]),
    );
    let who = stage.avaria_focal.clone().at(&format!("http://{listen}"));
    is_up(&who).await;

    for n in 0..20 {
        let ready = acts::open_as(&stage, acts::act("comment"), &who).await.expect("the form");
        let before = std::fs::read_to_string(&trace).expect("the trace").lines().count();
        let answer = ready.send().await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let lines = lines_to_the_answer(&trace, before).await;
        assert!(is_synced(&lines), "comment {n} was answered too early:\n{}", lines.join("\n"));
    }
}

/// The stage's time is not the program's: let the round and the sessions last.
pub fn lasting(stage: &Stage) {
    #[allow(clippy::disallowed_methods, reason = "the program under test reads this clock")]
    let now: Moment = jiff::Timestamp::now().into();
    let late = moment("2199-01-01T00:00:00Z");
    stage.server.write(|tx| {
        diesel::update(sessions::table)
            .set((sessions::last_seen_at.eq(now), sessions::expires_at.eq(late)))
            .execute(&mut **tx)?;
        diesel::update(rounds::table).set(rounds::closes_at.eq(late)).execute(&mut **tx)
    });
}

async fn is_up(who: &Person) {
    for _ in 0..300 {
        if who.is_answered().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the program did not start under strace; does this machine let strace trace?");
}

/// What the program did since line `from` of its trace, up to the beginning of the answer.
async fn lines_to_the_answer(trace: &std::path::Path, from: usize) -> Vec<String> {
    for _ in 0..100 {
        let text = std::fs::read_to_string(trace).expect("the trace");
        let lines: Vec<String> = text.lines().skip(from).map(str::to_owned).collect();
        if let Some(answer) = lines.iter().position(|line| line.contains("HTTP/1.1 303")) {
            return lines[..=answer].to_vec();
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the trace has no answer in it");
}

/// Of these lines, the last of which begins the answer: has the log been synced after it was last written?
fn is_synced(lines: &[String]) -> bool {
    let thread = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    let Some(written) =
        lines.iter().rposition(|line| line.contains("-wal>") && line.contains("write"))
    else {
        return false;
    };
    let mut waiting = None;
    lines[written + 1..].iter().any(|line| {
        let is_sync = line.contains("fsync(") || line.contains("fdatasync(");
        if is_sync && line.contains("-wal>") {
            if line.contains("<unfinished") {
                waiting = Some(thread(line));
            }
            return line.ends_with("= 0");
        }
        let done = line.contains("sync resumed") && line.ends_with("= 0");
        done && waiting.as_deref() == Some(thread(line).as_str())
    })
}

#[test]
fn a_trace_with_the_answer_before_the_sync_would_be_seen() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let write = "7 pwrite64(9</d/travaux.db-wal>, \"\"..., 4096, 32) = 4096";
    let sync = "7 fdatasync(9</d/travaux.db-wal>) = 0";
    let answer = "8 sendto(5<socket:[1]>, \"HTTP/1.1 303 See Other\\r\\n\"..., 120, 0) = 120";
    assert!(is_synced(&lines(&format!("{write}\n{sync}\n{answer}"))));
    assert!(!is_synced(&lines(&format!("{sync}\n{write}\n{answer}"))));
    assert!(!is_synced(&lines(&format!("{write}\n{answer}"))));
    let begun = "7 fdatasync(9</d/travaux.db-wal> <unfinished ...>";
    let ended = "7 <... fdatasync resumed>) = 0";
    assert!(is_synced(&lines(&format!("{write}\n{begun}\n{ended}\n{answer}"))));
    assert!(!is_synced(&lines(&format!("{write}\n{begun}\n{answer}"))));
}

/// The suite's PostgreSQL is told not to sync; a server for people does not start on such a one.
#[tokio::test]
async fn a_postgresql_that_does_not_sync_is_refused() {
    if postgres::cluster().is_none() {
        return;
    }
    let stage = stage::set().await;
    let serve = |listen: &str| {
        let mut command = Command::new(TRAVAUX);
        let url = &stage.server.app.settings.database_url;
        command.env("DATABASE_URL", url).arg("--data").arg(stage.server.data());
        command.args(["serve", "--listen", listen]);
        command
    };
    let refused = serve("127.0.0.1:0").output().expect("the program runs");
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{said}");
    for setting in ["fsync", "full_page_writes", "synchronous_commit"] {
        assert!(said.contains(setting), "{said}");
    }

    let listen = format!("127.0.0.1:{}", free_port());
    let mut command = serve(&listen);
    command.arg("--allow-unsafe-postgres").stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program runs");
    let who = stage.visitor.clone().at(&format!("http://{listen}"));
    is_up(&who).await;
    child.kill().expect("it is still there");
    child.wait().expect("it ends");
}
