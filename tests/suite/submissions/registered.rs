//! What came on paper or as a table, registered by the secretariat.

use super::*;

#[tokio::test]
async fn the_secretariat_registers_a_note_verbale_and_anchors_its_excerpts() {
    let stage = stage::recorded().await;
    stage.server.it_is("2026-05-05T09:00:00Z");
    let desk = &stage.administrator;
    let page = desk.get(&format!("/rounds/{}/registered/new", stage.round)).await;
    let lothmar = page.body.split("<option value=\"").find(|part| part.contains("Lothmar"));
    let lothmar = lothmar.and_then(|part| part.split('"').next()).expect("an option").to_owned();
    let path = format!("/rounds/{}/registered", stage.round);
    let bad = desk.post_files(&path, &[("received_on", "soon"), ("language", "en")], &[]).await;
    assert!(bad.status == 422 && bad.has("value=\"soon\""));
    let form = [
        ("participant", lothmar.as_str()),
        ("source", "note_verbale"),
        ("received_on", "2026-05-04"),
        ("own_date", "2026-04-29"),
        ("own_reference", "NV 7/2026"),
        ("language", "en"),
    ];
    let file = ("original", "note.pdf", &b"%PDF-1.4 note verbale"[..]);
    let answer = desk.post_files(&path, &form, &[file]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let excerpts = answer.location().split('?').next().expect("a path").to_owned();
    let element = stage.elements[PARAGRAPH].to_string();
    let excerpt = [
        ("element", element.as_str()),
        ("operation", "modify"),
        ("quoted", "the right to mutual aid"),
        ("proposed", "the duty of mutual aid"),
        ("body", "A duty, not a right."),
        ("language", "en"),
        ("letter", "a"),
    ];
    let page = desk.does(&excerpts, &excerpt).await;
    assert!(page.has("A duty, not a right.") && page.has("(a)"), "{}", page.text());
    let stored: (bool, Source, Placement, Option<PublicationClass>) = stage.server.read(|c| {
        submissions::table
            .inner_join(inputs::table)
            .select((
                submissions::late,
                submissions::source,
                inputs::placement,
                inputs::publication_class,
            ))
            .first(c)
    });
    let expected = (true, Source::NoteVerbale, Placement::Fragment, Some(PublicationClass::Public));
    assert_eq!(stored, expected);
    assert_eq!(stage.avaria_focal.get(&excerpts).await.status, 404);
    assert!(stage.lead.get(&stage.element(PARAGRAPH)).await.has("A duty, not a right."));
}

/// Where what is typed in is published at once, so is what came on paper.
#[tokio::test]
async fn what_is_registered_is_published_when_what_is_typed_in_is() {
    let stage = stage::recorded().await;
    stage.server.write(|tx| {
        diesel::update(rounds::table.find(stage.round_key))
            .set(rounds::publication_rule.eq(PublicationRule::OnSubmission))
            .execute(&mut **tx)
    });
    let path = format!("/rounds/{}/registered", stage.round);
    let page = stage.administrator.get(&format!("{path}/new")).await;
    let lothmar = page.body.split("<option value=\"").find(|part| part.contains("Lothmar"));
    let lothmar = lothmar.and_then(|part| part.split('"').next()).expect("an option").to_owned();
    let form = [
        ("participant", lothmar.as_str()),
        ("source", "letter"),
        ("received_on", "2026-03-14"),
        ("language", "en"),
    ];
    let answer = stage.administrator.post_files(&path, &form, &[]).await;
    let excerpts = answer.location().split('?').next().expect("a path").to_owned();
    let excerpt = [("operation", ""), ("body", "Aid before trade."), ("language", "en")];
    stage.administrator.does(&excerpts, &excerpt).await;
    let submission = excerpts.trim_end_matches("/excerpts");
    assert!(stage.visitor.get(submission).await.has("Aid before trade."));
}

pub fn imported(stage: &Stage, table: &str, again: bool) -> Imported {
    let sent = Sent::Tables(grid::of_csv(table.as_bytes()).into_iter().collect());
    let now = stage.server.now();
    let done: Result<Imported, travaux::web::Error> = stage.server.app.db.write(|tx| {
        let round = travaux::rounds::store::find(tx, stage.round_key)?;
        let consultation = travaux::consultations::store::find(tx, stage.consultation)?;
        let who = Standing::at_the_console(None);
        let t = travaux::languages::Language::English;
        let desk = travaux::post::Desk::new(&stage.server.app.settings);
        let (by, into) = ((&who, &desk), (&consultation, &round));
        Ok(bring(tx, by, into, (&sent, None, again), t, now)?.expect("a comment table"))
    });
    done.expect("the import runs")
}

const TABLE: &str = "\
participant,participant_kind,regional_group,element,group,operation,type,comment,current_text,proposed_text,language,publication_class
Republic of Avaria,,,art. 1 (1),,modify,substantive,Why not,Everyone has the right to mutual aid.,All have the right to mutual aid.,en,public
Isle of Quay,state,african,\"Article 1, paragraph 2\",g1,modify,,,respect and protect,respect,en,
Isle of Quay,state,african,art. 1 (1),g1,modify,,,Everybody is entitled to help of all kinds,Nobody,en,
Isle of Quay,state,african,art. 99,,delete,,No such thing,,,en,
Isle of Quay,state,african,,,comment,,On the whole a good text,,,en,confidential
Nowhere,pirates,,art. 1 (1),,comment,,Ahoy,,,en,
Isle of Quay,state,african,art. 1 (1),,abolish,,Away,,,en,
Isle of Quay,state,african,art. 1 (1),,modify,,,,,en,
";

#[tokio::test]
async fn a_comment_table_keeps_its_good_rows_names_the_bad_and_adds_nothing_twice() {
    let stage = stage::recorded().await;
    let done = imported(&stage, TABLE, false);
    assert_eq!((done.added, done.new_participants), (5, 1), "{done:?}");
    assert_eq!((done.exact, done.fragment, done.flagged, done.unplaced), (2, 1, 1, 1));
    let lines: Vec<usize> = done.bad.iter().map(|bad| bad.line).collect();
    assert_eq!(lines, [7, 8, 9], "{:?}", done.bad);
    assert!(done.bad[1].reason.contains("abolish"));
    let second = imported(&stage, TABLE, false);
    assert_eq!((second.added, second.already, second.bad.len()), (0, 5, 3));
    assert_eq!(imported(&stage, TABLE, true).added, 5);

    stage.server.it_is("2026-05-02T09:00:00Z");
    let page = stage.lead.get(&format!("/rounds/{}/unplaced", stage.round)).await;
    assert!(page.has("art. 99"), "{}", page.text());
    let path = page.body.split("action=\"").find(|part| part.contains("/placement"));
    let path = path.and_then(|part| part.split('"').next()).expect("a form").to_owned();
    let element = stage.elements[NEXT].to_string();
    stage.lead.does(&path, &[("element", element.as_str())]).await;
    assert!(stage.lead.get(&stage.element(NEXT)).await.has("No such thing"));
    assert_eq!(
        stage.avaria_focal.get(&format!("/rounds/{}/unplaced", stage.round)).await.status,
        404
    );
}

/// The number that was copied along with the wording is no change of it.
#[tokio::test]
async fn the_rows_of_one_proposal_lead_to_each_other() {
    let stage = stage::recorded().await;
    let header = TABLE.lines().next().expect("a header");
    let rows = "Isle of Quay,state,african,art. 1 (1),g7,modify,,,,1. Everyone has a right to mutual aid.,en,public\n\
        Isle of Quay,state,african,art. 1 (2),g7,delete,,,,,en,public\n";
    assert_eq!(imported(&stage, &format!("{header}\n{rows}"), false).added, 2);
    stage.server.it_is("2026-05-02T09:00:00Z");
    let first = stage.element(5).replace("/elements/", "/consolidation/");
    let page = stage.lead.get(&first).await;
    let leads_on = "One proposal with what is on";
    assert!(page.has(leads_on) && page.has(">art. 1 (2)</a>"), "{}", page.text());
    assert!(!page.has("<ins>1. </ins>") && page.has("<ins>a</ins>"), "{}", page.body);
    let other = page.body.split(leads_on).nth(1).and_then(|rest| rest.split('"').nth(1));
    let page = stage.lead.get(other.expect("a link")).await;
    assert!(page.has(leads_on) && page.has(">art. 1 (1)</a>"), "{}", page.text());
}

#[tokio::test]
async fn a_long_comment_table_is_imported_in_one_go() {
    let stage = stage::recorded().await;
    let mut table = TABLE.lines().next().expect("a header").to_owned();
    for n in 0..900 {
        let row = format!(
            "Member {},state,african,art. 1 (1),,modify,,Reason {n},,Wording {n},en,public",
            n % 20
        );
        table += &format!("\n{row}");
    }
    let begun = std::time::Instant::now();
    let done = imported(&stage, &table, false);
    assert_eq!((done.added, done.new_participants), (900, 20));
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

/// What came on paper is answered for like what was typed: the desk hands a receipt over, and the
/// participant's own people find it where theirs are.
#[tokio::test]
async fn what_is_registered_has_a_signed_receipt_to_hand_over_without_text_or_name() {
    let stage = stage::recorded().await;
    let path = format!("/rounds/{}/registered", stage.round);
    let desk = &stage.administrator;
    let page = desk.get(&format!("{path}/new")).await;
    let lothmar = page.body.split("<option value=\"").find(|part| part.contains("Lothmar"));
    let lothmar = lothmar.and_then(|part| part.split('"').next()).expect("an option").to_owned();
    let form = [
        ("participant", lothmar.as_str()),
        ("source", "letter"),
        ("received_on", "2026-03-10"),
        ("own_reference", "NV 7/2026"),
        ("language", "en"),
    ];
    let answer = desk.post_files(&path, &form, &[]).await;
    let excerpts = answer.location().split('?').next().expect("a path").to_owned();
    let excerpt = [("operation", ""), ("body", "Aid before trade."), ("language", "en")];
    let page = desk.does(&excerpts, &excerpt).await;
    let submission = excerpts.trim_end_matches("/excerpts").to_owned();
    let hand_over = format!("{submission}/registered-receipt");
    assert_eq!(page.links(&hand_over), std::slice::from_ref(&hand_over));

    let page = desk.get(&hand_over).await;
    let file = desk.get(&format!("{hand_over}.txt")).await;
    assert!(page.has("10 March 2026") && file.body.starts_with("travaux receipt 1\n"));
    let code = travaux::signing::value(&file.body, "code").to_owned();
    assert!(page.has(&code), "{}", page.text());
    for secret in ["Lothmar", "Aid before trade", "NV 7/2026"] {
        let printed = page.body.split("<main").nth(1).expect("a page");
        assert!(!printed.contains(secret) && !file.body.contains(secret), "{secret}");
    }
    let pasted = stage.visitor.post("/verify", &[("pasted", file.body.as_str())]).await;
    assert!(pasted.status == 200 && !pasted.has("Lothmar"), "{}", pasted.text());
    assert!(crate::record::checked(&stage.server).is_ok());

    let own = &stage.lothmar_focal;
    let page = own.get(&submission).await;
    assert_eq!(page.links(&format!("{submission}/receipt")).len(), 1, "{}", page.body);
    assert!(own.get(&format!("{submission}/receipt")).await.has(&code));
    assert_eq!(own.get(&format!("{submission}/receipt.txt")).await.body, file.body);
    assert_eq!(own.get(&hand_over).await.status, 404);
    for person in [&stage.avaria_focal, &stage.stranger, &stage.auditor] {
        assert_eq!(person.get(&hand_over).await.status, 404);
        assert_eq!(person.get(&format!("{submission}/receipt")).await.status, 404);
    }
    assert_eq!(desk.get(&format!("{submission}/receipt")).await.status, 404, "not its people");

    // Without it the record does not hold.
    crate::record::tampering::without_triggers(&stage.server);
    stage.server.write(|tx| diesel::delete(receipts::table).execute(&mut **tx));
    let fault = crate::record::checked(&stage.server).unwrap_err().to_string();
    assert!(fault.contains("its receipt is gone"), "{fault}");
}
