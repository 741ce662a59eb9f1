//! A closed review: the lead names a reviewer, who comes by the link of the letter; the team reads what they say, and
//! nobody else learns of it.

use super::*;
use crate::support::stage;
use diesel::prelude::*;
use travaux::schema::letters;

const COMMENT: &str = "This verb is weak.";
const PROPOSED: &str = "Reaffirming the purposes of mutual aid among neighbours,";
/// PP1 of the stage's text.
const PREAMBULAR: usize = 2;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reviewer_comes_by_the_letter_and_the_team_alone_reads_what_they_say() {
    for look in LOOKS {
        let stage = stage::set().await;
        let elena = at_a_browser(look, &stage, "elena@example.org").await;
        opens(&elena, &stage).await;
        let desk = elena.url().await;
        let desk = desk.split(['?', '#']).next().unwrap_or_default().to_owned();
        let review = desk.trim_end_matches("/desk").to_owned();

        let rosa = Browser::open(look).await;
        comes_in(&rosa, &stage, &review).await;
        comments(&rosa, &stage, look.scripts).await;
        rosa.goto(&desk).await;
        rosa.wait_for_text("There is nothing at this address").await;
        let complaints = rosa.complaints().await;
        assert_eq!(complaints, Vec::<String>::new(), "{look:?}");

        considers(&elena, &desk).await;
        assert_eq!(elena.overflow().await, 0, "{look:?}");
        assert_eq!(elena.complaints().await, Vec::<String>::new(), "{look:?}");
        nobody_else(look, &stage, &[&review, &desk]).await;
        // Nor does she read what the team made of it.
        rosa.goto(&review).await;
        rosa.wait_for_text(COMMENT).await;
        assert!(!rosa.text().await.contains("Taken up in the next text."));
    }
}

/// From the texts of the consultation to the desk of a review that is open.
async fn opens(elena: &Browser, stage: &Stage) {
    elena.goto(&format!("{}/c/{}/drafts", stage.server.address, stage.slug)).await;
    elena.follow("Preliminary text").await;
    elena.follow("Closed reviews").await;
    elena.wait_for_text("This text has been in no closed review.").await;
    // A field for a date takes the keys of the browser's language: month, day, year.
    elena.fill("Open until", "05302026").await;
    elena.fill("closes_time", "0600PM").await;
    elena.fill("Reviewers", "Rosa Reviewer <rosa@example.org>").await;
    elena.fill("Note to the reviewers", "Please weigh the verbs.").await;
    elena.press("Open the review and write to the reviewers").await;
    elena.wait_for_text("The review is open.").await;
    elena.wait_for_text("Rosa Reviewer").await;
}

/// By the link of the letter, with a password of her own.
async fn comes_in(rosa: &Browser, stage: &Stage, review: &str) {
    let body: String = stage.server.read(|conn| {
        let to_her = letters::table.filter(letters::to_email.eq("rosa@example.org"));
        to_her.select(letters::body_text).first(conn)
    });
    let link = body.split_whitespace().find(|word| word.contains("/links/")).expect("a link");
    let at = link.find("/links/").unwrap_or_default();
    rosa.goto(&format!("{}{}", stage.server.address, &link[at..])).await;
    rosa.fill("New password", "seventeen paper lanterns").await;
    rosa.fill("The new password once more", "seventeen paper lanterns").await;
    rosa.press("Save the password and go on").await;
    rosa.wait_for_text("Please weigh the verbs.").await;
    assert!(rosa.url().await.starts_with(review));
    // She is led nowhere into the consultation.
    for to in ["/c/", "/rounds/", "/drafts/"] {
        assert!(!rosa.has(&format!("a[href^='{to}']")).await, "{to}");
    }
}

/// By the keyboard alone at the desk; on the telephone by touch.
async fn comments(rosa: &Browser, stage: &Stage, by_keys: bool) {
    let place = format!("/places/{}", stage.identities[PREAMBULAR]);
    let link = format!(".acts a[href$='{place}']");
    if by_keys {
        tabs_to(rosa, &link).await;
        rosa.keys(Key::Enter).await;
        rosa.wait_for_url(&place).await;
        tabs_to(rosa, "textarea[name='body']").await;
        rosa.keys(COMMENT).await;
        tabs_to(rosa, "textarea[name='proposed']").await;
        rosa.keys(PROPOSED).await;
        tabs_to(rosa, "main button.primary").await;
        rosa.keys(Key::Enter).await;
    } else {
        rosa.wait_for(&link).await.click().await.unwrap();
        rosa.fill("Your comment", COMMENT).await;
        rosa.fill("Wording that you propose", PROPOSED).await;
        rosa.press("Save the comment").await;
    }
    rosa.wait_for_text("Your comment is saved.").await;
    rosa.wait_for_text(PROPOSED).await;
    assert_eq!(rosa.overflow().await, 0);
}

async fn considers(elena: &Browser, desk: &str) {
    elena.goto(desk).await;
    elena.wait_for_text(COMMENT).await;
    elena.press("Mark as considered").await;
    elena.fill("What became of it, and why", "Taken up in the next text.").await;
    elena.press("Save").await;
    elena.wait_for(".review-comment .mark.good").await;
    elena.wait_for_text("Taken up in the next text.").await;
}

/// Neither the public nor who takes part, nor who runs the rounds.
async fn nobody_else(look: Look, stage: &Stage, addresses: &[&str]) {
    let address = &stage.server.address;
    let others = ["ines@example.org", "adam@example.org"];
    for email in others.map(Some).into_iter().chain([None]) {
        let browser = match email {
            Some(email) => at_a_browser(look, stage, email).await,
            None => Browser::open(look).await,
        };
        for path in addresses {
            browser.goto(path).await;
            let said = match email {
                Some(_) => "There is nothing at this address",
                None => "Sign in",
            };
            browser.wait_for_text(said).await;
            assert!(!browser.text().await.contains(COMMENT), "{email:?} {path}");
        }
        browser.goto(&format!("{address}/c/{}", stage.slug)).await;
        browser.wait_for_text("Draft declaration on mutual aid").await;
        assert!(!browser.has("a[href*='/reviews']").await, "{email:?}");
    }
}
