//! The main jobs in a real browser, with scripts and without: coming in by an invitation, bringing in a text, drafting and
//! submitting, answering and applying, seeing what became of it; comparing, gathering, reading the text in brackets; what a meeting, a letter and a reviewer have to say. A file per job.

mod in_browser {
    mod alignment;
    mod board;
    mod bracketed;
    mod comparing;
    mod delegation;
    mod gathering;
    mod hand;
    mod invited;
    mod keyboard;
    mod letter;
    mod meeting;
    mod review;
    mod searching;
    mod summary;
    mod team;
    mod whole_round;

    use crate::support::browser::{Browser, Look};
    use crate::support::stage::{PASSWORD, Stage};
    use thirtyfour::{By, Key};

    const LOOKS: [Look; 2] = [Look::DESK, Look::PHONE.without_scripts()];

    /// Article 1 (1) of the stage's text: title, enacting body, two preambular paragraphs, article.
    const ARTICLE_1_1: usize = 5;

    const WORDING: &str = "Everyone has the right to give and to receive mutual aid.";

    async fn signs_in(browser: &Browser, stage: &Stage, email: &str) {
        browser.goto(&format!("{}/sign-in", stage.server.address)).await;
        browser.fill("E-mail address", email).await;
        browser.fill("Password", PASSWORD).await;
        browser.press("Sign in").await;
        browser.wait_for("form[action='/sign-out']").await;
    }

    /// Somebody at a browser of their own, signed in.
    async fn at_a_browser(look: Look, stage: &Stage, email: &str) -> Browser {
        let browser = Browser::open(look).await;
        signs_in(&browser, stage, email).await;
        browser
    }

    async fn proposes(browser: &Browser, stage: &Stage) {
        let address = &stage.server.address;
        let (round, element) = (&stage.round, &stage.elements[ARTICLE_1_1]);
        browser.goto(&format!("{address}/rounds/{round}/text")).await;
        browser.wait_for_text("Everyone has the right to mutual aid.").await;
        browser.goto(&format!("{address}/rounds/{round}/elements/{element}?form=proposal")).await;
        browser.choose("Modify").await;
        browser.fill("Proposed wording", WORDING).await;
        browser.fill("Justification", "Aid is also given.").await;
        browser.press("Save").await;
        // The word-level difference stands under what is one's own now.
        browser.wait_for("ins").await;
        browser.wait_for_text("Aid is also given.").await;
    }

    /// To the submission that stands first in the list of one's own.
    async fn opens_own_submission(browser: &Browser, stage: &Stage) {
        browser.goto(&format!("{}/c/{}/submissions", stage.server.address, stage.slug)).await;
        browser.wait_for("a[href^='/submissions/']").await.click().await.unwrap();
        browser.wait_for_text("Submission of").await;
    }

    /// From the page of the submission to its receipt; the code on it.
    async fn submits(browser: &Browser) -> String {
        browser.select("For all that have no choice yet", "Public").await;
        browser.press("Submit").await;
        browser.wait_for_url("/receipt").await;
        browser.text_of(".receipt-code").await
    }

    /// Presses Tab until it comes to what fits `css`; every stop on the way is seen.
    async fn tabs_to(browser: &Browser, css: &str) {
        let mut passed = Vec::new();
        for _ in 0..200 {
            browser.tab().await;
            let at = browser.focus(css).await;
            let url = browser.url().await;
            assert!(at.faults.is_empty(), "{} on {url}: {:?}", at.words, at.faults);
            if at.is_it {
                return;
            }
            passed.push(at.words);
        }
        panic!("Tab never comes to {css} on {}; it passes {passed:?}", browser.url().await);
    }

    async fn assert_sees(browser: &Browser, css: &str) {
        let at = browser.focus(css).await;
        assert!(at.is_it && at.faults.is_empty(), "{css}: {at:?} on {}", browser.url().await);
    }
}
