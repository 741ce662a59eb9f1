//! Drafts: brought in, corrected, edited, read and taken away.

mod bringing_in;
mod numbering;

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Instant;

use travaux::commands::Console;
use travaux::commands::draft::{Format, Import, export, import};
use travaux::drafts::store;
use travaux::procedure::Standing;
use travaux::procedure::keys::PublicId;
use travaux::procedure::words::{ChangeAct, DraftState, Relation};
use travaux::text::{Kind, Operation, Particulars, Proposal, json};

use super::support::stage::{self, Stage};
use super::support::{Page, Person};

const TEXT: &str = "Draft declaration on lanterns\n\nThe General Assembly,\n\nRecalling the harbours,\n\n\
    Article 1\n\n1. Everyone has a lantern.[^1]\n\n2. Nobody is left in the dark.\n\n\
    Article 2\n\nStates shall:\n\n(a) Share oil;\n\n(b) Trim wicks.\n\n[^1]: Or a candle.\n";

/// The fields of the page's form with the rows, as a browser would send them back.
fn rows_of(page: &Page) -> Vec<(String, String)> {
    let unescape = |s: &str| {
        s.replace("&#34;", "\"").replace("&#39;", "'").replace("&#60;", "<").replace("&#38;", "&")
    };
    let mut fields = Vec::new();
    for row in page.body.split("<tr").skip(2) {
        let name = |kind: &str| {
            let at = row.find(&format!("name=\"{kind}-"))?;
            row[at + 6..].split('"').next().map(str::to_owned)
        };
        let Some(origin) = name("origin") else { continue };
        let value = row.split("value=\"").nth(1).unwrap().split('"').next().unwrap();
        fields.push((origin, value.to_owned()));
        let kind = row.split(" selected").next().unwrap().rsplit("value=\"").next().unwrap();
        fields.push((name("kind").unwrap(), kind.split('"').next().unwrap().to_owned()));
        let text = row.split("<textarea").nth(1).unwrap();
        let text = &text[text.find('>').unwrap() + 2..text.find("</textarea>").unwrap()];
        fields.push((name("text").unwrap(), unescape(text)));
    }
    fields
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// Brings the text in as the pages do; answers the draft's address.
async fn brought_in(stage: &Stage, person: &Person, label: &str) -> String {
    let address = format!("/c/{}/drafts/new", stage.slug);
    let form = [("label", label), ("language", "en"), ("source", TEXT), ("step", "read")];
    let parse = person.post(&address, &form).await;
    assert_eq!(parse.status, 200, "{}", parse.text());
    let mut fields = rows_of(&parse);
    for (name, value) in [("label", label), ("language", "en"), ("step", "save")] {
        fields.push((name.to_owned(), value.to_owned()));
    }
    let saved = person.post_files(&address, &borrowed(&fields), &[]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    saved.location().split('?').next().unwrap().to_owned()
}

fn draft_at(stage: &Stage, path: &str) -> store::Draft {
    let id = PublicId::from(path.trim_start_matches("/drafts/"));
    stage.server.read(|conn| store::find_by_public_id(conn, &id))
}

/// The address of the element that begins with these words, and its identity.
fn element(stage: &Stage, path: &str, begins: &str) -> (String, String) {
    let draft = draft_at(stage, path);
    let (rows, text) = stage.server.read(|conn| store::rows_and_text(conn, draft.id));
    let index = text.elements.iter().position(|e| e.wording("en").starts_with(begins)).unwrap();
    (format!("{path}/elements/{}", rows[index].public_id), rows[index].identity.clone())
}

fn wordings(stage: &Stage, path: &str) -> Vec<String> {
    let draft = draft_at(stage, path);
    let text = stage.server.read(|conn| store::text(conn, draft.id));
    text.elements.iter().map(|e| e.wording("en").to_owned()).collect()
}

#[tokio::test]
async fn a_working_draft_is_edited_and_every_change_has_its_origin() {
    let stage = stage::set().await;
    let path = brought_in(&stage, &stage.drafter, "Working text").await;
    let next = stage.lead.post(&format!("{path}/begin"), &[("label", "Next text")]).await;
    assert_eq!(next.status, 303, "{}", next.text());
    let path = next.location().split("/edit").next().unwrap().to_owned();

    let (at, one) = element(&stage, &path, "Everyone has");
    let said = [("act", "word"), ("language", "en"), ("text", "Everyone owns a lantern.[^1]")];
    let version = draft_at(&stage, &path).row_version.to_string();
    let said = [said.as_slice(), &[("version", version.as_str())]].concat();
    let page = stage.drafter.does(&at, &said).await;
    assert!(page.has("Everyone owns a lantern."), "{}", page.text());

    let act = async |begins: &str, fields: &[(&str, &str)]| {
        let (at, identity) = element(&stage, &path, begins);
        let version = draft_at(&stage, &path).row_version.to_string();
        let page = stage.drafter.get(&at).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let fields = [fields, &[("language", "en"), ("version", version.as_str())]].concat();
        let answer = stage.drafter.post(&at, &fields).await;
        assert_eq!(answer.status, 303, "{begins}: {}", answer.text());
        identity
    };
    let two = act(
        "Nobody is",
        &[("act", "split"), ("text", "Nobody is left behind.\r\n---\r\nThe dark is lit.")],
    )
    .await;
    let (_, three) = element(&stage, &path, "The dark");
    let added = [("act", "add"), ("new_text", "Oil is free."), ("new_kind", "")];
    act("The dark", &added).await;
    let four = act("Oil is", &[("act", "up")]).await;
    let oil = act("Share oil", &[("act", "merge")]).await;
    act("Draft declaration", &[("act", "delete"), ("sure", "yes")]).await;

    let all = wordings(&stage, &path);
    let paragraphs: Vec<&str> =
        all.iter().map(String::as_str).filter(|w| w.ends_with(".") && w.len() < 30).collect();
    assert!(
        all.iter().any(|w| w == "Share oil; Trim wicks." || w == "Share oil;\nTrim wicks."),
        "{all:?}"
    );
    assert!(!all.iter().any(|w| w.starts_with("Draft declaration")));
    let place =
        |w: &str| all.iter().position(|x| x == w).unwrap_or_else(|| panic!("{paragraphs:?}"));
    assert!(place("Nobody is left behind.") < place("Oil is free."));
    assert!(place("Oil is free.") < place("The dark is lit."));

    let draft = draft_at(&stage, &path);
    let changes = stage.server.read(|conn| store::changes(conn, draft.id));
    let has = |identity: &str, act: ChangeAct| {
        changes.iter().any(|c| c.identity == identity && c.act == act && c.input_id.is_none())
    };
    assert!(has(&one, ChangeAct::Worded) && has(&two, ChangeAct::Split));
    assert!(has(&three, ChangeAct::Split) && has(&four, ChangeAct::Moved));
    assert!(has(&oil, ChangeAct::Merged));
    assert!(changes.iter().any(|c| c.act == ChangeAct::Deleted));
    let lineage = stage.server.read(|conn| store::lineage(conn, draft.id));
    assert!(lineage.iter().any(|l| l.from_identity == two
        && l.to_identity == three
        && l.relation == Relation::Split));
    assert!(lineage.iter().any(|l| l.to_identity == oil && l.relation == Relation::Merged));
}

#[tokio::test]
async fn every_button_of_the_editor_keeps_the_wording_that_was_typed() {
    let stage = stage::set().await;
    let path = brought_in(&stage, &stage.drafter, "Working text").await;
    let others: [&[(&str, &str)]; 5] = [
        &[("act", "down")],
        &[("act", "up")],
        &[("act", "retype"), ("kind", "paragraph")],
        &[("act", "add"), ("new_text", "Oil is free.")],
        &[("act", "merge")],
    ];
    for (n, act) in others.into_iter().enumerate() {
        let (at, _) = element(&stage, &path, "Everyone");
        let version = draft_at(&stage, &path).row_version.to_string();
        let typed = format!("Everyone has {} lanterns.[^1]", n + 2);
        let fields = [("language", "en"), ("text", typed.as_str()), ("version", &version)];
        let answer = stage.drafter.post(&at, &[act, &fields].concat()).await;
        assert_eq!(answer.status, 303, "{act:?}: {}", answer.text());
        let all = wordings(&stage, &path);
        assert!(all.iter().any(|wording| wording.starts_with(&typed)), "{act:?}: {all:?}");
    }
    // Where a button can do nothing, nothing is stored and all of it is still in the form.
    let (at, _) = element(&stage, &path, "Everyone");
    let before = wordings(&stage, &path);
    let version = draft_at(&stage, &path).row_version.to_string();
    let typed = [("language", "en"), ("text", "Everyone has nine."), ("version", &version)];
    for act in [("act", "after"), ("act", "delete"), ("act", "add")] {
        let page = stage.drafter.post(&at, &[&[act], typed.as_slice()].concat()).await;
        assert_eq!(page.status, 422, "{act:?}");
        assert!(page.has("Everyone has nine."), "{act:?}: {}", page.text());
        assert_eq!(wordings(&stage, &path), before, "{act:?}");
    }
}

#[tokio::test]
async fn a_footnote_mark_without_its_footnote_is_asked_about() {
    let stage = stage::set().await;
    let path = brought_in(&stage, &stage.drafter, "Working text").await;
    let (at, _) = element(&stage, &path, "Everyone has");
    for (text, said) in [
        ("Everyone has a lantern.", "The mark [^1] is gone"),
        ("Everyone has a lantern.[^1][^77]", "The mark [^77] has no footnote"),
    ] {
        let version = draft_at(&stage, &path).row_version.to_string();
        let form = [("act", "word"), ("language", "en"), ("text", text), ("version", &version)];
        let page = stage.drafter.post(&at, &form).await;
        assert_eq!(page.status, 422);
        assert!(page.has(said) && page.value("marks") == "meant", "{}", page.text());
        assert!(!wordings(&stage, &path).contains(&text.to_owned()));
        let meant = [&form[..], &[("marks", "meant")]].concat();
        assert_eq!(stage.drafter.post(&at, &meant).await.status, 303);
        assert!(wordings(&stage, &path).contains(&text.to_owned()));
        // The mark put back has its footnote again: nothing to ask.
        let version = draft_at(&stage, &path).row_version.to_string();
        let text = "Everyone has a lantern.[^1]";
        let back = [("act", "word"), ("language", "en"), ("text", text), ("version", &version)];
        assert_eq!(stage.drafter.post(&at, &back).await.status, 303);
    }
}

#[tokio::test]
async fn two_people_at_one_paragraph_see_both_texts() {
    let stage = stage::set().await;
    let path = brought_in(&stage, &stage.drafter, "Working text").await;
    let (at, _) = element(&stage, &path, "Nobody is");
    let (other, _) = element(&stage, &path, "Everyone has");
    let version = draft_at(&stage, &path).row_version.to_string();
    let was = "Nobody is left in the dark.";
    let form = |text: &'static str| {
        vec![("act", "word"), ("language", "en"), ("was", was), ("text", text)]
    };
    let opened = [("version", version.as_str())];
    stage.lead.does(&at, &[form("Nobody sits in the dark."), opened.to_vec()].concat()).await;
    let late = [form("Nobody stands in the dark."), opened.to_vec()].concat();
    let page = stage.drafter.post(&at, &late).await;
    assert_eq!(page.status, 409);
    assert!(page.has("Nobody sits in the dark.") && page.has("Nobody stands in the dark."));
    // Another paragraph is no conflict, although the draft changed.
    let elsewhere = [
        ("act", "word"),
        ("language", "en"),
        ("was", "Everyone has a lantern.[^1]"),
        ("text", "Everyone has two lanterns.[^1]"),
        ("version", version.as_str()),
    ];
    assert_eq!(stage.drafter.post(&other, &elsewhere).await.status, 303);
}

#[tokio::test]
async fn what_the_text_cannot_take_is_refused_with_the_reason() {
    let stage = stage::set().await;
    let path = brought_in(&stage, &stage.drafter, "Working text").await;
    let (at, _) = element(&stage, &path, "Nobody is");
    let version = draft_at(&stage, &path).row_version.to_string();
    let send = async |fields: &[(&str, &str)]| {
        let fields = [fields, &[("language", "en"), ("version", version.as_str())]].concat();
        stage.drafter.post(&at, &fields).await
    };
    let page = send(&[("act", "split"), ("text", "No line here.")]).await;
    assert!(page.status == 422 && page.has("Nothing would be left"), "{}", page.text());
    assert!(page.has("No line here."));
    let page = send(&[("act", "word"), ("text", "  ")]).await;
    assert!(page.status == 422 && page.has("Write a wording"), "{}", page.text());
    assert_eq!(send(&[("act", "delete")]).await.status, 422);
    assert_eq!(send(&[("act", "fly")]).await.status, 422);
}

#[tokio::test]
async fn a_circulated_text_never_changes_and_says_why() {
    let stage = stage::set().await;
    let path = format!("/drafts/{}", stage.draft);
    let page = stage.lead.get(&format!("{path}/edit")).await;
    assert_eq!(page.status, 409, "{}", page.text());
    let at = format!("{path}/elements/{}", stage.elements[0]);
    let form = [("act", "word"), ("language", "en"), ("text", "Another title")];
    let page = stage.lead.post(&at, &form).await;
    assert_eq!(page.status, 409);
    assert!(page.has("Another title"), "what was typed is still there: {}", page.text());
}

/// Read by another program than ours, which never vouches for what it wrote itself.
#[tokio::test]
async fn a_draft_as_a_word_file_says_what_the_draft_says() {
    let stage = stage::set().await;
    let page = stage.avaria_focal.get(&format!("/drafts/{}", stage.draft)).await;
    let link = page.links("/draft.docx").into_iter().next().expect("a link to it");
    let file = stage.avaria_focal.get(&link).await;
    assert_eq!(file.status, 200);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("draft.docx");
    std::fs::write(&path, &file.bytes).expect("it is written");
    let read = std::process::Command::new("pandoc")
        .args(["--standalone", "--from=docx", "--to=plain", "--wrap=none", "--track-changes=all"])
        .arg(&path)
        .output()
        .expect("pandoc runs (dev/test installs it)");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let said = String::from_utf8_lossy(&read.stdout);
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = words(&said.replace('_', ""));
    let lines = stage::TEXT.lines().filter(|line| !line.is_empty());
    let missing: Vec<&str> = lines.filter(|line| !said.contains(&words(line))).collect();
    assert!(missing.is_empty(), "{missing:?} in {said}");
}

#[tokio::test]
async fn a_working_draft_is_the_teams_and_a_circulated_one_everybodys() {
    let stage = stage::set().await;
    let working = brought_in(&stage, &stage.drafter, "Working text").await;
    let circulated = format!("/drafts/{}", stage.draft);
    for (person, sees) in [
        (&stage.lead, 200),
        (&stage.drafter, 200),
        (&stage.administrator, 200),
        (&stage.avaria_focal, 404),
        (&stage.auditor, 404),
        (&stage.stranger, 404),
        (&stage.visitor, 404),
    ] {
        for file in ["", "/draft.json", "/draft.txt", "/draft.html", "/draft.docx"] {
            let page = person.get(&format!("{working}{file}")).await;
            assert_eq!(page.status, sees, "{file}");
            assert_eq!(person.get(&format!("{circulated}{file}")).await.status, 200, "{file}");
        }
    }
    let list = format!("/c/{}/drafts", stage.slug);
    assert!(stage.administrator.get(&list).await.has("Working text"));
    assert_eq!(stage.avaria_focal.get(&list).await.status, 404);
    assert_eq!(stage.avaria_focal.get(&format!("{list}/new")).await.status, 404);
    assert_eq!(stage.administrator.get(&format!("{list}/new")).await.status, 403);
    assert_eq!(stage.visitor.get(&format!("{list}/new")).await.status, 401);
    let begin = [("label", "Mine")];
    assert_eq!(stage.avaria_focal.post(&format!("{circulated}/begin"), &begin).await.status, 404);
}

#[tokio::test]
async fn the_next_draft_keeps_who_is_who_and_the_lead_makes_it_final() {
    let stage = stage::set().await;
    let begun =
        stage.drafter.post(&format!("/drafts/{}/begin", stage.draft), &[("label", "Next")]).await;
    let path = begun.location().split("/edit").next().unwrap().to_owned();
    let next = draft_at(&stage, &path);
    assert_eq!(next.based_on_id, Some(stage.draft_key));
    let rows = stage.server.read(|conn| store::rows(conn, next.id));
    let identities: Vec<&String> = rows.iter().map(|row| &row.identity).collect();
    assert_eq!(identities, stage.identities.iter().collect::<Vec<_>>());
    assert!(rows.iter().all(|row| !stage.elements.contains(&row.public_id)));

    let address = format!("{path}/finalization");
    let form = [("symbol", "A/HRC/99/1"), ("sure", "yes")];
    assert_eq!(stage.drafter.post(&address, &form).await.status, 403);
    assert_eq!(stage.lead.post(&address, &[("symbol", "A/HRC/99/1")]).await.status, 422);
    let page = stage.lead.does(&address, &form).await;
    assert!(page.has("A/HRC/99/1"), "{}", page.text());
    assert_eq!(draft_at(&stage, &path).state, DraftState::Final);
    assert_eq!(stage.visitor.get(&path).await.status, 200);
    assert_eq!(stage.lead.get(&format!("{path}/edit")).await.status, 409);
}

#[tokio::test]
async fn a_text_made_final_in_an_open_round_is_warned_about() {
    let stage = stage::set().await;
    let path = format!("/drafts/{}", stage.draft);
    let warned = "is still open, and goes on inviting comments";
    assert!(stage.lead.get(&path).await.has(warned));
    assert!(!stage.visitor.get(&path).await.has(warned));
    stage.server.it_is("2026-05-02T09:00:00Z");
    assert!(!stage.lead.get(&path).await.has(warned));
}

#[tokio::test]
async fn a_translation_goes_to_the_same_elements() {
    let stage = stage::set().await;
    let path = brought_in(&stage, &stage.drafter, "Working text").await;
    let address = format!("{path}/translation");
    let french = TEXT
        .replace("Article 1", "Article premier")
        .replace("Recalling the harbours", "Rappelant les ports")
        .replace("The General Assembly", "L’Assemblée générale")
        .replace("(a) Share oil", "a) Partager l’huile")
        .replace("(b) Trim wicks", "b) Moucher les mèches");
    let short = french.replace("2. Nobody is left in the dark.\n\n", "");
    let form = [("language", "fr"), ("source", short.as_str())];
    let page = stage.drafter.post(&address, &form).await;
    assert_eq!(page.status, 422);
    assert!(page.has("Nobody is left in the dark.") && page.has("End of") | page.has("line"));
    let page = stage.drafter.does(&address, &[("language", "fr"), ("source", &french)]).await;
    assert!(page.has("Article premier") && page.has("<em>Rappelant</em>"), "{}", page.text());
    let identities = |path: &str| {
        let draft = draft_at(&stage, path);
        stage.server.read(|conn| store::rows(conn, draft.id)).len()
    };
    assert_eq!(identities(&path), 11);
    assert!(stage.drafter.get(&format!("{path}/draft.txt?lang=fr")).await.has("a) Partager"));
}

#[tokio::test]
async fn a_proposal_applied_is_recorded_with_its_input() {
    use travaux::procedure::consolidation::may_apply;
    use travaux::procedure::keys::InputKey;
    let stage = stage::set().await;
    let path = brought_in(&stage, &stage.drafter, "Working text").await;
    let (_, identity) = element(&stage, &path, "Nobody is");
    let draft = draft_at(&stage, &path);
    let now = stage.server.now();
    let who = Standing::at_the_console(None);
    let apply = |operation, wording: &'static str| {
        let done: Result<_, travaux::web::Error> = stage.server.app.db.write(|tx| {
            let facts = store::facts(tx, &draft)?;
            let permit = may_apply(&who, &facts, InputKey(7))?;
            let input = Some(permit.input());
            let particulars = &Particulars::default();
            let (target, language) = (identity.as_str(), "en");
            let proposal = Proposal { operation, target, wording, language, particulars };
            travaux::drafts::apply_operation(tx, &permit, &draft, &proposal, input, now)
        });
        done.unwrap()
    };
    apply(Operation::Modify, "2. No one is left in the dark.").unwrap();
    let added = apply(Operation::AddAfter, "Oil is shared.").unwrap().identity.unwrap();
    assert!(apply(Operation::Modify, " ").is_err());
    let all = wordings(&stage, &path);
    assert!(all.contains(&"No one is left in the dark.".to_owned()), "{all:?}");
    let changes = stage.server.read(|conn| store::changes(conn, draft.id));
    let applied: Vec<&str> = changes
        .iter()
        .filter(|c| c.act == ChangeAct::Applied && c.input_id == Some(InputKey(7)))
        .map(|c| c.identity.as_str())
        .collect();
    assert_eq!(applied, [identity.as_str(), added.as_str()]);
}
