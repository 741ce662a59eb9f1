//! What the team does with a text: bring it in, correct what was read; answer what came in, and apply it.

use super::*;
use crate::support::stage;
use diesel::prelude::*;
use thirtyfour::Key;
use travaux::procedure::keys::PublicId;
use travaux::schema::{drafts, inputs};

/// The third paragraph of its first article has lost its number and its full stop.
const LIGHTS: &str = "\
Draft principles on the keeping of lights

The Human Rights Council,

Recalling that every light misleads where nobody keeps it,

Aware that keepers live far from help,

Adopts the following principles:

Article 1

1. States shall keep the lights on their coasts burning from dusk to dawn.

2. To this end they shall:

(a) Relieve keepers in good time;

(b) Tell mariners when a light is out.

Keepers are thanked once a year

Article 2

The present principles bind nobody who is out of sight of the sea.
";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_text_is_pasted_its_reading_corrected_and_saved() {
    for look in LOOKS {
        let stage = stage::set().await;
        let lead = at_a_browser(look, &stage, "elena@example.org").await;
        lead.goto(&format!("{}/c/{}/drafts", stage.server.address, stage.slug)).await;
        lead.follow("Bring in a text").await;
        lead.fill("Label", "Principles on lights").await;
        lead.fill("The text", LIGHTS).await;
        lead.press("Read the text").await;
        lead.wait_for_text("Check what was read").await;
        lead.wait_for_text("taken for a heading").await;
        let kind = format!("Kind of what begins on line {}", line_of("Keepers are thanked"));
        assert_eq!(lead.value(&kind).await, "heading");
        lead.select(&kind, "Paragraph").await;
        lead.press("Save the draft").await;
        lead.wait_for_text("The working draft is saved.").await;

        let read = lead.text_of(".kind-paragraph:has(+ .kind-article)").await;
        assert!(read.contains("3.") && read.contains("Keepers are thanked once a year"), "{read}");
        assert!(!lead.has(".kind-heading").await);
        assert_eq!(lead.complaints().await, Vec::<String>::new(), "{look:?}");
    }
}

fn line_of(words: &str) -> usize {
    LIGHTS.lines().position(|line| line.starts_with(words)).expect("it is in the text") + 1
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_team_answers_applies_and_sees_where_the_change_came_from() {
    for look in LOOKS {
        let stage = stage::set().await;
        let address = stage.server.address.clone();
        let delegate = at_a_browser(look, &stage, "ines@example.org").await;
        proposes(&delegate, &stage).await;
        opens_own_submission(&delegate, &stage).await;
        submits(&delegate).await;
        stage.server.it_is("2026-05-02T09:00:00Z");
        let input: PublicId =
            stage.server.read(|conn| inputs::table.select(inputs::public_id).first(conn));

        let lead = at_a_browser(look, &stage, "elena@example.org").await;
        lead.goto(&format!("{address}/inputs/{input}/response")).await;
        lead.wait_for("select[name='treatment'] option[value='accepted']").await;
        lead.select("Treatment", "Accepted").await;
        lead.press("Save the response").await;
        lead.wait_for_text("drafted").await;

        lead.goto(&format!("{address}/drafts/{}", stage.draft)).await;
        lead.fill("label", "Revised text").await;
        lead.press("Begin a working draft").await;
        lead.wait_for_text("Revised text").await;
        let element = &stage.elements[ARTICLE_1_1];
        let workspace = format!("{address}/rounds/{}/consolidation/{element}", stage.round);
        lead.goto(&workspace).await;
        lead.press("Apply to the working draft").await;
        let working: PublicId = stage.server.read(|conn| {
            drafts::table.order(drafts::id.desc()).select(drafts::public_id).first(conn)
        });
        lead.goto(&format!("{address}/drafts/{working}/redline")).await;
        lead.wait_for("ins").await;
        lead.wait_for_text("Republic of Avaria").await;
        assert_eq!(lead.complaints().await, Vec::<String>::new(), "{look:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_half_typed_response_survives_the_other_forms_of_its_page() {
    let stage = stage::set().await;
    let address = stage.server.address.clone();
    let delegate = at_a_browser(Look::DESK, &stage, "ines@example.org").await;
    proposes(&delegate, &stage).await;
    opens_own_submission(&delegate, &stage).await;
    submits(&delegate).await;
    stage.server.it_is("2026-05-02T09:00:00Z");

    let lead = at_a_browser(Look::DESK, &stage, "elena@example.org").await;
    let element = &stage.elements[ARTICLE_1_1];
    lead.goto(&format!("{address}/rounds/{}/consolidation/{element}", stage.round)).await;
    lead.fill("reason", "Half a reason, which").await;
    lead.press("Tag with a theme").await;
    lead.fill("New theme", "Lanterns").await;
    lead.keys(Key::Enter).await;
    lead.wait_for_text("The themes are saved.").await;
    lead.wait_for(".tag").await;
    assert_eq!(lead.value("reason").await, "Half a reason, which");

    lead.press("Add an internal note").await;
    lead.fill("Note, read by the team only", "Half a note").await;
    lead.select("Treatment", "Noted").await;
    lead.press("Save the response").await;
    lead.wait_for(".case .treatment").await;
    assert_eq!(lead.value("Note, read by the team only").await, "Half a note");
    assert_eq!(lead.complaints().await, Vec::<String>::new());
}
