//! What is said in confidence is said to nobody else: not in the log, in letters, in files, on the pages
//! of others; and what is refused leaves a line in the log that tells nothing of anybody.

use diesel::prelude::*;
use travaux::procedure::keys::PublicId;
use travaux::schema::participants;

use crate::access::scene::{self, comment};
use crate::support::acts::{self, act};
use crate::support::canaries;
use crate::support::stage;

const CONFIDENTIAL: &str = "Canary of the harbour master, for the team alone.";
const WITHHELD: &str = "Canary of the lighthouse, whose keeper is not to be named.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_said_in_confidence_is_told_nowhere_else() {
    let stage = stage::set().await;
    let focal = &stage.avaria_focal;
    comment(focal, &stage.round, &stage.elements[2], CONFIDENTIAL, "confidential").await;
    comment(focal, &stage.round, &stage.elements[3], WITHHELD, "name_withheld").await;
    let drafted = canaries::secrets(&stage.server);
    for words in [CONFIDENTIAL, WITHHELD] {
        assert!(drafted.include(words), "{words} is not looked for");
    }
    let mut ready = acts::open(&stage, act("submit")).await.expect("the form");
    ready.form.fill(&[("class_rest".into(), "confidential".into())]);
    let answer = ready.send().await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    stage.server.it_is("2026-05-04T12:00:00Z");
    let published = acts::open(&stage, act("publish the submissions")).await.expect("the form");
    assert_eq!(published.send().await.status, 303);

    let round = format!("/rounds/{}", stage.round);
    let first = [
        "/",
        &format!("/c/{}", stage.slug),
        &format!("{round}/submissions"),
        &format!("{round}/text"),
    ];
    let (mut looked, mut read_withheld) = (0, false);
    // Word files in every form in which the round leaves the server, in every byte of them.
    let files = ["consolidated.docx", "consolidated.docx?attribution=group"];
    let more = ["consolidated.docx?attribution=no", "compilation.docx", "bracketed.docx"];
    let more = more.into_iter().chain(["matrix.docx", "consolidated.docx?as=public"]);
    for file in files.into_iter().chain(more) {
        let address = format!("{round}/{file}");
        let page = stage.lead.get(&address).await;
        assert_eq!(page.status, 200, "{address}: {}", page.text());
        let all = page.unpacked();
        assert!(!all.contains(CONFIDENTIAL), "{address}");
        // Avaria has said nothing under its name.
        assert!(!all.contains("Avaria"), "{address}: {all}");
        assert!(all.contains(WITHHELD) || file.starts_with("bracketed"), "{address}: {all}");
        for told in ["Ines", "ines@example.org"] {
            assert!(!all.contains(told), "{address}");
        }
    }
    let only = format!("{round}/consolidated.docx?only={}", participant(&stage));
    assert_eq!(stage.lead.get(&only).await.status, 404, "who says nothing under its name");
    for who in [&stage.visitor, &stage.lothmar_focal, &stage.stranger] {
        for (address, page) in canaries::led_to(who, &first).await {
            let said = match page.bytes.starts_with(b"PK") {
                true => page.unpacked(),
                false => page.body.clone(),
            };
            assert!(!said.contains(CONFIDENTIAL), "{address}");
            // Avaria has said nothing under its name: it is nowhere.
            assert!(!said.contains("Avaria") || page.status == 404, "{address}: {}", page.text());
            read_withheld |= page.has(WITHHELD);
            looked += 1;
        }
    }
    assert!(looked > 30, "only {looked} pages and files");
    assert!(read_withheld, "what was published without its name is there to be read");
    for letter in canaries::letters_of(&stage.server) {
        assert!(!letter.contains(CONFIDENTIAL) && !letter.contains(WITHHELD), "{letter}");
    }
    canaries::look(&stage.server);
}

fn participant(stage: &stage::Stage) -> PublicId {
    stage.server.read(|conn| {
        participants::table.find(stage.avaria).select(participants::public_id).first(conn)
    })
}

#[tokio::test]
async fn a_secret_in_the_log_would_be_found() {
    let stage = stage::set().await;
    comment(&stage.avaria_focal, &stage.round, &stage.elements[2], CONFIDENTIAL, "confidential")
        .await;
    let secrets = canaries::secrets(&stage.server);
    for secret in [CONFIDENTIAL, stage::PASSWORD, "ines@example.org", "Ines Marran"] {
        let line = format!("{{\"message\":\"a request failed: {secret}\"}}");
        assert_eq!(secrets.found(&line), [secret].into());
    }
    let (_, token) = stage.avaria_focal.session().expect("a session");
    assert_eq!(secrets.found(&format!("cookie sid={token}")), [token].into());
}

#[tokio::test]
async fn refusals_are_logged_without_whom_or_what() {
    let scene = scene::set().await;
    let stage = &scene.stage;
    let id = &scene.drafted_input;
    // Another origin, a role that may not, what one may not know of, a field that there is none of.
    let other = [("Sec-Fetch-Site", "cross-site")];
    let path = format!("/inputs/{id}/removal");
    assert_eq!(stage.avaria_focal.request("POST", &path, &other).await.status, 403);
    let path = format!("/rounds/{}/closure", scene.open);
    assert_eq!(stage.drafter.post(&path, &[("closure_reason", "Canary reason")]).await.status, 403);
    let path = format!("/inputs/{id}/edit");
    assert_eq!(stage.lead.get(&path).await.status, 404);
    let path = format!("/inputs/{id}/autosave");
    assert_eq!(stage.avaria_focal.post(&path, &[("sneaked_in", "Canary")]).await.status, 400);
    let log = stage.server.log();
    for (status, method, address) in [
        (403, "POST", "/inputs/{id}/removal"),
        (403, "POST", "/rounds/{id}/closure"),
        (404, "GET", "/inputs/{id}/edit"),
        (400, "POST", "/inputs/{id}/autosave"),
    ] {
        let line = log.lines().find(|line| {
            let has = |words: String| line.contains(&words);
            has(format!("\"status\":{status}"))
                && has(format!("\"method\":\"{method}\""))
                && has(format!("\"address\":\"{address}\""))
        });
        let line = line.unwrap_or_else(|| panic!("no line of {status} {address}: {log}"));
        for told in [id.as_str(), scene.open.as_str(), "Canary", "sneaked_in", "127.0.0.1"] {
            assert!(!line.contains(told), "{line}");
        }
    }
}
