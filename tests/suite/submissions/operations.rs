//! Proposals that move, split, merge and add on every side, on one paragraph and on several; and
//! what a round takes of them at its stage.

use super::*;

/// Article 2 and what stands under it: chapeau, (a), (b).
const ARTICLE_2: usize = 7;
const LETTER_A: usize = 9;
const LETTER_B: usize = 10;
const PP1: usize = 2;
const PP2: usize = 3;

impl Stage {
    fn proposal_on(&self, n: usize) -> String {
        format!("{}?form=proposal", self.element(n))
    }
}

async fn proposes(person: &Person, stage: &Stage, n: usize, form: &[(&str, &str)]) -> Page {
    let common = [("language", "en"), ("class", "public"), ("version", "0")];
    person.post(&stage.proposal_on(n), &[&common, form].concat()).await
}

#[tokio::test]
async fn moving_splitting_and_merging_are_proposed_and_said_in_words() {
    let stage = stage::set().await;
    let avaria = &stage.avaria_focal;
    let page = avaria.get(&stage.proposal_on(LETTER_A)).await;
    for offered in
        ["Add before", "Add under it, first", "Move", "Split", "Merge", "Retain as it is"]
    {
        assert!(page.has(offered), "{offered}: {}", page.text());
    }
    assert!(!avaria.get(&stage.proposal_on(0)).await.has("Add under it"), "nothing under a title");

    let to = stage.identities[PARAGRAPH].clone();
    let moved =
        [("operation", "move"), ("anchor", to.as_str()), ("side", "after"), ("kind", "paragraph")];
    let answer = proposes(avaria, &stage, LETTER_A, &moved).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = avaria.get(&stage.element(LETTER_A)).await;
    assert!(page.has("Move: to stand after art. 1 (1), as: Paragraph"), "{}", page.text());

    let parts = "States shall respect this right.\r\n---\r\nStates shall protect this right.";
    let answer =
        proposes(avaria, &stage, NEXT, &[("operation", "split"), ("proposed", parts)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(avaria.get(&stage.element(NEXT)).await.has("¶"));

    let with = stage.identities[LETTER_B].clone();
    let merged = [("operation", "merge"), ("others", with.as_str()), ("proposed", "")];
    let answer = proposes(avaria, &stage, LETTER_A, &merged).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(avaria.get(&stage.element(LETTER_A)).await.has("Merge: with art. 2 (b)"));

    let path = draft(avaria, &stage).await;
    submits(avaria, &path).await;
    stage.server.it_is("2026-05-04T12:00:00Z");
    let desk = stage.drafter.get(&format!("/rounds/{}/matrix", stage.round)).await;
    assert!(desk.has("Move: to stand after art. 1 (1)"), "{}", desk.text());
    let table = stage.drafter.get(&format!("/rounds/{}/matrix.csv", stage.round)).await;
    assert!(table.body.contains("after art. 1 (1)"), "{}", table.body);
    assert!(table.body.contains("art. 2 (b)"), "{}", table.body);
}

#[tokio::test]
async fn what_a_proposal_lacks_is_said_where_it_can_be_mended() {
    let stage = stage::set().await;
    let avaria = &stage.avaria_focal;
    let own = stage.identities[LETTER_A].clone();
    let below = stage.identities[LETTER_A].clone();
    let preamble = stage.identities[PP1].clone();
    for (at, form, field) in [
        (LETTER_A, vec![("operation", "move")], "f-anchor-error"),
        (
            LETTER_A,
            vec![("operation", "move"), ("anchor", own.as_str()), ("side", "after")],
            "f-anchor-error",
        ),
        (
            ARTICLE_2,
            vec![("operation", "move"), ("anchor", below.as_str()), ("side", "after")],
            "f-anchor-error",
        ),
        (
            LETTER_A,
            vec![("operation", "move"), ("anchor", preamble.as_str()), ("side", "before")],
            "f-anchor-error",
        ),
        (
            LETTER_A,
            vec![("operation", "split"), ("proposed", "One part only.")],
            "f-proposed-error",
        ),
        (
            LETTER_A,
            vec![("operation", "add_after"), ("proposed", "Share lanterns in time of storm;")],
            "f-proposed-error",
        ),
        (
            LETTER_A,
            vec![("operation", "delete"), ("proposed", ""), ("further", "art. 99")],
            "f-further-error",
        ),
    ] {
        let page = proposes(avaria, &stage, at, &form).await;
        assert_eq!(page.status, 422, "{form:?}");
        assert!(page.body.contains(field), "{form:?}: {}", page.text());
    }
    let page = proposes(avaria, &stage, LETTER_A, &[("operation", "merge")]).await;
    assert!(page.status == 422 && page.has("Choose with what it should be merged"));
    assert_eq!(stage.server.inputs().len(), 0);
}

#[tokio::test]
async fn a_proposal_on_several_paragraphs_is_shown_submitted_and_withdrawn_as_one() {
    let stage = stage::set().await;
    let avaria = &stage.avaria_focal;
    let form = [("operation", "delete"), ("body", "Too many."), ("further", "PP2; art. 2 (b)")];
    let answer = proposes(avaria, &stage, PP1, &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let all = stage.server.inputs();
    assert_eq!(all.len(), 3);
    let groups: Vec<_> = all.iter().map(|one| one.proposal_group.clone()).collect();
    assert!(groups[0].is_some() && groups.iter().all(|group| *group == groups[0]), "{groups:?}");
    for (at, others) in [(PP1, ["PP2", "art. 2 (b)"]), (PP2, ["PP1", "art. 2 (b)"])] {
        let page = avaria.get(&stage.element(at)).await;
        assert!(page.has("One proposal, also on"), "{}", page.text());
        for other in others {
            assert!(page.has(other), "{other}: {}", page.text());
        }
    }
    let path = draft(avaria, &stage).await;
    assert!(avaria.get(&path).await.has("One proposal, also on"));
    let page = submits(avaria, &path).await;
    assert!(!page.has("not finished"), "{}", page.text());
    stage.server.it_is("2026-05-04T12:00:00Z");
    let desk = format!("/rounds/{}/consolidation/{}", stage.round, stage.elements[PP2]);
    let desk = stage.drafter.get(&desk).await;
    assert!(desk.has("PP1") && desk.has("art. 2 (b)"), "{}", desk.text());
    avaria.does(&format!("{path}/withdrawal"), &[("reason", "Not any more")]).await;
    let left: i64 = stage.server.read(|c| {
        submissions::table
            .filter(submissions::state.eq(SubmissionState::Submitted))
            .count()
            .get_result(c)
    });
    assert_eq!(left, 0);
}

#[tokio::test]
async fn a_proposal_on_several_paragraphs_is_counted_once() {
    let stage = stage::set().await;
    let avaria = &stage.avaria_focal;
    let form =
        [("operation", "delete"), ("body", "Too many."), ("further", "art. 2 (a); art. 2 (b)")];
    assert_eq!(proposes(avaria, &stage, PP1, &form).await.status, 303);
    let form = [("operation", "delete"), ("body", "And that."), ("further", "")];
    assert_eq!(proposes(avaria, &stage, PP2, &form).await.status, 303);
    let path = draft(avaria, &stage).await;
    submits(avaria, &path).await;
    let own = avaria.get("/c/mutual-aid/submissions").await;
    assert!(own.body.contains("<td class=\"num\" data-label=\"Inputs\">2</td>"), "{}", own.text());
    // In the table of contents, article 2 has one.
    let text = avaria.get(&stage.text()).await;
    assert!(text.body.contains("Article 2</span><span class=\"count\">1</span>"), "{}", text.body);
    stage.server.it_is("2026-05-04T12:00:00Z");
    let round = format!("/rounds/{}", stage.round);
    let (desk, board) = (format!("{round}/consolidation"), format!("{round}/consolidation/board"));
    let said = "2 proposals on 4 paragraphs.";
    for page in [
        desk.clone(),
        board.clone(),
        format!("{round}/compilation"),
        format!("{round}/bracketed"),
        format!("{round}/matrix"),
        format!("/c/{}/consolidation", stage.slug),
    ] {
        let read = stage.lead.get(&page).await;
        assert!(read.status == 200 && read.has(said), "{page}: {}", read.text());
    }
    let matrix = stage.lead.get(&format!("{round}/matrix")).await;
    assert!(matrix.has("2 of 2 inputs"), "{}", matrix.text());
    let data: serde_json::Value =
        serde_json::from_str(&stage.lead.get(&format!("{round}/compilation.json")).await.body)
            .unwrap();
    assert_eq!((&data["inputs"], &data["counted_once"]), (&4.into(), &2.into()));
    assert_eq!((&data["proposals"], &data["paragraphs_with_proposals"]), (&2.into(), &4.into()));
    let data: serde_json::Value =
        serde_json::from_str(&stage.lead.get(&format!("{round}/bracketed.json")).await.body)
            .unwrap();
    assert_eq!(data["counted_once"], 2);
    let list = stage.lead.get(&format!("{board}?show=all")).await;
    assert!(
        list.has("2 inputs in 4 rows") && list.text().contains("Everything 2"),
        "{}",
        list.text()
    );
    // It is answered when it is answered at each of its paragraphs.
    let rows: Vec<_> =
        stage.server.inputs().into_iter().filter(|one| one.proposal_group.is_some()).collect();
    for (n, row) in rows.iter().enumerate() {
        assert!(stage.lead.get(&desk).await.has("2 inputs, 0 answered, 0 validated."), "{n}");
        let form = [("treatment", "noted"), ("reason", "It is noted.")];
        let answer =
            stage.drafter.post(&format!("/inputs/{}/response", row.public_id), &form).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    assert!(stage.lead.get(&desk).await.has("2 inputs, 1 answered, 0 validated."));
    let list = stage.lead.get(&format!("{board}?show=undecided")).await;
    assert!(list.text().contains("Without a response 1"), "{}", list.text());
}

#[tokio::test]
async fn what_is_to_be_changed_in_further_paragraphs_is_worded_there_before_it_is_submitted() {
    let stage = stage::set().await;
    let avaria = &stage.avaria_focal;
    let wording = "Recalling the purposes of mutual aid,";
    let form = [("operation", "modify"), ("proposed", wording), ("further", "PP2")];
    assert_eq!(proposes(avaria, &stage, PP1, &form).await.status, 303);
    let path = draft(avaria, &stage).await;
    let page = avaria.post(&format!("{path}/submission"), &[]).await;
    assert_eq!(page.status, 422, "{}", page.text());
    assert!(page.has("second preambular paragraph"), "{}", page.text());
}

#[tokio::test]
async fn a_stage_takes_what_it_says_and_nothing_while_the_team_revises() {
    let stage = stage::set().await;
    let rules = travaux::rounds::Stage {
        operations: vec![Operation::Modify, Operation::Retain],
        open: Some(vec![stage.identities[PARAGRAPH].clone()]),
        ..Default::default()
    };
    stage.server.write(|tx| {
        diesel::update(rounds::table)
            .set(rounds::stage.eq(travaux::db::Json(rules.clone())))
            .execute(&mut **tx)
    });
    let avaria = &stage.avaria_focal;
    let text = avaria.get(&stage.text()).await;
    assert!(text.has("Only these paragraphs are open: art. 1 (1)"), "{}", text.text());
    let page = avaria.get(&stage.proposal_on(PARAGRAPH)).await;
    assert!(
        page.has("Retain as it is") && !page.body.contains("value=\"delete\""),
        "{}",
        page.text()
    );
    assert!(avaria.get(&stage.element(NEXT)).await.has("This paragraph is not open"));
    let page =
        proposes(avaria, &stage, PARAGRAPH, &[("operation", "delete"), ("proposed", "")]).await;
    assert!(page.status == 403 || page.status == 409, "{}: {}", page.status, page.text());
    assert!(page.has("does not take this kind of proposal"), "{}", page.text());
    let page = proposes(avaria, &stage, NEXT, &[("operation", "retain"), ("proposed", "")]).await;
    assert!(page.has("This paragraph is not open"), "{}", page.text());
    assert_eq!(
        proposes(avaria, &stage, PARAGRAPH, &[("operation", "retain"), ("proposed", "")])
            .await
            .status,
        303
    );

    let round = format!("/rounds/{}", stage.round);
    let reason = [("pause_reason", "The team revises article 1.")];
    stage.administrator.does(&format!("{round}/pause"), &reason).await;
    assert_eq!(stage.administrator.post(&format!("{round}/pause"), &reason).await.status, 409);
    let form = [("body", "Now?"), ("language", "en"), ("version", "0")];
    let page = avaria.post(&format!("{}?form=comment", stage.element(PARAGRAPH)), &form).await;
    assert_eq!(page.status, 409);
    assert!(page.has("paused since"), "{}", page.text());
    let path = draft(avaria, &stage).await;
    let page = avaria.post(&format!("{path}/submission"), &[]).await;
    assert!(page.has("paused since"), "{}", page.text());
    assert!(avaria.get(&round).await.has("The team revises article 1."));
    let empty =
        stage.administrator.post(&format!("{round}/resumption"), &[("pause_reason", " ")]).await;
    assert_eq!(empty.status, 422);
    stage.administrator.does(&format!("{round}/resumption"), &[("pause_reason", "Done.")]).await;
    submits(avaria, &path).await;
    let acts: Vec<String> = stage.server.read(|c| journal::table.select(journal::act).load(c));
    for act in ["round.paused", "round.resumed"] {
        assert!(acts.iter().any(|one| one == act), "{acts:?}");
    }
}

#[tokio::test]
async fn a_table_brings_moves_and_mergers() {
    let stage = stage::set().await;
    let table = "\
participant,participant_kind,regional_group,element,operation,proposed_text,destination,with,new_kind
Isle of Quay,state,african,art. 2 (a),move,,before art. 1 (2),,paragraph
Isle of Quay,state,african,PP1,merge,Recalling and convinced,,PP2,
Isle of Quay,state,african,art. 2,add_last,Help whoever asks.,,,
Isle of Quay,state,african,art. 2 (a),move,,art. 1 (2),,
Isle of Quay,state,african,PP1,merge,,,,
";
    let done = registered::imported(&stage, table, false);
    assert_eq!((done.added, done.bad.len()), (3, 2), "{done:?}");
    let all = stage.server.inputs();
    let to = all[0].particulars.to.clone().expect("a destination");
    assert_eq!(to.anchor, stage.identities[NEXT]);
    assert_eq!(all[1].particulars.others, [stage.identities[PP2].clone()]);
    // The same table again has nothing new.
    assert_eq!(registered::imported(&stage, table, false).added, 0);
}
