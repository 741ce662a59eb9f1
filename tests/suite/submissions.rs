//! What participants send: written, looked at, submitted, replaced, withdrawn, registered, imported.

mod in_full;
mod operations;
mod registered;
mod ways_on;

use crate::support::stage::{self, Stage};
use crate::support::{Page, Person};
use diesel::prelude::*;
use travaux::formats::apart::Sent;
use travaux::formats::grid;
use travaux::procedure::Standing;
use travaux::procedure::words::*;
use travaux::schema::{attachments, inputs, journal, letters, receipts, rounds, submissions};
use travaux::submissions::import::{Imported, bring};

impl Stage {
    fn text(&self) -> String {
        format!("/rounds/{}/text", self.round)
    }

    /// The page of an element, by its place in the text: 4 is article 1 (1).
    fn element(&self, n: usize) -> String {
        format!("/rounds/{}/elements/{}", self.round, self.elements[n])
    }

    fn list(&self) -> String {
        format!("/rounds/{}/submissions", self.round)
    }
}

/// Article 1 (1): "Everyone has the right to mutual aid."
const PARAGRAPH: usize = 5;
/// Article 1 (2).
const NEXT: usize = 6;

async fn comments(person: &Person, stage: &Stage, body: &str, class: &str) -> Page {
    let form = [("body", body), ("language", "en"), ("class", class), ("version", "0")];
    person.does(&format!("{}?form=comment", stage.element(PARAGRAPH)), &form).await
}

/// The path of what the person's participant is drafting.
async fn draft(person: &Person, stage: &Stage) -> String {
    let page = person.get(&stage.text()).await;
    let links = page.links("/submissions/");
    let own = links.into_iter().find(|link| link.starts_with("/submissions/"));
    own.unwrap_or_else(|| panic!("no draft: {}", page.text()))
}

async fn submits(person: &Person, path: &str) -> Page {
    person.does(&format!("{path}/submission"), &[]).await
}

#[tokio::test]
async fn a_comment_and_a_proposal_are_kept_and_the_difference_is_shown() {
    let stage = stage::set().await;
    let avaria = &stage.avaria_contributor;
    let text = avaria.get(&stage.text()).await;
    assert_eq!(text.status, 200);
    assert!(text.has("Propose wording") && text.has("Europe/Zurich") && text.has("UTC"));
    let page = comments(avaria, &stage, "Who is everyone?\n\nAlso groups?", "").await;
    assert!(page.has("Who is everyone?</p><p>Also groups?"), "{}", page.body);

    let path = format!("{}?form=proposal", stage.element(PARAGRAPH));
    let form = avaria.get(&path).await;
    assert!(form.has("Everyone has the right to mutual aid.</textarea>"));
    let same = [
        ("operation", "modify"),
        ("proposed", "Everyone has the right to mutual aid."),
        ("body", "Because of clarity."),
        ("language", "en"),
    ];
    let refused = avaria.post(&path, &same).await;
    assert_eq!(refused.status, 422);
    assert!(refused.has("The wording is the same") && refused.has("Because of clarity."));
    let other = [
        ("operation", "modify"),
        ("proposed", "All peoples have the right to mutual aid."),
        ("language", "en"),
    ];
    let saved = avaria.does(&path, &other).await;
    assert!(saved.has("<del>") && saved.has("<ins>"), "{}", saved.body);
    let preview = avaria.post(&format!("{}/preview", stage.element(PARAGRAPH)), &other).await;
    assert!(preview.has("<ins>") && !preview.has("<html"));

    // The colleague sees the drafts in the margin, another participant and the team do not.
    assert!(stage.avaria_focal.get(&stage.text()).await.has("Who is everyone?"));
    for person in [&stage.lothmar_focal, &stage.lead, &stage.administrator, &stage.visitor] {
        let page = person.get(&stage.element(PARAGRAPH)).await;
        assert!(page.status == 200 && !page.has("Who is everyone?"));
    }
}

