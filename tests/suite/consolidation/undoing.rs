//! What is applied is weighed against what it makes impossible, and can be taken back.

use super::applying::{wording, working_draft};
use super::*;

const WORDS: &str = "Everyone has the right to mutual aid.";

#[tokio::test]
async fn what_an_application_makes_impossible_is_shown_and_what_fits_goes_in_with_it() {
    let stage = closed().await;
    let draft = working_draft(&stage);
    let seek = "Everyone has the right to seek mutual aid.";
    let wish = "Everyone has the right to ask for mutual aid.";
    let person = "Every person has the right to mutual aid.";
    let one = submitted(&stage, &Said::proposal(stage.avaria, ARTICLE_1_1, seek));
    submitted(&stage, &Said::proposal(stage.lothmar, ARTICLE_1_1, wish));
    let fits = submitted(&stage, &Said::proposal(stage.ngo, ARTICLE_1_1, person));

    let page = stage.drafter.get(&workspace(&stage, ARTICLE_1_1)).await;
    assert!(page.has("is on the same words"), "{}", page.text());
    let path = format!("/inputs/{one}/application");
    let page = stage.drafter.post(&path, &[("draft", &draft)]).await;
    assert_eq!(page.status, 409);
    assert!(page.has("would become impossible"), "{}", page.text());
    let excluded = page.body.split("id=\"excluded\"").nth(1).unwrap_or_default();
    let excluded = excluded.split("</section>").next().unwrap_or_default();
    assert!(excluded.contains("Kingdom of Lothmar") && !excluded.contains("Harbour Watch"));
    assert!(page.has(&format!("name=\"also\" value=\"{fits}\"")), "{}", page.body);
    assert_eq!(wording(&stage, &draft, ARTICLE_1_1).as_deref(), Some(WORDS), "not yet");

    let mut form = forms(&page.body).into_iter().find(|form| form.action == path).unwrap();
    form.fill(&[("also".into(), fits.clone())]);
    let page = stage.drafter.does(&path, &form.pairs()).await;
    let both = "Every person has the right to seek mutual aid.";
    assert_eq!(wording(&stage, &draft, ARTICLE_1_1).as_deref(), Some(both), "{}", page.text());

    // Each is its own step: the first rests under the second.
    let path = format!("/drafts/{draft}/changes");
    let page = stage.drafter.get(&path).await;
    assert!(page.has("Step 2") && page.has("Undo first: 2"), "{}", page.text());
    let undo: Vec<String> = forms(&page.body)
        .into_iter()
        .map(|form| form.action)
        .filter(|action| action.ends_with("/undoing"))
        .collect();
    assert_eq!(undo.len(), 1, "{undo:?}");
    stage.drafter.does(&undo[0], &[]).await;
    assert_eq!(wording(&stage, &draft, ARTICLE_1_1).as_deref(), Some(seek));
    let log = stage.lead.get("/c/mutual-aid/decisions.csv").await;
    let undone: Vec<&str> = log.body.lines().filter(|row| row.contains("\"undone\"")).collect();
    assert!(undone.len() == 1 && undone[0].contains("\"Dora Drafter\""), "{}", log.body);
    let page = stage.drafter.does(&undo[0], &[]).await;
    assert!(page.has("was undone already"), "{}", page.text());
}

#[tokio::test]
async fn changes_of_words_side_by_side_go_in_together_in_any_order() {
    let stage = closed().await;
    let draft = working_draft(&stage);
    let wordings = [
        "Everyone has the freedom to mutual aid.",
        "Everyone has the right to collective aid.",
        "Everyone has the right of mutual aid.",
    ];
    let proposers = [stage.avaria, stage.lothmar, stage.ngo];
    let proposals: Vec<String> = std::iter::zip(proposers, wordings)
        .map(|(by, wording)| submitted(&stage, &Said::proposal(by, ARTICLE_1_1, wording)))
        .collect();
    // One that the first makes impossible, so that it is asked what else goes in.
    let rival = "Everyone has the liberty to mutual aid.";
    submitted(&stage, &Said::proposal(stage.lothmar, ARTICLE_1_1, rival));
    let path = format!("/inputs/{}/application", proposals[0]);
    let page = stage.drafter.post(&path, &[("draft", &draft)]).await;
    let mut form = forms(&page.body).into_iter().find(|form| form.action == path).unwrap();
    form.fill(&[("also".into(), proposals[1].clone()), ("also".into(), proposals[2].clone())]);
    let page = stage.drafter.does(&path, &form.pairs()).await;
    let all = "Everyone has the freedom of collective aid.";
    assert_eq!(wording(&stage, &draft, ARTICLE_1_1).as_deref(), Some(all), "{}", page.text());
}

