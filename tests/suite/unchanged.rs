//! Whoever has a page already is not sent it again while it is the same; and nobody's own page is kept.

use diesel::connection::SimpleConnection;
use futures_util::future::join_all;
use travaux::db::Db;

use crate::access::scene::comment;
use crate::support::stage;
use crate::support::{Page, Person, postgres, reminder};

async fn with(who: &Person, path: &str, mark: &str) -> Page {
    who.request("GET", path, &[("If-None-Match", mark)]).await
}

#[tokio::test]
async fn a_page_that_everybody_reads_is_sent_again_when_it_has_changed() {
    let stage = stage::set().await;
    let round = format!("/rounds/{}", stage.round);
    let text = format!("{round}/text");
    let place = format!("{round}/elements/{}", stage.elements[2]);
    let consultation = format!("/c/{}", stage.slug);
    let style = stage.visitor.get("/").await.links("/assets/travaux-").remove(0);
    for path in ["/", &consultation, &round, &text, &place, &style, "/assets/icon.svg"] {
        stage.server.it_is("2026-03-15T12:20:00Z");
        let first = stage.visitor.get(path).await;
        let mark = first.header("etag").to_owned();
        assert!(
            first.status == 200 && mark.starts_with('"') && mark.len() == 34,
            "{path}: {mark:?}"
        );
        if !path.starts_with("/assets/") {
            assert_eq!(first.header("cache-control"), "no-cache", "{path}");
            assert_eq!(first.header("vary"), "cookie, accept-language", "{path}");
        }
        // Nothing in it is made anew for each request, or by the second. (What is left of the time is said to the minute.)
        stage.server.it_is("2026-03-15T12:20:07Z");
        let again = with(&stage.visitor, path, &mark).await;
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{path}");
        assert_eq!(again.header("etag"), mark);
        assert_eq!(again.header("cache-control"), first.header("cache-control"));
        assert!(!again.header("content-security-policy").is_empty(), "{path}");
        assert_eq!(with(&stage.visitor, path, "\"another\"").await.body, first.body, "{path}");
        let head = stage.visitor.request("HEAD", path, &[("If-None-Match", &mark)]).await;
        assert_eq!(head.status, 304, "{path}");
        let french = [("If-None-Match", mark.as_str()), ("Accept-Language", "fr")];
        let french = stage.visitor.request("GET", path, &french).await;
        assert_eq!(french.status == 304, path.starts_with("/assets/"), "{path}");
    }

    let mark = stage.visitor.get(&round).await.header("etag").to_owned();
    let form = [("closes_date", "2026-05-31"), ("closes_time", "18:00"), ("reason", "On request")];
    assert_eq!(stage.administrator.post(&format!("{round}/extensions"), &form).await.status, 303);
    let changed = with(&stage.visitor, &round, &mark).await;
    assert!(changed.status == 200 && changed.has("31 May 2026"), "{}", changed.text());
    assert_ne!(changed.header("etag"), mark);
}

/// What one may not read changes no mark; and what one alone reads has none.
#[tokio::test]
async fn a_page_of_somebodys_own_is_kept_nowhere() {
    let stage = stage::set().await;
    let place = format!("/rounds/{}/elements/{}", stage.round, stage.elements[2]);
    let mark = stage.visitor.get(&place).await.header("etag").to_owned();
    comment(&stage.avaria_focal, &stage.round, &stage.elements[2], "For us alone.", "confidential")
        .await;
    assert_eq!(with(&stage.visitor, &place, &mark).await.status, 304);
    for path in [&place, "/"] {
        let own = with(&stage.avaria_focal, path, "*").await;
        assert_eq!(own.status, 200);
        assert_eq!((own.header("etag"), own.header("cache-control")), ("", "no-store"));
    }
    let said = stage.visitor.get("/?said=flash-saved").await;
    let (form, lost) = (stage.visitor.get("/sign-in").await, stage.visitor.get("/nowhere").await);
    let link =
        stage.visitor.get("/links/0123456789abcdefghjkmnpqrs0123456789abcdefghjkmnpqrs").await;
    let refused = stage.visitor.get("/account").await;
    for page in [form, lost, link, refused] {
        assert_eq!((page.header("etag"), page.header("cache-control")), ("", "no-store"));
    }
    assert_eq!(said.status, 200);
}

