//! A delegation goes into a colleague's hands, and the mandate to a new holder.

use super::*;
use crate::support::stage::{self, Stage};
use travaux::consultations::end_roles;
use travaux::post::Desk;
use travaux::schema::{journal as lines, participants, people};

const NEW_PASSWORD: &str = "seven brass kettles in the attic";

fn avaria(stage: &Stage) -> String {
    let id: PublicId = stage.server.read(|conn| {
        participants::table
            .filter(participants::name.eq("Republic of Avaria"))
            .select(participants::public_id)
            .first(conn)
    });
    format!("/participants/{id}")
}

fn person(stage: &Stage, name: &str) -> PublicId {
    stage.server.read(|conn| {
        people::table.filter(people::name.eq(name)).select(people::public_id).first(conn)
    })
}

#[tokio::test]
async fn a_focal_point_puts_the_delegation_into_a_colleagues_hands() {
    let stage = stage::set().await;
    let (path, olav) = (avaria(&stage), person(&stage, "Olav Brenn"));
    let page = stage.avaria_focal.get(&path).await;
    assert!(page.has("Hand over to a colleague"), "{}", page.text());
    assert!(!stage.avaria_contributor.get(&path).await.has("Hand over to a colleague"));
    let to = format!("{path}/handover");
    let form = [("person", olav.as_str())];
    assert_eq!(stage.avaria_contributor.post(&to, &form).await.status, 403);
    assert_eq!(stage.lothmar_focal.post(&to, &form).await.status, 404);
    assert_eq!(stage.avaria_focal.post(&to, &[("person", "nobody")]).await.status, 409);

    let page = stage.avaria_focal.does(&to, &form).await;
    assert!(page.has("in your colleague’s hands"), "{}", page.text());
    assert!(stage.avaria_contributor.get(&path).await.has("Invite a colleague"));
    assert_eq!(stage.avaria_focal.post(&to, &form).await.status, 403);
    let (subject, _) = letters_to(&stage.server, "olav@example.org").pop().unwrap();
    assert_eq!(subject, "A colleague has handed over to you");
    let journal = stage.administrator.get(&format!("/c/{}/journal", stage.slug)).await;
    assert!(journal.has("Handed over to a colleague"), "{}", journal.text());

    let ines = person(&stage, "Ines Marran");
    let form = [("person", ines.as_str()), ("leaves", "on")];
    assert_eq!(stage.avaria_contributor.post(&to, &form).await.status, 303);
    assert_eq!(stage.avaria_contributor.get(&path).await.status, 404);
}

#[tokio::test]
async fn the_administrator_appoints_a_focal_point_where_the_old_one_left() {
    let stage = stage::set().await;
    let path = avaria(&stage);
    let ines = person(&stage, "Ines Marran");
    stage.administrator.does(&format!("{path}/people/{ines}/end"), &[]).await;
    assert_eq!(stage.avaria_focal.get(&path).await.status, 404);
    let fields = [("name", "Nora New"), ("email", "nora@example.org"), ("role", "focal_point")];
    stage.administrator.does(&format!("{path}/colleagues"), &fields).await;
    let link = link_in_letter(&stage.server, "nora@example.org");
    let scanner = stage.server.visitor();
    for _ in 0..5 {
        assert_eq!(scanner.get(&link).await.status, 200);
    }
    scanner.request("HEAD", &link, &[]).await;
    let nora = stage.server.visitor();
    let fields = [("name", "Nora New"), ("password", NEW_PASSWORD)];
    assert_eq!(nora.post(&link, &fields).await.status, 303);
    assert!(nora.get(&path).await.has("Invite a colleague"));
    assert_eq!(scanner.post(&link, &fields).await.status, 410);
}

#[tokio::test]
async fn letters_to_a_focal_point_go_to_the_accounts_present_address() {
    let stage = stage::set().await;
    let server = &stage.server;
    let ines = comes_in(server, "ines@example.org").await;
    ines.does("/account/email", &[("new_email", "ines@avaria.example")]).await;
    let link = link_in_letter(server, "ines@avaria.example");
    assert_eq!(server.visitor().post(&link, &[]).await.status, 303);
    let page = stage.administrator.get(&avaria(&stage)).await;
    assert!(page.has("ines@avaria.example") && !page.has("ines@example.org"), "{}", page.text());
}

/// The lead invites; the path of the letter.
async fn invites(stage: &Stage, until: &str) -> String {
    let path = format!("/c/{}/handover", stage.slug);
    let fields = [
        ("name", "Nina Next"),
        ("email", "nina@example.org"),
        ("language", "en"),
        ("until", until),
    ];
    let page = stage.lead.does(&path, &fields).await;
    assert!(page.has("Nina Next"), "{}", page.text());
    link_in_letter(&stage.server, "nina@example.org")
}

