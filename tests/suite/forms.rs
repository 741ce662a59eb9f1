//! What a form may hold: what its address takes, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use travaux::routes;

use crate::access::{self, scene};
use crate::support::acts::{self, Play};
use crate::support::forms::sendable;
use crate::support::{stage, tables};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_field_that_an_address_does_not_take_is_refused_and_nothing_is_done() {
    let scene = scene::set().await;
    let before = tables::everything(&scene.stage.server);
    let mut asked = 0;
    for address in routes::listed().iter().filter(|address| address.is_post) {
        let mut paths = access::addresses(&scene, address, false);
        if paths.is_empty() {
            paths.push(address.path.replace("{slug}", "mutual-aid"));
        }
        for path in paths {
            for who in [&scene.stage.visitor, &scene.stage.avaria_focal, &scene.stage.lead] {
                let page = who.post(&path, &[("is_admin", "kept as typed")]).await;
                assert_eq!(page.status, 400, "{path}: {}", page.text());
                assert!(page.has("“is_admin”") && page.has("kept as typed"), "{}", page.text());
                let file = [("also_this", "a.txt", &b"bytes"[..])];
                let page = who.post_files(&path, &[], &file).await;
                assert_eq!(page.status, 400, "{path}: {}", page.text());
                asked += 1;
            }
        }
    }
    assert!(asked > 250, "only {asked}");
    let changed = tables::differences(&before, &tables::everything(&scene.stage.server));
    assert!(changed.is_empty(), "{changed:?}");
}

#[tokio::test]
async fn one_field_too_many_undoes_a_form_that_is_right() {
    let stage = stage::set().await;
    let mut ready = acts::open(&stage, acts::act("change one's name")).await.expect("the form");
    let fields = ready.form.fields.clone();
    ready.form.fields.push(("system_administrator".into(), "true".into()));
    let before = tables::everything(&stage.server);
    assert_eq!(ready.send().await.status, 400);
    let changed = tables::differences(&before, &tables::everything(&stage.server));
    assert!(changed.is_empty(), "{changed:?}");
    ready.form.fields = fields;
    assert_eq!(ready.send().await.status, 303);
}

/// Every form that anybody of the cast is shown anywhere, before and after the round has closed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_of_ours_sends_what_its_address_does_not_take() {
    let scene = scene::set().await;
    let listed = routes::listed();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut complaints = BTreeSet::new();
    let mut look = |from: &str, body: &str| {
        for (to, names) in sendable(body) {
            let path = to.split(['?', '#']).next().unwrap_or_default();
            let at =
                listed.iter().find(|address| address.is_post && acts::is_at(&address.path, path));
            let Some(address) = at else {
                complaints.insert(format!("{from}: a form to {to}, where none is taken"));
                continue;
            };
            let strange = names.iter().filter(|name| !address.takes.has(name));
            complaints.extend(strange.map(|name| format!("{from}: {name} to {}", address.path)));
            found.entry(address.path.clone()).or_default().extend(names);
        }
    };
    for may in [false, true] {
        if may {
            scene::it_is_may(&scene);
        }
        for address in listed.iter().filter(|address| !address.is_post) {
            let mut paths = access::addresses(&scene, address, false);
            if paths.is_empty() {
                paths.push(address.path.replace("{slug}", "mutual-aid"));
            }
            for path in paths {
                for member in &scene.cast {
                    let page = member.who.get(&path).await;
                    if page.header("content-type").starts_with("text/html") {
                        look(&path, &page.body);
                    }
                }
            }
        }
    }
    let mut play = Play::begin().await;
    for act in acts::all() {
        let ready = match play.ready(act).await {
            Ok(ready) => ready,
            Err(_) => {
                play = Play::begin().await;
                play.ready(act).await.unwrap_or_else(|said| panic!("{}: {said}", act.name))
            }
        };
        let names: String =
            ready.form.fields.iter().map(|(name, _)| format!("<input name=\"{name}\">")).collect();
        look(
            act.name,
            &format!("<form method=\"post\" action=\"{}\">{names}</form>", ready.action),
        );
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
    assert!(found.len() > 60, "only {} addresses have a form: {found:#?}", found.len());
}

#[tokio::test]
async fn a_text_that_is_encoded_twice_is_decoded_once() {
    let stage = stage::set().await;
    let path = format!("/rounds/{}/elements/{}", stage.round, stage.elements[2]);
    let text = "%253Cb%253E &amp;lt;i&amp;gt; &#60;u&#62; 100%25 + %2B %00";
    let form = [("body", text), ("language", "en"), ("class", "public")];
    assert_eq!(stage.avaria_focal.post(&path, &form).await.status, 303);
    let stored = stage.server.inputs();
    assert_eq!(stored.iter().map(|input| input.body.as_str()).collect::<Vec<_>>(), [text]);
    // And it is shown as it was typed: escaped once.
    let page = stage.avaria_focal.get(&path).await;
    assert!(page.body.contains("%253Cb%253E &#38;amp;lt;i"), "{}", page.text());
    // Nor is an address decoded twice.
    let twice = path.replacen("/elements", "%252Felements", 1);
    assert_eq!(stage.avaria_focal.get(&twice).await.status, 404);
}
