//! The record proves itself: receipts, lists of digests, the check page, the command, the independent verifier.

mod facts;
mod frozen;
mod taking_out;
pub mod tampering;
mod verifier;

use std::process::Command;

use diesel::prelude::*;
use travaux::db::Conn;
use travaux::post::Desk;
use travaux::procedure::words::Occasion;
use travaux::record::Fault;
use travaux::record::checking::{self, Report};
use travaux::rounds::{announce_closings, digests};
use travaux::schema::{digest_lists, letters, submissions};
use travaux::signing::PublicKey;

use crate::support::acts::{self, act};
use crate::support::stage::{self, Stage};
use crate::support::{Page, Person, Server};

const AFTER_CLOSING: &str = "2026-04-30T16:00:30Z";

/// Does an act that must go through.
pub async fn does(stage: &Stage, name: &str) -> Page {
    let ready = acts::open(stage, act(name)).await.unwrap();
    let answer = ready.send().await;
    assert_eq!(answer.status, 303, "{name}: {}", answer.text());
    answer
}

/// A comment of this person's participant on the whole of the preamble's second paragraph, sent; answers the submission's path.
pub async fn sends(stage: &Stage, person: &Person, body: &str, class: &str) -> String {
    let path = format!("/rounds/{}/elements/{}?form=comment", stage.round, stage.elements[2]);
    let form = [("body", body), ("language", "en"), ("class", class), ("version", "0")];
    assert_eq!(person.post(&path, &form).await.status, 303);
    let text = person.get(&format!("/rounds/{}/text", stage.round)).await;
    let draft = text.links("/submissions/").into_iter().find(|to| to.starts_with("/submissions/"));
    let draft = draft.unwrap();
    let sent = person.post(&format!("{draft}/submission"), &[]).await;
    assert_eq!(sent.location(), format!("{draft}/receipt"));
    draft
}

/// The round ends by its date, and the worker comes by.
pub fn closes(stage: &Stage) {
    stage.server.it_is(AFTER_CLOSING);
    let desk = Desk::new(&stage.server.app.settings);
    let now = stage.server.now();
    let announced = stage.server.app.db.write(|tx| announce_closings(tx, &desk, now)).unwrap();
    assert_eq!(announced, 1);
}

pub fn check(conn: &mut Conn) -> Result<Report, Fault> {
    let looked = checking::everything(conn, None)?;
    match looked.faults.into_iter().next() {
        Some(first) => Err(first),
        None => Ok(looked.report),
    }
}

/// Everything in the server's database, as `travaux verify all` looks at it.
pub fn checked(server: &Server) -> Result<Report, Fault> {
    let answer: Result<_, travaux::web::Error> = server.app.db.read(|conn| Ok(check(conn)));
    answer.unwrap()
}

async fn asks(who: &Person, pasted: &str) -> Page {
    let page = who.post_files("/verify", &[("pasted", pasted)], &[]).await;
    assert_eq!(page.status, 200, "{}", page.text());
    page
}

async fn code(person: &Person, path: &str) -> String {
    let receipt = person.get(&format!("{path}/receipt.txt")).await;
    travaux::signing::value(&receipt.body, "code").to_owned()
}

