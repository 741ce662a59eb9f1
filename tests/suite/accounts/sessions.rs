//! Sessions: how long they last, listed, ended; confirmations; passwords; and no telling who has an account.

use super::*;
use crate::support::stage;
use travaux::schema::{roles, sessions};
use travaux::sign_in::{Breached, Hasher, HashingCost};

const BETTER: &str = "seven brass kettles in the attic";

#[tokio::test]
async fn a_session_of_the_staff_ends_an_hour_after_the_last_act_and_after_half_a_day() {
    let stage = stage::set().await;
    let server = &stage.server;
    let dora = comes_in(server, "dora@example.org").await;
    let ines = comes_in(server, "ines@example.org").await;
    server.it_is("2026-03-15T12:59:00Z");
    assert_eq!(dora.get("/account").await.status, 200);
    server.it_is("2026-03-15T13:01:00Z");
    assert_eq!(dora.get("/account").await.status, 401);
    assert_eq!(ines.get("/account").await.status, 200);

    // With an act every half hour the day ends all the same.
    let dora = comes_in(server, "dora@example.org").await;
    for hour in 13..24 {
        for minute in ["25", "50"] {
            server.it_is(&format!("2026-03-15T{hour}:{minute}:00Z"));
            dora.does("/account", &[("name", "Dora Drafter"), ("language", "en")]).await;
        }
    }
    server.it_is("2026-03-16T00:30:00Z");
    dora.does("/account", &[("name", "Dora Drafter"), ("language", "en")]).await;
    server.it_is("2026-03-16T01:00:30Z");
    assert_eq!(dora.get("/account").await.status, 200);
    server.it_is("2026-03-16T01:01:01Z");
    assert_eq!(dora.get("/account").await.status, 401);
}

#[tokio::test]
async fn roles_given_and_taken_count_at_the_next_request_of_a_live_session() {
    let stage = stage::set().await;
    let server = &stage.server;
    let sam = comes_in(server, "sam@example.org").await;
    let workspace = format!("/c/{}/consolidation", stage.slug);
    assert_eq!(sam.get(&workspace).await.status, 404);
    let fields = [("name", "Sam"), ("email", "sam@example.org"), ("role", "drafter")];
    stage.administrator.does(&format!("/c/{}/team", stage.slug), &fields).await;
    assert_eq!(sam.get(&workspace).await.status, 200);
    let (_, id) = account(server, "sam@example.org");
    let fields = [("account", id.as_str()), ("role", "drafter")];
    stage.administrator.does(&format!("/c/{}/team/end", stage.slug), &fields).await;
    assert_eq!(sam.get(&workspace).await.status, 404);

    // The session was a participant's, of eight hours; with a role it became one of an hour.
    server.it_is("2026-03-15T13:01:00Z");
    assert_eq!(sam.get("/account").await.status, 401);
    let given: i64 = server.read(|conn| roles::table.count().get_result(conn));
    assert_eq!(given, 5);
}

#[tokio::test]
async fn one_sees_and_ends_ones_own_sessions_and_nobody_elses() {
    let stage = stage::set().await;
    let server = &stage.server;
    let here = comes_in(server, "ines@example.org").await;
    let there = comes_in(server, "ines@example.org").await;
    let olav = comes_in(server, "olav@example.org").await;
    let page = here.get("/account/sessions").await;
    assert_eq!(page.body.matches("name=\"session\"").count(), 2, "{}", page.text());
    assert!(page.has("This one"));
    let there_id: i64 = server.read(|conn| {
        sessions::table.order(sessions::id.desc()).offset(1).select(sessions::id).first(conn)
    });
    let named = [("session", there_id.to_string())];
    let named: Vec<(&str, &str)> = named.iter().map(|(n, v)| (*n, v.as_str())).collect();

    olav.does("/account/sessions/end", &named).await;
    assert_eq!(there.get("/account").await.status, 200);
    here.does("/account/sessions/end", &named).await;
    assert_eq!(there.get("/account").await.status, 401);

    let there = comes_in(server, "ines@example.org").await;
    here.does("/account/sessions/end", &[]).await;
    assert_eq!(there.get("/account").await.status, 401);
    assert_eq!(stage.avaria_focal.get("/account").await.status, 401);
    assert_eq!(here.get("/account").await.status, 200);
    assert_eq!(olav.get("/account").await.status, 200);
}

