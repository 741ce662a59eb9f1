//! The team at the table: after the closing, each at the paragraph, two people for an answer.

mod applying;
mod board;
mod undoing;

use crate::support::forms::forms;
use crate::support::stage::{self, Stage};
use crate::support::{Page, Person};
use diesel::prelude::*;
use travaux::procedure::keys::*;
use travaux::procedure::words::*;
use travaux::schema::*;
use travaux::secrets::public_id;
use travaux::submissions::store::{Sender, seal_cover};

/// What somebody submitted, to be put on the stage.
pub struct Said {
    by: ParticipantKey,
    /// Which element, counted from 0; None: on the whole text.
    at: Option<usize>,
    operation: Option<Operation>,
    proposed: &'static str,
    body: &'static str,
    class: PublicationClass,
}

pub use applying::working_draft;

/// Everyone has the right to mutual aid.
const ARTICLE_1_1: usize = 5;
/// States shall respect and protect this right.
const ARTICLE_1_2: usize = 6;

impl Said {
    pub fn comment(by: ParticipantKey, at: usize, body: &'static str) -> Self {
        let class = PublicationClass::Public;
        Self { by, at: Some(at), operation: None, proposed: "", body, class }
    }

    pub fn proposal(by: ParticipantKey, at: usize, proposed: &'static str) -> Self {
        let operation = Some(Operation::Modify);
        Self { operation, proposed, ..Self::comment(by, at, "It reads better so.") }
    }
}

pub fn submitted(stage: &Stage, said: &Said) -> String {
    let (now, round) = (stage.server.now(), stage.round_key);
    let identity = said.at.map(|at| stage.identities[at].clone());
    let id = public_id();
    stage.server.write(|tx| {
        let its_id = public_id();
        let submission: SubmissionKey = diesel::insert_into(submissions::table)
            .values((
                seal_cover(tx, &its_id, round, &Sender::of(said.by))?,
                submissions::public_id.eq(&its_id),
                submissions::round_id.eq(round),
                submissions::state.eq(SubmissionState::Submitted),
                submissions::source.eq(Source::Typed),
                submissions::language.eq("en"),
                submissions::started_at.eq(now),
                submissions::submitted_at.eq(now),
            ))
            .returning(submissions::id)
            .get_result(&mut **tx)?;
        diesel::insert_into(inputs::table)
            .values((
                (
                    inputs::public_id.eq(&id),
                    inputs::submission_id.eq(submission),
                    inputs::round_id.eq(round),
                    inputs::identity.eq(identity),
                    inputs::kind.eq(match (said.operation, said.at) {
                        (Some(_), _) => InputKind::Proposal,
                        (None, Some(_)) => InputKind::Comment,
                        (None, None) => InputKind::General,
                    }),
                    inputs::operation.eq(said.operation),
                    inputs::comment_type.eq(CommentType::Substantive),
                    inputs::body.eq(said.body),
                    inputs::quoted.eq(""),
                    inputs::proposed.eq(said.proposed),
                ),
                (
                    inputs::language.eq("en"),
                    inputs::publication_class.eq(said.class),
                    inputs::placement.eq(Placement::Exact),
                    inputs::created_at.eq(now),
                    inputs::updated_at.eq(now),
                ),
            ))
            .execute(&mut **tx)
    });
    id.to_string()
}

/// The round is over.
async fn closed() -> Stage {
    let stage = stage::set().await;
    stage.server.it_is("2026-05-02T09:00:00Z");
    stage
}

fn workspace(stage: &Stage, at: usize) -> String {
    format!("/rounds/{}/consolidation/{}", stage.round, stage.elements[at])
}

async fn answers(person: &Person, input: &str, version: &str, reason: &str) -> Page {
    let path = format!("/inputs/{input}/response");
    let treatment = if reason.is_empty() { "accepted" } else { "not_accepted" };
    person.post(&path, &[("treatment", treatment), ("reason", reason), ("version", version)]).await
}

fn responses_stored(stage: &Stage) -> i64 {
    stage.server.read(|conn| responses::table.count().get_result(conn))
}