/// Very many may ask for one page at the same time: it is rendered for one of them, and each change is seen at once.
#[tokio::test]
async fn what_everybody_reads_is_rendered_once_until_something_is_stored() {
    let stage = stage::set().await;
    let place = format!("/rounds/{}/elements/{}", stage.round, stage.elements[2]);
    let counters = &stage.server.app.counters;
    let mut so_far = 0;
    // In a cluster of PostgreSQL what other tests store is counted too, and pages are rendered more often than they must be.
    let mut were_shared = |pages: u64| {
        let shared = counters.shared.get() - std::mem::replace(&mut so_far, counters.shared.get());
        assert!(shared == pages || (shared < pages && postgres::cluster().is_some()), "{shared}");
    };
    stage.server.it_is("2026-03-15T12:20:00Z");
    let pages = join_all((0..30).map(|_| stage.visitor.get(&place))).await;
    assert!(pages.iter().all(|page| page.status == 200 && page.body == pages[0].body));
    were_shared(29);
    // Another language is another page; so is another second; and what one is told after an act is for them.
    let french = [("Accept-Language", "fr")];
    let first = stage.visitor.request("GET", &place, &french).await;
    assert_ne!(first.body, pages[0].body);
    were_shared(0);
    assert_eq!(stage.visitor.request("GET", &place, &french).await.body, first.body);
    were_shared(1);
    stage.visitor.get(&format!("{place}?said=flash-saved")).await;
    stage.server.it_is("2026-03-15T12:20:01Z");
    stage.visitor.get(&place).await;
    were_shared(0);
    // Whoever is signed in is given none of it, and leaves nothing there.
    assert_ne!(stage.avaria_focal.get(&place).await.body, pages[0].body);
    were_shared(0);
    assert_eq!(stage.visitor.get(&place).await.body, pages[0].body);
    were_shared(1);
    // What is not there is said to each by themselves.
    for answer in join_all((0..5).map(|_| stage.visitor.get("/c/nowhere"))).await {
        assert_eq!(answer.status, 404);
    }
    were_shared(0);

    // Whatever is stored, and by whom, the next page is another.
    comment(&stage.avaria_focal, &stage.round, &stage.elements[2], "For us alone.", "confidential")
        .await;
    assert_eq!(stage.visitor.get(&place).await.body, pages[0].body);
    were_shared(0);
    let round = format!("/rounds/{}", stage.round);
    let form = [("closes_date", "2026-05-31"), ("closes_time", "18:00"), ("reason", "On request")];
    assert!(!stage.visitor.get(&round).await.has("31 May 2026"));
    assert_eq!(stage.administrator.post(&format!("{round}/extensions"), &form).await.status, 303);
    assert!(stage.visitor.get(&round).await.has("31 May 2026"));
}

/// What cannot be rendered for the first is not tried by all who waited for it, and is back when it can be.
#[tokio::test]
async fn a_page_that_cannot_be_had_is_refused_to_all_who_wait_for_it() {
    let stage = stage::set().await;
    let text = format!("/rounds/{}/text", stage.round);
    let rename = |sql: &'static str| stage.server.write(move |tx| tx.batch_execute(sql));
    rename("ALTER TABLE elements RENAME TO elements_elsewhere");
    let answers = join_all((0..6).map(|_| stage.visitor.get(&text))).await;
    let mut all: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    all.sort_unstable();
    let each_by_itself = postgres::cluster().is_some() && all.iter().all(|status| *status >= 500);
    assert!(all == [500, 503, 503, 503, 503, 503] || each_by_itself, "{all:?}");
    rename("ALTER TABLE elements_elsewhere RENAME TO elements");
    assert_eq!(stage.visitor.get(&text).await.status, 200);
}

/// Another process, on the same database: two connections that know nothing of each other.
#[tokio::test]
async fn everything_that_is_stored_by_anybody_makes_another_generation() {
    let stage = stage::set().await;
    let here = &stage.server.app.db;
    let there = Db::open(&stage.server.app.settings.database_url, 2).unwrap();
    let mut before = here.generation().unwrap();
    let mut before_there = there.generation().unwrap();
    for n in 0..20 {
        let (db, who) = if n % 2 == 0 { (here, "here") } else { (&there, "there") };
        db.write(|tx| {
            travaux::post::enqueue(tx, &stage.server.app.post(), &reminder(n), stage.server.now())
                .map_err(travaux::web::Error::from)
        })
        .unwrap();
        let (after, after_there) = (here.generation().unwrap(), there.generation().unwrap());
        assert!(after != before && after_there != before_there, "{n}, {who}");
        (before, before_there) = (after, after_there);
    }
}
