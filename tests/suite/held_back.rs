//! What comes too often is answered 429 and when to come back: by account, or by network.

use std::num::NonZeroU32;

use sha2::{Digest, Sha256};
use travaux::routes;
use travaux::secrets::digest_of_token;
use travaux::sign_in::{Limits, Try, forget_tries};

use crate::support::acts::{self, act};
use crate::support::{Server, stage, tables};

fn so_many(n: u32) -> NonZeroU32 {
    NonZeroU32::new(n).expect("some")
}

#[test]
fn what_sends_letters_or_takes_long_is_limited() {
    let limited = |what| {
        let listed = routes::listed().into_iter().filter(move |at| at.limited == Some(what));
        listed.map(|at| at.path).collect::<Vec<_>>()
    };
    for (what, path) in [
        (Try::Submit, "/submissions/{id}/submission"),
        (Try::Export, "/rounds/{id}/matrix.csv"),
        (Try::Export, "/rounds/{id}/matrix/identities"),
        (Try::Invite, "/c/{slug}/team"),
        (Try::Invite, "/participants/{id}/colleagues"),
    ] {
        assert!(limited(what).iter().any(|known| known == path), "{path}");
    }
    // Files that are made anew for each who asks.
    let is_table = |path: &str| path.ends_with(".csv") || path.ends_with(".xlsx");
    for address in routes::listed().iter().filter(|address| is_table(&address.path)) {
        assert_eq!(address.limited, Some(Try::Export), "{}", address.path);
    }
}

#[tokio::test]
async fn an_account_that_exports_or_invites_too_often_waits_and_others_do_not() {
    let stage = stage::set_with(|settings| {
        settings.limits =
            Limits { submissions: so_many(1), exports: so_many(2), invitations: so_many(2) };
    })
    .await;
    let mut ready = acts::open(&stage, act("invite a colleague")).await.expect("the form");
    for (n, status) in [303, 303, 429].into_iter().enumerate() {
        let email = format!("colleague{n}@example.org");
        ready.form.fill(&[("email".into(), email.clone())]);
        let page = ready.send().await;
        assert_eq!(page.status, status, "{}", page.text());
        // What was typed is not lost.
        assert!(status == 303 || page.has(&email), "{}", page.text());
    }

    // The team reads after the closing.
    stage.server.it_is("2026-05-04T12:00:00Z");
    let path = format!("/rounds/{}/matrix.csv", stage.round);
    let answers = [stage.lead.get(&path).await, stage.lead.get(&path).await];
    assert!(answers.iter().all(|page| page.status == 200), "{}", answers[0].text());
    let page = stage.lead.get(&path).await;
    assert_eq!(page.status, 429, "{}", page.text());
    let wait: u64 = page.header("retry-after").parse().expect("seconds");
    assert!((1..=1800).contains(&wait), "{wait}");
    assert_eq!(stage.administrator.get(&path).await.status, 200);
}

#[tokio::test]
async fn submitting_again_and_again_is_slowed_down() {
    let stage = stage::set_with(|settings| {
        settings.limits = Limits { submissions: so_many(1), ..Limits::default() };
    })
    .await;
    let ready = acts::ready(&stage, act("submit")).await.expect("the form");
    assert_eq!(ready.send().await.status, 303);
    let page = ready.send().await;
    assert_eq!(page.status, 429, "{}", page.text());
    assert!(!page.header("retry-after").is_empty());
}

#[tokio::test]
async fn a_new_password_is_asked_for_a_few_times_an_hour_with_or_without_an_account() {
    let stage = stage::set().await;
    for email in ["ines@example.org", "nobody@example.org"] {
        for n in 0..7 {
            let page = stage.visitor.post("/password-reset", &[("email", email)]).await;
            let status = if n < 5 { 200 } else { 429 };
            assert_eq!(page.status, status, "{email}: {}", page.text());
        }
    }
    stage.server.it_is("2026-03-15T13:00:01Z");
    let page = stage.visitor.post("/password-reset", &[("email", "ines@example.org")]).await;
    assert_eq!(page.status, 200, "the wait ends");
}

/// How many of so many tries, each said to come from another address, were let through.
async fn let_through(trusted: &[&str], tries: usize) -> usize {
    let stage = stage::set_with(|settings| {
        let networks = trusted.iter().map(|network| network.parse().expect("a network"));
        settings.trusted_proxies = networks.collect();
    })
    .await;
    let mut through = 0;
    for n in 0..tries {
        // The browser writes what it likes; a proxy adds whom it heard.
        let hops = format!("192.0.2.1, 203.0.113.{n}");
        let headers = [("Sec-Fetch-Site", "same-origin"), ("X-Forwarded-For", hops.as_str())];
        let page = stage.visitor.request("POST", "/password-reset", &headers).await;
        through += usize::from(page.status != 429);
    }
    through
}

#[tokio::test]
async fn what_a_trusted_proxy_says_of_the_senders_address_counts_and_what_others_say_does_not() {
    // 120 tries a minute from one address, and some that come while they are made.
    assert!(let_through(&[], 200).await < 180);
    assert!(let_through(&["10.0.0.0/8"], 200).await < 180);
    assert_eq!(let_through(&["127.0.0.0/8", "::1"], 200).await, 200);
}

