//! The mail server is down, slow, or takes a letter without a word; the program dies between the two.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use travaux::post;
use travaux::procedure::Moment;

use super::{Chance, Crowd, Program, lasting_stage, nothing_is_lost, so_many};
use crate::support::reminder;
use crate::support::smtp::{Manner, PostOffice};
use crate::support::stage::Stage;

fn enqueue(stage: &Stage, n: usize) {
    #[allow(clippy::disallowed_methods, reason = "the program under test reads this clock")]
    let now: Moment = jiff::Timestamp::now().into();
    stage.server.write(|tx| post::enqueue(tx, &stage.server.app.post(), &reminder(n), now));
}

/// Killed when the mail server has the letter: it is sent again rather than never, as the same letter.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_whose_sender_is_killed_is_not_lost_and_its_twin_is_known_as_one() {
    let stage = lasting_stage().await;
    let url = stage.server.app.settings.database_url.clone();
    let office = PostOffice::open(Manner::Accept);
    let port = office.port().to_string();
    let smtp = ["--smtp-host", "127.0.0.1", "--smtp-port", port.as_str(), "--smtp-tls", "none"];
    let mut chance = Chance::of("letters");
    let letters = so_many(4, 100);
    let mut program = Program::start(&stage, &url, &smtp);
    program.is_up(&stage.visitor).await;
    for n in 0..letters {
        program.kill();
        enqueue(&stage, n);
        let before = office.letters().len();
        program.restart();
        let began = Instant::now();
        // From the last byte of DATA on: before it is noted as sent, or just after.
        while office.letters().len() == before {
            assert!(began.elapsed() < Duration::from_secs(30), "no letter came");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(Duration::from_millis(chance.among(0, 8))).await;
    }
    program.kill();
    // A dead worker's letters are due again when its lease has run out.
    let later = stage.server.now();
    stage.server.write(|tx| {
        use diesel::prelude::*;
        use travaux::schema::letters;
        diesel::update(letters::table.filter(letters::leased_until.is_not_null()))
            .set(letters::leased_until.eq(later))
            .execute(&mut **tx)
    });
    program.restart();
    let one_of_each = |came: &[crate::support::mail::Letter]| {
        let ids: std::collections::BTreeSet<_> =
            came.iter().map(|letter| letter.to.clone()).collect();
        ids.len() == letters
    };
    let came = office.wait_until("one of each letter", Duration::from_secs(60), one_of_each);
    let mut copies: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    for letter in came {
        copies
            .entry(letter.to.clone())
            .or_default()
            .push(letter.header("Message-ID").expect("its id"));
    }
    for (to, ids) in &copies {
        assert!(ids.len() <= 2, "{to:?}: {ids:?}");
        assert!(ids.iter().all(|id| id == &ids[0]), "{to:?}: {ids:?}");
    }
    let twins = copies.values().filter(|ids| ids.len() == 2).count();
    eprintln!("{letters} letters, none lost, {twins} with a twin of the same Message-ID");
}

/// People who send notice nothing of a mail server that hangs; what it was to get comes later.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_server_that_hangs_holds_nobody_up() {
    let stage = lasting_stage().await;
    let url = stage.server.app.settings.database_url.clone();
    let office = PostOffice::open(Manner::Hang);
    let port = office.port().to_string();
    let smtp = ["--smtp-host", "127.0.0.1", "--smtp-port", port.as_str(), "--smtp-tls", "none"];
    enqueue(&stage, 0);
    let mut program = Program::start(&stage, &url, &smtp);
    program.is_up(&stage.visitor).await;
    let began = Instant::now();
    while office.calls() == 0 {
        assert!(began.elapsed() < Duration::from_secs(30), "it never called");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let crowd = Crowd::gather(&stage, &program.address());
    tokio::time::sleep(Duration::from_millis(so_many(1_500, 60_000) as u64)).await;
    let (acknowledged, silence) = crowd.go_home().await;
    assert!(acknowledged.len() > 5, "{}", acknowledged.len());
    assert!(silence < Duration::from_secs(so_many(15, 5) as u64), "{silence:?}");
    nothing_is_lost(&stage, &url, &acknowledged);
    eprintln!(
        "{} acknowledged while the mail server hung, the longest wait {silence:?}",
        acknowledged.len()
    );
}