#[tokio::test]
async fn a_receipt_is_signed_tells_nothing_of_the_content_and_is_for_its_own_people() {
    let stage = stage::recorded().await;
    let path =
        sends(&stage, &stage.avaria_focal, "Secret wishes of the capital", "confidential").await;
    let page = stage.avaria_contributor.get(&format!("{path}/receipt")).await;
    assert!(page.has("receipt-code") && page.has("in no list of digests yet"), "{}", page.text());

    let text = stage.avaria_focal.get(&format!("{path}/receipt.txt")).await;
    assert!(text.header("content-disposition").starts_with("attachment"));
    let json = stage.avaria_focal.get(&format!("{path}/receipt.json")).await;
    for word in ["Secret", "Avaria", "Ines"] {
        assert!(!text.body.contains(word) && !json.body.contains(word), "{word}: {}", text.body);
    }
    assert!(!page.has("Secret") && !page.has("Avaria"));
    let keys = stage.visitor.get("/.well-known/travaux-keys.txt").await;
    let key = PublicKey::parse(keys.body.split_whitespace().nth(1).unwrap()).unwrap();
    let right = travaux::signing::Signed::Right;
    assert_eq!(travaux::signing::check(&text.body, std::slice::from_ref(&key)), right);
    let again = serde_json::from_str(&json.body).unwrap();
    assert_eq!(travaux::submissions::receipts::from_json(&again).unwrap(), text.body);
    assert_eq!(travaux::signing::value(&text.body, "received"), "2026-03-15T12:00:00Z");
    assert_eq!(
        travaux::signing::value(&text.body, "received_local"),
        "2026-03-15 13:00 Europe/Zurich"
    );
    assert_eq!(travaux::signing::value(&text.body, "round_number"), "1");

    for file in ["receipt", "receipt.txt", "receipt.json", "proof"] {
        for (person, status) in
            [(&stage.lead, 404), (&stage.lothmar_focal, 404), (&stage.visitor, 401)]
        {
            assert_eq!(person.get(&format!("{path}/{file}")).await.status, status, "{file}");
        }
    }
    // The proof shows the content, and comes only after the warning.
    let warning = stage.avaria_focal.get(&format!("{path}/proof")).await;
    assert!(warning.has("The file shows what you submitted.") && !warning.has("Secret"));
    let proof = stage.avaria_focal.post(&format!("{path}/proof"), &[]).await;
    let proof: serde_json::Value = serde_json::from_str(&proof.body).unwrap();
    let content = travaux::signing::unhex(proof["content"].as_str().unwrap()).unwrap();
    assert!(String::from_utf8_lossy(&content).contains("Secret wishes"));
    assert_eq!(stage.lead.post(&format!("{path}/proof"), &[]).await.status, 404);
}

#[tokio::test]
async fn strangers_are_told_whether_a_receipt_is_known_and_counted_and_nothing_else() {
    let stage = stage::recorded().await;
    let path = sends(&stage, &stage.avaria_focal, "We agree.", "public").await;
    let gone = sends(&stage, &stage.lothmar_focal, "We do not.", "public").await;
    let (mine, theirs) =
        (code(&stage.avaria_focal, &path).await, code(&stage.lothmar_focal, &gone).await);
    let json = stage.avaria_focal.get(&format!("{path}/receipt.json")).await.body;
    let known = "Known. It stands in no list of digests yet.";
    assert!(asks(&stage.visitor, &mine).await.has(known));
    assert!(asks(&stage.visitor, &mine.to_uppercase().replace('-', " ")).await.has(known));
    assert!(asks(&stage.visitor, &json).await.has(known));
    stage
        .lothmar_focal
        .does(&format!("{gone}/withdrawal"), &[("reason", "On second thoughts")])
        .await;
    closes(&stage);

    let answer = asks(&stage.visitor, &mine).await;
    assert!(answer.has("Known, and counted in list 1."), "{}", answer.text());
    assert!(!answer.has("Avaria") && !answer.has("First round"));
    // What was taken back is answered like what waits for its list.
    let late = sends(&stage, &stage.ngo_focal, "Late, sorry.", "public").await;
    let late = code(&stage.ngo_focal, &late).await;
    let words = |page: Page, code: &str| page.text().replace(code, "");
    let (taken, waiting) = (asks(&stage.visitor, &theirs).await, asks(&stage.visitor, &late).await);
    assert!(taken.has(known));
    assert_eq!(words(taken, &theirs), words(waiting, &late));

    assert!(asks(&stage.visitor, &mine.replace(&mine[..2], "zz")).await.has("Not known"));
    assert!(asks(&stage.visitor, "what?").await.has("neither a code"));
    let bent = json.replace("\"journal_line\":\"", "\"journal_line\":\"1");
    assert!(asks(&stage.visitor, &bent).await.has("signature is wrong"));
    let file = format!("/rounds/{}/digests/1", stage.round);
    let list = stage.visitor.get(&file).await;
    assert_eq!(list.status, 200);
    let answer = asks(&stage.visitor, &list.body.replace('\n', "\r\n")).await;
    assert!(answer.has("This is list 1 with 1 digest"), "{}", answer.text());
    assert!(asks(&stage.visitor, &list.body.replace("list: 1", "list: 2")).await.has("is wrong"));
    let sent = [("file", "receipt.json", json.as_bytes())];
    let answer = stage.visitor.post_files("/verify", &[("pasted", "")], &sent).await;
    assert!(answer.has("Known, and counted in list 1."));
}