#[tokio::test]
async fn the_team_waits_for_the_closing_and_is_told_until_when() {
    let stage = stage::set().await;
    submitted(&stage, &Said::comment(stage.avaria, ARTICLE_1_1, "Lanterns first."));

    let round = format!("/rounds/{}/consolidation", stage.round);
    for path in [round.clone(), workspace(&stage, ARTICLE_1_1)] {
        let page = stage.lead.get(&path).await;
        assert!(page.has("class=\"refusal\""), "{}", page.text());
        assert!(!page.has("Lanterns first."), "{}", page.text());
    }

    stage.server.it_is("2026-05-02T09:00:00Z");
    let page = stage.lead.get(&workspace(&stage, ARTICLE_1_1)).await;
    assert!(page.has("Lanterns first.") && page.has("Republic of Avaria"), "{}", page.text());
    let page = stage.lead.get(&format!("/c/{}/consolidation", stage.slug)).await;
    assert!(page.has("Article 1") && page.has("<rect"), "{}", page.text());
    assert!(stage.lead.get(&round).await.has("art. 1 (1)"));
}

#[tokio::test]
async fn nobody_outside_the_drafting_team_knows_of_the_table() {
    let stage = closed().await;
    let input = submitted(&stage, &Said::comment(stage.avaria, ARTICLE_1_1, "Lanterns first."));
    let paths = [
        format!("/c/{}/consolidation", stage.slug),
        format!("/rounds/{}/consolidation", stage.round),
        workspace(&stage, ARTICLE_1_1),
        format!("/inputs/{input}/response"),
    ];
    for person in
        [&stage.administrator, &stage.system_administrator, &stage.auditor, &stage.avaria_focal]
    {
        for path in &paths {
            assert_eq!(person.get(path).await.status, 404, "{path}");
        }
        assert_eq!(answers(person, &input, "0", "No.").await.status, 404);
    }
    assert_eq!(stage.visitor.get(&paths[1]).await.status, 401);
    assert_eq!(responses_stored(&stage), 0);
}

#[tokio::test]
async fn a_drafter_writes_and_another_person_validates() {
    let stage = closed().await;
    let input = submitted(&stage, &Said::comment(stage.avaria, ARTICLE_1_1, "Lanterns first."));
    let path = format!("/inputs/{input}/response");

    assert_eq!(answers(&stage.drafter, &input, "0", "It is settled law.").await.status, 303);
    let own = stage.drafter.post(&format!("{path}/validation"), &[("version", "1")]).await;
    assert_eq!(own.status, 409, "{}", own.text());
    let early = stage.lead.post(&format!("{path}/release"), &[("version", "1")]).await;
    assert_eq!(early.status, 409, "{}", early.text());

    let page = stage.lead.does(&format!("{path}/validation"), &[("version", "1")]).await;
    assert!(page.has("Validated by Elena Expert"), "{}", page.text());
    assert_eq!(stage.drafter.post(&format!("{path}/release"), &[]).await.status, 403);
    let page = stage.lead.does(&format!("{path}/release"), &[("version", "2")]).await;
    assert!(page.has("released to its author"), "{}", page.text());
    let after = answers(&stage.lead, &input, "3", "Another reason.").await;
    assert_eq!(after.status, 409, "what its author knows stays: {}", after.text());
}

#[tokio::test]
async fn a_sole_lead_validates_their_own_response_and_it_is_marked_so() {
    let stage = closed().await;
    let input = submitted(&stage, &Said::comment(stage.avaria, ARTICLE_1_1, "Lanterns first."));
    assert_eq!(answers(&stage.lead, &input, "0", "It is settled law.").await.status, 303);
    let path = format!("/inputs/{input}/response/validation");
    let form = [("version", "1"), ("note", "By e-mail, 2 May")];
    let page = stage.lead.post(&path, &form).await;
    assert_eq!(page.status, 409, "there is a drafter who could");
    assert!(page.has("Another person validates what you drafted."), "{}", page.text());

    let now = stage.server.now();
    stage.server.write(|tx| {
        let drafters = roles::table.filter(roles::role.eq(Role::Drafter));
        diesel::update(drafters).set(roles::ended_at.eq(now)).execute(&mut **tx)
    });
    let page = stage.lead.does(&path, &form).await;
    assert!(page.has("validated by the person who drafted it"), "{}", page.text());
    assert!(page.has("By e-mail, 2 May"), "{}", page.text());
}

