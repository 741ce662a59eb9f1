//! Missions are written to by note verbale, everybody else by letter, and who was written to is seen.

use diesel::prelude::*;
use travaux::procedure::keys::*;
use travaux::procedure::words::*;
use travaux::schema::*;
use travaux::secrets::public_id;
use travaux::submissions::store::{Sender, seal_cover};

use super::rounds::letters;
use super::support::stage::{self, Stage};
use super::support::{Page, Person};

async fn compose(stage: &Stage, occasion: &str, then: &str, more: &[(&str, &str)]) -> Page {
    compose_as(&stage.administrator, &stage.round, occasion, then, more).await
}

pub async fn compose_as(
    who: &Person,
    round: &PublicId,
    occasion: &str,
    then: &str,
    more: &[(&str, &str)],
) -> Page {
    let new = format!("/rounds/{round}/letters/new?occasion={occasion}");
    let page = who.get(&new).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let mut form = vec![("occasion", occasion), ("then", then)];
    for (field, text) in [
        ("note_en", "The Office presents its compliments to the {mission}: until {closes}."),
        ("note_fr", "Le Bureau présente ses compliments à la {mission}."),
        ("letter_en", "{name} is invited until {closes}."),
        ("letter_fr", "{name} est invité."),
        ("to", "pending"),
    ] {
        if more.iter().all(|(name, _)| *name != field) {
            form.push((field, text));
        }
    }
    form.extend(more);
    who.post(&format!("/rounds/{round}/letters"), &form).await
}

/// The notes verbales' ids, in the order in which they were drafted.
fn notes(stage: &Stage) -> Vec<PublicId> {
    stage.server.read(|conn| {
        notes_verbales::table.order(notes_verbales::id).select(notes_verbales::public_id).load(conn)
    })
}

fn addresses(stage: &Stage) -> Vec<String> {
    stage.server.read(|conn| letters::table.order(letters::id).select(letters::to_email).load(conn))
}

async fn approve(stage: &Stage, note: &PublicId) -> Page {
    let path = format!("/notes-verbales/{note}");
    let version = stage.administrator.get(&path).await.value("version");
    stage.administrator.post(&format!("{path}/approval"), &[("version", &version)]).await
}

fn give_address(stage: &Stage, of: ParticipantKey, email: &str) {
    stage.server.write(|tx| {
        diesel::update(participants::table.find(of))
            .set((
                participants::email.eq(email),
                participants::address.eq("Permanent Mission of Avaria\nRue du Lac 1\nGeneva"),
            ))
            .execute(&mut **tx)
    });
}

#[tokio::test]
async fn the_proposed_texts_leave_their_placeholders_open() {
    let stage = stage::set().await;
    let new = format!("/rounds/{}/letters/new?occasion=invitation", stage.round);
    let page = stage.administrator.get(&new).await;
    assert!(page.has("Independent Expert on mutual aid presents its compliments to the {mission}"));
    assert!(page.has("assurances of its highest consideration"));
    assert!(page.has("les assurances de sa très haute considération"));
    assert_eq!(stage.lead.get(&new).await.status, 403);
    assert_eq!(stage.visitor.get(&new).await.status, 401);
}

#[tokio::test]
async fn a_preview_fills_in_two_letters_and_sends_nothing() {
    let stage = stage::set().await;
    let page = compose(&stage, "invitation", "preview", &[]).await;
    assert_eq!(page.status, 200);
    assert!(
        page.has("to the Permanent Mission of the Kingdom of Lothmar: until 30 April 2026, 18:00")
    );
    assert!(page.has("Harbour Watch is invited until 30 April 2026"), "{}", page.text());
    assert!(page.value("note_en").contains("{mission}"), "what was typed is kept");
    assert!(notes(&stage).is_empty() && addresses(&stage).is_empty());

    let typed = [("letter_en", "Dear {nmae}, welcome.")];
    let page = compose(&stage, "invitation", "preview", &typed).await;
    assert!(page.status == 422 && page.has("no placeholder {nmae}"), "{}", page.text());
    assert!(page.has("Dear {nmae}, welcome."));
    let page = compose(&stage, "invitation", "preview", &[("to", "ticked")]).await;
    assert!(page.status == 422 && page.has("Tick at least one"), "{}", page.text());
    assert!(notes(&stage).is_empty() && addresses(&stage).is_empty());
}

