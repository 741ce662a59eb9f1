//! What a stolen database does not tell: confidential words, drafts, files, and who sent what.

mod keys;
mod team;

use crate::support::stage::{self, Stage};
use crate::support::{Page, Person, Server, tables};
use diesel::prelude::*;
use travaux::db::Conn;
use travaux::procedure::words::PublicationClass;
use travaux::schema::{attachment_parts, attachments, inputs, journal, submissions};
use travaux::submissions::store::{Sender, find_input, seal_cover};

/// Article 1 (1): "Everyone has the right to mutual aid."
const PARAGRAPH: usize = 5;
const NEXT: usize = 6;
const AFTER_CLOSING: &str = "2026-05-02T09:00:00Z";

fn place(stage: &Stage, n: usize) -> String {
    format!("/rounds/{}/elements/{}", stage.round, stage.elements[n])
}

async fn comments(person: &Person, stage: &Stage, n: usize, body: &str, class: &str) -> Page {
    let form = [("body", body), ("language", "en"), ("class", class), ("version", "0")];
    person.does(&format!("{}?form=comment", place(stage, n)), &form).await
}

/// The path of what the person's participant drafts or sent last.
async fn own(person: &Person) -> String {
    let page = person.get("/c/mutual-aid/submissions").await;
    let links = page.links("/submissions/");
    let own = links.into_iter().find(|link| link.starts_with("/submissions/"));
    own.unwrap_or_else(|| panic!("nothing of their own: {}", page.text()))
}

async fn sends(person: &Person, fields: &[(&str, &str)]) -> String {
    let path = own(person).await;
    let version = person.get(&path).await.value("version");
    let form = [&[("version", version.as_str()), ("language", "en")][..], fields].concat();
    let receipt = person.does(&format!("{path}/submission"), &form).await;
    assert!(receipt.has("receipt-code"), "{}", receipt.text());
    path
}

/// All that a thief of the database has: the files' bytes, or every row of every table.
fn stolen(server: &Server) -> Vec<u8> {
    if server.read(|conn| Ok(matches!(conn, Conn::Postgres(_)))) {
        let tables = tables::everything(server).into_iter();
        return tables.flat_map(|(_, rows)| rows).collect::<Vec<_>>().join("\n").into_bytes();
    }
    let files = std::fs::read_dir(server.data()).unwrap().map(|entry| entry.unwrap().path());
    let of_database = files.filter(|path| path.display().to_string().contains("travaux.db"));
    let bytes: Vec<u8> = of_database.flat_map(|path| std::fs::read(path).unwrap()).collect();
    assert!(bytes.len() > 100_000, "the database is there, and its log");
    bytes
}

/// For what others keep from a thief.
pub fn is_in_the_stolen_database(server: &Server, words: &str) -> bool {
    holds(&stolen(server), words)
}

/// Is it in there: as it is, or written in hexadecimal digits?
fn holds(stolen: &[u8], words: &str) -> bool {
    let hex: String = words.bytes().map(|byte| format!("{byte:02x}")).collect();
    [words.as_bytes(), hex.as_bytes()]
        .iter()
        .any(|needle| stolen.windows(needle.len()).any(|window| window == *needle))
}

