//! Erasure for safety and redaction: what goes, what stays, who may, and that the record still holds.

use diesel::prelude::*;
use travaux::journal::Scope;
use travaux::journal::store::latest;
use travaux::procedure::words::PublicationClass;
use travaux::schema::{inputs, redactions};

use super::{checked, closes, sends};
use crate::accounts::comes_in;
use crate::support::stage::{self, PASSWORD, Stage};
use crate::support::{Page, Person, tables};

const WHY: [(&str, &str); 3] = [
    ("authority", "The lead, on the advice of the security focal point"),
    ("reason", "The author is being sought"),
    ("confirmed", "yes"),
];

fn is_anywhere(stage: &Stage, words: &str) -> bool {
    tables::everything(&stage.server)
        .iter()
        .any(|(_, rows)| rows.iter().any(|row| row.contains(words)))
}

fn redactions_kept(stage: &Stage) -> i64 {
    stage.server.read(|conn| redactions::table.count().get_result(conn))
}

/// The first input of a submission, by the links of its page.
async fn input(person: &Person, path: &str, end: &str) -> String {
    let page = person.get(path).await;
    let link = page.links("/inputs/").into_iter().find(|link| link.ends_with(end));
    link.unwrap_or_else(|| panic!("no {end}: {}", page.text()))
}

async fn on_the_paragraph(stage: &Stage, person: &Person) -> Page {
    person.get(&format!("/rounds/{}/elements/{}", stage.round, stage.elements[2])).await
}

#[tokio::test]
async fn what_is_erased_is_gone_and_the_record_still_holds() {
    let stage = stage::recorded().await;
    let first =
        sends(&stage, &stage.avaria_focal, "The name of the witness is Orsola", "public").await;
    stage.avaria_focal.does(&format!("{first}/replacement"), &[]).await;
    let text = stage.avaria_focal.get(&format!("/rounds/{}/text", stage.round)).await;
    let path = text.links("/submissions/").into_iter().find(|to| to.starts_with("/submissions/"));
    let path = path.unwrap();
    assert_eq!(stage.avaria_focal.post(&format!("{path}/submission"), &[]).await.status, 303);
    closes(&stage);
    let before = stage.visitor.get(&format!("/rounds/{}/digests/1", stage.round)).await.body;

    let erasure = format!("{path}/erasure");
    for (person, status) in [
        (&stage.visitor, 401),
        (&stage.lothmar_focal, 404),
        (&stage.drafter, 404),
        (&stage.administrator, 404),
        (&stage.avaria_contributor, 403),
    ] {
        assert_eq!(person.get(&erasure).await.status, status);
        assert_eq!(person.post(&erasure, &WHY).await.status, status);
    }
    assert!(stage.lead.get(&erasure).await.has("This cannot be undone, by anybody."));
    let unsure = stage.lead.post(&erasure, &WHY[..2]).await;
    assert_eq!(unsure.status, 422);
    assert!(unsure.has("Confirm that") && unsure.has("The author is being sought"));
    assert!(is_anywhere(&stage, "Orsola"));

    assert_eq!(stage.lead.post(&erasure, &WHY).await.status, 303);
    assert!(!is_anywhere(&stage, "Orsola"), "an earlier version, or a copy, is left");
    assert_eq!(stage.lead.post(&erasure, &WHY).await.status, 409);
    let shown = on_the_paragraph(&stage, &stage.lead).await;
    assert!(shown.has("Erased for safety on 30 April 2026"), "{}", shown.text());
    assert!(!shown.has("being sought"));
    let after = stage.visitor.get(&format!("/rounds/{}/digests/1", stage.round)).await.body;
    assert_eq!(before, after);
    let report = checked(&stage.server).unwrap();
    assert_eq!((report.commitments, report.erased), (2, 2));
    let journal =
        stage.server.read(|conn| latest(conn, Scope::Consultation(stage.consultation), None, 9));
    let said: Vec<String> = journal.iter().map(|line| line.detail.0.to_string()).collect();
    assert!(journal[0].act == "submission.erased" && !said.concat().contains("sought"));
    assert_eq!(stage.avaria_focal.get(&format!("{path}/receipt")).await.status, 200);
    assert_eq!(stage.avaria_focal.get(&format!("{path}/proof")).await.status, 404);
}

