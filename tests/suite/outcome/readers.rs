//! What each reader sees of it: visitors, participants, those without a clearance.

use super::*;

#[tokio::test]
async fn a_consultation_that_is_not_public_does_not_exist_for_visitors() {
    let stage = stage::set().await;
    set_public(&stage, false);

    for person in [&stage.visitor, &stage.stranger] {
        assert_eq!(person.get("/c/mutual-aid").await.status, 404);
    }
    let page = stage.avaria_focal.get("/c/mutual-aid").await;

    assert_eq!(page.status, 200);
    assert!(page.has("First round opens"), "{}", page.text());
    assert!(page.has("30 April 2026, 18:00</time> (Europe/Zurich)"), "{}", page.text());
    assert!(page.has("46 days 4 hours left"), "{}", page.text());
    set_public(&stage, true);
    let public = stage.visitor.get("/c/mutual-aid").await;
    assert_eq!(public.status, 200);
    assert!(public.has("Sign in to take part"));
    // The checker takes its time, and the server closes connections that wait.
    is_valid(&page);
    is_valid(&public);
}

#[tokio::test]
async fn a_confidential_input_reaches_no_page_count_or_matrix_of_those_who_may_not_see_it() {
    let stage = stage::set().await;
    let secret = Said {
        by: stage.ngo,
        on: Some(&stage.identities[5]),
        body: "They watch our harbour.",
        proposed: "",
        class: PublicationClass::Confidential,
        published: true,
    };
    say(&stage, &secret);
    proposal(&stage, PublicationClass::Public, true);
    set_public(&stage, true);
    stage.server.it_is(AFTER_CLOSING);
    let matrix = format!("/rounds/{}/matrix", stage.round);

    for person in [&stage.visitor, &stage.lothmar_focal, &stage.drafter, &stage.administrator] {
        let page = person.get("/c/mutual-aid").await;
        assert_eq!(page.status, 200);
        assert!(page.has("1 submission, counted over what you may see."), "{}", page.text());
        assert!(!page.has("Harbour Watch") && !page.has("Civil society"), "{}", page.text());
    }
    for person in [&stage.drafter, &stage.administrator] {
        for path in [&matrix, &format!("{matrix}.csv")] {
            let page = person.get(path).await;
            assert_eq!(page.status, 200, "{}", page.text());
            assert!(page.has("Avaria") && !page.has("harbour"), "{}", page.text());
            assert!(!page.has("Harbour Watch"), "{}", page.text());
        }
    }
    is_valid(&stage.drafter.get(&matrix).await);
    assert!(stage.lead.get(&matrix).await.has("They watch our harbour."));
    assert!(stage.lead.get("/c/mutual-aid").await.has("2 submissions"));
    for person in [&stage.visitor, &stage.avaria_focal, &stage.auditor] {
        assert_eq!(person.get(&matrix).await.status, 404);
    }
    let ngo = stage.server.read(|conn| {
        participants::table.find(stage.ngo).select(participants::public_id).first::<PublicId>(conn)
    });
    let fate = stage.drafter.get(&format!("/participants/{ngo}/outcome")).await;
    assert!(!fate.has("They watch"), "{}", fate.text());
}

#[tokio::test]
async fn the_team_waits_for_the_matrix_until_the_round_closes() {
    let stage = stage::set().await;
    proposal(&stage, PublicationClass::Public, false);
    let matrix = format!("/rounds/{}/matrix", stage.round);

    let page = stage.lead.get(&matrix).await;

    assert!(page.has("class=\"refusal\"") && !page.has("Avaria"), "{}", page.text());
    assert_eq!(stage.lead.get(&format!("{matrix}.csv")).await.status, 409);
}

#[tokio::test]
async fn a_spreadsheet_runs_nothing_that_a_participant_wrote() {
    let stage = stage::set().await;
    let said = Said {
        by: stage.lothmar,
        on: Some(&stage.identities[5]),
        body: "=HYPERLINK(\"http://evil.example\")",
        proposed: "@SUM(A1)",
        class: PublicationClass::Public,
        published: false,
    };
    say(&stage, &said);
    stage.server.it_is(AFTER_CLOSING);

    let file = stage.lead.get(&format!("/rounds/{}/matrix.csv", stage.round)).await;

    assert!(file.header("content-disposition").starts_with("attachment"));
    assert!(file.has("\"'=HYPERLINK(\"\"http://evil.example\"\")\""), "{}", file.body);
    assert!(file.has("\"'@SUM(A1)\"") && file.has("\"art. 1 (1)\""), "{}", file.body);
}

