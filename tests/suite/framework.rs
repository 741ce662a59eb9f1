//! Before there is a text: elements of a framework, gathered from what was answered, and the paragraphs
//! that grew from them.

use crate::access::scene::{comment, input, submit};
use crate::support::forms::forms;
use crate::support::stage::{self, Stage};
use diesel::prelude::*;
use travaux::procedure::keys::PublicId;
use travaux::procedure::words::PublicationClass;
use travaux::schema::*;

/// The round is over, and Avaria said one thing of each class.
struct Said {
    stage: Stage,
    public: PublicId,
    withheld: PublicId,
    confidential: PublicId,
}

async fn said() -> Said {
    let stage = stage::set().await;
    let round = stage.round.clone();
    for (n, body, class) in [
        (2, "Harbours stay open in a storm.", "public"),
        (3, "Lanterns are owed to strangers.", "name_withheld"),
        (6, "Our own harbour was closed.", "confidential"),
    ] {
        comment(&stage.avaria_focal, &round, &stage.elements[n], body, class).await;
    }
    let sent = submit(&stage, &stage.avaria_focal, &round, stage.avaria).await;
    stage.server.it_is("2026-05-04T12:00:00Z");
    let of = |class| input(&stage, &sent, class);
    Said {
        public: of(PublicationClass::Public),
        withheld: of(PublicationClass::NameWithheld),
        confidential: of(PublicationClass::Confidential),
        stage,
    }
}

const LIST: &str = "/c/mutual-aid/framework";
const PUBLISHED: &str = "/c/mutual-aid/framework/published";

fn elements(stage: &Stage) -> Vec<PublicId> {
    stage.server.read(|conn| {
        framework_elements::table
            .order((framework_elements::position, framework_elements::id))
            .select(framework_elements::public_id)
            .load(conn)
    })
}

