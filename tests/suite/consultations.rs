//! Setting up a consultation, and who may know of it.

use diesel::prelude::*;
use travaux::procedure::words::{Occasion, Role};
use travaux::schema::{accounts, journal, letters, roles, rounds};

use crate::support::stage::{self, Stage};

fn hide(stage: &Stage) {
    stage.server.write(|tx| {
        diesel::update(rounds::table).set(rounds::open_to_public.eq(false)).execute(&mut **tx)
    });
}

#[actix_web::test]
async fn visitors_find_public_consultations_and_no_others() {
    let stage = stage::set().await;
    let start = stage.visitor.get("/").await;
    assert!(start.has("Draft declaration on mutual aid"), "{}", start.text());
    assert!(start.has("paragraph by paragraph"));

    hide(&stage);
    assert!(!stage.visitor.get("/").await.has("mutual aid"));
    assert!(!stage.stranger.get("/").await.has("mutual aid"));
    assert!(stage.avaria_focal.get("/").await.has("Draft declaration on mutual aid"));
    for path in ["settings", "team", "timeline", "journal", "participants", "door/requests"] {
        for person in [&stage.visitor, &stage.stranger, &stage.system_administrator] {
            let page = person.get(&format!("/c/mutual-aid/{path}")).await;
            assert_eq!(page.status, 404, "{path}");
        }
    }
}

#[actix_web::test]
async fn a_system_administrator_creates_a_consultation_and_administers_its_rounds() {
    let stage = stage::set().await;
    let form = [
        ("title", "Déclaration sur la solidarité"),
        ("slug", ""),
        ("kind", "expert"),
        ("time_zone", "Europe/Zurich"),
        ("original", "fr"),
        ("languages", "en"),
        ("open_door", "on"),
    ];
    assert_eq!(stage.visitor.get("/consultations/new").await.status, 401);
    assert_eq!(stage.drafter.post("/consultations/new", &form).await.status, 404);

    let faulty = [("title", "Kept as typed"), ("time_zone", "Mars/Olympus"), ("original", "fr")];
    let answer = stage.system_administrator.post("/consultations/new", &faulty).await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.value("title"), "Kept as typed");
    assert!(answer.has("IANA name, such as Europe/Zurich."));

    let page = stage.system_administrator.does("/consultations/new", &form).await;
    assert!(page.has("Sofia System"), "{}", page.text());
    let settings =
        stage.system_administrator.get("/c/declaration-sur-la-solidarite/settings").await;
    assert_eq!(settings.status, 200);
    let again = stage.system_administrator.post("/consultations/new", &form).await;
    assert_eq!(again.status, 422);
    assert!(again.has("Another consultation has this address."));
}

#[actix_web::test]
async fn settings_that_somebody_else_saved_are_shown_beside_what_was_typed() {
    let stage = stage::set().await;
    let page = stage.administrator.get("/c/mutual-aid/settings").await;
    let version = page.value("version");
    let form = |title: &'static str, version: &'static str| {
        [
            ("title", title),
            ("slug", "mutual-aid"),
            ("kind", "expert"),
            ("time_zone", "Europe/Zurich"),
            ("original", "en"),
            ("version", version),
        ]
    };
    assert_eq!(version, "1");
    stage.administrator.does("/c/mutual-aid/settings", &form("The first title", "1")).await;
    let late = stage.administrator.post("/c/mutual-aid/settings", &form("Another", "1")).await;
    assert_eq!(late.status, 409);
    assert!(late.has("The first title"));
    assert_eq!(late.value("title"), "Another");
    assert_eq!(late.value("version"), "2");
    assert_eq!(stage.lead.get("/c/mutual-aid/settings").await.status, 403);
    assert_eq!(stage.avaria_focal.get("/c/mutual-aid/team").await.status, 404);
}

fn settings_at<'a>(slug: &'a str, version: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("title", "Draft declaration on mutual aid"),
        ("slug", slug),
        ("kind", "expert"),
        ("time_zone", "Europe/Zurich"),
        ("original", "en"),
        ("version", version),
    ]
}

