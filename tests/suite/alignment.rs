//! Speaking with others: who aligns itself with whose text, who is named beside it; and that nothing is
//! counted twice.

mod agreement;
mod groups;

use diesel::prelude::*;
use travaux::procedure::keys::PublicId;
use travaux::procedure::words::SubmissionState;
use travaux::schema::{letters, submissions};
use travaux::submissions::store::Submission;

use crate::record::{check, closes, sends};
use crate::support::stage::{self, Stage};
use crate::support::{Page, Person, tables};

const SAID: &str = "The lanterns should be shared.";
const AFTER_CLOSING: &str = "2026-05-04T12:00:00Z";

fn code_of(stage: &Stage, path: &str) -> String {
    let id = PublicId::from(path.rsplit('/').next().unwrap());
    let code: Option<String> = stage.server.read(|conn| {
        submissions::table
            .filter(submissions::public_id.eq(id))
            .select(submissions::receipt_code)
            .first(conn)
    });
    code.unwrap()
}

fn alignment_path(stage: &Stage) -> String {
    format!("/rounds/{}/alignment", stage.round)
}

/// Aligns the person's participant with the submission that has this code, except on the paragraph of
/// that number.
async fn aligns(stage: &Stage, who: &Person, code: &str, except: usize, class: &str) -> Page {
    let except = stage.elements[except].to_string();
    let form = [
        ("receipt", code),
        ("except", except.as_str()),
        ("remark", "But no oil."),
        ("class", class),
    ];
    who.post(&alignment_path(stage), &form).await
}

async fn publishes(stage: &Stage) {
    let path = format!("/rounds/{}/publication", stage.round);
    assert_eq!(stage.administrator.post(&path, &[]).await.status, 303);
}

#[tokio::test]
async fn a_member_aligns_except_on_one_paragraph_and_has_a_receipt() {
    let stage = stage::recorded().await;
    let text = sends(&stage, &stage.avaria_focal, SAID, "public").await;
    let answer = aligns(&stage, &stage.lothmar_focal, &code_of(&stage, &text), 5, "public").await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let own = stage.lothmar_focal.get(answer.location()).await;
    for said in ["Alignment of Kingdom of Lothmar", "article 1 (1)", "But no oil.", "Public"] {
        assert!(own.has(said), "{said}: {}", own.text());
    }
    assert!(!own.has("Republic of Avaria"), "known by its code only");
    let receipt = own.links("/receipt").remove(0);
    let receipt = stage.lothmar_focal.get(&format!("{receipt}.txt")).await;
    assert!(receipt.body.starts_with("travaux receipt 1") && !receipt.has("Lothmar"));
    // Whoever wrote the text sees who stands behind it; a stranger nothing, before publication.
    let seen = stage.avaria_focal.get(&text).await;
    assert!(seen.has("Kingdom of Lothmar") && seen.has("Except on article 1 (1)"));
    assert_eq!(stage.visitor.get(&text).await.status, 404);
    assert_eq!(stage.avaria_focal.get(&own.value_path()).await.status, 404);

    closes(&stage);
    assert!(stage.server.read(|conn| Ok(check(conn).is_ok())), "the record holds with it");
    stage.server.it_is(AFTER_CLOSING);
    publishes(&stage).await;
    let seen = stage.visitor.get(&text).await;
    assert!(seen.has("Kingdom of Lothmar") && seen.has("But no oil."), "{}", seen.text());
    let list = stage.visitor.get(&format!("/rounds/{}/submissions", stage.round)).await;
    assert!(!list.has("Kingdom of Lothmar"), "an alignment is no text: {}", list.text());
    assert!(list.has("One submission") || list.has("1 submission"), "{}", list.text());
    assert!(list.has("One participant has aligned itself"), "{}", list.text());
}

impl Page {
    /// The address that the page's own forms begin with.
    fn value_path(&self) -> String {
        let action = self.body.split("action=\"/alignments/").nth(1).expect("a form of its own");
        format!("/alignments/{}", action.split(['/', '"']).next().unwrap())
    }
}

