//! By the keyboard alone, from signing in to a proposal; at every stop one sees where one is.

use super::*;
use crate::support::stage;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_up_to_a_proposal_is_done_by_keys_alone() {
    for look in [Look::DESK, Look::DESK.without_scripts()] {
        let stage = stage::set().await;
        let browser = Browser::open(look).await;
        browser.goto(&format!("{}/sign-in", stage.server.address)).await;
        signs_in_by_keys(&browser).await;
        reaches_the_paragraph(&browser, &stage).await;
        proposes_by_keys(&browser).await;

        let stored = stage.server.inputs().remove(0);
        assert_eq!(
            (stored.proposed.as_str(), stored.body.as_str()),
            (WORDING, "Aid is also given.")
        );
        assert_eq!(browser.complaints().await, Vec::<String>::new(), "{look:?}");
    }
}

async fn signs_in_by_keys(browser: &Browser) {
    skips_to_the_content(browser).await;
    tabs_to(browser, "input[name='email']").await;
    browser.keys("ines@example.org").await;
    tabs_to(browser, "input[name='password']").await;
    browser.keys(PASSWORD).await;
    tabs_to(browser, "main button").await;
    browser.keys(Key::Space).await;
    browser.wait_for("form[action='/sign-out']").await;
}

/// The skip link is the first stop of a page, and the next one is behind the header.
async fn skips_to_the_content(browser: &Browser) {
    browser.tab().await;
    assert_sees(browser, "a.skip-link").await;
    browser.keys(Key::Enter).await;
    browser.wait_for_url("#main").await;
    browser.tab().await;
    assert_sees(browser, "main *").await;
    browser.tab_back().await;
}

async fn reaches_the_paragraph(browser: &Browser, stage: &Stage) {
    tabs_to(browser, &format!("a[href='/c/{}']", stage.slug)).await;
    browser.keys(Key::Enter).await;
    browser.wait_for_url(&format!("/c/{}", stage.slug)).await;
    skips_to_the_content(browser).await;
    let text = format!("/rounds/{}/text", stage.round);
    tabs_to(browser, &format!("main a[href='{text}']")).await;
    browser.keys(Key::Enter).await;
    browser.wait_for_url(&text).await;
    browser.wait_for_text("Everyone has the right to mutual aid.").await;

    let paragraph = format!("/rounds/{}/elements/{}", stage.round, stage.elements[ARTICLE_1_1]);
    tabs_to(browser, &format!("a[href^='{paragraph}?form=proposal']")).await;
    browser.keys(Key::Enter).await;
    browser.wait_for_url(&paragraph).await;
    browser.wait_for("textarea[name='proposed']").await;
}

async fn proposes_by_keys(browser: &Browser) {
    tabs_to(browser, "input[name='operation']").await;
    browser.keys(Key::Space).await;
    tabs_to(browser, "textarea[name='proposed']").await;
    tabs_to(browser, "textarea[name='body']").await;
    browser.keys("Aid is also given.").await;
    // Back to the wording, past the field for further paragraphs.
    browser.tab_back().await;
    assert_sees(browser, "input[name='further']").await;
    browser.tab_back().await;
    assert_sees(browser, "textarea[name='proposed']").await;
    browser.chord(Key::Control, "a").await;
    browser.keys(WORDING).await;
    tabs_to(browser, "#form button.primary").await;
    browser.keys(Key::Enter).await;
    browser.wait_for("ins").await;
    browser.wait_for_text("Aid is also given.").await;
}