#[tokio::test]
async fn a_participant_sees_the_fate_of_its_comments_and_only_released_answers() {
    let stage = stage::set().await;
    let input = proposal(&stage, PublicationClass::Public, false);
    let (draft, key) = next_draft(&stage, Some(input));
    let note = format!("/drafts/{draft}/notes/{}", stage.identities[8]);
    stage.drafter.does(&note, &[("body", "A declaration invites rather than binds.")]).await;
    stage.server.it_is(AFTER_CLOSING);
    let author = stage.server.read(|conn| accounts::table.select(accounts::id).first(conn));
    let author: AccountKey = author;
    stage.server.write(|tx| {
        diesel::insert_into(responses::table)
            .values((
                responses::public_id.eq(public_id()),
                responses::input_id.eq(input),
                responses::treatment.eq(Treatment::Accepted),
                responses::reason.eq("It convinced us."),
                responses::drafted_by.eq(author),
                responses::drafted_at.eq(moment(AFTER_CLOSING)),
            ))
            .execute(&mut **tx)
    });
    let avaria = stage.server.read(|conn| {
        participants::table
            .find(stage.avaria)
            .select(participants::public_id)
            .first::<PublicId>(conn)
    });
    let path = format!("/participants/{avaria}/outcome");

    let before = stage.avaria_focal.get(&path).await;
    assert!(before.has("The next text is not out yet."), "{}", before.text());
    second_round(&stage, key);
    let page = stage.avaria_focal.get(&path).await;

    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.has("<del>shall</del><ins>should</ins>"), "{}", page.body);
    assert!(page.has("A declaration invites rather than binds."), "{}", page.text());
    assert!(!page.has("It convinced us."), "the answer is not released");
    is_valid(&page);
    stage.server.write(|tx| {
        diesel::update(responses::table)
            .set(responses::released_at.eq(moment(AFTER_CLOSING)))
            .execute(&mut **tx)
    });
    assert!(stage.avaria_contributor.get(&path).await.has("It convinced us."));
    for person in [&stage.lothmar_focal, &stage.visitor, &stage.stranger] {
        assert_eq!(person.get(&path).await.status, 404);
    }
}

/// The sheet's rows as another reader has them: texts, every one.
fn sheet(bytes: &[u8]) -> Vec<Vec<String>> {
    use calamine::{Data, Reader, Xlsx};
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes.to_vec())).expect("a workbook");
    let name = book.sheet_names()[0].clone();
    let formulas = book.worksheet_formula(&name).expect("a sheet");
    assert!(formulas.cells().all(|(.., formula)| formula.is_empty()));
    let range = book.worksheet_range(&name).expect("a sheet");
    let text = |cell: &Data| match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        other => panic!("not a text: {other:?}"),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_matrix_is_a_spreadsheet_of_texts_without_withheld_names() {
    let stage = stage::set().await;
    let said = |by, body, class| Said {
        by,
        on: Some(&stage.identities[5]),
        body,
        proposed: "@SUM(A1)",
        class,
        published: false,
    };
    say(
        &stage,
        &said(stage.lothmar, "=HYPERLINK(\"http://evil.example\")", PublicationClass::Public),
    );
    say(&stage, &said(stage.ngo, "+1 from us", PublicationClass::NameWithheld));
    say(&stage, &said(stage.avaria, "They watch our harbour.", PublicationClass::Confidential));
    stage.server.it_is(AFTER_CLOSING);
    let path = format!("/rounds/{}/matrix", stage.round);

    let page = stage.lead.get(&path).await;
    let files = ["", "?form=iso", "?form=review"].map(|form| format!("{path}.xlsx{form}"));
    assert_eq!(page.links(&format!("{path}.xlsx")), files);
    let file = stage.lead.get(&format!("{path}.xlsx")).await;
    assert!(file.header("content-type").contains("spreadsheetml"), "{:?}", file.headers);
    assert!(file.header("content-disposition").starts_with("attachment"));
    let rows = sheet(&file.bytes);
    assert_eq!(rows.len(), 3, "{rows:?}");
    let column = |name: &str| rows[0].iter().position(|column| column == name).expect("a column");
    let bodies = [&rows[1][column("comment")], &rows[2][column("comment")]];
    assert_eq!(bodies, ["=HYPERLINK(\"http://evil.example\")", "+1 from us"]);
    assert_eq!(rows[1][column("proposed_text")], "@SUM(A1)");
    assert_eq!(rows[1][column("citation")], "art. 1 (1)");
    assert_eq!(rows[2][column("participant")], "name withheld");
    for secret in ["Harbour Watch", "harbour"] {
        assert!(!rows.concat().iter().any(|cell| cell.contains(secret)), "{secret}");
    }
    let filtered = stage.lead.get(&format!("{path}.xlsx?kind=general")).await;
    assert_eq!(sheet(&filtered.bytes).len(), 1);

    // The lead's file with names, and what the console writes.
    let form = [("reason", "A question of the Council."), ("format", "xlsx")];
    let named = stage.lead.post(&format!("{path}/identities"), &form).await;
    let cells = sheet(&named.bytes).concat();
    assert!(cells.iter().any(|cell| cell == "Harbour Watch"), "{cells:?}");
    assert!(cells.iter().any(|cell| cell == "They watch our harbour."), "{cells:?}");
    let out = stage.server.data().join("matrix.xlsx");
    let settings = &stage.server.app.settings;
    let export = std::process::Command::new(env!("CARGO_BIN_EXE_travaux"))
        .env("DATABASE_URL", &settings.database_url)
        .env("TRAVAUX_DATA", &settings.data)
        .env("TRAVAUX_KEYS", &settings.keys)
        .args(["matrix", "export", "--round", stage.round.as_str(), "--format", "xlsx", "-o"])
        .arg(&out)
        .output()
        .expect("the program runs");
    assert!(export.status.success(), "{}", String::from_utf8_lossy(&export.stderr));
    assert_eq!(sheet(&std::fs::read(&out).expect("the file")).len(), 3);
}
