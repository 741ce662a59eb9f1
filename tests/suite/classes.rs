//! Who may read what was submitted, changed afterwards; and kinds that would nearly be names.

use diesel::prelude::*;
use travaux::procedure::keys::PublicId;
use travaux::procedure::words::{ParticipantKind, PublicationClass};
use travaux::schema::{inputs, participants, rounds, submissions};
use travaux::secrets::public_id;
use travaux::submissions::store::Input;

use crate::access::scene::{comment, input, submit};
use crate::support::stage::{self, Stage};

const AFTER_CLOSING: &str = "2026-05-04T12:00:00Z";

/// One public comment of Avaria, submitted and, if said, published.
async fn published(stage: &Stage, class: &str) -> (PublicId, PublicId) {
    let element = &stage.elements[2];
    comment(&stage.avaria_focal, &stage.round, element, "We keep the light.", class).await;
    let sent = submit(stage, &stage.avaria_focal, &stage.round, stage.avaria).await;
    stage.server.it_is(AFTER_CLOSING);
    let path = format!("/rounds/{}/publication", stage.round);
    assert_eq!(stage.administrator.post(&path, &[]).await.status, 303);
    let class = class.parse().unwrap();
    (sent.clone(), input(stage, &sent, class))
}

#[tokio::test]
async fn what_was_published_is_withdrawn_from_publication_and_nothing_of_it_is_shown() {
    let stage = stage::set().await;
    let (sent, input) = published(&stage, "public").await;
    let (whole, list) =
        (format!("/submissions/{sent}"), format!("/rounds/{}/submissions", stage.round));
    let class = format!("/inputs/{input}/class");
    assert!(stage.visitor.get(&whole).await.has("We keep the light."));
    assert_eq!(stage.drafter.post(&class, &[("class", "confidential")]).await.status, 403);
    assert_eq!(stage.lothmar_focal.post(&class, &[("class", "confidential")]).await.status, 404);
    let page = stage.lead.get(&class).await;
    assert!(page.has("withdrawn from publication"), "{}", page.text());

    let unsaid = stage.lead.post(&class, &[]).await;
    assert_eq!(unsaid.status, 422, "{}", unsaid.text());
    let page = stage.lead.does(&class, &[("class", "confidential")]).await;
    assert!(page.has("1 input was withdrawn from publication."), "{}", page.text());
    let gone = stage.visitor.get(&whole).await;
    assert_eq!(gone.status, 410);
    assert!(gone.has("No longer shown") && !gone.has("Avaria"), "{}", gone.text());
    let public = stage.visitor.get(&list).await;
    assert!(public.has("1 input was withdrawn from publication."), "{}", public.text());
    assert!(!public.has("We keep the light."), "{}", public.text());
    assert!(
        stage.auditor.get("/c/mutual-aid/journal").await.has("Withdrew an input from publication")
    );

    // The lead does not bring it back; whoever submitted it does.
    assert_eq!(stage.lead.post(&class, &[("class", "public")]).await.status, 403);
    assert_eq!(stage.avaria_contributor.post(&class, &[("class", "public")]).await.status, 403);
    stage.avaria_focal.does(&class, &[("class", "public")]).await;
    assert!(stage.visitor.get(&whole).await.has("We keep the light."));
    let kept: (Option<PublicationClass>, Option<PublicationClass>) = stage.server.read(|conn| {
        inputs::table.select((inputs::class_as_submitted, inputs::publication_class)).first(conn)
    });
    assert_eq!(kept.0, Some(PublicationClass::Public), "the commitment covers what was submitted");
}

#[tokio::test]
async fn a_whole_submission_is_made_confidential_by_its_contributor_and_not_more_public() {
    let stage = stage::set().await;
    let (sent, _) = published(&stage, "name_withheld").await;
    let path = format!("/submissions/{sent}/class");
    let raised = stage.avaria_contributor.post(&path, &[("class", "public")]).await;
    assert_eq!(raised.status, 403, "{}", raised.text());
    let page = stage.avaria_contributor.does(&path, &[("class", "confidential")]).await;
    assert!(page.has("Confidential"), "{}", page.text());
    let element = format!("/rounds/{}/elements/{}", stage.round, stage.elements[2]);
    assert!(!stage.visitor.get(&element).await.has("We keep the light."));
}

