//! Who is given a role, and by whom: nobody opens to themselves what they may not read, and the leads know.

use super::*;
use crate::support::stage::{self, Stage};
use travaux::procedure::words::Role;
use travaux::schema::{journal as lines, roles};

const TEAM: &str = "/c/mutual-aid/team";
const END: &str = "/c/mutual-aid/team/end";

/// An appointment as the form sends it.
fn nominee<'a>(email: &'a str, role: &'a str, clearance: bool) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![("name", "Somebody"), ("email", email), ("role", role)];
    form.extend(clearance.then_some(("clearance", "on")));
    form
}

/// What roles stand, with their clearances; how many letters went out; how long the journal is.
fn stands(stage: &Stage) -> (Vec<(AccountKey, Role, bool)>, i64, i64) {
    stage.server.read(|conn| {
        let held = roles::table
            .filter(roles::ended_at.is_null())
            .order(roles::id)
            .select((roles::account_id, roles::role, roles::clearance))
            .load(conn)?;
        let letters = letters::table.count().get_result(conn)?;
        Ok((held, letters, lines::table.count().get_result(conn)?))
    })
}

/// The letters about the team to this address, as texts.
fn told(stage: &Stage, email: &str) -> Vec<String> {
    let all = letters_to(&stage.server, email).into_iter();
    for (subject, _) in letters_to(&stage.server, email) {
        assert!(!subject.to_lowercase().contains("mutual"), "not neutral: {subject}");
    }
    all.map(|(_, text)| text).collect()
}

#[tokio::test]
async fn a_round_administrator_opens_nothing_to_themselves_and_dismisses_no_lead() {
    let stage = stage::set().await;
    let before = stands(&stage);
    let administrator = &stage.administrator;
    let page = administrator.get(TEAM).await;
    assert!(!page.body.contains("name=\"clearance\""), "{}", page.text());
    assert!(!page.body.contains("<option value=\"lead\""), "{}", page.text());
    for why in [
        "Only a lead appoints another",
        "Only a lead ends the role of a lead",
        "Only a lead lets a drafter read withheld names",
        "This is the last round administrator",
    ] {
        assert!(page.has(why), "{why}: {}", page.text());
    }
    for (form, why) in [
        (nominee("adam@example.org", "drafter", true), "to themselves"),
        (nominee("Adam@Example.org", "drafter", false), "to themselves"),
        (nominee("adam@example.org", "lead", false), "to themselves"),
        (nominee("adam@example.org", "auditor", false), "to themselves"),
        (nominee("sam@example.org", "lead", false), "Only a lead appoints another"),
        (nominee("sam@example.org", "drafter", true), "Only a lead lets a drafter read"),
        (nominee("dora@example.org", "drafter", true), "Only a lead lets a drafter read"),
        (nominee("sam@example.org", "auditor", true), "given to drafters only"),
    ] {
        let answer = administrator.post(TEAM, &form).await;
        assert!(answer.status == 409 && answer.has(why), "{form:?}: {}", answer.text());
    }
    let (_, elena) = account(&stage.server, "elena@example.org");
    let end = [("account", elena.as_str()), ("role", "lead")];
    let answer = administrator.post(END, &end).await;
    assert!(answer.status == 409 && answer.has("Only a lead ends"), "{}", answer.text());
    assert_eq!(stands(&stage), before, "nothing was given, ended, written or told");
    let workspace = format!("/c/{}/consolidation", stage.slug);
    assert_eq!(stage.lead.get(&workspace).await.status, 200);
    assert_eq!(administrator.get(&workspace).await.status, 404);

    // A clearance is not taken by way of an appointment either; and whose role ended was told.
    stage.lead.does(TEAM, &nominee("dora@example.org", "drafter", true)).await;
    let answer = administrator.post(TEAM, &nominee("dora@example.org", "drafter", false)).await;
    assert_eq!(answer.status, 409, "{}", answer.text());
    let (_, dora) = account(&stage.server, "dora@example.org");
    administrator.does(END, &[("account", dora.as_str()), ("role", "drafter")]).await;
    let said = "Adam Administrator ended the role “Drafter” of Dora Drafter";
    assert!(told(&stage, "elena@example.org").pop().unwrap().contains(said));
    let own = told(&stage, "dora@example.org").pop().unwrap();
    assert!(own.contains("Your role “Drafter”") && own.contains("Adam Administrator"), "{own}");
}