#[tokio::test]
async fn a_new_token_comes_with_a_new_password_and_the_old_one_opens_nothing() {
    let stage = stage::set().await;
    let before = &stage.avaria_focal;
    let fields = [("current_password", PASSWORD), ("password", BETTER), ("password_again", BETTER)];
    let answer = before.post("/account/password", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let cookie = answer.header("set-cookie").split(';').next().unwrap();
    let (name, token) = cookie.split_once('=').unwrap();
    assert_eq!(name, "sid");
    assert_ne!(Some((name, token)), before.session());
    assert_eq!(before.get("/account").await.status, 401);
    assert_eq!(stage.server.signed_in(token).get("/account").await.status, 200);
}

#[tokio::test]
async fn before_what_matters_one_says_the_password_again_and_the_act_is_done_then() {
    let stage = stage::set().await;
    let server = &stage.server;
    let ines = comes_in(server, "ines@example.org").await;
    server.it_is("2026-03-15T12:11:00Z");
    let wish = [("new_email", "ines@avaria.example")];
    let page = ines.post("/account/email", &wish).await;
    assert_eq!(page.status, 401);
    assert!(page.has("Confirm that it is you") && page.has("action=\"/account/email\""));
    assert_eq!(page.value("new_email"), "ines@avaria.example");
    assert!(!page.body.contains("name=\"confirm_code\""));
    assert!(letters_to(server, "ines@avaria.example").is_empty());

    let wrong = [wish[0], ("confirm_password", "not the password")];
    let page = ines.post("/account/email", &wrong).await;
    assert_eq!((page.status, page.value("new_email").as_str()), (401, "ines@avaria.example"));
    assert!(page.has("This was not right") && !page.has("not the password"));
    let right = [wish[0], ("confirm_password", PASSWORD)];
    assert_eq!(ines.post("/account/email", &right).await.status, 303);
    assert_eq!(letters_to(server, "ines@avaria.example").len(), 1);
    // It lasts for a while, and not for longer.
    server.it_is("2026-03-15T12:20:00Z");
    assert_eq!(ines.post("/account/email", &wish).await.status, 303);
    server.it_is("2026-03-15T12:22:00Z");
    assert_eq!(ines.post("/account/email", &wish).await.status, 401);

    // With a second factor the code is asked for too.
    let confirm = [("confirm_password", PASSWORD), ("next", "/account/second-factor")];
    let answer = ines.post("/confirmation", &confirm).await;
    assert_eq!((answer.status, answer.location()), (303, "/account/second-factor"));
    let (secret, _) = enrols(server, &ines).await;
    server.it_is("2026-03-15T12:40:00Z");
    let page = ines.post("/confirmation", &confirm).await;
    assert_eq!(page.status, 401);
    assert!(page.body.contains("name=\"confirm_code\""), "{}", page.text());
    let code = code_now(server, &secret);
    let with_code = [confirm[0], confirm[1], ("confirm_code", &code)];
    assert_eq!(ines.post("/confirmation", &with_code).await.status, 303);
}

#[tokio::test]
async fn another_address_is_confirmed_from_there_and_the_old_one_is_told() {
    let stage = stage::set().await;
    let server = &stage.server;
    let ines = comes_in(server, "ines@example.org").await;
    ines.does("/account/email", &[("new_email", " Ines@Avaria.example")]).await;
    let link = link_in_letter(server, "ines@avaria.example");
    let mail = server.visitor();
    for _ in 0..5 {
        assert_eq!(mail.get(&link).await.status, 200);
    }
    mail.request("HEAD", &link, &[]).await;
    assert!(ines.get("/account").await.has("ines@example.org"));
    assert_eq!(mail.post(&link, &[]).await.status, 303);
    assert_eq!(mail.post(&link, &[]).await.status, 410);
    assert!(ines.get("/account").await.has("ines@avaria.example"));
    let (subject, text) = letters_to(server, "ines@example.org").pop().unwrap();
    assert_eq!(subject, "Your account");
    assert!(text.contains("another address") && !text.contains("avaria"), "{text}");
    assert_eq!(sign_in_as(&mail, "ines@avaria.example", PASSWORD).await.status, 303);
    assert_eq!(sign_in_as(&server.visitor(), "ines@example.org", PASSWORD).await.status, 422);

    // Whoever has the address already is told; the page does not say so.
    let taken = ines.post("/account/email", &[("new_email", "olav@example.org")]).await;
    let free = ines.post("/account/email", &[("new_email", "free@example.org")]).await;
    assert_eq!((taken.status, taken.location()), (free.status, free.location()));
    let (_, text) = letters_to(server, "olav@example.org").pop().unwrap();
    assert!(!text.contains("/links/") && !text.contains("Ines"), "{text}");
}

/// Who had somebody's session may have asked for another address before the account was recovered.
#[tokio::test]
async fn a_wish_for_another_address_does_not_outlive_a_new_password_nor_the_end_of_sessions() {
    let stage = stage::set().await;
    let server = &stage.server;
    let mail = server.visitor();
    let change = [("current_password", PASSWORD), ("password", BETTER), ("password_again", BETTER)];
    let id = account(server, "ines@example.org").1;
    for n in 0..4 {
        let password = if n == 3 { BETTER } else { PASSWORD };
        let ines = server.visitor();
        assert_eq!(sign_in_as(&ines, "ines@example.org", password).await.status, 303, "{n}");
        let address = format!("elsewhere{n}@example.net");
        ines.does("/account/email", &[("new_email", &address)]).await;
        let (_, text) = letters_to(server, "ines@example.org").pop().expect("the old one is told");
        assert!(text.contains("If it was not you") && !text.contains("elsewhere"), "{text}");
        let wish = link_in_letter(server, &address);
        match n {
            0 => {
                let others = comes_in(server, "ines@example.org").await;
                others.does("/account/sessions/end", &[]).await;
            }
            1 => {
                let form = [("decision", "sessions_ended"), ("reason", "A stolen telephone")];
                let path = format!("/accounts/{id}/decisions");
                stage.system_administrator.does(&path, &form).await;
            }
            2 => {
                assert_eq!(ines.post("/account/password", &change).await.status, 303);
            }
            _ => {
                server.visitor().post("/password-reset", &[("email", "ines@example.org")]).await;
                let link = link_in_letter(server, "ines@example.org");
                let form = [("password", PASSWORD), ("password_again", PASSWORD)];
                assert_eq!(server.visitor().post(&link, &form).await.status, 303);
            }
        }
        assert_eq!(mail.post(&wish, &[]).await.status, 410, "{n}");
        server.it_is(&format!("2026-03-15T1{}:00:00Z", 3 + n));
    }
}

/// A request that knew the old password waits for the database while a new one is stored: it does not undo that.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_password_changes_nothing_once_there_is_a_new_one() {
    let stage = stage::set().await;
    let server = &stage.server;
    let ines = comes_in(server, "ines@example.org").await;
    let key = account(server, "ines@example.org").0;
    let new = Hasher::hash_now(HashingCost::TESTS, "the owner's own, from the letter").unwrap();
    let late = async {
        let form =
            [("current_password", PASSWORD), ("password", BETTER), ("password_again", BETTER)];
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        ines.post("/account/password", &form).await
    };
    let recovering = async {
        tokio::task::block_in_place(|| {
            server.write(|tx| {
                journal::hold(tx, Scope::Installation)?;
                std::thread::sleep(std::time::Duration::from_millis(1_500));
                diesel::update(accounts::table.find(key))
                    .set(accounts::password_hash.eq(&new))
                    .execute(&mut **tx)
            })
        })
    };
    let (late, _) = tokio::join!(late, recovering);
    assert_ne!(late.status, 303, "{}", late.text());
    let stored: Option<String> =
        server.read(|conn| accounts::table.find(key).select(accounts::password_hash).first(conn));
    assert_eq!(stored.as_deref(), Some(new.as_str()));
}

