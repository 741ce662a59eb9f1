//! PostgreSQL goes away under load, again and again, and comes back.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::clusters::{binary, privileges};
use super::{Chance, Crowd, Program, lasting_stage, nothing_is_lost, run, so_many};
use crate::support::postgres;

/// A cluster of its own that syncs; it ends with this value.
struct Cluster {
    throwaway: Child,
    folder: PathBuf,
    url: String,
    _directory: tempfile::TempDir,
}

impl Cluster {
    fn start() -> Self {
        let directory = tempfile::tempdir().expect("a folder");
        let folder = directory.path().join("cluster");
        let mut throwaway = Command::new("setpriv")
            .args(["--pdeathsig", "TERM"])
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/dev/pg-throwaway"))
            .arg(&folder)
            .args(["--", "sh", "-c", "echo $DATABASE_URL; exec sleep 100000"])
            .env("PGOPTS", "-c fsync=on")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a cluster");
        let out = throwaway.stdout.take().expect("its output");
        let url = BufReader::new(out).lines().next().expect("an address").expect("a line");
        Self { throwaway, folder, url, _directory: directory }
    }

    /// As after a power cut: nothing is finished, and what was promised is taken from the log.
    fn restart_at_once(&self) {
        let ended = Command::new("sh")
            .args(["-c", "exec \"$@\"", "restart"])
            .args(privileges())
            .arg(binary("pg_ctl"))
            .args(["-s", "-w", "-m", "immediate", "-D"])
            .arg(self.folder.join("db"))
            .args(["-l"])
            .arg(self.folder.join("log"))
            .arg("restart")
            .current_dir(&self.folder)
            .output()
            .expect("pg_ctl runs");
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The script stops the cluster when what it waits for has ended.
        let children = format!("/proc/{0}/task/{0}/children", self.throwaway.id());
        for child in std::fs::read_to_string(children).unwrap_or_default().split_whitespace() {
            let _ = Command::new("kill").arg(child).status();
        }
        let _ = self.throwaway.wait();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_a_database_that_is_restarted_at_once() {
    if postgres::cluster().is_none() {
        return;
    }
    let stage = lasting_stage().await;
    let cluster = Cluster::start();
    let from = &stage.server.app.settings.database_url;
    let moved = run(&stage, from, &["move", "--from", from, "--to", &cluster.url]);
    assert!(moved.status.success(), "{}", String::from_utf8_lossy(&moved.stderr));
    let mut program = Program::start(&stage, &cluster.url, &[]);
    program.is_up(&stage.visitor).await;
    let crowd = Crowd::gather(&stage, &program.address());
    let (restarts, mut chance) = (so_many(2, 20), Chance::of("database away"));
    for _ in 0..restarts {
        chance.wait(300, 900).await;
        let before = crowd.so_far();
        cluster.restart_at_once();
        while crowd.so_far() < before + 3 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    assert!(program.is_running());
    let (acknowledged, silence) = crowd.go_home().await;
    assert!(silence < Duration::from_secs(so_many(30, 10) as u64), "{silence:?}");
    nothing_is_lost(&stage, &cluster.url, &acknowledged);
    eprintln!(
        "{restarts} restarts, {} acknowledged, none lost; the longest silence {silence:?}",
        acknowledged.len()
    );
}
