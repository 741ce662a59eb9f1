//! Positions and agreement: where States negotiate, and nowhere else.

use travaux::procedure::words::ConsultationKind;
use travaux::schema::{agreements, consultations};

use super::*;

/// States negotiate the stage's text.
async fn reading() -> Stage {
    let stage = stage::set().await;
    stage.server.write(|tx| {
        diesel::update(consultations::table)
            .set(consultations::kind.eq(ConsultationKind::Intergovernmental))
            .execute(&mut **tx)
    });
    stage
}

fn agreement(stage: &Stage, n: usize) -> String {
    format!("/rounds/{}/agreement/{}", stage.round, stage.elements[n])
}

fn positions(stage: &Stage, n: usize) -> String {
    format!("/rounds/{}/positions/{}", stage.round, stage.elements[n])
}

fn step<'a>(status: &'a str, remark: &'a str) -> [(&'a str, &'a str); 4] {
    [
        ("agreement", status),
        ("meeting", "Second session, third meeting"),
        ("on_date", "2026-03-12"),
        ("remark", remark),
    ]
}

#[tokio::test]
async fn in_an_expert_consultation_there_is_neither_agreement_nor_position() {
    let stage = stage::set().await;
    for who in [&stage.lead, &stage.administrator, &stage.avaria_focal, &stage.visitor] {
        assert_eq!(who.get(&agreement(&stage, 5)).await.status, 404);
    }
    let form = step("agreed", "");
    assert_eq!(stage.lead.post(&agreement(&stage, 5), &form).await.status, 404);
    let form = [("stance", "support"), ("class", "public")];
    assert_eq!(stage.avaria_focal.post(&positions(&stage, 5), &form).await.status, 404);
    let text = stage.lead.get(&format!("/rounds/{}/text", stage.round)).await;
    assert!(!text.has("Agreed") && !text.has("/agreement/"));
    let place = format!("/rounds/{}/elements/{}", stage.round, stage.elements[5]);
    assert!(stage.avaria_focal.get(&place).await.links("/agreement/").is_empty());
}

#[tokio::test]
async fn the_chair_records_agreement_ad_referendum_and_reopens_it_with_a_reason() {
    let stage = reading().await;
    let path = agreement(&stage, 5);
    let bad = stage.administrator.post(&path, &[("agreement", "agreed"), ("on_date", "x")]).await;
    assert!(bad.status == 422 && bad.has("Say at which meeting") && bad.has("value=\"x\""));
    let page = stage.administrator.does(&path, &step("ad_referendum", "Pending capitals.")).await;
    assert!(page.has("Agreed ad referendum") && page.has("Second session, third meeting"));
    // Sent twice, it is recorded once.
    let twice = stage.administrator.post(&path, &step("ad_referendum", "Pending capitals.")).await;
    assert_eq!(twice.status, 303, "{}", twice.text());
    for (who, status) in [(&stage.drafter, 403), (&stage.avaria_focal, 403), (&stage.auditor, 404)]
    {
        assert_eq!(who.post(&path, &step("agreed", "")).await.status, status);
    }
    // With a word and a shape, for everybody who reads the text.
    let text = stage.visitor.get(&format!("/rounds/{}/text", stage.round)).await;
    assert!(text.has("<span class=\"mark half\">Agreed ad referendum</span>"));
    // What is open is marked for whoever asks, and only what has words of its own to agree on.
    let marks = |page: &Page| page.body.matches("<span class=\"mark idle\">Open</span>").count();
    assert_eq!(marks(&text), 0, "{}", text.text());
    let open = text.links("agreement=all");
    assert_eq!(open.len(), 1, "{}", text.text());
    let text = stage.visitor.get(&format!("/rounds/{}/text{}", stage.round, open[0])).await;
    let headings = text.body.matches("kind-article").count();
    assert!(headings > 1, "{}", text.text());
    assert_eq!(marks(&text), stage.elements.len() - headings - 1, "{}", text.text());
    assert!(text.has(&format!("Open ({})", marks(&text))), "{}", text.text());
    // And beside the paragraph itself, from where one goes to what was decided and who holds what.
    let place = format!("/rounds/{}/elements/{}", stage.round, stage.elements[5]);
    let place = stage.avaria_focal.get(&place).await;
    assert!(place.has("<span class=\"mark half\">Agreed ad referendum</span>"));
    assert!(place.links("/agreement/").contains(&path), "{}", place.text());
    let form = stage.avaria_focal.get(&path).await;
    assert!(form.has("It is never published.") && !form.has("It is counted"), "{}", form.text());
    let without = stage.lead.post(&path, &step("open", " ")).await;
    assert!(without.status == 422 && without.has("Say why it is opened again."));
    stage.lead.does(&path, &step("agreed", "")).await;
    let down = stage.lead.post(&path, &step("ad_referendum", "")).await;
    assert_eq!(down.status, 409, "{}", down.text());
    let page = stage.lead.does(&path, &step("open", "A capital has objected.")).await;
    for said in ["Open", "A capital has objected.", "Pending capitals.", "as round administrator"] {
        assert!(page.has(said), "{said}: {}", page.text());
    }
    let kept: i64 = stage.server.read(|conn| agreements::table.count().get_result(conn));
    assert_eq!(kept, 3, "nothing is forgotten");
    let journal = stage.lead.get("/c/mutual-aid/journal").await;
    assert!(journal.has("Recorded how far a paragraph is agreed"));
}

