//! A version shown to named reviewers, outside the public chain of texts: who sees what of it.

use crate::access::scene::{self, Scene};
use crate::non_interference::everything;
use crate::support::stage::{self, Stage};
use crate::support::{Page, Person, tables};
use diesel::prelude::*;
use travaux::drafts::review::store as reviews;
use travaux::drafts::review::{Comment, Words};
use travaux::journal::Scope;
use travaux::procedure::Standing;
use travaux::procedure::keys::{AccountKey, PublicId};
use travaux::schema::*;

/// The paragraph that the reviewers speak of: PP1.
const PARAGRAPH: usize = 2;

fn list(stage: &Stage) -> String {
    format!("/drafts/{}/reviews", stage.draft)
}

/// The lead opens a review until 30 May with these reviewers; its address.
async fn opened(stage: &Stage, reviewers: &str) -> String {
    let form = [
        ("closes_date", "2026-05-30"),
        ("closes_time", "18:00"),
        ("reviewers", reviewers),
        ("note", "Please weigh the verbs."),
        ("language", "en"),
    ];
    let answer = stage.lead.post(&list(stage), &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let to = answer.location().split(['?', '#']).next().unwrap_or_default();
    to.trim_end_matches("/desk").to_owned()
}

async fn says(who: &Person, review: &str, place: &str, body: &str, proposed: &str) -> Page {
    let form = [("body", body), ("proposed", proposed)];
    who.post(&format!("{review}/places/{place}"), &form).await
}

fn comments(stage: &Stage) -> Vec<Comment> {
    stage.server.read(|conn| {
        review_comments::table.order(review_comments::id).select(Comment::as_select()).load(conn)
    })
}

#[tokio::test]
async fn a_reviewer_reads_the_version_and_says_what_the_team_alone_reads_beside_it() {
    let stage = stage::set().await;
    let review = opened(&stage, "Sam Stranger <sam@example.org>\nnadia@example.org").await;
    let (sam, nadia) = (&stage.stranger, &stage.ngo_focal);
    let place = stage.identities[PARAGRAPH].clone();
    let page = sam.get(&review).await;
    assert_eq!(page.status, 200);
    for words in ["the purposes of mutual aid", "Please weigh the verbs.", "30 May 2026"] {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    // He is nothing else here, and is led nowhere into the consultation.
    assert!(page.links("/c/").is_empty() && page.links("/rounds/").is_empty());
    assert!(sam.get("/").await.links("/reviews/").contains(&review));

    let said = says(sam, &review, &place, "This verb is weak.", "Reaffirming mutual aid,").await;
    assert_eq!(said.status, 303, "{}", said.text());
    assert_eq!(says(nadia, &review, "whole", "A clear text.", "").await.status, 303);
    assert_eq!(says(sam, &review, &place, " ", "").await.status, 422);
    assert_eq!(says(sam, &review, "no-such-place", "Hm.", "").await.status, 404);

    let own = sam.get(&review).await;
    assert!(own.has("This verb is weak.") && !own.has("A clear text."), "{}", own.text());
    let own = nadia.get(&review).await;
    assert!(own.has("A clear text.") && !own.has("This verb is weak."), "{}", own.text());
    for team in [&stage.lead, &stage.drafter] {
        let desk = team.get(&format!("{review}/desk")).await;
        for words in
            ["Sam Stranger", "This verb is weak.", "Reaffirming mutual aid,", "Nadia Harbour"]
        {
            assert!(desk.has(words), "{words}: {}", desk.text());
        }
    }
    // The comment stands with the paragraph that it is on.
    let desk = stage.lead.get(&format!("{review}/desk")).await;
    let of_paragraph = desk.body.split(&format!("id=\"e-{place}\"")).nth(1).unwrap();
    let of_paragraph = of_paragraph.split("class=\"element ").next().unwrap();
    assert!(of_paragraph.contains("This verb is weak.") && !of_paragraph.contains("A clear text."));
}

#[tokio::test]
async fn a_reviewer_changes_and_removes_what_is_their_own_until_the_review_ends() {
    let stage = stage::set().await;
    let review = opened(&stage, "sam@example.org\nnadia@example.org").await;
    let (sam, nadia) = (&stage.stranger, &stage.ngo_focal);
    says(sam, &review, "whole", "A first thought.", "").await;
    says(sam, &review, "whole", "A first thought.", "").await;
    let all = comments(&stage);
    assert_eq!(all.len(), 1, "a second click is none");
    let path = format!("/review-comments/{}", all[0].public_id);
    let other = [("body", "Not mine."), ("version", "1")];
    for who in [nadia, &stage.lead] {
        assert_eq!(who.get(&path).await.status, 404);
        assert_eq!(who.post(&path, &other).await.status, 404);
        assert_eq!(who.post(&format!("{path}/removal"), &[]).await.status, 404);
    }

    let consideration = format!("{path}/consideration");
    assert_eq!(sam.post(&consideration, &[("reason", "Mine.")]).await.status, 404);
    let reason = [("reason", "Taken up in the next text.")];
    assert_eq!(stage.drafter.post(&consideration, &reason).await.status, 303);
    assert!(stage.lead.get(&format!("{review}/desk")).await.has("Taken up in the next text."));
    assert!(!sam.get(&review).await.has("Taken up in the next text."), "the team's alone");

    let version = sam.get(&path).await.value("version");
    let form = [("body", "A second thought."), ("version", version.as_str())];
    assert_eq!(sam.post(&path, &form).await.status, 303);
    let desk = stage.lead.get(&format!("{review}/desk")).await;
    assert!(desk.has("A second thought.") && !desk.has("Taken up"), "to be considered anew");
    // From another window, with what was read before.
    let stale = sam.post(&path, &[("body", "A third."), ("version", version.as_str())]).await;
    assert_eq!(stale.status, 409);
    assert!(stale.has("A second thought.") && stale.has("A third."), "{}", stale.text());

    stage.server.it_is("2026-05-30T16:00:00Z");
    let late = says(sam, &review, "whole", "Too late, and typed in full.", "").await;
    assert_eq!(late.status, 409);
    assert!(late.has("Too late, and typed in full.") && late.has("30 May 2026"), "{}", late.text());
    assert_eq!(sam.post(&format!("{path}/removal"), &[]).await.status, 409);
    assert!(sam.get(&review).await.has("A second thought."), "and it can still be read");
    assert!(sam.get("/").await.links("/reviews/").is_empty(), "it waits for nobody now");

    let later = [("closes_date", "2026-06-10"), ("closes_time", "18:00")];
    assert_eq!(stage.lead.post(&format!("{review}/extensions"), &later).await.status, 303);
    assert_eq!(sam.post(&format!("{path}/removal"), &[]).await.status, 303);
    assert!(comments(&stage).is_empty());
}

#[tokio::test]
async fn the_version_stays_as_it_was_shown_while_the_team_goes_on() {
    let stage = stage::set().await;
    stage.lead.does(&format!("/drafts/{}/begin", stage.draft), &[("label", "Next")]).await;
    let (working, element): (PublicId, PublicId) = stage.server.read(|conn| {
        drafts::table
            .inner_join(elements::table.on(elements::draft_id.eq(drafts::id)))
            .filter(drafts::id.ne(stage.draft_key))
            .filter(elements::identity.eq(&stage.identities[PARAGRAPH]))
            .select((drafts::public_id, elements::public_id))
            .first(conn)
    });
    let form = [
        ("closes_date", "2026-05-30"),
        ("closes_time", ""),
        ("reviewers", "sam@example.org"),
        ("note", ""),
        ("language", "fr"),
    ];
    let answer = stage.lead.post(&format!("/drafts/{working}/reviews"), &form).await;
    let review = answer.location().split("/desk").next().unwrap().to_owned();
    let edit = format!("/drafts/{working}/elements/{element}");
    let page = stage.drafter.get(&edit).await;
    let version = page.value("version");
    let was = page.value("was");
    let revised = [
        ("version", version.as_str()),
        ("language", "en"),
        ("was", was.as_str()),
        ("text", "Recalling what nobody was shown yet,"),
        ("act", "word"),
    ];
    let saved = stage.drafter.post(&edit, &revised).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    assert!(stage.drafter.get(&format!("/drafts/{working}")).await.has("nobody was shown yet"));
    for page in [stage.stranger.get(&review).await, stage.lead.get(&format!("{review}/desk")).await]
    {
        assert!(page.has("the purposes of mutual aid among"), "{}", page.text());
        assert!(!page.has("nobody was shown yet"));
    }
    // Of the working draft itself he sees nothing.
    for path in [format!("/drafts/{working}"), format!("/drafts/{working}/draft.json")] {
        assert_eq!(stage.stranger.get(&path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn the_letter_is_neutral_and_leads_somebody_new_to_the_text_and_to_nothing_else() {
    let stage = stage::set().await;
    let review = opened(&stage, "Rosa Reviewer <rosa@example.org>\nsam@example.org").await;
    let letters: Vec<(String, String, String)> = stage.server.read(|conn| {
        letters::table
            .filter(letters::occasion.eq("review"))
            .order(letters::id)
            .select((letters::to_email, letters::subject, letters::body_text))
            .load(conn)
    });
    assert_eq!(letters.len(), 2);
    for (_, subject, body) in &letters {
        assert_eq!(subject, "A text to read");
        for word in ["weigh the verbs", "Preliminary text"] {
            assert!(!body.contains(word), "{word}: {body}");
        }
    }
    let (to, _, body) = &letters[0];
    assert_eq!(to, "rosa@example.org");
    let link = body.split_whitespace().find(|word| word.contains("/links/")).unwrap();
    let link = &link[link.find("/links/").unwrap()..];
    let password = "seventeen paper lanterns";
    let form = [("password", password), ("password_again", password)];
    let answer = stage.server.visitor().post(link, &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(answer.location().starts_with(&review), "{}", answer.location());
    let cookie = answer.headers.get_all("set-cookie").iter().find_map(|cookie| {
        let cookie = cookie.to_str().ok()?;
        let (_, rest) = cookie.split_once("sid=")?;
        rest.split(';').next().map(str::to_owned)
    });
    let rosa = stage.server.signed_in(&cookie.expect("a session"));
    assert!(rosa.get(&review).await.has("the purposes of mutual aid among"));
    for path in ["/c/mutual-aid/team", "/c/mutual-aid/drafts", "/c/mutual-aid/journal"] {
        assert_eq!(rosa.get(path).await.status, 404, "{path}");
    }
    assert_eq!(rosa.get(&format!("{review}/desk")).await.status, 404);
}

#[tokio::test]
async fn the_lead_alone_names_dismisses_extends_and_ends_and_the_reviewers_are_told() {
    let stage = stage::set().await;
    let review = opened(&stage, "sam@example.org").await;
    let (lead, sam) = (&stage.lead, &stage.stranger);
    for bad in ["", "no address here", "sam@"] {
        let answer = lead.post(&format!("{review}/reviewers"), &[("reviewers", bad)]).await;
        assert_eq!(answer.status, 422, "{bad}");
        assert!(answer.has(bad), "what was typed is kept");
    }
    let acts: [(&str, &[(&str, &str)]); 3] = [
        ("reviewers", &[("reviewers", "nadia@example.org\nSam <SAM@example.org>")]),
        ("extensions", &[("closes_date", "2026-06-15"), ("closes_time", "12:00")]),
        ("end", &[]),
    ];
    for (act, form) in acts {
        let path = format!("{review}/{act}");
        assert_eq!(stage.drafter.post(&path, form).await.status, 403, "{act}");
        assert_eq!(stage.administrator.post(&path, form).await.status, 404, "{act}");
    }
    let shorter = [("closes_date", "2026-05-01"), ("closes_time", "12:00")];
    let answer = lead.post(&format!("{review}/extensions"), &shorter).await;
    assert!(answer.status == 422 && answer.has("never shortened"), "{}", answer.text());
    for (act, form) in &acts[..2] {
        assert_eq!(lead.post(&format!("{review}/{act}"), form).await.status, 303, "{act}");
    }
    says(sam, &review, "whole", "What stays.", "").await;
    let dismiss = lead.get(&format!("{review}/desk")).await;
    let ends = crate::support::forms::forms(&dismiss.body);
    let of_sam = ends.iter().find(|form| form.action.contains("/reviewers/")).unwrap();
    assert_eq!(lead.post(&of_sam.action, &[]).await.status, 303);
    assert_eq!(sam.get(&review).await.status, 404);
    assert_eq!(says(sam, &review, "whole", "From outside.", "").await.status, 404);
    assert!(lead.get(&format!("{review}/desk")).await.has("What stays."));

    assert_eq!(lead.post(&format!("{review}/end"), &[]).await.status, 303);
    assert_eq!(lead.post(&format!("{review}/extensions"), acts[1].1).await.status, 409);
    assert_eq!(lead.post(&format!("{review}/reviewers"), acts[0].1).await.status, 409);
    assert_eq!(says(&stage.ngo_focal, &review, "whole", "Late.", "").await.status, 409);
    let told: Vec<String> = stage.server.read(|conn| {
        letters::table
            .filter(letters::occasion.eq("review"))
            .order(letters::id)
            .select(letters::to_email)
            .load(conn)
    });
    let (sam, nadia) = ("sam@example.org", "nadia@example.org");
    // Named, named, extended twice, ended once: who was named before is not named again.
    assert_eq!(told, [sam, nadia, sam, nadia, nadia]);
}

#[tokio::test]
async fn an_opening_with_faults_keeps_what_was_typed_and_opens_nothing() {
    let stage = stage::set().await;
    for (date, reviewers, said) in [
        ("2026-02-30", "sam@example.org", "no such day"),
        ("2026-03-01", "sam@example.org", "has passed"),
        ("2026-05-30", "Sam at example dot org", "Sam at example dot org"),
        ("2026-05-30", "", "at least one reviewer"),
    ] {
        let form = [
            ("closes_date", date),
            ("closes_time", "12:00"),
            ("reviewers", reviewers),
            ("note", "A note that took an hour."),
            ("language", "en"),
        ];
        let answer = stage.lead.post(&list(&stage), &form).await;
        assert_eq!(answer.status, 422, "{date} {reviewers}");
        assert!(answer.has(said) && answer.has("A note that took an hour."), "{}", answer.text());
    }
    let count: i64 = stage.server.read(|conn| closed_reviews::table.count().get_result(conn));
    assert_eq!(count, 0);
}

/// Other words and more comments in the review, past all rules.
fn reworded(scene: &Scene) {
    let server = &scene.stage.server;
    let account: AccountKey = server.read(|conn| {
        let sam = accounts::table.filter(accounts::email.eq("sam@example.org"));
        sam.select(accounts::id).first(conn)
    });
    let who = Standing { account: Some(account), ..Standing::visitor() };
    let now = server.now();
    let done: Result<(), travaux::web::Error> = server.app.db.write(|tx| {
        let review = reviews::find(tx, &scene.review)?.id;
        for (identity, body) in
            [(None, "harbour lantern"), (Some(&scene.stage.identities[2]), "tide")]
        {
            let words = Words { body: body.into(), proposed: "Other wording.".into() };
            let identity = identity.map(String::as_str);
            travaux::drafts::review::comment(tx, &who, review, identity, &words, now)?;
        }
        let comment = reviews::comments(tx, review)?.remove(0);
        travaux::drafts::review::remove_comment(tx, &who, &comment, now)?;
        // The journal grows too, and that is for those who read the journal.
        let chain = Scope::Consultation(scene.stage.consultation).name();
        let chain = chains::table.filter(chains::scope.eq(chain)).select(chains::id);
        let chain: i64 = chain.first(&mut **tx)?;
        let said = journal::table
            .filter(journal::chain_id.eq(chain))
            .filter(journal::act.like("review.comment%"));
        let said: i64 = said.count().get_result(&mut **tx)?;
        assert!(said >= 4, "{said}");
        Ok(())
    });
    done.expect("the reviewer speaks");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_reviewers_say_makes_no_difference_to_anybody_else() {
    let scene = scene::set().await;
    scene::it_is_may(&scene);
    let others: Vec<&scene::Member> = scene
        .cast
        .iter()
        .filter(|member| {
            !matches!(member.name, "drafter" | "cleared drafter" | "lead" | "stranger")
        })
        .collect();
    let mut before = Vec::new();
    for member in &others {
        before.push(everything(&scene, &member.who, false).await);
    }
    reworded(&scene);
    // What the record itself says of its length is for those who keep it.
    let is_record = |path: &str| path.contains("/journal") || path.starts_with("/record");
    for (member, before) in others.iter().zip(before) {
        let after = everything(&scene, &member.who, false).await;
        for ((path, was), (_, is)) in before.iter().zip(&after) {
            if is_record(path) {
                for page in [was, is] {
                    for secret in ["Sam Stranger", "sam@example.org", "weighs this verb"] {
                        assert!(!page.contains(secret), "{} {path}: {secret}", member.name);
                    }
                }
            } else {
                // Files are limited to so many for an account.
                let both = [was, is].iter().all(|page| !page.starts_with("429"));
                assert!(!both || was == is, "{} {path}", member.name);
            }
        }
    }
}

#[tokio::test]
async fn no_page_of_the_public_chain_shows_a_review_nor_do_its_addresses_answer() {
    let scene = scene::set().await;
    scene::it_is_may(&scene);
    let review = format!("/reviews/{}", scene.review);
    let comment = format!("/review-comments/{}", scene.review_comment);
    for member in &scene.cast {
        let team = matches!(member.name, "drafter" | "cleared drafter" | "lead");
        for path in [format!("{review}/desk"), format!("/drafts/{}/reviews", scene.stage.draft)] {
            let status = member.who.get(&path).await.status;
            let meant = match member.name {
                _ if team => 200,
                "visitor" => 401,
                _ => 404,
            };
            assert_eq!(status, meant, "{} {path}", member.name);
        }
        if !matches!(member.name, "stranger" | "visitor") {
            for path in [&review, &comment] {
                assert_eq!(member.who.get(path).await.status, 404, "{} {path}", member.name);
            }
        }
        if !team && member.name != "stranger" {
            for (path, page) in everything(&scene, &member.who, false).await {
                for secret in
                    ["weighs this verb", "Recalling every purpose", "Please look at the verbs"]
                {
                    assert!(!page.contains(secret), "{} {path}: {secret}", member.name);
                }
            }
        }
    }
    // The working team has it at the review's desk alone.
    let drafter = scene.cast.iter().find(|member| member.name == "drafter").unwrap();
    for (path, page) in everything(&scene, &drafter.who, false).await {
        let is_there = page.contains("weighs this verb");
        assert_eq!(is_there, path == format!("{review}/desk"), "{path}");
    }
}

#[tokio::test]
async fn the_journal_tells_that_a_review_was_and_names_no_reviewer() {
    let stage = stage::set().await;
    let review = opened(&stage, "Sam Stranger <sam@example.org>").await;
    says(&stage.stranger, &review, "whole", "A thought for the team.", "").await;
    for who in [&stage.lead, &stage.administrator, &stage.auditor] {
        let page = who.get("/c/mutual-aid/journal").await;
        for words in
            ["Opened a closed review", "Commented in a closed review", "A reviewer (not named"]
        {
            assert!(page.has(words), "{words}: {}", page.text());
        }
        for secret in ["Sam Stranger", "sam@example.org", "A thought for the team"] {
            assert!(!page.has(secret), "{secret}");
        }
    }
    let accounts: Vec<Option<i64>> = stage.server.read(|conn| {
        journal::table
            .filter(journal::act.eq("review.commented"))
            .select(journal::account_id.nullable())
            .load(conn)
    });
    assert_eq!(accounts, [None]);
}

#[tokio::test]
async fn what_reviewers_say_is_nowhere_in_the_stolen_database() {
    let stage = stage::set().await;
    let review = opened(&stage, "sam@example.org").await;
    says(&stage.stranger, &review, "whole", "Canary-of-a-reviewer", "Canary-wording").await;
    let path = format!("/review-comments/{}/consideration", comments(&stage)[0].public_id);
    assert_eq!(stage.lead.post(&path, &[("reason", "Canary-of-a-reason")]).await.status, 303);
    let rows = tables::everything(&stage.server).into_iter().flat_map(|(_, rows)| rows);
    let stolen = rows.collect::<Vec<_>>().join("\n");
    for canary in ["Canary-of-a-reviewer", "Canary-wording", "Canary-of-a-reason"] {
        let hex: String = canary.bytes().map(|byte| format!("{byte:02x}")).collect();
        assert!(!stolen.contains(canary) && !stolen.to_lowercase().contains(&hex), "{canary}");
        assert!(stage.lead.get(&format!("{review}/desk")).await.has(canary));
    }
    // Moved to another row it does not open.
    says(&stage.stranger, &review, "whole", "Another.", "").await;
    let moved: Result<Vec<Comment>, travaux::web::Error> = stage.server.app.db.write(|tx| {
        let first = review_comments::table.order(review_comments::id);
        let (id, sealed): (i64, Vec<u8>) =
            first.select((review_comments::id, review_comments::sealed)).first(&mut **tx)?;
        diesel::update(review_comments::table.filter(review_comments::id.ne(id)))
            .set(review_comments::sealed.eq(sealed))
            .execute(&mut **tx)?;
        Ok(review_comments::table.select(Comment::as_select()).load(&mut **tx)?)
    });
    assert!(moved.is_err());
}
