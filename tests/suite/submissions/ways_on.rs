//! Where something cannot be done as it was meant, the page says why, and what can be done.

use super::*;

#[tokio::test]
async fn who_has_submitted_is_led_to_the_submission_and_not_to_a_form_that_is_refused() {
    let stage = stage::recorded().await;
    let avaria = &stage.avaria_focal;
    let files = format!("/rounds/{}/files", stage.round);
    comments(avaria, &stage, "Said once", "public").await;
    let path = draft(avaria, &stage).await;
    let page = avaria.get(&stage.element(NEXT)).await;
    assert!(page.body.contains("id=\"f-body\"") && avaria.get(&files).await.has("id=\"f-file\""));
    submits(avaria, &path).await;

    for person in [avaria, &stage.avaria_contributor] {
        for at in [stage.element(NEXT), files.clone()] {
            let page = person.get(&at).await;
            assert!(!page.body.contains("id=\"form\"") && !page.body.contains("id=\"f-file\""));
            assert!(page.has("class=\"refusal\"") && page.has("replace"), "{}", page.text());
            assert_eq!(page.links(&path), std::slice::from_ref(&path), "{at}");
        }
        let text = person.get(&stage.text()).await;
        assert!(text.links(&path).contains(&path), "{}", text.text());
        assert!(!text.body.contains("#form\""), "no paragraph offers a form");
    }
    // Others are not concerned; and whoever replaces it writes on.
    assert!(stage.lothmar_focal.get(&stage.element(NEXT)).await.body.contains("id=\"form\""));
    avaria.does(&format!("{path}/replacement"), &[]).await;
    assert!(avaria.get(&stage.element(NEXT)).await.body.contains("id=\"form\""));
    assert!(avaria.get(&stage.text()).await.body.contains("#form\""));
}

#[tokio::test]
async fn a_form_that_one_comes_back_to_does_not_replace_what_it_saved_unseen() {
    let stage = stage::recorded().await;
    let avaria = &stage.avaria_focal;
    let at = stage.element(PARAGRAPH);
    let page = avaria.get(&at).await;
    let (key, version) = (page.value("form_key"), page.value("version"));
    let form = |body: &'static str| {
        [
            ("form_key", key.clone()),
            ("version", version.clone()),
            ("body", body.to_owned()),
            ("language", "en".to_owned()),
        ]
    };
    let sent = async |body| {
        let form = form(body);
        let form: Vec<(&str, &str)> =
            form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        avaria.post(&at, &form).await
    };
    assert_eq!(sent("The first thought").await.status, 303);
    assert_eq!(sent("The first thought").await.status, 303, "a double click");
    let page = sent("Another thought").await;
    assert_eq!(page.status, 409);
    assert!(page.has("The first thought") && page.has("Another thought"), "{}", page.text());
    let bodies = || stage.server.inputs().into_iter().map(|one| one.body).collect::<Vec<_>>();
    assert_eq!(bodies(), ["The first thought"]);
    // Having seen both, one may replace it.
    let own = page.body.split("action=\"").find(|part| part.starts_with("/inputs/"));
    let own = own.and_then(|part| part.split('"').next()).expect("a form").to_owned();
    let version = page.value("version");
    let again = [("version", version.as_str()), ("body", "Another thought"), ("language", "en")];
    assert_eq!(avaria.post(&own, &again).await.status, 303);
    assert_eq!(bodies(), ["Another thought"]);
}

