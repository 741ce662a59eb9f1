//! What became of a text: two drafts compared, in one text and side by side; a link between them corrected and kept;
//! several drafts in one redline; the concordance, and a rationale written in it.

use super::hand::Hand;
use super::*;
use crate::lineage::{NEXT, Next, bring_in, pairs};
use crate::support::stage;

/// "Fishers mend one another’s nets." of the second text, which matching takes for new.
const NETS: usize = 8;
/// "Share lanterns in time of storm", which moves to the end of its list.
const LANTERNS: usize = 12;
/// Article 3 of the stage's text.
const ELSEWHERE: usize = 12;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn drafts_are_compared_and_a_link_between_them_is_corrected_and_kept() {
    for look in LOOKS {
        let stage = stage::set().await;
        let second = bring_in(&stage, "Second text", NEXT, Some(stage.draft_key));
        let sails = NEXT.replace("another’s nets", "another’s nets and sails");
        let third = bring_in(&stage, "Third text", &sails, Some(second.1));
        let dora = Hand::signed_in(look, &stage, "dora@example.org").await;

        dora.goto(&format!("{}/c/{}/drafts", stage.server.address, stage.slug)).await;
        dora.goes("main a[href$='/comparison']").await;
        compares_in_one_text(&dora, &stage, &second).await;
        puts_them_side_by_side(&dora).await;
        corrects_a_link(&dora, &stage, &second).await;
        lays_three_on_one_another(&dora, &stage, &third).await;
        writes_a_rationale(&dora, &stage, &second).await;
    }
}

async fn compares_in_one_text(dora: &Hand, stage: &Stage, second: &Next) {
    // The newest beside the one that went out is what one is shown first.
    dora.wait_for_text("From Preliminary text to Third text").await;
    dora.picks("#f-from", "Preliminary").await;
    dora.picks("#f-to", "Second").await;
    dora.goes("form.filters button").await;
    dora.wait_for("article.redline ins").await;
    let said = dora.text_of("article.redline").await;
    for part in ["in need", "moved", "split", "new", "deleted", "Nothing in this declaration"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // Whole words: "respect and protect" loses two, and the rest stands.
    let split = dora.text_of(&format!("[id='e-{}'] del", second.2[5])).await;
    assert_eq!(split.trim(), "and protect");
    let gone = &stage.identities[ELSEWHERE];
    assert!(dora.has(&format!("[id='e-{gone}'] del")).await, "what went out is shown");
    dora.goes_to_anchor(&format!("e-{}", second.2[LANTERNS])).await;
    dora.is_at_ease().await;
}

/// The third differs in two words from the second.
async fn puts_them_side_by_side(dora: &Hand) {
    let compared = &dora.url().await;
    dora.picks("#f-from", "Second").await;
    dora.picks("#f-to", "Third").await;
    dora.picks("#f-view", "Side").await;
    dora.picks("#f-fold", "Folded").await;
    dora.goes("form.filters button").await;
    assert_eq!(dora.text_of("[data-label='Third text'] ins").await.trim(), "and sails");
    assert!(dora.text_of(".compared > div").await.contains("Fishers mend one another’s nets."));
    // What is unchanged opens when one asks for it.
    let unchanged = ".compared > details";
    assert!(!dora.has(&format!("{unchanged}[open]")).await);
    dora.goes(&format!("{unchanged} > summary")).await;
    let opened = dora.text_of(&format!("{unchanged}[open]")).await;
    assert!(opened.contains("The General Assembly,"), "{opened}");
    dora.is_at_ease().await;
    // And back to the two that are to be linked.
    dora.goto(compared).await;
}

/// Matching has the paragraph on nets for new; she knows which one it was.
async fn corrects_a_link(dora: &Hand, stage: &Stage, second: &Next) {
    dora.goes("main a[href*='/lineage?from=']").await;
    dora.wait_for_text("Proposed").await;
    let nets = &second.2[NETS];
    dora.goes(&format!("a[href*='new={nets}']")).await;
    dora.types("#f-others", "art. 3, sole para.").await;
    dora.goes("form:has(#f-others) button.primary").await;
    dora.wait_for_text("Corrected").await;
    // Matching once more changes nothing that a person said.
    dora.goes("button[value='propose']").await;
    dora.wait_for_text("Corrected").await;
    assert!(pairs(stage, second.1).contains(&(stage.identities[ELSEWHERE].clone(), nets.clone())));
    dora.is_at_ease().await;

    let from = &stage.draft;
    let compared = format!("/c/{}/comparison?from={from}&to={}", stage.slug, second.0);
    dora.goto(&format!("{}{compared}", stage.server.address)).await;
    let row = format!("[id='e-{nets}']");
    let said = dora.text_of(&row).await;
    assert!(said.contains("formerly article 3") && said.contains("Fishers"), "{said}");
}

async fn lays_three_on_one_another(dora: &Hand, stage: &Stage, third: &Next) {
    dora.goes("main p.meta a[href$='/redline']").await;
    dora.wait_for(".layers ins sup").await;
    let key = dora.text_of(".layers-key").await;
    for label in ["A Preliminary text", "B Second text", "C Third text"] {
        assert!(key.contains(label), "{key}");
    }
    let nets = format!("[id='e-{}']", third.2[NETS]);
    let said = dora.text_of(&nets).await;
    assert!(said.contains("and sails") && said.contains('C'), "{said}");
    // Without the first, what it had is no change.
    assert!(dora.text_of(".layers").await.contains("respect and protect"));
    dora.ticks(&format!("input[name='draft'][value='{}']", stage.draft)).await;
    dora.goes("form.filters button").await;
    dora.wait_for_url(&format!("draft={}", third.0)).await;
    dora.wait_for(".layers ins sup").await;
    let said = dora.text_of(".layers").await;
    assert!(!said.contains("respect and protect") && said.contains("and sails"), "{said}");
    dora.goes_to_anchor(&format!("e-{}", third.2[NETS])).await;
    dora.is_at_ease().await;
}

async fn writes_a_rationale(dora: &Hand, stage: &Stage, second: &Next) {
    dora.goto(&format!("{}/drafts/{}/concordance", stage.server.address, second.0)).await;
    dora.picks("#f-rows", "Changes").await;
    dora.goes("form.filters button").await;
    let nets = &second.2[NETS];
    let row = format!("tr[id='e-{nets}']");
    let said = dora.text_of(&row).await;
    assert!(said.contains("Fishers") && said.contains("Nothing in this declaration"), "{said}");
    assert!(!dora.text_of("table").await.contains("The General Assembly,"));
    dora.goes(&format!("a[href$='/concordance/{nets}']")).await;
    dora.types("#f-body", "Nets are mended in common.").await;
    dora.goes("main form button.primary").await;
    dora.wait_in_view(&row).await;
    let said = dora.text_of(&row).await;
    assert!(said.contains("Nets are mended in common."), "{said}");
    dora.is_at_ease().await;
}
