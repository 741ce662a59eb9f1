//! The second factor: switched on, asked for, lost, required.

use super::*;
use crate::support::moment;
use crate::support::stage::{self, Stage};
use travaux::schema::{parked_forms, recovery_codes as codes_table, second_factors, sessions};
use travaux::sign_in::{WhenSecondFactor, reset_second_factor_at_console};

async fn required() -> Stage {
    stage::set_with(|settings| settings.second_factor = WhenSecondFactor::Required).await
}

/// From the password to the page of the code.
async fn with_password(server: &Server, email: &str) -> Person {
    let person = server.visitor();
    let answer = sign_in_as(&person, email, PASSWORD).await;
    assert!(answer.location().starts_with("/sign-in/code"), "{}", answer.location());
    person
}

#[tokio::test]
async fn signing_in_takes_a_code_and_each_code_is_taken_once() {
    let stage = stage::set().await;
    let server = &stage.server;
    let ines = comes_in(server, "ines@example.org").await;
    // A wrong code switches nothing on, and the app need not be given another secret.
    let shown = ines.get("/account/second-factor").await.value("shared_key");
    let wrong = [("shared_key", shown.as_str()), ("enrolment_code", "000000")];
    let page = ines.post("/account/second-factor", &wrong).await;
    assert_eq!((page.status, page.value("shared_key")), (422, shown));
    assert!(sign_in_as(&server.visitor(), "ines@example.org", PASSWORD).await.location() == "/");
    let (secret, codes) = enrols(server, &ines).await;
    assert_eq!(codes.len(), 10);
    assert!(codes.iter().all(|code| code.len() >= 26), "{codes:?}");
    assert_eq!(ines.get("/account").await.status, 200);
    // The session that was there before had no second factor.
    assert_eq!(stage.avaria_focal.get("/account").await.status, 401);

    let enrolled = moment("2026-03-15T12:00:00Z");
    let half = with_password(server, "ines@example.org").await;
    assert_eq!(half.get("/account").await.status, 401);
    // What is only for those who are signed in leads to the code, whether it is there or not.
    let leads = half.get("/accounts?state=active").await;
    let code_first = "/sign-in/code?next=%2Faccounts%3Fstate%3Dactive";
    assert_eq!((leads.status, leads.location()), (303, code_first), "{}", leads.text());
    assert_eq!(half.get("/sign-in/code").await.status, 200);
    let used_to_enrol = totp::code(&secret, (enrolled.as_micros() / 1_000_000) as u64);
    let page = half.post("/sign-in/code", &[("code", &used_to_enrol)]).await;
    assert_eq!(page.status, 422, "{}", page.text());

    server.it_is("2026-03-15T12:00:40Z");
    let code = code_now(server, &secret);
    let answer = half.post("/sign-in/code", &[("code", &code), ("next", "/account")]).await;
    assert_eq!((answer.status, answer.location()), (303, "/account"));
    assert_eq!(half.get("/account").await.status, 200);

    let again = with_password(server, "ines@example.org").await;
    assert_eq!(again.post("/sign-in/code", &[("code", &code)]).await.status, 422);
    assert_eq!(again.get("/account").await.status, 401);
    // Neither a code that is two steps old.
    server.it_is("2026-03-15T12:03:00Z");
    let old = totp::code(&secret, (server.now().as_micros() / 1_000_000 - 60) as u64);
    assert_eq!(again.post("/sign-in/code", &[("code", &old)]).await.status, 422);
    let late = totp::code(&secret, (server.now().as_micros() / 1_000_000 - 30) as u64);
    assert_eq!(again.post("/sign-in/code", &[("code", &late)]).await.status, 303);
}