#[tokio::test]
async fn whoever_creates_a_consultation_appoints_somebody_else_as_its_first_lead() {
    let stage = stage::set().await;
    let sofia = &stage.system_administrator;
    let form = [
        ("title", "Draft declaration on safe anchorage"),
        ("slug", "safe-anchorage"),
        ("kind", "expert"),
        ("time_zone", "Europe/Zurich"),
        ("original", "en"),
    ];
    sofia.does("/consultations/new", &form).await;
    let (team, end) = ("/c/safe-anchorage/team", "/c/safe-anchorage/team/end");
    for (form, why) in [
        (nominee("sofia@example.org", "lead", true), "to themselves"),
        (nominee("sofia@example.org", "drafter", true), "to themselves"),
        (nominee("sam@example.org", "drafter", true), "Only a lead lets a drafter read"),
    ] {
        let answer = sofia.post(team, &form).await;
        assert!(answer.status == 409 && answer.has(why), "{form:?}: {}", answer.text());
    }
    assert!(sofia.get(team).await.body.contains("<option value=\"lead\""));
    sofia.does(team, &nominee("sam@example.org", "lead", false)).await;
    assert_eq!(stage.stranger.get("/c/safe-anchorage/consolidation").await.status, 200);

    // From now on the mandate has a holder.
    let answer = sofia.post(team, &nominee("nina@example.org", "lead", false)).await;
    assert!(answer.status == 409 && answer.has("Only a lead appoints"), "{}", answer.text());
    let (_, sam) = account(&stage.server, "sam@example.org");
    let lead = [("account", sam.as_str()), ("role", "lead")];
    assert_eq!(sofia.post(end, &lead).await.status, 409);
    // Not with the account put out of the way either.
    let away = [("decision", "deactivated"), ("reason", "Left")];
    sofia.does(&format!("/accounts/{sam}/decisions"), &away).await;
    assert_eq!(sofia.post(end, &lead).await.status, 409);
    assert_eq!(sofia.post(team, &nominee("nina@example.org", "lead", false)).await.status, 409);
}

#[tokio::test]
async fn a_lead_opens_and_closes_appoints_and_dismisses_and_the_last_one_hands_over() {
    let stage = stage::set().await;
    let lead = &stage.lead;
    let (_, elena) = account(&stage.server, "elena@example.org");
    let last = [("account", elena.as_str()), ("role", "lead")];
    assert!(lead.get(TEAM).await.has("This is the last lead. The mandate is handed over"));
    let answer = lead.post(END, &last).await;
    assert!(answer.status == 409 && answer.has("handed over"), "{}", answer.text());
    assert_eq!(lead.post(TEAM, &nominee("elena@example.org", "drafter", true)).await.status, 409);
    let answer = lead.post(TEAM, &nominee("sam@example.org", "auditor", false)).await;
    assert!(answer.status == 409 && answer.has("by a round administrator"), "{}", answer.text());

    let cleared = |email: &str| {
        let (key, _) = account(&stage.server, email);
        stands(&stage).0.into_iter().find(|(of, ..)| *of == key).map(|(_, _, cleared)| cleared)
    };
    lead.does(TEAM, &nominee("dora@example.org", "drafter", true)).await;
    assert_eq!(cleared("dora@example.org"), Some(true));
    assert!(told(&stage, "dora@example.org").pop().unwrap().contains("may read withheld names"));
    lead.does(TEAM, &nominee("dora@example.org", "drafter", false)).await;
    assert_eq!(cleared("dora@example.org"), Some(false));
    assert!(told(&stage, "dora@example.org").pop().unwrap().contains("no longer read"));

    lead.does(TEAM, &nominee("sam@example.org", "lead", false)).await;
    let to_elena = told(&stage, "elena@example.org");
    for said in [
        "Dora Drafter may now read withheld names",
        "Dora Drafter no longer reads withheld names",
        "Elena Expert gave Sam Stranger the role “Independent Expert (lead)”",
    ] {
        assert!(to_elena.iter().any(|text| text.contains(said)), "{said}: {to_elena:#?}");
    }
    // Either of two may go; then the one who is left stays.
    lead.does(END, &last).await;
    assert_eq!(lead.get(TEAM).await.status, 404);
    let said = "Elena Expert ended the role “Independent Expert (lead)” of Elena Expert";
    assert!(told(&stage, "sam@example.org").pop().unwrap().contains(said));
    let (_, sam) = account(&stage.server, "sam@example.org");
    let own = [("account", sam.as_str()), ("role", "lead")];
    assert_eq!(stage.stranger.post(END, &own).await.status, 409);
}

