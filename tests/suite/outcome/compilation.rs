//! The compilation and the bracketed text: who reads them, and how much of each input.

use super::*;

/// Avaria proposes in public, Lothmar without its name, Harbour Watch tells the team only.
fn inputs(stage: &Stage, published: bool) {
    proposal(stage, PublicationClass::Public, published);
    for (by, on, body, proposed, class) in [
        (
            stage.lothmar,
            5,
            "Rights are for peoples.",
            "All peoples have the right to mutual aid.",
            PublicationClass::NameWithheld,
        ),
        (stage.ngo, 5, "They watch our harbour.", "", PublicationClass::Confidential),
        (
            stage.ngo,
            8,
            "Shorter.",
            "States should cooperate in order to:",
            PublicationClass::Public,
        ),
    ] {
        let on = Some(stage.identities[on].as_str());
        say(stage, &Said { by, on, body, proposed, class, published });
    }
}

fn compilation(stage: &Stage) -> String {
    format!("/rounds/{}/compilation", stage.round)
}

fn bracketed(stage: &Stage) -> String {
    format!("/rounds/{}/bracketed", stage.round)
}

#[tokio::test]
async fn the_compilation_is_the_teams_until_it_is_published_and_then_everybodys() {
    let stage = stage::set().await;
    inputs(&stage, true);
    set_public(&stage, true);
    stage.server.write(|tx| {
        diesel::update(consultations::table)
            .set(consultations::reservation.eq("Without prejudice to any position."))
            .execute(&mut **tx)
    });
    stage.server.it_is(AFTER_CLOSING);
    let path = compilation(&stage);

    for outside in [&stage.visitor, &stage.avaria_focal, &stage.auditor] {
        for ending in ["", ".html", ".json"] {
            assert_eq!(outside.get(&format!("{path}{ending}")).await.status, 404);
        }
    }
    let page = stage.drafter.get(&path).await;
    is_valid(&page);
    assert!(page.has("Without prejudice to any position."), "{}", page.text());
    assert!(page.has("Republic of Avaria") && page.has("All peoples"), "{}", page.text());
    assert!(!page.has("Lothmar") && !page.has("They watch"), "{}", page.text());
    assert!(page.has("Confidential inputs are not included."), "{}", page.text());

    let publication = format!("{path}/publication");
    assert_eq!(stage.drafter.post(&publication, &[("shown", "yes")]).await.status, 403);
    stage.administrator.does(&publication, &[("shown", "yes")]).await;
    stage.administrator.does(&publication, &[("shown", "yes")]).await;
    for outside in [&stage.visitor, &stage.lothmar_focal, &stage.auditor] {
        let page = outside.get(&path).await;
        assert_eq!(page.status, 200, "{}", page.text());
        assert!(page.has("Republic of Avaria") && page.has("All peoples"), "{}", page.text());
        assert!(!page.has("Kingdom of Lothmar") && !page.has("They watch"), "{}", page.text());
        let file = outside.get(&format!("{path}.html")).await;
        assert!(file.has("All peoples") && !file.has("They watch"), "{}", file.body);
    }
    is_valid(&stage.visitor.get(&path).await);
    is_valid(&stage.visitor.get(&format!("{path}?by=participant")).await);
    let home = stage.visitor.get("/c/mutual-aid").await;
    assert!(home.body.contains(&format!("href=\"{path}\"")), "{}", home.text());
    assert!(!home.body.contains(&bracketed(&stage)), "{}", home.text());

    stage.lead.does(&publication, &[("shown", "no")]).await;
    assert_eq!(stage.visitor.get(&path).await.status, 404);
    let acts: Vec<String> = stage.server.read(|conn| {
        journal::table
            .filter(journal::act.like("compilation.%"))
            .order(journal::id)
            .select(journal::act)
            .load(conn)
    });
    assert_eq!(acts, ["compilation.published", "compilation.withheld"]);
}

#[tokio::test]
async fn what_is_confidential_is_counted_only_by_those_who_read_it() {
    let stage = stage::set().await;
    inputs(&stage, true);
    stage.server.it_is(AFTER_CLOSING);
    let path = compilation(&stage);
    let said = "1 input is confidential and not shown here.";

    assert!(stage.lead.get(&path).await.has("They watch our harbour."));
    let as_others = stage.lead.get(&format!("{path}?as=public")).await;
    assert!(as_others.has(said) && !as_others.has("They watch"), "{}", as_others.text());
    let bracketed = stage.lead.get(&format!("{}?as=public", bracketed(&stage))).await;
    assert!(bracketed.has(said), "{}", bracketed.text());
    for person in [&stage.drafter, &stage.administrator] {
        let page = person.get(&format!("{path}?as=public")).await;
        assert!(!page.has(said), "{}", page.text());
        assert!(page.has("Confidential inputs are not included."), "{}", page.text());
    }
    // What leaves the server says neither what they are nor how many.
    for ending in ["html", "json"] {
        let file = stage.lead.get(&format!("{path}.{ending}")).await;
        assert!(file.has("All peoples"), "{}", file.body);
        assert!(
            !file.has(said) && !file.has("They watch") && !file.has("Lothmar"),
            "{}",
            file.body
        );
    }
}