#[tokio::test]
async fn a_focal_point_erases_one_of_its_inputs_and_the_others_stay() {
    let stage = stage::recorded().await;
    let other = format!("/rounds/{}/elements/{}?form=comment", stage.round, stage.elements[5]);
    let form =
        [("body", "This may stay."), ("language", "en"), ("class", "public"), ("version", "0")];
    assert_eq!(stage.avaria_focal.post(&other, &form).await.status, 303);
    let path = sends(&stage, &stage.avaria_focal, "Orsola told us", "public").await;
    let page = stage.avaria_focal.get(&path).await;
    let links: Vec<String> =
        page.links("/inputs/").into_iter().filter(|link| link.ends_with("/erasure")).collect();
    assert_eq!(links.len(), 2);
    assert_eq!(stage.avaria_focal.post(&links[1], &WHY).await.status, 303);
    assert!(!is_anywhere(&stage, "Orsola") && is_anywhere(&stage, "This may stay."));
    let page = stage.avaria_focal.get(&path).await;
    assert!(page.has("Erased for safety on") && page.has("This may stay."));
    // Without the salt nobody can work the whole back, and nobody can prove the rest by it either.
    let report = checked(&stage.server).unwrap();
    assert_eq!((report.commitments, report.erased), (1, 1));
}

/// A comment that the focal point drafts on one of the stage's elements.
async fn drafts(stage: &Stage, element: usize, body: &str) {
    let form = [("body", body), ("language", "en"), ("class", "public"), ("version", "0")];
    let spot = &stage.elements[element];
    let path = format!("/rounds/{}/elements/{spot}?form=comment", stage.round);
    assert_eq!(stage.avaria_focal.post(&path, &form).await.status, 303);
}

/// Begins what is to replace a submission, and answers its address.
async fn replaces(stage: &Stage, sent: &str) -> String {
    stage.avaria_focal.does(&format!("{sent}/replacement"), &[]).await;
    let text = stage.avaria_focal.get(&format!("/rounds/{}/text", stage.round)).await;
    let mut paths = text.links("/submissions/").into_iter();
    paths.find(|to| to.starts_with("/submissions/")).expect("the draft")
}

#[tokio::test]
async fn what_is_erased_goes_from_the_draft_that_replaces_it_and_nothing_else_does() {
    let stage = stage::recorded().await;
    drafts(&stage, 5, "This may stay.").await;
    let file = [("file", "letter.txt", b"Orsola signed no letter".as_slice())];
    let files = format!("/rounds/{}/files", stage.round);
    let form = [("class", "public")];
    assert_eq!(stage.avaria_focal.post_files(&files, &form, &file).await.status, 303);
    let sent = sends(&stage, &stage.avaria_focal, "Orsola told us", "public").await;
    let draft = replaces(&stage, &sent).await;
    drafts(&stage, 6, "New since then.").await;
    let page = stage.avaria_focal.get(&sent).await;
    let erasures: Vec<String> =
        page.links("/inputs/").into_iter().filter(|link| link.ends_with("/erasure")).collect();
    assert_eq!(stage.avaria_focal.post(&erasures[1], &WHY).await.status, 303);
    assert!(!is_anywhere(&stage, "Orsola told us"));
    let page = stage.avaria_focal.get(&draft).await;
    for kept in ["This may stay.", "New since then.", "letter.txt"] {
        assert!(page.has(kept), "{kept}: {}", page.text());
    }
    assert!(!page.has("Orsola") && !page.has("Erased for safety"), "{}", page.text());

    // It can be sent, and the record holds all of it.
    assert_eq!(stage.avaria_focal.post(&format!("{draft}/submission"), &[]).await.status, 303);
    let report = checked(&stage.server).unwrap();
    assert_eq!((report.commitments, report.erased), (2, 1));

    // The whole of it, while another draft is to replace that: what is new there stays.
    let third = replaces(&stage, &draft).await;
    drafts(&stage, 7, "Newer still.").await;
    assert_eq!(stage.avaria_focal.post(&format!("{draft}/erasure"), &WHY).await.status, 303);
    for gone in ["This may stay.", "New since then.", "Orsola", "letter.txt"] {
        assert!(!is_anywhere(&stage, gone), "{gone}");
    }
    let page = stage.avaria_focal.get(&third).await;
    assert!(page.has("Newer still.") && !page.has("letter.txt"), "{}", page.text());
    assert_eq!(stage.avaria_focal.post(&format!("{third}/submission"), &[]).await.status, 303);
    let report = checked(&stage.server).unwrap();
    assert_eq!((report.commitments, report.erased), (3, 2));
}