#[tokio::test]
async fn a_lead_with_a_last_day_does_not_count_as_one_who_stays() {
    let stage = stage::set().await;
    let server = &stage.server;
    stage.lead.does(TEAM, &nominee("sam@example.org", "lead", false)).await;
    let (elena, _) = account(server, "elena@example.org");
    let soon = server.now().plus_days(3);
    server.write(|tx| {
        diesel::update(roles::table.filter(roles::account_id.eq(elena)))
            .set(roles::ends_at.eq(soon))
            .execute(&mut **tx)
    });
    let (_, sam) = account(server, "sam@example.org");
    let end = [("account", sam.as_str()), ("role", "lead")];
    for lead in [&stage.lead, &stage.stranger] {
        assert_eq!(lead.post(END, &end).await.status, 409);
    }
}

#[tokio::test]
async fn who_changes_the_team_says_the_password_again_and_whoever_may_not_is_not_asked() {
    let stage = stage::set().await;
    let server = &stage.server;
    let (elena, adam) =
        (comes_in(server, "elena@example.org").await, comes_in(server, "adam@example.org").await);
    let dora = comes_in(server, "dora@example.org").await;
    server.it_is("2026-03-15T12:11:00Z");
    let before = stands(&stage);
    let (_, id) = account(server, "dora@example.org");
    let end = vec![("account", id.as_str()), ("role", "drafter")];
    let new = nominee("sam@example.org", "drafter", false);
    for (who, path, form) in [
        (&elena, TEAM, nominee("dora@example.org", "drafter", true)),
        (&elena, END, end.clone()),
        (&adam, TEAM, new.clone()),
        (&adam, END, end.clone()),
    ] {
        let page = who.post(path, &form).await;
        assert!(page.status == 401 && page.has("Confirm that it is you"), "{}", page.text());
        for (name, value) in form {
            assert_eq!(page.value(name), value, "it goes along");
        }
    }
    assert_eq!(dora.post(TEAM, &new).await.status, 403);
    assert_eq!(stage.stranger.post(END, &end).await.status, 404);
    assert_eq!(stands(&stage).0, before.0);
    let mut right = nominee("dora@example.org", "drafter", true);
    right.push(("confirm_password", PASSWORD));
    assert_eq!(elena.post(TEAM, &right).await.status, 303);
    let (dora, _) = account(server, "dora@example.org");
    assert!(stands(&stage).0.contains(&(dora, Role::Drafter, true)));
}

#[tokio::test]
async fn the_journal_says_whose_role_and_in_whose_stead() {
    let stage = stage::set().await;
    let journal = "/c/mutual-aid/journal";
    stage.lead.does(TEAM, &nominee("dora@example.org", "drafter", true)).await;
    let (_, dora) = account(&stage.server, "dora@example.org");
    stage.administrator.does(END, &[("account", dora.as_str()), ("role", "drafter")]).await;
    for reader in [&stage.lead, &stage.administrator, &stage.auditor] {
        let page = reader.get(journal).await;
        assert_eq!(page.body.matches("who: Dora Drafter").count(), 2, "{}", page.text());
        assert!(page.has("as round administrator") && page.has("as lead"), "{}", page.text());
    }
    let next = [("name", "Sam"), ("email", "sam@example.org"), ("until", "")];
    stage.lead.does("/c/mutual-aid/handover", &next).await;
    let offer = link_in_letter(&stage.server, "sam@example.org");
    stage.stranger.does(&offer, &[]).await;
    let page = stage.stranger.get(journal).await;
    assert!(page.has("from: Elena Expert"), "{}", page.text());
    let letter = told(&stage, "elena@example.org").pop().unwrap();
    assert!(letter.contains("Sam Stranger has taken over the mandate"), "{letter}");
}
