//! States negotiate: a delegate, and a visitor who reads French, find in the bracketed text what the compilation calls
//! a proposal, see how far a paragraph is agreed, and have the text marked as they are used to it.

use super::hand::Hand;
use super::*;
use crate::consolidation::{Said, submitted};
use crate::support::{moment, stage};
use diesel::prelude::*;
use travaux::procedure::words::ConsultationKind;
use travaux::schema::{consultations, rounds, submissions};

/// PP2 of the stage's text.
const AGREED: usize = 3;

/// Two who exclude one another on article 1 (1), the later of the alphabet first; one who is alone on PP1; PP2 is agreed.
async fn reading() -> Stage {
    let stage = stage::set().await;
    let agreement = format!("/rounds/{}/agreement/{}", stage.round, stage.elements[AGREED]);
    let said = |by, at, words| submitted(&stage, &Said::proposal(by, at, words));
    said(stage.avaria, ARTICLE_1_1, "Everyone owes others mutual aid.");
    said(stage.lothmar, ARTICLE_1_1, "Everyone may ask for mutual aid.");
    said(stage.ngo, 2, "Recalling the noble purposes of mutual aid among neighbours,");
    stage.server.write(|tx| {
        let kind = consultations::kind.eq(ConsultationKind::Intergovernmental);
        diesel::update(consultations::table)
            .set((kind, consultations::brackets_public.eq(true)))
            .execute(&mut **tx)?;
        diesel::update(submissions::table)
            .set(submissions::published_at.eq(moment("2026-05-01T09:00:00Z")))
            .execute(&mut **tx)?;
        diesel::update(rounds::table).set(rounds::open_to_public.eq(true)).execute(&mut **tx)
    });
    let decided = [
        ("agreement", "ad_referendum"),
        ("meeting", "Second session, third meeting"),
        ("on_date", "2026-03-12"),
        ("remark", ""),
    ];
    stage.lead.does(&agreement, &decided).await;
    stage.server.it_is("2026-05-02T09:00:00Z");
    let publication = format!("/rounds/{}/compilation/publication", stage.round);
    stage.lead.does(&publication, &[("shown", "yes")]).await;
    stage
}

/// What the page is to say: of the second rival, of the agreement, of one's struck-out words.
struct Words {
    rival: &'static str,
    agreed: &'static str,
    marks: &'static str,
    nobody: &'static str,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proposal_has_one_name_and_a_decided_paragraph_its_mark_in_the_bracketed_text() {
    let stage = reading().await;
    let english = Words {
        rival: "art. 1 (1) alt 2",
        agreed: "Agreed ad referendum",
        marks: "Strike",
        nobody: "Without",
    };
    let french = Words {
        rival: "art. premier, par. 1 alt 2",
        agreed: "Convenu ad referendum",
        marks: "Biffé",
        nobody: "Sans",
    };
    let [desk, telephone] = LOOKS;
    let delegate = Hand::signed_in(desk, &stage, "tomas@example.org").await;
    reads(&delegate, &stage, &english).await;
    drop(delegate);
    let visitor = Hand::open(telephone.in_language("fr")).await;
    reads(&visitor, &stage, &french).await;
}

async fn reads(reader: &Hand, stage: &Stage, words: &Words) {
    let round = format!("{}/rounds/{}", stage.server.address, stage.round);
    reader.goto(&format!("{round}/compilation")).await;
    reader.wait_for_text("owes others mutual aid.").await;
    let called = reader.texts(".called").await;
    assert!(called.iter().any(|name| name == words.rival), "{called:?}");
    assert_eq!(called.len(), 2, "alone in its place, a proposal needs no name: {called:?}");

    // Each leads to its paragraph in the bracketed text.
    let paragraph = format!("e-{}", stage.identities[ARTICLE_1_1]);
    reader.goes(&format!("a.called[href$='/bracketed#{paragraph}']")).await;
    reader.wait_in_view(&format!("[id='{paragraph}']")).await;
    reader.goto(&format!("{round}/bracketed")).await;
    let rivals = reader.texts(".alternatives > li").await;
    let second = rivals.iter().find(|one| one.contains("owes")).expect("Avaria's");
    assert!(second.contains(words.rival) && second.contains("Republic of Avaria"), "{rivals:?}");
    let agreed = reader.text_of(".agreement").await;
    assert!(agreed.contains(words.agreed), "{agreed}");
    assert_eq!(reader.texts(".agreement").await.len(), 1, "only what was decided");
    reader.is_at_ease().await;

    // Struck out and underlined, without a name; and one paragraph at its own address.
    reader.picks("#f-legend", words.marks).await;
    reader.picks("#f-attribution", words.nobody).await;
    reader.goes("form.filters button").await;
    reader.wait_for(".legend-marks ins").await;
    let said = reader.text_of("main").await;
    assert!(said.contains("noble") && !said.contains("Lothmar"), "{said}");
    reader.goes_to_anchor(&paragraph).await;
    // How it was agreed, and where.
    reader.goes(".agreement a").await;
    reader.wait_for_text("Second session, third meeting").await;
    reader.is_at_ease().await;
}