#[tokio::test]
async fn who_asks_too_often_waits() {
    let stage = stage::recorded().await;
    let mut statuses = std::collections::BTreeSet::new();
    for _ in 0..125 {
        statuses.insert(stage.visitor.post("/verify", &[("pasted", "x")]).await.status);
    }
    assert_eq!(statuses.into_iter().collect::<Vec<_>>(), [200, 429]);
}

#[tokio::test]
async fn the_closing_fixes_what_was_received_and_everybody_is_written_to() {
    let stage = stage::recorded().await;
    let path = sends(&stage, &stage.avaria_focal, "We agree.", "confidential").await;
    does(&stage, "register what came by letter").await;
    does(&stage, "close the round").await;
    let commitments: Vec<Option<Vec<u8>>> =
        stage.server.read(|c| submissions::table.select(submissions::commitment).load(c));
    let mut commitments: Vec<String> =
        commitments.iter().map(|one| travaux::signing::hex(one.as_ref().unwrap())).collect();
    commitments.sort();
    assert_eq!(commitments.len(), 2);

    let round = stage.visitor.get(&format!("/rounds/{}", stage.round)).await;
    let file = round.links("/digests/").remove(0);
    let list = stage.visitor.get(&file).await;
    assert!(list.body.contains("count: 2\n") && list.body.contains("list: 1\n"));
    assert!(list.body.contains(&commitments.join("\n")), "{}", list.body);
    use sha2::{Digest, Sha256};
    let sha = travaux::signing::hex(&Sha256::digest(&list.bytes));
    assert!(round.has(&sha));
    assert!(list.header("content-disposition").contains("digests.txt"));

    let bodies: Vec<String> = stage.server.read(|conn| {
        letters::table
            .filter(letters::occasion.eq(Occasion::RoundClosed))
            .select(letters::body_text)
            .load(conn)
    });
    // Five people of participants, four of the team.
    assert_eq!(bodies.len(), 9);
    let head: (i64, Vec<u8>) = stage.server.read(|conn| {
        use travaux::schema::chains;
        chains::table
            .filter(chains::scope.like("consultation:%"))
            .select((chains::length, chains::head))
            .first(conn)
    });
    for body in &bodies {
        assert!(body.contains(&sha) && body.contains(&travaux::signing::hex(&head.1)), "{body}");
        assert!(body.contains(&format!("Line {} of the journal", head.0)));
    }
    let receipt = stage.avaria_focal.get(&format!("{path}/receipt")).await;
    assert!(receipt.links("/digests/1").len() == 1);
    let report = checked(&stage.server).unwrap();
    assert_eq!((report.commitments, report.receipts, report.lists), (2, 2, 1));
}

#[tokio::test]
async fn what_comes_after_the_closing_is_listed_once_a_day() {
    let stage = stage::recorded().await;
    closes(&stage);
    let desk = Desk::new(&stage.server.app.settings);
    let supplement = || {
        let now = stage.server.now();
        stage.server.app.db.write(|tx| digests::supplement(tx, &desk, now)).unwrap()
    };
    sends(&stage, &stage.avaria_focal, "Late, sorry.", "public").await;
    stage.server.it_is("2026-04-30T21:59:00Z");
    assert_eq!(supplement(), 0, "it is still the day of the closing");
    stage.server.it_is("2026-04-30T22:01:00Z");
    assert_eq!(supplement(), 1);
    sends(&stage, &stage.lothmar_focal, "Later still.", "public").await;
    assert_eq!(supplement(), 0);
    stage.server.it_is("2026-05-02T06:00:00Z");
    assert_eq!((supplement(), supplement()), (1, 0));
    let lists: Vec<(i64, i64)> = stage.server.read(|conn| {
        let lists = digest_lists::table.order(digest_lists::number);
        lists.select((digest_lists::number, digest_lists::count)).load(conn)
    });
    assert_eq!(lists, [(1, 0), (2, 1), (3, 1)]);
    assert_eq!(checked(&stage.server).unwrap().lists, 3);
}

