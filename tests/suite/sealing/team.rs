//! What the team writes about what was sent: answers, notes, redactions, why something was erased; and
//! the salt of an excerpt.

use super::*;
use travaux::schema::{committed_inputs, erasures, internal_notes, redactions, responses};

/// What every row says now. (What stood open once stays in the log of the database until it is written
/// over, and in older backups.)
fn rows_of_all_tables(server: &Server) -> Vec<u8> {
    let tables = tables::everything(server).into_iter();
    tables.flat_map(|(_, rows)| rows).collect::<Vec<_>>().join("\n").into_bytes()
}

/// The id of the participant's first input.
fn first_input(stage: &Stage) -> String {
    stage.server.inputs()[0].public_id.to_string()
}

/// A confidential comment, sent; the round is over.
pub async fn sent_in_confidence(stage: &Stage) -> String {
    comments(&stage.avaria_focal, stage, PARAGRAPH, "For the team alone", "confidential").await;
    sends(&stage.avaria_focal, &[]).await;
    stage.server.it_is(AFTER_CLOSING);
    first_input(stage)
}

/// The lead answers the input and validates it alone, and notes something beside the input and the
/// paragraph.
pub async fn the_lead_writes(stage: &Stage, input: &str) {
    let answer = format!("/inputs/{input}/response");
    let words = [("treatment", "not_accepted"), ("reason", "Canary-of-a-reason"), ("version", "0")];
    assert_eq!(stage.drafter.post(&answer, &words).await.status, 404, "without a clearance");
    assert_eq!(stage.lead.post(&answer, &words).await.status, 303);
    let notes = [
        (format!("/inputs/{input}/notes"), "Canary-of-a-note"),
        (format!("{}/notes", workspace(stage)), "Canary-beside-a-paragraph"),
    ];
    for (at, body) in notes {
        assert_eq!(stage.lead.post(&at, &[("note", body)]).await.status, 303);
    }
}

const WRITTEN: [&str; 3] = ["Canary-of-a-reason", "Canary-of-a-note", "Canary-beside-a-paragraph"];

fn workspace(stage: &Stage) -> String {
    place(stage, PARAGRAPH).replace("/elements/", "/consolidation/")
}

#[tokio::test]
async fn what_the_team_writes_is_nowhere_in_the_stolen_database() {
    let stage = stage::recorded().await;
    let input = sent_in_confidence(&stage).await;
    the_lead_writes(&stage, &input).await;
    let taken = stolen(&stage.server);
    for canary in WRITTEN.iter().chain(&["For the team alone"]) {
        assert!(!holds(&taken, canary), "{canary}");
    }
    let page = stage.lead.get(&workspace(&stage)).await;
    for canary in WRITTEN {
        assert!(page.has(canary), "{canary}: {}", page.text());
    }
    // Made public and confidential again by its author: what the team wrote stays sealed.
    let class = format!("/inputs/{input}/class");
    for to in ["public", "confidential"] {
        assert_eq!(stage.avaria_focal.post(&class, &[("class", to)]).await.status, 303);
        let rows = rows_of_all_tables(&stage.server);
        assert_eq!(holds(&rows, "For the team alone"), to == "public");
        let taken = stolen(&stage.server);
        for canary in WRITTEN {
            assert!(!holds(&taken, canary), "{canary} as {to}");
        }
    }
    // Written anew, it is sealed anew.
    let words = [("treatment", "noted"), ("reason", "Canary-written-anew"), ("version", "1")];
    let answer = format!("/inputs/{input}/response");
    assert_eq!(stage.lead.post(&answer, &words).await.status, 303);
    assert!(stage.lead.get(&answer).await.has("Canary-written-anew"));
    assert!(!holds(&stolen(&stage.server), "Canary-written-anew"));
}

#[tokio::test]
async fn why_something_was_erased_or_redacted_is_nowhere_in_the_stolen_database() {
    let stage = stage::recorded().await;
    comments(
        &stage.avaria_focal,
        &stage,
        PARAGRAPH,
        "As Orsola said, Canary-all-is-well",
        "public",
    )
    .await;
    let path = sends(&stage.avaria_focal, &[]).await;
    stage.server.it_is(AFTER_CLOSING);
    let input = first_input(&stage);
    let redaction = [("words", "Orsola")];
    let at = format!("/inputs/{input}/redaction");
    assert_eq!(stage.lead.post(&at, &redaction).await.status, 303);
    let class = format!("/inputs/{input}/class");
    assert_eq!(stage.lead.post(&class, &[("class", "confidential")]).await.status, 303);
    let taken = rows_of_all_tables(&stage.server);
    for canary in ["Canary-all-is-well", "Orsola"] {
        assert!(!holds(&taken, canary), "{canary}");
    }
    let kept: i64 = stage.server.read(|conn| redactions::table.count().get_result(conn));
    assert_eq!(kept, 1);
    assert_eq!(stage.avaria_focal.post(&class, &[("class", "public")]).await.status, 303);
    let element = place(&stage, PARAGRAPH);
    let publication = format!("/rounds/{}/publication", stage.round);
    assert_eq!(stage.administrator.post(&publication, &[]).await.status, 303);
    let page = stage.visitor.get(&element).await;
    assert!(page.has("As [redacted] said, Canary-all-is-well"), "{}", page.text());

    let why = [
        ("authority", "Canary-of-an-authority"),
        ("reason", "Canary-of-a-danger"),
        ("confirmed", "yes"),
    ];
    assert_eq!(stage.lead.post(&format!("{path}/erasure"), &why).await.status, 303);
    let marks: i64 = stage.server.read(|conn| erasures::table.count().get_result(conn));
    assert!(marks > 0);
    let taken = stolen(&stage.server);
    for canary in ["Canary-of-an-authority", "Canary-of-a-danger"] {
        assert!(!holds(&taken, canary), "{canary}");
    }
}