#[tokio::test]
async fn a_reason_is_required_for_all_but_acceptance_and_nothing_typed_is_lost() {
    let stage = closed().await;
    let input = submitted(&stage, &Said::comment(stage.avaria, ARTICLE_1_1, "Lanterns first."));
    let path = format!("/inputs/{input}/response");

    let form = [("treatment", "noted"), ("reason", " "), ("version", "0")];
    let page = stage.drafter.post(&path, &form).await;
    assert_eq!(page.status, 422);
    assert!(page.has("Give a reason") && page.has("value=\"noted\" selected"), "{}", page.body);
    let form = [("treatment", ""), ("reason", "Because of lanterns."), ("version", "0")];
    let page = stage.drafter.post(&path, &form).await;
    assert_eq!(page.status, 422);
    assert!(page.has("Because of lanterns."), "{}", page.text());
    let form = [("treatment", "covered_by"), ("reason", "See there."), ("covered_by", &input)];
    assert_eq!(stage.drafter.post(&path, &form).await.status, 422, "an input covers no itself");
    assert_eq!(responses_stored(&stage), 0);

    assert_eq!(answers(&stage.drafter, &input, "0", "").await.status, 303);
    assert_eq!(responses_stored(&stage), 1);
}

#[tokio::test]
async fn an_input_may_be_covered_by_one_at_another_paragraph() {
    let stage = closed().await;
    let here = submitted(&stage, &Said::comment(stage.avaria, ARTICLE_1_1, "Name the peoples."));
    let there = submitted(&stage, &Said::comment(stage.lothmar, ARTICLE_1_2, "Peoples first."));
    let path = format!("/inputs/{here}/response");
    let offers = format!("<option value=\"{there}\"");

    // The paragraph's page lists its own; who wants another asks, and nothing typed is lost.
    let page = stage.drafter.get(&workspace(&stage, ARTICLE_1_1)).await;
    assert!(page.has("value=\"elsewhere\"") && !page.has(&offers), "{}", page.body);
    let mut form = [
        ("treatment", "covered_by"),
        ("reason", "Said there."),
        ("covered_by", "elsewhere"),
        ("version", "0"),
    ];
    let asked = stage.drafter.post(&path, &form).await;
    assert_eq!(asked.status, 422, "{}", asked.text());
    assert!(asked.has("Said there.") && asked.has("<optgroup label=\"art. 1 (2)\">"));
    assert!(asked.has(&offers) && !asked.has("value=\"elsewhere\""), "{}", asked.body);
    assert_eq!(responses_stored(&stage), 0);

    form[2].1 = &there;
    let answered = stage.drafter.does(&path, &form).await;
    assert!(answered.has("Covered by the input of Kingdom of Lothmar"), "{}", answered.text());
    // The paragraph's page keeps the choice when the reason alone is changed.
    let page = stage.drafter.get(&workspace(&stage, ARTICLE_1_1)).await;
    assert!(page.has(&format!("{offers} selected")), "{}", page.body);
}

#[tokio::test]
async fn of_two_people_at_one_response_the_second_sees_both_texts() {
    let stage = closed().await;
    let input = submitted(&stage, &Said::comment(stage.avaria, ARTICLE_1_1, "Lanterns first."));
    assert_eq!(answers(&stage.drafter, &input, "0", "The first reason.").await.status, 303);

    let page = answers(&stage.lead, &input, "0", "The second reason.").await;
    assert_eq!(page.status, 409);
    assert!(page.has("The first reason.") && page.has("The second reason."), "{}", page.text());
    // And the difference, word by word.
    assert!(page.has("From what is stored to what you typed"), "{}", page.text());
    assert!(page.has("The <del>first</del><ins>second</ins> reason."), "{}", page.body);
    let version = page.value("version");
    assert_eq!(answers(&stage.lead, &input, &version, "Both reasons.").await.status, 303);
    let page = stage.drafter.get(&format!("/inputs/{input}/response")).await;
    assert!(page.has("Both reasons."), "{}", page.text());

    // A validation of what one has not read is none.
    let path = format!("/inputs/{input}/response/validation");
    let page = stage.drafter.post(&path, &[("version", "1")]).await;
    assert_eq!(page.status, 409);
    assert!(page.has("Both reasons."), "{}", page.text());
}