#[tokio::test]
async fn the_heads_and_the_chains_are_for_those_who_read_the_journal() {
    let stage = stage::recorded().await;
    sends(&stage, &stage.avaria_focal, "We agree.", "public").await;
    let system = &stage.system_administrator;
    system.post("/account", &[("name", "Sofia of the System"), ("language", "en")]).await;
    for (person, record, chain, installation) in [
        (&stage.lead, 200, 200, 404),
        (&stage.auditor, 200, 200, 404),
        (&stage.drafter, 404, 404, 404),
        (&stage.avaria_focal, 404, 404, 404),
        (&stage.visitor, 401, 401, 401),
        (system, 200, 404, 200),
    ] {
        assert_eq!(person.get("/record").await.status, record);
        assert_eq!(person.get("/c/mutual-aid/journal/chain").await.status, chain);
        assert_eq!(person.get("/record/installation").await.status, installation);
        assert_eq!(person.get("/record/installation/chain").await.status, installation);
    }
    assert!(system.get("/record/installation").await.has("Changed the account"));
}

#[tokio::test]
async fn the_command_checks_files_and_the_database_and_names_what_is_wrong() {
    let stage = stage::recorded().await;
    let path = sends(&stage, &stage.avaria_focal, "We agree.", "public").await;
    closes(&stage);
    let folder = tempfile::tempdir().unwrap();
    let keep = |name: &str, page: &Page| {
        let path = folder.path().join(name);
        std::fs::write(&path, &page.bytes).unwrap();
        path.display().to_string()
    };
    let receipt = stage.avaria_focal.get(&format!("{path}/receipt.json")).await;
    let list = stage.visitor.get(&format!("/rounds/{}/digests/1", stage.round)).await;
    let (receipt, list) = (keep("receipt.json", &receipt), keep("digests.txt", &list));
    let keys = stage.visitor.get("/.well-known/travaux-keys.txt").await.body;
    let key = keys.split_whitespace().nth(1).unwrap();
    let other = PublicKey::from_bytes(vec![7; 32]).hex();

    let travaux = |arguments: &[&str]| {
        let settings = &stage.server.app.settings;
        let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
        command.env("DATABASE_URL", &settings.database_url).arg("--data").arg(&settings.data);
        let done = command.arg("verify").args(arguments).output().unwrap();
        let said = [done.stdout, done.stderr].map(|said| String::from_utf8(said).unwrap());
        (done.status.code(), said.concat())
    };
    let good: &[&[&str]] = &[
        &["receipt", &receipt, "--public-key", key, "--list", &list],
        &["digests", &list, "--public-key", key],
        &["receipt", &receipt],
        &["digests", &list],
        &["chain"],
        &["chain", "--consultation", "mutual-aid"],
        &["all"],
    ];
    for arguments in good {
        let (status, said) = travaux(arguments);
        assert_eq!(status, Some(0), "{arguments:?}: {said}");
    }
    // It says what it covers, and what it does not.
    let (_, said) = travaux(&["all"]);
    for words in [
        ", 1 commitment, 0 of them erased, 1 receipt, 1 list of digests, ",
        " texts or facts that their lines commit to, ",
        " sealed rows opened: all of this as it was written",
        "\ncovered: the journal",
        "rounds, their dates and questions; names, kinds and addresses of participants",
        "covered by no digest: people, accounts and their roles;",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(travaux(&["receipt", &receipt]).1.contains("counted in list 1"));
    let (status, said) = travaux(&["receipt", &receipt, "--public-key", &other]);
    assert_eq!((status, said.contains("not known here")), (Some(1), true), "{said}");
    let bent = std::fs::read_to_string(&list).unwrap().replace("count: 1", "count: 2");
    std::fs::write(&list, bent).unwrap();
    assert_eq!(travaux(&["digests", &list]).0, Some(1));
    let (status, said) = travaux(&["chain", "--consultation", "mutual-aid", "--head", "1:00"]);
    assert_eq!((status, said.contains("another than the one written down")), (Some(1), true));

    tampering::without_triggers(&stage.server);
    let done = stage.server.write(|tx| {
        diesel::sql_query("UPDATE journal SET act = 'theme.added' WHERE act = 'round.ended'")
            .execute(&mut **tx)
    });
    assert_eq!(done, 1);
    let (status, said) = travaux(&["all"]);
    assert_eq!(status, Some(1));
    assert!(said.contains("mutual-aid: line 8 of the journal: its hash"), "{said}");
}
