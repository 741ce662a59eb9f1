//! The pages of an account, as a checker and a browser see them.

use super::*;

#[tokio::test]
async fn every_page_of_an_account_is_valid_html() {
    let stage = stage::set().await;
    let now = stage.server.now();
    let ines = stage.visitor.clone();
    ines.post("/password-reset", &[("email", "sofia@example.org")]).await;
    let link = link_for(&stage.server, "sofia@example.org");
    let made = stage
        .server
        .write(|tx| sign_in::create_administrator(tx, "a@example.org", "Ana Morel", "fr", now));
    let carried = [("email", "ines@example.org"), ("password", PASSWORD), ("resume", "/account")];
    let mut carried = carried.to_vec();
    carried.extend([("typed:name", "Ines of the harbour"), ("typed:language", "fr")]);
    let stored = stage.system_administrator.get("/post").await.links("/post/letters/").remove(0);

    let pages = [
        ines.get("/sign-in?next=/account").await,
        ines.get("/account").await,
        ines.post("/account", &[("name", "Ines of the harbour"), ("language", "fr")]).await,
        sign_in_as(&ines, "ines@example.org", "guess guess guess").await,
        ines.get("/password-reset").await,
        ines.post("/password-reset", &[("email", "nobody")]).await,
        ines.post("/password-reset", &[("email", "nobody@example.org")]).await,
        ines.get(&link).await,
        ines.post(&link, &[("password", "short")]).await,
        ines.get(&format!("/links/{}", made.reveal())).await,
        ines.get("/links/never").await,
        ines.post("/sign-in", &carried).await,
        stage.avaria_focal.get("/account?said=flash-account-changed").await,
        stage.avaria_focal.post("/account", &[("name", "")]).await,
        stage.avaria_focal.post("/account/password", &[("password", "short")]).await,
        stage.system_administrator.get("/post").await,
        stage.system_administrator.get("/post?state=failed").await,
        stage.system_administrator.get(&stored).await,
    ];
    for (n, page) in pages.iter().enumerate() {
        let faults = html_checker::check(&page.body);
        assert!(faults.is_empty(), "page {n}, {}: {faults:#?}", page.text());
    }
}

#[tokio::test]
async fn every_page_of_an_account_is_accessible_at_each_width_and_in_the_dark() {
    let stage = stage::set().await;
    let now = stage.server.now();
    let token = stage
        .server
        .write(|tx| sign_in::create_administrator(tx, "a@example.org", "Ana Morel", "fr", now));
    for look in [Look::DESK, Look::DESK.dark(), Look::PHONE] {
        let browser = Browser::open(look).await;
        let at = |path: &str| format!("{}{path}", stage.server.address);
        for path in ["/sign-in", "/password-reset", "/links/never"] {
            browser.goto(&at(path)).await;
            sound(&browser, path).await;
        }
        browser.goto(&at(&format!("/links/{}", token.reveal()))).await;
        sound(&browser, "/links").await;
        browser.goto(&at("/account")).await;
        sound(&browser, "/account, signed out").await;
        browser.fill("email", "sofia@example.org").await;
        browser.fill("password", PASSWORD).await;
        browser.press("Sign in").await;
        browser.wait_for_url("/account").await;
        browser.wait_for_text("sofia@example.org").await;
        sound(&browser, "/account").await;
        browser.goto(&at("/post")).await;
        sound(&browser, "/post").await;
    }
}

async fn sound(browser: &Browser, page: &str) {
    let violations = browser.axe().await;
    assert!(violations.is_empty(), "{page}: {violations:#?}");
    assert_eq!(browser.overflow().await, 0, "{page}");
}
