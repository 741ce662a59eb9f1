//! Hundreds of inputs: what says the same is answered once, the work is shared, and much is done at once.

use super::*;

fn board(stage: &Stage, rest: &str) -> String {
    format!("/rounds/{}/consolidation/{rest}", stage.round)
}

#[tokio::test]
async fn a_campaign_is_shown_once_wherever_its_letters_stand_and_has_one_response() {
    let stage = closed().await;
    let letter = "Every harbour that stays open in a storm saves lives, and every lantern that is \
        shared makes the next crossing safer.";
    let same = "Every harbour that stays open in a storm  saves lives, and every lantern that is \
        shared makes the next crossing safer!";
    let near = "Every harbour that stays open in a storm saves lives, and every lantern that is \
        shared makes the next voyage safer.";
    let first = submitted(&stage, &Said::comment(stage.avaria, ARTICLE_1_1, letter));
    submitted(&stage, &Said::comment(stage.lothmar, ARTICLE_1_2, same));
    let class = PublicationClass::NameWithheld;
    submitted(&stage, &Said { class, ..Said::comment(stage.ngo, ARTICLE_1_2, near) });
    submitted(&stage, &Said::comment(stage.lothmar, ARTICLE_1_2, "Keep it."));

    let page = stage.drafter.get(&board(&stage, "clusters")).await;
    assert!(page.has("1 cluster with 3 of 4 inputs"), "{}", page.text());
    let page = stage.drafter.get(&workspace(&stage, ARTICLE_1_1)).await;
    assert!(page.has("3 inputs that say nearly the same"), "{}", page.text());
    assert!(page.has("Kingdom of Lothmar"), "who else, and where: {}", page.text());
    let cluster = format!("/inputs/{first}/cluster");
    let page = stage.drafter.get(&cluster).await;
    assert!(page.has("Republic of Avaria") && page.has("Kingdom of Lothmar"), "{}", page.text());
    assert!(page.has("Name withheld") && !page.has("Harbour Watch"), "{}", page.text());
    assert!(page.has("<ins>voyage</ins>"), "what differs: {}", page.body);

    let form = forms(&page.body).into_iter().find(|form| form.action.ends_with("/responses"));
    let mut form = form.expect("one response for all");
    form.fill(&[("treatment".into(), "noted".into()), ("reason".into(), "We heard you.".into())]);
    let action = form.action.clone();
    let page = stage.drafter.does(&action, &form.pairs()).await;
    assert_eq!(responses_stored(&stage), 3, "{}", page.text());

    // Whoever joins later is offered the same response.
    let late = submitted(&stage, &Said::comment(stage.ngo, ARTICLE_1_1, letter));
    let page = stage.drafter.get(&workspace(&stage, ARTICLE_1_1)).await;
    assert!(page.has("1 of them has no response yet"), "{}", page.text());
    let page = stage.drafter.get(&format!("/inputs/{late}/cluster")).await;
    assert!(page.has("We heard you.") && page.has("the same response"), "{}", page.text());
    let form = forms(&page.body).into_iter().find(|form| form.action.ends_with("/responses"));
    let form = form.expect("the same response");
    let action = form.action.clone();
    stage.lead.does(&action, &form.pairs()).await;
    assert_eq!(responses_stored(&stage), 4);
}

#[tokio::test]
async fn a_cluster_tells_nothing_of_who_is_not_in_sight() {
    let stage = closed().await;
    let first = submitted(&stage, &Said::comment(stage.avaria, ARTICLE_1_1, "Lanterns first."));
    let class = PublicationClass::Confidential;
    let secret = Said { class, ..Said::comment(stage.ngo, ARTICLE_1_1, "Lanterns first.") };
    let secret = submitted(&stage, &secret);
    let page = stage.drafter.get(&board(&stage, "clusters")).await;
    assert!(page.has("No two inputs of this round say the same."), "{}", page.text());
    assert!(!stage.drafter.get(&workspace(&stage, ARTICLE_1_1)).await.has("class=\"cluster\""));
    assert_eq!(stage.drafter.get(&format!("/inputs/{secret}/cluster")).await.status, 404);
    let form = [("inputs", secret.as_str()), ("treatment", "accepted"), ("confirmed", "yes")];
    assert_eq!(stage.drafter.post(&board(&stage, "responses"), &form).await.status, 404);
    let page = stage.lead.get(&format!("/inputs/{first}/cluster")).await;
    assert!(page.has("2 inputs"), "{}", page.text());
}