#[tokio::test]
async fn the_kind_of_a_withheld_name_is_said_only_where_five_are_of_it() {
    let stage = stage::set().await;
    published(&stage, "name_withheld").await;
    let element = format!("/rounds/{}/elements/{}", stage.round, stage.elements[2]);
    let matrix = format!("/rounds/{}/matrix.csv", stage.round);
    let page = stage.visitor.get(&element).await;
    assert!(page.has("Name withheld") && page.has("A participant"), "{}", page.text());
    let file = stage.lead.get(&matrix).await;
    assert!(!file.has("\"state\""), "{}", file.body);
    assert!(!file.has("Republic of Avaria"), "{}", file.body);
    let counted = stage.visitor.get("/c/mutual-aid").await;
    assert!(counted.has("Not said, the group is small"), "{}", counted.text());

    // Three more States: now there are five.
    let now = stage.server.now();
    stage.server.write(|tx| {
        for name in ["Republic of Quillen", "Republic of Ostrava Bay", "Kingdom of Sund"] {
            diesel::insert_into(participants::table)
                .values((
                    participants::public_id.eq(public_id()),
                    participants::consultation_id.eq(stage.consultation),
                    participants::name.eq(name),
                    participants::kind.eq(ParticipantKind::State),
                    participants::language.eq("en"),
                    participants::email.eq(""),
                    participants::address.eq(""),
                    participants::admitted_by.eq("registered"),
                    participants::created_at.eq(now),
                ))
                .execute(&mut **tx)?;
        }
        Ok(())
    });
    let page = stage.visitor.get(&element).await;
    assert!(!page.has("A participant"), "{}", page.text());
    assert!(stage.lead.get(&matrix).await.has("\"state\""));
}

#[tokio::test]
async fn the_matrix_with_names_is_the_leads_with_a_reason() {
    let stage = stage::set().await;
    published(&stage, "name_withheld").await;
    let path = format!("/rounds/{}/matrix/identities", stage.round);
    for (person, status) in
        [(&stage.drafter, 404), (&stage.administrator, 404), (&stage.visitor, 401)]
    {
        assert_eq!(person.post(&path, &[("reason", "x")]).await.status, status);
    }
    let without = stage.lead.post(&path, &[("reason", " ")]).await;
    assert_eq!(without.status, 422);
    assert!(without.has("Say what the names are needed for."), "{}", without.text());
    let file = stage.lead.post(&path, &[("reason", "A question of the Council.")]).await;
    assert_eq!(file.status, 200);
    assert!(file.has("Republic of Avaria"), "{}", file.body);
    let journal = stage.auditor.get("/c/mutual-aid/journal").await;
    assert!(journal.has("Fetched the matrix with every name"), "{}", journal.text());
    assert!(journal.has("A question of the Council."), "{}", journal.text());
}

#[tokio::test]
async fn what_nobody_sees_is_shown_as_a_mark_and_kept_as_it_was_sent() {
    let stage = stage::set().await;
    let sent = "Pay \u{202e}evil\u{202c} no\u{200b}w, \u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}";
    comment(&stage.avaria_focal, &stage.round, &stage.elements[2], sent, "public").await;
    let stored: Input =
        stage.server.read(|conn| inputs::table.select(Input::as_select()).first(conn));
    assert_eq!(stored.body, sent);
    let element = format!("/rounds/{}/elements/{}", stage.round, stage.elements[2]);
    let page = stage.avaria_focal.get(&element).await;
    assert!(
        page.has("Pay ⟦U+202E⟧evil⟦U+202C⟧ no⟦U+200B⟧w, \u{645}\u{6cc}\u{200c}"),
        "{}",
        page.text()
    );

    let form = [
        ("name", "Pet\u{202e}ra"),
        ("email", "petra@example.org"),
        ("role", "contributor"),
        ("language", "en"),
    ];
    let of: PublicId = stage.server.read(|conn| {
        participants::table.find(stage.avaria).select(participants::public_id).first(conn)
    });
    let page = stage.avaria_focal.post(&format!("/participants/{of}/colleagues"), &form).await;
    assert_eq!(page.status, 422);
    assert!(
        page.has("characters that nobody can see") && page.has("Pet⟦U+202E⟧ra"),
        "{}",
        page.text()
    );
    // Nor in the names of others who join, nor in the name of a file, on a page or beside its bytes.
    let draft = stage.avaria_focal.get(&format!("/rounds/{}/text", stage.round)).await;
    let draft = draft.links("/submissions/").into_iter().find(|to| to.starts_with("/submissions/"));
    let draft = draft.unwrap();
    let others =
        [("co_names", "Friends\nof the \u{202e}Sea"), ("language", "en"), ("version", "0")];
    let page = stage.avaria_focal.post(&format!("{draft}/cover"), &others).await;
    assert!(page.status == 422 && page.has("of the ⟦U+202E⟧Sea"), "{}", page.text());
    let sent = [("file", "paper\u{202e}fdp.txt", b"We agree.".as_slice())];
    let files = format!("/rounds/{}/files", stage.round);
    let page = stage.avaria_focal.post_files(&files, &[("class", "public")], &sent).await;
    assert_eq!(page.status, 303, "{}", page.text());
    let page = stage.avaria_focal.get(&draft).await;
    assert!(page.has("paper⟦U+202E⟧fdp.txt") && !page.body.contains('\u{202e}'), "{}", page.text());
    let file = stage.avaria_focal.get(&page.links("/files/").remove(0)).await;
    let named = file.header("content-disposition");
    assert!(named.contains("paperfdp.txt") && !named.contains("%E2%80%AE"), "{named}");

    let submissions: i64 = stage.server.read(|conn| submissions::table.count().get_result(conn));
    let open: i64 = stage.server.read(|conn| rounds::table.count().get_result(conn));
    assert_eq!((submissions, open), (1, 1));
}