#[tokio::test]
async fn an_answer_or_a_note_moved_to_another_place_does_not_open() {
    let stage = stage::recorded().await;
    comments(&stage.avaria_focal, &stage, NEXT, "Another matter", "confidential").await;
    let input = sent_in_confidence(&stage).await;
    let other = stage.server.inputs()[1].public_id.to_string();
    the_lead_writes(&stage, &input).await;
    let words = [("treatment", "noted"), ("reason", "Canary-elsewhere"), ("version", "0")];
    let answers = [format!("/inputs/{input}/response"), format!("/inputs/{other}/response")];
    assert_eq!(stage.lead.post(&answers[1], &words).await.status, 303);

    let sealed: Vec<(i64, Option<Vec<u8>>)> = stage.server.read(|conn| {
        responses::table.order(responses::id).select((responses::id, responses::sealed)).load(conn)
    });
    let put = |bytes: &Option<Vec<u8>>| {
        stage.server.write(|tx| {
            diesel::update(responses::table.filter(responses::id.eq(sealed[0].0)))
                .set(responses::sealed.eq(bytes))
                .execute(&mut **tx)
        });
    };
    put(&sealed[1].1);
    assert_honest(&stage.lead.get(&answers[0]).await);
    let mut altered = sealed[0].1.clone().unwrap();
    altered[60] ^= 1;
    put(&Some(altered));
    assert_honest(&stage.lead.get(&answers[0]).await);
    put(&sealed[0].1);
    assert!(stage.lead.get(&answers[0]).await.has("Canary-of-a-reason"));

    let notes: Vec<(i64, Option<Vec<u8>>)> = stage.server.read(|conn| {
        let all = internal_notes::table.order(internal_notes::id);
        all.select((internal_notes::id, internal_notes::sealed)).load(conn)
    });
    stage.server.write(|tx| {
        diesel::update(internal_notes::table.filter(internal_notes::id.eq(notes[0].0)))
            .set(internal_notes::sealed.eq(&notes[1].1))
            .execute(&mut **tx)
    });
    assert_honest(&stage.lead.get(&workspace(&stage)).await);
}

/// What came by letter, with an excerpt of it; the path of its excerpts.
pub async fn registered(stage: &Stage) -> String {
    let path = format!("/rounds/{}/registered", stage.round);
    let page = stage.administrator.get(&format!("{path}/new")).await;
    let lothmar = page.body.split("<option value=\"").find(|part| part.contains("Lothmar"));
    let lothmar = lothmar.and_then(|part| part.split('"').next()).expect("an option").to_owned();
    let form = [
        ("participant", lothmar.as_str()),
        ("source", "letter"),
        ("received_on", "2026-03-10"),
        ("language", "en"),
    ];
    let answer = stage.administrator.post_files(&path, &form, &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let excerpts = answer.location().split('?').next().expect("a path").to_owned();
    let excerpt = [("body", "Aid before trade"), ("language", "en"), ("class", "confidential")];
    assert_eq!(stage.administrator.post(&excerpts, &excerpt).await.status, 303);
    excerpts
}

type Salt = (Option<Vec<u8>>, Option<String>);

fn salts(stage: &Stage) -> Vec<Salt> {
    stage.server.read(|conn| {
        committed_inputs::table
            .filter(committed_inputs::commitment.is_not_null())
            .select((committed_inputs::salt, committed_inputs::key_id))
            .load(conn)
    })
}

#[tokio::test]
async fn the_salt_of_an_excerpt_is_sealed_and_its_commitment_holds() {
    let stage = stage::recorded().await;
    registered(&stage).await;
    let before = salts(&stage);
    let [(Some(salt), Some(_))] = &before[..] else { panic!("{before:?}") };
    assert!(salt.len() > 60, "a nonce and a tag are with it");
    assert!(crate::record::checked(&stage.server).is_ok());

    // As a version before this one stored it: the server seals it when it starts.
    let input = stage.server.inputs()[0].clone();
    let open = stage
        .server
        .read(|conn| travaux::submissions::store::committed_inputs(conn, input.submission_id));
    let open = open[0].salt.clone();
    assert_eq!(open.as_ref().map(Vec::len), Some(32));
    stage.server.write(|tx| {
        diesel::update(committed_inputs::table)
            .set((committed_inputs::salt.eq(&open), committed_inputs::key_id.eq(None::<String>)))
            .execute(&mut **tx)
    });
    assert!(crate::record::checked(&stage.server).is_ok());
    let sealed = travaux::commands::seal_what_is_open(&stage.server.app.db).unwrap();
    assert_eq!(sealed, 1);
    let after = salts(&stage);
    let [(Some(salt), Some(_))] = &after[..] else { panic!("{after:?}") };
    assert!(salt.len() > 60 && crate::record::checked(&stage.server).is_ok());
    assert_eq!(travaux::commands::seal_what_is_open(&stage.server.app.db).unwrap(), 0);
}
