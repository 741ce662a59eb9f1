//! What paragraphs are called while a text is revised, and when it goes out.

use super::*;

/// The text that continues the circulated one, with three paragraphs more and one less.
async fn revised(stage: &Stage) -> String {
    let begin = format!("/drafts/{}/begin", stage.draft);
    let begun = stage.drafter.post(&begin, &[("label", "Next text")]).await;
    let path = begun.location().split("/edit").next().unwrap().to_owned();
    for (after, new) in [
        ("Recalling the purposes", "Mindful of the tides,"),
        ("Everyone has", "Nobody is turned away."),
        ("Share lanterns", "Share oil;"),
        ("Share oil", "Share rope;"),
    ] {
        act(stage, &path, after, &[("act", "add"), ("new_text", new), ("new_kind", "")]).await;
    }
    act(stage, &path, "Convinced that", &[("act", "delete"), ("sure", "yes")]).await;
    path
}

async fn act(stage: &Stage, path: &str, begins: &str, fields: &[(&str, &str)]) {
    let (at, _) = element(stage, path, begins);
    let version = draft_at(stage, path).row_version.to_string();
    let fields = [fields, &[("language", "en"), ("version", version.as_str())]].concat();
    let answer = stage.drafter.post(&at, &fields).await;
    assert_eq!(answer.status, 303, "{begins}: {}", answer.text());
}

/// What is called what, by the beginning of the wording.
fn called(json: &str) -> HashMap<String, String> {
    let elements: serde_json::Value = serde_json::from_str(json).unwrap();
    let one = |element: &serde_json::Value| {
        let wording = element["text"]["en"].as_str().unwrap_or("");
        let begins = wording.split(' ').take(2).collect::<Vec<_>>().join(" ");
        (begins, element["short"].as_str().unwrap().to_owned())
    };
    let elements = elements.as_array().unwrap();
    let all: std::collections::HashSet<&str> =
        elements.iter().map(|e| e["citation"].as_str().unwrap()).collect();
    assert_eq!(all.len(), elements.len(), "no two are called the same");
    elements.iter().map(one).collect()
}

const ADDED: [(&str, &str); 4] = [
    ("Mindful of", "PP1 bis"),
    ("Nobody is", "art. 1 (1) bis"),
    ("Share oil;", "art. 2 (a) bis"),
    ("Share rope;", "art. 2 (a) ter"),
];

#[tokio::test]
async fn what_is_added_to_a_working_draft_is_bis_until_it_goes_out() {
    let stage = stage::set().await;
    let path = revised(&stage).await;
    let said = "keeps the numbers of the text it continues";
    let slug = &stage.slug;
    let draft = path.trim_start_matches("/drafts/").to_owned();
    let comparison = format!("/c/{slug}/comparison?from={}&to={draft}", stage.draft);
    for page in [
        path.clone(),
        format!("{path}/edit"),
        format!("{path}/redline"),
        format!("{path}/concordance"),
        comparison,
    ] {
        let read = stage.lead.get(&page).await;
        assert_eq!(read.status, 200, "{page}: {}", read.text());
        for (_, name) in ADDED {
            assert!(read.has(name), "{name} on {page}: {}", read.text());
        }
        assert_eq!(read.has(said), page == path || page.ends_with("/edit"), "{page}");
    }
    let json = stage.lead.get(&format!("{path}/draft.json")).await;
    let names = called(&json.body);
    for (begins, name) in ADDED {
        assert_eq!(names[begins], name);
    }
    // What was there is called what it was.
    for (begins, name) in [
        ("States shall", "art. 2, chapeau"),
        ("Keep harbours", "art. 2 (b)"),
        ("Nothing in", "art. 3, sole para."),
    ] {
        assert_eq!(names[begins], name);
    }
    let console = bringing_in::console(&stage);
    assert_eq!(called(&export(&console, &draft, Format::Json, None).unwrap()), names);
    // As a text it is read back as it is.
    let plain = stage.lead.get(&format!("{path}/draft.txt")).await.body;
    assert!(plain.contains("\n1 bis. Nobody is"), "{plain}");
    assert!(plain.contains("\n(a ter) Share rope;"), "{plain}");
    let kinds: Vec<(Kind, String)> = travaux::text::parse(&plain, "en")
        .into_text(|n| n.to_string())
        .elements
        .into_iter()
        .map(|e| (e.kind, e.wording("en").to_owned()))
        .collect();
    let key = draft_at(&stage, &path).id;
    let stored = stage.server.read(|conn| store::text(conn, key)).elements;
    let stored: Vec<_> = stored.into_iter().map(|e| (e.kind, e.wording("en").to_owned())).collect();
    assert_eq!(kinds, stored);

    let form = [("symbol", "A/HRC/99/1"), ("sure", "yes")];
    stage.lead.does(&format!("{path}/finalization"), &form).await;
    let page = stage.visitor.get(&path).await;
    assert!(!page.has(" bis") && !page.has(said), "{}", page.text());
    let names = called(&stage.visitor.get(&format!("{path}/draft.json")).await.body);
    for (begins, name) in [
        ("Mindful of", "PP2"),
        ("Nobody is", "art. 1 (2)"),
        ("Share rope;", "art. 2 (c)"),
        ("Keep harbours", "art. 2 (d)"),
    ] {
        assert_eq!(names[begins], name);
    }
    let redline = stage.lead.get(&format!("{path}/redline")).await;
    assert!(redline.has("renumbered") && !redline.has(" bis"), "{}", redline.text());
}

#[tokio::test]
async fn a_text_from_outside_has_the_numbers_that_its_author_gave_it() {
    let stage = stage::set().await;
    let path = brought_in(&stage, &stage.drafter, "Another text").await;
    let names = called(&stage.lead.get(&format!("{path}/draft.json")).await.body);
    assert_eq!(names["Nobody is"], "art. 1 (2)");
    assert!(!stage.lead.get(&path).await.has("keeps the numbers"));
}

#[tokio::test]
async fn a_version_in_review_is_called_what_it_was_called_then() {
    let stage = stage::set().await;
    let path = revised(&stage).await;
    let form = [
        ("closes_date", "2026-05-30"),
        ("closes_time", ""),
        ("reviewers", "sam@example.org"),
        ("note", ""),
        ("language", "en"),
    ];
    let answer = stage.lead.post(&format!("{path}/reviews"), &form).await;
    let desk = answer.location().to_owned();
    assert!(stage.lead.get(&desk).await.has("art. 1 (1) bis"));
    let form = [("symbol", "A/HRC/99/1"), ("sure", "yes")];
    stage.lead.does(&format!("{path}/finalization"), &form).await;
    assert!(stage.lead.get(&desk).await.has("art. 1 (1) bis"));
}
