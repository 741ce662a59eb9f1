//! What every answer promises to a browser.

use travaux::routes;

use crate::access;
use crate::support::{Page, stage, tables};

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

/// Everybody's answer from every address, with the method it takes.
async fn answers() -> Vec<(String, Page)> {
    let scene = access::scene::set().await;
    scene.stage.server.it_is("2026-05-04T12:00:00Z");
    let mut all = Vec::new();
    for address in routes::listed() {
        let mut paths = access::addresses(&scene, &address, false);
        if paths.is_empty() {
            paths.push(address.path.replace("{slug}", "mutual-aid"));
        }
        for path in paths {
            for who in [&scene.stage.visitor, &scene.stage.avaria_focal, &scene.stage.lead] {
                let method = if address.is_post { "POST" } else { "GET" };
                let page = match address.is_post {
                    true => who.post(&path, &[]).await,
                    false => who.get(&path).await,
                };
                all.push((format!("{method} {path}"), page));
            }
        }
    }
    // What leads nowhere, what is too much, what is no form.
    let visitor = &scene.stage.visitor;
    all.push(("GET /nowhere".into(), visitor.get("/nowhere").await));
    for method in ["PUT", "DELETE", "OPTIONS", "HEAD"] {
        let headers = [("Sec-Fetch-Site", "same-origin")];
        all.push((format!("{method} /"), visitor.request(method, "/", &headers).await));
    }
    let gzip = [("Sec-Fetch-Site", "same-origin"), ("Content-Encoding", "gzip")];
    all.push(("POST gzip".into(), visitor.request("POST", "/sign-in", &gzip).await));
    all
}

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; \
    base-uri 'none'; object-src 'none'";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_of_every_address_carries_the_header_set() {
    let mut complaints = Vec::new();
    for (asked, page) in answers().await {
        let mut wrong = |what: &str| {
            complaints.push(format!("{asked} ({}): {what}: {:?}", page.status, page.headers));
        };
        let is_file = page.header("content-disposition").starts_with("attachment");
        let policy = if is_file { "sandbox; default-src 'none'" } else { POLICY };
        for (name, value) in [
            ("content-security-policy", policy),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-frame-options", "DENY"),
        ] {
            if page.header(name) != value {
                wrong(name);
            }
        }
        let kept = page.header("cache-control");
        let is_asset = asked.starts_with("GET /assets/") && page.status == 200;
        if !is_asset && kept != "no-store" {
            wrong("cache-control");
        }
        let kind = page.header("content-type");
        let is_text = kind.starts_with("text/") || kind.starts_with("application/json");
        if !page.body.is_empty()
            && (kind.is_empty() || (is_text && !kind.contains("charset=utf-8")))
        {
            wrong("content-type");
        }
        if is_file && kind.starts_with("text/html") && policy == POLICY {
            wrong("a file that runs");
        }
    }
    assert!(complaints.is_empty(), "{}\n{}", complaints.len(), complaints.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_unsafe_address_takes_a_form_from_anywhere_else() {
    let scene = access::scene::set().await;
    scene.stage.server.it_is("2026-05-04T12:00:00Z");
    let before = tables::everything(&scene.stage.server);
    let mut asked = 0;
    for address in routes::listed().iter().filter(|address| address.is_post) {
        let mut paths = access::addresses(&scene, address, false);
        if paths.is_empty() {
            paths.push(address.path.replace("{slug}", "mutual-aid"));
        }
        for path in paths {
            for headers in [
                vec![("Sec-Fetch-Site", "cross-site")],
                vec![("Sec-Fetch-Site", "same-site")],
                vec![("Origin", "https://evil.example")],
                vec![("Origin", "null")],
                vec![],
            ] {
                let page = scene.stage.administrator.request("POST", &path, &headers).await;
                assert_eq!(page.status, 403, "{path} {headers:?}");
                asked += 1;
            }
        }
    }
    assert!(asked > 300, "only {asked}");
    let changed = tables::differences(&before, &tables::everything(&scene.stage.server));
    assert!(changed.is_empty(), "{changed:?}");
}

#[tokio::test]
async fn a_form_that_says_one_thing_twice_is_refused_with_what_was_typed() {
    let stage = stage::set().await;
    let path = format!("/rounds/{}/elements/{}", stage.round, stage.elements[2]);
    let twice = [("body", "One text."), ("body", "Another text."), ("language", "en")];
    let page = stage.avaria_focal.post(&path, &twice).await;
    assert_eq!(page.status, 400);
    assert!(page.has("One text.") && page.has("Another text."), "{}", page.text());
}
