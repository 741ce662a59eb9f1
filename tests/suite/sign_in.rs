//! Coming in, going out, and everything that keeps others from coming in.

mod pages;

use diesel::prelude::*;
use travaux::journal::{self, Scope};
use travaux::schema::{accounts, letters, links, sessions};
use travaux::sign_in;

use crate::support::browser::{Browser, Look};
use crate::support::html_checker;
use crate::support::stage::{self, PASSWORD};
use crate::support::{Page, Person, Server, spawn, tables};

const BETTER: &str = "seven brass kettles in the attic";

async fn sign_in_as(person: &Person, email: &str, password: &str) -> Page {
    person.post("/sign-in", &[("email", email), ("password", password)]).await
}

/// The link of the latest letter to this address, as a path.
fn link_for(server: &Server, email: &str) -> String {
    let text: String = server.read(|conn| {
        letters::table
            .filter(letters::to_email.eq(email))
            .order(letters::id.desc())
            .select(letters::body_text)
            .first(conn)
    });
    let link = text.split_whitespace().find(|word| word.contains("/links/")).unwrap();
    link.strip_prefix(&server.address).unwrap().to_owned()
}

fn letters_to(server: &Server, email: &str) -> i64 {
    server.read(|conn| letters::table.filter(letters::to_email.eq(email)).count().get_result(conn))
}

#[tokio::test]
async fn the_right_password_opens_a_session_and_leads_on() {
    let stage = stage::set().await;
    let ines = stage.visitor.clone();

    let page = ines.get("/account").await;
    assert_eq!(page.status, 401);
    assert_eq!(page.value("next"), "/account");

    let fields = [("email", " Ines@Example.org "), ("password", PASSWORD), ("next", "/account")];
    let answer = ines.post("/sign-in", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(answer.location(), "/account");
    let cookie = answer.header("set-cookie");
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(ines.get("/account").await.has("ines@example.org"));
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_look_the_same() {
    let stage = stage::set().await;
    let wrong = sign_in_as(&stage.visitor, "ines@example.org", "not this one at all").await;
    let unknown = sign_in_as(&stage.visitor, "nobody@example.org", "not this one at all").await;

    assert_eq!((wrong.status, unknown.status), (422, 422));
    assert_eq!(wrong.value("email"), "ines@example.org");
    assert_eq!(
        wrong.body.replace("ines@example.org", "X"),
        unknown.body.replace("nobody@example.org", "X")
    );
    assert!(!wrong.has("not this one at all"));
}

#[tokio::test]
async fn one_is_led_on_to_this_server_only() {
    let stage = stage::set().await;
    for next in ["//evil.example", "/\\evil.example", "https://evil.example", "/%2f%2fevil", "x"] {
        let fields = [("email", "ines@example.org"), ("password", PASSWORD), ("next", next)];
        let answer = stage.server.visitor().post("/sign-in", &fields).await;
        assert_eq!(answer.location(), "/", "{next}");
        let query = serde_urlencoded::to_string([("next", next)]).unwrap();
        let answer = stage.visitor.get(&format!("/language/fr?{query}")).await;
        assert_eq!(answer.location(), "/", "{next}");
    }
}

#[tokio::test]
async fn what_was_typed_before_signing_in_is_there_afterwards_and_is_not_sent_by_itself() {
    let stage = stage::set().await;
    let ines = stage.visitor.clone();
    let typed = "Ines \"the harbour\" Marran";

    let page = ines.post("/account", &[("name", typed), ("language", "fr")]).await;
    assert_eq!(page.status, 401);
    assert_eq!(page.value("resume"), "/account");
    assert_eq!(page.value("typed:name"), typed);

    let carried = [("resume", "/account"), ("typed:name", typed), ("typed:language", "fr")];
    let sign_in = |password: &'static str| {
        let mut fields = vec![("email", "ines@example.org"), ("password", password)];
        fields.extend(carried);
        fields
    };
    let page = ines.post("/sign-in", &sign_in("wrong wrong wrong")).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.value("typed:name"), typed);
    let page = ines.post("/sign-in", &sign_in(PASSWORD)).await;
    assert_eq!(page.status, 200);
    assert!(page.has("Welcome back") && page.has("action=\"/account\""), "{}", page.body);
    assert!(page.has("Ines &#34;the harbour&#34; Marran</textarea>"), "{}", page.body);
    assert_eq!(page.value("language"), "fr");

    let saved: String = stage.server.read(|conn| {
        accounts::table
            .filter(accounts::email.eq("ines@example.org"))
            .select(accounts::name)
            .first(conn)
    });
    assert_eq!(saved, "Ines Marran");
    let page = ines.does("/account", &[("name", typed), ("language", "fr")]).await;
    assert!(page.has("Votre compte est modifié"), "{}", page.text());
}

