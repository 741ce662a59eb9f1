//! The filled example is what the README promises, and keeps its own secrets.

use std::collections::BTreeSet;

use diesel::prelude::*;
use travaux::consultations::pages::facts;
use travaux::consultations::store;
use travaux::demo::{self, Filled};
use travaux::languages::Language;
use travaux::procedure::Moment;
use travaux::procedure::sight::Sight;
use travaux::procedure::words::{PublicationClass, SubmissionState};
use travaux::rounds::store as rounds;
use travaux::rounds::views::correspondents;
use travaux::schema::{chains, elements, inputs, journal, letters, participants, submissions};
use travaux::submissions::{naming, views};
use travaux::web::Error;

use crate::support::{Server, spawn};

async fn filled() -> (Server, Filled) {
    let server = spawn().await;
    server.it_is("2026-11-23T09:00:00Z");
    let hash = server.app.hasher.hash(demo::PASSWORD.into()).await.unwrap();
    let (desk, now) = (server.app.post(), server.now());
    let filled: Result<Filled, Error> = server.app.db.write(|tx| demo::fill(tx, &desk, &hash, now));
    (server, filled.unwrap())
}

#[tokio::test]
async fn the_example_is_the_middle_of_a_consultation() {
    let (server, filled) = filled().await;

    let count = |late: bool| -> i64 {
        server.read(|conn| {
            submissions::table
                .filter(submissions::state.eq(SubmissionState::Submitted))
                .filter(submissions::late.eq(late))
                .count()
                .get_result(conn)
        })
    };
    assert_eq!(count(true), 12, "nine texts came late, and three alignments");
    assert!(count(false) > 30);
    let all: i64 = server.read(|conn| inputs::table.count().get_result(conn));
    assert!(all >= 150, "{all} inputs");
    let of: i64 = server.read(|conn| participants::table.count().get_result(conn));
    assert!(of >= 20, "{of} participants");
    let text: i64 = server.read(|conn| elements::table.count().get_result(conn));
    assert!(text >= 60, "{text} elements");
    let queued: i64 = server.read(|conn| letters::table.count().get_result(conn));
    assert!(queued > 0, "letters are in the outbox");
    assert_eq!(filled.cast.len(), 11);

    let page = server.visitor().get("/c/solidarity").await;
    assert_eq!(page.status, 200);
    assert!(page.has("Draft declaration on the right to international solidarity"));
    assert!(page.has("Republic of Avaria") && page.has("Aligned"), "{}", page.text());
    let page = server.visitor().get("/c/solidarity/framework/published").await;
    assert!(page.has("Answering for what one could foresee"), "{}", page.text());
}

#[tokio::test]
async fn the_facts_of_the_examples_journal_are_said_in_words() {
    let (server, _) = filled().await;
    let all: Vec<travaux::db::Json<serde_json::Value>> =
        server.read(|conn| journal::table.select(journal::detail).load(conn));
    let mut names = BTreeSet::new();
    for t in Language::ALL {
        for facts in &all {
            let said = facts::said(t, &facts.0, "Europe/Zurich", &facts::Names::new());
            assert!(!said.contains('_') && !said.contains("true"), "{said}: {}", facts.0);
            let known = facts.0.as_object().into_iter().flatten();
            names.extend(known.map(|(name, _)| name.clone()).filter(|name| name != "theme"));
        }
        for name in &names {
            let key = format!("fact-{}", name.replace('_', "-"));
            assert!(t.knows(&key), "{key} is not said in {}", t.code());
        }
    }
    assert!(names.len() > 20, "{names:?}");
}

#[tokio::test]
async fn the_examples_journal_is_in_the_order_of_time_and_its_counts_agree() {
    let (server, filled) = filled().await;
    let acts: Vec<(String, Moment, String)> = server.read(|conn| {
        journal::table
            .inner_join(chains::table)
            .filter(chains::scope.ne("installation"))
            .order((chains::scope, journal::seq))
            .select((chains::scope, journal::at, journal::act))
            .load(conn)
    });
    assert!(acts.len() > 100);
    for two in acts.windows(2).filter(|two| two[0].0 == two[1].0) {
        assert!(two[0].1 <= two[1].1, "{:?} stands before {:?}", two[0], two[1]);
    }
    let reading = |conn: &mut travaux::db::Conn| store::find_by_slug(conn, &filled.reading);
    let both = [filled.consultation, server.read(reading).id];
    let of = |id| server.read(|conn| rounds::of_consultation(conn, id));
    for round in both.into_iter().flat_map(of) {
        let all = server.read(|conn| correspondents(conn, &round));
        let uninvited = all.iter().filter(|c| c.acknowledged && c.invited_at.is_none());
        let uninvited: Vec<_> = uninvited.map(|c| &c.participant.name).collect();
        assert!(uninvited.is_empty(), "{}: {uninvited:?}", round.title);
    }
}

