//! The primary dies under load, and its standby takes its place: the program has both in its address and finds the one that
//! writes.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use super::clusters::Node;
use super::{Chance, Crowd, Program, lasting_stage, nothing_is_lost, run, so_many};
use crate::support::smtp::{Manner, PostOffice};
use crate::support::stage::Stage;
use crate::support::{postgres, reminder};

/// Commits wait for the standby from now on.
fn wait_for_standby(primary: &Node) {
    primary.says("ALTER SYSTEM SET synchronous_standby_names = '*'");
    primary.says("SELECT pg_reload_conf()");
    let in_step = "SELECT count(*) = 1 AS so FROM pg_stat_replication \
                   WHERE sync_state = 'sync' AND state = 'streaming'";
    while !primary.is_so(in_step) {
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The address with both, whichever of them writes.
fn both(one: &Node, other: &Node) -> String {
    format!(
        "postgres://app@127.0.0.1:{},127.0.0.1:{}/postgres?target_session_attrs=read-write\
         &connect_timeout=2",
        one.port, other.port
    )
}

fn doctor(stage: &Stage, url: &str) -> String {
    let said = run(stage, url, &["doctor"]);
    String::from_utf8_lossy(&said.stdout).into_owned()
}

fn moved(stage: &Stage, to: &Node) {
    let from = &stage.server.app.settings.database_url;
    let moved = run(stage, from, &["move", "--from", from, "--to", &to.url()]);
    assert!(moved.status.success(), "{}", String::from_utf8_lossy(&moved.stderr));
}

fn enqueue(stage: &Stage, url: &str, letters: std::ops::Range<usize>) {
    let db = travaux::db::Db::open(url, 1).expect("it opens");
    #[allow(clippy::disallowed_methods, reason = "the program under test reads this clock")]
    let now: travaux::procedure::Moment = jiff::Timestamp::now().into();
    let desk = stage.server.app.post();
    for n in letters {
        db.write(|tx| {
            travaux::post::enqueue(tx, &desk, &reminder(n), now).map_err(travaux::web::Error::from)
        })
        .expect("it is queued");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_the_death_of_the_primary() {
    if postgres::cluster().is_none() {
        return;
    }
    let stage = lasting_stage().await;
    let directory = tempfile::tempdir().expect("a folder");
    let at = |name: &str| -> &Path { Box::leak(directory.path().join(name).into_boxed_path()) };
    let mut primary = Node::new(at("0").to_owned());
    primary.start();
    moved(&stage, &primary);
    let mut standby =
        Node::standby_of(&primary, at("1").to_owned(), crate::support::child::free_port());
    standby.start();
    let url = both(&primary, &standby);
    let lagging = "standbys that commits do not wait for: 1";
    let said = doctor(&stage, &url);
    assert!(said.contains(lagging), "{said}");
    wait_for_standby(&primary);
    let said = doctor(&stage, &url);
    assert!(!said.contains(lagging) && said.contains("it waits for the disk"), "{said}");

    let office = PostOffice::open(Manner::Slow);
    let port = office.port().to_string();
    let smtp = ["--smtp-host", "127.0.0.1", "--smtp-port", &port, "--smtp-tls", "none"];
    let mut program = Program::start(&stage, &url, &smtp);
    program.is_up(&stage.visitor).await;
    let crowd = Crowd::gather(&stage, &program.address());
    let (failovers, mut chance) = (so_many(1, 8), Chance::of("failover"));
    let mut letters = 0;
    for turn in 0..failovers {
        enqueue(&stage, &url, letters..letters + 8);
        letters += 8;
        // One of them is on its way to the mail server when it happens.
        let taken = office.calls();
        while office.calls() == taken {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        chance.wait(100, 600).await;
        let before = crowd.so_far();
        primary.dies();
        standby.is_promoted();
        while crowd.so_far() < before + 3 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        if turn + 1 < failovers {
            // The dead one comes back in the other's place.
            let (folder, port) = (at(&format!("{}", turn + 2)).to_owned(), primary.port);
            primary = Node::standby_of(&standby, folder, port);
            primary.start();
            std::mem::swap(&mut primary, &mut standby);
            wait_for_standby(&primary);
        }
    }
    let came = office.wait_for(letters, Duration::from_secs(60));
    let (acknowledged, silence) = crowd.go_home().await;
    assert!(program.is_running());
    assert!(silence < Duration::from_secs(10), "{silence:?}");
    nothing_is_lost(&stage, &url, &acknowledged);
    let ids: BTreeSet<_> =
        came.iter().map(|letter| letter.header("Message-ID").expect("its id")).collect();
    assert_eq!((ids.len(), office.letters().len()), (letters, letters), "each letter once");
    eprintln!(
        "{failovers} failovers, {} acknowledged, none lost, {letters} letters, each once; the \
         longest silence {silence:?}",
        acknowledged.len()
    );
}
