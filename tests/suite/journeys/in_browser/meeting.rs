//! A meeting: its record and its lettered comments, and words said there on behalf of a State, which answers for them.

use super::*;
use crate::support::stage;

const LOTHMAR: &str = "Kingdom of Lothmar";
const LIST: &str = "(a) The text is too long.\n(b) [art. 1 (1)] Say that aid is also given.\n(c) Name the harbours.";
const RECORDED: &str = "Lothmar could live with the paragraph as it stands.";
const CORRECTED: &str = "Lothmar welcomes the paragraph as it stands.";
const OVER: &str = "2026-05-04T12:00:00Z";

/// At the desk the State corrects what was recorded; on the telephone, without scripts, it confirms it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_meeting_is_entered_and_a_state_answers_for_what_was_said_on_its_behalf() {
    for look in LOOKS {
        let stage = stage::set().await;
        let adam = at_a_browser(look, &stage, "adam@example.org").await;
        enters(&adam, &stage).await;
        puts_the_list_on_the_text(&adam).await;
        registers_what_was_said(&adam).await;

        let tomas = at_a_browser(look, &stage, "tomas@example.org").await;
        let stands = answers_by_keys(&tomas, &stage, look.scripts).await;
        assert_eq!(tomas.complaints().await, Vec::<String>::new(), "{look:?}");
        drop(tomas);

        adam.driver.refresh().await.unwrap();
        let answer = if look.scripts { "Corrected" } else { "Confirmed" };
        adam.wait_for_text(answer).await;
        // The team reads what participants send when the round has closed.
        assert!(!adam.text().await.contains(CORRECTED));
        assert_eq!(adam.overflow().await, 0, "{look:?}");
        assert_eq!(adam.complaints().await, Vec::<String>::new(), "{look:?}");
        drop(adam);

        everybody_reads(look, &stage, stands).await;
    }
}

/// From the list of submissions to the page of the meeting.
async fn enters(adam: &Browser, stage: &Stage) {
    let record = std::env::temp_dir().join(format!("record-{}.txt", stage.round));
    std::fs::write(&record, "Word for word.").expect("a file for the record");
    adam.goto(&format!("{}/rounds/{}/submissions", stage.server.address, stage.round)).await;
    adam.follow("Meetings").await;
    adam.follow("Enter a meeting").await;
    adam.fill("Title", "Regional consultation with African States").await;
    adam.fill("City", "Port Saba").await;
    adam.fill("Country", "Saba").await;
    // A field for a date takes the keys of the browser's language: month, day, year.
    adam.fill("First day", "03102026").await;
    adam.choose("African States").await;
    adam.fill("Whose comments they are", "African region").await;
    adam.fill("Who was there", "One of Saba\nTwo others").await;
    adam.fill("The rapporteur’s record", "It was long, and in good order.").await;
    adam.attach("The record as a file", &record).await;
    adam.press("Keep it").await;
    adam.wait_for_text("The meeting is entered.").await;
    adam.wait_for_text("It was long, and in good order.").await;
    std::fs::remove_file(&record).expect("the file was there");
}

async fn puts_the_list_on_the_text(adam: &Browser) {
    adam.follow("Paste the lettered comments").await;
    adam.fill("The list", LIST).await;
    adam.press("Read the list").await;
    adam.wait_for_text("3 comments were read").await;
    // The paragraph in brackets is chosen already; another is chosen by hand.
    let chosen = adam.driver.find(By::Css("#f-element-b option:checked")).await.unwrap();
    assert!(chosen.text().await.unwrap().starts_with("art. 1 (1)"));
    adam.select("Paragraph (c)", "art. 2 (b): Keep harbours open to all peoples.").await;
    adam.press("Put all 3 on the text").await;
    adam.wait_for("#comments .input").await;
    adam.wait_for_text("Say that aid is also given.").await;
    let here = adam.driver.find_all(By::Css("#comments a[href*='/elements/']")).await.unwrap();
    assert_eq!(here.len(), 2, "one of three is on the whole text");
}

async fn registers_what_was_said(adam: &Browser) {
    adam.follow("Register what was said on somebody’s behalf").await;
    adam.select("On whose behalf", LOTHMAR).await;
    adam.select("Paragraph", "art. 1 (1): Everyone has the right to mutual aid.").await;
    adam.fill("What was said", RECORDED).await;
    adam.press("Register").await;
    adam.wait_for_text("Registered. The focal points were written to.").await;
    adam.wait_for("#interventions .mark.warn").await;
}

/// From the list of one's own submissions; what stands as the State's from then on.
async fn answers_by_keys(tomas: &Browser, stage: &Stage, corrects: bool) -> &'static str {
    tomas.goto(&format!("{}/c/{}/submissions", stage.server.address, stage.slug)).await;
    tabs_to(tomas, "main a[href$='/intervention']").await;
    tomas.keys(Key::Enter).await;
    tomas.wait_for_text("As recorded").await;
    tomas.wait_for_text(RECORDED).await;
    tabs_to(tomas, "#f-answer-confirm").await;
    if corrects {
        tomas.keys(Key::Down).await;
        tabs_to(tomas, "textarea[name='body']").await;
        tomas.chord(Key::Control, "a").await;
        tomas.keys(CORRECTED).await;
    } else {
        tomas.keys(Key::Space).await;
    }
    tabs_to(tomas, "main button.primary").await;
    tomas.keys(Key::Enter).await;
    tomas.wait_for(".flash").await;
    tomas.wait_for(".mark.good").await;
    assert!(!tomas.has("main textarea").await, "it is answered once");
    assert_eq!(tomas.overflow().await, 0);
    if corrects { CORRECTED } else { RECORDED }
}

/// Once all is published, the comments stand under the region's name and the words under the State's, without the mark.
async fn everybody_reads(look: Look, stage: &Stage, stands: &str) {
    stage.server.it_is(OVER);
    stage.administrator.does(&format!("/rounds/{}/publication", stage.round), &[]).await;
    let visitor = Browser::open(look).await;
    let (round, element) = (&stage.round, &stage.elements[ARTICLE_1_1]);
    visitor.goto(&format!("{}/rounds/{round}/elements/{element}", stage.server.address)).await;
    for said in ["African region", "Say that aid is also given.", LOTHMAR, stands] {
        visitor.wait_for_text(said).await;
    }
    let page = visitor.text().await;
    assert!(!page.to_lowercase().contains("unverified"), "{page}");
    assert!(stands == RECORDED || !page.contains(RECORDED), "{page}");
    assert_eq!(visitor.overflow().await, 0, "{look:?}");
    assert_eq!(visitor.complaints().await, Vec::<String>::new(), "{look:?}");
}