#[tokio::test]
async fn what_is_confidential_drafted_or_attached_is_nowhere_in_the_stolen_database() {
    let stage = stage::set().await;
    let avaria = &stage.avaria_focal;
    comments(avaria, &stage, PARAGRAPH, "Canary-of-the-team-alone", "confidential").await;
    comments(avaria, &stage, PARAGRAPH, "Canary-said-openly", "public").await;
    comments(avaria, &stage, NEXT, "Canary-without-a-class", "").await;
    let files = format!("/rounds/{}/files", stage.round);
    let file = ("file", "Canary-name.txt", &b"Canary-of-a-file, and more of it"[..]);
    assert_eq!(avaria.post_files(&files, &[("class", "public")], &[file]).await.status, 303);
    let all =
        ["Canary-of-the-team-alone", "Canary-without-a-class", "Canary-name", "Canary-of-a-file"];

    let drafted = stolen(&stage.server);
    for canary in all.iter().chain(&["Canary-said-openly"]) {
        assert!(!holds(&drafted, canary), "{canary} while it is drafted");
    }
    let path = sends(avaria, &[("class_rest", "confidential")]).await;
    let sent = stolen(&stage.server);
    for canary in all {
        assert!(!holds(&sent, canary), "{canary} once it is submitted");
    }
    assert!(holds(&sent, "Canary-said-openly"), "what is public stays in the open record");

    // And everybody who may sees what they saw.
    stage.server.it_is(AFTER_CLOSING);
    assert!(stage.lead.get(&place(&stage, PARAGRAPH)).await.has("Canary-of-the-team-alone"));
    let whole = avaria.get(&path).await;
    assert!(whole.has("Canary-without-a-class") && whole.has("Canary-name.txt"));
    let file = avaria.get(&whole.links("/files/")[0]).await;
    assert_eq!(file.bytes, b"Canary-of-a-file, and more of it");
}

#[tokio::test]
async fn the_stolen_database_does_not_tell_who_sent_what() {
    let stage = stage::set().await;
    let avaria = &stage.avaria_focal;
    comments(avaria, &stage, PARAGRAPH, "Said-without-a-name", "name_withheld").await;
    let cover = [
        ("on_behalf_of", "Canary-group"),
        ("co_names", "Canary-federation"),
        ("own_reference", "Canary-reference"),
        ("own_date", "2019-07-23"),
        ("receipt_by_email", "yes"),
    ];
    let path = sends(avaria, &cover).await;
    avaria.does(&format!("{path}/replacement"), &[]).await;
    let path = sends(avaria, &cover).await;
    let page = avaria.does(&format!("{path}/withdrawal"), &[("reason", "Canary-reason")]).await;
    assert!(page.has("Canary-reason") && page.has("Canary-federation (unconfirmed)"));

    let stolen = stolen(&stage.server);
    for canary in
        ["Canary-group", "Canary-federation", "Canary-reference", "2019-07-23", "Canary-reason"]
    {
        assert!(!holds(&stolen, canary), "{canary}");
    }
    // No column of these tables leads to a participant or to one of its people.
    stage.server.read(|conn| {
        for table in ["submissions", "inputs", "attachments", "attachment_parts"] {
            for column in tables::columns(conn, table) {
                let leads = ["participant", "account", "person", "_by", "sender", "author"]
                    .iter()
                    .any(|word| column.name.contains(word));
                let known = ["participant_index", "registered_by", "receipt_by_email"];
                assert!(!leads || known.contains(&column.name.as_str()), "{table}.{}", column.name);
            }
        }
        Ok(())
    });
    // The journal tells the capacity alone, and still reads well.
    let lines: Vec<(String, Option<i64>, String)> = stage.server.read(|conn| {
        let line = (journal::act, journal::account_id, journal::acting_as);
        journal::table.order(journal::id).select(line).load(conn)
    });
    let acts: Vec<&str> = lines.iter().map(|(act, ..)| act.as_str()).collect();
    let expected = [
        "submission.submitted",
        "submission.replaced",
        "submission.submitted",
        "submission.withdrawn",
    ];
    assert_eq!(acts, expected);
    assert!(lines.iter().all(|(_, account, acting)| account.is_none() && acting == "focal_point"));
    let page = stage.administrator.get("/c/mutual-aid/journal").await;
    assert!(page.has("One of the participant’s people") && !page.has("Inês"), "{}", page.text());
}