#[tokio::test]
async fn a_recovery_code_takes_the_place_of_the_app_once_and_is_stored_as_a_digest() {
    let stage = stage::set().await;
    let server = &stage.server;
    let ines = comes_in(server, "ines@example.org").await;
    let (secret, codes) = enrols(server, &ines).await;

    let typed = codes[3].to_uppercase().replace('-', " ");
    let half = with_password(server, "ines@example.org").await;
    assert_eq!(half.post("/sign-in/code", &[("code", &typed)]).await.status, 303);
    assert!(half.get("/account/second-factor").await.has("9 recovery codes are left"));
    let again = with_password(server, "ines@example.org").await;
    assert_eq!(again.post("/sign-in/code", &[("code", &typed)]).await.status, 422);

    let page = half.post("/account/second-factor/codes", &[]).await;
    let renewed = recovery_codes(&page);
    assert!(renewed.len() == 10 && renewed.iter().all(|code| !codes.contains(code)));
    assert_eq!(again.post("/sign-in/code", &[("code", &codes[4])]).await.status, 422);
    assert_eq!(again.post("/sign-in/code", &[("code", &renewed[0])]).await.status, 303);

    let stored: Vec<Vec<u8>> =
        server.read(|conn| codes_table::table.select(codes_table::code_hash).load(conn));
    assert_eq!(stored.len(), 10);
    for code in &renewed {
        assert!(stored.iter().all(|hash| !hash.windows(5).any(|w| code.as_bytes().starts_with(w))));
    }
    let acts = journaled(server);
    for act in ["account.second_factor_on", "account.recovery_code_used", "account.code_failed"] {
        assert!(acts.iter().any(|one| one == act), "{act}: {acts:?}");
    }
    assert!(!format!("{acts:?}").contains(&secret));
}

#[tokio::test]
async fn guessing_codes_is_slowed_down_and_the_owner_gets_in_after_the_wait() {
    let stage = stage::set().await;
    let server = &stage.server;
    let ines = comes_in(server, "ines@example.org").await;
    let (secret, _) = enrols(server, &ines).await;
    server.it_is("2026-03-15T12:05:00Z");
    let half = with_password(server, "ines@example.org").await;
    for _ in 0..10 {
        assert_eq!(half.post("/sign-in/code", &[("code", "000000")]).await.status, 422);
    }
    let right = code_now(server, &secret);
    let page = half.post("/sign-in/code", &[("code", &right)]).await;
    assert_eq!((page.status, page.header("retry-after")), (429, "900"));

    server.it_is("2026-03-15T12:20:01Z");
    let half = with_password(server, "ines@example.org").await;
    let right = code_now(server, &secret);
    assert_eq!(half.post("/sign-in/code", &[("code", &right)]).await.status, 303);
}

#[tokio::test]
async fn what_was_typed_before_the_session_ended_goes_through_the_second_step_too() {
    let stage = stage::set().await;
    let server = &stage.server;
    let ines = comes_in(server, "ines@example.org").await;
    let (secret, _) = enrols(server, &ines).await;
    server.it_is("2026-03-15T12:01:00Z");
    let later = server.visitor();
    let typed = [("email", "ines@example.org"), ("password", PASSWORD), ("resume", "/account")];
    let mut fields = typed.to_vec();
    fields.push(("typed:name", "Ines of \"the\" harbour wall"));
    let page = later.post("/sign-in", &fields).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.value("typed:name"), "Ines of \"the\" harbour wall");
    let carried = &fields[2..];
    let code = code_now(server, &secret);
    let mut wrong = carried.to_vec();
    wrong.push(("code", "123"));
    let page = later.post("/sign-in/code", &wrong).await;
    assert_eq!((page.status, page.value("resume")), (422, "/account".to_owned()));
    let mut right = carried.to_vec();
    right.push(("code", &code));
    let page = later.post("/sign-in/code", &right).await;
    assert!(page.has("Welcome back") && page.has("harbour wall</textarea>"), "{}", page.body);
}

