//! What a round brought in goes by a recorded authority, and only then; the record of it stays whole.

use std::process::Output;

use diesel::prelude::*;
use travaux::procedure::{Refusal, Standing};
use travaux::schema::submissions;
use travaux::submissions::purging::{Purged, purge};
use travaux::submissions::store::Why;
use travaux::web::Error;

use crate::record::{check, closes, sends};
use crate::support::console::{self, said};
use crate::support::stage::{self, Stage};

const AUTHORITY: &str = "ST/SGB/2007/5; decision 2031/4 of the Archives";

fn run(stage: &Stage, authority: &str, more: &[&str]) -> Output {
    let words = ["purge", "--round", stage.round.as_str(), "--authority", authority];
    let url = &stage.server.app.settings.database_url;
    console::run(stage.server.data(), url, &[&words, more].concat())
}

fn bodies(stage: &Stage) -> Vec<String> {
    stage
        .server
        .inputs()
        .into_iter()
        .map(|input| input.body)
        .filter(|body| !body.is_empty())
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_round_is_purged_by_an_authority_that_the_journal_names() {
    let stage = stage::recorded().await;
    let published = sends(&stage, &stage.avaria_focal, "Published long ago.", "public").await;
    sends(&stage, &stage.lothmar_focal, "What the team alone read.", "confidential").await;
    let place = format!("/rounds/{}/elements/{}?form=comment", stage.round, stage.elements[2]);
    let form = [("body", "Never sent."), ("language", "en"), ("class", "public"), ("version", "0")];
    assert_eq!(stage.ngo_focal.post(&place, &form).await.status, 303);

    let who = Standing::at_the_console(None);
    let why = Why { authority: AUTHORITY, reason: "" };
    let early =
        stage.server.app.db.write(|tx| {
            purge(tx, &who, &stage.round, Purged::Unpublished, &why, stage.server.now())
        });
    assert!(matches!(early, Err(Error::Refused(Refusal::RoundStillOpen { .. }))), "{early:?}");
    assert_eq!(bodies(&stage).len(), 3);

    closes(&stage);
    let id = published.rsplit('/').next().expect("its id").to_owned();
    let now = stage.server.now();
    stage.server.write(|tx| {
        diesel::update(submissions::table.filter(submissions::public_id.eq(&id)))
            .set(submissions::published_at.eq(now))
            .execute(&mut **tx)
    });
    for authority in ["", "because", "two\nlines of an authority"] {
        let refused = run(&stage, authority, &[]);
        assert_eq!(refused.status.code(), Some(1));
        assert!(said(&refused).contains("an authority is named in one line"), "{}", said(&refused));
    }
    assert_eq!(bodies(&stage).len(), 3);

    let done = run(&stage, AUTHORITY, &["--reason", "ten years have gone"]);
    assert!(done.status.success(), "{}", said(&done));
    assert!(said(&done).starts_with("1 submissions, 1 drafts\n"), "{}", said(&done));
    assert!(said(&done).contains("Backups made before"), "{}", said(&done));
    assert_eq!(bodies(&stage), ["Published long ago."]);
    let report = stage.server.read(|conn| Ok(check(conn).expect("the record is whole")));
    assert_eq!(report.erased, 1);
    let journal = stage.auditor.get(&format!("/c/{}/journal", stage.slug)).await;
    assert!(journal.has(AUTHORITY) && !journal.has("ten years"), "{}", journal.text());

    let again = run(&stage, AUTHORITY, &[]);
    assert!(said(&again).starts_with("0 submissions, 0 drafts\n"), "{}", said(&again));
    let all = run(&stage, AUTHORITY, &["--what", "all"]);
    assert!(said(&all).starts_with("1 submissions, 0 drafts\n"), "{}", said(&all));
    assert_eq!(bodies(&stage), [] as [&str; 0]);
    assert!(stage.server.read(|conn| Ok(check(conn).is_ok())));
}
