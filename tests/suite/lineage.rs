//! What became of the elements of one draft in another: proposed, corrected, kept, followed; and
//! the comparison of any two drafts, or of several, that shows it.

use diesel::prelude::*;
use std::collections::HashSet;
use std::path::Path;
use std::process::{Command, Output};
use travaux::db::Tx;
use travaux::drafts::{self, Brought, store, tracing};
use travaux::procedure::Standing;
use travaux::procedure::keys::*;
use travaux::procedure::words::*;
use travaux::schema::*;
use travaux::text::parse;

use crate::support::stage::{self, Stage};
use crate::support::{html_checker, moment};

/// The next text, brought in by itself: moved, split, reworded, new, deleted.
pub const NEXT: &str = "\
Draft declaration on the right of peoples and individuals to mutual aid

The General Assembly,

Convinced that no harbour stands alone,

Article 1

1. Everyone has the right to mutual aid in need.

2. States shall respect this right.

3. States shall protect this right.

Article 2

Fishers mend one another’s nets.

Article 3

States shall cooperate in order to:

(a) Keep harbours open to all peoples;

(b) Share lanterns in time of storm.
";

const AFTER_CLOSING: &str = "2026-05-10T12:00:00Z";

/// A text that was brought in: its address, its key, the identities of its elements.
pub type Next = (PublicId, DraftKey, Vec<String>);

/// Brings the next text in, as one that continues the circulated draft or (false) by itself.
fn brought_in(stage: &Stage, continues: bool) -> Next {
    bring_in(stage, "Second text", NEXT, continues.then_some(stage.draft_key))
}

pub fn bring_in(stage: &Stage, label: &str, text: &str, continues: Option<DraftKey>) -> Next {
    let now = stage.server.now();
    stage.server.write(|tx| {
        let earlier = continues.map(|earlier| store::find(tx, earlier)).transpose()?;
        let text = parse(text, "en").into_text(|_| drafts::new_identity());
        let ids = text.elements.iter().map(|e| e.id.clone()).collect();
        let brought = Brought { label, language: "en", text, references: Default::default() };
        let (who, earlier) = (Standing::at_the_console(None), earlier.as_ref());
        let draft = drafts::bring_in_after(tx, &who, stage.consultation, brought, earlier, now);
        let draft = draft.map_err(|error| panic!("{error}")).unwrap();
        Ok((draft.public_id, draft.id, ids))
    })
}

pub fn pairs(stage: &Stage, new: DraftKey) -> HashSet<(String, String)> {
    stage.server.read(|conn| {
        let (old, new) = (store::find(conn, stage.draft_key)?, store::find(conn, new)?);
        let (was, is) = (store::text(conn, old.id)?, store::text(conn, new.id)?);
        let between = tracing::between(conn, &old, &new, &was, &is)?;
        Ok(between.lineage.pairs().iter().cloned().collect())
    })
}

fn journaled(stage: &Stage, act: &str) -> usize {
    let count: i64 = stage
        .server
        .read(|conn| journal::table.filter(journal::act.eq(act)).count().get_result(conn));
    usize::try_from(count).unwrap()
}

fn publish(stage: &Stage, draft: DraftKey) {
    stage.server.write(|tx: &mut Tx| {
        diesel::update(travaux::schema::drafts::table.find(draft))
            .set((
                travaux::schema::drafts::state.eq(DraftState::Final),
                travaux::schema::drafts::circulated_at.eq(moment("2026-05-05T10:00:00Z")),
            ))
            .execute(&mut **tx)?;
        diesel::update(rounds::table.find(stage.round_key))
            .set(rounds::open_to_public.eq(true))
            .execute(&mut **tx)
    });
}