#[tokio::test]
async fn a_new_password_by_letter_does_not_skip_the_second_factor() {
    let stage = stage::set().await;
    let server = &stage.server;
    let ines = comes_in(server, "ines@example.org").await;
    let (secret, _) = enrols(server, &ines).await;
    ines.post("/password-reset", &[("email", "ines@example.org")]).await;
    let link = link_in_letter(server, "ines@example.org");
    let thief = server.visitor();
    let password = "seven brass kettles in the attic";
    let fields = [("password", password), ("password_again", password)];
    let answer = thief.post(&link, &fields).await;
    assert!(answer.location().starts_with("/sign-in/code"), "{}", answer.location());
    assert_eq!(thief.get("/account").await.status, 401);
    assert_eq!(ines.get("/account").await.status, 401);
    server.it_is("2026-03-15T12:01:00Z");
    let code = code_now(server, &secret);
    assert_eq!(thief.post("/sign-in/code", &[("code", &code)]).await.status, 303);
    assert_eq!(thief.get("/account").await.status, 200);
}

#[tokio::test]
async fn the_staff_reaches_nothing_but_the_enrolment_until_it_is_done() {
    let stage = required().await;
    let server = &stage.server;
    let team = format!("/c/{}/team", stage.slug);
    let people = [
        &stage.lead,
        &stage.drafter,
        &stage.administrator,
        &stage.auditor,
        &stage.system_administrator,
    ];
    for person in people {
        for path in ["/", &team, "/post", "/accounts", &format!("/c/{}", stage.slug)] {
            let answer = person.get(path).await;
            assert_eq!(answer.status, 303, "{path}: {}", answer.text());
            let to = answer.location();
            assert!(to.starts_with("/account/second-factor?next=%2F"), "{path}: {to}");
        }
        for path in ["/account", "/account/second-factor", "/account/sessions"] {
            assert_eq!(person.get(path).await.status, 200, "{path}");
        }
        let answer = person.post(&format!("/c/{}/themes", stage.slug), &[]).await;
        assert!(answer.location().starts_with("/account/second-factor"));
    }
    // Participants may, and need not.
    let text = format!("/rounds/{}/text", stage.round);
    for person in [&stage.avaria_focal, &stage.avaria_reader, &stage.stranger] {
        assert_eq!(person.get("/").await.status, 200);
    }
    assert_eq!(stage.avaria_focal.get(&text).await.status, 200);

    let dora = comes_in(server, "dora@example.org").await;
    let themes = format!("/c/{}/themes", stage.slug);
    let answer = dora.post(&themes, &[("themes", "obligations\r\n<of> \"harbours\"")]).await;
    assert_eq!(answer.status, 303);
    let (secret, _) = enrols(server, &dora).await;
    assert_eq!(dora.get(&team).await.status, 200);
    // It waits wherever she comes in next.
    let kept = dora.clone().at(&server.restarted().await).get("/account/typed").await;
    assert!(kept.has(&format!("action=\"{themes}\"")), "{}", kept.body);
    let waiting = || server.read(|conn| parked_forms::table.count().get_result::<i64>(conn));
    assert_eq!(travaux::sign_in::forget_parked_forms(&server.app.db, server.now()).unwrap(), 0);
    assert_eq!(waiting(), 1);
    let later = server.now().plus_seconds(3600);
    assert_eq!(travaux::sign_in::forget_parked_forms(&server.app.db, later).unwrap(), 1);
    assert_eq!(waiting(), 0);
    assert!(kept.has("obligations\r\n&#60;of&#62; &#34;harbours&#34;"), "{}", kept.body);
    assert_eq!(stage.avaria_focal.get("/account/typed").await.status, 303);
    let page = dora.post("/account/second-factor/off", &[]).await;
    assert_eq!(page.status, 409, "{}", page.text());
    let on: i64 = server.read(|conn| second_factors::table.count().get_result(conn));
    assert_eq!(on, 1);
    server.it_is("2026-03-15T12:01:00Z");
    let again = with_password(server, "dora@example.org").await;
    let code = code_now(server, &secret);
    assert_eq!(again.post("/sign-in/code", &[("code", &code)]).await.status, 303);
    assert_eq!(again.get(&team).await.status, 200);
}