#[tokio::test]
async fn a_proposal_whose_words_still_stand_is_put_into_the_text_as_it_is_now() {
    let stage = closed().await;
    let draft = working_draft(&stage);
    let one =
        Said::proposal(stage.avaria, ARTICLE_1_1, "Every person has the right to mutual aid.");
    let one = submitted(&stage, &one);
    let two = Said::proposal(stage.ngo, ARTICLE_1_1, "Everyone has the right to seek mutual aid.");
    let two = submitted(&stage, &two);
    stage.drafter.does(&format!("/inputs/{one}/application"), &[("draft", &draft)]).await;
    let page =
        stage.drafter.post(&format!("/inputs/{two}/application"), &[("draft", &draft)]).await;
    assert_eq!(page.status, 409);
    assert!(page.has("the words that this proposal changes still stand"), "{}", page.text());
    assert!(page.has("Every person has the right to seek mutual aid.</textarea>"), "{}", page.body);
}

#[tokio::test]
async fn what_was_deleted_comes_back_with_its_place_its_addresses_and_what_stood_under_it() {
    let stage = closed().await;
    let draft = working_draft(&stage);
    let of_draft = |stage: &Stage| {
        stage.server.read(|conn| {
            elements::table
                .inner_join(drafts::table)
                .filter(drafts::public_id.eq(&draft))
                .order(elements::position)
                .select((elements::public_id, elements::identity, elements::kind))
                .load::<(PublicId, String, travaux::text::Kind)>(conn)
        })
    };
    let before = of_draft(&stage);
    let delete = Some(Operation::Delete);
    let delete = Said { operation: delete, ..Said::comment(stage.ngo, ARTICLE_1_1 - 1, "No.") };
    let delete = submitted(&stage, &delete);
    stage.drafter.does(&format!("/inputs/{delete}/application"), &[("draft", &draft)]).await;
    assert_eq!(of_draft(&stage).len(), before.len() - 3, "the article and its paragraphs");

    let path = format!("/drafts/{draft}/changes");
    let page = stage.lead.get(&path).await;
    assert!(page.has("Harbour Watch") && page.has("no longer in the text"), "{}", page.text());
    let undo = forms(&page.body).into_iter().find(|form| form.action.ends_with("/undoing"));
    let undo = undo.expect("the form").action;
    for person in [&stage.administrator, &stage.avaria_focal] {
        assert!([403, 404].contains(&person.post(&undo, &[]).await.status));
    }
    let page = stage.lead.does(&undo, &[]).await;
    assert!(page.has("Nothing was changed yet."), "{}", page.text());
    assert_eq!(of_draft(&stage), before);
    assert_eq!(wording(&stage, &draft, ARTICLE_1_1).as_deref(), Some(WORDS));
    // The origin is gone from the redline, the journal keeps both acts, and it can be applied again.
    let page = stage.lead.get(&format!("/drafts/{draft}/redline")).await;
    assert!(!page.has("Harbour Watch"), "{}", page.text());
    let journal = stage.lead.get(&format!("/c/{}/journal", stage.slug)).await;
    assert!(journal.has("Put a proposal’s wording into a working draft"), "{}", journal.text());
    assert!(journal.has("Took a change of a working draft back"), "{}", journal.text());
    stage.drafter.does(&format!("/inputs/{delete}/application"), &[("draft", &draft)]).await;
    assert_eq!(of_draft(&stage).len(), before.len() - 3);
}

#[tokio::test]
async fn changes_by_hand_are_taken_back_with_their_lines_of_descent() {
    let stage = closed().await;
    let draft = working_draft(&stage);
    let text = |stage: &Stage| {
        stage.server.read(|conn| {
            let found = drafts::table.filter(drafts::public_id.eq(&draft)).select(drafts::id);
            let key: DraftKey = found.first(conn)?;
            Ok((
                travaux::drafts::store::text(conn, key)?,
                travaux::drafts::store::lineage(conn, key)?,
            ))
        })
    };
    let before = text(&stage);
    let element: PublicId = stage.server.read(|conn| {
        elements::table
            .inner_join(drafts::table)
            .filter(drafts::public_id.eq(&draft))
            .filter(elements::identity.eq(&stage.identities[ARTICLE_1_1]))
            .select(elements::public_id)
            .first(conn)
    });
    let path = format!("/drafts/{draft}/elements/{element}");
    let page = stage.drafter.get(&path).await;
    let has_text = |form: &crate::support::forms::Form| {
        form.action == path && form.pairs().iter().any(|(name, _)| *name == "text")
    };
    let mut form = forms(&page.body).into_iter().find(has_text).expect("the wording");
    form.fill(&[
        ("text".into(), "Everyone has the right\n---\nto mutual aid.".into()),
        ("act".into(), "split".into()),
    ]);
    stage.drafter.does(&path, &form.pairs()).await;
    let after = text(&stage);
    assert_eq!(after.1.len(), 1, "a line of descent");
    assert_eq!(after.0.elements.len(), before.0.elements.len() + 1);
    let page = stage.drafter.get(&format!("/drafts/{draft}/changes")).await;
    let undo = forms(&page.body).into_iter().find(|form| form.action.ends_with("/undoing"));
    stage.drafter.does(&undo.expect("the form").action, &[]).await;
    // Typing and pressing were two steps, or one.
    let page = stage.drafter.get(&format!("/drafts/{draft}/changes")).await;
    if let Some(undo) = forms(&page.body).into_iter().find(|f| f.action.ends_with("/undoing")) {
        stage.drafter.does(&undo.action, &[]).await;
    }
    assert_eq!(text(&stage), before);
}