async fn gathered(said: &Said, title: &str, source: &PublicId) -> PublicId {
    let form = [
        ("title", title),
        ("body", "As most answers say."),
        ("inputs", source.as_str()),
        ("theme", ""),
    ];
    let answer = said.stage.drafter.post(LIST, &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    elements(&said.stage).into_iter().next_back().unwrap()
}

#[tokio::test]
async fn an_element_is_gathered_from_what_its_reader_may_see_and_from_nothing_else() {
    let said = said().await;
    let (drafter, lead) = (&said.stage.drafter, &said.stage.lead);

    let page = drafter.get(LIST).await;
    assert!(page.has("Harbours stay open in a storm.") && page.has("Republic of Avaria"));
    assert!(page.has("Lanterns are owed to strangers."));
    assert!(!page.has("Our own harbour was closed."), "{}", page.text());
    assert!(lead.get(LIST).await.has("Our own harbour was closed."));

    let hidden = [("title", "Harbours"), ("body", ""), ("inputs", said.confidential.as_str())];
    assert_eq!(drafter.post(LIST, &hidden).await.status, 404);
    assert!(elements(&said.stage).is_empty());

    let element = gathered(&said, "Open harbours", &said.public).await;
    let path = format!("/framework/{element}");
    let link = [("inputs", said.withheld.as_str())];
    assert_eq!(drafter.post(&format!("{path}/links"), &link).await.status, 303);
    let link = [("inputs", said.confidential.as_str())];
    assert_eq!(lead.post(&format!("{path}/links"), &link).await.status, 303);
    assert_eq!(drafter.post(&format!("{path}/links/removal"), &link).await.status, 404);

    let page = drafter.get(&path).await;
    let of_withheld = page.text().split("Lanterns are owed").next().unwrap().to_owned();
    assert_eq!(of_withheld.matches("Republic of Avaria").count(), 1, "{}", page.text());
    assert!(!page.has("Our own harbour was closed."));
    assert!(lead.get(&path).await.has("Our own harbour was closed."));
    // What is gathered is not offered again; the count is of what this reader sees.
    let page = drafter.get(LIST).await;
    assert!(!page.has("Harbours stay open in a storm."), "{}", page.text());
    assert!(
        page.has("Gathered from 2 inputs") && lead.get(LIST).await.has("Gathered from 3 inputs")
    );
}

#[tokio::test]
async fn answers_are_offered_by_theme() {
    let said = said().await;
    let drafter = &said.stage.drafter;
    let tag = [("new_theme", "Storms")];
    drafter.post(&format!("/inputs/{}/themes", said.public), &tag).await;
    let theme: i64 = said.stage.server.read(|conn| themes::table.select(themes::id).first(conn));
    let page = drafter.get(&format!("{LIST}?theme={theme}")).await;
    assert!(page.has("Harbours stay open") && !page.has("Lanterns are owed"), "{}", page.text());

    let form = [("title", "Open harbours"), ("body", ""), ("theme", &*theme.to_string())];
    assert_eq!(drafter.post(LIST, &form).await.status, 303);
    assert!(drafter.get(LIST).await.has("<h2>Storms</h2>"));
    let form = [("title", "Open harbours"), ("body", ""), ("theme", "999999")];
    assert_eq!(drafter.post(LIST, &form).await.status, 404);
}

#[tokio::test]
async fn a_paragraph_says_which_element_it_grew_from() {
    let said = said().await;
    let stage = &said.stage;
    let element = gathered(&said, "Open harbours", &said.public).await;
    let path = format!("/framework/{element}");
    let link = [("paragraph", stage.identities[5].as_str())];
    assert_eq!(stage.drafter.post(&format!("{path}/links"), &link).await.status, 303);
    assert!(stage.drafter.get(&path).await.has("art. 1 (1)"));
    let workspace = format!("/rounds/{}/consolidation/{}", stage.round, stage.elements[5]);
    let page = stage.drafter.get(&workspace).await;
    assert!(page.has("Grew from the elements:") && page.has("Open harbours"), "{}", page.text());
    let stranger = [("paragraph", "no-such-paragraph")];
    assert_eq!(stage.drafter.post(&format!("{path}/links"), &stranger).await.status, 404);

    assert_eq!(stage.drafter.post(&format!("{path}/links/removal"), &link).await.status, 303);
    assert!(!stage.drafter.get(&workspace).await.has("Open harbours"));
}

#[tokio::test]
async fn what_the_lead_published_is_read_by_all_as_it_was_without_its_sources() {
    let said = said().await;
    let stage = &said.stage;
    let refused = stage.lead.post(&format!("{LIST}/publication"), &[]).await;
    assert!(refused.status == 409 && refused.has("There is no element to publish yet."));
    assert_eq!(stage.visitor.get(PUBLISHED).await.status, 404);

    let element = gathered(&said, "Open harbours", &said.public).await;
    let path = format!("/framework/{element}");
    let link = [("paragraph", stage.identities[5].as_str())];
    stage.drafter.post(&format!("{path}/links"), &link).await;
    let tried = stage.drafter.post(&format!("{LIST}/publication"), &[]).await;
    assert_eq!(tried.status, 403);
    assert_eq!(stage.lead.post(&format!("{LIST}/publication"), &[]).await.status, 303);

    let page = stage.visitor.get(PUBLISHED).await;
    assert!(page.has("Open harbours") && page.has("As most answers say."), "{}", page.text());
    assert!(page.has("art. 1 (1)") && !page.has("Avaria"), "{}", page.text());
    assert!(stage.visitor.get("/c/mutual-aid").await.has(PUBLISHED));

    let form = [("title", "Harbours for all"), ("body", "Anew."), ("version", "1"), ("theme", "")];
    assert_eq!(stage.drafter.post(&path, &form).await.status, 303);
    assert!(stage.visitor.get(PUBLISHED).await.has("Open harbours"));
    stage.lead.post(&format!("{LIST}/publication"), &[]).await;
    stage.lead.post(&format!("{LIST}/publication"), &[]).await;
    let page = stage.visitor.get(PUBLISHED).await;
    assert!(page.has("Harbours for all") && page.has("publication no. 2"), "{}", page.text());
}

#[tokio::test]
async fn two_who_write_one_element_see_both_texts_and_a_faulty_form_keeps_what_was_typed() {
    let said = said().await;
    let stage = &said.stage;
    let element = gathered(&said, "Open harbours", &said.public).await;
    let path = format!("/framework/{element}");
    let by =
        |title: &'static str| [("title", title), ("body", ""), ("version", "1"), ("theme", "")];
    assert_eq!(stage.lead.post(&path, &by("Harbours of the lead")).await.status, 303);
    let page = stage.drafter.post(&path, &by("Harbours of the drafter")).await;
    assert_eq!(page.status, 409);
    assert!(page.has("Harbours of the lead") && page.has("Harbours of the drafter"));
    let again = forms(&page.body).into_iter().find(|form| form.action == path).unwrap();
    assert_eq!(stage.drafter.post(&path, &again.pairs()).await.status, 303);
    assert!(stage.lead.get(&path).await.has("Harbours of the drafter"));

    let form = [("title", " "), ("body", "A long thought."), ("theme", "")];
    let page = stage.drafter.post(LIST, &form).await;
    assert_eq!(page.status, 422);
    assert!(page.has("A long thought.") && page.has("Give the element a title."));
}

#[tokio::test]
async fn elements_are_put_in_order_and_taken_away() {
    let said = said().await;
    let stage = &said.stage;
    let first = gathered(&said, "First", &said.public).await;
    let second = gathered(&said, "Second", &said.withheld).await;
    let place = |element: &PublicId| format!("/framework/{element}/place");
    assert_eq!(stage.drafter.post(&place(&second), &[("way", "up")]).await.status, 303);
    assert_eq!(elements(stage), [second.clone(), first.clone()]);
    assert_eq!(stage.drafter.post(&place(&second), &[("way", "up")]).await.status, 303);
    assert_eq!(stage.drafter.post(&place(&second), &[("way", "down")]).await.status, 303);
    assert_eq!(elements(stage), [first.clone(), second.clone()]);
    let removal = format!("/framework/{first}/removal");
    assert_eq!(stage.drafter.post(&removal, &[]).await.status, 303);
    assert_eq!(elements(stage), [second]);
    assert!(stage.drafter.get(LIST).await.has("Harbours stay open in a storm."), "offered again");
}
