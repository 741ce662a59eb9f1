//! What comes too often is answered 429 and when to come back: by account, or by network.

use std::num::NonZeroU32;

use travaux::routes;
use travaux::sign_in::{Limits, Try};

use crate::support::acts::{self, act};
use crate::support::stage;

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
