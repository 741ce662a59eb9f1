//! What was said on behalf of a participant: marked until it answers, and then as it answered.

use super::*;
use crate::support::acts;
use travaux::rounds::views::correspondents;

const WORDS: &str = "Lothmar could live with the paragraph as it stands.";
const LOTHMAR: &str = "Kingdom of Lothmar";
const MARK: &str =
    "Kingdom of Lothmar (unverified, as recorded at: Regional consultation with African States)";

/// Somebody spoke for Lothmar; answers the meeting, and where Lothmar answers.
async fn spoken(stage: &Stage) -> (String, String) {
    let desk = &stage.administrator;
    let meeting = entered(stage, desk).await;
    let page = desk.get(&format!("{meeting}/interventions/new")).await;
    let lothmar = page.body.split("<option value=\"").find(|part| part.contains("Lothmar"));
    let lothmar = lothmar.and_then(|part| part.split('"').next()).expect("an option").to_owned();
    let path = format!("{meeting}/interventions");
    let empty = desk.post(&path, &[("language", "en"), ("body", "Half of it.")]).await;
    assert!(
        empty.status == 422 && empty.has("Half of it.") && empty.has("Choose the participant.")
    );
    let element = stage.elements[PARAGRAPH].to_string();
    let form = [
        ("participant", lothmar.as_str()),
        ("element", element.as_str()),
        ("body", WORDS),
        ("language", "en"),
        ("form_key", "form-of-the-words"),
    ];
    let page = desk.does(&path, &form).await;
    assert!(page.has(WORDS) && page.has("Unverified"), "{}", page.text());
    desk.does(&path, &form).await;
    let all: i64 =
        stage.server.read(|conn| travaux::schema::interventions::table.count().get_result(conn));
    assert_eq!(all, 1, "the same form twice is one");
    let mine = stage.lothmar_focal.get("/c/mutual-aid/submissions").await;
    let links = mine.links("/intervention");
    assert_eq!(links.len(), 1, "{}", mine.text());
    (meeting, links[0].clone())
}

async fn published(stage: &Stage) {
    stage.server.it_is(CLOSED);
    let round = format!("/rounds/{}", stage.round);
    stage.administrator.does(&format!("{round}/publication"), &[]).await;
    stage.lead.does(&format!("{round}/compilation/publication"), &[("shown", "yes")]).await;
}

/// Where the words are read, by the team and by everybody.
fn everywhere(stage: &Stage) -> Vec<(&Person, String)> {
    let round = format!("/rounds/{}", stage.round);
    let element = &stage.elements[PARAGRAPH];
    vec![
        (&stage.lead, format!("{round}/consolidation/{element}")),
        (&stage.drafter, format!("{round}/matrix")),
        (&stage.lead, format!("{round}/matrix.csv")),
        (&stage.lead, format!("{round}/bracketed")),
        (&stage.visitor, format!("{round}/elements/{element}")),
        (&stage.visitor, format!("{round}/submissions")),
        (&stage.visitor, format!("{round}/compilation")),
        (&stage.visitor, format!("{round}/compilation.html")),
        (&stage.visitor, format!("{round}/compilation.json")),
    ]
}

async fn answers(stage: &Stage, path: &str, form: &[(&str, &str)]) -> Page {
    stage.lothmar_focal.does(path, form).await
}