#[tokio::test]
async fn words_saved_as_they_are_typed_and_then_saved_are_not_replaced_unseen_either() {
    let stage = stage::recorded().await;
    let avaria = &stage.avaria_focal;
    let at = stage.element(PARAGRAPH);
    let page = avaria.get(&at).await;
    let key = page.value("form_key");
    let form = |version: &'static str, body: &'static str| {
        [
            ("form_key", key.clone()),
            ("version", version.into()),
            ("body", body.into()),
            ("language", "en".into()),
        ]
    };
    let sent = async |to: String, version, body| {
        let form = form(version, body);
        let form: Vec<(&str, &str)> =
            form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        avaria.post(&to, &form).await
    };
    let typing = format!("{at}/autosave?form=comment");
    assert_eq!(sent(typing.clone(), "0", "A thou").await.status, 200);
    assert_eq!(sent(typing, "1", "A thought").await.status, 200);
    assert_eq!(sent(at.clone(), "2", "A thought").await.status, 303, "saved, and left");
    assert_eq!(sent(at.clone(), "2", "A thought, changed").await.status, 409, "come back to");
}

#[tokio::test]
async fn a_wording_typed_beside_delete_is_not_dropped() {
    let stage = stage::recorded().await;
    let avaria = &stage.avaria_focal;
    let at = format!("{}?form=proposal", stage.element(PARAGRAPH));
    let current = avaria.get(&at).await.value("proposed");
    let form = |proposed: &'static str| {
        [("operation", "delete"), ("proposed", proposed), ("body", ""), ("language", "en")]
    };
    let page = avaria.post(&at, &form("Everyone may ask for mutual aid.")).await;
    assert_eq!(page.status, 422);
    assert!(page.has("an operation that takes none"), "{}", page.text());
    assert!(page.has("Everyone may ask for mutual aid."), "what was typed is there");
    assert!(stage.server.inputs().is_empty());
    assert!(current.is_empty() || current == "Everyone has the right to mutual aid.");
    let unchanged = form("Everyone has the right to mutual aid.");
    assert_eq!(
        avaria.post(&at, &unchanged).await.status,
        303,
        "the wording that the form began with"
    );
    let saved = stage.server.inputs();
    assert_eq!((saved[0].operation, saved[0].proposed.as_str()), (Some(Operation::Delete), ""));
}

#[tokio::test]
async fn readers_are_offered_reading_and_the_desk_registers_from_where_it_looks() {
    let stage = stage::recorded().await;
    let round = format!("/rounds/{}", stage.round);
    let commenting = "Read the text and comment";
    for person in [&stage.avaria_focal, &stage.avaria_contributor] {
        assert!(person.get(&round).await.has(commenting));
    }
    for person in [&stage.avaria_reader, &stage.lead] {
        let page = person.get(&round).await;
        assert!(!page.has(commenting) && page.has("Read the text"), "{}", page.text());
    }
    let register = format!("{round}/registered/new");
    for person in [&stage.administrator, &stage.lead, &stage.drafter] {
        let page = person.get(&round).await;
        let offered = page.links(&register).len() == 1;
        assert_eq!(offered, person.get(&register).await.status == 200, "{}", page.text());
    }
    assert_eq!(stage.administrator.get(&round).await.links(&register).len(), 1);
    assert!(stage.avaria_focal.get(&round).await.links(&register).is_empty());
    stage.server.it_is("2026-05-02T09:00:00Z");
    let page = stage.lead.get(&format!("{round}/consolidation")).await;
    let offered = page.links(&register).len() == 1;
    assert_eq!(offered, stage.lead.get(&register).await.status == 200, "{}", page.text());
}

/// A comment table counts as sent when what is typed in does.
#[tokio::test]
async fn an_imported_table_is_published_when_what_is_typed_in_is() {
    let stage = stage::recorded().await;
    let table = "participant,participant_kind,operation,comment,element,language,publication_class\n\
                 Isle of Quay,state,comment,Aid before trade.,art. 1 (1),en,public\n";
    let published = || -> Vec<bool> {
        stage.server.read(|conn| {
            let all = submissions::table.order(submissions::id);
            all.select(submissions::published_at.is_not_null()).load(conn)
        })
    };
    assert_eq!(registered::imported(&stage, table, false).added, 1);
    assert_eq!(published(), [false]);
    let sets = |rule: PublicationRule| {
        stage.server.write(|tx| {
            diesel::update(rounds::table.find(stage.round_key))
                .set(rounds::publication_rule.eq(rule))
                .execute(&mut **tx)
        });
    };
    sets(PublicationRule::OnSubmission);
    assert_eq!(registered::imported(&stage, table, true).added, 1);
    assert_eq!(published(), [false, true]);
    assert!(stage.visitor.get(&stage.element(PARAGRAPH)).await.has("Aid before trade."));
    // The rule was bent behind the journal.
    let bent = crate::record::checked(&stage.server).unwrap_err().to_string();
    assert!(bent.contains("the round"), "{bent}");
    sets(PublicationRule::AfterClosing);
    assert!(crate::record::checked(&stage.server).is_ok());
}