#[tokio::test]
async fn what_was_erased_after_publication_tells_outside_neither_who_nor_where() {
    let stage = stage::recorded().await;
    let path = sends(&stage, &stage.avaria_focal, "Orsola told us", "public").await;
    closes(&stage);
    let publication = format!("/rounds/{}/publication", stage.round);
    assert_eq!(stage.lead.post(&publication, &[]).await.status, 303);
    let places = [
        format!("/rounds/{}/submissions", stage.round),
        format!("/rounds/{}/elements/{}", stage.round, stage.elements[2]),
        format!("/rounds/{}/compilation", stage.round),
        format!("/rounds/{}/compilation.json", stage.round),
    ];
    for place in &places[..2] {
        assert!(stage.visitor.get(place).await.has("Republic of Avaria"), "{place}");
    }
    assert_eq!(stage.avaria_focal.post(&format!("{path}/erasure"), &WHY).await.status, 303);
    for person in [&stage.visitor, &stage.lothmar_focal, &stage.stranger] {
        assert_eq!(person.get(&path).await.status, 410);
        for place in &places {
            assert!(!person.get(place).await.body.contains("Avaria"), "{place}");
        }
    }
    let list = stage.visitor.get(&places[0]).await;
    assert!(list.has("1 input was withdrawn from publication."), "{}", list.text());
    for person in [&stage.avaria_focal, &stage.lead] {
        assert!(person.get(&path).await.has("Erased for safety on"));
    }
}

#[tokio::test]
async fn what_is_redacted_is_read_outside_nowhere() {
    let stage = stage::recorded().await;
    let body = "As Orsola Marr of 4 Quay Street said, all is well. Orsola agrees.";
    let path = sends(&stage, &stage.avaria_focal, body, "public").await;
    closes(&stage);
    let page = on_the_paragraph(&stage, &stage.lead).await;
    let redaction = page.links("/redaction").remove(0);
    for (person, status) in [
        (&stage.visitor, 401),
        (&stage.lothmar_focal, 404),
        (&stage.avaria_focal, 404),
        (&stage.drafter, 403),
    ] {
        assert_eq!(person.get(&redaction).await.status, status, "{}", person.full(""));
        let form = [("words", "all is well")];
        assert_eq!(person.post(&redaction, &form).await.status, status);
    }
    let typo = stage.lead.post(&redaction, &[("words", "Orsola Marr\nElm Street")]).await;
    assert_eq!(typo.status, 422);
    assert!(typo.has("This stands nowhere in the text: Elm Street") && typo.has("Orsola Marr"));

    let form = [("words", "Orsola\nOrsola Marr of 4 Quay Street")];
    assert_eq!(stage.administrator.post(&redaction, &form).await.status, 303);
    let publication = format!("/rounds/{}/publication", stage.round);
    let undo = format!("{redaction}/removal");
    assert_eq!(stage.lead.post(&undo, &[]).await.status, 303);
    assert_eq!(redactions_kept(&stage), 0);
    assert_eq!(stage.administrator.post(&redaction, &form).await.status, 303);
    assert_eq!(stage.lead.post(&publication, &[]).await.status, 303);
    assert_eq!(stage.lead.post(&undo, &[]).await.status, 409, "it is published");

    let redacted = "As [redacted] said, all is well. [redacted] agrees.";
    for person in [&stage.visitor, &stage.lothmar_focal, &stage.stranger] {
        let list = format!("/rounds/{}/submissions", stage.round);
        for page in [on_the_paragraph(&stage, person).await, person.get(&path).await] {
            assert!(
                page.has(redacted) && page.has("Published with parts redacted"),
                "{}",
                page.text()
            );
            assert!(!page.body.contains("Orsola"));
        }
        let page = person.get(&list).await;
        assert!(!page.body.contains("Orsola"));
    }
    for person in [&stage.lead, &stage.drafter, &stage.avaria_focal] {
        assert!(person.get(&path).await.has("Orsola Marr of 4 Quay Street"));
    }
    let matrix = format!("/rounds/{}/matrix", stage.round);
    assert!(stage.lead.get(&matrix).await.has("Orsola"), "the team reads the text as it was sent");
    let file = stage.lead.get(&format!("{matrix}.csv")).await;
    assert!(file.has("[redacted]") && !file.has("Orsola"), "a file is passed on");
    assert!(checked(&stage.server).is_ok());
    let erasure = input(&stage.avaria_focal, &path, "/erasure").await;
    assert_eq!(stage.avaria_focal.post(&erasure, &WHY).await.status, 303);
    assert!(redactions_kept(&stage) == 0 && !is_anywhere(&stage, "Orsola"));
}

