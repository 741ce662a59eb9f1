//! The team's work through many inputs: by the keyboard alone; and without scripts many at once, and back.

use super::*;
use crate::consolidation::{Said, submitted};
use crate::support::stage;
use diesel::prelude::*;
use travaux::procedure::words::Treatment;
use travaux::schema::{drafts, responses};

/// Five proposals on one paragraph, and the round is over.
async fn five_proposals() -> Stage {
    let stage = stage::set().await;
    stage.server.it_is("2026-05-02T09:00:00Z");
    for words in ["seek", "give", "receive", "enjoy", "offer"] {
        let proposed = format!("Everyone has the right to {words} mutual aid.").leak();
        submitted(&stage, &Said::proposal(stage.ngo, ARTICLE_1_1, proposed));
    }
    stage
}

fn treatments(stage: &Stage) -> Vec<Treatment> {
    stage
        .server
        .read(|conn| responses::table.order(responses::id).select(responses::treatment).load(conn))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_proposals_are_gone_through_by_keys_alone() {
    let stage = five_proposals().await;
    let dora = at_a_browser(Look::DESK, &stage, "dora@example.org").await;
    let board = format!("{}/rounds/{}/consolidation/board", stage.server.address, stage.round);
    dora.goto(&board).await;
    dora.wait_for_text("5 inputs").await;
    dora.keys("n").await;
    dora.wait_for("nav a[data-key='b']").await;
    // On to the next and back, and what the keys are.
    let first = dora.url().await;
    dora.keys("n").await;
    dora.wait_for("a[rel='prev']").await;
    let second = dora.url().await;
    dora.keys("p").await;
    dora.wait_to_leave(&second).await;
    assert_eq!(dora.url().await, first);
    dora.keys("?").await;
    dora.wait_for("details.keys-help[open]").await;
    for (n, key) in ["1", "5", "4", "1", "3"].into_iter().enumerate() {
        let here = dora.url().await;
        dora.keys(key).await;
        if key != "1" {
            assert!(dora.focus("textarea[name='reason']").await.is_it, "after the treatment");
            dora.keys("As the first reading said.").await;
        }
        dora.chord(Key::Control, Key::Enter).await;
        // The page that is left may have a message of its own.
        dora.wait_to_leave(&here).await;
        dora.wait_for(".flash").await;
        assert_eq!(treatments(&stage).len(), n + 1);
    }
    dora.wait_for_url("/consolidation/board").await;
    let keys = [0, 4, 3, 0, 2].map(|n: usize| Treatment::ALL[n]);
    assert_eq!(treatments(&stage), keys);
    assert_eq!(dora.complaints().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_scripts_many_are_answered_at_once_and_a_change_is_taken_back() {
    let stage = five_proposals().await;
    let look = Look::PHONE.without_scripts();
    let dora = at_a_browser(look, &stage, "dora@example.org").await;
    let address = stage.server.address.clone();
    dora.goto(&format!("{address}/rounds/{}/consolidation/board", stage.round)).await;
    for ticked in ["tr:nth-child(1)", "tr:nth-child(3)"] {
        let css = format!("#many tbody {ticked} input[type='checkbox']");
        dora.wait_for(&css).await.click().await.unwrap();
    }
    dora.select("Treatment", "Noted").await;
    dora.fill("Reason", "Each in its time.").await;
    dora.press("Answer those ticked").await;
    dora.wait_for_text("2 are ticked, nothing is left out.").await;
    dora.press("Answer those ticked").await;
    dora.wait_for_text("The responses are saved.").await;
    assert_eq!(treatments(&stage), [Treatment::Noted, Treatment::Noted]);

    let draft = crate::consolidation::working_draft(&stage);
    let workspace =
        format!("{address}/rounds/{}/consolidation/{}", stage.round, stage.elements[ARTICLE_1_1]);
    dora.goto(&workspace).await;
    dora.press("Apply to the working draft").await;
    dora.wait_for_text("What it makes impossible").await;
    assert_eq!(dora.complaints().await, Vec::<String>::new(), "{look:?}");
    dora.press("Apply to the working draft").await;
    dora.wait_for_text("its origin is recorded").await;
    dora.goto(&format!("{address}/drafts/{draft}/changes")).await;
    dora.press("Undo").await;
    dora.wait_for_text("The change is undone.").await;
    dora.wait_for_text("Nothing was changed yet.").await;
    let count: i64 = stage.server.read(|conn| drafts::table.count().get_result(conn));
    assert_eq!(count, 2);
    assert_eq!(dora.complaints().await, Vec::<String>::new(), "{look:?}");
}