#[tokio::test]
async fn guessing_is_slowed_down_for_each_account_and_a_wait_ends() {
    let stage = stage::set().await;
    for email in ["ines@example.org", "nobody@example.org"] {
        for n in 0..10 {
            let page = sign_in_as(&stage.visitor, email, "guess guess guess").await;
            assert_eq!(page.status, 422, "{email} {n}");
        }
        let page = sign_in_as(&stage.visitor, email, "guess guess guess").await;
        assert_eq!(page.status, 429, "{email}");
        assert_eq!(page.header("retry-after"), "900");
        assert_eq!(page.value("email"), email);
    }
    assert_eq!(sign_in_as(&stage.visitor, "ines@example.org", PASSWORD).await.status, 429);
    assert_eq!(sign_in_as(&stage.visitor, "olav@example.org", PASSWORD).await.status, 303);

    stage.server.it_is("2026-03-15T12:15:01Z");
    assert_eq!(sign_in_as(&stage.visitor, "ines@example.org", PASSWORD).await.status, 303);
}

#[tokio::test]
async fn a_session_ends_eight_hours_after_the_last_act() {
    let stage = stage::set().await;
    let ines = stage.visitor.clone();
    sign_in_as(&ines, "ines@example.org", PASSWORD).await;

    stage.server.it_is("2026-03-15T19:00:00Z");
    ines.does("/account", &[("name", "Ines Marran"), ("language", "en")]).await;
    stage.server.it_is("2026-03-16T02:59:00Z");
    assert_eq!(ines.get("/account").await.status, 200);
    stage.server.it_is("2026-03-16T03:01:00Z");
    assert_eq!(ines.get("/account").await.status, 401);
}

#[tokio::test]
async fn signing_out_ends_the_session_itself() {
    let stage = stage::set().await;
    assert_eq!(stage.avaria_focal.get("/account").await.status, 200);

    let answer = stage.avaria_focal.post("/sign-out", &[]).await;

    assert_eq!(answer.status, 303);
    assert!(answer.header("clear-site-data").contains("cache"));
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(stage.avaria_focal.get("/account").await.status, 401);
}

