//! The whole way from a proposal to the next round, by four people, and back to who proposed it.

use super::*;
use crate::support::stage;

const NOTE: &str =
    "Aid is a matter of two: the right to give it stands beside the right to receive it.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proposal_becomes_text_a_note_and_the_next_round() {
    let look = Look::PHONE.without_scripts();
    let stage = stage::set().await;
    let ines = at_a_browser(look, &stage, "ines@example.org").await;
    proposes(&ines, &stage).await;
    opens_own_submission(&ines, &stage).await;
    submits(&ines).await;
    stage.server.it_is("2026-05-02T09:00:00Z");

    let dora = at_a_browser(look, &stage, "dora@example.org").await;
    answers(&dora, &stage).await;
    let elena = at_a_browser(look, &stage, "elena@example.org").await;
    validates(&elena, &stage).await;

    begins_the_next_draft(&dora, &stage).await;
    applies(&dora, &stage).await;
    explains(&dora).await;
    assert_eq!(dora.complaints().await, Vec::<String>::new());
    drop(dora);

    let adam = at_a_browser(look, &stage, "adam@example.org").await;
    prepares_the_second_round(&adam, &stage).await;
    assert_eq!(adam.complaints().await, Vec::<String>::new());
    drop(adam);
    circulates(&elena, &stage).await;
    assert_eq!(elena.complaints().await, Vec::<String>::new());

    // Weeks later her session is over.
    stage.server.it_is("2026-06-02T09:00:00Z");
    signs_in(&ines, &stage, "ines@example.org").await;
    learns_what_became_of_it(&ines, &stage).await;
    assert_eq!(ines.complaints().await, Vec::<String>::new());
}

/// To the paragraph in the consolidation of the round, by the links that lead there.
async fn opens_the_paragraph(browser: &Browser, stage: &Stage) {
    browser.goto(&format!("{}/c/{}", stage.server.address, stage.slug)).await;
    browser.follow("Consolidation").await;
    let to = format!("a[href*='/consolidation/{}']", stage.elements[ARTICLE_1_1]);
    if !browser.has(&to).await {
        browser
            .wait_for(&format!("a[href^='/rounds/{}/consolidation']", stage.round))
            .await
            .click()
            .await
            .unwrap();
    }
    browser.wait_for(&to).await.click().await.unwrap();
    browser.wait_for(".at-hand").await;
}

async fn answers(dora: &Browser, stage: &Stage) {
    opens_the_paragraph(dora, stage).await;
    // The filter has a field of the same name.
    let accepted = ".case select[name='treatment'] option[value='accepted']";
    dora.wait_for(accepted).await.click().await.unwrap();
    assert!(!dora.has("[name='covered_by']").await, "it could be covered by itself only");
    dora.press("Save the response").await;
    dora.wait_for_text("Another person validates it.").await;
    assert!(!dora.has("form[action$='/response/validation']").await, "not by the same person");
}

async fn validates(elena: &Browser, stage: &Stage) {
    opens_the_paragraph(elena, stage).await;
    elena.wait_for_text("Drafted by Dora Drafter").await;
    elena.press("Validate").await;
    elena.wait_for_text("The response is validated.").await;
    elena.wait_for_text("Validated by Elena Expert").await;
}

async fn begins_the_next_draft(dora: &Browser, stage: &Stage) {
    dora.goto(&format!("{}/c/{}/drafts", stage.server.address, stage.slug)).await;
    dora.follow("Preliminary text").await;
    dora.fill("Label", "Revised text").await;
    dora.press("Begin a working draft").await;
    dora.wait_for_text("The working draft is saved.").await;
}

async fn applies(dora: &Browser, stage: &Stage) {
    opens_the_paragraph(dora, stage).await;
    dora.press("Apply to the working draft").await;
    dora.wait_for_text("its origin is recorded").await;
    // What was applied names the draft it is in, and leads there.
    dora.follow("Revised text").await;
    dora.wait_for_text(WORDING).await;
    dora.follow("Redline").await;
    dora.wait_for("ins").await;
    dora.wait_for_text("Proposal by Republic of Avaria").await;
    dora.wait_for_text("1 change without a note").await;
}

async fn explains(dora: &Browser) {
    dora.follow("Write the note").await;
    dora.wait_for_text("Republic of Avaria").await;
    dora.fill("Explanatory note", NOTE).await;
    dora.press("Save the note").await;
    dora.wait_for_text("Every change has its note").await;
    dora.wait_for_text(NOTE).await;
}

async fn prepares_the_second_round(adam: &Browser, stage: &Stage) {
    adam.goto(&format!("{}/c/{}/rounds", stage.server.address, stage.slug)).await;
    adam.follow("Prepare a round").await;
    adam.fill("Title", "Second round").await;
    // A field for a date takes the keys of the browser's language: month, day, year.
    adam.fill("Opens on", "06012026").await;
    adam.fill("opens_time", "0900AM").await;
    adam.fill("Closes on", "07312026").await;
    adam.fill("closes_time", "0600PM").await;
    adam.choose("Comment").await;
    adam.choose("Textual proposal").await;
    adam.choose("Together, after the round has closed").await;
    adam.choose("Public").await;
    adam.press("Save").await;
    adam.wait_for_text("The round is prepared.").await;
    adam.wait_for_text("31 July 2026").await;
}

async fn circulates(elena: &Browser, stage: &Stage) {
    elena.goto(&format!("{}/c/{}/drafts", stage.server.address, stage.slug)).await;
    elena.follow("Revised text").await;
    elena.follow("Circulate it in a round").await;
    elena.choose("Second round").await;
    elena.press("Circulate").await;
    elena.wait_for_text("The draft is circulated. It never changes again.").await;
}

async fn learns_what_became_of_it(ines: &Browser, stage: &Stage) {
    ines.goto(&format!("{}/c/{}", stage.server.address, stage.slug)).await;
    ines.wait_for_text("What became of your comments").await;
    ines.follow("Republic of Avaria").await;
    ines.wait_for_text("The text that came next: Revised text.").await;
    ines.wait_for_text("In the next text: edited.").await;
    ines.wait_for_text("Explanatory note 1").await;
    ines.wait_for_text(NOTE).await;
}