#[tokio::test]
async fn without_attribution_nobody_is_named_and_nothing_leads_to_a_name() {
    let stage = stage::set().await;
    inputs(&stage, true);
    stage.server.it_is(AFTER_CLOSING);
    let ids: Vec<PublicId> = stage.server.read(|conn| {
        let mut all: Vec<PublicId> = inputs::table.select(inputs::public_id).load(conn)?;
        all.extend(submissions::table.select(submissions::public_id).load::<PublicId>(conn)?);
        Ok(all)
    });
    for path in [compilation(&stage), bracketed(&stage)] {
        for ending in ["", ".html", ".json"] {
            let page = stage.drafter.get(&format!("{path}{ending}?attribution=no")).await;
            assert_eq!(page.status, 200, "{}", page.text());
            assert!(page.has("peoples"), "{}", page.text());
            for name in ["Republic of Avaria", "Kingdom of Lothmar", "Harbour Watch"] {
                assert!(!page.has(name), "{path}{ending}: {}", page.text());
            }
            let led = ids.iter().find(|id| page.body.contains(id.as_str()));
            assert!(led.is_none(), "{path}{ending}");
        }
    }
}

#[tokio::test]
async fn the_bracketed_text_is_the_teams_and_public_where_an_intergovernmental_reading_says_so() {
    let stage = stage::set().await;
    inputs(&stage, true);
    set_public(&stage, true);
    stage.server.it_is(AFTER_CLOSING);
    let path = bracketed(&stage);
    let set = |kind: ConsultationKind, public: bool| {
        stage.server.write(|tx| {
            diesel::update(consultations::table)
                .set((consultations::kind.eq(kind), consultations::brackets_public.eq(public)))
                .execute(&mut **tx)
        });
    };

    for (kind, public, status) in [
        (ConsultationKind::Expert, false, 404),
        (ConsultationKind::Expert, true, 404),
        (ConsultationKind::Intergovernmental, false, 404),
        (ConsultationKind::Intergovernmental, true, 200),
    ] {
        set(kind, public);
        for outside in [&stage.visitor, &stage.lothmar_focal, &stage.auditor] {
            for ending in ["", ".html", ".json", ".txt"] {
                let page = outside.get(&format!("{path}{ending}")).await;
                assert_eq!(page.status, status, "{kind} {public} {ending}");
                assert!(!page.has("Kingdom of Lothmar") && !page.has("They watch"));
            }
        }
        assert_eq!(stage.drafter.get(&path).await.status, 200);
    }
    let text = stage.visitor.get(&format!("{path}.txt")).await;
    assert!(
        text.has("States [shall] [should] (replace: Harbour Watch; Republic of Avaria) cooperate"),
        "{}",
        text.body
    );
    assert!(
        text.has("[Everyone has] [All peoples have] (replace: A participant, name withheld)"),
        "{}",
        text.body
    );
    let marks = stage.visitor.get(&format!("{path}.txt?legend=marks")).await;
    assert!(marks.has("~~shall~~ __should__"), "{}", marks.body);
    is_valid(&stage.visitor.get(&path).await);
    is_valid(&stage.lead.get(&format!("{path}?legend=marks&attribution=no")).await);
}

#[tokio::test]
async fn the_team_waits_for_both_until_the_round_closes() {
    let stage = stage::set().await;
    inputs(&stage, false);
    for path in [compilation(&stage), bracketed(&stage)] {
        let page = stage.lead.get(&path).await;
        assert!(page.has("class=\"refusal\"") && !page.has("All peoples"), "{}", page.text());
        assert_eq!(stage.lead.get(&format!("{path}.json")).await.status, 409);
    }
    let publication = format!("{}/publication", compilation(&stage));
    let refused = stage.lead.post(&publication, &[("shown", "yes")]).await;
    assert_eq!(refused.status, 409);
}

