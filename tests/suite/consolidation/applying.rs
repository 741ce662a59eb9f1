//! Proposals put into the working draft.

use super::*;

/// A working draft that continues the circulated one: same elements, same identities.
pub fn working_draft(stage: &Stage) -> String {
    let (id, now) = (public_id(), stage.server.now());
    stage.server.write(|tx| {
        let draft: DraftKey = diesel::insert_into(drafts::table)
            .values((
                drafts::public_id.eq(&id),
                drafts::consultation_id.eq(stage.consultation),
                drafts::label.eq("Revised draft"),
                drafts::language.eq("en"),
                drafts::state.eq(DraftState::Working),
                drafts::based_on_id.eq(stage.draft_key),
                drafts::created_at.eq(now),
            ))
            .returning(drafts::id)
            .get_result(&mut **tx)?;
        type Row = (ElementKey, String, Option<ElementKey>, i64, travaux::text::Kind);
        let rows: Vec<Row> = elements::table
            .filter(elements::draft_id.eq(stage.draft_key))
            .order(elements::position)
            .select((
                elements::id,
                elements::identity,
                elements::parent_id,
                elements::position,
                elements::kind,
            ))
            .load(&mut **tx)?;
        let mut keys = std::collections::HashMap::new();
        for (old, identity, parent, position, kind) in rows {
            let parent: Option<ElementKey> = parent.map(|parent| keys[&parent]);
            let new: ElementKey = diesel::insert_into(elements::table)
                .values((
                    elements::public_id.eq(public_id()),
                    elements::draft_id.eq(draft),
                    elements::identity.eq(identity),
                    elements::parent_id.eq(parent),
                    elements::position.eq(position),
                    elements::kind.eq(kind),
                ))
                .returning(elements::id)
                .get_result(&mut **tx)?;
            let body: String = wordings::table
                .filter(wordings::element_id.eq(old))
                .select(wordings::body)
                .first(&mut **tx)?;
            diesel::insert_into(wordings::table)
                .values((
                    wordings::element_id.eq(new),
                    wordings::language.eq("en"),
                    wordings::body.eq(body),
                ))
                .execute(&mut **tx)?;
            keys.insert(old, new);
        }
        Ok(())
    });
    id.to_string()
}

pub fn wording(stage: &Stage, draft: &str, at: usize) -> Option<String> {
    stage.server.read(|conn| {
        wordings::table
            .inner_join(elements::table.inner_join(drafts::table))
            .filter(drafts::public_id.eq(draft))
            .filter(elements::identity.eq(&stage.identities[at]))
            .select(wordings::body)
            .first(conn)
            .optional()
    })
}

#[tokio::test]
async fn a_proposal_applied_is_in_the_working_draft_with_its_origin() {
    let stage = closed().await;
    let draft = working_draft(&stage);
    let new = "Everyone has the right to aid.";
    let input = submitted(&stage, &Said::proposal(stage.avaria, ARTICLE_1_1, new));
    let path = format!("/inputs/{input}/application");

    let page = stage.drafter.does(&path, &[("draft", &draft)]).await;
    assert!(page.has("its origin is recorded"), "{}", page.text());
    assert_eq!(wording(&stage, &draft, ARTICLE_1_1).as_deref(), Some(new));
    stage.drafter.does(&path, &[("draft", &draft)]).await;
    let origins = stage.server.read(|conn| {
        let draft = drafts::table
            .filter(drafts::public_id.eq(&draft))
            .select(drafts::id)
            .first::<DraftKey>(conn)?;
        travaux::consolidation::views::origins(conn, draft)
    });
    let origins = &origins[&stage.identities[ARTICLE_1_1]];
    assert_eq!(origins.len(), 1, "once is enough");
    assert_eq!(origins[0].act, ChangeAct::Applied);
    assert_eq!(origins[0].by, "Dora Drafter");
    assert!(origins[0].input.is_some());

    // Another proposal on the same paragraph now meets a changed text: three texts, then a decision.
    let rival = "Everybody has the right to mutual help.";
    let rival = submitted(&stage, &Said::proposal(stage.lothmar, ARTICLE_1_1, rival));
    let path = format!("/inputs/{rival}/application");
    let page = stage.drafter.post(&path, &[("draft", &draft)]).await;
    assert_eq!(page.status, 409);
    assert!(page.has("Everyone has the right to mutual aid."), "{}", page.text());
    assert!(page.has("Everybody has the right to mutual help."), "{}", page.text());
    assert_eq!(wording(&stage, &draft, ARTICLE_1_1).as_deref(), Some(new));
    let digest = page.value("digest");
    let mut form = vec![
        ("draft", draft.as_str()),
        ("decided", "yes"),
        ("from_proposal", "yes"),
        ("wording", "Everybody has the right to aid."),
        ("digest", "stale"),
    ];
    let page = stage.drafter.post(&path, &form).await;
    assert_eq!(page.status, 409);
    assert!(page.has("Everybody has the right to aid."), "what was typed: {}", page.text());
    form[4] = ("digest", &digest);
    stage.drafter.does(&path, &form).await;
    let now = wording(&stage, &draft, ARTICLE_1_1);
    assert_eq!(now.as_deref(), Some("Everybody has the right to aid."));
}