/// The receipt by e-mail names a person and a submission: it is in the outbox until it has left.
#[tokio::test]
async fn a_receipt_that_left_is_not_kept() {
    let stage = stage::set().await;
    let queued = || -> Vec<String> {
        use travaux::schema::letters;
        stage.server.read(|conn| letters::table.select(letters::reason_key).load(conn))
    };
    comments(&stage.ngo_focal, &stage, PARAGRAPH, "Other words", "public").await;
    sends(&stage.ngo_focal, &[]).await;
    assert!(queued().is_empty(), "nobody asked for it by e-mail");
    comments(&stage.avaria_focal, &stage, PARAGRAPH, "Some words", "name_withheld").await;
    sends(&stage.avaria_focal, &[("receipt_by_email", "yes")]).await;
    assert!(matches!(&queued()[..], [reason] if reason.starts_with("receipt:")));
    let mailer = travaux::post::Mailer::new(&stage.server.app.settings).unwrap();
    let sent =
        travaux::post::deliver(&stage.server.app.db, &mailer, || true, stage.server.now()).unwrap();
    assert_eq!((sent, queued().len()), (1, 0));
}

/// (the public id, the words in their own column, is anything sealed?), in the order of typing.
fn rows(stage: &Stage) -> Vec<(PublicationClass, String)> {
    stage.server.read(|conn| {
        inputs::table
            .order(inputs::id)
            .select((inputs::publication_class.assume_not_null(), inputs::body))
            .load(conn)
    })
}

#[tokio::test]
async fn words_are_sealed_and_opened_as_their_class_and_state_change() {
    use PublicationClass::{Confidential, Public};
    let stage = stage::set().await;
    let avaria = &stage.avaria_focal;
    comments(avaria, &stage, PARAGRAPH, "Our words", "public").await;
    assert_eq!(rows(&stage), [(Public, String::new())], "drafted");
    let path = sends(avaria, &[]).await;
    assert_eq!(rows(&stage), [(Public, "Our words".to_owned())], "submitted");

    avaria.does(&format!("{path}/replacement"), &[]).await;
    let copy = stage.server.inputs().remove(1);
    let class = format!("class-{}", copy.public_id);
    sends(avaria, &[(class.as_str(), "confidential")]).await;
    let sealed = [(Public, String::new()), (Confidential, String::new())];
    assert_eq!(rows(&stage), sealed, "replaced by a confidential one");

    let path = own(avaria).await;
    avaria.does(&format!("{path}/replacement"), &[]).await;
    let copy = stage.server.inputs().remove(2);
    let class = format!("class-{}", copy.public_id);
    let path = sends(avaria, &[(class.as_str(), "public")]).await;
    assert_eq!(rows(&stage)[2], (Public, "Our words".to_owned()), "and back");
    avaria.does(&format!("{path}/withdrawal"), &[("reason", "By order")]).await;
    assert_eq!(rows(&stage)[2], (Public, String::new()), "withdrawn");
    let bodies = stage.server.inputs().into_iter().map(|input| input.body);
    assert!(bodies.into_iter().all(|body| body == "Our words"));
}

fn assert_honest(page: &Page) {
    assert_eq!(page.status, 500, "{}", page.text());
    assert!(page.has("cannot be opened") && page.has("the reference "), "{}", page.text());
    assert!(!page.has("Canary"), "{}", page.text());
}

