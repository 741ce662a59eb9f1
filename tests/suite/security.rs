//! What every answer promises to a browser.

use crate::support::stage;

#[tokio::test]
async fn every_answer_carries_the_headers_and_an_unknown_address_has_a_page() {
    let stage = stage::set().await;

    let page = stage.visitor.get("/nothing/here").await;

    assert_eq!(page.status, 404);
    assert!(page.has("<h1"), "{}", page.text());
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("referrer-policy"), "same-origin");
}

#[tokio::test]
async fn a_write_from_another_origin_is_refused() {
    let stage = stage::set().await;
    for headers in [
        vec![("Sec-Fetch-Site", "cross-site")],
        vec![("Sec-Fetch-Site", "same-site")],
        vec![("Origin", "https://evil.example")],
        vec![("Origin", "null")],
        vec![],
    ] {
        let page = stage.avaria_focal.request("POST", "/sign-out", &headers).await;
        assert_eq!(page.status, 403, "{headers:?}");
    }
}