#[tokio::test]
async fn what_stands_without_a_name_is_not_under_its_author() {
    let stage = stage::set().await;
    let public = proposal(&stage, PublicationClass::Public, true);
    let second = Said {
        by: stage.avaria,
        on: Some(&stage.identities[5]),
        body: "",
        proposed: "Peoples have the right to mutual aid.",
        class: PublicationClass::NameWithheld,
        published: true,
    };
    let withheld = say(&stage, &second);
    // Both of one submission.
    stage.server.write(|tx| {
        let submission: SubmissionKey =
            inputs::table.find(public).select(inputs::submission_id).first(&mut **tx)?;
        diesel::update(inputs::table.find(withheld))
            .set(inputs::submission_id.eq(submission))
            .execute(&mut **tx)
    });
    set_public(&stage, true);
    stage.server.it_is(AFTER_CLOSING);
    stage.lead.does(&format!("{}/publication", compilation(&stage)), &[("shown", "yes")]).await;

    let page = stage.visitor.get(&format!("{}?by=participant", compilation(&stage))).await;

    let parts: Vec<&str> = page.body.split("id=\"participant-").skip(1).collect();
    assert_eq!(parts.len(), 2, "{}", page.text());
    assert!(parts[0].contains("Republic of Avaria") && !parts[0].contains("Peoples have"));
    assert!(parts[1].contains("Name withheld") && !parts[1].contains("Avaria"));
}

/// The Republic of Avaria wrote first, then Harbour Watch in confidence, then the Kingdom of Lothmar; and another
/// without its name.
#[tokio::test]
async fn a_rival_wording_has_one_name_in_every_paper_and_for_every_reader() {
    let stage = stage::set().await;
    let on = Some(stage.identities[8].as_str());
    for (by, verb, class) in [
        (stage.avaria, "may", PublicationClass::Public),
        (stage.ngo, "will", PublicationClass::Confidential),
        (stage.lothmar, "should", PublicationClass::Public),
        (stage.ngo, "must", PublicationClass::NameWithheld),
    ] {
        let proposed = format!("States {verb} cooperate in order to:");
        say(&stage, &Said { by, on, body: "", proposed: &proposed, class, published: true });
    }
    set_public(&stage, true);
    stage.server.write(|tx| {
        let kind = consultations::kind.eq(ConsultationKind::Intergovernmental);
        diesel::update(consultations::table)
            .set((kind, consultations::brackets_public.eq(true)))
            .execute(&mut **tx)
    });
    stage.server.it_is(AFTER_CLOSING);
    stage.lead.does(&format!("{}/publication", compilation(&stage)), &[("shown", "yes")]).await;
    let desk = format!("/rounds/{}/consolidation/{}", stage.round, stage.elements[8]);
    let alone = format!("{}?participant_kind=state", compilation(&stage));

    // By the alphabet, whoever has no name last, and what is in no paper after that.
    let (lothmar, avaria) = ("art. 2, chapeau alt", "art. 2, chapeau alt 2");
    let (unnamed, secret) = ("art. 2, chapeau alt 3", "art. 2, chapeau alt 4");
    let named = |verb: &str, name: &str| (format!("States {verb} cooperate"), name.to_owned());
    let public = [named("should", lothmar), named("may", avaria), named("must", unnamed)];
    let all = [&public[..], &[named("will", secret)]].concat();
    for (who, path, names) in [
        (&stage.visitor, compilation(&stage), &public[..]),
        (&stage.visitor, alone, &public[..2]),
        (&stage.visitor, format!("{}.html", compilation(&stage)), &public[..]),
        (&stage.lead, compilation(&stage), &all[..]),
        (&stage.lead, desk, &all[..]),
    ] {
        let page = who.get(&path).await.body.replace("<ins>", "").replace("</ins>", "");
        let pieces = page.split("class=\"called\"").skip(1);
        let name = |piece: &'_ str| Some(piece.split('<').next()?.split_once('>')?.1.to_owned());
        let mut found: Vec<String> = pieces.filter_map(name).collect();
        found.sort_unstable();
        let expected: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(found, expected, "{path}");
    }
    for (who, names) in [(&stage.visitor, &public[..]), (&stage.lead, &all[..])] {
        let text = who.get(&bracketed(&stage)).await.text();
        let text = text.replace(" : ", ": ");
        for (words, name) in names {
            assert!(text.contains(&format!("{name}: {words}")), "{name}, {words}: {text}");
        }
    }
    let data: serde_json::Value = serde_json::from_str(
        &stage.visitor.get(&format!("{}.json", compilation(&stage))).await.body,
    )
    .unwrap();
    let inputs = data["elements"][0]["inputs"].as_array().unwrap();
    let called: Vec<&str> = inputs.iter().filter_map(|one| one["called"].as_str()).collect();
    assert_eq!(called, [lothmar, avaria, unnamed]);
    let file = stage.visitor.get(&format!("/rounds/{}/consolidated.docx", stage.round)).await;
    assert!(file.unpacked().contains(&format!("[{lothmar} – Kingdom of Lothmar]")));
}