#[tokio::test]
async fn lineage_is_proposed_when_a_text_is_brought_in_and_a_person_corrects_it() {
    let stage = stage::set().await;
    let (id, key, new) = brought_in(&stage, true);
    let old = &stage.identities;
    let pair = |o: usize, n: usize| (old[o].clone(), new[n].clone());
    // "Convinced", article 1 and both its paragraphs (the second split), article 2 and its points.
    for known in
        [pair(3, 2), pair(4, 3), pair(5, 4), pair(6, 5), pair(6, 6), pair(9, 12), pair(10, 11)]
    {
        assert!(pairs(&stage, key).contains(&known), "{known:?}");
    }
    assert_eq!(journaled(&stage, "lineage.proposed"), 1);
    let before = stage.server.read(|conn| store::text(conn, stage.draft_key));

    let path = format!("/drafts/{id}/lineage");
    let page = stage.drafter.get(&format!("{path}?from={}", stage.draft)).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.has("Proposed") && page.has("split") && page.has("new") && page.has("deleted"));
    assert!(html_checker::check(&page.body).is_empty(), "{:#?}", html_checker::check(&page.body));

    // The drafter knows that the nets come from the last article, which reads otherwise.
    let nets = &new[8];
    let form = stage.drafter.get(&format!("{path}?from={}&new={nets}", stage.draft)).await;
    assert_eq!(form.status, 200);
    assert!(html_checker::check(&form.body).is_empty(), "{:#?}", html_checker::check(&form.body));
    let send = |others: &'static str, was: String| {
        let (path, from, nets) = (path.clone(), stage.draft.to_string(), nets.clone());
        let who = stage.drafter.clone();
        async move {
            let fields = [
                ("step", "link"),
                ("from", from.as_str()),
                ("side", "new"),
                ("element", nets.as_str()),
                ("was", was.as_str()),
                ("others", others),
            ];
            who.post(&path, &fields).await
        }
    };
    let was = form.value("was");
    let wrong = send("article 77", was.clone()).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.has("names nothing in that text") && wrong.has("article 77"), "{}", wrong.text());
    let done = send("art. 3, sole para.", was.clone()).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(pairs(&stage, key).contains(&pair(12, 8)));
    assert_eq!(journaled(&stage, "lineage.traced"), 1);
    // Beside the new paragraph the concordance has the old one, under whichever identity it was.
    let table = stage.drafter.get(&format!("/drafts/{id}/concordance")).await.body;
    let row = table.split(&format!("id=\"e-{nets}\"")).nth(1).expect("its row");
    let row = row.split("</tr>").next().unwrap();
    assert!(row.contains("Fishers") && row.contains("Nothing in this declaration"), "{row}");
    let late = send("art. 1 (1)", was).await;
    assert_eq!(late.status, 409, "somebody else changed it in between");

    // Proposing anew keeps what a person said; the circulated text is as it was.
    let from = stage.draft.to_string();
    stage.drafter.does(&path, &[("step", "propose"), ("from", &from)]).await;
    assert!(pairs(&stage, key).contains(&pair(12, 8)));
    stage.drafter.does(&path, &[("step", "confirm_all"), ("from", &from)]).await;
    let traced = stage.server.read(|conn| store::traced(conn, stage.draft_key, key));
    assert!(traced.iter().all(|row| row.origin != LineageOrigin::Proposed));
    assert!(traced.iter().any(|row| row.origin == LineageOrigin::Corrected));
    assert!(traced.iter().all(|row| row.traced_at.is_some()));
    assert_eq!(stage.server.read(|conn| store::text(conn, stage.draft_key)), before);
    // It is the drafters' work, and nobody else's to see.
    assert_eq!(stage.administrator.get(&path).await.status, 403);
    assert_eq!(stage.avaria_focal.get(&path).await.status, 404);
}

#[tokio::test]
async fn what_became_of_a_comment_follows_the_lineage() {
    let stage = stage::set().await;
    let (id, key, _) = brought_in(&stage, false);
    let sent = stage
        .avaria_focal
        .does(
            &format!("/rounds/{}/elements/{}", stage.round, stage.elements[6]),
            &[
                ("kind", "comment"),
                ("body", "Respect and protect are two things."),
                ("language", "en"),
            ],
        )
        .await;
    assert!(sent.has("not submitted yet"), "{}", sent.text());
    let now = moment("2026-03-20T10:00:00Z");
    stage.server.write(|tx| {
        diesel::update(submissions::table)
            .set((
                submissions::state.eq(SubmissionState::Submitted),
                submissions::submitted_at.eq(now),
            ))
            .execute(&mut **tx)
    });
    publish(&stage, key);
    stage.server.it_is(AFTER_CLOSING);
    let avaria: PublicId = stage.server.read(|conn| {
        participants::table.find(stage.avaria).select(participants::public_id).first(conn)
    });
    let path = format!("/participants/{avaria}/outcome");
    let before = stage.avaria_focal.get(&path).await;
    assert!(
        !before.has("Second text"),
        "nothing says that the second text follows: {}",
        before.text()
    );

    let from = stage.draft.to_string();
    let propose = [("step", "propose"), ("from", from.as_str())];
    stage.drafter.does(&format!("/drafts/{id}/lineage"), &propose).await;
    let after = stage.avaria_focal.get(&path).await;

    assert!(after.has("Second text") && after.has("split"), "{}", after.text());
}