#[tokio::test]
async fn nobody_aligns_with_what_they_may_not_see() {
    let stage = stage::set().await;
    let text = sends(&stage, &stage.avaria_focal, SAID, "public").await;
    let id = text.rsplit('/').next().unwrap();
    let form = [("with", id), ("class", "public")];
    let answer = stage.lothmar_focal.post(&alignment_path(&stage), &form).await;
    assert_eq!(answer.status, 422, "not published yet: {}", answer.text());
    assert!(answer.has("Choose a submission, or enter the code"));
    for code in ["aaaaa-aaaaa-aaaaa-aaaaa-aaaaa-a", "no code"] {
        let answer = aligns(&stage, &stage.lothmar_focal, code, 5, "public").await;
        assert!(answer.status == 422 && answer.has(code) && answer.has("But no oil."));
    }
    // Oneself: no.
    let code = code_of(&stage, &text);
    let own = aligns(&stage, &stage.avaria_focal, &code, 5, "public").await;
    assert!(own.status == 422 && own.has("does not align itself with its own"));
    // Contributors draft, and do not submit.
    let contributor = aligns(&stage, &stage.avaria_contributor, &code, 5, "public").await;
    assert_eq!(contributor.status, 403);
    assert_eq!(aligns(&stage, &stage.lead, &code, 5, "public").await.status, 404);
    // Nothing is chosen for anybody.
    let unclassed = aligns(&stage, &stage.lothmar_focal, &code, 5, "").await;
    assert!(unclassed.status == 422 && unclassed.has("Choose how this may be published."));
    let page = stage.lothmar_focal.get(&alignment_path(&stage)).await;
    assert!(!page.has(" checked"), "nothing is ticked beforehand");
    // Once it is published, by its name.
    stage.server.it_is(AFTER_CLOSING);
    publishes(&stage).await;
    let answer = stage.lothmar_focal.post(&alignment_path(&stage), &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let own = stage.lothmar_focal.get(answer.location()).await;
    assert!(own.has("Republic of Avaria") && own.has("class=\"mark warn\""), "late, and marked");
}

#[tokio::test]
async fn what_is_shown_of_an_alignment_is_what_its_class_allows() {
    for (class, to_author, to_lead, to_all) in [
        ("public", "named", "named", "named"),
        ("name_withheld", "unnamed", "unnamed", "unnamed"),
        ("confidential", "no", "unnamed", "no"),
    ] {
        let stage = stage::recorded().await;
        let text = sends(&stage, &stage.avaria_focal, SAID, "public").await;
        let code = code_of(&stage, &text);
        let answer = aligns(&stage, &stage.lothmar_focal, &code, 5, class).await;
        assert_eq!(answer.status, 303);
        stage.server.it_is(AFTER_CLOSING);
        publishes(&stage).await;
        for (who, person, shown) in [
            ("author", &stage.avaria_focal, to_author),
            ("lead", &stage.lead, to_lead),
            ("visitor", &stage.visitor, to_all),
            ("another", &stage.ngo_focal, to_all),
        ] {
            let page = person.get(&text).await;
            let found = match (page.has("Kingdom of Lothmar"), page.has("But no oil.")) {
                (true, true) => "named",
                (false, true) => "unnamed",
                (false, false) => "no",
                (true, false) => "a name without words",
            };
            assert_eq!(found, shown, "{class}, {who}: {}", page.text());
            // Of few States in the consultation, not even the kind is said.
            assert!(!page.has("<strong>State</strong>"), "{class}, {who}");
        }
        // Towards secret, at any time.
        let own = answer.location().split('?').next().unwrap().to_owned();
        if class == "public" {
            let form = [("class", "confidential")];
            let lowered = stage.lothmar_focal.does(&format!("{own}/class"), &form).await;
            assert!(lowered.has("Confidential"), "{}", lowered.text());
            assert!(!stage.visitor.get(&text).await.has("Lothmar"));
            assert!(stage.server.read(|conn| Ok(check(conn).is_ok())));
        }
        // What was published is not taken back.
        let withdrawn = stage.lothmar_focal.post(&format!("{own}/withdrawal"), &[]).await;
        assert_eq!(withdrawn.status, 409, "{}", withdrawn.text());
    }
}

#[tokio::test]
async fn who_stands_with_a_proposal_is_named_beside_it_in_the_compilation_and_the_matrix() {
    let stage = stage::set().await;
    let place = format!("/rounds/{}/elements/{}?form=proposal", stage.round, stage.elements[5]);
    let form = [
        ("operation", "modify"),
        ("proposed", "Everyone has the right to mutual aid and shelter."),
        ("body", "Shelter is aid."),
        ("language", "en"),
        ("class", "public"),
        ("version", "0"),
    ];
    assert_eq!(stage.avaria_focal.post(&place, &form).await.status, 303);
    let text = sends(&stage, &stage.avaria_focal, SAID, "public").await;
    let code = code_of(&stage, &text);
    // Lothmar is with it except on another paragraph, somebody else does not say who they are.
    for (who, except, class) in
        [(&stage.lothmar_focal, 2, "public"), (&stage.ngo_focal, 2, "name_withheld")]
    {
        assert_eq!(aligns(&stage, who, &code, except, class).await.status, 303);
    }
    stage.server.it_is(AFTER_CLOSING);
    publishes(&stage).await;

    let round = format!("/rounds/{}", stage.round);
    let compilation = stage.lead.get(&format!("{round}/compilation")).await.text();
    assert!(compilation.contains("Supported by: Kingdom of Lothmar (aligned); "), "{compilation}");
    assert_eq!(compilation.matches("Supported by").count(), 1, "not where it is not with it");
    let bracketed = stage.lead.get(&format!("{round}/bracketed")).await.text();
    let attribution = "Republic of Avaria (with Kingdom of Lothmar; A participant, name withheld)";
    assert!(bracketed.contains(&format!("add: {attribution}")), "{bracketed}");
    let quiet = stage.lead.get(&format!("{round}/bracketed?attribution=no")).await.text();
    assert!(!quiet.contains("Lothmar"), "{quiet}");
    let data: serde_json::Value =
        serde_json::from_str(&stage.lead.get(&format!("{round}/bracketed.json")).await.body)
            .unwrap();
    let with = &data["proposals"][0]["with"];
    assert_eq!(with[0]["participant"], "Kingdom of Lothmar");
    assert_eq!((&with[0]["how"], with.as_array().unwrap().len()), (&"aligned".into(), 2));

    let matrix = stage.lead.get(&format!("{round}/matrix.csv")).await;
    let rows: Vec<&str> = matrix.body.lines().filter(|row| row.contains("Lothmar")).collect();
    assert!(rows.len() == 1 && rows[0].contains("Kingdom of Lothmar (aligned); "), "{rows:?}");
    assert!(stage.lead.get(&format!("{round}/matrix")).await.has("Kingdom of Lothmar (aligned)"));
}

#[tokio::test]
async fn an_alignment_is_said_otherwise_withdrawn_and_void_when_its_text_is_gone() {
    let stage = stage::recorded().await;
    let text = sends(&stage, &stage.avaria_focal, SAID, "public").await;
    let code = code_of(&stage, &text);
    let first = aligns(&stage, &stage.lothmar_focal, &code, 5, "public").await;
    let again = aligns(&stage, &stage.lothmar_focal, &code, 5, "public").await;
    assert_eq!(first.location(), again.location(), "said twice is said once");
    let other = aligns(&stage, &stage.lothmar_focal, &code, 6, "public").await;
    assert_ne!(first.location(), other.location());
    let states = || -> Vec<SubmissionState> {
        stage.server.read(|conn| {
            submissions::table.order(submissions::id).select(submissions::state).load(conn)
        })
    };
    use SubmissionState::*;
    assert_eq!(states(), [Submitted, Replaced, Submitted]);
    let seen = stage.avaria_focal.get(&text).await;
    assert!(seen.has("Except on article 1 (2)") && !seen.has("Except on article 1 (1)"));

    // A text of one's own beside it: an alignment is none.
    sends(&stage, &stage.lothmar_focal, "And the ropes.", "public").await;
    let path = other.location().split('?').next().unwrap().to_owned();
    let gone = stage.lothmar_focal.does(&format!("{path}/withdrawal"), &[("reason", "")]).await;
    assert!(gone.has("The alignment is withdrawn."), "{}", gone.text());
    assert!(!stage.avaria_focal.get(&text).await.has("Kingdom of Lothmar"));
    assert_eq!(states(), [Submitted, Replaced, Withdrawn, Submitted]);

    let third = aligns(&stage, &stage.lothmar_focal, &code, 6, "public").await;
    assert_eq!(third.status, 303);
    stage.avaria_focal.does(&format!("{text}/withdrawal"), &[("reason", "Not yet.")]).await;
    let void = stage.lothmar_focal.get(third.location().split('?').next().unwrap()).await;
    assert!(void.has("was replaced, withdrawn or erased"), "{}", void.text());
    let refused = aligns(&stage, &stage.ngo_focal, &code, 6, "public").await;
    assert_eq!(refused.status, 409, "{}", refused.text());
    assert!(stage.server.read(|conn| Ok(check(conn).is_ok())));
}

#[tokio::test]
async fn the_secretariat_registers_who_aligns_with_a_statement() {
    let stage = stage::recorded().await;
    let text = sends(&stage, &stage.avaria_focal, SAID, "public").await;
    stage.server.it_is(AFTER_CLOSING);
    let path = format!("/rounds/{}/registered/alignment", stage.round);
    let page = stage.administrator.get(&path).await;
    let lothmar = page.body.split("<option value=\"").find(|part| part.contains("Lothmar"));
    let lothmar = lothmar.and_then(|part| part.split('"').next()).unwrap().to_owned();
    let with = text.rsplit('/').next().unwrap();
    let form = [
        ("participant", lothmar.as_str()),
        ("with", with),
        ("source", "note_verbale"),
        ("received_on", "2026-05-03"),
    ];
    let bad = stage.administrator.post(&path, &[("received_on", "soon")]).await;
    assert!(bad.status == 422 && bad.has("value=\"soon\""));
    let made = stage.administrator.does(&path, &form).await;
    assert!(made.has("Alignment of Kingdom of Lothmar") && made.has("class=\"mark warn\""));
    assert!(stage.lead.get(&text).await.has("Kingdom of Lothmar"));
    assert_eq!(stage.lothmar_focal.post(&path, &form).await.status, 404);
    assert!(stage.server.read(|conn| Ok(check(conn).is_ok())));
}

/// The database alone tells neither who aligned nor with whom.
#[tokio::test]
async fn a_stolen_database_does_not_tell_who_speaks_with_whom() {
    let stage = stage::set().await;
    let text = sends(&stage, &stage.avaria_focal, SAID, "confidential").await;
    let code = code_of(&stage, &text);
    let made = aligns(&stage, &stage.lothmar_focal, &code, 5, "confidential").await;
    assert_eq!(made.status, 303);
    let id = |path: &str| path.split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
    let (text, made) = (id(&text), id(made.location()));
    for (table, rows) in tables::everything(&stage.server) {
        for row in rows {
            let names_both = row.contains(&text) && row.contains(&made);
            assert!(!names_both && !row.contains("But no oil."), "{table}: {row}");
            let identity = &stage.identities[5];
            let of_submissions = table == "submissions" || table == "journal";
            assert!(!(of_submissions && row.contains(identity.as_str())), "{table}: {row}");
        }
    }
    let all: Vec<Submission> =
        stage.server.read(|conn| submissions::table.select(Submission::as_select()).load(conn));
    let alignment = all.iter().find_map(|one| one.alignment.clone()).unwrap();
    assert_eq!(alignment.with.as_str(), text);
}

/// Sends a joint text of Avaria with Lothmar and somebody who is no participant.
pub async fn sends_jointly(stage: &Stage, class: &str) -> String {
    let path = format!("/rounds/{}/elements/{}?form=comment", stage.round, stage.elements[5]);
    let form = [("body", SAID), ("language", "en"), ("class", class), ("version", "0")];
    assert_eq!(stage.avaria_focal.post(&path, &form).await.status, 303);
    let mine = stage.avaria_focal.get("/c/mutual-aid/submissions").await;
    let text = mine.links("/submissions/").into_iter().find(|to| to.starts_with("/submissions/"));
    let text = text.unwrap();
    let page = stage.avaria_focal.get(&text).await;
    let lothmar = page.body.split("id=\"f-co-").find(|part| part.contains("Kingdom of Lothmar"));
    let lothmar = lothmar.and_then(|part| part.split('"').next()).unwrap().to_owned();
    let version = page.value("version");
    let form = [
        ("version", version.as_str()),
        ("language", "en"),
        ("co", lothmar.as_str()),
        ("co_names", "The Harbour Masters"),
    ];
    let sent = stage.avaria_focal.post(&format!("{text}/submission"), &form).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    text
}

#[tokio::test]
async fn a_co_submitter_is_told_and_confirms_or_objects() {
    let stage = stage::recorded().await;
    let text = sends_jointly(&stage, "public").await;
    let told: Vec<(String, String, String)> = stage.server.read(|conn| {
        letters::table
            .filter(letters::occasion.eq("co_submission"))
            .select((letters::to_email, letters::subject, letters::body_text))
            .load(conn)
    });
    let [(to, subject, body)] = &told[..] else { panic!("one letter: {told:?}") };
    assert_eq!(to, "tomas@example.org");
    for said in [subject, body] {
        let id = text.rsplit('/').next().unwrap();
        for hidden in ["Avaria", "Lothmar", "lanterns", "aid", id] {
            assert!(!said.replace("mutual-aid", "").contains(hidden), "{hidden} in {said}");
        }
    }
    let mine = stage.lothmar_focal.get("/c/mutual-aid/submissions").await;
    assert!(mine.has("Republic of Avaria names Kingdom of Lothmar"), "{}", mine.text());
    let path = mine.links("/co-submission").remove(0);
    let page = stage.lothmar_focal.get(&path).await;
    assert!(page.has(SAID) && page.has("Unconfirmed"), "{}", page.text());
    for other in [&stage.avaria_focal, &stage.ngo_focal, &stage.lead] {
        assert_eq!(other.get(&path).await.status, 404);
        assert_eq!(other.post(&path, &[("answer", "confirm")]).await.status, 404);
    }
    let lead_sees = async |said: &str| {
        let page = stage.lead.get(&text).await;
        assert!(page.text().contains(said), "{said}: {}", page.text());
    };
    stage.server.it_is(AFTER_CLOSING);
    lead_sees("Kingdom of Lothmar (unconfirmed)").await;
    let unsaid = stage.lothmar_focal.post(&path, &[]).await;
    assert!(unsaid.status == 422 && unsaid.has("Choose whether you confirm or object."));
    let page = stage.lothmar_focal.does(&path, &[("answer", "confirm")]).await;
    assert!(page.has("Confirmed"), "{}", page.text());
    lead_sees("Kingdom of Lothmar; The Harbour Masters (unconfirmed)").await;
    publishes(&stage).await;
    assert!(stage.visitor.get(&text).await.has("Kingdom of Lothmar"));

    stage.lothmar_focal.does(&path, &[("answer", "object")]).await;
    lead_sees("Kingdom of Lothmar (objected").await;
    let public = stage.visitor.get(&text).await;
    assert!(!public.has("Lothmar") && public.has("The Harbour Masters (unconfirmed)"));
    assert!(!stage.ngo_focal.get(&text).await.has("Lothmar"));
    assert!(stage.avaria_focal.get(&text).await.has("objected"));
    assert!(stage.server.read(|conn| Ok(check(conn).is_ok())), "the commitment covers the cover");
}

#[tokio::test]
async fn a_co_submitter_reads_no_more_than_what_is_public_and_answers_anew_to_a_new_text() {
    let stage = stage::set().await;
    let text = sends_jointly(&stage, "confidential").await;
    let path = format!("{text}/co-submission");
    let page = stage.lothmar_focal.get(&path).await;
    assert!(page.status == 200 && !page.has(SAID), "{}", page.text());
    stage.lothmar_focal.does(&path, &[("answer", "confirm")]).await;
    let begun = stage.avaria_focal.post(&format!("{text}/replacement"), &[]).await;
    let new = begun.location().split('?').next().unwrap().to_owned();
    // Of what is drafted nobody knows.
    assert_eq!(stage.lothmar_focal.get(&format!("{new}/co-submission")).await.status, 404);
    assert_eq!(stage.avaria_focal.post(&format!("{new}/submission"), &[]).await.status, 303);
    let page = stage.lothmar_focal.get(&format!("{new}/co-submission")).await;
    assert!(page.has("Unconfirmed"), "{}", page.text());
    let old = stage.lothmar_focal.post(&path, &[("answer", "object")]).await;
    assert_eq!(old.status, 409, "what was replaced is not answered: {}", old.text());
}

/// Participant by participant, those who only stand with a text are there under their own names; the text is
/// counted where its author has it.
#[tokio::test]
async fn the_compilation_by_participant_lists_who_only_stands_with_others() {
    let stage = stage::set().await;
    let text = sends(&stage, &stage.avaria_focal, SAID, "public").await;
    let code = code_of(&stage, &text);
    // One with its name, one without; article 1 (1) is what the first is not with.
    assert_eq!(aligns(&stage, &stage.lothmar_focal, &code, 5, "public").await.status, 303);
    assert_eq!(aligns(&stage, &stage.ngo_focal, &code, 5, "name_withheld").await.status, 303);
    closes(&stage);
    stage.server.it_is(AFTER_CLOSING);
    publishes(&stage).await;
    let compilation = format!("/rounds/{}/compilation", stage.round);
    stage.lead.does(&format!("{compilation}/publication"), &[("shown", "yes")]).await;

    let page = stage.visitor.get(&format!("{compilation}?by=participant")).await;
    let parts: Vec<&str> = page.body.split("id=\"participant-").skip(1).collect();
    assert_eq!(parts.len(), 2, "{}", page.text());
    let (lothmar, avaria) = (parts[0], parts[1]);
    assert!(lothmar.contains("Kingdom of Lothmar") && lothmar.contains("Republic of Avaria"));
    assert!(!lothmar.contains(SAID) && avaria.contains(SAID), "{}", page.text());
    let to = page.links("#i-").remove(0);
    assert!(avaria.contains(&format!("id=\"{}\"", to.trim_start_matches('#'))), "{to}");
    let data = stage.visitor.get(&format!("{compilation}.json?by=participant")).await;
    let data: serde_json::Value = serde_json::from_str(&data.body).expect("JSON");
    assert_eq!((&data["inputs"], &data["counted_once"]), (&1.into(), &1.into()), "{data}");
    let company = &data["only_with_others"];
    assert_eq!(company.as_array().map(Vec::len), Some(1), "{data}");
    assert_eq!(company[0]["participant"], "Kingdom of Lothmar");
    assert_eq!(company[0]["with"][0]["how"], "aligned");
    assert_eq!(company[0]["with"][0]["inputs"][0], to.trim_start_matches("#i-"));
    // Without names, and by places, nobody is listed apart.
    for asked in ["by=participant&attribution=no", ""] {
        let data = stage.visitor.get(&format!("{compilation}.json?{asked}")).await;
        assert!(!data.has("only_with_others"), "{asked}: {}", data.body);
    }
}