#[tokio::test]
async fn the_staff_chooses_longer_passwords_and_nobody_a_stolen_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("breached.txt");
    // SHA-1 of "brass kettle 77 northern gulls", between two others.
    let hash = {
        use sha1::{Digest, Sha1};
        Sha1::digest(b"brass kettle 77 northern gulls")
    };
    let hex: String = hash.iter().map(|byte| format!("{byte:02X}")).collect();
    let lines = format!("{}:3\n{hex}:41\n{}:1\n", "0".repeat(40), "F".repeat(40));
    std::fs::write(&file, lines).unwrap();
    let list = Breached::open(&file).unwrap();
    let stage = stage::set_with(|settings| settings.breached_passwords = Some(list)).await;
    let change = |password: &'static str| {
        [("current_password", PASSWORD), ("password", password), ("password_again", password)]
    };
    for (person, password, said) in [
        (&stage.drafter, "gulls 9 tin ki", Some("at least 15 characters")),
        (&stage.drafter, "gulls 9 tin kit", None),
        (&stage.avaria_reader, "gulls 9 tin ki", None),
        (&stage.avaria_contributor, "gulls 9 tin", Some("at least 12 characters")),
        (&stage.avaria_contributor, "republic Avaria mutual", Some("easy to guess")),
        (&stage.avaria_contributor, "brass kettle 77 northern gulls", Some("were stolen")),
        (&stage.avaria_contributor, "brass kettle 78 northern gulls", None),
    ] {
        let page = person.post("/account/password", &change(password)).await;
        match said {
            None => assert_eq!(page.status, 303, "{password}: {}", page.text()),
            Some(said) => {
                assert_eq!(page.status, 422, "{password}");
                assert!(page.has(said), "{password}: {}", page.text());
            }
        }
    }
}