#[tokio::test]
async fn a_lost_second_factor_is_taken_away_with_a_reason_or_at_the_console() {
    let stage = required().await;
    let server = &stage.server;
    let sofia = comes_in(server, "sofia@example.org").await;
    enrols(server, &sofia).await;
    let dora = comes_in(server, "dora@example.org").await;
    enrols(server, &dora).await;
    let (key, id) = account(server, "dora@example.org");
    let path = format!("/accounts/{id}/decisions");
    let reason = "Telephoned on the number that the mission's list has";

    let without = sofia.post(&path, &[("decision", "second_factor_reset")]).await;
    assert_eq!(without.status, 422);
    let fields = [("decision", "second_factor_reset"), ("reason", reason)];
    assert!(sofia.does(&path, &fields).await.has("Done, and recorded"));
    assert!(sofia.get(&format!("/accounts/{id}")).await.has("Telephoned on the number"));
    assert_eq!(dora.get("/account").await.status, 401);
    let left: i64 = server.read(|conn| {
        codes_table::table.filter(codes_table::account_id.eq(key)).count().get_result(conn)
    });
    assert_eq!(left, 0);
    let (subject, text) = letters_to(server, "dora@example.org").pop().unwrap();
    assert_eq!(subject, "Your account");
    assert!(text.contains("second step") && !text.contains("Telephoned"), "{text}");
    let journal = server.read(|conn| journal::store::latest(conn, Scope::Installation, None, 1));
    assert_eq!(journal[0].act, "account.decided_about");
    assert!(!format!("{:?}", journal[0].detail).contains("Telephoned"));
    let dora = comes_in(server, "dora@example.org").await;
    assert!(dora.get("/").await.location().starts_with("/account/second-factor"));

    // The last administrator asks whoever has the server's files in hand.
    let (desk, now) = (server.app.post(), server.now());
    for (email, is_reset) in [("sofia@example.org", true), ("sofia@example.org", false)] {
        let reset = server.write(|tx| reset_second_factor_at_console(tx, &desk, email, now));
        assert_eq!(reset, is_reset);
    }
    assert_eq!(sofia.get("/account").await.status, 401);
    let (sofia, _) = account(server, "sofia@example.org");
    let open: i64 = server.read(|conn| {
        sessions::table.filter(sessions::account_id.eq(sofia)).count().get_result(conn)
    });
    assert_eq!(open, 0);
}

#[tokio::test]
async fn a_stored_secret_is_sealed_and_opens_for_its_own_account_only() {
    let stage = stage::set().await;
    let server = &stage.server;
    let (ines, olav) =
        (comes_in(server, "ines@example.org").await, comes_in(server, "olav@example.org").await);
    let (secret, _) = enrols(server, &ines).await;
    enrols(server, &olav).await;
    let (ines_key, _) = account(server, "ines@example.org");
    let (olav_key, _) = account(server, "olav@example.org");
    let stored: Vec<u8> = server.read(|conn| {
        let of_ines = second_factors::table.filter(second_factors::account_id.eq(ines_key));
        of_ines.select(second_factors::secret).first(conn)
    });
    let plain = totp::decoded(&secret);
    assert!(stored.windows(8).all(|part| !plain.windows(8).any(|other| other == part)));

    // Whoever can write to the database does not make one's own telephone open another account.
    server.write(|tx| {
        let of_olav = second_factors::table.filter(second_factors::account_id.eq(olav_key));
        diesel::update(of_olav).set(second_factors::secret.eq(&stored)).execute(&mut **tx)
    });
    server.it_is("2026-03-15T12:01:00Z");
    let half = with_password(server, "olav@example.org").await;
    let code = code_now(server, &secret);
    assert_eq!(half.post("/sign-in/code", &[("code", &code)]).await.status, 500);
    assert_eq!(half.get("/account").await.status, 401);
}
