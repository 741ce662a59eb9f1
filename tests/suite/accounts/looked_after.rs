//! What a system administrator decides about accounts.

use super::*;
use crate::support::stage::{self, Stage};

async fn decides(stage: &Stage, email: &str, decision: &str) -> Page {
    let (_, id) = account(&stage.server, email);
    let fields = [("decision", decision), ("reason", "Left the mission")];
    stage.system_administrator.post(&format!("/accounts/{id}/decisions"), &fields).await
}

#[tokio::test]
async fn a_deactivated_account_is_out_at_once_and_can_come_back() {
    let stage = stage::set().await;
    let server = &stage.server;
    let dora = comes_in(server, "dora@example.org").await;
    dora.post("/password-reset", &[("email", "dora@example.org")]).await;
    let link = link_in_letter(server, "dora@example.org");

    assert_eq!(decides(&stage, "dora@example.org", "deactivated").await.status, 303);
    assert_eq!(dora.get("/account").await.status, 401);
    assert_eq!(stage.drafter.get("/account").await.status, 401);
    assert_eq!(sign_in_as(&server.visitor(), "dora@example.org", PASSWORD).await.status, 422);
    assert_eq!(server.visitor().get(&link).await.status, 410);
    let page = stage.system_administrator.get("/accounts?q=dora").await;
    assert!(page.has("Deactivated") && !page.has("olav@example.org"), "{}", page.text());

    assert_eq!(decides(&stage, "dora@example.org", "reactivated").await.status, 303);
    let dora = comes_in(server, "dora@example.org").await;
    assert_eq!(dora.get(&format!("/c/{}/consolidation", stage.slug)).await.status, 200);
    assert_eq!(decides(&stage, "dora@example.org", "sessions_ended").await.status, 303);
    assert_eq!(dora.get("/account").await.status, 401);
}

#[tokio::test]
async fn the_last_system_administrator_stays() {
    let stage = stage::set().await;
    for decision in ["deactivated", "no_longer_administrator"] {
        let page = decides(&stage, "sofia@example.org", decision).await;
        assert_eq!(page.status, 409);
        assert!(page.has("only system administrator"), "{}", page.text());
        assert_eq!(page.value("reason"), "Left the mission");
    }
    assert_eq!(decides(&stage, "adam@example.org", "made_administrator").await.status, 303);
    assert_eq!(stage.administrator.get("/accounts").await.status, 200);
    assert_eq!(decides(&stage, "sofia@example.org", "no_longer_administrator").await.status, 303);
    assert_eq!(stage.system_administrator.get("/accounts").await.status, 404);
}

#[tokio::test]
async fn nobody_else_knows_of_these_pages() {
    let stage = stage::set().await;
    let (_, id) = account(&stage.server, "dora@example.org");
    let (one, decisions) = (format!("/accounts/{id}"), format!("/accounts/{id}/decisions"));
    let fields = [("decision", "deactivated"), ("reason", "because")];
    for person in [&stage.lead, &stage.administrator, &stage.auditor, &stage.avaria_focal] {
        assert_eq!(person.get("/accounts").await.status, 404);
        assert_eq!(person.get(&one).await.status, 404);
        assert_eq!(person.post(&decisions, &fields).await.status, 404);
    }
    assert_eq!(stage.drafter.get("/account").await.status, 200);
}

#[tokio::test]
async fn making_an_administrator_is_confirmed_with_the_password() {
    let stage = stage::set().await;
    let server = &stage.server;
    let sofia = comes_in(server, "sofia@example.org").await;
    server.it_is("2026-03-15T12:30:00Z");
    let (_, id) = account(server, "dora@example.org");
    let path = format!("/accounts/{id}/decisions");
    let mut fields = vec![("decision", "made_administrator"), ("reason", "Takes over in May")];
    let page = sofia.post(&path, &fields).await;
    assert_eq!((page.status, page.value("reason").as_str()), (401, "Takes over in May"));
    assert_eq!(stage.drafter.get("/accounts").await.status, 404);
    fields.push(("confirm_password", PASSWORD));
    assert_eq!(sofia.post(&path, &fields).await.status, 303);
    assert_eq!(stage.drafter.get("/accounts").await.status, 200);
}
