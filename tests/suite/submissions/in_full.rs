//! A letter typed in full beside its file: its excerpts are cut out of it, what is left out is shown, and whoever
//! may not read an excerpt does not read it through the letter.

use crate::support::stage::{self, Stage};
use crate::support::{Page, Person, acts, tables};
use diesel::prelude::*;
use travaux::procedure::keys::PublicId;
use travaux::schema::*;

const LETTER: &str = "The Kingdom of Lothmar presents its compliments.\n\nIt welcomes the text. It asks that \
    “lanterns”  be shared in every storm, and in fog. Our harbour at Sund was closed in March.\n\nYours, the Mission.";

/// The drafter has registered a letter; where it is.
async fn registered(stage: &Stage) -> String {
    let act = acts::act("register what came by letter");
    let answer = acts::open(stage, act).await.unwrap().send().await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let id: PublicId = stage.server.read(|conn| {
        submissions::table
            .filter(submissions::registered_by.is_not_null())
            .select(submissions::public_id)
            .first(conn)
    });
    format!("/submissions/{id}")
}

async fn typed(stage: &Stage, path: &str) {
    let form = [("letter_text", LETTER), ("version", "0")];
    let answer = stage.drafter.post(&format!("{path}/letter"), &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

/// Cuts an excerpt out, onto the first preambular paragraph.
async fn cut(stage: &Stage, path: &str, body: &str, class: &str) -> Page {
    let form = [
        ("element", stage.elements[2].as_str()),
        ("body", body),
        ("class", class),
        ("language", "en"),
    ];
    stage.drafter.post(&format!("{path}/excerpts"), &form).await
}

fn excerpt(stage: &Stage) -> PublicId {
    stage
        .server
        .read(|conn| inputs::table.order(inputs::id.desc()).select(inputs::public_id).first(conn))
}

async fn published(stage: &Stage) {
    stage.server.it_is("2026-05-04T12:00:00Z");
    let path = format!("/rounds/{}/publication", stage.round);
    assert_eq!(stage.administrator.post(&path, &[]).await.status, 303);
}

#[tokio::test]
async fn whoever_registered_a_letter_has_its_file_as_long_as_they_register() {
    let stage = stage::set().await;
    let path = registered(&stage).await;
    let file = stage.drafter.get(&path).await.links("/files/").remove(0);
    assert_eq!(stage.drafter.get(&file).await.status, 200);
    let dora: PublicId = stage.server.read(|conn| {
        let dora = accounts::table.filter(accounts::email.eq("dora@example.org"));
        dora.select(accounts::public_id).first(conn)
    });
    let form = [("account", dora.as_str()), ("role", "drafter")];
    stage.administrator.does(&format!("/c/{}/team/end", stage.slug), &form).await;
    assert_eq!(stage.drafter.get(&file).await.status, 404);
    assert_eq!(stage.drafter.get(&path).await.status, 404);
}

#[tokio::test]
async fn an_excerpt_is_cut_out_of_the_letter_and_what_is_left_out_is_shown() {
    let stage = stage::set().await;
    let path = registered(&stage).await;
    typed(&stage, &path).await;
    let page = stage.drafter.get(&format!("{path}/excerpts")).await;
    assert!(page.has("One passage is omitted"), "{}", page.text());

    let answer = cut(&stage, &path, "It asks that lanterns be sold.", "public").await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.has("do not stand in the letter") && answer.has("It asks that lanterns be sold.")
    );
    let words = "It asks that \"lanterns\" be shared [...] and in fog.";
    let answer = cut(&stage, &path, words, "public").await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let id = excerpt(&stage);

    let page = stage.drafter.get(&format!("{path}/excerpts")).await;
    assert!(page.has("be shared […] and in fog."), "{}", page.text());
    assert!(page.has("3 passages are omitted"), "{}", page.text());
    let letter = stage.drafter.get(&format!("{path}/letter")).await;
    assert!(letter.body.contains(&format!("id=\"x-{id}\"")), "{}", letter.body);
    assert!(
        letter.body.contains("<mark>It asks that “lanterns”  be shared</mark>"),
        "{}",
        letter.body
    );
    for omitted in
        ["[omitted 1]", "[omitted 2]", "[omitted 3]", "Our harbour at Sund", "Yours, the Mission."]
    {
        assert!(letter.has(omitted), "{omitted}: {}", letter.text());
    }
    // Typed anew, with what was read before.
    let stale = [("letter_text", "Another letter."), ("version", "0")];
    let answer = stage.drafter.post(&format!("{path}/letter"), &stale).await;
    assert_eq!(answer.status, 409);
    assert!(answer.has("Another letter.") && answer.has("presents its compliments"));
    let empty = [("letter_text", " "), ("version", "1")];
    assert_eq!(stage.drafter.post(&format!("{path}/letter"), &empty).await.status, 422);
    // A letter that has been typed otherwise tells which excerpts do not stand in it.
    let other = [("letter_text", "Another letter."), ("version", "1")];
    assert_eq!(stage.drafter.post(&format!("{path}/letter"), &other).await.status, 303);
    let page = stage.drafter.get(&format!("{path}/excerpts")).await;
    assert!(page.has("One excerpt has words that do not stand in the letter"), "{}", page.text());
}

#[tokio::test]
async fn a_proposed_wording_that_is_not_in_the_letter_is_said() {
    let stage = stage::set().await;
    let path = registered(&stage).await;
    typed(&stage, &path).await;
    let page = format!("{path}/excerpts");
    // "Recalling the purposes of mutual aid among neighbours,"
    let propose = async |operation: &str, proposed: &str, body: &str| {
        let form = [
            ("element", stage.elements[2].as_str()),
            ("operation", operation),
            ("body", body),
            ("proposed", proposed),
            ("class", "public"),
            ("language", "en"),
        ];
        stage.drafter.post(&page, &form).await
    };
    let why = "It welcomes the text.";
    let invented = "Recalling the splendid purposes of lanterns shared among neighbours,";
    let answer = propose("modify", invented, why).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.has("neither in the letter nor in the paragraph: “splendid”"),
        "{}",
        answer.text()
    );
    assert!(answer.has(invented), "what was typed is still there");
    // A justification is an excerpt as a comment is.
    let put_together = "Recalling the purposes of lanterns shared among neighbours,";
    let answer = propose("modify", put_together, "Because it is right.").await;
    assert_eq!(answer.status, 422);
    assert!(answer.has("do not stand in the letter: “Because it is right.”"), "{}", answer.text());
    assert_eq!(propose("modify", put_together, why).await.status, 303);
    // What is to be added stands there as it is.
    assert_eq!(propose("add_after", put_together, why).await.status, 422);
    let added = "lanterns be shared in every storm";
    assert_eq!(
        propose("add_after", &added.replace("lanterns", "“lanterns”"), why).await.status,
        303
    );
    assert!(!stage.drafter.get(&page).await.has("has words that do not stand in the letter"));
    // Typed otherwise, the letter holds the reason still, and not the words proposed.
    let other = [("letter_text", "It welcomes the text."), ("version", "1")];
    assert_eq!(stage.drafter.post(&format!("{path}/letter"), &other).await.status, 303);
    let read = stage.drafter.get(&page).await;
    assert!(read.has("2 excerpts have words that do not stand in the letter"), "{}", read.text());
}

