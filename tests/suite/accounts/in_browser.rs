//! The second factor as people meet it: from the page that asks for it to the day without the telephone.

use super::*;
use crate::support::browser::{Browser, Look};
use crate::support::html_checker;
use crate::support::stage;
use travaux::sign_in::WhenSecondFactor;

const LOOKS: [Look; 2] = [Look::DESK, Look::PHONE.without_scripts()];

async fn with_password(browser: &Browser, address: &str) {
    browser.goto(&format!("{address}/sign-in")).await;
    browser.fill("E-mail address", "dora@example.org").await;
    browser.fill("Password", PASSWORD).await;
    browser.press("Sign in").await;
}

/// Where there are scripts: the checker is one.
async fn sound(browser: &Browser, look: Look, page: &str) {
    if !look.scripts {
        return;
    }
    let violations = browser.axe().await;
    assert!(violations.is_empty(), "{page}: {violations:#?}");
    assert_eq!(browser.overflow().await, 0, "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drafter_sets_up_the_second_step_signs_in_with_it_and_without_the_telephone() {
    for look in LOOKS {
        let required = |settings: &mut travaux::config::Settings| {
            settings.second_factor = WhenSecondFactor::Required;
        };
        let stage = stage::set_with(required).await;
        let (server, address) = (&stage.server, &stage.server.address);
        let dora = Browser::open(look).await;
        with_password(&dora, address).await;
        dora.wait_for_text("Everybody who has a role").await;
        dora.wait_for("svg.pattern").await;
        sound(&dora, look, "enrolment").await;
        let secret: String = dora.text_of(".shared-secret").await.split_whitespace().collect();

        dora.fill("Code from the app", &code_now(server, &secret)).await;
        dora.press("Switch it on").await;
        dora.wait_for_text("shown this once").await;
        sound(&dora, look, "recovery codes").await;
        let recovery = dora.text_of(".recovery-codes li").await;
        dora.follow("I have kept them: go on").await;
        dora.wait_for("form[action='/sign-out']").await;
        dora.goto(&format!("{address}/c/{}/consolidation", stage.slug)).await;
        dora.wait_for_text("Consolidation").await;

        dora.press("Sign out").await;
        dora.wait_for_text("You are signed out").await;
        server.it_is("2026-03-15T12:10:00Z");
        with_password(&dora, address).await;
        dora.wait_for_text("Second step").await;
        sound(&dora, look, "the code").await;
        dora.fill("Code", &code_now(server, &secret)).await;
        dora.press("Sign in").await;
        dora.wait_for("form[action='/sign-out']").await;

        let elsewhere = Browser::open(look).await;
        with_password(&elsewhere, address).await;
        elsewhere.wait_for_text("Second step").await;
        elsewhere.fill("Code", &recovery).await;
        elsewhere.press("Sign in").await;
        elsewhere.wait_for("form[action='/sign-out']").await;
        elsewhere.goto(&format!("{address}/account/sessions")).await;
        elsewhere.wait_for_text("This one").await;
        sound(&elsewhere, look, "sessions").await;
        elsewhere.goto(&format!("{address}/account/second-factor")).await;
        elsewhere.wait_for_text("9 recovery codes are left").await;
        sound(&elsewhere, look, "second factor").await;
        for browser in [&dora, &elsewhere] {
            assert_eq!(browser.complaints().await, Vec::<String>::new(), "{look:?}");
        }
    }
}

#[tokio::test]
async fn every_page_about_accounts_is_valid_html() {
    let stage = stage::set().await;
    let server = &stage.server;
    let ines = comes_in(server, "ines@example.org").await;
    let (_, dora) = account(server, "dora@example.org");
    let decisions = format!("/accounts/{dora}/decisions");
    let handover = format!("/c/{}/handover", stage.slug);
    let fields = [("decision", "deactivated"), ("reason", "Left")];
    stage.system_administrator.does(&decisions, &fields).await;
    let nina = [("name", "Nina Next"), ("email", "sam@example.org"), ("until", "2026-05-31")];
    let enrolment = ines.get("/account/second-factor").await;
    let wrong = ines.post("/account/second-factor", &[("enrolment_code", "1")]).await;
    let secret = enrolment.value("shared_key");
    let code = code_now(server, &secret);
    let mut pages = vec![
        enrolment,
        wrong,
        ines.post("/account/second-factor", &[("shared_key", &secret), ("enrolment_code", &code)])
            .await,
        ines.get("/account/second-factor").await,
        ines.get("/account/second-factor?another=yes").await,
        ines.get("/account/sessions").await,
        ines.post("/account/email", &[("new_email", "nowhere")]).await,
        stage.system_administrator.get("/accounts").await,
        stage.system_administrator.get("/accounts?q=nobody").await,
        stage.system_administrator.get(&format!("/accounts/{dora}")).await,
        stage.system_administrator.post(&decisions, &[]).await,
        stage.lead.get(&format!("/c/{}/team", stage.slug)).await,
        stage.lead.post(&handover, &[("until", "soon")]).await,
        stage.lead.does(&handover, &nina).await,
    ];
    let offer = link_in_letter(server, "sam@example.org");
    pages.push(stage.stranger.get(&offer).await);
    let half = server.visitor();
    sign_in_as(&half, "ines@example.org", PASSWORD).await;
    pages.push(half.get("/sign-in/code?next=/account").await);
    pages.push(half.post("/sign-in/code", &[("code", "1")]).await);
    server.it_is("2026-03-15T12:30:00Z");
    pages.push(ines.post("/account/email", &[("new_email", "a \"b\"@example.org")]).await);
    for (n, page) in pages.iter().enumerate() {
        let faults = html_checker::check(&page.body);
        assert!(faults.is_empty(), "page {n}, {}: {faults:#?}", page.text());
    }
}
