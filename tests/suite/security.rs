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

#[tokio::test]
async fn head_is_answered_as_get_and_another_method_with_those_that_the_address_knows() {
    let stage = stage::set().await;
    let same = [("Sec-Fetch-Site", "same-origin")];
    let (lead, visitor) = (&stage.lead, &stage.visitor);
    let text = format!("/rounds/{}/text", stage.round);
    for path in ["/", "/sign-in", "/account", "/c/mutual-aid", &text, "/assets/nope.js", "/nowhere"]
    {
        for who in [lead, visitor] {
            let (got, head) = (who.get(path).await, who.request("HEAD", path, &same).await);
            let answer = |page: &Page| (page.status, page.header("content-type").to_owned());
            assert_eq!(answer(&head), answer(&got), "{path}");
            assert!(head.bytes.is_empty(), "{path}");
            let is_page = got.header("content-type").starts_with("text/html");
            assert!(is_page || got.status == 303, "{path}");
        }
    }
    for (method, path, allowed) in [
        ("PUT", "/sign-in", "GET, HEAD, POST"),
        ("DELETE", "/c/mutual-aid", "GET, HEAD"),
        ("OPTIONS", text.as_str(), "GET, HEAD"),
        ("GET", "/sign-out", "POST"),
    ] {
        let page = lead.request(method, path, &same).await;
        assert_eq!((page.status, page.header("allow")), (405, allowed), "{method} {path}");
        assert!(page.has("Go back to the page that you came from"), "{}", page.text());
    }
    // Looked at as a scanner does, a link is as good as before.
    visitor.post("/password-reset", &[("email", "ines@example.org")]).await;
    let letter = stage.system_administrator.get("/post").await.links("/post/letters/").remove(0);
    let link = stage.system_administrator.get(&letter).await.links("/links/").remove(0);
    for _ in 0..2 {
        assert_eq!(visitor.request("HEAD", &link, &same).await.status, 200);
    }
    let password =
        [("password", "seven grey herons wade"), ("password_again", "seven grey herons wade")];
    let answer = visitor.post(&link, &password).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

/// Who comes with a session that has ended is not spoken to as somebody who is signed in.
#[tokio::test]
async fn after_a_session_has_ended_no_page_says_your_account() {
    let stage = stage::set().await;
    let ended = stage.server.signed_in("0000000000000000000000000000000000000000000000000000");
    for path in ["/account", "/c/mutual-aid/team", "/nowhere"] {
        let page = ended.get(path).await;
        assert!((401..=404).contains(&page.status), "{path}: {}", page.status);
        assert!(!page.has("Your account") && !page.has("Sign out"), "{path}: {}", page.text());
    }
    // Whoever is signed in is, on a page of errors too.
    assert!(stage.lead.get("/nowhere").await.has("Sign out"));
}

/// Who may read what is one of three, and nothing else is taken for no choice.
#[tokio::test]
async fn a_class_that_there_is_not_is_refused_by_name_and_the_text_is_kept() {
    let stage = stage::set().await;
    let path = format!("/rounds/{}/elements/{}?form=comment", stage.round, stage.elements[2]);
    let form = [("body", "We agree."), ("language", "en"), ("class", "secret"), ("version", "0")];
    let page = stage.avaria_focal.post(&path, &form).await;
    assert_eq!(page.status, 422);
    let named = travaux::web::label(&travaux::languages::Language::English, "class");
    assert!(page.has(&named) && page.has("We agree."), "{}", page.text());
    assert!(stage.server.inputs().is_empty());
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
        let is_anybodys = page.status == 200 && !page.header("etag").is_empty();
        if !is_asset && kept != if is_anybodys { "no-cache" } else { "no-store" } {
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