#[tokio::test]
async fn a_confidential_input_is_invisible_without_a_clearance() {
    let stage = closed().await;
    let class = PublicationClass::Confidential;
    let secret = Said { class, ..Said::comment(stage.ngo, ARTICLE_1_1, "Under the quay.") };
    let secret = submitted(&stage, &secret);
    let withheld = PublicationClass::NameWithheld;
    let nameless =
        Said { class: withheld, ..Said::comment(stage.lothmar, ARTICLE_1_1, "By the pier.") };
    let nameless = submitted(&stage, &nameless);

    let page = stage.drafter.get(&workspace(&stage, ARTICLE_1_1)).await;
    assert!(page.has("By the pier.") && page.has("Name withheld"), "{}", page.text());
    assert!(!page.has("Under the quay.") && !page.has("Harbour Watch"), "{}", page.text());
    assert!(!page.has("Kingdom of Lothmar"), "{}", page.text());
    assert!(page.has("1 input."), "not even counted: {}", page.text());
    let path = format!("/inputs/{secret}/response");
    assert_eq!(stage.drafter.get(&path).await.status, 404);
    assert_eq!(answers(&stage.drafter, &secret, "0", "No.").await.status, 404);

    let page = stage.lead.get(&workspace(&stage, ARTICLE_1_1)).await;
    assert!(page.has("Under the quay.") && page.has("By the pier."), "{}", page.text());
    // Not even the lead is shown a name: it is read by an act, and each reading is a line.
    assert!(!page.has("Kingdom of Lothmar") && !page.has("Harbour Watch"), "{}", page.text());
    let identity = format!("/inputs/{nameless}/identity");
    assert_eq!(stage.drafter.post(&identity, &[]).await.status, 404);
    assert_eq!(stage.lead.get(&identity).await.status, 405, "looking is not enough");
    for read in 1..=2 {
        let page = stage.lead.post(&identity, &[]).await;
        assert_eq!(page.status, 200, "{}", page.text());
        assert!(page.has("Kingdom of Lothmar"), "{}", page.text());
        assert_eq!(page.header("cache-control"), "no-store");
        let journal = stage.lead.get("/c/mutual-aid/journal").await;
        assert_eq!(journal.body.matches("Read a withheld name").count(), read);
        assert!(!journal.has("Kingdom of Lothmar"), "{}", journal.text());
        assert_eq!(journal.body.matches(&format!("about: {nameless}")).count(), read);
    }
    let page = stage.lead.get(&workspace(&stage, ARTICLE_1_1)).await;
    assert!(!page.has("Kingdom of Lothmar"), "nothing is remembered: {}", page.text());
}

#[tokio::test]
async fn identical_texts_lie_together_and_are_answered_at_once() {
    let stage = closed().await;
    for by in [stage.avaria, stage.lothmar, stage.ngo] {
        submitted(&stage, &Said::comment(by, ARTICLE_1_2, "Say “should” instead."));
    }
    let other = submitted(&stage, &Said::comment(stage.ngo, ARTICLE_1_2, "Keep it."));
    let path = workspace(&stage, ARTICLE_1_2);
    let page = stage.drafter.get(&path).await;
    assert!(page.has("class=\"cluster\"") && page.has("3 inputs with one"), "{}", page.text());

    let alike = page.value("alike");
    let form = [("alike", alike.as_str()), ("treatment", "noted"), ("reason", "")];
    let page = stage.drafter.post(&format!("{path}/responses"), &form).await;
    assert_eq!(page.status, 422, "{}", page.text());
    let form = [("alike", alike.as_str()), ("treatment", "noted"), ("reason", "Well said.")];
    stage.drafter.does(&format!("{path}/responses"), &form).await;
    assert_eq!(responses_stored(&stage), 3);

    let form = [("inputs", other.as_str()), ("treatment", "accepted"), ("reason", "")];
    stage.drafter.does(&format!("{path}/responses"), &form).await;
    stage.drafter.does(&format!("{path}/responses"), &form).await;
    assert_eq!(responses_stored(&stage), 4);
    let page = stage.drafter.get(&format!("{path}?treatment=accepted")).await;
    assert!(page.has("Keep it.") && !page.has("Say “should” instead."), "{}", page.text());
}