#[tokio::test]
async fn wherever_an_excerpt_is_read_the_letter_is_one_click_away() {
    let stage = stage::set().await;
    let path = registered(&stage).await;
    assert_eq!(cut(&stage, &path, "It welcomes the text.", "public").await.status, 303);
    let file: PublicId =
        stage.server.read(|conn| attachments::table.select(attachments::public_id).first(conn));
    let id = excerpt(&stage);
    let (round, element) = (&stage.round, &stage.elements[2]);
    let place = format!("/rounds/{round}/elements/{element}");
    published(&stage).await;
    stage
        .administrator
        .does(&format!("/rounds/{round}/compilation/publication"), &[("shown", "yes")])
        .await;
    let reading = [place.clone(), path.clone(), format!("/rounds/{round}/compilation")];
    for at in &reading {
        let page = stage.visitor.get(at).await;
        assert!(page.links("/files/").contains(&format!("/files/{file}")), "{at}: {}", page.text());
    }
    // Once it is typed, the text at the place of the excerpt.
    typed(&stage, &path).await;
    let to = format!("{path}/letter#x-{id}");
    for at in &reading {
        let page = stage.visitor.get(at).await;
        assert!(page.links("/letter").contains(&to), "{at}: {:?}", page.links("/letter"));
    }
    let desk = stage.drafter.get(&format!("/rounds/{round}/consolidation/{element}")).await;
    assert!(desk.links("/letter").contains(&to), "{}", desk.text());
    assert!(stage.visitor.get(&format!("{path}/letter")).await.has("It welcomes the text."));
    // What is published stays as it is.
    let other = [("letter_text", "Another letter."), ("version", "1")];
    assert_eq!(stage.drafter.post(&format!("{path}/letter"), &other).await.status, 409);
}