#[tokio::test]
async fn a_new_password_needs_the_present_one_and_ends_other_sessions() {
    let stage = stage::set().await;
    let here = stage.visitor.clone();
    sign_in_as(&here, "ines@example.org", PASSWORD).await;
    let change = |current: &'static str, new: &'static str, again: &'static str| {
        [("current_password", current), ("password", new), ("password_again", again)]
    };
    for (fields, said) in [
        (change("wrong", BETTER, BETTER), "not your present password"),
        (change(PASSWORD, "short", "short"), "at least 12 characters"),
        (change(PASSWORD, "ines@example.org", "ines@example.org"), "easy to guess"),
        (change(PASSWORD, BETTER, "something else here"), "not the same"),
    ] {
        let page = here.post("/account/password", &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.has(said), "{said}: {}", page.text());
        assert!(!page.has(BETTER));
    }

    let page = here.does("/account/password", &change(PASSWORD, BETTER, BETTER)).await;

    assert!(page.has("Your password is changed"), "{}", page.text());
    assert_eq!(here.get("/account").await.status, 200);
    assert_eq!(stage.avaria_focal.get("/account").await.status, 401);
    let somebody = stage.server.visitor();
    assert_eq!(sign_in_as(&somebody, "ines@example.org", PASSWORD).await.status, 422);
    assert_eq!(sign_in_as(&somebody, "ines@example.org", BETTER).await.status, 303);
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_a_link_that_works_once() {
    let stage = stage::set().await;
    let ines = stage.visitor.clone();
    let known = ines.post("/password-reset", &[("email", "INES@example.org")]).await;
    let unknown = ines.post("/password-reset", &[("email", "nobody@example.org")]).await;
    assert_eq!((known.status, &known.body), (200, &unknown.body));
    assert_eq!(letters_to(&stage.server, "nobody@example.org"), 0);
    assert_eq!(letters_to(&stage.server, "ines@example.org"), 1);

    let link = link_for(&stage.server, "ines@example.org");
    for _ in 0..2 {
        // A scanner of mail may open it before she does.
        let page = ines.get(&link).await;
        assert_eq!(page.status, 200);
        assert!(page.has("Ines Marran") && page.has("Choose a new password"), "{}", page.text());
    }
    let page = ines.post(&link, &[("password", "ines marran"), ("password_again", "x")]).await;
    assert_eq!(page.status, 422);

    let fields = [("password", BETTER), ("password_again", BETTER)];
    let answer = ines.post(&link, &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(ines.get("/account").await.status, 200);
    assert_eq!(stage.avaria_focal.get("/account").await.status, 401);

    let again = stage.server.visitor();
    assert_eq!(again.post(&link, &fields).await.status, 410);
    assert_eq!(again.get(&link).await.status, 410);
    assert_eq!(again.get("/links/never").await.status, 410);
    let stored: Vec<Vec<u8>> =
        stage.server.read(|conn| links::table.select(links::token_hash).load(conn));
    let token = link.rsplit('/').next().unwrap();
    assert!(stored.iter().all(|hash| !hash.windows(8).any(|w| token.as_bytes().starts_with(w))));
}

#[tokio::test]
async fn a_link_to_a_new_password_is_good_for_an_hour_and_letters_are_few() {
    let stage = stage::set().await;
    for _ in 0..8 {
        stage.visitor.post("/password-reset", &[("email", "ines@example.org")]).await;
        stage.server.it_is("2026-03-15T12:00:30Z");
    }
    assert!(letters_to(&stage.server, "ines@example.org") <= 5);

    let link = link_for(&stage.server, "ines@example.org");
    stage.server.it_is("2026-03-15T13:01:00Z");
    assert_eq!(stage.visitor.get(&link).await.status, 410);
}

#[tokio::test]
async fn a_wait_ends_with_a_new_password() {
    let stage = stage::set().await;
    for _ in 0..10 {
        sign_in_as(&stage.visitor, "ines@example.org", "guess guess guess").await;
    }
    assert_eq!(sign_in_as(&stage.visitor, "ines@example.org", PASSWORD).await.status, 429);
    stage.visitor.post("/password-reset", &[("email", "ines@example.org")]).await;
    let link = link_for(&stage.server, "ines@example.org");
    let fields = [("password", BETTER), ("password_again", BETTER)];
    assert_eq!(stage.visitor.post(&link, &fields).await.status, 303);
    let somebody = stage.server.visitor();
    assert_eq!(sign_in_as(&somebody, "ines@example.org", BETTER).await.status, 303);
}

#[tokio::test]
async fn whoever_started_the_server_becomes_its_first_administrator() {
    let server = spawn().await;
    let now = server.now();
    let first = server.write(|tx| sign_in::invite_first_administrator(tx, now)).unwrap();
    let token = server.write(|tx| sign_in::invite_first_administrator(tx, now)).unwrap();
    let person = server.visitor();
    // A link printed at an earlier start is void.
    assert_eq!(person.get(&format!("/links/{}", first.reveal())).await.status, 410);
    let link = format!("/links/{}", token.reveal());
    assert!(person.get(&link).await.has("first administrator"));

    let mut fields = vec![("name", ""), ("email", "ana"), ("language", "fr")];
    fields.extend([("password", BETTER), ("password_again", BETTER)]);
    let page = person.post(&link, &fields).await;
    assert_eq!(page.status, 422);
    assert!(page.has("Enter a name") && page.has("Enter an e-mail address"), "{}", page.text());

    fields[0] = ("name", "Ana  Morel");
    fields[1] = ("email", "Ana@Example.org");
    assert_eq!(person.post(&link, &fields).await.status, 303);
    let page = person.get("/post").await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.has("Lettres") && page.has("Ana Morel"), "{}", page.text());
    assert!(server.write(|tx| sign_in::invite_first_administrator(tx, now)).is_none());
}

#[tokio::test]
async fn an_administrator_made_at_the_console_chooses_a_password() {
    let stage = stage::set().await;
    let now = stage.server.now();
    let token = stage
        .server
        .write(|tx| sign_in::create_administrator(tx, "Ana@Example.org", "Ana Morel", "en", now));
    let person = stage.visitor.clone();
    let link = format!("/links/{}", token.reveal());
    assert!(person.get(&link).await.has("Choose your password"));
    let fields = [("password", BETTER), ("password_again", BETTER)];
    assert_eq!(person.post(&link, &fields).await.status, 303);
    assert_eq!(person.get("/post").await.status, 200);
}

#[tokio::test]
async fn the_language_is_remembered_by_the_browser() {
    let stage = stage::set().await;
    let answer = stage.visitor.get("/language/fr?next=/sign-in").await;
    assert_eq!((answer.status, answer.location()), (303, "/sign-in"));
    assert!(stage.visitor.get("/sign-in").await.has("Connexion"));
    assert_eq!(stage.visitor.get("/language/xx").await.status, 404);
}

#[tokio::test]
async fn the_journal_tells_of_sign_ins_without_addresses() {
    let stage = stage::set().await;
    sign_in_as(&stage.visitor, "ines@example.org", "guess guess guess").await;
    sign_in_as(&stage.visitor, "nobody@example.org", "guess guess guess").await;
    sign_in_as(&stage.visitor, "ines@example.org", PASSWORD).await;
    stage.visitor.post("/sign-out", &[]).await;

    let lines =
        stage.server.read(|conn| journal::store::latest(conn, Scope::Installation, None, 10));
    let acts: Vec<&str> = lines.iter().rev().map(|line| line.act.as_str()).collect();
    assert_eq!(
        acts,
        [
            "account.sign_in_failed",
            "account.sign_in_failed",
            "account.signed_in",
            "account.signed_out"
        ]
    );
    for line in &lines {
        let told = format!("{} {:?}", line.subject, line.detail);
        assert!(!told.contains('@') && !told.contains("127.0.0.1"), "{told}");
    }
}

