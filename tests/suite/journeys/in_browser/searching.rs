//! Words are found by keys alone, at a desk and on a telephone, from any page of the consultation.

use super::*;
use crate::consolidation::{Said, submitted};
use crate::support::stage;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_are_found_by_keys_alone() {
    let stage = stage::set().await;
    for _ in 0..21 {
        submitted(&stage, &Said::comment(stage.avaria, ARTICLE_1_1, "A lantern for everybody."));
    }
    stage.server.it_is("2026-05-04T12:00:00Z");
    for look in LOOKS {
        let browser = at_a_browser(look, &stage, "elena@example.org").await;
        browser.goto(&format!("{}/c/{}/rounds", stage.server.address, stage.slug)).await;
        tabs_to(&browser, "input[type='search']").await;
        browser.keys("lantern").await;
        browser.keys(Key::Enter).await;
        browser.wait_for_url("/search?q=lantern").await;
        browser.wait_for_text("22 found").await;
        assert_eq!(browser.value("Words to find").await, "lantern");
        assert_eq!(browser.overflow().await, 0, "{look:?}");

        tabs_to(&browser, "a[href*='in=comments']").await;
        browser.keys(Key::Enter).await;
        browser.wait_for_text("21 found").await;
        tabs_to(&browser, "a[rel='next']").await;
        browser.keys(Key::Enter).await;
        browser.wait_for_url("page=2").await;
        tabs_to(&browser, ".found a").await;
        browser.keys(Key::Enter).await;
        browser.wait_for_url("#i-").await;
        browser.wait_for_text("A lantern for everybody.").await;
        assert_eq!(browser.complaints().await, Vec::<String>::new(), "{look:?}");
    }
}