#[tokio::test]
async fn behind_a_trusted_proxy_one_sender_is_still_one() {
    let stage = stage::set_with(|settings| {
        settings.trusted_proxies = vec!["127.0.0.0/8".parse().expect("a network")];
    })
    .await;
    let mut through = 0;
    for n in 0..200 {
        // Another claim each time, before what the proxy has heard.
        let hops = format!("203.0.113.{n}, 198.51.100.7");
        let headers = [("Sec-Fetch-Site", "same-origin"), ("X-Forwarded-For", hops.as_str())];
        let page = stage.visitor.request("POST", "/password-reset", &headers).await;
        through += usize::from(page.status != 429);
    }
    assert!(through < 180, "{through}");
}

#[tokio::test]
async fn tries_are_counted_without_an_address_and_forgotten_when_they_count_no_longer() {
    const NETWORK: &str = "198.51.100.77";
    let stage = stage::set_with(|settings| {
        settings.trusted_proxies = vec!["127.0.0.0/8".parse().expect("a network")];
        settings.limits = Limits { exports: so_many(100), ..Limits::default() };
    })
    .await;
    let server = &stage.server;
    let headers = [("Sec-Fetch-Site", "same-origin"), ("X-Forwarded-For", NETWORK)];
    assert_eq!(stage.visitor.request("POST", "/verify", &headers).await.status, 200);
    let typed = [("email", "dana@nowhere.example"), ("password", "never this one, surely")];
    assert_eq!(stage.visitor.post("/sign-in", &typed).await.status, 422);
    let file = format!("/c/{}/decisions.csv", stage.slug);
    assert_eq!(stage.lead.get(&file).await.status, 200);

    let held = |server: &Server| -> Vec<String> {
        let all = tables::everything(server);
        let counted = all.into_iter().filter(|(name, _)| name == "tries" || name == "throttles");
        counted.flat_map(|(_, rows)| rows).collect()
    };
    let rows = held(server);
    assert_eq!(rows.len(), 4, "two networks, one account, one failure: {rows:?}");
    let dump = rows.join("\n").to_lowercase();
    for (what, clear) in [
        ("Verify", NETWORK),
        ("SignIn", "127.0.0.1"),
        ("Export", "account 1"),
        ("sign-in", "dana@nowhere.example"),
    ] {
        // Nor a digest of it that anybody can make who has a list of addresses.
        let named = format!("{what} {clear}");
        let guesses = [clear, &named]
            .map(|text| [Sha256::digest(text).to_vec(), digest_of_token(text)[1..].to_vec()]);
        for guess in guesses.as_flattened() {
            let hex: String = guess.iter().map(|byte| format!("{byte:02x}")).collect();
            assert!(!dump.contains(&hex[..32]), "{clear} in {dump}");
        }
        assert!(!dump.contains(clear), "{clear} in {dump}");
    }

    // A minute for a network, an hour for an account's failure; a file as long as its share of the hour.
    let forget = || forget_tries(&server.app.db, server.now()).expect("they are removed");
    assert_eq!(forget(), 0);
    server.it_is("2026-03-15T12:00:01Z");
    assert_eq!(forget(), 2);
    server.it_is("2026-03-15T12:00:36Z");
    assert_eq!(forget(), 1);
    server.it_is("2026-03-15T13:00:01Z");
    assert_eq!(forget(), 1);
    assert!(held(server).is_empty());
}

/// The database is what all processes share. Without it each has its own count, and never none.
#[tokio::test]
async fn where_a_try_cannot_be_counted_for_all_each_process_counts_alone() {
    let stage = stage::set_with(|settings| {
        settings.limits = Limits { exports: so_many(2), ..Limits::default() };
    })
    .await;
    stage.server.it_is("2026-05-04T12:00:00Z");
    tables::break_table(&stage.server, "tries", "INSERT");
    let other = stage.server.restarted().await;
    let path = format!("/rounds/{}/matrix.csv", stage.round);
    for who in [stage.lead.clone(), stage.lead.clone().at(&other)] {
        for status in [200, 200, 429] {
            assert_eq!(who.get(&path).await.status, status);
        }
    }
    assert!(stage.server.log().contains("a try is counted by this process alone"));
}

#[tokio::test]
async fn a_clock_that_was_set_back_holds_nobody_back_for_longer() {
    let stage = stage::set_with(|settings| {
        settings.limits = Limits { exports: so_many(2), ..Limits::default() };
    })
    .await;
    let path = format!("/c/{}/decisions.csv", stage.slug);
    for (time, statuses) in [
        ("2026-03-15T12:00:00Z", [200, 200, 429]),
        // Those two count for half an hour each.
        ("2026-03-15T12:30:00Z", [200, 429, 429]),
        ("2026-03-15T12:20:00Z", [429, 429, 429]),
        ("2026-03-15T10:00:00Z", [200, 200, 429]),
    ] {
        stage.server.it_is(time);
        // What a process remembers by itself goes by another clock.
        let lead = stage.lead.clone().at(&stage.server.restarted().await);
        for status in statuses {
            assert_eq!(lead.get(&path).await.status, status, "{time}");
        }
    }
}