#[tokio::test]
async fn words_said_on_behalf_of_a_state_are_marked_wherever_they_stand_until_it_confirms() {
    let stage = stage::recorded().await;
    let (meeting, path) = spoken(&stage).await;
    let letters: Vec<(String, String)> = stage.server.read(|conn| {
        letters::table
            .filter(letters::occasion.eq(Occasion::Intervention))
            .select((letters::to_email, letters::subject))
            .load(conn)
    });
    assert_eq!(letters.len(), 1, "its focal point is told");
    assert_eq!(letters[0].1, "An answer from you is awaited");
    let bodies: Vec<String> = stage.server.read(|conn| {
        let of = letters::table.filter(letters::occasion.eq(Occasion::Intervention));
        of.select(letters::body_text).load(conn)
    });
    assert!(!bodies[0].contains("African") && !bodies[0].contains("live with"), "{}", bodies[0]);

    // Its own people know at once; nobody else does by this way.
    let own = stage.lothmar_focal.get(&path).await;
    assert!(own.has(WORDS) && own.has("Unverified") && own.has(TITLE), "{}", own.text());
    for who in [&stage.avaria_focal, &stage.administrator, &stage.lead, &stage.stranger] {
        assert_eq!(who.get(&path).await.status, 404);
        assert_eq!(who.post(&path, &[("answer", "confirm")]).await.status, 404);
    }
    // It has submitted nothing, and is not in the way of what it has to say.
    let round = stage.server.read(|conn| travaux::rounds::store::find(conn, stage.round_key));
    let all = stage.server.read(|conn| correspondents(conn, &round));
    let of_lothmar = |all: &[travaux::rounds::views::Correspondent]| {
        all.iter().find(|one| one.participant.name == LOTHMAR).expect("Lothmar").submitted
    };
    assert_eq!(of_lothmar(&all), None);
    let submission = path.trim_end_matches("/intervention");
    for (rest, form) in [("/withdrawal", &[("reason", "No.")][..]), ("/replacement", &[])] {
        let refused = stage.lothmar_focal.post(&format!("{submission}{rest}"), form).await;
        assert_eq!(refused.status, 409, "{rest}: {}", refused.text());
        assert!(refused.has("wait for your answer"), "{}", refused.text());
    }
    let excerpt = [("body", "And more."), ("language", "en")];
    let more = stage.administrator.post(&format!("{submission}/excerpts"), &excerpt).await;
    assert_eq!(more.status, 404, "nobody puts more into its mouth");

    published(&stage).await;
    for (who, address) in everywhere(&stage) {
        let page = who.get(&address).await;
        assert_eq!(page.status, 200, "{address}");
        let marked = page.body.matches(MARK).count();
        assert!(marked > 0 || address.ends_with("bracketed"), "{address}: {}", page.text());
        // Nowhere without the mark, but in lists of participants to choose from.
        let bare = page.body.matches(LOTHMAR).count() - marked;
        let to_choose = page.body.matches(&format!("{LOTHMAR}</option>")).count();
        assert_eq!(bare, to_choose, "{address}: {}", page.text());
    }
    let front = stage.visitor.get("/c/mutual-aid").await;
    assert!(!front.has("Western European and other States"), "it is not counted: {}", front.text());

    let page = answers(&stage, &path, &[("answer", "confirm")]).await;
    assert!(page.has("Confirmed") && !page.has("Was it so?"), "{}", page.text());
    assert_eq!(stage.lothmar_focal.post(&path, &[("answer", "confirm")]).await.status, 303);
    assert_eq!(
        acts(&stage, "intervention.%"),
        ["intervention.registered", "intervention.confirmed"]
    );
    let other = stage.lothmar_focal.post(&path, &[("answer", "disown")]).await;
    assert_eq!(other.status, 409, "answered once: {}", other.text());
    for (who, address) in everywhere(&stage) {
        let page = who.get(&address).await;
        assert!(!page.body.contains("unverified"), "{address}");
        assert!(page.has(LOTHMAR) || address.ends_with("bracketed"), "{address}");
    }
    let all = stage.server.read(|conn| correspondents(conn, &round));
    assert!(of_lothmar(&all).is_some(), "it is its own now");
    assert!(stage.administrator.get(&meeting).await.has("Confirmed"));
    assert!(crate::record::checked(&stage.server).is_ok());
}

