//! Erasure for safety and redaction: what goes, what stays, who may, and that the record still holds.

use diesel::prelude::*;
use travaux::db::Conn;
use travaux::journal::Scope;
use travaux::journal::store::latest;
use travaux::procedure::keys::ParticipantKey;
use travaux::procedure::words::PublicationClass;
use travaux::schema::{inputs, journal, redactions, rounds};
use travaux::submissions::store;

use super::{checked, closes, does, sends};
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

fn participants(conn: &mut Conn) -> diesel::QueryResult<Vec<ParticipantKey>> {
    travaux::schema::participants::table.select(travaux::schema::participants::id).load(conn)
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
    let path = replaces(&stage, &first).await;
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
    let shown = stage.avaria_focal.get(&path).await;
    assert!(shown.has("Erased for safety on 30 April 2026"), "{}", shown.text());
    assert!(!shown.has("being sought"));
    let list = format!("/rounds/{}/submissions", stage.round);
    for person in [&stage.lead, &stage.drafter, &stage.administrator] {
        assert!(!on_the_paragraph(&stage, person).await.has("Erased"));
        let list = person.get(&list).await;
        assert!(
            list.has("1 input was erased for safety") && !list.has("Avaria"),
            "{}",
            list.text()
        );
    }
    assert!(!stage.visitor.get(&list).await.has("erased"));
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

/// Writes other words in the place of those that were copied last.
async fn rewords(stage: &Stage, body: &str) {
    let copy = stage.server.inputs().pop().expect("a copy");
    let version = copy.row_version.to_string();
    let form =
        [("body", body), ("language", "en"), ("class", "public"), ("version", version.as_str())];
    let at = format!("/inputs/{}", copy.public_id);
    assert_eq!(stage.avaria_focal.post(&at, &form).await.status, 303);
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
async fn what_was_erased_after_publication_tells_others_neither_who_nor_where() {
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
    let outside = [&stage.visitor, &stage.lothmar_focal, &stage.stranger];
    let team = [&stage.lead, &stage.drafter, &stage.administrator];
    for person in outside.into_iter().chain(team) {
        assert_eq!(person.get(&path).await.status, 410);
        for place in &places {
            assert!(!person.get(place).await.body.contains("Avaria"), "{place}");
        }
    }
    let list = stage.visitor.get(&places[0]).await;
    assert!(list.has("1 input was withdrawn from publication."), "{}", list.text());
    assert!(list.has("1 input was withdrawn from publication.") && !list.has("erased"));
    assert!(stage.avaria_focal.get(&path).await.has("Erased for safety on"));
}

/// For the team it is as if it had never come: neither place, kind nor author, in no list and in no file. It is
/// told how many were erased.
#[tokio::test]
async fn what_was_erased_is_in_no_paper_and_no_count_of_the_team() {
    let stage = stage::recorded().await;
    sends(&stage, &stage.avaria_focal, "This may stay.", "public").await;
    closes(&stage);
    let round = format!("/rounds/{}", stage.round);
    let places = [
        format!("{round}/matrix.csv"),
        format!("{round}/matrix?status=open"),
        format!("{round}/compilation"),
        format!("{round}/consolidation"),
        format!("{round}/consolidation/board"),
        format!("{round}/consolidation/clusters"),
        format!("{round}/consolidation/{}", stage.elements[2]),
        format!("{round}/elements/{}", stage.elements[2]),
        format!("{round}/submissions"),
    ];
    let count = |n: usize| match n {
        0 => String::new(),
        1 => "1 input was erased for safety: it is in no list, table or paper any more.".to_owned(),
        n => format!(
            "{n} inputs were erased for safety: they are in no list, table or paper any more."
        ),
    };
    // How many submissions were received is declared to everybody, and stays.
    let read = async |erased: usize, received: usize| {
        let mut read = Vec::new();
        for (person, place) in [&stage.lead, &stage.administrator]
            .into_iter()
            .flat_map(|person| places.iter().map(move |place| (person, place)))
        {
            let page = person.get(place).await;
            let told = format!("<p class=\"note\">{}</p>", count(erased));
            let body = page.body.replace(&told, "");
            let body = body
                .replace(&format!("{received} submissions were"), "1 submission was")
                .replace(&format!("{received} submissions"), "1 submission")
                .replace("what their authors let", "what its author lets")
                .replace("1 submission are", "1 submission is");
            let lines: Vec<&str> = body.lines().filter(|line| !line.trim().is_empty()).collect();
            read.push((place.clone(), page.status, lines.join("\n")));
        }
        read
    };
    let before = read(0, 1).await;
    for (n, person, class) in
        [(1, &stage.ngo_focal, "name_withheld"), (2, &stage.lothmar_focal, "confidential")]
    {
        let path = sends(&stage, person, "Orsola told us", class).await;
        assert_ne!(read(n - 1, n + 1).await, before, "{class}");
        assert_eq!(stage.lead.post(&format!("{path}/erasure"), &WHY).await.status, 303);
        let after = read(n, n + 1).await;
        for (one, other) in before.iter().zip(&after) {
            assert_eq!(one, other, "{class}");
        }
        assert_eq!(stage.lead.get(&path).await.status, 404, "{class}");
        let matrix = stage.lead.get(&format!("{round}/matrix")).await;
        assert!(matrix.has(&count(n)), "{}", matrix.text());
    }
}

#[tokio::test]
async fn whoever_registered_what_was_erased_is_not_told_where_it_stood_either() {
    let stage = stage::recorded().await;
    does(&stage, "register what came by letter").await;
    let list = stage.drafter.get(&format!("/rounds/{}/submissions", stage.round)).await;
    let registered =
        list.links("/submissions/").into_iter().find(|to| to.starts_with("/submissions/"));
    let registered = registered.unwrap_or_else(|| panic!("{}", list.text()));
    let places = [registered.clone(), format!("{registered}/excerpts")];
    let read = async || {
        let mut read = Vec::new();
        for place in &places {
            read.push(stage.drafter.get(place).await.text());
        }
        read
    };
    let before = read().await;
    let form = [("body", "Orsola told us."), ("kind", "comment"), ("language", "en")];
    stage.drafter.does(&places[1], &form).await;
    assert!(read().await.iter().all(|page| page.contains("Orsola told us.")));
    let excerpt = stage.server.inputs().pop().expect("the excerpt").public_id;
    let erasure = format!("/inputs/{excerpt}/erasure");
    assert_eq!(stage.lead.post(&erasure, &WHY).await.status, 303);
    assert_eq!(read().await, before);
    assert!(!is_anywhere(&stage, "Orsola") && checked(&stage.server).is_ok());
}

/// One wording on several paragraphs is one thing: what endangers somebody stands in each row of it.
#[tokio::test]
async fn a_proposal_on_several_paragraphs_is_erased_on_all_of_them() {
    let stage = stage::recorded().await;
    let place = |n: usize| format!("/rounds/{}/elements/{}", stage.round, stage.elements[n]);
    let form = [
        ("operation", "delete"),
        ("body", "Orsola says so."),
        ("further", "PP2; art. 2 (b)"),
        ("language", "en"),
        ("class", "public"),
        ("version", "0"),
    ];
    let proposal = format!("{}?form=proposal", place(2));
    let answer = stage.avaria_focal.post(&proposal, &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let sent = sends(&stage, &stage.avaria_focal, "This may stay.", "public").await;
    // What is to replace it has one row more, of the same words.
    let draft = replaces(&stage, &sent).await;
    let rows = stage.avaria_focal.get(&draft).await;
    let edit = rows.links("/inputs/").into_iter().find(|link| link.ends_with("/edit")).unwrap();
    let page = stage.avaria_focal.get(&edit).await;
    let version = page.value("version");
    let mut more = form.to_vec();
    more.retain(|(name, _)| !["further", "version"].contains(name));
    more.extend([("further", "art. 2 (a)"), ("version", version.as_str())]);
    let answer = stage.avaria_focal.post(edit.trim_end_matches("/edit"), &more).await;
    assert_eq!(answer.status, 303, "{}", answer.text());

    let page = stage.avaria_focal.get(&sent).await;
    let erasures: Vec<String> =
        page.links("/inputs/").into_iter().filter(|link| link.ends_with("/erasure")).collect();
    assert_eq!(erasures.len(), 4);
    let said = "it is erased on all of them";
    assert!(!stage.avaria_focal.get(&erasures[3]).await.has(said));
    assert!(stage.avaria_focal.get(&erasures[1]).await.has(said));
    assert_eq!(stage.avaria_focal.post(&erasures[1], &WHY).await.status, 303);
    let left: Vec<String> = stage.server.inputs().into_iter().map(|one| one.body).collect();
    assert!(!is_anywhere(&stage, "Orsola"), "{left:?}");
    assert_eq!(left.iter().filter(|body| *body == "This may stay.").count(), 2);
    assert_eq!(left.len(), 5, "the draft has none of its rows any more: {left:?}");
    let page = stage.avaria_focal.get(&sent).await;
    assert_eq!(page.text().matches("Erased for safety on").count(), 3, "{}", page.text());
    let report = checked(&stage.server).unwrap();
    assert_eq!((report.commitments, report.erased), (1, 1));
}

/// What nobody sees is marked where a text is redacted, and where what was published of it is read; the text
/// as it was sent is sealed, and nobody outside gets it.
#[tokio::test]
async fn a_redacted_text_shows_its_marks_and_its_original_is_sealed() {
    let stage = stage::recorded().await;
    let body = "As Orsola\u{202e} Velk said,\u{200b} all is well.";
    let path = sends(&stage, &stage.avaria_focal, body, "public").await;
    closes(&stage);
    let redaction = on_the_paragraph(&stage, &stage.lead).await.links("/redaction").remove(0);
    let before = stage.lead.get(&redaction).await;
    assert!(before.has("As Orsola⟦U+202E⟧ Velk said,⟦U+200B⟧ all is well."), "{}", before.text());
    // Neither the name alone nor its characters with the mark typed out stand in the text.
    let typo = stage.lead.post(&redaction, &[("words", "Orsola⟦U+202E⟧ Velk")]).await;
    assert_eq!(typo.status, 422);
    assert!(is_anywhere(&stage, "Orsola"));
    let form = [("words", "Orsola\u{202e} Velk")];
    let done = stage.lead.does(&redaction, &form).await;
    assert!(done.has("Taken out. This is how those outside read it."), "{}", done.text());
    let page = stage.lead.get(&redaction).await;
    let published = "As [redacted] said,⟦U+200B⟧ all is well.";
    assert!(page.has(published) && page.has("Put back what was taken out"), "{}", page.text());
    assert!(!is_anywhere(&stage, "Orsola") && !is_anywhere(&stage, "Velk"), "it stands open");

    let publication = format!("/rounds/{}/publication", stage.round);
    assert_eq!(stage.lead.post(&publication, &[]).await.status, 303);
    does(&stage, "publish the compilation").await;
    let page = stage.lead.get(&redaction).await;
    assert!(page.has("It is published like this: what was taken out is not put back."));
    let round = format!("/rounds/{}", stage.round);
    let places = [
        path.clone(),
        format!("{round}/elements/{}", stage.elements[2]),
        format!("{round}/compilation"),
        format!("{round}/compilation.json"),
        format!("{round}/compilation.html"),
        format!("{round}/submissions"),
        format!("{round}/text"),
        format!("{round}/bracketed"),
        format!("{round}/matrix.csv"),
        format!("{path}/proof"),
        redaction.clone(),
    ];
    let mut read = 0;
    for person in [&stage.visitor, &stage.stranger, &stage.lothmar_focal, &stage.ngo_focal] {
        for place in &places {
            let page = person.get(place).await;
            assert!(!page.body.contains("Orsola") && !page.body.contains("Velk"), "{place}");
            read += usize::from(page.has("[redacted] said,"));
        }
        for place in &places[..2] {
            let page = person.get(place).await;
            assert!(page.has(published) && page.has("Published with parts redacted"), "{place}");
        }
    }
    assert!(read >= 4 * 4, "{read} pages show what was published of it");
    for person in [&stage.lead, &stage.avaria_focal] {
        assert!(person.get(&path).await.has("Orsola⟦U+202E⟧ Velk"));
    }
    assert!(!is_anywhere(&stage, "Orsola"));
}

/// A round takes late input, and a witness's name is taken out of what came. What corrects a typing error has the name again: it does
/// not become public because of that.
#[tokio::test]
async fn what_was_taken_out_stays_out_of_what_replaces_it() {
    let stage = stage::recorded().await;
    stage.server.write(|tx| {
        diesel::update(rounds::table).set(rounds::accept_late.eq(true)).execute(&mut **tx)
    });
    let body = "Seen by Orsola Marr Pia Vik: al is well. Orsola Marr agrees.";
    let old = sends(&stage, &stage.avaria_focal, body, "public").await;
    closes(&stage);
    let redaction = on_the_paragraph(&stage, &stage.lead).await.links("/redaction").remove(0);
    stage.lead.does(&redaction, &[("words", "Orsola Marr\nPia Vik")]).await;

    let new = replaces(&stage, &old).await;
    let corrected =
        "Seen by Pia Vik and ORSOLA\u{a0}MARR: all is well. Orsola Marr and nobody else agrees.";
    rewords(&stage, corrected).await;
    assert_eq!(stage.avaria_focal.post(&format!("{new}/submission"), &[]).await.status, 303);
    assert_eq!(redactions_kept(&stage), 2);
    assert!(!is_anywhere(&stage, "Orsola") && !is_anywhere(&stage, "ORSOLA"));
    // The journal has a number, and does not say of which: that would tell whose it is.
    let plain = |row: &String| row.replace(['"', '\\', ' '], "");
    let all = tables::everything(&stage.server);
    assert!(all.iter().any(|(_, rows)| rows.iter().any(|row| plain(row).contains("redacted:1"))));
    let acts: i64 = stage.server.read(|conn| {
        let redacted = journal::table.filter(journal::act.eq("input.redacted"));
        redacted.count().get_result(conn)
    });
    assert_eq!(acts, 1, "the lead’s own");

    let publication = format!("/rounds/{}/publication", stage.round);
    assert_eq!(stage.lead.post(&publication, &[]).await.status, 303);
    let page = on_the_paragraph(&stage, &stage.visitor).await;
    let published =
        "Seen by [redacted] and [redacted]: all is well. [redacted] and nobody else agrees.";
    assert!(page.has(published) && !page.has("ORSOLA") && !page.has("Vik"), "{}", page.text());
    assert!(stage.avaria_focal.get(&new).await.has("Orsola Marr and nobody"));
    checked(&stage.server).unwrap();
}

/// What was to replace it stands alone since it was published: what was taken out, and what is erased, is so there too.
#[tokio::test]
async fn what_stands_alone_hides_and_loses_what_it_was_copied_from() {
    let stage = stage::recorded().await;
    stage.server.write(|tx| {
        diesel::update(rounds::table).set(rounds::accept_late.eq(true)).execute(&mut **tx)
    });
    let old = sends(&stage, &stage.avaria_focal, "Orsola Marr says al is well.", "public").await;
    let new = replaces(&stage, &old).await;
    closes(&stage);
    let redaction = on_the_paragraph(&stage, &stage.lead).await.links("/redaction").remove(0);
    stage.lead.does(&redaction, &[("words", "Orsola Marr")]).await;
    let publication = format!("/rounds/{}/publication", stage.round);
    assert_eq!(stage.lead.post(&publication, &[]).await.status, 303);
    rewords(&stage, "Orsola Marr says all is well.").await;
    let submission = format!("{new}/submission");
    assert_eq!(stage.avaria_focal.post(&submission, &[]).await.status, 409);
    assert_eq!(stage.avaria_focal.post(&submission, &[]).await.status, 303);
    // What goes with the one: the copies made of it, and not what it was copied from itself.
    let go_along: Vec<usize> = stage.server.read(|conn| {
        let who = participants(conn)?;
        let mut all = store::of_participants(conn, &who)?;
        all.sort_by_key(|one| one.id);
        all.into_iter().map(|one| Ok(store::copied_elsewhere(conn, &[one])?.len())).collect()
    });
    assert_eq!(go_along, [1, 0]);
    assert_eq!(stage.lead.post(&publication, &[]).await.status, 303);
    let page = on_the_paragraph(&stage, &stage.visitor).await;
    assert!(page.has("[redacted] says all is well.") && !page.has("Orsola"), "{}", page.text());

    let erased = stage.lead.post(&format!("{old}/erasure"), &WHY).await;
    assert_eq!(erased.status, 303, "{}", erased.text());
    assert!(stage.server.inputs().iter().all(|input| input.body.is_empty()));
    checked(&stage.server).unwrap();
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
    let scope = Scope::Consultation(stage.consultation);
    let list = format!("/rounds/{}/submissions", stage.round);
    let page = on_the_paragraph(&stage, &stage.lead).await;
    let erasure = page.links("/erasure").remove(0);
    let asked = stage.lead.get(&erasure).await;
    let unsure = stage.lead.post(&erasure, &WHY[..2]).await;
    let done = stage.lead.post(&erasure, &WHY).await;
    assert_eq!((unsure.status, done.status), (422, 303));
    assert!(done.location().starts_with(&list), "{}", done.location());
    assert!(!on_the_paragraph(&stage, &stage.lead).await.has("Erased"));
    let after = stage.lead.get(&list).await;
    assert!(after.has("1 input was erased for safety"), "{}", after.text());
    // Nothing leads to it any more, and nobody learns who it was.
    let of = erasure.trim_end_matches("/erasure");
    for way in ["class", "redaction", "response"] {
        assert_eq!(stage.lead.get(&format!("{of}/{way}")).await.status, 404, "{way}");
    }
    let lines = stage.server.read(|conn| latest(conn, scope, None, 99)).len();
    assert_eq!(stage.lead.post(&format!("{of}/identity"), &[]).await.status, 404);
    let lowered = stage.lead.post(&format!("{of}/class"), &[("class", "confidential")]).await;
    assert_eq!(lowered.status, 404);
    assert_eq!(stage.server.read(|conn| latest(conn, scope, None, 99)).len(), lines);
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