#[tokio::test]
async fn an_erasure_is_confirmed_with_the_password() {
    let stage = stage::recorded().await;
    let path = sends(&stage, &stage.avaria_focal, "Orsola told us", "public").await;
    let ines = comes_in(&stage.server, "ines@example.org").await;
    stage.server.it_is("2026-03-15T12:30:00Z");
    let erasure = format!("{path}/erasure");
    let page = ines.post(&erasure, &WHY).await;
    assert_eq!((page.status, page.value("reason").as_str()), (401, WHY[1].1));
    assert!(page.has("Confirm that it is you") && is_anywhere(&stage, "Orsola"));
    let mut confirmed = WHY.to_vec();
    confirmed.push(("confirm_password", PASSWORD));
    assert_eq!(ines.post(&erasure, &confirmed).await.status, 303);
    assert!(!is_anywhere(&stage, "Orsola"));
}

#[tokio::test]
async fn whoever_erases_an_input_without_a_name_is_not_told_the_name() {
    let stage = stage::recorded().await;
    let path = sends(&stage, &stage.avaria_focal, "Orsola told us", "name_withheld").await;
    closes(&stage);
    let submission = path.trim_start_matches("/submissions/");
    let list = format!("/rounds/{}/submissions", stage.round);
    let page = on_the_paragraph(&stage, &stage.lead).await;
    let erasure = page.links("/erasure").remove(0);
    let asked = stage.lead.get(&erasure).await;
    let unsure = stage.lead.post(&erasure, &WHY[..2]).await;
    let done = stage.lead.post(&erasure, &WHY).await;
    assert_eq!((unsure.status, done.status), (422, 303));
    assert!(done.location().starts_with(&list), "{}", done.location());
    let after = on_the_paragraph(&stage, &stage.lead).await;
    assert!(after.has("Erased for safety on"), "{}", after.text());
    for page in [&page, &asked, &unsure, &after] {
        assert!(!page.body.contains("Avaria") && !page.body.contains(submission));
    }
    let newest =
        stage.server.read(|conn| latest(conn, Scope::Consultation(stage.consultation), None, 1));
    assert_eq!(newest[0].act, "input.erased");
    let said = format!("{}{}", newest[0].subject, newest[0].detail.0);
    assert!(!said.contains(submission), "{said}");
    assert_eq!(checked(&stage.server).unwrap().erased, 1);
}

#[tokio::test]
async fn a_redacted_original_stays_sealed_whatever_its_class_becomes() {
    let stage = stage::recorded().await;
    let path = sends(&stage, &stage.avaria_focal, "As Orsola said, all is well.", "public").await;
    closes(&stage);
    let redaction = on_the_paragraph(&stage, &stage.lead).await.links("/redaction").remove(0);
    assert!(is_anywhere(&stage, "Orsola"));
    assert_eq!(stage.lead.post(&redaction, &[("words", "Orsola")]).await.status, 303);
    assert!(!is_anywhere(&stage, "Orsola"));
    let class = input(&stage.avaria_focal, &path, "/class").await;
    for to in ["confidential", "public", "name_withheld"] {
        assert_eq!(stage.avaria_focal.post(&class, &[("class", to)]).await.status, 303);
        assert!(!is_anywhere(&stage, "Orsola"), "it stands open as {to}");
        assert!(checked(&stage.server).is_ok(), "{:?}", checked(&stage.server).err());
    }
    let page = stage.avaria_focal.get(&path).await;
    assert!(page.has("As Orsola said"));
}

#[tokio::test]
async fn a_class_put_back_behind_the_journal_is_found() {
    let stage = stage::recorded().await;
    let path = sends(&stage, &stage.avaria_focal, "For the team alone.", "public").await;
    closes(&stage);
    let class = input(&stage.avaria_focal, &path, "/class").await;
    assert_eq!(stage.lead.post(&class, &[("class", "confidential")]).await.status, 303);
    assert!(checked(&stage.server).is_ok());
    // As it was when it was committed to: the lists and the commitment say nothing against it.
    stage.server.write(|tx| {
        diesel::update(inputs::table)
            .set(inputs::publication_class.eq(PublicationClass::Public))
            .execute(&mut **tx)
    });
    let fault = checked(&stage.server).unwrap_err().to_string();
    assert!(fault.contains("may not be published as the journal says"), "{fault}");
}
