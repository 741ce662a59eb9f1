//! Speaking with others: a member aligns itself, a co-submitter answers, the chair records what was agreed.

use super::*;
use crate::record::sends;
use crate::support::stage;
use diesel::prelude::*;
use travaux::procedure::words::ConsultationKind;
use travaux::schema::{consultations, submissions};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_aligns_itself_except_on_one_paragraph() {
    for look in LOOKS {
        let stage = stage::set().await;
        sends(&stage, &stage.avaria_focal, "Lanterns should be shared.", "public").await;
        let code: Option<String> = stage
            .server
            .read(|conn| submissions::table.select(submissions::receipt_code).first(conn));
        let tomas = at_a_browser(look, &stage, "tomas@example.org").await;
        tomas.goto(&format!("{}/c/{}/submissions", stage.server.address, stage.slug)).await;
        tomas.follow("First round").await;
        tomas.goto(&format!("{}/rounds/{}/alignment", stage.server.address, stage.round)).await;
        tomas.fill("Or: code of its receipt", &code.unwrap()).await;
        tomas.choose("art. 1 (1): Everyone has the right to mutual aid.").await;
        tomas.fill("Remark", "But no oil.").await;
        tomas.press("Align").await;
        tomas.wait_for_text("Choose how this may be published.").await;
        tomas.wait_for("#f-class-public").await.click().await.unwrap();
        tomas.press("Align").await;
        tomas.wait_for_text("Alignment of Kingdom of Lothmar").await;
        tomas.wait_for_text("article 1 (1)").await;
        assert_eq!(tomas.overflow().await, 0, "{look:?}");
        tomas.follow("Receipt").await;
        tomas.wait_for(".receipt-code").await;
        let complaints = tomas.complaints().await;
        // The form that came back was answered with 422, which browsers remark on.
        let others = complaints.iter().filter(|said| !said.contains("422"));
        assert_eq!(others.collect::<Vec<_>>(), Vec::<&String>::new(), "{look:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_co_submitter_reads_and_confirms() {
    for look in LOOKS {
        let stage = stage::set().await;
        crate::alignment::sends_jointly(&stage, "public").await;
        let tomas = at_a_browser(look, &stage, "tomas@example.org").await;
        tomas.goto(&format!("{}/c/{}/submissions", stage.server.address, stage.slug)).await;
        tomas.follow("Republic of Avaria names Kingdom of Lothmar").await;
        tomas.wait_for_text("The lanterns should be shared.").await;
        tomas.wait_for("#f-answer-confirm").await.click().await.unwrap();
        tomas.press("Answer").await;
        tomas.wait_for_text("You have confirmed.").await;
        tomas.wait_for(".mark.good").await;
        assert_eq!(tomas.overflow().await, 0, "{look:?}");
        assert_eq!(tomas.complaints().await, Vec::<String>::new(), "{look:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_chair_records_agreement_ad_referendum_and_reopens() {
    for look in LOOKS {
        let stage = stage::set().await;
        stage.server.write(|tx| {
            diesel::update(consultations::table)
                .set(consultations::kind.eq(ConsultationKind::Intergovernmental))
                .execute(&mut **tx)
        });
        let adam = at_a_browser(look, &stage, "adam@example.org").await;
        let element = &stage.elements[ARTICLE_1_1];
        let (address, round) = (&stage.server.address, &stage.round);
        adam.goto(&format!("{address}/rounds/{round}/text?agreement=all")).await;
        adam.wait_for(&format!("a[href='/rounds/{round}/agreement/{element}']")).await;
        adam.goto(&format!("{address}/rounds/{round}/agreement/{element}")).await;
        adam.wait_for("#f-agreement-ad_referendum").await.click().await.unwrap();
        adam.fill("Meeting", "Third meeting").await;
        adam.press("Record").await;
        adam.wait_for_text("The decision is recorded.").await;
        adam.wait_for(".mark.half").await;
        adam.wait_for("#f-agreement-open").await.click().await.unwrap();
        adam.fill("Meeting", "Fourth meeting").await;
        adam.fill("Remark, or reason", "A capital has objected.").await;
        adam.press("Record").await;
        adam.wait_for_text("A capital has objected.").await;
        adam.wait_for_text("Third meeting").await;
        assert_eq!(adam.overflow().await, 0, "{look:?}");
        assert_eq!(adam.complaints().await, Vec::<String>::new(), "{look:?}");
    }
}