#[tokio::test]
async fn what_is_too_long_or_comes_too_late_is_given_back() {
    let stage = stage::set().await;
    let long = "word ".repeat(5000);
    let form = [("body", long.as_str()), ("language", "en")];
    let page = stage.ngo_focal.post(&stage.element(PARAGRAPH), &form).await;
    assert_eq!(page.status, 422);
    assert!(page.has("20000") && page.has("word word"));

    stage.server.write(|tx| {
        use travaux::schema::rounds;
        diesel::update(rounds::table).set(rounds::accept_late.eq(false)).execute(&mut **tx)
    });
    stage.server.it_is("2026-04-30T16:00:00Z");
    let form = [("body", "Our last word"), ("language", "en")];
    let page = stage.ngo_focal.post(&stage.element(PARAGRAPH), &form).await;
    assert_eq!(page.status, 409);
    assert!(page.has("Our last word") && page.has("closed on"), "{}", page.text());
    let page = stage.stranger.post(&stage.element(PARAGRAPH), &form).await;
    assert_eq!(page.status, 404);
    let page = stage.visitor.post(&stage.element(PARAGRAPH), &form).await;
    assert!(page.status == 401 && page.has("Our last word"));
}

#[tokio::test]
async fn a_form_sent_twice_makes_one_input_and_what_is_typed_is_saved() {
    let stage = stage::set().await;
    let avaria = &stage.avaria_focal;
    let page = avaria.get(&stage.element(PARAGRAPH)).await;
    let key = page.value("form_key");
    let form = [("body", "Once"), ("language", "en"), ("form_key", key.as_str()), ("version", "0")];
    let autosave = format!("{}/autosave?form=comment", stage.element(PARAGRAPH));
    let saved = avaria.post(&autosave, &form).await;
    let told: serde_json::Value = serde_json::from_str(&saved.body).expect("JSON");
    assert_eq!(told["version"], 1);
    let path = page_path(&stage);
    let posts = (0..6).map(|_| avaria.post(&path, &form));
    let answers = futures_util::future::join_all(posts).await;
    assert!(answers.iter().all(|answer| answer.status == 303));
    let more = [("body", "Once more"), ("language", "en"), ("version", "1")];
    let saved = avaria.post(told["action"].as_str().expect("an action"), &more).await;
    assert_eq!(saved.status, 200, "{}", saved.body);
    let inputs = stage.server.inputs();
    let bodies: Vec<&str> = inputs.iter().map(|input| input.body.as_str()).collect();
    assert_eq!(bodies, ["Once more"]);
}

fn page_path(stage: &Stage) -> String {
    format!("{}?form=comment", stage.element(PARAGRAPH))
}

#[tokio::test]
async fn two_people_who_change_one_input_are_shown_both_texts() {
    let stage = stage::set().await;
    comments(&stage.avaria_focal, &stage, "Our first thought.", "").await;
    let edit = stage.avaria_focal.get(&page_path(&stage)).await.links("/inputs/")[0].clone();
    let path = edit.trim_end_matches("/edit").to_owned();
    assert!(stage.avaria_focal.get(&edit).await.has("Our first thought."));
    let theirs = [("body", "Our second thought."), ("language", "en"), ("version", "1")];
    stage.avaria_contributor.does(&path, &theirs).await;
    let mine = [("body", "Our third thought."), ("language", "en"), ("version", "1")];
    let page = stage.avaria_focal.post(&path, &mine).await;
    assert_eq!(page.status, 409);
    assert!(page.has("Our second thought.") && page.has("Our third thought.</textarea>"));
    assert!(page.has("<del>second</del>") || page.has("<ins>third</ins>"), "{}", page.body);
    assert_eq!(page.value("version"), "2");
    assert_eq!(stage.lothmar_focal.get(&edit).await.status, 404);
    stage.avaria_focal.does(&format!("{path}/removal"), &[]).await;
    assert_eq!(stage.avaria_focal.get(&edit).await.status, 404);
}

