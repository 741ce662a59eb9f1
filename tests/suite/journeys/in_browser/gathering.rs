//! Much said by many: a campaign answered once, and the elements of a framework gathered from what was said, linked to
//! the paragraphs that grew from them, published and read.

use super::hand::Hand;
use super::*;
use crate::consolidation::{Said, submitted};
use crate::support::stage;
use diesel::prelude::*;
use travaux::procedure::words::Treatment;
use travaux::schema::{inputs, responses};

const LETTER: &str = "Every harbour that stays open in a storm saves lives, and every lantern that is \
    shared makes the next crossing safer.";
const NEAR: &str = "Every harbour that stays open in a storm saves lives, and every lantern that is \
    shared makes the next voyage safer.";
const OTHER: &str = "Fishers are owed a word of thanks.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_campaign_is_answered_once_and_a_framework_is_gathered_linked_and_published() {
    for look in LOOKS {
        let stage = stage::set().await;
        stage.server.it_is("2026-05-02T09:00:00Z");
        let first = submitted(&stage, &Said::comment(stage.avaria, ARTICLE_1_1, LETTER));
        submitted(&stage, &Said::comment(stage.lothmar, ARTICLE_1_1, LETTER));
        submitted(&stage, &Said::comment(stage.ngo, ARTICLE_1_1 + 1, NEAR));
        let other = submitted(&stage, &Said::comment(stage.ngo, ARTICLE_1_1 + 1, OTHER));
        let elena = Hand::signed_in(look, &stage, "elena@example.org").await;

        let table = format!("{}/rounds/{}/consolidation", stage.server.address, stage.round);
        elena.goto(&table).await;
        answers_all_at_once(&elena, &stage).await;
        elena.goto(&format!("{}/c/{}/consolidation", stage.server.address, stage.slug)).await;
        gathers(&elena, &first, &other).await;
        links_a_paragraph(&elena, &stage).await;
        elena.goes("form[action$='/publication'] button").await;
        elena.wait_for_text("publication no. 1").await;
        elena.is_at_ease().await;

        let visitor = Hand::open(look).await;
        visitor.goto(&format!("{}/c/{}", stage.server.address, stage.slug)).await;
        visitor.goes("main a[href$='/framework/published']").await;
        visitor.wait_for_text("Harbours in a storm").await;
        let said = visitor.text_of("main").await;
        assert!(said.contains("art. 1 (1)") && said.contains("As most say."), "{said}");
        assert!(!said.contains("Avaria") && !said.contains(OTHER), "{said}");
        visitor.is_at_ease().await;
    }
}

/// One response for three letters; each stays its author's.
async fn answers_all_at_once(elena: &Hand, stage: &Stage) {
    elena.goes("main a[href$='/consolidation/clusters']").await;
    elena.wait_for_text("1 cluster with 3 of 4 inputs").await;
    elena.goes("main tbody a").await;
    let said = elena.text_of("main").await;
    for part in ["Republic of Avaria", "Kingdom of Lothmar", "Harbour Watch"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(elena.text_of("article ins").await, "voyage");
    elena.picks("select[name='treatment']", "Noted").await;
    elena.types("textarea[name='reason']", "We heard you.").await;
    elena.goes("form:has([name='inputs']) button.primary").await;
    elena.wait_for_text("The responses are saved.").await;
    let stored: Vec<(Treatment, String)> = stage.server.read(|conn| {
        let all = responses::table.inner_join(inputs::table.on(inputs::id.eq(responses::input_id)));
        all.select((responses::treatment, inputs::public_id)).load(conn)
    });
    assert!(stored.len() == 3 && stored.iter().all(|(said, _)| *said == Treatment::Noted));
    elena.is_at_ease().await;
}

async fn gathers(elena: &Hand, first: &str, other: &str) {
    elena.goes("main a[href$='/framework']").await;
    elena.wait_for_text("Fishers are owed").await;
    elena.ticks(&format!("input[value='{first}']")).await;
    elena.ticks(&format!("input[value='{other}']")).await;
    elena.types("#f-title", "Harbours in a storm").await;
    elena.types("#f-body", "As most say.").await;
    elena.goes("form:has(#f-title) button.primary").await;
    elena.wait_for_text("The element is added.").await;
    assert_eq!(elena.texts("button[name='inputs']").await.len(), 2);
    elena.is_at_ease().await;
}

/// And the paragraph says where it came from; one source is taken away again, and offered for another.
async fn links_a_paragraph(elena: &Hand, stage: &Stage) {
    elena.picks("#f-paragraph", "art. 1 (1)").await;
    elena.goes("form:has(#f-paragraph) button").await;
    elena.wait_for("form[action$='/links/removal'] button[name='paragraph']").await;
    elena.goes("main ul a[href*='/drafts/']").await;
    elena.wait_for_url("#").await;
    let anchor = elena.url().await;
    let anchor = anchor.split('#').nth(1).unwrap_or_default().to_owned();
    elena.wait_in_view(&format!("[id='{anchor}']")).await;
    let element = &stage.elements[ARTICLE_1_1];
    let paragraph = format!("rounds/{}/consolidation/{element}", stage.round);
    elena.goto(&format!("{}/{paragraph}", stage.server.address)).await;
    elena.wait_for_text("Grew from the elements: Harbours in a storm").await;
    elena.goes("main a[href^='/framework/']").await;
    elena.goes("button[name='inputs'][aria-label*='Harbour Watch']").await;
    elena.wait_for(".flash").await;
    assert!(!elena.has("button[name='inputs'][aria-label*='Harbour Watch']").await);
    assert!(elena.has("button[name='inputs'][aria-label*='Avaria']").await);
    elena.is_at_ease().await;
    elena.goes("nav a[href$='/framework']").await;
    elena.wait_for_text("Grew into: art. 1 (1)").await;
    elena.wait_for_text(OTHER).await;
}
