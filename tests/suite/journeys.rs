//! The main job in a real browser, once with scripts and once without: a delegation comments,
//! proposes and submits; the team answers, applies, and sees where the change came from.

mod in_browser {
    use crate::support::browser::{Browser, Look};
    use crate::support::stage::{self, PASSWORD, Stage};
    use diesel::prelude::*;
    use travaux::procedure::keys::PublicId;
    use travaux::schema::{drafts, inputs, sessions};

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

    async fn proposes_and_submits(browser: &Browser, stage: &Stage) {
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

        browser.goto(&format!("{address}/c/{}/submissions", stage.slug)).await;
        browser.wait_for("a[href^='/submissions/']").await.click().await.unwrap();
        browser.wait_for_text("For all that have no choice yet").await;
        browser.select("For all that have no choice yet", "Public").await;
        browser.press("Submit").await;
        browser.wait_for_url("/receipt").await;
        browser.wait_for(".receipt-code").await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_delegation_proposes_wording_and_submits() {
        for look in LOOKS {
            let stage = stage::set().await;
            let browser = Browser::open(look).await;
            signs_in(&browser, &stage, "ines@example.org").await;

            proposes_and_submits(&browser, &stage).await;

            let stored: String =
                stage.server.read(|conn| inputs::table.select(inputs::proposed).first(conn));
            assert_eq!(stored, WORDING);
            assert_eq!(browser.complaints().await, Vec::<String>::new(), "{look:?}");
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn the_team_answers_applies_and_sees_where_the_change_came_from() {
        for look in LOOKS {
            let stage = stage::set().await;
            let address = stage.server.address.clone();
            let delegate = Browser::open(look).await;
            signs_in(&delegate, &stage, "ines@example.org").await;
            proposes_and_submits(&delegate, &stage).await;
            stage.server.it_is("2026-05-02T09:00:00Z");
            let input: PublicId =
                stage.server.read(|conn| inputs::table.select(inputs::public_id).first(conn));

            let lead = Browser::open(look).await;
            signs_in(&lead, &stage, "elena@example.org").await;
            lead.goto(&format!("{address}/inputs/{input}/response")).await;
            lead.wait_for("select[name='treatment'] option[value='accepted']").await;
            lead.select("Treatment", "Accepted").await;
            lead.press("Save the response").await;
            lead.wait_for_text("drafted").await;

            lead.goto(&format!("{address}/drafts/{}", stage.draft)).await;
            lead.fill("label", "Revised text").await;
            lead.press("Begin a working draft").await;
            lead.wait_for_text("Revised text").await;
            let element = &stage.elements[ARTICLE_1_1];
            let workspace = format!("{address}/rounds/{}/consolidation/{element}", stage.round);
            lead.goto(&workspace).await;
            lead.press("Apply to the working draft").await;
            let working: PublicId = stage.server.read(|conn| {
                drafts::table.order(drafts::id.desc()).select(drafts::public_id).first(conn)
            });
            lead.goto(&format!("{address}/drafts/{working}/redline")).await;
            lead.wait_for("ins").await;
            lead.wait_for_text("Republic of Avaria").await;
            assert_eq!(lead.complaints().await, Vec::<String>::new(), "{look:?}");
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn what_was_typed_outlives_the_session() {
        for look in LOOKS {
            let stage = stage::set().await;
            let browser = Browser::open(look).await;
            signs_in(&browser, &stage, "ines@example.org").await;
            let (round, element) = (&stage.round, &stage.elements[ARTICLE_1_1]);
            let page = format!("/rounds/{round}/elements/{element}?form=comment");
            browser.goto(&format!("{}{page}", stage.server.address)).await;
            browser.wait_for("textarea[name='body']").await;
            stage.server.write(|tx| diesel::delete(sessions::table).execute(&mut **tx));
            browser.fill("Comment", "A long comment that must not be lost.").await;
            browser.press("Save").await;
            browser.wait_for_text("Nothing that you typed is lost").await;

            browser.fill("E-mail address", "ines@example.org").await;
            browser.fill("Password", PASSWORD).await;
            browser.press("Sign in").await;
            browser.wait_for_text("Welcome back").await;
            let send = browser.wait_for("main form button").await;
            send.click().await.unwrap();

            browser.wait_for_text("A long comment that must not be lost.").await;
            let stored: String =
                stage.server.read(|conn| inputs::table.select(inputs::body).first(conn));
            assert_eq!(stored, "A long comment that must not be lost.");
        }
    }
}
