//! The mail server is down, slow, or takes a letter without a word; the program dies between the two.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use travaux::post;
use travaux::procedure::Moment;
use travaux::web::Error;

use super::clock::{Fake, until};
use super::{Chance, Crowd, Program, lasting_stage, nothing_is_lost, so_many};
use crate::support::smtp::{Manner, PostOffice};
use crate::support::stage::{self, Stage};
use crate::support::{moment, reminder};

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

/// Told to stop in the midst of a mailing it sends the letter in its hand, notes it, and leaves the others to whoever comes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn told_to_stop_it_finishes_one_letter_and_not_the_mailing() {
    let stage = lasting_stage().await;
    let url = stage.server.app.settings.database_url.clone();
    let office = PostOffice::open(Manner::Slow);
    let port = office.port().to_string();
    let smtp = ["--smtp-host", "127.0.0.1", "--smtp-port", port.as_str(), "--smtp-tls", "none"];
    let many = 40;
    (0..many).for_each(|n| enqueue(&stage, n));
    let mut program = Program::start(&stage, &url, &smtp);
    office.wait_for(2, Duration::from_secs(60));
    program.stop();
    let came = office.letters().len();
    assert!(came < many, "all of {many} letters were waited for");
    let held = stage.server.read(|conn| {
        use diesel::prelude::*;
        use travaux::schema::letters;
        letters::table.filter(letters::leased_until.is_not_null()).count().get_result::<i64>(conn)
    });
    assert_eq!(held, 0, "what it took it has sent and noted");
    office.set_manner(Manner::Accept);
    program.restart();
    let came = office.wait_for(many, Duration::from_secs(60));
    let ids: std::collections::BTreeSet<_> =
        came.iter().map(|letter| letter.header("Message-ID").expect("its id")).collect();
    assert_eq!((came.len(), ids.len()), (many, many), "each once");
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

/// A mail server that takes its time, and one that puts everybody off at first: whoever submits notices nothing, and each letter
/// arrives once. (The minute until the next try goes by at a stroke.)
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_mail_server_that_puts_everybody_off_gets_each_letter_once() {
    let stage = stage::set().await;
    stage::record(&stage);
    let office = PostOffice::open(Manner::Slow);
    let port = office.port().to_string();
    let (log, begins) = (stage.server.data().join("program.log"), "2026-03-15T12:00:00Z");
    let fake = Fake::beside(&stage, begins);
    let many = so_many(4, 60);
    let queue = |letters: std::ops::Range<usize>| {
        for n in letters {
            let (now, desk) = (stage.server.now(), stage.server.app.post());
            let put = || {
                let db = &stage.server.app.db;
                db.write(|tx| Ok::<_, Error>(post::enqueue(tx, &desk, &reminder(n), now)?))
            };
            // The crowd may keep another process from writing for longer than one is told to wait.
            let done = (0..10).any(|_| put().is_ok());
            assert!(done, "letter {n} cannot be queued");
        }
    };
    queue(0..many);
    let smtp = ["--smtp-host", "127.0.0.1", "--smtp-port", &port, "--smtp-tls", "none"];
    let mut program = Program::start_with(&stage, &smtp, fake.environment(), &log);
    program.is_up(&stage.visitor).await;
    let crowd = Crowd::gather(&stage, &program.address());
    office.wait_for(many, Duration::from_secs(60));

    office.set_manner(Manner::Greylist);
    queue(many..2 * many);
    until("each is put off once", async || office.put_off() == many).await;
    assert_eq!(office.letters().len(), many, "none is taken at first");
    fake.it_is(moment(begins).plus_seconds(300));
    office.wait_for(2 * many, Duration::from_secs(60));
    let (acknowledged, silence) = crowd.go_home().await;
    assert!(silence < Duration::from_secs(so_many(10, 2) as u64), "{silence:?}");
    let url = stage.server.app.settings.database_url.clone();
    nothing_is_lost(&stage, &url, &acknowledged);
    let ids: std::collections::BTreeSet<_> = office
        .letters()
        .iter()
        .map(|letter| letter.header("Message-ID").expect("its id"))
        .collect();
    assert_eq!((ids.len(), office.letters().len()), (2 * many, 2 * many), "each once");
    eprintln!(
        "{many} letters taken slowly, {many} put off, each arrived once; {} acknowledged, the \
         longest wait {silence:?}",
        acknowledged.len()
    );
}
