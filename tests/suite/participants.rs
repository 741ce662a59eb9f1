//! Participants, their people, invitations, and the open door.

use diesel::prelude::*;
use travaux::participants::store;
use travaux::procedure::keys::ParticipantKey;
use travaux::procedure::words::Occasion;
use travaux::schema::{letters, participants, people};

use crate::support::stage::{self, PASSWORD, Stage};
use crate::support::{Page, Person, html_checker};

/// The address of a participant's page.
fn page_of(stage: &Stage, participant: ParticipantKey) -> String {
    stage.server.read(|conn| Ok(store::find(conn, participant)?.path()))
}

/// The path of the link in the only letter of that occasion to that address.
fn link_to(stage: &Stage, occasion: Occasion, email: &str) -> String {
    let body = stage.server.read(|conn| {
        letters::table
            .filter(letters::occasion.eq(occasion))
            .filter(letters::to_email.eq(email))
            .select(letters::body_text)
            .get_result::<String>(conn)
    });
    let at = body.find(&stage.server.address).expect("a link");
    let link = body[at..].split_whitespace().next().expect("a link");
    link.trim_start_matches(&stage.server.address).to_owned()
}

fn count(stage: &Stage) -> i64 {
    stage.server.read(|conn| participants::table.count().get_result(conn))
}

#[actix_web::test]
async fn good_rows_of_a_table_are_kept_and_bad_ones_named_with_line_and_reason() {
    let stage = stage::set().await;
    let csv = "\u{feff}Kind;NAME;Regional Group;E-mail\r\n\
        state;Islands of Tesha;asia_pacific;tesha@example.org\r\n\
        pirates;Black Sails;;\r\n\
        Organisation de la société civile;Friends of the Sea;;friends@example.org\r\n\
        civil_society;;;nobody@example.org\r\n\
        expert;Ilse Marendaal;atlantic;not an address\r\n";
    let import = "/c/mutual-aid/participants/import";
    let page =
        stage.administrator.post_files(import, &[], &[("file", "p.csv", csv.as_bytes())]).await;
    assert_eq!(page.status, 422, "{}", page.text());
    assert!(page.text().contains("2 participants were added"), "{}", page.text());
    let kinds = page.text();
    assert!(kinds.contains("3Black Sails“pirates” is no kind of participant."), "{kinds}");
    assert!(kinds.contains("5Enter a name."));
    assert!(kinds.contains("6Ilse Marendaal“atlantic” is no regional group."));
    assert!(kinds.contains("“not an address” is no e-mail address."));
    assert_eq!(count(&stage), 5);

    // The same again changes nothing; other facts under the same name are a bad row.
    let again = "name,kind\nislands of tesha,state\nFriends of the Sea,academia\n";
    let page = stage.administrator.post(import, &[("pasted", again)]).await;
    assert!(page.text().contains("0 participants were added; 1 was there already."));
    assert!(page.text().contains("registered with other facts"));
    assert_eq!(count(&stage), 5);

    let page = stage.administrator.post(import, &[("pasted", "nom;adresse\nx;y")]).await;
    assert!(page.text().contains("The table has no column “kind”."), "{}", page.text());
    let page = stage.administrator.post(import, &[("pasted", "  ")]).await;
    assert!(page.has("There is no table"));
    let form = [("pasted", again)];
    assert_eq!(stage.drafter.post(import, &form).await.status, 403);
    assert_eq!(stage.stranger.get(import).await.status, 404);
}

#[actix_web::test]
async fn an_invitation_survives_being_looked_at_and_is_taken_up_once() {
    let stage = stage::set().await;
    let avaria = page_of(&stage, stage.avaria);
    let colleague =
        [("name", "Cleo Colleague"), ("email", "cleo@avaria.example"), ("role", "contributor")];
    let page = stage.avaria_focal.does(&format!("{avaria}/colleagues"), &colleague).await;
    assert!(page.has("Cleo Colleague"), "{}", page.text());
    // A double click writes one letter.
    stage.avaria_focal.does(&format!("{avaria}/colleagues"), &colleague).await;
    let link = link_to(&stage, Occasion::Colleague, "cleo@avaria.example");

    let cleo = stage.server.visitor();
    for _ in 0..5 {
        let page = cleo.get(&link).await;
        assert_eq!(page.status, 200);
        assert!(page.has("Republic of Avaria") && page.has("Draft declaration on mutual aid"));
    }
    let weak = cleo.post(&link, &[("name", "Cleo C."), ("password", "short")]).await;
    assert_eq!(weak.status, 422);
    assert_eq!(weak.value("name"), "Cleo C.");
    assert_eq!(weak.value("password"), "");

    let form = [("name", "Cleo C."), ("password", PASSWORD)];
    let joined = cleo.post(&link, &form).await;
    assert_eq!(joined.status, 303, "{}", joined.text());
    assert!(joined.location().starts_with("/c/mutual-aid"));
    assert_eq!(cleo.get(&avaria).await.status, 200);
    assert_eq!(cleo.get(&link).await.status, 410);
    assert_eq!(stage.server.visitor().post(&link, &form).await.status, 410);

    // Contributors do not invite; the page says so instead of showing the form.
    let page = cleo.get(&avaria).await;
    assert!(!page.has("/colleagues") && page.has("Your role does not allow this."));
    let other = [("name", "X"), ("email", "x@avaria.example"), ("role", "reader")];
    assert_eq!(cleo.post(&format!("{avaria}/colleagues"), &other).await.status, 403);
    assert_eq!(stage.lothmar_focal.get(&avaria).await.status, 404);
    assert_eq!(stage.lothmar_focal.post(&format!("{avaria}/colleagues"), &other).await.status, 404);
}