#[tokio::test]
async fn only_the_focal_point_submits_once_and_gets_a_receipt_without_content() {
    let stage = stage::set().await;
    comments(&stage.avaria_contributor, &stage, "Secret words", "").await;
    let path = draft(&stage.avaria_contributor, &stage).await;
    let refused = stage.avaria_contributor.post(&format!("{path}/submission"), &[]).await;
    assert_eq!(refused.status, 403);
    assert!(stage.avaria_contributor.get(&path).await.has("Only your focal point submits"));

    let lacking = stage.avaria_focal.post(&format!("{path}/submission"), &[]).await;
    assert_eq!(lacking.status, 422);
    assert!(lacking.has("Choose how this may be published"), "{}", lacking.text());
    let page = stage.avaria_focal.get(&path).await;
    let version = page.value("version");
    let form = [
        ("version", version.as_str()),
        ("language", "en"),
        ("class_rest", "public"),
        ("on_behalf_of", "Group of Harbours"),
        ("co_names", "Federation of Tellmark"),
        ("own_reference", "NV 14/26"),
        ("without_prejudice", "yes"),
        ("receipt_by_email", "yes"),
    ];
    let send = format!("{path}/submission");
    let twins = (0..20).map(|_| stage.avaria_focal.post(&send, &form));
    let answers = futures_util::future::join_all(twins).await;
    for answer in &answers {
        assert_eq!(answer.location(), format!("{path}/receipt"), "{}", answer.text());
    }
    let receipt = stage.avaria_focal.get(&format!("{path}/receipt")).await;
    assert!(receipt.has("receipt-code") && !receipt.has("Secret") && !receipt.has("Avaria"));
    let whole = stage.avaria_focal.get(&path).await;
    assert!(whole.has("Federation of Tellmark (unconfirmed)") && whole.has("NV 14/26"));

    let sent: Vec<(Option<Vec<u8>>, bool)> = stage
        .server
        .read(|c| submissions::table.select((submissions::commitment, submissions::late)).load(c));
    assert!(matches!(&sent[..], [(Some(digest), false)] if digest.len() == 32));
    let acts: Vec<String> = stage.server.read(|c| journal::table.select(journal::act).load(c));
    assert_eq!(acts, ["submission.submitted"]);
    let posted: Vec<(String, String)> = stage
        .server
        .read(|c| letters::table.select((letters::subject, letters::body_text)).load(c));
    let [(subject, body)] = &posted[..] else { panic!("one letter, not {posted:?}") };
    assert!(subject == "Receipt" && !body.contains("Secret") && !body.contains("Avaria"));
    // Whoever wants to say more replaces it.
    let more = [("body", "And this"), ("language", "en")];
    assert_eq!(stage.avaria_focal.post(&stage.element(NEXT), &more).await.status, 409);
}

#[tokio::test]
async fn whoever_submits_has_seen_the_latest() {
    let stage = stage::set().await;
    comments(&stage.avaria_focal, &stage, "First", "public").await;
    let path = draft(&stage.avaria_focal, &stage).await;
    let version = stage.avaria_focal.get(&path).await.value("version");
    comments(&stage.avaria_contributor, &stage, "Second", "public").await;
    let form = [("version", version.as_str()), ("language", "en"), ("own_reference", "NV 9")];
    let page = stage.avaria_focal.post(&format!("{path}/submission"), &form).await;
    assert_eq!(page.status, 409);
    assert!(page.has("Second") && page.has("value=\"NV 9\""));
}

#[tokio::test]
async fn after_the_closing_a_submission_is_marked_late() {
    let stage = stage::set().await;
    stage.server.it_is("2026-05-02T09:00:00Z");
    assert!(stage.ngo_focal.get(&stage.text()).await.has("marked late"));
    comments(&stage.ngo_focal, &stage, "Late but dear", "public").await;
    let path = draft(&stage.ngo_focal, &stage).await;
    let receipt = submits(&stage.ngo_focal, &path).await;
    assert!(receipt.has("late"));
    assert!(stage.server.read(|c| submissions::table.select(submissions::late).first::<bool>(c)));
}

#[tokio::test]
async fn withheld_names_and_confidential_texts_reach_nobody_who_may_not_see_them() {
    let stage = stage::set().await;
    comments(&stage.avaria_focal, &stage, "Openly said", "public").await;
    comments(&stage.avaria_focal, &stage, "Said without a name", "name_withheld").await;
    comments(&stage.avaria_focal, &stage, "Said to the expert alone", "confidential").await;
    let path = draft(&stage.avaria_focal, &stage).await;
    submits(&stage.avaria_focal, &path).await;
    let element = stage.element(PARAGRAPH);
    assert!(!stage.lead.get(&element).await.has("Openly said"), "the team waits for the closing");
    stage.server.it_is("2026-05-02T09:00:00Z");
    assert!(!stage.visitor.get(&element).await.has("Openly said"), "not published yet");
    let publication = format!("/rounds/{}/publication", stage.round);
    assert_eq!(stage.drafter.post(&publication, &[]).await.status, 403);
    let page = stage.administrator.does(&publication, &[]).await;
    assert!(page.has("Republic of Avaria") && !page.has("to the expert alone"));

    for person in [&stage.visitor, &stage.lothmar_focal, &stage.stranger] {
        let page = person.get(&element).await;
        assert!(page.has("Openly said") && page.has("Said without a name"));
        assert!(page.has("Name withheld") && !page.has("Said to the expert alone"));
        let list = person.get(&stage.list()).await;
        assert!(list.has("1 submission in this round"), "{}", list.text());
        // Under the author's name stands only what was said with it.
        let whole = person.get(&path).await;
        assert!(whole.has("Openly said") && !whole.has("Said without a name"));
        assert_eq!(
            person.get(&format!("{path}/receipt")).await.status,
            if person_is_visitor(&stage, person) { 401 } else { 404 }
        );
    }
    assert!(stage.lead.get(&element).await.has("Said to the expert alone"));
    assert!(!stage.drafter.get(&element).await.has("Said to the expert alone"));
    let refused = stage.avaria_focal.post(&format!("{path}/withdrawal"), &[("reason", "x")]).await;
    assert_eq!(refused.status, 409, "what is published is not taken back");
}

