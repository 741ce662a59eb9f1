//! Writing for those outside, without scripts: a note from its offered start, a misquotation mended,
//! a lettered summary; and a visitor who reads it.

use super::*;
use crate::support::stage;
use diesel::prelude::*;
use travaux::schema::rounds;

const BODY: &str = "Delegations asked that aid be given as well as received.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_note_is_written_from_its_start_and_a_summary_reaches_a_visitor() {
    let look = Look::PHONE.without_scripts();
    let stage = stage::set().await;
    let address = &stage.server.address;
    stage.server.write(|tx| {
        diesel::update(rounds::table.find(stage.round_key))
            .set(rounds::open_to_public.eq(true))
            .execute(&mut **tx)
    });
    let general = [("body", "Aid is also given."), ("class", "public"), ("language", "en")];
    let place = format!("/rounds/{}/general/text", stage.round);
    let said = stage.avaria_focal.post(&place, &general).await;
    assert_eq!(said.status, 303, "{}", said.text());
    let ines = at_a_browser(look, &stage, "ines@example.org").await;
    proposes(&ines, &stage).await;
    opens_own_submission(&ines, &stage).await;
    submits(&ines).await;
    drop(ines);
    stage.server.it_is("2026-05-02T09:00:00Z");

    let elena = at_a_browser(look, &stage, "elena@example.org").await;
    elena.goto(&format!("{address}/c/{}/drafts", stage.slug)).await;
    elena.follow("Preliminary text").await;
    elena.fill("Label", "Revised text").await;
    elena.press("Begin a working draft").await;
    elena.wait_for_url("flash-draft-begun").await;
    let at =
        format!("{address}/rounds/{}/consolidation/{}", stage.round, stage.elements[ARTICLE_1_1]);
    elena.goto(&at).await;
    elena.press("Apply to the working draft").await;
    elena.follow("Revised text").await;
    elena.follow("Redline").await;
    elena.follow("Write the note").await;
    elena.wait_for_text("Nobody wrote the text below").await;
    elena.press("Save the note").await;
    elena.wait_for_text("still there").await;
    elena.fill("Explanatory note", "“Everyone has the right to give and take aid” is new.").await;
    elena.press("Save the note").await;
    elena.wait_for_text("1 quotation stands in neither text").await;
    elena.follow("Edit the note").await;
    elena.fill("Explanatory note", "“Everyone has the right to give and to receive” is new.").await;
    elena.press("Save the note").await;
    elena.wait_for_text("Every change has its note").await;
    assert!(!elena.text().await.contains("neither text"));
    elena.follow("Concordance table").await;
    elena.wait_for_text("Changes only").await;

    elena.goto(&format!("{address}/rounds/{}/consolidation", stage.round)).await;
    elena.follow("Summary of general comments").await;
    elena.wait_for_text("1 general comment is in no entry").await;
    elena.follow("Write an entry from it").await;
    elena.fill("Theme", "Aid").await;
    elena.fill("body", BODY).await;
    elena.choose("Named").await;
    elena.press("Save the entry").await;
    elena.wait_for_text("The entry is saved.").await;
    elena.press("Publish the summary").await;
    elena.wait_for_text("The summary is published.").await;
    // The start that was refused is the one thing that the browser has to tell.
    let mut told = elena.complaints().await;
    told.retain(|said| !said.contains("422"));
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(elena.overflow().await, 0);
    drop(elena);

    let visitor = Browser::open(look).await;
    visitor.goto(&format!("{address}/c/{}", stage.slug)).await;
    visitor.wait_for("a[href$='/summary']").await.click().await.unwrap();
    visitor.wait_for_text(BODY).await;
    visitor.wait_for_text("(a)").await;
    assert!(!visitor.text().await.contains("Written from"));
    assert_eq!(visitor.complaints().await, Vec::<String>::new());
}