#[actix_web::test]
async fn a_former_address_leads_to_the_present_one() {
    let stage = stage::set().await;
    stage.administrator.does("/c/mutual-aid/settings", &settings_at("aid", "1")).await;
    stage.administrator.does("/c/aid/settings", &settings_at("aid-and-help", "2")).await;
    for (former, present) in [
        ("/c/mutual-aid", "/c/aid-and-help"),
        ("/c/mutual-aid/rounds?said=x", "/c/aid-and-help/rounds?said=x"),
        ("/c/aid/participants/new", "/c/aid-and-help/participants/new"),
    ] {
        let page = stage.administrator.get(former).await;
        assert_eq!((page.status, page.location()), (302, present));
    }
    assert_eq!(stage.visitor.get("/c/mutual-aid").await.location(), "/c/aid-and-help");
    assert_eq!(stage.administrator.get("/c/aids").await.status, 404);
    assert_eq!(stage.administrator.get("/c/aid-and-help/nowhere").await.status, 404);

    // No other consultation takes the address, and its own may come back to it.
    let taken = [
        ("title", "Another"),
        ("slug", "mutual-aid"),
        ("kind", "expert"),
        ("time_zone", "Europe/Zurich"),
        ("original", "en"),
    ];
    let answer = stage.system_administrator.post("/consultations/new", &taken).await;
    assert!(answer.status == 422 && answer.has("Another consultation has this address."));
    let back = settings_at("mutual-aid", "3");
    stage.administrator.does("/c/aid-and-help/settings", &back).await;
    assert_eq!(stage.administrator.get("/c/aid-and-help").await.location(), "/c/mutual-aid");

    // Whoever may not know of the consultation does not learn its address either.
    hide(&stage);
    let closed = settings_at("mutual-aid", "4");
    stage.administrator.does("/c/mutual-aid/settings", &closed).await;
    assert_eq!(stage.visitor.get("/c/aid").await.status, 404);
}

#[actix_web::test]
async fn the_team_is_appointed_by_letter_and_the_last_administrator_stays() {
    let stage = stage::set().await;
    let new = [("name", "Nora New"), ("email", "Nora@Example.org"), ("role", "drafter")];
    let page = stage.administrator.does("/c/mutual-aid/team", &new).await;
    assert!(page.has("nora@example.org"));
    assert!(page.has("has not signed in yet"));
    let (subject, body) = stage.server.read(|conn| {
        letters::table
            .filter(letters::occasion.eq(Occasion::Team))
            .filter(letters::to_email.eq("nora@example.org"))
            .select((letters::subject, letters::body_text))
            .first::<(String, String)>(conn)
    });
    assert!(!subject.contains("mutual"));
    assert!(body.contains("/links/"));

    assert_eq!(stage.drafter.post("/c/mutual-aid/team", &new).await.status, 403);
    let adam = stage.server.read(|conn| {
        accounts::table
            .filter(accounts::name.eq("Adam Administrator"))
            .select(accounts::public_id)
            .first::<String>(conn)
    });
    let end = [("account", adam.as_str()), ("role", "round_administrator")];
    let page = stage.administrator.post("/c/mutual-aid/team/end", &end).await;
    assert_eq!(page.status, 409);
    assert!(page.has("Appoint another first."));
    let left = stage.server.read(|conn| {
        roles::table
            .filter(roles::role.eq(Role::RoundAdministrator))
            .filter(roles::ended_at.is_null())
            .count()
            .get_result::<i64>(conn)
    });
    assert_eq!(left, 1);
}

#[actix_web::test]
async fn the_whole_team_keeps_milestones_and_themes_and_the_journal_says_so() {
    let stage = stage::set().await;
    let milestone =
        [("on_date", "2026-06-15"), ("title", "Regional consultation"), ("note", "Tesha Town")];
    let page = stage.drafter.does("/c/mutual-aid/milestones", &milestone).await;
    assert!(page.has("15 June 2026"), "{}", page.text());
    let bad = stage.lead.post("/c/mutual-aid/milestones", &[("title", "No date")]).await;
    assert_eq!(bad.status, 422);
    assert_eq!(bad.value("title"), "No date");
    let page =
        stage.administrator.does("/c/mutual-aid/themes", &[("themes", "lanterns\nharbours")]).await;
    assert!(page.has("lanterns") && page.has("harbours"));
    assert_eq!(stage.avaria_focal.get("/c/mutual-aid/timeline").await.status, 403);

    let page = stage.auditor.get("/c/mutual-aid/journal").await;
    assert!(page.has("Added a milestone") && page.has("Dora Drafter"), "{}", page.text());
    assert!(page.has("as drafter"));
    assert_eq!(stage.drafter.get("/c/mutual-aid/journal").await.status, 404);
    let older = stage.auditor.get("/c/mutual-aid/journal?before=2").await;
    assert!(older.has("Added a milestone") && !older.has("Added a theme"));
    let acts = stage.server.read(|conn| journal::table.count().get_result::<i64>(conn));
    assert_eq!(acts, 3);
}

#[actix_web::test]
async fn only_the_lead_lets_proposers_be_named_outside() {
    let stage = stage::set().await;
    let shown = [("shown", "yes")];
    for person in [&stage.drafter, &stage.administrator, &stage.avaria_focal] {
        assert_eq!(person.post("/c/mutual-aid/attribution", &shown).await.status, 403);
    }
    assert!(stage.lead.get("/c/mutual-aid/team").await.has("not shown outside the team"));

    let page = stage.lead.does("/c/mutual-aid/attribution", &shown).await;

    assert!(page.has("is shown in published redlines"), "{}", page.text());
    let journal = stage.lead.get("/c/mutual-aid/journal").await;
    assert!(journal.has("Let proposers of changes be named outside"));
}