#[tokio::test]
async fn any_two_drafts_are_compared_by_whoever_may_read_both() {
    let stage = stage::set().await;
    let (id, key, _) = brought_in(&stage, true);
    let path = "/c/mutual-aid/comparison";
    let both = format!("{path}?from={}&to={id}", stage.draft);
    let back = format!("{path}?from={id}&to={}", stage.draft);
    for address in
        [both.clone(), format!("{both}&view=side"), format!("{both}&fold=1"), back.clone()]
    {
        let page = stage.drafter.get(&address).await;
        assert_eq!(page.status, 200, "{}", page.text());
        for word in
            ["kept", "renumbered", "edited", "moved", "split", "new", "deleted", "unchanged"]
        {
            assert!(page.has(word), "{address}: {word}: {}", page.text());
        }
        assert!(page.has("Convinced"), "nothing is hidden");
        let faults = html_checker::check(&page.body);
        assert!(faults.is_empty(), "{address} {faults:#?}");
    }
    let page = stage.drafter.get(&both).await;
    assert!(page.has("aid<ins> in need</ins>."), "{}", page.body);
    assert!(page.has("split into article 1 (2) and article 1 (3)"), "{}", page.text());
    assert!(stage.drafter.get(&back).await.has("aid<del> in need</del>."));
    for who in [&stage.avaria_focal, &stage.visitor, &stage.stranger] {
        assert_eq!(who.get(&both).await.status, 404, "a working draft is the team's");
    }
    publish(&stage, key);
    stage.server.it_is(AFTER_CLOSING);
    for who in [&stage.avaria_focal, &stage.visitor] {
        let page = who.get(&both).await;
        assert_eq!(page.status, 200, "{}", page.text());
        assert!(!page.has(&format!("/drafts/{id}/lineage")), "lineage is the team's");
    }
}

#[tokio::test]
async fn a_redline_over_three_texts_says_in_which_each_change_came_in() {
    let stage = stage::set().await;
    let (_, second, ids) = brought_in(&stage, true);
    let now = stage.server.now();
    stage.server.write(|tx| {
        let who = Standing::at_the_console(None);
        let earlier = store::find(tx, second)?;
        let begun = drafts::begin_from(tx, &who, &earlier, "Third text", now);
        let third = begun.map_err(|error| panic!("{error}")).unwrap();
        let revision = drafts::Revision::Word {
            language: "en".into(),
            wording: "Everyone has the right to mutual aid in need and in joy.".into(),
        };
        let revised = drafts::revise(tx, &who, &third, &ids[4], &revision, now);
        assert!(revised.map_err(|error| panic!("{error}")).unwrap().is_ok());
        Ok(())
    });

    let page = stage.drafter.get("/c/mutual-aid/redline").await;

    assert_eq!(page.status, 200, "{}", page.text());
    let marked = "aid<ins> in need<sup>B</sup></ins><ins> and in joy<sup>C</sup></ins>.";
    assert!(page.has(marked), "{}", page.body);
    assert!(page.has("<strong>C</strong> Third text") && page.has("deleted in B (Second text)"));
    let faults = html_checker::check(&page.body);
    assert!(faults.is_empty(), "{faults:#?}");
    let outside = stage.visitor.get("/c/mutual-aid/redline").await;
    assert!(!outside.has("Third text") && !outside.has("Second text"));
}

/// The commands on a database of their own.
fn travaux(data: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
    command.env_remove("DATABASE_URL").arg("--data").arg(data).args(words).output().unwrap()
}

