//! From the administrator's invitation, by real SMTP, to the first comment.

use super::*;
use crate::support::browser::PATIENCE;
use crate::support::smtp::{Manner, PostOffice};
use crate::support::stage;
use thirtyfour::By;
use travaux::config::{Smtp, Tls};
use travaux::post::{self, Mailer};

const COMMENT: &str = "The breakwater has kept everybody's boats for forty years.";

/// Low windows, so that the end of the short text is out of sight at first.
const LOW: [Look; 2] =
    [Look { height: 420, ..Look::DESK }, Look { height: 420, ..Look::PHONE }.without_scripts()];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_invited_follows_the_letter_reads_and_comments() {
    for look in LOW {
        let stage = stage::set().await;
        let office = PostOffice::open(Manner::Accept);
        invites(look, &stage).await;
        let link = letter_to_vera(&stage, &office);

        let vera = Browser::open(look).await;
        vera.goto(&link).await;
        vera.wait_for_text("Friends of the Breakwater").await;
        vera.fill("Your name", "Vera Breakwater").await;
        vera.fill("Password", "brass kettle 77 northern gulls").await;
        vera.press("Accept the invitation").await;
        vera.wait_for_text("Welcome. You now take part.").await;
        vera.follow("Read the text").await;
        vera.wait_for_text("Everyone has the right to mutual aid.").await;

        let article = goes_by_the_contents(&vera, "Article 3").await;
        vera.wait_for(&format!("{article} + .element .acts a")).await.click().await.unwrap();
        vera.wait_for_text("Nothing in this declaration diminishes").await;
        vera.fill("Comment", COMMENT).await;
        vera.press("Save").await;
        vera.wait_for_text(COMMENT).await;
        opens_own_submission(&vera, &stage).await;
        vera.wait_for_text("Submission of Friends of the Breakwater").await;
        vera.wait_for_text(COMMENT).await;
        assert_eq!(vera.complaints().await, Vec::<String>::new(), "{look:?}");
    }
}

/// The administrator registers an organization and writes to it alone.
async fn invites(look: Look, stage: &Stage) {
    let adam = at_a_browser(look, stage, "adam@example.org").await;
    adam.goto(&format!("{}/c/{}/participants", stage.server.address, stage.slug)).await;
    adam.follow("Add a participant").await;
    adam.fill("Name", "Friends of the Breakwater").await;
    adam.select("Kind", "Civil society organization").await;
    adam.fill("E-mail", "vera@example.org").await;
    adam.press("Register").await;
    adam.wait_for_text("The participant is registered.").await;

    adam.goto(&format!("{}/rounds/{}", stage.server.address, stage.round)).await;
    adam.follow("Write invitations").await;
    adam.choose("Only those ticked below").await;
    adam.press("Tick participants").await;
    adam.choose("Friends of the Breakwater").await;
    adam.press("Preview").await;
    adam.wait_for_text("Nothing has been sent").await;
    adam.press("Write them").await;
    adam.wait_for_text("Letters are in the outbox").await;
    assert_eq!(adam.complaints().await, Vec::<String>::new(), "{look:?}");
}

/// Sends what is in the outbox; the link in the one letter there is.
fn letter_to_vera(stage: &Stage, office: &PostOffice) -> String {
    let mut settings = stage.server.app.settings.clone();
    settings.mail.smtp = Some(Smtp {
        host: "127.0.0.1".into(),
        port: office.port(),
        tls: Tls::None,
        ca: None,
        user: None,
        password: None,
    });
    let mailer = Mailer::new(&settings).unwrap();
    assert_eq!(
        post::deliver(&stage.server.app.db, &mailer, || true, stage.server.now()).unwrap(),
        1
    );
    let letters = office.wait_for(1, PATIENCE);
    assert_eq!(letters[0].to, ["vera@example.org"]);
    let link = letters[0].links().into_iter().find(|link| link.contains("/invitations/"));
    link.unwrap_or_else(|| panic!("no link in the letter: {}", letters[0].text()))
}

/// Follows an entry of the table of contents, which must bring its element into view; the selector of that element.
async fn goes_by_the_contents(vera: &Browser, entry: &str) -> String {
    // Beside a wide text the contents stand open and have no summary.
    if vera.is_shown(".toc summary").await {
        vera.press("Contents").await;
    }
    let link = format!("//nav[contains(@class, 'toc')]//a[normalize-space(.)='{entry}']");
    let link = vera.driver.find(By::XPath(link)).await.unwrap();
    let place = link.attr("href").await.unwrap().expect("an address");
    link.scroll_into_view().await.unwrap();
    assert!(!vera.is_in_view(&place).await, "the test would see nothing move");
    // With the pointer: chromedriver takes what stands in closed details for hidden, whatever its style.
    let pointer = vera.driver.action_chain().move_to_element_center(&link).click();
    pointer.perform().await.unwrap();
    vera.wait_in_view(&place).await;
    place
}
