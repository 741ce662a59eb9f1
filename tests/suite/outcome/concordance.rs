//! Notes begun from the data and checked against the drafts, the concordance, the log of decisions.

use super::*;
use travaux::outcome::{Format, concordance_of_draft, notes_of_draft};
use travaux::procedure::Standing;

async fn respond(stage: &Stage, input: InputKey, reason: &str) {
    let id: PublicId =
        stage.server.read(|conn| inputs::table.find(input).select(inputs::public_id).first(conn));
    let form = [("treatment", "accepted_in_part"), ("reason", reason), ("version", "0")];
    let answer = stage.lead.post(&format!("/inputs/{id}/response"), &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

#[tokio::test]
async fn a_note_is_begun_from_the_data_and_not_saved_before_somebody_wrote_it() {
    let stage = stage::set().await;
    let input = proposal(&stage, PublicationClass::Public, false);
    let secret = proposal(&stage, PublicationClass::Confidential, false);
    let (draft, _) = next_draft(&stage, Some(input));
    stage.server.it_is(AFTER_CLOSING);
    respond(&stage, input, "A declaration invites.").await;
    respond(&stage, secret, "As the ministry asked in private.").await;
    let path = format!("/drafts/{draft}/notes/{}", stage.identities[8]);

    let form = stage.drafter.get(&path).await;

    assert!(form.has("“shall” becomes “should”. A declaration invites."), "{}", form.text());
    assert!(form.has("Nobody wrote the text below"), "{}", form.text());
    assert!(form.has("Republic of Avaria") && form.has("put into the text"), "{}", form.text());
    assert!(!form.has("ministry"), "not for a drafter without clearance");
    is_valid(&form);
    let lead = stage.lead.get(&path).await;
    let start = &lead.body[lead.body.find("<textarea").expect("a field")..];
    assert!(lead.has("As the ministry asked"), "for the eyes of those who may know");
    assert!(!start.contains("ministry"), "never in what everybody will read");
    let start = format!("Softer.\n\n{}", "[Write over this line: say why.]");
    let refused = stage.drafter.post(&path, &[("body", &start)]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.has("still there") && refused.has("Softer."), "{}", refused.text());
    stage.drafter.does(&path, &[("body", "Softer.")]).await;
}

#[tokio::test]
async fn what_a_note_quotes_and_neither_draft_has_is_flagged_to_the_team_alone() {
    let stage = stage::set().await;
    let (draft, key) = next_draft(&stage, None);
    let path = format!("/drafts/{draft}/notes/{}", stage.identities[8]);
    let body = "“States shall cooperate” became “States should co-operate in order to” for all.";
    stage.drafter.does(&path, &[("body", body)]).await;

    let notes = format!("/drafts/{draft}/notes");
    let page = stage.drafter.get(&notes).await;

    assert!(page.has("1 quotation stands in neither text"), "{}", page.text());
    assert!(page.has("<del>cooperate</del><ins>co-operate</ins>"), "{}", page.body);
    assert!(page.has("Revised draft, article 2, chapeau"), "{}", page.text());
    is_valid(&page);
    let form = stage.drafter.get(&path).await;
    assert!(form.has("Quotations to be checked"), "{}", form.text());
    stage.server.it_is(AFTER_CLOSING);
    second_round(&stage, key);
    let outside = stage.avaria_focal.get(&notes).await;
    assert!(outside.has("became") && !outside.has("neither text"), "{}", outside.text());
    let csv = stage.avaria_focal.get(&format!("{notes}.csv")).await;
    assert!(csv.body.starts_with("\"number\",\"element\",\"citation\""), "{}", csv.body);
    let file = stage.server.read(|conn| Ok(notes_of_draft(conn, &draft, Format::Csv).unwrap()));
    assert_eq!(String::from_utf8(file).unwrap(), csv.body);
}

#[tokio::test]
async fn the_concordance_lists_every_paragraph_with_the_old_one_and_tells_whose_it_is_as_switched()
{
    let stage = stage::set().await;
    let input = proposal(&stage, PublicationClass::Public, true);
    let (draft, key) = next_draft(&stage, Some(input));
    stage.server.it_is(AFTER_CLOSING);
    let path = format!("/drafts/{draft}/concordance");
    let chapeau = &stage.identities[8];
    let note = format!("/drafts/{draft}/notes/{chapeau}");
    stage.drafter.does(&note, &[("body", "Softer, as the note says.")]).await;

    let page = stage.drafter.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.has("Softer, as the note says."), "the note stands for it: {}", page.text());
    assert!(page.has("Recalling the purposes"), "what was deleted is there: {}", page.text());
    assert!(page.has("Proposal by Republic of Avaria"), "{}", page.text());
    is_valid(&page);
    let cell = format!("{path}/{chapeau}");
    let form = stage.drafter.get(&cell).await;
    assert!(form.has("Softer, as the note says.") && form.has("States shall cooperate"));
    is_valid(&form);
    stage.drafter.does(&cell, &[("body", "=SUM(A1) is not “shall not cooperate”.")]).await;
    let page = stage.drafter.get(&path).await;
    assert!(!page.has("Softer, as the note says."), "{}", page.text());
    assert!(page.has("Quoted, but in neither text"), "{}", page.text());
    let mine = [("body", "Mine."), ("version", "7")];
    let conflict = stage.lead.post(&cell, &mine).await;
    assert_eq!(conflict.status, 409);
    assert!(conflict.has("Mine.") && conflict.has("=SUM(A1)"), "{}", conflict.text());
    let changes = stage.drafter.get(&format!("{path}?rows=changes")).await;
    assert!(!changes.has("The General Assembly,"), "{}", changes.text());

    let csv = stage.drafter.get(&format!("{path}.csv")).await.body;
    assert!(csv.starts_with("\"element\",\"new_paragraph\",\"new_text\""), "{csv}");
    assert!(csv.contains("'=SUM(A1)") || csv.contains("\t=SUM(A1)"), "no formula runs: {csv}");
    assert!(csv.contains("Republic of Avaria"), "{csv}");
    let who = Standing::at_the_console(None);
    let file = |format, inside| {
        let now = stage.server.now();
        let bytes = stage.server.read(|conn| {
            Ok(concordance_of_draft(conn, &who, &draft, format, inside, now).unwrap())
        });
        String::from_utf8(bytes).unwrap()
    };
    assert_eq!(file(Format::Csv, true), csv);
    assert!(!file(Format::Csv, false).contains("Avaria"), "the switch is off");
    assert!(file(Format::Html, true).contains("Republic of Avaria"));

    second_round(&stage, key);
    let outside = stage.lothmar_focal.get(&path).await;
    assert_eq!(outside.status, 200, "{}", outside.text());
    assert!(!outside.has("Avaria") && !outside.has("Who contributed"), "{}", outside.text());
    assert!(!outside.has("neither text") && !outside.has("Edit the rationale"));
    stage.server.write(|tx| {
        diesel::update(consultations::table.find(stage.consultation))
            .set(consultations::attribution_public.eq(true))
            .execute(&mut **tx)
    });
    let outside = stage.lothmar_focal.get(&path).await;
    assert!(outside.has("Proposal by Republic of Avaria"), "{}", outside.text());
    let paper = stage.lothmar_focal.get(&format!("{path}.html")).await;
    assert!(paper.has("Proposal by Republic of Avaria"), "{}", paper.body);
    is_valid(&paper);
    assert_eq!(stage.drafter.post(&cell, &mine).await.status, 409, "it is out");
}

#[tokio::test]
async fn the_log_tells_every_decision_to_those_who_may_know_and_takes_one_by_hand() {
    let stage = stage::set().await;
    let input = proposal(&stage, PublicationClass::Public, false);
    let secret = proposal(&stage, PublicationClass::Confidential, false);
    let (draft, _) = next_draft(&stage, Some(input));
    stage.server.it_is(AFTER_CLOSING);
    respond(&stage, input, "A declaration invites.").await;
    respond(&stage, secret, "As the ministry asked in private.").await;
    let note = format!("/drafts/{draft}/notes/{}", stage.identities[8]);
    stage.drafter.does(&note, &[("body", "Softer.")]).await;
    let path = "/c/mutual-aid/decisions";

    let lead = stage.lead.get(path).await;
    for said in [
        "Response drafted",
        "Accepted in part: Republic of Avaria",
        "A declaration invites.",
        "As the ministry asked in private.",
        "Proposal put into the text",
        "The team’s own change",
        "Wrote an explanatory note",
        "Dora Drafter",
        "article 2, chapeau",
    ] {
        assert!(lead.has(said), "{said}: {}", lead.text());
    }
    is_valid(&lead);
    let drafter = stage.drafter.get(path).await;
    assert!(drafter.has("A declaration invites.") && !drafter.has("ministry"));
    assert!(!stage.lead.get(&format!("{path}.csv")).await.body.contains("ministry"), "it leaves");
    for outside in [&stage.administrator, &stage.avaria_focal, &stage.visitor] {
        assert_eq!(outside.get(path).await.status, 404);
    }
    let notes = stage.lead.get(&format!("{path}?kind=note&by=Dora+Drafter")).await;
    assert!(notes.has("Wrote an explanatory note"), "{}", notes.text());
    assert!(!notes.has("A declaration invites."), "{}", notes.text());

    let place = format!("{draft}/{}", stage.identities[8]);
    let typed = [
        ("on_date", "2026-05-08"),
        ("place", place.as_str()),
        ("body", "The chapeau stays."),
        ("present", "The lead and the drafter"),
    ];
    assert_eq!(stage.drafter.post(path, &typed).await.status, 403);
    let wrong = stage.lead.post(path, &[("on_date", "soon"), ("body", "The chapeau stays.")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.has("The chapeau stays."), "{}", wrong.text());
    is_valid(&wrong);
    stage.lead.does(path, &typed).await;
    stage.lead.does(path, &typed).await;
    let csv = stage.drafter.get(&format!("{path}.csv?kind=by_hand")).await.body;
    assert_eq!(csv.lines().count(), 2, "once: {csv}");
    assert!(
        csv.contains("\"2026-05-08\",\"by_hand\",\"The chapeau stays.\",\"Revised draft\""),
        "{csv}"
    );
    assert!(csv.contains("The lead and the drafter"), "{csv}");
    let by_hand = stage.drafter.get(&format!("{path}?element={}", stage.identities[8])).await;
    assert!(by_hand.has("Present: The lead and the drafter"), "{}", by_hand.text());
}