#[tokio::test]
async fn a_hash_of_lower_cost_is_made_anew_at_sign_in() {
    let dearer = HashingCost { memory: 128, passes: 1 };
    let stage = stage::set_with(|settings| settings.hashing = dearer).await;
    let server = &stage.server;
    let old = Hasher::hash_now(HashingCost::TESTS, PASSWORD).unwrap();
    let stored = || -> String {
        let hash: Option<String> = server.read(|conn| {
            let ines = accounts::table.filter(accounts::email.eq("ines@example.org"));
            ines.select(accounts::password_hash).first(conn)
        });
        hash.unwrap()
    };
    server.write(|tx| {
        diesel::update(accounts::table).set(accounts::password_hash.eq(&old)).execute(&mut **tx)
    });
    assert!(stored().contains("m=64,"));
    assert_eq!(sign_in_as(&server.visitor(), "ines@example.org", "wrong").await.status, 422);
    assert!(stored().contains("m=64,"));
    comes_in(server, "ines@example.org").await;
    assert!(stored().contains("m=128,"), "{}", stored());
    comes_in(server, "ines@example.org").await;
}

/// Known, unknown, deactivated, never activated: the same status, body and number of hashings.
#[tokio::test]
async fn nothing_tells_who_has_an_account() {
    let stage = stage::set().await;
    let server = &stage.server;
    let now = server.now();
    server.write(|tx| {
        let olav = accounts::table.filter(accounts::email.eq("olav@example.org"));
        diesel::update(olav).set(accounts::deactivated_at.eq(now)).execute(&mut **tx)?;
        let sam = accounts::table.filter(accounts::email.eq("sam@example.org"));
        diesel::update(sam).set(accounts::password_hash.eq(None::<String>)).execute(&mut **tx)
    });
    let everybody =
        ["ines@example.org", "nobody@example.org", "olav@example.org", "sam@example.org"];
    for path in ["/sign-in", "/password-reset"] {
        let mut answers = Vec::new();
        for email in everybody {
            let before = server.app.hasher.done();
            let fields = [("email", email), ("password", "not this one at all")];
            let fields = if path == "/sign-in" { &fields[..] } else { &fields[..1] };
            let page = server.visitor().post(path, fields).await;
            let hashed = server.app.hasher.done() - before;
            answers.push((page.status, page.body.replace(email, "X"), hashed));
        }
        for (email, answer) in everybody.iter().zip(&answers) {
            assert_eq!(*answer, answers[0], "{path}, {email}");
        }
        assert_eq!(answers[0].2, u64::from(path == "/sign-in"), "{path}");
    }
    // A deactivated account does not come in with the right password either.
    assert_eq!(sign_in_as(&server.visitor(), "olav@example.org", PASSWORD).await.status, 422);
    assert!(letters_to(server, "olav@example.org").is_empty());
    assert_eq!(letters_to(server, "ines@example.org").len(), 1);
}

/// An account's failures are rows: another process, started anew, knows of them.
#[tokio::test]
async fn counted_failures_survive_a_restart() {
    let stage = stage::set().await;
    for _ in 0..10 {
        sign_in_as(&stage.visitor, "ines@example.org", "guess guess guess").await;
    }
    let restarted = stage.server.restarted().await;
    let visitor = || stage.server.visitor().at(&restarted);
    let page = sign_in_as(&visitor(), "ines@example.org", PASSWORD).await;
    assert_eq!((page.status, page.header("retry-after")), (429, "900"));
    assert_eq!(sign_in_as(&visitor(), "olav@example.org", PASSWORD).await.status, 303);
}