#[tokio::test]
async fn who_may_not_read_an_excerpt_does_not_read_it_through_the_letter() {
    let stage = stage::set().await;
    let path = registered(&stage).await;
    typed(&stage, &path).await;
    assert_eq!(cut(&stage, &path, "It welcomes the text.", "public").await.status, 303);
    let words = "Our harbour at Sund was closed in March.";
    assert_eq!(cut(&stage, &path, words, "confidential").await.status, 303);
    let file: PublicId =
        stage.server.read(|conn| attachments::table.select(attachments::public_id).first(conn));
    let (letter, file) = (format!("{path}/letter"), format!("/files/{file}"));
    let excerpts = format!("{path}/excerpts");
    let is_kept_from =
        |page: &Page| !page.has("harbour at Sund") && !page.has("presents its compl");
    for published_too in [false, true] {
        if published_too {
            published(&stage).await;
        }
        for who in [&stage.visitor, &stage.administrator, &stage.ngo_focal, &stage.auditor] {
            for address in [&letter, &file] {
                let page = who.get(address).await;
                assert!(page.status == 404 && is_kept_from(&page), "{address}: {}", page.status);
            }
        }
        let page = stage.administrator.get(&excerpts).await;
        assert!(page.status == 200 && is_kept_from(&page), "{}", page.text());
        assert!(page.has("may read all of its excerpts"), "{}", page.text());
        // Nor does anybody learn by trying which words stand in it.
        let guess = [
            ("body", "Yours, the Mission."),
            ("language", "en"),
            ("element", ""),
            ("class", "public"),
        ];
        let wrong = [("body", "No such words."), ("language", "en"), ("element", "")];
        for form in [&guess[..], &wrong[..]] {
            assert_eq!(stage.administrator.post(&excerpts, form).await.status, 303);
        }
        let over = [("letter_text", "Mine."), ("version", "0")];
        assert_eq!(stage.administrator.post(&letter, &over).await.status, 404);
        for who in [&stage.drafter, &stage.lead, &stage.lothmar_focal] {
            assert!(who.get(&letter).await.has("harbour at Sund"));
        }
        assert_eq!(stage.drafter.get(&file).await.status, 200);
        assert_eq!(stage.lothmar_focal.get(&file).await.status, 200);
        let closed = published_too;
        assert_eq!(stage.lead.get(&file).await.status, if closed { 200 } else { 404 });
    }
    let place = format!("/rounds/{}/elements/{}", stage.round, stage.elements[2]);
    let page = stage.visitor.get(&place).await;
    assert!(page.has("It welcomes the text."), "{}", page.text());
    assert!(page.links("/letter").is_empty() && page.links("/files/").is_empty());
}

#[tokio::test]
async fn a_letter_is_sealed_and_goes_with_what_is_erased_of_it() {
    let stage = stage::set().await;
    let path = registered(&stage).await;
    typed(&stage, &path).await;
    assert_eq!(cut(&stage, &path, "It welcomes the text.", "public").await.status, 303);
    let rows = tables::everything(&stage.server).into_iter().flat_map(|(_, rows)| rows);
    let stolen = rows.collect::<Vec<_>>().join("\n");
    let hex: String = "harbour at Sund".bytes().map(|byte| format!("{byte:02x}")).collect();
    assert!(!stolen.contains("harbour at Sund") && !stolen.to_lowercase().contains(&hex));

    let erasure = format!("/inputs/{}/erasure", excerpt(&stage));
    let form = [
        ("authority", "The lead"),
        ("reason", "Somebody is in danger."),
        ("confirmed", "yes"),
        ("confirm_password", stage::PASSWORD),
    ];
    let answer = stage.lead.post(&erasure, &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let left: i64 = stage.server.read(|conn| letter_texts::table.count().get_result(conn));
    assert_eq!(left, 0);
    assert_eq!(stage.lead.get(&format!("{path}/letter")).await.status, 404);
}

/// The class of the file itself is not all: its letter is for those who may read every excerpt.
#[tokio::test]
async fn the_desk_leads_to_files_only_where_its_reader_finds_them() {
    let stage = stage::set().await;
    let lothmar: PublicId = stage.server.read(|conn| {
        participants::table.find(stage.lothmar).select(participants::public_id).first(conn)
    });
    let form = [
        ("participant", lothmar.as_str()),
        ("source", "note_verbale"),
        ("received_on", "2026-03-12"),
        ("language", "en"),
    ];
    let file = ("original", "note.txt", &b"The Kingdom presents its compliments."[..]);
    let path = format!("/rounds/{}/registered", stage.round);
    let answer = stage.administrator.post_files(&path, &form, &[file]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let path = answer.location().split("/excerpts").next().unwrap().to_owned();
    let cut = async |body: &str, class: &str| {
        let element = stage.elements[2].as_str();
        let form = [("element", element), ("body", body), ("class", class), ("language", "en")];
        let answer = stage.administrator.post(&format!("{path}/excerpts"), &form).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
    };
    cut("It welcomes the text.", "public").await;
    stage.server.it_is("2026-05-04T12:00:00Z");
    let desk = format!("/rounds/{}/consolidation/{}", stage.round, stage.elements[2]);
    let leads_to_files = |page: &Page| page.body.contains(&format!("<a href=\"{path}\">files</a>"));
    let agrees = async |who: &Person, there: bool| {
        let found = !who.get(&path).await.links("/files/").is_empty();
        let page = who.get(&desk).await;
        assert!(page.has("It welcomes the text."), "{}", page.text());
        assert_eq!((leads_to_files(&page), found), (there, there), "{}", page.text());
    };
    agrees(&stage.drafter, true).await;
    agrees(&stage.lead, true).await;
    cut("Our harbour at Sund was closed.", "confidential").await;
    // Not even the lead is shown whose a confidential excerpt is, and so not its letter, without asking.
    agrees(&stage.drafter, false).await;
    agrees(&stage.lead, false).await;
}