#[tokio::test]
async fn the_preview_shows_each_language_and_kind_that_will_be_written() {
    let stage = stage::set().await;
    stage.server.write(|tx| {
        diesel::update(participants::table.find(stage.avaria))
            .set(participants::language.eq("fr"))
            .execute(&mut **tx)
    });
    let page = compose(&stage, "invitation", "preview", &[]).await;
    assert!(
        page.has("The Office presents its compliments to the Permanent Mission of the Kingdom")
    );
    assert!(page.has("Le Bureau présente ses compliments à la"), "{}", page.text());
    assert!(page.has("Harbour Watch is invited until"));
    assert_eq!(page.body.matches("letter-frame").count(), 3, "no letter is written in French");
}

#[tokio::test]
async fn a_letter_that_was_not_delivered_is_no_letter() {
    let stage = stage::set().await;
    compose(&stage, "invitation", "send", &[]).await;
    let list = format!("/rounds/{}/participants", stage.round);
    let has = async |state: &str| {
        stage.lead.get(&format!("{list}?state={state}")).await.has(">Harbour Watch<")
    };
    assert!(has("invited").await && !has("unreached").await);
    stage.server.write(|tx| {
        diesel::update(letters::table.filter(letters::to_email.eq("nadia@example.org")))
            .set(letters::state.eq(LetterState::Failed))
            .execute(&mut **tx)
    });
    assert!(!has("invited").await && has("unreached").await);
    assert!(stage.lead.get(&list).await.has("Letter not delivered"));
    let round = stage.lead.get(&format!("/rounds/{}", stage.round)).await;
    assert!(round.has("Letter not delivered"), "{}", round.text());
}

#[tokio::test]
async fn where_nobody_was_invited_there_is_nobody_to_remind() {
    let stage = stage::set().await;
    let new = format!("/rounds/{}/letters/new?occasion=reminder", stage.round);
    let page = stage.administrator.get(&new).await;
    assert!(page.has("Nobody has been invited to this round yet"), "{}", page.text());
}

#[tokio::test]
async fn a_note_verbale_is_dated_from_the_consultations_place() {
    let stage = stage::set().await;
    compose(&stage, "invitation", "send", &[]).await;
    let path = format!("/notes-verbales/{}", notes(&stage)[0]);
    assert!(stage.administrator.get(&path).await.has("Geneva, (date of approval)"));
    stage.server.write(|tx| {
        diesel::update(consultations::table)
            .set(consultations::place.eq("New York"))
            .execute(&mut **tx)
    });
    let file = stage.administrator.get(&format!("{path}/file")).await;
    assert!(file.has("New York, (date of approval)") && !file.has("Geneva"), "{}", file.text());
    let settings = stage.administrator.get("/c/mutual-aid/settings").await;
    assert_eq!(settings.value("place"), "New York");
}