#[tokio::test]
async fn an_excerpt_anchored_by_mistake_is_taken_away_until_it_is_published_or_worked_with() {
    let stage = stage::recorded().await;
    let desk = &stage.administrator;
    let path = format!("/rounds/{}/registered", stage.round);
    let page = desk.get(&format!("{path}/new")).await;
    let lothmar = page.body.split("<option value=\"").find(|part| part.contains("Lothmar"));
    let lothmar = lothmar.and_then(|part| part.split('"').next()).expect("an option").to_owned();
    let form = [
        ("participant", lothmar.as_str()),
        ("source", "letter"),
        ("received_on", "2026-03-10"),
        ("language", "en"),
    ];
    let answer = desk.post_files(&path, &form, &[]).await;
    let excerpts = answer.location().split('?').next().expect("a path").to_owned();
    for body in ["Aid before trade.", "Another matter.", "Kept."] {
        assert_eq!(desk.post(&excerpts, &[("body", body), ("language", "en")]).await.status, 303);
    }
    let removals = || -> Vec<String> {
        let inputs = stage.server.inputs().into_iter();
        inputs.map(|one| format!("/inputs/{}/excerpt-removal", one.public_id)).collect()
    };
    let [first, second, third] = &removals()[..] else { panic!("three excerpts") };
    let page = desk.get(&excerpts).await;
    let offered = [first, third].map(|removal| page.body.contains(removal.as_str()));
    assert_eq!(offered, [true, true], "{}: {}", page.status, page.text());
    for person in [&stage.lothmar_focal, &stage.avaria_focal, &stage.auditor] {
        assert_eq!(person.post(first, &[]).await.status, 404);
    }
    let page = desk.does(first, &[]).await;
    assert!(!page.has("Aid before trade.") && page.has("Another matter."), "{}", page.text());
    assert_eq!(desk.post(first, &[]).await.status, 404, "it is gone");
    assert!(stage.auditor.get("/c/mutual-aid/journal").await.has("Took an excerpt away"));
    assert!(crate::record::checked(&stage.server).is_ok());

    // The team has noted something beside it.
    stage.server.it_is("2026-05-02T09:00:00Z");
    let note = second.replace("/excerpt-removal", "/notes");
    assert_eq!(stage.lead.post(&note, &[("note", "Ask them.")]).await.status, 303);
    let page = desk.post(second, &[]).await;
    assert!(page.status == 409 && page.has("worked with this excerpt"), "{}", page.text());
    assert_eq!(stage.server.inputs().len(), 2);
    // Published is published.
    let publication = format!("/rounds/{}/publication", stage.round);
    assert_eq!(desk.post(&publication, &[]).await.status, 303);
    assert_eq!(desk.post(third, &[]).await.status, 409);
    assert!(!desk.get(&excerpts).await.body.contains("excerpt-removal"));
    assert!(crate::record::checked(&stage.server).is_ok());

    // One that is gone without the act is missed.
    let last = stage.server.inputs()[1].id;
    stage.server.write(|tx| {
        use travaux::schema::committed_inputs;
        diesel::delete(committed_inputs::table.filter(committed_inputs::input_id.eq(last)))
            .execute(&mut **tx)?;
        diesel::delete(inputs::table.filter(inputs::id.eq(last))).execute(&mut **tx)
    });
    assert!(crate::record::checked(&stage.server).is_err());
}