#[tokio::test]
async fn themes_and_notes_are_the_teams_own() {
    let stage = closed().await;
    let input = submitted(&stage, &Said::comment(stage.avaria, ARTICLE_1_1, "Lanterns first."));
    let path = workspace(&stage, ARTICLE_1_1);

    let themes = format!("/inputs/{input}/themes");
    assert!(
        stage.drafter.get(&path).await.has("<noscript><p class=\"note\">This page has several")
    );
    let page = stage.drafter.does(&themes, &[("theme", ""), ("new_theme", " ")]).await;
    assert!(page.has("Nothing was tagged") && !page.has("The themes are saved."));
    let page = stage.drafter.does(&themes, &[("new_theme", "Lanterns")]).await;
    assert!(page.has(">Lanterns</a>"), "{}", page.text());
    let link = page.links("?theme=").remove(0);
    let theme = link.trim_start_matches("?theme=").to_owned();
    let page = stage.drafter.get(&format!("{path}?theme={theme}")).await;
    assert!(page.has("Lanterns first."), "{}", page.text());
    stage.drafter.does(&format!("{themes}/removal"), &[("theme", &theme)]).await;

    let notes = format!("/inputs/{input}/notes");
    stage.drafter.does(&notes, &[("note", "Ask the harbour master.")]).await;
    stage.drafter.does(&notes, &[("note", "Ask the harbour master.")]).await;
    let page = stage.lead.get(&path).await;
    assert_eq!(page.body.matches("Ask the harbour master.").count(), 1, "sent twice, kept once");
    let note = stage.drafter.get(&path).await.links("/notes/").remove(0);
    assert_eq!(stage.lead.get(&note).await.status, 403, "its author corrects it");
    let form = [("note", "Ask the pilot."), ("version", "1")];
    let page = stage.drafter.does(&note, &form).await;
    assert!(page.has("Ask the pilot."), "{}", page.text());
    let page = stage.drafter.post(&note, &[("note", "Ask nobody."), ("version", "1")]).await;
    assert_eq!(page.status, 409);
    assert!(page.has("Ask the pilot.") && page.has("Ask nobody."), "{}", page.text());
    stage.drafter.does(&format!("{path}/notes"), &[("note", "On the paragraph.")]).await;
    assert!(stage.lead.get(&path).await.has("On the paragraph."));
}

#[tokio::test]
async fn opposite_wishes_mark_a_paragraph_as_contested() {
    let stage = closed().await;
    submitted(&stage, &Said::proposal(stage.avaria, ARTICLE_1_1, "Another text."));
    let path = format!("/rounds/{}/consolidation?show=contested", stage.round);
    assert!(!stage.lead.get(&path).await.has("art. 1 (1)"));
    let retain = Some(Operation::Retain);
    let keep = Said { operation: retain, ..Said::comment(stage.ngo, ARTICLE_1_1, "Keep it.") };
    submitted(&stage, &keep);
    let page = stage.lead.get(&path).await;
    assert!(page.has("art. 1 (1)") && page.has("contested"), "{}", page.text());
}

#[tokio::test]
async fn an_author_learns_of_a_response_only_when_it_is_released() {
    use travaux::procedure::sight::Sight;
    let stage = closed().await;
    let input = submitted(&stage, &Said::comment(stage.avaria, ARTICLE_1_1, "Lanterns first."));
    let path = format!("/inputs/{input}/response");
    let known = |own: ParticipantKey| {
        let sight = Sight { own: vec![own], ..Sight::public() };
        let round = stage.round_key;
        let known = stage
            .server
            .read(|conn| travaux::consolidation::views::responses_for(conn, &sight, round));
        known.len()
    };
    answers(&stage.drafter, &input, "0", "It is settled law.").await;
    stage.lead.does(&format!("{path}/validation"), &[("version", "1")]).await;
    assert_eq!(known(stage.avaria), 0);
    stage.lead.does(&format!("{path}/release"), &[("version", "2")]).await;
    assert_eq!(known(stage.avaria), 1);
    assert_eq!(known(stage.lothmar), 0);
}