fn person_is_visitor(stage: &Stage, person: &Person) -> bool {
    std::ptr::eq(person, &stage.visitor)
}

#[tokio::test]
async fn a_submission_is_replaced_and_withdrawn_until_it_is_published() {
    let stage = stage::set().await;
    comments(&stage.avaria_focal, &stage, "The old text", "public").await;
    let old = draft(&stage.avaria_focal, &stage).await;
    submits(&stage.avaria_focal, &old).await;
    assert_eq!(stage.avaria_contributor.post(&format!("{old}/replacement"), &[]).await.status, 403);
    let copy = stage.avaria_focal.does(&format!("{old}/replacement"), &[]).await;
    assert!(copy.has("The old text"));
    let new = draft(&stage.avaria_focal, &stage).await;
    assert_ne!(old, new);
    let states = |stage: &Stage| -> Vec<SubmissionState> {
        let all = submissions::table.order(submissions::id).select(submissions::state);
        stage.server.read(|c| all.load(c))
    };
    assert_eq!(states(&stage), [SubmissionState::Submitted, SubmissionState::Drafting]);
    submits(&stage.avaria_focal, &new).await;
    assert_eq!(states(&stage), [SubmissionState::Replaced, SubmissionState::Submitted]);
    // Its receipt does not promise a list that will never be.
    let receipt = stage.avaria_focal.get(&format!("{old}/receipt")).await;
    assert!(receipt.has("it was replaced or withdrawn before one was made"), "{}", receipt.text());
    let receipt = stage.avaria_focal.get(&format!("{new}/receipt")).await;
    assert!(receipt.has("in no list of digests yet"), "{}", receipt.text());
    let without = stage.avaria_focal.post(&format!("{new}/withdrawal"), &[("reason", " ")]).await;
    assert_eq!(without.status, 422);
    let page =
        stage.avaria_focal.does(&format!("{new}/withdrawal"), &[("reason", "By order")]).await;
    assert!(page.has("Withdrawn") && page.has("By order"));
    stage.server.it_is("2026-05-02T09:00:00Z");
    assert!(!stage.lead.get(&stage.element(PARAGRAPH)).await.has("The old text"));
    assert_eq!(stage.lead.get(&new).await.status, 404);
}

/// What a delegation wanted to replace is published while it writes: that stays, and what is new is sent beside it.
#[tokio::test]
async fn what_replaces_something_that_was_published_meanwhile_stands_alone() {
    let stage = stage::set().await;
    stage.server.write(|tx| {
        diesel::update(rounds::table).set(rounds::accept_late.eq(true)).execute(&mut **tx)
    });
    let avaria = &stage.avaria_focal;
    comments(avaria, &stage, "The old text", "public").await;
    let old = draft(avaria, &stage).await;
    submits(avaria, &old).await;
    avaria.does(&format!("{old}/replacement"), &[]).await;
    let form = [("body", "A new point"), ("language", "en"), ("class", "public"), ("version", "0")];
    avaria.does(&format!("{}?form=comment", stage.element(NEXT)), &form).await;
    let new = draft(avaria, &stage).await;
    stage.server.it_is("2026-05-02T09:00:00Z");
    let publication = format!("/rounds/{}/publication", stage.round);
    assert_eq!(stage.lead.post(&publication, &[]).await.status, 303);

    let page = avaria.post(&format!("{new}/submission"), &[]).await;
    assert_eq!(page.status, 409);
    assert!(page.has("now a submission of its own") && page.has("A new point"), "{}", page.text());
    assert!(!page.has("The old text"), "{}", page.text());
    let sent = submits(avaria, &new).await;
    assert!(sent.has("Receipt") || sent.has("receipt"), "{}", sent.text());
    let states: Vec<(SubmissionState, bool)> = stage.server.read(|conn| {
        let all = submissions::table.order(submissions::id);
        all.select((submissions::state, submissions::late)).load(conn)
    });
    assert_eq!(states, [(SubmissionState::Submitted, false), (SubmissionState::Submitted, true)]);
}

