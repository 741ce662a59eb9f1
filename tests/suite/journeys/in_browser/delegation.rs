//! What a delegation does: propose, draft among colleagues, submit, replace.

use super::*;
use crate::support::stage;
use diesel::prelude::*;
use travaux::procedure::words::SubmissionState;
use travaux::schema::{sessions, submissions};

const DRAFTED: &str = "Aid that nobody can refuse is no aid.";
const REPLACED: &str = "Aid must be asked for, or at least accepted.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_delegation_proposes_wording_and_submits() {
    for look in LOOKS {
        let stage = stage::set().await;
        let browser = at_a_browser(look, &stage, "ines@example.org").await;

        proposes(&browser, &stage).await;
        opens_own_submission(&browser, &stage).await;
        submits(&browser).await;

        assert_eq!(stage.server.inputs()[0].proposed, WORDING);
        assert_eq!(browser.complaints().await, Vec::<String>::new(), "{look:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_move_and_a_split_are_proposed_without_scripts() {
    let look = Look::PHONE.without_scripts();
    let stage = stage::set().await;
    let browser = at_a_browser(look, &stage, "ines@example.org").await;
    let at = |n: usize| {
        let (address, round) = (&stage.server.address, &stage.round);
        format!("{address}/rounds/{round}/elements/{}?form=proposal", stage.elements[n])
    };
    browser.goto(&at(ARTICLE_1_1)).await;
    browser.choose("Move").await;
    browser.select("Where", "After").await;
    browser
        .select("Of which paragraph", "art. 1 (2): States shall respect and protect this ri")
        .await;
    browser.press("Save").await;
    browser.wait_for_text("Move: to stand after art. 1 (2)").await;

    browser.goto(&at(ARTICLE_1_1 + 1)).await;
    browser.choose("Split").await;
    let parts = "States shall respect this right.\n---\nStates shall protect this right.";
    browser.fill("Proposed wording", parts).await;
    browser.press("Save").await;
    browser.wait_for_text("¶").await;
    opens_own_submission(&browser, &stage).await;
    submits(&browser).await;
    assert_eq!(stage.server.inputs()[1].proposed, parts);
    assert_eq!(browser.overflow().await, 0);
    assert_eq!(browser.complaints().await, Vec::<String>::new(), "{look:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_contributor_drafts_and_the_focal_point_submits_and_replaces() {
    for look in LOOKS {
        let stage = stage::set().await;
        let olav = at_a_browser(look, &stage, "olav@example.org").await;
        drafts_a_comment(&olav, &stage, look).await;
        olav.follow("The whole submission").await;
        olav.wait_for_text("Submission of Republic of Avaria").await;
        olav.wait_for_text(DRAFTED).await;
        let said = olav.text().await;
        assert!(said.contains("focal point"), "why a contributor may not submit: {said}");
        assert!(!olav.has("button[formaction$='/submission']").await, "no button to submit");
        assert_eq!(olav.complaints().await, Vec::<String>::new(), "{look:?}");
        drop(olav);

        let ines = at_a_browser(look, &stage, "ines@example.org").await;
        opens_own_submission(&ines, &stage).await;
        ines.wait_for_text(DRAFTED).await;
        let first = submits(&ines).await;
        ines.follow("The submission").await;
        ines.press("Replace this submission").await;
        replaces_the_comment(&ines).await;
        let second = submits(&ines).await;
        assert_ne!(first, second, "each has a receipt of its own");
        assert_eq!(states(&stage), [SubmissionState::Replaced, SubmissionState::Submitted]);
        assert_eq!(bodies(&stage), [DRAFTED, REPLACED], "what was submitted first is kept");
        assert_eq!(ines.complaints().await, Vec::<String>::new(), "{look:?}");
    }
}

/// With scripts the text is stored while it is typed; without them the button stores it.
async fn drafts_a_comment(olav: &Browser, stage: &Stage, look: Look) {
    let (round, element) = (&stage.round, &stage.elements[ARTICLE_1_1]);
    let page = format!("{}/rounds/{round}/elements/{element}?form=comment", stage.server.address);
    olav.goto(&page).await;
    olav.fill("Comment", DRAFTED).await;
    if look.scripts {
        olav.wait_for_text("Saved").await;
        olav.goto(&page).await;
    } else {
        olav.press("Save").await;
    }
    olav.wait_for_text(DRAFTED).await;
    assert_eq!(bodies(stage), [DRAFTED], "stored once");
}

/// From the copy that replacing gives to the copy with another text.
async fn replaces_the_comment(ines: &Browser) {
    ines.wait_for_text("When it is submitted, it replaces").await;
    ines.follow("Change").await;
    assert_eq!(ines.value("Comment").await, DRAFTED);
    ines.fill("Comment", REPLACED).await;
    ines.press("Save").await;
    ines.wait_for_text(REPLACED).await;
    ines.follow("The whole submission").await;
    ines.wait_for_text("When it is submitted, it replaces").await;
    ines.wait_for_text(REPLACED).await;
}

fn bodies(stage: &Stage) -> Vec<String> {
    stage.server.inputs().into_iter().map(|input| input.body).collect()
}

fn states(stage: &Stage) -> Vec<SubmissionState> {
    stage.server.read(|conn| {
        submissions::table.order(submissions::id).select(submissions::state).load(conn)
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_typed_outlives_the_session() {
    for look in LOOKS {
        let stage = stage::set().await;
        let browser = at_a_browser(look, &stage, "ines@example.org").await;
        let (round, element) = (&stage.round, &stage.elements[ARTICLE_1_1]);
        let page = format!("/rounds/{round}/elements/{element}?form=comment");
        browser.goto(&format!("{}{page}", stage.server.address)).await;
        browser.wait_for("textarea[name='body']").await;
        stage.server.write(|tx| diesel::delete(sessions::table).execute(&mut **tx));
        browser.fill("Comment", "A long comment that must not be lost.").await;
        browser.press("Save").await;
        browser.wait_for_text("Nothing that you typed is lost").await;

        browser.fill("E-mail address", "ines@example.org").await;
        browser.fill("Password", stage::PASSWORD).await;
        browser.press("Sign in").await;
        browser.wait_for_text("Welcome back").await;
        let send = browser.wait_for("main form button").await;
        send.click().await.unwrap();

        browser.wait_for_text("A long comment that must not be lost.").await;
        assert_eq!(stage.server.inputs()[0].body, "A long comment that must not be lost.");
    }
}
