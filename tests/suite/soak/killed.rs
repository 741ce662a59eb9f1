//! kill -9 while people send.

use std::time::Duration;

use super::{Chance, Crowd, Program, lasting_stage, nothing_is_lost, so_many};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_a_killed_server() {
    let stage = lasting_stage().await;
    let url = stage.server.app.settings.database_url.clone();
    let mut chance = Chance::of("killed");
    let mut program = Program::start(&stage, &url, &[]);
    program.is_up(&stage.visitor).await;
    let crowd = Crowd::gather(&stage, &program.address());
    let (kills, mut slowest) = (so_many(6, 500), Duration::ZERO);
    for _ in 0..kills {
        chance.wait(50, 400).await;
        program.kill();
        program.restart();
        slowest = slowest.max(program.is_up(&stage.visitor).await);
    }
    // Somebody got through, also on a slow machine.
    while crowd.so_far() < 5 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let (acknowledged, _) = crowd.go_home().await;
    nothing_is_lost(&stage, &url, &acknowledged);
    eprintln!(
        "{kills} kills, {} acknowledged, none lost; ready again in {slowest:?} at most",
        acknowledged.len()
    );
}