fn made(data: &Path, words: &[&str]) -> String {
    let output = travaux(data, words);
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn two_drafts_are_compared_and_their_links_corrected_at_the_console() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let file = |name: &str, text: &str| {
        let path = data.join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    made(data, &["consultation", "create", "--slug", "aid", "--title", "Aid"]);
    let import = |label: &str, file: &str| {
        let words =
            ["draft", "import", "--consultation", "aid", "--label", label, "--lang", "en", file];
        made(data, &words)
    };
    let old_json = r#"[{"id": "a1", "kind": "article", "text": {"en": "Lamps"}},
        {"id": "p1", "kind": "paragraph", "parent": "a1", "text": {"en": "The lamps burn until dawn, and the glass is cleaned every week."}},
        {"id": "p2", "kind": "paragraph", "parent": "a1", "text": {"en": "Keepers are paid monthly."}}]"#;
    let new_json = r#"[{"id": "x1", "kind": "article", "text": {"en": "Lamps"}},
        {"id": "x2", "kind": "paragraph", "parent": "x1", "text": {"en": "The lamps burn until dawn."}},
        {"id": "x3", "kind": "paragraph", "parent": "x1", "text": {"en": "The glass is cleaned every week."}},
        {"id": "x4", "kind": "paragraph", "parent": "x1", "text": {"en": "Herring is shared."}}]"#;
    let old = import("Old", &file("old.json", old_json));
    let new = import("New", &file("new.json", new_json));

    let compare = ["compare", "--from", &old, "--to", &new];
    let json: serde_json::Value = serde_json::from_str(&made(data, &compare)).unwrap();
    let expected = serde_json::json!([
        {"from": ["a1"], "to": ["x1"], "kind": "kept", "edited": false},
        {"from": ["p1"], "to": ["x2", "x3"], "kind": "split", "edited": true},
        {"from": [], "to": ["x4"], "kind": "new", "edited": false},
        {"from": ["p2"], "to": [], "kind": "deleted", "edited": false},
    ]);
    assert_eq!(json, expected);

    let links = file("links.json", r#"[{"from": ["p2"], "to": ["x4"], "kind": "edited"}]"#);
    let correct = ["lineage", "import", "--draft", &new, "--from", &old, &links];
    made(data, &correct);
    let export = ["lineage", "export", "--draft", &new, "--from", &old];
    let exported = made(data, &export);
    let json: serde_json::Value = serde_json::from_str(&exported).unwrap();
    let edited =
        serde_json::json!({"from": ["p2"], "to": ["x4"], "kind": "edited", "edited": true});
    assert!(json.as_array().unwrap().contains(&edited), "{json}");
    // What is exported is imported again, and says the same.
    let again = file("again.json", &exported);
    made(data, &["lineage", "import", "--draft", &new, "--from", &old, &again]);
    assert_eq!(made(data, &export), exported);

    let page = made(data, &[&compare[..], &["--format", "html"]].concat());
    assert!(page.starts_with("<!doctype html>") && page.contains("<style>"), "it stands alone");
    assert!(!page.contains("href=\"/"), "{page}");
    let redline = data.join("redline.docx").display().to_string();
    made(data, &["word", "redline", "--from", &old, "--to", &new, "-o", &redline]);
    let text = |side: &str| made(data, &["word", "text", &redline, side]);
    let (first, burn) = ("Article 1 Lamps", "The lamps burn until dawn");
    let was = "and the glass is cleaned every week.\n2.\tKeepers are paid monthly.";
    assert_eq!(text("--reject"), format!("{first}\n1.\t{burn}, {was}"));
    let is = "2.\tThe glass is cleaned every week.\n3.\tHerring is shared.";
    assert_eq!(text("--accept"), format!("{first}\n1.\t{burn}.\n{is}"));

    for (wrong, said) in [
        (r#"[{"from": ["nowhere"], "to": ["x4"]}]"#, "is no element of draft"),
        (r#"[{"from": ["p1"], "to": ["x4"]}, {"from": ["p1"], "to": []}]"#, "stands in two links"),
        (r#"[{"from": [], "to": []}]"#, "names no element"),
        ("{", "is no array of links"),
    ] {
        let file = file("wrong.json", wrong);
        let output = travaux(data, &["lineage", "import", "--draft", &new, "--from", &old, &file]);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && error.contains(said), "{error}");
    }
    assert!(!travaux(data, &["compare", "--from", &old, "--to", &old]).status.success());
}