#[tokio::test]
async fn many_are_answered_at_once_after_a_look_and_what_was_answered_meanwhile_is_left_out() {
    let stage = closed().await;
    let one = submitted(&stage, &Said::comment(stage.avaria, ARTICLE_1_1, "Lanterns first."));
    let two = submitted(&stage, &Said::comment(stage.lothmar, ARTICLE_1_2, "Boats first."));
    let three = submitted(&stage, &Said::comment(stage.ngo, 3, "Piers first."));
    let path = board(&stage, "responses");
    let mut form = vec![
        ("inputs", one.as_str()),
        ("inputs", two.as_str()),
        ("inputs", three.as_str()),
        ("treatment", "noted"),
        ("reason", ""),
    ];
    let page = stage.drafter.post(&path, &form).await;
    assert_eq!(page.status, 422);
    assert!(page.has("Give a reason"), "{}", page.text());
    form[4].1 = "Each in its time.";
    let page = stage.drafter.post(&path, &form).await;
    assert_eq!(page.status, 200);
    assert!(page.has("3 are ticked, nothing is left out."), "{}", page.text());
    assert_eq!(responses_stored(&stage), 0, "a look stores nothing");

    answers(&stage.lead, &two, "0", "Settled.").await;
    form.push(("confirmed", "yes"));
    let page = stage.drafter.post(&path, &form).await;
    assert!(page.has("It was done for 2, 1 was left out."), "{}", page.text());
    assert!(page.has("art. 1 (2) · Kingdom of Lothmar"), "which: {}", page.text());
    assert_eq!(responses_stored(&stage), 3);
    let page = stage.drafter.post(&path, &[("treatment", "noted"), ("reason", "No.")]).await;
    assert_eq!(page.status, 422);
    assert!(page.has("Tick at least one input"), "{}", page.text());
}

#[tokio::test]
async fn another_person_validates_many_and_the_lead_releases_them_but_not_to_states_unasked() {
    let stage = closed().await;
    let state = submitted(&stage, &Said::comment(stage.avaria, ARTICLE_1_1, "Lanterns first."));
    let ngo = submitted(&stage, &Said::comment(stage.ngo, ARTICLE_1_2, "Boats first."));
    let mine = submitted(&stage, &Said::comment(stage.ngo, 3, "Piers first."));
    answers(&stage.drafter, &state, "0", "In its time.").await;
    answers(&stage.drafter, &ngo, "0", "In its time.").await;
    answers(&stage.lead, &mine, "0", "In its time.").await;

    let chosen = [("inputs", state.as_str()), ("inputs", ngo.as_str()), ("inputs", mine.as_str())];
    let path = board(&stage, "validations");
    let page = stage.lead.post(&path, &chosen).await;
    assert!(page.has("2 are ticked, 1 is left out."), "{}", page.text());
    assert!(page.has("another person validates it") && page.has("In its time."));
    // One is written anew after the lead read it.
    answers(&stage.drafter, &ngo, "1", "Some other reason.").await;
    let form = forms(&page.body).into_iter().find(|form| form.action.ends_with("/validations"));
    let form = form.expect("the form");
    let page = stage.lead.post(&path, &form.pairs()).await;
    assert!(page.has("It was done for 1, 1 was left out."), "{}", page.text());
    assert!(page.has("changed since you read it"), "{}", page.text());
    let page = stage.lead.post(&path, &chosen).await;
    let form = forms(&page.body).into_iter().find(|form| form.action.ends_with("/validations"));
    stage.lead.post(&path, &form.expect("the form").pairs()).await;

    let path = board(&stage, "releases");
    assert_eq!(stage.drafter.post(&path, &chosen).await.status, 403);
    let page = stage.lead.post(&path, &chosen).await;
    assert!(page.has("1 is ticked"), "the State's is not: {}", page.text());
    assert!(page.has("Responses to States are not ticked"), "{}", page.text());
    let form = forms(&page.body).into_iter().find(|form| form.action.ends_with("/releases"));
    let form = form.expect("the form");
    let ticked: Vec<_> = form.pairs().into_iter().filter(|(name, _)| *name == "inputs").collect();
    assert_eq!(ticked, [("inputs", ngo.as_str())]);
    stage.lead.does(&path, &form.pairs()).await;
    let released = stage.server.read(|conn| {
        responses::table
            .inner_join(inputs::table.on(inputs::id.eq(responses::input_id)))
            .filter(responses::released_at.is_not_null())
            .select(inputs::public_id)
            .load::<PublicId>(conn)
    });
    assert_eq!(released, [PublicId::from(ngo.as_str())]);
}