#[tokio::test]
async fn what_is_moved_or_altered_is_refused_and_never_shown_for_something_else() {
    let stage = stage::set().await;
    let avaria = &stage.avaria_focal;
    comments(avaria, &stage, PARAGRAPH, "Canary-one", "confidential").await;
    comments(avaria, &stage, NEXT, "Canary-two", "confidential").await;
    let path = own(avaria).await;
    assert!(avaria.get(&path).await.has("Canary-one"));
    let sealed: Vec<(i64, Option<Vec<u8>>)> = stage.server.read(|conn| {
        inputs::table.order(inputs::id).select((inputs::id, inputs::sealed)).load(conn)
    });
    let put = |row: usize, bytes: &Option<Vec<u8>>| {
        stage.server.write(|tx| {
            diesel::update(inputs::table.filter(inputs::id.eq(sealed[row].0)))
                .set(inputs::sealed.eq(bytes))
                .execute(&mut **tx)
        });
    };
    let id = stage.server.inputs()[0].public_id.clone();

    // Another row's words do not stand in for this one's, whatever else fits.
    put(0, &sealed[1].1);
    assert_honest(&avaria.get(&path).await);
    let refused: Result<_, travaux::web::Error> =
        stage.server.app.db.read(|conn| Ok(find_input(conn, &id)?));
    let logged = refused.unwrap_err().to_string();
    assert!(logged.contains("altered") && logged.contains(id.as_str()), "{logged}");
    assert!(logged.contains("reference") && !logged.contains("Canary"), "{logged}");

    for bit in [3, 70, 300, 1000] {
        let mut altered = sealed[0].1.clone().unwrap();
        altered[bit / 8] ^= 1 << (bit % 8);
        put(0, &Some(altered));
        assert_honest(&avaria.get(&path).await);
    }
    put(0, &Some(Vec::new()));
    assert_honest(&avaria.get(&path).await);
    put(0, &sealed[0].1);
    assert!(avaria.get(&path).await.has("Canary-one"));

    // What one participant drafts, put under another's name.
    comments(&stage.ngo_focal, &stage, PARAGRAPH, "Another draft", "").await;
    let index_of = |n: i64| -> Vec<u8> {
        let all = submissions::table.order(submissions::id).select(submissions::participant_index);
        stage.server.read(|conn| all.offset(n).first(conn))
    };
    let indexes = [index_of(0), index_of(1)];
    let put = |index: &Vec<u8>| {
        stage.server.write(|tx| {
            let first = stage.server.inputs()[0].submission_id;
            diesel::update(submissions::table.filter(submissions::id.eq(first)))
                .set(submissions::participant_index.eq(index))
                .execute(&mut **tx)
        });
    };
    put(&indexes[1]);
    assert_honest(&stage.ngo_focal.get(&place(&stage, PARAGRAPH)).await);
    put(&indexes[0]);
    assert!(stage.ngo_focal.get(&place(&stage, PARAGRAPH)).await.has("Another draft"));

    // A cover of another submission, with the index that goes with it.
    stage.server.write(|tx| {
        let other = travaux::secrets::public_id();
        let cover = seal_cover(tx, &other, stage.round_key, &Sender::of(stage.avaria))?;
        diesel::update(submissions::table).set(cover).execute(&mut **tx)
    });
    assert_honest(&avaria.get(&path).await);
}

#[tokio::test]
async fn the_parts_of_a_file_cannot_be_exchanged_or_taken_away() {
    let stage = stage::set().await;
    let avaria = &stage.avaria_focal;
    let path = format!("/rounds/{}/files", stage.round);
    for (name, bytes) in [("one.txt", &b"Canary of the first"[..]), ("two.txt", b"Canary of 2nd")] {
        let form = [("class", "confidential")];
        assert_eq!(avaria.post_files(&path, &form, &[("file", name, bytes)]).await.status, 303);
    }
    let files: Vec<i64> = stage
        .server
        .read(|conn| attachments::table.order(attachments::id).select(attachments::id).load(conn));
    let page = avaria.get(&own(avaria).await).await;
    let link = page.links("/files/")[0].clone();
    assert!(avaria.get(&link).await.bytes.starts_with(b"Canary of"));
    stage.server.write(|tx| {
        let at = attachment_parts::attachment_id;
        diesel::delete(attachment_parts::table.filter(at.eq(files[0]))).execute(&mut **tx)
    });
    assert_honest(&avaria.get(&link).await);
    stage.server.write(|tx| {
        diesel::update(attachment_parts::table)
            .set(attachment_parts::attachment_id.eq(files[0]))
            .execute(&mut **tx)
    });
    assert_honest(&avaria.get(&link).await);
}