#[tokio::test]
async fn a_reader_writes_nothing_and_a_stored_session_opens_nothing() {
    let stage = stage::set().await;
    let before: Vec<(Vec<u8>, i64)> = stage.server.read(|conn| {
        sessions::table
            .order(sessions::id)
            .select((sessions::token_hash, sessions::account_id))
            .load(conn)
    });
    stage.avaria_focal.get("/account").await;
    let after: i64 = stage.server.read(|conn| sessions::table.count().get_result(conn));
    assert_eq!(after, before.len() as i64);
    // What the database holds of a session is not what opens it.
    let hex: String = before[0].0.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(stage.server.signed_in(&hex).get("/account").await.status, 401);
}

#[tokio::test]
async fn the_page_after_an_ended_session_says_what_was_typed_in_the_words_of_its_form() {
    let stage = stage::set().await;
    let path = format!("/rounds/{}/elements/{}", stage.round, stage.elements[2]);
    let form = [
        ("operation", "modify"),
        ("proposed", "Everyone has the right to give aid."),
        ("body", "Aid is also given."),
        ("class", "public"),
        ("language", "en"),
        ("form_key", "k0000000000000000000000000"),
    ];
    let page = stage.visitor.post(&path, &form).await;
    assert_eq!(page.status, 401);
    for (label, text) in [("Proposed wording", "Everyone has"), ("Text", "Aid is also given.")] {
        assert!(page.has(&format!(">{label}</label>")) && page.has(text), "{}", page.text());
    }
    for (name, value) in form {
        assert!(!page.body.contains(&format!(">{name}</label>")), "{name}: {}", page.text());
        assert_eq!(page.value(&format!("typed:{name}")), value, "it goes along");
    }
    // Short words too, and a password neither shown nor carried.
    let short = [("name", "Ana"), ("email", "ana@example.org"), ("password", "a lantern too many")];
    let page = stage.visitor.post("/account", &short[..1]).await;
    assert!(page.has(">Name</label>") && page.has("Ana</textarea>"), "{}", page.text());
    let page = stage.visitor.post("/c/mutual-aid/team", &short[..2]).await;
    assert!(page.has(">E-mail address</label>") && page.has("ana@example.org</textarea>"));
    let secret = [("current_password", short[2].1), ("password", short[2].1)];
    let page = stage.visitor.post("/account/password", &secret).await;
    assert_eq!(page.status, 401);
    assert!(!page.body.contains(short[2].1) && !page.body.contains("typed:"), "{}", page.body);
    // And so on the page that gives it back.
    let sign_in = [("email", "ines@example.org"), ("password", PASSWORD), ("resume", &path)];
    let typed = form.map(|(name, value)| (format!("typed:{name}"), value));
    let all: Vec<(&str, &str)> = sign_in
        .into_iter()
        .chain(typed.iter().map(|(name, value)| (name.as_str(), *value)))
        .collect();
    let page = stage.visitor.post("/sign-in", &all).await;
    assert!(page.has(">Proposed wording</label>") && !page.has(">body</label>"), "{}", page.text());
}

/// How long the answer takes is measured by `dev/bench`; here, that the same is written for somebody and for nobody, and that
/// nothing of it stays for nobody.
#[tokio::test]
async fn a_new_password_asked_for_nobody_is_the_same_work_and_leaves_nothing() {
    let stage = stage::set().await;
    let written = async |email: &str| {
        let before = tables::everything(&stage.server);
        let page = stage.visitor.post("/password-reset", &[("email", email)]).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let after = tables::everything(&stage.server);
        let changed: Vec<String> = before
            .iter()
            .zip(&after)
            .filter(|(before, after)| before != after)
            .map(|((name, _), _)| name.clone())
            .collect();
        changed
    };
    assert_eq!(written("nobody@example.org").await, ["throttles", "tries"]);
    let all = ["chains", "journal", "letters", "links", "throttles", "tries"];
    assert_eq!(written("ines@example.org").await, all);
    // What fails for somebody fails for nobody: it is done.
    for table in ["links", "letters", "journal"] {
        tables::break_table(&stage.server, table, "INSERT");
        for email in ["ines@example.org", "nobody@example.org"] {
            let page = stage.visitor.post("/password-reset", &[("email", email)]).await;
            assert_eq!(page.status, 500, "{table}, {email}");
        }
        tables::mend_table(&stage.server, table);
    }
}
