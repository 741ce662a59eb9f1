//! A letter that came on paper: typed in full, cut into excerpts on the text, and read by everybody who reads them.

use super::*;
use crate::support::stage;

const LETTER: &str = "The Mission presents its compliments.\n\nThe Mission welcomes article 1. It asks that aid be given, \
    in every storm, and received.\n\nIt avails itself of this opportunity.";
const FIRST: &str = "The Mission welcomes article 1.";
const SECOND: &str = "It asks that aid be given, […] and received.";
const OVER: &str = "2026-05-04T12:00:00Z";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_is_typed_and_cut_and_whoever_reads_an_excerpt_is_one_click_from_it() {
    for look in LOOKS {
        let stage = stage::set().await;
        let dora = at_a_browser(look, &stage, "dora@example.org").await;
        registers(&dora, &stage).await;
        types_it(&dora).await;
        cuts(&dora).await;
        drop(dora);

        stage.server.it_is(OVER);
        stage.administrator.does(&format!("/rounds/{}/publication", stage.round), &[]).await;
        reads_by_keys(look, &stage).await;
    }
}

async fn registers(dora: &Browser, stage: &Stage) {
    let scanned = std::env::temp_dir().join(format!("letter-{}.txt", stage.round));
    std::fs::write(&scanned, LETTER).expect("a file for the letter");
    dora.goto(&format!("{}/rounds/{}", stage.server.address, stage.round)).await;
    dora.follow("Register a submission").await;
    dora.select("Participant", "Kingdom of Lothmar").await;
    dora.choose("Note verbale").await;
    dora.fill("Received on", "03122026").await;
    dora.attach("The original file", &scanned).await;
    dora.press("Register").await;
    dora.wait_for_url("/excerpts").await;
    std::fs::remove_file(&scanned).expect("the file was there");
}

async fn types_it(dora: &Browser) {
    dora.fill("Text of the letter", LETTER).await;
    dora.press("Save the letter").await;
    dora.wait_for_text("The text of the letter is saved.").await;
    dora.wait_for_text("One passage is omitted").await;
}

/// Two excerpts; and words that the letter does not have, which are kept on the form.
async fn cuts(dora: &Browser) {
    let put = async |words: &str| {
        dora.select("Paragraph", "art. 1 (1): Everyone has the right to mutual aid.").await;
        dora.fill("Comment or justification", words).await;
        dora.press("Anchor it").await;
    };
    put("It asks that aid be sold.").await;
    dora.wait_for_text("These words do not stand in the letter").await;
    assert_eq!(dora.value("Comment or justification").await, "It asks that aid be sold.");
    for (number, words) in [(1, FIRST), (2, SECOND)] {
        put(words).await;
        dora.wait_for(&format!("ol.inputs > li:nth-child({number})")).await;
        dora.wait_for_text("The excerpt is anchored.").await;
    }
    // The compliments, the storm, the close.
    dora.wait_for_text("3 passages are omitted").await;
    assert_eq!(dora.overflow().await, 0);
    let complaints = dora.complaints().await;
    let others = complaints.iter().filter(|said| !said.contains("422"));
    assert_eq!(others.collect::<Vec<_>>(), Vec::<&String>::new());
}

/// From the excerpt under its paragraph to its place in the letter, and back.
async fn reads_by_keys(look: Look, stage: &Stage) {
    let visitor = Browser::open(look).await;
    let (round, element) = (&stage.round, &stage.elements[ARTICLE_1_1]);
    visitor.goto(&format!("{}/rounds/{round}/elements/{element}", stage.server.address)).await;
    visitor.wait_for_text(SECOND).await;
    tabs_to(&visitor, "a[href*='/letter#x-']").await;
    let excerpt = visitor.url().await;
    visitor.keys(Key::Enter).await;
    visitor.wait_to_leave(&excerpt).await;
    // The place in the letter has the focus, and is a link: on a busy machine the browser now and then gives it the same press of
    // the key too. Then the letter is one step back.
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    if visitor.url().await.contains("#i-") {
        visitor.driver.back().await.expect("a page before");
    }
    visitor.wait_for_url("/letter#x-").await;
    let omitted = visitor.driver.find_all(By::Css(".letter-text .omitted")).await.unwrap();
    let left_out = ["presents its compliments.", "in every storm,", "It avails itself"];
    assert_eq!(omitted.len(), left_out.len());
    for (number, (words, shown)) in (1..).zip(left_out.iter().zip(&omitted)) {
        let shown = shown.text().await.unwrap();
        let is_it = shown.contains(words) && shown.starts_with(&format!("[omitted {number}]"));
        assert!(is_it, "{words}: {shown}");
    }
    let marked = visitor.driver.find_all(By::Css(".letter-text mark")).await.unwrap();
    let mut held = String::new();
    for mark in &marked {
        held += &mark.text().await.unwrap();
    }
    assert_eq!(held, "The Mission welcomes article 1.It asks that aid be given,and received.");
    visitor.wait_in_view("a.held").await;
    assert_eq!(visitor.overflow().await, 0, "{look:?}");

    let letter = visitor.url().await;
    tabs_to(&visitor, "a.held").await;
    visitor.keys(Key::Enter).await;
    visitor.wait_to_leave(&letter).await;
    visitor.wait_for_text("Submission of Kingdom of Lothmar").await;
    visitor.wait_for_text(FIRST).await;
    assert_eq!(visitor.overflow().await, 0, "{look:?}");
    assert_eq!(visitor.complaints().await, Vec::<String>::new(), "{look:?}");
}