#[tokio::test]
async fn who_holds_what_is_a_list_as_classes_allow_and_never_a_tally() {
    let stage = reading().await;
    let path = positions(&stage, 5);
    let unchosen = stage.avaria_focal.post(&path, &[("note", "Hm.")]).await;
    assert!(unchosen.status == 422 && unchosen.has("Choose a position.") && unchosen.has("Hm."));
    for (who, stance, class, note) in [
        (&stage.avaria_focal, "support", "public", "We hold so."),
        (&stage.lothmar_focal, "reserve", "name_withheld", "Until the capital answers."),
        (&stage.ngo_focal, "oppose", "confidential", "Never."),
    ] {
        let form = [("stance", stance), ("class", class), ("note", note)];
        let answer = who.post(&path, &form).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    assert_eq!(stage.avaria_contributor.post(&path, &[]).await.status, 403);
    assert_eq!(stage.lead.post(&path, &[]).await.status, 404);
    let page = agreement(&stage, 5);
    let before = stage.visitor.get(&page).await;
    assert!(!before.has("We hold so.") && !before.has("Republic of Avaria"));
    let other = stage.lothmar_focal.get(&page).await;
    assert!(!other.has("We hold so.") && other.has("Until the capital answers."));
    stage.server.it_is(AFTER_CLOSING);
    publishes(&stage).await;
    let public = stage.visitor.get(&page).await;
    assert!(public.has("Republic of Avaria") && public.has("Supports"), "{}", public.text());
    assert!(public.has("Until the capital answers.") && !public.has("Kingdom of Lothmar"));
    assert!(!public.has("Never.") && !public.has("Harbour Watch"));
    let lead = stage.lead.get(&page).await;
    assert!(lead.has("Never.") && !lead.has("Harbour Watch"));
    // The database alone does not tell.
    for (table, rows) in tables::everything(&stage.server) {
        let told = rows.iter().find(|row| row.contains("We hold so.") || row.contains("Never."));
        assert_eq!(told, None, "{table}");
    }
    // Another takes its place; and it is lifted at any time.
    let form = [("stance", "retain"), ("class", "public"), ("note", "It must stay.")];
    stage.avaria_focal.does(&path, &form).await;
    let own = stage.avaria_focal.get(&page).await;
    assert!(own.has("Wants it retained") && !own.has("We hold so."));
    let lift = own.body.split("action=\"").find(|part| part.starts_with("/positions/")).unwrap();
    let lift = lift.split('"').next().unwrap().to_owned();
    assert_eq!(stage.lothmar_focal.post(&lift, &[]).await.status, 404);
    stage.avaria_focal.does(&lift, &[]).await;
    assert!(!stage.avaria_focal.get(&page).await.has("It must stay."));
}

#[tokio::test]
async fn a_position_on_a_proposal_is_taken_once_it_can_be_read() {
    let stage = reading().await;
    let place = format!("/rounds/{}/elements/{}?form=proposal", stage.round, stage.elements[5]);
    let form = [
        ("operation", "modify"),
        ("proposed", "Everyone has the right to give aid."),
        ("body", "Given."),
        ("language", "en"),
        ("class", "public"),
        ("version", "0"),
    ];
    assert_eq!(stage.avaria_focal.post(&place, &form).await.status, 303);
    let proposal = stage.server.inputs()[0].public_id.to_string();
    let mine = stage.avaria_focal.get("/c/mutual-aid/submissions").await;
    let draft = mine.links("/submissions/").into_iter().find(|to| to.starts_with("/submissions/"));
    let draft = draft.unwrap();
    assert_eq!(stage.avaria_focal.post(&format!("{draft}/submission"), &[]).await.status, 303);
    let form = [("stance", "oppose"), ("class", "public"), ("proposal", proposal.as_str())];
    let path = positions(&stage, 5);
    assert_eq!(stage.lothmar_focal.post(&path, &form).await.status, 404, "not published yet");
    stage.server.it_is(AFTER_CLOSING);
    publishes(&stage).await;
    let page = stage.lothmar_focal.does(&path, &form).await;
    assert!(page.has("on the proposal of Republic of Avaria") && page.has("Opposes"));
    assert_eq!(stage.avaria_focal.post(&path, &form).await.status, 404, "not on one's own");
}

#[tokio::test]
async fn the_bracketed_text_says_how_far_what_was_decided_on_is_agreed() {
    let stage = reading().await;
    stage.lead.does(&agreement(&stage, 5), &step("ad_referendum", "")).await;
    stage.server.it_is(AFTER_CLOSING);
    let path = format!("/rounds/{}/bracketed", stage.round);
    let page = stage.lead.get(&path).await;
    let mark = "<span class=\"mark half\">Agreed ad referendum</span>";
    assert_eq!(page.body.matches(mark).count(), 1, "{}", page.text());
    assert_eq!(page.links("/agreement/"), [agreement(&stage, 5)], "nowhere else");
    let said = "Agreement: Agreed ad referendum";
    for ending in ["txt", "html"] {
        let paper = stage.lead.get(&format!("{path}.{ending}")).await;
        assert_eq!(paper.body.matches(said).count(), 1, "{ending}: {}", paper.text());
    }
    assert!(stage.lead.get(&format!("{path}.docx")).await.unpacked().contains(said));
    let data = stage.lead.get(&format!("{path}.json")).await.body;
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    let rows = data["rows"].as_array().unwrap().iter();
    let decided: Vec<_> = rows.filter(|row| !row["agreement"].is_null()).collect();
    assert_eq!(decided.len(), 1);
    assert_eq!(decided[0]["agreement"]["status"], "ad_referendum");
    assert_eq!(decided[0]["citation"], "art. 1 (1)");
    // What was decided while States negotiated is not said where an expert consults.
    stage.server.write(|tx| {
        diesel::update(consultations::table)
            .set(consultations::kind.eq(ConsultationKind::Expert))
            .execute(&mut **tx)
    });
    assert!(!stage.lead.get(&path).await.has("Agreed ad referendum"));
}

#[tokio::test]
async fn where_states_negotiate_a_chair_leads_and_nobody_is_an_independent_expert() {
    let form = "?form=proposal";
    for (stage, leads, other) in [
        (reading().await, "Chair", "Independent Expert"),
        (stage::set().await, "Independent Expert", "Chair"),
    ] {
        let place = format!("/rounds/{}/elements/{}{form}", stage.round, stage.elements[5]);
        let page = stage.avaria_focal.get(&place).await.text();
        assert!(page.contains(&format!("The {leads} reads it")), "{page}");
        let team = stage.lead.get("/c/mutual-aid/team").await.text();
        assert!(team.contains(&format!("{leads} (lead)")), "{team}");
        let aligning = format!("/rounds/{}/alignment", stage.round);
        let aligning = stage.avaria_focal.get(&aligning).await.text();
        assert!(aligning.contains(&format!("The {leads} reads it")), "{aligning}");
        // What the mandate is called is the consultation's own word.
        for page in [&page, &aligning] {
            assert!(!page.contains(&format!("The {other}")), "{page}");
        }
        assert!(!team.contains(&format!("{other} (lead)")), "{team}");
    }
}