#[tokio::test]
async fn an_article_is_given_to_a_drafter_with_all_under_it_and_the_journal_says_so() {
    let stage = closed().await;
    submitted(&stage, &Said::comment(stage.avaria, ARTICLE_1_2, "Boats first."));
    submitted(&stage, &Said::comment(stage.ngo, 3, "Piers first."));
    let page = stage.lead.get(&format!("/c/{}/consolidation/board", stage.slug)).await;
    assert_eq!(page.location(), board(&stage, "board"));
    let page = stage.lead.get(&board(&stage, "board")).await;
    let mut form =
        forms(&page.body).into_iter().find(|form| form.action.ends_with("/assignments")).unwrap();
    let part = page.body.split("<option value=\"").find(|rest| rest.contains(">Article 1<"));
    let part = part.and_then(|rest| rest.split('"').next()).expect("article 1").to_owned();
    let dora = page.body.split("<option value=\"").find(|rest| rest.contains(">Dora Drafter<"));
    let dora = dora.and_then(|rest| rest.split('"').next()).expect("Dora").to_owned();
    let fill = |due: &str| {
        vec![
            ("part".to_owned(), part.clone()),
            ("to".to_owned(), dora.clone()),
            ("due_on".to_owned(), due.to_owned()),
        ]
    };
    form.fill(&fill("soon"));
    let action = form.action.clone();
    let page = stage.lead.post(&action, &form.pairs()).await;
    assert_eq!(page.status, 422);
    assert!(page.has("Enter a day") && page.has("value=\"soon\""), "{}", page.text());
    form.fill(&fill("2026-05-20"));
    stage.lead.does(&action, &form.pairs()).await;
    let page = stage.lead.does(&action, &form.pairs()).await;
    assert!(page.has("Dora Drafter (until 20 May 2026)"), "{}", page.text());
    let page = stage.drafter.get(&board(&stage, "board?show=undecided&mine=yes")).await;
    assert!(page.has("Boats first.") && !page.has("Piers first."), "{}", page.text());
    let journal = stage.lead.get(&format!("/c/{}/journal", stage.slug)).await;
    assert_eq!(journal.body.matches("Assigned a part of the text").count(), 1, "once is enough");
    assert_eq!(stage.administrator.post(&action, &form.pairs()).await.status, 404);
}

#[tokio::test]
async fn one_goes_through_what_is_undecided_and_each_response_leads_to_the_next() {
    let stage = closed().await;
    let one = submitted(&stage, &Said::comment(stage.avaria, ARTICLE_1_1, "Lanterns first."));
    let two = submitted(&stage, &Said::comment(stage.ngo, ARTICLE_1_2, "Boats first."));
    let page = stage.drafter.get(&board(&stage, "board")).await;
    let first = page.links("/response?show=undecided").remove(0);
    assert_eq!(first, format!("/inputs/{one}/response?show=undecided"));
    let mut page = stage.drafter.get(&first).await;
    assert!(page.has("rel=\"next\"") && page.has("<kbd>n</kbd>"), "{}", page.body);
    for input in [&one, &two] {
        let action = format!("/inputs/{input}/response");
        let mut form = forms(&page.body).into_iter().find(|form| form.action == action).unwrap();
        form.fill(&[("treatment".into(), "accepted".into())]);
        page = stage.drafter.does(&action, &form.pairs()).await;
    }
    assert!(page.has("Board") && page.has("There is nothing of this."), "{}", page.text());
    let page = stage.drafter.get(&board(&stage, "board?show=without_reason")).await;
    assert!(page.has("2 inputs"), "{}", page.text());
    let page = stage.lead.get(&board(&stage, "board?show=to_validate")).await;
    assert!(page.has("Lanterns first.") && page.has("Boats first."), "{}", page.text());
    let page = stage.drafter.get(&board(&stage, "board?show=to_validate")).await;
    assert!(page.has("There is nothing of this."), "not by oneself: {}", page.text());
}
