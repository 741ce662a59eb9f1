//! The disk that PostgreSQL keeps its tables on is full, truly: a small one of its own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::clusters::Node;
use super::{Program, is_long, lasting_stage, run};
use crate::support::postgres;

/// Fills what is left of a disk as long as this lives.
struct Filler(PathBuf);

impl Filler {
    fn put(folder: &Path) -> Self {
        let file = folder.join("filler");
        // It ends when there is no more room.
        let mut open = std::fs::File::create(&file).expect("there is room for a name");
        while open.write_all(&[0; 4096]).is_ok() {}
        Self(file)
    }
}

impl Drop for Filler {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// The log that is written ahead lies elsewhere, as it should: without it PostgreSQL stops altogether.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_of_postgresql_gives_the_text_back_and_the_server_recovers_by_itself() {
    if !is_long() || postgres::cluster().is_none() {
        return;
    }
    let stage = lasting_stage().await;
    let directory = tempfile::tempdir().expect("a folder");
    let mut node = Node::new_with(directory.path().join("cluster"), &["--wal-segsize=1"]);
    let small = directory.path().join("small");
    std::fs::create_dir(&small).expect("a folder");
    // A disk that only this server sees, and that is gone with it.
    let mount = "mount -t tmpfs -o size=48m,mode=0777 small \"$1\"; shift; exec \"$@\"";
    let small_path = small.display().to_string();
    node.start_within(&[
        "unshare",
        "--user",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        mount,
        "small",
        &small_path,
    ]);
    node.says(&format!("CREATE TABLESPACE small LOCATION '{small_path}'"));
    node.says("CREATE DATABASE travaux TABLESPACE small");
    let url = node.url_of("travaux");
    let from = &stage.server.app.settings.database_url;
    let moved = run(&stage, from, &["move", "--from", from, "--to", &url]);
    assert!(moved.status.success(), "{}", String::from_utf8_lossy(&moved.stderr));
    let mut program = Program::start(&stage, &url, &[]);
    program.is_up(&stage.visitor).await;
    let who = stage.avaria_focal.clone().at(&program.address());
    let path = format!("/rounds/{}/elements/{}", stage.round, stage.elements[2]);
    // What cannot be made smaller.
    let text: String =
        (0..1_000).map(|n: u64| format!("{:x} ", n.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
    let form = [("body", text.as_str()), ("language", "en"), ("class", "public")];

    let there = PathBuf::from(format!("/proc/{}/root{small_path}", node.process()));
    let filler = Filler::put(&there);
    let began = Instant::now();
    let answer = loop {
        let answer = who.post(&path, &form).await;
        if answer.status != 303 {
            break answer;
        }
        assert!(began.elapsed() < Duration::from_secs(60), "it never becomes full");
    };
    assert_eq!(answer.status, 507, "{}", answer.text());
    assert!(answer.body.contains(text[..200].trim()), "{}", answer.text());
    assert_eq!(
        stage.visitor.clone().at(&program.address()).get(&path).await.status,
        200,
        "reading goes on"
    );
    drop(filler);
    let began = Instant::now();
    while who.post(&path, &form).await.status != 303 {
        assert!(began.elapsed() < Duration::from_secs(5), "it does not recover");
    }
    assert!(program.is_running());
    eprintln!("recovered {:?} after there was room", began.elapsed());
}