#[actix_web::test]
async fn who_has_a_password_signs_in_to_accept() {
    let stage = stage::set().await;
    let avaria = page_of(&stage, stage.avaria);
    let form = [("name", "Sam"), ("email", "sam@example.org"), ("role", "reader")];
    stage.administrator.does(&format!("{avaria}/colleagues"), &form).await;
    let link = link_to(&stage, Occasion::Colleague, "sam@example.org");

    let page = stage.visitor.get(&link).await;
    assert!(page.has("/sign-in?next=%2Finvitations%2F") && !page.has("f-password"));
    let stolen = [("name", "Not Sam"), ("password", PASSWORD)];
    assert_eq!(stage.visitor.post(&link, &stolen).await.status, 409);
    assert!(stage.lothmar_focal.get(&link).await.has("Sign out first"));
    assert_eq!(stage.lothmar_focal.post(&link, &[]).await.status, 409);
    assert_eq!(stage.stranger.post(&link, &[]).await.status, 303);
    let seats = stage.server.read(|conn| {
        people::table
            .filter(people::email.eq("sam@example.org"))
            .filter(people::accepted_at.is_not_null())
            .count()
            .get_result::<i64>(conn)
    });
    assert_eq!(seats, 1);
}

#[actix_web::test]
async fn of_two_people_at_one_participants_facts_the_second_sees_both() {
    let stage = stage::set().await;
    let avaria = page_of(&stage, stage.avaria);
    let form = stage.administrator.get(&avaria).await;
    let version = form.value("version");
    let facts = |email: &'static str, address: &'static str, version: &str| {
        [
            ("name", "Republic of Avaria".to_owned()),
            ("kind", "state".to_owned()),
            ("language", "en".to_owned()),
            ("email", email.to_owned()),
            ("address", address.to_owned()),
            ("version", version.to_owned()),
        ]
    };
    async fn saves(person: &Person, path: &str, facts: &[(&'static str, String)]) -> Page {
        let form: Vec<_> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
        person.post(path, &form).await
    }
    let first = facts("mission@avaria.example", "1 Quay Street", &version);
    assert_eq!(saves(&stage.administrator, &avaria, &first).await.status, 303);
    // The same form sent twice is no conflict.
    assert_eq!(saves(&stage.administrator, &avaria, &first).await.status, 303);

    let second = facts("mission@avaria.example", "2 Harbour Road", &version);
    let conflict = saves(&stage.lead, &avaria, &second).await;
    assert_eq!(conflict.status, 409, "{}", conflict.text());
    assert!(conflict.has("Somebody else saved these facts"), "{}", conflict.text());
    assert!(conflict.has("<td data-label=\"Saved now\">1 Quay Street</td>"), "{}", conflict.body);
    assert!(conflict.has("<td data-label=\"Yours\">2 Harbour Road</td>"));
    assert!(!conflict.has("<td data-label=\"Yours\">mission@avaria.example</td>"));
    let faults = html_checker::check(&conflict.body);
    assert!(faults.is_empty(), "{faults:?}");
    let address = || stage.server.read(|conn| store::find(conn, stage.avaria)).address;
    assert_eq!(address(), "1 Quay Street");

    // With both before one's eyes, saving again is a choice.
    let again = facts("mission@avaria.example", "2 Harbour Road", &conflict.value("version"));
    assert_eq!(saves(&stage.lead, &avaria, &again).await.status, 303);
    assert_eq!(address(), "2 Harbour Road");
}

#[actix_web::test]
async fn a_delegation_settles_its_own_affairs() {
    let stage = stage::set().await;
    let avaria = page_of(&stage, stage.avaria);
    let answer = stage.avaria_focal.get("/c/mutual-aid/delegation").await;
    assert_eq!(answer.location(), avaria);
    let settings = format!("{avaria}/settings");
    let page = stage.avaria_focal.does(&settings, &[("contributors_may_submit", "on")]).await;
    assert!(page.has("checked"));
    let may = stage.server.read(|conn| store::find(conn, stage.avaria)).contributors_may_submit;
    assert!(may);
    assert_eq!(stage.avaria_contributor.post(&settings, &[]).await.status, 403);

    let staff = stage.server.read(|conn| store::people_of(conn, stage.avaria));
    let end = |n: usize| format!("{avaria}/people/{}/end", staff[n].public_id);
    // The last focal point stays, unless the secretariat says otherwise.
    assert_eq!(stage.avaria_focal.post(&end(0), &[]).await.status, 409);
    assert_eq!(stage.avaria_focal.post(&end(1), &[]).await.status, 303);
    assert_eq!(stage.avaria_contributor.get(&avaria).await.status, 404);
    // The team does not see who works for a delegation, unless it invites.
    let page = stage.drafter.get(&avaria).await;
    assert!(page.status == 200 && !page.has("ines@example.org"));
    assert!(stage.administrator.get(&avaria).await.has("ines@example.org"));
    assert_eq!(stage.visitor.get(&avaria).await.status, 404);
}

#[actix_web::test]
async fn who_was_not_invited_asks_at_the_door_confirms_and_is_admitted() {
    let stage = stage::set().await;
    let form = [
        ("person_name", "Lena Lantern"),
        ("email", "lena@lanterns.example"),
        ("name", "Lanterns for Justice"),
        ("kind", "civil_society"),
        ("language", "fr"),
        ("statement", "We carry lanterns."),
    ];
    let state = [&form[..3], &[("kind", "state")], &form[4..]].concat();
    let refused = stage.visitor.post("/c/mutual-aid/door", &state).await;
    assert_eq!(refused.status, 422);
    assert!(refused.has("States are invited by note verbale."));
    assert_eq!(refused.value("person_name"), "Lena Lantern");

    let asked = stage.visitor.post("/c/mutual-aid/door", &form).await;
    assert!(asked.has("A letter is on its way"), "{}", asked.text());
    let twice = stage.visitor.post("/c/mutual-aid/door", &form).await;
    assert!(twice.has("A letter is on its way"));
    let link = link_to(&stage, Occasion::ConfirmAddress, "lena@lanterns.example");

    let requests = "/c/mutual-aid/door/requests";
    let page = stage.administrator.get(requests).await;
    assert!(page.has("Lanterns for Justice") && !page.has("/admission"));
    assert!(stage.visitor.get(&link).await.has("Confirm"));
    assert!(!stage.administrator.get(requests).await.has("/admission"));
    assert!(stage.visitor.post(&link, &[]).await.has("Your address is confirmed."));
    assert_eq!(stage.visitor.post(&link, &[]).await.status, 410);

    let page = stage.administrator.get(requests).await;
    let admit = page.body.split("action=\"").find(|rest| rest.contains("/admission\""));
    let admit = admit.expect("a form").split('"').next().expect("an address").to_owned();
    assert_eq!(stage.drafter.post(&admit, &[]).await.status, 403);
    let refuse = admit.replace("/admission", "/refusal");
    assert_eq!(stage.administrator.post(&refuse, &[("reason", " ")]).await.status, 422);
    stage.administrator.does(&admit, &[]).await;
    assert_eq!(stage.administrator.post(&admit, &[]).await.status, 409);

    let invitation = link_to(&stage, Occasion::Admission, "lena@lanterns.example");
    let lena = stage.server.visitor();
    let joined = lena.post(&invitation, &[("name", "Lena"), ("password", PASSWORD)]).await;
    assert_eq!(joined.status, 303, "{}", joined.text());
    assert!(lena.get("/").await.has("Draft declaration on mutual aid"));
    let page = stage.administrator.get("/c/mutual-aid/participants?kind=civil_society").await;
    assert!(page.has("Lanterns for Justice") && !page.has("Republic of Avaria"));
}

#[actix_web::test]
async fn the_page_behind_a_letter_is_in_the_letters_language() {
    let stage = stage::set().await;
    stage.server.write(|tx| {
        diesel::update(participants::table.find(stage.avaria))
            .set(participants::language.eq("fr"))
            .execute(&mut **tx)
    });
    let colleague = [("name", "Luc"), ("email", "luc@example.org"), ("role", "contributor")];
    let invite = format!("{}/colleagues", page_of(&stage, stage.avaria));
    stage.avaria_focal.does(&invite, &colleague).await;
    let link = link_to(&stage, Occasion::Colleague, "luc@example.org");
    let luc = stage.server.visitor();
    assert!(luc.get(&link).await.has("Vous êtes invité"));
    let weak = luc.post(&link, &[("name", "Luc"), ("password", "court")]).await;
    assert!(weak.status == 422 && weak.has("Mot de passe"), "{}", weak.text());
    assert_eq!(luc.post(&link, &[("name", "Luc"), ("password", PASSWORD)]).await.status, 303);
    assert!(luc.get("/account").await.body.contains("<html lang=\"fr\""));
}

#[actix_web::test]
async fn who_asks_again_at_the_door_has_corrected_the_request() {
    let stage = stage::set().await;
    let form = |name: &'static str, statement: &'static str| {
        [
            ("person_name", "Lena Lantern"),
            ("email", "lena@lanterns.example"),
            ("name", name),
            ("kind", "civil_society"),
            ("language", "en"),
            ("statement", statement),
        ]
    };
    stage.visitor.post("/c/mutual-aid/door", &form("Lantrens for Justice", "We.")).await;
    stage.visitor.post("/c/mutual-aid/door", &form("Lanterns for Justice", "We carry them.")).await;
    let link = link_to(&stage, Occasion::ConfirmAddress, "lena@lanterns.example");
    assert!(stage.visitor.get(&link).await.has("Lanterns for Justice"));
    assert!(stage.visitor.post(&link, &[]).await.has("Your address is confirmed."));
    let page = stage.administrator.get("/c/mutual-aid/door/requests").await;
    assert!(page.has("Lanterns for Justice") && page.has("We carry them."), "{}", page.text());
    assert!(!page.has("Lantrens"));

    // Confirmed already: the same again is a second click, anything else another request.
    let again = form("Lanterns for Justice", "We carry them.");
    stage.visitor.post("/c/mutual-aid/door", &again).await;
    let page = stage.administrator.get("/c/mutual-aid/door/requests").await;
    assert!(!page.has("Address not yet confirmed"), "{}", page.text());
    stage.visitor.post("/c/mutual-aid/door", &form("Lanterns", "We carry all.")).await;
    let page = stage.administrator.get("/c/mutual-aid/door/requests").await;
    assert!(page.has("Address not yet confirmed") && page.has("We carry them."));
}

#[actix_web::test]
async fn a_refusal_at_the_door_says_why() {
    let stage = stage::set().await;
    let form = [
        ("person_name", "Vic Vague"),
        ("email", "vic@vague.example"),
        ("name", "Vague Affairs"),
        ("kind", "private_sector"),
        ("statement", "No particular reason."),
    ];
    stage.visitor.post("/c/mutual-aid/door", &form).await;
    let link = link_to(&stage, Occasion::ConfirmAddress, "vic@vague.example");
    stage.visitor.post(&link, &[]).await;
    let page = stage.administrator.get("/c/mutual-aid/door/requests").await;
    let refuse = page.body.split("action=\"").find(|rest| rest.contains("/refusal\""));
    let refuse = refuse.expect("a form").split('"').next().expect("an address");
    stage.lead.does(refuse, &[("reason", "The statement names no work.")]).await;
    let (subject, body) = stage.server.read(|conn| {
        letters::table
            .filter(letters::occasion.eq(Occasion::NotAdmitted))
            .select((letters::subject, letters::body_text))
            .first::<(String, String)>(conn)
    });
    assert_eq!(subject, "Your request");
    assert!(body.contains("The statement names no work."));
}

#[actix_web::test]
async fn outsiders_learn_nothing_of_participants() {
    let stage = stage::set().await;
    for path in ["participants", "participants/new", "participants/import", "door/requests"] {
        let path = format!("/c/mutual-aid/{path}");
        assert_eq!(stage.visitor.get(&path).await.status, 404, "{path}");
        assert_eq!(stage.stranger.get(&path).await.status, 404, "{path}");
    }
    assert_eq!(stage.avaria_focal.get("/c/mutual-aid/participants").await.status, 404);
    let page = stage.drafter.get("/c/mutual-aid/participants").await;
    assert!(page.has("Kingdom of Lothmar") && !page.has("participants/new"), "{}", page.text());
    for path in ["/invitations/nonsense", "/door/nonsense"] {
        assert_eq!(stage.visitor.get(path).await.status, 410);
        assert_eq!(stage.visitor.post(path, &[]).await.status, 410);
    }
}