#[tokio::test]
async fn several_states_is_not_said_of_one_and_of_words_that_nobody_confirmed() {
    let stage = stage::recorded().await;
    let (_, path) = spoken(&stage).await;
    for name in ["comment", "submit"] {
        let answer = acts::open(&stage, acts::act(name)).await.unwrap().send().await;
        assert_eq!(answer.status, 303, "{name}: {}", answer.text());
    }
    stage.server.it_is(CLOSED);
    let both: Vec<String> =
        stage.server.inputs().into_iter().map(|one| one.public_id.to_string()).collect();
    assert_eq!(both.len(), 2);
    let entries = format!("/rounds/{}/summary/entries", stage.round);
    let mut form = vec![("body", "It can be lived with."), ("under", ""), ("theme", "")];
    form.push(("attribution", "several_states"));
    form.extend(both.iter().map(|id| ("inputs", id.as_str())));
    let refused = stage.drafter.post(&entries, &form).await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert!(refused.has("that State has not confirmed it") && refused.has("It can be lived with."));
    answers(&stage, &path, &[("answer", "confirm")]).await;
    let answer = stage.drafter.post(&entries, &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

#[tokio::test]
async fn a_participant_corrects_what_was_said_and_the_team_still_reads_what_was_recorded() {
    let stage = stage::recorded().await;
    let (meeting, path) = spoken(&stage).await;
    published(&stage).await;
    let focal = &stage.lothmar_focal;
    for (form, said) in [
        (&[("body", WORDS)][..], "Choose whether you confirm it"),
        (&[("answer", "correct"), ("body", WORDS)], "This is what was recorded."),
        (&[("answer", "correct"), ("body", " ")], "Write"),
    ] {
        let answer = focal.post(&path, form).await;
        assert_eq!(answer.status, 422, "{said}: {}", answer.text());
        assert!(answer.has(said) || said == "Write", "{}", answer.text());
    }
    let contributor = stage.avaria_contributor.post(&path, &[("answer", "confirm")]).await;
    assert_eq!(contributor.status, 404);

    let ours = "Lothmar could live with the paragraph without its second half.";
    let form = [("answer", "correct"), ("body", ours)];
    let page = answers(&stage, &path, &form).await;
    assert!(page.has("Corrected") && page.has(WORDS), "{}", page.text());
    assert_eq!(focal.post(&path, &form).await.status, 303, "the same correction twice is one");
    let mut correction = page.links("/submissions/").into_iter();
    let correction = correction.rfind(|link| !path.starts_with(link) && link.len() > 30);
    let correction = correction.expect("the correction");
    let own = focal.get(&correction).await;
    assert!(own.has(ours) && own.links("/receipt").len() == 1, "{}", own.text());

    for (who, address) in everywhere(&stage) {
        let page = who.get(&address).await;
        assert!(!page.has(WORDS) && !page.has("unverified"), "{address}: {}", page.text());
    }
    let place = format!("/rounds/{}/elements/{}", stage.round, stage.elements[PARAGRAPH]);
    assert!(stage.visitor.get(&place).await.has(ours));
    let team = stage.administrator.get(&meeting).await;
    assert!(team.has(WORDS) && team.has("As the participant corrected it"), "{}", team.text());
    assert!(team.has("<ins>") && team.has("<del>"), "{}", team.body);
    // Whoever could read what was recorded is led to the correction; its own people read both.
    let recorded = path.trim_end_matches("/intervention");
    for who in [&stage.visitor, &stage.avaria_focal, &stage.lead] {
        let led = who.get(recorded).await;
        assert!(led.status == 303 && led.location() == correction, "{}", led.text());
    }
    assert!(focal.get(recorded).await.has(WORDS));
    assert_eq!(
        acts(&stage, "intervention.%"),
        ["intervention.registered", "intervention.corrected"]
    );
    assert!(crate::record::checked(&stage.server).is_ok());
}

#[tokio::test]
async fn who_registered_the_words_reads_their_correction_when_the_team_reads_what_is_sent() {
    let stage = stage::recorded().await;
    let (meeting, path) = spoken(&stage).await;
    let ours = "Lothmar welcomes the paragraph.";
    answers(&stage, &path, &[("answer", "correct"), ("body", ours)]).await;
    let desk = stage.administrator.get(&meeting).await;
    assert!(desk.has(WORDS) && desk.has("Corrected"), "{}", desk.text());
    assert!(!desk.has("welcomes"), "before the closing: {}", desk.text());
    stage.server.it_is(CLOSED);
    let desk = stage.administrator.get(&meeting).await;
    assert!(desk.has("As the participant corrected it") && desk.has("welcomes"), "{}", desk.text());
}

/// The correction is public at once, where what was recorded is: also without what was taken out of that.
#[tokio::test]
async fn what_was_taken_out_of_recorded_words_is_not_public_in_their_correction() {
    let stage = stage::recorded().await;
    let (_, path) = spoken(&stage).await;
    stage.server.it_is(CLOSED);
    let place = format!("/rounds/{}/elements/{}", stage.round, stage.elements[PARAGRAPH]);
    let redaction = stage.lead.get(&place).await.links("/redaction").remove(0);
    stage.lead.does(&redaction, &[("words", "as it stands")]).await;
    published(&stage).await;
    assert!(stage.visitor.get(&place).await.has("with the paragraph [redacted]."));

    let ours = "We could live with the paragraph as it stands, and thank the Chair.";
    answers(&stage, &path, &[("answer", "correct"), ("body", ours)]).await;
    let page = stage.visitor.get(&place).await;
    let read = "We could live with the paragraph [redacted], and thank the Chair.";
    assert!(page.has(read) && !page.has("as it stands"), "{}", page.text());
    assert!(crate::record::checked(&stage.server).is_ok());
}

#[tokio::test]
async fn the_address_of_corrected_words_leads_nobody_to_a_correction_that_they_may_not_read_by_name()
 {
    let stage = stage::recorded().await;
    let (_, path) = spoken(&stage).await;
    published(&stage).await;
    let recorded = path.trim_end_matches("/intervention");
    assert!(stage.visitor.get(recorded).await.has(WORDS), "published");
    let ours = "Lothmar could live with half of the paragraph.";
    answers(&stage, &path, &[("answer", "correct"), ("body", ours)]).await;
    let led = stage.visitor.get(recorded).await;
    assert_eq!(led.status, 303, "{}", led.text());
    let own = stage.lothmar_focal.get(led.location()).await;
    let class = own.links("/class").into_iter().find(|link| link.starts_with("/inputs/"));
    let class = class.expect("where its class is changed");
    for to in ["name_withheld", "confidential"] {
        stage.lothmar_focal.does(&class, &[("class", to)]).await;
        for who in [&stage.visitor, &stage.avaria_focal, &stage.lead] {
            let page = who.get(recorded).await;
            assert!(matches!(page.status, 404 | 410), "as {to}: {}", page.text());
            assert!(!page.has(LOTHMAR) && !page.has(ours), "as {to}: {}", page.text());
        }
    }
}

#[tokio::test]
async fn what_a_participant_says_is_not_its_own_stands_nowhere_and_is_kept_with_the_record() {
    let stage = stage::recorded().await;
    let (meeting, path) = spoken(&stage).await;
    published(&stage).await;
    let form = [("answer", "disown"), ("reason", "Our delegate had left.")];
    let page = answers(&stage, &path, &form).await;
    assert!(page.has("Not its statement"), "{}", page.text());
    assert_eq!(stage.lothmar_focal.post(&path, &form).await.status, 303);
    for (who, address) in everywhere(&stage) {
        let page = who.get(&address).await;
        assert!(!page.has(WORDS) && !page.has("unverified"), "{address}: {}", page.text());
    }
    let team = stage.administrator.get(&meeting).await;
    for said in [WORDS, "Not its statement", "Our delegate had left."] {
        assert!(team.has(said), "{said}: {}", team.text());
    }
    // Whoever could read it is told that it is gone, by whom and when; not what was said.
    let submission = path.trim_end_matches("/intervention");
    for who in [&stage.visitor, &stage.avaria_focal, &stage.lead] {
        let page = who.get(submission).await;
        let told = format!("{LOTHMAR} declared on 4 May 2026 that they are not its statement.");
        assert!(page.status == 410 && page.has(&told) && page.has(TITLE), "{}", page.text());
        for secret in [WORDS, "Our delegate had left.", "unverified"] {
            assert!(!page.has(secret), "{secret}: {}", page.text());
        }
    }
    assert!(stage.lothmar_focal.get(submission).await.has(WORDS), "its own people read it");
    assert_eq!(
        acts(&stage, "intervention.%"),
        ["intervention.registered", "intervention.disowned"]
    );
    assert!(crate::record::checked(&stage.server).is_ok());
}

#[tokio::test]
async fn what_was_disowned_before_anybody_outside_could_read_it_is_unknown_to_them() {
    let stage = stage::recorded().await;
    let (_, path) = spoken(&stage).await;
    answers(&stage, &path, &[("answer", "disown"), ("reason", "")]).await;
    let submission = path.trim_end_matches("/intervention");
    for published_too in [false, true] {
        if published_too {
            published(&stage).await;
        }
        for who in [&stage.visitor, &stage.avaria_focal, &stage.auditor] {
            let page = who.get(submission).await;
            assert!(page.status == 404 && !page.has(LOTHMAR), "{}", page.text());
        }
        // The team reads nothing before the round has closed.
        let status = if published_too { 410 } else { 404 };
        assert_eq!(stage.lead.get(submission).await.status, status);
    }
}

/// On a page the mark is in the language of whoever reads it; in what leaves the server in the consultation's.
#[tokio::test]
async fn the_mark_beside_a_name_is_in_the_readers_language_on_pages_and_in_one_language_in_papers()
{
    let stage = stage::recorded().await;
    let (_, path) = spoken(&stage).await;
    published(&stage).await;
    stage.server.write(|tx| {
        diesel::update(accounts::table).set(accounts::language.eq("fr")).execute(&mut **tx)
    });
    let french = format!("{LOTHMAR} (non vérifié, tel que consigné lors de : {TITLE})");
    let round = format!("/rounds/{}", stage.round);
    let place = format!("{round}/elements/{}", stage.elements[PARAGRAPH]);
    let submission = path.trim_end_matches("/intervention").to_owned();
    for (who, address) in [
        (&stage.lead, format!("{round}/consolidation/{}", stage.elements[PARAGRAPH])),
        (&stage.drafter, format!("{round}/matrix")),
        (&stage.avaria_focal, place.clone()),
        (&stage.avaria_focal, format!("{round}/submissions")),
        (&stage.avaria_focal, format!("{round}/compilation")),
        (&stage.avaria_focal, format!("{round}/compilation?by=participant")),
        (&stage.avaria_focal, submission),
    ] {
        let page = who.get(&address).await;
        assert!(page.has(&french) && !page.has(MARK), "{address}: {}", page.text());
    }
    for address in ["matrix.csv", "compilation.html", "compilation.json"] {
        let paper = stage.lead.get(&format!("{round}/{address}")).await;
        assert!(paper.has(MARK) && !paper.has("non vérifié"), "{address}: {}", paper.body);
    }
    // Side by side, one who reads English reads it in English.
    assert!(stage.visitor.get(&place).await.has(MARK));
}

#[tokio::test]
async fn nobody_aligns_with_words_that_nobody_has_answered_for() {
    let stage = stage::recorded().await;
    let (_, path) = spoken(&stage).await;
    let submission = path.trim_end_matches("/intervention");
    let id = submission.rsplit('/').next().unwrap();
    let code: Option<String> = stage.server.read(|conn| {
        let it = submissions::table.filter(submissions::public_id.eq(id));
        it.select(submissions::receipt_code).first(conn)
    });
    let code = code.expect("what is registered has a receipt");
    let alignment = format!("/rounds/{}/alignment", stage.round);
    let by_code = [("receipt", code.as_str()), ("class", "public"), ("remark", "But no oil.")];
    let why = "Nobody has answered for these words yet";
    let refused = stage.avaria_focal.post(&alignment, &by_code).await;
    assert!(refused.status == 422 && refused.has(why), "{}", refused.text());
    assert!(refused.has(&code) && refused.has("But no oil."), "what was typed is kept");

    let avaria: String = stage.server.read(|conn| {
        participants::table.find(stage.avaria).select(participants::public_id).first(conn)
    });
    let paper = [
        ("participant", avaria.as_str()),
        ("receipt", &code),
        ("source", "letter"),
        ("received_on", "2026-03-12"),
    ];
    let on_paper = format!("/rounds/{}/registered/alignment", stage.round);
    let refused = stage.administrator.post(&on_paper, &paper).await;
    assert!(refused.status == 422 && refused.has(why), "{}", refused.text());

    published(&stage).await;
    let page = stage.avaria_focal.get(submission).await;
    assert!(page.has(MARK) && page.links("/alignment?with=").is_empty(), "{}", page.text());
    let refused = stage.avaria_focal.post(&alignment, &[("with", id), ("class", "public")]).await;
    assert!(refused.status == 422 && refused.has(why), "{}", refused.text());
    assert_eq!(acts(&stage, "alignment.%"), Vec::<String>::new());

    answers(&stage, &path, &[("answer", "confirm")]).await;
    let page = stage.avaria_focal.get(submission).await;
    assert_eq!(page.links("/alignment?with=").len(), 1, "{}", page.text());
    let made = stage.avaria_focal.post(&alignment, &by_code).await;
    assert_eq!(made.status, 303, "{}", made.text());
    assert_eq!(acts(&stage, "alignment.%"), ["alignment.made"]);
}

/// Confidential by the call's rule: then neither the words nor for whom they were said is for everybody
/// who registers.
#[tokio::test]
async fn the_calls_rule_holds_for_what_was_said_at_a_meeting() {
    let stage = stage::set().await;
    stage.server.write(|tx| {
        diesel::update(rounds::table.find(stage.round_key))
            .set(rounds::registered_class.eq(PublicationClass::Confidential))
            .execute(&mut **tx)
    });
    stage::record(&stage);
    let (meeting, path) = spoken(&stage).await;
    assert_eq!(stage.drafter.get(&meeting).await.status, 404, "another registered it");
    assert!(stage.lead.get(&meeting).await.has(WORDS));
    assert!(!crate::sealing::is_in_the_stolen_database(&stage.server, WORDS));
    published(&stage).await;
    for (who, address) in everywhere(&stage) {
        if std::ptr::eq(who, &raw const stage.lead) {
            continue;
        }
        let page = who.get(&address).await;
        assert!(!page.has(WORDS), "{address}: {}", page.text());
    }
    answers(&stage, &path, &[("answer", "correct"), ("body", "Lothmar keeps it to the team.")])
        .await;
    let kept: Option<PublicationClass> = stage.server.read(|conn| {
        inputs::table.order(inputs::id.desc()).select(inputs::publication_class).first(conn)
    });
    assert_eq!(kept, Some(PublicationClass::Confidential));
    assert!(crate::record::checked(&stage.server).is_ok());
}