/// Nina chooses a password by the letter and comes to the page of the handover: she, and its path.
async fn comes_to_take(stage: &Stage, link: &str) -> (Person, String) {
    let scanner = stage.server.visitor();
    for _ in 0..5 {
        assert_eq!(scanner.get(link).await.status, 200);
    }
    scanner.request("HEAD", link, &[]).await;
    let nina = stage.server.visitor();
    let fields = [("password", NEW_PASSWORD), ("password_again", NEW_PASSWORD)];
    let answer = nina.post(link, &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let path = answer.location().split('?').next().unwrap().to_owned();
    assert_eq!(scanner.post(link, &fields).await.status, 410);
    (nina, path)
}

#[tokio::test]
async fn a_new_mandate_holder_takes_over_with_the_whole_record() {
    let stage = stage::set().await;
    let (home, workspace) =
        (format!("/c/{}", stage.slug), format!("/c/{}/consolidation", stage.slug));
    for person in [&stage.drafter, &stage.administrator] {
        assert_eq!(person.get(&format!("{home}/handover")).await.status, 403);
    }
    assert_eq!(stage.avaria_focal.get(&format!("{home}/handover")).await.status, 404);
    let link = invites(&stage, "").await;
    let (nina, path) = comes_to_take(&stage, &link).await;
    for _ in 0..5 {
        let page = nina.get(&path).await;
        assert!(page.has("Elena Expert hands the mandate over to you"), "{}", page.text());
    }
    nina.request("HEAD", &path, &[]).await;
    assert_eq!(nina.get(&workspace).await.status, 404);
    assert_eq!(stage.lead.get(&workspace).await.status, 200);
    assert_eq!(stage.drafter.post(&path, &[]).await.status, 404);

    let page = nina.does(&path, &[]).await;
    assert_eq!(page.status, 200, "{}", page.text());
    for what in ["consolidation", "journal", "participants", "drafts"] {
        assert_eq!(nina.get(&format!("{home}/{what}")).await.status, 200, "{what}");
    }
    assert_eq!(nina.get(&format!("/rounds/{}/matrix", stage.round)).await.status, 200);
    assert_eq!(stage.lead.get(&workspace).await.status, 404);
    assert_eq!(nina.post(&path, &[]).await.status, 303);
    let journal = nina.get(&format!("{home}/journal")).await;
    assert!(journal.has("Invited a new mandate holder") && journal.has("Took the mandate over"));
}

#[tokio::test]
async fn the_old_lead_stays_until_the_day_that_was_said() {
    let stage = stage::set().await;
    let (server, workspace) = (&stage.server, format!("/c/{}/consolidation", stage.slug));
    let path = format!("/c/{}/handover", stage.slug);
    for (until, said) in [("2026-03-14", "is over"), ("soon", "Enter a day")] {
        let fields = [("name", "Nina"), ("email", "nina@example.org"), ("until", until)];
        let page = stage.lead.post(&path, &fields).await;
        assert!(page.status == 422 && page.has(said), "{}", page.text());
        assert_eq!(page.value("name"), "Nina");
    }
    let own = [("name", "Elena"), ("email", "elena@example.org")];
    assert_eq!(stage.lead.post(&path, &own).await.status, 422);
    let link = invites(&stage, "2026-03-31").await;
    let (nina, path) = comes_to_take(&stage, &link).await;
    assert_eq!(nina.post(&path, &[]).await.status, 303);
    assert!(stage.lead.get(&format!("/c/{}/team", stage.slug)).await.has("until 31 March 2026"));
    let ends = |at: &str| {
        server.it_is(at);
        let now = server.now();
        let desk = Desk::new(&server.app.settings);
        server.write(|tx| end_roles(tx, &desk, now));
    };
    let letters = |email| letters_to(server, email);
    let (before, others) = (letters("elena@example.org").len(), letters("nina@example.org").len());
    // Midnight in Zurich.
    ends("2026-03-31T21:59:59Z");
    assert_eq!(stage.lead.get(&workspace).await.status, 200);
    assert_eq!(letters("elena@example.org").len(), before);
    ends("2026-03-31T22:00:00Z");
    assert_eq!(stage.lead.get(&workspace).await.status, 404);
    // Both are told, once, and the subjects say nothing.
    ends("2026-03-31T22:00:05Z");
    for (email, so_far, subject, said) in [
        (
            "elena@example.org",
            before,
            "A role of yours has ended",
            "Your role “Independent Expert (lead)”",
        ),
        (
            "nina@example.org",
            others,
            "Something to know about a team",
            "“Independent Expert (lead)” of Elena Expert",
        ),
    ] {
        let told = letters(email);
        assert_eq!(told.len(), so_far + 1, "{email}: {told:?}");
        let (heading, text) = told.last().unwrap();
        assert_eq!(heading, subject);
        assert!(text.contains(said) && text.contains("the last day that was set"), "{text}");
    }
    let ended = stage.server.read(|conn| {
        lines::table.filter(lines::act.eq("role.ended")).count().get_result::<i64>(conn)
    });
    assert_eq!(ended, 1);
}

#[tokio::test]
async fn an_invitation_to_the_mandate_can_be_taken_back() {
    let stage = stage::set().await;
    let link = invites(&stage, "").await;
    let (nina, path) = comes_to_take(&stage, &link).await;
    let cancel = format!("/c/{}/handover/cancellation", stage.slug);
    assert_eq!(stage.drafter.post(&cancel, &[]).await.status, 403);
    stage.lead.does(&cancel, &[]).await;
    assert!(nina.get(&path).await.has("was taken back"));
    assert_eq!(nina.post(&path, &[]).await.status, 409);
    assert_eq!(nina.get(&format!("/c/{}/consolidation", stage.slug)).await.status, 404);
}