#[tokio::test]
async fn missions_get_numbered_notes_verbales_and_their_people_letters_beside_them() {
    let stage = stage::set().await;
    give_address(&stage, stage.avaria, "mission@avaria.example");
    let sent = compose(&stage, "invitation", "send", &[]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    // Only the organization's person is written to by e-mail.
    assert_eq!(addresses(&stage), ["nadia@example.org"]);
    let notes = notes(&stage);
    assert_eq!(notes.len(), 2);
    // The same form again writes nothing twice.
    let form = [("occasion", "invitation"), ("to", "pending"), ("then", "send")];
    let again = stage.administrator.post(&format!("/rounds/{}/letters", stage.round), &form).await;
    assert_eq!(again.status, 422);
    assert!(again.has("Everybody has been written to"), "{}", again.text());

    let path = format!("/notes-verbales/{}", notes[1]);
    assert!(stage.administrator.get(&path).await.has("Permanent Mission of Avaria"));
    let dispatch = [("on", "2026-03-16"), ("how", "mailbox")];
    let early = stage.administrator.post(&format!("{path}/dispatch"), &dispatch).await;
    assert_eq!(early.status, 409);

    // Numbers follow the order of approval, without gaps.
    assert_eq!(approve(&stage, &notes[1]).await.status, 303);
    assert_eq!(approve(&stage, &notes[0]).await.status, 303);
    assert!(stage.administrator.get(&path).await.has("NV/2026/001"));
    let other = format!("/notes-verbales/{}", notes[0]);
    assert!(stage.administrator.get(&other).await.has("NV/2026/002"));
    let twice = stage.administrator.post(&format!("{path}/approval"), &[("version", "2")]).await;
    assert_eq!(twice.status, 409);
    // The people of the missions, and never the mission's own address.
    let mut written = addresses(&stage);
    written.sort();
    assert_eq!(
        written,
        [
            "ines@example.org",
            "nadia@example.org",
            "olav@example.org",
            "rita@example.org",
            "tomas@example.org",
        ]
    );

    // On the 15th it cannot have left on the 16th, nor on the 14th, before it was approved.
    for (on, said) in
        [("2026-03-16", "This day has not come yet."), ("2026-03-14", "not approved yet")]
    {
        let form = [("on", on), ("how", "mailbox")];
        let page = stage.administrator.post(&format!("{path}/dispatch"), &form).await;
        assert!(page.status == 422 && page.has(said), "{}", page.text());
        assert_eq!(page.value("on"), on);
    }
    stage.server.it_is("2026-03-17T09:00:00Z");
    assert_eq!(stage.administrator.post(&format!("{path}/dispatch"), &dispatch).await.status, 303);
    assert!(stage.administrator.get(&path).await.has("Dispatched on 16 March 2026"));
    let file = stage.administrator.get(&format!("{path}/file")).await;
    assert!(file.header("content-disposition").contains("NV-2026-001.html"));
    assert!(file.has("NV/2026/001") && file.has("Rue du Lac 1"), "{}", file.text());
    let page = stage.administrator.get(&format!("/rounds/{}/participants", stage.round)).await;
    assert!(page.has("NV/2026/001") && page.has("16 March 2026"), "{}", page.text());
}

#[tokio::test]
async fn a_mission_without_people_gets_its_first_invitation_when_its_note_is_approved() {
    let stage = stage::set().await;
    give_address(&stage, stage.avaria, "mission@avaria.example");
    let nobody_left = |tx: &mut travaux::db::Tx| {
        diesel::update(people::table.filter(people::participant_id.eq(stage.avaria)))
            .set(people::ended_at.eq(stage.server.now()))
            .execute(&mut **tx)
    };
    stage.server.write(nobody_left);
    assert_eq!(compose(&stage, "invitation", "send", &[]).await.status, 303);
    assert!(!addresses(&stage).contains(&"mission@avaria.example".to_owned()));
    for note in notes(&stage) {
        assert_eq!(approve(&stage, &note).await.status, 303);
    }
    let text: String = stage.server.read(|conn| {
        letters::table
            .filter(letters::to_email.eq("mission@avaria.example"))
            .select(letters::body_text)
            .get_result(conn)
    });
    assert!(text.contains("/invitations/"), "{text}");
}

#[tokio::test]
async fn a_note_verbale_is_edited_until_it_is_approved() {
    let stage = stage::set().await;
    compose(&stage, "invitation", "send", &[]).await;
    let note = &notes(&stage)[0];
    let path = format!("/notes-verbales/{note}");
    let version = stage.administrator.get(&path).await.value("version");
    let form = [("body", "First hand."), ("version", version.as_str())];
    assert_eq!(stage.administrator.post(&path, &form).await.status, 303);
    let form = [("body", "Second hand."), ("version", version.as_str())];
    let page = stage.administrator.post(&path, &form).await;
    assert_eq!(page.status, 409);
    assert!(page.has("First hand.") && page.has("Second hand."), "{}", page.text());
    // What is approved is what was seen.
    let stale = [("version", version.as_str())];
    let approval = format!("{path}/approval");
    assert_eq!(stage.administrator.post(&approval, &stale).await.status, 409);
    assert_eq!(approve(&stage, note).await.status, 303);
    let form = [("body", "Too late."), ("version", "3")];
    assert_eq!(stage.administrator.post(&path, &form).await.status, 409);
    for other in [&stage.lead, &stage.avaria_focal] {
        assert_eq!(other.get(&path).await.status, 403);
    }
    assert_eq!(stage.visitor.get(&path).await.status, 404);
}

#[tokio::test]
async fn reminders_go_to_those_invited_who_have_not_submitted_before_the_closing() {
    let stage = stage::set().await;
    compose(&stage, "invitation", "send", &[]).await;
    let put = |participant: ParticipantKey, state: SubmissionState| {
        stage.server.write(|tx| {
            let id = public_id();
            diesel::insert_into(submissions::table)
                .values((
                    seal_cover(tx, &id, stage.round_key, &Sender::of(participant))?,
                    submissions::public_id.eq(&id),
                    submissions::round_id.eq(stage.round_key),
                    submissions::state.eq(state),
                    submissions::source.eq(Source::Typed),
                    submissions::language.eq("en"),
                    submissions::started_at.eq(stage.server.now()),
                    submissions::submitted_at
                        .eq((state == SubmissionState::Submitted).then_some(stage.server.now())),
                ))
                .execute(&mut **tx)
        })
    };
    // Only the organization has been written to: the notes verbales are not approved.
    put(stage.ngo, SubmissionState::Drafting);
    let page = stage.administrator.get(&format!("/rounds/{}/participants", stage.round)).await;
    assert!(page.has("Harbour Watch") && !page.has("rafting (") && !page.has(">late<"));
    let new = format!("/rounds/{}/letters/new?occasion=reminder", stage.round);
    let page = stage.administrator.get(&new).await;
    assert!(page.has("Harbour Watch") && !page.has("Kingdom of Lothmar"), "{}", page.text());
    assert_eq!(compose(&stage, "reminder", "send", &[]).await.status, 303);
    assert_eq!(letters(&stage, Occasion::Reminder), 1);
    // Twice on one day is once.
    compose(&stage, "reminder", "send", &[]).await;
    assert_eq!(letters(&stage, Occasion::Reminder), 1);

    put(stage.ngo, SubmissionState::Submitted);
    let page = stage.administrator.get(&new).await;
    assert!(page.has("Everybody who was invited has submitted."), "{}", page.text());
    stage.server.it_is("2026-05-01T00:00:00Z");
    assert_eq!(stage.administrator.get(&new).await.status, 409);
}

#[tokio::test]
async fn who_was_written_to_is_the_teams_and_the_outbox_the_administrators() {
    let stage = stage::set().await;
    compose(&stage, "invitation", "send", &[]).await;
    let participants = format!("/rounds/{}/participants", stage.round);
    let filtered = format!("{participants}?kind=civil_society&state=invited");
    let page = stage.drafter.get(&filtered).await;
    assert!(page.has("Harbour Watch") && !page.has(">Kingdom of Lothmar<"), "{}", page.text());
    for nobody in [&stage.visitor, &stage.avaria_focal, &stage.auditor, &stage.stranger] {
        assert_eq!(nobody.get(&participants).await.status, 404);
    }
    let outbox = format!("/c/{}/letters", stage.slug);
    let page = stage.administrator.get(&outbox).await;
    assert!(page.has("nadia@example.org") && page.has("Kingdom of Lothmar"), "{}", page.text());
    assert_eq!(stage.lead.get(&outbox).await.status, 404);
    assert_eq!(stage.visitor.get(&outbox).await.status, 404);
}