#[tokio::test]
async fn nobody_outside_reads_what_the_example_keeps_confidential() {
    let (server, _) = filled().await;
    let confidential = Some(PublicationClass::Confidential);
    let inputs = server.inputs().into_iter();
    let secrets: Vec<String> = inputs
        .filter(|input| input.publication_class == confidential)
        .map(|input| input.body)
        .collect();
    assert!(secrets.len() >= 3, "the example has confidential inputs");

    let visitor = server.visitor();
    let mut waiting = vec!["/".to_owned(), "/c/solidarity".to_owned()];
    let mut seen = std::collections::BTreeSet::new();
    while let Some(path) = waiting.pop() {
        if !seen.insert(path.clone()) || seen.len() > 150 {
            continue;
        }
        let page = visitor.get(&path).await;
        for secret in &secrets {
            let start: String = secret.chars().take(60).collect();
            assert!(!page.text().contains(&start), "{path} shows a confidential text");
        }
        assert!(!page.has("Community association"), "{path} names who asked for confidentiality");
        waiting.extend(page.links("/rounds/").into_iter().filter(|link| !link.contains("#")));
        waiting.extend(page.links("/submissions/").into_iter().filter(|link| !link.contains("#")));
        waiting.extend(page.links("/drafts/").into_iter().filter(|link| !link.contains("#")));
    }
    assert!(seen.len() > 50, "{} pages were read", seen.len());
}

/// The other consultation of the example: what there is only where States negotiate, to whoever comes by.
#[tokio::test]
async fn in_the_second_example_states_negotiate_and_everybody_reads_how_far_they_are() {
    let (server, filled) = filled().await;
    let visitor = server.visitor();
    let home = visitor.get(&format!("/c/{}", filled.reading)).await;
    let text = home.links("/text").remove(0);
    let round = text.trim_end_matches("/text");

    let page = visitor.get(&text).await;
    for mark in ["good\">Agreed", "half\">Agreed ad referendum", "idle\">Open"] {
        assert!(page.has(&format!("<span class=\"mark {mark}")), "{mark}: {}", page.text());
    }
    let path = format!("{round}/bracketed");
    assert!(home.links("/bracketed").contains(&path), "{}", home.text());
    assert!(page.links("/bracketed").contains(&path), "{}", page.text());
    let bracketed = visitor.get(&path).await;
    let said = bracketed.text();
    // One wording of two, and its rival; a deletion; a paragraph to be added; what is to stay.
    for part in [
        "within twelve hours",
        "should be answered as soon as circumstances permit",
        "fund fed by port dues",
        "Republic of Avaria",
        "Group of Equatorial States",
        "Islands of Tesha",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // Two who propose the same words propose one wording, with one name.
    let names: Vec<String> = server.read(|conn| {
        let round = rounds::find_by_public_id(conn, &round.rsplit('/').next().unwrap().into())?;
        let seen = views::visible_to(conn, &Sight::public(), round.id)?;
        let text = views::text(conn, &round)?;
        let called = naming::called(&text, "en", seen.iter(), true);
        let cited =
            |one: &views::Seen| Some(Language::English.citation_short(called.get(&one.input.id)?));
        QueryResult::Ok(seen.iter().filter_map(cited).collect())
    });
    let of = |name: &str| names.iter().filter(|one| *one == name).count();
    let counted = ["art. 1 (2) alt", "art. 1 (2) alt 2", "art. 1 (2) alt 3"].map(of);
    assert_eq!(counted, [2, 1, 0], "{names:?}");
    let mut stances = BTreeSet::new();
    for decided in page.links("/agreement/") {
        let page = visitor.get(&decided).await.text();
        let all = ["Supports", "Opposes", "Reserves its position", "Wants it retained"];
        stances.extend(all.into_iter().filter(|stance| page.contains(stance)));
    }
    assert!(stances.contains("Reserves its position"), "{stances:?}");
    // The first is an expert's: nothing of this is there.
    let first = visitor.get("/c/solidarity").await;
    for link in first.links("/text") {
        assert!(visitor.get(&link).await.links("/agreement/").is_empty());
    }
}