/// A colleague changes something while the focal point chooses how it may be published.
#[tokio::test]
async fn a_class_is_not_said_to_be_kept_when_it_is_not() {
    let stage = stage::set().await;
    let avaria = &stage.avaria_focal;
    comments(avaria, &stage, "For the expert alone, as we decided today", "public").await;
    let path = draft(avaria, &stage).await;
    let page = avaria.get(&path).await;
    let cover = format!("{path}/cover");
    let form = || {
        let all = crate::support::forms::forms(&page.body);
        let is_it = |form: &crate::support::forms::Form| {
            form.fields.iter().any(|(name, _)| name.starts_with("class-"))
        };
        all.into_iter().find(is_it).expect("the form of the cover")
    };
    let seen = page.value("version");
    comments(&stage.avaria_contributor, &stage, "What a colleague adds", "public").await;

    // Nothing of the form is other than what is stored: kept, but as of what was looked at.
    let answer = avaria.post_by_script(&cover, &form().pairs()).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(answer.body.contains(&format!("\"version\":{seen}")), "{}", answer.body);
    // A class is.
    let mut changed = form();
    let names = changed.fields.iter().map(|(name, _)| name.clone());
    let name = names.into_iter().find(|name| name.starts_with("class-")).expect("a class");
    changed.fill(&[(name, "confidential".into())]);
    let answer = avaria.post(&cover, &changed.pairs()).await;
    assert_eq!(answer.status, 409);
    assert!(answer.has("was changed in the meantime"), "{}", answer.text());
    let submission = avaria.post(&format!("{path}/submission"), &changed.pairs()).await;
    assert_eq!(submission.status, 409, "{}", submission.text());
}

#[tokio::test]
async fn a_file_alone_is_a_submission_and_is_what_it_says() {
    let stage = stage::set().await;
    let path = format!("/rounds/{}/files", stage.round);
    let ngo = &stage.ngo_focal;
    let pdf = ("file", "Prise de position.pdf", &b"%PDF-1.7 the position"[..]);
    let program = ("file", "position.pdf", &b"MZ\x90 not a document"[..]);
    let bad = ngo.post_files(&path, &[], &[program]).await;
    assert!(bad.status == 422 && bad.has("is not what its ending says"), "{}", bad.text());
    for _ in 0..2 {
        let answer = ngo.post_files(&path, &[("class", "name_withheld")], &[pdf]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    let count: i64 = stage.server.read(|c| attachments::table.count().get_result(c));
    assert_eq!(count, 1, "the same file is attached once");
    let draft = draft(ngo, &stage).await;
    let file = ngo.get(&draft).await.links("/files/")[0].clone();
    let got = ngo.get(&file).await;
    assert_eq!(got.bytes, b"%PDF-1.7 the position");
    assert!(got.header("content-disposition").starts_with("attachment"));
    assert_eq!(stage.lead.get(&file).await.status, 404);
    submits(ngo, &draft).await;
    stage.server.it_is("2026-05-02T09:00:00Z");
    stage.administrator.does(&format!("/rounds/{}/publication", stage.round), &[]).await;
    assert_eq!(stage.visitor.get(&file).await.status, 404, "a file tells whose it is");
    assert_eq!(stage.lead.get(&file).await.status, 404, "not to the lead either, but by an act");
    let read = stage.lead.post(&format!("{file}/identity"), &[]).await;
    assert_eq!((read.status, read.bytes.as_slice()), (200, &b"%PDF-1.7 the position"[..]));
    assert!(stage.lead.get("/c/mutual-aid/journal").await.has("Read a withheld name"));
}

#[tokio::test]
async fn questions_and_the_whole_text_take_input_too() {
    let stage = stage::set().await;
    let ngo = &stage.ngo_focal;
    let general = format!("/rounds/{}/general/text", stage.round);
    let page = ngo.does(&general, &[("body", "A good text."), ("language", "fr")]).await;
    assert!(page.has("A good text."));
    let answers = ngo.get(&stage.text()).await.links("/answers/");
    let page = ngo.does(&answers[0], &[("body", "It is clear."), ("language", "en")]).await;
    assert!(page.has("Is the scope of article 2 clear?") && page.has("It is clear."));
    let mine = ngo.get("/c/mutual-aid/submissions").await;
    assert!(mine.has("Harbour Watch") && mine.has("First round"));
    assert_eq!(stage.stranger.get("/c/mutual-aid/submissions").await.status, 404);
}