#[tokio::test]
async fn what_the_working_draft_no_longer_has_cannot_be_changed_and_the_page_says_so() {
    let stage = closed().await;
    let draft = working_draft(&stage);
    let delete =
        Said { operation: Some(Operation::Delete), ..Said::comment(stage.ngo, ARTICLE_1_1, "No.") };
    let delete = submitted(&stage, &delete);
    let modify = submitted(&stage, &Said::proposal(stage.avaria, ARTICLE_1_1, "Another text."));

    let path = format!("/inputs/{delete}/application");
    // The other wants the opposite and has no response yet: a person looks first.
    let page = stage.drafter.post(&path, &[("draft", &draft)]).await;
    let form = forms(&page.body).into_iter().find(|form| form.action == path).expect("a decision");
    stage.drafter.does(&path, &form.pairs()).await;
    assert_eq!(wording(&stage, &draft, ARTICLE_1_1), None);
    let path = format!("/inputs/{modify}/application");
    let page = stage.drafter.post(&path, &[("draft", &draft)]).await;
    assert_eq!(page.status, 409);
    assert!(page.has("no longer has this paragraph"), "{}", page.text());
    assert!(page.has("Dora Drafter"), "{}", page.text());
}

#[tokio::test]
async fn a_proposal_that_was_not_accepted_is_applied_on_second_thought_only() {
    let stage = closed().await;
    working_draft(&stage);
    let words = "Everyone has the right to seek mutual aid.";
    let input = submitted(&stage, &Said::proposal(stage.avaria, ARTICLE_1_1, words));
    let path = workspace(&stage, ARTICLE_1_1);
    let folded = "Apply although the response does not accept it";
    assert!(!stage.lead.get(&path).await.has(folded));
    let response = format!("/inputs/{input}/response");
    let form = [("treatment", "not_accepted"), ("reason", "Said already."), ("version", "0")];
    stage.drafter.does(&response, &form).await;
    assert!(!stage.lead.get(&path).await.has(folded), "it is not decided yet");
    stage.lead.does(&format!("{response}/validation"), &[("version", "1")]).await;
    let page = stage.lead.get(&path).await;
    assert!(page.has(folded) && page.has("/application"), "{}", page.text());
}

#[tokio::test]
async fn a_footnote_mark_in_a_proposal_is_shown_as_a_mark() {
    let stage = closed().await;
    let words = "Everyone has the right to mutual aid.[^3]";
    submitted(&stage, &Said::proposal(stage.avaria, ARTICLE_1_1, words));
    let page = stage.lead.get(&workspace(&stage, ARTICLE_1_1)).await;
    assert!(page.has("<span class=\"footnote-mark\">3</span>"), "{}", page.body);
    assert!(!page.has("aid.[^3]"));
}

#[tokio::test]
async fn moves_splits_and_mergers_are_applied_with_their_origin() {
    let stage = closed().await;
    let draft = working_draft(&stage);
    let of = |operation, at, proposed| Said {
        operation: Some(operation),
        ..Said::proposal(stage.avaria, at, proposed)
    };
    let id = |at: usize| stage.identities[at].clone();
    let with = |input: &str, particulars: travaux::text::Particulars| {
        stage.server.write(|tx| {
            diesel::update(inputs::table.filter(inputs::public_id.eq(input)))
                .set(inputs::particulars.eq(travaux::db::Json(particulars)))
                .execute(&mut **tx)
        });
    };
    let order = || -> Vec<String> {
        stage.server.read(|conn| {
            elements::table
                .inner_join(drafts::table)
                .filter(drafts::public_id.eq(&draft))
                .order(elements::position)
                .select(elements::identity)
                .load(conn)
        })
    };
    let applies = async |input: &str| {
        let path = format!("/inputs/{input}/application");
        stage.drafter.post(&path, &[("draft", &draft)]).await
    };
    // The second preambular paragraph before the first.
    let moved = submitted(&stage, &of(Operation::Move, 3, ""));
    let to = travaux::text::Destination { anchor: id(2), side: travaux::text::Side::Before };
    with(&moved, travaux::text::Particulars { to: Some(to), ..Default::default() });
    let page = applies(&moved).await;
    assert_eq!(page.status, 303, "{}", page.text());
    assert_eq!(order()[2..4], [id(3), id(2)]);
    assert_eq!(applies(&moved).await.status, 303);
    assert_eq!(order()[2..4], [id(3), id(2)], "twice is once");

    let parts = "States shall respect this right.\n---\nStates shall protect this right.";
    let split = submitted(&stage, &of(Operation::Split, ARTICLE_1_2, parts));
    assert_eq!(applies(&split).await.status, 303);
    let said = wording(&stage, &draft, ARTICLE_1_2);
    assert_eq!(said.as_deref(), Some("States shall respect this right."));
    assert_eq!(order().len(), stage.identities.len() + 1);

    let merged = submitted(&stage, &of(Operation::Merge, 9, ""));
    with(&merged, travaux::text::Particulars { others: vec![id(10)], ..Default::default() });
    assert_eq!(applies(&merged).await.status, 303);
    let said = wording(&stage, &draft, 9);
    let joined = "Share lanterns in time of storm; Keep harbours open to all peoples.";
    assert_eq!(said.as_deref(), Some(joined));
    assert_eq!(wording(&stage, &draft, 10), None);

    let origins = stage.server.read(|conn| {
        let draft = drafts::table
            .filter(drafts::public_id.eq(&draft))
            .select(drafts::id)
            .first::<DraftKey>(conn)?;
        travaux::consolidation::views::origins(conn, draft)
    });
    for at in [3, ARTICLE_1_2, 9, 10] {
        let origin = &origins[&id(at)];
        assert!(origin.iter().all(|one| one.input.is_some()), "{at}: {origin:?}");
    }
}
